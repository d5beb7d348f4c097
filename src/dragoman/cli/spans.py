"""Spans of time as people name them: by days, or by the meetings between which they lie."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.cli.terminal import say
from dragoman.dossier import Slice, Store
from dragoman.errors import UsageError
from dragoman.views.query import Query, day_of

SHOWN = 5
"""Meetings that are named where several fit."""


def first_day(store: Store, value: str | None) -> date | None:
    """Give the day on which a span begins: the one that is named, or the one after a meeting.

    Raises:
        UsageError: If it is neither a day nor one meeting.
    """
    if value is None:
        return None
    named = _named(value)
    return named if named is not None else _met_on(store, value, "--since") + timedelta(days=1)


def last_day(store: Store, value: str | None) -> date | None:
    """Give the day with which a span ends: the one that is named, or that of a meeting.

    Raises:
        UsageError: If it is neither a day nor one meeting.
    """
    if value is None:
        return None
    named = _named(value)
    return named if named is not None else _met_on(store, value, "--until")


def say_if_undated(store: Store, query: Query) -> None:
    """Say why a span holds nothing, where no article tells the day on which it was published."""
    if (query.since or query.until) and store.info().first is None:
        say(
            "--since and --until find only what has a day, and no article here tells when it was published."
            " Say it with --published when you add one."
        )


def _named(value: str) -> date | None:
    """Give the day that is named, None where none is."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _met_on(store: Store, words: str, option: str) -> date:
    """Give the day of the one meeting that has all of some words in its name, place, level or participants.

    Raises:
        UsageError: If there is none, or more than one.
    """
    from dragoman.views.meetings import meetings  # noqa: PLC0415 - only where a meeting is named

    rows = meetings(store.holdings(Slice(acts=frozenset(), newest=0))).rows
    wanted = words.casefold().split()
    found: dict[date, str] = {}
    for row in rows:
        told = f"{row.name} {row.level} {row.venue or ''} {' '.join(row.participants)}".casefold()
        day = day_of(row.date)
        if day is not None and all(word in told for word in wanted):
            found.setdefault(day, f"{day}: {row.name}{f' in {row.venue}' if row.venue else ''}")
    if not found or not any(character.isalpha() for character in words):
        raise UsageError(
            f"{words!r} is not a day and no dated meeting is called so",
            item=option,
            remedy="Write a day as 2022-03-29, or words of a meeting as `dragoman meetings` lists it.",
        )
    if len(found) > 1:
        listed = "; ".join(found[day] for day in sorted(found)[:SHOWN])
        raise UsageError(f"{len(found)} meetings fit {words!r}: {listed}", item=option, remedy="Give the day.")
    return next(iter(found))
