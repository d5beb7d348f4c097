"""Principals and third parties: who negotiates and who comments, told by counting what they do."""

from __future__ import annotations

from collections import Counter

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
