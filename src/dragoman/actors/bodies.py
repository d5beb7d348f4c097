"""For whom a body or office without an owner acts: the party that the text speaks of where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.phrase import Phrase

if TYPE_CHECKING:
    from dragoman.actors.reference import Reference

_SPOKEN_FOR = frozenset({
    "spokesman", "spokeswoman", "spokesperson", "official", "officials", "spokesmen", "spokespeople",
})  # fmt: skip
"""Offices that belong to the body or state that the text spoke of last."""

_OF_CONGRESS = frozenset({
    "senator", "congressman", "congresswoman", "sen", "rep", "senators", "congressmen", "lawmaker",
})  # fmt: skip
"""Offices that are taken for American ones where the United States is in the document."""

_GOVERNING = frozenset({
    "government", "office", "ministry", "presidency", "parliament", "military", "army", "cabinet", "administration",
    "authorities", "leadership", "chancellery", "delegation", "negotiators", "delegates", "regime", "junta",
    "legislature", "embassy",
})  # fmt: skip
"""Bodies that, with `the` and without an owner, are those of the state spoken of."""

_OF_A_STATE = frozenset({"adviser", "advisor", "minister", "ambassador", "lawmaker", "aide", "envoy"})
"""Offices that belong, unless the text says otherwise, to the state that it spoke of last."""

_DEEP = 6
_NEAR = 3
"""Sentences within which a body spoke of last still holds its spokesman."""


def host(reference: Reference, role: str, token: int, depth: int) -> tuple[str, ...]:
    """Give the parties of whom a person with an office, but with no owner named, speaks for; empty where untold."""
    noun = role.rsplit(" ", 1)[-1]
    if noun in _OF_CONGRESS and reference.mentioned("United States"):
        return ("United States",)
    if depth > _DEEP:
        return ()
    if noun in _SPOKEN_FOR:
        found = reference.back(token, lambda other: _hosts(reference, other, depth), reach=_NEAR)
        if found is not None:
            return reference.answer(found, None, depth + 1)[1]
    if noun in _SPOKEN_FOR or noun in _OF_A_STATE:
        found = reference.back(token, lambda other: _state(reference, other, depth), reach=_NEAR)
        if found is not None:
            return reference.answer(found, None, depth + 1)[1]
    return ()


def _hosts(reference: Reference, other: Phrase, depth: int) -> bool:
    """Tell whether a phrase is a party or body that speaks or acts, not a person."""
    if other.kind not in {"party", "body", "role"} or other.cls == "L" or not other.subject:
        return False
    return other.kind == "party" or (bool(other.owners) and len(reference.owners(other.owners, depth + 1)) == 1)


def governed(reference: Reference, phrase: Phrase, depth: int) -> Phrase | None:
    """Find the phrase that names the state whose body `the presidential office` is."""
    if reference.tokens.low[phrase.head_end - 1] not in _GOVERNING:
        return None
    return reference.back(phrase.i, lambda other: _state(reference, other, depth))


def _state(reference: Reference, other: Phrase, depth: int) -> bool:
    """Tell whether a phrase names one state, or somebody who acts for one."""
    if other.kind in {"party", "nationality"}:
        return reference.is_state(other)
    if other.kind in {"body", "role"} and other.owners and other.subject:
        return _one_state(reference, reference.owners(other.owners, depth + 1))
    if other.kind == "name" and other.person is not None and other.subject:
        return _one_state(reference, reference.person(other.person, depth + 1)[1])
    return False


def _one_state(reference: Reference, parties: tuple[str, ...]) -> bool:
    """Tell whether parties are one state."""
    known = reference.registry.party(parties[0]) if len(parties) == 1 else None
    return known is not None and known.kind == "state"


def american(reference: Reference, phrase: Phrase) -> bool:
    """Tell whether a phrase is of "the administration", as American papers call their own government."""
    words = reference.tokens.low[phrase.i : phrase.j]
    return "administration" in words and reference.mentioned("United States")
