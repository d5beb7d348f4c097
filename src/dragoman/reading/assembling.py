"""Spotted spans, names and terms into statements, every value with its anchor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors import Cast
from dragoman.anchors import overlap, quote_at
from dragoman.reading.attributions import Attribution
from dragoman.reading.confidence import Calibration
from dragoman.reading.decoding import Scores
from dragoman.reading.judging import NOBODY, Asked
from dragoman.reading.naming import Naming, name_actor, places_of
from dragoman.reading.spotting import Spotted
from dragoman.reading.terms import Context, PartiesIn, Terms, read_terms
from dragoman.reading.wording import Kind, WordModel, kind_of
from dragoman.record import Actor, Anchor, Document, Statement, digest

CONTENT_WORDS = 25
LEAST_WITH_TERMS = 0.05
"""The same for statements that carry a term: a guarantor list told in passing is worth a doubtful line."""
LEAST_CONFIDENCE = 0.2
"""Statements less likely than this to stand are not kept: on held-out negotiations that gave the best F1."""
FEWEST_WORDS = 4
"""Fewer words than this carry no act with its party: what was cut off a sentence, not a statement."""
_WORD = re.compile(r"\S+")
_LOCAL = 2000
"""Code points around a statement in which its attribution is looked for."""


@dataclass(frozen=True, slots=True)
class Layers:
    """All that was read of one document before statements are put together."""

    document: Document
    spotted: tuple[Spotted, ...]
    attributions: tuple[Attribution, ...]
    cast: Cast
    context: Context
    words: WordModel
    calibration: Calibration


def name_all(layers: Layers) -> list[tuple[Spotted, Naming]]:
    """Tell of each spotted statement who acts; fragments are left out."""
    named: list[tuple[Spotted, Naming]] = []
    last: tuple[Naming, int] | None = None
    low = 0
    text, attributions = layers.document.text, layers.attributions
    for spotted in layers.spotted:
        while low < len(attributions) and _end(attributions[low]) < spotted.start - _LOCAL:
            low += 1
        near = [a for a in attributions[low : low + 40] if a.content[0][0] < spotted.end + _LOCAL]
        naming = name_actor(spotted, near, layers.cast, last, text=text)
        if len(_WORD.findall(text, spotted.start, spotted.end)) < FEWEST_WORDS:
            continue
        named.append((spotted, naming))
        if spotted.position is None:
            last = (naming, spotted.end)
    return named


def asked_of(named: Sequence[tuple[Spotted, Naming]]) -> list[Asked]:
    """Give the statements in the shape in which the encoder judges them."""
    asked: list[Asked] = []
    for spotted, naming in named:
        who = naming.actor or naming.source
        asked.append(Asked(spotted.start, spotted.end, NOBODY if who is None else who.name))
    return asked


def assemble(
    layers: Layers, named: Sequence[tuple[Spotted, Naming]], judged: Sequence[tuple[Scores, Scores]]
) -> list[Statement]:
    """Put the statements of one document together, in order.

    Args:
        layers: What was read.
        named: From `name_all`.
        judged: The encoder's scores for the acts and issues of each of them.
    """
    found: list[Statement] = []
    doubtful: Statement | None = None
    places_in = places_of(layers.cast)
    for (spotted, naming), scores in zip(named, judged, strict=True):
        if spotted.position is not None and _same_hands(found, spotted, naming):
            continue
        kind = kind_of(layers.words, layers.document.text, spotted, naming, scores)
        statement = _statement(layers, spotted, naming, kind, places_in)
        if spotted.position is not None and doubtful is not None and _around(doubtful, statement):
            # A position told in passing shows that the sentence around it is about what is disputed.
            found.append(doubtful)
            doubtful = None
        if _likely_enough(statement):
            found.append(statement)
        elif spotted.position is None:
            doubtful = statement if statement.confidence >= LEAST_WITH_TERMS else None
    return found


def _around(outer: Statement, inner: Statement) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _likely_enough(statement: Statement) -> bool:
    """Tell whether a statement is kept: likely enough, or carrying a term that nobody would want to lose."""
    terms = statement.conditions or statement.guarantors or statement.duration or statement.in_exchange_for
    return statement.confidence >= (LEAST_WITH_TERMS if terms else LEAST_CONFIDENCE)


def _same_hands(found: Sequence[Statement], nested: Spotted, naming: Naming) -> bool:
    """Tell whether the statement around a position told in passing is already its holder's own."""
    around = [s for s in found[-2:] if overlap(s.start, s.end, nested.start, nested.end)]
    return any(set(s.parties) & set(naming.parties) for s in around)


def _end(attribution: Attribution) -> int:
    return max(end for _, end in (*attribution.content, *attribution.source, *attribution.cue))


def _statement(layers: Layers, spotted: Spotted, naming: Naming, kind: Kind, places_in: PartiesIn) -> Statement:
    document, text = layers.document, layers.document.text
    cue = naming.attribution.cue[0] if naming.attribution and naming.attribution.cue else None
    terms = read_terms(layers.context, spotted.start, spotted.end, act=kind.act, cue=cue, parties_in=places_in)
    addressee, addressee_place = _addressee(spotted, naming, layers.cast)
    content = _content(text, spotted, naming)
    actor = naming.actor.name if naming.actor else None
    chances = layers.calibration.chances(spotted, kind, naming)
    return Statement(
        id=digest(document.source.sha256, spotted.start, spotted.end, kind.act, actor),
        document=document.source.address,
        sha256=document.source.sha256,
        start=spotted.start,
        end=spotted.end,
        quote=text[spotted.start : spotted.end],
        actor=actor,
        parties=naming.parties,
        source=naming.source.name if naming.source else None,
        addressee=addressee.name if addressee else None,
        act=kind.act,
        issues=kind.issues,
        content=text[content[0] : content[1]],
        conditions=terms.conditions,
        duration=terms.duration,
        guarantors=terms.guarantors,
        in_exchange_for=terms.in_exchange_for,
        date=terms.date,
        quoted=terms.quoted,
        modality=terms.modality,
        confidence=chances["statement"],
        numbers=terms.numbers,
        anchors=_anchors(text, naming, (addressee, addressee_place), content, terms),
        entities=tuple(a for a in dict.fromkeys((naming.actor, naming.source, addressee)) if a is not None),
        field_confidence=chances,
    )


def _addressee(spotted: Spotted, naming: Naming, cast: Cast) -> tuple[Actor | None, tuple[int, int] | None]:
    """Resolve whom the act is directed at: the likeliest marked words that are not the actor's own."""
    for start, end, _ in sorted(spotted.addressees, key=lambda run: (-run[2], run[0])):
        if naming.place and overlap(start, end, *naming.place):
            continue
        found = cast.resolve(start, end, speaker=None)
        if found.actor is not None and (naming.actor is None or found.actor.id != naming.actor.id):
            return found.actor, (start, end)
    return None, None


def _content(text: str, spotted: Spotted, naming: Naming) -> tuple[int, int]:
    """Give the source's own words for what is said: the attribution's content within the statement, else all of it."""
    start, end = spotted.start, spotted.end
    if naming.attribution:
        inside = [(max(a, start), min(b, end)) for a, b in naming.attribution.content if overlap(a, b, start, end)]
        if inside:
            start, end = max(inside, key=lambda run: (run[1] - run[0], -run[0]))
    words = list(_WORD.finditer(text, start, end))[:CONTENT_WORDS]
    return (words[0].start(), words[-1].end()) if words else (start, end)


def _anchor(
    text: str, field: str, place: tuple[int, int], *, value: str | None = None, rule: str | None = None
) -> Anchor:
    quote = quote_at(text, *place)
    return Anchor(
        field=field,
        start=quote.start,
        end=quote.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        value=value if value != quote.exact else None,
        rule=rule,
    )


def _anchors(
    text: str,
    naming: Naming,
    addressee: tuple[Actor | None, tuple[int, int] | None],
    content: tuple[int, int],
    terms: Terms,
) -> tuple[Anchor, ...]:
    found: list[Anchor] = []
    if naming.place:
        found.append(
            _anchor(text, "actor", naming.place, value=naming.actor.name if naming.actor else None, rule=naming.rule)
        )
    if naming.source and naming.source_place:
        found.append(_anchor(text, "source", naming.source_place, value=naming.source.name))
    if addressee[0] and addressee[1]:
        found.append(_anchor(text, "addressee", addressee[1], value=addressee[0].name))
    if naming.attribution and naming.attribution.cue:
        found.append(_anchor(text, "cue", naming.attribution.cue[0]))
    found.append(_anchor(text, "content", content))
    return (*found, *terms.anchors)


def in_order(spotted: Sequence[Spotted]) -> tuple[Spotted, ...]:
    """Sort statements by place, the outer first."""
    return tuple(sorted(spotted, key=lambda s: (s.start, -s.end)))
