"""Shelves on which groups of statements lie: items, what they boil down to, groups, and the words they are found by.

All of it is derived from the record (`dragoman.dossier.derived`); the rules that make groups are not known here.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

UNGROUPED = 0
"""Number of the group of an item that nobody has grouped yet."""
EVERY = "every"
"""The kind under which all statements are listed, in no group."""
NAMING = "naming"
"""The kind under which statements that name guarantors are listed, in no group."""
OF_ONE, OF_SEVERAL = "derived_says", "derived_told"
"""Where it lies what one statement boils down to, and what several of one article do together."""
_ENDS = 3
"""Items at each end by which a group is known, however large it is."""
_ITEM = (
    "kind", "grp", "statement", "who", "issues", "day", "published", "document", "leader", "act", "footing",
    "confidence", "measured",
)  # fmt: skip
_GROUP = ("kind", "grp", "statements", "documents", "last", "differing", "acts", "footings", "ends")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A statement, as judged, in one kind of group: what groups are narrowed by.

    Attributes:
        statement: Its row.
        leader: The statement under which its item lies.
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
    leader: int
    act: str
    footing: str
    who: str
    issues: str
    day: str | None
    published: str | None
    confidence: float
    measured: bool

    def values(self, kind: str, group: int, document: int) -> tuple[int | float | str | None, ...]:
        """Give the columns of the row."""
        return (
            kind, group, self.statement, self.who, self.issues, self.day, self.published, document, self.leader,
            self.act, self.footing, self.confidence, int(self.measured),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A group and what is counted of it.

    Attributes:
        number: Its number.
        statements: Statements in it.
        documents: Documents that carry it.
        last: The latest day of it; empty for none.
        acts: What is done in it.
        footings: Modalities and acts of its statements.
        ends: The leaders of its first and of its last items, in order.
    """

    number: int
    statements: int = 0
    documents: int = 0
    last: str = ""
    acts: frozenset[str] = field(default_factory=frozenset)
    footings: frozenset[str] = field(default_factory=frozenset)
    ends: tuple[int, ...] = ()

    def with_item(self, leader: int, rows: Sequence[ItemRow], *, documents: int) -> Group:
        """Give the group with one item more, and the number of documents that it then stands in."""
        days = [row.day for row in rows if row.day is not None]
        return Group(
            self.number,
            self.statements + len(rows),
            documents,
            max([self.last, *days]),
            self.acts | {row.act for row in rows},
            self.footings | {row.footing for row in rows},
            _ends({*self.ends, leader}),
        )

    def joined_with(self, other: Group, *, documents: int) -> Group:
        """Give the group with all of another in it, and the number of documents that both stand in."""
        return Group(
            self.number,
            self.statements + other.statements,
            documents,
            max(self.last, other.last),
            self.acts | other.acts,
            self.footings | other.footings,
            _ends({*self.ends, *other.ends}),
        )

    def values(self, kind: str) -> tuple[int | str, ...]:
        """Give the columns of the group."""
        differing = int(len(self.footings) > 1 and self.documents > 1)
        return (
            kind, self.number, self.statements, self.documents, self.last, differing, _barred(self.acts),
            _barred(self.footings), " ".join(map(str, self.ends)),
        )  # fmt: skip


_Told: TypeAlias = tuple[int, int, str, str, str | None]
"""Of a statement in a group: its leader, its document, act, footing and day."""


def _counted(number: int, rows: Sequence[_Told]) -> Group:
    """Give a group of which these are the statements."""
    return Group(
        number,
        len(rows),
        len({document for _, document, *_ in rows}),
        max((day for *_, day in rows if day is not None), default=""),
        frozenset(act for _, _, act, _, _ in rows),
        frozenset(footing for _, _, _, footing, _ in rows),
        _ends({leader for leader, *_ in rows}),
    )


def _ends(leaders: Collection[int]) -> tuple[int, ...]:
    """Give the first and the last of some leaders; those of a group may be left out that stand between."""
    ordered = sorted(leaders)
    return tuple(ordered if len(ordered) <= 2 * _ENDS else [*ordered[:_ENDS], *ordered[-_ENDS:]])


def _barred(words: Iterable[str]) -> str:
    """Write words down, each between bars."""
    return f"|{'|'.join(sorted(words))}|"


class Shelves:
    """The tables of items, groups and words; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # Items

    def items_of(self, document: int, kind: str) -> dict[int, tuple[int, tuple[ItemRow, ...]]]:
        """Give a document's items of one kind by their leader, each with its group and its statements."""
        rows = self._connection.execute(
            "SELECT grp, statement, leader, act, footing, who, issues, day, published, confidence, measured"
            " FROM derived_item WHERE document = ? AND kind = ? ORDER BY statement",
            (document, kind),
        )
        found: dict[int, tuple[int, tuple[ItemRow, ...]]] = {}
        for group, statement, leader, *values, measured in rows:
            act, footing, who, issues, day, published, confidence = values
            row = ItemRow(statement, leader, act, footing, who, issues, day, published, confidence, bool(measured))
            before = found.get(row.leader, (int(group), ()))
            found[row.leader] = (before[0], (*before[1], row))
        return found

    def put(self, kind: str, document: int, items: Iterable[tuple[int, Sequence[ItemRow]]]) -> None:
        """Put items of a document into groups: each group's number with an item's statements."""
        self._insert("item", _ITEM, [row.values(kind, group, document) for group, rows in items for row in rows])

    def take_out(self, kind: str, group: int, rows: Iterable[ItemRow]) -> None:
        """Take an item out of its group."""
        self._connection.executemany(
            "DELETE FROM derived_item WHERE kind = ? AND grp = ? AND statement = ?",
            [(kind, group, row.statement) for row in rows],
        )

    def list_all(self, kind: str, document: int, rows: Sequence[ItemRow]) -> None:
        """List statements of a document by day, in no group, instead of those that were listed."""
        self._connection.execute("DELETE FROM derived_item WHERE document = ? AND kind = ?", (document, kind))
        self.put(kind, document, [(UNGROUPED, rows)])

    # What items boil down to

    def bodies(self, table: str, statements: Iterable[int]) -> dict[int, str]:
        """Give what was boiled down, by statement."""
        rows = self._connection.execute(
            f"SELECT statement, body FROM {table} WHERE statement IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(set(statements))),),
        )
        return {int(statement): str(body) for statement, body in rows}

    def set_bodies(self, table: str, gone: Iterable[int], now: Mapping[int, str]) -> None:
        """Write down what statements boil down to; what some boiled down to is gone."""
        self._connection.executemany(f"DELETE FROM {table} WHERE statement = ?", [(one,) for one in sorted(gone)])
        self._connection.executemany(
            f"INSERT INTO {table} (statement, body) VALUES (?, ?)"
            " ON CONFLICT (statement) DO UPDATE SET body = excluded.body",
            sorted(now.items()),
        )

    def says(self, kind: str, table: str, most: int) -> Iterator[tuple[int, str]]:
        """Give the first items of a kind: group and body."""
        rows = self._connection.execute(
            f"SELECT i.grp, s.body FROM derived_item AS i JOIN {table} AS s ON s.statement = i.leader"
            " WHERE i.kind = ? AND i.leader = i.statement ORDER BY i.leader LIMIT ?",
            (kind, most),
        )
        for group, body in rows:
            yield int(group), str(body)

    # Groups

    def groups(self, kind: str, numbers: Sequence[int]) -> dict[int, Group]:
        """Give groups by their numbers; one that is gone is left out."""
        if not numbers:
            return {}
        # Eight at a time, so that the statement is always the same one and need not be read anew.
        found: dict[int, Group] = {}
        for start in range(0, len(numbers), 8):
            some = numbers[start : start + 8]
            rows = self._connection.execute(
                "SELECT grp, statements, documents, last, acts, footings, ends FROM derived_group"
                " WHERE kind = ? AND grp IN (?, ?, ?, ?, ?, ?, ?, ?)",
                (kind, *some, *[some[0]] * (8 - len(some))),
            )
            for grp, statements, documents, last, acts, footings, ends in rows:
                done, stood = (frozenset(words.strip("|").split("|")) for words in (acts, footings))
                leaders = tuple(map(int, ends.split()))
                found[int(grp)] = Group(int(grp), int(statements), int(documents), str(last), done, stood, leaders)
        return found

    def set_groups(self, kind: str, groups: Iterable[Group]) -> None:
        """Write down what is counted of groups; an empty one is gone."""
        known = sorted(groups, key=lambda one: one.number)
        empty = [(kind, one.number) for one in known if not one.statements]
        if empty:
            self._connection.executemany("DELETE FROM derived_group WHERE kind = ? AND grp = ?", empty)
        self._connection.executemany(
            f"INSERT INTO derived_group ({', '.join(_GROUP)}) VALUES ({', '.join('?' * len(_GROUP))})"
            " ON CONFLICT (kind, grp) DO UPDATE SET statements = excluded.statements,"
            " documents = excluded.documents, last = excluded.last, differing = excluded.differing,"
            " acts = excluded.acts, footings = excluded.footings, ends = excluded.ends",
            [one.values(kind) for one in known if one.statements],
        )

    def count(self, kind: str, group: int) -> Group:
        """Count a group anew."""
        rows = self._connection.execute(
            "SELECT leader, document, act, footing, day FROM derived_item WHERE kind = ? AND grp = ?", (kind, group)
        ).fetchall()
        return _counted(group, rows)

    def carries(self, kind: str, document: int, group: int) -> bool:
        """Tell whether a document has an item in a group."""
        row = self._connection.execute(
            "SELECT 1 FROM derived_item WHERE document = ? AND kind = ? AND grp = ? LIMIT 1", (document, kind, group)
        ).fetchone()
        return row is not None

    def join(self, kind: str, group: Group, home: Group) -> Group:
        """Have a group go on as part of another: its items go there, and what is found under its number is there.

        Returns:
            The other, with all of it.
        """
        run = self._connection.execute
        run("UPDATE derived_item SET grp = ? WHERE kind = ? AND grp = ?", (home.number, kind, group.number))
        run("DELETE FROM derived_group WHERE kind = ? AND grp = ?", (kind, group.number))
        run("UPDATE derived_joined SET home = ? WHERE kind = ? AND home = ?", (home.number, kind, group.number))
        run("INSERT INTO derived_joined (kind, grp, home) VALUES (?, ?, ?)", (kind, group.number, home.number))
        documents = run(
            "SELECT count(DISTINCT document) FROM derived_item WHERE kind = ? AND grp = ?", (kind, home.number)
        ).fetchone()
        joined = home.joined_with(group, documents=int(documents[0]))
        self.set_groups(kind, [joined])
        return joined

    def homes(self, kind: str) -> dict[int, int]:
        """Give the groups that go on as part of another, each with that other."""
        rows = self._connection.execute("SELECT grp, home FROM derived_joined WHERE kind = ?", (kind,))
        return {int(group): int(home) for group, home in rows}

    def regroup(self, kind: str, groups: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Put every statement of a kind into the group of a number: all groups at once."""
        run = self._connection.execute
        rows = {row[2]: row for row in run(f"SELECT {', '.join(_ITEM)} FROM derived_item WHERE kind = ?", (kind,))}
        for table in ("item", "word", "group", "joined"):
            run(f"DELETE FROM derived_{table} WHERE kind = ?", (kind,))
        placed = {one: group for group, statements in groups for one in statements if one in rows}
        moved = [(kind, placed.get(one, UNGROUPED), *row[2:]) for one, row in sorted(rows.items())]
        self._insert("item", _ITEM, moved)
        told: defaultdict[int, list[_Told]] = defaultdict(list)
        leader, document, act, footing, day = map(_ITEM.index, ("leader", "document", "act", "footing", "day"))
        for row in moved:
            told[row[1]].append((row[leader], row[document], row[act], row[footing], row[day]))
        told.pop(UNGROUPED, None)
        self.set_groups(kind, [_counted(group, rows_of) for group, rows_of in told.items()])

    # Words

    def shelve(self, kind: str, words: Iterable[tuple[int, int]]) -> None:
        """Note under which words groups can be found: pairs of a word and a group."""
        self._connection.executemany(
            "INSERT INTO derived_word (kind, word, grp) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            sorted({(kind, word, group) for word, group in words}),
        )

    def holding(self, kind: str, words: Sequence[int], most: int) -> list[tuple[int, int]]:
        """Give the groups in which each of some words stands, the newest ones: pairs of the word and the group."""
        if not words:
            return []
        one = (
            "SELECT word, grp FROM"
            " (SELECT word, grp FROM derived_word WHERE kind = ? AND word = ? ORDER BY grp DESC LIMIT ?)"
        )
        rows = self._connection.execute(
            " UNION ALL ".join(f"{one} AS w{place}" for place in range(len(words))),
            tuple(value for word in words for value in (kind, word, most)),
        )
        return [(int(row[0]), int(row[1])) for row in rows]

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Put rows into a table."""
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO derived_{table} ({', '.join(columns)}) VALUES ({marks})", rows)
