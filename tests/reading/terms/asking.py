"""Short ways to ask for the terms of a sentence."""

from __future__ import annotations

import re
from datetime import date

from dragoman.reading.terms import Context, Terms, read_meetings, read_terms
from dragoman.record import Act, Anchor, Meeting

PARTIES = {
    "Norway": "Norway", "Cuba": "Cuba", "Chile": "Chile", "Venezuela": "Venezuela", "Bogotá": "Colombia",
    "Oman": "Oman", "Kuwait": "Kuwait", "Seoul": "South Korea", "Pyongyang": "North Korea", "China": "China",
    "Washington": "United States", "Tehran": "Iran", "Russia": "Russia", "Khartoum": "Sudan", "Juba": "South Sudan",
    "Ethiopia": "Ethiopia", "Kenya": "Kenya", "the EU": "European Union", "Qatar": "Qatar", "Egypt": "Egypt",
    "Rwanda": "Rwanda", "Kinshasa": "DR Congo", "the ELN": "ELN", "Biden": "United States", "Angola": "Angola",
}  # fmt: skip
_NAMES = re.compile("|".join(map(re.escape, PARTIES)))
TUESDAY = date(2022, 3, 29)


def parties_of(text: str) -> dict[str, tuple[int, int]]:
    """Give the parties named in a text with their places."""
    return {PARTIES[found.group()]: found.span() for found in _NAMES.finditer(text)}


class Named:
    """Gives the parties named in a run of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
        return tuple((PARTIES[m.group()], m.start(), m.end()) for m in _NAMES.finditer(self._text, start, end))


def terms_of(text: str, *, published: date | None = TUESDAY, act: Act | None = None, within: str = "") -> Terms:
    """Read the terms of a text, or of the words `within` it."""
    context = Context.of_text(text, published)
    start = text.index(within) if within else 0
    return read_terms(context, start, start + len(within or text), act=act, parties_in=Named(text))


def conditions_of(text: str) -> list[str]:
    """Give the conditions of a text in its words."""
    return [condition.text for condition in terms_of(text).conditions]


def anchors_of(terms: Terms, path: str) -> list[Anchor]:
    """Give the anchors whose field path begins with something."""
    return [anchor for anchor in terms.anchors if anchor.field.startswith(path)]


def meetings_of(text: str, *, published: date | None = TUESDAY) -> tuple[Meeting, ...]:
    """Give the meetings that a text tells of."""
    return read_meetings(Context.of_text(text, published), Named(text))
