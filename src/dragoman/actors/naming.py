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
