"""Date expressions to ISO dates, against the day of publication and never by guessing.

A day is `2022-03-29`, a month `2022-03`, a year `2022`, a span of days `2026-01-03/2026-01-04`.  Each comes
with the rule that gave it.  "Tuesday" in an article of a Tuesday is that very day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.reading.terms.calendar_words import DateKind, Expression

DAYS_BACK = 6
"""A weekday that many days back is as likely the day after publication; it stays unresolved."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An ISO date, interval or part of one, and how it was reached."""

    iso: str
    rule: str


def resolve(expression: Expression, published: date | None, *, ahead: bool) -> Resolved | None:
    """Resolve a date expression.

    Args:
        expression: What the text says.
        published: The day of publication, where it is known.
        ahead: Whether the words around it speak of what is still to come.

    Returns:
        The date, or None where the text and the day of publication do not settle it.
    """
    if expression.kind is DateKind.DAY:
        return _day(expression, published, ahead=ahead)
    if expression.kind is DateKind.YEAR:
        return Resolved(f"{expression.year:04d}", _with_part("year named", expression.part))
    if expression.kind is DateKind.MONTH:
        return _month(expression, published, ahead=ahead)
    return None if published is None else _near(expression, published, ahead=ahead)


def _near(expression: Expression, published: date, *, ahead: bool) -> Resolved | None:
    """Resolve what only the day of publication can settle."""
    if expression.kind is DateKind.WEEKDAY:
        return _weekday(expression, published, ahead=ahead)
    if expression.kind is DateKind.WEEKEND:
        return _weekend(expression, published, ahead=ahead)
    return _period(expression, published) if expression.kind is DateKind.PERIOD else _shifted(expression, published)


def _day(expression: Expression, published: date | None, *, ahead: bool) -> Resolved | None:
    """Resolve a day of a month; without a year, the nearest such day that the tense allows."""
    month, day = expression.month or 1, expression.day or 1
    if expression.year is not None:
        found = _made(expression.year, month, day)
        return None if found is None else Resolved(found.isoformat(), "full date named")
    if published is None:
        return None
    near = [made for year in (-1, 0, 1) if (made := _made(published.year + year, month, day)) is not None]
    if expression.weekday is not None:
        near = [made for made in near if made.weekday() == expression.weekday] or near
    # A day up to a week on the other side of publication is more likely than one a year away.
    allowed = [
        made for made in near
        if (made >= published - timedelta(days=7) if ahead else made <= published + timedelta(days=1))
    ]  # fmt: skip
    if not allowed:
        return None
    best = min(allowed, key=lambda made: (abs((made - published).days), made))
    return Resolved(best.isoformat(), "year from the day of publication")


def _made(year: int, month: int, day: int) -> date | None:
    """Make a date; None for the 30th of February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(expression: Expression, published: date | None, *, ahead: bool) -> Resolved | None:
    """Resolve a month; without a year, the last one gone by or the next to come."""
    month = expression.month or 1
    if expression.year is not None:
        return Resolved(f"{expression.year:04d}-{month:02d}", _with_part("month and year named", expression.part))
    if published is None:
        return None
    year = published.year
    if ahead or expression.turn == "next":
        year += month < published.month or (expression.turn == "next" and month == published.month)
    else:
        year -= month > published.month or (expression.turn == "last" and month == published.month)
    return Resolved(f"{year:04d}-{month:02d}", _with_part("year from the day of publication", expression.part))


def _weekday(expression: Expression, published: date, *, ahead: bool) -> Resolved | None:
    """Resolve a weekday: the day of publication itself, else the nearest in the direction of the tense."""
    wanted = expression.weekday or 0
    back = (published.weekday() - wanted) % 7
    forth = (wanted - published.weekday()) % 7
    if expression.turn == "next":
        return Resolved((published + timedelta(days=forth or 7)).isoformat(), "weekday after publication")
    if expression.turn in {"coming", "following"} or (ahead and expression.turn not in {"last", "past", "previous"}):
        return Resolved((published + timedelta(days=forth)).isoformat(), "weekday on or after publication")
    if expression.turn in {"last", "past", "previous"}:
        return Resolved((published - timedelta(days=back or 7)).isoformat(), "weekday before publication")
    if back == DAYS_BACK:
        # "said Saturday" in an article dated Friday: nearly a week ago, or the article was touched up a day later.
        return None
    return Resolved((published - timedelta(days=back)).isoformat(), "weekday on or before publication")


def _weekend(expression: Expression, published: date, *, ahead: bool) -> Resolved:
    """Resolve a weekend, as the interval of its two days."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if ahead and published.weekday() < 5:
        saturday += timedelta(days=7)
    if expression.turn == "next":
        saturday = published + timedelta(days=(5 - published.weekday()) % 7 + (7 if published.weekday() >= 5 else 0))
    if expression.turn == "last" and published.weekday() >= 5:
        saturday -= timedelta(days=7)
    sunday = saturday + timedelta(days=1)
    rule = "weekend after publication" if saturday > published else "weekend on or before publication"
    return Resolved(f"{saturday.isoformat()}/{sunday.isoformat()}", rule)


def _period(expression: Expression, published: date) -> Resolved | None:
    """Resolve "last month", "this year", "earlier this week"."""
    if expression.unit == "W":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=expression.shift)
        first, last = monday, monday + timedelta(days=6)
        if expression.part == "earlier":
            if published == monday:
                return None
            last = published - timedelta(days=1)
        if expression.part == "later":
            first = published
        iso = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return Resolved(iso, "week counted from publication")
    if expression.unit == "M":
        year, month = _months_on(published, expression.shift)
        return Resolved(f"{year:04d}-{month:02d}", _with_part("month counted from publication", expression.part))
    if expression.unit == "Y":
        year = published.year + expression.shift
        if expression.part == "end":
            return Resolved(f"{year:04d}-12", "end of the year counted from publication")
        return Resolved(f"{year:04d}", _with_part("year counted from publication", expression.part))
    return None


def _shifted(expression: Expression, published: date) -> Resolved | None:
    """Resolve "yesterday", "three weeks ago": to the day for days and weeks, else to the month or year."""
    shift = expression.shift
    try:
        if expression.unit in {"D", "W"}:
            days = shift * (7 if expression.unit == "W" else 1)
            rule = "day counted from publication" if expression.unit == "D" else "weeks counted from publication"
            return Resolved((published + timedelta(days=days)).isoformat(), rule)
        if expression.unit == "M":
            year, month = _months_on(published, shift)
            return Resolved(f"{year:04d}-{month:02d}", "months counted from publication") if year > 0 else None
        year = published.year + shift
        return Resolved(f"{year:04d}", "years counted from publication") if year > 0 else None
    except OverflowError:
        return None


def _months_on(published: date, shift: int) -> tuple[int, int]:
    """Give the year and month a number of months away."""
    months = published.year * 12 + published.month - 1 + shift
    return months // 12, months % 12 + 1


def _with_part(rule: str, part: str) -> str:
    """Add to a rule that only part of the period is meant."""
    return f"{rule}, {part} of it" if part else rule


def last_day(iso: str) -> str:
    """Give the last day that an ISO date, month, year or interval covers."""
    end = iso.rsplit("/", maxsplit=1)[-1]
    if len(end) == 7:
        return f"{end}-{monthrange(int(end[:4]), int(end[5:]))[1]:02d}"
    return f"{end}-12-31" if len(end) == 4 else end
