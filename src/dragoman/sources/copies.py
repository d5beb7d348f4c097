"""Which documents are copies of which: exact, near and partial, and how many independent sources there are.

Pure functions over fingerprints.  Near copies are found by MinHash over runs of words and then checked by the
true overlap; partial copies by sentences that two documents share word for word, as a wire paragraph inside a
longer article is.  Nothing is merged: a group says why each document is in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from dragoman.record import Document
from dragoman.sources.fingerprints import Fingerprint, fingerprint, likeness
from dragoman.sources.kinship import Copies, CopyFacts, CopyGroup, CopyKind, CopyLink, grouped

__all__ = ["COMMON", "Copies", "CopyFacts", "CopyGroup", "CopyKind", "CopyLink", "copy_groups", "grouped", "groups_of"]

COMMON = 60
"""Documents that a sentence or band may stand in before it counts as furniture of the corpus."""


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


def groups_of(prints: Sequence[Fingerprint], facts: Sequence[CopyFacts]) -> Copies:
    """Group fingerprints that were taken before."""
    return grouped(sorted(_links(prints), key=lambda link: (link.first, link.second)), facts)


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
