"""What people really have: exports of press databases, mailboxes, forwarded mail, walls, litter, spreadsheets."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.record import Document, Failure, PassageKind
from dragoman.sources import count_files, document_from_bytes, open_items, place_of
from tests.sources.samples import LEAD, SECOND, docx, odt, zipped

THIRD = "Talks are to go on in another capital on Friday, a spokeswoman for the government said in a statement."
STORY = (LEAD, SECOND, THIRD)


def _open(folder: Path, name: str, data: bytes | str) -> list[Document | Failure]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(open_items([path]))


def _documents(found: list[Document | Failure]) -> list[Document]:
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def _body(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind is PassageKind.BODY]


def _headline(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind is PassageKind.HEADLINE]


def _coded(day: int, title: str) -> str:
    head = f"HD\n{title}\nBY\nBy Ana Torres\nWC\n120 words\nPD\n{day} May 2022\nSN\nThe Courier\nLA\nEnglish\n"
    tail = f"NS\ngdip : Diplomacy\nAN\nDocument COUR0000202205{day:02}x\n\n"
    return f"{head}\nLP\n{LEAD}\n\nTD\n{SECOND}\n\n{THIRD}\n\n{tail}"


def _shown(day: int, title: str) -> str:
    head = f"{title}\n\nBy Ana Torres\n120 words\n{day} May 2022\n10:15\nThe Courier\nCOUR\nEnglish\n"
    story = "\n\n".join(STORY)
    return f"{head}Copyright 2022. The Courier.\n\n{story}\n\nDocument COUR000020220{day:03}ek5700001\n\n"


def _numbered(day: int, title: str) -> str:
    head = f"{'':30}{day} of 2 DOCUMENTS\n\n{'':30}The Courier\n\n{'':28}May {day}, 2022 Wednesday\n\n{title}\n\n"
    fields = "BYLINE: Ana Torres\n\nSECTION: WORLD; Pg. 4\n\nLENGTH: 120 words\n\nDATELINE: HARMONT\n\n"
    story = "\n\n".join(STORY)
    return (
        f"{head}{fields}{story}\n\nLOAD-DATE: May 9, 2022\n\nLANGUAGE: ENGLISH\n\n{'':20}Copyright 2022 The Courier\n\n"
    )


def _ended(day: int, title: str) -> str:
    head = f"{title}\n\nThe Courier\n\nMay {day}, 2022 Wednesday\n\nCopyright 2022 The Courier All Rights Reserved\n\n"
    fields = "Section: WORLD; Pg. 4\nLength: 120 words\nByline: Ana Torres\nDateline: HARMONT\n\nBody\n\n"
    story = "\n\n".join(STORY)
    return f"{head}{fields}{story}\n\nLoad-Date: May 9, 2022\n\nEnd of Document\n\n"


@pytest.mark.parametrize("form", [_coded, _shown, _numbered, _ended])
def test_articles_of_a_database_export_become_documents_with_date_outlet_and_title(
    tmp_path: Path, form: Callable[[int, str], str]
) -> None:
    export = form(1, "Talks resume at the dam") + form(2, "A pause is offered")
    first, second = _documents(_open(tmp_path, "export.txt", export))

    assert [str(document.source.date) for document in (first, second)] == ["2022-05-01", "2022-05-02"]
    assert [_headline(document) for document in (first, second)] == [
        ["Talks resume at the dam"],
        ["A pause is offered"],
    ]
    assert {document.source.outlet_name for document in (first, second)} == {"The Courier"}
    assert {document.source.byline.value for document in (first, second) if document.source.byline} == {"Ana Torres"}
    assert _body(first) == _body(second) == list(STORY)


@pytest.mark.parametrize("form", [_coded, _shown, _numbered, _ended])
def test_articles_of_an_export_tile_the_file(tmp_path: Path, form: Callable[[int, str], str]) -> None:
    export = form(1, "Talks resume at the dam") + form(2, "A pause is offered") + "Search Summary\nText: dam\n"
    documents = _documents(_open(tmp_path, "export.txt", export))

    assert "".join(document.text for document in documents) == export
    assert all(
        export[document.source.offset or 0 :].startswith(document.text) and place_of(document, 3, 9) is not None
        for document in documents
    )


def test_article_that_only_mentions_such_fields_is_one_document(tmp_path: Path) -> None:
    words = "Length: 4 hours, the note said.\n\nHD\n\nThe end of document was signed."
    text = f"Talks resume\n\n{LEAD}\n\n{words}\n\n{SECOND}\n"

    assert len(_open(tmp_path, "a.txt", text)) == 1


def test_messages_of_a_mailbox_become_documents(tmp_path: Path) -> None:
    def message(day: int) -> str:
        head = f"From: Ana Torres <ana@courier.example>\nTo: desk@desk.example\nSubject: Talks {day}\n"
        sent = f"Date: Wed, {day} May 2022 10:15:00 +0200\n"
        envelope = f"From ana@courier.example Wed May  {day} 10:15:00 2022\n"
        return f"{envelope}{head}{sent}\n{LEAD}\n\nFrom here on nobody spoke.\n\n"

    first, second = _documents(_open(tmp_path, "box.mbox", message(4) + message(5)))

    assert [document.source.title.value for document in (first, second) if document.source.title] == [
        "Talks 4",
        "Talks 5",
    ]
    assert [str(document.source.date) for document in (first, second)] == ["2022-05-04", "2022-05-05"]
    assert "From here on nobody spoke." in first.text


FORWARDED = """From: Desk <desk@desk.example>
To: all@desk.example
Subject: Fwd: Talks resume
Date: Fri, 6 May 2022 08:00:00 +0200
Content-Type: text/plain; charset=utf-8

For the file.

---------- Forwarded message ---------
From: The Courier <news@courier.example>
Date: Wed, May 4, 2022 at 6:30 PM
Subject: Talks resume
To: <desk@desk.example>

"""


def test_forwarded_article_has_the_date_of_its_own_header() -> None:
    document = document_from_bytes(f"{FORWARDED}{LEAD}\n\n{SECOND}\n".encode(), "fwd.eml")

    assert str(document.source.date) == "2022-05-04"
    assert document.source.outlet_name == "The Courier"
    assert document.source.title is not None
    assert document.source.title.value == "Talks resume"
    assert [line for line in _body(document) if "courier.example" in line] == []


def test_long_comment_on_a_forwarded_mail_is_of_the_day_it_was_sent() -> None:
    mail = FORWARDED.replace("For the file.", " ".join([LEAD] * 6))
    document = document_from_bytes(f"{mail}{LEAD}\n\n{SECOND}\n".encode(), "fwd.eml")

    assert str(document.source.date) == "2022-05-06"


def test_foot_of_a_list_and_signature_are_not_the_letter() -> None:
    foot = "--\nYou received this message because you are subscribed to the list of the Courier.\n"
    head = "From: A <a@b.example>\nTo: c@d.example\nSubject: Talks\nDate: Wed, 4 May 2022 08:00:00 +0200\n\n"
    document = document_from_bytes(f"{head}{LEAD}\n\n{SECOND}\n\n{foot}".encode(), "a.eml")

    assert _body(document) == [LEAD, SECOND]


def test_page_of_a_mail_is_read_where_the_plain_part_is_a_stub() -> None:
    page = "".join(f"<p>{part}</p>" for part in STORY)
    head = "From: A <a@b.example>\nTo: c@d.example\nSubject: Talks\nMIME-Version: 1.0\n"
    stub = "--x\nContent-Type: text/plain\n\nPlease view this in HTML.\n"
    parts = f"{stub}--x\nContent-Type: text/html\n\n<body>{page}</body>\n--x--\n"
    mail = f'{head}Content-Type: multipart/alternative; boundary="x"\n\n{parts}'
    document = document_from_bytes(mail.encode(), "a.eml")

    assert _body(document) == list(STORY)


def test_message_attached_to_another_is_an_item_of_its_own(tmp_path: Path) -> None:
    inner = f"From: The Courier <n@c.example>\nSubject: Talks resume\nDate: Wed, 4 May 2022 10:00:00 +0200\n\n{LEAD}\n"
    head = "From: A <a@b.example>\nTo: c@d.example\nSubject: see below\nMIME-Version: 1.0\n"
    parts = f"--x\nContent-Type: text/plain\n\n{SECOND}\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    mail = f'{head}Content-Type: multipart/mixed; boundary="x"\n\n{parts}'
    outer, attached = _documents(_open(tmp_path, "a.eml", mail))

    assert (LEAD in outer.text, SECOND in outer.text) == (False, True)
    assert attached.source.title is not None
    assert (attached.source.title.value, str(attached.source.date)) == ("Talks resume", "2022-05-04")


def _answered(headers: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/x\r\n"
    kind = "Content-Type: application/http; msgtype=response\r\n"
    date = "WARC-Date: 2022-05-04T10:00:00Z\r\n"
    return f"{head}{date}{kind}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


SHOWN = f"<html><body><h1>Talks</h1><p>{LEAD}</p><p>{SECOND}</p></body></html>".encode()
CHUNKS = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (40, SHOWN[:40], len(SHOWN) - 40, SHOWN[40:])


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", CHUNKS),
        ("Transfer-Encoding: chunked\r\n", SHOWN),
        ("Content-Encoding: gzip\r\n", gzip.compress(SHOWN, mtime=0)),
        ("Content-Encoding: gzip\r\n", SHOWN),
        ("Content-Encoding: deflate\r\n", zlib.compress(SHOWN)),
        ("Content-Encoding: deflate\r\n", zlib.compress(SHOWN)[2:-4]),
    ],
)
def test_answers_of_a_web_archive_are_unpacked_whether_or_not_they_were(
    tmp_path: Path, headers: str, body: bytes
) -> None:
    (document,) = _documents(_open(tmp_path, "crawl.warc", _answered(headers, body)))

    assert _body(document) == [LEAD, SECOND]


def test_answer_packed_in_an_unknown_way_is_one_failure(tmp_path: Path) -> None:
    archive = _answered("Content-Encoding: br\r\n", bytes(range(32)) * 9) + _answered("", SHOWN)
    failure, document = _open(tmp_path, "crawl.warc", archive)

    assert isinstance(failure, Failure)
    assert "packed (br)" in failure.problem
    assert isinstance(document, Document)


TABLE = f'"Title";"Date";"Source";"Text"\r\n"Talks";"2022-05-04";"The Courier";"{LEAD}"\r\n'


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.replace(";", "\t").encode("utf-16"),
        f"sep=;\r\n{TABLE}".encode(),
        TABLE.replace('"Title";"Date";"Source";"Text"', "Überschrift;Datum;Quelle;Inhalt").encode("cp1252"),
        TABLE.replace('"Date"', '"Publication Date"').replace('"Text"', '"Full Text"').encode(),
    ],
)
def test_tables_as_spreadsheets_write_them_are_read(tmp_path: Path, data: bytes) -> None:
    (document,) = _documents(_open(tmp_path, "table.csv", data))

    assert _headline(document) == ["Talks"]
    assert (str(document.source.date), document.source.outlet_name) == ("2022-05-04", "The Courier")
    assert LEAD in document.text


def test_row_of_a_wide_table_leads_back_to_its_characters(tmp_path: Path) -> None:
    (document,) = _documents(_open(tmp_path, "table.csv", TABLE.encode("utf-16")))
    place = place_of(document, document.text.index(LEAD), document.text.index(LEAD) + 9)
    decoded = TABLE.encode("utf-16").decode("utf-16-le")

    assert place is not None
    assert place.raw_start is not None
    offset = document.source.offset or 0
    assert decoded[offset + place.raw_start : offset + (place.raw_end or 0)] == LEAD[:9]


@pytest.mark.parametrize(
    "answer",
    [
        {
            "status": "ok",
            "articles": [{"title": "Talks", "content": LEAD, "source": {"id": None, "name": "The Courier"}}] * 2,
        },
        {"response": {"status": "ok", "results": [{"webTitle": "Talks", "fields": {"bodyText": LEAD}}] * 2}},
        {"hits": {"total": 2, "hits": [{"_source": {"headline": "Talks", "body": LEAD}}] * 2}},
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Feed",
            "items": [{"title": "Talks", "content_text": LEAD}] * 2,
        },
        [{"meta": {"date": "2022-05-04"}, "article": {"title": "Talks", "body": LEAD}}] * 2,
    ],
)
def test_lists_that_news_services_wrap_are_found(tmp_path: Path, answer: object) -> None:
    documents = _documents(_open(tmp_path, "answer.json", json.dumps(answer)))

    assert [document.text for document in documents] == [f"Talks\n\n{LEAD}"] * 2


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Just a moment...", "Checking your browser before accessing courier.example"),
        ("Before you continue", "Before you continue"),
        ("404 Not Found | The Courier", "Sorry"),
        ("Page not found - The Courier", "Sorry"),
        ("Access Denied", "Access Denied"),
        ("Subscribe to read | The Courier", "Subscribe to read"),
    ],
)
def test_wall_before_an_article_is_a_failure_that_says_so(tmp_path: Path, title: str, headline: str) -> None:
    words = "We and our partners store and access information on a device, such as cookies, and process data."
    (failure,) = _open(
        tmp_path,
        "a.html",
        f"<html><head><title>{title}</title></head><body><h1>{headline}</h1><p>{words}</p></body></html>",
    )

    assert isinstance(failure, Failure)
    assert "no article" in failure.problem
    assert "browser" in failure.remedy


@pytest.mark.parametrize(
    "title", ["500 prisoners freed in swap", "Security checks return to the border", "Not found guilty"]
)
def test_short_report_with_such_words_in_its_headline_is_an_article(tmp_path: Path, title: str) -> None:
    page = f"<html><head><title>{title} | The Courier</title></head><body><h1>{title}</h1><p>{LEAD}</p></body></html>"

    assert len(_documents(_open(tmp_path, "a.html", page))) == 1


def test_menu_entry_that_asks_to_log_in_refuses_no_page(tmp_path: Path) -> None:
    page = f"<html><head><title>Talks</title></head><body><p>Log in</p><h1>Talks resume</h1><p>{LEAD}</p></body></html>"

    assert len(_documents(_open(tmp_path, "a.html", page))) == 1


def test_article_that_a_page_has_for_search_engines_only_is_read_with_its_place() -> None:
    story = " ".join(STORY * 2)
    data = json.dumps({"@type": "NewsArticle", "headline": "Talks", "articleBody": f"{story}\n“Done.”"})
    script = f'<script type="application/ld+json">{data}</script>'
    page = f'<html><head><title>Talks</title>{script}</head><body><div id="root"></div></body></html>'
    document = document_from_bytes(page.encode(), "a.html")
    place = place_of(document, 0, 20)

    assert document.text == f"{story}\n“Done.”"
    assert place is not None
    assert page[place.raw_start or 0 : place.raw_end] == document.text[:20]


def test_offer_to_subscribe_is_no_subhead() -> None:
    wall = "<div><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in</p></div>"
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY)
    document = document_from_bytes(
        f"<html><body><article><h1>Talks</h1>{paragraphs}{wall}</article></body></html>".encode(), "a.html"
    )
    kinds = {document.text[p.start : p.end]: str(p.kind) for p in document.passages}

    assert kinds["Subscribe to continue reading"] == "form"


def test_what_a_browser_saves_with_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "talks.html").write_bytes(SHOWN)
    parts = tmp_path / "talks_files"
    parts.mkdir()
    (parts / "frame.html").write_bytes(SHOWN)
    (tmp_path / "style.css").write_text("p { margin: 0 }", encoding="ascii")
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf")

    assert [document.source.address for document in _documents(list(open_items([tmp_path])))] == [
        str(tmp_path / "talks.html")
    ]
    assert count_files([tmp_path]) == 1


def test_file_that_the_user_names_is_opened_whatever_its_name(tmp_path: Path) -> None:
    assert len(_documents(_open(tmp_path, "notes.js", f"{LEAD}\n"))) == 1


def test_folder_of_pictures_says_that_there_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8")
    (failure,) = list(open_items([tmp_path]))

    assert isinstance(failure, Failure)
    assert "no article" in failure.problem


OPEN_DOCUMENT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.presentationPK\x03\x04"


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        (
            "a.url",
            b"[InternetShortcut]\r\nURL=https://courier.example/talks\r\n",
            "dragoman add DOSSIER https://courier.example/talks",
        ),
        (
            "a.txt",
            b"https://courier.example/a\nhttps://courier.example/b\n",
            "dragoman add DOSSIER https://courier.example/a",
        ),
        ("a.odp", OPEN_DOCUMENT, "DOCX"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "CSV"),
    ],
)
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, remedy: str) -> None:
    (failure,) = _open(tmp_path, name, data)

    assert isinstance(failure, Failure)
    assert remedy in failure.remedy


def test_entry_of_a_gathering_feed_has_the_outlet_that_printed_it(tmp_path: Path) -> None:
    source = '<source url="https://c.example">The Courier</source>'
    entry = f"<item><title>Talks</title><description>{LEAD}</description>{source}</item>"
    (document,) = _documents(
        _open(tmp_path, "feed.xml", f'<rss version="2.0"><channel><title>All news</title>{entry}</channel></rss>')
    )

    assert document.source.outlet_name == "The Courier"


def test_entry_with_one_time_only_is_dated_by_it(tmp_path: Path) -> None:
    entry = (
        f"<entry><title>Talks</title><id>1</id><updated>2022-05-04T10:00:00Z</updated><summary>{LEAD}</summary></entry>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>{entry}</feed>'
    (document,) = _documents(_open(tmp_path, "feed.xml", feed))

    assert str(document.source.date) == "2022-05-04"
    assert document.source.published is not None
    assert "only time" in document.source.published.rule


def test_words_that_were_moved_in_a_docx_file_stand_once() -> None:
    moved = f'</w:t></w:r><w:moveFrom w:id="1"><w:r><w:t>{SECOND}</w:t></w:r></w:moveFrom><w:r><w:t>'
    document = document_from_bytes(docx([("", f"{LEAD}{moved}"), ("", SECOND)]), "a.docx")

    assert document.text.count(SECOND) == 1


def test_base64_of_a_mail_is_no_mailbox(tmp_path: Path) -> None:
    text = base64.b64encode(LEAD.encode()).decode()

    assert len(_open(tmp_path, "a.txt", f"From here to there\n\n{LEAD}\n\n{text}\n")) == 1


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("run.sh", b'#!/bin/sh\nset -eu\nfor one in *.txt; do\n  wc -w "$one"\ndone\n', "program"),
        ("run", b"#!/usr/bin/env python3\nprint('The talks went on for a second day in the capital.')\n", "program"),
        ("count.py", b"import sys\n\nprint(len(sys.stdin.read().split()))\n", "program"),
        ("server.log", b"2026-01-01 12:00:01 INFO start\n2026-01-01 12:00:02 INFO stop\n", "program"),
        ("round.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Second round\r\nEND:VEVENT\r\n", "calendar"),
        ("cut.docx", b"PK", "DOCX"),
        ("cut.pdf", b"%PD", "PDF"),
        ("note.txt", b"ok", "hardly a word"),
        ("table.csv", b"name,price,count\nbolt,1.20,40\nnut,0.30,900\n", "name, price, count"),
        (
            "listed.csv",
            b"title,date,source\nTalks,2022-05-04,The Courier\nMore,2022-05-05,The Courier\n",
            "title, date",
        ),
    ],
)
def test_junk_in_a_folder_is_one_failure_with_cause_and_remedy(
    tmp_path: Path, name: str, data: bytes, problem: str
) -> None:
    (failure,) = _open(tmp_path, name, data)

    assert isinstance(failure, Failure)
    assert failure.item == str(tmp_path / name)
    assert problem in failure.problem
    assert failure.remedy


@pytest.mark.parametrize("name", ["story.docx", "story.log", "story.csv", "story.py"])
def test_running_text_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert len(_documents(_open(tmp_path, name, f"Talks\n\n{LEAD}\n\n{SECOND}\n"))) == 1


def test_short_text_without_blanks_between_words_is_read(tmp_path: Path) -> None:
    assert len(_documents(_open(tmp_path, "a.txt", "双方周一在首都举行了六小时会谈，并将继续。"))) == 1


_RUNNING = f"{LEAD} {SECOND} {LEAD}"
_ADDRESSED = f'"{_RUNNING}",https://c.example/'


@pytest.mark.parametrize(
    "table",
    [
        f"nr,zusammenfassung,adr,tag\n1,{_ADDRESSED}1,2022-05-04\n2,{_ADDRESSED}2,2022-05-05\n",
        f"1,{_ADDRESSED}1,4 May 2022\n2,{_ADDRESSED}2,5 May 2022\n",
        f"title,date,was,url\nTalks,04.05.2022,{_ADDRESSED}1\nMore,05.05.2022,{_ADDRESSED}2\n",
    ],
)
def test_columns_of_a_table_without_known_names_are_told_by_their_cells(tmp_path: Path, table: str) -> None:
    documents = _documents(_open(tmp_path, "table.csv", table))

    assert [str(document.source.date) for document in documents] == ["2022-05-04", "2022-05-05"]
    for document in documents:
        assert LEAD in document.text
        assert document.source.canonical is not None
        place = place_of(document, document.text.index(LEAD), document.text.index(LEAD) + len(LEAD))
        assert place is not None
        assert place.raw_start is not None
        offset = document.source.offset or 0
        assert table[offset + place.raw_start : offset + (place.raw_end or 0)] == LEAD


def test_post_of_a_messenger_in_pieces_is_read_whole_with_its_place(tmp_path: Path) -> None:
    pieces = ["The envoy said ", {"type": "bold", "text": "“no text”"}, f" was final.\n\n{LEAD}"]
    raw = json.dumps({"name": "Press", "messages": [{"id": 1, "date": "2022-05-04T10:15:00", "text": pieces}]})
    (document,) = _documents(_open(tmp_path, "result.json", raw))
    place = place_of(document, document.text.index("“"), document.text.index("”") + 1)

    assert document.text == f"The envoy said “no text” was final.\n\n{LEAD}"
    assert str(document.source.date) == "2022-05-04"
    assert place is not None
    assert place.raw_start is not None
    offset = document.source.offset or 0
    assert json.loads(f'"{raw[offset + place.raw_start : offset + (place.raw_end or 0)]}"') == "“no text”"


def _cue(number: int, seconds: float, words: str) -> str:
    begins, ends = (f"00:00:{int(one):02},{round(one % 1 * 1000):03}" for one in (seconds, seconds + 1.9))
    return f"{number}\r\n{begins} --> {ends}\r\n{words}\r\n\r\n"


def test_subtitles_give_what_is_said_in_paragraphs(tmp_path: Path) -> None:
    raw = (
        _cue(1, 1, "The two sides met\r\n<i>for six hours</i>")
        + _cue(2, 3, "and no text is final.")
        + _cue(3, 9, "- When do they meet again?")
        + _cue(4, 11, "- On Friday, I was told.")
    )
    (document,) = _documents(_open(tmp_path, "briefing.srt", raw))
    words = "six hours and no"
    place = place_of(document, document.text.index(words), document.text.index(words) + len(words))

    assert document.text.split("\n\n") == [
        "The two sides met for six hours and no text is final.",
        "- When do they meet again?",
        "- On Friday, I was told.",
    ]
    assert place is not None
    assert raw[place.raw_start : place.raw_end].startswith("six hours</i>")
    assert raw[place.raw_start : place.raw_end].endswith("and no")


def test_subtitles_of_the_web_name_their_speakers(tmp_path: Path) -> None:
    said = "<v Ana Torres>No text is final, and nobody will say when it is."
    (document,) = _documents(_open(tmp_path, "a.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n{said}\n"))

    assert document.text == "Ana Torres: No text is final, and nobody will say when it is."


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        (
            "sitemap.xml",
            b'<?xml version="1.0"?><urlset><url><loc>https://c.example/talks</loc></url></urlset>',
            "dragoman add DOSSIER https://c.example/talks",
        ),
        ("form.xml", b'<?xml version="1.0"?><record><field>Talks go on in the capital</field></record>', "HTML"),
        ("talks.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".eml"),
    ],
)
def test_what_a_press_office_has_and_is_not_read_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, remedy: str
) -> None:
    (failure,) = _open(tmp_path, name, data)

    assert isinstance(failure, Failure)
    assert remedy in failure.remedy


def test_opendocument_text_is_read_with_its_headings() -> None:
    document = document_from_bytes(odt([("h", "Talks go on"), ("p", LEAD), ("p", f"{SECOND}<text:s/>Yes.")]), "a.odt")
    kinds = [(p.kind, document.text[p.start : p.end]) for p in document.passages]
    place = place_of(document, document.text.index(LEAD), document.text.index(LEAD) + 9)

    assert document.source.media_type == "application/vnd.oasis.opendocument.text"
    assert kinds == [
        (PassageKind.HEADLINE, "Talks go on"), (PassageKind.BODY, LEAD), (PassageKind.BODY, f"{SECOND} Yes.")
    ]  # fmt: skip
    assert place is not None
    assert place.paragraph == 2


def test_notes_and_deleted_words_of_an_opendocument_text_are_left_out() -> None:
    note = f"{LEAD}<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> And on."
    document = document_from_bytes(odt([("p", note)], deleted="Gone."), "a.odt")

    assert document.text == f"{LEAD} And on."


@pytest.mark.parametrize("count", ["x", "-2", "", "9" * 5_000])
def test_count_of_blanks_that_is_none_does_not_break_an_opendocument_text(count: str) -> None:
    document = document_from_bytes(odt([("p", f'{LEAD}<text:s text:c="{count}"/>Yes.')]), "a.odt")

    assert " ".join(document.text.split()) == f"{LEAD} Yes."


@pytest.mark.parametrize("name", ["a.odt", "a.docx"])
def test_part_of_a_word_processors_file_that_unpacks_as_bombs_do_is_refused(tmp_path: Path, name: str) -> None:
    body = " " * 30_000_000
    data = odt([("p", body)]) if name == "a.odt" else docx([("", body)])
    (failure,) = _open(tmp_path, name, data)

    assert isinstance(failure, Failure)
    assert "bombs" in failure.problem
