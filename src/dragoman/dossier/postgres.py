"""A dossier in PostgreSQL: the same tables, the same questions, one dossier to a database.

The SQL of this package is written for SQLite.  What differs is little and is put right here, statement by statement:
types, passing tables, lists of values, and the number of a row just put in.  The full-text index is made of the same
words by the same rule, so that both find the same.  Writers come one after the other, as they do in a file.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from dragoman.dossier.migrating import LATEST, bring_over, migration_scripts, statements_in
from dragoman.dossier.places import Place
from dragoman.errors import DossierBusy, DossierError, DossierFull, NotADossier
from dragoman.record import Record

if TYPE_CHECKING:
    from pg8000.native import Connection as Wire

Values: TypeAlias = Mapping[str, Any] | Sequence[Any]

_NUMBERED = {"entry": "seq"} | dict.fromkeys(
    ("document", "sighting", "reading", "statement", "meeting", "failure", "judgement", "answer"), "no"
)
"""Tables whose rows are numbered as they come, with the column of the number."""
_KEPT = (
    "about", "entry", "document", "document_text", "document_raw", "sighting", "reading", "statement",
    "statement_party", "statement_issue", "meeting", "failure", "judgement", "copy_print", "copy_link", "copy_key",
    "answer",
)  # fmt: skip
"""Tables to which rows are added and from which none is taken away."""


class ServerFault(sqlite3.OperationalError):
    """What the server refused, as an error of the house; it goes the way of all errors of a store.

    Args:
        told: The error of the house.
    """

    def __init__(self, told: DossierError) -> None:
        super().__init__(told.problem)
        self.told = told


class Cursor:
    """What a statement gave, all of it."""

    def __init__(self, rows: Sequence[Sequence[Any]], number: int | None) -> None:
        self._rows = iter([tuple(_read(value) for value in row) for row in rows])
        self.lastrowid = number

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        """Give the next row; None where there is none."""
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Give the rows that are left."""
        return list(self._rows)


class Postgres:
    """A connection that takes the SQL of this package, and remembers what was read through it.

    Attributes:
        read: Records by table and row number.
        in_transaction: Whether a transaction is open.
    """

    def __init__(self, wire: Wire, item: str) -> None:
        self._wire = wire
        self._item = item
        self.in_transaction = False
        self._closed = False
        self.read: dict[tuple[str, int], Record] = {}
        self.runs: dict[int, Any] = {}

    def execute(self, sql: str, values: Values = ()) -> Cursor:
        """Do one statement."""
        if sql == "BEGIN IMMEDIATE":
            return self._begin()
        text, names = _translated(sql)
        rows = self._run(text, _arranged(names, values))
        if sql in {"COMMIT", "ROLLBACK"}:
            self.in_transaction = False
        number = rows[0][0] if rows and " RETURNING " in text else None
        return Cursor((), number) if number is not None else Cursor(rows, None)

    def executemany(self, sql: str, values: Iterable[Values]) -> None:
        """Do one statement with several rows of values; a plain insertion takes them all at once."""
        rows = [tuple(one) for one in values]
        if not rows:
            return
        marks = f"({', '.join('?' * len(rows[0]))})"
        if f"VALUES {marks}" not in sql:
            for row in rows:
                self.execute(sql, row)
            return
        most = max(1, 20_000 // len(rows[0]))
        for start in range(0, len(rows), most):
            some = rows[start : start + most]
            text, _ = _translated(sql.replace(marks, ", ".join([marks] * len(some))))
            self._run(text, [_plain(value) for row in some for value in row])

    def run_script(self, script: str) -> None:
        """Have the server do several statements that take no values, in one go.

        Raises:
            ServerFault: If it refuses one.
        """
        from pg8000.exceptions import Error  # noqa: PLC0415 - an optional dependency

        try:
            self._wire.execute_simple(script)
        except (Error, OSError) as error:
            raise ServerFault(_in_our_words(error, self._item)) from None

    def close(self) -> None:
        """Let the server go; a second time does nothing."""
        if not self._closed:
            self._closed = True
            self._wire.close()

    def _begin(self) -> Cursor:
        """Begin to write: one writer at a time, the next waits or is told."""
        self._run("BEGIN", [])
        self.in_transaction = True
        try:
            self._run("LOCK TABLE entry IN EXCLUSIVE MODE", [])
        except ServerFault:
            self._run("ROLLBACK", [])
            self.in_transaction = False
            raise
        return Cursor((), None)

    def _run(self, text: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """Have the server do a statement, and give the rows of it.

        Raises:
            ServerFault: If it refuses.
        """
        from pg8000.exceptions import Error  # noqa: PLC0415 - an optional dependency

        try:
            return self._wire.execute_unnamed(text, vals=tuple(values)).rows or ()
        except (Error, OSError) as error:
            raise ServerFault(_in_our_words(error, self._item)) from None


def as_server(connection: object) -> Postgres | None:
    """Give a connection as one to a server; None where it is one to a file."""
    return connection if isinstance(connection, Postgres) else None


_ESCAPE = "\U0010fffd"
"""Stands before what the server cannot keep in a text, and before itself; a character that nobody uses."""


def _plain(value: Any) -> Any:
    """Give a value as the server takes it; a text may not hold the character of number 0."""
    if not isinstance(value, str):
        return value
    text = str(value)
    if "\x00" in text or _ESCAPE in text:
        text = text.replace(_ESCAPE, f"{_ESCAPE}1").replace("\x00", f"{_ESCAPE}0")
    return text


def _read(value: Any) -> Any:
    """Give a value as it was before the server took it."""
    if isinstance(value, str) and _ESCAPE in value:
        return value.replace(f"{_ESCAPE}0", "\x00").replace(f"{_ESCAPE}1", _ESCAPE)
    return value


def _arranged(names: Sequence[str], values: Values) -> list[Any]:
    """Give values in the order in which they are asked for."""
    if isinstance(values, Mapping):
        return [_plain(values[name]) for name in names]
    return [_plain(value) for value in values]


_NAMED = re.compile(r"(?<!:):([a-z_]\w*)")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\btemp\."), "pg_temp."),
    (re.compile(r"CREATE TABLE pg_temp\.(\w+)"), r"CREATE TEMPORARY TABLE \1"),
    (
        re.compile(r"SELECT 1 FROM sqlite_temp_schema WHERE name = '(\w+)'"),
        r"SELECT to_regclass('pg_temp.\1')::text WHERE to_regclass('pg_temp.\1') IS NOT NULL",
    ),
    (re.compile(r"SELECT 1 FROM sqlite_schema WHERE name = '(\w+)'"), r"SELECT 1 WHERE to_regclass('\1') IS NOT NULL"),
    (
        re.compile(r"\b(target|id|sha256) IN \(SELECT value FROM json_each\((\S+?)\)"),
        r"\1 IN (SELECT value FROM jsonb_array_elements_text(CAST(\2 AS jsonb))",
    ),
    (
        re.compile(r"SELECT value FROM json_each\((\S+?)\)"),
        r"SELECT CAST(value AS bigint) AS no FROM jsonb_array_elements_text(CAST(\1 AS jsonb))",
    ),
    (re.compile(r"\bday DESC\b"), "day DESC NULLS LAST"),
    (re.compile(r"\bmax\(day\) DESC\b(?! NULLS)"), "max(day) DESC NULLS LAST"),
    (re.compile(r"\bpublished DESC\b"), "published DESC NULLS LAST"),
    (re.compile(r"ORDER BY (grp, )?day, "), r"ORDER BY \1day NULLS FIRST, "),
    (re.compile(r"(\S+) = (:\w+|\?) COLLATE NOCASE"), r"lower(\1) = lower(\2)"),
)


@lru_cache(maxsize=512)
def _translated(sql: str) -> tuple[str, tuple[str, ...]]:
    """Give a statement as the server reads it, with the names of its values in order; none where they have none."""
    for pattern, replacement in _RULES:
        sql = pattern.sub(replacement, sql)
    inserted = re.match(r"\s*INSERT INTO (\w+) ", sql)
    if inserted and inserted[1] in _NUMBERED and " RETURNING " not in sql:
        sql += f" RETURNING {_NUMBERED[inserted[1]]}"
    names = tuple(dict.fromkeys(_NAMED.findall(sql)))
    if names:
        return _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", sql), names
    places = count(1)
    return re.sub(r"\?", lambda _: f"${next(places)}", sql), ()


def connect(place: Place, *, wait: float, name: str | None = None) -> sqlite3.Connection:
    """Open the dossier in a database; make it where there is none and a name is given.

    Raises:
        DossierError: If the server cannot be reached, or the library for it is not installed.
        NotADossier: If the database holds no dossier, or one from a newer Dragoman.
        DossierBusy: If another process held it for longer than `wait` seconds.
    """
    connection = Postgres(_wire(place), str(place))
    try:
        connection.execute(f"SET lock_timeout = {max(1, round(wait * 1000)):d}")
        connection.execute("SET client_min_messages = warning")
        _find_or_create(connection, str(place), name)
    except ServerFault as fault:
        connection.close()
        raise fault.told from None
    except BaseException:
        connection.close()
        raise
    return cast("sqlite3.Connection", connection)


def _find_or_create(connection: Postgres, item: str, name: str | None) -> None:
    """See that there is a dossier of a version that is known.

    Raises:
        NotADossier: If there is none and none is to be made, or it is from another Dragoman.
    """
    if not connection.execute("SELECT to_regclass('about') IS NOT NULL").fetchall()[0][0]:
        if name is None:
            raise NotADossier("the database holds no dossier", item=item, remedy="Fill it with `dragoman add`.")
        _create(connection, name)
    version = _version(connection)
    if version > LATEST:
        problem = f"the dossier has version {version}, and this Dragoman knows versions up to {LATEST}"
        raise NotADossier(problem, item=item, remedy="Open it with a newer Dragoman.")
    if version < LATEST:
        _migrate(connection, item)


def _version(connection: Postgres) -> int:
    """Give the version of a dossier."""
    return int(connection.execute("SELECT value FROM about WHERE key = 'version'").fetchall()[0][0])


def _migrate(connection: Postgres, item: str) -> None:
    """Bring a dossier of an older version up to date, in one transaction: it is of one version or of the other.

    Raises:
        DossierError: If this user may not change its tables.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have come first
        if version < LATEST:
            connection.run_script(";\n".join(one.rstrip().rstrip(";") for one in _schema(version)))
            bring_over(cast("sqlite3.Connection", connection), version)
            # The one change that is no addition: what version it is.
            connection.execute("ALTER TABLE about DISABLE TRIGGER about_is_kept")
            connection.execute("UPDATE about SET value = ? WHERE key = 'version'", (str(LATEST),))
            connection.execute("ALTER TABLE about ENABLE TRIGGER about_is_kept")
        connection.execute("COMMIT")
    except BaseException as error:
        connection.execute("ROLLBACK")
        if isinstance(error, ServerFault):
            problem = f"the dossier is of an older version and could not be brought up to date: {error.told.problem}"
            remedy = "Let whoever made the database open it once with this Dragoman, after a backup of it."
            raise DossierError(problem, item=item, remedy=remedy) from None
        raise


def _wire(place: Place) -> Wire:
    """Reach the server.

    Raises:
        DossierError: If that fails.
    """
    try:
        from pg8000 import native  # noqa: PLC0415 - an optional dependency
        from pg8000.exceptions import Error  # noqa: PLC0415 - likewise
    except ImportError:
        raise DossierError(
            "a dossier on a server needs a library that is not installed",
            item=str(place),
            remedy="Install it: pip install 'dragoman[postgres]'.",
        ) from None
    server = place.server()
    socket = f"{server.host}/.s.PGSQL.{server.port}" if server.host.startswith("/") else None
    try:
        return native.Connection(
            server.user,
            host=server.host if socket is None else None,
            unix_sock=socket,
            port=server.port,
            database=server.database,
            password=server.password,
            timeout=None,
            application_name="dragoman",
        )
    except (Error, OSError) as error:
        raise _in_our_words(error, str(place)) from None


def _create(connection: Postgres, name: str) -> None:
    """Make tables, triggers and the index in one transaction."""
    connection.execute("BEGIN")
    connection.in_transaction = True
    try:
        # Two processes that begin at once: the second finds the tables there.
        connection.execute("SELECT pg_advisory_xact_lock(1146241351)")
        if not connection.execute("SELECT to_regclass('about') IS NOT NULL").fetchall()[0][0]:
            connection.run_script(";\n".join(statement.rstrip().rstrip(";") for statement in _schema()))
            connection.execute("INSERT INTO about (key, value) VALUES ('name', ?), ('version', ?)", (name, str(LATEST)))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"--[^\n]*"), ""),
    (re.compile(r"\b(no|seq)(\s+)INTEGER PRIMARY KEY"), r"\1\2BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"),
    (re.compile(r"\bINTEGER\b"), "BIGINT"),
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(r"\bBLOB\b"), "BYTEA"),
    (re.compile(r"\bREAL\b"), "DOUBLE PRECISION"),
    # Nothing sorts before a day there and after it here, unless the index says so; read backwards, newest come first.
    (re.compile(r"(\bON \w+ \([^)]*\bday)(?=[,)])"), r"\1 NULLS FIRST"),
    (re.compile(r"\)\s*(?:STRICT|WITHOUT ROWID)(?:,\s*WITHOUT ROWID)?\s*;"), ");"),
)


def server_ddl(statement: str) -> str:
    """Give a statement that makes a table or an index as the server reads it."""
    for pattern, replacement in _TYPES:
        statement = pattern.sub(replacement, statement)
    return statement.strip()


def _schema(after: int = 0) -> Iterator[str]:
    """Give all that makes the tables of the migrations after one, their triggers, and the index of words."""
    made: set[str] = set()
    for script in migration_scripts()[after:]:
        for statement in statements_in(script):
            found = re.match(r"\s*CREATE (?:TABLE (\w+)|INDEX)", re.sub(r"--[^\n]*\n", "", statement))
            if found:
                made |= {found[1]} if found[1] else set()
                yield server_ddl(statement)
    if after == 0:
        yield (
            "CREATE FUNCTION is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'append-only: % is never %d', TG_TABLE_NAME, lower(TG_OP) USING ERRCODE = '23000'; END $$"
        )
        for table in ("statement", "document"):
            yield f"CREATE TABLE {table}_words (no BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"
            yield f"CREATE INDEX {table}_words_by_word ON {table}_words USING gin (words)"
    for table in sorted(made & set(_KEPT)):
        refuse = "EXECUTE FUNCTION is_kept()"
        yield f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
        yield f"CREATE TRIGGER {table}_is_whole BEFORE TRUNCATE ON {table} {refuse}"


_BUSY = ("55P03", "40P01", "57014")
_FULL = ("53100", "53200")
_NOT_LET_IN = ("28000", "28P01", "3D000", "42501")


def _in_our_words(error: Exception, item: str) -> DossierError:
    """Give the error of the house for one of the server's; what the server quotes may hold secrets and is left out."""
    told = error.args[0] if error.args else ""
    code = str(told.get("C", "")) if isinstance(told, dict) else ""
    if code in _BUSY:
        return DossierBusy(
            "the dossier is in use by another process", item=item, remedy="Wait until it is done and try again."
        )
    if code in _FULL:
        return DossierFull(
            "the server has no room; nothing of this item was written", item=item, remedy="Make room and run it again."
        )
    if code in _NOT_LET_IN:
        return DossierError(
            "the server does not let this user in, or has no such database",
            item=item,
            remedy="Check user, database and password.",
        )
    if code:
        words = str(told.get("M", "")) if isinstance(told, dict) else ""
        return DossierError(f"the server refused this ({words or code})", item=item, remedy="Report it if it stays so.")
    problem = "the server cannot be reached or does not let this user in"
    return DossierError(problem, item=item, remedy="Check address and password.")
