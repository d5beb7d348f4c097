"""What a typed change between two drafts is, and which way it goes."""

from __future__ import annotations

from enum import StrEnum

from dragoman.deals.answers import Basis
from dragoman.record import Record


class ChangeKind(StrEnum):
    """What changed."""

    ADDED = "added"
    DROPPED = "dropped"
    ACTOR = "actor"
    MODALITY = "modality"
    ACTION = "action"
    TRIGGER = "trigger"
    CONDITION = "condition"
    EXCEPTION = "exception"
    SCOPE = "scope"
    NUMBER = "number"
    DURATION = "duration"
    DEADLINE = "deadline"
    DECISION = "decision"
    DISCRETION = "discretion"
    SHARING = "sharing"
    CHARACTER = "character"
    STAGE = "stage"
    WORDING = "wording"


class Direction(StrEnum):
    """Whether the new text binds less or more than the old; `other` where it is neither or cannot be told."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    OTHER = "other"


class Change(Record):
    """One change.

    Attributes:
        kind: What changed.
        direction: Which way, as a matter of what the bearers are held to.
        where: Id of the norm, duty, guarantee or provision, or `instrument`.
        what: The field or the actor.
        before: The old term in words, empty where there was none.
        after: The new term in words.
        flag: A warning that must not be missed: `shall → may`, `guarantor dropped`.
        ref_before: Where it stands in the old text.
        ref_after: Where it stands in the new.
    """

    kind: ChangeKind
    direction: Direction
    where: str
    what: str
    before: str = ""
    after: str = ""
    flag: str = ""
    ref_before: str = ""
    ref_after: str = ""


class Diff(Record):
    """All changes from one version to another, weakenings first."""

    before: Basis
    after: Basis
    changes: tuple[Change, ...]

    @property
    def flagged(self) -> tuple[Change, ...]:
        """The changes that carry a warning."""
        return tuple(change for change in self.changes if change.flag)
