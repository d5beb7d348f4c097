"""Whom "the two sides", "both countries" and "the mediators" mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.actors import offices
from dragoman.actors.naming import slug
from dragoman.actors.phrase import Phrase
from dragoman.record import Actor, ActorKind

if TYPE_CHECKING:
    from dragoman.actors.reference import Answer, Reference

MEDIATING = frozenset({"mediators", "mediator", "guarantors", "facilitators", "mediating teams"})
_MEDIATION = frozenset({"mediators", "mediator", "mediating", "mediated", "brokered", "brokering", "mediation"})
PRO_RUSSIAN = "pro-Russian rebels"
_DONBAS = frozenset({"donetsk", "luhansk", "lugansk", "donbas", "donbass"})
_BY_FAR = 3
"""How many times as often as the next one a group is named that is meant by "the rebels"."""

_PLURAL = frozenset({"sides", "parties"})
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PAIR_REACH = 4
"""Sentences within which the last pair named together counts before the document's main pair."""

_LISTED = 3
"""Owners that make a list of an office: "American, Qatari and Egyptian leaders"."""
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


def together(reference: Reference, phrase: Phrase) -> tuple[str, ...]:
    """Give the parties last named together, as many as "the three nations" counts; two or more where it does not."""
    words = reference.tokens.low[phrase.i : phrase.j]
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)

    def fits(other: Phrase) -> bool:
        size = len(_pair_of(reference, other))
        return size == number if number else size > 1

    found = reference.back(phrase.i, fits, reach=_PAIR_REACH if not number else _PAIR_REACH * 4)
    return _pair_of(reference, found) if found is not None else ()


def _last_pair(reference: Reference, phrase: Phrase) -> tuple[str, ...]:
    """Find the last two parties that were named together before a phrase."""
    found = reference.back(phrase.i, lambda other: len(_pair_of(reference, other)) == 2, reach=_PAIR_REACH)
    return _pair_of(reference, found) if found is not None else ()


def _pair_of(reference: Reference, phrase: Phrase) -> tuple[str, ...]:
    """Give the parties of a list that a phrase belongs to; empty where it stands alone."""
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
    """Give the list of states that the document names as mediators, else the third parties that it lists."""
    if reference.mediators is None:
        reference.mediators = ()  # a circle of references ends here
        reference.mediators = _named_as_mediators(reference) or _third_parties(reference)
    return reference.mediators


def _named_as_mediators(reference: Reference) -> tuple[str, ...]:
    """Find the longest list of states in sentences that tell of mediation."""
    best: Counter[tuple[str, ...]] = Counter()
    tokens, main = reference.tokens, set(main_pair(reference))
    sentences = {tokens.sentence[i] for i, low in enumerate(tokens.low) if low in _MEDIATION}
    for phrase in reference.phrases:
        if tokens.sentence[phrase.i] not in sentences:
            continue
        group = reference.syntax.group(phrase)
        if len(group) > 1 and group[0] is phrase:
            if phrase.i and tokens.low[phrase.i - 1] == "between":
                continue  # they are mediated between
            parties = tuple(dict.fromkeys(p for member in group for p in reference.answer(member, None, _DEEP)[1]))
            if len(parties) >= 2 and not main & set(parties):
                best[parties] += len(parties)
        elif phrase.kind == "role" and len(phrase.owners) > 1:
            parties = reference.owners(phrase.owners, _DEEP)
            if not main & set(parties):
                best[parties] += len(phrase.owners)
    return best.most_common(1)[0][0] if best else ()


def _third_parties(reference: Reference) -> tuple[str, ...]:
    """Give the states most often listed together that are not the two sides themselves: the mediators, unsaid."""
    main = set(main_pair(reference))
    lists: Counter[tuple[str, ...]] = Counter()
    for phrase in reference.phrases:
        group = reference.syntax.group(phrase)
        if len(group) > 1 and group[0] is phrase and all(reference.is_state(member) for member in group):
            parties = tuple(dict.fromkeys(p for member in group for p in reference.answer(member, None, _DEEP)[1]))
            if len(parties) > 1 and not main & set(parties):
                lists[parties] += 1
        elif phrase.kind == "role" and len(phrase.owners) >= _LISTED:
            parties = reference.owners(phrase.owners, _DEEP)
            if not main & set(parties):
                lists[parties] += 1
    return lists.most_common(1)[0][0] if lists else ()


def rebels(reference: Reference) -> tuple[str, ...]:
    """Give the armed group that "the rebels" of a document are: the only one, or the one named most often by far."""
    if reference.rebels is None:  # looked for once: a text full of rebels would else take time by the square
        reference.rebels = _rebels(reference)
    return reference.rebels


def _rebels(reference: Reference) -> tuple[str, ...]:
    """Count the armed groups that a document names."""
    named: Counter[str] = Counter()
    for phrase in reference.phrases:
        if phrase.kind == "party" and phrase.ref >= 0 and reference.registry.entries[phrase.ref].kind == "armed_group":
            named.update(reference.answer(phrase)[1][:1])
    if _DONBAS & set(reference.tokens.low) and "ukraine" in reference.tokens.low:
        return (PRO_RUSSIAN,)
    top = named.most_common(2)
    if not top or (len(top) == 2 and top[0][1] < _BY_FAR * top[1][1]):
        return ()
    return (top[0][0],)
