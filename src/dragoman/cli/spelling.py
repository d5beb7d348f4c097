"""The other spellings of names that are looked for: those of the registry of actors."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.actors.registry import Registry, load_registry
from dragoman.actors.tokens import fold
from dragoman.dossier.searching import typed

NAMING = frozenset({"S", "H"})
"""Classes of forms that name the actor itself; capitals, demonyms and bodies are words of their own."""


def spellings_in(words: str) -> list[frozenset[str]]:
    """Give, for each name in what was typed, all names of its actor that the registry knows.

    A surname that several people have stands for itself alone.
    """
    registry = load_registry()
    groups = (_group(registry, name) for name in typed(words))
    return [group for group in groups if len(group) > 1]


def _group(registry: Registry, name: str) -> frozenset[str]:
    """Give all names of whoever a name stands for, itself among them."""
    found = set(registry.surnames.get(fold(name), ()))
    surnames = {surname for index in found for surname in registry.entries[index].surnames}
    entry = registry.find(name)
    if entry is not None:
        surnames |= _forms(registry, {registry.entries.index(entry)})
    return frozenset(surnames | {name}) if len(found) <= 1 or entry is not None else frozenset({name})


def _forms(registry: Registry, indices: Iterable[int]) -> set[str]:
    """Give the forms that name entries."""
    wanted = set(indices)
    return {
        " ".join((first, *rest))
        for first, options in registry.forms.items()
        for rest, kind, index in options
        if index in wanted and kind in NAMING
    }
