"""Principals and third parties: who negotiates and who comments, told by counting what they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from dragoman.record import Act, Holdings, Record
from dragoman.views.parties import fold

_COMMITTING = frozenset({Act.PROPOSE, Act.OFFER, Act.PLEDGE, Act.DEMAND, Act.ACCEPT, Act.REJECT, Act.AGREE})
_LEAST_SHARE_OF_LEADER = 0.1
"""A principal puts at least a tenth as much on the table as the party that puts most there."""
_LEAST_SHARE_OF_OWN = 0.2
"""And at least a fifth of what it does is about terms; a commentator mostly assesses."""

_MANY = 6
"""Once a party has put this much on the table, a single demand makes nobody a principal beside it."""


class Roles(Record):
    """Who negotiates, and who else is heard; both in order of weight, by short name."""

    principals: tuple[str, ...]
    third_parties: tuple[str, ...]

    def is_principal(self, parties: tuple[str, ...]) -> bool:
        """Tell whether any of those for whom an act is done negotiates."""
        keys = {fold(name) for name in self.principals}
        return any(fold(party) in keys for party in parties)


def roles(holdings: Holdings) -> Roles:
    """Tell the principals by counting: they put terms on the table, or terms are demanded of them."""
    terms: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for statement in holdings.statements:
        for party in statement.parties:
            key = fold(party)
            shown.setdefault(key, party)
            spoken[key] += 1
            terms[key] += statement.act in _COMMITTING
    for statement in holdings.statements:
        if statement.addressee and fold(statement.addressee) in shown and statement.act in {Act.DEMAND, Act.REQUEST}:
            terms[fold(statement.addressee)] += 1
    leader = max(terms.values(), default=0)
    least = 2 if leader >= _MANY else 1
    ranked = sorted(shown, key=lambda key: (-terms[key], -spoken[key], key))
    chosen = [
        key
        for key in ranked
        if terms[key] >= max(least, _LEAST_SHARE_OF_LEADER * leader) and terms[key] >= _LEAST_SHARE_OF_OWN * spoken[key]
    ]
    return Roles(
        principals=tuple(shown[key] for key in chosen),
        third_parties=tuple(shown[key] for key in ranked if key not in chosen),
    )


_TOGETHER = 0.3
"""Share of the fewer documents of two parties in which both speak, from which they are at one table."""
_LEAST_OF_ALL = 0.15
"""Share of all documents that a negotiation of its own is told of in."""
_MOST_IN_COMMON = 0.15
"""Share of the fewer documents that two negotiations may have in common."""


def negotiations(holdings: Holdings, who: Roles) -> tuple[tuple[str, ...], ...]:
    """Give the principals by negotiation, where a record holds several; all together where it holds one.

    Parties are at one table where they speak in the same articles.  Where one principal, a mediator, sits at several,
    it is left out of all.
    """
    heard: dict[str, set[str]] = {name: set() for name in who.principals}
    keys = {fold(name): name for name in who.principals}
    for statement in holdings.statements:
        for party in statement.parties:
            if fold(party) in keys:
                heard[keys[fold(party)]].add(statement.sha256)
    documents = len(set().union(*heard.values())) if heard else 0
    for mediator in ("", *who.principals):
        tables = _tables({name: told for name, told in heard.items() if name != mediator})
        told = [set().union(*(heard[name] for name in table)) for table in tables]
        large = all(len(one) >= _LEAST_OF_ALL * documents for one in told)
        if len(tables) > 1 and large and not _overlap(told):
            return tables
    return (who.principals,)


def _tables(heard: Mapping[str, set[str]]) -> tuple[tuple[str, ...], ...]:
    """Part parties into those that speak in the same articles, two at least."""
    tables: list[list[str]] = []
    for name, told in heard.items():
        near = [table for table in tables if any(_are_together(told, heard[one]) for one in table)]
        joined = [one for table in near for one in table] + [name]
        tables = [table for table in tables if table not in near] + [joined]
    order = list(heard)
    sorted_tables = [tuple(sorted(table, key=order.index)) for table in tables if len(table) > 1]
    return tuple(sorted(sorted_tables, key=lambda table: order.index(table[0])))


def _are_together(one: set[str], other: set[str]) -> bool:
    """Tell whether two parties speak in the same articles often enough."""
    return len(one & other) >= _TOGETHER * max(1, min(len(one), len(other)))


def _overlap(told: Sequence[set[str]]) -> bool:
    """Tell whether two negotiations are told of in the same articles."""
    return any(len(one & other) > _MOST_IN_COMMON * min(len(one), len(other)) for one, other in combinations(told, 2))
