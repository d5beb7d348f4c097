"""All terms of one statement, each with its own anchor."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman.anchors import quote_at
from dragoman.reading.terms.conditions import Found, conditions
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.dates import act_date
from dragoman.reading.terms.durations import Lasting, durations, main_duration
from dragoman.reading.terms.exchange import exchange
from dragoman.reading.terms.guarantors import Guarantor, PartiesIn, guarantors
from dragoman.reading.terms.kinds import kind_of
from dragoman.reading.terms.limits import time_limit
from dragoman.reading.terms.modality import Mark, marks, strongest
from dragoman.reading.terms.numbers import quantities
from dragoman.record import Act, Anchor, Condition, Duration, Firmness, Modality, Quantity

LONGEST_SENTENCE = 600
"""Tokens that are read of one sentence; beyond it stands a text without sentence ends."""


def nobody(_start: int, _end: int) -> tuple[tuple[str, int, int], ...]:
    """Name no parties: for callers that know of none."""
    return ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a statement says beside who, what and on which issue.

    Attributes:
        conditions: What must come first.
        duration: For how long.
        numbers: Quantities.
        guarantors: Names of the parties named as guarantors; their firmness stands in the anchors.
        in_exchange_for: What is asked in return, in the source's words.
        date: ISO date of the act; the rule stands in its anchor.
        modality: On what footing it is said: the mark furthest from fact.
        quoted: Whether words of the act stand in quotation marks, be it one of them.
        anchors: The place of every value, under the field paths of `record.Anchor`.
    """

    conditions: tuple[Condition, ...] = ()
    duration: Duration | None = None
    numbers: tuple[Quantity, ...] = ()
    guarantors: tuple[str, ...] = ()
    in_exchange_for: str | None = None
    date: str | None = None
    modality: Modality = Modality.STATED
    quoted: bool = False
    anchors: tuple[Anchor, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What the sentences of one statement gave so far."""

    held: list[Found] = field(default_factory=list)
    lasting: list[Lasting] = field(default_factory=list)
    given: tuple[int, int] | None = None
    marked: list[Mark] = field(default_factory=list)


def read_terms(  # noqa: PLR0913 - what the other parts of the reader know of a statement comes as it is
    context: Context,
    start: int,
    end: int,
    *,
    act: Act | None = None,
    cue: tuple[int, int] | None = None,
    parties_in: PartiesIn = nobody,
) -> Terms:
    """Read the terms of the statement `text[start:end]`.

    Args:
        context: The document, looked through once.
        start: First code point of the statement.
        end: Code point after its last.
        act: What the statement does, where the reader knows it.
        cue: Place of the words that introduce what is said, where the reader knows it.
        parties_in: Gives the states and organisations named in a run of characters, with their places.

    Returns:
        The terms; every value of them has an anchor with the exact words of the text.
    """
    words = context.words
    first, stop = words.at(start), words.at(end)
    draft = _Draft()
    for begin, finish in context.sentences_of(first, stop):
        _read_sentence(context, (begin, min(finish, begin + LONGEST_SENTENCE)), act, draft)
    anchors: list[Anchor] = []
    text = context.text
    kept = _conditions(context, draft.held, anchors)
    lasting = _duration(text, draft.lasting, anchors)
    counted = _numbers(context, (first, min(stop, first + LONGEST_SENTENCE)), lasting, anchors)
    named = _guarantors(text, guarantors(context, first, stop, parties_in), anchors)
    if draft.given is not None:
        anchors.append(_anchor(text, "in_exchange_for", *draft.given))
    tokens = None if cue is None else (words.at(cue[0]), max(words.at(cue[0]) + 1, words.at(cue[1])))
    dated = act_date(context, first, stop, tokens)
    if dated is not None:
        anchors.append(_anchor(text, "date", dated.start, dated.end, value=dated.iso, rule=dated.rule))
    anchors += [_anchor(text, "modality", mark.start, mark.end, value=mark.modality.value) for mark in draft.marked]
    return Terms(
        conditions=kept,
        duration=lasting,
        numbers=counted,
        guarantors=named,
        in_exchange_for=None if draft.given is None else text[slice(*draft.given)],
        date=None if dated is None else dated.iso,
        modality=strongest(draft.marked),
        quoted=has_quotation(context, start, end),
        anchors=tuple(anchors),
    )


def has_quotation(context: Context, start: int, end: int) -> bool:
    """Tell whether words of a run of characters stand in quotation marks."""
    runs = context.quotations
    at = max(0, bisect_right(runs, start, key=lambda run: run[0]) - 1)
    while at < len(runs) and runs[at][0] < end:
        inside = context.text[max(start, runs[at][0]) : min(end, runs[at][1])]
        if any(character.isalnum() for character in inside):
            return True
        at += 1
    return False


def _read_sentence(context: Context, run: tuple[int, int], act: Act | None, draft: _Draft) -> None:
    """Read what one sentence of the statement gives."""
    first, stop = run
    words = context.words
    held = conditions(words, first, stop)
    draft.held += held
    draft.lasting += durations(words, first, stop)
    limit = time_limit(context, first, stop)
    if limit is not None:
        draft.lasting.append(limit)
    if draft.given is None:
        draft.given = exchange(words, first, stop)
    draft.marked += marks(words, first, stop, held=held, act=act)


def _conditions(context: Context, held: list[Found], anchors: list[Anchor]) -> tuple[Condition, ...]:
    """Make the conditions and their anchors."""
    words, text = context.words, context.text
    kept: list[Condition] = []
    for found in held:
        kind = kind_of(words, words.at(found.start), words.at(found.end))
        anchors.append(_anchor(text, f"conditions.{len(kept)}", found.start, found.end, value=kind.value))
        kept.append(Condition(text=text[found.start : found.end], kind=kind, start=found.start, end=found.end))
    return tuple(kept)


def _duration(text: str, lasting: list[Lasting], anchors: list[Anchor]) -> Duration | None:
    """Make the duration and its anchor; "a permanent ceasefire" leaves an anchor only."""
    main = main_duration(lasting)
    if main is None:
        for named in lasting[:1]:
            rule = "names a kind of term rather than how long it lasts"
            anchors.append(_anchor(text, "duration", named.start, named.end, value=named.iso, rule=rule))
        return None
    anchors.append(_anchor(text, "duration", main.start, main.end, value=main.iso, rule=main.rule))
    return Duration(iso=main.iso, text=text[main.start : main.end], start=main.start, end=main.end)


def _numbers(
    context: Context, run: tuple[int, int], lasting: Duration | None, anchors: list[Anchor]
) -> tuple[Quantity, ...]:
    """Make the quantities and their anchors; what the duration says already is no quantity beside it."""
    text = context.text
    kept: list[Quantity] = []
    for counted in quantities(context.words, *run):
        if lasting is not None and counted.start < lasting.end and lasting.start < counted.end:
            continue
        words = text[counted.start : counted.end]
        anchors.append(_anchor(text, f"numbers.{len(kept)}", counted.start, counted.end))
        kept.append(
            Quantity(
                value=counted.value, unit=counted.unit, comparator=counted.comparator, text=words,
                start=counted.start, end=counted.end,
            )
        )  # fmt: skip
    return tuple(kept)


def _guarantors(text: str, named: list[Guarantor], anchors: list[Anchor]) -> tuple[str, ...]:
    """Make the guarantors' anchors; who declined to be one is anchored, but is none."""
    kept: list[str] = []
    for guarantor in named:
        place = f"guarantors.{len(kept)}"
        if guarantor.firmness is Firmness.DECLINED:
            place = "guarantors.declined"
        else:
            kept.append(guarantor.name)
        anchors.append(
            _anchor(
                text, place, guarantor.start, guarantor.end,
                value=guarantor.name, rule=guarantor.rule, firmness=guarantor.firmness,
            )
        )  # fmt: skip
    return tuple(kept)


def _anchor(  # noqa: PLR0913 - an anchor is one flat record
    text: str,
    path: str,
    start: int,
    end: int,
    *,
    value: str | None = None,
    rule: str | None = None,
    firmness: Firmness | None = None,
) -> Anchor:
    """Make the anchor of a value."""
    quote = quote_at(text, start, end)
    return Anchor(
        field=path, start=start, end=end, exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix,
        value=value, rule=rule, firmness=firmness,
    )  # fmt: skip


__all__ = ["Terms", "has_quotation", "nobody", "read_terms"]
