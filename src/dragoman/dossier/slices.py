"""Which part of a dossier a question needs: narrowed by the database, so that large dossiers answer fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dragoman.record import Act, Issue


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a record that is asked for; by default, all that counts now.

    A slice never drops what a question could need: statements whose date nobody knows stay in, and so do
    those that a judgement touches.  Views filter exactly.

    Attributes:
        parties: Only what is said by or for one of these, under any name that a judgement merged into it.
        issue: Only this issue.
        acts: Only these acts; all where empty.
        as_of: Only coverage published on or before this day.
        guarantors: Only statements that name a guarantor.
        min_confidence: Only statements at least this sure.
        newest: Only so many statements, those of the newest days; all where None.
        meetings: Whether meetings come along.
        every_source: Whether sources without a statement in the slice come along.
        moment: The record as it was kept at this moment; None for now.
        judged: Whether judgements take effect.
        numbers: Only the statements of these rows, whatever else is asked for; None for all.  Who names rows knows
            them from the derived tables, which must be up to date.
        readings: Readings whose sources come along, with a statement in the slice or without.
        newest_meetings: Only so many meetings, those told of last; all where None.
        met_since: Only meetings that an article from this day on tells of, with all that is told of their days.
    """

    parties: frozenset[str] = frozenset()
    issue: Issue | None = None
    acts: frozenset[Act] = frozenset()
    as_of: date | None = None
    guarantors: bool = False
    min_confidence: float = 0.0
    newest: int | None = None
    meetings: bool = True
    every_source: bool = True
    moment: datetime | None = None
    judged: bool = True
    numbers: frozenset[int] | None = None
    readings: frozenset[int] = frozenset()
    newest_meetings: int | None = None
    met_since: date | None = None

    @property
    def whole(self) -> bool:
        """Whether every statement is wanted."""
        listed = self.parties or self.acts or self.newest is not None or self.numbers is not None
        return not (listed or self.issue or self.as_of or self.guarantors or self.min_confidence > 0.0)


def party_key(name: str) -> str:
    """Give the key under which a party is looked up: case, article, apostrophes and full stops evened out."""
    return " ".join(name.lower().replace("’", "'").removeprefix("the ").rstrip(".").split())


WHOLE = Slice()
"""Everything that counts now."""
