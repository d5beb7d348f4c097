"""Items into a dossier, one after the other: read, held against their text, kept; a bad one never stops the rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.dossier.store import Added, Store
from dragoman.dossier.writing import encoded
from dragoman.errors import AnchorError, DossierBusy, DossierError, ReadingError
from dragoman.reading import Reader
from dragoman.record import Document, Failure, Reading

if TYPE_CHECKING:  # they load all formats, which questions need not wait for
    from dragoman.sources import Answered, Arrival, Unchanged

Clock = Callable[[], datetime]
MOST = 64
"""Items that are kept in one transaction."""
MOST_CHARACTERS = 2_000_000
LONGEST = timedelta(seconds=1)
"""How long an item waits until it is kept, unless what comes next takes longer."""


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
    """Read items and keep them, a few in one transaction; each is given once it is kept.

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
    waiting = Waiting(store, clock)
    arriving = iter(items)
    while True:
        try:
            item = next(arriving, None)
            if item is not None:
                waiting.take(item, reader)
        except BaseException:
            # Whatever stops the batch, an interrupt among it: what has been read by then is kept.
            deque(waiting.kept(), maxlen=0)
            raise
        if item is None or waiting.is_enough():
            yield from waiting.kept()
        if item is None:
            return


def reread(store: Store, reader: Reader, *, clock: Clock) -> Iterator[Taken]:
    """Read what the dossier has again, from the texts that it keeps; what this reader has read is passed over."""
    unread = (one for one in store.documents() if not store.has(one.source.sha256, reader=reader.name))
    yield from take_in(store, unread, reader, clock=clock)


@dataclass(frozen=True, slots=True)
class _Read:
    """A document with what came of reading it; nothing where it need not be read, only seen."""

    document: Document
    raw: bytes | None
    outcome: Reading | Failure | None


class Waiting:
    """What has been read and is kept next, in the order in which it came.

    One transaction for each article would write the same pages of the file over and over.  A few articles of one
    second are kept together: so much is read again if the process is killed, and no more.

    Args:
        store: Where it will be kept.
        clock: Where the time comes from.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: list[_Read | Answered | Unchanged | Failure] = []
        self._since: datetime | None = None
        self._characters = 0
        self._readings: set[str] = set()

    def take(self, item: Arrival | Document, reader: Reader) -> None:
        """Read an item, unless it has been read, and have it wait."""
        from dragoman.sources import Answered, Opened, Unchanged  # noqa: PLC0415 - loads all formats

        self._since = self._since or self._clock()
        if isinstance(item, (Answered, Unchanged, Failure)):
            self._waiting.append(item)
            return
        document, raw = (item.document, item.raw) if isinstance(item, Opened) else (item, None)
        sha256 = document.source.sha256
        outcome = None
        if sha256 not in self._readings and not self._store.has(sha256, reader=reader.name):
            outcome = read_or_fail(reader, document)
            raw = raw if raw is not None else raw_bytes(document)
            self._characters += len(document.text)
        if isinstance(outcome, Reading):
            self._readings.add(sha256)
        self._waiting.append(_Read(document, raw, outcome))

    def is_enough(self) -> bool:
        """Tell whether what waits should be kept now."""
        if not any(isinstance(one, (_Read, Failure)) for one in self._waiting):
            return True  # there is nothing to write, or nothing to wait for
        lasted = self._clock() - self._since if self._since is not None else timedelta()
        return len(self._waiting) >= MOST or self._characters >= MOST_CHARACTERS or lasted >= LONGEST

    def kept(self) -> Iterator[Taken]:
        """Keep all that waits in one transaction, and say of each what it came to."""
        waiting, self._waiting, self._since, self._characters = self._waiting, [], None, 0
        self._readings.clear()
        if len(waiting) > 1:
            try:
                with self._store.together():
                    taken = [self._keep(one) for one in waiting]
            except DossierBusy:
                raise
            except (AnchorError, DossierError):
                pass  # one of them cannot be kept, and nothing was: each by itself, then, so that the others are
            else:
                yield from (one for one in taken if one is not None)
                return
        refused: DossierError | None = None
        for one in waiting:
            try:
                alone = self._keep_or_note(one)
            except DossierBusy:
                raise
            except DossierError as error:
                # The batch ends with it, once what was read besides is kept.
                refused = refused or error
                continue
            if alone is not None:
                yield alone
        if refused is not None:
            raise refused

    def _keep_or_note(self, one: _Read | Answered | Unchanged | Failure) -> Taken | None:
        """Keep one by itself; a reading whose words are not the text's is no evidence, and is noted as a failure."""
        try:
            return self._keep(one)
        except AnchorError as error:
            if not isinstance(one, _Read):
                raise
            address = one.document.source.address
            failed = Failure(item=address, problem=error.problem, remedy=error.remedy, stage="reading")
            return self._keep(_Read(one.document, one.raw, failed))

    def _keep(self, one: _Read | Answered | Unchanged | Failure) -> Taken | None:
        """Keep one, and say what it came to; nothing where there is nothing to say."""
        from dragoman.sources import Answered, Unchanged  # noqa: PLC0415 - loads all formats

        if isinstance(one, Answered):
            self._store.add_answer(one.address, (one.etag, one.modified), at=self._clock())
            return None
        if isinstance(one, Unchanged):
            return Taken(one.item, Added.SAME, note=one.note)
        if isinstance(one, Failure):
            self._store.add_failure(one, at=self._clock())
            return Taken(one.item, None, failures=(one,))
        return self._keep_document(one.document, one.outcome, one.raw)

    def _keep_document(self, document: Document, outcome: Reading | Failure | None, raw: bytes | None) -> Taken:
        """Keep a document with what came of reading it."""
        address = document.source.address
        if outcome is None:
            return Taken(address, self._store.add_document(document, at=self._clock()))
        added = self._store.add(document, outcome, at=self._clock(), raw=raw)
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
