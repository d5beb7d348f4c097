"""Figures on the table: who puts which number on one matter, and when: the gap between stated positions.

A figure is what somebody said, never a limit to which they would go.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from dragoman.record import Act, Holdings, Issue, Record, Statement
from dragoman.views.parties import party_key
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import TERM_ACTS, in_order
from dragoman.views.wording import wording
from dragoman.views.words import signature, written_quantity

_CONDUCT = frozenset({Issue.PROCESS, Issue.HOSTILITIES, Issue.INCIDENT})
"""Numbers on these count meetings, days and shells, not terms."""
_NOT_TERMS = frozenset({"round", "point", "phas", "stag", "country", "stat", "leader", "side", "people", "person"})
_COMPARATIVE = re.compile(
    r"\b(?:longer|shorter|higher|lower|larger|smaller|bigger|fewer|stronger|more than|less than|at least)\b",
    re.IGNORECASE,
)
_NEAR = 600
"""Code points within which "longer" is taken to answer the figure before it in the same article."""


class Figure(Record):
    """One party's number on a matter.

    Attributes:
        party: Whose it is.
        value: The number, or the comparative where only that is given.
        unit: What it counts; empty where the words do not say.
        act: The act in which it is put.
        on: Day of it.
        witness: The article that says so.
        rule: How a comparative was tied to the matter; None for a number.
    """

    party: tuple[str, ...]
    value: str
    unit: str
    act: Act
    on: str | None
    witness: Witness
    rule: str | None = None

    @property
    def measured(self) -> str:
        """The number as people write it; a comparative is the source's own word."""
        return self.value if self.rule is not None else written_quantity(f"{self.value} {self.unit}")


class Figures(Row):
    """The numbers that are put on one matter.

    Attributes:
        issue: The issue.
        unit: What is counted; empty where the words do not say.
        parties: Whose numbers there are.
        values: The numbers in order of day, as `party: value`.
        differ: Whether the parties' latest numbers differ.
        figures: The numbers with their witnesses.
    """

    issue: Issue
    unit: str
    parties: tuple[str, ...]
    values: tuple[str, ...]
    differ: bool
    figures: tuple[Figure, ...]


class FiguresTable(Result[Figures]):
    """Matters on which there is more than one number."""

    columns: ClassVar[tuple[str, ...]] = ("issue", "unit", "values", "differ", "outlet", "date")


def figures(holdings: Holdings, query: Query = EVERYTHING) -> FiguresTable:
    """Give the matters on which several numbers are on the table, with who put each and when."""
    asked = narrow(holdings, query)
    sources = sources_by_version(asked)
    ordered = [
        one
        for one in in_order(asked.statements, sources)
        if one.act in TERM_ACTS and one.issues and one.issues[0] not in _CONDUCT
    ]
    found: dict[tuple[Issue, str], list[Figure]] = defaultdict(list)
    for statement in ordered:
        for value, unit in _quantities(statement):
            found[statement.issues[0], unit].append(_figure(statement, (value, unit), witness_of(statement, sources)))
    for before, statement in _comparatives(ordered):
        value, unit = before
        comparative = _COMPARATIVE.search(wording(statement))
        if comparative is not None:
            figure = _figure(statement, (comparative.group().lower(), unit), witness_of(statement, sources))
            found[statement.issues[0], unit].append(
                figure.model_copy(update={"rule": f"said after {written_quantity(f'{value} {unit}')}"})
            )
    rows = [_row(issue, unit, told) for (issue, unit), told in found.items()]
    kept = [row for row in rows if len(row.figures) > 1]
    kept.sort(key=lambda row: (not row.differ, -len(row.figures), row.issue, row.unit))
    return FiguresTable(rows=counted(kept, holdings, query), notes=left_out(holdings, query))


def _quantities(statement: Statement) -> Iterator[tuple[str, str]]:
    """Give the numbers of a statement as value and unit, durations by their ISO form where the reader gives one."""
    seen: set[tuple[str, str]] = set()
    for number in sorted(signature(statement.content or statement.quote).numbers):
        value, _, unit = number.partition(" ")
        if unit not in _NOT_TERMS and (unit or len(value) > 3):
            seen.add((value, unit))
    if statement.duration is not None:
        iso = re.fullmatch(r"P(\d+)([YMWD])", statement.duration.iso)
        if iso:
            seen.add((iso[1], {"Y": "year", "M": "month", "W": "week", "D": "day"}[iso[2]]))
    yield from sorted(seen)


def _comparatives(ordered: list[Statement]) -> Iterator[tuple[tuple[str, str], Statement]]:
    """Give what only compares ("longer"), with the figure of another party just before it on the same issue."""
    last: dict[tuple[str, Issue], tuple[Statement, tuple[str, str]]] = {}
    for statement in ordered:
        quantities = list(_quantities(statement))
        key = (statement.sha256, statement.issues[0])
        if quantities:
            last[key] = (statement, quantities[0])
            continue
        told = last.get(key)
        if told is None or not _COMPARATIVE.search(wording(statement)):
            continue
        before, quantity = told
        another = party_key(before.parties, before.actor) != party_key(statement.parties, statement.actor)
        if another and 0 <= statement.start - before.end <= _NEAR:
            yield quantity, statement


def _figure(statement: Statement, quantity: tuple[str, str], witness: Witness) -> Figure:
    """Make one party's figure."""
    return Figure(
        party=statement.parties or ((statement.actor,) if statement.actor else ("unnamed",)),
        value=quantity[0],
        unit=quantity[1],
        act=statement.act,
        on=witness.date or witness.published,
        witness=witness,
    )


def _row(issue: Issue, unit: str, told: list[Figure]) -> Figures:
    """Make the row of one matter: each party's each number once, at its first telling."""
    first: dict[tuple[tuple[str, ...], str], Figure] = {}
    for figure in told:
        first.setdefault((party_key(figure.party), figure.value), figure)
    kept = tuple(sorted(first.values(), key=lambda one: (one.on or "9999", one.witness.document, one.witness.start)))
    latest = {party_key(figure.party): figure.value for figure in kept}
    return Figures(
        evidence=tuple(figure.witness for figure in kept),
        issue=issue,
        unit=unit,
        parties=tuple(dict.fromkeys(name for figure in kept for name in figure.party)),
        values=tuple(f"{' and '.join(figure.party)}: {figure.measured}" for figure in kept),
        differ=len(set(latest.values())) > 1,
        figures=kept,
    )
