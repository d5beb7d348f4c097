"""A text that was taken out of another, with the way back: escapes undone, cells unquoted, pages decoded.

A `Mapped` text knows for its runs of characters where they stand in the raw item.  Where a run is as long there as
here its characters correspond one to one; else the run as a whole comes from the range as a whole.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.record import Segment


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a text and the range of the raw item that they come from."""

    start: int
    end: int
    raw_start: int
    raw_end: int

    @property
    def even(self) -> bool:
        """Whether the characters correspond one to one."""
        return self.end - self.start == self.raw_end - self.raw_start


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text with its runs, in order; characters in no run come from nowhere."""

    text: str
    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, text: str, raw_start: int = 0) -> Mapped:
        """Give a text that stands in the raw item as it is."""
        return cls(text, (Run(0, len(text), raw_start, raw_start + len(text)),) if text else ())

    @classmethod
    def whole(cls, text: str, raw_start: int, raw_end: int) -> Mapped:
        """Give a text that comes from a range as a whole."""
        return cls(text, (Run(0, len(text), raw_start, raw_end),) if text and raw_end > raw_start else ())

    def stripped(self) -> Mapped:
        """Give it without blanks at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(self.text.strip()))

    def cut(self, start: int, end: int) -> Mapped:
        """Give a part of it."""
        parts = [_part(run, start, end) for run in self._touched(start, end)]
        return Mapped(self.text[start:end], tuple(_moved(part, -start) for part in parts))

    def segments(self) -> tuple[Segment, ...]:
        """Give the way back as the record keeps it."""
        return tuple(
            Segment(start=run.start, end=run.end, raw_start=run.raw_start, raw_end=run.raw_end) for run in self.runs
        )

    def behind(self, taken: Iterable[Segment]) -> tuple[Segment, ...]:
        """Give the way back of a text that was taken out of this one.

        Args:
            taken: The way back from that text to this one.
        """
        made = Maker()
        for segment in taken:
            if segment.raw_start is None or segment.raw_end is None:
                continue
            touched = self._touched(segment.raw_start, segment.raw_end)
            if not touched:
                continue
            if segment.end - segment.start != segment.raw_end - segment.raw_start:
                parts = [_part(run, segment.raw_start, segment.raw_end) for run in touched]
                made.run(segment.start, segment.end, parts[0].raw_start, parts[-1].raw_end)
                continue
            for run in touched:
                part = _part(run, segment.raw_start, segment.raw_end)
                shift = segment.start - segment.raw_start
                made.run(part.start + shift, part.end + shift, part.raw_start, part.raw_end)
        return made.mapped("").segments()

    def _touched(self, start: int, end: int) -> Sequence[Run]:
        """Give the runs that have characters of a part."""
        first = bisect_right(self.runs, start, key=lambda run: run.end)
        last = first
        while last < len(self.runs) and self.runs[last].start < end:
            last += 1
        return self.runs[first:last]


@dataclass(slots=True)
class Maker:
    """Puts a mapped text together, piece by piece."""

    parts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, raw_start: int, raw_end: int) -> None:
        """Put characters at the end that come from a range."""
        if text:
            self.run(self.length, self.length + len(text), raw_start, raw_end)
            self.free(text)

    def free(self, text: str) -> None:
        """Put characters at the end that come from nowhere."""
        self.parts.append(text)
        self.length += len(text)

    def append(self, mapped: Mapped) -> None:
        """Put a mapped text at the end."""
        for run in mapped.runs:
            moved = _moved(run, self.length)
            self.run(moved.start, moved.end, moved.raw_start, moved.raw_end)
        self.free(mapped.text)

    def run(self, start: int, end: int, raw_start: int, raw_end: int) -> None:
        """Note where characters come from; runs that go on one to one become one."""
        last = self.runs[-1] if self.runs else None
        new = Run(start, end, raw_start, raw_end)
        if last is not None and last.even and new.even and (last.end, last.raw_end) == (start, raw_start):
            self.runs[-1] = Run(last.start, end, last.raw_start, raw_end)
        else:
            self.runs.append(new)

    def mapped(self, text: str | None = None) -> Mapped:
        """Give what was put together."""
        return Mapped("".join(self.parts) if text is None else text, tuple(self.runs))


def joined(parts: Sequence[Mapped], gap: str) -> Mapped:
    """Join texts with a gap that comes from nowhere; empty ones are left out."""
    made = Maker()
    for part in parts:
        if not part.text:
            continue
        if made.length:
            made.free(gap)
        made.append(part)
    return made.mapped()


_JSON_PIECE = re.compile(r'\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\"]+')
_JSON_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def json_string(raw: str, start: int, end: int) -> Mapped:
    """Undo the escapes of a JSON string, given with its quotation marks."""
    made = Maker()
    for piece in _JSON_PIECE.finditer(raw, start + 1, end - 1):
        words = piece[0]
        if words[0] == "\\":
            if words[1] == "u":
                units = bytes.fromhex(words.replace("\\u", ""))
                words = units.decode("utf-16-be", "surrogatepass")
            else:
                words = _JSON_ESCAPES.get(words[1], words[1])
        made.add(words, piece.start(), piece.end())
    return made.mapped()


def table_cells(raw: str, delimiter: str) -> list[Mapped]:
    """Give the cells of one row of a table, as Python's reader takes them, quotation marks undone."""
    cells: list[Mapped] = []
    made, at, quoted = Maker(), 0, False
    end = len(raw.rstrip("\r\n")) if raw.count('"') % 2 == 0 else len(raw)
    plain = re.compile(f'[^"{re.escape(delimiter)}]+')
    fresh = True
    while at < end:
        character = raw[at]
        if quoted and character == '"':
            if raw.startswith('""', at):
                made.add('"', at, at + 2)
                at += 1
            else:
                quoted = False
        elif fresh and character == '"':
            quoted = True
        elif character == delimiter and not quoted:
            cells.append(made.mapped())
            made, fresh = Maker(), True
            at += 1
            continue
        else:
            found = plain.match(raw, at, end)
            stop = found.end() if found else at + 1
            made.add(raw[at:stop], at, stop)
            at = stop - 1
        fresh = False
        at += 1
    return [*cells, made.mapped()]


_XML_PIECE = re.compile(r"<!\[CDATA\[(.*?)\]\]>|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});|[^&<]+|.", re.DOTALL)


_LINE_PIECE = re.compile(r"\r\n?|[^\r]+")


def xml_text(raw: str, start: int, end: int) -> Mapped:
    """Undo the entities and CDATA sections of an element's content; elements inside stay as they are."""
    made = Maker()
    for piece in _XML_PIECE.finditer(raw, start, end):
        words = piece[0]
        if piece[1] is not None:
            _add_lines(made, piece[1], piece.start(1))
        elif words[0] == "&":
            made.add(html.unescape(words), piece.start(), piece.end())
        else:
            _add_lines(made, words, piece.start())
    return made.mapped()


def _add_lines(made: Maker, words: str, start: int) -> None:
    """Add raw words as XML reads them: every kind of line end is one newline."""
    for piece in _LINE_PIECE.finditer(words):
        made.add(piece[0] if piece[0][0] != "\r" else "\n", start + piece.start(), start + piece.end())


def _part(run: Run, start: int, end: int) -> Run:
    """Give the part of a run within bounds; one that is not even stays the range that it is."""
    low, high = max(run.start, start), min(run.end, end)
    if not run.even:
        return Run(low, high, run.raw_start, run.raw_end)
    return Run(low, high, run.raw_start + low - run.start, run.raw_end - (run.end - high))


def _moved(run: Run, by: int) -> Run:
    """Give a run further on in the text."""
    return Run(run.start + by, run.end + by, run.raw_start, run.raw_end)
