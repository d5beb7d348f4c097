"""What the encoder says of a statement's act and issues: the statement alone, after the name of who acts.

Spans are found in windows, where many statements stand side by side.  What a statement does and what it is
about is asked of the same encoder in a second look, at

    [CLS] who acts [SEP] the statement's words [SEP]

so that nothing but the statement is judged, and of two acts in a sentence the one that is this actor's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from dragoman.reading.decoding import Scores
from dragoman.reading.encoder import Encoder
from dragoman.reading.layout import columns
from dragoman.reading.windows import Window, piece_id

NAME_PIECES = 16
"""Word pieces of the name that are kept; titles and bodies say little after that."""
STATEMENT_PIECES = 160
"""Word pieces of the statement that are kept: all, but for one in some hundreds."""
NOBODY = "unknown"
"""Stands for an actor whom nothing names."""

_ACT, _ISSUE = columns()["act"], columns()["issue"]
_KIND = slice(_ACT.start, _ISSUE.stop)


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement to be judged: its place, and who acts."""

    start: int
    end: int
    who: str


def statement_window(text: str, asked: Asked, tokenizer: Tokenizer) -> Window:
    """Give a statement with its actor as an input of the encoder.

    The pieces of the name stand for no text, so that those with a place are the statement's.
    """
    opening, closing = piece_id(tokenizer, "[CLS]"), piece_id(tokenizer, "[SEP]")
    name = tokenizer.encode(asked.who, add_special_tokens=False).ids[:NAME_PIECES]
    encoded = tokenizer.encode(text[asked.start : asked.end], add_special_tokens=False)
    ids, offsets = encoded.ids[:STATEMENT_PIECES], encoded.offsets[:STATEMENT_PIECES]
    before = [opening, *name, closing]
    return Window(
        [*before, *ids, closing],
        [*(-1 for _ in before), *(asked.start + a for a, _ in offsets), -1],
        [*(-1 for _ in before), *(asked.start + b for _, b in offsets), -1],
    )


def pooled(window: Window, scores: Scores) -> Scores:
    """Sum a judged statement's scores for acts and issues: those of the class piece and the mean over its own."""
    kinds = scores[:, _KIND]
    own = [at for at, start in enumerate(window.starts) if start >= 0]
    mean = kinds[own].mean(axis=0) if own else np.zeros(kinds.shape[1], np.float32)
    return np.asarray(kinds[0] + mean, dtype=np.float32)


def kind_scores(
    text: str, asked: Sequence[Asked], encoder: Encoder, tokenizer: Tokenizer
) -> list[tuple[Scores, Scores]]:
    """Give the encoder's scores for the acts and the issues of each statement, in order."""
    windows = [statement_window(text, one, tokenizer) for one in asked]
    summed = [pooled(window, scores) for window, scores in zip(windows, encoder.scores(windows), strict=True)]
    acts = _ACT.stop - _ACT.start
    return [(row[:acts], row[acts:]) for row in summed]
