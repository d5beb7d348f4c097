"""How a dossier of 100,000 statements opens, answers and grows, beside an empty one and beside plain SQL.

    python benchmarks/dossier_size.py [--articles 5000] [--dossier FILE] [--rounds 20]

Prints processor times in milliseconds, median and 95th percentile, for each question as the commands ask it: a fresh
connection each time, the first page of what most articles carry.  The peer is a table of the same statements in plain
SQLite, asked for the same page by counting (`GROUP BY`) what shares party, issue and act, without any reading of words.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import dragoman
from dossier_made import NOON, STATES, articles
from dragoman.cli.ask import QUESTIONS, view_of
from dragoman.cli.copies import with_copies
from dragoman.desk.asking import ask, bring_up_to_date, follow
from dragoman.dossier import Store
from dragoman.record import Issue
from dragoman.views.query import Query

PAGE = 40


def timed(action: Callable[[], object]) -> float:
    """Give processor milliseconds, which other work on the machine does not lengthen as it does the wall clock."""
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


def p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


def told(times: list[float]) -> str:
    return f"median {statistics.median(times):7.1f} ms   p95 {p95(times):7.1f} ms"


def build(path: Path, count: int) -> None:
    begun, cpu = time.perf_counter(), time.process_time()
    with Store.open_or_create(path) as store:
        store._connection.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - the filling is not what is measured
        follow(store)
        for document, reading in articles(count):
            store.add(document, reading, at=NOON)
        bring_up_to_date(store)
    spent = time.perf_counter() - begun, time.process_time() - cpu
    size = path.stat().st_size / 2**20
    print(f"built {count:,} articles in {spent[0]:.0f} s ({spent[1]:.0f} s of processor), {size:.0f} MiB")


NEW = 1_000_000
"""Number of the first article that is added to what is built: its address held nothing before."""


def adding(path: Path, rounds: int) -> list[float]:
    """Add new articles to a dossier, and give what each took."""
    with Store.open_or_create(path) as store:
        follow(store)
        made = list(articles(rounds, seed=time.time_ns(), first=NEW))
        return [timed(lambda d=d, r=r: store.add(d, r, at=NOON)) for d, r in made]  # type: ignore[misc]


def adding_by_command(path: Path) -> list[float]:
    """Add articles by command, each in a process of its own, and give the processor time of each, reading included."""
    times = []
    for sample in sorted((Path(dragoman.__file__).parent / "samples").glob("*.txt"))[:6]:
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "dragoman", "add", str(path), str(sample)], check=True, capture_output=True
        )
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime) * 1000)
    return times


def peer_of(path: Path) -> sqlite3.Connection:
    """Give the same statements as a plain table in memory, indexed by what is asked for."""
    peer = sqlite3.connect(":memory:")
    peer.execute("ATTACH ? AS d", (str(path),))
    peer.execute("CREATE TABLE about AS SELECT statement, issue FROM d.statement_issue")
    peer.execute("CREATE INDEX about_by_statement ON about (statement)")
    peer.execute("CREATE TABLE voice AS SELECT statement, party FROM d.statement_party")
    peer.execute("CREATE INDEX voice_by_statement ON voice (statement)")
    peer.execute(
        "CREATE TABLE flat AS SELECT p.party, i.issue, s.act, s.day, s.quote, s.reading FROM d.statement AS s"
        " JOIN voice AS p ON p.statement = s.no JOIN about AS i ON i.statement = s.no"
    )
    peer.execute("CREATE INDEX flat_by_party ON flat (party, issue, act)")
    return peer


def ask_peer(peer: sqlite3.Connection, query: Query) -> list[tuple[object, ...]]:
    clauses, values = ["1"], []
    for column, value in (("party", query.party), ("issue", query.issue)):
        if value is not None:
            clauses.append(f"{column} = ?")
            values.append(value.lower())
    if query.since is not None:
        clauses.append("day >= ?")
        values.append(query.since.isoformat())
    return peer.execute(
        f"SELECT party, issue, act, count(DISTINCT reading) AS n, max(quote) FROM flat WHERE {' AND '.join(clauses)}"  # noqa: S608 - fixed texts
        f" GROUP BY party, issue, act ORDER BY n DESC LIMIT {PAGE}",
        values,
    ).fetchall()


def queries(rounds: int) -> dict[str, list[Query]]:
    return {
        "everything": [Query()] * rounds,
        "one party": [Query(party=STATES[n % 8]) for n in range(rounds)],
        "one party, one issue": [Query(party=STATES[n % 8], issue=list(Issue)[n % 12]) for n in range(rounds)],
        "since a day": [Query(since=date(2025, 6 + n % 6, 1)) for n in range(rounds)],
    }


def asking(path: Path, rounds: int) -> None:
    views = {name: view_of(question) for name, question in QUESTIONS.items()}
    opening = []
    for _ in range(rounds):
        store: list[Store] = []
        opening.append(timed(lambda: store.append(Store.open(path))))  # noqa: B023 - called at once
        store[0].close()
    print(f"{'open':<14} {told(opening)}")
    gc.disable()  # as the commands do, which end after one answer
    every: list[float] = []
    for name, view in views.items():
        for label, asked in queries(rounds).items():
            times = []
            for query in asked:
                gc.collect()
                with Store.open(path) as opened:
                    times.append(timed(lambda q=query: ask(opened, name, view, with_copies(opened, q))))  # type: ignore[misc]  # noqa: B023
            every += times
            print(f"{name:<14} {label:<21} {told(times)}", flush=True)
        print(f"{name:<14} {'all of these':<21} {told(every[-rounds * len(queries(1)) :])}", flush=True)
    print(f"{'all questions':<36} {told(every)}")
    with Store.open(path) as opened:
        opened.document_count()
        print(f"{'search':<36} {told([timed(lambda: opened.search('withdrawal Ukraine')) for _ in range(rounds)])}")
        print(f"{'info':<36} {told([timed(opened.info) for _ in range(rounds)])}")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    peer = peer_of(path)
    for label, asked in queries(rounds).items():
        print(f"{'plain SQL':<14} {label:<21} {told([timed(lambda q=query: ask_peer(peer, q)) for query in asked])}")  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--only", choices=["ask"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.dossier or Path(folder) / "large.dossier"
        if given.only == "ask":
            asking(path, given.rounds)
            return
        if not path.exists():
            build(path, given.articles)
        # Memory is measured in a process of its own, which has not built anything.
        options = ["--dossier", str(path), "--rounds", str(given.rounds)]
        subprocess.run([sys.executable, __file__, "--only", "ask", *options], check=True)
        rounds = max(30, given.rounds)
        empty = adding(Path(folder) / "empty.dossier", rounds)
        full = adding(path, rounds)
        _print_ratio("add an article, its reading not counted", empty, full)
        begun = Path(folder) / "begun.dossier"
        _print_ratio("add an article by command, reading included", adding_by_command(begun), adding_by_command(path))


def _print_ratio(what: str, empty: list[float], full: list[float]) -> None:
    one, other = statistics.median(empty), statistics.median(full)
    print(f"{what}: median {one:.1f} ms to an empty dossier, {other:.1f} ms to the large one: {other / one:.1f} times")


if __name__ == "__main__":
    main()
