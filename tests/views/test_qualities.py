"""What can be measured of a point, and what only looks like it."""

from __future__ import annotations

import pytest

from dragoman.views.qualities import moved, qualities


@pytest.mark.parametrize("words", ["elections within two weeks", "elections in 2 weeks", "elections in two-weeks"])
def test_a_deadline_is_the_same_in_words_and_in_figures(words: str) -> None:
    assert qualities(words)["deadline"] == "in 2 weeks"


@pytest.mark.parametrize(
    "words", ["shelled in recent weeks", "in the week after the vote", "after several months of talks"]
)
def test_a_span_without_a_number_sets_no_deadline(words: str) -> None:
    assert "deadline" not in qualities(words)


def test_a_deadline_that_changes_is_told_as_a_move() -> None:
    old, new = qualities("elections within a month"), qualities("elections within twenty-five days")

    assert moved(old, new) == "in 1 month → in 25 days"
