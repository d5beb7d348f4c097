"""A quotation that was bent must not come back anchored: the suite that keeps evidence honest."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dragoman.anchors import find_all, find_quote
from dragoman.errors import QuoteAmbiguous, QuoteNotFound

ARTICLE = (
    "Khartoum will not withdraw its 1,500 troops from the border before the 30-day truce begins, "
    "its foreign minister told reporters in Juba. “We have never agreed to that,” he said. "
    "The rebels’ envoy said aid worth $1.5 million could enter through two non-military crossings. "
    "Ethiopia had offered to host the talks; Kenya declined. A second envoy denied the report."
)


@pytest.mark.parametrize(
    "bent",
    [
        "Khartoum will withdraw its 1,500 troops from the border",
        "We have agreed to that",
        "A second envoy confirmed the report",
        "Ethiopia had not offered to host the talks",
    ],
)
def test_dropped_or_added_negation_is_not_found(bent: str) -> None:
    with pytest.raises(QuoteNotFound):
        find_quote(ARTICLE, bent)


@pytest.mark.parametrize(
    "bent",
    [
        "withdraw its 1,600 troops",
        "withdraw its 1500 troops",
        "500 troops from the border",
        "the 3-day truce",
        "the 30-month truce",
        "aid worth $1.5 billion",
        "5 million could enter",
        "worth $1",
        "through three non-military crossings",
    ],
)
def test_changed_number_is_not_found(bent: str) -> None:
    with pytest.raises(QuoteNotFound):
        find_quote(ARTICLE, bent)


@pytest.mark.parametrize(
    "bent",
    [
        "Kenya had offered to host the talks",
        "Ethiopia declined",
        "Juba will not withdraw its 1,500 troops",
        "The government’s envoy said aid",
    ],
)
def test_swapped_actor_is_not_found(bent: str) -> None:
    with pytest.raises(QuoteNotFound):
        find_quote(ARTICLE, bent)


@pytest.mark.parametrize("gap", [" … ", "… ", "...", " ... ", " [...] ", " […] ", " (…) ", " "])
def test_stitched_ellipsis_is_not_found(gap: str) -> None:
    with pytest.raises(QuoteNotFound):
        find_quote(ARTICLE, f"Khartoum will{gap}withdraw its 1,500 troops")


@pytest.mark.parametrize(
    "bent",
    [
        "Khartoum refuses to pull its 1,500 soldiers from the border",
        "Ethiopia offered to host the talks",
        "the foreign minister told journalists in Juba",
        "khartoum will not withdraw",
    ],
)
def test_paraphrase_is_not_found(bent: str) -> None:
    with pytest.raises(QuoteNotFound):
        find_quote(ARTICLE, bent)


@pytest.mark.parametrize("part", ["military crossings", "The reb", "vernment", "day truce", "two non"])
def test_part_of_a_word_is_not_evidence(part: str) -> None:
    with pytest.raises(QuoteNotFound):
        find_quote(ARTICLE, part)


def test_words_across_a_dash_between_clauses_are_found() -> None:
    text = "The plan—which Bogotá signed—holds."

    assert find_quote(text, "which Bogotá signed").exact == "which Bogotá signed"


def test_typography_alone_does_not_hide_a_quote() -> None:
    found = find_quote(ARTICLE, '"We have never agreed to that,"')

    assert found.exact == "“We have never agreed to that,”"


def test_words_said_twice_are_ambiguous() -> None:
    with pytest.raises(QuoteAmbiguous):
        find_quote("No deal. The envoy said: no deal, No deal", "No deal")


WORDS = st.sampled_from(
    ("Seoul", "Bogotá", "will", "not", "never", "withdraw", "release", "12", "1,200", "prisoners", "after", "truce")
)


@given(st.lists(WORDS, min_size=4, max_size=12), st.data())
def test_no_single_bent_word_comes_back(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    bent = list(words)
    bent[at] = data.draw(WORDS)
    claim = " ".join(bent)
    assume(f" {claim} " not in f" {' '.join(words)} ")

    assert find_all(" ".join(words), claim) == []


@given(st.lists(WORDS, min_size=5, max_size=12), st.data())
def test_no_dropped_word_comes_back(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words) - 2))
    claim = " ".join(words[:at] + words[at + 1 :])
    assume(f" {claim} " not in f" {' '.join(words)} ")

    assert find_all(" ".join(words), claim) == []
