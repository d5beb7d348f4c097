"""How documents are copies of each other, and which of them count as one independent source: facts alone, no texts.

A question about a dossier needs no more than this, and finds no text and no table of numbers loaded for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.record import Document
from dragoman.sources.phrases import agency_name

PACKED_SENTENCE = 10
"""Bytes of the hash of a sentence with its length, as they are kept of a document."""
_SAME_SOURCE = 0.5
"""Share of the shorter document from which a partial copy is the same source, credit or not."""
_CREDITED = 0.25
"""The same where one of the two credits an agency."""


class CopyKind(StrEnum):
    """How two documents are copies."""

    EXACT = "exact"
    NEAR = "near"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two documents that share text.

    Attributes:
        first: Index of one document.
        second: Index of the other, after the first.
        kind: How they are copies.
        share: Share of word runs in common for near copies; of the shorter one's sentences for partial ones.
        sentences: Sentences that stand in both word for word.
    """

    first: int
    second: int
    kind: CopyKind
    share: float
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents that go back to one text.

    Attributes:
        members: Indices of the documents, in order.
        original: The member that the others go back to, where a credit or the dates tell; None where not.
        wire: The agency that a member credits, if any.
        rule: Why `original` is it.
    """

    members: tuple[int, ...]
    original: int | None = None
    wire: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """All that was found: links between pairs, and groups that count as one independent source each.

    Every document is in exactly one group; most groups have one member.
    """

    links: tuple[CopyLink, ...]
    groups: tuple[CopyGroup, ...]
    group_of: tuple[int, ...] = field(repr=False, default=())

    @property
    def independent(self) -> int:
        """How many independent sources there are."""
        return len(self.groups)


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What tells which copy is the original.

    Attributes:
        published: Its day, as far as it is known.
        credit: The agency that it credits.
        outlet: Who published it.
        length: Its characters.
    """

    published: str | None
    credit: str | None
    outlet: str | None
    length: int

    @classmethod
    def of(cls, document: Document) -> CopyFacts:
        """Take them from a document."""
        source = document.source
        return cls(
            source.published.value if source.published else None,
            agency_name(source.syndication.value) if source.syndication else None,
            # An outlet that was inferred from the dateline is no proof that the agency published it itself.
            agency_name(source.outlet.value) if source.outlet and not source.outlet.inferred else None,
            source.characters,
        )


def grouped(links: Sequence[CopyLink], facts: Sequence[CopyFacts]) -> Copies:
    """Group documents by the links between them.

    Args:
        links: Pairs that share text, in order.
        facts: What is known of each document.
    """
    roots = list(range(len(facts)))
    for link in links:
        if link.kind is not CopyKind.PARTIAL or _one_source(link, facts):
            _join(roots, link.first, link.second)
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(facts)):
        members[_root(roots, index)].append(index)
    groups = tuple(_group(found, facts) for _, found in sorted(members.items()))
    group_of = [0] * len(facts)
    for number, group in enumerate(groups):
        for index in group.members:
            group_of[index] = number
    return Copies(tuple(links), groups, tuple(group_of))


def _one_source(link: CopyLink, facts: Sequence[CopyFacts]) -> bool:
    """Tell whether a partial copy counts as the same source."""
    credited = {facts[link.first].credit, facts[link.second].credit} - {None}
    return link.share >= _SAME_SOURCE or (bool(credited) and link.share >= _CREDITED)


def _group(members: Sequence[int], facts: Sequence[CopyFacts]) -> CopyGroup:
    """Describe a group: the agency that it credits, and the member that the others go back to."""
    named = sorted({credit for index in members if (credit := facts[index].credit)})
    wire = named[0] if len(named) == 1 else None
    if len(members) == 1:
        return CopyGroup(tuple(members), None, wire)
    own = [index for index in members if wire and facts[index].outlet and facts[index].outlet == wire]
    if own:
        return CopyGroup(tuple(members), own[0], wire, "published by the agency that the others credit")
    dated = sorted((facts[index].published, index) for index in members if facts[index].published)
    if len(dated) == len(members) and dated[0][0] != dated[1][0]:
        return CopyGroup(tuple(members), dated[0][1], wire, "published first")
    return CopyGroup(tuple(members), None, wire)


def _root(roots: list[int], index: int) -> int:
    """Find the group of a document, shortening the way for the next time."""
    while roots[index] != index:
        roots[index] = roots[roots[index]]
        index = roots[index]
    return index


def _join(roots: list[int], first: int, second: int) -> None:
    """Put two documents into one group, named by its first member."""
    one, other = sorted((_root(roots, first), _root(roots, second)))
    roots[other] = one
