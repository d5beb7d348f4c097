"""Lines that repeat across one outlet's documents are furniture; copies of an article prove nothing."""

from __future__ import annotations

from dragoman.record import Document, PassageKind
from dragoman.sources import document_from_bytes
from dragoman.sources.repeats import relabel_repeats

TAIL = "The Courier is the region's oldest paper and is printed on Thursdays in two languages."


def _document(*paragraphs: str, outlet: str | None = "The Courier") -> Document:
    return document_from_bytes("\n\n".join(paragraphs).encode(), "story.txt", outlet=outlet)


def _story(number: int) -> list[str]:
    return [
        f"In round {number} the delegates spoke of point {number}{part} for an hour, a spokesman said."
        for part in "abcdef"
    ]


def _tail_kind(document: Document) -> PassageKind:
    return document.passages[-1].kind


def test_line_in_three_different_stories_is_furniture() -> None:
    documents = relabel_repeats([_document(*_story(number), TAIL) for number in range(3)])

    assert {_tail_kind(document) for document in documents} == {PassageKind.OTHER_FURNITURE}
    assert all(document.passages[0].kind is PassageKind.BODY for document in documents)


def test_copies_of_one_story_prove_nothing() -> None:
    documents = relabel_repeats([_document(*_story(1), TAIL) for _ in range(5)])

    assert {_tail_kind(document) for document in documents} == {PassageKind.BODY}


def test_documents_without_an_outlet_are_left_alone() -> None:
    documents = relabel_repeats([_document(*_story(number), TAIL, outlet=None) for number in range(3)])

    assert {_tail_kind(document) for document in documents} == {PassageKind.BODY}
