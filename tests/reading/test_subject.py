"""What an article is about is asked stretch by stretch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dragoman.reading.decoding import Scores
from dragoman.reading.layout import WIDTH, columns
from dragoman.reading.subject import MOST_WINDOWS, Subject, mean_score, stretches

LINE = Subject(least=1.0)


def rows(pieces: int, score: float) -> Scores:
    """Give a window's output that scores every piece alike, and is silent in all other columns."""
    found = np.zeros((pieces, WIDTH), np.float32)
    found[:, columns()["subject"]] = score
    return found


@pytest.mark.parametrize("count", [0, 1, MOST_WINDOWS, MOST_WINDOWS + 1, 5 * MOST_WINDOWS - 1])
def test_every_window_is_in_exactly_one_stretch(count: int) -> None:
    cut = list(stretches(range(count)))

    assert [number for stretch in cut for number in stretch] == list(range(count))
    assert all(0 < len(stretch) <= MOST_WINDOWS for stretch in cut)


def test_stretches_are_of_like_length() -> None:
    lengths = {len(stretch) for stretch in stretches(range(MOST_WINDOWS * 2 + 1))}

    assert max(lengths) - min(lengths) <= 1


def test_every_piece_counts_alike() -> None:
    assert mean_score([rows(30, 2.0), rows(10, -2.0)]) == pytest.approx(1.0)


def test_no_pieces_say_nothing() -> None:
    assert mean_score([]) == 0.0


def test_a_stretch_is_read_from_its_line_on() -> None:
    assert LINE.bears([rows(50, 1.0)])
    assert not LINE.bears([rows(50, 0.9)])


def test_the_line_comes_from_beside_the_model(tmp_path: Path) -> None:
    file = tmp_path / "subject.json"
    file.write_text(json.dumps({"least": 1.0}), encoding="utf-8")

    assert Subject.load(file) == LINE
