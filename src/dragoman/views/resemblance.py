"""How likely two statements of one party put the same thing on the table: a few features, weighed by a fit.

The features are what a reader who knows the trade goes by: which words, numbers and issues the two share, how rare
these are in the record, whether the acts are of one kind.  The weights come from a logistic regression over annotated
negotiations (`benchmarks/views_fitting.py`, which also measures each negotiation with weights fitted on the others).
What forbids a join (another party, a negation, a number, another list of guarantors) stands in `grouping`, not here.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Protocol

from dragoman.views.words import Signature, Weights, pairs_in

FEATURES = (
    "heart",
    "sentence",
    "covered",
    "number",
    "issues",
    "rare issue",
    "first issue",
    "act",
    "kind of act",
    "one article",
    "one passage",
    "addressee",
    "few words",
    "jointly",
    "one day",
    "days apart",
    "day unknown",
    "one's condition",
    "condition",
    "words together",
    "many together",
)
"""What is looked at, in the order of the weights."""

BIAS = -5.42
WEIGHTS: tuple[float, ...] = (
    *(0.61, 0.84, 1.30, 1.85, 0.40, 4.00, 0.76, 1.09, 0.34, 0.20, -0.68, 0.71, 1.10),
    *(-0.72, 0.98, -1.52, -0.09, -0.95, 0.60, 1.43, 1.45),
)
"""What each feature adds to the log-odds, as fitted on all annotated negotiations."""

_KINDS = {
    "propose": "idea",
    "offer": "own",
    "pledge": "own",
    "demand": "asked",
    "request": "asked",
    "agree": "taken",
    "accept": "taken",
    "reject": "refused",
    "deny": "refused",
    "threaten": "refused",
}
_MANY = 4
"""Words together in both from which on it makes no difference how many there are."""
_PASSAGE = 600
"""Code points within which two statements of one article belong to one passage."""


class Spoken(Protocol):
    """What the features are made of; `gist.Said` is it."""

    @property
    def block(self) -> Hashable:
        """Those who speak."""
        ...

    @property
    def says(self) -> Signature:
        """The heart of the statement."""
        ...

    @property
    def whole(self) -> Signature:
        """Its whole sentence."""
        ...

    @property
    def issues(self) -> frozenset[str]:
        """What it is about."""
        ...

    @property
    def topic(self) -> str:
        """The first of its issues."""
        ...

    @property
    def act(self) -> str:
        """What is done."""
        ...

    @property
    def document(self) -> str:
        """Version of the document."""
        ...

    @property
    def start(self) -> int:
        """Place in the document."""
        ...

    @property
    def addressee(self) -> str:
        """Whom it is directed at, folded; empty for nobody."""
        ...

    @property
    def sentence(self) -> str:
        """The sentence that holds it."""
        ...

    @property
    def day(self) -> int:
        """Day of the act, counted; 0 where it is not known."""
        ...

    @property
    def conditions(self) -> frozenset[str]:
        """Stems of what must come first."""
        ...


def chance(one: Spoken, other: Spoken, weights: Weights) -> float:
    """Give how likely it is, 0 to 1, that two statements of one party put the same thing on the table.

    Two that share no telling word are not joined whatever else speaks for it: nobody could see why.
    """
    if share_nothing(one, other):
        return 0.0
    told = zip(WEIGHTS, features(one, other, weights), strict=True)
    return 1.0 / (1.0 + math.exp(-BIAS - sum(weight * value for weight, value in told)))


def share_nothing(one: Spoken, other: Spoken) -> bool:
    """Tell whether two statements that both say something have no telling word in common."""
    ours, theirs = one.whole.telling, other.whole.telling
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def features(one: Spoken, other: Spoken, weights: Weights) -> tuple[float, ...]:
    """Give the features of a pair, as `FEATURES` names them; the same whichever comes first."""
    near = one.document == other.document
    kind = _KINDS.get(one.act)
    heart, _ = _shared(one.says, other.says, weights)
    sentence, covered = _shared(one.whole, other.whole, weights)
    return (
        heart,
        sentence,
        covered,
        float(not one.whole.numbers.isdisjoint(other.whole.numbers)),
        *_on_issues(one, other, weights),
        float(one.act == other.act),
        float(kind is not None and kind == _KINDS.get(other.act)),
        float(near),
        float(near and abs(one.start - other.start) < _PASSAGE),
        float(bool(one.addressee) and one.addressee == other.addressee),
        1.0 / (1 + min(len(one.whole.telling), len(other.whole.telling))),
        float(one.block != other.block),
        *_in_time(one, other),
        float(bool(one.conditions) != bool(other.conditions)),
        float(not one.conditions.isdisjoint(other.conditions)),
        *_together(one, other),
    )


def _in_time(one: Spoken, other: Spoken) -> tuple[float, float, float]:
    """Give whether two acts are of one day, how far apart their days are, and whether a day is not known."""
    if not (one.day and other.day):
        return 0.0, 0.0, 1.0
    return float(one.day == other.day), math.log1p(abs(one.day - other.day)) / 5, 0.0


def _together(one: Spoken, other: Spoken) -> tuple[float, float]:
    """Give how much of the words that stand near each other in both does so in the same twos, and whether many do."""
    ours, theirs = pairs_in(one.sentence), pairs_in(other.sentence)
    shared = len(ours & theirs)
    return (shared / math.sqrt(len(ours) * len(theirs)) if shared else 0.0), min(shared, _MANY) / _MANY


def _shared(one: Signature, other: Signature, weights: Weights) -> tuple[float, float]:
    """Give the weight of what two wordings share, held against that of both, and against that of the lighter one."""
    shared = one.features & other.features
    if not shared:
        return 0.0, 0.0
    common, ours, theirs = weights.of(shared), max(1, weights.total(one)), max(1, weights.total(other))
    return common / math.sqrt(ours * theirs), common / min(ours, theirs)


def _on_issues(one: Spoken, other: Spoken, weights: Weights) -> tuple[float, float, float]:
    """Give the share of issues in common, how rare the rarest of them is, and whether both begin with one."""
    shared, either = one.issues & other.issues, one.issues | other.issues
    rarest = max((weights.rarity(topic) for topic in shared), default=0.0)
    return len(shared) / len(either) if either else 0.0, rarest, float(one.topic == other.topic)
