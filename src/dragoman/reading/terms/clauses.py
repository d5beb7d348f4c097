"""Where a clause ends, and where one may begin: at marks, attributions and the main clause."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import DETERMINERS, FINITE, PRONOUNS, QUOTES, SAYING, bag
from dragoman.reading.terms.words import Words

LONGEST = 60
"""Tokens that a clause is followed for; a text without marks must not make one clause of itself."""

_OPENERS = (
    bag(
        """, ( [ : ; … – — - . that and but or said says saying because so where however then also nor yet meanwhile
    while although though since when added warned"""
    )
    | QUOTES
    | frozenset("‘'*•")
)
_MARKS = frozenset(";–—:-)].?!")
_TURNS = bag(
    """which who whom whose adding saying warning telling but while although though whereas noting according as
    because so despite even"""
)
_TURNING = _MARKS | frozenset(("and", "or", "but", "then", ","))
_CONNECTIVES = bag("if unless until once only when should provided as so whether")
_OUTLOOK = bag("will would won't wouldn't can could shall must")
_ASIDES = bag("apart for in with to by at on from as perhaps maybe this that")
_JOINERS = frozenset(("and", "or", "but"))


def opens_clause(words: Words, index: int, first: int) -> bool:
    """Tell whether a connective stands at the head of its sentence or clause rather than after a main clause."""
    return index <= first or words.low[index - 1] in _OPENERS


def clause_end(words: Words, begin: int, stop: int, *, leading: bool) -> int:
    """Give the token after the last of a clause.

    Args:
        words: The words of the text.
        begin: First token of the clause.
        stop: Token after the sentence, or the statement.
        leading: Whether the main clause is still to come.
    """
    stop = min(stop, begin + LONGEST)
    last_comma = -1
    inside = 0
    for index in range(begin, stop):
        low = words.low[index]
        if low in QUOTES:
            inside += 1 if _opens_quote(words, index) else -1
            if inside < 0:
                return index
        elif low in _TURNING and index > begin and _ends_at(words, index, (begin, stop), leading=leading):
            return index
        if low == ",":
            last_comma = index
    listed = last_comma >= 0 and _is_list(words, begin, last_comma)
    return last_comma if leading and last_comma >= 0 and not listed else stop


def _ends_at(words: Words, index: int, run: tuple[int, int], *, leading: bool) -> bool:
    """Tell whether a clause ends at a mark or a joining word."""
    begin, stop = run
    low = words.low[index]
    if low == ",":
        verb = leading and has_verb(words, begin, index)
        if leading and not verb and words.get(index + 1) in FINITE:
            # "if the north, an old ally, does not come": the verb of the condition itself.
            return False
        return _ends_at_comma(words, index, stop, leading=leading) or (verb and _main_at_last(words, index, stop))
    if low == "then":
        return leading and index > begin + 2 and _subject_with_verb(words, index + 1, stop)
    if low in _JOINERS:
        return _connective_at(words, index + 1)
    return _ends_at_mark(words, index, run)


def _opens_quote(words: Words, index: int) -> bool:
    """Tell whether a quotation mark opens where it stands."""
    if words.low[index] == '"':
        return not words.joined(index) and words.joined(index + 1)
    return words.low[index] in "“«„"


def _ends_at_mark(words: Words, index: int, run: tuple[int, int]) -> bool:
    """Tell whether a dash, colon, bracket or full stop ends a clause."""
    begin, stop = run
    low = words.low[index]
    if low == "-":
        return words.spaced(index) or (words.get(index + 1) == "-" and words.joined(index + 1))
    if low in {")", "]"}:
        return words.rfind({"(", "["}, begin, index) < 0
    if low not in {".", "?", "!"}:
        return True
    if index + 1 >= stop or words.joined(index + 1) or words.get(index + 1)[:1].islower() != words.capital(index + 1):
        return False
    return len(words.get(index - 1)) > 3


def _connective_at(words: Words, index: int) -> bool:
    """Tell whether another connective begins here: "unless A and unless B"."""
    low = words.get(index)
    if low in {"as", "so", "when", "only"}:
        return words.get(index + 1) in {"long", "if", "after", "when", "once"}
    return low in _CONNECTIVES


def attribution_at(words: Words, index: int, stop: int) -> bool:
    """Tell whether a name and a verb of saying, or "according to", stand here."""
    if words.follows(index, "according", "to"):
        return True
    if words.get(index) in QUOTES or words.get(index) in {"’", "'"}:
        index += 1
    for at in range(index, min(stop, index + 12)):
        low = words.get(at)
        if low in SAYING:
            # "…, saying": the participle goes on from the clause only at its head.
            return at == index or not low.endswith("ing")
        if low in FINITE or low in {",", ".", "that", ";"} or low in QUOTES:
            return False
    return False


def _ends_at_comma(words: Words, comma: int, stop: int, *, leading: bool) -> bool:
    """Tell whether a clause ends at a comma."""
    after = comma + 1
    head = words.get(after)
    joined = head in _JOINERS and _connective_at(words, after + 1)
    if joined or head in QUOTES or head in {"’", "then"} or attribution_at(words, after, stop):
        return True
    following = words.find({","}, after, stop)
    if leading:
        return _main_clause_at(words, after, following if following >= 0 else stop, more=following >= 0)
    if words.get(after) in _TURNS:
        return True
    if words.get(after) in {"and", "or"}:
        return words.get(after + 1) == "that" or _subject_with_verb(words, after + 1, stop)
    # "…, discussions will continue": a main clause after all.
    modal = words.find(_OUTLOOK, after, min(stop, after + 6))
    return modal > after and words.find({","} | QUOTES, after, modal) < 0


def _main_clause_at(words: Words, begin: int, stop: int, *, more: bool) -> bool:
    """Tell whether the main clause begins here: a subject, then a finite verb before the next comma."""
    head = words.get(begin)
    if head in {"including", "such", "especially", "particularly", "like"}:
        return False
    if head in {"and", "or"}:
        return words.get(begin + 1) in _ASIDES or (not more and words.get(begin + 1) in PRONOUNS)
    if head in PRONOUNS or head in FINITE or head.endswith(("'ll", "'re", "'ve", "'d", "'m")):
        return True
    if not more:
        return True
    return words.find(FINITE, begin, min(stop, begin + 14)) >= 0


def _main_at_last(words: Words, comma: int, stop: int) -> bool:
    """Tell whether the main clause follows a comma though no finite verb shows it: no list goes on, no aside begins."""
    head = words.get(comma + 1)
    following = words.find({","}, comma + 1, stop)
    if head in _TURNS or head in _JOINERS or head in {"including", "such", "especially", "like"}:
        return False
    return following < 0 or words.get(following + 1) not in {"and", "or"}


def _subject_with_verb(words: Words, begin: int, stop: int) -> bool:
    """Tell whether a new subject with its finite verb follows a joining word."""
    head = words.get(begin)
    if head in PRONOUNS:
        return True
    if head not in DETERMINERS and not words.capital(begin):
        return False
    return words.find(FINITE, begin + 1, min(stop, begin + 7)) >= 0


def _is_list(words: Words, begin: int, comma: int) -> bool:
    """Tell whether the last comma parts the members of a list."""
    return words.get(comma + 1) in {"and", "or"} and words.find({","}, begin, comma) >= 0


def has_verb(words: Words, start: int, stop: int) -> bool:
    """Tell whether a finite verb stands in the next words before a mark ends the clause."""
    for index in range(start, min(stop, start + 14)):
        low = words.get(index)
        if low in FINITE or low.endswith(("n't", "'re", "'ve")):
            return True
        if low in {",", ".", ";"}:
            return False
        if len(low) > 3 and (low.endswith("ed") or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")))):
            return True
    return False
