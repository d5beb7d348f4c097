"""What the line model sees of a line: its look, its neighbours' looks, its place, and what of it stands elsewhere.

Everything is told from the text alone, so that it holds for any site: no markup, no names of classes.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
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
_STEM = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\"”’')\]]*$")
_DATED_START = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{1,2}[.:/]\d\d|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£]\s?\d")
_PICTURED = re.compile(r"\b(?:photo|image|getty|picture|courtesy|credit|file|via|foto|bild)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|we|my|our|me|us)\b", re.IGNORECASE)
_ALIKE_WITHIN = 4
"""Lines on either side that are held against a line's form: a list is made of lines of one form."""
_AVERAGED = ((0, 40.0), (1, 1.0), (2, 1.0), (4, np.inf), (6, np.inf), (17, np.inf), (18, np.inf))
"""Features of a line of which the mean over its surroundings counts, and the largest value that goes into it."""
_RULES = {
    PassageKind.HEADLINE: 1,
    PassageKind.SUBHEAD: 2,
    PassageKind.CAPTION: 3,
    PassageKind.PHOTO_CREDIT: 3,
}


def line_features(
    lines: Sequence[Line], kinds: Sequence[tuple[PassageKind, str] | None], words: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Give the features of each line: its own, its neighbours', its place among the long lines, its echoes in the text.

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
    return np.hstack([own, *shifted, _placed(own, count), _beside(lines, kinds, own)]).astype(np.float32)


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


def _beside(
    lines: Sequence[Line], kinds: Sequence[tuple[PassageKind, str] | None], own: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Give what a line shares with the rest: words with the article, its form with its neighbours, their mean look."""
    echoes = _echoes(lines, kinds, own[:, 2] > 0)
    forms: list[Sequence[object]] = [
        [_form(line.text) for line in lines],
        [line.text.split()[0].casefold() for line in lines],
        [_ending(line.text) for line in lines],
        [min(5, int(np.log2(line.words + 1))) for line in lines],
    ]
    means = [_mean_around(np.minimum(own[:, column], most), width) for column, most in _AVERAGED for width in (5, 15)]
    means += [_mean_around(echoes[:, 0], width) for width in (3, 10)]
    whole = [np.full(len(lines), value) for value in (own[:, 4].mean(), own[:, 6].mean(), np.median(own[:, 0]))]
    return np.hstack([echoes, np.column_stack([*map(_alike, forms), *means, *whole])]).astype(np.float32)


def _echoes(
    lines: Sequence[Line], kinds: Sequence[tuple[PassageKind, str] | None], long: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Give how much of each line stands elsewhere: links name other stories, subheads and lists name this one."""
    stems = [{word.casefold()[:6] for word in _STEM.findall(line.text)} for line in lines]
    article = Counter(stem for own, is_long in zip(stems, long, strict=True) if is_long for stem in own)
    everywhere = Counter(stem for own in stems for stem in own)
    head = next((at for at, kind in enumerate(kinds) if kind is not None and kind[0] is PassageKind.HEADLINE), None)
    title = stems[head] if head is not None else set()
    texts = [line.text.casefold() for line in lines]
    starts, ends = Counter(text[:30] for text in texts), Counter(text[-15:] for text in texts)
    rows = []
    for at, (line, own, is_long, text) in enumerate(zip(lines, stems, long, texts, strict=True)):

        def share(known: Callable[[str], bool], own: set[str] = own) -> float:
            return sum(map(known, own)) / len(own) if own else -1.0

        itself = int(is_long)
        rows.append(
            [
                share(lambda stem, itself=itself: article[stem] > itself),  # type: ignore[misc]
                share(lambda stem, itself=itself: article[stem] > itself + 2),  # type: ignore[misc]
                share(lambda stem: everywhere[stem] > 1),
                len(own),
                share(title.__contains__) if at != head else -1.0,
                at - head if head is not None else -99,
                float(_CUT_OFF.search(line.text) is not None),
                float(_DATED_START.match(line.text) is not None),
                float(_MONEY.search(line.text) is not None),
                float(_PICTURED.search(line.text) is not None),
                len(_FIRST_PERSON.findall(line.text)) / max(1, line.words),
                starts[text[:30]] - 1,
                ends[text[-15:]] - 1,
                len(line.text),
            ]
        )
    return np.array(rows, dtype=np.float32)


def _form(text: str) -> str:
    """Give the form of a line's first words: large, small, a number, or the mark that they begin with."""
    return "".join(_class(word[0]) for word in text.split()[:3])


def _class(first: str) -> str:
    """Give the class of a word by its first character."""
    return "0" if first.isdigit() else "A" if first.isupper() else "a" if first.islower() else first


def _ending(text: str) -> str:
    """Give what a line ends in: a mark, a number or a letter."""
    last = text[-1]
    return last if not last.isalnum() else "0" if last.isdigit() else "a"


def _alike(values: Sequence[object]) -> NDArray[np.float64]:
    """Give for each line the share of its neighbours that have the same value."""
    count = len(values)
    same = np.zeros(count)
    for step in range(1, _ALIKE_WITHIN + 1):
        equal = np.array([one == other for one, other in zip(values[step:], values, strict=False)], dtype=float)
        same[step:] += equal
        same[: max(0, count - step)] += equal
    return same / (2 * _ALIKE_WITHIN)


def _mean_around(values: NDArray[np.float32], width: int) -> NDArray[np.float64]:
    """Give the mean over so many lines on either side."""
    count = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    at = np.arange(count)
    low, high = np.maximum(0, at - width), np.minimum(count, at + width + 1)
    means: NDArray[np.float64] = (sums[high] - sums[low]) / (high - low)
    return means


def _bucket(word: str, buckets: int) -> int:
    """Hash a word into its bucket, the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % buckets
