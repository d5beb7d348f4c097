"""Numbers told in words: twelve, twenty-five, fifteen hundred, 40 thousand."""

from __future__ import annotations

import re

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: at for at, word in enumerate((*_ONES, *_TEENS), 1)} | {
    word: at for at, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_TIMES = {"hundred": 100, "thousand": 1_000}
NUMBER_WORDS = {word: str(value) for word, value in (_VALUES | {"hundred": 100}).items() if word != "one"}
"""Words that are a number by themselves; "one" is not, being a pronoun as often."""

_BELOW = rf"(?:(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_ONES)})|{'|'.join(_VALUES)})"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SEVERAL = re.compile(
    rf"\b(?:{_BELOW}|{_DIGITS})(?:\s+(?:hundred|thousand)\b(?:\s+(?:and\s+)?{_BELOW}\b)?)+"
    rf"|\b(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_ONES)})\b",
    re.IGNORECASE,
)
_PART = re.compile(rf"{_DIGITS}|[a-z]+")


def in_figures(words: str) -> str:
    """Put numbers of several words in figures, up to thousands; millions and billions stay what is counted in."""
    return _SEVERAL.sub(_figures, words)


def _figures(told: re.Match[str]) -> str:
    """Work out one number of several words."""
    whole = part = 0.0
    for word in _PART.findall(told.group().lower()):
        if word == "hundred":
            part *= _TIMES[word]
        elif word in _TIMES:
            whole, part = whole + part * _TIMES[word], 0.0
        elif word != "and":
            part += _VALUES[word] if word in _VALUES else float(word.replace(",", ""))
    value = whole + part
    return f"{value:,.0f}" if value.is_integer() else f"{value}"
