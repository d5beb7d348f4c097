"""The store: one negotiation's record in one file, to which things are added and never taken away."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256 as sha256_of
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from dragoman.dossier import asking, connecting, likening, postgres, searching, slices, writing
from dragoman.dossier.admitting import near_names, require_effect, require_name, require_place
from dragoman.dossier.connecting import transaction, translated
from dragoman.dossier.derived import Derived
from dragoman.dossier.judging import (
    apply_judgements,
    judged_by_id,
    merged_names,
    moved_judgements,
    shown_name,
)
from dragoman.dossier.picking import Picking
from dragoman.dossier.places import Place, place_of
from dragoman.dossier.slices import WHOLE, Slice
from dragoman.errors import DossierError, UsageError
from dragoman.record import Document, Failure, Holdings, Judgement, JudgementKind, Reading, Statement, digest

WAIT = 10.0
"""Seconds to wait for another process before saying that the dossier is in use."""


class Added(StrEnum):
    """What adding a document came to."""

    NEW = "new"
    SAME = "same"
    NEW_VERSION = "new_version"


class Store:
    """A dossier that is open.

    What may be asked and added is one method each; all SQL sits in this package.  Methods that write take
    the moment as an argument, so that the same input gives the same file.  A `follower` is called within every
    transaction that adds something, so that what is derived from the record changes with it or not at all.

    Example:
        >>> with Store.in_memory() as store:
        ...     store.info().documents
        0
    """

    def __init__(self, connection: sqlite3.Connection, place: Path | Place | None) -> None:
        self._connection = connection
        self.place = None if place is None else place_of(place)
        self._item = str(self.place) if self.place else "dossier in memory"
        self.follower: Follower | None = None
        self._together = False
        self.derived = Derived(connection)
        self.picking = Picking(connection)

    @property
    def path(self) -> Path | None:
        """The file; None where there is none."""
        return self.place.path if self.place is not None and not self.place.on_server else None

    @classmethod
    def open(cls, path: Path | Place, *, wait: float = WAIT) -> Store:
        """Open a dossier that exists: a file, or a PostgreSQL database by its address.

        Raises:
            NotADossier: If the file is missing, something else, or damaged.
            DossierBusy: If another process held it for longer than `wait` seconds.
        """
        place = place_of(path)
        if place.on_server:
            return cls(postgres.connect(place, wait=wait), place)
        return cls(connecting.connect(place.path, wait=wait), place)

    @classmethod
    def create(cls, path: Path | Place, *, name: str | None = None, wait: float = WAIT) -> Store:
        """Make a new dossier.

        Raises:
            DossierError: If there is a file of that name, or its folder cannot be written to.
        """
        place = place_of(path)
        if place.on_server:
            return cls(postgres.connect(place, wait=wait, name=name or place.server().database), place)
        return cls(connecting.create(place.path, wait=wait, name=name or place.path.stem), place)

    @classmethod
    def open_or_create(cls, path: Path | Place, *, wait: float = WAIT) -> Store:
        """Open a dossier, or make one where there is none.

        A file of no bytes is what a process leaves that was killed while it made a dossier.
        """
        place = place_of(path)
        if place.on_server:
            return cls.create(place, wait=wait)
        if place.path.is_file() and place.path.stat().st_size > 0:
            return cls.open(place, wait=wait)
        if place.path.exists() and not place.path.is_file():
            return cls.open(place, wait=wait)  # says what is wrong with it
        return cls.create(place, wait=wait)

    @classmethod
    def in_memory(cls, name: str = "dossier") -> Store:
        """Make a dossier that is gone when it is closed."""
        return cls(connecting.in_memory(name), None)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Do everything within or nothing, and with it what follows from it."""
        if self._together:
            yield
            return
        with transaction(self._connection, self._item):
            yield
            if self.follower is not None:
                self.follower(self)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Do all that is added within as one change: all of it or nothing, and once what follows from it."""
        with self.changing():
            self._together = True
            try:
                yield
            finally:
                self._together = False

    @contextmanager
    def following(self) -> Iterator[None]:
        """Change derived tables alone, all within or nothing."""
        with transaction(self._connection, self._item):
            yield

    def may_write(self) -> bool:
        """Tell whether this user may write to the dossier."""
        return self.path is None or os.access(self.path, os.W_OK)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at derived tables, faults told in the words of the house."""
        with translated(self._item):
            yield

    # Adding

    def add_document(self, document: Document, raw: bytes | None = None, *, at: datetime) -> Added:
        """Add one document.

        Args:
            document: The document.
            raw: Its bytes as they lay on disk, if at hand.
            at: The moment.
        """
        with self.changing():
            return self._put_document(document, raw, at)[0]

    def add_reading(self, reading: Reading, *, at: datetime) -> Added:
        """Add what a reader made of a document that the dossier has.

        Raises:
            DossierError: If the dossier does not have the document.
            QuoteNotFound: If a quote is not what the text has at its place; nothing is added then.
        """
        with self.changing():
            number = self._number_of(reading.source.sha256)
            text = asking.text_of(self._connection, number)
            return self._put_reading(reading, number, text, at)

    def add(self, document: Document, outcome: Reading | Failure, *, at: datetime, raw: bytes | None = None) -> Added:
        """Add a document with what came of reading it: all of it, or at any fault nothing.

        Raises:
            QuoteNotFound: If a quote is not what the text has at its place.
        """
        with self.changing():
            added, number = self._put_document(document, raw, at)
            if isinstance(outcome, Failure):
                self._put_failure(outcome, at)
            else:
                read = self._put_reading(outcome, number, asking.text_of(self._connection, number), at)
                added = Added.NEW_VERSION if added is Added.SAME and read is not Added.SAME else added
            return added

    def add_failure(self, failure: Failure, *, at: datetime) -> Added:
        """Add that an item could not be read; the same failure of the same item is added once."""
        with self.changing():
            return self._put_failure(failure, at)

    def add_answer(self, address: str, said: tuple[str | None, str | None], *, at: datetime) -> None:
        """Add what a web server said of an answer, its mark and its time of change, for the next time it is asked."""
        with self.changing():
            if asking.answer_of(self._connection, writing.storable(address)) != said:
                # What was seen at an address: an answer is no kind of entry of its own.
                entry = writing.begin_entry(self._connection, "sighting", at)
                writing.insert_answer(self._connection, address, said, entry)

    def _put_document(self, document: Document, raw: bytes | None, at: datetime) -> tuple[Added, int]:
        """Put a document in where it is not there, and say that its address holds it now."""
        connection = self._connection
        address = writing.storable(document.source.address)
        number = asking.document_number(connection, document.source.sha256)
        before = asking.current_at(connection, address)
        if number is not None and before == number and not asking.failure_stands(connection, address):
            return Added.SAME, number
        added = Added.NEW if before is None else Added.SAME if before == number else Added.NEW_VERSION
        if number is None:
            entry = writing.begin_entry(connection, "document", at)
            number = writing.insert_document(connection, document, raw, entry)
        else:
            # The same bytes at another address are one document, seen twice.
            added = Added.SAME if before is None else added
            entry = writing.begin_entry(connection, "sighting", at)
        writing.insert_sighting(connection, address, number, entry)
        return added, number

    def _put_reading(self, reading: Reading, number: int, text: str, at: datetime) -> Added:
        """Put a reading in, unless the newest of the document is the same."""
        newest = asking.newest_reading(self._connection, number)
        if newest is not None and newest[0] == writing.reading_id(reading):
            return Added.SAME
        if asking.has_reading(self._connection, writing.reading_id(reading)):
            problem = f"an older reading by {reading.reader} is the same, and the newest one counts"
            raise DossierError(problem, item=reading.source.address, remedy="Read it with the newer reader.")
        entry = writing.begin_entry(self._connection, "reading", at)
        writing.insert_reading(self._connection, reading, number, text, entry)
        return Added.NEW if newest is None else Added.NEW_VERSION

    def _put_failure(self, failure: Failure, at: datetime) -> Added:
        """Put a failure in, unless it stands already."""
        if asking.failure_stands(self._connection, failure.item, failure.problem):
            return Added.SAME
        entry = writing.begin_entry(self._connection, "failure", at)
        writing.insert_failure(self._connection, failure, entry)
        return Added.NEW

    def _number_of(self, sha256: str) -> int:
        """Give the row of a document.

        Raises:
            DossierError: If it is not there.
        """
        number = asking.document_number(self._connection, sha256)
        if number is None:
            raise DossierError("the dossier has no such document", item=sha256, remedy="Add the document first.")
        return number

    # Judging

    def judge(self, judgement: Judgement) -> Judgement:
        """Add a judgement, held against what it is about.

        Raises:
            UsageError: If it has no target here, or its value does not fit.
        """
        with self.changing():
            require_effect(self._connection, judgement)
            if not asking.has_judgement(self._connection, judgement.id):
                entry = writing.begin_entry(self._connection, "judgement", judgement.made)
                writing.insert_judgement(self._connection, judgement, entry)
            return judgement

    def require_name(self, name: str) -> None:
        """Refuse a name that nobody in the record has.

        Raises:
            UsageError: If so, with names that may be meant.
        """
        with translated(self._item):
            require_name(self._connection, name)

    def require_place(self, place: str) -> None:
        """Refuse an id that is neither that of a statement nor the digest of a document.

        Raises:
            UsageError: If so.
        """
        with translated(self._item):
            require_place(self._connection, place)

    def judgements(self, moment: datetime | None = None) -> tuple[Judgement, ...]:
        """Give all judgements ever made, oldest first, in effect or not."""
        with translated(self._item):
            return tuple(asking.judgements(self._connection, asking.newest_entry(self._connection, moment)))

    def moved_judgements(self) -> tuple[Judgement, ...]:
        """Give the judgements in effect whose ground a newer reading has moved."""
        holdings = self.holdings(Slice(judged=False, meetings=False))
        with translated(self._item):
            grounds = asking.grounds(self._connection, asking.look_at(self._connection))
        return moved_judgements(holdings, self.judgements(), grounds)

    def shown_name(self, name: str, moment: datetime | None = None) -> str:
        """Give the name under which an actor is shown by judgement, whichever of its names is given."""
        return shown_name(self.judgements(moment), name)

    def names_of(self, name: str, moment: datetime | None = None) -> frozenset[str]:
        """Give every name, case folded, that stands for an actor by judgement, its own among them."""
        return merged_names(self.judgements(moment), name)

    # Asking

    def holdings(self, part: Slice = WHOLE) -> Holdings:
        """Give what a question is asked of, judgements in effect unless the slice says otherwise."""
        with translated(self._item):
            connection = self._connection
            # Which readings count need not be found out where rows are named: whoever names them knows.
            named = part.numbers is not None and not part.every_source
            bare = named and not asking.has_failures(connection)
            look = asking.newest_entry if bare else asking.look_at
            entry = look(connection, part.moment)
            made = asking.judgements(connection, entry)
            said = asking.statements(connection, part, entry, made)
            met = asking.meetings(connection, part) if part.meetings else []
            used = None if part.every_source else [*part.readings, *(number for number, _ in [*said, *met])]
            sources = asking.sources(connection, entry, used)
            holdings = Holdings.model_construct(
                name=asking.name_of(connection),
                sources=tuple(source for _, source in sources),
                statements=tuple(statement for _, statement in said),
                meetings=tuple(meeting for _, meeting in met),
                judgements=(),
                failures=() if bare else tuple(asking.failures(connection, entry, made)),
            )
            grounds = asking.grounds(connection, entry) if made else {}
        return apply_judgements(holdings, made, grounds) if part.judged and made else holdings

    def count(self, part: Slice = WHOLE) -> int:
        """Count the statements that a slice would have if it were not held to the newest."""
        with translated(self._item):
            entry = asking.look_at(self._connection, part.moment)
            made = asking.judgements(self._connection, entry)
            return asking.count_statements(self._connection, part, entry, made)

    def info(self) -> asking.Counted:
        """Say what is in the dossier."""
        with translated(self._item):
            return asking.counted(self._connection)

    def failures(self) -> tuple[Failure, ...]:
        """Give what could not be read and still is not."""
        with translated(self._item):
            return tuple(asking.failures(self._connection, asking.look_at(self._connection)))

    def has(self, sha256: str, *, reader: str | None = None) -> bool:
        """Tell whether a document is there and, if a reader is named, its newest reading is by that reader."""
        with translated(self._item):
            number = asking.document_number(self._connection, sha256)
            if number is None or reader is None:
                return number is not None
            newest = asking.newest_reading(self._connection, number)
            return newest is not None and newest[1] == reader

    def holds(self, address: str, sha256: str, *, reader: str) -> bool:
        """Tell whether an address was last seen to hold these bytes, and a reader's reading of them counts."""
        with translated(self._item):
            connection, where = self._connection, writing.storable(address)
            number = asking.document_number(connection, sha256)
            if number is None or asking.current_at(connection, where) != number:
                return False
            newest = asking.newest_reading(connection, number)
            return newest is not None and newest[1] == reader and not asking.failure_stands(connection, where)

    def answer(self, address: str, *, reader: str) -> tuple[str | None, str | None] | None:
        """Give what a web server said of an address; None where a reader has still to read what it answered."""
        with translated(self._item):
            connection, where = self._connection, writing.storable(address)
            said = asking.answer_of(connection, where)
            number = asking.current_at(connection, where)
            if said is None or asking.failure_stands(connection, where):
                return None
            newest = asking.newest_reading(connection, number) if number is not None else None
            if number is not None and (newest is None or newest[1] != reader):
                return None
            return said

    def document_count(self) -> int:
        """Count the current documents, without opening any."""
        with translated(self._item):
            return asking.count_documents(self._connection)

    def copies(self, moment: datetime | None = None) -> likening.Alike:
        """Say which of the current documents share text and go back to one, now or at a moment."""
        with translated(self._item):
            if not likening.has_copies(self._connection):
                return likening.none_alike()
            asking.look_at(self._connection, moment)
            return likening.documents_alike(self._connection)

    def is_party(self, name: str) -> bool:
        """Tell whether anything in the record is said or done in somebody's name."""
        with translated(self._item):
            there = set(asking.parties(self._connection))
        return not there.isdisjoint(slices.party_key(one) for one in {name, *self.names_of(name)})

    def parties_like(self, name: str) -> tuple[str, ...]:
        """Give names in the record that may be meant by one that is not."""
        with translated(self._item):
            near = near_names(name, asking.parties(self._connection))
            return tuple(asking.written_name(self._connection, key) for key in near)

    def documents(self) -> Iterable[Document]:
        """Give the current documents one by one, in the order in which they came."""
        with translated(self._item):
            numbers = asking.document_numbers(self._connection)
        for number in numbers:
            with translated(self._item):
                document = asking.document_of(self._connection, number)
            yield document

    def document(self, sha256: str) -> Document:
        """Give one document, whole.

        Raises:
            DossierError: If the dossier does not have it.
        """
        with translated(self._item):
            return asking.document_of(self._connection, self._number_of(sha256))

    def text_of(self, sha256: str) -> str:
        """Give the text of a document.

        Raises:
            DossierError: If the dossier does not have it.
        """
        with translated(self._item):
            return asking.text_of(self._connection, self._number_of(sha256))

    def raw_of(self, sha256: str) -> bytes | None:
        """Give the bytes of a document as they lay on disk; None where they were not kept.

        Raises:
            DossierError: If the dossier does not have the document.
        """
        with translated(self._item):
            packed = asking.packed_raw(self._connection, self._number_of(sha256))
        if packed is not None:
            return asking.unpacked(packed)
        raw = writing.encoded(self.document(sha256))
        return raw if raw is not None and sha256_of(raw).hexdigest() == sha256 else None

    def statement(self, statement: str) -> Statement:
        """Give one statement as it was read.

        Raises:
            UsageError: If there is none of that id.
        """
        with translated(self._item):
            found = asking.statement_by_id(self._connection, statement)
        if found is None:
            raise UsageError("the dossier has no such statement", item=statement, remedy="See `dragoman table`.")
        return found

    def search(
        self, words: str, hunt: searching.Hunt = searching.EVERYWHERE, *, spellings: Iterable[Iterable[str]] = ()
    ) -> list[searching.Found]:
        """Give the statements in which words stand, the best first, as judged; what was rejected is left out.

        The search itself goes over what was read, so a corrected statement is found by what it said before.

        Args:
            words: What is looked for; see `searching.query_for`.
            hunt: How it is narrowed.
            spellings: Groups of names that stand for the same.
        """
        with translated(self._item):
            query = searching.query_for(words, spellings)
            entry = asking.look_at(self._connection, hunt.moment)
            found = searching.find_statements(self._connection, query, entry, hunt)
            made = tuple(asking.judgements(self._connection, entry)) if hunt.judged else ()
            if not made:
                return found
            grounds = asking.grounds(self._connection, entry)
        judged = judged_by_id((one.statement for one in found), made, grounds)
        return [replace(one, statement=judged[one.statement.id]) for one in found if one.statement.id in judged]

    def search_texts(
        self, words: str, hunt: searching.Hunt = searching.EVERYWHERE, *, spellings: Iterable[Iterable[str]] = ()
    ) -> list[searching.FoundText]:
        """Give the documents in whose text words stand, the best first."""
        with translated(self._item):
            query = searching.query_for(words, spellings)
            entry = asking.look_at(self._connection, hunt.moment)
            return searching.find_texts(self._connection, query, entry, hunt)


Follower: TypeAlias = Callable[[Store], None]
"""Brings what is derived from a record up to date, within the transaction that adds to it."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Who judges."""

    name: str
    kind: JudgementKind = JudgementKind.PERSON


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is judged, how and why; `supersedes` is the judgement that this one replaces."""

    target: str
    field: str
    value: str
    reason: str
    supersedes: str | None = None


def make_judgement(ruling: Ruling, judge: Judge, *, made: datetime) -> Judgement:
    """Give a judgement with the id that its content gives it."""
    parts = (ruling.target, ruling.field, ruling.value, judge.kind, judge.name, ruling.reason, writing.stamp(made))
    return Judgement(
        id=digest("judgement", *parts, ruling.supersedes or ""),
        target=ruling.target,
        field=ruling.field,
        value=ruling.value,
        kind=judge.kind,
        judge=judge.name,
        reason=ruling.reason,
        made=made,
        supersedes=ruling.supersedes,
    )
