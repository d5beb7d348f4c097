"""Source words made harmless: an article cannot steer a terminal, break a file or turn a line round."""

from __future__ import annotations

import unicodedata

_NO_CHARACTERS = frozenset("\ufffe\uffff")
"""Of what is no character, what XML cannot hold."""


def clean(words: str) -> str:
    """Take control and direction characters out of source text, and put it on one line."""
    flat = " ".join(words.split())
    return "".join(
        character
        for character in flat
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"} and character not in _NO_CHARACTERS
    )
