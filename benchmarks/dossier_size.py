"""How a dossier of 100,000 statements opens, answers and grows, beside an empty one.

    python benchmarks/dossier_size.py [--articles 5000] [--dossier FILE] [--rounds 20] [--newest 1000]

Prints a table of processor times in milliseconds and the largest memory of the process that asks.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dossier_made import NOON, STATES, articles
from dragoman.cli.ask import QUESTIONS, Asked, answer, view_of
from dragoman.dossier import Store
from dragoman.record import Issue
from dragoman.views.query import Query


def timed(action: Callable[[], object]) -> float:
    """Give processor milliseconds, which other work on the machine does not lengthen as it does the wall clock."""
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


def p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


def build(path: Path, count: int) -> None:
    begun = time.perf_counter()
    with Store.open_or_create(path) as store:
        store._connection.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - the filling is not what is measured
        for document, reading in articles(count):
            store.add(document, reading, at=NOON)
    print(f"built {count} articles in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 2**20:.0f} MiB")


def adding(path: Path, rounds: int) -> list[float]:
    """Add new articles to a dossier, and give what each took."""
    with Store.open_or_create(path) as store:
        made = list(articles(rounds, seed=time.time_ns()))
        return [timed(lambda d=d, r=r: store.add(d, r, at=NOON)) for d, r in made]  # type: ignore[misc]


def view_modules() -> None:
    for question in QUESTIONS.values():
        view_of(question)


def asking(path: Path, rounds: int, newest: int) -> None:
    begun = time.perf_counter()
    view_modules()
    print(f"(loading the views: {(time.perf_counter() - begun) * 1000:.0f} ms, once)")
    opening = []
    for _ in range(rounds):
        store: list[Store] = []
        opening.append(timed(lambda: store.append(Store.open(path))))  # noqa: B023 - called at once
        store[0].close()
    print(f"{'open':<12} median {statistics.median(opening):8.1f} ms   p95 {p95(opening):8.1f} ms")
    queries = [Query(party=STATES[n % 8], issue=list(Issue)[n % 12]) for n in range(rounds)]
    with Store.open(path) as opened:
        for name, question in QUESTIONS.items():
            line = f"{name:<12}"
            for label, asked in (("one party, one issue", queries), ("anything", [Query()] * 2)):
                times = [timed(lambda q=q: answer(opened, question, Asked(q, newest=newest))) for q in asked]  # type: ignore[misc]  # noqa: B023
                line += f" | {label}: median {statistics.median(times):8.1f} ms   p95 {p95(times):8.1f} ms"
            print(line, flush=True)
        times = [timed(lambda: opened.search("withdrawal Ukraine")) for _ in range(rounds)]
        print(f"{'search':<12} median {statistics.median(times):8.1f} ms   p95 {p95(times):8.1f} ms")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--newest", type=int, default=1000, help="statements a question looks at, at most")
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--only", choices=["ask"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.dossier or Path(folder) / "large.dossier"
        if given.only == "ask":
            asking(path, given.rounds, given.newest)
            return
        if not path.exists():
            build(path, given.articles)
        # Memory is measured in a process of its own, which has not built anything.
        options = ["--dossier", str(path), "--rounds", str(given.rounds), "--newest", str(given.newest)]
        subprocess.run([sys.executable, __file__, "--only", "ask", *options], check=True)
        empty = adding(Path(folder) / "empty.dossier", given.rounds)
        full = adding(path, given.rounds)
        medians = statistics.median(empty), statistics.median(full)
        print(f"add an article: median {medians[0]:.1f} ms to an empty dossier, {medians[1]:.1f} ms to the large one")


if __name__ == "__main__":
    main()
