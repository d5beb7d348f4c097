"""Small items in every format, made by hand, for the tests that break them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

LEAD = "The two sides met for six hours in the capital on Monday, and a spokesman said that the text was not final."
SECOND = "It was the first round since the winter, and neither side would say which points of the draft remain open."
_BODY = f"<h1>Talks</h1><p>{LEAD}</p><p>{SECOND} &amp; more</p><figure><figcaption>A hall.</figcaption></figure>"
_HEAD = "<title>Talks</title><meta property='article:published_time' content='2022-05-04T10:15:00Z'>"
PAGE = f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{_HEAD}</head><body>{_BODY}</body></html>"

_CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode())
_LONG = " ".join([LEAD, SECOND] * 2)
_FORWARDED = "From: The Courier <n@c.example>\r\nDate: Tue, May 3, 2022 at 6:30 PM\r\nSubject: Talks\r\n"
_CELL = f'"{_LONG}"'
_TIMES = ("00:00:01,000 --> 00:00:09,000", "00:00:09,500 --> 00:00:15,000")
_ENVELOPE = "From press@ministry.example Wed May  4 10:15:00 2022\r\n"
_CODED = f"HD\nTalks\nWC\n40 words\nPD\n4 May 2022\nSN\nThe Courier\nLP\n{LEAD}\n\nTD\n{SECOND}\n\nAN\nDocument 1\n\n"
_ENDED = (
    f"Talks\n\nThe Courier\n\nMay 4, 2022 Wednesday\n\nLength: 40 words\n\nBody\n\n{LEAD}\n\n{SECOND}\n\n"
    "Load-Date: May 4, 2022\n\nEnd of Document\n\n"
)


def zipped(members: dict[str, bytes]) -> bytes:
    """Pack members into a zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def pdf(pages: list[list[str]]) -> bytes:
    """Write a small PDF: one font, one line of text below the other."""
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


def docx(paragraphs: list[tuple[str, str]]) -> bytes:
    """Write a small DOCX file of styled paragraphs."""

    def paragraph(style: str, words: str) -> str:
        looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{looks}<w:r><w:t>{words}</w:t></w:r></w:p>"

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(paragraph(style, words) for style, words in paragraphs)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def odt(paragraphs: list[tuple[str, str]], *, deleted: str = "") -> bytes:
    """Write a small OpenDocument text of paragraphs (`p`) and headings (`h`)."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = "".join(f"<text:{tag}>{words}</text:{tag}>" for tag, words in paragraphs)
    gone = f"<text:tracked-changes><text:p>{deleted}</text:p></text:tracked-changes>" if deleted else ""
    shown = f"<office:body><office:text>{gone}{body}</office:text></office:body>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {spaces}>{shown}</office:document-content>"
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def rtf(paragraphs: list[str]) -> bytes:
    """Write a small rich text file; letters beyond ASCII by their number."""
    made = ("".join(one if one.isascii() else f"\\u{ord(one)}?" for one in words) for words in paragraphs)
    shown = "".join(f"\\pard\\plain {words}\\par\r\n" for words in made)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{{\\fonttbl{{\\f0\\fnil Arial;}}}}\r\n{shown}}}".encode()


def warc(pages: dict[str, bytes], headers: str = "") -> bytes:
    """Write a web archive with one answer a page."""
    records = b""
    for number, (uri, body) in enumerate(pages.items()):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000000{number}>\r\n"
            f"WARC-Target-URI: {uri}\r\nWARC-Date: 2022-05-04T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records += head.encode() + http + b"\r\n\r\n"
    return records


def _packed_page(text: str) -> bytes:
    """Write a database's export as a page."""
    shown = "".join(f"<p>{words}</p>\n" for words in text.split("\n") if words)
    return f"<!doctype html><html><body>{shown}</body></html>".encode()


def all_formats() -> dict[str, bytes]:
    """Give one item in every format, by file name."""
    row = json.dumps({"title": "Talks", "text": f"{LEAD}\n\n{SECOND}", "date": "2022-05-04", "source": "The Courier"})
    dated = "<pubDate>Wed, 04 May 2022 10:15:00 GMT</pubDate>"
    item = f"<item><title>Talks</title>{dated}<description>{LEAD}</description></item>"
    channel = f"<channel><title>C</title>{item}{item}</channel>"
    headers = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/a\r\nSubject: Talks\r\n"
    related = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="X"\r\n\r\n'
    part = f"--X\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{PAGE}\r\n--X--\r\n"
    mail = (
        "Subject: Talks\r\nFrom: Press <press@ministry.example>\r\nTo: a@b.example\r\nMIME-Version: 1.0\r\n"
        "Date: Wed, 04 May 2022 10:15:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    archive = warc({"https://courier.example/a": PAGE.encode(), "https://courier.example/b": PAGE.encode()})
    return {
        "story.txt": f"Talks\r\n\r\n{LEAD}\r\n\r\nRead more: Bridges\r\n\r\n{SECOND}\r\n".encode("utf-8-sig"),
        "wide.txt": f"Talks\n\n{LEAD}\n\n{SECOND}\n".encode("utf-16"),
        "note.md": f"---\noutlet: The Courier\n---\n\n# Talks\n\n{LEAD}\n\n- [Bridges](https://courier.example/b)\n".encode(),
        "page.html": PAGE.encode(),
        "page.mhtml": (headers + related + part).encode(),
        "feed.xml": f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>".encode(),
        "crawl.warc": archive,
        "crawl.warc.gz": gzip.compress(archive, mtime=0),
        "paper.pdf": pdf([[LEAD[:60], LEAD[60:]], [SECOND[:60], SECOND[60:]]]),
        "paper.docx": docx([("Title", "Talks"), ("", LEAD), ("Heading2", "Next"), ("", SECOND)]),
        "dump.jsonl": f"{row}\n{row}\n".encode(),
        "dump.json": f"[{row}, {row}]".encode(),
        "dump.csv": f'title,date,source,text\nTalks,2022-05-04,The Courier,"{LEAD}"\n'.encode(),
        "mail.eml": (mail + LEAD + "\r\n").encode(),
        "forward.eml": (mail + f"For you.\r\n\r\n-- Forwarded message --\r\n{_FORWARDED}\r\n{LEAD}\r\n").encode(),
        "box.mbox": f"{_ENVELOPE}{mail}{LEAD}\r\n\r\n{_ENVELOPE}{mail}{SECOND}\r\n".encode(),
        "codes.txt": (_CODED + _CODED).encode(),
        "ended.txt": (_ENDED + _ENDED).encode(),
        "wide.csv": f'title;date;source;text\nTalks;2022-05-04;The Courier;"{LEAD}"\n'.encode("utf-16"),
        "answer.json": f'{{"status": "ok", "response": {{"results": [{row}, {row}]}}}}'.encode(),
        "scripted.html": f'<html><body><script>{{"articleBody": "{_LONG}"}}</script></body></html>'.encode(),
        "packed.warc": warc({"https://courier.example/a": _CHUNKED}, "Transfer-Encoding: chunked\r\n"),
        "paper.odt": odt([("h", "Talks"), ("p", LEAD), ("p", SECOND)]),
        "story.rtf": rtf(["Talks", LEAD, f"{SECOND} “Yes”, he said."]),
        "export.rtf": rtf((_ENDED + _ENDED).split("\n")),
        "export.docx": docx([("", words) for words in (_ENDED + _ENDED).split("\n")]),
        "export.html": _packed_page(_ENDED + _ENDED),
        "briefing.srt": f"1\n{_TIMES[0]}\n{LEAD}\n\n2\n{_TIMES[1]}\n{SECOND}\n".encode(),
        "channel.json": json.dumps({"messages": [{"date": "2022-05-04", "text": [LEAD, {"text": SECOND}]}]}).encode(),
        "bare.csv": f"1,{_CELL},https://c.example/1\n2,{_CELL},https://c.example/2\n".encode(),
        "all.zip": zipped({"a.txt": LEAD.encode(), "b.html": PAGE.encode()}),
    }
