"""Exports of press databases as DOCX, RTF or HTML: many articles in one file, parted as those in plain text are.

Of RTF and HTML each article is the part of the file in which it stands.  Of DOCX, whose file cannot be cut, it is its
text, and the way back leads to the paragraph as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from dragoman.errors import SourceError
from dragoman.record import Segment
from dragoman.sources.exports import extract_article, form_of, parts_of
from dragoman.sources.extracted import Extracted
from dragoman.sources.items import Item, Items
from dragoman.sources.mapped import Mapped

_SIGNS = re.compile(
    rb"End of Document|\s[A-Z]{3,8}\d{6}\w{5,}\s*<|\d{1,5} (?:of|von|de) \d{1,5} DO[CK]UMENT|enArticle|Nexis|Factiva|"
    rb"(?:Document|Dokument|Documento) [A-Z]{3,8}\d{6}\w{5,}|(?s:\bHD\b.{0,4000}\b(?:LP|TD)\b)"
)
_TAG = re.compile(rb"<[^<>]*>")
_PARAGRAPH = b"</w:p>"


def may_be_pack(data: bytes) -> bool:
    """Tell whether bytes have a sign of a press database's export, whatever the format."""
    return _SIGNS.search(data) is not None


def rtf_items(data: bytes, address: str) -> Items:
    """Give the articles of a rich text file: several of a press database's export, else the one that it is."""
    if not may_be_pack(data):
        yield Item(address, data)
        return
    from dragoman.sources.richtext import rtf_text  # noqa: PLC0415 - seldom needed

    raw = data.decode("latin-1")
    like = Extracted("", "application/rtf", "utf-8", raw_encoding="latin-1")
    yield from _cut(rtf_text(raw, address), raw, address, like, "latin-1") or [Item(address, data)]


def page_items(data: bytes, address: str) -> Items:
    """Give the articles of a page: several of a press database's export, else the one that it is."""
    from dragoman.sources.pages import decode_page, shown_text  # noqa: PLC0415 - seldom needed

    try:
        raw = decode_page(data, address).text
    except SourceError:
        yield Item(address, data)
        return
    like = Extracted("", "text/html", "utf-8")
    yield from _cut(shown_text(raw), raw, address, like, "utf-8") or [Item(address, data)]


def _cut(shown: Mapped, raw: str, address: str, like: Extracted, encoding: str) -> list[Item]:
    """Cut a file between the articles that it shows; nothing where it is no export of several."""
    form = form_of(shown.text.encode("utf-8", "surrogatepass"))
    if form is None:
        return []
    parts = [shown.cut(start, end).stripped() for start, end in parts_of(shown.text, form)]
    parts = [part for part in parts if part.runs]
    cuts = [0, *(part.runs[0].raw_start for part in parts[1:]), len(raw)]
    found = []
    for number, part in enumerate(parts, start=1):
        start, end = cuts[number - 1], cuts[number]
        origin = tuple(
            Segment(start=run.start, end=run.end, raw_start=run.raw_start - start, raw_end=run.raw_end - start)
            for run in part.runs
        )
        take = partial(extract_article, part.text, form, origin, like)
        found.append(Item(f"{address}#{number}", raw[start:end].encode(encoding, "surrogatepass"), take, offset=start))
    return found


def docx_items(data: bytes, address: str) -> Items:
    """Give the articles of a DOCX file: several of a press database's export, else the one that it is."""
    from dragoman.sources.words import document_part, joined_paragraphs  # noqa: PLC0415 - seldom needed

    content = document_part(data)
    if content is None or form_of(_TAG.sub(b"", content.replace(_PARAGRAPH, b"\n"))) is None:
        yield Item(address, data)
        return
    text, segments, media_type = joined_paragraphs(content, address)
    form = form_of(text.encode("utf-8", "surrogatepass"))
    if form is None:
        yield Item(address, data)
        return
    for number, (start, end) in enumerate(parts_of(text, form), start=1):
        part = text[start:end]
        origin = tuple(_numbered(segments, start, end))
        take = partial(extract_article, part, form, origin, Extracted("", media_type))
        yield Item(f"{address}#{number}", part.encode("utf-8", "surrogatepass"), take)


def _numbered(segments: tuple[Segment, ...], start: int, end: int) -> Iterator[Segment]:
    """Give the way back of one article: to its text, which is what is kept of it, and to the paragraphs of the file."""
    for one in segments:
        low, high = max(one.start, start) - start, min(one.end, end) - start
        if low < high:
            yield Segment(start=low, end=high, raw_start=low, raw_end=high, paragraph=one.paragraph)
