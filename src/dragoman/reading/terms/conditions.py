"""What must come first: the clause behind "if", "unless", "subject to", "only after" and their like.

The span is the clause itself, without its connective.  Concessive, indirect and rhetorical clauses
("even if", "asked if", "as if", "if only") and plain time ("when", "after", "until Tuesday") are no
conditions.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.condition_clauses import CLAUSE_RULES
from dragoman.reading.terms.condition_runs import Run
from dragoman.reading.terms.condition_steps import STEP_RULES
from dragoman.reading.terms.words import Words

_GLUE = frozenset("-/_=&@#")
_RULES = CLAUSE_RULES | STEP_RULES


@dataclass(frozen=True, slots=True)
class Found:
    """A condition's place in characters, with the token of its connective and the token after its last."""

    start: int
    end: int
    mark: int
    stop: int


def conditions(words: Words, first: int, stop: int) -> list[Found]:
    """Give the conditions in a run of tokens of one sentence, in order, none inside another."""
    run = Run(words, first, stop)
    found: list[Found] = []
    low = words.low
    for index in range(first, stop):
        rule = _RULES.get(low[index])
        if rule is None or (words.get(index - 1) in _GLUE and words.joined(index)) or _glued(words, index):
            continue
        span = rule(run, index)
        if span is None:
            continue
        begin, end = span
        if end <= begin or (found and begin < found[-1].stop):
            continue
        found.append(Found(words.starts[begin], words.ends[end - 1], index, end))
    return found


def _glued(words: Words, index: int) -> bool:
    """Tell whether a token is part of a compound or an address: "as-if", "stay-or-go"."""
    return words.get(index + 1) in _GLUE and words.joined(index + 1) and words.joined(index + 2)
