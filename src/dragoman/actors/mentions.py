"""What the room hands out: mentions of actors and answers to "who is that?"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dragoman.record import Actor

POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my", "your"})
"""Words that tell whose something is, and name nobody who acts."""


class MentionKind(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    ROLE = "role"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of words that names an actor; `actor` is None where nobody can be told."""

    start: int
    end: int
    text: str
    kind: MentionKind
    actor: Actor | None


class Speaker(NamedTuple):
    """Whom the statement before was attributed to, the parties spoken for, and where that statement ended."""

    actor: Actor
    parties: tuple[str, ...]
    until: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is meant by a run of words.

    Attributes:
        actor: The actor, or None where the text does not tell.
        parties: States, organisations or institutes acted for; empty where unknown.
        rule: By which rule this was told; `unknown` where it was not.
        anchor: Start and end of the words that tell it, as code points.
        kind: How the words name the actor; None where they do not.
    """

    actor: Actor | None
    parties: tuple[str, ...]
    rule: str
    anchor: tuple[int, int]
    kind: MentionKind | None = None
