"""Spans and quotes: places in a text, and the words that prove them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import AnchorError, QuoteNotFound

CONTEXT = 32
"""Code points kept on each side of a quote, as the W3C TextQuoteSelector suggests a short context."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of code points, `text[start:end]`.

    Raises:
        AnchorError: If the span is empty, reversed or begins before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is not a place."""
        if not 0 <= self.start < self.end:
            raise AnchorError(f"{self.start}:{self.end} is not a span", remedy="A span needs 0 <= start < end.")

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Quote:
    """A span with its exact words and a little of what stands around them."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def quote_at(text: str, start: int, end: int) -> Quote:
    """Give the quote that stands at a place.

    Raises:
        AnchorError: If the place is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise AnchorError(f"{start}:{end} is no place in a text of {len(text)} characters", remedy="Check the offsets.")
    return Quote(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def check_quote(text: str, start: int, end: int, exact: str) -> None:
    """Hold a claimed quote against its text.

    Raises:
        QuoteNotFound: If the words at the place are not exactly those claimed.
    """
    found = text[start:end] if 0 <= start <= end else ""
    if found != exact or not exact:
        raise QuoteNotFound(
            f"at {start}:{end} the text has {found[:60]!r}, not {exact[:60]!r}",
            remedy="Anchor the words that the source has, or leave the datum out.",
        )


def overlap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Count the code points that two spans share; 0 when they do not meet."""
    return max(0, min(end, other_end) - max(start, other_start))


def covers(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether the first span holds the whole of the second."""
    return start <= other_start and other_end <= end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a span until neither edge is white space; may give an empty pair."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
