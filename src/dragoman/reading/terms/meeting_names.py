"""The name of a meeting in its sentence: where its noun phrase begins, and whether what governs it refuses it."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import DETERMINERS, NEGATIONS, bag
from dragoman.reading.terms.meeting_verbs import (
    ATTEND,
    BARRIERS,
    COMING,
    GOING_ON,
    HAPPENED,
    REACH,
    REFUSING,
    TAKING_PART,
    TENTATIVE,
    WILL,
)
from dragoman.reading.terms.meeting_words import MODIFIERS, NOUNS, VERBS
from dragoman.reading.terms.words import Words

_PREPOSITIONS = bag(
    """of in on at to for from with after before during following over about by into amid ahead between through than
    via without against until since toward towards"""
)
_CONJUNCTIONS = bag("after before as while until since when because though although if and but that")
_OF_SUCH = bag("round rounds day days hour hours week weeks month months year series set session sessions couple")
"""Before "of talks" these belong to the name."""
_OF_THE_NAME = (MODIFIERS - {"and"}) | COMING | TENTATIVE | GOING_ON | {"-", "'"}
_FINITE_AFTER = HAPPENED | WILL | {"are", "is"}
_TO_TAKE_PART = ATTEND | {"invited"}


def name_start(words: Words, trigger: int, first: int) -> int:
    """Give the first token of the noun phrase of a meeting, its article included."""
    begin = trigger
    while begin > first:
        low = words.low[begin - 1]
        if low == "of" and words.get(begin - 2) in _OF_SUCH:
            begin -= 2
        elif low in _PREPOSITIONS:
            # "in-person", "face to face"
            if words.get(begin) != "-" and words.get(begin - 2) != "face":
                break
            begin -= 1
        elif low in _OF_THE_NAME or low[0].isdigit() or low.endswith("'s") or words.capital(begin - 1):
            begin -= 1
        else:
            break
    for back in range(begin - 1, max(first, begin - 4) - 1, -1):
        low = words.low[back]
        if low in DETERMINERS:
            return back
        if low in _PREPOSITIONS or low in BARRIERS or low in TAKING_PART:
            break
    return begin


def is_behind_preposition(words: Words, trigger: int, first: int) -> bool:
    """Tell whether the name stands behind a preposition, so that what follows is said of something else."""
    head = name_start(words, trigger, first)
    before = words.get(head - 1) if head > first else ""
    return before in _PREPOSITIONS and not (before in _CONJUNCTIONS and _finite_near(words, trigger))


def _finite_near(words: Words, trigger: int) -> bool:
    """Tell whether a verb follows right after a name, as in "before the talks resumed"."""
    return words.find(_FINITE_AFTER, trigger + 1, trigger + 4) >= 0


def refusal_before(words: Words, trigger: int, first: int) -> int:
    """Give the token by which somebody refuses or is refused to take part in a meeting; -1 where nobody does."""
    verb = words.low[trigger] in VERBS and words.low[trigger] not in NOUNS
    head = trigger if verb else name_start(words, trigger, first)
    for at in range(head - 1, max(first, head - REACH) - 1, -1):
        low = words.low[at]
        if low in BARRIERS:
            break
        if low in REFUSING or (low == "than" and words.get(at - 1) == "rather"):
            return at
        negated = low in NEGATIONS or low.endswith("n't")
        taken = verb or low == "without" or any(word in _TO_TAKE_PART for word in words.low[at + 1 : head])
        unplanned = low == "no" and words.get(at + 1) in {"plan", "plans", "intention", "need", "date"}
        if unplanned or (negated and low != "no" and taken and words.get(at + 1) not in {"only", "just", "yet"}):
            return at
    return -1
