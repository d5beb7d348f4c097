"""What the columns of a table hold where their names do not say it: told by the cells, or not at all.

Tables made by hand have no line of names, or names of their own.  Running text is the article, addresses and dates are
known by their look, and a short cell that is no sentence is the title; a table without running text has no articles.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from statistics import median

from dragoman.errors import SourceError
from dragoman.sources.dates import first_day
from dragoman.sources.decoding import decode
from dragoman.sources.fieldnames import our_name
from dragoman.sources.pagefacts import iso_time

_ENDINGS = frozenset((".csv", ".tsv", ".tab"))
_MARKS = "\t;,|"
_SAMPLE = 65_536
_ROWS = 200
_EVEN = 0.9
"""Share of the rows that must have as many columns as most have: a text with commas in it is no table."""
_MOST = 0.8
"""Share of a column's cells that must look alike to say what it holds."""
_ARTICLE_WORDS = 25
_TITLE_WORDS = (3, 30)
_DATE_LENGTH = 60
_ADDRESS = re.compile(r"https?://\S+")
_SENTENCES = re.compile(r"[.!?…。！？؟][\"”’'»)]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        delimiter: What stands between them.
        names: Our names for them, or their own; empty for what is not known.
        headed: Whether the first row names them.
        shown: What they are called, for a message.
        articles: Whether one of them holds articles, or leads to them.
    """

    delimiter: str
    names: tuple[str, ...]
    headed: bool
    shown: tuple[str, ...]
    articles: bool


def columns_of(head: bytes, address: str) -> Columns | None:
    """Tell the columns of a file that is a table by its name; None where it is no table after all.

    Args:
        head: Its first bytes.
        address: What it was given as.
    """
    if PurePath(address.casefold().removesuffix(".gz")).suffix not in _ENDINGS:
        return None
    try:
        text = decode(head, address).text.removeprefix("\ufeff")
    except SourceError:
        return None
    for mark in _MARKS:
        rows = _rows(text, mark, cut=len(head) >= _SAMPLE)
        width = _width(rows)
        if width >= 2 or (width == 1 and mark == "," and our_name(rows[0][0]) is not None):
            return _told([row for row in rows if len(row) == width], mark)
    return None


def _rows(text: str, mark: str, *, cut: bool) -> list[list[str]]:
    """Give the first rows; the last one of a sample may be cut."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > _ROWS:
                break
    except csv.Error:
        return rows[:-1]
    return rows[:-1] if cut and len(rows) > 2 else rows


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Give how many columns nearly all rows have; 0 where they differ, or where there is but one row."""
    if len(rows) < 2:
        return 0
    (width, times), *_ = Counter(map(len, rows)).most_common(1)
    return width if times >= _EVEN * len(rows) else 0


def _told(rows: Sequence[Sequence[str]], mark: str) -> Columns:
    """Tell what each column holds: by its name first, else by its cells."""
    first = [cell.strip() for cell in rows[0]]
    known = [our_name(cell) for cell in first]
    headed = any(known) or not any(test(cell) for cell in first for test in (_is_address, _is_date, _is_running))
    cells = [[row[at].strip() for row in rows[headed:] if row[at].strip()] for at in range(len(first))]
    names = [name or "" for name in known] if headed else [""] * len(first)
    _fill(names, "text", _longest(cells))
    for name, test in (("canonical", _is_address), ("published", _is_date), ("title", _is_title)):
        found = (at for at, column in enumerate(cells) if not names[at] and _mostly(column, test))
        _fill(names, name, next(found, None))
    shown = tuple(first) if headed else tuple(f"column {at}" for at in range(1, len(first) + 1))
    own = [name or (cell if headed else "") for name, cell in zip(names, first, strict=True)]
    return Columns(mark, tuple(own), headed, shown, bool({"text", "lead", "canonical"} & set(names)))


def _fill(names: list[str], name: str, at: int | None) -> None:
    """Name a column, unless another is called so already or it has a name."""
    if at is not None and name not in names and not names[at]:
        names[at] = name


def _longest(cells: Sequence[Sequence[str]]) -> int | None:
    """Give the column of the longest running text."""
    running = [(median(len(cell.split()) for cell in column), -at) for at, column in enumerate(cells) if column]
    running = [one for one in running if _mostly(cells[-one[1]], _is_running)]
    return -max(running)[1] if running else None


def _mostly(column: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Tell whether most cells of a column pass a test."""
    return bool(column) and sum(map(test, column)) >= _MOST * len(column)


def _is_address(cell: str) -> bool:
    """Tell whether a cell is a web address."""
    return _ADDRESS.fullmatch(cell) is not None


def _is_date(cell: str) -> bool:
    """Tell whether a cell is a date with its year."""
    return len(cell) <= _DATE_LENGTH and (iso_time(cell) or first_day(cell)) is not None


def _is_running(cell: str) -> bool:
    """Tell whether a cell is running text: sentences of some length; scripts without blanks count by letters."""
    long = len(cell.split()) >= _ARTICLE_WORDS or sum(letter > "\u2e80" for letter in cell) >= 3 * _ARTICLE_WORDS
    return long and _SENTENCES.search(cell) is not None


def _is_title(cell: str) -> bool:
    """Tell whether a cell could be a title."""
    low, high = _TITLE_WORDS
    return low <= len(cell.split()) <= high and not cell.endswith((".", ",", ";")) and not cell[0].islower()
