"""What is derived from the record and kept beside it: the tables in which groups of statements lie, and their log.

The rules that make groups are not known here; whoever knows them follows the log of entries and puts what comes of
it into these tables, in the transaction that adds the entry or later.  `Derived` is all the SQL that this takes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from dragoman.dossier.judging import Ground
from dragoman.dossier.migrating import statements_in
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.dossier.postgres import as_server, server_ddl
from dragoman.record import Judgement, Reading, Source, Statement

UNGROUPED = 0
"""Number of the group of an item that nobody has grouped yet."""
EVERY = "every"
"""The kind under which all statements are listed, in no group; `measured` there are those that name guarantors."""
_TABLES = ("state", "reading", "item", "says", "word", "group")


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


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A statement, as judged, in one kind of group: what groups are narrowed by.

    Attributes:
        statement: Its row.
        act: What is done.
        footing: Modality and act, to tell where witnesses differ.
        who: Parties and actor, folded, each between bars.
        issues: Issues, each between bars.
        day: Day of the act, else of the article, where it is a whole one.
        published: Day of the article.
        confidence: The reader's.
        measured: Whether it holds a quantity.
    """

    statement: int
    act: str
    footing: str
    who: str
    issues: str
    day: str | None
    published: str | None
    confidence: float
    measured: bool

    def values(self) -> tuple[int | float | str | None, ...]:
        """Give the columns of the row."""
        return (
            self.statement, self.act, self.footing, self.who, self.issues, self.day, self.published, self.confidence,
            int(self.measured),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item that comes into a group.

    Attributes:
        leader: The statement under which it lies.
        twin: A key that it shares with what is the same in all that is compared.
        body: What it boils down to.
        group: Its group; `UNGROUPED` for none yet.
        words: Under which it can be found.
    """

    leader: int
    twin: str
    body: str
    group: int = UNGROUPED
    words: tuple[int, ...] = ()


class Derived:
    """The derived tables of an open dossier; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

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

    def highest(self, kind: str) -> int:
        """Give the highest number of a group."""
        row = self._connection.execute(
            "SELECT coalesce(max(grp), 0) FROM derived_group WHERE kind = ?", (kind,)
        ).fetchone()
        return int(row[0])

    # Items and groups

    def reading_of(self, document: int) -> int | None:
        """Give the reading of a document that is taken into account."""
        row = self._connection.execute("SELECT reading FROM derived_reading WHERE document = ?", (document,)).fetchone()
        return None if row is None else int(row[0])

    def set_reading(self, document: int, reading: int | None) -> None:
        """Note which reading of a document is taken into account."""
        self._connection.execute("DELETE FROM derived_reading WHERE document = ?", (document,))
        if reading is not None:
            self._connection.execute(
                "INSERT INTO derived_reading (document, reading) VALUES (?, ?)", (document, reading)
            )

    def items_of(self, document: int, kind: str) -> dict[int, tuple[str, tuple[ItemRow, ...]]]:
        """Give a document's items of one kind by their leader, each with its body and its statements."""
        rows = self._connection.execute(
            "SELECT i.leader, s.body, i.statement, i.act, i.footing, i.who, i.issues, i.day, i.published,"
            " i.confidence, i.measured FROM derived_item AS i"
            " JOIN derived_says AS s ON s.kind = i.kind AND s.leader = i.leader"
            " WHERE i.document = ? AND i.kind = ? ORDER BY i.statement",
            (document, kind),
        )
        found: dict[int, tuple[str, tuple[ItemRow, ...]]] = {}
        for leader, body, statement, act, footing, who, issues, day, published, confidence, measured in rows:
            row = ItemRow(statement, act, footing, who, issues, day, published, confidence, bool(measured))
            before = found.get(int(leader), (str(body), ()))
            found[int(leader)] = (before[0], (*before[1], row))
        return found

    def put(self, kind: str, document: int, item: NewItem, rows: Sequence[ItemRow]) -> None:
        """Put an item into a group, to be found there under its words, with its statements."""
        run = self._connection
        run.execute(
            "INSERT INTO derived_says (kind, leader, grp, twin, body) VALUES (?, ?, ?, ?, ?)",
            (kind, item.leader, item.group, item.twin, item.body),
        )
        run.executemany(
            "INSERT INTO derived_item (kind, leader, grp, document, statement, act, footing, who, issues, day,"
            " published, confidence, measured) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(kind, item.leader, item.group, document, *row.values()) for row in rows],
        )
        if item.group != UNGROUPED:
            self._shelve(kind, item.group, item.words)
            self._weigh(kind, item.group)

    def list_all(self, document: int, rows: Sequence[ItemRow]) -> None:
        """List all statements of a document by day, in no group, instead of those that were listed."""
        self._connection.execute("DELETE FROM derived_item WHERE document = ? AND kind = ?", (document, EVERY))
        self._connection.executemany(
            "INSERT INTO derived_item (kind, leader, grp, document, statement, act, footing, who, issues, day,"
            " published, confidence, measured) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(EVERY, row.statement, UNGROUPED, document, *row.values()) for row in rows],
        )

    def take_out(self, kind: str, leader: int) -> None:
        """Take an item out of its group and away."""
        row = self._connection.execute(
            "SELECT grp FROM derived_says WHERE kind = ? AND leader = ?", (kind, leader)
        ).fetchone()
        self._connection.execute("DELETE FROM derived_item WHERE kind = ? AND leader = ?", (kind, leader))
        self._connection.execute("DELETE FROM derived_says WHERE kind = ? AND leader = ?", (kind, leader))
        if row is not None and row[0] != UNGROUPED:
            self._weigh(kind, int(row[0]))

    def leaders(self, kind: str, document: int) -> list[int]:
        """Give the leaders of a document's items."""
        rows = self._connection.execute(
            "SELECT DISTINCT leader FROM derived_item WHERE document = ? AND kind = ? ORDER BY 1", (document, kind)
        )
        return [int(row[0]) for row in rows]

    def _shelve(self, kind: str, group: int, words: Iterable[int]) -> None:
        """Note under which words a group can be found."""
        self._connection.executemany(
            "INSERT INTO derived_word (kind, word, grp) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(kind, word, group) for word in words],
        )

    def shelve(self, kind: str, words: Iterable[tuple[int, Iterable[int]]]) -> None:
        """Note under which words groups can be found: each group with its words."""
        for group, found in words:
            self._shelve(kind, group, found)

    def regroup(self, kind: str, groups: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Put every statement of a kind into the group of a number: all groups at once."""
        run = self._connection.execute
        run("DELETE FROM derived_word WHERE kind = ?", (kind,))
        run("DELETE FROM derived_group WHERE kind = ?", (kind,))
        leaders = dict(run("SELECT statement, leader FROM derived_item WHERE kind = ?", (kind,)).fetchall())
        self._connection.executemany(
            "UPDATE derived_item SET grp = ? WHERE kind = ? AND leader = ? AND statement = ?",
            [(group, kind, leaders[one], one) for group, statements in groups for one in statements if one in leaders],
        )
        run(
            "UPDATE derived_says SET grp = (SELECT grp FROM derived_item AS i"
            " WHERE i.kind = derived_says.kind AND i.leader = derived_says.leader AND i.statement = i.leader)"
            " WHERE kind = ?",
            (kind,),
        )
        run(
            "INSERT INTO derived_group (kind, grp, statements, documents, last)"
            " SELECT kind, grp, count(*), count(DISTINCT document), coalesce(max(day), '') FROM derived_item"
            " WHERE kind = ? GROUP BY kind, grp",
            (kind,),
        )

    def _weigh(self, kind: str, group: int) -> None:
        """Count a group anew; an empty one is gone."""
        run = self._connection.execute
        counted = run(
            "SELECT count(*), count(DISTINCT document), coalesce(max(day), '') FROM derived_item"
            " WHERE kind = ? AND grp = ?",
            (kind, group),
        ).fetchone()
        if not counted[0]:
            run("DELETE FROM derived_group WHERE kind = ? AND grp = ?", (kind, group))
            return
        run(
            "INSERT INTO derived_group (kind, grp, statements, documents, last) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, grp) DO UPDATE SET statements = excluded.statements,"
            " documents = excluded.documents, last = excluded.last",
            (kind, group, *counted),
        )

    def says(self, kind: str, most: int) -> Iterator[tuple[int, int, str]]:
        """Give the first items of a kind: leader, group and body."""
        rows = self._connection.execute(
            "SELECT leader, grp, body FROM derived_says WHERE kind = ? ORDER BY leader LIMIT ?", (kind, most)
        )
        for leader, group, body in rows:
            yield int(leader), int(group), str(body)

    # The shelf

    def twin(self, kind: str, key: str) -> int | None:
        """Give the group of the first item with a twin key."""
        row = self._connection.execute(
            "SELECT grp FROM derived_says WHERE kind = ? AND twin = ? AND grp <> ? ORDER BY leader LIMIT 1",
            (kind, key, UNGROUPED),
        ).fetchone()
        return None if row is None else int(row[0])

    def holding(self, kind: str, words: Sequence[int], most: int) -> list[int]:
        """Give the groups in which each of some words stands, the newest ones; once for each word."""
        if not words:
            return []
        one = "SELECT grp FROM (SELECT grp FROM derived_word WHERE kind = ? AND word = ? ORDER BY grp DESC LIMIT ?)"
        rows = self._connection.execute(
            " UNION ALL ".join(f"{one} AS w{place}" for place in range(len(words))),
            tuple(value for word in words for value in (kind, word, most)),
        )
        return [int(row[0]) for row in rows]

    def members(self, kind: str, group: int) -> list[tuple[int, str]]:
        """Give leader and body of the first three and the last three items of a group."""
        run = self._connection.execute
        ends = "SELECT leader, body FROM derived_says WHERE kind = ? AND grp = ? ORDER BY leader"
        first = run(f"{ends} LIMIT 3", (kind, group)).fetchall()
        if len(first) < 3:
            return [(int(leader), str(body)) for leader, body in first]
        last = run(f"{ends} DESC LIMIT 3", (kind, group)).fetchall()
        there = {leader for leader, _ in first}
        return [(int(leader), str(body)) for leader, body in [*first, *(row for row in last if row[0] not in there)]]
