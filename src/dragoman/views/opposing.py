"""Whether those who speak to one claim oppose each other, bear each other out, or seem to contradict themselves.

Statements are brought together by event; that two of them stand there does not make them an assertion and its denial.
So a dispute needs a denial that is about what was asserted, and corroboration two accounts that tell the same thing.
One party that seems to assert and to deny within one article is more likely misread than in two minds.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from dragoman.record import Statement
from dragoman.views.parties import fold
from dragoman.views.wording import wording
from dragoman.views.words import Signature, conflict, signature

_OWN_WORDS = 4
"""Telling words from which on a denial says itself what it denies; with fewer it denies what the article just told."""
_SHARED_HERE, _SHARED_ELSEWHERE = 1, 2
"""Telling words that a denial with words of its own must share with what it denies, in one article and between two."""
_ADJOINS = 200
"""Code points between a denial and an assertion within which the one follows the other: a sentence or so."""
_SHARED_ACCOUNTS = 3
_SAME_SENTENCE = 0.8
_SAME_ACCOUNT = 0.4
"""Share of the shorter account that two accounts of one thing have in common."""


def voices(statements: Sequence[Statement]) -> set[str]:
    """Give those in whose name statements are made, folded; an unnamed speaker is nobody."""
    return {fold(name) for one in statements for name in one.parties or ((one.actor,) if one.actor else ())}


def self_contradicted(asserts: Sequence[Statement], denies: Sequence[Statement]) -> set[str]:
    """Name the parties that seem to assert and to deny within one article, folded."""
    return {
        name
        for one, other in product(asserts, denies)
        if one.sha256 == other.sha256 or _is_reprint(one, other)
        for name in voices([one]) & voices([other])
    }


def oppose(asserts: Sequence[Statement], denies: Sequence[Statement], both: AbstractSet[str]) -> bool:
    """Tell whether somebody denies what somebody else asserts.

    Args:
        asserts: The assertions.
        denies: The denials.
        both: The parties that seem to do both, as `self_contradicted` gives them; they count on neither side.
    """
    return any(
        _is_about(denial, assertion)
        for assertion, denial in product(asserts, denies)
        if not voices([assertion]) & voices([denial]) and not (voices([assertion]) | voices([denial])) & both
    )


def bear_out(asserts: Sequence[Statement]) -> bool:
    """Tell whether two parties of their own accord tell the same thing; several together are one voice."""
    told = [(voices([one]), _says(one)) for one in asserts if one.parties]
    return any(
        not who & others and _is_one_account(says, theirs)
        for place, (who, says) in enumerate(told)
        for others, theirs in told[place + 1 :]
    )


def _says(statement: Statement) -> Signature:
    """Boil the whole of a statement's sentence down."""
    return signature(wording(statement))


def _is_reprint(one: Statement, other: Statement) -> bool:
    """Tell whether two articles carry the same sentence but for a word or two, read as an assertion and as a denial."""
    mine, theirs = _says(one).stems, _says(other).stems
    return len(mine & theirs) >= _SAME_SENTENCE * max(len(mine), len(theirs), 1)


def _is_about(denial: Statement, assertion: Statement) -> bool:
    """Tell whether a denial is about what was asserted: in its words, or because it has none of its own."""
    mine, theirs = _says(denial).telling, _says(assertion).telling
    here = denial.sha256 == assertion.sha256
    gap = max(denial.start - assertion.end, assertion.start - denial.end)
    if here and (len(mine) < _OWN_WORDS or gap <= _ADJOINS):
        return True
    return len(mine & theirs) >= (_SHARED_HERE if here else _SHARED_ELSEWHERE)


def _is_one_account(one: Signature, other: Signature) -> bool:
    """Tell whether two accounts tell the same thing: enough words in common, no number or negation between them."""
    shared = one.telling & other.telling
    shorter = min(len(one.telling), len(other.telling))
    alike = len(shared) >= _SHARED_ACCOUNTS and len(shared) >= _SAME_ACCOUNT * shorter
    return alike and not conflict(one, other)
