"""Which disputed or open facts flip which results?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.deals.answers import ClaimEffect, Claims, Flip
from dragoman.deals.duties import Duty, Guarantee, GuaranteeDuty
from dragoman.deals.encode import value_in
from dragoman.deals.engine import DEFAULT_LIMIT, Case, Outcome, solve_worlds
from dragoman.deals.model import Instrument, guarantees_of, norms_of
from dragoman.deals.propositions import BINDING, SIGNATURE_BINDS, Proposition
from dragoman.deals.questions import Event, Supposition
from dragoman.deals.status import basis_of
from dragoman.deals.terms import Answer, Effect
from dragoman.deals.trees import propositions_under
from dragoman.deals.whatif import contingencies_of
from dragoman.deals.wording import action_text, event_text, name_of, said_of


def claims_of(
    instrument: Instrument, world: Supposition, *, every_fact: bool = False, limit: float = DEFAULT_LIMIT
) -> Claims:
    """Tell which open facts change which legal results.

    Every result is looked at as things stand and once the instrument is in force, without an event and
    under the question's event (without one, under the events that the instrument was written for).

    Args:
        instrument: The instrument.
        world: The day, the event, and what is to be taken as given.
        every_fact: Look at every open fact and term, not only at those that somebody speaks about.
        limit: Seconds after which the answer is given as far as it is known, and said to be partial.
    """
    case = Case.of(instrument)
    asked = [one for one in case.propositions.values() if _is_asked(one, world, every_fact=every_fact)]
    events = (world.event,) if world.event is not None else contingencies_of(instrument)
    scenes = [
        _Scene(None, supposed=False),
        *(_Scene(event, supposed) for event in events for supposed in (False, True)),
    ]
    reach = _reach(case)
    asked_worlds = _Worlds()
    trios: dict[str, list[tuple[_Scene, tuple[int, int, int]]]] = {one.id: [] for one in asked}
    for scene in scenes:
        base = replace(world, event=scene.event, in_force=scene.supposed)
        left = asked_worlds.add(base)
        for proposition in asked:
            reached = reach.get(proposition.id)
            if reached is not None and not reached:
                continue
            narrow = replace(base, asks=reached)
            accepted = narrow.with_fact(proposition.id, value=True, name=f"{proposition.id} accepted")
            rejected = narrow.with_fact(proposition.id, value=False, name=f"{proposition.id} rejected")
            # Who may join has joined in a world that is supposed in force: accepting it changes nothing there.
            joined = proposition.kind == "membership" and value_in(base, proposition) is True
            trio = (left, left if joined else asked_worlds.add(accepted), asked_worlds.add(rejected))
            trios[proposition.id].append((scene, trio))
    outcome = solve_worlds(case, asked_worlds.worlds, limit=limit)
    reader = _Reader(instrument, outcome, _results(outcome), _actions(instrument))
    effects = []
    for proposition in asked:
        flips: dict[tuple[object, ...], Flip] = {}
        for scene, trio in trios[proposition.id]:
            for flip in reader.flips(scene, trio, reach.get(proposition.id)):
                # What flips without an event flips under one too; it is told once.
                key = (flip.result, flip.supposed, flip.open, flip.accepted, flip.rejected)
                flips.setdefault(key, flip)
        effects.append(_effect(instrument, proposition, tuple(flips.values())))
    return Claims(basis=basis_of(instrument, world.at, outcome), facts=tuple(effects))


@dataclass(frozen=True, slots=True)
class _Scene:
    """An event, and whether the instrument is supposed in force."""

    event: Event | None
    supposed: bool


@dataclass(frozen=True, slots=True)
class _Worlds:
    """The worlds to look at, found again by their number."""

    worlds: list[Supposition] = field(default_factory=list)

    def add(self, world: Supposition) -> int:
        """Add a world and give its number."""
        self.worlds.append(world)
        return len(self.worlds) - 1


def _is_asked(proposition: Proposition, world: Supposition, *, every_fact: bool) -> bool:
    """Tell whether a proposition is open in this world and of interest."""
    if world.facts.get(proposition.id, proposition.value) is not None or proposition.kind == "term":
        return False
    spoken_of = proposition.fact is not None and bool(proposition.fact.reports)
    return every_fact or spoken_of


def _results(outcome: Outcome) -> dict[int, set[tuple[str, tuple[str | int, ...]]]]:
    """Give, for each world, the results that are at least possible in it."""
    found: dict[int, set[tuple[str, tuple[str | int, ...]]]] = {}
    for name, arguments in outcome.some:
        if name in {"arises", "triggered", "in_force"}:
            found.setdefault(int(arguments[0]), set()).add((name, arguments[1:]))
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Compares the results of three worlds."""

    instrument: Instrument
    outcome: Outcome
    results: dict[int, set[tuple[str, tuple[str | int, ...]]]]
    actions: dict[str, str]

    def flips(self, scene: _Scene, worlds: tuple[int, int, int], asks: frozenset[str] | None) -> Iterator[Flip]:
        """Give the results that differ between the fact accepted and rejected, among those that it can reach."""
        names = set().union(*(self.results.get(world, set()) for world in worlds))
        if asks is not None:
            names = {(name, rest) for name, rest in names if name != "in_force" and rest[0] in asks}
        for name, arguments in sorted(names, key=lambda atom: (atom[0], tuple(map(str, atom[1])))):
            left, accepted, rejected = (self.outcome.answer(name, world, *arguments) for world in worlds)
            if accepted is not rejected:
                yield Flip(
                    result=self._words(name, tuple(str(part) for part in arguments)),
                    event=event_text(self.instrument, scene.event),
                    supposed=scene.supposed,
                    open=left,
                    accepted=accepted,
                    rejected=rejected,
                )

    def _words(self, name: str, arguments: tuple[str, ...]) -> str:
        """Say a result."""
        if name == "in_force":
            return f"the instrument is in force for {name_of(self.instrument, arguments[0])}"
        if name == "triggered":
            return f"the guarantee {arguments[0]} is triggered"
        duty, actor, effect = arguments
        return f"{name_of(self.instrument, actor)} {Effect(effect).words} {self.actions[duty]} ({duty})"


def _actions(instrument: Instrument) -> dict[str, str]:
    """Give the words of each norm and duty by its id."""
    duties: list[Duty] = [norm for _, _, norm in norms_of(instrument)]
    duties += [duty for _, _, guarantee in guarantees_of(instrument) for duty in guarantee.duties]
    return {duty.id: action_text(duty) for duty in duties}


def _reach(case: Case) -> dict[str, frozenset[str]]:
    """Give, for each fact or term on which only some norms hang, the norms and guarantees that it can change.

    What entry into force hangs on, and whether the instrument or a signature binds, may change anything and is
    left out.
    """
    instrument, trees = case.instrument, case.trees
    found: dict[str, set[str]] = {}
    for _, _, norm in norms_of(instrument):
        for name in (*propositions_under(trees, norm.id), f"free.{norm.id}"):
            found.setdefault(name, set()).add(norm.id)
    for _, _, guarantee in guarantees_of(instrument):
        whole = {guarantee.id, *(duty.id for duty in guarantee.duties)}
        terms = [f"joins.{guarantor.actor}" for guarantor in guarantee.guarantors]
        terms += [f"attribution.{guarantee.attribution}"] if guarantee.attribution is not None else []
        for name in (*propositions_under(trees, guarantee.id), *terms):
            found.setdefault(name, set()).update(whole)
        for duty in guarantee.duties:
            for name in (*propositions_under(trees, duty.id), *_open_to(case, guarantee, duty)):
                found.setdefault(name, set()).add(duty.id)
    everywhere = propositions_under(trees, "entry") | {BINDING, SIGNATURE_BINDS}
    return {name: frozenset(found.get(name, set())) for name in case.propositions if name not in everywhere}


def _open_to(case: Case, guarantee: Guarantee, duty: GuaranteeDuty) -> Iterator[str]:
    """Give what a duty's decision and terms may leave open, whether it is open here or not."""
    yield from (f"{term}.{duty.id}" for term in ("agreed", "attacker-votes", "joint", "free"))
    voices = [guarantor.actor for guarantor in guarantee.guarantors]
    decision = duty.decision
    voices += [decision.actor] if decision.actor is not None else []
    if decision.body is not None:
        body = case.instrument.bodies[decision.body]
        yield f"decision.{decision.body}"
        voices += [*body.members, *body.veto]
        voices += [body.decision.actor] if body.decision.actor is not None else []
    yield from (f"consent.{actor}" for actor in voices)


def _effect(instrument: Instrument, proposition: Proposition, flips: tuple[Flip, ...]) -> ClaimEffect:
    fact = proposition.fact
    return ClaimEffect(
        fact=proposition.id,
        text=proposition.text,
        disputed=fact.disputed if fact is not None else False,
        said=said_of(instrument, fact) if fact is not None else (),
        controllers=tuple(name_of(instrument, actor) for actor in proposition.controller),
        flips=flips,
    )


def decisive(flips: tuple[Flip, ...]) -> tuple[Flip, ...]:
    """Give the flips in which accepting or rejecting the fact settles the result outright."""
    settled = {Answer.CERTAIN, Answer.NO}
    return tuple(flip for flip in flips if {flip.accepted, flip.rejected} <= settled)
