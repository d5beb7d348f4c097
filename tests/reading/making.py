"""What the tests of the reader share: documents, windows, and scores painted onto words by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dragoman.actors import Cast
from dragoman.reading.decoding import Scores
from dragoman.reading.layout import LINK_WIDTH, WIDTH, columns
from dragoman.reading.local import LocalReader, load_reader
from dragoman.reading.windows import Window, load_tokenizer, text_lines, windows_of
from dragoman.record import Document, Passage, PassageKind, Reading, Source, Stated, digest
from dragoman.sources import label_passages

MODEL = Path(str(resources.files("dragoman.reading") / "model"))
SURE = 12.0
"""A score that leaves no doubt."""

_COLUMNS = columns()


@lru_cache(maxsize=1)
def reader() -> LocalReader:
    """Give the shipped reader, loaded once."""
    return load_reader()


def tokenizer() -> Tokenizer:
    """Give the shipped reader's tokenizer."""
    return load_tokenizer(MODEL / "tokenizer.json")


def document(text: str, *, published: str | None = None, language: str | None = None) -> Document:
    """Make a document of any text at all, labelled as a text file would be."""
    source = Source(
        sha256=digest(text),
        address="trial.txt",
        characters=len(text),
        published=Stated(value=published, rule="trial") if published else None,
        language=Stated(value=language, rule="trial") if language else None,
    )
    return Document(source=source, text=text, passages=label_passages(text))


def laid_out(*parts: tuple[PassageKind, str]) -> Document:
    """Make a document of lines whose passages are known."""
    text, passages = "", []
    for kind, words in parts:
        rule = "blurb" if kind is PassageKind.VIDEO_PROMO else ""
        passages.append(Passage(kind=kind, start=len(text), end=len(text) + len(words), rule=rule))
        text += words + "\n"
    return Document(source=Source(sha256=digest(text), address="trial.txt"), text=text, passages=tuple(passages))


def cast_of(text: str, *, when: date | None = None) -> Cast:
    """Read who is who in a text."""
    return Cast.of(text, when=when)


def read(text: str, *, published: str | None = None) -> Reading:
    """Read a text with the shipped reader."""
    return reader().read(document(text, published=published))


def window_of(text: str) -> Window:
    """Give a short text as the one window it is."""
    (window,) = windows_of(text, text_lines(text), tokenizer())
    return window


def place(text: str, words: str) -> tuple[int, int]:
    """Give the place of the first occurrence of some words."""
    start = text.index(words)
    return start, start + len(words)


def pieces(window: Window, start: int, end: int) -> list[int]:
    """Give the pieces of a window that lie in a run of text."""
    pairs = enumerate(zip(window.starts, window.ends, strict=True))
    return [at for at, (a, b) in pairs if a >= 0 and a < end and b > start]


def painted(
    text: str, roles: Mapping[str, Sequence[str]], ties: Sequence[tuple[str, str]] = ()
) -> tuple[Window, Scores]:
    """Paint a network's scores by hand.

    Args:
        text: A short text, one window long.
        roles: Head -> the words that it marks without a doubt.
        ties: Words of a source or content, and the words of the cue that the network ties them to.
    """
    window = window_of(text)
    scores: Scores = np.zeros((len(window.ids), WIDTH), dtype=np.float32)
    for role in ("source", "cue", "content", "statement", "actor", "addressee"):
        scores[:, _COLUMNS[role].start] = SURE
    for role, marked in roles.items():
        for words in marked:
            for rank, at in enumerate(pieces(window, *place(text, words))):
                first = _COLUMNS[role].start
                scores[at, first] = 0.0
                two_columns = _COLUMNS[role].stop - first == 2
                scores[at, first + (1 if rank == 0 or two_columns else 2)] = SURE
    for words, cue in ties:
        dimension = pieces(window, *place(text, cue))[0] % LINK_WIDTH
        scores[pieces(window, *place(text, cue))[0], _COLUMNS["link_to"].start + dimension] = SURE
        scores[pieces(window, *place(text, words))[0], _COLUMNS["link_from"].start + dimension] = SURE
    return window, scores


class FakeEncoder:
    """Gives the same painted scores for the one window it is asked about."""

    def __init__(self, painting: Scores) -> None:
        self._painting = painting

    def scores(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """Yield the painting."""
        for _ in windows:
            yield self._painting
