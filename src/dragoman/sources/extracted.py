"""What a format's reader takes out of an item, before it becomes a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dragoman.record import Document, Passage, Segment, Stated


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one item with what its format says of it.

    Attributes:
        text: The text that is kept and that offsets count in.
        media_type: The format, as an internet media type.
        encoding: How the bytes were encoded.
        facts: Values by the names of the record's source, each with its origin.
        passages: Labelled passages, where the format tells them; else they are told from the text.
        origin: The way back into the raw item.
        raw_encoding: How the raw item is decoded where the way back counts in it, if not by `encoding`.
        obtained: When the item was saved, where it says so itself.
    """

    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    facts: dict[str, Stated] = field(default_factory=dict)
    passages: tuple[Passage, ...] | None = None
    origin: tuple[Segment, ...] = ()
    raw_encoding: str | None = None
    obtained: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of a document's text stands in the raw item: a range of code points, a page, or a paragraph."""

    raw_start: int | None
    raw_end: int | None
    page: int | None = None
    paragraph: int | None = None


def place_of(document: Document, start: int, end: int) -> Place | None:
    """Give the place in the raw item of a run of a document's text; None where nothing leads back.

    For a text that is the file itself the range is its own.
    """
    if not document.origin:
        return Place(start, end)
    touched = [segment for segment in document.origin if segment.start < end and segment.end > start]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    if first.raw_start is None or last.raw_end is None or last.raw_start is None or first.raw_end is None:
        return Place(None, None, first.page, first.paragraph)
    raw_start, raw_end = first.raw_start, last.raw_end
    # Only where a run is as long here as there do its characters correspond one to one.
    if first.raw_end - first.raw_start == first.end - first.start:
        raw_start += max(0, start - first.start)
    if last.raw_end - last.raw_start == last.end - last.start:
        raw_end -= max(0, last.end - end)
    return Place(raw_start, raw_end, first.page, first.paragraph)


def pages_of(texts: Sequence[str], gap: str = "\n\n") -> tuple[str, tuple[Segment, ...]]:
    """Join the texts of pages into one text with a segment for each page that is not blank."""
    parts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        if parts:
            parts.append(gap)
            at += len(gap)
        parts.append(text)
        segments.append(Segment(start=at, end=at + len(text), page=number))
        at += len(text)
    return "".join(parts), tuple(segments)
