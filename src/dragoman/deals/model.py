"""An instrument as data: its provisions with norms and guarantees, and how it enters into force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import Field

from dragoman.deals.conditions import Condition, ConditionLike
from dragoman.deals.duties import Duty, Guarantee, Norm, Term
from dragoman.deals.parties import Body, Fact, Identifier, Party, Sourced, SourceNote
from dragoman.deals.shorthand import Names
from dragoman.deals.terms import BoundBy, Form, LegalCharacter, Stage, TextBasis
from dragoman.record import Record


class Variant(Sourced):
    """One side's bracketed text for a provision, with the norms that it would make."""

    by: str
    text: str
    norms: tuple[Norm, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()


class Provision(Sourced):
    """One article or point: its words, and the norms and guarantees in it."""

    id: Identifier
    title: str = ""
    text: str
    issue: str = ""
    text_basis: TextBasis | None = None
    norms: tuple[Norm, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    variants: tuple[Variant, ...] = ()


class Provisional(Sourced):
    """Provisions that apply before entry into force, from a step on."""

    provisions: Names
    since: Stage = Stage.SIGNED
    requires: ConditionLike | None = None


class Entry(Sourced):
    """How the instrument enters into force and ends."""

    bound_by: BoundBy = BoundBy.UNKNOWN
    requires: ConditionLike | None = None
    date: dt.date | None = None
    provisional: Provisional | None = None
    suspended_if: ConditionLike | None = None
    ends_if: ConditionLike | None = None
    term: Term | None = None
    exit: str = ""


class Contingency(Record):
    """An event that the instrument was written for; questions without an event of their own ask about these."""

    kind: str
    by: str
    on: str
    place: str | None = None


class Instrument(Sourced):
    """One version of one instrument."""

    instrument: Identifier
    title: str
    form: Form
    version: str
    date: dt.date | None = None
    derived_from: str | None = None
    legal_character: LegalCharacter
    text_basis: TextBasis
    summary: str = ""
    sources: dict[Identifier, SourceNote] = Field(min_length=1)
    actors: dict[Identifier, Party]
    territories: dict[Identifier, str] = Field(default_factory=dict)
    events: dict[Identifier, str] = Field(default_factory=dict)
    contingencies: tuple[Contingency, ...] = ()
    bodies: dict[Identifier, Body] = Field(default_factory=dict)
    facts: dict[Identifier, Fact] = Field(default_factory=dict)
    entry: Entry
    provisions: tuple[Provision, ...] = ()
    unpublished: Names = ()

    def actor_name(self, actor: str) -> str:
        """The actor's name, or the id where the instrument does not list it."""
        return self.actors[actor].name if actor in self.actors else actor


def norms_of(instrument: Instrument) -> Iterator[tuple[Provision, Variant | None, Norm]]:
    """Give every norm with the provision and the variant that it stands in, in the order of the file."""
    for provision in instrument.provisions:
        for norm in provision.norms:
            yield provision, None, norm
        for variant in provision.variants:
            for norm in variant.norms:
                yield provision, variant, norm


def guarantees_of(instrument: Instrument) -> Iterator[tuple[Provision, Variant | None, Guarantee]]:
    """Give every guarantee with the provision and the variant that it stands in, in the order of the file."""
    for provision in instrument.provisions:
        for guarantee in provision.guarantees:
            yield provision, None, guarantee
        for variant in provision.variants:
            for guarantee in variant.guarantees:
                yield provision, variant, guarantee


def conditions_of(instrument: Instrument) -> Iterator[tuple[str, Condition]]:
    """Give every condition tree with a path that says where it stands."""
    entry = instrument.entry
    for name in ("requires", "suspended_if", "ends_if"):
        if (tree := getattr(entry, name)) is not None:
            yield f"entry.{name}", tree
    if entry.provisional is not None and entry.provisional.requires is not None:
        yield "entry.provisional.requires", entry.provisional.requires
    for _, _, norm in norms_of(instrument):
        yield from _duty_conditions(norm)
        if norm.trigger is not None:
            yield f"{norm.id}.trigger", norm.trigger
    for _, _, guarantee in guarantees_of(instrument):
        for name in ("casus", "threshold", "void_if"):
            if (tree := getattr(guarantee, name)) is not None:
                yield f"{guarantee.id}.{name}", tree
        for duty in guarantee.duties:
            yield from _duty_conditions(duty)


def _duty_conditions(duty: Duty) -> Iterator[tuple[str, Condition]]:
    for name in ("after", "unless", "suspended_if", "discharged_if"):
        if (tree := getattr(duty, name)) is not None:
            yield f"{duty.id}.{name}", tree
