"""Dumps with named fields: JSON lines, JSON arrays, CSV and TSV, with the names that databases use for them."""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import PassageKind, Stated
from dragoman.sources.columns import Columns
from dragoman.sources.dates import first_day
from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.fieldnames import LANGUAGES, NAMES, gdelt_columns, our_name
from dragoman.sources.items import Bounds, Item, Items
from dragoman.sources.jsontext import Member, json_elements, json_members, json_object, json_rows
from dragoman.sources.mapped import Maker, Mapped, joined, json_string, table_cells
from dragoman.sources.pagefacts import iso_time
from dragoman.sources.passages import label_text

_MARKUP = re.compile(r"<(?:p|br|div|a|strong|em|h\d)\b[^<>]{0,300}>", re.IGNORECASE)
_SAMPLE = 65_536
_TOLD = frozenset({"text", "lead", "title"})
"""Fields whose words become the text."""
_DELIMITER_LINE = re.compile(r"\"?sep=([,;|\t])\"?[,;|\t]?", re.IGNORECASE)
"""The line before the names by which a spreadsheet program is told the delimiter."""
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_NAMED = "field of the dump"
_TOLD_BY_CELLS = "column of the table, by its name or its cells"
_SHOWN = 8
_KNOWN_COLUMNS = 2
"""Columns with names that we know, from which on a table counts as a dump of articles."""


def looks_like_json_lines(head: bytes) -> bool:
    """Tell whether a file's first lines are JSON objects."""
    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:3] if line.strip()]
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
    lines = _first_lines(head)
    said = _DELIMITER_LINE.fullmatch(lines[0])
    if said:
        return said[1] if _known_columns(lines[1].split(said[1])) else None
    if gdelt_columns(lines[0].split("\t")) is not None:
        return "\t"
    return next((mark for mark in ("\t", ",", ";", "|") if _known_columns(lines[0].split(mark))), None)


def names_articles(head: bytes) -> bool:
    """Tell whether the first line of a table that we know says where the articles are."""
    first, second = _first_lines(head)
    said = _DELIMITER_LINE.fullmatch(first)
    names = second.split(said[1]) if said else re.split(r"[\t,;|]", first)
    return gdelt_columns(first.split("\t")) is not None or bool({"text", "lead"} & {our_name(name) for name in names})


def _first_lines(head: bytes) -> tuple[str, str]:
    """Give the first two lines of a table: UTF-8, what spreadsheets write as "Unicode", or a Western encoding."""
    wide = next((name for mark, name in _WIDE.items() if head.startswith(mark)), None)
    try:
        text = head.decode(wide or "utf-8", "ignore" if wide else "strict")
    except UnicodeDecodeError:
        # The sample may end in the middle of a letter; only the first lines count.
        first = b"\n".join(head.split(b"\n", 2)[:2])
        try:
            text = first.decode("utf-8")
        except UnicodeDecodeError:
            text = first.decode("cp1252", "replace")
    one, other, *_ = [*text.removeprefix("\ufeff").split("\n", 2), ""]
    return one.rstrip("\r"), other.rstrip("\r")


def _known_columns(columns: Sequence[str]) -> bool:
    """Tell whether columns are those of a dump of articles."""
    known = {ours for ours in map(our_name, columns) if ours is not None}
    enough = len(known) >= _KNOWN_COLUMNS and len(known) * 3 >= len(columns)
    return enough and bool(known & {"text", "lead", "title", "canonical"})


def json_line_items(stream: BinaryIO, address: str, bounds: Bounds) -> Items:
    """Give the items of a file with one JSON object a line; a broken line is one failure."""
    at = 0
    number = 0
    while True:
        try:
            line = stream.readline(bounds.item + 1)
        except (EOFError, OSError, zlib.error) as error:
            yield _cut_short(address, error)
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
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            yield _broken_row(place, "the line is not UTF-8")
            continue
        if text.strip("\ufeff \t\r\n"):
            yield Item(place, line, partial(_json_row, text, place), offset=at)
        at += len(text)


def json_items(data: bytes, address: str) -> Items:
    """Give the items of a JSON array, or of an object that is one article or holds a list of them."""
    try:
        # With its mark, if there is one: it is the first character of the file.
        text = data.decode(json.detect_encoding(data).removesuffix("-sig"))
        rows = json_rows(text, known=our_name)
    except (ValueError, RecursionError) as error:
        yield SourceBroken(f"it is no valid JSON ({type(error).__name__})", item=address, remedy="Export it again.")
        return
    if len(rows) == 1 and text.strip("\ufeff \t\r\n") == text[rows[0][0] : rows[0][1]]:
        yield Item(address, data, partial(_json_row, text, address, encoding=json.detect_encoding(data)))
        return
    for number, (start, end) in enumerate(rows, start=1):
        place = f"{address}#{number}" if len(rows) > 1 else address
        row = text[start:end]
        yield Item(place, row.encode("utf-8", "surrogatepass"), partial(_json_row, row, place), offset=start)


def table_items(
    stream: BinaryIO, address: str, delimiter: str, bounds: Bounds, columns: Columns | None = None
) -> Items:
    """Give the items of a table, row by row.

    Args:
        stream: The bytes of a CSV or TSV file.
        address: What it was given as.
        delimiter: What stands between its columns.
        bounds: How much may come out.
        columns: Its columns, where they were told by their cells; else the first line names them, unless it is one of
            GDELT's own tables.
    """
    csv.field_size_limit(min(bounds.item, 2**31 - 1))
    encoding = decode(stream.read(_SAMPLE), address).encoding
    stream.seek(0)
    consumed: list[bytes] = []  # the lines of the row at hand: its bytes as they lie in the file

    def lines() -> Iterator[str]:
        for line in _byte_lines(stream, encoding, bounds.item):
            consumed.append(line)
            # The mark at the head of a file would stand before a quotation mark, which then is none.
            yield line.decode(encoding, "replace").removeprefix("\ufeff")

    reader = csv.reader(lines(), delimiter=delimiter)
    rule = _NAMED if columns is None else _TOLD_BY_CELLS
    names = list(columns.names) if columns is not None and not columns.headed else None
    at, number = 0, 0
    while True:
        consumed.clear()
        place = f"{address}#{number + 1}"
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            values = []
            number += 1
            yield _broken_row(place, str(error))
        except (EOFError, OSError, zlib.error) as error:
            yield _cut_short(address, error)
            return
        raw = b"".join(consumed)
        offset, at = at, at + len(raw.decode(encoding, "replace"))
        if not values:
            continue
        number += 1
        if names is None:
            names, holds_values = _column_names(values, delimiter, columns)
            if not holds_values:
                continue
        row = (raw.decode(encoding, "replace"), tuple(values), delimiter)
        take = partial(_table_row, row, tuple(names or ()), place, (encoding, rule))
        yield Item(place, raw, take, offset=offset)


def table_without_articles(columns: Columns, address: str) -> SourceEmpty:
    """Give the error for a table of which no column holds articles or leads to them."""
    shown = ", ".join(columns.shown[:_SHOWN]) + (", …" if len(columns.shown) > _SHOWN else "")
    remedy = "Call the column with the articles' text `text`, and those with headline, date and outlet `title`, `date`"
    return SourceEmpty(
        f"none of its columns holds articles ({shown})"[:300], item=address, remedy=f"{remedy} and `source`."
    )


def _column_names(values: Sequence[str], delimiter: str, columns: Columns | None) -> tuple[list[str] | None, bool]:
    """Give the names of the columns, if the first row tells them, and whether it holds values itself."""
    if columns is not None:
        return list(columns.names), False
    if _DELIMITER_LINE.fullmatch(delimiter.join(values)):
        return None, False
    known = gdelt_columns(values)
    return (list(values), False) if known is None else (known, True)


def _byte_lines(stream: BinaryIO, encoding: str, longest: int) -> Iterator[bytes]:
    """Give the lines of a table as bytes; in UTF-16 a newline is two of them."""
    if encoding not in _WIDE.values():
        yield from iter(lambda: stream.readline(longest), b"")
        return
    text = io.TextIOWrapper(stream, encoding, "replace", newline="\n")
    try:
        for line in iter(lambda: text.readline(longest), ""):
            yield line.encode(encoding, "replace")
    finally:
        text.detach()


def _json_row(raw: str, place: str, *, encoding: str = "utf-8") -> Extracted:
    """Take the text out of one JSON object.

    Raises:
        SourceBroken: If it is none.
    """
    mark = len(raw) - len(raw.lstrip("\ufeff"))
    try:
        members = json_object(raw, mark)
    except (ValueError, RecursionError) as error:
        whole = raw.strip("\ufeff \t\r\n")
        problem = "the line is no valid JSON" if whole.startswith("{") else "the line is no object with fields"
        raise _broken_row(place, problem) from error
    cells = _json_cells(raw, members)
    for key, (value, start, _) in members.items():
        # An article may be wrapped once more: {"meta": {…}, "article": {…}}, {"_source": {…}}, {"fields": {…}}.
        if isinstance(value, dict) and our_name(key) in {None, "text"}:
            inner, _ = json_members(raw, start)
            cells = {**{name: cell for name, cell in cells.items() if name != key}, **_json_cells(raw, inner), **cells}
            if our_name(key) == "text":
                del cells[key]
    return _article(cells, place, "application/x-ndjson", encoding)


def _json_cells(raw: str, members: Mapping[str, Member]) -> dict[str, Mapped]:
    """Give the values of an object as words, each with its place; objects inside stand by their name."""
    cells: dict[str, Mapped] = {}
    for key, (value, start, stop) in members.items():
        words = _value(value)
        if isinstance(value, list) and our_name(key) in _TOLD and (pieces := _pieces(raw, start)) is not None:
            cells[key] = pieces
            continue
        if isinstance(value, str) and our_name(key) in _TOLD:
            mapped = json_string(raw, start, stop).stripped()
            if mapped.text == words:
                cells[key] = mapped
                continue
        cells[key] = Mapped.whole(words, start, stop)
    return cells


def _pieces(raw: str, start: int) -> Mapped | None:
    """Join a text that is a list of pieces, as channels of messengers write it: words, and objects with words.

    None where it is another kind of list: paragraphs, names.
    """
    made = Maker()
    styled = False
    for low, high in json_elements(raw, start):
        if raw[low] == '"':
            made.append(json_string(raw, low, high))
            continue
        members = json_members(raw, low)[0] if raw[low] == "{" else {}
        value, inner, end = members.get("text", (None, 0, 0))
        if not isinstance(value, str):
            return None
        styled = True
        made.append(json_string(raw, inner, end))
    return made.mapped().stripped() if styled else None


def _table_row(
    row: tuple[str, tuple[str, ...], str], names: tuple[str, ...], place: str, known: tuple[str, str]
) -> Extracted:
    """Take the text out of one row of a table; known are its encoding and by which rule its columns are."""
    raw, values, delimiter = row
    encoding, rule = known
    found = table_cells(raw, delimiter)
    exact = [cell.text for cell in found] == list(values)
    cells: dict[str, Mapped] = {}
    for number, (name, value) in enumerate(zip(names, values, strict=False)):
        # Where the row is so broken that our cells are not the reader's, it stands for each of them as a whole.
        cells.setdefault(name, (found[number] if exact else Mapped.whole(value, 0, len(raw))).stripped())
    return _article(cells, place, "text/csv", encoding, rule)


def _article(cells: Mapping[str, Mapped], place: str, media_type: str, encoding: str, rule: str = _NAMED) -> Extracted:
    """Put the text of a row together.

    Raises:
        SourceEmpty: If no field holds the article's text.
    """
    fields: dict[str, Mapped] = {}
    for key, cell in cells.items():
        ours = our_name(key)
        if ours and cell.text and ours not in fields:
            fields[ours] = cell
    nothing = Mapped("")
    article = joined([fields.get("lead", nothing), fields.get("text", nothing)], "\n\n")
    if not article.text.strip():
        raise _without_text(fields, place)
    facts = {name: Stated(value=value, rule=rule) for name, value in _facts(fields).items()}
    if _MARKUP.search(article.text):
        from dragoman.sources.pages import page_from_markup  # noqa: PLC0415 - rows with markup are the exception

        whole = Maker()
        whole.free("<html><body><article>")
        whole.append(article)
        whole.free("</article></body></html>")
        wrapped = whole.mapped()
        page = page_from_markup(wrapped.text, place)
        origin = wrapped.behind(page.origin)
        return Extracted(page.text, "text/html", encoding, page.facts | facts, page.passages, origin)
    title = fields.get("title", nothing)
    preset = {}
    if title.text and not article.text.startswith(title.text):
        article = joined([title, article], "\n\n")
        preset[0] = (PassageKind.HEADLINE, rule)
    passages = label_text(article.text, preset)
    return Extracted(article.text, media_type, encoding, facts, passages, article.segments())


def _without_text(fields: Mapping[str, Mapped], place: str) -> SourceEmpty:
    """Give the error for a row without text; one with an address says how the article is had."""
    address = fields.get("canonical")
    if address is not None and address.text.startswith(("http://", "https://")):
        problem = "the row has no field with the article's text, only its address"
        return SourceEmpty(problem, item=place, remedy=f"Fetch the article: dragoman add DOSSIER {address.text}")
    known = ", ".join(NAMES["text"][:6])
    problem = "the row has no field with the article's text"
    return SourceEmpty(problem, item=place, remedy=f"Name it one of: {known}.")


def _facts(fields: Mapping[str, Mapped]) -> dict[str, str]:
    """Give a row's values by the names of the record, dates and languages in their codes."""
    facts = {name: value.text for name, value in fields.items() if name not in {"text", "lead"}}
    for name in ("published", "updated"):
        if name in facts:
            stamp = iso_time(facts[name]) or first_day(facts[name])
            if stamp is None:
                del facts[name]
            else:
                facts[name] = stamp
    if "language" in facts:
        name = facts["language"].casefold()
        facts["language"] = LANGUAGES.get(name, name[:2])
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
        return _value(value.get("name") or value.get("title") or value.get("main") or value.get("original") or "")
    return ""


def _broken_row(place: str, problem: str) -> SourceBroken:
    """Give the error for one row."""
    return SourceBroken(problem, item=place, remedy="Mend or remove that line; the others are read.")


def _cut_short(address: str, error: Exception) -> SourceBroken:
    """Give the error for a dump whose end is missing."""
    remedy = "Fetch it again; what came before was read."
    return SourceBroken(f"it is cut short ({error})", item=address, remedy=remedy)
