"""The layout of the encoder's outputs: which columns belong to which head.

The network gives one row of numbers for every word piece, and looks twice.  The first look, at windows of an
article, goes through all its layers: tag heads have three columns (outside, begins, goes on) or two (no, yes);
`subject` is averaged over a stretch of an article; the two `link` blocks are the sides of a bilinear score
between a source or content and its cue.  The second look, at single statements, stops some layers earlier;
its columns are averaged over a statement's pieces.
"""

from __future__ import annotations

from dragoman.record import Act, Issue

ACTS: tuple[str, ...] = tuple(Act)
ISSUES: tuple[str, ...] = tuple(Issue)

LINK_WIDTH = 64

HEADS: tuple[tuple[str, int], ...] = (
    ("source", 3),
    ("cue", 3),
    ("content", 3),
    ("statement", 3),
    ("actor", 2),
    ("addressee", 2),
    ("subject", 1),
    ("link_from", LINK_WIDTH),
    ("link_to", LINK_WIDTH),
)

KINDS: tuple[tuple[str, int], ...] = (("act", len(ACTS)), ("issue", len(ISSUES)))
"""The heads of the second look."""


def columns() -> dict[str, slice]:
    """Give each head's columns in what the encoder's first look gives."""
    return _slices(HEADS)


def kind_columns() -> dict[str, slice]:
    """Give each head's columns in what its second look gives."""
    return _slices(KINDS)


def _slices(heads: tuple[tuple[str, int], ...]) -> dict[str, slice]:
    found: dict[str, slice] = {}
    at = 0
    for name, width in heads:
        found[name] = slice(at, at + width)
        at += width
    return found


WIDTH = sum(width for _, width in HEADS)
KIND_WIDTH = sum(width for _, width in KINDS)
