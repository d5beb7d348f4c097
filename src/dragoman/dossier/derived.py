"""What is derived from the record and kept beside it: the tables in which groups of statements lie, and their log.

The rules that make groups are not known here; whoever knows them follows the log of entries and puts what comes of
it into these tables, in the transaction that adds the entry or later.  `Derived` is all the SQL that this takes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from dragoman.dossier.judging import Ground
from dragoman.dossier.migrating import statements_in
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.dossier.postgres import as_server, server_ddl
from dragoman.dossier.shelves import Shelves
from dragoman.record import Judgement, Reading, Source, Statement

_TABLES = ("state", "weights", "reading", "item", "says", "told", "word", "joined", "group")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was added to the record and bears on groups.

    Attributes:
        number: Its number in the log.
        kind: `reading`, `sighting` or `judgement`.
        row: The row of it.
        documents: The documents whose statements may count otherwise since; empty for a judgement.
    """

    number: int
    kind: str
    row: int
    documents: tuple[int, ...]


class Derived:
    """The derived tables of an open dossier; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.shelves = Shelves(connection)

    # The tables themselves

    def is_there(self) -> bool:
        """Tell whether the tables are there."""
        row = self._connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'derived_group_by_weight'").fetchone()
        return row is not None

    def begin(self) -> None:
        """Make the tables, empty."""
        for table in _TABLES:
            self._connection.execute(f"DROP TABLE IF EXISTS derived_{table}")
        written = server_ddl if as_server(self._connection) else str
        for statement in statements_in(files("dragoman.dossier").joinpath("derived.sql").read_text(encoding="utf-8")):
            self._connection.execute(written(statement))

    def states(self) -> dict[str, str]:
        """Give all that was noted, by its key."""
        return {str(key): str(value) for key, value in self._connection.execute("SELECT key, value FROM derived_state")}

    def state(self, key: str) -> str | None:
        """Give what was noted under a key."""
        row = self._connection.execute("SELECT value FROM derived_state WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, key: str, value: str) -> None:
        """Note something under a key."""
        self._connection.execute(
            "INSERT INTO derived_state (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def weights(self, kind: str) -> str | None:
        """Give what words tell in one kind of group, as it was noted."""
        row = self._connection.execute("SELECT value FROM derived_weights WHERE kind = ?", (kind,)).fetchone()
        return None if row is None else str(row[0])

    def note_weights(self, kind: str, value: str) -> None:
        """Note what words tell in one kind of group."""
        self._connection.execute(
            "INSERT INTO derived_weights (kind, value) VALUES (?, ?)"
            " ON CONFLICT (kind) DO UPDATE SET value = excluded.value",
            (kind, value),
        )

    # The log

    def newest(self) -> tuple[int, int, int]:
        """Give the newest rows of readings, sightings and judgements."""
        row = self._connection.execute(
            "SELECT (SELECT coalesce(max(no), 0) FROM reading), (SELECT coalesce(max(no), 0) FROM sighting),"
            " (SELECT coalesce(max(no), 0) FROM judgement)"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def entries(self, after: tuple[int, int, int], most: int) -> list[Entry]:
        """Give the entries after some rows of readings, sightings and judgements, in order, a bounded number."""
        run = self._connection.execute
        found = [
            Entry(int(entry), "reading", int(no), (int(document),))
            for entry, no, document in run(
                "SELECT entry, no, document FROM reading WHERE no > ? ORDER BY no LIMIT ?", (after[0], most)
            )
        ]
        for entry, no, document, address in run(
            "SELECT entry, no, document, address FROM sighting WHERE no > ? ORDER BY no LIMIT ?", (after[1], most)
        ).fetchall():
            before = run(
                "SELECT document FROM sighting WHERE address = ? AND no < ? ORDER BY no DESC LIMIT 1", (address, no)
            ).fetchone()
            both = {int(document), *([int(before[0])] if before else [])}
            found.append(Entry(int(entry), "sighting", int(no), tuple(sorted(both))))
        found += [
            Entry(int(entry), "judgement", int(no), ())
            for entry, no in run("SELECT entry, no FROM judgement WHERE no > ? ORDER BY no LIMIT ?", (after[2], most))
        ]
        # Of three lists that are each cut at `most`, the first `most` in order are those of the whole log.
        return sorted(found, key=lambda one: (one.number, one.kind != "sighting", one.row))[:most]

    def reading_at(self, document: int, entry: int) -> int | None:
        """Give the reading of a document that counted as of an entry; None where none did."""
        current = self._connection.execute(
            "SELECT 1 FROM sighting AS s WHERE s.document = ? AND s.entry <= ? AND s.no ="
            " (SELECT max(no) FROM sighting AS t WHERE t.address = s.address AND t.entry <= ?) LIMIT 1",
            (document, entry, entry),
        ).fetchone()
        if current is None:
            return None
        row = self._connection.execute(
            "SELECT max(no) FROM reading WHERE document = ? AND entry <= ?", (document, entry)
        ).fetchone()
        return None if row is None or row[0] is None else int(row[0])

    def read(self, reading: int) -> tuple[Source, list[tuple[int, Statement]]]:
        """Give the source of a reading, and its statements with their rows."""
        body, sealed = self._connection.execute("SELECT body, seal FROM reading WHERE no = ?", (reading,)).fetchone()
        rows = self._connection.execute(
            "SELECT no, body, quote, seal FROM statement WHERE reading = ? ORDER BY no", (reading,)
        )
        return unpack(Reading, body, sealed).source, [
            (int(no), unpack_statement(text, quote, seal)) for no, text, quote, seal in rows
        ]

    def judgement(self, row: int) -> Judgement:
        """Give the judgement of a row."""
        body, sealed = self._connection.execute("SELECT body, seal FROM judgement WHERE no = ?", (row,)).fetchone()
        return unpack(Judgement, body, sealed)

    def judgements_up_to(self, row: int) -> list[Judgement]:
        """Give the judgements up to a row, oldest first."""
        rows = self._connection.execute("SELECT body, seal FROM judgement WHERE no <= ? ORDER BY no", (row,))
        return [unpack(Judgement, body, sealed) for body, sealed in rows]

    def grounds_of(self, targets: Iterable[str]) -> dict[str, Ground]:
        """Give where judged statements stood."""
        found: dict[str, Ground] = {}
        for target in targets:
            row = self._connection.execute(
                'SELECT d.sha256, s.start, s."end" FROM statement AS s JOIN reading AS r ON r.no = s.reading'
                " JOIN document AS d ON d.no = r.document WHERE s.id = ? ORDER BY s.no DESC LIMIT 1",
                (target,),
            ).fetchone()
            if row is not None:
                found[target] = Ground(str(row[0]), int(row[1]), int(row[2]))
        return found

    def documents_of(self, statement: str) -> set[int]:
        """Give the documents in which a statement was ever read."""
        rows = self._connection.execute(
            "SELECT DISTINCT r.document FROM statement AS s JOIN reading AS r ON r.no = s.reading WHERE s.id = ?",
            (statement,),
        )
        return {int(row[0]) for row in rows}

    def documents_naming(self, names: Iterable[str]) -> set[int]:
        """Give the documents in whose statements somebody stands under one of some names."""
        found: set[int] = set()
        for name in names:
            escaped = name.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            rows = self._connection.execute(
                "SELECT DISTINCT r.document FROM statement AS s JOIN reading AS r ON r.no = s.reading"
                " WHERE lower(s.names) LIKE ? ESCAPE '\\'",
                (f"%{escaped}%",),
            )
            found.update(int(row[0]) for row in rows)
        return found

    def documents(self) -> list[int]:
        """Give the documents whose statements are taken into account."""
        return [int(row[0]) for row in self._connection.execute("SELECT document FROM derived_reading ORDER BY 1")]

    def reading_of(self, document: int) -> int | None:
        """Give the reading of a document that is taken into account."""
        row = self._connection.execute("SELECT reading FROM derived_reading WHERE document = ?", (document,)).fetchone()
        return None if row is None else int(row[0])

    def set_reading(self, document: int, reading: int | None) -> None:
        """Note which reading of a document is taken into account."""
        if reading is None:
            self._connection.execute("DELETE FROM derived_reading WHERE document = ?", (document,))
            return
        self._connection.execute(
            "INSERT INTO derived_reading (document, reading) VALUES (?, ?)"
            " ON CONFLICT (document) DO UPDATE SET reading = excluded.reading",
            (document, reading),
        )
