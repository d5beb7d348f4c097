"""What every answer is made of: rows with witnesses, each of them a way back to the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Generic, TypeAlias, TypedDict, TypeVar

from pydantic import Field

from dragoman.record import Act, Meeting, Modality, Record, Source, Statement
from dragoman.views.query import day_of
from dragoman.views.wording import wording

Cell: TypeAlias = str | int | float | list[str] | None
"""What a flat row may hold: one printer serves every view."""


DOUBTFUL = 0.4
"""Confidence below which a statement is marked as doubtful; `docs/reading.md` has how many of these stand as read."""


class Witness(Record):
    """One article's word for something: the quote and the way back to it.

    Attributes:
        record: Id of the statement or meeting.
        document: Path or address of the document as it was given.
        sha256: Version of the document that the offsets belong to.
        start: First code point of the quote.
        end: Code point after the quote.
        quote: The exact words.
        wording: The part of the quote that carries what is said.
        outlet: Who published it.
        title: Headline, where known.
        published: Day of the article, ISO, where known.
        date: Day of the act, ISO, where the article allows it.
        actor: Who acts, as the article names them.
        parties: For whom.
        addressee: At whom the act is directed.
        told_by: Who is cited for it, where that is not the actor.
        act: What is done; None for a meeting or a document.
        modality: On what footing.
        confidence: The reader's, 0 to 1.
    """

    record: str
    document: str
    sha256: str
    start: int
    end: int
    quote: str
    wording: str
    outlet: str
    title: str | None = None
    published: str | None = None
    date: str | None = None
    actor: str | None = None
    parties: tuple[str, ...] = ()
    addressee: str | None = None
    told_by: str | None = None
    act: Act | None = None
    modality: Modality = Modality.STATED
    confidence: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Whether the reader holds it likely that it misread the words, so that they need a second look."""
        return self.confidence < DOUBTFUL

    @property
    def carrier(self) -> str:
        """The outlet, or the document's own name where nobody says who published it."""
        return self.outlet if self.outlet != "unknown outlet" else re.split(r"[/\\\\]", self.document)[-1]


class Row(Record):
    """A line of an answer.  Its first witness is the one shown.

    `evidence` is never empty: what nobody says is not in the record.

    Attributes:
        evidence: The witnesses.
        independent: How many of its documents are not copies of each other.
        further: Witnesses that are counted and not listed, where there are very many.
        further_documents: Documents that are carried by these alone.
    """

    evidence: tuple[Witness, ...] = Field(min_length=1)
    independent: int = 1
    further: int = 0
    further_documents: int = 0

    @property
    def lead(self) -> Witness:
        """The witness whose words are shown."""
        return self.evidence[0]

    @property
    def documents(self) -> int:
        """How many documents carry it."""
        return len({witness.sha256 for witness in self.evidence}) + self.further_documents

    def flat(self) -> dict[str, Cell]:
        """Give the row as plain cells: its own fields, then quote, outlet, dates and the way back."""
        cells: dict[str, Cell] = {}
        for name in type(self).model_fields:
            if name in {"evidence", "independent", "further", "further_documents"}:
                continue
            cell = _cell(getattr(self, name))
            if cell is not _NESTED:
                cells[name] = cell  # type: ignore[assignment]  # the sentinel was ruled out above
        lead = self.lead
        cells["quote"] = lead.quote
        cells["outlet"] = lead.outlet
        cells["date"] = cells.get("date") or lead.date
        cells["published"] = lead.published
        cells["told_by"] = lead.told_by
        cells["confidence"] = round(lead.confidence, 3) if lead.act is not None else None
        cells["documents"] = self.documents
        cells["independent"] = self.independent
        cells["document"] = lead.document
        cells["start"] = lead.start
        cells["end"] = lead.end
        cells["record"] = lead.record
        return cells


RowT = TypeVar("RowT", bound=Row)


class Result(Record, Generic[RowT]):
    """The rows that answer a question, in the order in which they should be read.

    Attributes:
        columns: The cells worth a column on a screen, most telling first.
        rows: The answer.
        notes: What the reader of the answer must know: what was left out, and why.
    """

    columns: ClassVar[tuple[str, ...]] = ("quote", "outlet", "date")
    rows: tuple[RowT, ...] = ()
    notes: tuple[str, ...] = ()

    def to_rows(self) -> list[dict[str, Cell]]:
        """Give every row as plain cells, for printing as a table, CSV or Markdown."""
        return [row.flat() for row in self.rows]


_NESTED = object()


def _cell(value: object) -> object:
    """Give a field as a cell, or the mark that it is too deep for one."""
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return [str(item) for item in value]
    return _NESTED


def witness_of(statement: Statement, sources: Mapping[str, Source]) -> Witness:
    """Give the witness that a statement is."""
    source = sources.get(statement.sha256)
    return Witness(
        record=statement.id,
        document=statement.document,
        sha256=statement.sha256,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        wording=wording(statement),
        date=statement.date,
        actor=statement.actor,
        parties=statement.parties,
        addressee=statement.addressee,
        told_by=statement.source,
        act=statement.act,
        modality=statement.modality,
        confidence=statement.confidence,
        **_about(source),
    )


def witness_of_meeting(meeting: Meeting, sources: Mapping[str, Source]) -> Witness:
    """Give the witness that an article's word of a meeting is."""
    return Witness(
        record=meeting.id,
        document=meeting.document,
        sha256=meeting.sha256,
        start=meeting.start,
        end=meeting.end,
        quote=meeting.quote,
        wording=" ".join(meeting.quote.split()),
        date=meeting.date,
        parties=meeting.participants,
        **_about(sources.get(meeting.sha256)),
    )


class _About(TypedDict):
    """What a witness says about its document."""

    outlet: str
    title: str | None
    published: str | None


def _about(source: Source | None) -> _About:
    """Give outlet, headline and day of a document."""
    if source is None:
        return {"outlet": "unknown outlet", "title": None, "published": None}
    published = day_of(source.published.value) if source.published else None
    return {
        "outlet": source.outlet_name,
        "title": source.title.value if source.title else None,
        "published": published.isoformat() if published else None,
    }
