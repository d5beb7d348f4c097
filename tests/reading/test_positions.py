from __future__ import annotations

import pytest

from dragoman.reading.positions import positions_in
from dragoman.record import Act
from tests.reading.making import cast_of


def told(text: str) -> list[tuple[str, str, Act]]:
    found = positions_in(text, [(0, len(text))], cast_of(text))
    return [(p.holder.actor.name if p.holder.actor else "", text[p.start : p.end], p.act) for p in found]


@pytest.mark.parametrize(
    ("clause", "holder", "act"),
    [
        ("which Norway demands as a first step", "Norway", Act.DEMAND),
        ("which Norway has long opposed on its soil", "Norway", Act.REJECT),
        ("which the Houthis deny having agreed to", "Houthis", Act.DENY),
        ("which Cuba says it never signed", "Cuba", Act.CLAIM),
        ("what Colombia proposed last year", "Colombia", Act.PROPOSE),
        ("which Qatar now supports in full", "Qatar", Act.ACCEPT),
        ("which Egypt was not in favour of at all", "Egypt", Act.REJECT),
        ("which Hamas has repeatedly vowed to resist", "Hamas", Act.PLEDGE),
    ],
)
def test_a_relative_clause_with_a_party_and_a_verb_of_position_is_a_position(
    clause: str, holder: str, act: Act
) -> None:
    text = f"Envoys spoke of the corridor, {clause}, for two hours."

    ((name, words, found),) = told(text)

    assert (name, words, found) == (holder, clause, act)


@pytest.mark.parametrize(
    "text",
    [
        "Norway demands the corridor as a first step.",
        "The corridor, which borders Norway, is long.",
        "The corridor, which a driver demands as a first step, is long.",
        "The corridor, which Norway opposes.",
        "Which way Norway goes nobody knows.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert told(text) == []


def test_a_position_ends_with_its_clause() -> None:
    text = "The ban, which Norway opposes in all its forms; the rest is agreed."

    assert told(text)[0][1] == "which Norway opposes in all its forms"


def test_positions_are_looked_for_only_in_the_ranges_that_are_read() -> None:
    text = "The ban, which Norway opposes in all its forms, stays."

    assert positions_in(text, [(0, 12)], cast_of(text)) == []
