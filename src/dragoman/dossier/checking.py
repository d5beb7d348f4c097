"""A dossier held against itself: the file's structure, its triggers, every sealed row, every quote."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from dragoman.anchors import check_quote
from dragoman.dossier import asking, connecting, postgres
from dragoman.dossier.connecting import translated
from dragoman.dossier.likening import wrong_print
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.dossier.places import Place, place_of
from dragoman.dossier.writing import encoded
from dragoman.errors import DragomanError
from dragoman.record import Failure, Judgement, Meeting, Reading


def faults(path: Path | Place, *, wait: float) -> list[str]:
    """Give everything that is wrong with a dossier, one line each; an empty list where it is whole.

    Raises:
        NotADossier: If it cannot be opened as a dossier at all.
        DossierBusy: If another process held it for longer than `wait` seconds.
    """
    place = place_of(path)
    connection = postgres.connect(place, wait=wait) if place.on_server else connecting.connect(place.path, wait=wait)
    try:
        with translated(str(place)):
            # A server keeps its own files; what stands in them is checked all the same.
            found = [] if place.on_server else _structure(connection) + _schema(connection)
            return found + _documents(connection) + _readings(connection) + _records(connection)
    finally:
        connection.close()


def _structure(connection: sqlite3.Connection) -> list[str]:
    """Let SQLite check the file and its links."""
    rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(50)")]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"file: {row}" for row in rows if row != "ok"] + [
        f"table {row[0]}: row {row[1]} hangs in the air" for row in broken
    ]


def _schema(connection: sqlite3.Connection) -> list[str]:
    """Hold tables and triggers against those of a new dossier: a missing trigger is a fault."""
    fresh = connecting.in_memory("fresh")
    try:
        expected, there = _parts(fresh), _parts(connection)
    finally:
        fresh.close()
    missing = [f"schema: {name} is missing or changed" for name, sql in expected.items() if there.get(name) != sql]
    return missing + [f"schema: {name} does not belong there" for name in there if name not in expected]


def _parts(connection: sqlite3.Connection) -> dict[str, str | None]:
    """Give the parts of a schema with their SQL."""
    # What is derived is no part of the record: it is there or not, and is worked out again where it is not.
    rows = connection.execute(
        "SELECT type || ' ' || name, sql FROM sqlite_schema"
        " WHERE name NOT LIKE 'sqlite_stat%' AND tbl_name NOT LIKE 'derived_%'"
    )
    return {str(name): sql for name, sql in rows}


def _documents(connection: sqlite3.Connection) -> list[str]:
    """Check each document's text, and its bytes against its digest."""
    found: list[str] = []
    for number, digest in connection.execute("SELECT no, sha256 FROM document ORDER BY no").fetchall():
        try:
            document = asking.document_of(connection, number)
            packed = asking.packed_raw(connection, number)
            raw = asking.unpacked(packed) if packed is not None else encoded(document)
            if packed is not None and sha256(raw or b"").hexdigest() != digest:
                found.append(f"document {digest[:12]}: its bytes are not those that it is known by")
            if wrong_print(connection, document, number):
                found.append(f"document {digest[:12]}: what is kept for finding its copies is not of its text")
        except (DragomanError, sqlite3.Error) as error:
            found.append(f"document {digest[:12]}: {_short(error)}")
    return found


def _readings(connection: sqlite3.Connection) -> list[str]:
    """Check each reading, and each quote in it against the text."""
    found: list[str] = []
    rows = connection.execute("SELECT no, document, body, seal FROM reading ORDER BY no").fetchall()
    for number, document, body, sealed in rows:
        try:
            unpack(Reading, body, sealed)
            text = asking.text_of(connection, document)
        except (DragomanError, sqlite3.Error) as error:
            found.append(f"reading {number}: {_short(error)}")
            continue
        found += _statements(connection, number, text) + _meetings(connection, number, text)
    return found


def _statements(connection: sqlite3.Connection, reading: int, text: str) -> list[str]:
    """Check the statements of a reading."""
    found: list[str] = []
    rows = connection.execute("SELECT id, body, quote, seal FROM statement WHERE reading = ? ORDER BY no", (reading,))
    for name, body, quote, sealed in rows.fetchall():
        try:
            statement = unpack_statement(body, quote, sealed)
            check_quote(text, statement.start, statement.end, statement.quote)
            for anchor in statement.anchors:
                check_quote(text, anchor.start, anchor.end, anchor.exact)
        except DragomanError as error:
            found.append(f"statement {name}: {_short(error)}")
    return found


def _meetings(connection: sqlite3.Connection, reading: int, text: str) -> list[str]:
    """Check the meetings of a reading."""
    found: list[str] = []
    for name, body, sealed in connection.execute(
        "SELECT id, body, seal FROM meeting WHERE reading = ? ORDER BY no", (reading,)
    ).fetchall():
        try:
            meeting = unpack(Meeting, body, sealed)
            check_quote(text, meeting.start, meeting.end, meeting.quote)
        except DragomanError as error:
            found.append(f"meeting {name}: {_short(error)}")
    return found


def _records(connection: sqlite3.Connection) -> list[str]:
    """Check judgements and failures."""
    found: list[str] = []
    for name, body, sealed in connection.execute("SELECT id, body, seal FROM judgement ORDER BY no").fetchall():
        try:
            unpack(Judgement, body, sealed)
        except DragomanError as error:
            found.append(f"judgement {name}: {_short(error)}")
    for item, body, sealed in connection.execute("SELECT item, body, seal FROM failure ORDER BY no").fetchall():
        try:
            unpack(Failure, body, sealed)
        except DragomanError as error:
            found.append(f"failure of {item}: {_short(error)}")
    return found


def _short(error: Exception) -> str:
    """Give what happened without the advice, which is given once for all."""
    return error.problem if isinstance(error, DragomanError) else str(error)
