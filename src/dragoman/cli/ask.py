"""The questions to a dossier: one command each, all with the same options."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

import typer

from dragoman.cli.cards import to_cards
from dragoman.cli.commands import COMMANDS
from dragoman.cli.copies import with_copies
from dragoman.cli.naming import as_shown, say_who_is_meant
from dragoman.cli.options import (
    MANY,
    AsOf,
    Dossier,
    Ids,
    Kept,
    MinConfidence,
    MinGrade,
    Newest,
    OfIssue,
    OutputFormat,
    Party,
    Rows,
    Since,
    Unjudged,
    Until,
    Wait,
    day,
    grade,
    issue,
    moment,
)
from dragoman.cli.printing import Cell, Format, screen_width, to_csv, to_json, to_markdown
from dragoman.cli.spans import first_day, last_day, say_if_undated
from dragoman.cli.terminal import say, show
from dragoman.desk.asking import ask, behind, bring_up_to_date, cut
from dragoman.desk.pages import ROWS, whole
from dragoman.dossier import Slice, Store
from dragoman.record import Holdings
from dragoman.views.parties import fold
from dragoman.views.query import Query
from dragoman.views.results import Result

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Answer: TypeAlias = Result[Any]
View: TypeAlias = Callable[[Holdings, Query], Answer]


class Counting(StrEnum):
    """What counts as one witness."""

    DOCUMENT = "document"
    SOURCE = "source"


By = Annotated[
    Counting,
    typer.Option(metavar="document|source", help="Count documents, or copies of one wire story as one source."),
]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the view that answers it and what that view needs of a dossier.

    Attributes:
        module: Module of `dragoman.views`.
        function: Its function.
        meetings: Whether it needs the meetings.
        guarantors: Whether it needs only statements that name a guarantor.
        parties: Whether it can be asked of one party's statements alone, the others left in the file.
        issues: Whether it can be asked of one issue's statements alone.
        every_source: Whether it needs the sources without statements too.
    """

    module: str
    function: str
    meetings: bool = False
    guarantors: bool = False
    parties: bool = True
    issues: bool = True
    every_source: bool = False


QUESTIONS: Mapping[str, Question] = {
    "table": Question("terms", "terms", parties=False),
    "positions": Question("positions", "positions"),
    "guarantors": Question("guarantors", "guarantors", guarantors=True),
    "timeline": Question("timeline", "timeline", meetings=True),
    "claims": Question("claims", "claims", parties=False),
    "sources": Question("sourcing", "sources", every_source=True),
    "changes": Question("changes", "changes", meetings=True),
    "pledges": Question("pledges", "pledges", parties=False),
    "meetings": Question("meetings", "meetings", meetings=True),
    "figures": Question("figures", "figures", parties=False),
    "disagreements": Question("disagreements", "disagreements"),
}
"""Questions by command.  Where others answer, deny or accept, all parties' statements are needed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed."""

    query: Query
    kept_by: str | None = None
    unjudged: bool = False
    newest: int = 0


def slice_of(question: Question, asked: Asked) -> Slice:
    """Give the part of the dossier that a question needs."""
    query = asked.query
    party = query.party if question.parties else None
    return Slice(
        parties=frozenset({party, fold(party)}) if party else frozenset(),
        issue=query.issue if question.issues else None,
        as_of=query.as_of,
        guarantors=question.guarantors,
        min_confidence=query.min_confidence,
        newest=asked.newest or None,
        meetings=question.meetings,
        every_source=question.every_source or query.as_of is not None,
        moment=moment(asked.kept_by, "--kept-by"),
        judged=not asked.unjudged,
    )


def view_of(question: Question) -> View:
    """Load the view that answers a question."""
    view: View = getattr(importlib.import_module(f"dragoman.views.{question.module}"), question.function)
    return view


def answer(store: Store, question: Question, asked: Asked) -> Answer:
    """Ask a dossier."""
    return view_of(question)(store.holdings(slice_of(question, asked)), asked.query)


def is_followed(store: Store) -> bool:
    """Have groups of statements follow the record, and tell whether they do; a long way is said."""
    if behind(store) > _A_LONG_WAY:
        say("Working out what belongs together in this dossier, once…")
    return bring_up_to_date(store)


_A_LONG_WAY = 2_000
"""Entries that take more than some seconds to follow."""


def left_out(store: Store, question: Question, asked: Asked) -> str | None:
    """Say that older statements were left out, where they were."""
    if not asked.newest:
        return None
    there = store.count(slice_of(question, asked))
    if there <= asked.newest:
        return None
    return (
        f"Only the newest {asked.newest:,} of {there:,} statements were looked at: narrow the question, or ask all"
        " with --newest 0."
    )


def rows_for(store: Store, output: Format) -> int:
    """Give how many rows are printed where nobody says so: what is read on a screen, or 0 for all that there are.

    A table that goes to a program or a spreadsheet is taken to be whole, so it is, as long as that takes seconds.
    """
    return 0 if output in {Format.JSON, Format.CSV} and _is_moderate(store) else ROWS


def _is_moderate(store: Store) -> bool:
    """Tell whether all of a dossier can be looked at within seconds."""
    return store.count(Slice()) <= MANY


def _asked_now(store: Store, name: str, query: Query, rows: int) -> tuple[Answer, str | None]:
    """Ask a dossier, of which the groups are up to date, for so many rows or for all."""
    question = QUESTIONS[name]
    # Sources are numbered by their place among all; no page goes by grades.
    if rows and query.min_grade is None and not (name == "sources" and _is_moderate(store)):
        return ask(store, name, view_of(question), query, rows=rows)
    return view_of(question)(whole(store, slice_of(question, Asked(query))), query), None


def print_answer(found: Answer, output: Format, by: Counting = Counting.DOCUMENT, *, ids: bool = False) -> None:
    """Print an answer; notes go beside the data, not into it."""
    if output is Format.JSON:
        show(to_json(found.model_dump(mode="json")))
        return
    rows = found.to_rows()
    counts = by is Counting.SOURCE and any("independent" in row for row in rows)
    columns = (*found.columns, *(["independent"] if counts else []), *(["record"] if ids else []))
    every = tuple(dict.fromkeys(name for row in rows for name in row)) or columns
    if output is Format.CSV:
        show(to_csv(rows, every))
    elif output is Format.MD:
        show(to_markdown([_dated(row) for row in rows], _with_source(columns)))
    elif rows:
        show(to_cards(rows, columns, width=screen_width(), bold=sys.stdout.isatty()))
    for note in found.notes:
        say(note)
    if not rows:
        say("Nothing in the record answers this.")


def _with_source(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Give the columns with what leads back to the source: quote, outlet, date and document."""
    return tuple(dict.fromkeys((*columns, "quote", "outlet", "date", "document")))


def _dated(row: Mapping[str, Cell]) -> dict[str, Cell]:
    """Give a row whose date is that of the act, or else that of the article."""
    return {**row, "date": row.get("date") or row.get("published")}


def _command(name: str, question: Question) -> None:
    """Make the command of a question."""

    def command(
        dossier: Dossier,
        *,
        as_of: AsOf = None,
        party: Party = None,
        of_issue: OfIssue = None,
        since: Since = None,
        until: Until = None,
        min_confidence: MinConfidence = 0.0,
        min_grade: MinGrade = None,
        by: By = Counting.DOCUMENT,
        kept_by: Kept = None,
        without_judgements: Unjudged = False,
        rows: Rows = None,
        newest: Newest = None,
        ids: Ids = False,
        output: OutputFormat = Format.TEXT,
        wait: Wait = 10.0,
    ) -> None:
        with Store.open(dossier, wait=wait) as store:
            kept = moment(kept_by, "--kept-by")
            query = Query(
                as_of=day(as_of, "--as-of"),
                party=party if without_judgements else as_shown(store, party, kept),
                issue=issue(of_issue),
                min_confidence=min_confidence,
                min_grade=grade(min_grade),
                by="document" if by is Counting.DOCUMENT else "independent source",
            )
            span = {"since": first_day(store, since), "until": last_day(store, until)}
            known = with_copies(store, query, kept)
            query = known.model_copy(update=span)
            shown = rows if rows is not None else rows_for(store, output)
            asked = Asked(query, kept_by, without_judgements, newest if newest is not None else MANY if shown else 0)
            now = newest is None and kept_by is None and not without_judgements
            if now and is_followed(store):
                gc.disable()  # one answer and the process ends: looking for garbage costs more than the answer
                found, note = _asked_now(store, name, query, shown)
            else:
                found, note = answer(store, question, asked), left_out(store, question, asked)
            if shown:
                found, note = cut(found, name, shown, note)
            if party and not found.rows:
                say_who_is_meant(store, party)
            if not found.rows:
                say_if_undated(store, query)
        print_answer(found, output, by, ids=ids)
        if note is not None:
            say(note)

    app.command(name, help=COMMANDS[name].summary)(command)


for _name, _question in QUESTIONS.items():
    _command(_name, _question)
