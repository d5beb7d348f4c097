"""Rows straight from the pages of an SQLite file, without the trees above them.

A damaged inner page hides every row below it from SQLite, though the rows themselves are whole.  So the
leaf pages are read one by one, wherever they stand in the file.  Nothing is ever deleted from a dossier,
so what stands on a leaf page counts.  The format: https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

from collections.abc import Iterator

LEAF = 13
"""Type byte of a page that holds rows of a table."""

DEFAULT_PAGE = 4096
"""Bytes of a page where the header does not tell."""

FILE_HEADER = 100
"""Bytes before the page header on the first page."""

_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)

Value = str | bytes | int | float | None


class _Broken(Exception):
    """A cell does not hold together."""


def rows_in(data: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Give the number and the values of every row that holds together.

    Args:
        data: The whole file.
    """
    size = page_size(data)
    for page in range(1, len(data) // size + 1):
        base = (page - 1) * size
        head = base + (FILE_HEADER if page == 1 else 0)
        if data[head] != LEAF:
            continue
        for number in range(min(int.from_bytes(data[head + 3 : head + 5], "big"), size // 4)):
            pointer = head + 8 + 2 * number
            at = int.from_bytes(data[pointer : pointer + 2], "big")
            try:
                yield _row(data, base + at, base + size, size)
            except (_Broken, IndexError, UnicodeDecodeError):
                continue


def page_size(data: bytes) -> int:
    """Give the size of a page as the header has it, or the usual one where the header is damaged."""
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    return size if data[:6] == b"SQLite" and 512 <= size <= 65536 and size & (size - 1) == 0 else DEFAULT_PAGE


def _row(data: bytes, at: int, page_end: int, size: int) -> tuple[int, tuple[Value, ...]]:
    """Read one row from its cell.

    Raises:
        _Broken: If it does not hold together.
    """
    if at >= page_end:
        raise _Broken
    length, at = _varint(data, at)
    number, at = _varint(data, at)
    here = _length_on_page(length, size)
    if length > len(data) or at + here > page_end:
        raise _Broken
    payload = data[at : at + here]
    if here < length:
        payload += _overflow(data, int.from_bytes(data[at + here : at + here + 4], "big"), length - here, size)
    return number, _values(payload)


def _length_on_page(length: int, size: int) -> int:
    """Give how many bytes of a payload stand on the leaf page itself."""
    most = size - 35
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    fitting = least + (length - least) % (size - 4)
    return fitting if fitting <= most else least


def _overflow(data: bytes, page: int, length: int, size: int) -> bytes:
    """Follow the chain of pages that a long payload runs over.

    Raises:
        _Broken: If the chain is cut or turns in a circle.
    """
    parts: list[bytes] = []
    for _ in range(length // (size - 4) + 1):
        if not 1 < page <= len(data) // size or length <= 0:
            break
        base = (page - 1) * size
        taken = min(length, size - 4)
        parts.append(data[base + 4 : base + 4 + taken])
        length -= taken
        page = int.from_bytes(data[base : base + 4], "big")
    if length > 0:
        raise _Broken
    return b"".join(parts)


def _values(payload: bytes) -> tuple[Value, ...]:
    """Decode a record.

    Raises:
        _Broken: If its header and its body do not fit each other.
    """
    header, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise _Broken
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """Decode one value and say where the next begins.

    Raises:
        _Broken: If it is of a kind that a dossier has none of.
    """
    if kind == 0:
        return None, at
    if kind <= 6:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind in {8, 9}:
        return kind - 8, at
    if kind == 7:
        return 0.0, at + 8  # the one real number of a dossier, a confidence, stands in the sealed record too
    if kind < 12:
        raise _Broken
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise _Broken
    return (payload[at:end].decode("utf-8") if kind % 2 else payload[at:end]), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Decode a number of one to nine bytes and say where the next begins."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
