"""Which format an item is in, told by its content first and its name second, and who reads it."""

from __future__ import annotations

import re
from enum import StrEnum

from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_MARKS = re.compile(rb"<(?:p|div|article|section|h[1-6]|meta|span|body)(?:\s[^<>]{0,400})?>", re.IGNORECASE)
_SAMPLE = 65_536


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"


def format_of(data: bytes, address: str) -> Format:
    """Tell the format of an item."""
    head = data[:_SAMPLE]
    name = address.rsplit("?", 1)[0].casefold()
    if _HTML.match(head) or (len(_PAGE_MARKS.findall(head)) >= 3 and head.lstrip()[:1] == b"<"):
        return Format.HTML
    if name.endswith((".html", ".htm", ".xhtml")) and _PAGE_MARKS.search(head):
        return Format.HTML
    if name.endswith((".md", ".markdown")):
        return Format.MARKDOWN
    return Format.TEXT


def extract(data: bytes, address: str) -> Extracted:
    """Take the text out of one item.

    Raises:
        SourceError: If there is none to take, with what to do about it.
    """
    kind = format_of(data, address)
    if kind is Format.HTML:
        from dragoman.sources.pages import read_page  # noqa: PLC0415 - plain text must not wait for it

        return read_page(data, address)
    decoded = decode(data, address)
    encoding = f"{decoded.encoding}; {decoded.damaged} bytes unreadable" if decoded.damaged else decoded.encoding
    return Extracted(decoded.text, kind.value, encoding)
