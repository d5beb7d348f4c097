"""The learned second opinion: it takes out what looks unlike any article and leaves articles alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.sources import label_passages
from dragoman.sources.linemodel import content_chances
from dragoman.sources.lines import split_lines

STORY = [
    "The two sides met for six hours in the capital on Monday, and a spokesman said that the text was not final.",
    "It was the first round since the winter, and neither side would say which points of the draft remain open.",
    "“We are closer than we were, but nothing is agreed until all is agreed,” the head of the delegation said.",
    "The mediators expect to put a bridging text to both capitals before the end of the week, officials said.",
    "A ceasefire would have to hold for ten days before monitors could be sent, according to the draft.",
    "Neither army has confirmed that it would pull back from the river line, which the draft asks of both.",
]
MENU = [
    "Sections",
    "Sport & Leisure",
    "My account",
    "Weather 12°C",
    "Jobs | Homes | Cars",
    "E-paper archive",
    "Puzzles",
]


def test_menus_around_an_article_are_furniture() -> None:
    text = "\n".join([*MENU, *STORY, *MENU])
    body = [text[p.start : p.end] for p in label_passages(text) if p.kind in {"body", "subhead"}]

    assert set(STORY) <= set(body)
    assert len(set(MENU) & set(body)) <= 1


def test_article_saved_as_text_keeps_every_line() -> None:
    text = "\n\n".join([*STORY, "That was all.", "Who signs first?", *STORY[::-1]])

    assert {str(passage.kind) for passage in label_passages(text)} <= {"body", "subhead"}


def test_chances_do_not_depend_on_other_texts_read_before() -> None:
    lines = split_lines("\n".join([*MENU, *STORY]))
    kinds = [None] * len(lines)
    first = content_chances(lines, kinds)
    content_chances(split_lines("\n".join(STORY)), [None] * len(STORY))

    assert np.array_equal(first, content_chances(lines, kinds))


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), max_size=30))
def test_any_lines_have_chances(texts: list[str]) -> None:
    lines = split_lines("\n".join(texts))
    chances = content_chances(lines, [None] * len(lines))

    assert len(chances) == len(lines)
    assert all(0 <= chance <= 1 for chance in chances)
