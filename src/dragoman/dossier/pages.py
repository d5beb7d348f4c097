"""A damaged SQLite file made so that it can be opened again: its length, its header, its schema pages."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from dragoman.dossier import connecting

INTERIOR_TABLE = 5
"""Type byte of a page that only points to others."""


def mend_copy(copy: Path) -> None:
    """Mend a copy of a damaged dossier as far as opening it needs; what stands in its tables is not touched."""
    fresh = _fresh_dossier()
    size = _page_size(fresh)
    data = bytearray(copy.read_bytes())
    data += bytes(-len(data) % size)
    pages = len(data) // size
    if data[:16] == connecting.MAGIC and int.from_bytes(data[28:32], "big") > pages:
        # Cut short: what is missing becomes empty pages, so that the rest can be reached.
        claimed = int.from_bytes(data[28:32], "big")
        if claimed * size <= 2 * len(data) + 2**20:
            data += bytes((claimed - pages) * size)
    copy.write_bytes(data)
    if not _schema_is_readable(copy):
        copy.with_name(copy.name + "-journal").unlink(missing_ok=True)
        copy.write_bytes(_with_schema_of(bytes(data), fresh, size))


def _fresh_dossier() -> bytes:
    """Give the bytes of a dossier with nothing in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.dossier"
        connecting.create(path, wait=1.0, name="fresh").close()
        return path.read_bytes()


def _page_size(data: bytes) -> int:
    """Give the size of a page, from the header."""
    size = int.from_bytes(data[16:18], "big")
    return 65536 if size == 1 else size


def _schema_is_readable(path: Path) -> bool:
    """Tell whether SQLite can read which tables there are."""
    connection = sqlite3.connect(path)
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").fetchone()[0]
        connection.execute("SELECT 1 FROM document LIMIT 0")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return bool(tables)


def _with_schema_of(data: bytes, fresh: bytes, size: int) -> bytes:
    """Put the header and the schema pages of a fresh dossier in place of damaged ones."""
    mended = bytearray(data if len(data) >= len(fresh) else data + bytes(len(fresh) - len(data)))
    for page in _schema_pages(fresh, size):
        mended[(page - 1) * size : page * size] = fresh[(page - 1) * size : page * size]
    mended[28:32] = (len(mended) // size).to_bytes(4, "big")  # pages in the file
    mended[32:40] = bytes(8)  # no list of free pages
    mended[92:96] = mended[24:28]  # the count of pages is valid
    return bytes(mended)


def _schema_pages(fresh: bytes, size: int) -> list[int]:
    """Give the pages on which the schema of a fresh dossier stands, by walking its tree."""
    found: list[int] = []
    waiting = [1]
    while waiting:
        page = waiting.pop()
        found.append(page)
        base = (page - 1) * size
        head = base + (connecting.HEADER if page == 1 else 0)
        if fresh[head] != INTERIOR_TABLE:
            continue
        cells = int.from_bytes(fresh[head + 3 : head + 5], "big")
        waiting.append(int.from_bytes(fresh[head + 8 : head + 12], "big"))
        for cell in range(cells):
            at = head + 12 + 2 * cell
            start = base + int.from_bytes(fresh[at : at + 2], "big")
            waiting.append(int.from_bytes(fresh[start : start + 4], "big"))
    return found
