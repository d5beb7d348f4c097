"""PDF files with a text layer: the text page by page, with running heads and page numbers told apart."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import PassageKind, Stated
from dragoman.sources.extracted import Extracted, pages_of
from dragoman.sources.lines import split_lines
from dragoman.sources.passages import label_text
from dragoman.sources.structure import Label

_MOST_PAGES = 2_000
_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SURROGATES = re.compile("[\ud800-\udfff\x00]")
_RUNNING: Label = (PassageKind.OTHER_FURNITURE, "running head or page number")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_WORD = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(r"([^\W\d_]{2,})(?:-|\u00ad) ?\n([^\W\d_]{2,})")
_EDGE_LINES = 3
"""Lines at the top and foot of a page among which running heads stand."""


def read_pdf(data: bytes, address: str) -> Extracted:
    """Take the text out of a PDF.

    Raises:
        SourceBroken: If it is damaged, or locked with a password.
        SourceEmpty: If it has no text layer.
    """
    texts, title = _pages(data, address)
    text, origin = pages_of(_mended([_SURROGATES.sub("\ufffd", page) for page in texts]))
    if not text.strip():
        remedy = "Run it through text recognition (OCR) first, or paste the text into a file."
        raise SourceEmpty(f"its {len(texts)} pages have no text layer", item=address, remedy=remedy)
    facts = {"title": Stated(value=title, rule="pdf information Title")} if title else {}
    passages = label_text(text, _running_lines(text, [(part.start, part.end) for part in origin]))
    return Extracted(text, "application/pdf", "pdf", facts, passages, origin)


def _pages(data: bytes, address: str) -> tuple[list[str], str]:
    """Give the text of each page and the title that the file names."""
    from pypdf import PdfReader  # noqa: PLC0415 - slow to import, only PDF files need it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
        texts = [page.extract_text() for page in reader.pages] if 0 < count <= _MOST_PAGES else []
        title = str(reader.metadata.title or "").strip() if count and reader.metadata else ""
    except PyPdfError as error:
        raise _broken(address, str(error)) from error
    except Exception as error:
        raise _broken(address, type(error).__name__) from error
    if locked:
        remedy = "Save it without a password, then add it again."
        raise SourceBroken("it is locked with a password", item=address, remedy=remedy)
    if count > _MOST_PAGES:
        remedy = f"Split it into parts of at most {_MOST_PAGES:,} pages."
        raise SourceBroken(f"it has {count:,} pages", item=address, remedy=remedy)
    return texts, title if len(title.split()) > 1 else ""


def _mended(pages: Sequence[str]) -> list[str]:
    """Undo what setting did to words: letters drawn as one, and hyphens at line ends where the whole word stands too.

    A hyphen whose word stands nowhere else in the file is left as it is: "cease-fire" and "ceasefire" are both words.
    """
    plain = [page.translate(_LIGATURES) for page in pages]
    words = {word.casefold() for page in plain for word in _WORD.findall(page)}

    def joined(found: re.Match[str]) -> str:
        whole = f"{found[1]}{found[2]}"
        return whole if found[0][len(found[1])] == "\u00ad" or whole.casefold() in words else found[0]

    return [_DIVIDED.sub(joined, page) for page in plain]


def _running_lines(text: str, pages: Sequence[tuple[int, int]]) -> dict[int, Label]:
    """Find the lines at the edges of pages that repeat from page to page, and page numbers."""
    edges: list[tuple[int, str]] = []
    for start, end in pages:
        lines = split_lines(text[start:end])
        outer = lines[:_EDGE_LINES] + lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]
        edges += [(start + line.start, line.text) for line in outer]
    seen = Counter(_DIGITS.sub("0", words) for _, words in edges)
    often = max(2, len(pages) // 3 + 1)
    return {
        start: _RUNNING
        for start, words in edges
        if _NUMBER.fullmatch(words) or (len(pages) > 2 and seen[_DIGITS.sub("0", words)] >= often)
    }


def _broken(address: str, reason: str) -> SourceBroken:
    """Give the error for a PDF that cannot be opened."""
    remedy = "Download it again, or print it to a new PDF."
    return SourceBroken(f"the PDF is damaged ({reason[:120] or 'no reason given'})", item=address, remedy=remedy)
