"""And/or trees of conditions: what must hold, for an instrument to enter into force or a duty to arise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dragoman.deals.shorthand import Names, Shorthand, keyed
from dragoman.deals.terms import BreachState, Stage
from dragoman.record import Record

ANYONE = "anyone"


class StageTest(Record):
    """An actor has come at least so far."""

    actor: str
    at_least: Stage


class EventTest(Record):
    """The event that is asked about is of this kind, by these and on these; `anyone` where it does not matter.

    `inside` and `outside` name territories: the event must lie in one of the first, in none of the second.
    """

    kind: str
    by: Names = (ANYONE,)
    on: Names = (ANYONE,)
    inside: Names = ()
    outside: Names = ()


class DateTest(Record):
    """The day that is asked about lies in this window; both days count."""

    since: date | None = None
    until: date | None = None


class BreachTest(Record):
    """A norm's breach has come to this state."""

    norm: str
    state: BreachState = BreachState.ATTRIBUTED


class Condition(Record):
    """One node of a tree.  Exactly one of the fields from `all` to `unknown` is set.

    Attributes:
        all: Every one of these.
        any: At least one of these.
        none: Not one of these.
        count: At least this many of `of`.
        of: What `count` counts.
        fact: The fact with this id is true.
        stage: An actor has come at least so far.
        event: The event asked about fits.
        dates: The day asked about lies in the window.
        breach: A norm's breach has come to a state.
        in_force: The instrument is in force.
        unknown: There is a condition here, and what it says is not public; the words tell what is missing.
        text: The condition in plain words.
        ref: Where it stands in the instrument.
        source: Id of the source in the instrument's list, if not the provision's.
        controller: Actors on whom it depends, where the facts below do not tell.
    """

    all: tuple[ConditionLike, ...] | None = None
    any: tuple[ConditionLike, ...] | None = None
    none: tuple[ConditionLike, ...] | None = None
    count: int | None = Field(default=None, ge=1)
    of: tuple[ConditionLike, ...] = ()
    fact: str | None = None
    stage: StageTest | None = None
    event: Annotated[EventTest, keyed("kind")] | None = None
    dates: DateTest | None = None
    breach: Annotated[BreachTest, keyed("norm")] | None = None
    in_force: Literal[True] | None = None
    unknown: str | None = None
    text: str = ""
    ref: str = ""
    source: str | None = None
    controller: Names = ()

    @model_validator(mode="after")
    def _has_one_test(self) -> Condition:
        """Refuse a node that says nothing, or two things."""
        kinds = ("all", "any", "none", "count", "fact", "stage", "event", "dates", "breach", "in_force", "unknown")
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            found = ", ".join(given) or "none of them"
            raise ValueError(f"a condition has exactly one of {', '.join(kinds)}; this one has {found}")
        if (self.count is not None) != bool(self.of) or (self.count or 0) > len(self.of):
            raise ValueError("'count' needs a list 'of' at least that many conditions")
        return self

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The nodes directly below."""
        return self.all or self.any or self.none or self.of or ()

    def walk(self) -> Iterator[Condition]:
        """Give this node and all below it, parents first."""
        yield self
        for part in self.parts:
            yield from part.walk()


def _widen(value: Any) -> Any:
    """Let a bare word stand for a fact, and a bare list for `all`."""
    if isinstance(value, str):
        return {"fact": value}
    if isinstance(value, list | tuple):
        return {"all": value}
    return value


ConditionLike = Annotated[Condition, Shorthand(_widen, ("string", "array"))]
Condition.model_rebuild()
