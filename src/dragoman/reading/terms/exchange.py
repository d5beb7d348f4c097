"""What is asked in return, in the source's words: "in exchange for X", "in return for X", "swap A for X"."""

from __future__ import annotations

from dragoman.reading.terms.clauses import clause_end, opens_clause
from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words

_SWAPS = bag(
    """swap swaps swapped swapping exchange exchanges exchanged exchanging trade trades traded trading barter
    bartered bartering"""
)
_TO_SWAP = bag("to would will could can may might that which text plan deal accord proposal it they")
_REACH = 16
"""Tokens in which the "for" of a swap must come."""


def exchange(words: Words, first: int, stop: int) -> tuple[int, int] | None:
    """Give the place of what is asked in return, in a run of tokens of one sentence."""
    low = words.low
    for index in range(first, stop):
        if low[index] == "in" and words.get(index + 1) in {"exchange", "return"} and words.get(index + 2) == "for":
            return _given(words, index, index + 3, stop)
        if low[index] in _SWAPS and _is_swap(words, index):
            link = _swap_link(words, index, stop)
            if link >= 0:
                return _given(words, index, link + 1, stop)
    return None


def _is_swap(words: Words, index: int) -> bool:
    """Tell whether a word of swapping does swap: "exchanged A for B", not "in exchange", "trading partner"."""
    if words.low[index] in {"exchange", "trade", "swap", "exchanges", "trades", "swaps"}:
        return words.get(index - 1) in _TO_SWAP or words.get(index + 1) == "of"
    return words.get(index + 1) not in {"partner", "partners", "bloc", "system", "hub"}


def _swap_link(words: Words, index: int, stop: int) -> int:
    """Give the "for" that parts the two sides of a swap; -1 when there is none."""
    noun = words.get(index + 1) == "of"
    link = words.find({"for"}, index + 2, min(stop, index + (2 * _REACH if noun else _REACH)))
    if link < 0 or words.find(bag(". ; with said") if noun else bag(", . ; with said"), index, link) >= 0:
        return -1
    # "exchanged fire for hours", "a swap for the first time" part no sides.
    if words.get(link + 1) in {"hours", "days", "weeks", "months", "years", "more", "another", "now"}:
        return -1
    if words.follows(link + 1, "the", "first", "time") or words.get(index + 1) in {
        "fire",
        "views",
        "blows",
        "accusations",
    }:
        return -1
    return link


def _given(words: Words, mark: int, begin: int, stop: int) -> tuple[int, int] | None:
    """Give the phrase that names the return, without edge marks."""
    leading = opens_clause(words, mark, 0) or mark == 0 or words.capital(mark)
    end = clause_end(words, begin, stop, leading=leading)
    if not leading:
        end = _phrase_end(words, begin, end)
    while begin < end and not words.low[begin][0].isalnum():
        begin += 1
    while end > begin and not words.low[end - 1][0].isalnum() and words.low[end - 1] != ")":
        end -= 1
    return (words.starts[begin], words.ends[end - 1]) if end > begin else None


def _phrase_end(words: Words, begin: int, stop: int) -> int:
    """Cut a phrase at a comma after which no list of nouns goes on."""
    comma = words.find({","}, begin, stop)
    while comma >= 0:
        following = words.find({","}, comma + 1, stop)
        tail = following if following >= 0 else stop
        joined = words.find({"and", "or"}, comma + 1, min(tail, comma + 8))
        adjective = begin <= comma - 1 and tail - comma <= 6 and following >= 0
        if sum(word[0].isalnum() for word in words.low[begin:comma]) == 1 and following < 0:
            # "limited, reversible relief": two adjectives of one noun.
            return stop
        if words.get(comma + 1) in {"and", "but"} or (joined < 0 and not adjective):
            return comma
        comma = following
    return stop
