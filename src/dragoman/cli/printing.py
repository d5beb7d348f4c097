"""Answers on the way out: one printer for every question, as text, JSON, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from dragoman.cli.terminal import harmless, one_line, shortened

Cell: TypeAlias = str | int | float | list[str] | None
Rows: TypeAlias = Sequence[Mapping[str, Cell]]


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"


PIPED_WIDTH = 100
"""Columns of a table that does not go to a screen."""

WIDE = {"quote", "wording", "content", "term", "problem", "remedy", "title", "old", "new", "claim", "reason", "value"}
"""Columns that hold sentences; the room that is left is theirs."""

_UNSAFE_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(value: Any) -> str:
    """Write JSON on one line; what could steer a terminal is escaped, so that the value stays exact."""
    return safe_json(json.dumps(value, ensure_ascii=False))


def safe_json(text: str) -> str:
    """Escape in JSON what could steer a terminal; its value stays what it was."""
    return _UNSAFE_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def to_csv(rows: Rows, columns: Sequence[str]) -> str:
    """Write CSV that a spreadsheet takes as data: a cell that looks like a formula gets an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row.get(column)) for column in columns])
    return target.getvalue()


def _csv_cell(cell: Cell) -> str | int | float:
    """Give a cell as a spreadsheet may see it."""
    if isinstance(cell, (int, float)):
        return cell
    text = harmless(plain(cell))
    return "'" + text if text.startswith(_FORMULA) else text


def to_markdown(rows: Rows, columns: Sequence[str]) -> str:
    """Write a Markdown table; nothing in a cell can leave it."""
    lines = [
        "| " + " | ".join(_heading(column) for column in columns) + " |",
        "|" + "|".join(" --- " for _ in columns) + "|",
    ]
    lines += ["| " + " | ".join(_markdown_cell(row.get(column)) for column in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _markdown_cell(cell: Cell) -> str:
    """Give a cell without anything that Markdown or HTML would act on."""
    text = one_line(plain(cell)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", text)


def plain(cell: Cell) -> str:
    """Write a cell as words."""
    if cell is None:
        return ""
    if isinstance(cell, list):
        return ("; " if any("," in item for item in cell) else ", ").join(cell)
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return str(cell)


def surety(confidence: float, *, doubtful: bool) -> str:
    """Say how sure the reader is of a statement."""
    return f"{'doubtful' if doubtful else 'confidence'} {confidence:.2f}"


def _heading(column: str) -> str:
    """Write the name of a column as words."""
    return column.replace("_", " ")


def screen_width() -> int:
    """Give the columns that there are to print on."""
    return shutil.get_terminal_size((PIPED_WIDTH, 24)).columns


def to_text(rows: Rows, columns: Sequence[str], *, width: int) -> str:
    """Draw a table that fits the screen: short columns as wide as they need, sentences in the rest."""
    from rich import box  # noqa: PLC0415 - rich only where text is drawn
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=width, show_edge=False)
    limit = max(16, width // 6)
    for column in columns:
        if column in WIDE:
            table.add_column(_heading(column), ratio=1, overflow="fold")
        else:
            longest = max((len(one_line(plain(row.get(column)))) for row in rows), default=0)
            table.add_column(_heading(column), max_width=limit, no_wrap=longest <= limit, overflow="fold")
    room = _sentence_length(columns, width)
    for row in rows:
        cells = [
            shortened(plain(row.get(column)), room) if column in WIDE else one_line(plain(row.get(column)))
            for column in columns
        ]
        table.add_row(*(Text(cell) for cell in cells))
    target = io.StringIO()
    Console(file=target, width=width, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in target.getvalue().splitlines()) + "\n"


def _sentence_length(columns: Sequence[str], width: int) -> int:
    """Give how long a shortened sentence may be: three or four lines of its column."""
    sentences = max(1, sum(column in WIDE for column in columns))
    return max(60, 2 * width // sentences)
