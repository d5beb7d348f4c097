"""Quantities: a figure, what it counts and how it compares; years, dates, ages and labels are none."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.durations import UNIT_WORDS
from dragoman.reading.terms.figures import TENS, UNITS, figure_at
from dragoman.reading.terms.lexicon import DETERMINERS, FINITE, MONTHS, PRONOUNS, bag
from dragoman.reading.terms.words import Words

_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₪": "shekels", "₽": "roubles", "₴": "hryvnias"}
_CURRENCY_NAMES = bag("dollar dollars euro euros pound pounds rouble roubles ruble rubles yen yuan shekels")
_LABELS = bag(
    """article articles resolution phase point annex chapter section paragraph no nos number day round stage track
    protocol item clause part page flight channel group covid mh il su f s t size route highway unit stage"""
)
_MANY = bag("people men women children personnel staff police")
_CLOCK = bag("am pm a p gmt et bst utc cet local o'clock hours")
_IDENTITIES = bag(
    """sides parties countries nations neighbours neighbors leaders men presidents states koreas sudans"""
)
_STOPS = (
    DETERMINERS
    | PRONOUNS
    | FINITE
    | bag("said says told")
    | bag(
        """of in on at by for from with to and or but as than over under after before since until during while that
    which who whom when where if because so not more less also into through between against within without about
    around per him them us me up down out off ago old later earlier only just even still already now then here
    there met signed agreed killed held taken"""
    )
)
_COMPARATORS = (
    (("no", "fewer", "than"), ">="),
    (("no", "less", "than"), ">="),
    (("not", "less", "than"), ">="),
    (("no", "more", "than"), "<="),
    (("not", "more", "than"), "<="),
    (("a", "maximum", "of"), "<="),
    (("a", "minimum", "of"), ">="),
    (("as", "many", "as"), "<="),
    (("as", "much", "as"), "<="),
    (("at", "least"), ">="),
    (("at", "most"), "<="),
    (("up", "to"), "<="),
    (("more", "than"), ">"),
    (("greater", "than"), ">"),
    (("less", "than"), "<"),
    (("fewer", "than"), "<"),
    (("close", "to"), "~"),
    (("an", "estimated"), "~"),
    (("over",), ">"),
    (("exceeding",), ">"),
    (("above",), ">"),
    (("below",), "<"),
    (("under",), "<"),
    (("about",), "~"),
    (("around",), "~"),
    (("some",), "~"),
    (("roughly",), "~"),
    (("nearly",), "~"),
    (("almost",), "~"),
    (("approximately",), "~"),
    (("estimated",), "~"),
)
_LONGEST_UNIT = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with its place."""

    value: float
    unit: str
    comparator: str
    start: int
    end: int


def quantities(words: Words, first: int, stop: int) -> list[Counted]:
    """Give the quantities in a run of tokens, in order; what durations and dates take up is the caller's to drop."""
    found: list[Counted] = []
    low = words.low
    index = first
    while index < stop:
        word = low[index]
        if not (word[0].isdecimal() or word in UNITS or word in TENS or word in {"a", "half"}):
            index += 1
            continue
        read = figure_at(words, index)
        if read is None or read[1] > stop:
            index += 1
            continue
        counted = _quantity(words, index, read, (first, stop))
        if counted is not None:
            found.append(counted)
        index = max(read[1], index + 1)
    return found


def _quantity(words: Words, index: int, read: tuple[float, int], within: tuple[int, int]) -> Counted | None:
    """Make a quantity of a figure, unless it is a label, a date, an age or a bare number."""
    first, stop = within
    value, after = read
    before = words.get(index - 1) if index > first else ""
    if _is_label(words, index, before):
        return None
    begin, sign = index, _CURRENCIES.get(before)
    if sign is not None:
        begin = index - 1
        if begin > first and words.joined(begin) and words.get(begin - 1) in {"us", "a", "c", "s"}:
            begin -= 1
        unit, end = sign, after
    else:
        unit, end = _unit(words, after, stop)
    if not unit or not _counts(words, index, (value, after), unit):
        return None
    comparator, start = _comparator(words, begin, first)
    if comparator == "=":
        comparator, end = _trailing(words, end, stop)
    return Counted(value, unit, comparator, words.starts[start], words.ends[end - 1])


def _is_label(words: Words, index: int, before: str) -> bool:
    """Tell whether a figure names rather than counts: "Article 5", "F-16", "phase two", "24/7"."""
    if before in _LABELS or before in MONTHS:
        return True
    if words.capital(index - 1) and words.get(index + 1) == "conference":
        return True
    joined = words.joined(index) and before in {"-", "/", "+", "#", "_", ".", ":", "–", "=", "&", "%"}
    return joined or (words.get(index + 1) in {"/", "+", ":"} and words.joined(index + 1))


def _unit(words: Words, after: int, stop: int) -> tuple[str, int]:
    """Give what a figure counts, and the token after it."""
    low = words.get(after)
    if low in {"%", "percent"}:
        return "percent", after + 1
    if low == "per" and words.get(after + 1) == "cent":
        return "percent", after + 2
    at = after + 1 if low == "-" and words.joined(after) and words.joined(after + 1) else after
    if words.get(at) in {"us", "american"} and words.get(at + 1) in _CURRENCY_NAMES:
        at += 1
    end = at
    while end < stop and end - at < _LONGEST_UNIT:
        word = words.low[end]
        if not word[0].isalpha() or word in _STOPS or word in MONTHS or word.endswith("ly"):
            break
        if end > at and words.low[end - 1].endswith("s") and not words.low[end - 1].endswith("ss"):
            break
        end += 1
    if end == at:
        return "", after
    return " ".join(words.word(place) for place in range(at, end)), end


def _counts(words: Words, index: int, read: tuple[float, int], unit: str) -> bool:
    """Tell whether a figure with this unit is worth keeping as a quantity."""
    value, after = read
    low = words.low[index]
    head = unit.rsplit(maxsplit=1)[-1].lower()
    money = unit in _CURRENCIES.values()
    if (
        head in UNIT_WORDS
        or unit.split(maxsplit=1)[0].lower() in UNIT_WORDS
        or low in {"zero", "one"}
        or (value == 1 and not money)
    ):
        return False
    ordinal = words.get(after) in {"st", "nd", "rd", "th", "s"} and words.joined(after)
    if ordinal or words.get(after) in _CLOCK or (value in {2, 3} and head in _IDENTITIES):
        return False
    if low.isdecimal() and len(low) == 4 and 1800 <= value <= 2100 and after == index + 1 and not money:
        return False
    # A written figure counts when what follows it is plainly many: "six hostages", not "two Korean".
    return low[0].isdecimal() or after > index + 1 or head.endswith("s") or head in _MANY


def _comparator(words: Words, begin: int, first: int) -> tuple[str, int]:
    """Give how a quantity compares, and the token at which the words that say so begin."""
    low = words.low
    for pattern, sign in _COMPARATORS:
        start = begin - len(pattern)
        if start >= first and tuple(low[start:begin]) == pattern:
            return sign, start
    return "=", begin


def _trailing(words: Words, end: int, stop: int) -> tuple[str, int]:
    """Read "or more", "or fewer" after a quantity."""
    if end + 1 < stop and words.low[end] == "or":
        following = words.low[end + 1]
        if following == "more":
            return ">=", end + 2
        if following in {"fewer", "less"}:
            return "<=", end + 2
    return "=", end
