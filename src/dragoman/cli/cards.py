"""Answers on a screen: a card for each row, because sentences do not fit into the columns of a table."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from dragoman.cli.printing import Cell, plain, surety
from dragoman.cli.terminal import one_line, shortened
from dragoman.views.results import DOUBTFUL
from dragoman.views.wording import in_marks, without_links

HEADS = frozenset(
    {"party", "status", "issue", "state", "firmness", "kind", "who", "level", "stance", "date", "venue", "participants"}
    | {"number", "published", "act", "issues", "name", "on", "unit", "stand"}
)
"""Columns that need no label at the head of a card."""

SENTENCES = {
    "what": "",
    "wording": "",
    "claim": "",
    "words": "",
    "title": "",
    "name": "",
    "old": "was: ",
    "new": "now: ",
    "values": "",
    "versions": "",
}
"""Columns that hold words of the source, and what is put before them."""

LEFT_OUT = frozenset(
    {"outlet", "quote", "documents", "document", "start", "end", "told_by", "address", "told", "confidence", "record"}
)
"""Columns that the last line of a card tells."""

_GO_WITHOUT_SAYING = frozenset(
    {("level", "unknown"), ("copies", "1"), ("dated_by", "act"), ("dated_by", "not dated"), ("rating", "not rated")}
)
"""Cells that say what is so of nearly every row, or what its head says already."""

_SAY_NOTHING = frozenset({"meeting"})
"""What a meeting is called that is named by its verb alone."""

_CODES = re.compile(r"[a-z]+(?:_[a-z]+)*(?:, [a-z]+(?:_[a-z]+)*)*")
"""Words of the vocabulary, one or several."""

LINES = 3
"""Lines that a quote may take up."""

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def to_cards(rows: Sequence[Mapping[str, Cell]], columns: Sequence[str], *, width: int, bold: bool = False) -> str:
    """Draw a card for each row.

    Args:
        rows: The rows, with `quote`, `outlet` and where it stands.
        columns: The columns to show, most telling first.
        width: Columns of the screen.
        bold: Whether heads are set in bold by terminal codes.
    """
    return "\n".join("\n".join(_card(row, columns, width, bold=bold)) + "\n" for row in rows)


def _card(row: Mapping[str, Cell], columns: Sequence[str], width: int, *, bold: bool) -> list[str]:
    """Give the lines of one card."""
    cells = [(name, one_line(_words(row.get(name)))) for name in columns if name not in LEFT_OUT]
    shown = [(name, text) for name, text in cells if text and (name, text) not in _GO_WITHOUT_SAYING]
    if ("copies", "1") in cells:  # a group of one
        shown = [(name, text) for name, text in shown if name != "group"]
    heads = [text for name, text in shown if name in HEADS and name not in SENTENCES]
    head = _filled(" · ".join(heads), width, "")
    lines = [f"{BOLD}{line}{PLAIN}" for line in head] if bold else head
    quote = one_line(without_links(plain(row.get("quote"))))
    for name, text in shown:
        if name in SENTENCES and not _repeats(text, quote, name):
            lines += _filled(SENTENCES[name] + shortened(text, LINES * width), width, "  ")
    if quote:
        lines += _filled(in_marks(shortened(quote, LINES * width - 8)), width, "  ")
    labelled = [
        f"{name.replace('_', ' ')}: {text}"
        for name, text in shown
        if name not in HEADS | set(SENTENCES) and not (name == "about" and _repeats(text, quote, name))
    ]
    lines += _filled(" · ".join(labelled), width, "  ")
    named = f" · id {plain(row.get('record'))}" if "record" in columns else ""
    return lines + _filled(_source(row) + named, width, "  ")


def _words(cell: Cell) -> str:
    """Give a cell as words: codes without underscores."""
    text = plain(cell)
    return text.replace("_", " ") if _CODES.fullmatch(text) else text


def _repeats(text: str, quote: str, name: str) -> bool:
    """Tell whether a sentence only says again what the quote below it says, or what every row of its kind would."""
    return name != "old" and (text.rstrip(".…") in quote or text in _SAY_NOTHING)


def _source(row: Mapping[str, Cell]) -> str:
    """Give the line that leads back to the source."""
    day = plain(row.get("published")) or plain(row.get("date")) or "date not given"
    told_by = plain(row.get("told_by"))
    name = PurePath(plain(row.get("document") or row.get("address"))).name
    place = f"{name} {plain(row.get('start'))}–{plain(row.get('end'))}" if row.get("end") is not None else name
    count, sure = row.get("documents"), row.get("confidence")
    parts = [
        f"— {plain(row.get('outlet')) or 'unknown outlet'}, {day}",
        place,
        f"as told by {told_by}" if told_by else "",
        f"in {count} articles{_copies(row)}" if isinstance(count, int) and count > 1 else "",
        surety(sure, doubtful=sure < DOUBTFUL) if isinstance(sure, float) else "",
    ]
    return one_line(" · ".join(part for part in parts if part))


def _copies(row: Mapping[str, Cell]) -> str:
    """Say how many of the articles are independent, where some are copies."""
    count, independent = row.get("documents"), row.get("independent")
    return f", {independent} independent" if independent is not None and independent != count else ""


def _filled(text: str, width: int, indent: str) -> list[str]:
    """Break a text into lines."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False
    )
