"""What of a point can be measured and so can move: numbers, who decides, by when, how far, how binding.

Two statements on one point that give different values of one quality tell of a move; other words alone do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dragoman.views.numerals import in_figures
from dragoman.views.words import number_of, signature, written_quantity

_DECISION = (
    (
        "each alone",
        r"each\s+(?:of\s+(?:them|the\s+\w+)|guarantor|member|state|party)\b|by\s+itself|on\s+(?:its|their)\s+own",
    ),
    (
        "all",
        (
            r"(?:agreed|approved|decided|backed)\s+by\s+all|all\s+of\s+them|unanim\w+|every\s+(?:one\s+of\s+(?:them|the\s+\w+)|"
            r"guarantor|member|state|party)|(?:consent|approval|agreement)\s+of\s+(?:all|every|the\s+guarant\w+)|"
            r"guarantor(?:s|\s+\w+s)?[’']?\s+(?:agree|consent|approve)\b|by\s+consensus"
        ),
    ),
    ("a majority", r"majorit\w+|most\s+of\s+(?:them|the\s+\w+)|most\s+(?:guarantors|members|states)"),
)
_DEADLINE = (
    ("as soon as possible", r"as\s+soon\s+as\s+(?:possible|practicable)"),
    ("at once", r"\bat\s+once\b|immediate(?:ly)?\b|without\s+delay"),
)
_WITHIN = re.compile(
    r"\b(?:in|within|after|inside)\s+(?:at\s+most\s+)?(\d[\d,]*|\w+)[\s-]+(day|week|month|year)s?\b", re.IGNORECASE
)
_REACH = (
    ("never", r"\b(?:never|under\s+no\s+circumstances|keep\s+(?:its|their|all)?\s*\w*\s*out\s+of)\b"),
    ("not permanently", r"\bnot\b[^.;]{0,80}\bpermanently\b|\btemporar(?:y|ily)\b"),
    ("permanently", r"\b(?:permanent(?:ly)?|for\s+good|for\s+ever|forever|indefinite(?:ly)?|in\s+perpetuity)\b"),
)
_OF_DEEDS = (
    r"\s+(?:\w+\s+){0,2}?(?:withdrawal|pull-?out|release|lifting|removal|denucleari[sz]ation|disarmament|halt|cessation|"
    r"return|suspension|freeze|relief|termination|ban|embargo|implementation)\b"
)
_EXTENT = (
    ("in part", rf"\b(?:partial|limited|gradual|phased|staged|step-by-step){_OF_DEEDS}|\bin\s+(?:stages|phases)\b"),
    ("in full", rf"\b(?:full|complete|total|entire|comprehensive|immediate\s+and\s+full){_OF_DEEDS}"),
)
_STRINGS = (
    ("without conditions", r"\bunconditional(?:ly)?\b|\bwithout\s+(?:any\s+)?(?:pre-?)?conditions?\b"),
    (
        "on conditions",
        r"\bonly\s+(?:if|when|once|after)\b|\bon\s+(?:the\s+)?condition\b|\bprovided\s+that\b|\bpre-?conditions?\b",
    ),
)
_FORCE = (
    (
        "not binding",
        r"\bnon-?binding\b|\bnot\s+(?:be\s+)?(?:legally\s+)?binding\b|\bpolitical\s+(?:declaration|commitment)\b",
    ),
    ("binding", r"\b(?:legally\s+)?binding\b"),
)
_MANNER = (
    ("indirect", r"\bindirect(?:ly)?\b|\bthrough\s+(?:\w+\s+)?mediators\b"),
    ("direct", r"\bdirect\s+(?:\w+\s+)?(?:talks|negotiations|dialogue|meetings?)\b|\bface[\s-]to[\s-]face\b"),
)
_SCALES = (
    ("decision", _DECISION),
    ("deadline", _DEADLINE),
    ("reach", _REACH),
    ("extent", _EXTENT),
    ("strings", _STRINGS),
    ("force", _FORCE),
    ("manner", _MANNER),
)
_FOUND = {
    name: tuple((value, re.compile(pattern, re.IGNORECASE)) for value, pattern in scale) for name, scale in _SCALES
}
_ANY = re.compile("|".join(pattern for _, scale in _SCALES for _, pattern in scale), re.IGNORECASE)
"""All values of all scales in one: most statements have none."""
_UNIT = re.compile(r"(?:day|week|month|year)", re.IGNORECASE)
_NEWER = re.compile(r",\s+(?:but\s+)?(?:the\s+(?:new|latest|revised|final)\s+\w+|now)\b", re.IGNORECASE)
_OLDER = re.compile(
    r"\b(?:rather\s+than|instead\s+of|as\s+against|(?:up|down|away)?\s*from(?=\s+(?:about|nearly|almost|some|over|the\s+"
    r"(?:earlier|current|previous))?\s*[$€£]?\d[\d.,]*(?![\d.,-])))\s+(?:[^,.;()]|(?<=\d)[,.](?=\d))+"
    r"|\b(?:mov|shift|chang|rais|rose|cut|fell|reduc|lower|slash|increas|retreat)\w*\s+(?:\w+\s+){0,4}?from\s+[^.;]{0,80}?\d"
    r"[^.;]{0,40}?(?=\s+to\s)",
    re.IGNORECASE,
)
_WAS_SO = re.compile(
    r"\b(?:initially|originally|at\s+first|previously|formerly|until\s+now|used\s+to)\b"
    r"|\bhad\s+(?:\w+\s+)?(?:wanted|demanded|insisted|sought|asked|proposed|offered|called)\b",
    re.IGNORECASE,
)
_OLDER_HINTS = ("from", "From", "rather", "Rather", "instead", "Instead", "against")
"""What stands in words that tell of an earlier value; looking for it costs a tenth of looking for the patterns."""
_NOT_MEASURED = frozenset({"round", "point", "phas", "stag", "country", "stat", "leader", "side", "people", "person"})
"""Stems of what is counted without being on any table."""


def qualities(words: str, numbers: frozenset[str] | None = None) -> dict[str, str]:
    """Give the qualities that words put on their point now: the first value of each scale that stands in them.

    Args:
        words: The words.
        numbers: The quantities in them, where somebody has read them before.
    """
    return dict(_now(words, numbers))


@lru_cache(maxsize=4096)
def _now(words: str, numbers: frozenset[str] | None) -> tuple[tuple[str, str], ...]:
    """Give qualities as pairs; kept, because a statement is held against the one before and against the one after."""
    newer = parted(words)[1]
    return tuple(_read(newer, numbers if newer == words else None).items())


def parted(words: str) -> tuple[str, str]:
    """Part words into what they say was so before ("rather than within 100 days"), often nothing, and the rest."""
    newer = _NEWER.search(words) if ", " in words else None
    if newer is not None:
        return words[: newer.start()], words[newer.start() :]
    if not any(hint in words for hint in _OLDER_HINTS):
        return "", words
    older = " ".join(match.group() for match in _OLDER.finditer(words))
    return older, _OLDER.sub(" ", words) if older else words


def was_so_before(words: str) -> bool:
    """Tell whether words tell of what their party held before: "initially wanted"."""
    return _WAS_SO.search(words) is not None


def told_move(words: str) -> str:
    """Say what moved by the words of one statement alone, as `old → new`; empty where they tell of no earlier value."""
    older, newer = parted(words)
    return moved(_read(older), _read(newer)) if older else ""


def _read(words: str, numbers: frozenset[str] | None = None) -> dict[str, str]:
    """Give the first value of each scale that stands in words."""
    found: dict[str, str] = {}
    for name, scale in _FOUND.items() if _ANY.search(words) else ():
        value = next((value for value, pattern in scale if pattern.search(words)), None)
        if value is not None:
            found[name] = value
    within = _span_of_deadline(words) if _UNIT.search(words) else ""
    if within:
        found["deadline"] = f"in {within}"
    for number in sorted(signature(words).numbers if numbers is None else numbers):
        value, _, unit = number.partition(" ")
        if is_measured(value, unit):
            found.setdefault(f"number {unit}".strip(), number)
    return found


def _span_of_deadline(words: str) -> str:
    """Give the first span of time within which something is to be, in figures; "in recent weeks" is none."""
    for match in _WITHIN.finditer(in_figures(words)):
        value = "1" if match[1].lower() in {"a", "an", "one"} else number_of(match[1])
        if value is not None:
            return written_quantity(f"{value} {match[2].lower()}")
    return ""


def is_measured(value: str, unit: str) -> bool:
    """Tell whether a number can measure a term: not one of rounds or people, nor a small one of nobody knows what."""
    return unit not in _NOT_MEASURED and bool(unit or len(value) > 3)


def moved(old: Mapping[str, str], new: Mapping[str, str], *, besides: frozenset[str] = frozenset()) -> str:
    """Say which qualities differ between two statements on one point, as `old → new`; empty where none does.

    Args:
        old: The qualities before.
        new: The qualities now.
        besides: Qualities that are not looked at.
    """
    shared = [name for name in old if name in new and old[name] != new[name] and name not in besides]
    return "; ".join(f"{_written(name, old[name])} → {_written(name, new[name])}" for name in sorted(shared))


def _written(name: str, value: str) -> str:
    """Write a value as people do."""
    return written_quantity(value) if name.startswith("number") else value
