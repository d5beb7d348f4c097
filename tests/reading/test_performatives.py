from __future__ import annotations

import pytest

from dragoman.reading.performatives import act_named
from dragoman.record import Act
from tests.reading.making import place


def named(text: str, name: str = "Norway") -> Act | None:
    return act_named(text, place(text, name), len(text))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway rejected the plan.", Act.REJECT),
        ("Norway has accused Cuba of delay.", Act.ACCUSE),
        ("Norway denied the report.", Act.DENY),
        ("Norway demanded a corridor.", Act.DEMAND),
        ("Norway threatened to leave.", Act.THREATEN),
    ],
)
def test_the_verb_straight_after_the_name_names_the_act(text: str, act: Act) -> None:
    assert named(text) == act


@pytest.mark.parametrize(
    "text", ["Norway did not reject the plan.", "Norway never denied it.", "Norway hasn’t accused anybody."]
)
def test_a_negated_verb_names_no_act(text: str) -> None:
    assert named(text) is None


def test_a_verb_of_somebody_else_names_no_act() -> None:
    assert named("Norway spoke after Cuba rejected the plan.") is None


def test_a_verb_after_the_statements_end_names_no_act() -> None:
    text = "Norway rejected the plan."

    assert act_named(text, (0, 6), 6) is None
