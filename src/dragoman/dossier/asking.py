"""What a dossier is asked in SQL, one function for each question; each gives records, in a fixed order."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeAlias

from dragoman.dossier.judging import FAILURE, Ground, effective, merged_names
from dragoman.dossier.packing import SALVAGE, check_seal, unpack, unpack_statement
from dragoman.dossier.remembering import remembered
from dragoman.dossier.slices import WHOLE, Slice, party_key
from dragoman.dossier.writing import stamp
from dragoman.errors import NotADossier
from dragoman.record import Document, Failure, Judgement, Meeting, Reading, Source, Statement

Values = dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is in a dossier, counted.

    Attributes:
        name: The dossier's name.
        documents: Articles, each in its newest version.
        versions: All versions of all articles.
        unread: Articles without a reading.
        statements: Statements in the newest readings.
        meetings: Meetings in the newest readings.
        judgements: Judgements ever made.
        failures: Items and passages that could not be read and still are not.
        outlets: Outlets that are known by name.
        first: Earliest day of publication.
        last: Latest day of publication.
        readers: Readers whose readings count.
        changed: Moment of the newest entry.
    """

    name: str
    documents: int
    versions: int
    unread: int
    statements: int
    meetings: int
    judgements: int
    failures: int
    outlets: int
    first: str | None
    last: str | None
    readers: tuple[str, ...]
    changed: str | None


def look_at(connection: sqlite3.Connection, moment: datetime | None = None) -> int:
    """Turn to the record as of a moment, and give the number of its newest entry; 0 where there was none.

    Which versions and readings count then is noted in two passing tables, `current_document` and
    `current_reading`, which every question uses; they are made anew only when the entry is another.
    """
    entry = newest_entry(connection, moment)
    if not _is_noted(connection):
        for statement in PASSING:
            connection.execute(statement)
    noted = connection.execute("SELECT max(entry) FROM temp.noted").fetchone()[0]
    if noted == entry:
        return entry
    for table in ("noted", "current_document", "current_reading"):
        connection.execute(f"DELETE FROM temp.{table}")
    values: Values = {"entry": entry}
    connection.execute(
        """
        INSERT INTO temp.current_document
        SELECT DISTINCT document FROM sighting
        WHERE no IN (SELECT max(no) FROM sighting WHERE entry <= :entry GROUP BY address)
        """,
        values,
    )
    connection.execute(
        """
        INSERT INTO temp.current_reading
        SELECT max(no) FROM reading
        WHERE entry <= :entry AND document IN (SELECT document FROM temp.current_document)
        GROUP BY document
        """,
        values,
    )
    connection.execute("INSERT INTO temp.noted VALUES (:entry)", values)
    return entry


PASSING = (
    "CREATE TABLE temp.noted (entry INTEGER)",
    "CREATE TABLE temp.current_document (document INTEGER PRIMARY KEY)",
    "CREATE TABLE temp.current_reading (reading INTEGER PRIMARY KEY)",
)
"""Tables that live as long as the connection and are no part of the file."""


def _is_noted(connection: sqlite3.Connection) -> bool:
    """Tell whether the passing tables are there."""
    return connection.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = 'noted'").fetchone() is not None


def name_of(connection: sqlite3.Connection) -> str:
    """Give the dossier's name."""
    row = connection.execute("SELECT value FROM about WHERE key = 'name'").fetchone()
    return str(row[0]) if row else "dossier"


def newest_entry(connection: sqlite3.Connection, moment: datetime | None = None) -> int:
    """Give the number of the newest entry, now or as of a moment; 0 where there was none."""
    if moment is None:
        row = connection.execute("SELECT max(seq) FROM entry").fetchone()
    else:
        row = connection.execute("SELECT max(seq) FROM entry WHERE at <= ?", (stamp(moment),)).fetchone()
    return int(row[0] or 0)


def document_number(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Give the row number of a document."""
    row = connection.execute("SELECT no FROM document WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def current_at(connection: sqlite3.Connection, address: str) -> int | None:
    """Give the document that an address held when it was last seen."""
    row = connection.execute(
        "SELECT document FROM sighting WHERE address = ? ORDER BY no DESC LIMIT 1", (address,)
    ).fetchone()
    return int(row[0]) if row else None


def newest_reading(connection: sqlite3.Connection, document: int) -> tuple[str, str] | None:
    """Give id and reader of the newest reading of a document."""
    row = connection.execute(
        "SELECT id, reader FROM reading WHERE document = ? ORDER BY no DESC LIMIT 1", (document,)
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def answer_of(connection: sqlite3.Connection, address: str) -> tuple[str | None, str | None] | None:
    """Give what a web server said last of an address: its mark and its time of change."""
    row = connection.execute(
        "SELECT etag, modified FROM answer WHERE address = ? ORDER BY no DESC LIMIT 1", (address,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def has_reading(connection: sqlite3.Connection, reading: str) -> bool:
    """Tell whether a reading is there, newest or not."""
    return connection.execute("SELECT 1 FROM reading WHERE id = ?", (reading,)).fetchone() is not None


def has_judgement(connection: sqlite3.Connection, judgement: str) -> bool:
    """Tell whether a judgement is there."""
    return connection.execute("SELECT 1 FROM judgement WHERE id = ?", (judgement,)).fetchone() is not None


def text_of(connection: sqlite3.Connection, document: int) -> str:
    """Give the text of a document, whole.

    Raises:
        NotADossier: If it is not what was written.
    """
    row = connection.execute("SELECT text, seal FROM document_text WHERE document = ?", (document,)).fetchone()
    if row is None:
        raise NotADossier("the dossier is damaged: the text of a document is gone", remedy=SALVAGE)
    text, sealed = row
    check_seal(text, sealed, "text")
    return str(text)


def document_of(connection: sqlite3.Connection, number: int) -> Document:
    """Give a document, whole."""
    row = connection.execute("SELECT body, seal FROM document WHERE no = ?", (number,)).fetchone()
    if row is None:
        raise NotADossier("the dossier is damaged: a document is gone", remedy=SALVAGE)
    body, sealed = row
    return unpack(_Bare, body, sealed).with_text(text_of(connection, number))


def packed_raw(connection: sqlite3.Connection, document: int) -> bytes | None:
    """Give the compressed bytes of a document, where they were kept."""
    row = connection.execute("SELECT packed FROM document_raw WHERE document = ?", (document,)).fetchone()
    return bytes(row[0]) if row else None


def unpacked(packed: bytes) -> bytes:
    """Give bytes that were kept compressed.

    Raises:
        NotADossier: If they are not what was written.
    """
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise NotADossier("the dossier is damaged: the bytes of a document are not what was written") from error


def has_entry(connection: sqlite3.Connection, entry: int) -> bool:
    """Tell whether an entry is there."""
    return connection.execute("SELECT 1 FROM entry WHERE seq = ?", (entry,)).fetchone() is not None


def document_numbers(connection: sqlite3.Connection) -> list[int]:
    """Give the current documents, in the order in which they came."""
    look_at(connection)
    rows = connection.execute("SELECT document FROM current_document ORDER BY document")
    return [int(row[0]) for row in rows]


def count_documents(connection: sqlite3.Connection) -> int:
    """Count the current documents."""
    row = connection.execute(
        "SELECT count(DISTINCT document) FROM sighting WHERE no IN (SELECT max(no) FROM sighting GROUP BY address)"
    ).fetchone()
    return int(row[0])


def judgements(connection: sqlite3.Connection, entry: int) -> list[Judgement]:
    """Give the judgements up to an entry, oldest first."""
    rows = connection.execute("SELECT body, seal FROM judgement WHERE entry <= ? ORDER BY no", (entry,))
    return [unpack(Judgement, body, sealed) for body, sealed in rows]


def statements(
    connection: sqlite3.Connection, part: Slice, entry: int, made: list[Judgement]
) -> list[tuple[int, Statement]]:
    """Give the statements of a slice with the number of their reading, as they were read."""
    values: Values = {"entry": entry}
    chosen = _chosen(part, values, made)
    if part.newest is not None:
        values["newest"] = part.newest
        chosen = f"SELECT no FROM statement WHERE no IN ({chosen}) ORDER BY day DESC, no DESC LIMIT :newest"
    rows = connection.execute(
        f"SELECT no, reading, body, quote, seal FROM statement WHERE no IN ({chosen}) ORDER BY reading, no", values
    )
    return [
        (int(reading), remembered(connection, Statement, no, partial(unpack_statement, body, quote, sealed)))
        for no, reading, body, quote, sealed in rows
    ]


def count_statements(connection: sqlite3.Connection, part: Slice, entry: int, made: list[Judgement]) -> int:
    """Count the statements of a slice, however many of the newest it is held to."""
    values: Values = {"entry": entry}
    query = f"SELECT count(*) FROM ({_chosen(part, values, made)}) AS chosen"
    return int(connection.execute(query, values).fetchone()[0])


def _chosen(part: Slice, values: Values, made: list[Judgement]) -> str:
    """Give the query for the numbers of a slice's statements; every text in it is fixed, every value a parameter."""
    if part.numbers is not None:
        values["numbers"] = json.dumps(sorted(part.numbers))
        return "SELECT value FROM json_each(:numbers)"
    current = "reading IN (SELECT reading FROM current_reading)"
    lists = _lists(part, values, made)
    # Where lists narrow it, rows are fetched by number: the plus keeps SQLite from going reading by reading.
    within = [f"no IN ({' INTERSECT '.join(lists)})", f"+{current}"] if lists else [current]
    narrowed = _conditions(part, values)
    query = f"SELECT no FROM statement WHERE {' AND '.join([*within, *narrowed])}"
    if made and part.judged and (lists or narrowed):
        # What a judgement touches may belong to the slice only by that judgement.
        targets = "SELECT target FROM judgement WHERE entry <= :entry"
        query += f" UNION SELECT no FROM statement WHERE id IN ({targets}) AND +{current}"
    return query


def _lists(part: Slice, values: Values, made: list[Judgement]) -> list[str]:
    """Give the lists that a statement must stand in."""
    lists: list[str] = []
    if part.parties:
        merged = (merged_names(made if part.judged else [], party) for party in part.parties)
        names = sorted({party_key(name) for group in merged for name in group})
        marks = [f":party{place}" for place in range(len(names))]
        values.update({f"party{place}": name for place, name in enumerate(names)})
        lists.append(f"SELECT statement FROM statement_party WHERE party IN ({', '.join(marks)})")
    if part.issue is not None:
        values["issue"] = part.issue
        lists.append("SELECT statement FROM statement_issue WHERE issue = :issue")
    return lists


def _conditions(part: Slice, values: Values) -> list[str]:
    """Give the conditions on a statement's own row."""
    conditions: list[str] = []
    if part.acts:
        marks = [f":act{place}" for place in range(len(part.acts))]
        values.update({f"act{place}": act for place, act in enumerate(sorted(part.acts))})
        conditions.append(f"act IN ({', '.join(marks)})")
    if part.guarantors:
        conditions.append("guarantees > 0")
    if part.min_confidence > 0:
        values["confidence"] = part.min_confidence
        conditions.append("confidence >= :confidence")
    if part.as_of is not None:
        values["as_of"] = part.as_of.isoformat()
        conditions.append("reading IN (SELECT no FROM reading WHERE published IS NULL OR published <= :as_of)")
    return conditions


def sources(connection: sqlite3.Connection, entry: int, readings: list[int] | None) -> list[tuple[int, Source]]:
    """Give the sources of readings with their numbers; of every current one where none are named."""
    if readings is None:
        rows = connection.execute(
            "SELECT no, body, seal FROM reading WHERE no IN (SELECT reading FROM current_reading) ORDER BY no",
            {"entry": entry},
        ).fetchall()
    else:
        rows = connection.execute(
            "SELECT no, body, seal FROM reading WHERE no IN (SELECT value FROM json_each(?)) ORDER BY no",
            (json.dumps(sorted(set(readings))),),
        ).fetchall()
    return [
        (int(number), remembered(connection, Reading, number, partial(unpack, Reading, body, sealed)).source)
        for number, body, sealed in rows
    ]


def meetings(connection: sqlite3.Connection, part: Slice = WHOLE) -> list[tuple[int, Meeting]]:
    """Give the meetings of the current readings that a slice wants, with the number of their reading."""
    values: Values = {}
    # Who names rows has them from the derived tables, which say which readings count.
    counting = "current_reading" if part.numbers is None or part.every_source else "derived_reading"
    chosen = f"SELECT no FROM meeting WHERE reading IN (SELECT reading FROM {counting})"
    if part.newest_meetings is not None:
        values["newest"] = part.newest_meetings
        chosen = (
            "SELECT m.no FROM meeting AS m JOIN reading AS r ON r.no = m.reading"
            f" WHERE m.reading IN (SELECT reading FROM {counting})"
            " ORDER BY r.published DESC, m.no DESC LIMIT :newest"
        )
    rows = connection.execute(
        "SELECT m.no, m.reading, m.body, m.seal, r.published FROM meeting AS m JOIN reading AS r ON r.no = m.reading"
        f" WHERE m.no IN ({chosen}) ORDER BY m.reading, m.no",
        values,
    ).fetchall()
    if part.met_since is not None:
        rows = _met_since(rows, part.met_since.isoformat())
    return [
        (int(reading), remembered(connection, Meeting, no, partial(unpack, Meeting, body, sealed)))
        for no, reading, body, sealed, _ in rows
    ]


_Met: TypeAlias = tuple[int, int, str, int, str | None]
"""Row, reading, body and seal of a meeting, and the day of the article."""
_DAY = re.compile(r'"date":"(\d{4}-\d\d-\d\d)')


def _met_since(rows: list[_Met], since: str) -> list[_Met]:
    """Keep the meetings that are told of since a day, and others of the same days; rows are unpacked only then."""
    recent = [published is None or published >= since for *_, published in rows]
    days = {day for row, kept in zip(rows, recent, strict=True) if kept for day in _DAY.findall(row[2])}
    return [row for row, kept in zip(rows, recent, strict=True) if kept or days.intersection(_DAY.findall(row[2]))]


def failures(connection: sqlite3.Connection, entry: int, made: Sequence[Judgement] | None = None) -> list[Failure]:
    """Give what could not be read, still is not and is not forgotten: of an item the newest, of a reading all.

    Args:
        connection: The dossier.
        entry: The entry up to which it is looked at.
        made: All judgements up to it, where they are at hand.
    """
    rows = connection.execute(
        """
        SELECT f.item, f.entry, body, seal FROM failure AS f
        WHERE f.entry <= :entry AND (
            f.reading IN (SELECT reading FROM current_reading)
            OR f.reading IS NULL
               AND f.no = (SELECT max(no) FROM failure AS g
                           WHERE g.item = f.item AND g.reading IS NULL AND g.entry <= :entry)
               AND NOT EXISTS (SELECT 1 FROM sighting AS s
                               WHERE s.address = f.item AND s.entry > f.entry AND s.entry <= :entry)
               AND NOT EXISTS (SELECT 1 FROM sighting AS s JOIN reading AS r ON r.document = s.document
                               WHERE s.address = f.item AND r.entry > f.entry AND r.entry <= :entry)
        )
        ORDER BY f.no
        """,
        {"entry": entry},
    ).fetchall()
    forgotten = _forgotten(connection, entry, made) if rows else {}
    return [
        unpack(Failure, body, sealed) for item, failed, body, sealed in rows if failed > forgotten.get(str(item), 0)
    ]


def _forgotten(connection: sqlite3.Connection, entry: int, made: Sequence[Judgement] | None) -> dict[str, int]:
    """Give the items of which somebody judged that their failures be forgotten, with the entry up to which."""
    counting = effective(judgements(connection, entry) if made is None else made)
    wanted = {one.id: one.target.removeprefix(FAILURE) for one in counting if one.target.startswith(FAILURE)}
    if not wanted:
        return {}
    rows = connection.execute("SELECT id, entry FROM judgement WHERE entry <= ?", (entry,))
    return {wanted[str(name)]: int(judged) for name, judged in rows if str(name) in wanted}


def outlets(connection: sqlite3.Connection) -> list[str]:
    """Give the outlets that readings know by name."""
    rows = connection.execute("SELECT DISTINCT outlet FROM reading WHERE outlet IS NOT NULL ORDER BY outlet")
    return [str(row[0]) for row in rows]


def is_source(connection: sqlite3.Connection, name: str) -> bool:
    """Tell whether a name is the digest or an address of a document."""
    if document_number(connection, name) is not None:
        return True
    return current_at(connection, name) is not None


def parties(connection: sqlite3.Connection) -> list[str]:
    """Give everybody in whose name something is said, as the keys under which they are looked up."""
    rows = connection.execute("SELECT DISTINCT party FROM statement_party ORDER BY party")
    return [str(row[0]) for row in rows]


def names(connection: sqlite3.Connection) -> list[str]:
    """Give every name that a statement has, whoever is called so: actor, party, source, addressee or guarantor."""
    rows = connection.execute("SELECT DISTINCT names FROM statement")
    return sorted({name for row in rows for name in str(row[0]).split("\n")})


def written_name(connection: sqlite3.Connection, key: str) -> str:
    """Give a party's name as a statement writes it."""
    row = connection.execute(
        "SELECT body, quote, seal FROM statement"
        " WHERE no = (SELECT max(statement) FROM statement_party WHERE party = ?)",
        (key,),
    ).fetchone()
    if row is None:
        return key
    statement = unpack_statement(*row)
    names = (*statement.parties, *([statement.actor] if statement.actor else []))
    return next((name for name in names if party_key(name) == key), key)


def has_failures(connection: sqlite3.Connection) -> bool:
    """Tell whether anything could ever not be read."""
    return connection.execute("SELECT 1 FROM failure LIMIT 1").fetchone() is not None


def failure_stands(connection: sqlite3.Connection, item: str, problem: str | None = None) -> bool:
    """Tell whether an item's newest failure (saying this problem, if one is given) was not made good since."""
    row = connection.execute(
        """
        SELECT body, seal FROM failure AS f
        WHERE f.no = (SELECT max(no) FROM failure WHERE item = :item AND reading IS NULL)
          AND NOT EXISTS (SELECT 1 FROM sighting AS s WHERE s.address = :item AND s.entry > f.entry)
          AND NOT EXISTS (SELECT 1 FROM sighting AS s JOIN reading AS r ON r.document = s.document
                          WHERE s.address = :item AND r.entry > f.entry)
        """,
        {"item": item},
    ).fetchone()
    return row is not None and (problem is None or unpack(Failure, *row).problem == problem)


def grounds(connection: sqlite3.Connection, entry: int) -> dict[str, Ground]:
    """Give where each judged statement stood, from the newest reading that has it."""
    rows = connection.execute(
        """
        SELECT s.id, d.sha256, s.start, s."end"
        FROM statement AS s JOIN reading AS r ON r.no = s.reading JOIN document AS d ON d.no = r.document
        WHERE s.id IN (SELECT target FROM judgement WHERE entry <= :entry) AND r.entry <= :entry
        ORDER BY s.no
        """,
        {"entry": entry},
    )
    return {str(target): Ground(str(sha), int(start), int(end)) for target, sha, start, end in rows}


def statement_by_id(connection: sqlite3.Connection, statement: str) -> Statement | None:
    """Give a statement as it was read, from the newest reading that has it."""
    row = connection.execute(
        "SELECT body, quote, seal FROM statement WHERE id = ? ORDER BY no DESC LIMIT 1", (statement,)
    ).fetchone()
    return unpack_statement(*row) if row else None


def kind_of_target(connection: sqlite3.Connection, target: str) -> str | None:
    """Tell what a judgement's target is: `statement`, `meeting`, `judgement`, or None for no id at all."""
    for table in ("statement", "meeting", "judgement"):
        if connection.execute(f"SELECT 1 FROM {table} WHERE id = ? LIMIT 1", (target,)).fetchone():
            return table
    return None


def counted(connection: sqlite3.Connection) -> Counted:
    """Count what is in the dossier."""
    entry = look_at(connection)
    values: Values = {"entry": entry}
    row = connection.execute(
        """
        SELECT
            (SELECT count(*) FROM current_document),
            (SELECT count(*) FROM document),
            (SELECT count(*) FROM current_document WHERE document NOT IN (SELECT document FROM reading)),
            (SELECT count(*) FROM statement WHERE reading IN (SELECT reading FROM current_reading)),
            (SELECT count(*) FROM meeting WHERE reading IN (SELECT reading FROM current_reading)),
            (SELECT count(*) FROM judgement),
            (SELECT count(DISTINCT outlet) FROM reading WHERE no IN (SELECT reading FROM current_reading)),
            (SELECT min(published) FROM reading WHERE no IN (SELECT reading FROM current_reading)),
            (SELECT max(published) FROM reading WHERE no IN (SELECT reading FROM current_reading)),
            (SELECT at FROM entry WHERE seq = :entry)
        """,
        values,
    ).fetchone()
    readers = connection.execute(
        "SELECT DISTINCT reader FROM reading WHERE no IN (SELECT reading FROM current_reading) ORDER BY reader", values
    )
    documents, versions, unread, said, met, judged, outlets, first, last, changed = row
    return Counted(
        name=name_of(connection),
        documents=documents,
        versions=versions,
        unread=unread,
        statements=said,
        meetings=met,
        judgements=judged,
        failures=len(failures(connection, entry)),
        outlets=outlets,
        first=first,
        last=last,
        readers=tuple(str(reader[0]) for reader in readers),
        changed=changed,
    )


class _Bare(Document):
    """A document as it is kept apart from its text."""

    text: str = ""

    def with_text(self, text: str) -> Document:
        """Give the document whole."""
        values = {name: getattr(self, name) for name in Document.model_fields if name != "text"}
        return Document(text=text, **values)
