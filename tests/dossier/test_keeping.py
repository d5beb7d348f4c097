"""What a dossier keeps, and that it keeps it."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from dragoman.dossier import Added, Slice, Store
from dragoman.errors import DossierError, QuoteNotFound, UsageError
from dragoman.record import Act, Document, Failure, Issue, Reading, Stated
from tests.dossier.making import DEMAND, NOON, OFFER, SAID, TEXT, Said, at, document, filled, judged, reading

pytestmark = pytest.mark.usefixtures("kept_in")

TABLES = (
    "about", "entry", "document", "document_text", "sighting", "reading", "statement", "statement_party",
    "statement_issue",
)  # fmt: skip


@pytest.fixture
def store() -> Store:
    return Store.in_memory()


def test_what_is_added_comes_back_as_it_was(store: Store) -> None:
    made = document()
    read = reading(made)
    store.add(made, read, at=NOON)

    holdings = store.holdings()
    assert holdings.statements == read.statements
    assert holdings.sources == (made.source,)
    assert store.document(made.source.sha256) == made


def test_same_article_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        filled(store)
    before = path.read_bytes()
    with Store.open(path) as store:
        made = document()

        assert store.add(made, reading(made), at=at(5)) is Added.SAME
        assert store.add_document(made, at=at(6)) is Added.SAME
    assert path.read_bytes() == before


def test_changed_article_is_a_new_version_and_the_newest_counts(store: Store) -> None:
    filled(store)
    changed = document(TEXT.replace("Tuesday", "Monday"))
    said = [SAID[0], Said(DEMAND.replace("Tuesday", "Monday"), "Russia", Act.DEMAND, Issue.WITHDRAWAL)]

    assert store.add(changed, reading(changed, said), at=at(5)) is Added.NEW_VERSION
    quotes = [one.quote for one in store.holdings().statements]
    assert any("Monday" in quote for quote in quotes)
    assert not any("Tuesday" in quote for quote in quotes)
    assert store.info().versions == 2


def test_article_that_is_changed_back_counts_again(store: Store) -> None:
    first, second = document(), document(TEXT + "\nUpdated.\n")
    for minute, one in enumerate((first, second, first)):
        store.add(one, reading(one), at=at(minute))

    assert [source.sha256 for source in store.holdings().sources] == [first.source.sha256]


def test_same_bytes_at_another_address_are_one_document(store: Store) -> None:
    filled(store)

    assert store.add_document(document(address="copy.txt"), at=at(1)) is Added.SAME
    assert store.info().documents == 1


def test_record_of_a_past_moment_can_be_rebuilt(store: Store) -> None:
    filled(store)
    changed = document(TEXT + f"\n{OFFER.replace('Ukraine', 'Kyiv')}\n")
    store.add(changed, reading(changed), at=at(60))

    then = store.holdings(Slice(moment=at(30)))
    assert [source.sha256 for source in then.sources] == [document().source.sha256]
    assert store.holdings(Slice(moment=at(-1))).statements == ()


def test_newest_reading_of_a_document_counts(store: Store) -> None:
    filled(store)
    made = document()
    store.add_reading(reading(made, SAID[:1], reader="hand-2"), at=at(1))

    assert [one.act for one in store.holdings().statements] == [Act.OFFER]
    assert [one.act for one in store.holdings(Slice(moment=NOON)).statements] == [Act.OFFER, Act.DEMAND]


def test_newer_reading_brings_what_it_knows_of_the_source(store: Store) -> None:
    filled(store)
    made = document()
    better = made.source.model_copy(update={"outlet": Stated(value="The Lantern", rule="made by hand")})
    store.add_reading(reading(made, reader="hand-2").model_copy(update={"source": better}), at=at(1))

    assert [source.outlet_name for source in store.holdings().sources] == ["The Lantern"]


def test_quote_that_is_not_in_the_text_is_refused_with_all_that_came_with_it(store: Store) -> None:
    made = document()
    read = reading(made)
    stitched = read.statements[0].model_copy(update={"quote": OFFER.replace("offered", "rejected")})
    wrong = read.model_copy(update={"statements": (read.statements[1], stitched)})

    with pytest.raises(QuoteNotFound):
        store.add(made, wrong, at=NOON)
    assert store.info().documents == 0
    assert store.info().statements == 0


def test_reading_of_an_unknown_document_is_refused(store: Store) -> None:
    with pytest.raises(DossierError, match="no such document"):
        store.add_reading(reading(document()), at=NOON)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {t} SET rowid = rowid", "DELETE FROM {t}"])
def test_nothing_is_updated_or_deleted(tmp_path: Path, table: str, verb: str) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        filled(store)
    # Another program that opens the file meets the same triggers.
    other = sqlite3.connect(path)
    statement = verb.format(t=table)
    if table in {"about", "statement_party", "statement_issue"}:
        column = {"about": "value", "statement_party": "party", "statement_issue": "issue"}[table]
        statement = statement.replace("rowid", column)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    other.close()


def test_nothing_is_replaced_even_where_delete_triggers_do_not_fire(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        filled(store)
    other = sqlite3.connect(path)
    other.execute("PRAGMA recursive_triggers = OFF")

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute("INSERT OR REPLACE INTO entry VALUES (1, 'never', 'document')")
    other.close()


def test_every_table_refuses_change(kept_in: str) -> None:
    store = Store.in_memory()
    if kept_in == "server":
        run = store._connection.execute
        tables = {row[0] for row in run("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'").fetchall()}
        guarded = {row[0] for row in run("SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")}

        assert tables - guarded == {"statement_words", "document_words"}
        return
    names = store._connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\'"
    )
    triggers = {row[0] for row in store._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}

    for (name,) in names.fetchall():
        assert {f"{name}_is_not_updated", f"{name}_is_not_deleted", f"{name}_is_not_replaced"} <= triggers


def test_same_input_gives_the_same_file_byte_for_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Store.create(tmp_path / name, name="talks") as store:
            filled(store)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_bytes_that_the_text_cannot_give_back_are_kept(store: Store) -> None:
    raw = b"<p>Ukraine offered</p>"
    made = document("Ukraine offered")
    source = made.source.model_copy(update={"sha256": "ab" * 32, "media_type": "text/html"})
    store.add_document(made.model_copy(update={"source": source}), raw, at=NOON)

    assert store.raw_of("ab" * 32) == raw


def test_bytes_that_the_text_gives_back_are_not_kept_twice(store: Store) -> None:
    made = document()
    store.add_document(made, TEXT.encode(), at=NOON)

    assert store._connection.execute("SELECT count(*) FROM document_raw").fetchone() == (0,)
    assert store.raw_of(made.source.sha256) == TEXT.encode()


def test_failure_is_recorded_once_and_over_when_the_item_is_read(store: Store) -> None:
    failure = Failure(item="talks.txt", problem="the path does not exist", remedy="Check it.", stage="source")
    store.add_failure(failure, at=NOON)
    store.add_failure(failure, at=at(1))
    assert store.failures() == (failure,)

    made = document()
    store.add(made, reading(made), at=at(2))

    assert store.failures() == ()
    assert store.holdings(Slice(moment=at(1))).failures == (failure,)


def test_failure_is_over_when_the_same_article_is_back(store: Store) -> None:
    filled(store)
    store.add_failure(Failure(item="talks.txt", problem="gone", remedy="Check it.", stage="source"), at=at(1))
    assert len(store.failures()) == 1

    store.add_document(document(), at=at(2))

    assert store.failures() == ()


GONE = Failure(item="gone.txt", problem="there is no such file", remedy="Check the path.", stage="source")


def test_forgotten_failure_is_off_the_list_and_comes_back_by_undo(store: Store) -> None:
    store.add_failure(GONE, at=NOON)
    forgotten = store.judge(judged("failure:gone.txt", "verdict", "forget"))
    assert store.failures() == ()
    assert store.info().failures == 0
    assert store.holdings(Slice(moment=NOON)).failures == (GONE,)

    store.judge(judged(forgotten.id, "verdict", "undo", minutes=2))

    assert store.failures() == (GONE,)


def test_forgotten_failure_stays_forgotten_until_the_item_fails_in_another_way(store: Store) -> None:
    store.add_failure(GONE, at=NOON)
    store.judge(judged("failure:gone.txt", "verdict", "forget"))
    store.add_failure(GONE, at=at(2))
    assert store.failures() == ()

    torn = GONE.model_copy(update={"problem": "it is cut short"})
    store.add_failure(torn, at=at(3))

    assert store.failures() == (torn,)


def test_what_did_not_fail_cannot_be_forgotten(store: Store) -> None:
    store.add_failure(GONE, at=NOON)

    with pytest.raises(UsageError, match=r"not on the list of failures. Did you mean gone\.txt"):
        store.judge(judged("failure:gone", "verdict", "forget"))


def test_document_that_could_not_be_read_is_kept_with_its_failure(store: Store) -> None:
    made = document()
    failure = Failure(item="talks.txt", problem="the language is not read", remedy="Translate it.", stage="reading")
    store.add(made, failure, at=NOON)

    assert store.info().unread == 1
    assert store.failures() == (failure,)
    store.add_reading(reading(made), at=at(1))
    assert store.failures() == ()


def test_failed_passage_of_a_reading_is_kept_with_it(store: Store) -> None:
    made = document()
    passage = Failure(item="talks.txt", problem="too long", remedy="Split it.", stage="reading", start=0, end=5)
    store.add(made, reading(made).model_copy(update={"failures": (passage,)}), at=NOON)

    assert store.failures() == (passage,)


def test_text_with_every_kind_of_character_comes_back(store: Store) -> None:
    text = "\ufeffУкраина said\r\n\u00a0«так»\x00 \U0001f54a 平和 e\u0301 مفاوضات said.\r\n"
    made = document(text)
    store.add_document(made, at=NOON)

    assert store.text_of(made.source.sha256) == text


def test_slice_by_party_and_issue_finds_what_the_whole_has(store: Store) -> None:
    filled(store)

    ukraine = store.holdings(Slice(parties=frozenset({"the Ukraine"}), every_source=False))
    assert [one.act for one in ukraine.statements] == [Act.OFFER]
    withdrawal = store.holdings(Slice(issue=Issue.WITHDRAWAL))
    assert [one.act for one in withdrawal.statements] == [Act.DEMAND]
    assert store.holdings(Slice(acts=frozenset({Act.CLAIM}))).statements == ()
    assert store.holdings(Slice(min_confidence=0.95)).statements == ()
    assert store.holdings(Slice(guarantors=True)).statements == ()


def test_slice_as_of_a_day_keeps_what_has_no_date(store: Store) -> None:
    filled(store)
    undated: Document = document(TEXT + "\n", "undated.txt", published=None)
    late: Document = document(TEXT + "\n\n", "late.txt", published="2026-01-06")
    for one in (undated, late):
        read: Reading = reading(one)
        store.add(one, read, at=at(1))

    found = {one.document for one in store.holdings(Slice(as_of=date(2022, 4, 1))).statements}
    assert found == {"talks.txt", "undated.txt"}
