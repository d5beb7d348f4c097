from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import Act
from dragoman.views.wording import sentences, wording
from tests.views.making import statement


def _worded(quote: str, content: str | None = None) -> str:
    return wording(statement("Arland", Act.CLAIM, quote, content=quote if content is None else content))


@pytest.mark.parametrize(
    ("quote", "content"),
    [
        ("Arland will not open its harbours to foreign ships.", "open its harbours to foreign ships"),
        ("Borduria has not seen “signs of good will” from Arland.", "signs of good will” from Arland"),
        ("The ministry rejects the claim that Arland shelled the dam.", "Arland shelled the dam"),
        ("The envoy said Arland would never give up the isthmus.", "give up the isthmus"),
        ("They could also be asked to help, the envoy said.", "asked to help"),
    ],
)
def test_negations_and_hedges_around_the_heart_stay(quote: str, content: str) -> None:
    shown = _worded(quote, content)

    for word in ("not", "rejects", "never", "could"):
        assert (word in quote) == (word in shown)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("The dam will be rebuilt by spring, she told reporters.", "The dam will be rebuilt by spring"),
        ("“The dam will be rebuilt,” the minister said on Friday.", "The dam will be rebuilt"),
        ("The envoy said that the dam would be rebuilt.", "the dam would be rebuilt"),
        ("The dam will be rebuilt, Arland’s negotiators said Tuesday.", "The dam will be rebuilt"),
        ("PORT SELLA, May 2 (Agency) - The dam will be rebuilt", "The dam will be rebuilt"),
        ("and that the dam would be rebuilt at once", "the dam would be rebuilt at once"),
        ("said the dam must be rebuilt", "the dam must be rebuilt"),
    ],
)
def test_plain_attribution_at_the_edges_is_taken_off(quote: str, shown: str) -> None:
    assert _worded(quote) == shown


def test_attribution_that_carries_the_statement_stays() -> None:
    quote = "In an interview, he said the pause of its guns isn’t a ceasefire."

    assert "ceasefire" in _worded(quote)


def test_attribution_that_denies_stays() -> None:
    assert _worded("The dam was not hit, Arland denied on Friday.").endswith("Arland denied on Friday")


def test_initials_and_titles_do_not_end_sentences() -> None:
    text = "Mr. J. Reed of the U.S. Senate spoke. He left."

    assert [text[low:high].strip() for low, high in sentences(text)] == [
        "Mr. J. Reed of the U.S. Senate spoke.",
        "He left.",
    ]


@given(st.text(min_size=1, max_size=300).filter(lambda text: bool(text.strip())))
def test_words_shown_are_an_exact_slice_of_the_quote(quote: str) -> None:
    assert wording(statement("Arland", Act.CLAIM, quote)) in " ".join(quote.split())
