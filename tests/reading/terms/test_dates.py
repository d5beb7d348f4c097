from __future__ import annotations

from datetime import date

import pytest

from tests.reading.terms.asking import TUESDAY, anchors_of, terms_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Oman said on Tuesday it would host the talks.", "2022-03-29"),
        ("Oman said on Monday it would host the talks.", "2022-03-28"),
        ("Oman said last Tuesday it would host the talks.", "2022-03-22"),
        ("On Sunday, the rebels accepted the text.", "2022-03-27"),
        ("The rebels accepted the text over the weekend.", "2022-03-26/2022-03-27"),
        ("The two armies signed the truce on Feb. 24.", "2022-02-24"),
        ("The two armies signed the truce on 24 December.", "2021-12-24"),
        ("The two armies signed the truce on November 3, 2016.", "2016-11-03"),
        ("The two armies signed the truce on 2016-11-03.", "2016-11-03"),
        ("The two armies signed the truce two days ago.", "2022-03-27"),
        ("The council adopted the text earlier this month.", "2022-03"),
        ("The council adopted the text last year.", "2021"),
        ("The council adopted the text in November 2019.", "2019-11"),
        ("The council adopted the text yesterday.", "2022-03-28"),
        ("Seoul proposed new limits at meetings with Chinese envoys in Geneva on Monday.", "2022-03-28"),
    ],
)
def test_the_day_of_the_act_is_resolved_against_publication(text: str, iso: str) -> None:
    assert terms_of(text).date == iso


@pytest.mark.parametrize(
    "text",
    [
        "The talks will resume on Monday.",
        "Both sides have until Friday to answer.",
        "The envoy says the text must be ready by April 10.",
        "The delegation has been waiting since Thursday.",
        "“We start on Monday,” the envoy says.",
        "The 2015 deal is dead, the minister says.",
        "The strait, which Tehran mined in 1988, stays shut, the admiral says.",
        "A summit is planned for next Tuesday.",
    ],
)
def test_the_day_of_what_is_announced_is_not_the_day_of_the_act(text: str) -> None:
    assert terms_of(text).date is None


def test_without_a_day_of_publication_a_weekday_stays_unknown() -> None:
    assert terms_of("Oman said on Tuesday it would help.", published=None).date is None


def test_without_a_day_of_publication_a_full_date_is_still_known() -> None:
    assert terms_of("They signed on 3 November 2016.", published=None).date == "2016-11-03"


def test_a_weekday_six_days_back_is_as_likely_tomorrow_and_stays_unknown() -> None:
    assert terms_of("Oman said on Wednesday it would help.").date is None


def test_an_impossible_day_gives_no_date() -> None:
    assert terms_of("They signed on 31 February 2022.").date is None


def test_the_date_has_its_anchor_and_its_rule() -> None:
    (anchor,) = anchors_of(terms_of("Oman said on Tuesday it would help."), "date")

    assert (anchor.exact, anchor.value, anchor.rule) == ("Tuesday", "2022-03-29", "weekday on or before publication")


def test_an_undated_saying_takes_the_day_of_the_lead_and_says_so() -> None:
    text = "Juba and Khartoum resumed talks on Monday.\n\nThe mood was good, the Kenyan envoy said."
    terms = terms_of(text, within="The mood was good, the Kenyan envoy said.")

    assert terms.date == "2022-03-28"
    assert str(anchors_of(terms, "date")[0].rule).startswith("inferred")


def test_what_was_said_before_does_not_take_the_day_of_the_lead() -> None:
    text = "Juba and Khartoum resumed talks on Monday.\n\nThe envoy had previously said the mood was bad."

    assert terms_of(text, within="The envoy had previously said the mood was bad.").date is None


def test_an_article_without_a_dated_lead_gives_no_date() -> None:
    assert terms_of("The mood was good, the envoy said.", published=TUESDAY).date is None


def test_the_next_sentence_of_the_same_speaker_has_the_same_day() -> None:
    text = "The envoy told reporters on Friday that talks had failed. He said nobody was to blame."
    terms = terms_of(text, within="He said nobody was to blame.", published=date(2024, 6, 1))

    assert terms.date == "2024-05-31"
