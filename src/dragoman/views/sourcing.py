"""Sources: what was read, how much it carries, and which documents are copies of one wire story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from dragoman.record import Holdings, Source
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, source_day
from dragoman.views.results import Cell, Result, Row, Witness


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
        credit: The wire or outlet that it credits.
        translated: Marks of machine translation.
        sample: Whether it was written as a sample.
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
    credit: str | None
    translated: tuple[str, ...]
    sample: bool

    def flat(self) -> dict[str, Cell]:
        """Give the row as plain cells; a document has no quote of its own."""
        cells = super().flat()
        for name in ("quote", "told_by", "documents", "date", "start", "end"):
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
        "group",
        "copies",
        "credit",
        "address",
    )
    independent: int = 0


def sources(holdings: Holdings, query: Query = EVERYTHING, *, copy_groups: Iterable[Iterable[str]] = ()) -> Sources:
    """Give the documents that were read.

    Args:
        holdings: The record.
        query: What is asked of it.
        copy_groups: Groups of document digests that are copies of one text, as the sources room finds them.
    """
    asked = narrow(holdings, query)
    told = Counter(statement.sha256 for statement in asked.statements)
    meetings = Counter(meeting.sha256 for meeting in asked.meetings)
    groups = group_numbers(asked.sources, copy_groups)
    sizes = Counter(groups.values())
    ordered = sorted(asked.sources, key=lambda one: (str(source_day(one) or "9999"), one.address, one.sha256))
    rows = tuple(
        _row(number, source, (told[source.sha256], meetings[source.sha256]), (groups[source.sha256], sizes))
        for number, source in enumerate(ordered, start=1)
    )
    return Sources(rows=rows, notes=left_out(holdings, query), independent=len(sizes))


def group_numbers(documents: Iterable[Source], copy_groups: Iterable[Iterable[str]] = ()) -> dict[str, int]:
    """Number the groups of copies: a document that nobody groups is a group of its own."""
    leader: dict[str, str] = {}
    for copies in copy_groups:
        members = sorted(copies)
        for member in members:
            leader[member] = members[0]
    numbers: dict[str, int] = {}
    found: dict[str, int] = {}
    for source in sorted(documents, key=lambda one: (str(source_day(one) or "9999"), one.address, one.sha256)):
        head = leader.get(source.sha256, source.sha256)
        found[source.sha256] = numbers.setdefault(head, len(numbers) + 1)
    return found


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
