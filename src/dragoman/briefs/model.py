"""The brief as data: sections of lines, each line with its numbered quotes.  Renderers add nothing to it."""

from __future__ import annotations

from pydantic import Field

from dragoman.record import Record

_SHORT = 70
"""Characters that a fact may have to share a line."""


class Ref(Record):
    """A numbered quote: the source's number and the quote's within it."""

    source: int
    quote: int

    @property
    def label(self) -> str:
        """The number as printed: `2.7`."""
        return f"{self.source}.{self.quote}"


class Fact(Record):
    """Something that goes with a line: a condition, a duration, an answer, a doubt.

    Attributes:
        label: What it is, as a phrase that its text completes: `in exchange for`, `only if`.
        text: Words.
        quoted: Whether they are the source's own and stand in quotation marks.
        refs: Where they stand.
    """

    label: str
    text: str = ""
    quoted: bool = False
    refs: tuple[Ref, ...] = ()

    @property
    def short(self) -> bool:
        """Whether it can share a line with others of its kind; a saying without a label stands alone."""
        return len(self.label) + len(self.text) < _SHORT and bool(self.label)


class Line(Record):
    """One line of the brief.

    Attributes:
        who: Who speaks, acts or meets.
        verb: What they do, as a phrase that the words complete.
        words: The source's own words, without quotation marks; empty where an earlier line shows them.
        when: The day, written out.
        told_by: Who is cited, where that is not the one who acts.
        facts: What goes with it.
        refs: The quotes that carry it.
        sources: How many documents do.
        independent: How many of them are not copies of each other.
        doubtful: Whether the reader holds it likely that it misread the words shown.
    """

    who: str
    verb: str = ""
    words: str = ""
    when: str = ""
    told_by: str | None = None
    facts: tuple[Fact, ...] = ()
    refs: tuple[Ref, ...] = ()
    sources: int = 1
    independent: int = 1
    doubtful: bool = False

    @property
    def lead(self) -> str:
        """Who does what: the part before the words."""
        return f"{self.who} {self.verb}".strip()

    @property
    def short_facts(self) -> tuple[Fact, ...]:
        """The facts that can share a line."""
        return tuple(fact for fact in self.facts if fact.short)

    @property
    def long_facts(self) -> tuple[Fact, ...]:
        """The facts that need a line each."""
        return tuple(fact for fact in self.facts if not fact.short)

    @property
    def tail(self) -> str:
        """What stands in brackets behind a line: who told it, when, in how many documents, and doubt."""
        parts = [f"as told by {self.told_by}" if self.told_by else "", self.when]
        copies = f", {self.independent} independent" if 0 < self.independent < self.sources else ""
        parts.append(f"{self.sources} documents{copies}" if self.sources > 1 else "")
        parts.append("doubtful" if self.doubtful else "")
        return "; ".join(part for part in parts if part)


class Group(Record):
    """Lines under one heading."""

    heading: str
    lines: tuple[Line, ...]
    more: int = 0


class Grid(Record):
    """A table of short cells: who stands where."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Fact, ...], ...]], ...]


class Section(Record):
    """A part of the brief.

    Attributes:
        key: Its place in links.
        heading: Its title.
        note: What its reader must know.
        groups: Its lines.
        grid: Its table, if it has one.
    """

    key: str
    heading: str
    note: str = ""
    groups: tuple[Group, ...] = ()
    grid: Grid | None = None


class NumberedQuote(Record):
    """An exact quote with its number and place."""

    ref: Ref
    words: str
    start: int
    end: int


class NumberedSource(Record):
    """A document with its quotes."""

    number: int
    outlet: str
    title: str | None
    published: str
    address: str
    sample: bool = False
    note: str = ""
    quotes: tuple[NumberedQuote, ...] = ()


class Brief(Record):
    """A brief of one negotiation.

    Attributes:
        title: Whose negotiation it is.
        coverage: What it rests on: documents, outlets, days.
        summary: Sentences from counts and fields.
        sections: Its parts, in reading order.
        sources: Numbered documents with their exact quotes.
        notes: What was left out, what could not be read, and what the brief does not say.
    """

    title: str
    coverage: str
    summary: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[NumberedSource, ...] = ()
    notes: tuple[str, ...] = Field(default=())
