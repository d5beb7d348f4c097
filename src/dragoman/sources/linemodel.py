"""A learned second opinion on lines that no rule knows: how likely each is to be part of the article.

A small set of boosted trees over what a line looks like, what its neighbours look like and where it stands.  It
sees the text only, never markup.  `training/passages.py` makes it; `training/passages.md` says from what, and
how well it does on sites that it has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dragoman.record import PassageKind
from dragoman.sources.linefeatures import line_features
from dragoman.sources.lines import Line

_DEEPEST = 64
"""Steps after which a tree counts as endless; those that ship have some fifteen."""


@dataclass(frozen=True, slots=True)
class _Trees:
    """Boosted trees as flat arrays, node by node, with the weights of single words."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    start: float
    words: NDArray[np.float32]


def content_chances(lines: Sequence[Line], kinds: Sequence[tuple[PassageKind, str] | None]) -> NDArray[np.float64]:
    """Give for each line the chance, 0 to 1, that it is part of the article."""
    if not lines:
        return np.zeros(0)
    trees = _trees()
    features = line_features(lines, kinds, trees.words)
    # All lines go down all trees at once; a leaf leads to itself, so the deepest tree sets the number of steps.
    node = np.tile(trees.roots, (len(lines), 1))
    rows = np.arange(len(lines))[:, None]
    for _ in range(_DEEPEST):
        feature = trees.feature[node]
        below = features[rows, np.maximum(feature, 0)] <= trees.threshold[node]
        following = np.where(feature < 0, node, np.where(below, trees.left[node], trees.right[node]))
        if np.array_equal(following, node):
            break
        node = following
    odds = trees.start + trees.value[node].sum(axis=1, dtype=np.float64)
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-odds))
    return chances


@lru_cache(maxsize=1)
def _trees() -> _Trees:
    """Load the trees that ship with the package."""
    with resources.files("dragoman.sources").joinpath("linemodel.npz").open("rb") as file, np.load(file) as stored:
        return _Trees(
            stored["feature"],
            stored["threshold"],
            stored["left"],
            stored["right"],
            stored["value"],
            stored["roots"],
            float(stored["start"]),
            stored["words"].astype(np.float32),
        )
