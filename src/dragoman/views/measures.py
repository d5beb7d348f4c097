"""What a number in a statement measures: how long which thing lasts, how many of what, whose money.

A truce's six weeks and a war's nine months share a unit and nothing else; so do hostages that were let go and prisoners
who were freed for them.  A measure therefore keeps, beside value and unit, what it is a number of, as far as the words
next to it say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.record import Act, Issue, Statement
from dragoman.views.gist import said
from dragoman.views.numerals import NUMBER_WORDS
from dragoman.views.qualities import is_measured, parted
from dragoman.views.words import number_of, signature, stem

CONDUCT = frozenset({Issue.PROCESS, Issue.HOSTILITIES, Issue.INCIDENT})
"""Issues on which numbers and days count meetings and shells, not terms."""
OF_TIME = frozenset({"year", "month", "week", "day", "hour"})
_LASTING = (
    ("truce", "ceasefire truce pause lull halt suspension cessation window armistice reprieve calm"),
    ("limit", "restriction restrict limit cap constraint ban moratorium freeze sunset curb"),
    ("inspection", "inspection monitoring verification"),
    ("guarantee", "guarantee assurance protection commitment"),
    ("lease", "lease"),
    ("transition", "transition phase period interim"),
    ("extension", "extension prolongation"),
    ("breakout", "breakout time"),
    ("presence", "presence deployment mission mandate"),
    ("", "war conflict fighting siege talk negotiation meeting visit trip jail prison sentence crisis rule history"),
)
"""What lasts, in classes; the last one lasts without being on any table."""
_CLASS_OF = {stem(word): name for name, words in _LASTING for word in words.split()}
_GONE = frozenset({"old", "ago", "later", "earlier"})
_FROM_A_POINT = frozenset({"after", "before", "since", "into"})
_LOSSES = re.compile(r"\b(?:kill|die[ds]?\b|dead|wound|injur|murder|execut|captur|lost)\w*", re.IGNORECASE)
_HAS_BEEN = re.compile(
    r"\b(?:has|have|had)\b(?!\s+(?:to|been\s+(?:asked|offered)))[^,.;]{0,60}\bfor\b[^,.;]{0,24}$", re.IGNORECASE
)
_ASKS = frozenset({Act.DEMAND, Act.REQUEST, Act.REJECT})
_MONEY = frozenset(stem(word) for word in ("billion", "million", "dollar", "euro", "pound"))
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:[’'][^\W\d_]+)?|[^\w\s]")
_COUNTED = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|thousand)\b", re.IGNORECASE)
"""What stands in words that hold a number."""
_REACH = 8
"""Words on each side of a number in which stands what it is a number of."""
_FAR = 20
"""Words before a span of time in which stands what lasts so long."""
_CLAUSE = frozenset(",;:.()—–")
MERE_UNITS = _MONEY | frozenset(stem(word) for word in ("year", "month", "week", "day", "least"))
"""Stems beside a number that say nothing of its subject."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it is a number of.

    Attributes:
        value: The number, in figures.
        unit: What it counts, as a stem; empty where the words do not say.
        of: What lasts, what is counted, or whose money it is; empty where the words do not say.
        near: Stems of the words around it; empty where it stands alone in its statement and all words go with it.
        moved: Whether the statement itself sets it beside another value of the same thing.
    """

    value: str
    unit: str
    of: str = ""
    near: frozenset[str] = frozenset()
    moved: bool = False


def measures_of(statement: Statement) -> list[Measure]:
    """Give the numbers of a statement that can be on the table, what was so before ahead of what is so now."""
    if statement.duration is None and not _COUNTED.search(statement.quote):
        return []
    older, newer = parted(statement.quote)
    before = _pairs(signature(older).numbers) if older else set()
    told = before | _pairs(signature(newer).numbers) if older else _of_the_heart(statement)
    told |= {pair for pair in [_duration(statement)] if pair is not None}
    words = _WORD.findall(statement.quote) if told else []
    low = [word.lower() for word in words]
    placed = [(pair, _place(low, *pair)) for pair in told]
    found = [(pair, at, of) for pair, at in placed if (of := _thing(statement, low, pair, at)) is not None]
    often = Counter(unit for (_, unit), _, _ in found)
    kept = []
    for (value, unit), at, of in sorted(found, key=lambda one: (one[0] not in before, one[0][1], one[0][0])):
        shifted = bool(before) and often[unit] > 1
        alone = shifted or (often[unit] == 1 and unit not in _MONEY)
        near = frozenset[str]() if alone or at is None else _around(words, at, _unit_place(low, at, unit))
        kept.append(Measure(value, unit, of, near, moved=shifted))
    return kept


def _of_the_heart(statement: Statement) -> set[tuple[str, str]]:
    """Give the numbers in the heart of a statement; its sentence may tell of others, as of what there is now."""
    pairs = _pairs(said(statement).says.numbers)
    if not pairs or not statement.content or statement.content == statement.quote:
        return pairs
    there = {number_of(word) for word in _WORD.findall(statement.content)}
    return {pair for pair in pairs if pair[0] in there}


@lru_cache(maxsize=4_000)
def is_off_the_table(quote: str, number: str) -> bool:
    """Tell whether a quantity, as signatures write them, measures nothing that could be on a table: a war's length.

    Kept, because a statement is held against the one before and against the one after.
    """
    value, _, unit = number.partition(" ")
    if unit not in OF_TIME and not _LOSSES.search(quote):
        return False
    low = [word.lower() for word in _WORD.findall(quote)]
    at = _place(low, value, unit)
    if at is None:
        return False
    after = _unit_place(low, at, unit)
    return _what_lasts(low, at, after) is None if unit in OF_TIME else _is_of_losses(low, at, after)


def _pairs(numbers: Iterable[str]) -> set[tuple[str, str]]:
    """Give quantities, as signatures write them, as value and unit; those that count no terms left out."""
    found = set()
    for number in numbers:
        value, _, unit = number.partition(" ")
        if is_measured(value, unit) and value[:1].isdigit():
            found.add((value, unit))
    return found


def _duration(statement: Statement) -> tuple[str, str] | None:
    """Give the duration that the reader found, as value and unit."""
    iso = re.fullmatch(r"P(\d+)([YMWD])", statement.duration.iso) if statement.duration is not None else None
    return (iso[1], {"Y": "year", "M": "month", "W": "week", "D": "day"}[iso[2]]) if iso else None


def _thing(statement: Statement, low: Sequence[str], pair: tuple[str, str], at: int | None) -> str | None:
    """Give what a number is a number of, empty where the words do not say; None for nothing that could be a term."""
    unit = pair[1]
    if at is None:
        return ""
    after = _unit_place(low, at, unit)
    if unit in OF_TIME:
        return _what_lasts(low, at, after)
    if _is_of_losses(low, at, after):
        return None
    if unit in _MONEY and statement.act not in _ASKS:
        return "given by " + " and ".join(sorted(statement.parties))
    # Troops withdrawn to a number, and a number of troops withdrawn.
    if not unit and Issue.WITHDRAWAL in statement.issues:
        return "left" if at > 0 and low[at - 1] == "to" else "leaving"
    return low[after].rstrip("s") if unit else ""


def _is_of_losses(low: Sequence[str], at: int, after: int) -> bool:
    """Tell whether a number counts the dead, the wounded or the captured."""
    return _LOSSES.search(" ".join(low[max(0, at - _REACH) : after + _REACH])) is not None


def _place(low: Sequence[str], value: str, unit: str) -> int | None:
    """Give the token of a number that counts a unit; of a bare one, its first."""
    for at, word in enumerate(low):
        if number_of(word) == value and (not unit or _unit_place(low, at, unit) > at):
            return at
    if value == "1" and unit:
        # "a year", "a week-long truce"
        return next(
            (at for at in range(len(low) - 1) if low[at] in {"a", "an", "one"} and stem(low[at + 1]) == unit), None
        )
    return None


def _unit_place(low: Sequence[str], at: int, unit: str) -> int:
    """Give the token of a number's unit, within a few; the number's own where there is none."""
    if not unit:
        return at
    return next((to for to in range(at + 1, min(len(low), at + 6)) if stem(low[to]) == unit), at)


def _around(words: Sequence[str], at: int, after: int) -> frozenset[str]:
    """Give the telling stems around a number, in its own clause."""
    begin, stop = at, after + 1
    while begin > 0 and at - begin < _REACH and words[begin - 1] not in _CLAUSE:
        begin -= 1
    while stop < len(words) and stop - after <= _REACH and words[stop] not in _CLAUSE:
        stop += 1
    # A word before, so that no name stands first, where a capital says nothing.
    told = signature(" ".join(("x", *words[begin:at], *words[after + 1 : stop])))
    return frozenset(word for word in told.telling if not word.startswith("#")) - told.names - MERE_UNITS


def _what_lasts(low: Sequence[str], at: int, after: int) -> str | None:
    """Give the class of what lasts so long: the nearest such word; None for what lasts without being on the table."""
    following = low[after + 1 : after + 3]
    from_a_point = bool(_FROM_A_POINT & set(following[:1])) and not {"for", "last", "run"} & set(
        low[max(0, at - 3) : at]
    )
    if from_a_point or _GONE & set(following) or _HAS_BEEN.search(" ".join(low[:at])):
        return None
    best: tuple[int, str] | None = None
    for where in range(max(0, at - _FAR), min(len(low), after + 7)):
        name = _CLASS_OF.get(stem(low[where]))
        if name is None or at <= where <= after:
            continue
        # What follows the unit ("a six-week truce") is nearer than what stands as far before it.
        far = (where - after) if where > after else 1 + at - where
        if _CLAUSE & set(low[min(where, after) : max(where, at)]):
            far += _REACH
        if best is None or far < best[0]:
            best = (far, name)
    if best is None:
        return ""
    return best[1] or None
