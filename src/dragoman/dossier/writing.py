"""What is put into a dossier, one function for each kind of row; the caller holds the transaction."""

from __future__ import annotations

import re
import sqlite3
import zlib
from datetime import UTC, datetime

from dragoman.anchors import check_quote
from dragoman.dossier.likening import insert_print
from dragoman.dossier.packing import pack, pack_statement, seal
from dragoman.dossier.postgres import as_server
from dragoman.dossier.slices import party_key
from dragoman.dossier.words import vector
from dragoman.record import Document, Failure, Judgement, Meeting, Reading, Statement, digest

_SURROGATE = re.compile("[\ud800-\udfff]")


def stamp(moment: datetime) -> str:
    """Write a moment so that moments sort as text.

    Raises:
        ValueError: If it has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def begin_entry(connection: sqlite3.Connection, kind: str, moment: datetime) -> int:
    """Put in an entry, and give its number."""
    cursor = connection.execute("INSERT INTO entry (at, kind) VALUES (?, ?)", (stamp(moment), kind))
    return _number(cursor)


def insert_document(connection: sqlite3.Connection, document: Document, raw: bytes | None, entry: int) -> int:
    """Put in a document with its text, its bytes where the text cannot give them back, and what it shares."""
    body, sealed = pack(document, without=frozenset({"text"}))
    cursor = connection.execute(
        "INSERT INTO document (sha256, body, seal, entry) VALUES (?, ?, ?, ?)",
        (document.source.sha256, body, sealed, entry),
    )
    number = _number(cursor)
    text = storable(document.text)
    connection.execute("INSERT INTO document_text (document, text, seal) VALUES (?, ?, ?)", (number, text, seal(text)))
    _index(connection, "document", number, (text,))
    if raw is not None and raw != encoded(document):
        connection.execute(
            "INSERT INTO document_raw (document, packing, packed) VALUES (?, 'zlib', ?)",
            (number, zlib.compress(raw, level=6)),
        )
    insert_print(connection, document, number)
    return number


def _index(connection: sqlite3.Connection, table: str, number: int, texts: tuple[str, ...]) -> None:
    """Put the words of a row into the full-text index; a statement's names weigh more than its quote."""
    if as_server(connection):
        entry = vector(list(zip(texts, "DA", strict=False)))
        connection.execute(f"INSERT INTO {table}_words (no, words) VALUES (?, CAST(? AS tsvector))", (number, entry))
        return
    columns = "quote, names" if table == "statement" else "text"
    marks = ", ".join("?" * len(texts))
    connection.execute(f"INSERT INTO {table}_words (rowid, {columns}) VALUES (?, {marks})", (number, *texts))


def storable(text: str) -> str:
    """Give a text that SQLite can hold: lone surrogates become the replacement character, one for one."""
    return _SURROGATE.sub("\ufffd", text)


def encoded(document: Document) -> bytes | None:
    """Give the bytes that the text would have in the document's encoding, if it can be said."""
    try:
        return document.text.encode(document.source.encoding)
    except (LookupError, UnicodeError):
        return None


def insert_sighting(connection: sqlite3.Connection, address: str, document: int, entry: int) -> None:
    """Put in that an address held a document."""
    connection.execute(
        "INSERT INTO sighting (address, document, entry) VALUES (?, ?, ?)", (storable(address), document, entry)
    )


def insert_answer(
    connection: sqlite3.Connection, address: str, said: tuple[str | None, str | None], entry: int
) -> None:
    """Put in what a web server said of an answer: its mark and its time of change."""
    connection.execute(
        "INSERT INTO answer (address, etag, modified, entry) VALUES (?, ?, ?, ?)", (storable(address), *said, entry)
    )


def reading_id(reading: Reading) -> str:
    """Give the id of a reading: the same reader's same result on the same document has the same."""
    return digest(reading.source.sha256, reading.reader, reading.model_dump_json(exclude_defaults=True))


def insert_reading(connection: sqlite3.Connection, reading: Reading, document: int, text: str, entry: int) -> None:
    """Put in a reading with everything in it.

    Raises:
        QuoteNotFound: If a quote or an anchor is not what the text has at its place.
    """
    rest = frozenset({"statements", "meetings", "failures"})
    body, sealed = pack(reading, without=rest)
    source = reading.source
    cursor = connection.execute(
        "INSERT INTO reading (id, document, reader, published, outlet, body, seal, entry)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            reading_id(reading),
            document,
            reading.reader,
            source.published.value[:10] if source.published else None,
            source.outlet.value if source.outlet else None,
            body,
            sealed,
            entry,
        ),
    )
    number = _number(cursor)
    published = source.published.value[:10] if source.published else None
    for statement in reading.statements:
        _check_anchors(statement, text)
        _insert_statement(connection, statement, number, published)
    for meeting in reading.meetings:
        _check_anchors(meeting, text)
        body, sealed = pack(meeting)
        connection.execute(
            "INSERT INTO meeting (id, reading, body, seal) VALUES (?, ?, ?, ?)", (meeting.id, number, body, sealed)
        )
    for failure in reading.failures:
        insert_failure(connection, failure, entry, reading=number)


def _insert_statement(
    connection: sqlite3.Connection, statement: Statement, reading: int, published: str | None
) -> None:
    """Put in a statement and what it is found by."""
    body, sealed = pack_statement(statement)
    names = _names(statement)
    cursor = connection.execute(
        'INSERT INTO statement (id, reading, start, "end", act, day, confidence, guarantees, quote, names, body, seal)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            statement.id,
            reading,
            statement.start,
            statement.end,
            statement.act,
            statement.date or published,
            statement.confidence,
            len(statement.guarantors),
            statement.quote,
            names,
            body,
            sealed,
        ),
    )
    number = _number(cursor)
    who = [*statement.parties, *([statement.actor] if statement.actor else [])]
    parties = sorted({party_key(storable(name)) for name in who})
    connection.executemany(
        "INSERT INTO statement_party (party, statement) VALUES (?, ?)", [(party, number) for party in parties]
    )
    connection.executemany(
        "INSERT INTO statement_issue (issue, statement) VALUES (?, ?)",
        [(issue, number) for issue in dict.fromkeys(statement.issues)],
    )
    _index(connection, "statement", number, (statement.quote, names))


def _names(statement: Statement) -> str:
    """Give everybody in a statement under every name that it has for them, a line each."""
    names = [statement.actor, *statement.parties, statement.source, statement.addressee, *statement.guarantors]
    names += [name for entity in statement.entities for name in (entity.name, entity.party)]
    return "\n".join(dict.fromkeys(storable(name) for name in names if name))


def _check_anchors(record: Statement | Meeting, text: str) -> None:
    """Hold a record's words against the text.

    Raises:
        QuoteNotFound: If they differ.
    """
    check_quote(text, record.start, record.end, record.quote)
    for anchor in record.anchors:
        check_quote(text, anchor.start, anchor.end, anchor.exact)


def insert_failure(connection: sqlite3.Connection, failure: Failure, entry: int, *, reading: int | None = None) -> None:
    """Put in something that could not be read."""
    body, sealed = pack(failure)
    connection.execute(
        "INSERT INTO failure (item, reading, body, seal, entry) VALUES (?, ?, ?, ?, ?)",
        (storable(failure.item), reading, body, sealed, entry),
    )


def insert_judgement(connection: sqlite3.Connection, judgement: Judgement, entry: int) -> None:
    """Put in a judgement."""
    body, sealed = pack(judgement)
    connection.execute(
        "INSERT INTO judgement (id, target, body, seal, entry) VALUES (?, ?, ?, ?, ?)",
        (judgement.id, judgement.target, body, sealed, entry),
    )


def _number(cursor: sqlite3.Cursor) -> int:
    """Give the number of the row just put in."""
    number = cursor.lastrowid
    if number is None:
        raise ValueError("no row was put in")
    return number
