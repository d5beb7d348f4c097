"""Date expressions in a text, not yet resolved: what is said, where, and how exactly.

`Tuesday`, `Feb. 24`, `8 August 2024`, `last week`, `two days ago`, `mid-March`, `the end of the year`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dragoman.reading.terms.durations import UNIT_WORDS
from dragoman.reading.terms.figures import figure_at
from dragoman.reading.terms.lexicon import MONTHS, WEEKDAYS, bag
from dragoman.reading.terms.words import Words


class DateKind(StrEnum):
    """What sort of date expression stands there."""

    WEEKDAY = "weekday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RELATIVE_DAY = "relative day"
    AGO = "ago"
    WEEKEND = "weekend"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression.

    Attributes:
        kind: What sort it is.
        first: First token.
        stop: Token after the last.
        weekday: 0 for Monday, where a weekday is named.
        year: The year, where it is said.
        month: The month, where it is said.
        day: The day of the month, where it is said.
        shift: Days, weeks, months or years away from the day of publication, by `unit`.
        unit: `D`, `W`, `M` or `Y`.
        part: `early`, `mid`, `late`, `start`, `end`, `earlier`, where only part of a period is meant.
        turn: `last`, `next`, `this`, where it stands before.
    """

    kind: DateKind
    first: int
    stop: int
    weekday: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int = 0
    unit: str = ""
    part: str = ""
    turn: str = ""


_MONTH_LINKS = bag("in since until till through by last next this of early late from during before after")
_SHORT_MONTHS = bag("jan feb mar apr jun jul aug sep sept oct nov dec")
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_TURNS = bag("last next this past coming previous following")
_PARTS = {
    "early": "early", "late": "late", "mid": "mid", "beginning": "start", "start": "start", "end": "end",
    "middle": "mid", "earlier": "earlier", "later": "later",
}  # fmt: skip
_PERIODS = {"week": "W", "month": "M", "year": "Y", "summer": "", "day": "D"}
_SHORT_DAYS = bag("mon tue tues wed weds thu thur thurs fri sat sun")


def date_expressions(words: Words, first: int, stop: int) -> list[Expression]:
    """Give the date expressions in a run of tokens, in order, none inside another."""
    found: list[Expression] = []
    index = first
    low = words.low
    while index < stop:
        word = low[index]
        reader = _digits if word[0].isdecimal() else _READERS.get(word)
        expression = None if reader is None else reader(words, index, first)
        if expression is None:
            index += 1
            continue
        if found and found[-1].stop > expression.first:
            found.pop()
        found.append(expression)
        index = max(expression.stop, index + 1)
    return found


def _named_day(words: Words, index: int, _first: int) -> Expression:
    """Read "today", "yesterday", "tomorrow"."""
    return Expression(DateKind.RELATIVE_DAY, index, index + 1, shift=_DAYS[words.low[index]], unit="D")


def _weekend(words: Words, index: int, first: int) -> Expression:
    """Read "weekend" and the turn before it."""
    turn = words.low[index - 1] if index > first and words.low[index - 1] in _TURNS else ""
    return Expression(DateKind.WEEKEND, index, index + 1, turn=turn)


def _weekday(words: Words, index: int, first: int) -> Expression | None:
    """Read a weekday and the turn before it."""
    word = words.low[index]
    if not words.capital(index) or (word in _SHORT_DAYS and words.get(index + 1) not in {".", ","}):
        return None
    turn = words.low[index - 1] if index > first and words.low[index - 1] in _TURNS else ""
    return Expression(DateKind.WEEKDAY, index, index + 1, weekday=WEEKDAYS[word], turn=turn)


def _month(words: Words, index: int, first: int) -> Expression | None:
    """Read a month with the day and the year around it: "Feb. 24", "8 August 2024", "mid-March"."""
    word = words.low[index]
    if not words.capital(index):
        return None
    month = MONTHS[word]
    after = index + 1
    if word in _SHORT_MONTHS and words.get(after) == ".":
        after += 1
    day, start = _day_before(words, index, first)
    if day is None:
        day, after = _day_after(words, after)
    elif word in {"mar", "may"} and day is None:
        return None
    year, after = _year_after(words, after)
    if day is None and year is None and not _is_month(words, index, first):
        return None
    part, start = _part_before(words, start, first) if day is None else ("", start)
    turn = words.low[start - 1] if start > first and words.low[start - 1] in _TURNS else ""
    kind = DateKind.MONTH if day is None else DateKind.DAY
    weekday = _weekday_before(words, start, first)
    return Expression(
        kind, start if weekday is None else weekday[1], after,
        weekday=None if weekday is None else weekday[0], year=year, month=month, day=day, part=part, turn=turn,
    )  # fmt: skip


def _weekday_before(words: Words, start: int, first: int) -> tuple[int, int] | None:
    """Give the weekday that stands before a date ("Tuesday, March 29") and where it begins."""
    at = start - 1
    while at > first and words.low[at] in {",", ".", "the"}:
        at -= 1
    if at < first or at < start - 3 or words.low[at] not in WEEKDAYS or not words.capital(at):
        return None
    return WEEKDAYS[words.low[at]], at


def _day_before(words: Words, index: int, first: int) -> tuple[int | None, int]:
    """Read the day before a month: "8 August", "the 24th of March"; where the expression begins."""
    at = index - 1
    if at >= first and words.low[at] == "of":
        at -= 1
    if at >= first and words.low[at] in {"st", "nd", "rd", "th"} and words.joined(at):
        at -= 1
    if at >= first:
        day = _day_number(words.low[at])
        if day is not None and not (at > first and words.get(at - 1) in {"$", ".", ","} and words.joined(at)):
            return day, at
    return None, index


def _day_after(words: Words, index: int) -> tuple[int | None, int]:
    """Read the day after a month: "August 8", "Aug. 8th"; the token after it."""
    day = _day_number(words.get(index))
    if day is None:
        return None, index
    after = index + 1
    if words.get(after) in {"st", "nd", "rd", "th"} and words.joined(after):
        after += 1
    return day, after


def _day_number(word: str) -> int | None:
    """Read a day of the month."""
    if word.isascii() and word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31:
        return int(word)
    return None


def _year_after(words: Words, index: int) -> tuple[int | None, int]:
    """Read a year that follows, also after a comma."""
    at = index + 1 if words.get(index) == "," else index
    year = _year_number(words.get(at))
    return (year, at + 1) if year is not None else (None, index)


def _year_number(word: str) -> int | None:
    """Read a year of four digits."""
    if word.isascii() and word.isdecimal() and len(word) == 4 and 1800 <= int(word) <= 2100:
        return int(word)
    return None


def _is_month(words: Words, index: int, first: int) -> bool:
    """Tell whether a bare month name is one: "in March", "mid-May"; not "May" the name or "may" the verb."""
    before = words.get(index - 1) if index > first else ""
    if before in _MONTH_LINKS or (before == "-" and words.get(index - 2) == "mid"):
        return words.low[index] not in {"jan", "mar", "dec", "sat"} or words.get(index + 1) == "."
    return words.low[index] not in {"may", "march", "august", "mar", "jan", "sep", "jun"} and len(words.low[index]) > 4


def _part_before(words: Words, start: int, first: int) -> tuple[str, int]:
    """Read "early", "mid-", "the end of" before a month or a year."""
    at = start - 1
    if at >= first and words.low[at] == "-":
        at -= 1
    if at >= first and words.low[at] == "of" and at - 1 >= first and words.low[at - 1] in _PARTS:
        return _PARTS[words.low[at - 1]], at - 1
    if at >= first and words.low[at] in {"early", "mid", "late"}:
        return _PARTS[words.low[at]], at
    return "", start


def _ago(words: Words, index: int, first: int) -> Expression | None:
    """Read "two days ago", "a year ago"."""
    unit = words.get(index - 1)
    code = UNIT_WORDS.get(unit, "")
    if code not in {"D", "W", "M", "Y"} or index - 2 < first:
        return None
    for start in range(max(first, index - 5), index - 1):
        read = figure_at(words, start)
        if read is not None and read[1] == index - 1 and read[0] == int(read[0]) and read[0] < 1000:
            return Expression(DateKind.AGO, start, index + 1, shift=-int(read[0]), unit=code)
    if words.low[index - 2] in {"a", "an", "one"}:
        return Expression(DateKind.AGO, index - 2, index + 1, shift=-1, unit=code)
    return None


def _period(words: Words, index: int, first: int) -> Expression | None:
    """Read "last week", "earlier this month", "the end of the year"."""
    if index <= first:
        return None
    unit = _PERIODS[words.low[index]]
    turn = words.low[index - 1]
    start = index - 1
    part = ""
    if turn == "the":
        part, start = _part_before(words, index - 1, first)
        if not part or unit == "D":
            return None
        turn = "this"
    elif turn in {"last", "next", "this"}:
        if start - 1 >= first and words.low[start - 1] in {"earlier", "later", "early", "late"}:
            part, start = _PARTS[words.low[start - 1]], start - 1
        else:
            part, start = _part_before(words, start, first)
    else:
        return None
    if not unit or (unit == "D"):
        return None
    shift = {"last": -1, "next": 1, "this": 0}[turn]
    return Expression(DateKind.PERIOD, start, index + 1, shift=shift, unit=unit, part=part, turn=turn)


def _digits(words: Words, index: int, first: int) -> Expression | None:
    """Read "2024-08-16", and a year after "in", "since", "of", "early"."""
    word = words.low[index]
    year = _year_number(word)
    if year is None:
        return None
    if (
        words.follows(index + 1, "-")
        and words.joined(index + 1)
        and words.get(index + 3) == "-"
        and words.joined(index + 2)
    ):
        month, day = words.get(index + 2), words.get(index + 4)
        if len(month) == 2 and _day_number(month) and int(month) <= 12 and len(day) == 2 and _day_number(day):
            return Expression(DateKind.DAY, index, index + 5, year=year, month=int(month), day=int(day))
    before = words.get(index - 1) if index > first else ""
    part, start = _part_before(words, index, first)
    if not part and before not in {"in", "since", "by", "until", "during", "from", "the", "back"}:
        return None
    if before == "the" and not part:
        # "the 2015 deal" dates the deal, not what is said of it.
        return None
    return Expression(DateKind.YEAR, start, index + 1, year=year, part=part)


_Reader = Callable[[Words, int, int], Expression | None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(WEEKDAYS, _weekday),
    **dict.fromkeys(MONTHS, _month),
    **dict.fromkeys(_DAYS, _named_day),
    **dict.fromkeys(_PERIODS, _period),
    "ago": _ago,
    "weekend": _weekend,
}
