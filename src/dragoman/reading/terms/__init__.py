"""The terms of statements: conditions, durations, dates, numbers, guarantors, exchange, modality; and meetings.

Rules over the words of the text, without a model: linear time, the same answer every time, and an exact
anchor for every value.
"""

from __future__ import annotations

from dragoman.reading.terms.context import Context
from dragoman.reading.terms.guarantors import PartiesIn
from dragoman.reading.terms.meetings import read_meetings
from dragoman.reading.terms.statement_terms import Terms, has_quotation, read_terms

__all__ = ["Context", "PartiesIn", "Terms", "has_quotation", "read_meetings", "read_terms"]
