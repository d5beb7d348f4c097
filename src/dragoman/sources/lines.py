"""A text as lines and blocks, with offsets: what the passage rules look at."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLOSED = re.compile(r"[.!?…。！？؟][\"”’'»)\]*_\s]*$")
_ITEM = re.compile(r"(?:[-–—*•·▪►»>#]|\d{1,2}[.)])\s+\S|#")
_WIDEST, _NARROWEST = 120, 40
BLANKS = "\ufeff\u200b\u200e\u200f"
"""Characters without width that Python does not count as white space but that nobody sees."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    Attributes:
        start: First visible code point in the text.
        end: Code point after the last visible one.
        text: The line without the blanks around it.
        block: Number of the block (run of lines without a blank line between) that it belongs to.
        words: How many words it has.
        closed: Whether it ends as a sentence does.
    """

    start: int
    end: int
    text: str
    block: int
    words: int
    closed: bool


def split_lines(text: str) -> list[Line]:
    """Give the lines of a text that are not blank, in order."""
    lines: list[Line] = []
    block = 0
    gap = False
    at = 0
    for stop, following in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        start, end = visible(text, at, stop)
        at = following
        if start == end:
            gap = True
            continue
        if gap and lines:
            block += 1
        gap = False
        words = text[start:end]
        lines.append(Line(start, end, words, block, len(words.split()), _CLOSED.search(words) is not None))
    return lines


def visible(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a range until neither edge is a blank or a character without width."""
    while start < end and (text[start].isspace() or text[start] in BLANKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in BLANKS):
        end -= 1
    return start, end


def unwrapped(text: str, lines: Sequence[Line], *, apart: Container[int] = ()) -> list[Line]:
    """Join the lines of paragraphs that were wrapped at a width; other texts come back as they are.

    Lines that start at one of the places in `apart` are never joined to others.
    """
    width = _wrap_width(lines)
    if not width:
        return list(lines)
    joined: list[Line] = []
    full = False
    for line in lines:
        above = joined[-1] if joined else None
        if (
            above is not None
            and full
            and above.block == line.block
            and not _ITEM.match(line.text)
            and line.start not in apart
        ):
            words = " ".join(text[above.start : line.end].split())
            joined[-1] = Line(above.start, line.end, words, line.block, len(words.split()), line.closed)
        else:
            joined.append(line)
        # A line is full when the first word of the next one would not have fitted on it; most words fit in 14.
        full = len(line.text) >= width - 14 and line.start not in apart
    return joined


def _wrap_width(lines: Sequence[Line]) -> int:
    """Give the width that a text was wrapped at by hand or program; 0 where it was not."""
    lengths = [len(line.text) for line in lines if len(line.text) <= _WIDEST]
    # A few lines that could not be broken (addresses, markup) do not make a wrapped text another.
    if len(lengths) < 4 or len(lengths) < 0.85 * len(lines) or max(lengths) < _NARROWEST:
        return 0
    width = sorted(lengths)[-1 - len(lengths) // 20]
    full = sum(width - 14 <= length <= width for length in lengths)
    return width if full >= 0.4 * len(lengths) else 0
