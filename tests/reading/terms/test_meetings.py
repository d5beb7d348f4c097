from __future__ import annotations

import pytest

from dragoman.record import MeetingLevel, MeetingState
from tests.reading.terms.asking import meetings_of


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The leaders of Kenya and Ethiopia met in Nairobi on Monday.", MeetingState.HELD),
        ("Envoys of Kenya and Ethiopia will meet in Nairobi on Thursday.", MeetingState.PLANNED),
        ("The leaders of Kenya and Ethiopia could meet in Nairobi in April.", MeetingState.POSSIBLE),
        ("A round of talks between Kenya and Ethiopia set for Thursday was cancelled.", MeetingState.CANCELLED),
        ("A second round of talks planned for Thursday will no longer happen, Kenya said.", MeetingState.CANCELLED),
        ("The Nairobi talks between Kenya and Ethiopia were postponed to April 10.", MeetingState.POSTPONED),
        ("Talks between delegations from Kenya and Ethiopia are under way in Nairobi.", MeetingState.UNDER_WAY),
    ],
)
def test_the_state_of_a_meeting_is_read(text: str, state: MeetingState) -> None:
    assert [meeting.state for meeting in meetings_of(text)] == [state]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The leaders of Kenya and Ethiopia met in Nairobi on Monday.", MeetingLevel.LEADERS),
        ("The foreign ministers of Kenya and Ethiopia met in Nairobi on Monday.", MeetingLevel.MINISTERS),
        ("The defence chiefs of Kenya and Ethiopia met in Nairobi on Monday.", MeetingLevel.MILITARY),
        ("Security advisers from Kenya and Ethiopia met in Nairobi on Monday.", MeetingLevel.ADVISERS),
        ("Delegations from Kenya and Ethiopia met in Nairobi on Monday.", MeetingLevel.DELEGATIONS),
        ("Special envoys of Kenya and Ethiopia met in Nairobi on Monday.", MeetingLevel.ENVOYS),
    ],
)
def test_the_level_of_a_meeting_is_read(text: str, level: MeetingLevel) -> None:
    assert [meeting.level for meeting in meetings_of(text)] == [level]


def test_a_meeting_has_day_place_and_participants_with_their_anchors() -> None:
    text = "The leaders of Kenya and Ethiopia met in Nairobi on Monday."
    (meeting,) = meetings_of(text)

    assert (meeting.venue, meeting.date, meeting.participants) == ("Nairobi", "2022-03-28", ("Kenya", "Ethiopia"))
    assert all(text[anchor.start : anchor.end] == anchor.exact for anchor in meeting.anchors)
    assert {anchor.field for anchor in meeting.anchors} >= {"name", "state", "level", "date", "venue", "participants.1"}


def test_a_meeting_told_twice_is_one_meeting() -> None:
    text = (
        "Delegations from Kenya and Ethiopia met in Nairobi on Monday. "
        "The talks in Nairobi brought no result, Ethiopia said. After the talks with Kenya, Ethiopia withdrew its map."
    )

    assert len(meetings_of(text)) == 1


def test_two_rounds_on_two_days_are_two_meetings() -> None:
    text = (
        "Delegations from Kenya and Ethiopia met in Nairobi on Monday. "
        "Delegations from Kenya and Ethiopia met in Nairobi on March 3."
    )

    assert len(meetings_of(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The plan met its goals.",
        "Conditions were met, Kenya said.",
        "A new round of strikes hit the port on Monday.",
        "The minister gave a news conference in Nairobi on Monday.",
        "Kenya made a call for calm.",
    ],
)
def test_words_that_only_sound_like_meetings_are_none(text: str) -> None:
    assert meetings_of(text) == ()


def test_a_weekday_without_a_day_of_publication_tells_meetings_apart_but_gives_no_date() -> None:
    text = (
        "The leaders of Kenya and Ethiopia will meet in Nairobi on Tuesday. "
        "A meeting of the defence chiefs will take place on Monday."
    )
    meetings = meetings_of(text, published=None)

    assert [(meeting.level, meeting.date) for meeting in meetings] == [
        (MeetingLevel.LEADERS, None),
        (MeetingLevel.MILITARY, None),
    ]
    assert [anchor.exact for meeting in meetings for anchor in meeting.anchors if anchor.field == "date"] == [
        "Tuesday",
        "Monday",
    ]


def test_a_summit_dated_after_publication_was_not_held() -> None:
    text = "Officials of Kenya and Ethiopia spoke after the summit of leaders set for April 12 came into doubt."

    assert {meeting.state for meeting in meetings_of(text)} == {MeetingState.PLANNED}


@pytest.mark.parametrize("where", ["in Uganda", "in the Uganda", "at Uganda"])
def test_where_somebody_speaks_or_meets_takes_no_part(where: str) -> None:
    text = f"Speaking {where} on Monday, a day after delegations from Kenya and Ethiopia met, he was hopeful."
    (meeting,) = meetings_of(text)

    assert meeting.participants == ("Kenya", "Ethiopia")


def test_a_party_behind_in_may_still_be_one() -> None:
    text = "The leaders met on Monday in Kenya's talks with Ethiopia in Nairobi."
    (meeting,) = meetings_of(text)

    assert set(meeting.participants) == {"Kenya", "Ethiopia"}
