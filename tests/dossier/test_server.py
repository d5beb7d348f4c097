"""A dossier on a server: addresses without secrets, many writers, and the same finds as in a file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import Store
from dragoman.dossier.checking import faults
from dragoman.dossier.places import Place
from dragoman.dossier.words import marked, server_query, vector, words_in
from dragoman.errors import DossierBusy, DossierError, NotADossier, UsageError
from tests.dossier.making import DEMAND, NOON, OFFER, document, filled, judged, reading
from tests.servers import PASSWORD, Running

ROOT = Path(__file__).resolve().parents[2]
_NUMBERS = count(1)


@pytest.fixture
def place(server: Running) -> Place:
    return Place(server.make_database(f"server{next(_NUMBERS)}"))


# Addresses


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://ann:hunter2@db.example.org:5433/talks",
        "postgresql://ann:hunter2@/talks?host=/run/postgresql",
        "postgresql://ann@db.example.org/talks?password=hunter2",
        "postgresql://ann:hunter2@db.example.org:port/talks",
    ],
)
def test_password_is_never_shown(given: str) -> None:
    place = Place(given)
    shown = f"{place} {place!r}"
    try:
        shown += repr(place.server())
    except UsageError as error:
        shown += str(error)

    assert "hunter2" not in shown


def test_address_without_a_database_is_refused() -> None:
    with pytest.raises(UsageError, match="which user and database"):
        Place("postgresql://ann@localhost").server()


def test_path_is_no_address() -> None:
    assert not Place("talks.dossier").on_server


def test_server_that_is_not_there_is_said_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("pg8000")
    with pytest.raises(DossierError, match="cannot be reached or") as told:
        Store.open(Place(f"postgresql://ann:hunter2@/talks?host={tmp_path}"))

    assert "hunter2" not in str(told.value)


def test_wrong_password_is_said_without_showing_it(server: Running) -> None:
    server.make_database("guarded")
    with pytest.raises(DossierError, match="not let this user in") as told:
        Store.open(Place(server.address("guarded", password="hunter2")))  # noqa: S106 - a wrong one

    assert "hunter2" not in str(told.value)
    assert PASSWORD not in str(told.value)


def test_database_without_a_dossier_is_told(place: Place) -> None:
    with pytest.raises(NotADossier, match="holds no dossier"):
        Store.open(place)


# Keeping


def test_dossier_on_a_server_is_found_again(place: Place) -> None:
    with Store.open_or_create(place) as store:
        before = filled(store).holdings()
    with Store.open(place) as store:
        assert store.holdings() == before


@pytest.mark.parametrize("change", ["UPDATE statement SET act = 'offer'", "DELETE FROM judgement", "TRUNCATE about"])
def test_nothing_is_overwritten_on_a_server(place: Place, change: str) -> None:
    with Store.create(place) as store:
        filled(store)
        target = store.holdings().statements[0].id
        store.judge(judged(target, "verdict", "accept"))
        with pytest.raises(DossierError, match="append-only"), store.following():
            store._connection.execute(change)


def test_dossier_on_a_server_is_checked(place: Place) -> None:
    with Store.create(place) as store:
        filled(store)

    assert faults(place, wait=1) == []


# Many people


def test_second_writer_is_told_after_waiting(place: Place) -> None:
    made = document()
    with Store.create(place) as first, Store.open(place, wait=0.2) as second:
        with first.following(), pytest.raises(DossierBusy, match="in use"):
            second.add(made, reading(made), at=NOON)

        assert first.info().documents == 0


WRITER = """
import sys
from dragoman.desk.asking import follow
from dragoman.dossier import Store
from dragoman.dossier.places import Place
from tests.desk.test_following import put
from tests.dossier.making import judged
who = int(sys.argv[2])
with Store.open_or_create(Place(sys.argv[1]), wait=60) as store:
    follow(store)
    for number in range(12):
        put(store, number * 2 + who if number % 3 else number, number, number)
        target = store.holdings().statements[number].id
        store.judge(judged(target, "date", f"2022-03-{10 + number:02}", minutes=number * 2 + who))
"""


def test_two_processes_adding_and_judging_lose_and_double_nothing(place: Place) -> None:
    with Store.create(place):
        pass
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, place.given, str(who)], cwd=ROOT, env=os.environ)
        for who in (0, 1)
    ]
    codes = [writer.wait(timeout=240) for writer in writers]
    with Store.open(place) as store:
        addresses = {one.source.address for one in store.documents()}
        expected = {f"{number * 2 + who if number % 3 else number}.txt" for number in range(12) for who in (0, 1)}
        entries = store._connection.execute("SELECT seq FROM entry ORDER BY seq").fetchall()
        judgements = store.judgements()

    assert codes == [0, 0]
    assert addresses == expected
    assert len(entries) == len(set(entries))
    assert len({one.id for one in judgements}) == len(judgements) == 24
    assert faults(place, wait=5) == []


# Versions


def made_older(store: Store, version: int) -> None:
    """Take a dossier back to what a Dragoman made that did not keep which documents share text."""
    run = store._connection.execute
    run("DROP TABLE copy_key, copy_link, copy_print, answer")
    run("ALTER TABLE about DISABLE TRIGGER about_is_kept")
    run("UPDATE about SET value = ? WHERE key = 'version'", (str(version),))
    run("ALTER TABLE about ENABLE TRIGGER about_is_kept")


def test_older_dossier_is_brought_up_to_date(place: Place) -> None:
    with Store.create(place) as store:
        filled(store)
        copied = document(f"{DEMAND} {OFFER}\n" * 9, "long.txt")
        store.add_document(copied, at=NOON)
        store.add_document(
            copied.model_copy(update={"source": copied.source.model_copy(update={"address": "b"})}), at=NOON
        )
        before = store.holdings()
        made_older(store, 3)
    with Store.open(place) as store:
        kept = store._connection.execute("SELECT count(*) FROM copy_print").fetchall()

        assert store.holdings() == before
        assert kept == [(len(list(store.documents())),)]
        assert faults(place, wait=5) == []
        with pytest.raises(sqlite3.Error, match="append-only"):
            store._connection.execute("DELETE FROM copy_print")
        with pytest.raises(sqlite3.Error, match="append-only"):
            store._connection.execute("UPDATE about SET value = '1'")


def test_dossier_of_a_newer_version_is_refused(place: Place) -> None:
    with Store.create(place) as store:
        run = store._connection.execute
        run("ALTER TABLE about DISABLE TRIGGER about_is_kept")
        run("UPDATE about SET value = '99' WHERE key = 'version'")

    with pytest.raises(NotADossier, match="newer Dragoman"):
        Store.open(place)


def test_dossier_that_cannot_be_brought_up_to_date_says_so_and_stays_as_it_is(place: Place) -> None:
    with Store.create(place) as store:
        filled(store)
        made_older(store, 3)
        store._connection.execute("CREATE TABLE copy_link (in_the_way TEXT)")

    with pytest.raises(DossierError, match="could not be brought up to date"):
        Store.open(place)


def test_deal_takes_facts_from_a_dossier_on_a_server(place: Place) -> None:
    with Store.create(place) as store:
        filled(store)

    done = subprocess.run(
        [sys.executable, "-m", "dragoman", "deal", "status", "peace-plan-20", "--dossier", place.given],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    drafted = subprocess.run(
        [sys.executable, "-m", "dragoman", "deal", "draft", place.given], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert "neutrality" in drafted.stdout


# Finding


@pytest.mark.parametrize(
    "words", ["neutrality", "withdrawal of troops", '"its delegation"', "guarant*", "Kremlin Russia", "x"]
)
def test_search_finds_and_marks_the_same_in_a_file_and_on_a_server(place: Place, words: str) -> None:
    with Store.create(place) as on_server, Store.in_memory() as in_file:
        there, here = (
            {(found.statement.id, found.snippet) for found in filled(store).search(words)}
            for store in (on_server, in_file)
        )

    assert there == here


def test_words_are_cut_as_the_index_of_a_file_cuts_them() -> None:
    text = "Zelensky’s café, non-aligned: 15-year U.S. guarantees (Αθήνα)"

    assert [word for word, _, _ in words_in(text)] == [
        "zelensky", "s", "cafe", "non", "aligned", "15", "year", "u", "s", "guarantees", "αθηνα",
    ]  # fmt: skip


def test_phrase_is_marked_whole() -> None:
    assert marked(OFFER, '("its delegation")', ("[", "]")) == OFFER.replace("its delegation", "[its delegation]")


@given(st.text(max_size=200))
def test_any_text_makes_an_entry_that_holds_its_words(text: str) -> None:
    entry = vector([(text, "D")])

    assert all(f"'{word}'" in entry.replace("''", "'") for word, _, _ in words_in(text) if "\\" not in word)


def test_query_is_written_as_the_server_writes_it() -> None:
    assert server_query('("a b" OR "c"*) AND ("d")') == "(('a' <-> 'b') | ('c':*)) & (('d'))"


def test_statement_is_found_by_its_party(place: Place) -> None:
    with Store.create(place) as store:
        found = [one.statement.quote for one in filled(store).search("Russia")]

    assert found == [DEMAND]
