"""Documents and readings made by hand, small enough to see through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from dragoman.dossier import Judge, Ruling, Store, make_judgement
from dragoman.errors import LanguageUnsupported
from dragoman.record import (
    Act,
    Document,
    Issue,
    Judgement,
    JudgementKind,
    Passage,
    PassageKind,
    Reading,
    Source,
    Stated,
    Statement,
    digest,
)

NOON = datetime(2026, 1, 6, 12, 0, tzinfo=UTC)

OFFER = "Ukraine offered neutrality in exchange for guarantees, its delegation said."
DEMAND = "Russia demands the withdrawal of troops, the Kremlin said on Tuesday."
TEXT = f"Talks in Istanbul\n\n{OFFER}\n\n{DEMAND}\n"


def at(minutes: int) -> datetime:
    """Give a moment some minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def document(text: str = TEXT, address: str = "talks.txt", *, published: str | None = "2022-03-29") -> Document:
    """Give a document of one passage."""
    return Document(
        source=Source(
            sha256=sha256(text.encode()).hexdigest(),
            address=address,
            characters=len(text),
            published=Stated(value=published, rule="made by hand") if published else None,
            outlet=Stated(value="The Northgate", rule="made by hand"),
        ),
        text=text,
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),),
    )


@dataclass(frozen=True)
class Said:
    """What a statement is to hold; the words must stand in the text."""

    words: str
    party: str
    act: Act
    issue: Issue
    guarantors: tuple[str, ...] = ()
    confidence: float = 0.9


SAID = (
    Said(OFFER, "Ukraine", Act.OFFER, Issue.NEUTRALITY),
    Said(DEMAND, "Russia", Act.DEMAND, Issue.WITHDRAWAL),
)


def statement(source: Document, said: Said, *, salt: str = "") -> Statement:
    """Give one statement of a document."""
    start = source.text.index(said.words)
    return Statement(
        id=digest(source.source.sha256, start, len(said.words), said.act, said.party, salt),
        document=source.source.address,
        sha256=source.source.sha256,
        start=start,
        end=start + len(said.words),
        quote=said.words,
        actor=said.party,
        parties=(said.party,),
        act=said.act,
        issues=(said.issue,),
        content=said.words,
        guarantors=said.guarantors,
        confidence=said.confidence,
    )


def reading(source: Document, said: Sequence[Said] = SAID, *, reader: str = "hand-1", salt: str = "") -> Reading:
    """Give a reading of a document."""
    return Reading(
        source=source.source, reader=reader, statements=tuple(statement(source, one, salt=salt) for one in said)
    )


@dataclass
class SentenceReader:
    """A reader that takes a line with "said" for a claim; it stands where a test needs some reader, not this one."""

    name: str = "sentences-1"
    refuses: str = "#"

    def read(self, document: Document) -> Reading:
        """Read a document."""
        if document.text.startswith(self.refuses):
            raise LanguageUnsupported("the language is not read", item=document.source.address, remedy="Translate it.")
        lines = [line for line in document.text.splitlines() if " said" in line]
        said = [Said(line, line.split()[0], Act.CLAIM, Issue.PROCESS) for line in dict.fromkeys(lines)]
        return reading(document, said, reader=self.name)


def filled(store: Store) -> Store:
    """Give the store with one document and its reading in it."""
    made = document()
    store.add(made, reading(made), at=NOON)
    return store


def judged(
    target: str, field: str, value: str, *, kind: JudgementKind = JudgementKind.PERSON, minutes: int = 1,
    supersedes: str | None = None,
) -> Judgement:  # fmt: skip
    """Give a judgement."""
    return make_judgement(
        Ruling(target, field, value, "seen in the text", supersedes), Judge("A. Reader", kind), made=at(minutes)
    )
