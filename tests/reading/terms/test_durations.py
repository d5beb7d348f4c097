from __future__ import annotations

import pytest

from tests.reading.terms.asking import anchors_of, terms_of


@pytest.mark.parametrize(
    ("text", "iso", "words"),
    [
        ("Oman proposed a 72-hour truce.", "PT72H", "72-hour"),
        ("The lease runs for 99 years.", "P99Y", "99 years"),
        ("Both accepted a pause of 21 days.", "P21D", "21 days"),
        ("The first phase would last six weeks.", "P6W", "six weeks"),
        ("A transition of a year and a half was offered.", "P1Y6M", "a year and a half"),
        ("The caps would stay for 10 to 15 years.", "P10Y/P15Y", "10 to 15 years"),
        ("A guarantee of between two and three decades is sought.", "P20Y/P30Y", "between two and three decades"),
        ("Monitors may stay up to 20 years.", "P20Y", "up to 20 years"),
        ("Rebels called a week-long halt to attacks.", "P1W", "a week-long"),
        ("A yearlong moratorium begins in June.", "P1Y", "yearlong"),
        ("The withdrawal will be completed within 14 months.", "P14M", "14 months"),
        ("Talks were extended by another five days.", "P5D", "five days"),
        ("The mandate is renewed for twenty-four months.", "P24M", "twenty-four months"),
        ("A two-and-a-half-year mission was agreed.", "P2Y6M", "two-and-a-half-year"),
        ("The arrangement could continue indefinitely.", "..", "indefinitely"),
        ("The pause holds until April 10.", "../2022-04-10", "until April 10"),
        ("The ministers may come within a week or two.", "P1W/P2W", "a week or two"),
        ("Mediators want a lull lasting several hours.", "PTXH", "several hours"),
    ],
)
def test_a_duration_of_a_term_is_iso_8601(text: str, iso: str, words: str) -> None:
    duration = terms_of(text).duration

    assert duration is not None
    assert (duration.iso, duration.text) == (iso, words)


@pytest.mark.parametrize(
    "text",
    [
        "A 15-year-old boy was freed.",
        "She is 80 years old.",
        "The valley has been at war for nine years.",
        "For the past three decades nobody came.",
        "Three days ago the convoy left.",
        "The 40-day war killed thousands.",
        "After 18 years of conflict they met.",
        "Some 300 lorries a day cross the bridge.",
        "The council meets every four years.",
        "Two weeks earlier, the army had entered the town.",
        "The delegates spent three hours in the room.",
        "For 35 years the two have fought over the pass.",
        "The meeting lasted about five hours.",
        "A decade later, the pact collapsed.",
    ],
)
def test_ages_rates_and_times_past_are_no_durations(text: str) -> None:
    assert terms_of(text).duration is None


def test_a_permanent_ceasefire_is_anchored_but_has_no_duration() -> None:
    terms = terms_of("The group wants a permanent ceasefire.")

    assert terms.duration is None
    assert [(anchor.exact, anchor.value) for anchor in anchors_of(terms, "duration")] == [("permanent", "..")]


def test_the_duration_of_the_term_wins_over_another_time() -> None:
    duration = terms_of("Within two days mediators may announce a 30-day truce.").duration

    assert duration is not None
    assert duration.iso == "P30D"
