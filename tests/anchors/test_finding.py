"""Anchors hold for any text: right to left, Chinese, combining marks, emoji, odd quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.anchors import check_quote, find_all, normalise, quote_at, trimmed
from dragoman.errors import AnchorError, QuoteNotFound
from tests.strategies import SCRIPTS, texts


@given(texts)
def test_every_character_of_the_view_has_a_place_in_the_text(text: str) -> None:
    view = normalise(text)

    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)


@given(texts, texts)
def test_what_is_found_stands_in_the_text(text: str, words: str) -> None:
    for quote in find_all(text, words):
        assert text[quote.start : quote.end] == quote.exact
        assert normalise(quote.exact).text.strip() == normalise(words).text.strip()


@given(texts, texts, st.sampled_from(SCRIPTS))
def test_whole_words_of_a_text_are_found_in_it(before: str, after: str, words: str) -> None:
    text = f"{before}\n{words}\n{after}"
    place = len(before) + 1

    assert any(quote.start <= place and quote.exact.strip() for quote in find_all(text, words))


@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text

    assert normalise(once).text == once


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_quote_is_exactly_its_slice(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        quote = quote_at(text, start, end)
        check_quote(text, quote.start, quote.end, quote.exact)

        assert quote.exact == text[start:end]
        assert text[: quote.start].endswith(quote.prefix)
        assert text[quote.end :].startswith(quote.suffix)
    else:
        with pytest.raises(AnchorError):
            quote_at(text, start, end)


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_trimming_leaves_no_blank_at_an_edge(text: str, start: int, end: int) -> None:
    low, high = trimmed(text, min(start, len(text)), min(end, len(text)))

    assert high <= low or (not text[low].isspace() and not text[high - 1].isspace())


def test_composed_and_decomposed_letters_are_one() -> None:
    found = find_all("Le ministre Re\u0301my a signe\u0301.", "Rémy a signé")

    assert [quote.exact for quote in found] == ["Re\u0301my a signe\u0301"]


def test_a_letter_is_not_found_under_its_accent() -> None:
    assert find_all("pa\u0301gina", "pa") == []


def test_a_claimed_quote_that_differs_is_refused() -> None:
    with pytest.raises(QuoteNotFound):
        check_quote("Doha talks resume", 0, 4, "Oslo")
