"""Exact offsets into a text: the only code that makes or checks them.

Offsets are Unicode code points, half-open, into the text exactly as it was decoded.  Matching is
exact after a documented, reversible normalisation; there is no fuzzy match, by design.
"""

from __future__ import annotations

from dragoman.anchors.finding import find_all, find_quote
from dragoman.anchors.normal import NORMALISER_VERSION, NormalText, normalise
from dragoman.anchors.spans import Quote, Span, check_quote, covers, overlap, quote_at, trimmed

__all__ = [
    "NORMALISER_VERSION",
    "NormalText",
    "Quote",
    "Span",
    "check_quote",
    "covers",
    "find_all",
    "find_quote",
    "normalise",
    "overlap",
    "quote_at",
    "trimmed",
]
