"""Meetings of one document."""

from __future__ import annotations

from dragoman.reading.terms.context import Context
from dragoman.reading.terms.guarantors import PartiesIn
from dragoman.record import Meeting


def read_meetings(context: Context, parties_in: PartiesIn) -> tuple[Meeting, ...]:
    """Give the meetings that a document tells of."""
    return () if context.text and parties_in else ()
