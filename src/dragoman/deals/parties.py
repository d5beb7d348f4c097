"""Who and what an instrument speaks of: actors, facts with who says what of them, bodies that decide."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from dragoman.deals.shorthand import Names, keyed
from dragoman.deals.terms import Rule, Stage
from dragoman.record import ActorKind, Record

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False, "unknown": None, True: True, False: False}


def _truth(value: Any) -> Any:
    """Read yes, no and unknown; anything else is left for the schema to refuse."""
    return _TRUTHS.get(value.lower() if isinstance(value, str) else value, value) if value is not None else None


def _listed(value: Any) -> Any:
    """Let one word stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _stages(value: Any) -> Any:
    """Let one word stand for a list of one, and `unknown` for every step."""
    return list(Stage) if value == "unknown" else _listed(value)


Truth = Annotated[
    bool | None,
    BeforeValidator(_truth),
    WithJsonSchema({"enum": [True, False, "yes", "no", "unknown", None], "description": "unknown is never false"}),
]


class Sourced(Record):
    """Something that stands in a text: where, in which words, from which source of the instrument's list."""

    ref: str = ""
    quote: str = ""
    source: str | None = None
    note: str = ""


class SourceNote(Record):
    """Where the file's content comes from."""

    title: str
    address: str = ""
    date: str = ""
    note: str = ""


class Party(Sourced):
    """An actor in the instrument and how far it has gone with it.

    `stage` is one step, or the list of steps that are possible as far as is known.
    """

    name: str
    kind: ActorKind = ActorKind.STATE
    roles: Names = ()
    stage: Annotated[tuple[Stage, ...], BeforeValidator(_stages), Field(min_length=1)] = tuple(Stage)
    stage_date: dt.date | None = None
    members: Names = ()


class Report(Record):
    """What one actor says of a fact, and where it is reported."""

    by: str
    says: Literal["asserts", "denies", "assesses_true", "assesses_false"]
    date: str = ""
    source: str = ""
    quote: str = ""
    statement: str = ""


class Wait(Sourced):
    """A fact that one side will let come true only in some order with another.

    `necessary` marks an order that lies in the nature of things, so that no side can give it up.
    """

    by: Names = ()
    order: Literal["after", "together"] = "after"
    fact: str
    necessary: bool = False


class Fact(Sourced):
    """Something that may be the case.  Unknown is never false."""

    text: str
    value: Truth = None
    as_of: dt.date | None = None
    since: dt.date | None = None
    controller: Names = ()
    reports: tuple[Report, ...] = ()
    waits_for: tuple[Wait, ...] = ()
    excludes: Names = ()
    issues: Names = ()
    matches: Names = ()

    @property
    def disputed(self) -> bool:
        """Whether somebody says that it is so and somebody that it is not."""
        says = {report.says.removeprefix("assesses_") for report in self.reports}
        return bool(says & {"asserts", "true"}) and bool(says & {"denies", "false"})


class Decision(Record):
    """Who must agree before a duty arises.

    `attacker_votes` tells whether a guarantor that is the attacker has a voice; where a text says "all",
    it does, unless the text takes it out.
    """

    rule: Rule
    n: int | None = Field(default=None, ge=1)
    body: str | None = None
    actor: str | None = None
    attacker_votes: Truth = True


DecisionLike = Annotated[Decision, keyed("rule")]


class Body(Sourced):
    """A body that decides or attributes: who sits in it, how it decides, who can stop it, who controls it."""

    name: str
    members: Names = ()
    decision: DecisionLike = Decision(rule=Rule.UNKNOWN)
    veto: Names = ()
    controlled_by: Names = ()
