"""What is whole in a damaged dossier, rescued into a new one; the damaged file is only read.

The rows are gathered straight from the pages (`pages`), so that a damaged page costs the rows on it and no
others, and brought over in the order in which they were accepted.  A reading of which a row is lost is left
out whole, because nobody could see the hole; its document is kept, to be read again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dragoman.dossier import asking, connecting, writing
from dragoman.dossier.connecting import transaction
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.dossier.pages import Value, rows_in
from dragoman.errors import DragomanError, NotADossier
from dragoman.record import Failure, Judgement, Meeting, Reading, Statement


def _shape(*columns: str | tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Give what may stand in each column."""
    return tuple(frozenset({column} if isinstance(column, str) else column) for column in columns)


TEXT, WHOLE, REAL, NONE, BYTES = "text", "integer", "real", "null", "blob"

TABLES: Mapping[str, tuple[str, tuple[frozenset[str], ...]]] = {
    "entry": ("seq, at, kind", _shape(NONE, TEXT, TEXT)),
    "document": ("no, sha256, body, seal, entry", _shape(NONE, TEXT, TEXT, WHOLE, WHOLE)),
    "document_text": ("document, text, seal", _shape(NONE, TEXT, WHOLE)),
    "document_raw": ("document, packing, packed", _shape(NONE, TEXT, BYTES)),
    "sighting": ("no, address, document, entry", _shape(NONE, TEXT, WHOLE, WHOLE)),
    "reading": (
        "no, id, document, reader, published, outlet, body, seal, entry",
        _shape(NONE, TEXT, WHOLE, TEXT, (TEXT, NONE), (TEXT, NONE), TEXT, WHOLE, WHOLE),
    ),
    "statement": (
        'no, id, reading, start, "end", act, day, confidence, guarantees, quote, names, body, seal',
        _shape(NONE, TEXT, WHOLE, WHOLE, WHOLE, TEXT, (TEXT, NONE), (REAL, WHOLE), WHOLE, TEXT, TEXT, TEXT, WHOLE),
    ),
    "meeting": ("no, id, reading, body, seal", _shape(NONE, TEXT, WHOLE, TEXT, WHOLE)),
    "failure": ("no, item, reading, body, seal, entry", _shape(NONE, TEXT, (WHOLE, NONE), TEXT, WHOLE, WHOLE)),
    "judgement": ("no, id, target, body, seal, entry", _shape(NONE, TEXT, TEXT, TEXT, WHOLE, WHOLE)),
}
"""The tables that are rescued, with their columns and what stands in each: how a row on a page is known.

The first column is the number of the row, which SQLite keeps beside it and marks with a null.  The other
tables are made anew from these.
"""

KINDS = ("document", "sighting", "reading", "failure", "judgement")
"""What an entry can bring, in the order in which one entry brings it."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of an entry whose own is lost, where no earlier one is known either."""


@dataclass(slots=True)
class Salvaged:
    """What was rescued, counted.

    Attributes:
        documents: Documents, whole.
        readings: Readings, whole.
        statements: Statements in them.
        judgements: Judgements.
        lost: Rows that were there and could not be read, with what hung on them.
    """

    documents: int = 0
    readings: int = 0
    statements: int = 0
    judgements: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that an entry brought: its row, known by table and number."""

    entry: int
    rank: int
    number: int


@dataclass(slots=True)
class _Rescue:
    """A rescue under way: the damaged side, the new side, and which row became which."""

    old: sqlite3.Connection
    new: sqlite3.Connection
    parts: Mapping[str, Mapping[int, list[int]]]
    saved: Salvaged = field(default_factory=Salvaged)
    documents: dict[int, int] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    moment: datetime = EPOCH


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Rescue what is whole.

    Args:
        damaged: The damaged dossier; it is copied first and never written to.
        target: Where the new dossier is to be.

    Raises:
        NotADossier: If nothing of a dossier can be found in the file.
        DossierError: If the target exists or cannot be written.
    """
    if not damaged.is_file():
        raise NotADossier("there is no such file", item=str(damaged), remedy="Check the path.")
    new = connecting.create(target, wait=10.0, name=damaged.stem)
    new.execute("PRAGMA synchronous = OFF")  # a rescue that is cut off is begun again
    try:
        with tempfile.TemporaryDirectory() as folder:
            old = _gathered(damaged, Path(folder))
            try:
                saved = _replay(old, new, target)
            finally:
                old.close()
    except BaseException:
        new.close()
        target.unlink(missing_ok=True)
        raise
    new.close()
    if saved.documents == 0:
        target.unlink(missing_ok=True)
        raise NotADossier("nothing of a dossier could be found", item=str(damaged), remedy="Go back to a copy.")
    return saved


def _gathered(damaged: Path, folder: Path) -> sqlite3.Connection:
    """Gather the rows of a damaged file in tables of the same names, without rules and triggers."""
    gathered = sqlite3.connect(folder / "gathered", isolation_level=None)
    gathered.execute("BEGIN")
    for table, (columns, _) in TABLES.items():
        gathered.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({columns.split(',')[0]})) WITHOUT ROWID")
    for number, values in rows_in(_settled(damaged, folder).read_bytes()):
        kinds = [_kind(value) for value in values]
        for table, (_, shape) in TABLES.items():
            if len(kinds) == len(shape) and all(kind in allowed for kind, allowed in zip(kinds, shape, strict=True)):
                marks = ", ".join("?" for _ in values)
                gathered.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", (number, *values[1:]))
                break
    gathered.execute("COMMIT")
    return gathered


def _settled(damaged: Path, folder: Path) -> Path:
    """Copy the file, and let SQLite take back what a killed process had begun, if it still can."""
    copy = folder / "damaged"
    shutil.copyfile(damaged, copy)
    journal = damaged.with_name(damaged.name + "-journal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as opened:
            opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return copy


def _kind(value: Value) -> str:
    """Give the kind of a value."""
    if value is None:
        return NONE
    if isinstance(value, str):
        return TEXT
    if isinstance(value, bytes):
        return BYTES
    return WHOLE if isinstance(value, int) else REAL


def _replay(old: sqlite3.Connection, new: sqlite3.Connection, target: Path) -> Salvaged:
    """Bring every event over, in the order in which it happened."""
    parts = {table: _numbers_by_reading(old, table) for table in ("statement", "meeting", "failure")}
    rescue = _Rescue(old, new, parts)
    for event in sorted(_events(old), key=lambda one: (one.entry, one.rank, one.number)):
        try:
            with transaction(new, target):
                _bring_over(rescue, event)
        except (sqlite3.Error, DragomanError, ValueError, TypeError):
            rescue.saved.lost += 1
    return rescue.saved


def _events(old: sqlite3.Connection) -> Iterator[_Event]:
    """Give what the entries brought, as far as the rows can still be read."""
    for rank, table in enumerate(KINDS):
        condition = " WHERE reading IS NULL" if table == "failure" else ""
        for number, entry in old.execute(f"SELECT no, entry FROM {table}{condition}"):
            yield _Event(entry, rank, number)


def _numbers_by_reading(old: sqlite3.Connection, table: str) -> Mapping[int, list[int]]:
    """Give the numbers of the rows that belong to each reading."""
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for number, reading in old.execute(f"SELECT no, reading FROM {table} WHERE reading IS NOT NULL ORDER BY no"):
        numbers[reading].append(number)
    return numbers


def _bring_over(rescue: _Rescue, event: _Event) -> None:
    """Bring one event over, whole."""
    entry = _entry(rescue, event)
    kind = KINDS[event.rank]
    if kind == "document":
        document = asking.document_of(rescue.old, event.number)
        rescue.documents[event.number] = writing.insert_document(
            rescue.new, document, _raw(rescue, event.number), entry
        )
        rescue.saved.documents += 1
    elif kind == "sighting":
        address, old = _row(rescue.old, "SELECT address, document FROM sighting WHERE no = ?", event.number)
        writing.insert_sighting(rescue.new, str(address), _document(rescue, old), entry)
    elif kind == "reading":
        _bring_reading(rescue, event.number, entry)
    elif kind == "failure":
        failure = unpack(Failure, *_sealed(rescue.old, "failure", event.number))
        writing.insert_failure(rescue.new, failure, entry)
    else:
        judgement = unpack(Judgement, *_sealed(rescue.old, "judgement", event.number))
        writing.insert_judgement(rescue.new, judgement, entry)
        rescue.saved.judgements += 1


def _raw(rescue: _Rescue, number: int) -> bytes | None:
    """Give the bytes of a document, where they were kept and are whole; without them it is still worth keeping."""
    packed = asking.packed_raw(rescue.old, number)
    if packed is None:
        return None
    try:
        return asking.unpacked(packed)
    except NotADossier:
        rescue.saved.lost += 1
        return None


def _bring_reading(rescue: _Rescue, number: int, entry: int) -> None:
    """Bring a reading over, if nothing of it is lost.

    Raises:
        NotADossier: If something is.
    """
    old = rescue.old
    name, document = _row(old, "SELECT id, document FROM reading WHERE no = ?", number)
    parts = {table: rescue.parts[table].get(number, []) for table in rescue.parts}
    bare = unpack(Reading, *_sealed(old, "reading", number))
    reading = bare.model_copy(
        update={
            "statements": tuple(_statement(old, one) for one in parts["statement"]),
            "meetings": tuple(unpack(Meeting, *_sealed(old, "meeting", one)) for one in parts["meeting"]),
            "failures": tuple(unpack(Failure, *_sealed(old, "failure", one)) for one in parts["failure"]),
        }
    )
    if writing.reading_id(reading) != name:
        raise NotADossier("a reading has a hole", item=str(name))
    kept = _document(rescue, document)
    writing.insert_reading(rescue.new, reading, kept, asking.text_of(rescue.new, kept), entry)
    rescue.saved.readings += 1
    rescue.saved.statements += len(reading.statements)


def _entry(rescue: _Rescue, event: _Event) -> int:
    """Give the new entry for an old one; one whose moment is lost gets that of the one before."""
    known = rescue.entries.get(event.entry)
    if known is not None and asking.has_entry(rescue.new, known):
        return known
    try:
        (at,) = _row(rescue.old, "SELECT at FROM entry WHERE seq = ?", event.entry)
        rescue.moment = datetime.fromisoformat(str(at))
    except (sqlite3.Error, DragomanError, ValueError):
        rescue.saved.lost += 1
    entry = writing.begin_entry(rescue.new, KINDS[event.rank], rescue.moment)
    rescue.entries[event.entry] = entry
    return entry


def _document(rescue: _Rescue, old: object) -> int:
    """Give the new number of a document.

    Raises:
        NotADossier: If it was lost.
    """
    if not isinstance(old, int) or old not in rescue.documents:
        raise NotADossier("a document is lost")
    return rescue.documents[old]


def _statement(old: sqlite3.Connection, number: int) -> Statement:
    """Give a statement, whole."""
    body, quote, sealed = _row(old, "SELECT body, quote, seal FROM statement WHERE no = ?", number)
    return unpack_statement(_text(body), _text(quote), _whole(sealed))


def _sealed(old: sqlite3.Connection, table: str, number: int) -> tuple[str, int]:
    """Give a sealed row."""
    body, sealed = _row(old, f"SELECT body, seal FROM {table} WHERE no = ?", number)
    return _text(body), _whole(sealed)


def _row(old: sqlite3.Connection, query: str, number: int) -> tuple[object, ...]:
    """Give one row.

    Raises:
        NotADossier: If it is not there.
    """
    row = old.execute(query, (number,)).fetchone()
    if row is None:
        raise NotADossier("a row is lost")
    return tuple(row)


def _text(value: object) -> str:
    """Give a text that a damaged row may not hold any more.

    Raises:
        NotADossier: If it is none.
    """
    if not isinstance(value, str):
        raise NotADossier("a row is lost")
    return value


def _whole(value: object) -> int:
    """Give a number that a damaged row may not hold any more.

    Raises:
        NotADossier: If it is none.
    """
    if not isinstance(value, int):
        raise NotADossier("a row is lost")
    return value
