"""Lines that repeat across the documents of one outlet are the page's, not the article's.

A pure function over a batch: it gives relabelled documents and changes no text.  Copies of one article repeat
whole paragraphs, so only lines that stand among otherwise different articles count.  It is for a batch that is
held whole before it is read; commands take items one by one, and what a dossier keeps of an article must not hang
on which others came with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.record import Document, Passage, PassageKind

RULE = "repeated across the outlet's documents"
_ARTICLE = frozenset({PassageKind.BODY, PassageKind.SUBHEAD, PassageKind.HEADLINE})
_LEAST = 3
"""Documents of one outlet in which a line must stand."""
_ALIKE = 0.3
"""Share of two documents' lines in common from which they are copies, whose repeats prove nothing."""


def relabel_repeats(documents: Sequence[Document]) -> list[Document]:
    """Relabel as furniture the lines that repeat across documents of one outlet.

    Documents whose outlet is unknown are left as they are.
    """
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for index, document in enumerate(documents):
        if document.source.outlet is not None:
            by_outlet[document.source.outlet.value.casefold()].append(index)
    found = list(documents)
    for members in by_outlet.values():
        if len(members) < _LEAST:
            continue
        repeated = _repeated([documents[index] for index in members])
        if repeated:
            for index in members:
                found[index] = _relabelled(documents[index], repeated)
    return found


def _repeated(documents: Sequence[Document]) -> set[str]:
    """Give the lines that stand in enough documents that are not copies of each other."""
    lines = [{_words(document, p) for p in document.passages if p.kind in _ARTICLE} for document in documents]
    distinct: list[set[str]] = []
    for own in lines:
        if all(len(own & other) < _ALIKE * max(1, min(len(own), len(other))) for other in distinct):
            distinct.append(own)
    counts: dict[str, int] = defaultdict(int)
    for own in distinct:
        for words in own:
            counts[words] += 1
    return {words for words, count in counts.items() if count >= _LEAST and words}


def _relabelled(document: Document, repeated: set[str]) -> Document:
    """Relabel one document's passages."""
    passages = tuple(
        Passage(kind=PassageKind.OTHER_FURNITURE, start=p.start, end=p.end, rule=RULE)
        if p.kind in _ARTICLE and _words(document, p) in repeated
        else p
        for p in document.passages
    )
    return document.model_copy(update={"passages": passages})


def _words(document: Document, passage: Passage) -> str:
    """Fold a passage so that blanks and case do not matter."""
    return " ".join(document.text[passage.start : passage.end].casefold().split())
