"""Figures as they are written, in digits or in words: `600,000`, `1.5 million`, `twenty-one`, `two dozen`."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12.0,
}
_SHORT_SCALES = bag("k m bn tn mn mln")
LONGEST = 15
"""Digits beyond which a figure is an identifier or an accident rather than a count."""


def figure_at(words: Words, index: int) -> tuple[float, int] | None:
    """Read the figure that begins at a token.

    Returns:
        Its value and the index of the token after it, or None when no figure begins there.
    """
    low = words.get(index)
    if low and low[0].isdecimal():
        value = _digits(low)
        return None if value is None else _scaled(words, value, index + 1)
    if low in TENS:
        return _tens(words, index)
    if low in UNITS:
        return _scaled(words, float(UNITS[low]), index + 1)
    if low in {"a", "an"} and words.get(index + 1) in {"hundred", "thousand", "million", "billion", "dozen"}:
        return _scaled(words, 1.0, index + 1)
    half = low == "half" and words.follows(index + 1, "a", "million")
    return (500_000.0, index + 3) if half else None


def _tens(words: Words, index: int) -> tuple[float, int]:
    """Read "twenty", "twenty one", "twenty-one"."""
    at = index + 2 if words.get(index + 1) in {"-", "‑"} else index + 1
    unit = UNITS.get(words.get(at), 0)
    tens = TENS[words.low[index]]
    return _scaled(words, float(tens + unit), at + 1) if 0 < unit < 10 else _scaled(words, float(tens), index + 1)


def _digits(token: str) -> float | None:
    """Read digits with thousands separators and a decimal point; times of day are no figures."""
    if ":" in token or len(token) > 2 * LONGEST:
        return None
    parts = token.split(",")
    if len(parts) > 1 and not all(len(part.split(".")[0]) == 3 for part in parts[1:]):
        # A decimal comma, as European texts write it.
        return float(token.replace(",", ".")) if len(parts) == 2 and "." not in token else None
    plain = token.replace(",", "")
    if plain.count(".") > 1 or sum(character.isdigit() for character in plain) > LONGEST:
        return None
    return float(plain)


def _scaled(words: Words, value: float, index: int) -> tuple[float, int]:
    """Multiply by the scale words that follow: `hundred`, `million`, `bn`, also after a hyphen."""
    while True:
        low = words.get(index)
        at = index
        if low == "-" and words.get(index + 1) in SCALES and words.get(index + 1) not in _SHORT_SCALES:
            at, low = index + 1, words.get(index + 1)
        scale = SCALES.get(low)
        if scale is None or (low in _SHORT_SCALES and not words.joined(at)):
            return value, index
        value *= scale
        index = at + 1
        # "two hundred and forty"
        if low == "hundred":
            ahead = index + 1 if words.get(index) == "and" else index
            rest = TENS.get(words.get(ahead), UNITS.get(words.get(ahead)))
            if rest is not None:
                value += rest
                index = ahead + 1
