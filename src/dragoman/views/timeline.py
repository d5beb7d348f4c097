"""The timeline: meetings and dated acts in order of day."""

from __future__ import annotations

from typing import ClassVar

from dragoman.record import Act, Holdings, Issue
from dragoman.views.meetings import meetings
from dragoman.views.query import EVERYTHING, Query, day_of, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import in_order, terms

_SHOWN = frozenset({Act.ANNOUNCE, Act.ACCEPT, Act.REJECT, Act.AGREE, Act.THREATEN, Act.DENY})


class Event(Row):
    """One dated thing.

    Attributes:
        date: Its day, ISO; None where no article gives it.
        kind: `meeting` or the act.
        who: Who acts or meets.
        what: The source's words, or the meeting with its state.
        issue: What an act is about.
        dated_by: Whether the day is the act's own or only the article's.
    """

    date: str | None
    kind: str
    who: tuple[str, ...]
    what: str
    issue: Issue | None = None
    dated_by: str = "act"


class Timeline(Result[Event]):
    """What happened when."""

    columns: ClassVar[tuple[str, ...]] = ("date", "kind", "who", "what", "issue", "dated_by", "outlet")


def timeline(holdings: Holdings, query: Query = EVERYTHING) -> Timeline:
    """Give meetings and dated acts in order of day; what has no day stands last and says so."""
    asked = narrow(holdings, query)
    sources = sources_by_version(asked)
    rows = [
        Event(
            evidence=row.evidence,
            date=row.date,
            kind="meeting",
            who=row.participants,
            what=f"{row.state.value}: {row.name}" + (f", {row.venue}" if row.venue else ""),
            dated_by="act" if row.date else "not dated",
        )
        for row in meetings(holdings, query).rows
        if query.issue in {None, Issue.PROCESS}
    ]
    seen: set[str] = set()
    for term in terms(holdings, query).rows:
        seen.update(witness.record for witness in term.evidence)
        rows.append(_event(term.evidence, term.status, term.party, term.issue))
    for statement in in_order(asked.statements, sources):
        if statement.act in _SHOWN and statement.id not in seen and statement.issues:
            witness = witness_of(statement, sources)
            rows.append(_event((witness,), statement.act.value, statement.parties, statement.issues[0]))
    rows.sort(key=lambda row: (row.date or "9999", row.lead.document, row.lead.start, row.kind))
    return Timeline(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def _event(evidence: tuple[Witness, ...], kind: str, who: tuple[str, ...], issue: Issue) -> Event:
    """Make the event of an act, dated by its earliest witness."""
    own = sorted(witness.date for witness in evidence if day_of(witness.date) is not None and witness.date)
    published = sorted(witness.published for witness in evidence if witness.published)
    day = own[0] if own else published[0] if published else None
    return Event(
        evidence=evidence,
        date=day,
        kind=kind,
        who=who or ((evidence[0].actor,) if evidence[0].actor else ()),
        what=evidence[0].wording,
        issue=issue,
        dated_by="act" if own else "article" if published else "not dated",
    )
