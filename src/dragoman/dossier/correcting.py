"""Which fields of a statement a judgement may correct, and how the right value is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dragoman.anchors import find_all
from dragoman.errors import UsageError
from dragoman.record import Act, Issue, Modality, Statement

RATINGS = ("not due", "due", "kept", "kept in part", "late", "broken")
"""How a pledge may be rated."""

GRADES = ("A", "B", "C", "D", "E", "F")
"""How a source may be graded, from reliable to cannot be judged."""

E = TypeVar("E", bound=StrEnum)

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def corrected_value(statement: Statement, field: str, value: str) -> object:
    """Read the right value of a field, and hold words that must be the source's own against the quote.

    Raises:
        UsageError: If the field cannot be corrected or the value does not fit it.
    """
    reader = CORRECTABLE.get(field)
    if reader is None:
        raise UsageError(
            f"{field!r} is no field that can be corrected",
            item=statement.id,
            remedy=f"Choose: {', '.join(CORRECTABLE)}.",
        )
    if field in {"content", "in_exchange_for"} and value and not find_all(statement.quote, value):
        raise UsageError(
            f"the words {value[:60]!r} do not stand in the quote",
            item=statement.id,
            remedy="Give the source's own words.",
        )
    return reader(value)


def _text(value: str) -> str | None:
    """Give a text, None for an empty one."""
    return value.strip() or None


def _words(value: str) -> str:
    """Give words that may not be missing.

    Raises:
        UsageError: If there are none.
    """
    if not value.strip():
        raise UsageError("the value is empty", remedy="Give the words.")
    return value.strip()


def _names(value: str) -> tuple[str, ...]:
    """Give names that are written with commas between them."""
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _issues(value: str) -> tuple[Issue, ...]:
    """Give issues that are written with commas between them."""
    return tuple(_member(Issue, name) for name in _names(value))


def _day(value: str) -> str | None:
    """Give a day, a month or a year as ISO 8601, None for an empty text.

    Raises:
        UsageError: If it is none of these.
    """
    text = value.strip()
    if not text:
        return None
    remedy = "Write it as 2022-03-29, 2022-03 or 2022."
    if not _DAY.fullmatch(text):
        raise UsageError(f"{value!r} is not a day", remedy=remedy)
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise UsageError(f"{value!r} is not in the calendar", remedy=remedy) from None
    return text


def _flag(value: str) -> bool:
    """Give yes or no.

    Raises:
        UsageError: If it is neither.
    """
    if value.strip().lower() not in {"yes", "no", "true", "false"}:
        raise UsageError(f"{value!r} is neither yes nor no", remedy="Write yes or no.")
    return value.strip().lower() in {"yes", "true"}


def _member(kind: type[E], value: str) -> E:
    """Give a word of the vocabulary.

    Raises:
        UsageError: If it is not one.
    """
    try:
        return kind(value.strip())
    except ValueError:
        raise UsageError(f"{value!r} is no {kind.__name__.lower()}", remedy=f"Choose: {', '.join(kind)}.") from None


CORRECTABLE: Mapping[str, Callable[[str], object]] = {
    "actor": _text,
    "parties": _names,
    "source": _text,
    "addressee": _text,
    "act": lambda value: _member(Act, value),
    "issues": _issues,
    "content": _words,
    "guarantors": _names,
    "in_exchange_for": _text,
    "date": _day,
    "quoted": _flag,
    "modality": lambda value: _member(Modality, value),
}
"""Field to the reader of its value."""
