"""The day of the act itself: when it was said, signed or decided, not when what it announces will be.

The date that stands with the verb of saying wins; then a date of the past in a statement that has no
verb of saying; then the day that the sentence gave, or the sentence before it where the same speaker
goes on.  What was plainly said in the past but bears no date is taken to be of the day that the article's
lead tells of, and says so; without such a day it has none: that an article appeared on a day is no
evidence of when somebody spoke.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.reading.terms.calendar_words import DateKind, Expression, date_expressions
from dragoman.reading.terms.lexicon import DETERMINERS, FINITE, QUOTES, REPORTING, bag
from dragoman.reading.terms.resolving import resolve
from dragoman.reading.terms.words import Words

if TYPE_CHECKING:
    from dragoman.reading.terms.context import Context

_NOT_WHEN = bag("by until till before since from after through starting beginning deadline next as of for")
_AHEAD = bag(
    """will would shall should must may might could can to due scheduled set planned plans plan expected expects
    deadline upcoming coming later next tomorrow ahead if when once before until by"""
)
_DAYS = frozenset({DateKind.WEEKDAY, DateKind.DAY, DateKind.RELATIVE_DAY, DateKind.WEEKEND})
_SAID = bag(
    """said told added saying adding telling
    warned stated announced declared insisted claimed argued stressed noted replied wrote tweeted
    confirmed denied reiterated vowed urged called accused rejected pledged promised demanded acknowledged agreed"""
)
_OTHER_TIMES = bag("previously earlier repeatedly recently ago since former formerly")
LEAD = 8
"""Sentences at the head of an article that may give the day it tells of."""
FRESH = 2
"""Days before publication that the lead may tell of; what is older is background."""
LONGEST = 200
"""Tokens of a neighbouring sentence that are looked through; a text may have no sentence ends."""
_JOINED = DETERMINERS | {"and", ","}
_LINKS = bag("on late early earlier in the last this that later afternoon morning evening")
_FAR = 24
"""The same where the date closes its clause: "proposed … at talks in Turkey on Tuesday"."""
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
    return _carried(context, number, first) or _of_lead(context, first, stop)


def lead_day(context: Context) -> Dated | None:
    """Give the day that the first sentences of the article tell of, where it is that of publication or just before."""
    if context.published is None:
        return None
    for number in range(min(LEAD, len(context.sentences) - 1)):
        first, stop = context.sentence(number)
        dated = _first_dated(context, [(first, min(stop, first + LONGEST))], None)
        if dated is None or len(dated.iso) != len("2022-03-29"):
            continue
        days = (context.published - date.fromisoformat(dated.iso)).days
        return dated if 0 <= days <= FRESH else None
    return None


def _of_lead(context: Context, first: int, stop: int) -> Dated | None:
    """Give the day of the article's lead to what was plainly said in the past and bears no date."""
    words = context.words
    lead = context.lead
    if lead is None or words.find(_OTHER_TIMES, first, stop) >= 0:
        return None
    said = words.find(_SAID, first, stop)
    before = words.get(said - 1) if said > first else ""
    spoken = said >= 0 and before not in {"has", "have", "had", "having", "was", "were", "been"}
    if not spoken and not _all_quoted(context, first, stop):
        return None
    if any(expression.kind is not DateKind.WEEKDAY for expression in date_expressions(words, first, stop)):
        return None
    return Dated(lead.iso, lead.start, lead.end, f"inferred: undated, day of the article's lead; {lead.rule}")


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
            if context.quoted(words.starts[expression.first]):
                continue
            if said_only and (not verbs or expression.kind not in _DAYS):
                continue
            if _is_of_act(words, expression, (first, stop), verbs):
                dated = _dated(context, expression)
                if dated is not None:
                    return dated
    return None


def _all_quoted(context: Context, first: int, stop: int) -> bool:
    """Tell whether a run of tokens is a quotation that goes on, with nobody named as its speaker."""
    words = context.words
    last = stop - 1
    while last > first and not words.low[last][0].isalnum():
        last -= 1
    start = first
    while start < last and not words.low[start][0].isalnum():
        start += 1
    return start < last and context.quoted(words.starts[start]) and context.quoted(words.starts[last])


def _dated(context: Context, expression: Expression) -> Dated | None:
    """Resolve an expression that tells of the past."""
    resolved = resolve(expression, context.published, ahead=False)
    if resolved is None:
        return None
    words = context.words
    return Dated(resolved.iso, words.starts[expression.first], words.ends[expression.stop - 1], resolved.rule)


def _is_of_act(words: Words, expression: Expression, run: tuple[int, int], verbs: list[int]) -> bool:
    """Tell whether a date belongs to the act rather than to what is said."""
    first = run[0]
    at = expression.first
    before = words.get(at - 1) if at > first else ""
    if before in {"the", "a", "on", "in", "of", ",", "-"} and words.get(at - 2) in _NOT_WHEN and at - 2 >= first:
        return False
    if before in _NOT_WHEN or expression.turn in {"next", "coming"} or expression.shift > 0:
        return False
    if words.get(expression.stop) == "'s" or words.follows(expression.stop, "'", "s"):
        return False
    if (expression.kind is DateKind.YEAR and expression.part) or _in_relative(words, first, at):
        return False
    if not verbs:
        return not looks_ahead(words, expression, first) and expression.kind is not DateKind.YEAR
    return any(_with_verb(words, expression, verb, run) for verb in verbs)


def _in_relative(words: Words, first: int, at: int) -> bool:
    """Tell whether a token stands in a relative clause: "which Russia annexed in 2014"."""
    relative = words.rfind({"which", "who", "whose", "where"}, first + 1, at)
    return relative >= 0 and words.find({","}, relative, at) < 0


def _saying(words: Words, first: int, stop: int, cue: tuple[int, int] | None) -> list[int]:
    """Give the verbs of saying in a sentence; the reader's own cue where it lies in it."""
    if cue is not None and first <= cue[0] < stop:
        return [cue[0], max(cue[0], cue[1] - 1)]
    return [index for index in range(first, stop) if words.low[index] in REPORTING]


def _with_verb(words: Words, expression: Expression, verb: int, run: tuple[int, int]) -> bool:
    """Tell whether a date stands with a verb of saying, no content between them."""
    first = run[0]
    if expression.first > verb:
        low, high = verb + 1, expression.first
        last = words.get(expression.stop) in {".", ",", ""} or words.get(expression.stop) in QUOTES
        if high - low > (_FAR if last else _REACH):
            return False
        if high - low > _REACH and words.find({"to", "which", "who", "after", "when", "ahead"}, low, high) >= 0:
            return False
    else:
        # "On Friday, Netanyahu's office said": the date opens the sentence, or its clause.
        low, high = expression.stop, verb
        opener = expression.first - 1
        while opener >= first and words.low[opener] in _LINKS:
            opener -= 1
        head = opener < first or words.low[opener] in {",", "and", "but", ";"} or words.low[opener] in QUOTES
        if (not head and high - low > 2) or high - low > 2 * _REACH:
            return False
    between = words.low[low:high]
    if any(word in FINITE or word in QUOTES or word in {"that", ";", ".", ":"} for word in between):
        return False
    # A second verb between them has the date: "said that …", "the plan outlined by … on 31 May".
    return expression.first < verb or not any(
        len(word) > 4 and word.endswith("ed") and words.low[low + at - 1] not in _JOINED
        for at, word in enumerate(between)
    )


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
