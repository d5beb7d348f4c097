"""What the rules for conditions share: one sentence's run of words, and how a condition's span is cut from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.terms.clauses import clause_end, opens_clause
from dragoman.reading.terms.lexicon import FINITE, NEGATIONS, bag
from dragoman.reading.terms.words import Words

ENDING = bag(", will would can could may might must shall")
REFUSING = bag("refuse refuses refused refusing reject rejects rejected unlikely impossible reluctant")
CAUTION = NEGATIONS | REFUSING


@dataclass(frozen=True, slots=True)
class Run:
    """One sentence's part of a statement, as tokens."""

    words: Words
    first: int
    stop: int


Rule = Callable[[Run, int], tuple[int, int] | None]


def clause_of(run: Run, mark: int, begin: int) -> tuple[int, int] | None:
    """Give the clause that begins at a token, without edge marks."""
    if begin >= run.stop:
        return None
    end = clause_end(run.words, begin, run.stop, leading=opens_clause(run.words, mark, run.first))
    return without_marks(run.words, begin, end)


def phrase_of(run: Run, begin: int) -> tuple[int, int] | None:
    """Give a noun phrase that begins at a token: to the next comma or modal verb at the latest."""
    verb = run.words.find(ENDING, begin, run.stop)
    end = clause_end(run.words, begin, run.stop if verb < 0 else verb, leading=False)
    return without_marks(run.words, begin, end)


def without_marks(words: Words, begin: int, end: int) -> tuple[int, int] | None:
    """Drop marks at the edges of a run; None when nothing is left."""
    while begin < end and not words.low[begin][0].isalnum():
        begin += 1
    while end > begin and not words.low[end - 1][0].isalnum() and words.low[end - 1] not in {"%", ")"}:
        end -= 1
    return (begin, end) if end > begin else None


def has_verb(words: Words, start: int, stop: int) -> bool:
    """Tell whether a finite verb stands in the next words before a mark ends the clause."""
    for index in range(start, min(stop, start + 14)):
        low = words.get(index)
        if low in FINITE or low.endswith(("n't", "'s", "'re", "'ve")):
            return True
        if low in {",", ".", ";"}:
            return False
        if len(low) > 3 and (low.endswith("ed") or (low.endswith("s") and not low.endswith(("ss", "us", "is")))):
            return True
    return False
