"""The schema of a dossier, as numbered SQL files, and how an old dossier is brought up to date."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

from dragoman.dossier.likening import insert_missing_prints
from dragoman.errors import DossierError

LATEST = 4
"""Number of the newest migration; kept in a dossier as `PRAGMA user_version`."""

WITH_COPIES = 4
"""The migration from which on it is kept which documents share text: for those that are there, it is made up for."""


def create_schema(connection: sqlite3.Connection) -> None:
    """Run all migrations within the caller's transaction."""
    run_migrations(connection, 0, LATEST)


def run_migrations(connection: sqlite3.Connection, version: int, target: int) -> None:
    """Run the migrations after one version up to another, within the caller's transaction."""
    for number, script in enumerate(migration_scripts(), start=1):
        if version < number <= target:
            # executescript would commit first; statement by statement it stays one transaction.
            for statement in statements_in(script):
                connection.execute(statement)
    if target >= WITH_COPIES:
        bring_over(connection, version)
    connection.execute(f"PRAGMA user_version = {target:d}")


def bring_over(connection: sqlite3.Connection, version: int) -> None:
    """Make up for what a dossier of an older version did not keep, once it has the tables for it."""
    if version < WITH_COPIES:
        insert_missing_prints(connection)


def migration_scripts() -> tuple[str, ...]:
    """Give the SQL of every migration, in order."""
    folder = files("dragoman.dossier").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def statements_in(script: str) -> list[str]:
    """Cut an SQL script into statements; SQLite itself says where one is complete."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        if not pending and not line.split("--", 1)[0].strip():
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


def migrate(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Bring an old dossier up to date, after a copy of it has been laid beside it.

    Returns:
        The copy.

    Raises:
        DossierError: If the copy cannot be made; the dossier is then left as it is.
    """
    backup = path.with_name(f"{path.name}.version-{version}")
    if not backup.exists():
        _copy(connection, backup)
    connection.execute("BEGIN IMMEDIATE")
    try:
        current: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if current < LATEST:  # another process may have come first
            run_migrations(connection, current, LATEST)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return backup


def _copy(connection: sqlite3.Connection, backup: Path) -> None:
    """Copy a dossier page by page, under a passing name first, so that a copy is whole or not there."""
    passing = backup.with_name(backup.name + ".part")
    passing.unlink(missing_ok=True)
    try:
        with sqlite3.connect(passing) as target:
            connection.backup(target)
        target.close()
        passing.replace(backup)
    except (sqlite3.Error, OSError) as error:
        passing.unlink(missing_ok=True)
        raise DossierError(
            "the dossier is of an older version and no copy could be made before bringing it up to date",
            item=str(backup),
            remedy="Make room or get the right to write in its folder, then open it again.",
        ) from error
