"""A learned second opinion on lines that no rule knows: how likely each is to be part of the article.

A small set of boosted trees over what a line looks like, what its neighbours look like and where it stands.  It
sees the text only, never markup.  `training/passages.py` makes it; `training/passages.md` says from what, and
how well it does on sites that it has not seen.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.record import PassageKind
from dragoman.sources.lines import Line

_SMALL_WORDS = (
    "the of and to in that is was for with on as by at from he she they it his her their has have had be been not but "
    "which who this we i you an a or if are were will would can could than there about after before its said says"
)
_SMALL = frozenset(_SMALL_WORDS.split(" "))
_PAST = re.compile(r"\b\w{2,}ed\b")
_SPOKEN = re.compile(
    r"\b(?:said|says|told|added|asked|according|announced|wrote|tweeted|reported|warned|insisted)\b", re.IGNORECASE
)
_YOU = re.compile(
    r"\b(?:you|your|our|us|we|please|click|here|sign|subscribe|free|now|get|join|view|read|more|share)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{1,4}\b|\b\d{1,2}:\d\d\b|\bago\b",
    re.IGNORECASE,
)
_ODD = re.compile(r"[|©®™@#›»→•·]|https?:|www\.")
_WORD = re.compile(r"\w+")
_OWN = 24
"""Features of a line by itself; `_own` gives that many."""
_AROUND = (-3, -2, -1, 1, 2, 3)
_LONG_WORDS = 10
_DEEPEST = 64
"""Steps after which a tree counts as endless; those that ship have some fifteen."""
_RULES = {
    PassageKind.HEADLINE: 1,
    PassageKind.SUBHEAD: 2,
    PassageKind.CAPTION: 3,
    PassageKind.PHOTO_CREDIT: 3,
}


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


def line_features(
    lines: Sequence[Line], kinds: Sequence[tuple[PassageKind, str] | None], words: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Give the features of each line: its own, its neighbours', its place among the long lines of the text.

    Args:
        lines: The lines of one text.
        kinds: What the rules say of them.
        words: Weights of hashed words; None leaves their sum out, as while they are being learned.
    """
    count = len(lines)
    repeated = Counter(line.text.casefold() for line in lines)
    own = np.array([_own(line, kinds[at], repeated, words) for at, line in enumerate(lines)], dtype=np.float32)
    own = own.reshape(count, _OWN)
    blank = np.full((1, _NEAR), -1.0, dtype=np.float32)
    near = own[:, :_NEAR]
    shifted = []
    for step in _AROUND:
        pad = np.repeat(blank, min(abs(step), count), axis=0)
        shifted.append(np.vstack([near[step:], pad] if step > 0 else [pad, near[:step]])[:count])
    return np.hstack([own, *shifted, _placed(own, count)]).astype(np.float32)


def word_buckets(text: str, buckets: int) -> list[int]:
    """Give the buckets that the words of a line fall into, with marks for how it begins and ends."""
    words = [word.casefold() for word in _WORD.findall(text)[:60]]
    if not words:
        return []
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return sorted({_bucket(word, buckets) for word in (*words, *pairs, f"^{words[0]}", f"{words[-1]}$")})


_NEAR = 9
"""The first features of a line are those that its neighbours see as well."""


def _own(
    line: Line,
    kind: tuple[PassageKind, str] | None,
    repeated: Counter[str],
    weights: NDArray[np.float32] | None,
) -> list[float]:
    """Give the features of one line by itself."""
    text = line.text
    words = text.split()
    count = max(1, len(words))
    length = max(1, len(text))
    long = float(line.words >= _LONG_WORDS and line.closed)
    rule = 0.0 if kind is None else float(_RULES.get(kind[0], 4))
    learned = float(weights[word_buckets(text, len(weights))].sum()) if weights is not None else 0.0
    return [
        min(line.words, 120),
        float(line.closed),
        long,
        rule,
        sum(map(_SMALL.__contains__, map(str.casefold, words))) / count,
        sum(word[:1].isupper() for word in words) / count,
        learned,
        float(_ODD.search(text) is not None),
        float(text[-1] in ":,;"),
        sum(map(str.isdigit, text)) / length,
        sum(map(str.isupper, text)) / length,
        sum(map(text.count, ",;:–—-()")) / count,
        float("“" in text or '"' in text or "”" in text),
        float(text[0].isupper()),
        float(text[0] in "\"“‘'«"),
        float(text[0] in "-–—*•·>[#!("),
        float(_SPOKEN.search(text) is not None),
        len(_PAST.findall(text)) / count,
        len(_YOU.findall(text)) / count,
        float(_DATE.search(text) is not None),
        float(repeated[text.casefold()] > 1),
        length / count,
        text.count(". ") + text.count("? "),
        float(text[-1] in "?!"),
    ]


def _placed(own: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Give where each line stands: in the text, and among its long lines."""
    at = np.arange(count, dtype=np.float32)
    long = own[:, 2]
    words = own[:, 0]
    total = max(1.0, float(long.sum()))
    before = np.cumsum(long) - long
    window = np.convolve(long, np.ones(11), mode="same")[:count] if count >= 11 else np.full(count, long.sum())
    mass = (
        np.convolve(long * words, np.ones(21), mode="same")[:count]
        if count >= 21
        else np.full(count, (long * words).sum())
    )
    above, below = _distance(long), _distance(long[::-1])[::-1]
    return np.column_stack(
        [
            at / max(1, count),
            np.minimum(at, 60),
            np.minimum(count - at, 60),
            np.full(count, min(count, 400)),
            np.full(count, long.mean()),
            before / total,
            before,
            total - before - long,
            window,
            mass / max(1.0, float(mass.max())),
            above,
            below,
        ]
    ).astype(np.float32)


def _distance(long: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give how many lines back the last long line stands, 30 where none does."""
    distances = np.full(len(long), 30.0, dtype=np.float32)
    last = -30
    for at, is_long in enumerate(long):
        distances[at] = min(30, at - last)
        if is_long:
            last = at
    return distances


def _bucket(word: str, buckets: int) -> int:
    """Hash a word into its bucket, the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % buckets


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
