"""Containers of any kind, opened by their content and within bounds: zip, gzip, dumps, feeds, mail, web archives."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, cast

from dragoman.errors import SourceBroken, SourceError, SourceTooLarge
from dragoman.sources.columns import columns_of
from dragoman.sources.exports import export_items, looks_like_export
from dragoman.sources.feeds import feed_items, looks_like_feed
from dragoman.sources.formats import OPENDOCUMENT, Format, format_of, looks_like_message
from dragoman.sources.items import Bounds, Item, Items
from dragoman.sources.litter import is_litter
from dragoman.sources.mailboxes import looks_like_mailbox, messages_in
from dragoman.sources.mails import attachments_of
from dragoman.sources.packs import docx_items, may_be_pack, page_items, rtf_items
from dragoman.sources.tables import (
    json_items,
    json_line_items,
    looks_like_json_lines,
    looks_like_table,
    names_articles,
    table_items,
    table_without_articles,
)
from dragoman.sources.warcs import warc_items

SAMPLE = 65_536
_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
    IndexError, struct.error,
)  # fmt: skip
"""What the readers of zip and gzip raise over damage."""


def items_in(stream: BinaryIO, address: str, bounds: Bounds, depth: int = 0) -> Items:
    """Give the items behind a stream: those of a container one by one, anything else as the one item it is.

    Args:
        stream: The bytes, from their beginning; it must be able to seek.
        address: What they were given as.
        bounds: How much may come out.
        depth: In how many containers it lies already.

    Yields:
        Items, and an error in the place of each that cannot be had.
    """
    head = stream.read(SAMPLE)
    stream.seek(0)
    opener = _opener(head, address)
    if opener is None:
        yield from _single(stream, address, bounds, depth)
    elif depth >= bounds.depth and opener not in _DOCUMENTS:
        problem = f"it lies in more than {bounds.depth} archives, one within the other"
        yield SourceTooLarge(problem, item=address, remedy="Unpack it yourself if you trust it.")
    else:
        try:
            for number, item in enumerate(opener(stream, address, bounds, depth)):
                if number >= bounds.items:
                    remedy = "Split it into smaller archives."
                    yield SourceTooLarge(f"it holds more than {bounds.items:,} items", item=address, remedy=remedy)
                    return
                yield item
        except SourceError as error:
            # What breaks a container as a whole is one failure; what came out of it before stays.
            yield error


def is_container(data: bytes, address: str) -> bool:
    """Tell whether bytes are a container of items rather than one item."""
    return _opener(data[:SAMPLE], address) is not None


_Opener = Callable[[BinaryIO, str, Bounds, int], Items]


def _opener(head: bytes, address: str) -> _Opener | None:
    """Choose who opens a container by its first bytes; None for what is no container."""
    name = address.casefold()
    array = head.lstrip()[:1] == b"[" and head.lstrip()[1:].lstrip()[:1] == b"{"
    tests: tuple[tuple[Callable[[], bool], _Opener], ...] = (
        (lambda: head.startswith(_ZIP) and head[30:].startswith(OPENDOCUMENT), _single),
        (lambda: head.startswith(_ZIP) and _office(head) is not None, _unread),
        (lambda: head.startswith(_ZIP) and not _is_docx(head), _zipped),
        (lambda: head.startswith(_ZIP), _DOCX),
        (lambda: head.startswith(b"{\\rtf"), _RTF),
        (lambda: head.startswith(_GZIP), _gzipped),
        (lambda: head.startswith(b"WARC/"), _warc),
        (lambda: looks_like_feed(head), _feed),
        (lambda: looks_like_json_lines(head) and not name.endswith(".json"), _json_lines),
        (lambda: name.endswith(".json") or array, _json),
        (lambda: looks_like_table(head) is not None, _table),
        (lambda: columns_of(head, address) is not None, _table),
        (lambda: looks_like_mailbox(head), _mailbox),
        (lambda: looks_like_message(head), _message),
        (lambda: looks_like_export(head), _EXPORT),
        (lambda: may_be_pack(head) and format_of(head, address) is Format.HTML, _PAGE),
    )
    return next((opener for fits, opener in tests if fits()), None)


def _office(head: bytes) -> str | None:
    """Give what to save a file as that is a zip by its form but a document, table or slides of another program."""
    if head[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument"):
        return "CSV" if b"spreadsheet" in head[:200] else "DOCX or PDF"
    if b"[Content_Types].xml" in head[:200] and b"word/" not in head:
        return "CSV" if b"xl/" in head else "PDF" if b"ppt/" in head else None
    return None


def _unread(stream: BinaryIO, address: str, _bounds: Bounds, _depth: int) -> Items:
    """Refuse the files of office programs that are not read; their parts are no articles."""
    better = _office(stream.read(SAMPLE)) or "DOCX or PDF"
    problem = "it is a file of an office program that is not read"
    yield SourceBroken(problem, item=address, remedy=f"Save it as {better}, then add it.")


def _is_docx(head: bytes) -> bool:
    """Tell a word processor's file from other zip files."""
    return b"word/" in head or (b"[Content_Types].xml" in head[:200] and b"xl/" not in head and b"ppt/" not in head)


def _single(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
    """Give a stream as one item."""
    data = stream.read(bounds.item + 1)
    if len(data) > bounds.item:
        yield bounds.too_large(address)
    else:
        yield Item(address, data)


def _zipped(stream: BinaryIO, address: str, bounds: Bounds, depth: int) -> Items:
    """Give what lies in a zip file, in the order of names."""
    try:
        archive = zipfile.ZipFile(stream)
        members = sorted(archive.infolist(), key=lambda member: member.filename)
    except _BROKEN as error:
        yield _damaged(address, error)
        return
    names = frozenset(member.filename for member in members)
    with archive:
        for member in members:
            name = member.filename
            if not name:
                yield _damaged(f"{address}!/", ValueError("a member has no name"))
                continue
            if (
                member.is_dir()
                or "/." in f"/{name}"
                or name.startswith("__MACOSX/")
                or is_litter(name, names.__contains__)
            ):
                continue
            place = f"{address}!/{name}"
            try:
                data = _member(archive, member, place, bounds)
            except SourceError as error:
                yield error
                continue
            yield from items_in(io.BytesIO(data), place, bounds, depth + 1)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, bounds: Bounds) -> bytes:
    """Unpack one member; the sizes that the archive claims are not believed."""
    if member.flag_bits & 0x1:
        raise SourceBroken("it is locked with a password", item=place, remedy="Unpack it yourself, then add it.")
    limit = bounds.unpacked(member.compress_size)
    try:
        with archive.open(member) as part:
            data = part.read(limit + 1)
    except _BROKEN as error:
        raise _damaged(place, error) from error
    if len(data) > limit:
        raise bounds.too_large(place) if limit == bounds.item else bounds.bomb(place)
    return data


def _gzipped(stream: BinaryIO, address: str, bounds: Bounds, depth: int) -> Items:
    """Give what a gzip file holds; a packed web archive is read as it unpacks."""
    inner = address.removesuffix(".gz")
    try:
        # Not through GzipFile: what is cut short would fail here, though much of it can be read.
        head = zlib.decompressobj(wbits=31).decompress(stream.read(SAMPLE), SAMPLE)
        stream.seek(0)
        opener = _streamed(head)
        if opener is not None:
            yield from opener(stream, address, bounds)
            return
        packed = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        limit = bounds.unpacked(packed)
        with gzip.GzipFile(fileobj=stream) as unpacked:
            data = unpacked.read(limit + 1)
    except _BROKEN as error:
        yield _damaged(address, error)
        return
    if len(data) > limit:
        yield bounds.too_large(address) if limit == bounds.item else bounds.bomb(address)
        return
    yield from items_in(io.BytesIO(data), inner, bounds, depth + 1)


def _streamed(head: bytes) -> Callable[[BinaryIO, str, Bounds], Items] | None:
    """Choose who reads a packed container as it unpacks, so that a large one needs little memory."""
    if head.startswith(b"WARC/"):
        return warc_items
    delimiter = looks_like_table(head)
    if delimiter is not None:
        return lambda stream, address, bounds: table_items(_unpacked(stream), address, delimiter, bounds)
    if looks_like_json_lines(head):
        return lambda stream, address, bounds: json_line_items(_unpacked(stream), address, bounds)
    return None


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """Give a stream of what a gzip stream unpacks to."""
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


def _warc(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
    """Give the pages of a web archive."""
    return warc_items(stream, address, bounds)


def _feed(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
    """Give the entries of a feed."""
    return feed_items(stream.read(bounds.item), address)


def _json_lines(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
    """Give the rows of a dump of JSON lines."""
    return json_line_items(stream, address, bounds)


def _json(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
    """Give the rows of a JSON file."""
    return json_items(stream.read(bounds.item), address)


def _table(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
    """Give the rows of a table; one without articles is one failure, not one a row.

    Raises:
        SourceEmpty: If none of its columns holds articles.
    """
    head = stream.read(SAMPLE)
    stream.seek(0)
    delimiter = looks_like_table(head)
    columns = columns_of(head, address) if delimiter is None or not names_articles(head) else None
    if columns is not None and not columns.articles:
        raise table_without_articles(columns, address)
    return table_items(stream, address, columns.delimiter if columns else delimiter or ",", bounds, columns)


def _message(stream: BinaryIO, address: str, bounds: Bounds, depth: int) -> Items:
    """Give a message and the files attached to it."""
    data = stream.read(bounds.item)
    yield Item(address, data)
    try:
        for name, content in attachments_of(data, address):
            yield from items_in(io.BytesIO(content), f"{address}!/{name}", bounds, depth + 1)
    except SourceError:
        # A message that cannot be taken apart is one failure, and the item before it is where that shows.
        return


def _mailbox(stream: BinaryIO, address: str, bounds: Bounds, depth: int) -> Items:
    """Give the messages of a mailbox with what is attached to them."""
    for number, (offset, data) in enumerate(messages_in(stream, bounds.item), start=1):
        place = f"{address}#{number}"
        if len(data) > bounds.item:
            yield bounds.too_large(place)
            continue
        for found in _message(io.BytesIO(data), place, bounds, depth):
            whole = isinstance(found, Item) and found.address == place
            yield replace(found, offset=offset) if whole and isinstance(found, Item) else found


def _packed(items: Callable[[bytes, str], Items]) -> _Opener:
    """Have a file opened whole that may hold several articles of a press database."""

    def opened(stream: BinaryIO, address: str, bounds: Bounds, _depth: int) -> Items:
        data = stream.read(bounds.item + 1)
        if len(data) > bounds.item:
            yield bounds.too_large(address)
            return
        yield from items(data, address)

    return opened


_DOCX, _RTF, _PAGE, _EXPORT = map(_packed, (docx_items, rtf_items, page_items, export_items))
_DOCUMENTS = frozenset((_single, _DOCX, _RTF, _PAGE))
"""Who opens what is a document by its form: however deep it lies, nothing in it is opened in turn."""


def _damaged(address: str, error: Exception) -> SourceBroken:
    """Give the error for a container that cannot be unpacked."""
    reason = str(error)[:100] or type(error).__name__
    return SourceBroken(f"it is damaged or cut short ({reason})", item=address, remedy="Fetch or pack it again.")
