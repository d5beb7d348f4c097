"""Opening the one file of a dossier safely, and turning what SQLite says into errors of the house.

The file is kept with a rollback journal, not a write-ahead log: at rest a dossier is one file and nothing
beside it, so it can be copied, mailed, kept on a share or on a read-only disk.  The price, that readers
wait while a writer commits, is a few milliseconds for each article.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dragoman.dossier.migrating import LATEST, create_schema, migrate
from dragoman.dossier.packing import SALVAGE
from dragoman.dossier.postgres import ServerFault
from dragoman.dossier.remembering import Connection
from dragoman.errors import DossierBusy, DossierError, DossierFull, NotADossier

APPLICATION_ID = 0x44524147
"""The four letters DRAG, at byte 68 of every dossier: how one is told from any other SQLite file."""

MINIMUM_SQLITE = (3, 37, 0)
"""The first SQLite with STRICT tables."""

SCANNED_WHOLE = 16 * 2**20
"""Up to this many bytes the whole structure is checked at opening (tens of milliseconds)."""

MAGIC = b"SQLite format 3\x00"
"""How every SQLite file begins."""

HEADER = 100
"""Bytes of an SQLite header."""


def connect(path: Path, *, wait: float) -> sqlite3.Connection:
    """Open an existing dossier, found whole as far as can be told at once, and bring it up to date.

    Raises:
        NotADossier: If the file is missing, something else, damaged, or from a newer Dragoman.
        DossierBusy: If another process held it for longer than `wait` seconds.
    """
    _look_at_header(path)
    connection = _connection(path, wait=wait)
    try:
        with translated(path):
            _check_structure(connection, path)
            _bring_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def is_dossier(path: Path) -> bool:
    """Tell from its first bytes whether a file is a dossier, whole or not."""
    try:
        with path.open("rb") as file:
            head = file.read(HEADER)
    except OSError:
        return False
    return head[:16] == MAGIC and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def create(path: Path, *, wait: float, name: str) -> sqlite3.Connection:
    """Make a new, empty dossier and open it.

    Raises:
        DossierError: If something stands at the path, or its folder cannot be written to.
        DossierFull: If the disk has no room.
    """
    if path.exists() and path.stat().st_size > 0:
        raise DossierError("there is a file of that name already", item=str(path), remedy="Choose another name.")
    if not path.parent.is_dir():
        raise DossierError("its folder does not exist", item=str(path), remedy="Make the folder first.")
    connection = _connection(path, wait=wait, new=True)
    try:
        with translated(path):
            _begin_dossier(connection, name)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory(name: str) -> sqlite3.Connection:
    """Make a dossier that lives as long as its connection."""
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    _set_up(connection)
    _begin_dossier(connection, name)
    return connection


_FULL = (DossierFull, "the disk has no room; nothing of this item was written", "Make room and run it again.")
_BUSY = (DossierBusy, "the dossier is in use by another process", "Wait until it is done and try again.")
_WORDS: Mapping[int, tuple[type[DossierError], str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR_WRITE: _FULL,
    sqlite3.SQLITE_IOERR_FSYNC: _FULL,
    sqlite3.SQLITE_NOTADB: (NotADossier, "the file is not a dossier", "Give a file made by `dragoman add`."),
    sqlite3.SQLITE_CORRUPT: (NotADossier, "the dossier is damaged", SALVAGE),
    sqlite3.SQLITE_READONLY: (
        DossierError,
        "the dossier may only be read here",
        "Get the right to write, or work on a copy.",
    ),
    sqlite3.SQLITE_CANTOPEN: (DossierError, "the dossier cannot be opened", "Check the path and your rights to it."),
}
"""What SQLite says, by code or family of codes, in the words of the house."""


@contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Turn SQLite's errors into the errors of the house.

    Raises:
        DossierBusy: If another process held the file for too long.
        DossierFull: If the disk has no room.
        NotADossier: If the file turns out to be damaged.
        DossierError: For everything else that SQLite refuses.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(error, str(path)) from error


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path | str) -> Iterator[None]:
    """Do everything within or nothing: the lock is taken at once, so that what is checked stays true."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _in_our_words(error: sqlite3.Error, item: str) -> DossierError:
    """Give the error of the house for one of SQLite's, or of a server's."""
    if isinstance(error, ServerFault):
        return error.told
    code = getattr(error, "sqlite_errorcode", 0)
    # A full disk can show as a failed write; such codes are looked up whole, the others by their family.
    kind, problem, remedy = (
        _WORDS.get(code)
        or _WORDS.get(code & 0xFF)
        or (DossierError, f"the dossier refused this ({error})", "Report it if it stays so.")
    )
    return kind(problem, item=item, remedy=remedy)


def _look_at_header(path: Path) -> None:
    """Tell from the first bytes and the length whether this can be a dossier at all."""
    item = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(HEADER)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise NotADossier("there is no such file", item=item, remedy="Make one with `dragoman add`.") from None
    except IsADirectoryError:
        raise NotADossier("this is a folder", item=item, remedy="Give the dossier file itself.") from None
    except OSError as error:
        raise DossierError(f"cannot be opened ({error.strerror})", item=item, remedy="Check your rights.") from error
    if not head:
        raise NotADossier("the file is empty", item=item, remedy="Fill it with `dragoman add`.")
    if len(head) < HEADER or not is_dossier(path):
        raise NotADossier("the file is not a dossier", item=item, remedy="Give a file made by `dragoman add`.")
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    # A hot journal of a killed process may still have to restore the length; SQLite does so when it opens.
    if size < pages * page and not path.with_name(path.name + "-journal").exists():
        problem = f"the dossier is cut short: {size:,} of {pages * page:,} bytes are there"
        raise NotADossier(problem, item=item, remedy=SALVAGE)


def _connection(path: Path, *, wait: float, new: bool = False) -> sqlite3.Connection:
    """Open the file with SQLite, for writing where the user may."""
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        problem = f"SQLite {sqlite3.sqlite_version} is too old for a dossier"
        raise DossierError(problem, item=str(path), remedy="Use a Python with SQLite 3.37 or newer.")
    mode = "rwc" if new else "rw" if os.access(path, os.W_OK) else "ro"
    with translated(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=wait, factory=Connection
        )
        try:
            _set_up(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    """Set what a connection needs: safe against a hostile file, durable, with a bounded cache."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -32768")  # kibibytes: 32 MiB


def _begin_dossier(connection: sqlite3.Connection, name: str) -> None:
    """Write the schema and the name in one transaction: a dossier is whole or not there."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            create_schema(connection)
            connection.execute("INSERT INTO about (key, value) VALUES ('name', ?)", (name,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_structure(connection: sqlite3.Connection, path: Path) -> None:
    """Find damage: in the whole structure of a small file, in the schema and the ends of a large one."""
    if path.stat().st_size <= SCANNED_WHOLE:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise NotADossier("the dossier is damaged", item=str(path), remedy=SALVAGE)
    for table in ("entry", "document", "reading", "statement", "judgement"):
        connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Migrate an old dossier, and refuse one from the future."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > LATEST:
        problem = f"the dossier has version {version}, and this Dragoman knows versions up to {LATEST}"
        raise NotADossier(problem, item=str(path), remedy="Open it with a newer Dragoman.")
    if version < LATEST:
        migrate(connection, path, version)
