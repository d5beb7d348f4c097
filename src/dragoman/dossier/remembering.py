"""A connection that remembers the records it has read: rows never change, so neither do they."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.record import Record

if TYPE_CHECKING:  # it loads numpy
    from dragoman.sources.fingerprints import Hashes

MOST = 20_000
"""Records that are remembered, some sixty mebibytes; then all are forgotten, which is simple and rare."""

R = TypeVar("R", bound=Record)


class Connection(sqlite3.Connection):
    """A connection with the records that were read through it.

    Attributes:
        read: Records by table and row number.
        runs: Hashes of the runs of words of documents that were compared, by row number.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.read: dict[tuple[str, int], Record] = {}
        self.runs: dict[int, Hashes] = {}


def remembered(connection: sqlite3.Connection, kind: type[R], number: int, make: Callable[[], R]) -> R:
    """Give the record of a row, made only the first time.

    Args:
        connection: Where the row stands; one that does not remember makes the record each time.
        kind: What the record is.
        number: The row's number.
        make: Makes the record.
    """
    if not isinstance(connection, Connection):
        return make()
    key = (kind.__name__, number)
    found = connection.read.get(key)
    if isinstance(found, kind):
        return found
    if len(connection.read) >= MOST:
        connection.read.clear()
    record = connection.read[key] = make()
    return record
