"""Copies on the command line: a reprint is a further witness and no further source."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli.copies import CopyWatch, with_copies
from dragoman.dossier import Store
from dragoman.record import Act, Document, Failure, Issue
from dragoman.views import Query
from tests.cli.conftest import Dragoman
from tests.dossier.making import NOON, Said, at, document, reading

OFFER = "Arland offered to hand over the northern dam by the spring, its delegation said."
REST = """
The talks in Port Sella went on for three days behind closed doors, diplomats in the building said.

Nobody on the other side of the table would say on Friday whether the offer had been answered yet.

The two delegations are expected to meet again in the same hall before the end of the month.
"""
STORY = f"{OFFER}\n{REST}"
OTHER = f"{OFFER}\n\nA different reporter wrote all of the rest of this article, from another town, about other things."
SAID = (Said(OFFER, "Arland", Act.OFFER, Issue.TERRITORY),)


@pytest.fixture
def reprinted(tmp_path: Path) -> Path:
    """Give a dossier of an article, its reprint with a line more, and an article of somebody else's."""
    path = tmp_path / "reprinted.dossier"
    with Store.create(path) as store:
        for name, text in (("a.txt", STORY), ("b.txt", f"{STORY}\n\nAll rights reserved."), ("c.txt", OTHER)):
            made = document(f"{text}\n", name)
            store.add(made, reading(made, SAID), at=NOON)
    return path


def test_a_reprint_is_a_witness_more_and_no_source_more(dragoman: Dragoman, reprinted: Path) -> None:
    (row,) = dragoman("table", reprinted, "--format", "json").json["rows"]

    assert (len(row["evidence"]), row["independent"]) == (3, 2)
    assert "in 3 articles, 2 independent" in dragoman("table", reprinted).out


def test_sources_and_the_brief_say_what_is_a_copy_of_what(dragoman: Dragoman, reprinted: Path) -> None:
    rows = dragoman("sources", reprinted, "--format", "json").json["rows"]
    brief = " ".join(dragoman("brief", reprinted).out.split())

    assert [row["shares"] for row in rows] == [["most of its text with 2"], ["most of its text with 1"], []]
    assert [row["copies"] for row in rows] == [2, 2, 1]
    assert "one of 2 copies of one text, counted once; shares most of its text with 2" in brief


def test_witnesses_can_be_counted_by_source(dragoman: Dragoman, reprinted: Path) -> None:
    def told(*options: str) -> int:
        (row,) = dragoman("positions", reprinted, "--format", "json", *options).json["rows"]
        return int(row["told"])

    assert (told(), told("--by", "document"), told("--by", "source")) == (3, 3, 2)
    assert "independent" in dragoman("table", reprinted, "--by", "source", "--format", "md").out


def test_a_brief_counts_copies_once_from_a_dossier(dragoman: Dragoman, reprinted: Path) -> None:
    out = " ".join(dragoman("brief", reprinted).out.split())

    assert "3 documents, 2 independent" in out
    assert "(2 independent" in out


@pytest.mark.usefixtures("with_reader")
def test_a_brief_counts_copies_once_from_files(dragoman: Dragoman, tmp_path: Path) -> None:
    for name, text in (("a.txt", STORY), ("b.txt", f"{STORY}\n\nAll rights reserved."), ("c.txt", OTHER)):
        (tmp_path / name).write_text(f"{text}\n", encoding="utf-8")

    assert "(2 independent" in dragoman("brief", *(tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))).out


def test_copies_of_a_past_moment_are_those_of_the_versions_that_counted_then(reprinted: Path) -> None:
    with Store.open(reprinted) as store:
        changed = document("Quite another story stands at this address now, and nobody else has it.\n", "b.txt")
        store.add(changed, reading(changed, ()), at=at(60))

        assert with_copies(store, Query()).copy_groups == ()
        assert len(with_copies(store, Query(), at(30)).copy_groups or ()) == 1


def test_watching_gives_items_on_as_they_are() -> None:
    gone = Failure(item="b.txt", problem="gone", remedy="", stage="source")
    items: list[Document | Failure] = [document(STORY, "a.txt"), gone, document(OTHER)]
    watch = CopyWatch()

    assert list(watch.past(items)) == items
    assert watch.narrowed(Query()).copy_groups == ()
