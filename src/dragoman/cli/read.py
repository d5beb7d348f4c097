"""`dragoman read` and `dragoman attributions`: articles in, statements out, nothing kept."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from dragoman.cli.intake import Failed, Known, how_many, opened, reader_of, readings, say_empty, sum_up
from dragoman.cli.options import MinConfidence, Outlet, Paths, Published
from dragoman.cli.printing import screen_width, surety, to_csv, to_json, to_markdown, to_text
from dragoman.cli.terminal import one_line, plural, progress, say, shortened, show
from dragoman.reading import load_reader
from dragoman.record import Failure, Reading, Statement
from dragoman.settings import Settings
from dragoman.views.results import DOUBTFUL

app = typer.Typer(add_completion=False, rich_markup_mode=None)

LINE = (
    "id", "document", "start", "end", "quote", "actor", "parties", "source", "addressee", "act", "issues", "content",
    "conditions", "duration", "guarantors", "in_exchange_for", "date", "quoted", "modality", "confidence", "anchors",
)  # fmt: skip
"""The statement line, in its order; what else a statement holds comes after."""

COLUMNS = ("act", "who", "issue", "place", "read", "quote")

WIDE_SCREEN = 110
"""Columns from which a table leaves enough room for the quotes."""


class ReadFormat(StrEnum):
    """How statements are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class LinesFormat(StrEnum):
    """How attributions are printed."""

    JSONL = "jsonl"


def statement_line(statement: Statement) -> dict[str, Any]:
    """Give a statement as the fields of the statement line, in their order, and what else it holds."""
    values = statement.model_dump(mode="json")
    return {name: values.pop(name) for name in LINE} | values


@app.command()
def read(
    files: Paths,
    *,
    output: Annotated[
        ReadFormat, typer.Option("--format", "-f", metavar="text|jsonl|json|csv|md", help="How to print it.")
    ] = ReadFormat.TEXT,
    min_confidence: MinConfidence = 0.0,
    published: Published = None,
    outlet: Outlet = None,
) -> None:
    """Read articles and print their statements.

    Offsets count characters (code points) of the file as it lies on disk; the quote is exactly what stands there.
    """
    settings = Settings.from_environment()
    reader = reader_of(settings)
    printer = _Printer(output)
    failed = Failed()
    statements = documents = 0
    with progress(opened(files, Known(published, outlet), settings), what="Reading", total=how_many(files)) as items:
        for outcome in readings(items, reader):
            if isinstance(outcome, Failure):
                failed.tell([outcome])
                continue
            chosen = [one for one in outcome.statements if one.confidence >= min_confidence]
            documents += 1
            statements += len(chosen)
            failed.tell(outcome.failures)
            if not outcome.statements:
                say_empty(outcome)
            printer.add(outcome, chosen)
    printer.finish()
    failed.rest()
    sum_up(f"{plural(statements, 'statement')} in {plural(documents, 'document')}", failed.stages.total())
    raise typer.Exit(failed.code)


class _Printer:
    """Prints statements as they come, or all at the end where the format needs them together."""

    def __init__(self, output: ReadFormat) -> None:
        self._output = output
        self._statements: list[Statement] = []

    def add(self, reading: Reading, statements: list[Statement]) -> None:
        """Take the statements of one document."""
        if self._output is ReadFormat.JSONL:
            show("".join(to_json(statement_line(statement)) + "\n" for statement in statements))
        elif self._output is ReadFormat.TEXT:
            show(_text(reading, statements))
        else:
            self._statements += statements

    def finish(self) -> None:
        """Print what was held back."""
        if self._output is ReadFormat.JSON:
            show(to_json([statement_line(statement) for statement in self._statements]))
        elif self._output is ReadFormat.CSV:
            show(to_csv([_flat(statement) for statement in self._statements], LINE))
        elif self._output is ReadFormat.MD:
            show(to_markdown([_row(statement) for statement in self._statements], ("document", *COLUMNS)))


def _text(reading: Reading, statements: list[Statement]) -> str:
    """Draw the statements of one document under its heading."""
    source = reading.source
    title = source.title.value if source.title else source.address
    day = str(source.date) if source.date else "date not given"
    about = f"{source.outlet_name} · {day} · {source.address}"
    return f"{one_line(title)}\n{one_line(about)}\n\n{_drawn(statements, screen_width())}\n"


def _drawn(statements: list[Statement], width: int) -> str:
    """Draw statements as a table, or, where a table would crush the quotes, the quotes under their heads."""
    if not statements:
        return ""
    rows = [_row(statement) for statement in statements]
    if width >= WIDE_SCREEN:
        return to_text(rows, COLUMNS, width=width)
    lines: list[str] = []
    for row in rows:
        head = " · ".join(part for part in (row["act"], row["who"], row["issue"], row["place"], row["read"]) if part)
        lines += textwrap.wrap(one_line(head), width)
        quote = shortened(row["quote"], 3 * (width - 2) - 8)
        lines += textwrap.wrap(quote, width, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def _row(statement: Statement) -> dict[str, Any]:
    """Give a statement as a line of a table."""
    who = statement.actor or ", ".join(statement.parties) or "unnamed"
    parties = [party for party in statement.parties if party.casefold() not in who.casefold()]
    return {
        "document": statement.document,
        "act": statement.act.replace("_", " "),
        "who": f"{who} ({', '.join(parties)})" if parties else who,
        "issue": ", ".join(issue.replace("_", " ") for issue in statement.issues),
        "place": f"{statement.start}–{statement.end}",
        "read": surety(statement.confidence, doubtful=statement.confidence < DOUBTFUL),
        "quote": statement.quote,
    }


def _flat(statement: Statement) -> Mapping[str, Any]:
    """Give a statement as cells; what is nested is written as JSON."""
    line = statement_line(statement)
    for name in ("conditions", "duration", "anchors"):
        line[name] = to_json(line[name]) if line[name] else None
    line["quoted"] = "yes" if line["quoted"] else "no"
    return line


@app.command()
def attributions(
    files: Paths,
    *,
    output: Annotated[
        LinesFormat, typer.Option("--format", "-f", metavar="jsonl", help="How to print it.")
    ] = LinesFormat.JSONL,
) -> None:
    """Print who is cited for which words, one attribution a line.

    Each line has `document` and the places of `source`, `cue` and `content`, lists of [start, end].
    """
    _ = output
    settings = Settings.from_environment()
    reader = load_reader(settings)
    failed = Failed()
    found = documents = 0
    with progress(opened(files, Known(), settings), what="Reading", total=how_many(files)) as items:
        for item in items:
            if isinstance(item, Failure):
                failed.tell([item])
                continue
            documents += 1
            for attribution in reader.attributions(item.text):
                found += 1
                places = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
                show(to_json({"document": item.source.address, **places}))
    failed.rest()
    sum_up(f"{plural(found, 'attribution')} in {plural(documents, 'document')}", failed.stages.total())
    if documents and not found:
        say("No attributions found.")
    raise typer.Exit(failed.code)
