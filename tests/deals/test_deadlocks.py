from __future__ import annotations

import datetime as dt

import pytest

from dragoman.deals.deadlocks import Deadlocks, deadlocks_of
from dragoman.deals.loading import open_instrument
from dragoman.deals.model import Instrument
from dragoman.deals.questions import Supposition
from tests.deals.small import make

NOW = Supposition(at=dt.date(2026, 1, 10))


def steps(waits: str, requires: str = "{all: [one, two, three]}") -> Instrument:
    return make(
        "steps",
        f"""
actors: {{aland: {{name: Aland, stage: bound}}, beland: {{name: Beland, stage: bound}}}}
facts:
{waits}
entry: {{bound_by: signature, requires: {requires}}}
provisions: []
""",
    )


def given_up(answer: Deadlocks) -> list[list[str]]:
    return [[wait.text.replace("“", "").replace("”", "") for wait in chosen] for chosen in answer.relaxations]


def test_chain_of_steps_is_no_deadlock_and_gives_the_order() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: one}
  two: {text: two, waits_for: [{by: aland, fact: one}]}
  three: {text: three, waits_for: [{by: beland, fact: two}]}
"""
        ),
        NOW,
    )

    assert not answer.blocked
    assert answer.order == (("one",), ("two",), ("three",))


def test_two_steps_that_wait_for_each_other_are_a_circle_that_either_side_can_end() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: one, waits_for: [{by: aland, fact: two}]}
  two: {text: two, waits_for: [{by: beland, fact: one}]}
  three: {text: three}
"""
        ),
        NOW,
    )

    assert answer.blocked
    assert [set(circle.steps) for circle in answer.circles] == [{"one", "two"}]
    assert given_up(answer) == [["one only after two"], ["two only after one"]]


def test_ratify_first_and_sign_together_cannot_both_be_had() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: ratified, waits_for: [{by: aland, fact: two, order: together}]}
  two: {text: signed, waits_for: [{by: beland, fact: one, order: after}]}
  three: {text: three}
"""
        ),
        NOW,
    )

    assert given_up(answer) == [["ratified only together with signed"], ["signed only after ratified"]]


def test_steps_together_alone_are_no_deadlock() -> None:
    waits = "\n  one: {text: one, waits_for: [{by: aland, fact: two, order: together}]}\n  two: {text: two}\n"
    answer = deadlocks_of(steps(waits + "  three: {text: three}\n"), NOW)

    assert not answer.blocked


def test_two_circles_need_two_relaxations() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: one, waits_for: [{by: aland, fact: two}]}
  two: {text: two, waits_for: [{by: beland, fact: one}]}
  three: {text: three, waits_for: [{by: aland, fact: four}]}
  four: {text: four, waits_for: [{by: beland, fact: three}]}
"""
        ),
        NOW,
    )

    assert {len(chosen) for chosen in answer.relaxations} == {2}
    assert len(answer.relaxations) == 4


def test_step_that_has_come_no_longer_waits() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: one, value: yes, waits_for: [{by: aland, fact: two}]}
  two: {text: two, waits_for: [{by: beland, fact: one}]}
  three: {text: three}
"""
        ),
        NOW,
    )

    assert not answer.blocked
    assert not answer.circles


def test_necessary_order_is_never_offered_for_relaxation() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: one, waits_for: [{fact: two, necessary: true}]}
  two: {text: two, waits_for: [{by: beland, fact: one}]}
  three: {text: three}
"""
        ),
        NOW,
    )

    assert given_up(answer) == [["two only after one"]]


def test_what_excludes_each_other_cannot_both_be_required() -> None:
    facts = (
        "\n  one: {text: no foreign troops, excludes: [two]}\n  two: {text: a foreign force}\n  three: {text: three}\n"
    )
    answer = deadlocks_of(steps(facts), NOW)

    assert answer.blocked
    assert given_up(answer) == [["no foreign troops and a foreign force cannot both be so"]]


def test_another_way_round_is_no_deadlock() -> None:
    answer = deadlocks_of(
        steps(
            """
  one: {text: one}
  two: {text: two, excludes: [one]}
  three: {text: three}
""",
            requires="{any: [two, three]}",
        ),
        NOW,
    )

    assert not answer.blocked


@pytest.mark.parametrize("name", ["peace-plan-20", "minsk-2015"])
def test_known_circles_of_real_texts_are_found(name: str) -> None:
    answer = deadlocks_of(open_instrument(name), NOW)

    assert answer.blocked
    assert answer.circles
    assert answer.relaxations
