"""Items into a dossier, one after the other: read, held against their text, kept; a bad one never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.dossier.store import Added, Store
from dragoman.dossier.writing import encoded
from dragoman.errors import AnchorError, ReadingError
from dragoman.reading import Reader
from dragoman.record import Document, Failure, Reading

if TYPE_CHECKING:  # they load all formats, which questions need not wait for
    from dragoman.sources import Answered, Arrival

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one item.

    Attributes:
        item: Path or address.
        added: What adding it came to; None where nothing could be added.
        statements: Statements that were read from it now.
        failures: What could not be read of it.
        note: What else is worth saying.
    """

    item: str
    added: Added | None
    statements: int = 0
    failures: tuple[Failure, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a dossier holds, as far as one reader has read it: what need not be taken apart again."""

    store: Store
    reader: str

    def holds(self, address: str, sha256: str) -> bool:
        """Tell whether these bytes are what the address was last seen to hold, and have been read."""
        return self.store.holds(address, sha256, reader=self.reader)

    def answer(self, address: str) -> Answered | None:
        """Give what a server said of an address, if what it answered has been read."""
        from dragoman.sources import Answered  # noqa: PLC0415 - loads all formats

        said = self.store.answer(address, reader=self.reader)
        return Answered(address, *said) if said is not None else None


def take_in(store: Store, items: Iterable[Arrival | Document], reader: Reader, *, clock: Clock) -> Iterator[Taken]:
    """Read items and keep them, each in one transaction.

    What this reader has read before is not read again, so a batch that was killed goes on where it stopped.

    Args:
        store: Where to keep them.
        items: What arrives: documents, with their bytes where they are at hand, and failures of items that could
            not become one.
        reader: Who reads.
        clock: Where the time comes from.

    Raises:
        DossierError: If the dossier itself cannot take more; what came before is kept.
    """
    from dragoman.sources import Answered, Opened, Unchanged  # noqa: PLC0415 - loads all formats

    for item in items:
        if isinstance(item, Answered):
            store.add_answer(item.address, (item.etag, item.modified), at=clock())
        elif isinstance(item, Unchanged):
            yield Taken(item.item, Added.SAME, note=item.note)
        elif isinstance(item, Failure):
            store.add_failure(item, at=clock())
            yield Taken(item.item, None, failures=(item,))
        else:
            document, raw = (item.document, item.raw) if isinstance(item, Opened) else (item, None)
            if store.has(document.source.sha256, reader=reader.name):
                yield Taken(document.source.address, store.add_document(document, at=clock()))
            else:
                yield _read_and_keep(store, document, reader, clock, raw=raw)


def reread(store: Store, reader: Reader, *, clock: Clock) -> Iterator[Taken]:
    """Read what the dossier has again, from the texts that it keeps; what this reader has read is passed over."""
    for document in store.documents():
        if not store.has(document.source.sha256, reader=reader.name):
            yield _read_and_keep(store, document, reader, clock)


def _read_and_keep(
    store: Store, document: Document, reader: Reader, clock: Clock, *, raw: bytes | None = None
) -> Taken:
    """Read one document and keep it with what came of it."""
    address = document.source.address
    outcome = read_or_fail(reader, document)
    raw = raw if raw is not None else raw_bytes(document)
    try:
        added = store.add(document, outcome, at=clock(), raw=raw)
    except AnchorError as error:
        # A reading whose words are not the text's is no evidence: the document is kept, the reading is not.
        outcome = Failure(item=address, problem=error.problem, remedy=error.remedy, stage="reading")
        added = store.add(document, outcome, at=clock(), raw=raw)
    if isinstance(outcome, Failure):
        return Taken(address, added, failures=(outcome,))
    return Taken(address, added, len(outcome.statements), outcome.failures)


def read_or_fail(reader: Reader, document: Document) -> Reading | Failure:
    """Give the reading of a document, or the failure to read it."""
    try:
        return reader.read(document)
    except ReadingError as error:
        return Failure(item=document.source.address, problem=error.problem, remedy=error.remedy, stage="reading")


def raw_bytes(document: Document) -> bytes | None:
    """Give the bytes of a document where they still lie at its address and its text alone cannot give them back."""
    if sha256(encoded(document) or b"").hexdigest() == document.source.sha256:
        return None
    try:
        raw = Path(document.source.address).read_bytes()
    except (OSError, ValueError):
        return None
    return raw if sha256(raw).hexdigest() == document.source.sha256 else None
