"""What of a document's text is compared with others: digests of its words, of runs of them, of its sentences.

Pure functions.  A fingerprint is small beside its text and says the same on every machine; two of them tell
whether their documents are copies without another look at the texts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.record import Document, Passage, PassageKind
from dragoman.sources.kinship import CopyKind

_ARTICLE = frozenset({PassageKind.BODY, PassageKind.SUBHEAD})
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…。؟])[\"”’»)\]]*\s+|\n+")
_SHINGLE = 4
"""Words in a run: four tell texts on one subject apart and survive an editor's light hand."""
_PERMUTATIONS = 128
_BANDS, _ROWS = 14, 3
"""Bands of a sketch and its numbers in each: texts that share half of their runs meet in a band with a chance of 0.85,
six tenths 0.97, nine tenths 1.  Each band costs a page written for each article that is added; what the bands miss
mostly meets in a sentence."""
NEAR = 0.5
"""Share of runs in common (Jaccard) from which two documents are near copies."""
HOPELESS = 0.3
"""Share of a sketch in common below which texts share no half of their runs: four and a half standard errors away."""
_SENTENCE_WORDS = 9
"""Words from which a sentence that stands in two documents was hardly written twice."""
_SHARED_SENTENCES = 2
_SHARED_SHARE = 0.25
"""Share of the shorter document's sentences that must be shared for it to count as a partial copy."""
_SHARED_RUN = 40
"""Words in shared sentences that make a partial copy by themselves, however long the documents are."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_AT_ONCE = 4_096
"""Runs whose sketch is taken at once: a whole book would need gigabytes otherwise."""
_PACKED = np.dtype([("sentence", "<u8"), ("words", "<u2")])
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two documents share text.

    Attributes:
        kind: How they are copies.
        share: Share of word runs in common for near copies; of the shorter one's sentences for partial ones.
        sentences: Sentences that stand in both word for word.
    """

    kind: CopyKind
    share: float
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a document is compared.

    Attributes:
        exact: Digest of the article's words in order.
        runs: Hashes of its runs of words, sorted and distinct.
        sketch: Its MinHash.
        sentences: Hashes of its longer sentences and how many words each has.
    """

    exact: bytes
    runs: Hashes
    sketch: Hashes
    sentences: dict[int, int]

    @property
    def bands(self) -> tuple[int, ...]:
        """A number for each band of the sketch: documents that are near copies have one in common."""
        if not len(self.runs):
            return ()
        packed = self.sketch.astype("<u4").tobytes()
        size = 4 * _ROWS
        return tuple(_key(b"%d " % band + packed[band * size : (band + 1) * size]) for band in range(_BANDS))

    @property
    def sentence_keys(self) -> tuple[int, ...]:
        """A number for each longer sentence: documents that are partial copies have some in common."""
        return tuple(sorted({_signed(sentence & 0xFFFFFFFF) for sentence in self.sentences}))


def fingerprint(document: Document) -> Fingerprint:
    """Take the fingerprint of a document's article; furniture and markup do not count."""
    return fingerprint_of(article_of(document.text, document.passages))


def article_of(text: str, passages: Iterable[Passage]) -> str:
    """Give what is compared of a text: the body, or all of it where nothing is labelled so."""
    parts = [text[passage.start : passage.end] for passage in passages if passage.kind in _ARTICLE]
    return "\n".join(parts) if parts else text


def fingerprint_of(article: str) -> Fingerprint:
    """Take the fingerprint of an article's words."""
    words = [word.casefold() for word in _WORD.findall(article)]
    sentences: dict[int, int] = {}
    for sentence in _SENTENCE.split(article):
        inside = [word.casefold() for word in _WORD.findall(sentence)]
        if len(inside) >= _SENTENCE_WORDS:
            sentences[_hash(" ".join(inside))] = len(inside)
    hashed = _runs(words)
    return Fingerprint(hashlib.sha256(" ".join(words).encode()).digest(), hashed, _sketch(hashed), sentences)


def likeness(one: Fingerprint, other: Fingerprint) -> Likeness | None:
    """Say how two documents share text, as the strongest kind that fits; None where they share too little."""
    if not len(one.runs) or not len(other.runs):
        return None
    if one.exact == other.exact:
        return Likeness(CopyKind.EXACT, 1.0, len(one.sentences))
    overlap = len(np.intersect1d(one.runs, other.runs, assume_unique=True))
    share = overlap / max(1, len(one.runs) + len(other.runs) - overlap)
    if share >= NEAR:
        return Likeness(CopyKind.NEAR, round(share, 3), len(one.sentences.keys() & other.sentences.keys()))
    return partial_likeness(one.sentences, other.sentences)


def partial_likeness(one: dict[int, int], other: dict[int, int]) -> Likeness | None:
    """Say whether two documents are partial copies, by their sentences."""
    shared = one.keys() & other.keys()
    shorter = max(1, min(len(one), len(other)))
    words = sum(one[sentence] for sentence in shared)
    if len(shared) >= _SHARED_SENTENCES and (len(shared) / shorter >= _SHARED_SHARE or words >= _SHARED_RUN):
        return Likeness(CopyKind.PARTIAL, round(len(shared) / shorter, 3), len(shared))
    return None


def sketches_agree(one: Hashes, other: Hashes) -> float:
    """Give the share of two sketches in common: about the share of runs that their texts have in common."""
    return int(np.count_nonzero(one == other)) / len(one)


def pack_sketch(sketch: Hashes) -> bytes:
    """Give a sketch as bytes, four for each of its numbers."""
    return sketch.astype("<u4").tobytes()


def unpack_sketch(packed: bytes) -> Hashes:
    """Give a sketch back."""
    return np.frombuffer(packed, dtype="<u4").astype(np.uint64)


def pack_sentences(sentences: dict[int, int]) -> bytes:
    """Give the hashes of sentences with their lengths as bytes, ten for each."""
    most = int(np.iinfo(np.uint16).max)
    return np.array([(hashed, min(words, most)) for hashed, words in sorted(sentences.items())], _PACKED).tobytes()


def unpack_sentences(packed: bytes) -> dict[int, int]:
    """Give the hashes of sentences back."""
    rows = np.frombuffer(packed, dtype=_PACKED)
    return dict(zip(rows["sentence"].tolist(), rows["words"].tolist(), strict=True))


def _runs(words: Sequence[str]) -> Hashes:
    """Hash the runs of words in a text: each word once, then runs by arithmetic on whole arrays."""
    hashed = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    count = max(1, len(words) - _SHINGLE + 1)
    runs = np.zeros(count if len(words) else 0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(min(_SHINGLE, len(words))):
            part = hashed[step : step + count]
            runs[: len(part)] = (runs[: len(part)] ^ (runs[: len(part)] >> np.uint64(29))) * _MIX + part
        runs ^= runs >> np.uint64(32)
    distinct: Hashes = np.unique(runs)
    return distinct


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    """Hash one word; a corpus uses the same words over and over."""
    return _hash(word)


def _sketch(runs: Hashes) -> Hashes:
    """Give the MinHash of a set of runs."""
    if not len(runs):
        return np.zeros(_PERMUTATIONS, dtype=np.uint64)
    lowest = np.full(_PERMUTATIONS, np.uint64(0xFFFFFFFF))
    for at in range(0, len(runs), _AT_ONCE):
        # Multiply-shift hashing: odd multipliers, arithmetic modulo 2**64, the high half kept.
        with np.errstate(over="ignore"):
            hashed: Hashes = runs[at : at + _AT_ONCE, None] * _FACTORS[None, :] + _OFFSETS[None, :]
        lowest = np.minimum(lowest, (hashed >> np.uint64(32)).min(axis=0))
    return lowest


def _hash(words: str) -> int:
    """Hash words the same way on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _key(packed: bytes) -> int:
    """Give a short number for some bytes; that two differing ones share it now and then does no harm."""
    return _signed(int.from_bytes(hashlib.blake2b(packed, digest_size=4).digest(), "little"))


def _signed(number: int) -> int:
    """Give 32 bits as SQLite keeps them in four bytes."""
    return number - (1 << 32) if number >= 1 << 31 else number


_FACTORS = np.array([_hash(f"factor {number}") | 1 for number in range(_PERMUTATIONS)], dtype=np.uint64)
_OFFSETS = np.array([_hash(f"offset {number}") for number in range(_PERMUTATIONS)], dtype=np.uint64)
