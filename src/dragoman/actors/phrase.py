"""A noun phrase that names an actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.actors.people import Person


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase over tokens `i` to `j`; its head stands at `head` to `head_end`.

    `kind` is one of name, party, nationality, role, body, institute, pronoun, sides, paper.
    """

    i: int
    j: int
    kind: str
    head: int
    head_end: int
    owners: list[Phrase] = field(default_factory=list)
    person: Person | None = None
    ref: int = -1
    cls: str = ""
    plural: bool = False
    definite: str = ""
    past: bool = False
    same_as: Phrase | None = None
    subject: bool = False
    speaks: bool = False
    outer: bool = True
