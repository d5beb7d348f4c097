"""What is asked: the moment, party, issue and span of time that a question is narrowed to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from dragoman.record import Holdings, Issue, Meeting, Record, Source, Statement
from dragoman.views.judged import grade_of, grades
from dragoman.views.parties import fold


class SharedText(Record):
    """Two documents that share text.

    Attributes:
        first: Digest of one.
        second: Digest of the other.
        kind: `exact`, `near` or `partial`.
        sentences: Sentences that stand in both word for word.
    """

    first: str
    second: str
    kind: Literal["exact", "near", "partial"]
    sentences: int = 0


class Origin(Record):
    """Where a group of copies comes from.

    Attributes:
        members: Digests of its documents.
        original: The one that the others go back to, where that can be told.
        wire: The agency that they credit.
        rule: How it is told.
    """

    members: tuple[str, ...]
    original: str | None = None
    wire: str | None = None
    rule: str = ""


class Query(Record):
    """How a question is narrowed; an empty query asks about the whole record.

    Attributes:
        as_of: Only what had been published by this day.  A document without a date cannot be shown to have
            been public by then, so it is left out, and the result says how many were.
        party: Only statements made for this state, organisation or person (any spelling of the short name).
        issue: Only statements on this issue.
        since: Only acts on or after this day; the article's day stands in where the act's is not given.
        until: Only acts on or before this day.
        min_confidence: Only statements that the reader holds at least this likely to stand.
        min_grade: Only sources that somebody graded at least so, A being best; a source without a grade is left out.
        by: What is counted as one witness: a document, or all copies of one wire story together.
        copy_groups: Groups of document digests that are known to be copies of one text; None where nobody
            compared the texts, and documents that share most of their quotes word for word are taken to be copies.
        shared: Which documents share text, so that the list of sources can say so.
        origins: Where groups of copies come from.
    """

    as_of: date | None = None
    party: str | None = None
    issue: Issue | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0
    min_grade: Literal["A", "B", "C", "D", "E", "F"] | None = None
    by: Literal["document", "independent source"] = "document"
    copy_groups: tuple[tuple[str, ...], ...] | None = None
    shared: tuple[SharedText, ...] = ()
    origins: tuple[Origin, ...] = ()


EVERYTHING = Query()
_ANY = {"min_grade": None}


def day_of(value: str | None) -> date | None:
    """Give the day that an ISO date names; None for a month, a year, words or nothing."""
    if value is None or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def source_day(source: Source | None) -> date | None:
    """Give the day on which a document was published, where its date is a whole one."""
    return day_of(source.published.value) if source is not None and source.published is not None else None


def sources_by_version(holdings: Holdings) -> dict[str, Source]:
    """Give the sources by the digest that statements name."""
    return {source.sha256: source for source in holdings.sources}


def narrow(holdings: Holdings, query: Query = EVERYTHING) -> Holdings:
    """Give the part of the record that a query asks about; nothing in it is changed.

    Statements by party and issue are narrowed; sources and meetings by time only, so that a question about
    one party still knows which documents were read.
    """
    if query == EVERYTHING:
        return holdings
    known = sources_by_version(holdings)
    given = grades(holdings.judgements) if query.min_grade is not None else {}
    kept = {
        key: source
        for key, source in known.items()
        if _known_by(source, query.as_of)
        and (query.min_grade is None or _good_enough(grade_of(source, given), query.min_grade))
    }
    statements = tuple(
        statement
        for statement in holdings.statements
        if statement.sha256 in kept and _asked_for(statement, query) and _within(statement, kept, query)
    )
    meetings = tuple(
        meeting for meeting in holdings.meetings if meeting.sha256 in kept and _within(meeting, kept, query)
    )
    return holdings.model_copy(update={"sources": tuple(kept.values()), "statements": statements, "meetings": meetings})


def left_out(holdings: Holdings, query: Query) -> tuple[str, ...]:
    """Say what a query had to leave out because the record does not tell enough."""
    if query.min_grade is not None:
        given = grades(holdings.judgements)
        ungraded = sum(grade_of(source, given) is None for source in holdings.sources)
        if ungraded:
            told = "1 document is" if ungraded == 1 else f"{ungraded} documents are"
            return (f"{told} left out: nobody graded the source.", *left_out(holdings, query.model_copy(update=_ANY)))
    if query.as_of is None:
        return ()
    undated = sum(source_day(source) is None for source in holdings.sources)
    if not undated:
        return ()
    documents = "1 document is" if undated == 1 else f"{undated} documents are"
    return (f"{documents} left out: no date of publication is known, so it cannot be placed before {query.as_of}.",)


def _known_by(source: Source, moment: date | None) -> bool:
    """Tell whether a document is known to have been public by a day."""
    if moment is None:
        return True
    published = source_day(source)
    return published is not None and published <= moment


def _good_enough(grade: str | None, least: str) -> bool:
    """Tell whether a source is graded as well as asked; the letters rise from best to worst."""
    return grade is not None and grade <= least


def _asked_for(statement: Statement, query: Query) -> bool:
    """Tell whether a statement is by the party, on the issue and as likely as asked."""
    if statement.confidence < query.min_confidence:
        return False
    if query.issue is not None and query.issue not in statement.issues:
        return False
    return query.party is None or fold(query.party) in _voices(statement)


def _voices(statement: Statement) -> set[str]:
    """Give everyone in whose name a statement is made, folded."""
    names: Iterable[str | None] = (*statement.parties, statement.actor)
    return {fold(name) for name in names if name}


def _within(record: Statement | Meeting, sources: dict[str, Source], query: Query) -> bool:
    """Tell whether an act or a meeting falls into the span of time asked about."""
    if query.since is None and query.until is None:
        return True
    day = day_of(record.date) or source_day(sources.get(record.sha256))
    if day is None:
        return False
    return (query.since is None or day >= query.since) and (query.until is None or day <= query.until)
