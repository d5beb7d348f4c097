"""Whether an article bears on a negotiation at all.

The network sees a window at a time, and "the minister said it would not accept the offer" reads alike in a
peace process and in a takeover.  One of its columns says of every piece how much its article reads like
coverage of a negotiation, learned from articles on negotiations against articles on everything else; the mean
over a stretch of windows decides whether anything is read there.  A long text is asked stretch by stretch, so
that one item of a digest is read though the others are about sport.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from dragoman.reading.decoding import Scores
from dragoman.reading.layout import columns

MOST_WINDOWS = 12
"""Windows of a stretch: some 1,700 words, longer than most articles."""

_COLUMN = columns()["subject"]
PartT = TypeVar("PartT")


def stretches(windows: Sequence[PartT]) -> Iterator[Sequence[PartT]]:
    """Cut windows into stretches of about the same length, none longer than `MOST_WINDOWS`."""
    count = -(-len(windows) // MOST_WINDOWS)
    for number in range(count):
        yield windows[number * len(windows) // count : (number + 1) * len(windows) // count]


def mean_score(scores: Sequence[Scores]) -> float:
    """Give the mean of the network's column over the pieces of a stretch, a logit."""
    pieces = sum(len(rows) for rows in scores)
    return float(sum(float(rows[:, _COLUMN].sum(dtype=np.float64)) for rows in scores) / max(1, pieces))


@dataclass(frozen=True, slots=True)
class Subject:
    """The line above which a stretch is read.

    Attributes:
        least: The line, a logit.
    """

    least: float

    @classmethod
    def load(cls, path: Path) -> Subject:
        """Read the line that stands beside the model."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["least"])

    def bears(self, scores: Sequence[Scores]) -> bool:
        """Tell whether a stretch is read, from the network's columns for its windows."""
        return mean_score(scores) >= self.least
