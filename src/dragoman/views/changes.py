"""Changes: what is new, moved, hardened, softened, reversed or called off between two days."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import StrEnum
from typing import ClassVar

from dragoman.record import Act, ConditionKind, Holdings, Issue, MeetingState, Record
from dragoman.views.counters import countered
from dragoman.views.figures import Figure, matters
from dragoman.views.lines import Hold, Line, Stance, Step, lines
from dragoman.views.measures import is_off_the_table
from dragoman.views.meetings import meetings
from dragoman.views.parties import party_key
from dragoman.views.qualities import moved, qualities, was_so_before
from dragoman.views.query import EVERYTHING, Query, day_of, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import TERM_ACTS, in_order
from dragoman.views.turn_words import Turn
from dragoman.views.turns import turn_told
from dragoman.views.words import hold_opposites

_HOLDS = list(Hold)
_LEAST_SHARED = 2


class ChangeKind(StrEnum):
    """What sort of change it is, weightiest first."""

    REVERSED = "reversed"
    DROPPED = "dropped"
    MOVED = "moved"
    COUNTERED = "countered"
    HARDENED = "hardened"
    SOFTENED = "softened"
    CONDITION = "condition"
    NEW = "new"
    MEETING = "meeting"


class Change(Row):
    """One change, old against new.

    Attributes:
        kind: Reversed (the other side of a point), dropped (a source says so), moved (another number, duration,
            deadline, decision rule or reach), countered (another party's draft has another value), hardened,
            softened, condition (one came or went), new (nothing on the point before), meeting (called off, put
            off, held).
        party: Who changed.
        issue: On what.
        on: Day of the change.
        new: The words now.
        old: The words before; None for what is new.
        old_on: Day of the words before.
        old_witness: The way back to them.
        difference: What differs, in short: `15 year → 20 year`.
    """

    kind: ChangeKind
    party: tuple[str, ...]
    issue: Issue
    on: str | None
    new: str
    old: str | None = None
    old_on: str | None = None
    old_witness: Witness | None = None
    difference: str = ""


class Changes(Result[Change]):
    """Changes, weightiest first, then by day."""

    columns: ClassVar[tuple[str, ...]] = ("kind", "party", "issue", "on", "difference", "old", "new", "outlet")


_TURNS = {
    Turn.DROPPED: ChangeKind.DROPPED,
    Turn.MOVED: ChangeKind.MOVED,
    Turn.HARDENED: ChangeKind.HARDENED,
    Turn.SOFTENED: ChangeKind.SOFTENED,
    Turn.REVERSED: ChangeKind.REVERSED,
}


class _Difference(Record):
    """How one step differs from the one before."""

    kind: ChangeKind
    text: str


def changes(holdings: Holdings, query: Query = EVERYTHING) -> Changes:
    """Give what changed in the span of time that a query names.

    What was said before the span is what changes are held against; rewording alone is no change.
    """
    before_and_within = query.model_copy(update={"since": None})
    asked = narrow(holdings, before_and_within)
    found = lines(asked)
    first_day = min((day for line in found for step in line.steps if (day := step.day)), default=None)
    rows: list[Change] = []
    for line in found:
        rows.extend(row for row in _changes_on(line, first_day) if _falls_within(row.on, query))
    told = {(row.lead.record, row.kind) for row in rows}
    rows.extend(row for row in _figure_changes(asked, query) if (row.lead.record, row.kind) not in told)
    rows.extend(row for row in _counter_changes(asked) if _falls_within(row.on, query))
    rows = _each_once(rows)
    rows.extend(_meeting_changes(holdings, query))
    order = list(ChangeKind)
    rows.sort(key=lambda row: (order.index(row.kind), row.on or "9999", row.lead.document, row.lead.start))
    return Changes(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def _each_once(rows: Sequence[Change]) -> list[Change]:
    """Join rows that tell one change: the same party's, of one kind, in the same words; all their witnesses stay."""
    found: dict[Hashable, Change] = {}
    for row in rows:
        key = (row.kind, party_key(row.party), row.new.casefold())
        first = found.get(key)
        if first is None:
            found[key] = row
        else:
            known = {witness.record for witness in first.evidence}
            more = tuple(witness for witness in row.evidence if witness.record not in known)
            found[key] = first.model_copy(update={"evidence": (*first.evidence, *more)})
    return list(found.values())


def _changes_on(line: Line, first_day: str | None) -> list[Change]:
    """Give the changes along one line; what the very first article says is where things start, not a change."""
    found: list[Change] = []
    first = line.steps[0]
    if first.statement.act in TERM_ACTS and first.day is not None and first.day != first_day:
        found.append(_change(line, first, None, _Difference(kind=ChangeKind.NEW, text="")))
    standing = first
    for place, step in enumerate(line.steps):
        turn = turn_told(step.statement)
        if turn is not None:
            before = next(
                (one for one in reversed(line.steps[:place]) if one.statement.quote != step.statement.quote), None
            )
            found.append(_change(line, step, before, _Difference(kind=_TURNS[turn.turn], text=turn.words)))
    for step in line.steps[1:]:
        if step.statement.act is Act.ANNOUNCE:
            continue
        together = step.day == standing.day and step.statement.sha256 == standing.statement.sha256
        if together and not was_so_before(standing.statement.quote):
            continue
        if not _in_known_order(standing.witness, step.witness):
            if standing.day is None:
                standing = step
            continue
        difference = _difference(standing, step)
        if difference is not None:
            found.append(_change(line, step, standing, difference))
        standing = step
    return found


def _in_known_order(old: Witness, new: Witness) -> bool:
    """Tell whether it is known which of two was said first: in one document, or on days that both have."""
    return old.sha256 == new.sha256 or all(one.date or one.published for one in (old, new))


def _difference(old: Step, new: Step) -> _Difference | None:
    """Tell how a step differs from the one before, weightiest difference first; None for rewording."""
    # A threat says what would follow; on which side of its point it stands, the act does not tell.
    sided = Act.THREATEN not in {old.statement.act, new.statement.act}
    turned = sided and (old.stance is Stance.AGAINST) != (new.stance is Stance.AGAINST)
    # "will not leave" is "will stay": the other side of the opposite is the same side.
    if sided and turned != hold_opposites(old.says.says, new.says.says) and _on_one_thing(old, new):
        return _Difference(kind=ChangeKind.REVERSED, text=f"{old.stance} → {new.stance}")
    if turned:
        return None
    numbers = moved(_measured(old), _measured(new))
    if numbers:
        return _Difference(kind=ChangeKind.MOVED, text=numbers)
    had, has = ({one.kind for one in step.statement.conditions} - {ConditionKind.OTHER} for step in (old, new))
    if had and has and had != has:
        return _Difference(kind=ChangeKind.CONDITION, text=f"{', '.join(sorted(had))} → {', '.join(sorted(has))}")
    strength = _HOLDS.index(new.hold) - _HOLDS.index(old.hold)
    if abs(strength) > 1:
        kind = ChangeKind.HARDENED if strength > 0 else ChangeKind.SOFTENED
        return _Difference(kind=kind, text=f"{old.hold} → {new.hold}")
    return None


def _measured(step: Step) -> dict[str, str]:
    """Give what a step measures; of the quantities in its sentence, those that can be on a table."""
    numbers = step.says.whole.numbers
    if numbers:
        numbers = frozenset(number for number in numbers if not is_off_the_table(step.statement.quote, number))
    return qualities(step.witness.wording, numbers)


def _on_one_thing(old: Step, new: Step) -> bool:
    """Tell whether two steps share enough words for the one to be the other side of the other."""
    return len(old.says.weighed.telling & new.says.weighed.telling) >= _LEAST_SHARED


def _change(line: Line, step: Step, old: Step | None, difference: _Difference) -> Change:
    """Make the row of one change."""
    return Change(
        evidence=(step.witness,),
        kind=difference.kind,
        party=line.party,
        issue=line.issue,
        on=step.day,
        new=step.witness.wording,
        old=old.witness.wording if old else None,
        old_on=old.day if old else None,
        old_witness=old.witness if old else None,
        difference=difference.text,
    )


def _figure_changes(asked: Holdings, query: Query) -> list[Change]:
    """Give the moves of one party from one number to another on one matter, told in words that share nothing else."""
    found: list[Change] = []
    for row in matters(asked):
        standing: dict[tuple[str, ...], Figure] = {}
        for figure in row.figures:
            key = party_key(figure.party)
            old = standing.get(key)
            standing[key] = figure
            if old is None or old.value == figure.value or figure.rule is not None:
                continue
            later = old.on != figure.on or was_so_before(old.witness.quote)
            if later and _in_known_order(old.witness, figure.witness) and _falls_within(figure.on, query):
                found.append(
                    Change(
                        evidence=(figure.witness,),
                        kind=ChangeKind.MOVED,
                        party=figure.party,
                        issue=row.issue,
                        on=figure.on,
                        new=figure.witness.wording,
                        old=old.witness.wording,
                        old_on=old.on,
                        old_witness=old.witness,
                        difference=f"{old.measured} → {figure.measured}",
                    )
                )
    return found


def _counter_changes(asked: Holdings) -> list[Change]:
    """Give what one party puts on a point otherwise than another had done."""
    sources = sources_by_version(asked)
    ordered = [one for one in in_order(asked.statements, sources) if one.act in TERM_ACTS]
    found = []
    for pair in countered(ordered):
        old, new = witness_of(pair.old, sources), witness_of(pair.new, sources)
        if not _in_known_order(old, new):
            continue
        found.append(
            Change(
                evidence=(new,),
                kind=ChangeKind.COUNTERED,
                party=pair.new.parties or ((pair.new.actor,) if pair.new.actor else ()),
                issue=pair.new.issues[0],
                on=new.date or new.published,
                new=new.wording,
                old=old.wording,
                old_on=old.date or old.published,
                old_witness=old,
                difference=pair.difference,
            )
        )
    return found


def _falls_within(day: str | None, query: Query) -> bool:
    """Tell whether a change falls into the span asked about."""
    when = day_of(day)
    if query.since is None and query.until is None:
        return True
    if when is None:
        return False
    return (query.since is None or when >= query.since) and (query.until is None or when <= query.until)


def _meeting_changes(holdings: Holdings, query: Query) -> list[Change]:
    """Give the meetings that were called off, put off or held after they had been planned."""
    if query.issue not in {None, Issue.PROCESS}:
        return []
    found = []
    if query.copy_groups is not None:
        # Statements tell which documents are copies, where nobody has looked; for nothing else are they needed here.
        holdings = holdings.model_copy(update={"statements": ()})
    for row in meetings(holdings, query.model_copy(update={"since": None})).rows:
        turned = row.state in {MeetingState.CANCELLED, MeetingState.POSTPONED} or len(row.states) > 1
        on = row.lead.published
        if turned and _falls_within(on, query):
            old = row.evidence[-1] if len(row.evidence) > 1 else None
            found.append(
                Change(
                    evidence=row.evidence,
                    kind=ChangeKind.MEETING,
                    party=row.participants,
                    issue=Issue.PROCESS,
                    on=on,
                    new=row.lead.wording,
                    old=old.wording if old else None,
                    old_on=old.published if old else None,
                    old_witness=old,
                    difference=" → ".join(row.states),
                )
            )
    return found
