"""The frozen records that travel between rooms.

Offsets are code points into `Document.text`, half-open.  Every record is immutable and refuses fields
that it does not know, so that one schema serves reader output, store, API and documentation.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from dragoman.record.vocabulary import (
    Act,
    ActorKind,
    ConditionKind,
    Firmness,
    Issue,
    JudgementKind,
    MeetingLevel,
    MeetingState,
    Modality,
    PassageKind,
)


class Record(BaseModel):
    """Base of all records: frozen, closed, comparable."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Actor(Record):
    """Somebody or something that acts.

    `id` is the registry's key (`state:ukraine`, `org:nato`, `person:antony-blinken`) or, for an actor met
    only in this article, `name:` and the folded name.  `party` is the common English short name of the
    state, organisation or institute acted for; None when the text does not tell.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    role: str | None = None
    party: str | None = None
    wikidata: str | None = None


class Anchor(Record):
    """The place of one datum in the text, with its exact words.

    Attributes:
        field: The field that this place proves, as a path: `actor`, `cue`, `conditions.0`, `numbers.1`.
        value: The value that the words were read as, where it differs from them.
        rule: How an inferred value was inferred; None where the words say it themselves.
        firmness: How firmly the datum is named, where that matters.
    """

    field: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str
    prefix: str = ""
    suffix: str = ""
    value: str | None = None
    rule: str | None = None
    firmness: Firmness | None = None


class Condition(Record):
    """Something that must come first, as the source words it."""

    text: str
    kind: ConditionKind
    start: int
    end: int


class Duration(Record):
    """How long, as ISO 8601 (`P15Y`) and in the source's words."""

    iso: str
    text: str
    start: int
    end: int


class Quantity(Record):
    """A number with what it counts and how it compares (`=`, `<`, `<=`, `>`, `>=`, `~`)."""

    value: float
    unit: str
    comparator: str
    text: str
    start: int
    end: int


class Passage(Record):
    """A run of the document's characters and what it is on the page."""

    kind: PassageKind
    start: int
    end: int
    rule: str = ""


class Stated(Record):
    """A value about a document and where it came from.

    `rule` names the source ("html meta article:published_time", "weekday and caption date agree", "given
    by the user"); `start` and `end` are set where the value stands in the text.
    """

    value: str
    rule: str
    inferred: bool = False
    start: int | None = None
    end: int | None = None


class Source(Record):
    """What is known of a document besides its text.

    `sha256` is the digest of the bytes as they lay on disk and identifies the version; `address` is the
    path or URL as it was given.

    `obtained` is when the text was taken from where it was published, as the item itself or its container says;
    None where neither does.  `raw_encoding` is how the raw item is decoded where offsets into it are counted, if
    not by `encoding`; `offset` is the code point of its container's text at which the item begins (a line of a
    dump, a row of a table, an entry of a feed), where that can be said.
    """

    sha256: str
    address: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    obtained: datetime | None = None
    characters: int = 0
    title: Stated | None = None
    outlet: Stated | None = None
    byline: Stated | None = None
    published: Stated | None = None
    updated: Stated | None = None
    place: Stated | None = None
    language: Stated | None = None
    section: Stated | None = None
    canonical: Stated | None = None
    syndication: Stated | None = None
    translation_marks: tuple[Stated, ...] = ()
    sample: bool = False
    normaliser: int = 1
    raw_encoding: str | None = None
    offset: int | None = None

    @property
    def date(self) -> date | None:
        """The day of publication, where it is known."""
        return date.fromisoformat(self.published.value[:10]) if self.published else None

    @property
    def outlet_name(self) -> str:
        """The outlet as it should be shown, `unknown outlet` where nobody says."""
        return self.outlet.value if self.outlet else "unknown outlet"


class Segment(Record):
    """The way back from a run of the text to the raw item that it was taken from.

    `raw_start` and `raw_end` are code points into the item as decoded (a page's markup, a line of a dump);
    where the run is as long in the raw item as in the text, its characters correspond one to one.  `page` is
    the page of a PDF and `paragraph` the paragraph of a word processor's file, counted from 1; such a segment mostly
    has no raw range.
    """

    start: int
    end: int
    raw_start: int | None = None
    raw_end: int | None = None
    page: int | None = None
    paragraph: int | None = None


class Document(Record):
    """One version of one text, whole, with its passages labelled and nothing taken out.

    `origin` leads from the text back into the raw item; it is empty where the text is the item as it lies on
    disk, decoded and not changed.
    """

    source: Source
    text: str
    passages: tuple[Passage, ...]
    origin: tuple[Segment, ...] = ()


class Statement(Record):
    """One party's act as one article reports it: the statement line of the house.

    Attributes:
        id: Digest of document, place, act and actor; the same input gives the same id.
        document: Path or address of the document as it was given.
        sha256: Version of the document that the offsets belong to.
        start: First code point of the quote in the text.
        end: Code point after the quote.
        quote: Exactly `text[start:end]`.
        actor: Who acts, as best resolved; None when the text does not tell.
        parties: States or organisations acted for, common English short names.
        source: Who is cited, where that is not the actor.
        addressee: Whom the act is directed at.
        act: What is done.
        issues: What it is about, one to three.
        content: The source's own words for what is said, at most some 25 of them.
        conditions: What must come first.
        duration: For how long.
        guarantors: States named as guarantors.
        in_exchange_for: What is asked in return, in the source's words.
        date: ISO date of the act, where the article allows it.
        quoted: Whether the act's words stand in quotation marks.
        modality: On what footing it is said.
        confidence: Calibrated chance, 0 to 1, that the statement stands as read.
        numbers: Quantities with unit and comparator.
        anchors: The place of every datum.
        entities: The resolved actors behind the names.
        field_confidence: Calibrated chance per field, where the reader gives one.
    """

    id: str
    document: str
    sha256: str
    start: int
    end: int
    quote: str
    actor: str | None
    parties: tuple[str, ...]
    source: str | None = None
    addressee: str | None = None
    act: Act
    issues: tuple[Issue, ...]
    content: str
    conditions: tuple[Condition, ...] = ()
    duration: Duration | None = None
    guarantors: tuple[str, ...] = ()
    in_exchange_for: str | None = None
    date: str | None = None
    quoted: bool = False
    modality: Modality = Modality.STATED
    confidence: float = Field(default=1.0, ge=0.0, le=1.0)
    numbers: tuple[Quantity, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    entities: tuple[Actor, ...] = ()
    field_confidence: dict[str, float] = Field(default_factory=dict)


class Meeting(Record):
    """A meeting as one article tells of it."""

    id: str
    document: str
    sha256: str
    start: int
    end: int
    quote: str
    name: str
    level: MeetingLevel = MeetingLevel.UNKNOWN
    state: MeetingState
    venue: str | None = None
    date: str | None = None
    participants: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()


class Failure(Record):
    """Something that could not be read: recorded, never passed over as empty."""

    item: str
    problem: str
    remedy: str
    stage: str
    start: int | None = None
    end: int | None = None


class Reading(Record):
    """What a reader made of one document."""

    source: Source
    reader: str
    statements: tuple[Statement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    failures: tuple[Failure, ...] = ()


class Judgement(Record):
    """A decision about a record, by a person, a rule or a model; nothing is overwritten.

    `target` is the id of what is judged; `field` and `value` say what is set (`accept`, `reject` and
    `undo` are values of the field `verdict`); `supersedes` is the judgement that this one replaces.
    """

    id: str
    target: str
    field: str
    value: str
    kind: JudgementKind
    judge: str
    reason: str
    made: datetime
    supersedes: str | None = None


class Holdings(Record):
    """All that a question is asked of: sources with their statements and meetings, as of one moment.

    Views are pure functions of it; it comes from a dossier or straight from readings.  `known_groups` says, by
    kind of group and id of statement, what was found in the whole record to belong together, where somebody
    looked; it is derived from the rest and no part of the record.
    """

    name: str
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    failures: tuple[Failure, ...] = ()
    known_groups: dict[str, dict[str, int]] = Field(default_factory=dict)


def digest(*parts: object, length: int = 16) -> str:
    """Give a short, stable id for a record from what makes it what it is."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]
