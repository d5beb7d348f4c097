from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from dragoman.errors import ReadingError
from dragoman.reading.windows import WINDOW, Window, load_tokenizer, text_lines, windows_of
from tests.reading.making import MODEL, tokenizer
from tests.strategies import texts


def places(windows: list[Window]) -> list[tuple[int, int]]:
    return [(a, b) for window in windows for a, b in zip(window.starts, window.ends, strict=True) if a >= 0]


@given(text=texts)
@settings(deadline=None)
def test_every_piece_of_every_line_is_in_exactly_one_window(text: str) -> None:
    lines = text_lines(text)
    expected = [
        (start + a, start + b)
        for start, end in lines
        for a, b in tokenizer().encode(text[start:end], add_special_tokens=False).offsets
    ]

    assert places(windows_of(text, lines, tokenizer(), size=16)) == expected


@given(text=texts)
@settings(deadline=None)
def test_no_window_is_larger_than_asked_and_all_its_places_lie_in_the_text(text: str) -> None:
    for window in windows_of(text, text_lines(text), tokenizer(), size=12):
        assert len(window.ids) == len(window.starts) == len(window.ends) <= 12
        assert all(0 <= a < b <= len(text) for a, b in places([window]))


@given(text=texts)
def test_lines_hold_all_that_is_not_blank(text: str) -> None:
    lines = text_lines(text)

    assert "".join("".join(text[a:b].split()) for a, b in lines) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() and "\n" not in text[a:b] for a, b in lines)


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "🕊️🕊️ Tie\u0302n met Zoë."

    found = places(windows_of(text, text_lines(text), tokenizer()))

    assert "".join(text[a:b] for a, b in found).endswith("metZoë.")


def test_a_long_line_is_cut_at_the_end_of_a_sentence() -> None:
    text = " ".join(f"The envoy spoke for the {n} time." for n in range(80))

    windows = windows_of(text, text_lines(text), tokenizer())

    assert len(windows) > 2
    for window in windows:
        low, high = window.reach
        assert text[low : low + 3] == "The"
        assert text[high - 1] == "."


def test_short_lines_share_a_window_with_a_separator_after_each() -> None:
    text = "One.\nTwo.\n\nThree."

    (window,) = windows_of(text, text_lines(text), tokenizer())

    assert [start for start, _ in places([window])] == [0, 3, 5, 8, 11, 16]
    assert window.starts.count(-1) == 4


def test_a_text_of_blanks_has_no_window() -> None:
    assert windows_of(" \n\t\n", text_lines(" \n\t\n"), tokenizer()) == []


def test_a_line_of_a_million_characters_is_cut_in_linear_time() -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        windows_of(text, [(0, len(text))], tokenizer())
        return time.process_time() - began

    line = "the ministry said that nothing had been agreed, and the talks went on " * 14_300
    seconds(line[:1_000])
    tenth, whole = seconds(line[:100_000]), seconds(line[:1_000_000])

    assert whole < 25 * max(tenth, 0.02)


def test_windows_keep_to_the_size_that_the_network_was_trained_for() -> None:
    line = "no agreement was reached " * 2_000

    windows = windows_of(line, text_lines(line), tokenizer())

    assert max(len(window.ids) for window in windows) == WINDOW


def test_a_tokenizer_without_the_pieces_at_the_edges_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    whole = (MODEL / "tokenizer.json").read_text(encoding="utf-8")
    path.write_text(whole.replace("[SEP]", "[END]"), encoding="utf-8")

    with pytest.raises(ReadingError, match=r"no piece '\[SEP\]'"):
        windows_of("A word.", [(0, 7)], load_tokenizer(path))
