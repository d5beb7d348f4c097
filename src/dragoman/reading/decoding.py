"""From scores to spans: the most likely lawful sequence of tags, snapped to whole words.

Tags are outside (0), begins (1) and goes on (2); "goes on" cannot follow "outside".  The best sequence
is found by dynamic programming (Viterbi), which is linear in the number of pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_STOPS = frozenset('.!?”"’»:')

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PieceSpan:
    """A run of pieces `low:high` with its place in the text and the mean chance of its tags."""

    low: int
    high: int
    start: int
    end: int
    chance: float


def log_chances(scores: Scores) -> Scores:
    """Turn scores into log chances, row by row."""
    top = scores.max(axis=-1, keepdims=True)
    shifted = scores - top
    result: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def best_tags(chances: Scores, fixed: npt.NDArray[np.bool_], *, bias: float = 0.0) -> list[int]:
    """Give the best lawful tag sequence of one window.

    Args:
        chances: Log chances, pieces x 3.
        fixed: True for pieces that stand for no text; they are outside, but a span may go on over them
            when `goes on` follows.
        bias: Added to the log chance of beginning; above zero finds more spans.
    """
    low = -1e9
    outside, begins, inside = 0.0, low, low
    back: list[tuple[int, int, int]] = []
    rows = chances.tolist()
    for at in range(len(fixed)):
        if fixed[at]:
            # A separator neither costs nor pays: states pass through it unchanged, "begins" becomes "inside".
            carried = max(begins, inside)
            back.append((0, 1, 1 if begins >= inside else 2))
            begins, inside = low, carried
            continue
        out, begin, onward = rows[at]
        best = max(outside, begins, inside)
        from_best = 0 if best == outside else (1 if best == begins else 2)
        longest = max(begins, inside)
        back.append((from_best, from_best, 1 if begins >= inside else 2))
        outside, begins, inside = best + out, best + begin + bias, longest + onward
    states = (outside, begins, inside)
    tag = states.index(max(states))
    tags = [0] * len(fixed)
    for at in range(len(fixed) - 1, -1, -1):
        tags[at] = tag
        tag = back[at][tag]
    return tags


def spans_of(
    text: str, tags: list[int], places: tuple[list[int], list[int]], chances: Scores, *, across_lines: bool = False
) -> list[PieceSpan]:
    """Turn tags into spans of whole words.

    Args:
        text: The document's text.
        tags: One tag a piece.
        places: First and past-last code point of each piece, -1 for pieces without text.
        chances: Log chances, pieces x 3.
        across_lines: Whether a span may go on over a line's end where no sentence ends: a wrapped line, that is,
            and not a paragraph.
    """
    if not any(tags):
        return []
    starts, ends = places
    found: list[PieceSpan] = []
    low = -1
    for at in range(len(tags) + 1):
        silent = at < len(tags) and starts[at] < 0
        wrapped = silent and across_lines and low >= 0 and text[ends[at - 1] - 1] not in _STOPS
        goes_on = at < len(tags) and tags[at] == 2 and (wrapped or not silent)
        if low >= 0 and not goes_on:
            if wrapped:
                continue
            found.append(_span(text, (low, at), places, chances, tags))
            low = -1
        if at < len(tags) and not silent and low < 0 and tags[at] != 0:
            low = at
    return found


def _span(
    text: str, pieces: tuple[int, int], places: tuple[list[int], list[int]], chances: Scores, tags: list[int]
) -> PieceSpan:
    low, high = pieces
    while high - 1 > low and places[0][high - 1] < 0:
        high -= 1
    start, end = places[0][low], places[1][high - 1]
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    rows = [at for at in range(low, high) if places[0][at] >= 0]
    chance = float(np.exp(np.mean([chances[at, tags[at]] for at in rows])))
    return PieceSpan(low, high, start, end, chance)
