"""What a run of words says, boiled down so that two wordings can be held against each other.

A signature holds stems, each marked where it stands under a negation, the quantities, and the names.  It is
made by rule: embeddings give "will scale back" and "will not scale back" nearly the same place, rules do not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.views.concepts import CONCEPTS, OPPOSITES, WITHIN, with_concepts
from dragoman.views.numerals import NUMBER_WORDS, in_figures

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?", re.UNICODE)
_CLAUSE = re.compile(r"([;!?—–]|[.,:](?!\d)|\b(?:but|while|although|unless|until|if|whereas)\b)", re.IGNORECASE)
_ONLY_IF = frozenset({"unless", "until"})
"""What makes a negation a condition: "will not lift them unless" says that it will, if."""
_KEEPS_OUT = re.compile(
    r"\b(?:stay|stays|staying|stayed|keep|keeps|keeping|kept|remain|remains)\s+(?:(?:out|clear|free)\s+of|without)\b"
    r"|\b(?:refrain|abstain)(?:s|ed|ing)?\s+from\b",
    re.IGNORECASE,
)
"""Verbs that say no without a negation: "would stay out of every alliance"."""
_NOT = re.compile(r"n[’']t\b")
_NEGATED = re.compile(r"\b(?:not|never|cannot)\b", re.IGNORECASE)
_NON = re.compile(r"\bnon-(?=[a-z])", re.IGNORECASE)
_NEGATORS = frozenset({"not", "no", "never", "nor", "neither", "without", "cannot", "none", "nothing"})
_REFUSALS = ("refus", "reject", "oppose", "opposing", "declin", "prohibit", "forbid", "forbad", "outlaw")
_WHERE = frozenset({"in", "on", "at", "within", "inside", "near", "between", "during"})
"""Words that begin where or when a thing is: "no artillery in the zone" denies the artillery and not the zone."""
_STOP_WORDS = (
    "a an the this that these those it its he she they them his her their we our us you i my me who whom whose which "
    "what when where while how why there here and or but if then than as of in on at by for from to into onto over "
    "under with within between among about against during after before through up down out off again further is are "
    "was were be been being am have has had having do does did doing will would shall should can could may might must "
    "also too very just only even still yet already so such some any all each every both more most other another "
    "said say says saying told tell tells according added adding add reporters statement monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october november "
    "december later earlier year-end however meanwhile furthermore instead throughout despite mr mrs ms dr"
)
_WEAK_WORDS = (
    "country side party two talk deal agreement proposal plan war peace negotiation negotiator part make take want "
    "new key issue president minister official government leader state any one time meet be would accept propose "
    "offer demand ask call insist pledge promise commit agree include"
)
"""Words that nearly every statement of a negotiation holds: they count for little when two are compared."""

_UNIT_WORDS = (
    "year month week day hour minute percent troop soldier prisoner hostage captive detainee leader country state "
    "km kilometre kilometer mile billion million thousand people personnel tank ship person dollar euro round "
    "point phase stage"
)
_NEAR = 3
"""Words after one, stop words left out, that stand near it."""
_OTHER_WORD = 5_000
_ISSUE = "§"
"""Mark of an issue among the words that are weighed."""
_HANDFUL = 12
"""In fewer statements than this, how often a word stands says little: counts are taken as if there were so many."""
_MOST_TOTALS = 10_000
"""Wordings whose weight is kept at hand; then all are forgotten, which is simple and rare."""
_LEAST_SHARED = 7_000
"""Weight that must be shared before two wordings are compared at all: about one rare and one middling stem."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a run of words says.

    Attributes:
        plain: Stems that stand outside any negation.
        negated: Stems that stand under one.
        numbers: Quantities as `value unit`, dates left out.
        names: The stems among them that are proper names.
        stems: All stems, negated or not.
        features: Stems and quantities: all that two wordings can have in common.
        telling: The features that are not said in nearly every statement.
    """

    plain: frozenset[str]
    negated: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str] = frozenset()
    stems: frozenset[str] = field(init=False, compare=False, repr=False)
    features: frozenset[str] = field(init=False, compare=False, repr=False)
    telling: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Put together once what every comparison asks for."""
        stems = self.plain | self.negated
        features = stems | {f"#{number}" for number in self.numbers} if self.numbers else stems
        object.__setattr__(self, "stems", stems)
        object.__setattr__(self, "features", features)
        object.__setattr__(self, "telling", features - _WEAK)


@lru_cache(maxsize=4_000)
def signature(words: str) -> Signature:
    """Boil a run of words down to what can be compared."""
    found = _Found(set(), set(), set(), set())
    first = True
    parts = _CLAUSE.split(_KEEPS_OUT.sub(" not ", with_concepts(_plain_spelling(words))))
    for place in range(0, len(parts), 2):
        if parts[place]:
            only_if = place + 1 < len(parts) and parts[place + 1].lower() in _ONLY_IF
            _read_clause(_NEGATED.sub(" ", parts[place]) if only_if else parts[place], found, first=first)
            first = False
    return Signature(frozenset(found.plain), frozenset(found.negated), frozenset(found.numbers), frozenset(found.names))


def _plain_spelling(words: str) -> str:
    """Write contracted negations out, join `non-` to its word, and put numbers of several words in figures."""
    if "’t" in words or "'t" in words:
        words = _NOT.sub(" not", words)
    words = in_figures(words)
    return _NON.sub("non", words) if "on-" in words else words


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been read so far."""

    plain: set[str]
    negated: set[str]
    numbers: set[str]
    names: set[str]


def _read_clause(clause: str, found: _Found, *, first: bool) -> None:
    """Add one clause's stems and quantities; a negation reaches to the end of its clause."""
    heap, last = found.plain, ""
    skip = -1
    tokens = _TOKEN.findall(clause)
    for place, token in enumerate(tokens):
        low = token.lower()
        value = number_of(low)
        if value is not None:
            skip, unit = _unit_after(tokens, place)
            if unit or "," in low or not _looks_like_a_year(value):
                found.numbers.add(f"{value} {unit}".strip())
        elif low in _NEGATORS or low.startswith(_REFUSALS):
            heap, last = found.negated, low
        elif low in _WHERE and last == "no":
            heap, last = found.plain, ""
        elif low not in _STOP and len(low) > 1 and place != skip:
            _add_word(token, heap, found.names, inside=place > 0 or not first)


@lru_cache(maxsize=20_000)
def pairs_in(words: str) -> frozenset[tuple[str, str]]:
    """Give the stems that stand near each other in a run of words, two by two; two weak ones tell nothing."""
    stems = []
    for token in _TOKEN.findall(with_concepts(words)):
        low = token.lower()
        if low not in _STOP and len(low) > 1 and number_of(low) is None:
            stems.append(stem(low))
    found = set()
    for at, one in enumerate(stems):
        weak = one in _WEAK
        for other in stems[at + 1 : at + 1 + _NEAR]:
            if one != other and not (weak and other in _WEAK):
                found.add((one, other) if one < other else (other, one))
    return frozenset(found)


def number_of(word: str) -> str | None:
    """Give the number that a word is, in figures without commas; None for any other word."""
    low = word.lower()
    value = NUMBER_WORDS.get(low) or (low if low[0].isdigit() else None)
    return value.replace(",", "") if value is not None else None


def _unit_after(tokens: Sequence[str], place: int) -> tuple[int, str]:
    """Give where the unit of a number stands and what it is: within three words, before another number or `and`."""
    for where in range(place + 1, min(place + 4, len(tokens))):
        low = tokens[where].lower()
        if low == "and" or low[0].isdigit() or low in NUMBER_WORDS:
            break
        if stem(low) in _UNITS:
            return where, stem(low)
    return -1, ""


def _add_word(token: str, heap: set[str], names: set[str], *, inside: bool) -> None:
    """Add one word: a name cut to what it shares with its adjective, any other word as its stem."""
    low = token.lower()
    word = stem(low)
    if low in WITHIN:
        word = WITHIN[low][:NAME_LENGTH]
        names.add(word)
    elif token[0].isupper() and word not in _KNOWN and word not in _WEAK:
        word = re.sub(r"[’']s$", "", low)[:NAME_LENGTH]
        if inside and not _NOT_NAMES.match(token):
            names.add(word)
    heap.add(word)


def _looks_like_a_year(value: str) -> bool:
    """Tell a year or a day of the month, which dates the words and does not measure anything, from a quantity."""
    return value.isdigit() and (len(value) == 4 or int(value) <= 31)


@lru_cache(maxsize=20_000)
def stem(token: str) -> str:
    """Give the stem of a lower-case word: inflection off, words of the trade joined."""
    word = _without_inflection(re.sub(r"[’']s?$", "", token))
    return _JOINED.get(word, word)


def _without_inflection(word: str) -> str:
    """Take English inflection off a word; crude on purpose, the same for both sides of a comparison."""
    for ending, replacement, least in (
        ("ies", "y", 5),
        ("sses", "ss", 5),
        ("ches", "ch", 6),
        ("shes", "sh", 6),
        ("ss", "ss", 2),
        ("us", "us", 2),
        ("s", "", 4),
    ):
        if word.endswith(ending) and len(word) >= least:
            word = word.removesuffix(ending) + replacement
            break
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search(r"[aeiouy]", base):
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "sl":
                base = base[:-1]
            word = base
            break
    return word.removesuffix("e") if len(word) > 4 else word


_JOINED = {
    _without_inflection(word): _without_inflection(concept)
    for concept, words in CONCEPTS.items()
    for word in words.split()
}
_KNOWN = frozenset(_without_inflection(concept) for concept in CONCEPTS) | {"snapback", "articlefiv"}
_STOP = frozenset(_STOP_WORDS.split())
_WEAK = frozenset(stem(word) for word in _WEAK_WORDS.split())
_OPPOSITES = tuple((_without_inflection(first), _without_inflection(second)) for first, second in OPPOSITES)
_UNITS = frozenset(stem(word) for word in _UNIT_WORDS.split())
_UNIT_NAMES = {stem(word): word for word in reversed(_UNIT_WORDS.split())} | {stem("captive"): "captive"}
NAME_LENGTH = 5
"""Letters that a name and its adjective share: `Ukraine`, `Ukrainian`."""
_NOT_NAMES = re.compile(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


def written_quantity(number: str) -> str:
    """Write a quantity as people do: `15 years`, `85,000`, `30 percent`."""
    value, _, unit = number.partition(" ")
    whole = f"{int(value):,}" if value.isdigit() else value
    return f"{whole} {written_unit(unit, one=value == '1')}".strip()


def written_unit(unit: str, *, one: bool = False) -> str:
    """Write a unit out: `years`; nothing for none."""
    name = _UNIT_NAMES.get(unit, unit)
    alike = {"percent", "personnel", "people", "billion", "million", "thousand", "km"}
    if not name or one or name in alike or name.endswith("s"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else f"{name}s"


def conflict(one: Signature, other: Signature) -> bool:
    """Tell whether two signatures may not be joined: a negation or a number stands between them."""
    if hold_opposites(one, other):
        return True
    flipped = {word for word in one.plain - one.negated if word in other.negated and word not in other.plain}
    flipped |= {word for word in other.plain - other.negated if word in one.negated and word not in one.plain}
    agreed = (one.plain & other.plain) | (one.negated & other.negated)
    flipped -= _WEAK
    # A number in common says that both speak of one thing as much as two words do.
    if flipped & _KNOWN or 2 * len(flipped) > len(agreed - _WEAK) + 2 * len(one.numbers & other.numbers):
        return bool(flipped) or bool(one.numbers and other.numbers and _differ(one.numbers, other.numbers))
    return bool(one.numbers and other.numbers and _differ(one.numbers, other.numbers))


def hold_opposites(one: Signature, other: Signature) -> bool:
    """Tell whether two wordings hold opposite concepts: one only that of staying, the other only that of leaving."""
    return any(_part(one, other, pair) or _part(other, one, pair) for pair in _OPPOSITES)


def _part(one: Signature, other: Signature, pair: tuple[str, str]) -> bool:
    """Tell whether one wording holds only the first of two concepts, and the other only the second."""
    first, second = pair
    return first in one.stems and second in other.stems and second not in one.stems and first not in other.stems


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets of quantities contradict: the same unit with no value in common."""
    units: dict[str, tuple[set[str], set[str]]] = {}
    for side, numbers in enumerate((one, other)):
        for number in numbers:
            value, _, unit = number.partition(" ")
            units.setdefault(unit, (set(), set()))[side].add(value)
    return any(left and right and not left & right for left, right in units.values())


class Weights:
    """How much each stem tells in a given body of statements: what nearly all of them say tells little.

    The weight falls from 1 for a stem that stands in one statement towards 0 for one that stands in all (inverse
    document frequency, scaled).  Concepts of the trade and quantities count in full, other words less, and words
    that are weak in any negotiation least.
    """

    def __init__(self, signatures: Iterable[Signature], issues: Iterable[Iterable[str]] = ()) -> None:
        counted: Counter[str] = Counter()
        names: set[str] = set()
        total = 0
        for item in signatures:
            counted.update(item.features)
            names |= item.names
            total += 1
        total = max(total, _HANDFUL)
        scale = math.log1p(total)
        self._names = frozenset(names)
        self._weights = {
            word: round(math.log1p(total / often) / scale * self._class_weight(word)) for word, often in counted.items()
        }
        topics = Counter(f"{_ISSUE}{topic}" for told in issues for topic in told)
        self._weights |= {topic: round(10_000 * (1 - math.log1p(often) / scale)) for topic, often in topics.items()}
        self._totals: dict[Signature, int] = {}

    @classmethod
    def known(cls, names: Iterable[str], weights: Mapping[str, int]) -> Weights:
        """Give weights that were worked out before, as `table` gave them."""
        made = cls(())
        made._names = frozenset(names)
        made._weights = dict(weights)
        return made

    def table(self) -> tuple[list[str], dict[str, int]]:
        """Give the names and the weights, to be written down."""
        return sorted(self._names), dict(sorted(self._weights.items()))

    def of(self, features: Iterable[str]) -> int:
        """Give the weight of a set of features, in ten-thousandths: whole numbers add up the same in any order."""
        weights = self._weights
        return sum(weights[word] if word in weights else self._class_weight(word) for word in features)

    def rarity(self, topic: str) -> float:
        """Give how rare an issue is, from 0 for one that every statement is about to nearly 1."""
        return self._weights.get(f"{_ISSUE}{topic}", 10_000) / 10_000

    def total(self, says: Signature) -> int:
        """Give the weight of all that a wording says."""
        found = self._totals.get(says)
        if found is None:
            if len(self._totals) >= _MOST_TOTALS:
                self._totals.clear()
            found = self._totals[says] = self.of(says.features)
        return found

    def _class_weight(self, word: str) -> int:
        """Give what a feature counts by its kind, in ten-thousandths."""
        if word.startswith("#"):
            return 12_000
        if word in _WEAK:
            return 1_500
        return 10_000 if word in _KNOWN or word in self._names else _OTHER_WORD


def likeness(one: Signature, other: Signature, weights: Weights) -> float:
    """Give how much of the shorter wording the longer one says too, by weight, 0 to 1.

    Two features that tell something must be shared, or a quantity, or all there are; one shared word is a
    coincidence.
    """
    shared = one.features & other.features
    telling = sum(2 if word.startswith("#") else 1 for word in shared if word not in _WEAK)
    if telling < min(2, len(one.telling), len(other.telling)):
        return 0.0
    least = min(weights.total(one), weights.total(other))
    common = weights.of(shared)
    if not least or common < min(_LEAST_SHARED, least):
        return 0.0
    return common / least
