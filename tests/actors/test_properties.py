"""Any text: no crash, exact offsets, order, the same answer twice, linear time."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import Cast

_WORDS = st.sampled_from([
    "Russia", "Ukraine’s", "the", "North", "Kim", "Jong", "Un", "President", "spokesman", "Mr.", "he", "they", "said",
    "“", "”", ",", ".", "and", "whose", "government", "University", "of", "Leeds", "two", "sides", "group", "rebels",
    "Hamas", "its", "foreign", "minister", "statement", "U.S.", "\n\n", "\r\n", "mediators", "House", "International",
    "Sen.", "both", "countries’", "leaders", "A", "-", "(", ")", "including", "Donetsk", "İstanbul", "ﬁ", "🕊️", "הצדדים",
])  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=80).map(" ".join))


@given(_TEXTS)
@settings(max_examples=150, deadline=None)
def test_mentions_are_exact_sorted_and_apart(text: str) -> None:
    mentions = Cast.of(text).mentions

    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


@given(_TEXTS, st.integers(0, 320), st.integers(0, 320))
@settings(max_examples=150, deadline=None)
def test_any_run_resolves_to_somebody_or_to_nobody(text: str, start: int, length: int) -> None:
    cast = Cast.of(text)

    for answer in (cast.resolve(start, start + length), cast.resolve_within(start, start + length)):
        assert answer.actor is not None or answer.parties == ()
        assert 0 <= answer.anchor[0] <= answer.anchor[1]


@given(_TEXTS)
@settings(max_examples=60, deadline=None)
def test_same_text_gives_the_same_cast(text: str) -> None:
    assert Cast.of(text).mentions == Cast.of(text).mentions


def _seconds(text: str) -> float:
    begun = time.process_time()
    _ = Cast.of(text).mentions
    return time.process_time() - begun


def test_time_grows_with_the_text_not_with_its_square() -> None:
    unit = (
        "The group and the two sides told Moscow's envoy, he said, that they and its officials would meet Kim Jong Un "
    )
    _seconds(unit * 20)

    once, eightfold = _seconds(unit * 100), _seconds(unit * 800)

    assert eightfold < 24 * max(once, 0.01)  # eight times the text; a square would be sixty-four
