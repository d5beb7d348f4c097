"""What a dossier is asked in SQL, one function for each question; each gives records, in a fixed order."""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import datetime

from dragoman.dossier.judging import Ground, merged_names
from dragoman.dossier.packing import SALVAGE, check_seal, unpack, unpack_statement
from dragoman.dossier.slices import Slice, party_key
from dragoman.dossier.writing import stamp
from dragoman.errors import NotADossier
from dragoman.record import Document, Failure, Judgement, Meeting, Reading, Source, Statement

CURRENT = """
WITH current_document (document) AS MATERIALIZED (
    SELECT DISTINCT document FROM sighting AS s
    WHERE entry <= :entry
      AND no = (SELECT max(no) FROM sighting AS t WHERE t.address = s.address AND t.entry <= :entry)
), current_reading (reading) AS MATERIALIZED (
    SELECT max(no) FROM reading
    WHERE entry <= :entry AND document IN current_document
    GROUP BY document
)
"""
"""The newest version of every article, and the newest reading of each, up to an entry."""

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


def name_of(connection: sqlite3.Connection) -> str:
    """Give the dossier's name."""
    row = connection.execute("SELECT value FROM about WHERE key = 'name'").fetchone()
    return str(row[0]) if row else "dossier"


def newest_entry(connection: sqlite3.Connection, moment: datetime | None) -> int:
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
    values: Values = {"entry": newest_entry(connection, None)}
    rows = connection.execute(CURRENT + "SELECT document FROM current_document ORDER BY document", values)
    return [int(row[0]) for row in rows]


def judgements(connection: sqlite3.Connection, entry: int) -> list[Judgement]:
    """Give the judgements up to an entry, oldest first."""
    rows = connection.execute("SELECT body, seal FROM judgement WHERE entry <= ? ORDER BY no", (entry,))
    return [unpack(Judgement, body, sealed) for body, sealed in rows]


def statements(
    connection: sqlite3.Connection, part: Slice, entry: int, made: list[Judgement]
) -> list[tuple[int, Statement]]:
    """Give the statements of a slice with the number of their reading, as they were read."""
    values: Values = {"entry": entry}
    chosen = "FROM statement AS s WHERE reading IN current_reading" + _clauses(part, values, made)
    if part.newest is not None:
        values["newest"] = part.newest
        chosen = f"FROM statement WHERE no IN (SELECT no {chosen} ORDER BY day DESC, no DESC LIMIT :newest)"
    rows = connection.execute(CURRENT + f"SELECT reading, body, quote, seal {chosen} ORDER BY reading, no", values)
    return [(int(reading), unpack_statement(body, quote, sealed)) for reading, body, quote, sealed in rows]


def count_statements(connection: sqlite3.Connection, part: Slice, entry: int, made: list[Judgement]) -> int:
    """Count the statements of a slice, however many of the newest it is held to."""
    values: Values = {"entry": entry}
    clauses = _clauses(part, values, made)
    query = CURRENT + "SELECT count(*) FROM statement AS s WHERE reading IN current_reading" + clauses
    return int(connection.execute(query, values).fetchone()[0])


def _clauses(part: Slice, values: Values, made: list[Judgement]) -> str:
    """Give the conditions of a slice; every text in them is fixed, every value a parameter."""
    clauses: list[str] = []
    if part.parties:
        merged = (merged_names(made if part.judged else [], party) for party in part.parties)
        names = sorted({party_key(name) for group in merged for name in group})
        marks = [f":party{place}" for place in range(len(names))]
        values.update({f"party{place}": name for place, name in enumerate(names)})
        clauses.append(f"s.no IN (SELECT statement FROM statement_party WHERE party IN ({', '.join(marks)}))")
    if part.issue is not None:
        values["issue"] = part.issue
        clauses.append("s.no IN (SELECT statement FROM statement_issue WHERE issue = :issue)")
    if part.acts:
        marks = [f":act{place}" for place in range(len(part.acts))]
        values.update({f"act{place}": act for place, act in enumerate(sorted(part.acts))})
        clauses.append(f"s.act IN ({', '.join(marks)})")
    if part.guarantors:
        clauses.append("s.guarantees > 0")
    if part.min_confidence > 0:
        values["confidence"] = part.min_confidence
        clauses.append("s.confidence >= :confidence")
    if part.as_of is not None:
        values["as_of"] = part.as_of.isoformat()
        clauses.append("s.reading IN (SELECT no FROM reading WHERE published IS NULL OR published <= :as_of)")
    if not clauses:
        return ""
    chosen = " AND ".join(clauses)
    # What a judgement touches may belong to the slice only by that judgement.
    touched = " OR s.id IN (SELECT target FROM judgement WHERE entry <= :entry)" if part.judged else ""
    return f" AND (({chosen}){touched})"


def sources(connection: sqlite3.Connection, entry: int, readings: list[int] | None) -> list[tuple[int, Source]]:
    """Give the sources of readings with their numbers; of every current one where none are named."""
    if readings is None:
        rows = connection.execute(
            CURRENT + "SELECT no, body, seal FROM reading WHERE no IN current_reading ORDER BY no", {"entry": entry}
        ).fetchall()
    else:
        rows = connection.execute(
            "SELECT no, body, seal FROM reading WHERE no IN (SELECT value FROM json_each(?)) ORDER BY no",
            (json.dumps(sorted(set(readings))),),
        ).fetchall()
    return [(int(number), unpack(Reading, body, sealed).source) for number, body, sealed in rows]


def meetings(connection: sqlite3.Connection, entry: int) -> list[tuple[int, Meeting]]:
    """Give the meetings of the current readings, with the number of their reading."""
    rows = connection.execute(
        CURRENT + "SELECT reading, body, seal FROM meeting WHERE reading IN current_reading ORDER BY reading, no",
        {"entry": entry},
    )
    return [(int(reading), unpack(Meeting, body, sealed)) for reading, body, sealed in rows]


def failures(connection: sqlite3.Connection, entry: int) -> list[Failure]:
    """Give what could not be read and still is not: of each item the newest failure, and of each reading all."""
    rows = connection.execute(
        CURRENT
        + """
        SELECT body, seal FROM failure AS f
        WHERE f.entry <= :entry AND (
            f.reading IN current_reading
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
    )
    return [unpack(Failure, body, sealed) for body, sealed in rows]


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
    entry = newest_entry(connection, None)
    values: Values = {"entry": entry}
    row = connection.execute(
        CURRENT
        + """
        SELECT
            (SELECT count(*) FROM current_document),
            (SELECT count(*) FROM document),
            (SELECT count(*) FROM current_document WHERE document NOT IN (SELECT document FROM reading)),
            (SELECT count(*) FROM statement WHERE reading IN current_reading),
            (SELECT count(*) FROM meeting WHERE reading IN current_reading),
            (SELECT count(*) FROM judgement),
            (SELECT count(DISTINCT outlet) FROM reading WHERE no IN current_reading),
            (SELECT min(published) FROM reading WHERE no IN current_reading),
            (SELECT max(published) FROM reading WHERE no IN current_reading),
            (SELECT at FROM entry WHERE seq = :entry)
        """,
        values,
    ).fetchone()
    readers = connection.execute(
        CURRENT + "SELECT DISTINCT reader FROM reading WHERE no IN current_reading ORDER BY reader", values
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
