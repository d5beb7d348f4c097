from __future__ import annotations

from datetime import date

from dragoman.record import Act
from dragoman.views import Query, fold, narrow, terms
from tests.views.making import holdings, source, statement

_EARLY = statement("Arland", Act.DEMAND, "Arland demanded the return of Orsk", document="early.txt")
_LATE = statement("Arland", Act.DEMAND, "Arland demanded the lease of Sella", document="late.txt")
_UNDATED = statement("Arland", Act.DEMAND, "Arland demanded the use of the bridge", document="undated.txt")
_TOLD = holdings(
    _EARLY,
    _LATE,
    _UNDATED,
    sources=(
        source("early.txt", day="2031-05-02"),
        source("late.txt", day="2031-06-02"),
        source("undated.txt", day=None),
    ),
)


def test_as_of_a_day_nothing_later_is_known() -> None:
    assert narrow(_TOLD, Query(as_of=date(2031, 5, 31))).statements == (_EARLY,)


def test_as_of_a_day_what_was_left_out_for_want_of_a_date_is_said() -> None:
    notes = terms(_TOLD, Query(as_of=date(2031, 5, 31))).notes

    assert len(notes) == 1
    assert notes[0].startswith("1 document is left out")


def test_without_a_moment_undated_documents_count() -> None:
    assert _UNDATED in narrow(_TOLD).statements


def test_a_span_of_time_goes_by_the_act_before_the_article() -> None:
    acted = statement("Arland", Act.DEMAND, "It had demanded Orsk", document="late.txt", date="2031-05-01", at=90)
    told = holdings(acted, sources=(source("late.txt", day="2031-06-02"),))

    assert narrow(told, Query(until=date(2031, 5, 10))).statements == (acted,)


def test_parties_are_found_under_any_short_name() -> None:
    assert fold("the U.S.") == fold("United States")
    assert fold("Türkiye") == fold("Turkey")
