"""WARC files, packed or not: the pages in them with their addresses and the times at which they were fetched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import BinaryIO

from dragoman.errors import SourceBroken
from dragoman.record import Stated
from dragoman.sources.items import Bounds, Item, Items

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
            data = record.reader.read(min(bounds.item, record.content_length) + 1)
        except Exception as error:  # noqa: BLE001 - as above
            yield SourceBroken(
                f"the record is cut short ({type(error).__name__})", item=place, remedy="Fetch it again."
            )
            continue
        if len(data) > bounds.item:
            yield bounds.too_large(place)
            continue
        if len(data) < record.content_length:
            problem = f"the record is cut short ({len(data):,} of {record.content_length:,} bytes)"
            yield SourceBroken(problem, item=place, remedy="Fetch it again.")
            continue
        if not data.strip():
            continue
        charset = _CHARSET.search(kind)
        facts = {"canonical": Stated(value=uri, rule="warc WARC-Target-URI")} if uri.startswith("http") else {}
        obtained = _moment(str(record.headers.get("WARC-Date") or ""))
        yield Item(place, data, None, facts, obtained, charset[1] if charset else None)


def _moment(stamp: str) -> datetime | None:
    """Read the time of a record; a broken one is no time."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
