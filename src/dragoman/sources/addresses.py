"""Web addresses and feeds as documents: fetched under a policy, then read like any file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.errors import SourceError
from dragoman.record import Document, Failure, Stated
from dragoman.settings import Settings
from dragoman.sources.archives import items_in
from dragoman.sources.documents import Given, document_of_item, failure_of
from dragoman.sources.items import Bounds, Item, Items
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
    limits = settings or Settings()
    fetching = fetcher or Fetcher()
    for address in addresses:
        yield from _documents(_fetched_items(address, limits, fetching), address, given or Given(), limits)


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
    limits = settings or Settings()
    fetching = fetcher or Fetcher()
    for document in _documents(_fetched_items(address, limits, fetching), address, given or Given(), limits):
        linked = document.source.canonical if isinstance(document, Document) else None
        if linked is None:
            yield document
            continue
        found = list(_documents(_fetched_items(linked.value, limits, fetching), linked.value, given or Given(), limits))
        yield from found
        if not any(isinstance(item, Document) for item in found):
            yield document


def _fetched_items(address: str, settings: Settings, fetcher: Fetcher) -> Items:
    """Fetch an address and give the items in the answer."""
    try:
        answer = fetcher.fetch(address)
    except SourceError as error:
        yield error
        return
    for item in items_in(io.BytesIO(answer.data), address, Bounds.of(settings)):
        yield _told(item, answer) if isinstance(item, Item) and item.extracted is None else item


def _told(item: Item, answer: Fetched) -> Item:
    """Add what the answer says of an item that does not say it itself."""
    facts = {"canonical": Stated(value=answer.address, rule="address fetched"), **item.facts}
    if answer.modified:
        facts.setdefault("updated", Stated(value=_moment(answer.modified), rule="header Last-Modified", inferred=True))
    return replace(item, facts=facts, charset=item.charset or answer.charset)


def _moment(header: str) -> str:
    """Give a header's time as ISO 8601, or as it stands where it is none."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - only fetched items need it

    try:
        return parsedate_to_datetime(header).isoformat()
    except ValueError:
        return header


def _documents(items: Items, address: str, given: Given, settings: Settings) -> Iterator[Document | Failure]:
    """Make documents of items, failures of errors."""
    for item in items:
        if isinstance(item, SourceError):
            yield failure_of(item, address)
            continue
        try:
            yield document_of_item(item, given, settings)
        except SourceError as error:
            yield failure_of(error, item.address)
