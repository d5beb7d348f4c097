"""Terms that hold until a day that the text names: `../2015-03-01`, an interval with an open start (ISO 8601-2)."""

from __future__ import annotations

from dragoman.reading.terms.calendar_words import date_expressions
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.durations import Lasting
from dragoman.reading.terms.lexicon import NEGATIONS, bag
from dragoman.reading.terms.resolving import resolve

_GONE = bag("lasted ran waited remained stayed continued worked ruled")
_HOLDS = bag("until till through")


def time_limit(context: Context, first: int, stop: int) -> Lasting | None:
    """Give the day until which a term in a run of tokens holds, where the text names and settles it."""
    words = context.words
    for index in range(first, stop):
        if words.low[index] not in _HOLDS:
            continue
        expressions = date_expressions(words, index + 1, min(stop, index + 8))
        if not expressions or expressions[0].first > index + 3:
            continue
        if (
            words.rfind(_GONE, max(first, index - 6), index) >= 0
            or words.rfind(NEGATIONS, max(first, index - 10), index) >= 0
        ):
            continue
        resolved = resolve(expressions[0], context.published, ahead=True)
        if resolved is None:
            continue
        end = words.ends[expressions[0].stop - 1]
        return Lasting(f"../{resolved.iso.split('/')[-1]}", words.starts[index], end, 1, resolved.rule)
    return None
