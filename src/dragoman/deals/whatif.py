"""If this happens, who must, may or must not do what, by when; which guarantees are triggered, and why not?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.deals.answers import DutyAnswer, GuaranteeAnswer, NotOwed, Step, WhatIf
from dragoman.deals.dates import last_day, parse_period
from dragoman.deals.duties import Deadline, Duty, Guarantee, GuaranteeDuty, Norm
from dragoman.deals.engine import DEFAULT_LIMIT, Case, Outcome, solve_worlds
from dragoman.deals.model import Instrument, Provision, guarantees_of, norms_of
from dragoman.deals.proof import Prover
from dragoman.deals.questions import Event, Supposition, check_event
from dragoman.deals.status import basis_of
from dragoman.deals.terms import Answer, Effect
from dragoman.deals.wording import (
    action_text,
    deadline_text,
    discretion_text,
    event_text,
    name_of,
    sharing_text,
)

_NOW, _THEN, _QUIET = 0, 1, 2
_CLASHES = {Effect.MUST: Effect.MUST_NOT, Effect.COMMITTED: Effect.COMMITTED_NOT}


def what_if(instrument: Instrument, world: Supposition, *, limit: float = DEFAULT_LIMIT) -> WhatIf:
    """Tell what follows from an event, as things stand and once the instrument is in force.

    Args:
        instrument: The instrument.
        world: The day, the event (None asks what is owed in any case), and what is to be taken as given.
        limit: Seconds after which the answer is given as far as it is known, and said to be partial.

    Raises:
        DealError: If the instrument does not know the event, its actors or its place.
    """
    if world.event is not None:
        check_event(instrument, world.event)
    case = Case.of(instrument)
    supposed = replace(world, name="once in force", in_force=True)
    quiet = replace(supposed, name="without the event", event=None)
    outcome = solve_worlds(case, [world, supposed, quiet], explained=[_NOW, _THEN], limit=limit)
    asker = _Asker(case, outcome, Prover(case, outcome, _THEN, supposed))
    duties = tuple(asker.duties())
    guarantees = tuple(asker.guarantees())
    decided = [*(one.decided_by for one in guarantees), *(one.decided_by for one in duties)]
    turning = dict.fromkeys(name for names in decided for name in names)
    return WhatIf(
        basis=basis_of(instrument, world.at, outcome),
        event=event_text(instrument, world.event),
        in_force=outcome.answer("live", _NOW),
        guarantees=guarantees,
        duties=duties,
        not_owed=tuple(asker.not_owed({duty.duty for duty in duties})),
        conflicts=tuple(_conflicts(duties)),
        assumed=tuple(_assumed(world)),
        deciders={name: _decider(case, name) for name in turning},
    )


@dataclass(frozen=True, slots=True)
class _Asker:
    """Puts the answers together."""

    case: Case
    outcome: Outcome
    prover: Prover

    def guarantees(self) -> Iterator[GuaranteeAnswer]:
        """Give each guarantee with whether it is triggered."""
        for provision, _, guarantee in guarantees_of(self.case.instrument):
            proof = self.prover.guarantee(guarantee)
            beneficiaries = tuple(name_of(self.case.instrument, actor) for actor in guarantee.beneficiaries)
            yield GuaranteeAnswer(
                guarantee=guarantee.id,
                provision=provision.id,
                beneficiaries=beneficiaries,
                triggered=proof.answer,
                decided_by=proof.open_propositions,
                ref=guarantee.ref or provision.ref,
                proof=proof,
            )

    def duties(self) -> Iterator[DutyAnswer]:
        """Give all that is owed for certain or perhaps: guarantors' duties, then norms."""
        for provision, _, guarantee in guarantees_of(self.case.instrument):
            for duty in guarantee.duties:
                for guarantor in guarantee.guarantors:
                    yield from self._rows(provision, duty, guarantor.actor, guarantee)
        for provision, _, norm in norms_of(self.case.instrument):
            for actor in norm.bearer:
                yield from self._rows(provision, norm, actor, None)

    def _rows(self, provision: Provision, duty: Duty, actor: str, guarantee: Guarantee | None) -> Iterator[DutyAnswer]:
        """Give one row for each effect that a duty may have for an actor."""
        for effect in Effect:
            then = self.outcome.answer("arises", _THEN, duty.id, actor, effect.value)
            now = self.outcome.answer("arises", _NOW, duty.id, actor, effect.value)
            if then is Answer.NO and now is Answer.NO:
                continue
            instrument = self.case.instrument
            proof = self._proof(provision, duty, actor, guarantee, then)
            source = duty.source or provision.source
            yield DutyAnswer(
                duty=duty.id,
                provision=provision.id,
                guarantee=guarantee.id if guarantee is not None else None,
                actor=actor,
                name=name_of(instrument, actor),
                effect=effect,
                action=action_text(duty),
                now=now,
                once_in_force=then,
                standing=self.outcome.answer("arises", _QUIET, duty.id, actor, effect.value) is not Answer.NO,
                deadline=deadline_text(duty.deadline),
                due=due_day(instrument, duty.deadline, self.prover.supposition),
                discretion=discretion_text(duty),
                sharing=sharing_text(duty),
                measures=duty.measures,
                remedy=duty.remedy_for or "" if isinstance(duty, Norm) else "",
                ref=duty.ref or provision.ref,
                quote=duty.quote or provision.quote,
                source=instrument.sources[source].title if source is not None else "",
                decided_by=proof.open_propositions,
                proof=proof,
            )

    def _proof(self, provision: Provision, duty: Duty, actor: str, guarantee: Guarantee | None, answer: Answer) -> Step:
        """Tell the steps behind one row."""
        if guarantee is not None and isinstance(duty, GuaranteeDuty):
            steps = self.prover.owed(guarantee, duty, provision, actor)
        else:
            steps = self.prover.duty_for(duty, provision, actor)
        name = name_of(self.case.instrument, actor)
        text = f"{duty.id} is in action for {name}"
        return Step(text=text, answer=answer, ref=duty.ref, steps=(*steps, *self.prover.extras(duty)))

    def not_owed(self, owed: set[str]) -> Iterator[NotOwed]:
        """Give the guarantors' duties, and the norms that wait for such an event, that nobody owes."""
        instrument = self.case.instrument
        for provision, _, guarantee in guarantees_of(instrument):
            for duty in guarantee.duties:
                if duty.id not in owed:
                    actors = [guarantor.actor for guarantor in guarantee.guarantors]
                    chosen = next((one for one in actors if self.prover.ask("attacker", one) is Answer.NO), actors[0])
                    proof = self._proof(provision, duty, chosen, guarantee, Answer.NO)
                    yield self._missing(provision, duty, tuple(actors), proof)
        for provision, _, norm in norms_of(instrument):
            if norm.id not in owed and norm.trigger is not None:
                proof = self._proof(provision, norm, norm.bearer[0], None, Answer.NO)
                yield self._missing(provision, norm, norm.bearer, proof)

    def _missing(self, provision: Provision, duty: Duty, actors: tuple[str, ...], proof: Step) -> NotOwed:
        names = tuple(name_of(self.case.instrument, actor) for actor in actors)
        ref = duty.ref or provision.ref
        return NotOwed(
            duty=duty.id, provision=provision.id, action=action_text(duty), actors=names, ref=ref, proof=proof
        )


def due_day(instrument: Instrument, deadline: Deadline | None, world: Supposition) -> dt.date | None:
    """Give the last day for a duty, where the day from which it runs is known."""
    if deadline is None or deadline.by is not None:
        return deadline.by if deadline is not None else None
    start = world.at if deadline.of == "trigger" else world.since or instrument.entry.date
    return last_day(start, parse_period(deadline.within or "P0D")) if start is not None else None


def contingencies_of(instrument: Instrument) -> tuple[Event, ...]:
    """Give the events that an instrument was written for."""
    return tuple(Event(one.kind, one.by, one.on, one.place) for one in instrument.contingencies)


def _conflicts(duties: tuple[DutyAnswer, ...]) -> Iterator[str]:
    """Say where one actor must and must not do the same."""
    for one in duties:
        for other in duties:
            same = one.actor == other.actor and one.action.casefold() == other.action.casefold()
            if same and _CLASHES.get(one.effect) is other.effect:
                clash = f"{one.name} must and must not {one.action}"
                yield f"{clash} ({one.duty}, {other.duty}): the text contradicts itself"


def _decider(case: Case, name: str) -> str:
    """Say in words what an open answer turns on."""
    if name in case.propositions:
        return case.propositions[name].text
    actor = name.removeprefix("stage.")
    return f"how far {name_of(case.instrument, actor)} has gone" if actor != name else name


def _assumed(world: Supposition) -> Iterator[str]:
    """Say what the question took as given."""
    for name, value in world.facts.items():
        yield f"{name} is taken as {'unknown' if value is None else 'true' if value else 'false'}"
    for name, outcome in world.choices.items():
        yield f"{name} is taken as {outcome}"
