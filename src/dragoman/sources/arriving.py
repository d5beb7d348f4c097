"""What arrives where articles are kept: documents with their bytes, what is there already, what could not be had."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.errors import SourceError
from dragoman.record import Document, Failure
from dragoman.settings import Settings
from dragoman.sources.documents import Given, document_of_item, failure_of
from dragoman.sources.items import Found
from dragoman.sources.urls import Fetcher


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with the bytes that it was made of, as they lay on disk, in a container or in an answer."""

    document: Document
    raw: bytes


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An item that is there already, byte for byte; it was not taken apart again.

    Attributes:
        item: Its address.
        note: What is worth saying about it.
    """

    item: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """That all of a web server's answer has come through, and what to ask it with the next time."""

    address: str
    etag: str | None
    modified: str | None


Arrival = Opened | Unchanged | Answered | Failure
Arrivals = Iterator[Arrival]


class Held(Protocol):
    """What is there already."""

    def holds(self, address: str, sha256: str) -> bool:
        """Tell whether these bytes are what the address was last seen to hold, and nothing is left to do with them."""

    def answer(self, address: str) -> Answered | None:
        """Give what a server said of an address, if what it answered is there still."""


@dataclass(frozen=True, slots=True)
class Intake:
    """How items are taken in.

    Attributes:
        given: What the user says of all of them.
        settings: Limits.
        held: What is there already; everything is taken anew where nobody says.
        fetcher: Who fetches addresses, under which policy.
    """

    given: Given = field(default_factory=Given)
    settings: Settings = field(default_factory=Settings)
    held: Held | None = None
    fetcher: Fetcher = field(default_factory=Fetcher)


def arrival_of(found: Found, address: str, intake: Intake) -> Arrival:
    """Give what an item comes to.

    Args:
        found: The item, or why it cannot be had.
        address: What the user pointed at.
        intake: How it is taken in.
    """
    if isinstance(found, SourceError):
        return failure_of(found, address)
    if intake.held is not None and intake.held.holds(found.address, hashlib.sha256(found.data).hexdigest()):
        return Unchanged(found.address)
    try:
        return Opened(document_of_item(found, intake.given, intake.settings), found.data)
    except SourceError as error:
        return failure_of(error, found.address)


def documents_in(arrivals: Arrivals) -> Iterator[Document | Failure]:
    """Give the documents and failures among what arrives."""
    for arrival in arrivals:
        if isinstance(arrival, Opened):
            yield arrival.document
        elif isinstance(arrival, Failure):
            yield arrival
