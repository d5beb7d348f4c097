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


@pytest.mark.parametrize("where", ["in Egypt", "in the Egypt", "at Egypt"])
def test_where_somebody_speaks_or_meets_takes_no_part(where: str) -> None:
    text = f"Speaking {where} on Monday, a day after delegations from Kenya and Ethiopia met, he was hopeful."
    (meeting,) = meetings_of(text)

    assert meeting.participants == ("Kenya", "Ethiopia")


def test_a_party_behind_in_may_still_be_one() -> None:
    text = "The leaders met on Monday in Kenya's talks with Ethiopia in Nairobi."
    (meeting,) = meetings_of(text)

    assert set(meeting.participants) == {"Kenya", "Ethiopia"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's president will not meet the leader of Ethiopia in Nairobi on Thursday.",
        "Kenya said that its envoys would not attend the meeting with Ethiopia in Nairobi.",
        "Kenya refuses to send negotiators to talks with Ethiopia in Nairobi.",
        "There is no plan for a call between the leaders of Kenya and Ethiopia on Thursday.",
        "Kenya wants elections in April rather than a new round of talks in Nairobi.",
    ],
)
def test_a_meeting_that_is_refused_is_not_listed(text: str) -> None:
    assert meetings_of(text) == ()


def test_talks_that_one_side_stays_away_from_are_planned_without_it() -> None:
    text = "Kenya will not take part in the talks between Egypt and Ethiopia that are due to resume on Thursday."
    (meeting,) = meetings_of(text)

    assert (meeting.state, meeting.participants) == (MeetingState.PLANNED, ("Egypt", "Ethiopia"))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Kenya agreed to send negotiators to talks with Ethiopia in Nairobi on Thursday.", MeetingState.PLANNED),
        ("The leaders of Kenya flew out for talks with Ethiopia that are slated for May 10.", MeetingState.PLANNED),
        ("Kenya's president is calling off secret talks with Ethiopia planned for Thursday.", MeetingState.CANCELLED),
        ("The leader of Kenya heads to Nairobi to join two days of talks with Ethiopia.", MeetingState.PLANNED),
        ("Ministers of Kenya and Ethiopia will be meeting in Nairobi on Thursday.", MeetingState.PLANNED),
        ("Kenya's envoys were briefed at a summit with Ethiopia in Nairobi on Monday.", MeetingState.HELD),
    ],
)
def test_the_state_is_told_by_what_governs_the_name(text: str, state: MeetingState) -> None:
    assert [meeting.state for meeting in meetings_of(text)] == [state]


@pytest.mark.parametrize(
    "text",
    [
        "If Kenya does not take part, the summit in Nairobi can hardly succeed.",
        "A pillar of the accord is direct talks between Kenya and Ethiopia in Nairobi.",
        "Kenya's army justified a harder line in peace talks with Ethiopia on Monday.",
    ],
)
def test_words_near_a_meeting_that_say_nothing_of_it_make_none(text: str) -> None:
    assert meetings_of(text) == ()


def test_what_is_said_of_those_at_a_summit_does_not_plan_it() -> None:
    (meeting,) = meetings_of("The states that are guests at the Nairobi summit with Kenya on Monday will be keen.")

    assert meeting.state is MeetingState.HELD


def test_the_day_of_calling_off_is_not_the_day_of_the_meeting() -> None:
    text = "The leader of Kenya called off the summit with Ethiopia in Nairobi on Monday."
    (meeting,) = meetings_of(text)

    assert (meeting.state, meeting.date) == (MeetingState.CANCELLED, None)


def test_what_talks_are_about_takes_no_part() -> None:
    text = "Amid fears of an attack from Egypt, the leaders of Kenya and Ethiopia met in Nairobi on Monday."
    (meeting,) = meetings_of(text)

    assert meeting.participants == ("Kenya", "Ethiopia")


def test_a_cabinet_meets_with_nobody_else() -> None:
    (meeting,) = meetings_of("The cabinet of Kenya met in Nairobi on Monday over the demands of Ethiopia.")

    assert meeting.participants in {(), ("Kenya",)}


def test_a_saint_is_part_of_the_name_of_a_place() -> None:
    (meeting,) = meetings_of("The leaders of Kenya and Ethiopia met in St. Petersburg on Monday.")

    assert meeting.venue == "St. Petersburg"
