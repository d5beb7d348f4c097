"""What the tests of this room ask: who is meant by some words of a text."""

from __future__ import annotations

from datetime import date

from dragoman.actors import Cast, Resolution, Speaker


def who(text: str, words: str, *, when: date | None = None, nth: int = 0, speaker: Speaker | None = None) -> Resolution:
    """Resolve the nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Cast.of(text, when=when).resolve(at, at + len(words), speaker=speaker)


def named(answer: Resolution) -> tuple[str | None, tuple[str, ...]]:
    """Give actor's name and parties."""
    return (answer.actor.name if answer.actor else None), answer.parties
