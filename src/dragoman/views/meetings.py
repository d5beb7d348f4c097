"""Meetings: what articles tell of one meeting is one row, from planned to held or called off."""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar

from dragoman.record import Holdings, Meeting, MeetingLevel, MeetingState, Source
from dragoman.views.parties import fold
from dragoman.views.query import EVERYTHING, Query, day_of, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, witness_of_meeting
from dragoman.views.sourcing import counted

_LATER_STATES = (
    MeetingState.POSSIBLE,
    MeetingState.PLANNED,
    MeetingState.POSTPONED,
    MeetingState.UNDER_WAY,
    MeetingState.CANCELLED,
    MeetingState.HELD,
)
"""When two articles of one day differ, the later of these counts: a meeting that was held had been planned."""


class MeetingRow(Row):
    """One meeting over all articles that tell of it.

    Attributes:
        name: What the articles call it.
        state: Where it stands by the latest article.
        level: Who meets.
        date: Day of it, ISO; None where no article gives it.
        venue: Where.
        participants: Who takes part.
        states: How it was told over time, as `state (day of the article)`.
        series: The meetings that it belongs with: same participants and level.
    """

    name: str
    state: MeetingState
    level: MeetingLevel
    date: str | None
    venue: str | None
    participants: tuple[str, ...]
    states: tuple[str, ...]
    series: str


class Meetings(Result[MeetingRow]):
    """Meetings in order of day; those without a day last."""

    columns: ClassVar[tuple[str, ...]] = ("date", "state", "level", "venue", "participants", "name", "outlet")


def meetings(holdings: Holdings, query: Query = EVERYTHING) -> Meetings:
    """Give the meetings that are told of, each once."""
    asked = narrow(holdings, query)
    sources = sources_by_version(asked)
    ordered = sorted(asked.meetings, key=lambda one: (_told_on(one, sources), one.document, one.start, one.id))
    homes: dict[tuple[str, ...], list[list[Meeting]]] = defaultdict(list)
    for meeting in ordered:
        candidates = homes[_place_in_time(meeting)]
        home = next((found for found in candidates if _is_same(meeting, found)), None)
        if home is None:
            candidates.append([meeting])
        else:
            home.append(meeting)
    rows = [_row(told, sources) for found in homes.values() for told in found]
    if query.party is not None:
        wanted = fold(query.party)
        rows = [row for row in rows if wanted in {fold(name) for name in row.participants}]
    rows.sort(key=lambda row: (row.date or "9999", row.lead.published or "9999", row.lead.start, row.name))
    return Meetings(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def _told_on(meeting: Meeting, sources: dict[str, Source]) -> str:
    """Give the day of the article, sortable."""
    source = sources.get(meeting.sha256)
    return source.published.value if source is not None and source.published is not None else "9999"


def _place_in_time(meeting: Meeting) -> tuple[str, ...]:
    """Give the block in which a meeting can be met again: its day, or its document where no day is given."""
    if day_of(meeting.date) is not None:
        return ("day", str(meeting.date)[:10])
    return ("document", meeting.sha256, meeting.level.value)


def _is_same(meeting: Meeting, told: list[Meeting]) -> bool:
    """Tell whether an article speaks of a meeting that others told of on the same day."""
    first = told[0]
    if MeetingLevel.UNKNOWN not in {meeting.level, first.level} and meeting.level is not first.level:
        return False
    if meeting.venue and first.venue and not _shares_word(meeting.venue, first.venue):
        return False
    ours, theirs = ({fold(name) for name in one.participants} for one in (meeting, first))
    if ours and theirs:
        return bool(ours & theirs)
    return bool(meeting.venue and first.venue) or meeting.start == first.start


def _shares_word(one: str, other: str) -> bool:
    """Tell whether two venues share a word worth the name."""
    return bool({word for word in one.lower().split() if len(word) > 3} & set(other.lower().split()))


def _row(told: list[Meeting], sources: dict[str, Source]) -> MeetingRow:
    """Make one row of what the articles tell of a meeting; the latest counts for its state."""
    latest = max(told, key=lambda one: (_told_on(one, sources), _LATER_STATES.index(one.state)))
    ordered = [latest, *(one for one in told if one is not latest)]
    evidence = tuple(witness_of_meeting(one, sources) for one in ordered)
    participants = tuple(dict.fromkeys(name for one in ordered for name in one.participants))
    level = next((one.level for one in ordered if one.level is not MeetingLevel.UNKNOWN), MeetingLevel.UNKNOWN)
    return MeetingRow(
        evidence=evidence,
        name=latest.name,
        state=latest.state,
        level=level,
        date=next((one.date for one in ordered if one.date), None),
        venue=max((one.venue for one in ordered if one.venue), key=len, default=None),
        participants=participants,
        states=_states(told, sources),
        series=f"{level.value}: {', '.join(sorted(participants))}" if participants else level.value,
    )


def _states(told: list[Meeting], sources: dict[str, Source]) -> tuple[str, ...]:
    """Say how a meeting was told over time, each state once."""
    found: dict[str, str] = {}
    for one in told:
        day = _told_on(one, sources)
        found.setdefault(one.state.value, "date not given" if day == "9999" else day[:10])
    return tuple(f"{state} ({day})" for state, day in found.items())
