from __future__ import annotations

import datetime as dt

import pytest

from dragoman.deals.loading import open_instrument
from dragoman.deals.questions import Event, Supposition
from dragoman.deals.stress import Left, StressTest, stress_test
from dragoman.errors import DealError
from tests.deals.small import make

DAY = dt.date(2026, 1, 10)
GUARANTEE = """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: bound}
  ceeland: {name: Ceeland, stage: bound}
  victim: {name: Victim, stage: bound}
territories: {coast: the coast}
bodies: {mission: {name: the Mission, controlled_by: aland}}
facts: {strike: {text: Victim struck first, value: no}}
entry: {bound_by: signature}
contingencies: [{kind: attack, by: somebody_else, on: victim, place: elsewhere}]
provisions:
  - id: art1
    text: Guarantee.
    guarantees:
      - id: shield
        guarantors: [aland, beland, ceeland]
        beneficiaries: victim
        casus: {event: {kind: attack, on: [victim]}}
        excluded: [coast]
        void_if: strike
        term: {length: P15Y}
        duties:
          - {id: each, action: help, decision: each_alone}
          - {id: all, action: fight, decision: unanimous}
          - {id: two, action: arm, decision: {rule: at_least, n: 2}}
          - {id: free, action: send money, decision: each_alone, discretion: whether}
"""


def run(**assumed: bool) -> StressTest:
    consents = {f"consent.{actor}": True for actor in ("aland", "beland", "ceeland")}
    return stress_test(make("stress", GUARANTEE), Supposition(at=DAY, facts=consents | assumed))


def left(test: StressTest, name: str, duty: str) -> Left:
    variation = next(one for one in (test.baseline, *test.variations) if one.name == name)
    return next(one for one in variation.duties if one.duty == duty)


def test_baseline_holds_all_who_must_and_none_who_may() -> None:
    test = run()

    assert left(test, "as written", "all").certain == ("Aland", "Beland", "Ceeland")
    assert left(test, "as written", "free").certain == ()


def test_dropped_guarantor_and_pair_are_lost() -> None:
    test = run()

    assert left(test, "without Aland", "each").lost == ("Aland",)
    assert left(test, "without Aland and Beland", "each").certain == ("Ceeland",)
    assert left(test, "without Aland and Beland", "two").certain == ()


def test_aggressor_among_the_guarantors_ends_unanimity_only() -> None:
    test = run()
    consenting = {f"consent.{actor}": None for actor in ("aland", "beland", "ceeland")}
    open_votes = stress_test(make("stress", GUARANTEE), Supposition(at=DAY, facts=consenting))

    assert left(test, "Aland is the attacker", "each").certain == ("Beland", "Ceeland")
    assert left(open_votes, "Aland is the attacker", "all").possible == ()
    assert left(open_votes, "Aland is the attacker", "two").possible == ("Beland", "Ceeland")


@pytest.mark.parametrize(
    "name", ["the event lies in the coast", "Victim struck first", "no guarantor has consented to be bound"]
)
def test_what_undoes_the_guarantee_leaves_nobody(name: str) -> None:
    test = run()

    assert left(test, name, "each").certain == ()
    assert left(test, name, "each").lost == ("Aland", "Beland", "Ceeland")


def test_day_after_the_term_leaves_nobody() -> None:
    name = "on 2041-01-11, the day after the term of shield"

    assert left(run(), name, "each").certain == ()


def test_smallest_coalitions_are_those_of_the_rule() -> None:
    found = {one.duty: one for one in run().coalitions}

    singles = (("Aland",), ("Beland",), ("Ceeland",))
    everybody = (("Aland", "Beland", "Ceeland"),)
    pairs = (("Aland", "Beland"), ("Aland", "Ceeland"), ("Beland", "Ceeland"))
    assert (found["each"].stands_on, found["each"].blocked_by) == (singles, everybody)
    assert (found["all"].stands_on, found["all"].blocked_by) == (everybody, singles)
    assert (found["two"].stands_on, found["two"].blocked_by) == (pairs, pairs)


def test_attribution_by_a_body_of_the_attacker_fails() -> None:
    text = GUARANTEE.replace("void_if: strike", "attribution: mission")
    facts = {f"consent.{actor}": True for actor in ("aland", "beland", "ceeland")}
    test = stress_test(make("stress", text), Supposition(at=DAY, facts=facts))

    assert left(test, "as written", "each").possible == ("Aland", "Beland", "Ceeland")
    assert left(test, "the Mission names nobody", "each").possible == ()
    assert left(test, "Aland is the attacker", "each").possible == ()
    assert left(test, "Beland is the attacker", "each").possible == ("Aland", "Ceeland")


def test_instrument_without_a_guarantee_is_refused() -> None:
    with pytest.raises(DealError, match="no guarantee"):
        stress_test(open_instrument("doha-2020"), Supposition(at=DAY))


def test_league_council_stands_between_attack_and_duty_but_not_in_a_flagrant_case() -> None:
    locarno = open_instrument("locarno-1925")
    attack = stress_test(locarno, Supposition(at=dt.date(1930, 1, 1), event=Event("attack", "germany", "france")))

    assert left(attack, "the Council of the League of Nations names nobody", "assist").possible == ()
