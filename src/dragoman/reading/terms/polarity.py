"""Negation by what it governs: "did not rule out" leaves open, "no longer opposes" has ceased to refuse.

A negator and the predicate that it governs are read together.  "not only", "nothing short of" and their
like negate nothing; a negative verb under a negator is no refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.reading.terms.lexicon import DETERMINERS, NEGATIONS, QUOTES, bag
from dragoman.reading.terms.words import Words


class Polarity(StrEnum):
    """What a mark of negation comes to."""

    NEGATED = "negated"
    DENIED = "denied"
    OPEN = "open"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation: its tokens, half-open, and what it comes to."""

    first: int
    stop: int
    polarity: Polarity


_DENYING = bag("deny denies denied denying disputed disputes refuted refutes rebutted debunked debunks")
_REFUSING = bag(
    """refuse refuses refused refusing reject rejects rejected rejecting oppose opposes opposed opposing decline
    declines declined declining rebuff rebuffs rebuffed spurn spurned veto vetoed     prohibit prohibits prohibited """
)
_FAILING = bag("fail fails failed failing")
_RULE_OUT = bag("rule rules ruled ruling")
_EXCLUDE = bag("exclude excludes excluded preclude precludes precluded object objects objected hesitate")
_DISMISS = bag("dismiss dismisses dismissed dismissing")
_CLAIMED = bag(
    """claim claims accusation accusations allegation allegations report reports suggestion suggestions charge
    charges characterization characterisation speculation rumours rumors assertion assertions idea"""
)
_NOT_NEGATING_AFTER = {
    "not": bag("only just merely simply least surprisingly alone to-mention"),
    "no": bag("doubt matter sooner less fewer later wonder more secret question one-time stranger"),
    "nothing": bag("short less but"),
    "none": bag("other too"),
    "never": bag("before mind theless"),
    "cannot": bag("but help"),
}
_BRIDGE = bag(
    """be been being to have has had longer yet also ever explicitly immediately completely entirely fully
    necessarily want wanted plan going able willing ready a an the any really even"""
)
_WITHHELD = bag("access entry permission food aid visas them him us")
_CONTRASTED = bag("in on by with for just")
_REACH = 5
"""Tokens between a negator and the negative verb that it governs."""


def negations(words: Words, first: int, stop: int) -> list[Negation]:
    """Give the negations in a run of tokens of one sentence, each with the verb that it governs."""
    found: list[Negation] = []
    low = words.low
    index = first
    while index < stop:
        word = low[index]
        negation: Negation | None = None
        if word in NEGATIONS or word.endswith("n't"):
            negation = _particle(words, index, first, stop)
        elif word in _DENYING or word in _DISMISS:
            negation = _denial(words, index, stop)
        elif word in _REFUSING or word in _FAILING or word in _RULE_OUT:
            negation = _refusal(words, index, stop)
        if negation is None:
            index += 1
            continue
        found.append(negation)
        index = max(index + 1, negation.stop)
    return found


def _particle(words: Words, index: int, first: int, stop: int) -> Negation | None:
    """Read "not", "no", "never" and their like with what they govern."""
    low = words.low
    after = words.get(index + 1)
    if _negates_nothing(words, index, first):
        return None
    if low[index] == "nor" and index == first:
        return Negation(index, index + 1, Polarity.NEGATED)
    governed = _governed_verb(words, index + 1, min(stop, index + 1 + _REACH))
    ceased = low[index] == "no" and after == "longer"
    if governed < 0:
        return Negation(index, index + 2 if ceased else index + 1, Polarity.NEGATED)
    verb = low[governed]
    end = governed + 2 if verb in _RULE_OUT else governed + 1
    # "no longer opposes": the refusal has ceased; "did not reject", "will not rule out": left open.
    return Negation(index, end, Polarity.CANCELLED if ceased or verb in _FAILING else Polarity.OPEN)


def _negates_nothing(words: Words, index: int, first: int) -> bool:
    """Tell whether a negator is part of an idiom, a contrast or an answer: "not only", "if not", "…, not its words"."""
    word = words.low[index]
    before = words.get(index - 1) if index > first else ""
    after = words.get(index + 1)
    if after in _NOT_NEGATING_AFTER.get(word, ()) or words.follows(index + 1, "too", "late"):
        return True
    if word == "not":
        contrast = before in {",", "and", "but"} and (after in DETERMINERS or after in _CONTRASTED)
        return contrast or before in {"if", "or", "why", "whether"} or after in {"long", "far", "so"}
    if word == "no":
        return after in {".", ","} or before in {"yes", "or"} or after[:1].isdecimal()
    return word == "neither" and after in QUOTES


def _governed_verb(words: Words, start: int, stop: int) -> int:
    """Give the negative verb that a negator governs, -1 when it governs none."""
    for index in range(start, stop):
        word = words.low[index]
        if word in _REFUSING or word in _DENYING or word in _FAILING or word in _EXCLUDE or word in _DISMISS:
            return index
        if word in _RULE_OUT and words.get(index + 1) == "out":
            return index
        if word not in _BRIDGE:
            return -1
    return -1


def _denial(words: Words, index: int, stop: int) -> Negation | None:
    """Read "denied that …", "denies the claim"; "denied access" denies no claim."""
    low = words.low
    after = words.get(index + 1)
    if low[index] in _DISMISS:
        claimed = words.find(_CLAIMED, index + 1, min(stop, index + 8))
        return Negation(index, index + 1, Polarity.DENIED if claimed >= 0 else Polarity.NEGATED)
    if low[index].startswith("den") and after in _WITHHELD:
        return None
    if words.get(index - 1) in {"confirmed", "confirm", "nor"} or words.follows(index - 2, "confirmed", "or"):
        return None
    if _governed_verb(words, index + 1, min(stop, index + 3)) >= 0:
        return Negation(index, index + 1, Polarity.CANCELLED)
    return Negation(index, index + 1, Polarity.DENIED)


def _refusal(words: Words, index: int, stop: int) -> Negation | None:
    """Read "refused to …", "rejected", "ruled out", "failed to agree"; with a second negative verb left open."""
    word = words.low[index]
    after = words.get(index + 1)
    if word in _RULE_OUT:
        out = words.find({"out"}, index + 1, min(stop, index + 4))
        return None if out < 0 else Negation(index, out + 1, Polarity.NEGATED)
    idle = (word in _FAILING and after != "to") or (word.startswith("declin") and after in {"in", "by", "of"})
    if idle or (word == "opposed" and words.get(index - 1) == "as"):
        return None
    if word.startswith("reject") and words.find(_CLAIMED, index + 1, min(stop, index + 5)) >= 0:
        return Negation(index, index + 1, Polarity.DENIED)
    second = _governed_verb(words, index + 2, min(stop, index + 5)) if after == "to" else -1
    if second < 0:
        return Negation(index, index + 1, Polarity.NEGATED)
    return Negation(index, second + 2 if words.low[second] in _RULE_OUT else second + 1, Polarity.OPEN)
