"""Questions to the record, as pure functions of holdings.

Every answer is a frozen result with rows; every row carries its quote, outlet, dates and the way back.  No
view opens a store.  `Result.to_rows()` gives plain cells for any printer, `Result.columns` the cells worth one.
"""

from __future__ import annotations

from dragoman.views.answering import Answer
from dragoman.views.changes import Change, ChangeKind, Changes, changes
from dragoman.views.claims import Claim, Claims, ClaimState, claims
from dragoman.views.disagreements import Disagreement, DisagreementKind, Disagreements, disagreements
from dragoman.views.figures import Figure, Figures, FiguresTable, figures
from dragoman.views.guarantors import Guarantor, Guarantors, guarantors
from dragoman.views.lines import Hold, Stance, is_taken_up
from dragoman.views.meetings import MeetingRow, Meetings, meetings
from dragoman.views.parties import fold, join_names
from dragoman.views.pledges import Pledge, Pledges, pledges
from dragoman.views.positions import Position, Positions, positions
from dragoman.views.principals import Roles, negotiations, roles
from dragoman.views.query import EVERYTHING, Query, day_of, narrow, source_day
from dragoman.views.results import Cell, Result, Row, Witness, witness_of
from dragoman.views.sourcing import SourceRow, Sources, sources
from dragoman.views.terms import Detail, Term, Terms, terms
from dragoman.views.timeline import Event, Timeline, timeline

table = terms
"""What is on the table: the terms, under the name of the question."""

__all__ = [
    "EVERYTHING",
    "Answer",
    "Cell",
    "Change",
    "ChangeKind",
    "Changes",
    "Claim",
    "ClaimState",
    "Claims",
    "Detail",
    "Disagreement",
    "DisagreementKind",
    "Disagreements",
    "Event",
    "Figure",
    "Figures",
    "FiguresTable",
    "Guarantor",
    "Guarantors",
    "Hold",
    "MeetingRow",
    "Meetings",
    "Pledge",
    "Pledges",
    "Position",
    "Positions",
    "Query",
    "Result",
    "Roles",
    "Row",
    "SourceRow",
    "Sources",
    "Stance",
    "Term",
    "Terms",
    "Timeline",
    "Witness",
    "changes",
    "claims",
    "day_of",
    "disagreements",
    "figures",
    "fold",
    "guarantors",
    "is_taken_up",
    "join_names",
    "meetings",
    "narrow",
    "negotiations",
    "pledges",
    "positions",
    "roles",
    "source_day",
    "sources",
    "table",
    "terms",
    "timeline",
    "witness_of",
]
