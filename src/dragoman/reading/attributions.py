"""The bare layer: who is cited (source), by which words (cue), for what (content).

Spans come from three tag heads; a bilinear score then ties every content to a cue and every cue to a
source, within one window.  The scheme is PolNeAR's (Newell, Margolin and Ruths, 2018): one cue, any
number of source and content fragments, outermost attributions only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dragoman.reading.decoding import PieceSpan, Scores, best_tags, log_chances, spans_of
from dragoman.reading.layout import LINK_WIDTH, columns
from dragoman.reading.windows import Window

_COLUMNS = columns()
# Chosen on PolNeAR's dev split (`training/tune.py`): added to the log chance of a span's beginning.
BIASES = {"source": 0.0, "cue": 0.0, "content": 0.0}
SOURCE_FLOOR = 0.0
_APART = -1000.0
"""Added to the score of a tie over a line's end: such a tie is made only where the line offers no other."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: places in the text, each role sorted; cue and source may be missing.

    `across` tells that no content stands on the line of the cue, which makes the tie a guess.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    chance: float = 1.0
    across: bool = False


def attributions_in(text: str, window: Window, scores: Scores) -> list[Attribution]:
    """Read the attributions of one window.

    Args:
        text: The document's text.
        window: The pieces.
        scores: The encoder's columns for them.

    Returns:
        Attributions in the order of their first content.
    """
    fixed = np.asarray([start < 0 for start in window.starts])
    spans: dict[str, list[PieceSpan]] = {}
    for role, bias in BIASES.items():
        chances = log_chances(scores[:, _COLUMNS[role]])
        tags = best_tags(chances, fixed, bias=bias)
        spans[role] = spans_of(text, tags, (window.starts, window.ends), chances)
    return _linked(spans, _kept_to_lines(window, spans, _link_scores(scores, spans)))


def _link_scores(scores: Scores, spans: dict[str, list[PieceSpan]]) -> dict[str, Scores]:
    """Score every source and content against every cue."""
    to = scores[[cue.low for cue in spans["cue"]]][:, _COLUMNS["link_to"]]
    found: dict[str, Scores] = {}
    for role in ("source", "content"):
        side = scores[[span.low for span in spans[role]]][:, _COLUMNS["link_from"]]
        found[role] = side @ to.T / np.float32(LINK_WIDTH**0.5)
    return found


def _kept_to_lines(window: Window, spans: dict[str, list[PieceSpan]], scores: dict[str, Scores]) -> dict[str, Scores]:
    """Prefer ties within a line: in PolNeAR 99 of 100 attributions stand in one paragraph."""
    line_of = np.cumsum([start < 0 for start in window.starts])
    cues = line_of[[cue.low for cue in spans["cue"]]]
    found: dict[str, Scores] = {}
    for role, rows in scores.items():
        own = line_of[[span.low for span in spans[role]]]
        found[role] = rows + np.where(own[:, None] == cues[None, :], np.float32(0), np.float32(_APART))
    return found


def _linked(spans: dict[str, list[PieceSpan]], scores: dict[str, Scores]) -> list[Attribution]:
    cues = spans["cue"]
    by_cue: dict[int, list[PieceSpan]] = {}
    loose: list[PieceSpan] = []
    for at, content in enumerate(spans["content"]):
        if cues:
            by_cue.setdefault(int(scores["content"][at].argmax()), []).append(content)
        else:
            loose.append(content)
    found = []
    for which, contents in by_cue.items():
        source = None
        if spans["source"]:
            column = scores["source"][:, which]
            if column.max() > SOURCE_FLOOR:
                source = spans["source"][int(column.argmax())]
        near = [c for c in contents if scores["content"][spans["content"].index(c)][which] > _APART / 2]
        found.append(_attribution(source, cues[which], near or contents, across=not near))
        loose += [c for c in contents if near and c not in near]
    found += [_attribution(None, None, [content]) for content in loose]
    return sorted(found, key=lambda attribution: attribution.content)


def _attribution(
    source: PieceSpan | None, cue: PieceSpan | None, contents: list[PieceSpan], *, across: bool = False
) -> Attribution:
    parts = [*contents, *([source] if source else []), *([cue] if cue else [])]
    return Attribution(
        source=((source.start, source.end),) if source else (),
        cue=((cue.start, cue.end),) if cue else (),
        content=tuple(sorted((c.start, c.end) for c in contents)),
        chance=min(part.chance for part in parts),
        across=across,
    )
