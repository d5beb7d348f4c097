from __future__ import annotations

from dragoman.record import Act, MeetingLevel, MeetingState
from dragoman.views import Query, meetings, timeline
from tests.views.making import holdings, meeting, source, statement

_SOURCES = (source("a.txt", day="2031-05-02"), source("b.txt", day="2031-05-05"))


def test_a_meeting_told_by_two_articles_is_one_with_its_history() -> None:
    told = holdings(meeting(MeetingState.PLANNED), meeting(MeetingState.HELD, document="b.txt"), sources=_SOURCES)
    (row,) = meetings(told).rows

    assert row.state is MeetingState.HELD
    assert row.states == ("planned (2031-05-02)", "held (2031-05-05)")


def test_a_meeting_that_was_called_off_says_so() -> None:
    told = holdings(meeting(MeetingState.PLANNED), meeting(MeetingState.CANCELLED, document="b.txt"), sources=_SOURCES)

    assert meetings(told).rows[0].state is MeetingState.CANCELLED


def test_meetings_of_different_levels_on_one_day_stay_apart() -> None:
    told = holdings(
        meeting(MeetingState.HELD), meeting(MeetingState.HELD, level=MeetingLevel.LEADERS, document="b.txt")
    )

    assert len(meetings(told).rows) == 2


def test_meetings_without_a_day_are_not_joined_across_documents() -> None:
    told = holdings(meeting(MeetingState.PLANNED, day=None), meeting(MeetingState.PLANNED, day=None, document="b.txt"))

    assert len(meetings(told).rows) == 2


def test_meetings_can_be_asked_for_by_participant() -> None:
    told = holdings(meeting(MeetingState.HELD), meeting(MeetingState.HELD, at=90, participants=("Norway",)))

    assert len(meetings(told, Query(party="norway")).rows) == 1


def test_the_timeline_puts_what_has_no_day_last_and_says_so() -> None:
    undated = statement("Arland", Act.ANNOUNCE, "Arland announced a visit", document="c.txt")
    told = holdings(undated, meeting(MeetingState.HELD), sources=(source("c.txt", day=None),))
    rows = timeline(told).rows

    assert [row.date for row in rows] == ["2031-05-04", None]
    assert rows[-1].dated_by == "not dated"
