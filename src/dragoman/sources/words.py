"""DOCX files: paragraphs and headings in reading order, nothing run, nothing fetched."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.errors import SourceBroken, SourceEmpty, SourceError, SourceTooLarge
from dragoman.record import PassageKind, Segment, Stated
from dragoman.sources.extracted import Extracted
from dragoman.sources.items import Bounds
from dragoman.sources.passages import label_text
from dragoman.sources.structure import Label

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab": "\t"}
_DOCUMENT, _CORE = "word/document.xml", "docProps/core.xml"
DAMAGED = (
    zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error,
    IndexError, struct.error,
)  # fmt: skip
_BOUNDS = Bounds(item=100_000_000)
"""How much may come out of one part of a file."""
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, address: str) -> Extracted:
    """Take the text out of a DOCX file; its paragraphs become the paragraphs of the text.

    Raises:
        SourceBroken: If it is damaged or locked.
        SourceEmpty: If there is no text in it.
        SourceTooLarge: If it would unpack beyond bounds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            paragraphs = list(_paragraphs(part_of(archive, _DOCUMENT, address), address))
            core = part_of(archive, _CORE, address) if _CORE in archive.namelist() else b""
    except DAMAGED as error:
        raise _broken(address, str(error)) from error
    text, preset, origin = join_paragraphs(paragraphs)
    if not text.strip():
        raise SourceEmpty("there is no text in it", item=address, remedy="Check that it was saved whole.")
    return Extracted(text, _MEDIA_TYPE, "utf-8", _facts(core, address), label_text(text, preset), origin)


def document_part(data: bytes) -> bytes | None:
    """Give the part of a DOCX file that holds its words; None where it cannot be had."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part_of(archive, _DOCUMENT, "")
    except (SourceError, *DAMAGED):
        return None


def joined_paragraphs(content: bytes, address: str) -> tuple[str, tuple[Segment, ...], str]:
    """Give the paragraphs of a DOCX file as one text, with the way back and the media type.

    Raises:
        SourceBroken: If it is damaged.
    """
    text, _, origin = join_paragraphs(list(_paragraphs(content, address)))
    return text, origin, _MEDIA_TYPE


def part_of(archive: zipfile.ZipFile, name: str, address: str) -> bytes:
    """Read one part of a word processor's file.

    Raises:
        SourceTooLarge: If it would unpack beyond bounds.
    """
    limit = _BOUNDS.unpacked(archive.getinfo(name).compress_size)
    with archive.open(name) as part:
        content = part.read(limit + 1)
    if len(content) <= limit:
        return content
    if limit < _BOUNDS.item:
        raise _BOUNDS.bomb(address)
    problem = f"{name} in it unpacks to more than {limit:,} bytes"
    raise SourceTooLarge(problem, item=address, remedy="Split it, or save it as plain text.")


def _paragraphs(content: bytes, address: str) -> Iterator[tuple[str, str]]:
    """Give each paragraph's style and words; text that was deleted under tracking is left out."""
    from lxml import etree  # noqa: PLC0415 - slow to import, only DOCX files need it

    try:
        for _, element in etree.iterparse(io.BytesIO(content), tag=f"{_W}p", resolve_entities=False, no_network=True):
            style = element.find(f"{_W}pPr/{_W}pStyle")
            if any(above.tag == _FALLBACK for above in element.iterancestors()):
                # The same words once more, for programs that cannot show the frame that they stand in.
                element.clear()
                yield "", ""
                continue
            nodes = element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr")
            parts = [
                node.text or "" if node.tag == f"{_W}t" else _BREAKS.get(node.tag, "\n")
                for node in nodes
                if not _moved_away(node)
            ]
            yield (style.get(f"{_W}val") or "" if style is not None else ""), "".join(parts).strip()
            element.clear()
    except etree.XMLSyntaxError as error:
        raise _broken(address, str(error)) from error


def _moved_away(node: _Element) -> bool:
    """Tell whether words were moved elsewhere under tracking: they stand a second time where they went."""
    return any(above.tag == f"{_W}moveFrom" for above in node.iterancestors())


def join_paragraphs(
    paragraphs: list[tuple[str, str]],
) -> tuple[str, dict[int, Label], tuple[Segment, ...]]:
    """Join paragraphs into a text with a segment for each; titles and headings are labelled by their style."""
    parts: list[str] = []
    origin: list[Segment] = []
    preset: dict[int, Label] = {}
    at = 0
    for number, (style, words) in enumerate(paragraphs, start=1):
        if not words:
            continue
        folded = style.casefold()
        if folded in {"title", "heading1"} and not preset and at < 400:
            preset[at] = (PassageKind.HEADLINE, f"style {style}")
        elif folded.startswith(("heading", "title", "subtitle")):
            preset[at] = (PassageKind.SUBHEAD, f"style {style}")
        elif folded == "caption":
            preset[at] = (PassageKind.CAPTION, "style Caption")
        parts.append(words)
        origin.append(Segment(start=at, end=at + len(words), paragraph=number))
        at += len(words) + 2
    return "\n\n".join(parts), preset, tuple(origin)


def _facts(core: bytes, address: str) -> dict[str, Stated]:
    """Read title and author from the file's properties."""
    from lxml import etree  # noqa: PLC0415

    if not core:
        return {}
    try:
        root = etree.fromstring(core, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise _broken(address, str(error)) from error
    facts: dict[str, Stated] = {}
    for name, tag in (("title", f"{_DC}title"), ("byline", f"{_DC}creator")):
        value = (root.findtext(tag) or "").strip()
        if value:
            facts[name] = Stated(value=value, rule=f"docx property {tag.rsplit('}', 1)[1]}")
    return facts


def _broken(address: str, reason: str) -> SourceBroken:
    """Give the error for a DOCX file that cannot be opened."""
    return SourceBroken(f"the DOCX file is damaged ({reason[:120]})", item=address, remedy="Save it again.")
