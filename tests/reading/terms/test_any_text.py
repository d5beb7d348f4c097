"""The terms hold for any text: no crash, every anchor exact, the same answer twice, linear time."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading.terms import Context, read_meetings, read_terms
from dragoman.record import Act
from tests.reading.terms.asking import TUESDAY, Named
from tests.strategies import texts


@settings(deadline=None)
@given(texts, st.integers(0, 200), st.integers(0, 200), st.sampled_from([None, *Act]))
def test_every_value_is_anchored_exactly(text: str, start: int, length: int, act: Act | None) -> None:
    begin = min(start, len(text))
    end = min(begin + length, len(text))
    terms = read_terms(Context.of_text(text, TUESDAY), begin, end, act=act, parties_in=Named(text))

    assert all(text[anchor.start : anchor.end] == anchor.exact for anchor in terms.anchors)
    assert all(text[condition.start : condition.end] == condition.text for condition in terms.conditions)
    assert all(text[number.start : number.end] == number.text for number in terms.numbers)
    assert terms.duration is None or text[terms.duration.start : terms.duration.end] == terms.duration.text
    fields = [anchor.field for anchor in terms.anchors]
    assert all(f"conditions.{number}" in fields for number in range(len(terms.conditions)))
    assert all(f"numbers.{number}" in fields for number in range(len(terms.numbers)))
    assert all(f"guarantors.{number}" in fields for number in range(len(terms.guarantors)))
    assert (terms.date is None) == ("date" not in fields)


@settings(deadline=None)
@given(texts)
def test_meetings_are_anchored_exactly(text: str) -> None:
    for meeting in read_meetings(Context.of_text(text, TUESDAY), Named(text)):
        assert text[meeting.start : meeting.end] == meeting.quote
        assert all(text[anchor.start : anchor.end] == anchor.exact for anchor in meeting.anchors)


@settings(deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_terms(text: str) -> None:
    once = read_terms(Context.of_text(text, TUESDAY), 0, len(text), parties_in=Named(text))

    assert once == read_terms(Context.of_text(text, TUESDAY), 0, len(text), parties_in=Named(text))


def _seconds(text: str) -> float:
    begun = time.process_time()
    context = Context.of_text(text, TUESDAY)
    read_terms(context, 0, len(text), parties_in=Named(text))
    read_meetings(context, Named(text))
    return time.process_time() - begun


def test_a_megabyte_without_a_sentence_end_takes_linear_time() -> None:
    scrap = "if the talks, unless a 30-day truce and “at least 20 envoys will not (could) meet in March until "
    small, large = scrap * 1_000, scrap * 10_000
    _seconds(small)

    assert _seconds(large) < 25 * max(0.05, _seconds(small))
