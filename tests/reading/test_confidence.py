from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.confidence import FIELDS, Calibration, features, reliability
from dragoman.reading.naming import Naming
from dragoman.reading.spotting import Spotted
from dragoman.reading.wording import Kind
from dragoman.record import Act, Issue
from tests.reading.making import MODEL

NAMED = Naming(None, ("Norway",), "marked/name", (0, 6))
UNNAMED = Naming(None, (), "subject/unknown", None)


def spotted(chance: float) -> Spotted:
    return Spotted(0, 9, chance)


def kind(chance: float) -> Kind:
    return Kind(Act.DEMAND, chance, (Issue.PROCESS,), (chance,))


def test_without_weights_every_chance_is_even() -> None:
    assert Calibration().chances(spotted(0.9), kind(0.9), NAMED) == dict.fromkeys(FIELDS, 0.5)


def test_a_calibration_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert Calibration.load(tmp_path / "calibration.json") == Calibration()


def test_weights_are_read_from_beside_the_model(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps({"act": {"bias": 2.0}}), encoding="utf-8")

    chances = Calibration.load(path).chances(spotted(0.9), kind(0.9), NAMED)

    assert chances["act"] == pytest.approx(0.88)
    assert chances["issues"] == 0.5


@given(chance=st.floats(0, 1))
def test_features_stay_between_minus_six_and_six(chance: float) -> None:
    assert all(-6.0 <= value <= 6.0 for value in features(spotted(chance), kind(chance), NAMED).values())


def test_the_shipped_curves_trust_a_surer_act_and_a_named_party_more() -> None:
    shipped = Calibration.load(MODEL / "calibration.json")

    sure = shipped.chances(spotted(0.9), kind(0.95), NAMED)
    doubted = shipped.chances(spotted(0.9), kind(0.2), NAMED)
    nameless = shipped.chances(spotted(0.9), kind(0.95), UNNAMED)

    assert sure["act"] > doubted["act"]
    assert sure["parties"] > nameless["parties"]
    assert all(0.0 <= chance <= 1.0 for chance in sure.values())


def test_reliability_gives_each_tenth_its_mean_chance_and_its_share_right() -> None:
    low, high = reliability([0.92, 0.98, 1.0, 0.1], [True, True, False, False])

    assert low == pytest.approx((0.1, 0.0, 1))
    assert high == pytest.approx((2.9 / 3, 2 / 3, 3))


@given(pairs=st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_reliability_counts_every_statement_once(pairs: list[tuple[float, bool]]) -> None:
    table = reliability([chance for chance, _ in pairs], [right for _, right in pairs])

    assert sum(count for _, _, count in table) == len(pairs)
