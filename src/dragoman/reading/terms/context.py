"""What the terms of one document are read against: words, sentences, quotations, the day of publication."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.reading.terms.dates import Dated, lead_day
from dragoman.reading.terms.quotations import quotations
from dragoman.reading.terms.sentences import sentence_starts
from dragoman.reading.terms.words import Words
from dragoman.record import Document, Passage, PassageKind

_TOLD = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEAD, PassageKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Context:
    """One document, looked through once.

    Attributes:
        text: The text that all offsets point into.
        published: The day of publication, where it is known.
        words: Its tokens.
        sentences: For each sentence, the index of its first token; ends with the number of tokens.
        quotations: Half-open runs of characters inside quotation marks, outermost, in order.
        document: The document's address, for records made from it.
        sha256: The document's version, for records made from it.
        passages: The page's passages; empty when nobody labelled them.
        lead: The day that the article's first sentences tell of, where they do.
    """

    text: str
    published: date | None
    words: Words
    sentences: list[int]
    quotations: list[tuple[int, int]]
    document: str = ""
    sha256: str = ""
    passages: tuple[Passage, ...] = field(default=())
    lead: Dated | None = None

    @classmethod
    def of(cls, document: Document) -> Context:
        """Look through a document, in linear time."""
        return cls.of_text(
            document.text,
            _day(document),
            passages=document.passages,
            address=(document.source.address, document.source.sha256),
        )

    @classmethod
    def of_text(
        cls,
        text: str,
        published: date | None = None,
        *,
        passages: Sequence[Passage] = (),
        address: tuple[str, str] = ("", ""),
    ) -> Context:
        """Look through a bare text."""
        words = Words.of(text)
        context = cls(
            text=text,
            published=published,
            words=words,
            sentences=sentence_starts(words),
            quotations=quotations(text),
            document=address[0],
            sha256=address[1],
            passages=tuple(passages),
        )
        return replace(context, lead=lead_day(context))

    def quoted(self, offset: int) -> bool:
        """Tell whether a place stands in quotation marks."""
        at = bisect_right(self.quotations, offset, key=lambda run: run[0]) - 1
        return at >= 0 and self.quotations[at][0] <= offset < self.quotations[at][1]

    def sentence_at(self, index: int) -> int:
        """Give the number of the sentence that holds a token."""
        return max(0, bisect_right(self.sentences, index) - 1)

    def sentence(self, number: int) -> tuple[int, int]:
        """Give the first token of a sentence and the one after its last; (0, 0) when there is no such one."""
        if not 0 <= number < len(self.sentences) - 1:
            return 0, 0
        return self.sentences[number], self.sentences[number + 1]

    def sentences_of(self, first: int, stop: int) -> list[tuple[int, int]]:
        """Give the parts of a run of tokens that lie in one sentence each."""
        runs: list[tuple[int, int]] = []
        number = self.sentence_at(first)
        while first < stop:
            end = min(stop, self.sentence(number)[1])
            if end <= first:
                break
            runs.append((first, end))
            first = end
            number += 1
        return runs

    def told(self, offset: int) -> bool:
        """Tell whether a place belongs to the article rather than to the page around it."""
        if not self.passages:
            return True
        at = bisect_right(self.passages, offset, key=lambda passage: passage.start) - 1
        return at >= 0 and self.passages[at].kind in _TOLD


def _day(document: Document) -> date | None:
    """Give the day of publication; a date without its day says nothing about weekdays."""
    try:
        return document.source.date
    except ValueError:
        return None
