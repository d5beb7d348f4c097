"""How a dossier on a PostgreSQL server answers, in processor time of the process that asks and of the server together.

    python benchmarks/dossier_server.py DOSSIER [--rounds 4]

DOSSIER is a file as `dossier_size.py --dossier` leaves it; its rows are copied to a server that is started for it and
gone in the end (Debian: apt-get install postgresql).  The questions are those of `dossier_size.py`, each over a fresh
connection, whose cost is counted.  Linux only: the server's time is read from /proc.
"""

from __future__ import annotations

import argparse
import gc
import io
import sqlite3
import statistics
import sys
import time
from pathlib import Path

from dossier_size import p95, queries
from dragoman.cli.ask import QUESTIONS, View, view_of
from dragoman.cli.copies import with_copies
from dragoman.desk.asking import ask, bring_up_to_date
from dragoman.dossier import Store
from dragoman.dossier.places import Place
from dragoman.dossier.postgres import as_server
from dragoman.views.query import Query

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.servers import running  # found from the checkout, not installed

KEPT = (
    "entry", "document", "document_text", "document_raw", "sighting", "reading", "statement", "statement_party",
    "statement_issue", "meeting", "failure", "judgement", "copy_print", "copy_link", "copy_key", "answer",
)  # fmt: skip
DERIVED = tuple(
    f"derived_{name}" for name in ("state", "weights", "reading", "item", "says", "told", "word", "joined", "group")
)


def cell(value: object) -> str:
    """Write a value as the server's COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    text = str(value)
    for plain, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, written)
    return text


def copy(path: Path, place: Place) -> None:
    """Copy all rows of a dossier to a server; its index of words stays empty, and no question here looks at it."""
    file = sqlite3.connect(path)
    with Store.create(place) as store:
        store.derived.begin()
        server = as_server(store._connection)  # noqa: SLF001 - rows are copied past the store, which would take minutes
        if server is None:
            sys.exit("This is no server.")
        for table in (*KEPT, *DERIVED):
            columns = ", ".join(f'"{row[1]}"' for row in file.execute(f"PRAGMA table_info({table})"))
            rows = file.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - fixed names
            told = io.StringIO("".join("\t".join(map(cell, row)) + "\n" for row in rows))
            server._wire.run(f"COPY {table} ({columns}) FROM STDIN", stream=told)  # noqa: SLF001 - likewise
        server._wire.run("ANALYZE")  # noqa: SLF001 - likewise
        bring_up_to_date(store)
    file.close()


def spent(place: Place, name: str, view: View, query: Query) -> tuple[float, float]:
    """Ask one question, and give the processor milliseconds of this process and of the server's."""
    with Store.open(place) as store:
        rows = store._connection.execute("SELECT pg_backend_pid()").fetchone()  # noqa: SLF001 - to know its process
        begun = time.process_time()
        ask(store, name, view, with_copies(store, query))
        mine = (time.process_time() - begun) * 1000
        return mine, int(Path(f"/proc/{rows[0]}/schedstat").read_text().split()[0]) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    with running() as server:
        place = Place(server.make_database("measured"))
        copy(given.dossier, place)
        gc.disable()
        every: list[float] = []
        for name, question in QUESTIONS.items():
            view = view_of(question)
            for label, asked in queries(given.rounds).items():
                times = []
                for query in asked:
                    gc.collect()
                    times.append(spent(place, name, view, query))
                every += map(sum, times)
                mine, theirs = (statistics.median(one[side] for one in times) for side in (0, 1))
                print(f"{name:<14} {label:<21} asking {mine:6.1f} ms   server {theirs:6.1f} ms", flush=True)
        print(f"all questions: median {statistics.median(every):.1f} ms   p95 {p95(every):.1f} ms")


if __name__ == "__main__":
    main()
