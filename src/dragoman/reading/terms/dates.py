"""The day of the act itself: when it was said, signed or decided, not when what it announces will be.

The date that stands with the verb of saying wins; then a date of the past in a statement that has no
verb of saying; then the date that the sentence, or the sentences before it in the same paragraph, gave.
Nothing else: an article's own day is no evidence of when somebody spoke.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.calendar_words import DateKind, Expression, date_expressions
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.lexicon import MODALS, QUOTES, REPORTING, bag
from dragoman.reading.terms.resolving import resolve
from dragoman.reading.terms.words import Words

_NOT_WHEN = bag("by until till before since from after through starting beginning deadline next as of for")
_AHEAD = bag(
    """will would shall should must may might could can to due scheduled set planned plans plan expected expects
    deadline upcoming coming later next tomorrow ahead if when once before until by"""
)
_DAYS = frozenset({DateKind.WEEKDAY, DateKind.DAY, DateKind.RELATIVE_DAY, DateKind.WEEKEND})
LONGEST = 200
"""Tokens of a neighbouring sentence that are looked through; a text may have no sentence ends."""
_REACH = 10
"""Tokens between a verb of saying and the date that belongs to it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of an act, the words that give it and the rule."""

    iso: str
    start: int
    end: int
    rule: str


def act_date(context: Context, first: int, stop: int, cue: tuple[int, int] | None = None) -> Dated | None:
    """Give the day of the act that stands in a run of tokens.

    Args:
        context: The document.
        first: First token of the statement.
        stop: Token after its last.
        cue: The verb of saying as tokens, half-open, where the reader knows it.
    """
    own = _first_dated(context, context.sentences_of(first, stop), cue)
    if own is not None:
        return own
    number = context.sentence_at(first)
    begin, end = context.sentence(number)
    if (begin, end) != (first, stop):
        whole = _first_dated(context, [(begin, min(end, begin + LONGEST))], None, said_only=True)
        if whole is not None:
            return Dated(whole.iso, whole.start, whole.end, f"date of the sentence; {whole.rule}")
    return _carried(context, number, first)


def looks_ahead(words: Words, expression: Expression, first: int) -> bool:
    """Tell whether the words before a date speak of what is still to come."""
    return words.rfind(_AHEAD, max(first, expression.first - 12), expression.first) >= 0


def _first_dated(
    context: Context, runs: list[tuple[int, int]], cue: tuple[int, int] | None, *, said_only: bool = False
) -> Dated | None:
    """Give the first date in some sentences that is one of the act; `said_only` wants the day of a verb of saying."""
    words = context.words
    for first, stop in runs:
        expressions = date_expressions(words, first, stop)
        if not expressions:
            continue
        verbs = _saying(words, first, stop, cue)
        for expression in expressions:
            if said_only and (not verbs or expression.kind not in _DAYS):
                continue
            if _is_of_act(words, expression, (first, stop), verbs):
                dated = _dated(context, expression)
                if dated is not None:
                    return dated
    return None


def _dated(context: Context, expression: Expression) -> Dated | None:
    """Resolve an expression that tells of the past."""
    resolved = resolve(expression, context.published, ahead=False)
    if resolved is None:
        return None
    words = context.words
    return Dated(resolved.iso, words.starts[expression.first], words.ends[expression.stop - 1], resolved.rule)


def _is_of_act(words: Words, expression: Expression, run: tuple[int, int], verbs: list[int]) -> bool:
    """Tell whether a date belongs to the act rather than to what is said."""
    first, stop = run
    at = expression.first
    before = words.get(at - 1) if at > first else ""
    if before in {"the", "a", "on", "in", "of", ",", "-"} and words.get(at - 2) in _NOT_WHEN and at - 2 >= first:
        return False
    if before in _NOT_WHEN or expression.turn in {"next", "coming"} or expression.shift > 0:
        return False
    if words.get(expression.stop) == "'s" or words.follows(expression.stop, "'", "s"):
        return False
    if expression.kind is DateKind.YEAR and expression.part:
        return False
    if not verbs:
        return not looks_ahead(words, expression, first) and expression.kind is not DateKind.YEAR
    return any(_with_verb(words, expression, verb, run) for verb in verbs)


def _saying(words: Words, first: int, stop: int, cue: tuple[int, int] | None) -> list[int]:
    """Give the verbs of saying in a sentence; the reader's own cue where it lies in it."""
    if cue is not None and first <= cue[0] < stop:
        return [cue[0], max(cue[0], cue[1] - 1)]
    return [index for index in range(first, stop) if words.low[index] in REPORTING]


def _with_verb(words: Words, expression: Expression, verb: int, run: tuple[int, int]) -> bool:
    """Tell whether a date stands with a verb of saying, no content between them."""
    first, _ = run
    if expression.first > verb:
        low, high = verb + 1, expression.first
        if high - low > _REACH:
            return False
    else:
        # "On Friday, Netanyahu's office said": the date opens the sentence, or its clause.
        low, high = expression.stop, verb
        opener = words.get(expression.first - 1) if expression.first > first else ""
        lead = words.get(expression.first - 2) if expression.first - 1 > first else ""
        head = expression.first == first or opener in {
            "on",
            "late",
            "earlier",
            "early",
            ",",
            "and",
            "but",
            "last",
            "in",
        }
        if high - low > 2 * _REACH or not (head or lead in {",", "and"} or high - low <= 3):
            return False
    between = words.low[low:high]
    return not any(word in MODALS or word in QUOTES or word in {"that", ";", ".", ":"} for word in between)


def _carried(context: Context, number: int, first: int) -> Dated | None:
    """Give the day of the sentence before in the same paragraph, where the same speaker plainly goes on."""
    words = context.words
    if not _goes_on(words, first, context.sentence(number)[1]):
        return None
    for back in (1, 2):
        begin, stop = context.sentence(number - back)
        following = context.sentence(number - back + 1)[0]
        if stop <= begin or "\n" in context.text[words.ends[stop - 1] : words.starts[following]]:
            return None
        dated = _first_dated(context, [(begin, min(stop, begin + LONGEST))], None, said_only=True)
        if dated is not None:
            return Dated(dated.iso, dated.start, dated.end, f"date of the sentence before; {dated.rule}")
        if not _goes_on(words, begin, stop):
            return None
    return None


def _goes_on(words: Words, first: int, stop: int) -> bool:
    """Tell whether a sentence has the speaker of the one before: "he added", "they said", a quotation going on."""
    if words.get(first) in {"he", "she", "they", "it"}:
        return words.find(REPORTING, first + 1, min(stop, first + 5)) >= 0
    tail = words.find({"he", "she", "they", "it"}, max(first, stop - 5), stop)
    return tail >= 0 and words.find(REPORTING, max(first, tail - 1), stop) >= 0
