"""Which documents share text with which, in words, and where a text that several carry comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dragoman.views.query import Origin, Query, SharedText

_MOST = 6
"""Documents that are named one by one as sharing text with another."""


def shares_of(query: Query, groups: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Say for each document how much of its text others carry too, the most first.

    Args:
        query: What is known of the texts.
        groups: Group of copies of each document.
        numbers: Number under which each document is listed; others are passed over.
    """
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for link in query.shared:
        for one, other in ((link.first, link.second), (link.second, link.first)):
            if one != other and one in numbers and other in numbers:
                found[one].append((_KINDS.index(link.kind), numbers[other], f"{_much(link)} with {numbers[other]}"))
    words = {document: _listed([text for _, _, text in sorted(shares)]) for document, shares in found.items()}
    return words if query.copy_groups is not None else words | _by_quotes(groups, numbers)


def _by_quotes(groups: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Say which documents share their quotes: all that is known where nobody compared the texts."""
    members: dict[int, list[str]] = defaultdict(list)
    for document in numbers:
        members[groups[document]].append(document)
    return {
        one: _listed([f"quotes with {numbers[other]}" for other in alike if other != one])
        for alike in members.values()
        if len(alike) > 1
        for one in alike
    }


def origins_of(query: Query) -> dict[str, Origin]:
    """Give for each document that is one of several copies where they come from."""
    return {document: origin for origin in query.origins for document in origin.members}


_KINDS = ("exact", "near", "partial")


def _much(link: SharedText) -> str:
    """Say how much two documents share."""
    if link.kind == "exact":
        return "all its text"
    if link.kind == "near":
        return "most of its text"
    return "1 sentence" if link.sentences == 1 else f"{link.sentences} sentences"


def _listed(words: list[str]) -> tuple[str, ...]:
    """Give what is shared, a bounded number one by one."""
    more = len(words) - _MOST
    return tuple(words) if more <= 0 else (*words[:_MOST], f"text with {more} more")
