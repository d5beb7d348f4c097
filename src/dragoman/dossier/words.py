"""Words as the full-text index sees them, where the index is not SQLite's own: the same words, the same finds.

SQLite's index cuts a text into runs of letters and digits, without accents and case.  This does the same, so that a
dossier in PostgreSQL finds what a file finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_PART = re.compile(r'"([^"]*)"(\*?)')
_MOST_POSITIONS = 16_383
_LONGEST = 500
_LARGEST = 600_000
"""Letters of an index entry up to which places are kept; the server takes no more than a mebibyte."""


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text as they are indexed, each with its place."""
    start: int | None = None
    for place, letter in enumerate(text):
        if _is_letter(letter) or (start is not None and unicodedata.combining(letter)):
            start = place if start is None else start
        elif start is not None:
            yield _folded(text[start:place]), start, place
            start = None
    if start is not None:
        yield _folded(text[start:]), start, len(text)


@lru_cache(maxsize=4096)
def _is_letter(letter: str) -> bool:
    """Tell whether a character belongs to a word: a letter, a digit, or one of private use."""
    category = unicodedata.category(letter)
    return category[0] in "LN" or category == "Co"


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    """Give a word without case and accents."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return bare.lower()[:_LONGEST]


def vector(parts: Sequence[tuple[str, str]]) -> str:
    """Give the index entry of texts, each with its weight (`A` or `D`), as the server writes one."""
    places: dict[str, list[str]] = {}
    at = 0
    for text, weight in parts:
        for word, _, _ in words_in(text):
            at += 1
            places.setdefault(word, []).append(f"{min(at, _MOST_POSITIONS)}{weight}")
        at += 100  # no phrase goes over from one text into the next
    written = [f"{_quoted(word)}:{','.join(dict.fromkeys(told[:200]))}" for word, told in places.items()]
    if sum(map(len, written)) > _LARGEST:
        written = [_quoted(word) for word in places]
    return " ".join(written)


def server_query(query: str) -> str:
    """Give a query of SQLite's index (see `searching.query_for`) as the server writes one."""

    def phrase(found: re.Match[str]) -> str:
        words = [word for word, _, _ in words_in(found[1])]
        star = ":*" if found[2] else ""
        marked = [f"{_quoted(word)}{star if word is words[-1] else ''}" for word in words]
        return f"({' <-> '.join(marked)})" if marked else "('')"

    return _PART.sub(phrase, query).replace(" AND ", " & ").replace(" OR ", " | ")


def marked(text: str, query: str, marks: tuple[str, str]) -> str:
    """Give a text with every word or phrase that a query finds between two marks."""
    found = finds(text, query)
    pieces, last = [], 0
    for start, end in found:
        pieces += [text[last:start], marks[0], text[start:end], marks[1]]
        last = end
    return "".join([*pieces, text[last:]])


def finds(text: str, query: str) -> list[tuple[int, int]]:
    """Give the places of the words and phrases in a text that a query finds, in order."""
    words = list(words_in(text))
    wanted = [([word for word, _, _ in words_in(phrase)], bool(star)) for phrase, star in _PART.findall(query)]
    places: set[int] = set()
    ends: dict[int, int] = {}
    for at in range(len(words)):
        for phrase, star in wanted:
            if phrase and _stands(phrase, star, [word for word, _, _ in words[at : at + len(phrase)]]):
                places.add(at)
                ends[at] = max(ends.get(at, 0), at + len(phrase))
    spans: list[tuple[int, int]] = []
    reach = 0
    for at in sorted(places):
        start, end = words[at][1], words[ends[at] - 1][2]
        if spans and at < reach:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
        reach = max(reach, ends[at])
    return spans


def snippet(text: str, query: str, marks: tuple[str, str], most: int) -> str:
    """Give some words of a text around the first thing that a query finds in it, marked."""
    found = finds(text, query)
    words = list(words_in(text))
    first = found[0][0] if found else 0
    at = next((place for place, (_, start, _) in enumerate(words) if start >= first), 0)
    low = max(0, min(at - most // 3, len(words) - most))
    high = min(len(words), low + most)
    if not words:
        return ""
    start = 0 if low == 0 else words[low][1]
    end = len(text) if high == len(words) else words[high - 1][2]
    shown = marked(text[start:end], query, marks)
    return f"{' … ' if low else ''}{shown}{' … ' if high < len(words) else ''}"


def _stands(phrase: Sequence[str], star: bool, there: Sequence[str]) -> bool:  # noqa: FBT001 - a part of the phrase
    """Tell whether a phrase stands in a run of words; with a star, its last word need only begin so."""
    if len(there) < len(phrase) or list(phrase[:-1]) != list(there[: len(phrase) - 1]):
        return False
    return there[len(phrase) - 1].startswith(phrase[-1]) if star else there[len(phrase) - 1] == phrase[-1]


def _quoted(word: str) -> str:
    """Give a word as the server quotes one; it holds letters and digits only."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
