"""A document as windows of word pieces: what the encoder sees, with the way back to the text.

Lines are packed whole into windows, a separator between them, so that the pieces of one window are
neighbours on the page; a line too long for one window is cut at a sentence's end where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

from dragoman.errors import ReadingError

WINDOW = 192
"""Word pieces in a window, the two at its edges included; more costs time in attention and reads no better."""

_STOPS = frozenset('.!?”"’')


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder.

    Attributes:
        ids: Piece ids, with the class piece first and a separator last.
        starts: First code point of each piece in the text; -1 for pieces that stand for no text.
        ends: Code point after each piece; -1 likewise.
    """

    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @property
    def reach(self) -> tuple[int, int]:
        """First code point that the window reads, and the one after its last."""
        return next((start for start in self.starts if start >= 0), 0), max(self.ends)


@lru_cache(maxsize=4)
def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer file without padding or truncation of its own."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def windows_of(
    text: str, lines: Sequence[tuple[int, int]], tokenizer: Tokenizer, *, size: int = WINDOW
) -> list[Window]:
    """Cut the given lines of a text into windows.

    Args:
        text: The whole text.
        lines: Half-open code point ranges to read, in order; blank ones are passed over.
        tokenizer: Gives pieces with offsets.
        size: Largest number of pieces in a window.

    Returns:
        Windows in order; every piece of every line is in exactly one of them.
    """
    opening, closing = (piece_id(tokenizer, piece) for piece in ("[CLS]", "[SEP]"))
    found: list[Window] = []
    window = _opened(opening)
    encoded = tokenizer.encode_batch([text[start:end] for start, end in lines], add_special_tokens=False)
    for (start, _), line in zip(lines, encoded, strict=True):
        ids, offsets = line.ids, line.offsets  # each asking copies the whole line: once, or time is quadratic
        for low, high in _cuts(text, start, offsets, size - 2):
            if len(window.ids) > 1 and len(window.ids) + (high - low) + 1 > size:
                found.append(window)
                window = _opened(opening)
            window.ids.extend(ids[low:high])
            window.starts.extend(start + a for a, _ in offsets[low:high])
            window.ends.extend(start + b for _, b in offsets[low:high])
            _separate(window, closing)
    if len(window.ids) > 1:
        found.append(window)
    return found


def text_lines(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Give the ranges of the non-blank lines of a text, without the blanks at their edges."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    while start < stop:
        newline = text.find("\n", start, stop)
        line_end = stop if newline < 0 else newline
        line = text[start:line_end]
        if line.strip():
            lead = len(line) - len(line.lstrip())
            found.append((start + lead, start + len(line.rstrip())))
        start = line_end + 1
    return found


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """Give a piece's id.

    Raises:
        ReadingError: If the tokenizer does not know the piece.
    """
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ReadingError(
            f"the tokenizer has no piece {piece!r}", remedy="Use the tokenizer that came with the model."
        )
    return found


def _opened(opening: int) -> Window:
    return Window([opening], [-1], [-1])


def _separate(window: Window, closing: int) -> None:
    """Put the separator that ends a line."""
    window.ids.append(closing)
    window.starts.append(-1)
    window.ends.append(-1)


def _cuts(text: str, base: int, offsets: Sequence[tuple[int, int]], room: int) -> Iterable[tuple[int, int]]:
    """Give the ranges of pieces into which a line is cut so that each fits."""
    low = 0
    while len(offsets) - low > room:
        high = low + room
        # A cut in the second half only: short ends would leave the rest without what it refers to.
        for at in range(high, low + room // 2, -1):
            gap = base + offsets[at][0]
            if text[gap - 1 : gap].isspace() and text[base + offsets[at - 1][1] - 1] in _STOPS:
                high = at
                break
        yield low, high
        low = high
    if low < len(offsets):
        yield low, len(offsets)
