"""Sources: what was read, how much it carries, and which documents are copies of one wire story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, TypeVar

from dragoman.record import Holdings, Source
from dragoman.views.judged import grade_of, grades
from dragoman.views.query import EVERYTHING, Origin, Query, left_out, narrow, source_day
from dragoman.views.results import Cell, Result, Row, Witness
from dragoman.views.sharing import origins_of, shares_of

_LEAST_QUOTE = 40
"""A shorter quote can stand in two articles by chance."""
_LEAST_SHARED = 2

RowT = TypeVar("RowT", bound=Row)


class SourceRow(Row):
    """One document.

    Attributes:
        number: Its place in the list.
        outlet: Who published it.
        title: Its headline.
        published: Its day, ISO; None where it is not known.
        date_rule: How the day is known.
        address: Path or URL.
        language: Its language.
        statements: How many statements it carries.
        meetings: How many meetings it tells of.
        group: Number of its group of copies; documents of one group count as one independent source.
        copies: How many documents the group holds.
        shares: How much of its text which other numbers carry too.
        wire: The agency that its group of copies credits.
        original: Number of the document that its copies go back to, where that can be told.
        origin_rule: How it can be told.
        credit: The wire or outlet that it credits.
        translated: Marks of machine translation.
        sample: Whether it was written as a sample.
        grade: How reliable somebody judged it, A to F; None where nobody did.
    """

    number: int
    outlet: str
    title: str | None
    published: str | None
    date_rule: str | None
    address: str
    language: str | None
    statements: int
    meetings: int
    group: int
    copies: int
    shares: tuple[str, ...] = ()
    wire: str | None = None
    original: int | None = None
    origin_rule: str | None = None
    credit: str | None
    translated: tuple[str, ...]
    sample: bool
    grade: str | None = None

    def flat(self) -> dict[str, Cell]:
        """Give the row as plain cells; a document has no quote of its own."""
        cells = super().flat()
        for name in ("quote", "told_by", "confidence", "documents", "independent", "date", "start", "end"):
            cells.pop(name, None)
        return cells


class Sources(Result[SourceRow]):
    """What was read, by day."""

    columns: ClassVar[tuple[str, ...]] = (
        "number",
        "published",
        "outlet",
        "title",
        "statements",
        "grade",
        "group",
        "copies",
        "shares",
        "wire",
        "original",
        "credit",
        "address",
    )
    independent: int = 0


def sources(holdings: Holdings, query: Query = EVERYTHING) -> Sources:
    """Give the documents that were read, with those that are copies of one text counted as one source."""
    asked = narrow(holdings, query)
    told = Counter(statement.sha256 for statement in asked.statements)
    meetings = Counter(meeting.sha256 for meeting in asked.meetings)
    groups = group_numbers(narrow(holdings, query.model_copy(update={"party": None, "issue": None})), query)
    sizes = Counter(groups.values())
    rows = [
        _row(number, source, (told[source.sha256], meetings[source.sha256]), (groups[source.sha256], sizes))
        for number, source in enumerate(_by_day(asked.sources), start=1)
    ]
    rows = _graded(rows, asked.sources, holdings)
    return Sources(rows=_with_copies(rows, query, groups), notes=left_out(holdings, query), independent=len(sizes))


def _graded(rows: Sequence[SourceRow], listed: Iterable[Source], holdings: Holdings) -> list[SourceRow]:
    """Give each row the grade that somebody gave its source."""
    given = grades(holdings.judgements)
    if not given:
        return list(rows)
    found = {source.sha256: grade_of(source, given) for source in listed}
    return [row.model_copy(update={"grade": found.get(row.lead.sha256)}) for row in rows]


def _with_copies(rows: Iterable[SourceRow], query: Query, groups: Mapping[str, int]) -> tuple[SourceRow, ...]:
    """Say of each document what it shares with others, and where that comes from."""
    listed = {row.lead.sha256: row for row in rows}
    numbers = {document: row.number for document, row in listed.items()}
    shares, origins = shares_of(query, groups, numbers), origins_of(query)
    for document in shares.keys() | (origins.keys() & listed.keys()):
        origin = origins.get(document, Origin(members=()))
        original = numbers.get(origin.original or "")
        listed[document] = listed[document].model_copy(
            update={
                "shares": shares.get(document, ()),
                "wire": origin.wire,
                "original": original,
                "origin_rule": origin.rule if original is not None else None,
            }
        )
    return tuple(listed.values())


def group_numbers(holdings: Holdings, query: Query = EVERYTHING) -> dict[str, int]:
    """Number the groups of copies: a document that nobody groups is a group of its own."""
    leader = leaders(holdings, query)
    numbers: dict[str, int] = {}
    return {
        source.sha256: numbers.setdefault(leader.get(source.sha256, source.sha256), len(numbers) + 1)
        for source in _by_day(holdings.sources)
    }


def leaders(holdings: Holdings, query: Query = EVERYTHING) -> dict[str, str]:
    """Give each document that is a copy, on the page or not, the one that stands for all copies of its text."""
    leader: dict[str, str] = {}
    for copies in copies_by_quotes(holdings) if query.copy_groups is None else query.copy_groups:
        members = sorted(copies)
        leader.update(dict.fromkeys(members, members[0]))
    return leader


def copies_by_quotes(holdings: Holdings) -> tuple[tuple[str, ...], ...]:
    """Find documents that share most of their quotes word for word: they are copies of one text.

    This is what the record alone can tell; comparing the texts themselves tells more, and its groups go before.
    """
    quotes: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    for statement in holdings.statements:
        words = " ".join(statement.quote.split())
        if len(words) >= _LEAST_QUOTE:
            quotes[statement.sha256].add(words)
            where[words].add(statement.sha256)
    shared: Counter[tuple[str, str]] = Counter()
    for documents in where.values():
        shared.update(pairwise(sorted(documents)))
    heads = {document: document for document in quotes}
    for (one, other), often in sorted(shared.items()):
        if often >= _LEAST_SHARED and 2 * often >= min(len(quotes[one]), len(quotes[other])):
            first, second = sorted((_head(heads, one), _head(heads, other)))
            heads[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for document in quotes:
        groups[_head(heads, document)].append(document)
    return tuple(tuple(sorted(members)) for _, members in sorted(groups.items()) if len(members) > 1)


def _head(heads: dict[str, str], document: str) -> str:
    """Give the first document of a group of copies, shortening the way to it."""
    while heads[document] != document:
        heads[document] = heads[heads[document]]
        document = heads[document]
    return document


def independent(evidence: Iterable[Witness], groups: Mapping[str, int]) -> int:
    """Count the independent sources among witnesses."""
    return len({groups.get(witness.sha256, witness.sha256) for witness in evidence})


def counted(rows: Iterable[RowT], holdings: Holdings, query: Query) -> tuple[RowT, ...]:
    """Give rows with the number of independent sources that carry each: a reprint adds a witness and no source.

    Args:
        rows: The rows of a view.
        holdings: The record; all that was known by the moment asked about counts, whoever says it.
        query: What is asked.
    """
    found = tuple(rows)
    if all(row.documents == 1 for row in found):
        return found
    groups = all_groups(holdings, query)
    return tuple(row.model_copy(update={"independent": independent(row.evidence, groups)}) for row in found)


def all_groups(holdings: Holdings, query: Query) -> dict[str, int]:
    """Number the groups of copies among all documents of the record, whatever the question is narrowed to."""
    return group_numbers(narrow(holdings, Query(as_of=query.as_of)), query)


def _by_day(found: Iterable[Source]) -> list[Source]:
    """Give documents in order of day, those without one last."""
    return sorted(found, key=lambda one: (str(source_day(one) or "9999"), one.address, one.sha256))


def _row(number: int, source: Source, told: tuple[int, int], group: tuple[int, Counter[int]]) -> SourceRow:
    """Make the row of one document."""
    day = source_day(source)
    title = source.title.value if source.title else None
    witness = Witness(
        record=source.sha256,
        document=source.address,
        sha256=source.sha256,
        start=0,
        end=max(1, source.characters),
        quote=title or source.address,
        wording=title or source.address,
        outlet=source.outlet_name,
        title=title,
        published=day.isoformat() if day else None,
    )
    return SourceRow(
        evidence=(witness,),
        number=number,
        outlet=source.outlet_name,
        title=title,
        published=day.isoformat() if day else None,
        date_rule=source.published.rule if source.published else None,
        address=source.address,
        language=source.language.value if source.language else None,
        statements=told[0],
        meetings=told[1],
        group=group[0],
        copies=group[1][group[0]],
        credit=source.syndication.value if source.syndication else None,
        translated=tuple(mark.value for mark in source.translation_marks),
        sample=source.sample,
    )
