from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.deals.dates import last_day, parse_period
from dragoman.errors import DealError


@pytest.mark.parametrize(
    ("start", "iso", "last"),
    [
        ("2026-01-06", "P15Y", "2041-01-06"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2024-03-30", "P1M", "2024-04-30"),
        ("2022-03-29", "P3D", "2022-04-01"),
        ("2020-02-29", "P135D", "2020-07-13"),
        ("2020-02-29", "P14M", "2021-04-29"),
        ("2024-01-31", "P1M1D", "2024-03-01"),
        ("2024-12-31", "P2W", "2025-01-14"),
    ],
)
def test_last_day_follows_the_convention_on_time_limits(start: str, iso: str, last: str) -> None:
    assert last_day(dt.date.fromisoformat(start), parse_period(iso)) == dt.date.fromisoformat(last)


@pytest.mark.parametrize("iso", ["", "P", "15Y", "P1.5Y", "PT5H", "P-1D", "P1Y2", "p15y", "P1M1Y"])
def test_what_is_no_length_of_days_is_refused(iso: str) -> None:
    with pytest.raises(DealError):
        parse_period(iso)


def test_term_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(DealError, match="outside the calendar"):
        last_day(dt.date(2026, 1, 1), parse_period("P9000Y"))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 600), st.integers(0, 400))
def test_longer_term_never_ends_earlier(start: dt.date, months: int, days: int) -> None:
    shorter, longer = parse_period(f"P{months}M{days}D"), parse_period(f"P{months + 1}M{days}D")

    assert last_day(start, shorter) <= last_day(start, longer)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 100))
def test_years_are_twelve_months(start: dt.date, years: int) -> None:
    assert last_day(start, parse_period(f"P{years}Y")) == last_day(start, parse_period(f"P{years * 12}M"))
