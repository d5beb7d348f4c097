"""Parties as the record names them: one key for every spelling of a short name."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

_SAME = {
    "türkiye": "turkey",
    "turkiye": "turkey",
    "ankara": "turkey",
    "moscow": "russia",
    "kremlin": "russia",
    "russian federation": "russia",
    "kyiv": "ukraine",
    "kiev": "ukraine",
    "washington": "united states",
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "america": "united states",
    "united states of america": "united states",
    "white house": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "tehran": "iran",
    "seoul": "south korea",
    "pyongyang": "north korea",
    "dprk": "north korea",
    "houthi": "houthis",
}
"""Second names that users type for the record's short names; the registry of actors resolves articles, not this."""


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Give the key under which a party's name is compared: case, article, apostrophes and second names evened out."""
    key = " ".join(name.lower().replace("’", "'").removeprefix("the ").rstrip(".").split())
    return _SAME.get(key, key)


def party_key(parties: tuple[str, ...], actor: str | None = None) -> tuple[str, ...]:
    """Give the key of those for whom an act is done: the parties, else the actor alone, else nobody."""
    if parties:
        return tuple(sorted({fold(party) for party in parties}))
    return (fold(actor),) if actor else ()


def join_names(names: tuple[str, ...] | list[str]) -> str:
    """Write names as prose does: `Poland, Israel and Turkey`."""
    listed = list(names)
    if len(listed) <= 1:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def speak_together(one: Hashable, other: Hashable) -> bool:
    """Tell whether two keys are of the same parties, or one of some of the parties that the other names jointly."""
    if one == other:
        return True
    if not (isinstance(one, tuple) and isinstance(other, tuple) and one and other):
        return False
    ours, theirs = set(one), set(other)
    return ours <= theirs or theirs <= ours


def each_party(key: Hashable) -> tuple[Hashable, ...]:
    """Give the keys of the single parties of a joint key; any other key as it is."""
    if isinstance(key, tuple) and len(key) > 1:
        return tuple((party,) for party in key)
    return (key,)
