"""Statement spans as the network sees them, before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dragoman.reading.decoding import PieceSpan, Scores, best_tags, log_chances, spans_of
from dragoman.reading.layout import columns
from dragoman.reading.positions import Position
from dragoman.reading.windows import Window
from dragoman.record import Act

_COLUMNS = columns()
STATEMENT_BIAS = -0.5
"""Below zero: fewer, surer statements; chosen on held-out negotiations, where it gave the best F1."""
ACTOR_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class Spotted:
    """One statement as spotted: its place, and who is marked in it.

    Attributes:
        start: First code point.
        end: Code point after the last.
        chance: Mean chance of the span's tags.
        actors: Places whose words the network marks as naming the actor, with their chances.
        addressees: Likewise for whom the act is directed at.
        position: The act, where this is a position told in passing, inside another statement or none.
    """

    start: int
    end: int
    chance: float
    actors: tuple[tuple[int, int, float], ...] = ()
    addressees: tuple[tuple[int, int, float], ...] = ()
    position: Act | None = None


def statements_in(text: str, window: Window, scores: Scores, *, bias: float = STATEMENT_BIAS) -> list[Spotted]:
    """Spot the statements of one window.

    Args:
        text: The document's text.
        window: The pieces.
        scores: The encoder's columns for them.
        bias: Added to the log chance of a statement's beginning.
    """
    fixed = np.asarray([start < 0 for start in window.starts])
    chances = log_chances(scores[:, _COLUMNS["statement"]])
    tags = best_tags(chances, fixed, bias=bias)
    spans = spans_of(text, tags, (window.starts, window.ends), chances, across_lines=True)
    marks = {name: np.exp(log_chances(scores[:, _COLUMNS[name]]))[:, 1] for name in ("actor", "addressee")}
    return [_spotted(text, window, marks, span) for span in spans]


def _spotted(text: str, window: Window, marks: dict[str, Scores], span: PieceSpan) -> Spotted:
    rows = [at for at in range(span.low, span.high) if window.starts[at] >= 0]
    start, end = _tidied(text, span.start, span.end)
    return Spotted(
        start,
        end,
        span.chance,
        _runs(text, window, marks["actor"], rows),
        _runs(text, window, marks["addressee"], rows),
    )


def spotted_position(window: Window, scores: Scores, position: Position) -> Spotted:
    """Give a position told in passing, whose first words lie in this window, as a spotted statement."""
    pairs = enumerate(zip(window.starts, window.ends, strict=True))
    rows = [at for at, (start, end) in pairs if start >= 0 and start < position.end and end > position.start]
    chances = np.exp(log_chances(scores[rows][:, _COLUMNS["statement"]]))
    return Spotted(
        position.start,
        position.end,
        float(1.0 - chances[:, 0].mean()),
        ((position.holder.start, position.holder.end, 1.0),),
        position=position.act,
    )


def _runs(text: str, window: Window, marks: Scores, rows: list[int]) -> tuple[tuple[int, int, float], ...]:
    """Join marked pieces that follow each other into whole words."""
    found: list[tuple[int, int, float]] = []
    last = -2
    for at in rows:
        if marks[at] < ACTOR_CHANCE:
            continue
        start, end, chance = window.starts[at], window.ends[at], float(marks[at])
        if at == last + 1 and found:
            found[-1] = (found[-1][0], end, max(found[-1][2], chance))
        else:
            found.append((start, end, chance))
        last = at
    return tuple((*_whole_words(text, start, end), chance) for start, end, chance in found)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _tidied(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the closing mark of a sentence or quotation in, and a trailing comma out."""
    while end < len(text) and text[end] in '.!?”"’»' and text[end - 1] != "\n":
        if text[end] in '"’' and text[end - 1] not in ".!?,”":
            break
        end += 1
    while end > start + 1 and text[end - 1] in ",;:—–- \t\u00a0":
        end -= 1
    return start, end
