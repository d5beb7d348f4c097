"""Which documents are copies of which: exact, near and partial, and how many independent sources there are.

Pure functions over documents.  Near copies are found by MinHash over runs of words and then checked by the
true overlap; partial copies by sentences that two documents share word for word, as a wire paragraph inside a
longer article is.  Nothing is merged: a group says why each document is in it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.record import Document, PassageKind
from dragoman.sources.phrases import agency_name

_ARTICLE = frozenset({PassageKind.BODY, PassageKind.SUBHEAD})
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…。؟])[\"”’»)\]]*\s+|\n+")
_SHINGLE = 4
"""Words in a run: four tell texts on one subject apart and survive an editor's light hand."""
_PERMUTATIONS, _BANDS = 128, 32
"""32 bands of 4 rows: two texts that share half of their runs meet in a band with a chance of 0.87, nine
tenths with one that rounds to 1."""
NEAR = 0.5
"""Share of runs in common (Jaccard) from which two documents are near copies."""
_SENTENCE_WORDS = 9
"""Words from which a sentence that stands in two documents was hardly written twice."""
_SHARED_SENTENCES = 2
_SHARED_SHARE = 0.25
"""Share of the shorter document's sentences that must be shared for it to count as a partial copy."""
_SHARED_RUN = 40
"""Words in shared sentences that make a partial copy by themselves, however long the documents are."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_COMMON = 60
"""Documents that a sentence or band may stand in before it counts as furniture of the corpus."""


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
class Fingerprint:
    """What of a document is compared; small enough to keep for a hundred thousand documents.

    Attributes:
        exact: Digest of the article's words in order.
        runs: Hashes of its runs of words, sorted and distinct.
        sketch: Its MinHash.
        sentences: Hashes of its longer sentences and how many words each has.
    """

    exact: bytes
    runs: NDArray[np.uint64]
    sketch: NDArray[np.uint64]
    sentences: dict[int, int]


def fingerprint(document: Document) -> Fingerprint:
    """Take the fingerprint of a document's article; furniture and markup do not count."""
    parts = [document.text[p.start : p.end] for p in document.passages if p.kind in _ARTICLE]
    article = "\n".join(parts) if parts else document.text
    words = [word.casefold() for word in _WORD.findall(article)]
    sentences: dict[int, int] = {}
    for sentence in _SENTENCE.split(article):
        inside = [word.casefold() for word in _WORD.findall(sentence)]
        if len(inside) >= _SENTENCE_WORDS:
            sentences[_hash(" ".join(inside))] = len(inside)
    hashed = _runs(words)
    return Fingerprint(hashlib.sha256(" ".join(words).encode()).digest(), hashed, _sketch(hashed), sentences)


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
    links = sorted(_links(prints), key=lambda link: (link.first, link.second))
    roots = list(range(len(prints)))
    for link in links:
        if link.kind is not CopyKind.PARTIAL or _one_source(link, facts):
            _join(roots, link.first, link.second)
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(prints)):
        members[_root(roots, index)].append(index)
    groups = tuple(_group(found, facts) for _, found in sorted(members.items()))
    group_of = [0] * len(prints)
    for number, group in enumerate(groups):
        for index in group.members:
            group_of[index] = number
    return Copies(tuple(links), groups, tuple(group_of))


def _links(prints: Sequence[Fingerprint]) -> Iterator[CopyLink]:
    """Give the pairs that share text, each once, as the strongest kind that fits."""
    for first, second in sorted(_candidates(prints)):
        one, other = prints[first], prints[second]
        if one.exact == other.exact:
            yield CopyLink(first, second, CopyKind.EXACT, 1.0, len(one.sentences))
            continue
        shared = one.sentences.keys() & other.sentences.keys()
        overlap = len(np.intersect1d(one.runs, other.runs, assume_unique=True))
        share = overlap / max(1, len(one.runs) + len(other.runs) - overlap)
        if share >= NEAR:
            yield CopyLink(first, second, CopyKind.NEAR, round(share, 3), len(shared))
            continue
        shorter = max(1, min(len(one.sentences), len(other.sentences)))
        words = sum(one.sentences[sentence] for sentence in shared)
        if len(shared) >= _SHARED_SENTENCES and (len(shared) / shorter >= _SHARED_SHARE or words >= _SHARED_RUN):
            yield CopyLink(first, second, CopyKind.PARTIAL, round(len(shared) / shorter, 3), len(shared))


def _candidates(prints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    """Give the pairs that meet in a band of their sketches, or in a sentence."""
    pairs: set[tuple[int, int]] = set()
    rows = _PERMUTATIONS // _BANDS
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    sentences: dict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(prints):
        for band in range(_BANDS):
            buckets[band, found.sketch[band * rows : (band + 1) * rows].tobytes()].append(index)
        for sentence in found.sentences:
            sentences[sentence].append(index)
    for met in buckets.values():
        # A bucket with very many members holds copies of one text: neighbours are enough to join them all.
        pairs.update(combinations(met, 2) if len(met) <= _COMMON else pairwise(met))
    for met in sentences.values():
        if 1 < len(met) <= _COMMON:
            pairs.update(combinations(met, 2))
    return pairs


def _one_source(link: CopyLink, facts: Sequence[CopyFacts]) -> bool:
    """Tell whether a partial copy counts as the same source."""
    credited = {facts[link.first].credit, facts[link.second].credit} - {None}
    return link.share >= 0.5 or (bool(credited) and link.share >= _SHARED_SHARE)


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


def _runs(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hash the runs of words in a text: each word once, then runs by arithmetic on whole arrays."""
    hashed = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    count = max(1, len(words) - _SHINGLE + 1)
    runs = np.zeros(count if len(words) else 0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(min(_SHINGLE, len(words))):
            part = hashed[step : step + count]
            runs[: len(part)] = (runs[: len(part)] ^ (runs[: len(part)] >> np.uint64(29))) * _MIX + part
        runs ^= runs >> np.uint64(32)
    distinct: NDArray[np.uint64] = np.unique(runs)
    return distinct


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    """Hash one word; a corpus uses the same words over and over."""
    return _hash(word)


def _sketch(runs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the MinHash of a set of runs."""
    if not len(runs):
        return np.zeros(_PERMUTATIONS, dtype=np.uint64)
    # Multiply-shift hashing: odd multipliers, arithmetic modulo 2**64, the high half kept.
    with np.errstate(over="ignore"):
        hashed: NDArray[np.uint64] = runs[:, None] * _FACTORS[None, :] + _OFFSETS[None, :]
    lowest: NDArray[np.uint64] = (hashed >> np.uint64(32)).min(axis=0)
    return lowest


def _hash(words: str) -> int:
    """Hash words the same way on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


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


_FACTORS = np.array([_hash(f"factor {number}") | 1 for number in range(_PERMUTATIONS)], dtype=np.uint64)
_OFFSETS = np.array([_hash(f"offset {number}") for number in range(_PERMUTATIONS)], dtype=np.uint64)
