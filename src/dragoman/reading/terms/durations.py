"""How long a term lasts, as ISO 8601: `15-year consultation period`, `six weeks`, `10 to 15 years`.

Ages, times past ("for the past nine years", "three days ago"), the length of wars and talks gone by,
rates ("300 trucks a day") and intervals ("every four years") are not durations of a term.

Beside plain ISO 8601 durations three forms stand, after ISO 8601-2: `P10Y/P15Y` for a range, `../2015-03-01`
for what holds until a day, `..` for what has no end, and `X` for a digit that is not told (`PXM`, "a few
months").
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.figures import figure_at
from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words

_UNITS = {
    "minute": "TM",
    "hour": "TH",
    "hr": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "2W",
    "month": "M",
    "year": "Y",
    "yr": "Y",
    "decade": "0Y",
    "generation": "",
}
UNIT_WORDS = {**_UNITS, **{f"{unit}s": code for unit, code in _UNITS.items()}}
_LONG = {
    "daylong": "P1D",
    "weeklong": "P1W",
    "monthlong": "P1M",
    "yearlong": "P1Y",
    "decadelong": "P10Y",
    "weekslong": "PXW",
    "monthslong": "PXM",
    "yearslong": "PXY",
}
_MULTIPLES = {"2W": 2, "0Y": 10}
_VAGUE = bag("several few couple many")
_PAST_BEFORE = bag(
    """past last previous preceding recent since after following spanned spent took lasted first final his her how
    every per each aged once latest"""
)
_AFTER_AGE = bag("old ago earlier prior")
_GONE = bag(
    """war wars conflict conflicts fighting fight occupation siege insurgency campaign offensive rule dictatorship
    violence bloodshed bombardment assault battle battles crisis dispute standoff stalemate hostility enmity
    history visit trip tour career sentence veteran drought uprising rebellion strife turmoil exile struggle
    feud blockade isolation tensions talks negotiations negotiating diplomacy deadlock term shelling attacks
    bombing relationship friendship silence absence marriage odyssey invasion intervention protests unrest
    hiatus effort efforts meeting meetings debate session speech interview call marathon legacy"""
)
_TERMS = bag(
    """truce truces ceasefire cease armistice pause lull halt suspension moratorium freeze extension deadline
    period window phase frame timeframe time timetable timeline guarantee guarantees treaty agreement deal
    accord pact plan lease mandate mission transition consultation consultations restriction restrictions limit
    limits cap caps cessation calm moratoriums interval grace horizon quiet"""
)
_FORWARD = bag(
    """will would shall should must may could can to another next within lasting lasts last for until up over
    additional further extra extend extended extending"""
)
_SPANNING = bag("for lasting last lasts within least another than")
_ROUGHLY = bag("about around some roughly nearly almost only just")
_COUNT_MODIFIERS = bag("more additional consecutive full extra further calendar")
_NO_COUNT = bag(", and to - or")
_LASTING_FOR = bag("for lasting last lasts extra another additional further up")
_BEFORE = bag("up to at least no more less longer than about around some roughly nearly almost only just")
_WITHOUT_END = {
    "permanent": "..",
    "permanently": "..",
    "indefinite": "..",
    "indefinitely": "..",
    "perpetuity": "..",
    "forever": "..",
    "perpetual": "..",
    "open-ended": "..",
}
_LASTING = bag(
    """ceasefire cease truce end halt peace pause cessation guarantee guarantees settlement deal agreement
    neutrality status ban moratorium presence withdrawal arrangement access solution"""
)
_HAVE = bag("has have had been hasn't haven't hadn't was were ongoing underway war")
_AHEAD = bag("will would shall must should could may might won't wouldn't meant due")


NAMED_ONLY = -1
"""Weight of a duration that is part of a name ("a permanent ceasefire"): an anchor, not the duration of a term."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration with its place, and how surely it is that of a term."""

    iso: str
    start: int
    end: int
    weight: int
    rule: str | None = None


def durations(words: Words, first: int, stop: int) -> list[Lasting]:
    """Give the durations of terms in a run of tokens of one sentence, in order."""
    found: list[Lasting] = []
    index = first
    low = words.low
    while index < stop:
        word = low[index]
        lasting: tuple[Lasting, int] | None = None
        if word in UNIT_WORDS:
            lasting = _counted(words, index, first, stop)
        elif word in _LONG:
            lasting = _single(words, index, _LONG[word], first)
        elif word in _WITHOUT_END or (word == "open" and words.follows(index + 1, "-", "ended")):
            lasting = _endless(words, index, stop)
        if lasting is None:
            index += 1
            continue
        found.append(lasting[0])
        index = lasting[1]
    return found


def main_duration(found: list[Lasting]) -> Lasting | None:
    """Give the duration that the statement turns on: the surest, and the first of equals."""
    said = [lasting for lasting in found if lasting.weight != NAMED_ONLY]
    return max(said, key=lambda lasting: (lasting.weight, -lasting.start), default=None)


def _counted(words: Words, unit: int, first: int, stop: int) -> tuple[Lasting, int] | None:
    """Read the duration whose unit stands at a token, from the figure before it."""
    code = UNIT_WORDS[words.low[unit]]
    start = _figure_start(words, unit, first)
    if not code or start is None or _is_no_term(words, start, unit, first, stop):
        return None
    low = words.low
    if low[start] in _VAGUE or (low[start] == "a" and low[start + 1] in _VAGUE):
        if not any(word in _LASTING_FOR for word in low[max(first, start - 2) : start + 1]):
            return None
        iso: str | None = _iso(None, code)
        after = unit + 1
    else:
        iso, after = _iso_of(words, start, unit)
    if iso is None:
        return None
    begin = _with_comparator(words, start, first)
    end = after
    if words.follows(end, "-", "long"):
        end += 2
    return Lasting(iso, words.starts[begin], words.ends[end - 1], _weight(words, begin, end, first, stop)), end


def _figure_start(words: Words, unit: int, first: int) -> int | None:
    """Give the token at which the count before a unit begins: "six", "10 to 15", "a", "two and a half"."""
    low = words.low
    at = unit - 1
    if at >= first and low[at] in {"-", "‑"}:
        at -= 1
    while at >= first and low[at] in _COUNT_MODIFIERS:
        at -= 1
    if at < first:
        return None
    for start in range(max(first, at - 6), at + 1):
        if low[start] not in _NO_COUNT and _count_reaches(words, start, at):
            return start
    if low[at] in _VAGUE:
        return at - 1 if at > first and low[at - 1] == "a" else at
    if low[at] == "of" and at - 2 >= first and low[at - 1] == "couple":
        return at - 2
    return at if low[at] in {"a", "an", "one"} else None


def _count_reaches(words: Words, start: int, last: int) -> bool:
    """Tell whether a count, or a range of two, runs from one token exactly to another."""
    read = figure_at(words, start)
    if read is None:
        return False
    after = read[1]
    if words.follows(after, "and", "a", "half") or words.follows(after, "-", "and"):
        after += 3 if words.get(after) == "and" else 6
    elif words.get(after) in {"to", "or", "and", "-", "–"}:
        second = figure_at(words, after + 1)
        if second is not None:
            after = second[1]
    return after == last + 1


def _iso_of(words: Words, start: int, unit: int) -> tuple[str | None, int]:
    """Write the count from a token up to its unit as ISO 8601; the token after what was read."""
    code = UNIT_WORDS[words.low[unit]]
    after = unit + 1
    read = figure_at(words, start)
    if read is None:
        value, at = 1.0, start + 1
    else:
        value, at = read
    if (
        words.follows(at, "and", "a", "half")
        or words.follows(at, "-", "and", "-", "a", "-")
        or words.follows(at, "-", "and", "a")
    ):
        return _iso(value + 0.5, code), after
    if at < unit and words.get(at) in {"to", "or", "and", "-", "–"}:
        second = figure_at(words, at + 1)
        if second is not None:
            return f"{_iso(value, code)}/{_iso(second[0], code)}", after
    if words.follows(after, "and", "a", "half"):
        return _iso(value + 0.5, code), after + 3
    if read is None and words.follows(after, "or", "two"):
        return f"{_iso(1.0, code)}/{_iso(2.0, code)}", after + 2
    return _iso(value, code), after


def _iso(value: float | None, code: str) -> str | None:
    """Write a count of units; halves of years and weeks become smaller units."""
    time = "T" if code.startswith("T") else ""
    letter = code[-1]
    if value is None:
        return f"P{time}X{letter}"
    value *= _MULTIPLES.get(code, 1)
    if value <= 0 or value > 1_000_000:
        return None
    whole, part = int(value), value - int(value)
    if not part:
        return f"P{time}{whole}{letter}"
    head = f"{whole}{letter}" if whole else ""
    parted = {
        "Y": f"P{head}{round(part * 12)}M",
        "TH": f"PT{head}{round(part * 60)}M",
        # ISO 8601 does not mix weeks with other units.
        "W": f"P{whole * 7 + 3}DT12H" if part == 0.5 else "",
        "D": f"P{head}T{round(part * 24)}H",
    }
    return parted.get(time + letter) or f"P{time}{value:g}{letter}"


def _is_no_term(words: Words, start: int, unit: int, first: int, stop: int) -> bool:
    """Tell whether a count of time is an age, a time gone by, a rate, an interval or a point."""
    if words.get(unit + 1) in _AFTER_AGE or words.follows(unit + 1, "-", "old"):
        return True
    if words.low[start] in {"a", "an", "one"} and not _single_is_term(words, start, unit, first):
        return True
    return (
        _past_before(words, start, first)
        or _past_after(words, unit, first, stop)
        or _gone_by(words, start, unit, first, stop)
    )


def _past_before(words: Words, start: int, first: int) -> bool:
    """Tell whether the words before a count set it in the past: "the last nine years", "after three days"."""
    at = start - 1
    while at > first and words.low[at] in _ROUGHLY:
        at -= 1
    before = words.get(at) if at >= first else ""
    if before == "last" and words.get(start - 2) not in {"the", "for", "over", "in", "these", "during"}:
        # "would last six weeks"
        return False
    if before in _PAST_BEFORE or (before == "the" and words.get(start - 2) in {"after", "since", "following"}):
        return True
    back = words.rfind({"after", "since", "past", "last"}, max(first, start - 4), start)
    return before in _BEFORE and back >= 0 and words.low[back] != "last"


def _past_after(words: Words, unit: int, first: int, stop: int) -> bool:
    """Tell whether the words after a count make it a point in time: "two weeks earlier", "three days into"."""
    after = words.get(unit + 1)
    if words.follows(unit + 1, "and", "a", "half") and words.get(unit + 4) in _AFTER_AGE:
        return True
    if after not in {"into", "since", "before", "after", "later", "apart", "away"}:
        return False
    late = after in {"after", "later", "before"} and words.get(unit + 2) != ","
    return not late or words.find(_AHEAD, first, stop) < 0


def _single_is_term(words: Words, start: int, unit: int, first: int) -> bool:
    """Tell whether "a day", "one year" lasts: "for a year", "a week-long truce", "a year and a half"."""
    if words.low[unit].endswith("s"):
        return False
    if words.follows(unit + 1, "-", "long"):
        return words.get(unit + 3) not in _GONE
    if words.follows(unit + 1, "and", "a", "half"):
        return True
    if words.get(start + 1) == "-":
        return words.low[start] == "one"
    return any(word in _SPANNING for word in words.low[max(first, start - 4) : start])


def _gone_by(words: Words, start: int, unit: int, first: int, stop: int) -> bool:
    """Tell whether the time has passed already: a war's length, "for nine years" after "has been"."""
    low = words.low
    ahead = low[unit + 1 : min(stop, unit + 5)]
    hyphened = words.low[unit - 1] == "-"
    if hyphened and any(word in _GONE for word in ahead[:3]) and not any(word in _TERMS for word in ahead[:3]):
        return True
    if ahead[:1] == ["of"] and any(word in _GONE for word in ahead[1:4]):
        return True
    if words.get(unit + 1) == "'" or hyphened or words.follows(unit + 1, "-", "long"):
        return words.get(unit + 1) == "'"
    back = max(first, start - 14)
    ahead_at = words.rfind(_AHEAD, back, start)
    near = start - 1
    while near > first and low[near] in _BEFORE | {"the", "over"}:
        near -= 1
    if low[near] == "in":
        return ahead_at < 0 and words.get(near - 1) not in {"to", "back", "expire", "expires", "end", "ends"}
    # "has been at war for nine years", and "For 35 years they have fought"
    have = words.find({"has", "have", "had"}, unit + 1, min(stop, unit + 9))
    lasted = words.rfind(_HAVE, back, start) >= 0 or (have >= 0 and words.get(have + 1) not in {"to", "a", "an", "the"})
    return low[near] == "for" and ahead_at < 0 and lasted


def _weight(words: Words, begin: int, end: int, first: int, stop: int) -> int:
    """Tell how surely a duration is that of a term: its noun, then the words that look ahead."""
    low = words.low
    weight = 0
    if any(word in _TERMS for word in low[end : min(stop, end + 4)]):
        weight += 4
    if any(word in _FORWARD for word in low[max(first, begin - 4) : begin]):
        weight += 2
    if any(word in _TERMS for word in low[max(first, begin - 8) : begin]):
        weight += 1
    return weight


def _with_comparator(words: Words, start: int, first: int) -> int:
    """Take in the words before a count that bound it: "up to", "at least", "no more than"."""
    begin = start
    if begin - 1 >= first and words.low[begin - 1] == "between":
        return begin - 1
    while begin - 1 >= first and words.low[begin - 1] in _BEFORE and start - begin < 3:
        begin -= 1
    while (
        begin < start
        and words.low[begin] in {"to", "than", "less", "some", "just", "only"}
        and (words.low[begin] != "some" or begin + 1 != start)
    ):
        begin += 1
    return begin


def _single(words: Words, index: int, iso: str, first: int) -> tuple[Lasting, int] | None:
    """Read "weeklong" and its like, unless it tells the length of what is gone."""
    if words.get(index + 1) in _GONE and words.get(index + 1) not in _TERMS:
        return None
    return Lasting(
        iso, words.starts[index], words.ends[index], _weight(words, index, index + 1, first, len(words))
    ), index + 1


def _endless(words: Words, index: int, stop: int) -> tuple[Lasting, int] | None:
    """Read "permanent", "indefinitely", "in perpetuity" where they tell how long a term lasts."""
    word = words.low[index]
    end = index + 3 if word == "open" else index + 1
    ahead = words.low[end : min(stop, end + 3)]
    named = word in {"permanent", "indefinite", "perpetual", "open"}
    if named and not any(word in _LASTING for word in ahead):
        return None
    if word == "permanently" and words.get(index - 1) in {"a", "an", "its", "the", "as"}:
        # "a permanently neutral state"
        named = True
    if word == "perpetuity" and words.get(index - 1) == "in":
        index -= 1
    # "a permanent ceasefire" names a kind of ceasefire; "continue indefinitely" says how long.
    return Lasting("..", words.starts[index], words.ends[end - 1], NAMED_ONLY if named else 1), end
