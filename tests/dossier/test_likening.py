"""What shares text with what is found when a document comes in, and is what comparing all texts would find."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.dossier import Store, connecting, likening, migrating
from dragoman.dossier.checking import faults
from dragoman.dossier.salvaging import salvage
from dragoman.record import Document
from dragoman.sources.copies import copy_groups
from dragoman.sources.documents import document_from_bytes
from tests.dossier.making import at

pytestmark = pytest.mark.usefixtures("kept_in")

WORDS = ["delegates", "envoys", "ministers", "agreed", "talks", "border", "ceasefire", "draft", "corridor", "prisoners",
         "guarantee", "council", "spring", "winter", "bridge", "harbour", "province", "hall", "morning", "statement",
         "reporters", "answer", "question", "mediator", "round", "northern", "southern"]  # fmt: skip


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(9, 18))).capitalize() + "."


def _stories(count: int, seed: int) -> list[Document]:
    """Give articles of which some are exact, near and partial copies of earlier ones."""
    chance = random.Random(seed)  # noqa: S311 - made-up texts need no secrecy
    texts: list[list[str]] = []
    for _ in range(count):
        own = [_sentence(chance) for _ in range(chance.randrange(6, 14))]
        earlier = chance.choice(texts) if texts else own
        way = chance.randrange(6)
        if way == 0:
            own = earlier
        elif way == 1:
            own = [*earlier[:-1], _sentence(chance)]
        elif way == 2:
            own = [*own[:5], *earlier[1:4], *own[5:]]
        texts.append(own)
    return [
        document_from_bytes("\n\n".join([f"Report {number}", *text]).encode(), f"{number}.txt")
        for number, text in enumerate(texts)
    ]


def _pairs(store: Store) -> set[tuple[str, str, str]]:
    found = store.copies()
    return {
        (found.digests[link.first], found.digests[link.second], link.kind.value)
        if found.digests[link.first] < found.digests[link.second]
        else (found.digests[link.second], found.digests[link.first], link.kind.value)
        for link in found.copies.links
    }


def _filled(store: Store, documents: Sequence[Document]) -> Store:
    for minute, document in enumerate(documents):
        store.add_document(document, at=at(minute))
    return store


@pytest.mark.parametrize("seed", range(4))
def test_pairs_kept_are_those_that_comparing_all_texts_finds(seed: int) -> None:
    documents = _stories(60, seed)
    compared = copy_groups(documents)
    digests = [document.source.sha256 for document in documents]
    expected = {
        (*sorted((digests[link.first], digests[link.second])), link.kind.value)
        for link in compared.links
        if digests[link.first] != digests[link.second]
    }
    store = _filled(Store.in_memory(), documents)
    found = store.copies()

    assert _pairs(store) == expected
    assert {tuple(sorted(found.digests[i] for i in g.members)) for g in found.copies.groups if len(g.members) > 1} == {
        tuple(sorted(digests[i] for i in g.members)) for g in compared.groups if len(g.members) > 1
    }


def test_a_flock_of_copies_is_one_source_and_compared_with_a_bounded_number() -> None:
    (story,) = _stories(1, 1)
    texts = [f"{story.text}\n\nPrinted by house number {number} in the town." for number in range(100)]
    store = _filled(Store.in_memory(), [document_from_bytes(t.encode(), f"{n}.txt") for n, t in enumerate(texts)])
    kept = store._connection.execute(
        "SELECT sum(n), max(n) FROM (SELECT count(*) AS n FROM copy_link GROUP BY second) AS told"
    )
    pairs, most = kept.fetchone()

    assert [len(group.members) for group in store.copies().copies.groups] == [100]
    assert most <= likening.COMPARED
    assert pairs < 100 * likening.COMPARED


def test_documents_without_words_are_no_copies_of_each_other() -> None:
    pages = [document_from_bytes(f"<html><body><p>{mark}</p></body></html>".encode(), f"{mark}.html") for mark in "…!—"]
    store = _filled(Store.in_memory(), pages)

    assert store.copies().digests == ()


def test_old_dossier_learns_of_its_copies_when_it_is_opened(tmp_path: Path) -> None:
    documents = _stories(30, 2)
    path = tmp_path / "old.dossier"
    with Store.create(path) as store:
        expected = _pairs(_filled(store, documents))
    raw = sqlite3.connect(path, isolation_level=None)
    for name in ("copy_key", "copy_link", "copy_print", "answer"):
        raw.execute(f"DROP TABLE {name}")
    raw.execute("PRAGMA user_version = 3")
    raw.close()

    with Store.open(path) as store:
        assert _pairs(store) == expected
        assert expected
    assert faults(path, wait=1.0) == []
    assert (tmp_path / "old.dossier.version-3").exists()
    assert migrating.WITH_COPIES <= migrating.LATEST
    assert connecting.is_dossier(path)


def test_rescued_dossier_has_the_same_copies(tmp_path: Path) -> None:
    with Store.create(tmp_path / "whole") as store:
        expected = _pairs(_filled(store, _stories(30, 3)))
    salvage(tmp_path / "whole", tmp_path / "new")

    with Store.open(tmp_path / "new") as store:
        assert _pairs(store) == expected


def test_what_is_kept_for_comparing_must_be_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        _filled(store, _stories(3, 4))
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("DROP TRIGGER copy_print_is_not_updated")
    raw.execute("UPDATE copy_print SET sketch = zeroblob(512) WHERE document = 2")
    raw.close()

    assert any("finding its copies" in fault for fault in faults(path, wait=1.0))
