"""Exports of press databases as DOCX, RTF and HTML, and rich text itself: parted, with the way back."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import Document, Failure, PassageKind
from dragoman.sources import document_from_bytes, open_items, place_of
from tests.sources.samples import LEAD, PAGE, SECOND, docx, rtf

TITLES = ("Talks resume at the dam", "A pause is offered")


def _ended(day: int, title: str) -> list[str]:
    head = [title, "The Courier", f"May {day}, 2022 Wednesday", "Copyright 2022 The Courier All Rights Reserved"]
    return [*head, "Section: WORLD; Pg. 4", "Length: 120 words", "Byline: Ana Torres", "Body", LEAD, SECOND,
            "Load-Date: May 9, 2022", "End of Document"]  # fmt: skip


def _shown(day: int, title: str) -> list[str]:
    head = [title, "By Ana Torres", "120 words", f"{day} May 2022", "10:15", "The Courier", "COUR", "English"]
    return [*head, "Copyright 2022. The Courier.", LEAD, SECOND, f"Document COUR000020220{day:03}ek5700001"]


def _coded(day: int, title: str) -> list[str]:
    head = ["HD", title, "BY", "Ana Torres", "WC", "120 words", "PD", f"{day} May 2022", "SN", "The Courier"]
    return [*head, "LA", "English", "LP", LEAD, "TD", SECOND, "AN", "Document COUR0000202205ek5700001"]


def _docx(paragraphs: list[str]) -> bytes:
    return docx([("", html.escape(words)) for words in paragraphs])


def _page(paragraphs: list[str]) -> bytes:
    shown = "".join(f'<div><p class="enArticle">{html.escape(words)}</p></div>\n' for words in paragraphs)
    return f"<!doctype html><html><head><title>Export</title></head><body>{shown}</body></html>".encode()


def _framed(day: int, title: str) -> list[str]:
    """An article as the database shows it to somebody who reads German, under the name of its section."""
    head = ["Foreign Desk; 1", title, "By ANA TORRES", "Special to The Courier", "1.120 Wörter", f"{day} Mai 2022"]
    tail = ["The Courier", "COUR", "1", "Englisch", "Copyright 2022 The Courier. All Rights Reserved."]
    return [*head, *tail, LEAD, SECOND, f"Dokument COUR000020220{day:03}ek5700001"]


def _spaced(day: int, title: str) -> list[str]:
    """Fields with the blanks that a word processor does not break at."""
    return [words.replace(": ", ":\xa0", 1) if ": " in words[:12] else words for words in _ended(day, title)]


FILES = {"export.docx": _docx, "export.rtf": rtf, "export.html": _page}


def _open(folder: Path, name: str, data: bytes) -> list[Document]:
    (folder / name).write_bytes(data)
    found = list(open_items([folder / name]))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def _of(document: Document, kind: PassageKind) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind is kind]


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("form", [_ended, _spaced, _shown, _framed, _coded])
def test_articles_packed_into_one_file_become_documents(
    tmp_path: Path, name: str, form: Callable[[int, str], list[str]]
) -> None:
    documents = _open(tmp_path, name, FILES[name](form(1, TITLES[0]) + form(2, TITLES[1])))

    assert [document.source.address for document in documents] == [f"{tmp_path / name}#1", f"{tmp_path / name}#2"]
    assert [str(document.source.date) for document in documents] == ["2022-05-01", "2022-05-02"]
    assert [_of(document, PassageKind.HEADLINE) for document in documents] == [[title] for title in TITLES]
    assert {document.source.outlet_name for document in documents} == {"The Courier"}
    assert [_of(document, PassageKind.BODY) for document in documents] == [[LEAD, SECOND]] * 2
    assert len({document.source.sha256 for document in documents}) == 2
    assert {(document.source.byline.value if document.source.byline else "").title() for document in documents} == {
        "Ana Torres"
    }


@pytest.mark.parametrize("name", ["export.html", "export.rtf"])
def test_packed_article_leads_back_to_the_characters_of_its_file(tmp_path: Path, name: str) -> None:
    data = FILES[name](_ended(1, TITLES[0]) + _ended(2, TITLES[1]))
    whole = data.decode("latin-1" if name.endswith(".rtf") else "utf-8")
    documents = _open(tmp_path, name, data)

    for document, title in zip(documents, TITLES, strict=True):
        start = document.text.index(title)
        place = place_of(document, start, start + len(title))
        assert place is not None
        assert place.raw_start is not None
        assert place.raw_end is not None
        offset = document.source.offset or 0
        assert whole[offset + place.raw_start : offset + place.raw_end] == title


def test_packed_article_of_a_docx_file_leads_back_to_its_paragraph(tmp_path: Path) -> None:
    _, second = _open(tmp_path, "export.docx", _docx(_ended(1, TITLES[0]) + _ended(2, TITLES[1])))
    place = place_of(second, second.text.index(LEAD), second.text.index(LEAD) + len(LEAD))

    assert place is not None
    assert place.paragraph == len(_ended(1, "")) + 9


def test_cover_of_an_export_dates_no_article(tmp_path: Path) -> None:
    cover = ["User Name: Ana", "Date and Time: Monday, January 6, 2025 10:15:00 AM EST", "Job Number: 1",
             "Documents (2)", "1. Talks resume at the dam", "Client/Matter: -None-", "Search Terms: dam"]  # fmt: skip
    first, _ = _open(tmp_path, "export.docx", _docx(cover + _ended(1, TITLES[0]) + _ended(2, TITLES[1])))

    assert str(first.source.date) == "2022-05-01"
    assert first.source.outlet_name == "The Courier"
    assert _of(first, PassageKind.HEADLINE) == [TITLES[0]]


def test_one_article_that_only_mentions_such_fields_is_one_document(tmp_path: Path) -> None:
    words = [
        "Talks resume",
        LEAD,
        "The End of Document was signed.",
        "Document ABCD00000000001x, they called it.",
        SECOND,
    ]

    for name, made in FILES.items():
        assert len(_open(tmp_path, name, made(words))) == 1


def test_page_with_such_words_is_still_a_page(tmp_path: Path) -> None:
    (document,) = _open(tmp_path, "a.html", PAGE.replace("Talks</h1>", "End of Document</h1>").encode())

    assert document.source.media_type == "text/html"


# Rich text

FONTS = rb"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}}"


def _rich(body: bytes) -> Document:
    return document_from_bytes(rb"{\rtf1\ansi\ansicpg1252\uc1" + FONTS + body + b"}", "a.rtf")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Talks\~resume \'93today\'94.\par Next day it was.", "Talks\xa0resume “today”.\n\nNext day it was."),
        (rb"\f1 \'cf\'e5\'f0\'e5\'e3\'ee\'e2\'ee\'f0\'fb\f0  go on \emdash  he said", "Переговоры go on — he said"),
        (rb"Talks in \u1050?\u1080?\u1111?\u1074? and \u-10179?\u-8694? go on", "Talks in Київ and 😊 go on"),
        (rb"{\uc2 \u8220 \'a1\'b0}Talks go on today", "“Talks go on today"),
        (rb"{\header Page 4}Talks {\v not }go on{\*\bkmkstart here} today", "Talks go on today"),
        (rb'{\field{\*\fldinst{HYPERLINK "https://c.example"}}{\fldrslt The talks}} go on', "The talks go on"),
        (b"{\\pict\\wmetafile8 0100090000}Talks go\r\n on today", "Talks go on today"),
        (b"{\\pict\\bin5 {{{}\\}Talks go on today", "Talks go on today"),
    ],
)
def test_rich_text_gives_its_words_without_its_commands(body: bytes, text: str) -> None:
    assert _rich(body).text == text


def test_characters_of_rich_text_lead_back_to_the_file() -> None:
    body = rb"{\b Talks resume}\par The envoy said \'93yes\'94 to \u1050?."
    raw = (rb"{\rtf1\ansi\ansicpg1252\uc1" + FONTS + body + b"}").decode("latin-1")
    document = _rich(body)

    for words, written in (("Talks resume", "Talks resume"), ("“yes”", r"\'93yes\'94"), ("К", r"\u1050")):
        start = document.text.index(words)
        place = place_of(document, start, start + len(words))
        assert place is not None
        assert raw[place.raw_start : place.raw_end] == written


def test_title_of_rich_text_is_its_property() -> None:
    title = _rich(rb"{\info{\author A}{\title Talks \'93resume\'94}}The envoy said that they go on.").source.title

    assert title is not None
    assert title.value == "Talks “resume”"


def test_title_of_rich_text_is_in_the_code_page_of_the_file() -> None:
    raw = rb"{\rtf1\ansi\ansicpg1251{\info{\title \'cc\'e8\'f0}}The envoy said that they go on.}"
    title = document_from_bytes(raw, "a.rtf").source.title

    assert title is not None
    assert title.value == "Мир"


def test_rich_text_of_endless_groups_is_refused() -> None:
    with pytest.raises(SourceBroken, match="groups"):
        document_from_bytes(b"{\\rtf1 " + b"{" * 50_000 + b"}" * 50_000, "a.rtf")


def test_rich_text_without_words_is_empty() -> None:
    with pytest.raises(SourceEmpty):
        document_from_bytes(b"{\\rtf1\\ansi{\\pict 00ff}\\par }", "a.rtf")


def test_broken_docx_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_docx([LEAD])[:200])
    (failure,) = open_items([tmp_path / "a.docx"])

    assert isinstance(failure, Failure)


def test_sheet_that_says_who_fetched_an_export_says_nothing_of_its_first_article(tmp_path: Path) -> None:
    sheet = (
        "Download Request: Selected Items: 1-2\n\nTime Of Request: Saturday, October 21, 2023 18:07:13\n\nSend To:\n\n"
    )
    head = "1 of 2 DOCUMENTS\n\nThe Courier\n\nMay 4, 2022 Wednesday\n\nTalks resume\n\nBYLINE: By Ana Torres"
    (tmp_path / "a.txt").write_text(f"{sheet}{head}\n\nLENGTH: 9 words\n\n{LEAD}\n\n{SECOND}\n\nLANGUAGE: ENGLISH\n")
    (document,) = open_items([tmp_path / "a.txt"])

    assert isinstance(document, Document)
    assert (document.source.outlet_name, str(document.source.date)) == ("The Courier", "2022-05-04")
    assert document.source.byline is not None
    assert document.source.byline.value == "Ana Torres"


@pytest.mark.parametrize("form", [b"Document ABC", b" ABC"])
def test_endless_number_like_those_of_a_database_does_not_hold_up_reading(form: bytes) -> None:
    document = document_from_bytes(b"{\\rtf1 The envoy said that they go on." + form + b"1" * 200_000 + b"!}", "a.rtf")

    assert document.text.startswith("The envoy said")
