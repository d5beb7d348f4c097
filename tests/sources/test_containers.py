"""Dumps, feeds, archives, mail and web archives give their items one by one; what is broken is one failure."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from dragoman.errors import SourceBroken, SourceEmpty, SourceError
from dragoman.record import Document, Failure, PassageKind
from dragoman.sources import document_from_bytes, open_items, place_of
from tests.sources.samples import LEAD, PAGE, SECOND, docx, odt, rtf, warc, zipped


def _open(folder: Path, name: str, data: bytes) -> list[Document | Failure]:
    path = folder / name
    path.write_bytes(data)
    return list(open_items([path]))


def test_lines_of_a_dump_become_documents_and_a_broken_line_a_failure(tmp_path: Path) -> None:
    row = json.dumps({"headline": "Talks", "body": LEAD, "date": "20220504T101500Z", "source": "The Courier"})
    good, broken, other = _open(tmp_path, "dump.jsonl", f"{row}\n{{broken\n{row}\n".encode())

    assert isinstance(good, Document)
    assert isinstance(other, Document)
    assert isinstance(broken, Failure)
    assert broken.item.endswith("dump.jsonl#2")
    assert good.text == f"Talks\n\n{LEAD}"
    assert good.passages[0].kind is PassageKind.HEADLINE
    assert (good.source.outlet_name, str(good.source.date)) == ("The Courier", "2022-05-04")


def test_row_of_a_dump_leads_back_to_the_characters_of_its_file(tmp_path: Path) -> None:
    line = json.dumps({"title": "Talks", "text": LEAD}) + "\n"
    _, second = _open(tmp_path, "dump.jsonl", (line * 2).encode())

    assert isinstance(second, Document)
    place = place_of(second, 10, 20)
    offset = second.source.offset
    assert place is not None
    assert place.raw_start is not None
    assert place.raw_end is not None
    assert offset == len(line)
    assert (line * 2)[offset + place.raw_start : offset + place.raw_end] == second.text[10:20]


def test_factiva_codes_are_known(tmp_path: Path) -> None:
    table = f'HD,PD,SN,BY,LP,TD\nTalks,"4 May 2022",The Courier,Ana Torres,"{LEAD}","{SECOND}"\n'
    (document,) = _open(tmp_path, "factiva.csv", table.encode())

    assert isinstance(document, Document)
    assert document.text.endswith(f"{LEAD}\n\n{SECOND}")
    assert str(document.source.date) == "2022-05-04"
    assert document.source.byline is not None


def test_row_without_text_says_which_field_is_missing(tmp_path: Path) -> None:
    rows = f'title,date,source,text\nTalks,2022-05-04,The Courier,\nTalks,2022-05-04,The Courier,"{LEAD}"\n'
    failure, document = _open(tmp_path, "list.csv", rows.encode())

    assert isinstance(failure, Failure)
    assert isinstance(document, Document)
    assert "no field with the article's text" in failure.problem
    assert "Name it one of" in failure.remedy


def test_row_with_an_address_only_says_how_to_fetch_it(tmp_path: Path) -> None:
    table = "DATE\tSOURCEURL\tV2SOURCECOMMONNAME\n20220504\thttps://courier.example/a\tcourier.example\n"
    (failure,) = _open(tmp_path, "gdelt.tsv", table.encode())

    assert isinstance(failure, Failure)
    assert "only its address" in failure.problem
    assert "dragoman add DOSSIER https://courier.example/a" in failure.remedy


@pytest.mark.parametrize(("columns", "time", "url"), [(61, 1, 60), (58, 1, 57), (27, 1, 4), (16, 2, 5)])
def test_tables_of_gdelt_are_known_without_a_line_of_names(tmp_path: Path, columns: int, time: int, url: int) -> None:
    values = ["1"] * columns
    values[time] = "20220504" if columns > 27 else "20220504101500"
    values[url] = "https://courier.example/a"
    rows = "\t".join(values) + "\n"
    found = _open(tmp_path, "export.CSV", (rows * 3).encode())

    assert [type(item) for item in found] == [Failure] * 3
    assert all("add DOSSIER https://courier.example/a" in item.remedy for item in found if isinstance(item, Failure))


_SAVED = "Wed May 04 2022 12:15:00 GMT+0200 (Central European Summer Time)"


@pytest.mark.parametrize(
    ("mark", "address"),
    [
        (
            f"<!--\n Page saved with SingleFile \n url: https://courier.example/a \n saved date: {_SAVED}\n-->",
            "https://courier.example/a",
        ),
        ("<!-- FILE ARCHIVED ON 10:15:00 May 04, 2022 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 1:0:0 -->", None),
        (
            "<!-- Mirrored from courier.example/a by HTTrack Copier/3.x [XR], Wed, 04 May 2022 10:15:00 GMT -->",
            "https://courier.example/a",
        ),
        ("<i data-scrapbook-source='https://courier.example/a' data-scrapbook-create='20220504101500123'></i>",
         "https://courier.example/a"),
    ],
)  # fmt: skip
def test_saved_page_tells_when_it_was_saved(mark: str, address: str | None) -> None:
    page = PAGE.replace("<body>", f"<body>{mark}")
    source = document_from_bytes(page.encode(), "page.html").source

    assert source.obtained == datetime(2022, 5, 4, 10, 15, tzinfo=UTC)
    assert (source.canonical.value if source.canonical else None) == address


def test_page_with_no_mark_was_saved_nobody_knows_when() -> None:
    assert document_from_bytes(PAGE.encode(), "page.html").source.obtained is None


def test_ordinary_text_with_commas_is_no_table() -> None:
    text = f"Kyiv, date unknown\n\n{LEAD}"

    assert document_from_bytes(text.encode(), "story.txt").text == text


def test_entries_of_a_feed_become_documents(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>
    <item><title>Talks</title><link>https://courier.example/a</link><pubDate>Wed, 04 May 2022 10:15:00 GMT</pubDate>
    <description>&lt;p&gt;{LEAD}&lt;/p&gt;</description></item>
    <item><title>Bridges</title><pubDate>the day before yesterday</pubDate><description>{SECOND}</description></item>
    <item></item></channel></rss>"""
    first, second, third = _open(tmp_path, "feed.xml", feed.encode())

    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(third, Failure)
    assert LEAD in first.text
    assert (first.source.outlet_name, str(first.source.date)) == ("The Courier", "2022-05-04")
    assert second.source.published is None
    place = place_of(first, 0, 5)
    assert place is not None
    assert first.source.offset is not None
    assert feed[first.source.offset :].startswith("<item><title>Talks")
    assert feed[first.source.offset + (place.raw_start or 0) :].startswith("Talks</title>")


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive_keep_address_and_time(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    archive = warc({"https://courier.example/a": PAGE.encode(), "https://courier.example/b": PAGE.encode()})
    first, second = _open(tmp_path, "crawl.warc", gzip.compress(archive) if packed else archive)

    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert second.source.address.endswith("crawl.warc#https://courier.example/b")
    assert second.source.canonical is not None
    assert second.source.obtained is not None
    assert LEAD in second.text


def test_cut_web_archive_keeps_what_came_before(tmp_path: Path) -> None:
    archive = warc({f"https://courier.example/{n}": PAGE.encode() * 40 + str(n).encode() for n in range(3)})
    packed = b"".join(gzip.compress(part) for part in [archive])
    items = _open(tmp_path, "crawl.warc.gz", packed[: len(packed) - 40])

    assert isinstance(items[0], Document)
    assert any(isinstance(item, Failure) for item in items)


def test_zip_is_opened_in_the_order_of_names(tmp_path: Path) -> None:
    packed = zipped(
        {"b.txt": LEAD.encode(), "a/page.html": PAGE.encode(), "inner.zip": zipped({"c.txt": SECOND.encode()})}
    )
    items = _open(tmp_path, "all.zip", packed)

    assert [i.source.address.split("all.zip")[1] for i in items if isinstance(i, Document)] == [
        "!/a/page.html",
        "!/b.txt",
        "!/inner.zip!/c.txt",
    ]


def test_bomb_by_ratio_is_refused(tmp_path: Path) -> None:
    (failure,) = _open(tmp_path, "bomb.zip", zipped({"a.txt": b"0" * 30_000_000}))

    assert isinstance(failure, Failure)
    assert "bombs" in failure.problem


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", docx([("", LEAD)])), ("a.odt", odt([("p", LEAD)])), ("a.rtf", rtf([LEAD]))]
)
def test_document_in_the_innermost_archive_is_read_whatever_its_form(tmp_path: Path, name: str, data: bytes) -> None:
    packed = zipped({"a.zip": zipped({"a.zip": zipped({name: data})})})
    (document,) = _open(tmp_path, "all.zip", packed)

    assert isinstance(document, Document)
    assert document.text == LEAD


def test_nested_bomb_is_refused(tmp_path: Path) -> None:
    packed = LEAD.encode()
    for _ in range(6):
        packed = zipped({"a.zip": packed})
    (failure,) = _open(tmp_path, "bomb.zip", packed)

    assert isinstance(failure, Failure)
    assert "one within the other" in failure.problem


def test_cut_gzip_is_a_failure_with_a_remedy(tmp_path: Path) -> None:
    (failure,) = _open(tmp_path, "story.txt.gz", gzip.compress(LEAD.encode() * 20)[:-12])

    assert isinstance(failure, Failure)
    assert failure.problem.startswith("it is damaged or cut short")
    assert failure.remedy


def test_locked_member_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": LEAD.encode(), "b.txt": SECOND.encode()}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = packed.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        packed[at] |= 1
    failure, document = _open(tmp_path, "all.zip", bytes(packed))

    assert isinstance(failure, Failure)
    assert "password" in failure.problem
    assert isinstance(document, Document)


def test_plain_part_of_a_message_is_its_text(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Talks", "Press Office <press@ministry.example>", "a@b.example"
    message["Date"] = "Wed, 04 May 2022 10:15:00 +0200"
    message.set_content(f"{LEAD}\n\n{SECOND}\n")
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(SECOND.encode(), maintype="text", subtype="plain", filename="annex.txt")
    body, annex = _open(tmp_path, "mail.eml", message.as_bytes())

    assert isinstance(body, Document)
    assert body.text.startswith(LEAD)
    assert body.source.published is not None
    assert body.source.published.value == "2022-05-04T10:15:00+02:00"
    assert body.source.obtained == datetime(2022, 5, 4, 8, 15, tzinfo=UTC)
    assert body.source.outlet_name == "Press Office"
    assert isinstance(annex, Document)
    assert annex.source.address.endswith("mail.eml!/annex.txt")


def test_saved_page_archive_gives_its_page(tmp_path: Path) -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/a\r\nSubject: Talks\r\n"
        "Date: Wed, 4 May 2022 10:15:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="X"\r\n\r\n--X\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--X--\r\n"
    )
    (document,) = _open(tmp_path, "page.mhtml", archive.encode())

    assert isinstance(document, Document)
    assert LEAD in document.text
    assert document.source.published is not None
    assert document.source.published.rule.startswith("html meta")
    assert document.source.canonical is not None
    assert document.source.obtained == datetime(2022, 5, 4, 10, 15, tzinfo=UTC)


def test_docx_headings_are_labelled() -> None:
    data = docx([("Title", "Joint communiqué"), ("", LEAD), ("Heading2", "Next steps"), ("", SECOND)])
    document = document_from_bytes(data, "a.docx")

    assert [str(passage.kind) for passage in document.passages] == ["headline", "body", "subhead", "body"]


def test_entities_of_a_docx_are_not_expanded() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a xmlns:w="urn:x">&x;</a>'
    with pytest.raises(SourceError):
        document_from_bytes(zipped({"word/document.xml": xml}), "a.docx")


def test_container_with_several_items_is_not_one_document() -> None:
    with pytest.raises(SourceBroken, match="several items"):
        document_from_bytes(zipped({"a.txt": LEAD.encode(), "b.txt": SECOND.encode()}), "all.zip")


def test_empty_archive_is_empty() -> None:
    with pytest.raises(SourceEmpty):
        document_from_bytes(zipped({}), "all.zip")


def test_one_failure_of_a_container_can_be_tried_again(tmp_path: Path) -> None:
    row = json.dumps({"title": "Talks", "text": LEAD})
    path = tmp_path / "dump.jsonl"
    path.write_text(f"{row}\n{{broken\n")
    (_, failure) = open_items([path])
    assert isinstance(failure, Failure)
    path.write_text(f"{row}\n{row}\n")
    (again,) = open_items([failure.item])

    assert isinstance(again, Document)
    assert again.source.address == failure.item


def test_place_that_is_not_in_a_container_is_missing(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"a.txt": LEAD.encode()}))
    (failure,) = open_items([f"{tmp_path / 'all.zip'}!/b.txt"])

    assert isinstance(failure, Failure)


def test_broken_name_of_a_charset_is_not_believed() -> None:
    mail = "Subject: Talks\r\nFrom: a@b.example\r\nTo: b@c.example\r\nDate: x\r\nMIME-Version: 1.0\r\n"
    data = mail.encode() + b'Content-Type: text/plain; charset="utf\x00-8"\r\n\r\n' + LEAD.encode()

    assert LEAD in document_from_bytes(data, "mail.eml").text


@pytest.mark.parametrize("name", ["dump.csv", "feed.xml"])
def test_container_in_no_encoding_is_one_failure(name: str, tmp_path: Path) -> None:
    head = b"title,text\n" if name.endswith("csv") else b"<rss version='2.0'><channel><item><title>T</title></item>"
    (failure,) = _open(tmp_path, name, head + bytes(range(1, 32)) * 400)

    assert isinstance(failure, Failure)


def test_member_without_a_name_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    packed = zipped({"a.txt": LEAD.encode(), "b.txt": LEAD.encode()})
    at = packed.rindex(b"a.txt")
    # The length of the name in the directory of the archive, and the name itself.
    nameless = bytearray(packed[:at] + packed[at + 5 :])
    nameless[at - 18] = 0
    size = int.from_bytes(nameless[-10:-6], "little") - 5
    nameless[-10:-6] = size.to_bytes(4, "little")
    failure, document = _open(tmp_path, "all.zip", bytes(nameless))

    assert isinstance(failure, Failure)
    assert "no name" in failure.problem
    assert isinstance(document, Document)
