"""What is whole in a damaged dossier, rescued into a new one; the damaged file is only read.

Rows are fetched one by one, so that a damaged page costs the rows on it and no others.  Where the first
page is gone, which tells SQLite where each table begins, it is borrowed from a new dossier: the schema is
always written in the same order, so its tables begin at the same pages.  A reading of which a row is lost
is left out whole, because nobody could see the hole; its document is kept, to be read again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dragoman.dossier import asking, connecting, writing
from dragoman.dossier.connecting import transaction
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.dossier.pages import mend_copy
from dragoman.errors import DragomanError, NotADossier
from dragoman.record import Failure, Judgement, Meeting, Reading, Statement

GAP = 2_000
"""Row numbers that are tried beyond the last one found, before a table is held to be at its end."""

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
            copy = _copied(damaged, Path(folder))
            old = sqlite3.connect(copy, isolation_level=None)
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


def _copied(damaged: Path, folder: Path) -> Path:
    """Copy the file, with the journal of a killed process beside it, and mend what keeps SQLite from opening it."""
    copy = folder / "damaged.dossier"
    shutil.copyfile(damaged, copy)
    journal = damaged.with_name(damaged.name + "-journal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
    mend_copy(copy)
    return copy


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
        condition = " AND reading IS NULL" if table == "failure" else ""
        query = f"SELECT entry FROM {table} WHERE no = ?{condition}"
        for number, entry in _each(old, query, table):
            yield _Event(entry, rank, number)


def _numbers_by_reading(old: sqlite3.Connection, table: str) -> Mapping[int, list[int]]:
    """Give the numbers of the rows that belong to each reading."""
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    query = f"SELECT reading FROM {table} WHERE no = ? AND reading IS NOT NULL"
    for number, reading in _each(old, query, table):
        numbers[reading].append(number)
    return numbers


def _each(old: sqlite3.Connection, query: str, table: str) -> Iterator[tuple[int, int]]:
    """Give one column of each row that can be read, by its number."""
    last = _last_number(old, table)
    number = found = 0
    while number < max(last, found + GAP):
        number += 1
        try:
            row = old.execute(query, (number,)).fetchone()
        except sqlite3.Error:
            continue
        if row is not None and isinstance(row[0], int):
            found = number
            yield number, row[0]


def _last_number(old: sqlite3.Connection, table: str) -> int:
    """Give the largest row number, 0 where it cannot be read."""
    try:
        return int(old.execute(f"SELECT max(no) FROM {table}").fetchone()[0] or 0)
    except sqlite3.Error:
        return 0


def _bring_over(rescue: _Rescue, event: _Event) -> None:
    """Bring one event over, whole."""
    entry = _entry(rescue, event)
    kind = KINDS[event.rank]
    if kind == "document":
        document = asking.document_of(rescue.old, event.number)
        packed = asking.packed_raw(rescue.old, event.number)
        raw = asking.unpacked(packed) if packed is not None else None
        rescue.documents[event.number] = writing.insert_document(rescue.new, document, raw, entry)
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
