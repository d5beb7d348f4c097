"""Positions: where each party stands on each issue, in its own words, and when that was last confirmed."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from dragoman.record import Act, Holdings, Issue, Modality, Statement
from dragoman.views.lines import Hold, Line, Stance, is_taken_up, lines
from dragoman.views.parties import party_key
from dragoman.views.query import EVERYTHING, Query, left_out, narrow
from dragoman.views.results import Result, Row
from dragoman.views.sourcing import counted
from dragoman.views.stances import AGAINST, UNCLEAR, side_on


class Position(Row):
    """One party's stand on one point of one issue.

    Attributes:
        party: Who stands there.
        issue: On what.
        stance: On the issue, by the act and the words: for, against, conditional, open, or unclear.
        firmness: How firmly it is held: red line, firm, preference, open.
        act: The act that shows it.
        wording: The source's words.
        first: Day on which it was first told.
        last_confirmed: Latest day on which an article tells it.
        told: How many times it is told; how many independent sources tell it, where those are counted.
    """

    party: tuple[str, ...]
    issue: Issue
    stance: Stance
    firmness: Hold
    act: Act
    wording: str
    first: str | None
    last_confirmed: str | None
    told: int


class Positions(Result[Position]):
    """Who stands where: parties by weight, issues by weight within a party."""

    columns: ClassVar[tuple[str, ...]] = (
        "party",
        "issue",
        "stance",
        "firmness",
        "wording",
        "last_confirmed",
        "told",
        "outlet",
    )


def positions(holdings: Holdings, query: Query = EVERYTHING) -> Positions:
    """Give each party's latest stand on each point that it speaks to."""
    rows = list(counted((_row(line) for line in lines(narrow(holdings, query))), holdings, query))
    if query.by == "independent source":
        rows = [row.model_copy(update={"told": row.independent}) for row in rows]
    by_party: Counter[tuple[str, ...]] = Counter()
    by_issue: Counter[tuple[tuple[str, ...], Issue]] = Counter()
    for row in rows:
        by_party[party_key(row.party)] += row.told
        by_issue[party_key(row.party), row.issue] += row.told
    rows.sort(
        key=lambda row: (
            -by_party[party_key(row.party)],
            party_key(row.party),
            -by_issue[party_key(row.party), row.issue],
            row.issue,
            row.last_confirmed or "9999",
            row.lead.start,
        )
    )
    return Positions(rows=tuple(rows), notes=left_out(holdings, query))


def _row(line: Line) -> Position:
    """Make the row of a line: its last step is the position."""
    last_day = line.steps[-1].day
    latest = [step for step in line.steps if step.day == last_day]
    shown = max(latest, key=lambda step: (list(Hold).index(step.hold), len(step.says.says.stems), -step.witness.start))
    days = sorted(step.day for step in line.steps if step.day)
    rest = tuple(step.witness for step in line.steps if step is not shown)
    return Position(
        evidence=(shown.witness, *rest),
        party=line.party,
        issue=line.issue,
        stance=stance_on(line.issue, shown.statement),
        firmness=shown.hold,
        act=shown.statement.act,
        wording=shown.witness.wording,
        first=days[0] if days else None,
        last_confirmed=days[-1] if days else None,
        told=len(line.steps),
    )


def stance_on(issue: Issue, statement: Statement) -> Stance:
    """Tell where a statement stands on an issue: its side, and whether that is held under a condition or left open."""
    if statement.act in {Act.ACCEPT, Act.AGREE} and not is_taken_up(statement.act, statement.quote):
        return Stance.AGAINST
    side = side_on(issue, statement)
    if side == UNCLEAR:
        return Stance.UNCLEAR
    if statement.act is not Act.THREATEN and (statement.conditions or statement.modality is Modality.CONDITIONAL):
        return Stance.CONDITIONAL
    if side == AGAINST:
        return Stance.AGAINST
    if statement.modality in {Modality.HEDGED, Modality.HYPOTHETICAL} and statement.act is not Act.DEMAND:
        return Stance.OPEN
    return Stance.FOR
