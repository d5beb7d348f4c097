"""Figures on the table: who puts which number on one matter, and when: the gap between stated positions.

A figure is what somebody said, never a limit to which they would go.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from dragoman.record import Act, Holdings, Issue, Record, Statement
from dragoman.views.gist import said
from dragoman.views.measures import CONDUCT, MERE_UNITS, OF_TIME, Measure, measures_of
from dragoman.views.parties import fold, party_key
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import TERM_ACTS, in_order
from dragoman.views.wording import wording
from dragoman.views.words import NAME_LENGTH, number_of, stem, written_quantity, written_unit

_COMPARATIVE = re.compile(
    r"\b(?:longer|shorter|higher|lower|larger|smaller|bigger|fewer|stronger|more than|less than|at least)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+")
_MARKS = ".,;:!?()“”\"‘’'"
_NEAR = 600
"""Code points within which "longer" is taken to answer the figure before it in the same article."""


class Figure(Record):
    """One party's number on a matter.

    Attributes:
        party: Whose it is.
        value: The number, or the comparative where only that is given.
        unit: What it counts, as a stem; empty where the words do not say.
        words: The number with what it counts, as the source writes it; empty where they do not stand together.
        act: The act in which it is put.
        on: Day of it.
        witness: The article that says so.
        rule: How a comparative was tied to the matter; None for a number.
    """

    party: tuple[str, ...]
    value: str
    unit: str
    words: str = ""
    act: Act
    on: str | None
    witness: Witness
    rule: str | None = None

    @property
    def shown(self) -> str:
        """The source's own words where they can be told, else the number as people write it."""
        return self.words or self.measured

    @property
    def measured(self) -> str:
        """The number as people write it, so that two can be compared; a comparative is the source's own word."""
        return self.value if self.rule is not None else written_quantity(f"{self.value} {self.unit}")


class Figures(Row):
    """The numbers that are put on one matter.

    Attributes:
        issue: The issue.
        unit: What is counted; empty where the words do not say.
        parties: Whose numbers there are.
        values: The numbers in order of day, as `party: value`, in the sources' words.
        differ: Whether the parties' latest numbers differ.
        stand: That in words: they differ, they agree now, or one party has moved.
        figures: The numbers with their witnesses.
    """

    issue: Issue
    unit: str
    parties: tuple[str, ...]
    values: tuple[str, ...]
    differ: bool
    stand: str
    figures: tuple[Figure, ...]


class FiguresTable(Result[Figures]):
    """Matters on which there is more than one number."""

    columns: ClassVar[tuple[str, ...]] = ("issue", "unit", "stand", "values", "outlet", "date")


def figures(holdings: Holdings, query: Query = EVERYTHING) -> FiguresTable:
    """Give the matters on which several numbers are on the table, with who put each and when."""
    kept = matters(narrow(holdings, query))
    return FiguresTable(rows=counted(kept, holdings, query), notes=left_out(holdings, query))


def matters(asked: Holdings) -> list[Figures]:
    """Give the rows of the answer for a record that is narrowed already, sources not yet counted."""
    sources = sources_by_version(asked)
    ordered = [
        one
        for one in in_order(asked.statements, sources)
        if one.act in TERM_ACTS and one.issues and one.issues[0] not in CONDUCT
    ]
    found: dict[tuple[Issue, str], list[_Matter]] = defaultdict(list)
    measured = [(statement, measures_of(statement)) for statement in ordered]
    for statement, told_here in measured:
        for measure in told_here:
            figure = _figure(statement, (measure.value, measure.unit), witness_of(statement, sources))
            _put(found[statement.issues[0], measure.unit], figure, measure, _subject(statement, measure))
    for (value, unit), told, statement, comparative in _comparatives(measured):
        figure = _figure(statement, (comparative, unit), witness_of(statement, sources))
        figure = figure.model_copy(update={"rule": f"said after {written_quantity(f'{value} {unit}')}"})
        bare = Measure(value, unit)
        _put(found[statement.issues[0], unit], figure, bare, _subject(told, bare))
    rows = [_row(issue, unit, matter.told) for (issue, unit), put in found.items() for matter in put]
    kept = [row for row in rows if len({figure.value for figure in row.figures}) > 1]
    kept.sort(key=lambda row: (not row.differ, -len(row.figures), row.issue, row.unit, row.lead.document))
    return kept


@dataclass(slots=True)
class _Matter:
    """One matter on which numbers are put: what is counted or lasts, in the words that go with it."""

    of: str
    subject: set[str]
    told: list[Figure] = field(default_factory=list)
    statements: set[str] = field(default_factory=set)


def _put(there: list[_Matter], figure: Figure, measure: Measure, subject: frozenset[str]) -> None:
    """Put a number to the matter with which it shares most words, else to a new one; bare numbers go with any.

    How long something lasts is told in many words, so a party's own spans of time on an issue go together without.
    Two numbers of one statement are two matters, unless it says itself that the one takes the other's place.
    """
    open_to = [one for one in there if _may_hold(one, figure, measure)]
    near = [one for one in open_to if not subject or not one.subject or subject & one.subject]
    if not near and measure.unit in OF_TIME:
        own = party_key(figure.party)
        near = [one for one in open_to if any(party_key(told.party) == own for told in one.told)]
    if not near:
        near = [_Matter(measure.of, set())]
        there.append(near[0])
    home = max(near, key=lambda one: len(subject & one.subject))
    home.of = home.of or measure.of
    home.subject |= subject
    home.told.append(figure)
    home.statements.add(figure.witness.record)


def _may_hold(matter: _Matter, figure: Figure, measure: Measure) -> bool:
    """Tell whether a number may be one of a matter: of the same thing, and not beside it in the same statement."""
    if matter.of and measure.of and matter.of != measure.of:
        return False
    return measure.moved or figure.witness.record not in matter.statements


def _subject(statement: Statement, measure: Measure) -> frozenset[str]:
    """Give the stems that say what a number is about: names tell whose it is, and the unit is known."""
    says = said(statement).says
    words = (word.strip(_MARKS) for word in statement.quote.lower().split())
    capitals = {stem(word)[:NAME_LENGTH] for word in words if fold(word) != word}
    told = measure.near or frozenset(word for word in says.telling if not word.startswith("#"))
    return told - says.names - capitals - MERE_UNITS - {measure.unit}


_Compared: TypeAlias = tuple[tuple[str, str], Statement, Statement, str]
"""A number, the statement that puts it, the one that only compares with it, and the comparative."""


def _comparatives(ordered: Sequence[tuple[Statement, Sequence[Measure]]]) -> Iterator[_Compared]:
    """Give what only compares ("longer"), with the figure of another party just before it on the same issue."""
    last: dict[tuple[str, Issue], tuple[Statement, tuple[str, str]]] = {}
    for statement, told_here in ordered:
        key = (statement.sha256, statement.issues[0])
        if told_here:
            last[key] = (statement, (told_here[0].value, told_here[0].unit))
            continue
        told = last.get(key)
        comparative = _COMPARATIVE.search(wording(statement)) if told is not None else None
        if told is None or comparative is None:
            continue
        before, quantity = told
        another = party_key(before.parties, before.actor) != party_key(statement.parties, statement.actor)
        if another and 0 <= statement.start - before.end <= _NEAR:
            yield quantity, before, statement, comparative.group().lower()


def _figure(statement: Statement, quantity: tuple[str, str], witness: Witness) -> Figure:
    """Make one party's figure."""
    return Figure(
        party=statement.parties or ((statement.actor,) if statement.actor else ("unnamed",)),
        value=quantity[0],
        unit=quantity[1],
        words=_as_written(statement, *quantity),
        act=statement.act,
        on=witness.date or witness.published,
        witness=witness,
    )


def _as_written(statement: Statement, value: str, unit: str) -> str:
    """Give a number with what it counts as the source writes it: a slice of the quote; empty where there is none."""
    quote = statement.quote
    words = list(_WORD.finditer(quote))
    for place, word in enumerate(words):
        if number_of(word.group()) != value:
            continue
        if not unit:
            return word.group()
        counted = next((one for one in words[place + 1 : place + 4] if stem(one.group().lower()) == unit), None)
        if counted is not None:
            slice_ = quote[word.start() : counted.end()]
            return slice_ if slice_.count("(") == slice_.count(")") else ""
    return ""


def _row(issue: Issue, unit: str, told: list[Figure]) -> Figures:
    """Make the row of one matter: each party's each number once, at its first telling."""
    first: dict[tuple[tuple[str, ...], str], Figure] = {}
    for figure in told:
        first.setdefault((party_key(figure.party), figure.value), figure)
    kept = tuple(sorted(first.values(), key=lambda one: (one.on or "9999", one.witness.document, one.witness.start)))
    latest = {party_key(figure.party): figure.value for figure in kept}
    differ = len(set(latest.values())) > 1
    return Figures(
        evidence=tuple(figure.witness for figure in kept),
        issue=issue,
        unit=written_unit(unit),
        parties=tuple(dict.fromkeys(name for figure in kept for name in figure.party)),
        values=tuple(f"{' and '.join(figure.party)}: {figure.shown}" for figure in kept),
        differ=differ,
        stand="they differ" if differ else "they agree now" if len(latest) > 1 else "moved",
        figures=kept,
    )
