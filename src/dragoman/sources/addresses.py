"""Web addresses and feeds as documents: fetched under a policy, then read like any file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from dragoman.errors import SourceError
from dragoman.record import Document, Failure, Stated
from dragoman.settings import Settings
from dragoman.sources.archives import items_in
from dragoman.sources.arriving import Answered, Arrivals, Intake, Opened, Unchanged, arrival_of, documents_in
from dragoman.sources.documents import Given, failure_of
from dragoman.sources.items import Bounds, Item
from dragoman.sources.urls import Fetched, Fetcher

_SCHEMES = ("http://", "https://")


def is_address(path: str) -> bool:
    """Tell whether what a user gave is a web address."""
    return path[:8].casefold().startswith(_SCHEMES)


def open_addresses(
    addresses: Iterable[str],
    *,
    given: Given | None = None,
    settings: Settings | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Failure]:
    """Give the documents behind web addresses; one that cannot be had is a failure, the rest goes on.

    Args:
        addresses: http and https addresses.
        given: What the user says of all of them.
        settings: Limits; the defaults if left out.
        fetcher: Who fetches, under which policy; a careful one if left out.
    """
    intake = Intake(given or Given(), settings or Settings(), None, fetcher or Fetcher())
    for address in addresses:
        yield from documents_in(address_arrivals(address, intake))


def open_feed(
    address: str, *, given: Given | None = None, settings: Settings | None = None, fetcher: Fetcher | None = None
) -> Iterator[Document | Failure]:
    """Give the articles that a feed links to; where one cannot be had, what the feed itself carries of it.

    Args:
        address: The feed's address.
        given: What the user says of all of them.
        settings: Limits; the defaults if left out.
        fetcher: Who fetches, under which policy; a careful one if left out.
    """
    intake = Intake(given or Given(), settings or Settings(), None, fetcher or Fetcher())
    yield from documents_in(feed_arrivals(address, intake))


def address_arrivals(address: str, intake: Intake) -> Arrivals:
    """Give what arrives from a web address.

    The server is asked only for what has changed, where it said before how to ask.  That it answered comes last, and
    only if nothing of the answer failed: whoever keeps it then has everything.
    """
    yield from _arrivals(address, intake, intake)


def feed_arrivals(address: str, intake: Intake) -> Arrivals:
    """Give what arrives from the articles that a feed links to; where one cannot be had, what the feed carries."""
    failed = False
    # Entries are looked at anew each time: what counts is what they link to.
    for arrival in _arrivals(address, intake, replace(intake, held=None)):
        linked = arrival.document.source.canonical if isinstance(arrival, Opened) else None
        if linked is None:
            if not (isinstance(arrival, Answered) and failed):
                yield arrival
            continue
        there = False
        for found in address_arrivals(linked.value, intake):
            there = there or isinstance(found, Opened | Unchanged)
            failed = failed or isinstance(found, Failure)
            yield found
        if not there:
            yield arrival


def _arrivals(address: str, asking: Intake, intake: Intake) -> Arrivals:
    """Fetch an address and give what is in the answer."""
    before = asking.held.answer(address) if asking.held is not None else None
    known = Fetched(b"", address, etag=before.etag, modified=before.modified) if before is not None else None
    try:
        answer = asking.fetcher.fetch(address, known=known)
    except SourceError as error:
        yield failure_of(error, address)
        return
    if answer.unchanged:
        yield Unchanged(address, "nothing new: the server says that it has not changed")
        return
    failed = False
    for found in items_in(io.BytesIO(answer.data), address, Bounds.of(intake.settings)):
        arrival = arrival_of(_told(found, answer) if isinstance(found, Item) else found, address, intake)
        failed = failed or isinstance(arrival, Failure)
        yield arrival
    if not failed and (answer.etag or answer.modified):
        yield Answered(address, answer.etag, answer.modified)


def _told(item: Item, answer: Fetched) -> Item:
    """Add what the answer says of an item that does not say it itself."""
    obtained = item.obtained or _date(answer.date)
    if item.take is not None:
        return replace(item, obtained=obtained)
    facts = {"canonical": Stated(value=answer.address, rule="address fetched"), **item.facts}
    if answer.modified:
        facts.setdefault("updated", Stated(value=_moment(answer.modified), rule="header Last-Modified", inferred=True))
    return replace(item, facts=facts, charset=item.charset or answer.charset, obtained=obtained)


def _moment(header: str) -> str:
    """Give a header's time as ISO 8601, or as it stands where it is none."""
    moment = _date(header)
    return moment.isoformat() if moment is not None else header


def _date(header: str | None) -> datetime | None:
    """Read a header's time; the server's own clock says when an answer was given."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - only fetched items need it

    try:
        moment = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
