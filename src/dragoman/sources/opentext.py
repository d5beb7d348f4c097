"""OpenDocument texts (ODT): paragraphs and headings in reading order, nothing run, nothing fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import Stated
from dragoman.sources.extracted import Extracted
from dragoman.sources.passages import label_text
from dragoman.sources.words import DAMAGED, join_paragraphs, part_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_UNSEEN = frozenset((f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}index-title"))
"""Elements whose words do not stand in the running text."""
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MOST_BLANKS = 100
_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def read_odt(data: bytes, address: str) -> Extracted:
    """Take the text out of an OpenDocument text; its paragraphs become the paragraphs of the text.

    Raises:
        SourceBroken: If it is damaged or locked.
        SourceEmpty: If there is no text in it.
        SourceTooLarge: If it would unpack beyond bounds.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import, only such files need it

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = etree.fromstring(part_of(archive, "content.xml", address), parser)
            about = part_of(archive, "meta.xml", address) if "meta.xml" in archive.namelist() else b""
            facts = _facts(etree.fromstring(about, parser)) if about else {}
    except (*DAMAGED, etree.XMLSyntaxError) as error:
        problem = f"the ODT file is damaged or locked ({str(error)[:120]})"
        raise SourceBroken(problem, item=address, remedy="Save it again, without a password.") from error
    text, preset, origin = join_paragraphs(_paragraphs(content))
    if not text.strip():
        raise SourceEmpty("there is no text in it", item=address, remedy="Check that it was saved whole.")
    return Extracted(text, _MEDIA_TYPE, "utf-8", facts, label_text(text, preset), origin)


def _paragraphs(content: _Element) -> list[tuple[str, str]]:
    """Give each paragraph's style and words."""
    found = []
    for element in content.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if any(above.tag in _UNSEEN for above in element.iterancestors()):
            continue
        style = element.get(f"{_TEXT}style-name") or ""
        if element.tag == f"{_TEXT}h":
            style = f"heading{element.get(f'{_TEXT}outline-level') or 1}"
        found.append((style, "".join(_words(element)).strip()))
    return found


def _words(paragraph: _Element) -> Iterator[str]:
    """Give the words of a paragraph, without those of paragraphs that lie in it: of notes and of frames."""
    waiting: list[tuple[_Element | None, str]] = [(paragraph, "")]
    while waiting:
        element, words = waiting.pop()
        if element is None:
            yield words
            continue
        inner = element is not paragraph
        if inner and (element.tag in _UNSEEN or element.tag in {f"{_TEXT}p", f"{_TEXT}h"}):
            continue
        if element.tag == f"{_TEXT}s":
            yield _blanks(element.get(f"{_TEXT}c") or "")
        yield _BREAKS.get(str(element.tag), "")
        # What stands in front comes off the stack first.
        for child in reversed(element):
            waiting += [(None, child.tail or ""), (child, "")]
        waiting.append((None, element.text or "" if isinstance(element.tag, str) else ""))


def _blanks(count: str) -> str:
    """Give the blanks that an element stands for by the count in it; one where it has none that is a number."""
    return " " * min(int(count[:4]), _MOST_BLANKS) if count.isdecimal() else " "


def _facts(about: _Element) -> dict[str, Stated]:
    """Read title and author from the file's properties."""
    facts: dict[str, Stated] = {}
    for name, tag in (("title", f"{_DC}title"), ("byline", f"{_META}initial-creator")):
        value = (about.findtext(f".//{tag}") or "").strip()
        if value:
            facts[name] = Stated(value=value, rule=f"odt property {tag.rsplit('}', 1)[1]}")
    return facts
