"""Numbers for sources and quotes: each quote is numbered once, however many lines it carries."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.briefs.model import NumberedQuote, NumberedSource, Ref
from dragoman.briefs.phrases import DATE_NOT_GIVEN, written_day
from dragoman.views import SourceRow, Witness


class Numbering:
    """Hands out the numbers of a brief.

    Sources are numbered by day, as the view of sources lists them; quotes by their first use.  This is the one
    mutable thing in building a brief, and it lives no longer than that.
    """

    def __init__(self, sources: Iterable[SourceRow]) -> None:
        self._rows = {row.lead.sha256: row for row in sources}
        self._quotes: dict[str, dict[tuple[int, int], NumberedQuote]] = {key: {} for key in self._rows}

    def ref(self, witness: Witness) -> Ref:
        """Give the number of a witness's quote."""
        quotes = self._quotes[witness.sha256]
        place = (witness.start, witness.end)
        if place not in quotes:
            ref = Ref(source=self._rows[witness.sha256].number, quote=len(quotes) + 1)
            quotes[place] = NumberedQuote(ref=ref, words=witness.quote, start=witness.start, end=witness.end)
        return quotes[place].ref

    def refs(self, witnesses: Iterable[Witness], most: int = 6) -> tuple[Ref, ...]:
        """Give the numbers of several quotes, each once, a bounded number."""
        return tuple(dict.fromkeys(self.ref(witness) for witness in list(witnesses)[:most]))

    def unquoted(self) -> int:
        """Count the sources of which no quote was used."""
        return sum(not quotes for quotes in self._quotes.values())

    def sources(self, *, most_unquoted: int) -> tuple[NumberedSource, ...]:
        """Give the numbered sources with the quotes used, in order of their numbers.

        Args:
            most_unquoted: Where more have no quote that was used, those are left out.
        """
        every = self.unquoted() <= most_unquoted
        return tuple(
            NumberedSource(
                number=row.number,
                outlet=row.outlet,
                title=row.title,
                published=written_day(row.published) if row.published else DATE_NOT_GIVEN,
                address=row.address,
                sample=row.sample,
                note=_note(row),
                quotes=tuple(self._quotes[key].values()),
            )
            for key, row in sorted(self._rows.items(), key=lambda pair: pair[1].number)
            if every or self._quotes[key]
        )


def _note(row: SourceRow) -> str:
    """Say what a reader should know of a source before trusting it."""
    remarks = []
    if row.sample:
        remarks.append("written as a sample, not a real article")
    if row.copies > 1:
        remarks.append(f"one of {row.copies} copies of one text, counted once")
    if row.shares:
        remarks.append(f"shares {', '.join(row.shares)}")
    if row.original is not None:
        remarks.append("the original" if row.original == row.number else f"goes back to {row.original}")
        remarks[-1] += f", {row.origin_rule}" if row.origin_rule else ""
    if row.wire and row.wire != row.credit:
        remarks.append(f"a text on the wire of {row.wire}")
    if row.credit:
        remarks.append(f"credits {row.credit}")
    if row.translated:
        remarks.append("shows marks of machine translation")
    return "; ".join(remarks)
