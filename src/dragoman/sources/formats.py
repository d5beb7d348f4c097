"""Which format an item is in, told by its content first and its name second, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from dragoman.errors import SourceBroken
from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.oddments import refuse_oddment
from dragoman.sources.subtitles import looks_like_subtitles, read_subtitles

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_MARKS = re.compile(rb"<(?:p|div|article|section|h[1-6]|meta|span|body)(?:\s[^<>]{0,400})?>", re.IGNORECASE)
_SAMPLE = 65_536
_LINK = re.compile(rb"https?://[\x21-\x7e]{1,2000}")
_ONLY_LINKS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:https?://[\x21-\x7e]+\s*)+")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?")
_HEADERS = frozenset(
    b"from to cc date subject message-id mime-version content-type received return-path reply-to "
    b"snapshot-content-location content-transfer-encoding delivered-to x-mailer".split()
)


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    MESSAGE = "message/rfc822"
    OLD_OFFICE = "application/x-ole-storage"
    RICH_TEXT = "application/rtf"
    SUBTITLES = "text/vtt"
    SHORTCUT = "application/x-mswinurl"


_ZIP = b"PK\x03\x04"
OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""What an OpenDocument text has behind the first header of its zip."""
_OPENINGS = (
    (b"%PDF-", Format.PDF),
    (_ZIP, Format.DOCX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_OFFICE),
    (b"{\\rtf", Format.RICH_TEXT),
    (b"[InternetShortcut]", Format.SHORTCUT),
)


def format_of(data: bytes, address: str) -> Format:
    """Tell the format of an item."""
    head = data[:_SAMPLE]
    name = address.rsplit("?", 1)[0].casefold()
    if head.startswith(_ZIP) and head[30:].startswith(OPENDOCUMENT):
        return Format.ODT
    for opening, kind in _OPENINGS:
        if head.startswith(opening) and (kind is not Format.DOCX or b"word/" in head or name.endswith(".docx")):
            return kind
    if looks_like_subtitles(head):
        return Format.SUBTITLES
    if looks_like_message(head):
        return Format.MESSAGE
    if _ONLY_LINKS.fullmatch(head) or (b"<key>URL</key>" in head and name.endswith(".webloc")):
        return Format.SHORTCUT
    return Format.HTML if _is_page(head, name) else _by_name(name)


def _is_page(head: bytes, name: str) -> bool:
    """Tell whether bytes are a page, or a part of one."""
    if _HTML.match(head) or (len(_PAGE_MARKS.findall(head)) >= 3 and head.lstrip()[:1] == b"<"):
        return True
    return name.endswith((".html", ".htm", ".xhtml")) and _PAGE_MARKS.search(head) is not None


def _by_name(name: str) -> Format:
    """Tell the format of a text by its name."""
    return Format.MARKDOWN if name.endswith((".md", ".markdown")) else Format.TEXT


def looks_like_message(head: bytes) -> bool:
    """Tell whether bytes begin with the headers of a message or of a saved web archive."""
    lines = head[:8000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    named = [match[1].lower() for line in lines[:80] if (match := _HEADER.match(line))]
    folded = sum(line[:1] in (b" ", b"\t") for line in lines[:80])
    known = sum(name in _HEADERS for name in named)
    mostly = len(named) + folded >= 0.9 * len(lines[:80])
    letter = {b"from", b"date", b"subject"} <= set(named) and mostly
    return letter or (known >= 3 and mostly and b"mime-version" in named) or known >= 4


def extract(data: bytes, address: str, *, charset: str | None = None) -> Extracted:
    """Take the text out of one item.

    Args:
        data: The item's bytes.
        address: What it was given as; its ending counts where the content does not tell the format.
        charset: The encoding that the sender named, if any.

    Raises:
        SourceError: If there is none to take, with what to do about it.
    """
    kind = format_of(data, address)
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(data, address)
    if kind is Format.HTML:
        from dragoman.sources.pages import read_page  # noqa: PLC0415 - plain text must not wait for it

        return read_page(data, address, charset=charset)
    decoded = decode(data, address)
    refuse_oddment(decoded.text, address)
    return Extracted(decoded.text, kind.value, decoded.description)


def _pdf(data: bytes, address: str) -> Extracted:
    """Read a PDF."""
    from dragoman.sources.pdfs import read_pdf  # noqa: PLC0415 - plain text must not wait for it

    return read_pdf(data, address)


def _docx(data: bytes, address: str) -> Extracted:
    """Read a DOCX file."""
    from dragoman.sources.words import read_docx  # noqa: PLC0415 - plain text must not wait for it

    return read_docx(data, address)


def _odt(data: bytes, address: str) -> Extracted:
    """Read an OpenDocument text."""
    from dragoman.sources.opentext import read_odt  # noqa: PLC0415 - plain text must not wait for it

    return read_odt(data, address)


def _message(data: bytes, address: str) -> Extracted:
    """Read a message or a saved web archive."""
    from dragoman.sources.mails import read_message  # noqa: PLC0415 - plain text must not wait for it

    return read_message(data, address)


def _old_office(_data: bytes, address: str) -> Extracted:
    """Refuse the binary Office formats, which locked DOCX files are packed in too."""
    remedy = "Save it as DOCX or PDF without a password."
    if address.casefold().endswith(".msg"):
        remedy = "Save the mail as .eml, or as text or HTML."
        raise SourceBroken("it is a mail in the form of one mail program", item=address, remedy=remedy)
    raise SourceBroken("it is an old or locked Office file", item=address, remedy=remedy)


def _rich_text(data: bytes, address: str) -> Extracted:
    """Read rich text."""
    from dragoman.sources.richtext import read_rtf  # noqa: PLC0415 - plain text must not wait for it

    return read_rtf(data, address)


def _shortcut(data: bytes, address: str) -> Extracted:
    """Refuse a shortcut, and say how what it leads to is had."""
    found = _LINK.search(data[:_SAMPLE])
    link = found[0].decode("ascii", "replace") if found else "https://…"
    problem = "it holds an address and no article"
    raise SourceBroken(problem, item=address, remedy=f"Fetch the article: dragoman add DOSSIER {link}")


_READERS: dict[Format, Callable[[bytes, str], Extracted]] = {
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.ODT: _odt,
    Format.MESSAGE: _message,
    Format.OLD_OFFICE: _old_office,
    Format.RICH_TEXT: _rich_text,
    Format.SHORTCUT: _shortcut,
    Format.SUBTITLES: read_subtitles,
}
