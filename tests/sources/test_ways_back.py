"""From the text of any format back into the raw item: every run leads to the characters that it was read from."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record import Document, Segment
from dragoman.settings import Settings
from dragoman.sources import place_of
from dragoman.sources.archives import items_in
from dragoman.sources.documents import Given, document_of_item
from dragoman.sources.items import Bounds, Item
from tests.sources.samples import LEAD, PAGE, SECOND, all_formats, docx, warc, zipped
from tests.strategies import texts

_XML_BAD = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LATIN = re.compile("[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
stories = st.tuples(texts, texts).map(lambda two: (f"Talks {two[0]}", f"{LEAD} {two[1]}\n\n{SECOND}"))


def _opened(data: bytes, name: str) -> list[tuple[Document, str]]:
    """Give the documents in some bytes, each with its raw item decoded as the record says."""
    limits = Settings()
    found: list[tuple[Document, str]] = []
    for item in items_in(io.BytesIO(data), name, Bounds.of(limits)):
        assert isinstance(item, Item), item
        document = document_of_item(item, Given(), limits)
        source = document.source
        kept = source.raw_encoding or source.encoding.split(";")[0]
        raw = item.data.decode(kept) if document.origin and document.origin[0].raw_start is not None else ""
        found.append((document, raw))
    assert found
    return found


def _check(document: Document, raw: str, undo: Callable[[str], str]) -> None:
    """Hold every run against the raw item, and every visible letter against the runs."""
    covered = [False] * len(document.text)
    before = Segment(start=0, end=0)
    for part in document.origin:
        assert before.end <= part.start < part.end <= len(document.text)
        before = part
        covered[part.start : part.end] = [True] * (part.end - part.start)
        assert part.raw_start is not None
        assert part.raw_end is not None
        words, there = document.text[part.start : part.end], raw[part.raw_start : part.raw_end]
        assert there
        if len(there) == len(words):
            assert "".join(there.split()) == "".join(words.split()), (there, words)
        else:
            assert "".join(words.split()) in "".join(undo(there).split()), (there, words)
    assert all(seen or letter.isspace() for seen, letter in zip(covered, document.text, strict=True))


def _json(words: str) -> str:
    """Undo the escapes of a piece of a JSON string."""
    return str(json.loads(f'"{words}"', strict=False))


@settings(max_examples=60, deadline=None)
@given(stories, st.booleans())
def test_rows_of_json_lead_back_to_their_characters(story: tuple[str, str], ascii_only: bool) -> None:  # noqa: FBT001
    row = {"title": story[0], "published": "2022-05-04", "text": story[1], "tags": ["a", "b"]}
    lines = "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for _ in range(2)).encode("utf-8", "replace")
    for name, data in (("a.jsonl", lines), ("a.json", b" [" + b",\n".join(lines.split(b"\n")[:2]) + b"]")):
        whole = data.decode()
        for document, raw in _opened(data, name):
            at = document.source.offset
            assert at is not None
            assert whole[at:].startswith(raw)
            if "html" not in document.source.media_type:
                _check(document, raw, _json)


@settings(max_examples=60, deadline=None)
@given(stories, st.sampled_from(",;\t"))
def test_cells_of_a_table_lead_back_to_their_characters(story: tuple[str, str], delimiter: str) -> None:
    # Many control characters make bytes no text at all, which other tests hold.
    clean = [_CONTROL.sub("", words).encode("utf-8", "replace").decode() for words in story]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["title", "date", "text"], [clean[0], "2022-05-04", clean[1]], [clean[0], "", clean[1]]])
    data = out.getvalue().encode()
    for document, raw in _opened(data, "a.csv"):
        at = document.source.offset
        assert at is not None
        assert out.getvalue()[at:].startswith(raw)
        if "html" not in document.source.media_type:
            _check(document, raw, lambda words: words.replace('""', '"'))


@settings(max_examples=60, deadline=None)
@given(stories, st.sampled_from(["8bit", "base64", "quoted-printable"]))
def test_parts_of_a_message_lead_back_to_their_characters(story: tuple[str, str], encoding: str) -> None:
    body = story[1].encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Talks", "press@ministry.example", "a@b.example"
    message["Date"] = "Wed, 04 May 2022 10:15:00 +0200"
    message.set_content(body, cte=encoding)
    message.add_alternative(PAGE, subtype="html")
    data = message.as_bytes()
    ((document, raw),) = _opened(data, "a.eml")

    assert document.origin
    first, last = document.origin[0], document.origin[-1]
    assert first.raw_start is not None
    assert last.raw_end is not None
    place = place_of(document, 0, len(document.text))
    assert place is not None
    if encoding == "8bit":
        there = raw[place.raw_start : place.raw_end].encode("latin-1").decode()
        assert there.split() == document.text.split()
    for part in document.origin:
        assert part.raw_start is not None
        assert part.raw_end is not None
        if part.end - part.start == part.raw_end - part.raw_start:
            assert raw[part.raw_start : part.raw_end] == document.text[part.start : part.end]


@settings(max_examples=40, deadline=None)
@given(stories, st.booleans())
def test_entries_of_a_feed_lead_back_to_their_characters(story: tuple[str, str], cdata: bool) -> None:  # noqa: FBT001
    # The feed library mends what looks like UTF-8 read as Latin-1, and then the whole entry stands for the words.
    title, words = (_LATIN.sub("", _XML_BAD.sub("", part)).replace("]]>", "") for part in story)
    markup = f"<p>{escape(words)}</p>"
    inside = f"<![CDATA[{markup}]]>" if cdata else escape(markup)
    item = f"<item><title>{escape(escape(title))}</title><guid>a</guid><description>{inside}</description></item>"
    feed = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>C</title>{item}</channel></rss>"
    ((document, raw),) = _opened(feed.encode(), "feed.xml")
    at = document.source.offset

    assert at is not None
    assert feed[at:].startswith(raw)
    body = document.text.index(LEAD)
    place = place_of(document, body, body + len(LEAD))
    assert place is not None
    assert raw[place.raw_start : place.raw_end] == LEAD
    _check(document, raw, lambda there: html.unescape(html.unescape(html.unescape(there))))


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=6))
def test_paragraphs_of_a_word_processor_are_numbered(drawn: list[str]) -> None:
    words = [" ".join(_XML_BAD.sub("", part).split()) for part in [*drawn, LEAD]]
    ((document, _),) = _opened(docx([("", escape(part)) for part in words]), "a.docx")

    for part in document.origin:
        assert part.paragraph is not None
        assert document.text[part.start : part.end] == words[part.paragraph - 1].strip()
    place = place_of(document, document.text.index(LEAD), document.text.index(LEAD) + 5)
    assert place is not None
    assert place.paragraph == len(words)


@pytest.mark.parametrize("name", ["page.html", "page.mhtml", "crawl.warc", "all.zip"])
def test_pages_lead_back_through_whatever_they_are_packed_in(name: str) -> None:
    for document, raw in _opened(all_formats()[name], name):
        start = document.text.index(LEAD)
        place = place_of(document, start, start + len(LEAD))

        assert place is not None
        there = raw[place.raw_start : place.raw_end] if document.origin else document.text[start : start + len(LEAD)]
        assert there.replace("=\r\n", "") == LEAD


def test_quoted_printable_page_leads_back_to_the_letters_of_the_message() -> None:
    words = "The envoys' text — as printed — names no date, a diplomat in the capital said on Monday after the talks."
    page = f"<html><body><article><h1>Talks</h1><p>{LEAD}</p><p>{words}</p></article></body></html>"
    message = EmailMessage()
    message["From"], message["Snapshot-Content-Location"] = "<Saved by Blink>", "https://courier.example/a"
    message["Subject"], message["Date"] = "Talks", "Wed, 04 May 2022 10:15:00 +0200"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    ((document, raw),) = _opened(message.as_bytes(), "a.mhtml")
    start = document.text.index("as printed")
    place = place_of(document, start, start + len("as printed"))

    assert place is not None
    assert raw[place.raw_start : place.raw_end] == "as printed"


def test_row_with_markup_leads_back_through_page_and_cell() -> None:
    row = json.dumps({"title": "Talks", "text": f"<p>{LEAD}</p>\n<p>{SECOND} &amp; more</p>"})
    ((document, raw),) = _opened(f"{row}\n".encode(), "a.jsonl")
    start = document.text.index(SECOND)
    place = place_of(document, start, start + len(SECOND))

    assert place is not None
    assert raw[place.raw_start : place.raw_end] == SECOND


def test_packed_archive_members_are_raw_items_of_their_own() -> None:
    inner = zipped({"crawl.warc.gz": gzip.compress(warc({"https://courier.example/a": PAGE.encode()}))})
    ((document, raw),) = _opened(inner, "all.zip")
    start = document.text.index(SECOND)
    place = place_of(document, start, start + len(SECOND))

    assert raw == PAGE
    assert place is not None
    assert raw[place.raw_start : place.raw_end] == SECOND
