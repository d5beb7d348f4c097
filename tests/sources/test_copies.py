"""Copies are found and said to be copies; what only tells of the same event is not."""

from __future__ import annotations

import random

import pytest

from dragoman.record import Document
from dragoman.sources import document_from_bytes
from dragoman.sources.copies import CopyKind, copy_groups
from dragoman.sources.kinship import CopyFacts

PLACES = ("the river", "the northern port", "the old capital", "the border town", "the airfield")
VERBS = ("discussed", "postponed", "refused to name", "described at length", "put off until spring")


TREES = ("alder", "birch", "cedar", "elm", "fir", "grove", "hazel", "ivy", "kale", "larch", "maple", "oak", "yew")


def _sentence(seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - texts for tests need no secrecy
    words = [chance.choice(TREES) for _ in range(9)]
    return f"Delegates at {chance.choice(PLACES)} {chance.choice(VERBS)} {' '.join(words)}."


def _article(first: int, count: int = 12) -> list[str]:
    return [_sentence(first * 1000 + number) for number in range(count)]


def _document(sentences: list[str], *extra: str, published: str | None = None, outlet: str | None = None) -> Document:
    return document_from_bytes(
        "\n\n".join([*sentences, *extra]).encode(), "story.txt", published=published, outlet=outlet
    )


def test_same_words_with_other_furniture_are_exact_copies() -> None:
    story = _article(1)
    copies = copy_groups([_document(story), _document(story, "Story continues below advertisement")])

    assert [link.kind for link in copies.links] == [CopyKind.EXACT]
    assert copies.independent == 1


def test_edited_copy_is_near() -> None:
    story = _article(2)
    edited = [*story[:3], "One sentence was put in by the second desk before the story ran.", *story[3:-1]]
    copies = copy_groups([_document(story), _document(edited), _document(_article(3))])

    assert [(link.first, link.second, link.kind) for link in copies.links] == [(0, 1, CopyKind.NEAR)]
    assert [group.members for group in copies.groups] == [(0, 1), (2,)]


def test_wire_paragraph_in_a_longer_article_is_partial_and_stays_independent() -> None:
    wire, own = _article(4), _article(5, 30)
    copies = copy_groups([_document(wire), _document([*own[:10], *wire[:5], *own[10:]])])

    assert [link.kind for link in copies.links] == [CopyKind.PARTIAL]
    assert copies.independent == 2


def test_partial_copy_that_credits_the_wire_is_one_source_with_it() -> None:
    wire, own = _article(6), _article(7, 6)
    long = _document([*own, *wire[:5]], "— with files from Reuters")
    copies = copy_groups([_document(wire, outlet="Reuters"), long])

    assert copies.independent == 1
    assert (copies.groups[0].wire, copies.groups[0].original) == ("Reuters", 0)


def test_first_published_copy_is_the_original() -> None:
    story = _article(8)
    copies = copy_groups([_document(story, published="2022-03-30"), _document(story, published="2022-03-29")])

    assert copies.groups[0].original == 1


def test_original_is_left_open_where_nothing_tells() -> None:
    story = _article(9)

    assert copy_groups([_document(story), _document(story)]).groups[0].original is None


def test_one_shared_sentence_is_a_quotation_not_a_copy() -> None:
    quote = "We will sign nothing that the people of this country have not seen and voted on in their own words."
    copies = copy_groups([_document([*_article(10), quote]), _document([*_article(11), quote])])

    assert copies.links == ()


def test_every_document_is_in_one_group() -> None:
    documents = [_document(_article(number % 7)) for number in range(20)]
    copies = copy_groups(documents)

    assert sorted(index for group in copies.groups for index in group.members) == list(range(20))
    assert all(index in copies.groups[copies.group_of[index]].members for index in range(20))
    assert copies.independent == 7


@pytest.mark.parametrize("documents", [[], [_document(["One short line."])]])
def test_few_documents_are_no_trouble(documents: list[Document]) -> None:
    assert copy_groups(documents).independent == len(documents)


def test_reprint_that_keeps_the_dateline_is_not_taken_for_the_agencys_own() -> None:
    reprint = document_from_bytes(b"OSLO, 3 May (Nordic Wire) - The two sides met, the mediator said.", "reprint.txt")

    assert reprint.source.outlet_name == "Nordic Wire"
    assert CopyFacts.of(reprint).outlet is None
