"""Picking the part of a large record that a page shows: groups by weight, and the statements in them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.dossier.asking import Values
from dragoman.record import Issue


@dataclass(frozen=True, slots=True)
class Pick:
    """Which groups are wanted.

    Attributes:
        kind: The kind of group.
        party: Only what is said for or by this one, folded.
        issue: Only this issue.
        since: Only acts on or after this day.
        until: Only acts on or before it.
        as_of: Only what had been published by this day.
        min_confidence: Only statements at least this sure.
        act: Only groups in which this is done.
        differing: Only groups whose witnesses differ in footing or act.
        measured: Only statements with a quantity.
    """

    kind: str
    party: str | None = None
    issue: Issue | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    min_confidence: float = 0.0
    act: str | None = None
    differing: bool = False
    measured: bool = False

    @property
    def narrows(self) -> bool:
        """Whether statements are left out, and not only groups."""
        listed = (self.party, self.issue, self.since, self.until, self.as_of)
        return any(value is not None for value in listed) or self.min_confidence > 0.0 or self.measured


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group and how much stands in it, of what is asked for."""

    group: int
    statements: int
    documents: int


class Picking:
    """The questions by which pages of an open dossier are picked; the groups are those of the derived tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def groups_by_weight(self, pick: Pick, most: int) -> tuple[list[Weighed], int, int]:
        """Give the groups that most documents carry, a bounded number; and how many groups and statements there are."""
        values: Values = {"most": most, "kind": pick.kind}
        if pick.narrows:
            having = " HAVING count(DISTINCT footing) > 1 AND count(DISTINCT document) > 1" if pick.differing else ""
            rows = self._connection.execute(
                "SELECT grp, count(*) AS statements, count(DISTINCT document) AS documents,"
                " count(*) OVER () AS groups, sum(count(*)) OVER () AS every FROM derived_item"
                f" WHERE {_where(pick, values)} GROUP BY grp{having}"
                " ORDER BY documents DESC, statements DESC, max(day) DESC, grp LIMIT :most",
                values,
            ).fetchall()
            found = [Weighed(int(row[0]), int(row[1]), int(row[2])) for row in rows]
            return found, *((int(rows[0][3]), int(rows[0][4])) if rows else (0, 0))
        clauses = "kind = :kind"
        if pick.act is not None:
            values["act"] = f"%|{pick.act}|%"
            clauses += " AND acts LIKE :act"
        if pick.differing:
            clauses += " AND differing = 1"
        rows = self._connection.execute(
            f"SELECT grp, statements, documents FROM derived_group WHERE {clauses}"
            " ORDER BY documents DESC, statements DESC, last DESC, grp LIMIT :most",
            values,
        ).fetchall()
        every = self._connection.execute(
            f"SELECT count(*), coalesce(sum(statements), 0) FROM derived_group WHERE {clauses}",
            {name: value for name, value in values.items() if name != "most"},
        ).fetchall()[0]
        return [Weighed(int(row[0]), int(row[1]), int(row[2])) for row in rows], int(every[0]), int(every[1])

    def members_of(self, pick: Pick, groups: Sequence[int], most: int) -> dict[int, list[int]]:
        """Give the rows of the statements of groups, by group; of a large group the first and the newest ones.

        Args:
            pick: What is asked for.
            groups: The groups.
            most: Statements of a group at most.
        """
        values: Values = {"groups": json.dumps(sorted(groups))}
        rows = self._connection.execute(
            f"SELECT grp, statement FROM derived_item WHERE {_where(pick, values, acts=False)}"
            " AND grp IN (SELECT value FROM json_each(:groups)) ORDER BY grp, day, statement",
            values,
        )
        told: dict[int, list[int]] = {group: [] for group in groups}
        for group, statement in rows:
            told[int(group)].append(int(statement))
        return {
            group: members if len(members) <= most else [*members[:2], *members[2 - most :]]
            for group, members in told.items()
        }

    def documents_in(self, pick: Pick, groups: Iterable[int]) -> dict[int, set[str]]:
        """Give the digests of the documents that carry groups, by group."""
        values: Values = {"groups": json.dumps(sorted(set(groups)))}
        rows = self._connection.execute(
            "SELECT DISTINCT i.grp, d.sha256 FROM derived_item AS i JOIN document AS d ON d.no = i.document"
            f" WHERE {_where(pick, values, acts=False)} AND grp IN (SELECT value FROM json_each(:groups))",
            values,
        )
        found: dict[int, set[str]] = defaultdict(set)
        for group, sha in rows:
            found[int(group)].add(str(sha))
        return found

    def newest_readings(self, most: int) -> list[int]:
        """Give the readings of the documents that were published last, a bounded number."""
        rows = self._connection.execute(
            "SELECT no FROM reading WHERE no IN (SELECT reading FROM derived_reading)"
            " ORDER BY published DESC, no DESC LIMIT ?",
            (most,),
        )
        return [int(row[0]) for row in rows]

    def statements_of(self, readings: Iterable[int]) -> list[int]:
        """Give the statements of readings."""
        rows = self._connection.execute(
            "SELECT no FROM statement WHERE reading IN (SELECT value FROM json_each(?)) ORDER BY no",
            (json.dumps(sorted(readings)),),
        )
        return [int(row[0]) for row in rows]

    def newest_items(self, pick: Pick, most: int) -> list[int]:
        """Give the newest statements of a kind, a bounded number."""
        values: Values = {"most": most}
        rows = self._connection.execute(
            f"SELECT statement FROM derived_item WHERE {_where(pick, values)}"
            " ORDER BY day DESC, statement DESC LIMIT :most",
            values,
        )
        return [int(row[0]) for row in rows]

    def names_of(self, statements: Iterable[str]) -> dict[str, int]:
        """Give the rows of the statements that count, by their ids."""
        rows = self._connection.execute(
            "SELECT id, no FROM statement WHERE id IN (SELECT value FROM json_each(?))"
            " AND +reading IN (SELECT reading FROM derived_reading) ORDER BY no",  # by id, not reading by reading
            (json.dumps(sorted(set(statements))),),
        )
        return {str(name): int(number) for name, number in rows}

    def ids_of(self, statements: Iterable[int]) -> dict[str, int]:
        """Give the ids of the statements of some rows, each with its row."""
        rows = self._connection.execute(
            "SELECT id, no FROM statement WHERE no IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(set(statements))),),
        )
        return {str(name): int(number) for name, number in rows}

    def groups_of(self, kind: str, statements: Iterable[int]) -> dict[int, int]:
        """Give the group of each statement that is in one."""
        rows = self._connection.execute(
            "SELECT i.statement, i.grp FROM statement AS s JOIN reading AS r ON r.no = s.reading"
            " JOIN derived_item AS i ON i.document = r.document AND i.kind = ? AND i.statement = s.no"
            " WHERE s.no IN (SELECT value FROM json_each(?))",
            (kind, json.dumps(sorted(set(statements)))),
        )
        return {int(statement): int(group) for statement, group in rows}

    def count_statements(self) -> int:
        """Count the statements that are taken into account, and say soon that there are many."""
        row = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM statement WHERE reading IN (SELECT reading FROM derived_reading)"
            " LIMIT 5000) AS few"
        ).fetchone()
        return int(row[0])


def _where(pick: Pick, values: Values, *, acts: bool = True) -> str:
    """Give the conditions on statements; every text in them is fixed, every value a parameter."""
    values["kind"] = pick.kind
    clauses = ["kind = :kind"]
    if pick.party is not None:
        values["who"] = f"%|{_escaped(pick.party)}|%"
        clauses.append("who LIKE :who ESCAPE '\\'")
    if pick.issue is not None:
        values["issue"] = f"%|{_escaped(pick.issue)}|%"
        clauses.append("issues LIKE :issue ESCAPE '\\'")
    for name, day, how in (("since", pick.since, ">="), ("until", pick.until, "<=")):
        if day is not None:
            values[name] = day.isoformat()
            clauses.append(f"day {how} :{name}")
    if pick.as_of is not None:
        values["as_of"] = pick.as_of.isoformat()
        clauses.append("published <= :as_of")
    if pick.min_confidence > 0:
        values["confidence"] = pick.min_confidence
        clauses.append("confidence >= :confidence")
    if pick.measured:
        clauses.append("measured = 1")
    if acts and pick.act is not None:
        values["act"] = f"%|{pick.act}|%"
        clauses.append("grp IN (SELECT grp FROM derived_group WHERE kind = :kind AND acts LIKE :act)")
    return " AND ".join(clauses)


def _escaped(words: str) -> str:
    """Give words in which nothing stands for something else."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
