"""Dates and lengths of time: how many days, months and years reach from one day to another.

The rule is that of the European Convention on the Calculation of Time-Limits (Basel, 16 May 1972),
articles 3 and 4: the day from which a period runs is not counted; a period in months or years ends with
the day of the last month that has the same number, or with that month's last day where it has no such
day; the last day is still inside.  Periods are never rounded and never turned from months into days.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.errors import DealError

_ISO = re.compile(r"P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?")
RULE = "the first day is not counted; months keep the day's number or end with the month; the last day counts"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in whole months and whole days, kept apart."""

    months: int
    days: int

    @property
    def words(self) -> str:
        """The period as it is said: `15 years`, `1 year 6 months`, `60 days`."""
        years, months = divmod(self.months, 12)
        parts = [
            f"{count} {unit}{'' if count == 1 else 's'}"
            for count, unit in ((years, "year"), (months, "month"), (self.days, "day"))
            if count
        ]
        return " ".join(parts) or "0 days"


def parse_period(iso: str) -> Period:
    """Read an ISO 8601 length such as `P15Y`, `P3D`, `P2W` or `P1Y6M`.

    Raises:
        DealError: If it is not one, or has a time part.

    Example:
        >>> parse_period("P1Y6M").words
        '1 year 6 months'
    """
    match = _ISO.fullmatch(iso.strip())
    if match is None or iso.strip() == "P":
        raise DealError(
            f"{iso!r} is not a length of time", remedy="Write it as P15Y, P6M, P2W or P60D (ISO 8601, whole days)."
        )
    years, months, weeks, days = (int(match[part] or 0) for part in ("years", "months", "weeks", "days"))
    return Period(months=years * 12 + months, days=weeks * 7 + days)


def last_day(start: date, period: Period) -> date:
    """Give the last day that still lies inside a period that runs from a day.

    Raises:
        DealError: If the calendar does not reach so far.

    Example:
        >>> last_day(date(2024, 1, 31), parse_period("P1M")).isoformat()
        '2024-02-29'
    """
    months = start.year * 12 + start.month - 1 + period.months
    year, month = divmod(months, 12)
    try:
        day = min(start.day, calendar.monthrange(year, month + 1)[1])
        return date(year, month + 1, day) + timedelta(days=period.days)
    except (ValueError, OverflowError) as error:
        raise DealError(f"{period.words} from {start.isoformat()} lies outside the calendar") from error
