"""Which passages are read, and which statements are kept.

Furniture is labelled by `sources` and not read.  Two kinds of page text are read with care: the blurb of
a video, which is news in whole sentences, and titles (headline, subhead, the title over a video), which
count only where they carry a statement that the rest of the article does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.reading.windows import text_lines
from dragoman.record import Document, Passage, PassageKind, Statement

_READ = frozenset(
    {PassageKind.BODY, PassageKind.HEADLINE, PassageKind.CORRECTION, PassageKind.EDITORS_NOTE, PassageKind.DATELINE}
)
_TITLES = frozenset({PassageKind.HEADLINE, PassageKind.SUBHEAD})
_SENTENCE = re.compile(r"[.!?][”\"’')]*\s*$")
BLURB_WORDS = 12
"""A video's text of this many words that ends like a sentence is news, not a title."""


def readable_lines(document: Document) -> list[tuple[int, int]]:
    """Give the lines of a document that are read, in order."""
    found: list[tuple[int, int]] = []
    for passage in document.passages:
        if passage.kind in _READ or _is_blurb(document.text, passage):
            found += text_lines(document.text, passage.start, passage.end)
    return found


def without_title_repeats(document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """Drop statements of titles on what the article speaks of elsewhere.

    A title is too terse to be read as surely as a sentence ("Kyiv offers neutrality as Russia says it will
    ease"), so it counts only for an issue that no sentence of the article has.
    """
    titles = [p for p in document.passages if p.kind in _TITLES]
    inside = {s.id for s in statements if any(p.start <= s.start and s.end <= p.end for p in titles)}
    body = [s for s in statements if s.id not in inside]
    return [s for s in statements if s.id not in inside or not _told(s, body)]


def _told(title: Statement, body: Iterable[Statement]) -> bool:
    return any(set(title.issues) & set(s.issues) for s in body)


def _is_blurb(text: str, passage: Passage) -> bool:
    """Tell whether a passage that belongs to a video is its story in whole sentences."""
    if passage.kind is not PassageKind.VIDEO_PROMO or not passage.rule.startswith("blurb"):
        return False
    words = text[passage.start : passage.end]
    return len(words.split()) >= BLURB_WORDS and bool(_SENTENCE.search(words) or "." in words)
