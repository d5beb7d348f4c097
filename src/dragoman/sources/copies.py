"""Which documents are copies of which: exact, near and partial, and how many independent sources there are.

Pure functions over fingerprints.  Near copies are found by MinHash over runs of words and then checked by the
true overlap; partial copies by sentences that two documents share word for word, as a wire paragraph inside a
longer article is.  Nothing is merged: a group says why each document is in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from dragoman.record import Document
from dragoman.sources.fingerprints import CopyKind, Fingerprint, fingerprint, likeness
from dragoman.sources.phrases import agency_name

__all__ = ["COMMON", "Copies", "CopyFacts", "CopyGroup", "CopyKind", "CopyLink", "copy_groups", "grouped", "groups_of"]

COMMON = 60
"""Documents that a sentence or band may stand in before it counts as furniture of the corpus."""
_SAME_SOURCE = 0.5
"""Share of the shorter document from which a partial copy is the same source, credit or not."""
_CREDITED = 0.25
"""The same where one of the two credits an agency."""


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


def copy_groups(documents: Iterable[Document]) -> Copies:
    """Find copies among documents and say which count as one independent source.

    Exact and near copies are one source.  A partial copy joins its wire story's group only where it credits
    the wire or shares half of itself; otherwise it is linked and stays a source of its own.

    Args:
        documents: The documents; they are gone over once and not kept.
    """
    prints: list[Fingerprint] = []
    facts: list[CopyFacts] = []
    for document in documents:
        prints.append(fingerprint(document))
        facts.append(CopyFacts.of(document))
    return groups_of(prints, facts)


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
            agency_name(source.outlet.value) if source.outlet else None,
            source.characters,
        )


def groups_of(prints: Sequence[Fingerprint], facts: Sequence[CopyFacts]) -> Copies:
    """Group fingerprints that were taken before."""
    return grouped(sorted(_links(prints), key=lambda link: (link.first, link.second)), facts)


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


def _links(prints: Sequence[Fingerprint]) -> Iterator[CopyLink]:
    """Give the pairs that share text, each once, as the strongest kind that fits."""
    for first, second in sorted(_candidates(prints)):
        found = likeness(prints[first], prints[second])
        if found is not None:
            yield CopyLink(first, second, found.kind, found.share, found.sentences)


def _candidates(prints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    """Give the pairs that meet in a band of their sketches, or in a sentence."""
    pairs: set[tuple[int, int]] = set()
    bands: dict[int, list[int]] = defaultdict(list)
    sentences: dict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(prints):
        for band in found.bands:
            bands[band].append(index)
        for sentence in found.sentences:
            sentences[sentence].append(index)
    for met in bands.values():
        # A bucket with very many members holds copies of one text: neighbours are enough to join them all.
        pairs.update(combinations(met, 2) if len(met) <= COMMON else pairwise(met))
    for met in sentences.values():
        if 1 < len(met) <= COMMON:
            pairs.update(combinations(met, 2))
    return pairs


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
