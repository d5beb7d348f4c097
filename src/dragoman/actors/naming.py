"""How names shorten: surnames, and names as they stand in an id."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors.tokens import fold


def surname_keys(words: Sequence[str], *, surname_first: bool = False) -> list[str]:
    """Give the folded words by which a person may be called without the given name."""
    plain = [word for word in words if word not in {".", ",", "'s"} and len(word) > 1]
    if not plain:
        return []
    last = fold(plain[0] if surname_first and len(plain) > 1 else plain[-1])
    keys = [last]
    bare = re.sub(r"^(?:al|el|ar|as|ad|an|ash|at|az)-", "", last)
    if bare != last and len(bare) > 2:
        keys.append(bare)
    return keys


def slug(name: str) -> str:
    """Give a name as it stands in an id."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


_SAME = {
    "defense minister": "defence minister", "minister of defence": "defence minister",
    "minister of defense": "defence minister", "minister of foreign affairs": "foreign minister",
    "minister for foreign affairs": "foreign minister", "external affairs minister": "foreign minister",
    "top diplomat": "foreign minister", "premier": "prime minister", "pm": "prime minister",
    "secretary general": "secretary-general", "secretary of defense": "defense secretary",
}  # fmt: skip
"""Offices that go by several names."""


def same_office(role: str) -> str:
    """Give the one name under which an office is compared; spokesmen and spokeswomen are one office.

    >>> same_office("spokeswoman"), same_office("defense minister")
    ('spokesperson', 'defence minister')
    """
    for ending in ("spokesman", "spokeswoman"):
        if role.endswith(ending):
            return role.removesuffix(ending) + "spokesperson"
    return _SAME.get(role, role.replace("advisor", "adviser"))
