"""Faults: what is no dossier, damage, full disks, processes in each other's way, kills at any instant."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dossier import Added, Store, connecting, migrating
from dragoman.dossier.checking import faults
from dragoman.dossier.salvaging import salvage
from dragoman.errors import DossierBusy, DossierError, DossierFull, NotADossier
from tests.dossier.making import NOON, TEXT, at, document, filled, judged, reading

ROOT = Path(__file__).resolve().parents[2]
PAGE = 4096


def made_with(path: Path, documents: int) -> Path:
    with Store.create(path) as store:
        for number in range(documents):
            made = document(TEXT + f"\nEdition {number}.\n" * 200, f"{number}.txt")
            store.add(made, reading(made), at=at(number))
        store.judge(judged(store.holdings().statements[0].id, "verdict", "accept", minutes=documents))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made_with(tmp_path / "talks.dossier", 12)


# What is no dossier


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "no such file"),
        (b"", "the file is empty"),
        (b"Talks in Istanbul\n" * 20, "not a dossier"),
        (b"\x00" * 8192, "not a dossier"),
        (b"SQLite format 3\x00", "not a dossier"),
    ],
)
def test_what_is_no_dossier_is_told_apart(tmp_path: Path, content: bytes | None, problem: str) -> None:
    path = tmp_path / "thing"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(NotADossier, match=problem):
        Store.open(path)


def test_another_sqlite_file_is_no_dossier(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE statement (id TEXT)")
    other.close()

    with pytest.raises(NotADossier, match="not a dossier"):
        Store.open(path)


def test_folder_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(NotADossier, match="folder"):
        Store.open(tmp_path)


def test_dossier_from_the_future_is_refused(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 999")
    raw.close()

    with pytest.raises(NotADossier, match="newer Dragoman"):
        Store.open(path)


def test_file_is_not_made_where_something_stands(path: Path) -> None:
    with pytest.raises(DossierError, match="a file of that name"):
        Store.create(path)


def test_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="folder does not exist"):
        Store.create(tmp_path / "nowhere" / "talks.dossier")


# Damage


def test_file_that_is_cut_short_is_found_at_opening(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 5 * PAGE])

    with pytest.raises(NotADossier, match="cut short"):
        Store.open(path)


@pytest.mark.parametrize("seed", range(8))
def test_page_of_noise_is_found_and_never_read_as_if_it_were_whole(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    whole = path.read_bytes()
    with Store.open(path) as store:
        before = store.holdings()
    page = chance.randrange(1, len(whole) // PAGE)
    path.write_bytes(whole[: page * PAGE] + chance.randbytes(PAGE) + whole[(page + 1) * PAGE :])

    try:
        with Store.open(path) as store:
            after = store.holdings()
            texts = [store.text_of(source.sha256) for source in after.sources]
    except NotADossier:
        return
    assert after == before
    assert len(texts) == 12


def test_changed_letter_is_found_when_it_is_read(path: Path) -> None:
    whole = path.read_bytes()
    place = whole.index(b"Ukraine offered")
    while place >= 0:
        whole = whole[:place] + b"Ukraine suffers" + whole[place + 15 :]
        place = whole.find(b"Ukraine offered")
    path.write_bytes(whole)

    with Store.open(path) as store, pytest.raises(NotADossier, match="damaged"):
        store.holdings()
    assert any("not what was written" in fault for fault in faults(path, wait=1.0))


def test_whole_dossier_has_no_faults(path: Path) -> None:
    assert faults(path, wait=1.0) == []


def test_missing_trigger_is_a_fault(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("DROP TRIGGER statement_is_not_updated")
    other.commit()
    other.close()

    assert faults(path, wait=1.0) == ["schema: trigger statement_is_not_updated is missing or changed"]


def rescued(damaged: Path) -> Store:
    target = damaged.with_name("rescued.dossier")
    salvage(damaged, target)
    assert faults(target, wait=1.0) == []
    return Store.open(target)


def test_salvage_of_a_whole_dossier_loses_nothing(path: Path) -> None:
    with Store.open(path) as store, rescued(path) as saved:
        assert saved.holdings() == store.holdings()
        assert saved.judgements() == store.judgements()


@pytest.mark.parametrize("pages", [(0,), (1,), (0, 1, 2)])
def test_salvage_works_without_the_pages_that_tell_where_tables_begin(path: Path, pages: tuple[int, ...]) -> None:
    with Store.open(path) as store:
        before = store.holdings()
    damaged = bytearray(path.read_bytes())
    for page in pages:
        damaged[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(damaged)

    with rescued(path) as saved:
        assert saved.holdings() == before


@pytest.mark.parametrize("seed", range(6))
def test_salvage_rescues_what_is_whole_and_nothing_else(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    with Store.open(path) as store:
        before = store.holdings()
    damaged = bytearray(path.read_bytes())
    for _ in range(2):
        page = chance.randrange(1, len(damaged) // PAGE)
        damaged[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    path.write_bytes(damaged)

    with rescued(path) as saved:
        kept = saved.holdings()
    assert all(statement in before.statements for statement in kept.statements)
    assert len(kept.sources) >= 9


def test_salvage_of_a_cut_file_keeps_the_first_part(tmp_path: Path) -> None:
    path = made_with(tmp_path / "long.dossier", 100)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.7)])

    with rescued(path) as saved:
        assert 40 < saved.info().documents < 100


def test_salvage_does_not_touch_the_damaged_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -2 * PAGE])
    before = path.read_bytes()
    rescued(path).close()

    assert path.read_bytes() == before


def test_salvage_of_something_else_says_so_and_leaves_no_file(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear colleague, " * 2000, encoding="utf-8")

    with pytest.raises(NotADossier, match="nothing of a dossier"):
        salvage(other, tmp_path / "new.dossier")
    assert not (tmp_path / "new.dossier").exists()


# No room


def test_full_disk_is_said_and_nothing_is_half_written(path: Path) -> None:
    with Store.open(path) as store:
        before = store.holdings()
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        made = document(TEXT + "long " * 20_000, "long.txt")

        with pytest.raises(DossierFull, match="no room"):
            store.add(made, reading(made), at=NOON)
        assert store.holdings() == before
    assert faults(path, wait=1.0) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(store: Store, accepted: list[str]) -> None:
    for number in range(500):
        made = document(TEXT + f"{number} " * 4000, f"{number}.txt")
        store.add(made, reading(made), at=at(number))
        accepted.append(made.source.sha256)


def test_disk_that_really_fills_up_loses_nothing_accepted(tiny_disk: Path) -> None:
    path = tiny_disk / "talks.dossier"
    accepted: list[str] = []
    with Store.create(path) as store, pytest.raises(DossierFull):
        fill(store, accepted)
    assert accepted

    with Store.open(path) as store:
        assert [source.sha256 for source in store.holdings().sources] == accepted


# Two at once

HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""

ADD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.dossier.making import TEXT, at, document, reading
from dragoman.dossier import Store
first, count = int(sys.argv[3]), int(sys.argv[4])
with Store.open_or_create(Path(sys.argv[2]), wait=60) as store:
    print("ready", flush=True)
    for number in range(first, first + count):
        made = document(TEXT + f"Edition {number}. " * 50, f"{number}.txt")
        store.add(made, reading(made), at=at(number))
        print(number, flush=True)
"""


ADD_MANY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.dossier.making import NOON, TEXT, SentenceReader, document
from dragoman.dossier import Store, take_in
first, count = int(sys.argv[3]), int(sys.argv[4])
texts = (document(TEXT + f"Edition {n}. " * 50, f"{n}.txt") for n in range(first, first + count))
with Store.open_or_create(Path(sys.argv[2]), wait=60) as store:
    print("ready", flush=True)
    for taken in take_in(store, texts, SentenceReader(), clock=lambda: NOON):
        print(taken.item.removesuffix(".txt"), flush=True)
"""


JUDGE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.dossier.making import judged
from dragoman.dossier import Store
with Store.open(Path(sys.argv[2]), wait=60) as store:
    target = store.holdings().statements[0].id
    print("ready", flush=True)
    for number in range(int(sys.argv[3]), 10_000):
        print(store.judge(judged(target, "verdict", "accept", minutes=number)).id, flush=True)
"""


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True)


def test_dossier_in_use_is_said_after_a_bounded_wait(path: Path) -> None:
    with python(HOLD, str(path), "30") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        begun = time.monotonic()

        with pytest.raises(DossierBusy, match="in use"):
            Store.open(path, wait=0.3)
        assert time.monotonic() - begun < 5
        holder.kill()


def test_second_process_waits_for_the_first(path: Path) -> None:
    with python(HOLD, str(path), "0.5") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

        with Store.open(path, wait=20) as store:
            made = document(TEXT + "late", "late.txt")
            assert store.add(made, reading(made), at=NOON) is Added.NEW


def test_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    # Overlapping ranges: some articles are added by both.
    adders = [python(ADD, str(ROOT), str(path), str(first), "20") for first in (0, 10, 20)]
    for adder in adders:
        adder.communicate(timeout=120)
        assert adder.returncode == 0

    with Store.open(path) as store:
        assert store.info().documents == 40
        assert store.info().statements == 80
    assert faults(path, wait=1.0) == []


def test_reader_sees_only_whole_articles_while_another_process_adds(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with python(ADD, str(ROOT), str(path), "0", "40") as adder:
        assert adder.stdout is not None
        assert adder.stdout.readline() == "ready\n"
        while adder.poll() is None:
            with Store.open(path, wait=20) as store:
                holdings = store.holdings()

            assert len(holdings.statements) == 2 * len(holdings.sources)


# Killed at any instant


def killed_while_adding(path: Path, after: float, first: int, *, program: str = ADD) -> list[int]:
    """Add in another process, kill it after a while, and give what it had said was kept."""
    with python(program, str(ROOT), str(path), str(first), "1000") as adder:
        assert adder.stdout is not None
        assert adder.stdout.readline() == "ready\n"
        time.sleep(after)
        os.kill(adder.pid, signal.SIGKILL)
        return [int(line) for line in adder.stdout.read().split()]


def kill_many_times(path: Path, times: int, *, program: str = ADD, longest: float = 0.06) -> None:
    """Kill an adding process again and again; after each, all that was accepted must be there, whole."""
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    first = 0
    for _ in range(times):
        said = killed_while_adding(path, chance.uniform(0.0, longest), first, program=program)
        with Store.open(path) as store:
            holdings = store.holdings()
        there = {int(source.address.removesuffix(".txt")) for source in holdings.sources}

        assert set(said) <= there
        assert there == set(range(len(there)))
        assert len(holdings.statements) == 2 * len(there)
        first = len(there)
    assert faults(path, wait=1.0) == []


def test_kill_at_any_instant_loses_nothing_accepted_and_leaves_nothing_half(tmp_path: Path) -> None:
    kill_many_times(tmp_path / "talks.dossier", 6)


def test_kill_amid_several_in_one_transaction_loses_nothing_accepted(tmp_path: Path) -> None:
    kill_many_times(tmp_path / "talks.dossier", 6, program=ADD_MANY, longest=0.6)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    kill_many_times(tmp_path / "talks.dossier", 100)
    kill_many_times(tmp_path / "many.dossier", 100, program=ADD_MANY, longest=0.6)


def test_kill_while_judging_loses_no_judgement(path: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    said: list[str] = []
    for number in range(5):
        with python(JUDGE, str(ROOT), str(path), str(100 + 1000 * number)) as judge:
            assert judge.stdout is not None
            assert judge.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.01, 0.06))
            os.kill(judge.pid, signal.SIGKILL)
            said += [line for line in judge.stdout.read().split() if len(line) == 16]

        with Store.open(path) as store:
            assert set(said) <= {one.id for one in store.judgements()}
    assert said
    assert faults(path, wait=1.0) == []


def test_file_of_no_bytes_left_by_a_kill_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    path.touch()

    with Store.open_or_create(path) as store:
        filled(store)
        assert store.info().documents == 1


# Older versions


def test_old_dossier_is_brought_up_to_date_with_a_copy_laid_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "old.dossier"
    old = sqlite3.connect(path, isolation_level=None)
    old.execute("BEGIN")
    old.execute(f"PRAGMA application_id = {connecting.APPLICATION_ID}")
    migrating.run_migrations(old, 0, 1)
    old.execute("INSERT INTO about VALUES ('name', 'old')")
    old.execute("COMMIT")
    old.close()
    before = path.read_bytes()

    with Store.open(path) as store:
        filled(store)
        assert store.search("neutrality")
    copy = sqlite3.connect(tmp_path / "old.dossier.version-1")
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()
    assert (tmp_path / "old.dossier.version-1").stat().st_size == len(before)
    assert faults(path, wait=1.0) == []


def test_read_only_dossier_can_be_asked_but_not_added_to(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    path.chmod(0o444)

    with Store.open(path) as store:
        assert store.info().documents == 12
        with pytest.raises(DossierError, match="only be read"):
            filled(store)
