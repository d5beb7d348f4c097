"""Instruments that nobody wrote: Hypothesis makes them, the solver and the brute force must agree on each."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.deals.answers import negated
from dragoman.deals.conditions import Condition
from dragoman.deals.engine import Case, solve_worlds
from dragoman.deals.implication import Reach, reach_of_change
from dragoman.deals.model import Instrument
from dragoman.deals.questions import Event, Supposition
from dragoman.deals.terms import Answer
from tests.deals.test_oracle import disagreements

DAY = dt.date(2026, 6, 1)
ACTORS = ("aland", "beland", "victim")
FACTS = ("one", "two", "three")


def leaves() -> st.SearchStrategy[dict[str, object]]:
    return st.one_of(
        st.sampled_from([{"fact": name} for name in FACTS]),
        st.builds(
            lambda actor, stage: {"stage": {"actor": actor, "at_least": stage}},
            st.sampled_from(ACTORS),
            st.sampled_from(["signed", "ratified", "bound"]),
        ),
        st.sampled_from([{"dates": {"since": "2026-06-01"}}, {"dates": {"until": "2026-05-31"}}]),
        st.builds(
            lambda by, on: {"event": {"kind": "attack", "by": [by], "on": [on]}},
            st.sampled_from([*ACTORS, "anyone"]),
            st.sampled_from([*ACTORS, "anyone"]),
        ),
    )


def trees() -> st.SearchStrategy[dict[str, object]]:
    def joined(parts: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[dict[str, object]]:
        lists = st.lists(parts, min_size=1, max_size=3)
        plain = st.builds(lambda join, some: {join: some}, st.sampled_from(["all", "any", "none"]), lists)
        counted = lists.flatmap(lambda some: st.integers(1, len(some)).map(lambda count: {"count": count, "of": some}))
        return st.one_of(plain, counted)

    return st.recursive(leaves(), joined, max_leaves=4)


@st.composite
def duties(draw: st.DrawFn, name: str) -> dict[str, object]:
    rule = draw(st.sampled_from(["each_alone", "unanimous", "majority", "unknown", "at_least"]))
    decision: dict[str, object] = {"rule": rule, "attacker_votes": draw(st.sampled_from([True, False, "unknown"]))}
    if rule == "at_least":
        decision["n"] = draw(st.integers(1, 2))
    duty: dict[str, object] = {"id": name, "action": name, "decision": decision}
    duty["strength"] = draw(st.sampled_from(["shall", "intends", "expects", "may"]))
    duty["discretion"] = draw(st.sampled_from(["none", "measures", "whether", "unknown"]))
    duty["sharing"] = draw(st.sampled_from(["several", "joint", "unknown"]))
    for field in ("after", "unless"):
        if draw(st.booleans()):
            duty[field] = draw(trees())
    return duty


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    stages = st.sampled_from(["signed", "ratified", ["signed", "bound"], ["not_party", "ratified"]])
    guarantee: dict[str, object] = {
        "id": "shield",
        "guarantors": [
            {"actor": actor, "firmness": draw(st.sampled_from(["named", "candidate", "declined"]))}
            for actor in ("aland", "beland")
        ],
        "beneficiaries": "victim",
        "casus": draw(trees()),
        "duties": [draw(duties("help"))],
    }
    for field in ("threshold", "void_if"):
        if draw(st.booleans()):
            guarantee[field] = draw(trees())
    norm: dict[str, object] = {
        "id": "pay",
        "bearer": list(draw(st.sets(st.sampled_from(ACTORS), min_size=1))),
        "action": "pay",
        "kind": draw(st.sampled_from(["obligation", "prohibition", "permission", "power"])),
    }
    for field in ("trigger", "after", "unless", "suspended_if", "discharged_if"):
        if draw(st.booleans()):
            norm[field] = draw(trees())
    data: dict[str, object] = {
        "instrument": "made",
        "title": "Made",
        "form": draw(st.sampled_from(["treaty", "declaration_of_intent"])),
        "version": "1",
        "legal_character": draw(st.sampled_from(["political", "disputed", "unknown"])),
        "text_basis": "hypothetical",
        "sources": {"own": {"title": "made"}},
        "actors": {actor: {"name": actor, "stage": draw(stages)} for actor in ACTORS},
        "events": {"attack": "an attack"},
        "facts": {name: {"text": name, "value": draw(st.sampled_from(["yes", "no", "unknown"]))} for name in FACTS},
        "entry": {"bound_by": draw(st.sampled_from(["signature", "ratification", "unknown"]))},
        "provisions": [{"id": "art1", "text": "x", "norms": [norm], "guarantees": [guarantee]}],
    }
    entry = data["entry"]
    if draw(st.booleans()) and isinstance(entry, dict):
        entry["requires"] = draw(trees())
    return Instrument.model_validate(data)


@given(instruments(), st.sampled_from([None, *ACTORS]), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_solver_and_brute_force_agree_on_instruments_that_nobody_wrote(
    instrument: Instrument,
    by: str | None,
    in_force: bool,  # noqa: FBT001
) -> None:
    worlds = [
        Supposition(at=DAY, in_force=in_force),
        Supposition(at=DAY, in_force=in_force, event=Event("attack", by=by or "somebody_else", on="victim")),
    ]

    assert not disagreements(Case.of(instrument), worlds)


@given(instruments(), st.sampled_from(FACTS))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_settling_a_fact_never_turns_certain_into_no(instrument: Instrument, fact: str) -> None:
    event = Event("attack", by="aland", on="victim", place="elsewhere")
    left = Supposition(at=DAY, in_force=True, event=event, facts={fact: None})
    outcome = solve_worlds(
        Case.of(instrument),
        [left, left.with_fact(fact, value=True, name=""), left.with_fact(fact, value=False, name="")],
    )
    atoms = {(name, rest) for name, (_, *rest_list) in outcome.some for rest in [tuple(rest_list)]}
    for name, rest in atoms:
        unknown, so, not_so = (outcome.answer(name, world, *rest) for world in range(3))
        if unknown is not Answer.POSSIBLE:
            assert so is unknown
            assert not_so is unknown
        else:
            assert {so, not_so} != {Answer.CERTAIN}
            assert {so, not_so} != {Answer.NO}
        assert negated(negated(unknown)) is unknown


@given(trees(), trees())
@settings(deadline=None)
def test_reach_is_seen_alike_from_both_sides(one: dict[str, object], other: dict[str, object]) -> None:
    left, right = Condition.model_validate(one), Condition.model_validate(other)
    mirrored = {Reach.NARROWER: Reach.WIDER, Reach.WIDER: Reach.NARROWER}
    there = reach_of_change(left, right, missing=True)

    assert reach_of_change(right, left, missing=True) is mirrored.get(there, there)
    assert reach_of_change(left, left, missing=True) is Reach.SAME
