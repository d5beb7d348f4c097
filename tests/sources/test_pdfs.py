"""PDF files: text by page, running heads told apart, locked and scanned files refused with a remedy."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.sources import document_from_bytes, place_of
from tests.sources.samples import pdf

LINES = (
    "The two sides met for six hours in the capital on Monday,",
    "and a spokesman said that the text was not final.",
    "Neither side would say which points remain open.",
)
ROUNDS = ("one", "two", "three", "four")


def test_quote_leads_back_to_its_page() -> None:
    document = document_from_bytes(pdf([[LINES[0]], [LINES[2]]]), "communique.pdf")
    start = document.text.index("Neither side")
    place = place_of(document, start, start + 12)

    assert place is not None
    assert (place.raw_start, place.page) == (None, 2)


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        ["JOINT COMMUNIQUE - DRAFT", *(f"{line[:-1]} in round {word}." for line in LINES), str(number)]
        for number, word in enumerate(ROUNDS, 1)
    ]
    document = document_from_bytes(pdf(pages), "communique.pdf")
    furniture = [document.text[p.start : p.end] for p in document.passages if p.kind == "other_furniture"]

    assert furniture.count("JOINT COMMUNIQUE - DRAFT") == 4
    assert len(furniture) == 8


def test_locked_pdf_is_refused_with_a_remedy() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([list(LINES)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)

    with pytest.raises(SourceBroken, match="password"):
        document_from_bytes(locked.getvalue(), "locked.pdf")


def test_scanned_pdf_has_no_text_layer() -> None:
    with pytest.raises(SourceEmpty, match="no text layer"):
        document_from_bytes(pdf([[]]), "scan.pdf")


def test_damaged_pdf_is_refused() -> None:
    with pytest.raises((SourceBroken, SourceEmpty)):
        document_from_bytes(b"%PDF-1.7\n" + b"garbage " * 40, "bad.pdf")
