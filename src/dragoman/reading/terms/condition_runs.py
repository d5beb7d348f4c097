"""What the rules for conditions share: one sentence's run of words, and how a condition's span is cut from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.terms.clauses import clause_end, opens_clause
from dragoman.reading.terms.lexicon import DETERMINERS, NEGATIONS, PRONOUNS, bag
from dragoman.reading.terms.words import Words

_INVERTING = bag("will would can could may might shall is are do does")
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
    if run.words.get(mark - 1) == "only":
        end = _before_inversion(run.words, begin, end)
    return without_marks(run.words, begin, end)


def _before_inversion(words: Words, begin: int, end: int) -> int:
    """Cut "only when that happens | will there be …" before the main clause, whose verb comes first."""
    verb = words.find(_INVERTING, begin + 2, end)
    after = words.get(verb + 1) if verb > 0 else ""
    return verb if verb > 0 and (after in PRONOUNS or after in DETERMINERS or words.capital(verb + 1)) else end


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
