"""Dumps with named fields: JSON lines, JSON arrays, CSV and TSV, with the names that databases use for them."""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from dragoman.errors import SourceBroken, SourceEmpty, SourceError
from dragoman.record import PassageKind, Segment, Stated
from dragoman.sources.dates import full_dates
from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.items import Bounds, Item, Items
from dragoman.sources.pagefacts import iso_time
from dragoman.sources.passages import label_text

# Our names for fields, and what dumps call them: common crawlers, GDELT's article lists, Factiva's field codes
# (HD headline, LP lead, TD text, PD date, SN source, BY author, LA language), Nexis and the news APIs.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "article_text",
        "articlebody",
        "full_text",
        "fulltext",
        "maintext",
        "main_text",
        "plain_text",
        "story",
        "raw_content",
        "td",
        "news_body",
        "bodytext",
    ),
    "lead": ("lp", "lead", "lead_paragraph", "leadparagraph"),
    "title": ("title", "headline", "hd", "heading", "article_title", "page_title", "hlead"),
    "published": (
        "published",
        "date",
        "published_at",
        "publishedat",
        "date_publish",
        "pubdate",
        "publish_date",
        "publication_date",
        "datepublished",
        "published_date",
        "seendate",
        "pd",
        "datetime",
        "timestamp",
        "created_at",
        "v2.1date",
        "load_date",
    ),
    "updated": ("updated", "modified", "date_modify", "datemodified", "updated_at", "last_modified"),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "sn",
        "publication",
        "source_name",
        "sourcecommonname",
        "v2sourcecommonname",
        "source_domain",
        "domain",
        "site",
        "newspaper",
        "media",
        "source_title",
    ),
    "byline": ("byline", "author", "authors", "by", "creator", "writer"),
    "canonical": (
        "url",
        "link",
        "canonical",
        "sourceurl",
        "source_url",
        "documentidentifier",
        "v2documentidentifier",
        "article_url",
        "web_url",
        "uri",
    ),
    "language": ("language", "lang", "la", "language_code", "languagecode"),
    "section": ("section", "category", "se", "rubric", "topic"),
    "place": ("place", "dateline", "location"),
    "syndication": ("syndication", "wire", "agency", "cr", "credit"),
}
_OURS = {theirs: ours for ours, names in _NAMES.items() for theirs in names}
_LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "russian": "ru", "ukrainian": "uk",
              "arabic": "ar", "persian": "fa", "turkish": "tr", "chinese": "zh", "hebrew": "he", "polish": "pl",
              "portuguese": "pt", "italian": "it"}  # fmt: skip
_MARKUP = re.compile(r"<(?:p|br|div|a|strong|em|h\d)\b[^<>]{0,300}>", re.IGNORECASE)
_SAMPLE = 65_536
_KNOWN_COLUMNS = 2
"""Columns with names that we know, from which on a table counts as a dump of articles."""


def looks_like_json_lines(head: bytes) -> bool:
    """Tell whether a file's first lines are JSON objects."""
    lines = [line for line in head.lstrip(b"\xef\xbb\xbf").split(b"\n")[:3] if line.strip()]
    if not lines or not lines[0].lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        # A long first line is cut by the sample; what else begins with a field's name is taken for a dump.
        return re.match(rb'\s*\{\s*"[\w. -]{1,40}"\s*:', lines[0]) is not None and (
            len(lines) == 1 or b'{"' in head[1:]
        )


def looks_like_table(head: bytes) -> str | None:
    """Give the delimiter of a file whose first line names columns that we know; None if it is no dump."""
    line = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].rstrip(b"\r")
    try:
        names = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    for delimiter in ("\t", ",", ";", "|"):
        columns = [column.strip().strip('"').casefold() for column in names.split(delimiter)]
        known = {_OURS[column] for column in columns if column in _OURS}
        if (
            len(known) >= _KNOWN_COLUMNS
            and len(known) * 3 >= len(columns)
            and known & {"text", "lead", "title", "canonical"}
        ):
            return delimiter
    return None


def json_line_items(stream: BinaryIO, address: str, bounds: Bounds) -> Items:
    """Give the items of a file with one JSON object a line; a broken line is one failure."""
    at = 0
    number = 0
    while True:
        try:
            line = stream.readline(bounds.item + 1)
        except (EOFError, OSError, zlib.error) as error:
            yield SourceBroken(
                f"it is cut short ({error})", item=address, remedy="Fetch it again; what came before was read."
            )
            return
        if not line:
            return
        number += 1
        place = f"{address}#{number}"
        if len(line) > bounds.item:
            yield bounds.too_large(place)
            if not stream.readline(bounds.item).endswith(b"\n"):
                return
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            start, at = at, at + len(text)
            if text.strip():
                yield _row(_object(text, place), line, place, (start, at))
        except UnicodeDecodeError:
            yield _broken_row(place, "the line is not UTF-8")
        except SourceError as error:
            yield error


def json_items(data: bytes, address: str) -> Items:
    """Give the items of a JSON array, or of an object that is one article or holds a list of them."""
    try:
        content: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield SourceBroken(f"it is no valid JSON ({type(error).__name__})", item=address, remedy="Export it again.")
        return
    rows = content if isinstance(content, list) else [content]
    if isinstance(content, dict) and not any(str(key).casefold() in _OURS for key in content):
        rows = next((value for value in content.values() if isinstance(value, list)), rows)
    for number, row in enumerate(rows, start=1):
        place = f"{address}#{number}" if len(rows) > 1 else address
        try:
            if not isinstance(row, dict):
                raise _broken_row(place, "it is no object with fields")
            yield _row(
                row, json.dumps(row, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"), place, None
            )
        except SourceError as error:
            yield error


def table_items(stream: BinaryIO, address: str, delimiter: str, bounds: Bounds) -> Items:
    """Give the items of a CSV or TSV file whose first line names the columns."""
    csv.field_size_limit(min(bounds.item, 2**31 - 1))
    encoding = decode(stream.read(_SAMPLE), address).encoding
    stream.seek(0)
    rows = (line.decode(encoding, "replace") for line in iter(lambda: stream.readline(bounds.item), b""))
    lines = (line.removeprefix("\ufeff") if number == 0 else line for number, line in enumerate(rows))
    reader = csv.DictReader(lines, delimiter=delimiter, restval="")
    number = 1
    while True:
        number += 1
        place = f"{address}#{number}"
        try:
            row = next(reader)
            raw = "\x1f".join(str(value) for value in row.values()).encode("utf-8", "surrogatepass")
            yield _row({str(key): value for key, value in row.items()}, raw, place, None)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken_row(place, str(error))
        except (EOFError, OSError, zlib.error) as error:
            yield SourceBroken(
                f"it is cut short ({error})", item=address, remedy="Fetch it again; what came before was read."
            )
            return
        except SourceError as error:
            yield error


def _object(line: str, place: str) -> Mapping[str, object]:
    """Read one line of JSON."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _broken_row(place, "the line is no valid JSON") from error
    if not isinstance(row, dict):
        raise _broken_row(place, "the line is no object with fields")
    return row


def _row(row: Mapping[str, object], raw: bytes, place: str, lines: tuple[int, int] | None) -> Item:
    """Make an item of a row.

    Raises:
        SourceEmpty: If no field holds the article's text.
    """
    fields: dict[str, str] = {}
    for key, value in row.items():
        ours = _OURS.get(str(key).strip().casefold())
        words = _value(value)
        if ours and words and ours not in fields:
            fields[ours] = words
    article = "\n\n".join(part for part in (fields.get("lead", ""), fields.get("text", "")) if part)
    if not article.strip():
        known = ", ".join(_NAMES["text"][:6])
        raise SourceEmpty(
            "the row has no field with the article's text", item=place, remedy=f"Name it one of: {known}."
        )
    facts = {name: Stated(value=value, rule="field of the dump") for name, value in _facts(fields).items()}
    if _MARKUP.search(article):
        from dragoman.sources.pages import page_from_markup  # noqa: PLC0415 - rows with markup are the exception

        page = page_from_markup(f"<html><body><article>{article}</article></body></html>", place)
        return Item(place, raw, Extracted(page.text, "text/html", "utf-8", page.facts | facts, page.passages))
    title = fields.get("title", "")
    text = article
    preset = {}
    if title and not article.lstrip().startswith(title):
        text = f"{title}\n\n{article}"
        preset[0] = (PassageKind.HEADLINE, "field of the dump")
    origin = (Segment(start=0, end=len(text), raw_start=lines[0], raw_end=lines[1]),) if lines else ()
    passages = label_text(text, preset)
    return Item(
        place, raw, Extracted(text, "application/x-ndjson" if lines else "text/csv", "utf-8", facts, passages, origin)
    )


def _facts(fields: Mapping[str, str]) -> dict[str, str]:
    """Give a row's values by the names of the record, dates and languages in their codes."""
    facts = {name: value for name, value in fields.items() if name not in {"text", "lead"}}
    for name in ("published", "updated"):
        if name in facts:
            stamp = iso_time(facts[name]) or _text_date(facts[name])
            if stamp is None:
                del facts[name]
            else:
                facts[name] = stamp
    if "language" in facts:
        name = facts["language"].casefold()
        facts["language"] = _LANGUAGES.get(name, name[:2])
    return facts


def _value(value: object) -> str:
    """Give a field's value as words: lists joined, objects by their name."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return ", ".join(part for part in map(_value, value[:50]) if part)
    if isinstance(value, dict):
        return _value(value.get("name") or value.get("title") or "")
    return ""


def _text_date(value: str) -> str | None:
    """Read a date in words, as Factiva and Nexis write them."""
    found = full_dates(value, 0, len(value))
    return found[0][0].isoformat() if found else None


def _broken_row(place: str, problem: str) -> SourceBroken:
    """Give the error for one row."""
    return SourceBroken(problem, item=place, remedy="Mend or remove that line; the others are read.")
