"""Duties, deadlines and expiries on a calendar, with the boundary days said plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dragoman.deals.answers import Basis
from dragoman.deals.dates import RULE, last_day, parse_period
from dragoman.deals.duties import Deadline, Duty, Term
from dragoman.deals.model import Instrument, conditions_of, guarantees_of, norms_of
from dragoman.deals.questions import Supposition
from dragoman.deals.status import basis_of
from dragoman.deals.terms import Stage
from dragoman.deals.wording import action_text, deadline_text, names_of, said_of, step_text, term_text
from dragoman.record import Record


class CalendarEntry(Record):
    """One day and what it is the day of."""

    day: dt.date
    kind: str
    text: str
    ref: str = ""


class Undated(Record):
    """Something that has its time, but no day from which to reckon it."""

    text: str
    why: str
    ref: str = ""


class Timeline(Record):
    """The calendar of an instrument."""

    basis: Basis
    entries: tuple[CalendarEntry, ...]
    undated: tuple[Undated, ...]
    rule: str = RULE


def timeline_of(instrument: Instrument, world: Supposition) -> Timeline:
    """Put an instrument's days on a calendar.

    Args:
        instrument: The instrument.
        world: With `since`, a day of entry into force to reckon from where the instrument has none; with an
            event, its deadlines are reckoned from the world's day.
    """
    found = [*_facts(instrument), *_entry(instrument, world), *_windows(instrument), *_duties(instrument, world)]
    entries = sorted((one for one in found if isinstance(one, CalendarEntry)), key=lambda one: (one.day, one.text))
    undated = tuple(one for one in found if isinstance(one, Undated))
    return Timeline(basis=basis_of(instrument, world.at), entries=tuple(entries), undated=undated)


def _facts(instrument: Instrument) -> Iterator[CalendarEntry]:
    """Give the days that have been: the text's own, the steps of actors, and what was said of facts."""
    if instrument.date is not None:
        yield CalendarEntry(day=instrument.date, kind="text", text=f"{instrument.title}, {instrument.version}")
    for party in instrument.actors.values():
        if party.stage_date is not None and len(party.stage) == 1:
            stage = party.stage[0]
            text = step_text(stage, party.name) if stage is not Stage.NOT_PARTY else f"{party.name} is no party"
            yield CalendarEntry(day=party.stage_date, kind="step", text=text, ref=party.ref)
    for fact in instrument.facts.values():
        if fact.since is not None:
            yield CalendarEntry(day=fact.since, kind="fact", text=fact.text, ref=fact.ref)
        for report, words in zip(fact.reports, said_of(instrument, fact), strict=True):
            day = _day(report.date)
            if day is not None:
                yield CalendarEntry(day=day, kind="claim", text=f"{fact.text}: {words}", ref=fact.ref)


def _day(words: str) -> dt.date | None:
    """Read a whole date, and nothing less."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def _entry(instrument: Instrument, world: Supposition) -> Iterator[CalendarEntry | Undated]:
    """Give entry into force and the instrument's own term."""
    start = world.since or instrument.entry.date
    if start is not None:
        supposed = " (supposed)" if world.since is not None else ""
        yield CalendarEntry(day=start, kind="entry", text=f"entry into force{supposed}", ref=instrument.entry.ref)
    else:
        yield Undated(text="entry into force", why="no day is known", ref=instrument.entry.ref)
    yield from _term(instrument, "the instrument", instrument.entry.term, world)


def _term(
    instrument: Instrument, what: str, term: Term | None, world: Supposition
) -> Iterator[CalendarEntry | Undated]:
    """Give the last day of a term and the first day after it."""
    if term is None:
        return
    start = term.date if term.starts == "date" else world.since or instrument.entry.date
    if term.length in {"indefinite", "unknown"}:
        yield Undated(text=f"term of {what}", why=term_text(term), ref=term.ref)
    elif start is None:
        yield Undated(
            text=f"term of {what}: {term_text(term)}", why="no day of entry into force is known", ref=term.ref
        )
    else:
        last = last_day(start, parse_period(term.length))
        words = f"last day of {what} ({term_text(term)})"
        yield CalendarEntry(day=last, kind="expiry", text=words, ref=term.ref)
        after = last + dt.timedelta(days=1)
        yield CalendarEntry(day=after, kind="expiry", text=f"{what} no longer runs", ref=term.ref)


def _windows(instrument: Instrument) -> Iterator[CalendarEntry]:
    """Give the days on which conditions begin or end to hold."""
    for owner, tree in conditions_of(instrument):
        for node in tree.walk():
            if node.dates is not None and node.dates.since is not None:
                text = f"first day on which {owner} holds"
                yield CalendarEntry(day=node.dates.since, kind="window", text=text, ref=node.ref)
            if node.dates is not None and node.dates.until is not None:
                text = f"last day on which {owner} holds"
                yield CalendarEntry(day=node.dates.until, kind="window", text=text, ref=node.ref)


def _duties(instrument: Instrument, world: Supposition) -> Iterator[CalendarEntry | Undated]:
    """Give deadlines and terms of norms and guarantees."""
    for provision, _, norm in norms_of(instrument):
        who = names_of(instrument, norm.bearer)
        yield from _deadline(instrument, f"{who}: {action_text(norm)}", norm, world, provision.ref)
        yield from _term(instrument, norm.id, norm.term, world)
    for provision, _, guarantee in guarantees_of(instrument):
        yield from _term(instrument, guarantee.id, guarantee.term, world)
        for duty in guarantee.duties:
            yield from _deadline(instrument, f"guarantors: {action_text(duty)}", duty, world, provision.ref)


def _deadline(
    instrument: Instrument, words: str, duty: Duty, world: Supposition, ref: str
) -> Iterator[CalendarEntry | Undated]:
    """Give the last day for a duty."""
    deadline = duty.deadline
    if deadline is None:
        return
    text = f"{words} ({deadline_text(deadline)})"
    start = _start(instrument, deadline, world)
    if deadline.by is not None:
        yield CalendarEntry(day=deadline.by, kind="deadline", text=text, ref=duty.ref or ref)
    elif start is not None and deadline.within is not None:
        day = last_day(start, parse_period(deadline.within))
        yield CalendarEntry(day=day, kind="deadline", text=text, ref=duty.ref or ref)
    else:
        missing = "no event is supposed" if deadline.of == "trigger" else "no day of entry into force is known"
        yield Undated(text=text, why=missing, ref=duty.ref or ref)


def _start(instrument: Instrument, deadline: Deadline, world: Supposition) -> dt.date | None:
    """Give the day from which a deadline runs."""
    if deadline.of == "trigger":
        return world.at if world.event is not None else None
    return world.since or instrument.entry.date
