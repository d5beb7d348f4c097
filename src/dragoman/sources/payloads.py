"""The content of a message's part with the way back into the message: transfer encodings undone, found by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.record import Segment
from dragoman.sources.mapped import Maker, Mapped, Run

_QUOTED = re.compile(rb"=[ \t]*\r?\n|=[0-9A-Fa-f]{2}|[^=]+|=")
_LINE = re.compile(rb"[^\r\n]+")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def payload_in(message: bytes, content: bytes, boundaries: Iterable[str]) -> Mapped | None:
    """Find where in a message a part's content stands, whatever its transfer encoding.

    Args:
        message: The whole message.
        content: The part's content with its transfer encoding undone.
        boundaries: The boundaries between parts, as the message names them.

    Returns:
        The content, a code point for each byte, mapped to the bytes of the message; None where it is not found.
    """
    for start, end in _bodies(message, boundaries):
        for read in (_plain, _quoted_printable, _base64):
            found = read(message, start, end)
            if found is not None and found.text.encode("latin-1") == content:
                return found
    return None


def decoded_behind(payload: Mapped, text: str, encoding: str) -> tuple[Segment, ...]:
    """Give the way back of a text into the message that the bytes of its encoding stand in."""
    raw = payload.text.encode("latin-1")
    lengths = [1] * len(text) if text.isascii() else _lengths(text, encoding)
    if len(text) == len(raw):
        lengths = [1] * len(text)
    if lengths is None or sum(lengths) != len(raw):
        return payload.behind([Segment(start=0, end=len(text), raw_start=0, raw_end=len(raw))])
    made = Maker()
    at = 0
    open_run: Run | None = None  # letters of several bytes, as whole words: one by one they would be thousands
    for place, length in enumerate(lengths):
        if length == 1:
            open_run = None
            made.run(place, place + 1, at, at + 1)
        elif open_run is not None:
            made.runs[-1] = open_run = Run(open_run.start, place + 1, open_run.raw_start, at + length)
        else:
            open_run = Run(place, place + 1, at, at + length)
            made.runs.append(open_run)
        at += length
    return payload.behind(made.mapped(text).segments())


def _lengths(text: str, encoding: str) -> list[int] | None:
    """Give how many bytes each character has in an encoding; None where that does not add up."""
    try:
        return [len(character.encode(encoding)) for character in text]
    except (LookupError, UnicodeError):
        return None


def _bodies(message: bytes, boundaries: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give where the bodies of the parts stand."""
    names = [re.escape(name.encode("ascii", "surrogateescape")) for name in boundaries if name]
    cuts = [(0, 0)]
    if names:
        marks = re.compile(rb"^--(?:" + b"|".join(names) + rb")(?:--)?[ \t]*\r?$", re.MULTILINE)
        cuts += [(mark.start(), min(mark.end() + 1, len(message))) for mark in marks.finditer(message)]
    for number, (_, begin) in enumerate(cuts):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else len(message)
        head = _HEAD_END.search(message, begin, end)
        start = begin if message[begin : begin + 1] in b"\r\n" and number else head.end() if head else None
        if start is None:
            continue
        yield start, end
        # The line break before a boundary belongs to the boundary.
        for tail in (b"\r\n", b"\n"):
            if end > start and message[start:end].endswith(tail):
                yield start, end - len(tail)
                break


def _plain(message: bytes, start: int, end: int) -> Mapped:
    """Take content that stands as it is."""
    return Mapped.of(message[start:end].decode("latin-1"), start)


def _quoted_printable(message: bytes, start: int, end: int) -> Mapped:
    """Undo quoted-printable."""
    made = Maker()
    for piece in _QUOTED.finditer(message, start, end):
        words = piece[0]
        if words[0] != 0x3D or words == b"=":
            made.add(words.decode("latin-1"), piece.start(), piece.end())
        elif words.strip(b"= \t\r\n"):
            made.add(chr(int(words[1:], 16)), piece.start(), piece.end())
    return made.mapped()


def _base64(message: bytes, start: int, end: int) -> Mapped | None:
    """Undo base64, line by line."""
    import binascii  # noqa: PLC0415 - seldom needed

    made = Maker()
    for line in _LINE.finditer(message, start, end):
        try:
            made.add(binascii.a2b_base64(line[0]).decode("latin-1"), line.start(), line.end())
        except ValueError:
            return None
    return made.mapped()
