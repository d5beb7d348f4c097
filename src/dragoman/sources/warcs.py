"""WARC files, packed or not: the pages in them with their addresses and the times at which they were fetched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import SourceBroken, SourceError
from dragoman.record import Stated
from dragoman.sources.items import Bounds, Item, Items
from dragoman.sources.transfers import undone

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PACKED = ("Transfer-Encoding", "Content-Encoding")
_READ = ("text/html", "application/xhtml", "text/plain", "application/pdf", "application/rss", "application/atom",
         "application/xml", "text/xml", "text/markdown")  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


def warc_items(stream: BinaryIO, address: str, bounds: Bounds) -> Items:
    """Give the documents of a WARC file; images, scripts, redirects and errors in it are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only archives need it

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    records = iter(ArchiveIterator(stream, record_types=wanted, parse_http=True))
    while True:
        number += 1
        try:
            record = next(records)
        except StopIteration:
            break
        except Exception as error:  # noqa: BLE001 - damaged archives raise whatever the parser or unpacker trips over
            problem = f"the archive is damaged after record {number - 1} ({type(error).__name__})"
            yield SourceBroken(problem, item=address, remedy="Fetch it again; what came before was read.")
            return
        uri = str(record.headers.get("WARC-Target-URI") or "").strip("<>") or f"record {number}"
        place = f"{address}#{uri}"
        if record.is_http and not 200 <= int(record.http_headers.status_code or 0) < 300:
            continue
        kind = str((record.http_headers if record.is_http else record.headers).get("Content-Type") or "")
        if kind and not kind.casefold().startswith(_READ):
            continue
        try:
            data = _payload(record, place, bounds)
        except SourceError as error:
            yield error
            continue
        if not data.strip():
            continue
        charset = _CHARSET.search(kind)
        facts = {"canonical": Stated(value=uri, rule="warc WARC-Target-URI")} if uri.startswith("http") else {}
        obtained = _moment(str(record.headers.get("WARC-Date") or ""))
        yield Item(place, data, None, facts, obtained, charset[1] if charset else None)


def _payload(record: WarcRecord, place: str, bounds: Bounds) -> bytes:
    """Give what a record holds.

    Raises:
        SourceError: If it is cut short, or unpacks to more than it may.
    """
    size = record.content_length
    try:
        data: bytes = record.reader.read(min(bounds.item, size) + 1)
    except Exception as error:
        problem = f"the record is cut short ({type(error).__name__})"
        raise SourceBroken(problem, item=place, remedy="Fetch it again.") from error
    if len(data) > bounds.item:
        raise bounds.too_large(place)
    if len(data) < size:
        problem = f"the record is cut short ({len(data):,} of {size:,} bytes)"
        raise SourceBroken(problem, item=place, remedy="Fetch it again.")
    if not record.is_http:
        return data
    transfer, content = (str(record.http_headers.get(name) or "") for name in _PACKED)
    return undone(data, transfer, content, address=place, bounds=bounds)


def _moment(stamp: str) -> datetime | None:
    """Read the time of a record; a broken one is no time."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
