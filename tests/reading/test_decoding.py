from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading.decoding import best_tags, log_chances, spans_of

OUT, BEGIN, ON = 0, 1, 2
rows = st.lists(
    st.tuples(*[st.floats(-4, 4, width=32)] * 3, st.sampled_from([False, False, False, True])), min_size=1, max_size=6
)


def lawful(tags: tuple[int, ...], fixed: list[bool]) -> bool:
    before = OUT
    for tag, silent in zip(tags, fixed, strict=True):
        if tag == ON and before == OUT:
            return False
        if silent and (tag == BEGIN or (tag == OUT) != (before == OUT)):
            return False
        before = tag
    return True


def worth(tags: tuple[int, ...], chances: np.ndarray, fixed: list[bool], bias: float) -> float:
    return sum(
        float(chances[at, tag]) + bias * (tag == BEGIN)
        for at, (tag, silent) in enumerate(zip(tags, fixed, strict=True))
        if not silent
    )


@given(rows=rows, bias=st.sampled_from([0.0, 0.7, -1.0]))
@settings(deadline=None)
def test_no_lawful_sequence_beats_the_one_that_is_given(
    rows: list[tuple[float, float, float, bool]], bias: float
) -> None:
    fixed = [row[3] for row in rows]
    chances = log_chances(np.asarray([row[:3] for row in rows], dtype=np.float32))

    given_tags = tuple(best_tags(chances, np.asarray(fixed), bias=bias))

    every = [tags for tags in itertools.product((OUT, BEGIN, ON), repeat=len(rows)) if lawful(tags, fixed)]
    assert lawful(given_tags, fixed)
    best = max(worth(tags, chances, fixed, bias) for tags in every)
    assert worth(given_tags, chances, fixed, bias) == pytest.approx(best, abs=1e-4)


def test_a_span_never_goes_on_from_nothing() -> None:
    chances = log_chances(np.asarray([[5, 0, 0], [0, 0, 9], [0, 0, 9]], dtype=np.float32))

    tags = best_tags(chances, np.asarray([False] * 3))

    assert tags[0] != OUT or tags[1] != ON


def test_chances_of_a_piece_sum_to_one() -> None:
    found = np.exp(log_chances(np.asarray([[1000.0, 0.0, -1000.0], [0.1, 0.2, 0.3]], dtype=np.float32)))

    assert found.sum(axis=1) == pytest.approx([1.0, 1.0])


def test_spans_are_snapped_to_whole_words() -> None:
    text = "denuclearisation talks"
    places = ([0, 2, 9, 17], [2, 9, 16, 22])
    chances = log_chances(np.zeros((4, 3), dtype=np.float32))

    (span,) = spans_of(text, [OUT, BEGIN, OUT, OUT], places, chances)

    assert text[span.start : span.end] == "denuclearisation"
    assert (span.low, span.high) == (1, 2)


def test_two_spans_side_by_side_stay_two() -> None:
    text = "yes no"
    chances = log_chances(np.zeros((2, 3), dtype=np.float32))

    found = spans_of(text, [BEGIN, BEGIN], ([0, 4], [3, 6]), chances)

    assert [text[span.start : span.end] for span in found] == ["yes", "no"]


@pytest.mark.parametrize(("across", "expected"), [(False, ["one", "two"]), (True, ["one\ntwo"])])
def test_a_span_goes_over_a_line_end_only_where_it_may(across: bool, expected: list[str]) -> None:  # noqa: FBT001 - a case of the table
    text = "one\ntwo"
    tags = [BEGIN, ON, BEGIN if not across else ON]
    chances = log_chances(np.zeros((3, 3), dtype=np.float32))

    found = spans_of(text, tags, ([0, -1, 4], [3, -1, 7]), chances, across_lines=across)

    assert [text[span.start : span.end] for span in found] == expected


def test_the_chance_of_a_span_is_the_geometric_mean_of_its_tags() -> None:
    chances = np.log(np.asarray([[0.2, 0.8, 0.0001], [0.3, 0.2, 0.5]], dtype=np.float32))

    (span,) = spans_of("a b", [BEGIN, ON], ([0, 2], [1, 3]), chances)

    assert span.chance == pytest.approx((0.8 * 0.5) ** 0.5)
