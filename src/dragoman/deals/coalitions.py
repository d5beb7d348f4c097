"""The smallest sets of actors on which a duty stands, and the smallest that can block it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.deals.duties import Guarantee, GuaranteeDuty
from dragoman.deals.encode import Row, encode_instrument, encode_world
from dragoman.deals.engine import Case, ground
from dragoman.deals.model import guarantees_of
from dragoman.deals.questions import Supposition, stage_group
from dragoman.deals.terms import Rule, Stage
from dragoman.deals.wording import name_of
from dragoman.record import Record

if TYPE_CHECKING:
    from clingo import Control, SolveHandle

MAX_SETS = 40
_PROGRAMS = ("values", "scope", "conditions", "force", "norms", "guarantees", "coalitions")
_OPEN = (("pick", 1), ("picked", 2))


class Coalitions(Record):
    """On whom a duty stands, everything else turning out well.

    Attributes:
        duty: The duty.
        arises: Whether it can arise at all after the event.
        stands_on: The smallest sets of actors that suffice for somebody to owe it.
        blocked_by: The smallest sets of actors whose refusal leaves nobody owing it.
        partial: Whether there are more sets than were listed, or time ran out.
    """

    duty: str
    arises: bool
    stands_on: tuple[tuple[str, ...], ...] = ()
    blocked_by: tuple[tuple[str, ...], ...] = ()
    partial: bool = False


def coalitions_of(case: Case, world: Supposition, *, limit: float) -> Iterator[Coalitions]:
    """Give the smallest supporting and blocking sets for every guarantor's duty.

    Args:
        case: The instrument.
        world: The event and what is taken as given; the instrument is supposed in force for those who cooperate.
        limit: Seconds for each search.
    """
    duties = [(guarantee, duty) for _, _, guarantee in guarantees_of(case.instrument) for duty in guarantee.duties]
    rows = list(encode_instrument(case.instrument, case.trees, case.propositions))
    for number, (guarantee, duty) in enumerate(duties):
        rows += _rows(case, number, world, _players(case, world, guarantee, duty), duty.id)
    search = _Search(ground(rows, _PROGRAMS))
    lucky = [search.favourable(number, time.monotonic() + limit) for number in range(len(duties))]
    search.keep_smallest()
    for number, (_, duty) in enumerate(duties):
        settled = lucky[number]
        if settled is None:
            yield Coalitions(duty=duty.id, arises=False)
            continue
        deadline = time.monotonic() + limit
        stands, more_stand = search.smallest(number, "standing", settled, deadline)
        blocks, more_block = search.smallest(number, "blocking", settled, deadline)
        yield Coalitions(
            duty=duty.id,
            arises=True,
            stands_on=_named(case, stands),
            blocked_by=_named(case, blocks),
            partial=more_stand or more_block,
        )


def _players(case: Case, world: Supposition, guarantee: Guarantee, duty: GuaranteeDuty) -> tuple[str, ...]:
    """Give the actors whose cooperation matters: guarantors and those who sit in or decide for a body."""
    found = [guarantor.actor for guarantor in guarantee.guarantors]
    decision = duty.decision
    if decision.rule is Rule.ACTOR and decision.actor is not None:
        found.append(decision.actor)
    if decision.rule is Rule.BODY and decision.body is not None:
        body = case.instrument.bodies[decision.body]
        found += [*body.members, *body.veto, *([body.decision.actor] if body.decision.actor is not None else [])]
    attacker = world.event.by if world.event is not None else None
    return tuple(actor for actor in dict.fromkeys(found) if actor != attacker)


def _rows(case: Case, number: int, world: Supposition, players: tuple[str, ...], duty: str) -> Iterator[Row]:
    """Give the facts of one duty's world: the players' stage and consent are left to the program."""
    held = {stage_group(actor): Stage.NOT_PARTY.value for actor in players}
    silent: dict[str, bool | None] = {
        f"consent.{actor}": False for actor in players if f"consent.{actor}" in case.propositions
    }
    asked = replace(
        world, in_force=True, choices={**world.choices, **held}, facts={**world.facts, **silent}, asks=frozenset({duty})
    )
    for name, arguments in encode_world(case.instrument, number, asked, case.trees, case.propositions):
        if name != "held_back" or arguments[1] not in players:
            yield name, arguments
    yield from (("player", (number, actor)) for actor in players)
    yield "target", (number, duty)


class _Search:
    """Searches one grounding, in which every duty has its world, for one thing after another."""

    def __init__(self, control: Control) -> None:
        self._control = control
        atoms = control.symbolic_atoms
        self._open = [atom for name, arity in _OPEN for atom in atoms.by_signature(name, arity)]
        self._sought = {str(atom.symbol): atom.literal for atom in atoms.by_signature("sought", 2)}
        # What players of other duties do is of no interest; held still, it does not multiply the models.
        self._players = [(atom.symbol.arguments[0].number, atom) for atom in atoms.by_signature("cooperates", 2)]

    def favourable(self, number: int, deadline: float) -> list[int] | None:
        """Find how what is open turns out in a case in which the duty is owed; None where there is none."""
        with self._seeking(number, "favourable", ()) as handle:
            handle.resume()
            if not handle.wait(max(0.0, deadline - time.monotonic())):
                handle.cancel()
                return None
            model = handle.model()
            if model is None:
                return None
            return [one.literal if model.contains(one.symbol) else -one.literal for one in self._open]

    def keep_smallest(self) -> None:
        """From here on, list only the sets of chosen players that hold no smaller one."""
        configuration: Any = self._control.configuration
        configuration.solver.heuristic = "Domain"
        configuration.solver.dom_mod = "false,show"
        configuration.solve.enum_mode = "domRec"
        configuration.solve.models = MAX_SETS + 1

    def smallest(self, number: int, what: str, settled: list[int], deadline: float) -> tuple[list[list[str]], bool]:
        """Give the sets for one duty, and whether there are more."""
        found: list[list[str]] = []
        with self._seeking(number, what, settled) as handle:
            while True:
                handle.resume()
                if not handle.wait(max(0.0, deadline - time.monotonic())):
                    handle.cancel()
                    return found, True
                model = handle.model()
                if model is None:
                    return found, False
                if len(found) == MAX_SETS:
                    return found, True
                found.append([one.arguments[0].string for one in model.symbols(shown=True)])

    def _seeking(self, number: int, what: str, settled: Iterable[int]) -> SolveHandle:
        """Start a search of one world."""
        wanted = f'sought({number},"{what}")'
        assumed = [literal if name == wanted else -literal for name, literal in self._sought.items()]
        assumed += [-atom.literal for world, atom in self._players if world != number]
        return self._control.solve(assumptions=[*assumed, *settled], yield_=True, async_=True)


def _named(case: Case, sets: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Give sets of actors by name, the smallest first."""
    named = [tuple(sorted(name_of(case.instrument, actor) for actor in one)) for one in sets]
    return tuple(sorted(set(named), key=lambda names: (len(names), names)))
