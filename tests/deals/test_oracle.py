from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from dragoman.deals.claims import claims_of
from dragoman.deals.engine import Atom, Case, Outcome, solve_worlds
from dragoman.deals.loading import open_instrument
from dragoman.deals.model import Instrument
from dragoman.deals.questions import Event, Supposition
from dragoman.deals.whatif import contingencies_of
from tests.deals import small
from tests.deals.oracle import Oracle

DAY = dt.date(2026, 6, 1)
EVENTS = (
    None,
    Event("attack", by="aland", on="victim", place="elsewhere"),
    Event("attack", by="beland", on="victim"),
    Event("attack", by="somebody_else", on="beland", place="elsewhere"),
    Event("raid", by="aland", on="beland", place="elsewhere"),
)


def results(outcome: Outcome, world: int) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Give what the solver found possible and certain in one world, in the oracle's words."""
    names = {"arises", "triggered", "in_force", "entry_met"}

    def told(atoms: frozenset[Atom]) -> set[tuple[str, ...]]:
        here = [(name, rest) for name, (number, *rest) in atoms if number == world and name in names]
        return {(name, *(str(part) for part in rest)) for name, rest in here}

    return told(outcome.some), told(outcome.every)


def events_for(instrument: Instrument) -> list[Event | None]:
    names = {*instrument.actors, "somebody_else", None}
    return [event for event in EVENTS if event is None or (event.by in names and event.on in names)]


def disagreements(case: Case, worlds: list[Supposition]) -> list[str]:
    outcome = solve_worlds(case, worlds)
    wrong = []
    for number, world in enumerate(worlds):
        some, every = Oracle(case.instrument, world).results()
        if results(outcome, number) != (some, every):
            found = results(outcome, number)
            wrong.append(f"{world}: possible {found[0] ^ some}, certain {found[1] ^ every}")
    return wrong


@pytest.mark.parametrize("instrument", small.WHOLE, ids=lambda instrument: str(instrument.instrument))
def test_solver_and_brute_force_agree_on_every_assignment(instrument: Instrument) -> None:
    names = [name for name, proposition in Case.of(instrument).propositions.items() if proposition.kind != "term"]

    assert not assigned(instrument, names)[:3]


@pytest.mark.parametrize("instrument", [small.BODY, small.BRACKETS], ids=lambda instrument: str(instrument.instrument))
def test_solver_and_brute_force_agree_on_assignments_of_larger_ones(instrument: Instrument) -> None:
    names = [name for name, proposition in Case.of(instrument).propositions.items() if proposition.kind != "term"]

    # Every third of them, so that facts, terms and consents are all among those assigned.
    assert not assigned(instrument, names[::3])[:3]


def assigned(instrument: Instrument, names: list[str]) -> list[str]:
    """Compare all assignments of true, false and unknown to some propositions, as it stands and once in force."""
    case = Case.of(instrument)
    wrong = []
    # One event is enough here: the others are gone through below, with the facts left as they are.
    for event, in_force in itertools.product(events_for(instrument)[:2], (False, True)):
        base = Supposition(at=DAY, event=event, in_force=in_force)
        values = itertools.product((True, False, None), repeat=len(names))
        wrong += disagreements(case, [replace(base, facts=dict(zip(names, one, strict=True))) for one in values])
    return wrong


@pytest.mark.parametrize("instrument", small.ALL, ids=lambda instrument: str(instrument.instrument))
def test_solver_and_brute_force_agree_on_untouched_instruments(instrument: Instrument) -> None:
    case = Case.of(instrument)
    days = (dt.date(2025, 1, 1), dt.date(2026, 2, 27), dt.date(2026, 2, 28), dt.date(2031, 1, 1), dt.date(2041, 2, 1))
    worlds = [
        Supposition(at=day, event=event, in_force=in_force, dropped=dropped)
        for day in days
        for event in events_for(instrument)
        for in_force in (False, True)
        for dropped in (frozenset[str](), frozenset({"aland"}))
    ]

    assert not disagreements(case, worlds)[:3]


@pytest.mark.parametrize("name", ["peace-plan-20", "doha-2020", "minsk-2015", "us-side-guarantee", "locarno-1925"])
def test_claims_miss_no_flip_by_looking_only_where_a_fact_can_reach(name: str) -> None:
    instrument = open_instrument(name)
    world = Supposition(at=DAY)
    case = Case.of(instrument)
    told = {(effect.fact, bool(effect.flips)) for effect in claims_of(instrument, world, every_fact=True).facts}
    events = [None, *contingencies_of(instrument)]
    found = set()
    for fact, _ in told:
        worlds = [
            replace(world, event=event, in_force=supposed, facts={fact: value})
            for event in events
            for supposed in (False, True)
            for value in (True, False)
        ]
        outcome = solve_worlds(case, worlds)
        pairs = [(results(outcome, number), results(outcome, number + 1)) for number in range(0, len(worlds), 2)]
        found.add((fact, any(without_entry(one) != without_entry(other) for one, other in pairs)))

    assert told == found


def without_entry(told: tuple[set[tuple[str, ...]], set[tuple[str, ...]]]) -> list[set[tuple[str, ...]]]:
    return [{one for one in part if one[0] != "entry_met"} for part in told]
