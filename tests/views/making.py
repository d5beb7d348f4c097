"""Statements, meetings and holdings for tests of views, made of words written for the tests."""

from __future__ import annotations

from typing import Any

from dragoman.record import (
    Act,
    Condition,
    ConditionKind,
    Duration,
    Holdings,
    Issue,
    Meeting,
    MeetingLevel,
    MeetingState,
    Source,
    Stated,
    Statement,
    digest,
)


def source(name: str = "a.txt", *, day: str | None = "2031-05-02", outlet: str | None = None, **fields: Any) -> Source:
    """Make a source; its digest is its name."""
    return Source(
        sha256=name,
        address=name,
        characters=10_000,
        published=Stated(value=day, rule="test") if day else None,
        outlet=Stated(value=outlet, rule="test") if outlet else None,
        **fields,
    )


def statement(
    party: str | tuple[str, ...],
    act: Act,
    quote: str,
    *issues: Issue,
    at: int = 0,
    document: str = "a.txt",
    **fields: Any,
) -> Statement:
    """Make a statement; the actor is the party unless given."""
    parties = (party,) if isinstance(party, str) else party
    actor = fields.pop("actor", " and ".join(parties) or None)
    return Statement(
        id=digest(document, at, quote, act, *parties),
        document=document,
        sha256=document,
        start=at,
        end=at + len(quote),
        quote=quote,
        actor=actor,
        parties=parties,
        act=act,
        issues=issues or (Issue.TERRITORY,),
        content=fields.pop("content", quote),
        **fields,
    )


def condition(text: str, kind: ConditionKind = ConditionKind.OTHER) -> Condition:
    """Make a condition."""
    return Condition(text=text, kind=kind, start=0, end=len(text))


def years(count: int) -> Duration:
    """Make a duration in years."""
    text = f"{count} years"
    return Duration(iso=f"P{count}Y", text=text, start=0, end=len(text))


def meeting(
    state: MeetingState, *, day: str | None = "2031-05-04", document: str = "a.txt", at: int = 0, **fields: Any
) -> Meeting:
    """Make a meeting of Arland and Borduria in Port Sella."""
    quote = fields.pop("quote", f"The delegations: {state.value}.")
    return Meeting(
        id=digest("meeting", document, at, state),
        document=document,
        sha256=document,
        start=at,
        end=at + len(quote),
        quote=quote,
        name=fields.pop("name", "talks in Port Sella"),
        level=fields.pop("level", MeetingLevel.DELEGATIONS),
        state=state,
        venue=fields.pop("venue", "Port Sella"),
        date=day,
        participants=fields.pop("participants", ("Arland", "Borduria")),
    )


def holdings(*records: Statement | Meeting, sources: tuple[Source, ...] = (), **fields: Any) -> Holdings:
    """Make holdings of records; sources that are not given are made."""
    known = {one.sha256: one for one in sources}
    for record in records:
        known.setdefault(record.sha256, source(record.sha256))
    return Holdings(
        name="test",
        sources=tuple(known.values()),
        statements=tuple(one for one in records if isinstance(one, Statement)),
        meetings=tuple(one for one in records if isinstance(one, Meeting)),
        **fields,
    )
