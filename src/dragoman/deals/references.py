"""What names in an instrument can refer to, and which of them stand for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.deals.conditions import ANYONE, BreachTest, Condition, EventTest, StageTest
from dragoman.deals.duties import Breach, Duty, Guarantee, Guarantor, Norm
from dragoman.deals.model import Contingency, Instrument, Provisional, Variant, guarantees_of, norms_of
from dragoman.deals.parties import Body, Decision, Fact, Party, Sourced, Wait
from dragoman.deals.questions import ELSEWHERE, SOMEBODY_ELSE
from dragoman.record import Record

_Reference = tuple[str, frozenset[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class References:
    """What can be referred to."""

    actors: frozenset[str]
    facts: frozenset[str]
    bodies: frozenset[str]
    territories: frozenset[str]
    events: frozenset[str]
    sources: frozenset[str]
    provisions: frozenset[str]
    breachable: frozenset[str]
    duties: frozenset[str]

    @classmethod
    def of(cls, instrument: Instrument) -> References:
        """Collect the names of an instrument."""
        duties: list[Duty] = [norm for _, _, norm in norms_of(instrument)]
        duties += [duty for _, _, guarantee in guarantees_of(instrument) for duty in guarantee.duties]
        return cls(
            actors=frozenset(instrument.actors),
            facts=frozenset(instrument.facts),
            bodies=frozenset(instrument.bodies),
            territories=frozenset(instrument.territories),
            events=frozenset(instrument.events),
            sources=frozenset(instrument.sources),
            provisions=frozenset(provision.id for provision in instrument.provisions),
            breachable=frozenset(duty.id for duty in duties if duty.breach is not None),
            duties=frozenset(duty.id for duty in duties),
        )

    def dangling(self, record: Record) -> Iterator[tuple[str, str]]:
        """Give the names in a record (not in records below it) that stand for nothing, each with what to say."""
        for kind, known, given in self._references(record):
            for name in given:
                if name not in known:
                    yield name, _unknown(kind, name, known)

    def _references(self, record: Record) -> Iterator[_Reference]:
        """Give the names that a record refers to, with what they may be."""
        anyone = self.actors | {ANYONE}
        match record:
            case StageTest():
                yield "actor", self.actors, (record.actor,)
            case EventTest():
                yield "event", self.events, (record.kind,)
                yield "actor", anyone, (*record.by, *record.on)
                yield "territory", self.territories, (*record.inside, *record.outside)
            case Contingency():
                yield "event", self.events, (record.kind,)
                yield "actor", self.actors | {SOMEBODY_ELSE}, (record.by, record.on)
                yield "territory", self.territories | {ELSEWHERE}, _some(record.place)
            case BreachTest():
                yield "norm with a 'breach'", self.breachable, (record.norm,)
            case Condition():
                yield "fact", self.facts, _some(record.fact)
                yield "actor", self.actors, record.controller
                yield "source", self.sources, _some(record.source)
            case Breach():
                yield "fact", self.facts, (record.fact, *_some(record.attributed), *_some(record.cured))
            case Decision():
                yield "body", self.bodies, _some(record.body)
                yield "actor", self.actors, _some(record.actor)
            case Sourced():
                yield "source", self.sources, _some(record.source)
                yield from self._sourced(record, anyone)

    def _sourced(
        self, record: Sourced, anyone: frozenset[str]
    ) -> Iterator[tuple[str, frozenset[str], tuple[str, ...]]]:
        """Give the names in a record that has a source."""
        match record:
            case Party():
                yield "actor", self.actors, record.members
            case Fact():
                yield "actor", self.actors, record.controller
                yield "fact", self.facts, record.excludes
            case Wait():
                yield "actor", self.actors, record.by
                yield "fact", self.facts, (record.fact,)
            case Body():
                yield "actor", self.actors, (*record.members, *record.veto, *record.controlled_by)
            case Norm():
                yield "actor", self.actors, record.bearer
                yield "actor", anyone, record.counterparty
                yield "norm", self.duties, _some(record.remedy_for)
            case Guarantor() | Variant():
                yield "actor", self.actors, (record.actor if isinstance(record, Guarantor) else record.by,)
            case Guarantee():
                yield "actor", self.actors, record.beneficiaries
                yield "territory", self.territories, record.excluded
                yield "body", self.bodies, _some(record.attribution)
            case Provisional():
                yield "provision", self.provisions, record.provisions
            case _:
                return


def _some(name: str | None) -> tuple[str, ...]:
    """Give a name as a tuple of none or one."""
    return () if name is None else (name,)


def _unknown(kind: str, name: str, known: frozenset[str]) -> str:
    """Say that a name stands for nothing, and what there is."""
    some = ", ".join(sorted(known)[:8]) + (" …" if len(known) > 8 else "")
    return f"there is no {kind} {name!r} in this file; it has {some}" if known else f"there is no {kind} {name!r}"
