from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from dragoman.reading.decoding import Scores
from dragoman.reading.judging import NAME_PIECES, STATEMENT_PIECES, Asked, kind_scores, pooled, statement_window
from dragoman.reading.layout import ACTS, ISSUES, WIDTH, columns
from dragoman.reading.windows import Window, load_tokenizer
from tests.reading.making import MODEL

TEXT = "In Oslo, Norway offered its ports. Cuba asked for more."
TOKENIZER = load_tokenizer(MODEL / "tokenizer.json")


class Counting:
    """Gives piece numbers as scores."""

    def scores(self, windows: Sequence[Window]) -> Iterator[Scores]:
        for window in windows:
            yield np.tile(np.arange(len(window.ids), dtype=np.float32)[:, None], (1, WIDTH))


def asked(words: str, who: str = "Norway") -> Asked:
    start = TEXT.index(words)
    return Asked(start, start + len(words), who)


def test_a_statement_stands_alone_after_the_name_of_who_acts() -> None:
    window = statement_window(TEXT, asked("Cuba asked for more.", "Cuba"), TOKENIZER)

    pieces = [TOKENIZER.id_to_token(piece) for piece in window.ids]

    assert pieces == ["[CLS]", "cuba", "[SEP]", "cuba", "asked", "for", "more", ".", "[SEP]"]


def test_only_the_pieces_of_the_statement_have_a_place_in_the_text() -> None:
    window = statement_window(TEXT, asked("Cuba asked for more.", "Cuba"), TOKENIZER)

    placed = [TEXT[a:b] for a, b in zip(window.starts, window.ends, strict=True) if a >= 0]

    assert placed == ["Cuba", "asked", "for", "more", "."]


def test_a_judged_statement_takes_the_class_piece_and_the_mean_of_its_own() -> None:
    window = statement_window(TEXT, asked("Cuba asked for more.", "Cuba"), TOKENIZER)
    (scores,) = Counting().scores([window])

    assert pooled(window, scores + 1.0)[0] == pytest.approx(1.0 + (3 + 4 + 5 + 6 + 7) / 5 + 1.0)


def test_each_statement_gets_a_score_for_every_act_and_issue() -> None:
    (acts, issues), _ = kind_scores(TEXT, [asked("offered its ports"), asked("more.")], Counting(), TOKENIZER)

    assert (len(acts), len(issues)) == (len(ACTS), len(ISSUES))


def test_nothing_asked_is_nothing_judged() -> None:
    assert kind_scores(TEXT, [], Counting(), TOKENIZER) == []


def test_a_statement_without_a_single_piece_is_judged_by_the_class_piece_alone() -> None:
    window = statement_window(TEXT, Asked(8, 9, "Norway"), TOKENIZER)
    (scores,) = Counting().scores([window])

    assert pooled(window, scores)[columns()["act"]].tolist() == [0.0] * len(ACTS)


def test_long_names_and_statements_are_cut_to_what_the_encoder_takes() -> None:
    text = "word " * 400

    window = statement_window(text, Asked(0, len(text), "Norway " * 40), TOKENIZER)

    assert len(window.ids) == NAME_PIECES + STATEMENT_PIECES + 3
