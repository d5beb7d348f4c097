"""Whom "the two sides", "both countries" and "the mediators" mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.actors import offices
from dragoman.actors.naming import slug
from dragoman.actors.phrases import Phrase
from dragoman.record import Actor, ActorKind

if TYPE_CHECKING:
    from dragoman.actors.reference import Answer, Reference

MEDIATING = frozenset({"mediators", "mediator", "guarantors", "facilitators", "mediating teams"})
_MEDIATION = frozenset({"mediators", "mediator", "mediating", "mediated", "brokered", "brokering", "mediation"})
_PLURAL = frozenset({"sides", "parties"})
_DEEP = 5
"""Depth at which parts of a list are asked for: they are names, not references."""


def sides(reference: Reference, phrase: Phrase, depth: int) -> Answer:
    """Give the parties whom "the two sides" means."""
    words = reference.tokens.low[phrase.i : phrase.j]
    owned = reference.owners(phrase.owners, depth)
    if "koreas" in words:
        parties: tuple[str, ...] = ("North Korea", "South Korea")
    elif owned and (words[-1] == "side" or (len(owned) == 1 and not _PLURAL & set(words))):
        return offices.as_body(reference, phrase, owned), owned, "owner of the office"
    else:
        parties = owned if len(owned) > 1 else _last_pair(reference, phrase) or main_pair(reference)
    if not parties or words[-1] == "side":
        return offices.as_body(reference, phrase, ()), (), "unknown"
    name = " and ".join(parties)
    actor = Actor(id=f"joint:{slug(name)}", name=name, kind=ActorKind.COALITION)
    return actor, parties, "the parties last named together"


def _last_pair(reference: Reference, phrase: Phrase) -> tuple[str, ...]:
    """Find the last two parties that were named together before a phrase."""
    found = reference.back(phrase.i, lambda other: len(_pair_of(reference, other)) == 2)
    return _pair_of(reference, found) if found is not None else ()


def _pair_of(reference: Reference, phrase: Phrase) -> tuple[str, ...]:
    """Give the parties of a list that a phrase belongs to, or of "talks between … and …", if they are states or groups."""
    group = reference.syntax.group(phrase)
    if len(group) < 2:
        return ()
    return tuple(dict.fromkeys(party for member in group for party in reference.answer(member, None, _DEEP)[1]))


def main_pair(reference: Reference) -> tuple[str, ...]:
    """Give the two parties that are most often named together, or most often named."""
    if reference.pair is None:
        reference.pair = ()  # a circle of references ends here
        pairs = Counter(pair for phrase in reference.phrases if len(pair := _pair_of(reference, phrase)) == 2)
        reference.pair = pairs.most_common(1)[0][0] if pairs else _most_named(reference)
    return reference.pair


def _most_named(reference: Reference) -> tuple[str, ...]:
    """Give the two parties that are named most often."""
    single: Counter[str] = Counter()
    for phrase in reference.phrases:
        if phrase.kind in {"party", "nationality"} and phrase.cls != "L":
            parties = reference.answer(phrase)[1]
            single.update(parties if len(parties) == 1 else ())
    top = single.most_common(2)
    return (top[0][0], top[1][0]) if len(top) == 2 else ()


def mediators(reference: Reference) -> tuple[str, ...]:
    """Find the list of states that the document names as mediators."""
    best: Counter[tuple[str, ...]] = Counter()
    tokens = reference.tokens
    sentences = {tokens.sentence[i] for i, low in enumerate(tokens.low) if low in _MEDIATION}
    for phrase in reference.phrases:
        if tokens.sentence[phrase.i] not in sentences:
            continue
        group = reference.syntax.group(phrase)
        if len(group) > 1 and group[0] is phrase:
            parties = tuple(dict.fromkeys(p for member in group for p in reference.answer(member, None, _DEEP)[1]))
            if len(parties) >= 2:
                best[parties] += len(parties)
        elif phrase.kind == "role" and len(phrase.owners) > 1:
            best[reference.owners(phrase.owners, _DEEP)] += len(phrase.owners)
    return best.most_common(1)[0][0] if best else ()
