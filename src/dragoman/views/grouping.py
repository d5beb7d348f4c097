"""Finding what says the same thing: statements of one party that put one thing on the table.

Blocks come first (party), then an index from stems to groups, so that the work grows with the number of
statements and not with its square.  A negation, a number or a name that differs keeps two apart however
alike the rest reads; only what is left is compared by its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dragoman.record import Statement
from dragoman.views.parties import party_key
from dragoman.views.wording import wording
from dragoman.views.words import Signature, Weights, conflict, likeness, names_in, signature

SAME = 0.6
"""Share of the shorter wording that must be in the longer one."""
SAME_ACROSS_ISSUES = 0.8
"""The same, where the two are filed under different issues."""
_MOST_CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, boiled down for comparison.

    Attributes:
        block: Only statements of one block can be joined.
        issues: What it is about.
        says: Its stems, negations and numbers.
        names: The proper names in it, the speaker's own left out.
        keys: Further marks under which it can be found, besides its stems.
    """

    block: Hashable
    issues: frozenset[str]
    says: Signature
    names: frozenset[str]
    keys: frozenset[str] = frozenset()


Alike: TypeAlias = Callable[[Said, Said, Weights], bool]
"""A rule that tells whether two statements belong together."""


def said(statement: Statement) -> Said:
    """Boil a statement down: the stems of its heart, with the negations of the sentence that holds it."""
    sentence = signature(wording(statement))
    heart = signature(statement.content) if statement.content else sentence
    numbers = heart.numbers | ({statement.duration.iso} if statement.duration else frozenset())
    negated = (heart.stems & sentence.negated) | heart.negated
    own = names_in("x " + " ".join((*statement.parties, statement.actor or "")))
    return Said(
        block=party_key(statement.parties, statement.actor),
        issues=frozenset(statement.issues),
        says=Signature(heart.stems - negated | (heart.stems & sentence.plain), negated, numbers),
        names=names_in("x " + statement.content) - own,
    )


def same_thing(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether two statements put the same thing on the table."""
    if one.block != other.block or conflict(one.says, other.says):
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    needed = SAME if one.issues & other.issues else SAME_ACROSS_ISSUES
    return likeness(one.says, other.says, weights) >= needed


def same_line(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether two statements speak to the same point, whatever number they give and on whichever side."""
    if one.block != other.block or (one.names and other.names and not one.names & other.names):
        return False
    needed = SAME if one.issues & other.issues else SAME_ACROSS_ISSUES
    return likeness(one.says, other.says, weights) >= needed


def group(items: Sequence[Said], *, alike: Alike = same_thing) -> list[list[int]]:
    """Join what says the same thing.

    Args:
        items: Statements boiled down, in the order in which they were said.
        alike: What makes two belong together.

    Returns:
        Groups of places in `items`, each in order; groups in order of their first member.
    """
    weights = Weights(item.says for item in items)
    groups: list[list[int]] = []
    index: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        home = next(
            (found for found in _candidates(item, index) if _belongs(item, groups[found], items, (alike, weights))),
            None,
        )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(place)
        for word in item.says.telling | item.keys:
            postings = index[(item.block, word)]
            if not postings or postings[-1] != home:
                postings.append(home)
    return groups


def _candidates(item: Said, index: dict[tuple[Hashable, str], list[int]]) -> list[int]:
    """Give the groups that share the most stems with an item, best first, a bounded number."""
    shared: dict[int, int] = defaultdict(int)
    for word in sorted(item.says.telling | item.keys):
        for home in set(index.get((item.block, word), ())[-4 * _MOST_CANDIDATES :]):
            shared[home] += 1
    return sorted(shared, key=lambda home: (-shared[home], home))[:_MOST_CANDIDATES]


def _belongs(item: Said, members: Sequence[int], items: Sequence[Said], rule: tuple[Alike, Weights]) -> bool:
    """Tell whether an item says what a group says: like its first or last, and against none of those looked at."""
    looked_at = [items[place] for place in (*members[:3], *members[-3:])]
    alike, weights = rule
    if not any(alike(item, other, weights) for other in looked_at):
        return False
    return alike is not same_thing or not any(conflict(item.says, other.says) for other in looked_at)
