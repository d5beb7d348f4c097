"""Which statements speak of one event or claim: by their words, by where they stand, and by "the claim", "the attack".

Coverage seldom repeats what it disputes: "the accusation is false" says nothing that the accusation said.  So
within an article such a phrase is taken to mean the event told last before it, and so is a denial, which
denies something that was said, here or just after; across articles two tellings of one
event must share more than one telling word, more of them and a name where no party speaks to both, and not each tell
of another place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.record import Act, Issue, Statement
from dragoman.views.gist import Said, said
from dragoman.views.grouping import gathered, group, speak_of_others
from dragoman.views.parties import fold
from dragoman.views.words import Signature, Weights, likeness

_ALIKE = 0.4
"""Claims are told in freer words than terms; two telling stems must still be shared."""
_POOLED = 0.12
"""The same for all that two articles say of an event, where a party speaks to both."""
_APART = 0.3
"""The same where nobody speaks to both, and a name must be shared: an accusation, and a third party's finding on it."""
_STRETCH = 120
"""Code points within which two statements on an event are taken to speak of the same one: about a sentence."""
_SPOKEN_OF = re.compile(
    r"\b(?:the|this|that|these|its|his|her|such|any such)\s+(?:\w+\s+){0,2}?"
    r"(?:claims?|accusations?|allegations?|charges?|assertions?|attacks?|strikes?|incidents?|raids?|reports?|events?|"
    r"drones?|explosions?|blasts?|killings?|evidence)\b|^(?:it|he|she|they)\b",
    re.IGNORECASE,
)
EMBEDDED = re.compile(
    r"(?P<who>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)[’']s\s+(?:\w+\s+)?(?:claims?|allegations?|accusations?|assertions?)\b"
    r"|\b(?:what|as)\s+(?P<also>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)\s+(?:claims?|claimed|alleges?|alleged|says|called)\b"
)
"""A claim that is told only by the way: "Russia's claim that", "what Russia claims was"."""


def same_claims(ordered: Sequence[Statement], known: Mapping[str, int] | None = None) -> list[list[Statement]]:
    """Part statements into those that speak to one claim or event.

    Args:
        ordered: Statements in the order in which they became known.
        known: The group of each in the whole record; None where nobody has looked.

    Returns:
        Groups in order of their first statement.
    """
    if known is not None:
        there = gathered([statement.id for statement in ordered], known)
        return [[ordered[place] for place in places] for places in there]
    boiled = _as_claims(ordered)
    within = group(boiled, alike=_same_claim)
    pooled = [_pooled([ordered[place] for place in places], [boiled[place] for place in places]) for places in within]
    across = group(pooled, alike=_same_event)
    return [[ordered[place] for number in numbers for place in within[number]] for numbers in across]


def claims_of_article(ordered: Sequence[Statement]) -> list[tuple[list[Statement], Said]]:
    """Give what one article says of each claim or event, pooled, so that it can be placed among other articles'.

    Args:
        ordered: The article's statements that bear on a claim, in order.
    """
    boiled = _as_claims(ordered)
    found = []
    for places in group(boiled, alike=_same_claim):
        told = [ordered[place] for place in places]
        if any(speaks_of_event(statement) for statement in told):
            found.append((told, _pooled(told, [boiled[place] for place in places])))
        else:
            found.extend(([ordered[place]], boiled[place]) for place in places)
    return found


def same_told(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether what two articles say, each pooled, is of one claim or event."""
    plain = one.block == other.block == "claim"
    return _same_event(one, other, weights) or (plain and _same_claim(one, other, weights))


def speaks_of_event(statement: Statement) -> bool:
    """Tell whether a statement speaks of a contested event, or of somebody's claim by that name."""
    return Issue.INCIDENT in statement.issues or EMBEDDED.search(statement.quote) is not None


def _event_keys(ordered: Sequence[Statement]) -> dict[str, frozenset[str]]:
    """Give each statement on an event the places of its article under which it is filed."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in ordered:
        if speaks_of_event(statement):
            by_document[statement.sha256].append(statement)
    found: dict[str, frozenset[str]] = {}
    for document, told in by_document.items():
        chain, asserted = 0, False
        for number, statement in enumerate(sorted(told, key=lambda one: one.start)):
            asserts = statement.act in {Act.CLAIM, Act.ACCUSE}
            if asserts and asserted and not _SPOKEN_OF.search(statement.quote):
                chain = number
            asserted = asserted or asserts
            stretches = range(statement.start // _STRETCH, statement.end // _STRETCH + 1)
            found[statement.id] = frozenset(
                {f"{document}#{chain}", *(f"{document}@{stretch}" for stretch in stretches)}
            )
    return found


def _as_claims(ordered: Sequence[Statement]) -> list[Said]:
    """Boil statements down for a comparison that does not ask who speaks."""
    keys = _event_keys(ordered)
    boiled = []
    for statement in ordered:
        heart = replace(said(statement), block="claim")
        if statement.id in keys:
            heart = replace(heart, says=heart.whole, keys=keys[statement.id])
        boiled.append(heart)
    return boiled


def _same_claim(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether two statements speak to the same fact, on whichever side."""
    if one.keys & other.keys:
        return True
    return (
        bool(one.issues & other.issues)
        and not speak_of_others(one, other)
        and likeness(one.says, other.says, weights) >= _ALIKE
    )


def _pooled(told: Sequence[Statement], boiled: Sequence[Said]) -> Said:
    """Put together all that an article says of one event; what is no event stays by itself."""
    if not any(speaks_of_event(statement) for statement in told):
        return replace(boiled[0], block=boiled[0].sentence, keys=frozenset())
    says = Signature(
        frozenset().union(*(one.says.plain for one in boiled)),
        frozenset().union(*(one.says.negated for one in boiled)),
        frozenset(),
        frozenset().union(*(one.says.names for one in boiled)),
    )
    voices = {f"voice {fold(party)}" for statement in told for party in statement.parties}
    places = frozenset().union(*(said(statement).names for statement in told)) & says.names
    return replace(boiled[0], block="event", says=says, keys=frozenset(voices), names=places)


def _same_event(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether two articles speak of one event."""
    if one.block != other.block or one.block != "event" or speak_of_others(one, other):
        return False
    alike = likeness(one.says, other.says, weights)
    if one.keys & other.keys:
        return alike >= _POOLED
    return alike >= _APART and bool(one.says.names & other.says.names)
