"""The smallest sets of actors on which a duty stands, and the smallest that can block it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.deals.duties import Guarantee, GuaranteeDuty
from dragoman.deals.encode import Row, encode_instrument, encode_world
from dragoman.deals.engine import Case, ground
from dragoman.deals.model import guarantees_of
from dragoman.deals.questions import Supposition, stage_group
from dragoman.deals.terms import Rule, Stage
from dragoman.deals.wording import name_of
from dragoman.record import Record

MAX_SETS = 40
_PROGRAMS = ("values", "scope", "conditions", "force", "norms", "guarantees", "coalitions")
_SUBSET_MINIMAL = ("--heuristic=Domain", "--enum-mode=domRec", "--dom-mod=false,show")


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
    for _, _, guarantee in guarantees_of(case.instrument):
        for duty in guarantee.duties:
            yield _coalitions(case, world, guarantee, duty, limit)


def _coalitions(case: Case, world: Supposition, guarantee: Guarantee, duty: GuaranteeDuty, limit: float) -> Coalitions:
    """Search for one duty."""
    players = _players(case, world, guarantee, duty)
    deadline = time.monotonic() + limit
    rows = list(_rows(case, world, players, duty.id))
    lucky, _ = _sets(rows, "favourable", (), deadline, most=1)
    if not lucky:
        return Coalitions(duty=duty.id, arises=False)
    fixed = _fixed(rows, lucky[0])
    stands, more_stand = _sets(fixed, "standing", _SUBSET_MINIMAL, deadline, most=MAX_SETS)
    blocks, more_block = _sets(fixed, "blocking", _SUBSET_MINIMAL, deadline, most=MAX_SETS)
    return Coalitions(
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


def _rows(case: Case, world: Supposition, players: tuple[str, ...], duty: str) -> Iterator[Row]:
    """Give the facts: the players' stage and consent are left to the program."""
    held = {stage_group(actor): Stage.NOT_PARTY.value for actor in players}
    silent: dict[str, bool | None] = {
        f"consent.{actor}": False for actor in players if f"consent.{actor}" in case.propositions
    }
    asked = replace(
        world, in_force=True, choices={**world.choices, **held}, facts={**world.facts, **silent}, asks=frozenset({duty})
    )
    yield from encode_instrument(case.instrument, case.trees, case.propositions)
    for name, arguments in encode_world(case.instrument, 0, asked, case.trees, case.propositions):
        if name != "held_back" or arguments[1] not in players:
            yield name, arguments
    yield from (("player", (actor,)) for actor in players)
    yield "target", (duty,)


def _fixed(rows: list[Row], lucky: list[tuple[str, ...]]) -> list[Row]:
    """Settle everything that is open as it turned out in the favourable case."""
    true = {words[1] for words in lucky if words[0] == "true"}
    picked = {(words[1], words[2]) for words in lucky if words[0] == "picked"}
    found: list[Row] = []
    for name, arguments in rows:
        if name in {"unknown", "usually_unknown"}:
            if arguments[-1] in true:
                found.append((name.replace("usually_unknown", "usually_so").replace("unknown", "yes"), arguments))
        elif name in {"open", "usually_open"}:
            settled = name.replace("open", "settled")
            found += [(settled, (*arguments, value)) for group, value in sorted(picked) if group == arguments[-1]]
        else:
            found.append((name, arguments))
    return found


def _sets(
    rows: list[Row], program: str, options: tuple[str, ...], deadline: float, *, most: int
) -> tuple[list[list[tuple[str, ...]]], bool]:
    """Give the models of a program as lists of words, and whether there are more."""
    control = ground(rows, (*_PROGRAMS, program), options)
    configuration: Any = control.configuration
    configuration.solve.models = most + 1
    found: list[list[tuple[str, ...]]] = []
    with control.solve(yield_=True, async_=True) as handle:
        while True:
            handle.resume()
            if not handle.wait(max(0.0, deadline - time.monotonic())):
                handle.cancel()
                return found, True
            model = handle.model()
            if model is None:
                return found, False
            if len(found) == most:
                return found, True
            symbols = model.symbols(shown=True)
            found.append([(one.name, *(part.string for part in one.arguments)) for one in symbols])


def _named(case: Case, sets: list[list[tuple[str, ...]]]) -> tuple[tuple[str, ...], ...]:
    """Give sets of actors by name, the smallest first."""
    named = [tuple(sorted(name_of(case.instrument, words[1]) for words in one)) for one in sets]
    return tuple(sorted(set(named), key=lambda names: (len(names), names)))
