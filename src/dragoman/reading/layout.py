"""The layout of the encoder's output: which columns belong to which head.

The network gives one row of numbers for every word piece.  Tag heads have three columns (outside,
begins, goes on) or two (no, yes); `subject` is averaged over a stretch of an article, `act` and `issue` over
a statement's pieces; the two `link` blocks are the sides of a bilinear score between a source or content and
its cue.
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
    ("act", len(ACTS)),
    ("issue", len(ISSUES)),
    ("link_from", LINK_WIDTH),
    ("link_to", LINK_WIDTH),
)


def columns() -> dict[str, slice]:
    """Give each head's columns in the encoder's output."""
    found: dict[str, slice] = {}
    at = 0
    for name, width in HEADS:
        found[name] = slice(at, at + width)
        at += width
    return found


WIDTH = sum(width for _, width in HEADS)
