"""PDF files: text by page, running heads told apart, locked and scanned files refused with a remedy."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.sources import document_from_bytes, place_of

LINES = (
    "The two sides met for six hours in the capital on Monday,",
    "and a spokesman said that the text was not final.",
    "Neither side would say which points remain open.",
)
ROUNDS = ("one", "two", "three", "four")


def _pdf(pages: list[list[str]]) -> bytes:
    """Write a small PDF by hand: one font, one line of text below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 60 760 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def test_quote_leads_back_to_its_page() -> None:
    document = document_from_bytes(_pdf([[LINES[0]], [LINES[2]]]), "communique.pdf")
    start = document.text.index("Neither side")
    place = place_of(document, start, start + 12)

    assert place is not None
    assert (place.raw_start, place.page) == (None, 2)


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        ["JOINT COMMUNIQUE - DRAFT", *(f"{line[:-1]} in round {word}." for line in LINES), str(number)]
        for number, word in enumerate(ROUNDS, 1)
    ]
    document = document_from_bytes(_pdf(pages), "communique.pdf")
    furniture = [document.text[p.start : p.end] for p in document.passages if p.kind == "other_furniture"]

    assert furniture.count("JOINT COMMUNIQUE - DRAFT") == 4
    assert len(furniture) == 8


def test_locked_pdf_is_refused_with_a_remedy() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf([list(LINES)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)

    with pytest.raises(SourceBroken, match="password"):
        document_from_bytes(locked.getvalue(), "locked.pdf")


def test_scanned_pdf_has_no_text_layer() -> None:
    with pytest.raises(SourceEmpty, match="no text layer"):
        document_from_bytes(_pdf([[]]), "scan.pdf")


def test_damaged_pdf_is_refused() -> None:
    with pytest.raises((SourceBroken, SourceEmpty)):
        document_from_bytes(b"%PDF-1.7\n" + b"garbage " * 40, "bad.pdf")
