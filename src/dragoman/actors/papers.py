"""Who issued "the communique", "the statement" or "the plan", where the text tells it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from dragoman.actors.mentions import Speaker
from dragoman.actors.phrase import Phrase

if TYPE_CHECKING:
    from dragoman.actors.reference import Answer, Reference

_ISSUED_NEAR = 3
"""Sentences before a paper in which its issuer speaks."""


def resolve(reference: Reference, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
    """Give who issued a paper: its owner, who it is by, or who spoke before."""
    parties = reference.owners(phrase.owners, depth)
    if parties:
        actor, _, _ = reference.answer(phrase.owners[0], None, depth + 1)
        return actor, parties, "owner of the paper"
    named = _by(reference, phrase)
    if named is not None:
        return reference.joint(reference.syntax.group(named), depth)
    if phrase.definite in {"the", "this"}:
        if speaker is not None:
            return speaker.actor, speaker.parties, "who issued the paper"
        issuing = reference.back(phrase.i, lambda other: other.speaks and other.kind != "paper", reach=_ISSUED_NEAR)
        if issuing is not None:
            actor, parties, _ = reference.joint(reference.syntax.group(issuing), depth)
            return actor, parties, "who issued the paper"
    return None, (), "unknown"


def _by(reference: Reference, phrase: Phrase) -> Phrase | None:
    """Give the phrase after "a statement by" or "from"."""
    low, after = reference.tokens.low, phrase.j
    if after + 1 >= len(low) or low[after] not in {"by", "from"}:
        return None
    at = bisect_left(reference.starts, after + 1)
    return reference.phrases[at] if at < len(reference.phrases) and reference.phrases[at].i <= after + 2 else None
