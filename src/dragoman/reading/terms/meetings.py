"""The meetings of one document: what several sentences tell of one meeting becomes one record."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.anchors import quote_at
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.guarantors import PartiesIn
from dragoman.reading.terms.meeting_mentions import Mention, mentions
from dragoman.reading.terms.meeting_places import Place
from dragoman.reading.terms.meeting_words import title_ranks
from dragoman.record import Anchor, Meeting, MeetingLevel, MeetingState, digest

_FIRMEST = (
    MeetingState.CANCELLED,
    MeetingState.POSTPONED,
    MeetingState.HELD,
    MeetingState.UNDER_WAY,
    MeetingState.PLANNED,
    MeetingState.POSSIBLE,
)
_PAST = frozenset({MeetingState.HELD, MeetingState.UNDER_WAY})
SURE = 3
"""Points from which two groups of mentions are one meeting."""
MOST = 60
"""Meetings kept of one document; what tells of more is a calendar, and each one is compared with all."""


@dataclass(slots=True)
class _Gathered:
    """The mentions that tell of one meeting."""

    mentions: list[Mention] = field(default_factory=list)

    def date(self) -> Place | None:
        dated = [mention.date for mention in self.mentions if mention.date is not None]
        return max(dated, key=lambda place: (place.settled, len(place.value)), default=None)

    def venue(self) -> Place | None:
        named = [mention.venue for mention in self.mentions if mention.venue is not None]
        return max(named, key=lambda place: len(place.value), default=None)

    def level(self) -> Place | None:
        return next((mention.level for mention in self.mentions if mention.level is not None), None)

    def state(self) -> MeetingState:
        return min((mention.state for mention in self.mentions), key=_FIRMEST.index)

    def participants(self) -> dict[str, Place]:
        named: dict[str, Place] = {}
        for mention in self.mentions:
            for place in mention.participants:
                named.setdefault(place.value, place)
        return named


def read_meetings(context: Context, parties_in: PartiesIn) -> tuple[Meeting, ...]:
    """Give the meetings that a document tells of, in the order in which they are first told.

    Args:
        context: The document, looked through once.
        parties_in: Gives the states and organisations named in a run of characters, with their places.
    """
    gathered: list[_Gathered] = []
    for mention in mentions(context, parties_in, title_ranks(context.words)):
        one = _Gathered([mention])
        best = max(gathered, key=lambda group: _likeness(group, one), default=None)
        if best is not None and _likeness(best, one) > 0:
            best.mentions.append(mention)
        elif len(gathered) < MOST:
            gathered.append(one)
    return tuple(_record(context, group) for group in _joined(gathered) if _tells_enough(group))


def _joined(groups: list[_Gathered]) -> list[_Gathered]:
    """Join groups that turned out to tell of one meeting: "Istanbul", and later "Dolmabahce Palace in Istanbul"."""
    kept: list[_Gathered] = []
    for group in groups:
        best = max(kept, key=lambda other: _likeness(other, group), default=None)
        if best is not None and _likeness(best, group) >= SURE:
            best.mentions += group.mentions
        else:
            kept.append(group)
    return kept


def _tells_enough(group: _Gathered) -> bool:
    """Tell whether a meeting is more than a passing word: a day, a place, or who meets with whom."""
    most = max(mention.told for mention in group.mentions)
    return most >= 2 or group.date() is not None


def _likeness(group: _Gathered, other: _Gathered) -> int:
    """Tell how much speaks for two groups being one meeting; 0 where something speaks against it."""
    if (group.state() in _PAST) != (other.state() in _PAST):
        return 0
    points = 0
    date, other_date, venue, other_venue = group.date(), other.date(), group.venue(), other.venue()
    if date is not None and other_date is not None and date.settled is other_date.settled:
        if not _same_day(date.value, other_date.value):
            return 0
        points += 2
    if venue is not None and other_venue is not None:
        if not _same_place(venue.value, other_venue.value):
            return 0
        points += 2
    level, other_level = group.level(), other.level()
    if level is not None and other_level is not None:
        if level.value != other_level.value:
            return 0
        points += 1
    here, there = set(group.participants()), set(other.participants())
    if len(here) > 1 and len(there) > 1 and not _same_table(here, there, points):
        return 0
    return points + bool(here & there)


def _same_table(here: set[str], there: set[str], points: int) -> bool:
    """Tell whether two circles can be one: one within the other, or overlapping where day or place agree."""
    return bool(here & there) and (points > 1 or here <= there or there <= here)


def _same_place(one: str, other: str) -> bool:
    """Tell whether two venues can be one: the words of one stand in the other."""
    return one in other or other in one


def _same_day(one: str, other: str) -> bool:
    """Tell whether two ISO dates can be the same: equal, or one within the other."""
    if one == other or one.startswith(other) or other.startswith(one):
        return True
    if one.endswith("week") or other.endswith("week"):
        # Not settled: "this week" may hold "Tuesday".
        return True
    for span, day in ((one, other), (other, one)):
        if "/" in span and "/" not in day:
            begin, end = span.split("/")
            if begin <= day <= end:
                return True
    return False


def _record(context: Context, group: _Gathered) -> Meeting:
    """Make the record of a meeting, quoting the sentence that tells most of it."""
    best = max(group.mentions, key=lambda mention: (mention.told, -mention.start))
    date, venue, level, state = group.date(), group.venue(), group.level(), group.state()
    participants = group.participants()
    anchors = [_anchor(context, "name", best.name, value=best.name.value)]
    stated = next(mention for mention in group.mentions if mention.state is state)
    anchors.append(_anchor(context, "state", stated.name, value=state.value))
    for path, place in (("level", level), ("date", date), ("venue", venue)):
        if place is not None:
            anchors.append(_anchor(context, path, place, value=place.value if place.settled else None))
    for number, place in enumerate(participants.values()):
        anchors.append(_anchor(context, f"participants.{number}", place, value=place.value))
    return Meeting(
        id=digest(context.sha256, "meeting", best.start, best.name.start),
        document=context.document,
        sha256=context.sha256,
        start=best.start,
        end=best.end,
        quote=context.text[best.start : best.end],
        name=best.name.value,
        level=MeetingLevel.UNKNOWN if level is None else MeetingLevel(level.value),
        state=state,
        venue=None if venue is None else venue.value,
        date=date.value if date is not None and date.settled else None,
        participants=tuple(participants),
        anchors=tuple(anchors),
    )


def _anchor(context: Context, path: str, place: Place, *, value: str | None = None) -> Anchor:
    """Make the anchor of one of a meeting's values."""
    quote = quote_at(context.text, place.start, place.end)
    return Anchor(
        field=path,
        start=place.start,
        end=place.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        value=value,
        rule=place.rule,
    )
