from __future__ import annotations

from datetime import date

import pytest

from dragoman.record import Act, Holdings, Issue, MeetingState, Statement
from dragoman.views import ChangeKind, Query, changes, positions
from tests.views.making import holdings, meeting, source, statement

_SOURCES = (source("a.txt", day="2031-05-02"), source("b.txt", day="2031-06-02"), source("c.txt", day="2031-07-02"))
_LEASE = statement("Arland", Act.OFFER, "Arland offered a lease of the port of Sella for 10 years", Issue.ECONOMY)


def _then(quote: str, act: Act, *, document: str = "b.txt", issue: Issue = Issue.ECONOMY) -> Statement:
    return statement("Arland", act, quote, issue, document=document)


def _told(*later: Statement) -> Holdings:
    return holdings(_LEASE, *later, sources=_SOURCES)


def test_another_number_is_a_move_with_both_quotes() -> None:
    longer = _then("Arland offered a lease of the port of Sella for 20 years", Act.OFFER)
    (row,) = changes(_told(longer)).rows

    assert row.kind is ChangeKind.MOVED
    assert row.difference == "10 years → 20 years"
    assert row.old_witness is not None
    assert (row.old_witness.quote, row.lead.quote) == (_LEASE.quote, longer.quote)


def test_a_move_told_in_quite_other_words_is_found_by_its_number() -> None:
    first = statement("Arland", Act.OFFER, "The guarantee would run for 10 years after signature", Issue.GUARANTEES)
    later = statement("Arland", Act.OFFER, "Protection is to last 15 years", Issue.GUARANTEES, document="b.txt")
    rows = changes(holdings(first, later, sources=_SOURCES)).rows

    assert [row.difference for row in rows if row.kind is ChangeKind.MOVED] == ["10 years → 15 years"]


def test_rewording_is_no_change() -> None:
    assert changes(_told(_then("Arland is offering to lease the port of Sella for 10 years", Act.OFFER))).rows == ()


def test_the_other_side_of_a_point_is_a_reversal() -> None:
    against = _then("Arland rejected any lease of the port of Sella", Act.REJECT)

    assert [row.kind for row in changes(_told(against)).rows] == [ChangeKind.REVERSED]


def test_a_threat_is_not_the_other_side_of_a_point() -> None:
    terms = _then("Should Borduria mine the port of Sella, the lease offered is lost", Act.DEMAND)
    threat = _then("If Borduria mines the port of Sella, the lease is lost", Act.THREATEN, document="c.txt")

    assert ChangeKind.REVERSED not in {row.kind for row in changes(_told(terms, threat)).rows}


def test_a_first_word_on_a_point_is_new_but_not_in_the_first_article() -> None:
    demand = _then("Arland demanded inspectors at the dam", Act.DEMAND, issue=Issue.MONITORING)
    rows = changes(_told(demand)).rows

    assert [(row.kind, row.lead.record) for row in rows] == [(ChangeKind.NEW, demand.id)]


def test_changes_outside_the_span_are_held_against_but_not_shown() -> None:
    told = _told(
        _then("Arland offered a lease of the port of Sella for 20 years", Act.OFFER),
        _then("Arland offered a lease of the port of Sella for 30 years", Act.OFFER, document="c.txt"),
    )
    (row,) = changes(told, Query(since=date(2031, 6, 15))).rows

    assert row.difference == "20 years → 30 years"


def test_a_meeting_called_off_is_a_change() -> None:
    told = holdings(meeting(MeetingState.PLANNED), meeting(MeetingState.CANCELLED, document="b.txt"), sources=_SOURCES)

    assert [row.kind for row in changes(told).rows] == [ChangeKind.MEETING]


def test_a_position_is_the_last_word_and_says_when_it_was_confirmed() -> None:
    longer = _then("Arland offered a lease of the port of Sella for 20 years", Act.OFFER)
    (row,) = positions(_told(longer)).rows

    assert row.lead.record == longer.id
    assert (row.first, row.last_confirmed, row.told) == ("2031-05-02", "2031-06-02", 2)


def test_a_red_line_is_firmer_than_a_demand() -> None:
    told = _told(
        _then("Arland demanded the return of Orsk, which is not negotiable", Act.DEMAND, issue=Issue.TERRITORY)
    )

    assert {row.firmness.value for row in positions(told).rows} == {"preference", "red line"}


def test_a_dropped_demand_that_a_source_tells_is_a_change() -> None:
    dropped = _then("Arland has dropped its demand for a lease of the port of Sella", Act.ACCEPT)

    assert ChangeKind.DROPPED in {row.kind for row in changes(_told(dropped)).rows}


def test_asking_that_something_be_dropped_drops_nothing() -> None:
    asked = _then("Arland asked that Borduria's demand for a lease of the port be dropped", Act.REQUEST)

    assert ChangeKind.DROPPED not in {row.kind for row in changes(_told(asked)).rows}


def test_a_refusal_to_drop_a_demand_is_no_drop() -> None:
    kept = _then("Arland has not dropped its demand for a lease of the port of Sella", Act.ANNOUNCE)

    assert ChangeKind.DROPPED not in {row.kind for row in changes(_told(kept)).rows}


def test_will_not_leave_after_will_stay_is_no_reversal() -> None:
    stay = statement("Arland", Act.DEMAND, "Arland's troops will stay in the Velden valley", Issue.WITHDRAWAL)
    leave = _then("Arland's troops will not leave the Velden valley", Act.REJECT, issue=Issue.WITHDRAWAL)
    rows = changes(holdings(stay, leave, sources=_SOURCES)).rows

    assert ChangeKind.REVERSED not in {row.kind for row in rows}


def test_another_decision_rule_is_a_move() -> None:
    first = statement(
        "Arland", Act.PROPOSE, "Exercises in Velden need the consent of every guarantor", Issue.FOREIGN_FORCES
    )
    later = _then(
        "Exercises in Velden need the consent of most of the guarantors", Act.PROPOSE, issue=Issue.FOREIGN_FORCES
    )
    rows = changes(holdings(first, later, sources=_SOURCES)).rows

    assert [row.difference for row in rows if row.kind is ChangeKind.MOVED] == ["all → a majority"]


def test_another_party_s_number_on_one_point_is_a_counterproposal() -> None:
    first = statement("Arland", Act.PROPOSE, "The army of Velden is held to 600 tanks", Issue.FORCE_LIMITS)
    later = statement(
        "Borduria",
        Act.PROPOSE,
        "The army of Velden is held to 900 tanks",
        Issue.FORCE_LIMITS,
        document="b.txt",
    )
    (row,) = [row for row in changes(holdings(first, later, sources=_SOURCES)).rows if row.kind is ChangeKind.COUNTERED]

    assert row.difference == "600 tanks → 900 tanks"
    assert row.old_witness is not None
    assert row.old_witness.parties == ("Arland",)


def test_what_a_sentence_says_was_so_before_is_not_its_value_now() -> None:
    told = _then("Arland would open the port as soon as possible rather than within 100 days", Act.OFFER)
    rows = [row for row in changes(_told(told)).rows if row.kind is ChangeKind.MOVED]

    assert [row.difference for row in rows] == ["in 100 days → as soon as possible"]


def test_one_change_in_two_reprints_is_one_row() -> None:
    quote = "Arland has dropped its demand for a lease of the port of Sella"
    rows = changes(_told(_then(quote, Act.ACCEPT), _then(quote, Act.ACCEPT, document="c.txt"))).rows
    (row,) = [row for row in rows if row.kind is ChangeKind.DROPPED]

    assert row.documents == 2


def _decided(quote: str, act: Act = Act.ANNOUNCE) -> list[ChangeKind]:
    later = statement("Arland", act, quote, Issue.SANCTIONS, document="b.txt")
    return [row.kind for row in changes(_told(later)).rows if row.lead.record == later.id]


def test_a_decision_that_takes_something_back_is_a_change() -> None:
    assert _decided("Arland has lifted its sanctions on Borduria") == [ChangeKind.REVERSED]
    assert _decided("Arland called off the peace talks") == [ChangeKind.REVERSED]
    assert _decided("Arland reversed its position on the fuel", Act.REJECT) == [ChangeKind.REVERSED]


def test_a_decision_of_years_ago_is_background() -> None:
    assert _decided("Arland withdrew from the treaty in 2012") == []


def test_a_decision_that_takes_nothing_back_is_no_change() -> None:
    assert _decided("Arland said its minister would travel to Sella") == []


def test_what_is_asked_for_takes_nothing_back() -> None:
    assert ChangeKind.REVERSED not in _decided("Arland wants Borduria to see sanctions lifted", Act.DEMAND)


@pytest.mark.parametrize(
    ("act", "quote", "kind"),
    [
        (Act.ACCEPT, "Arland backed off from its demand for a base", ChangeKind.DROPPED),
        (Act.ANNOUNCE, "Arland no longer insists on a base", ChangeKind.DROPPED),
        (Act.ANNOUNCE, "Arland withdrew its objections to the port", ChangeKind.DROPPED),
        (Act.DEMAND, "Arland stepped up its demands on the port", ChangeKind.HARDENED),
        (Act.OFFER, "Arland is open to alternatives to its base", ChangeKind.SOFTENED),
        (Act.AGREE, "Arland made some concessions on the port", ChangeKind.SOFTENED),
        (Act.ACCEPT, "Arland took the offer after initially rejecting it", ChangeKind.REVERSED),
        (Act.ACCEPT, "Arland returned to the negotiating table", ChangeKind.REVERSED),
        (Act.AGREE, "Arland and Borduria extended their truce for another five days", ChangeKind.MOVED),
    ],
)
def test_a_source_that_tells_of_a_change_is_believed(act: Act, quote: str, kind: ChangeKind) -> None:
    told = holdings(statement("Arland", act, quote, Issue.CEASEFIRE, document="b.txt"), sources=_SOURCES)

    assert kind in {row.kind for row in changes(told).rows}


@pytest.mark.parametrize(
    "quote",
    [
        "Arland did not back down",
        "Arland would never drop its demand for a base",
        "Arland asked that the talks be resumed on Monday",
    ],
)
def test_what_is_not_done_is_no_change(quote: str) -> None:
    told = holdings(statement("Arland", Act.ANNOUNCE, quote, Issue.CEASEFIRE, document="b.txt"), sources=_SOURCES)

    assert not {row.kind for row in changes(told).rows} - {ChangeKind.NEW}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("A full withdrawal from the Sella valley", "A partial withdrawal from the Sella valley"),
        ("An unconditional return to the Sella border", "A return to the Sella border only if asked"),
        ("Arland seeks a binding treaty on the Sella border", "Arland seeks a non-binding treaty on the Sella border"),
        ("Arland offers direct talks on the Sella border", "Arland offers indirect talks on the Sella border"),
    ],
)
def test_extent_strings_force_and_manner_can_move(before: str, now: str) -> None:
    first = statement("Arland", Act.DEMAND, before, Issue.WITHDRAWAL)
    later = statement("Arland", Act.DEMAND, now, Issue.WITHDRAWAL, document="b.txt")

    assert ChangeKind.MOVED in {row.kind for row in changes(holdings(first, later, sources=_SOURCES)).rows}


def test_what_an_article_says_was_wanted_before_is_held_against_what_is_wanted_now() -> None:
    first = statement("Arland", Act.DEMAND, "Arland initially wanted an army of 85,000", Issue.FORCE_LIMITS)
    later = statement("Arland", Act.DEMAND, "It can now accept an army of 120,000", Issue.FORCE_LIMITS, at=200)
    (row,) = [one for one in changes(holdings(first, later)).rows if one.kind is ChangeKind.MOVED]

    assert row.difference == "85,000 → 120,000"


def test_how_long_a_war_has_lasted_is_no_move() -> None:
    first = statement("Arland", Act.DEMAND, "Arland wants a truce in the 3-year war over Sella", Issue.CEASEFIRE)
    later = statement(
        "Arland", Act.DEMAND, "Arland wants a truce in the 5-year war over Sella", Issue.CEASEFIRE, document="b.txt"
    )

    assert ChangeKind.MOVED not in {row.kind for row in changes(holdings(first, later, sources=_SOURCES)).rows}


def test_articles_without_a_day_have_no_order_to_change_in() -> None:
    against = _then("Arland rejected any lease of the port of Sella", Act.REJECT)
    undated = (source("a.txt", day=None), source("b.txt", day="2031-06-02"))

    assert changes(holdings(_LEASE, against, sources=undated)).rows == ()


def test_another_number_in_articles_without_a_day_is_no_move() -> None:
    longer = _then("Arland offered a lease of the port of Sella for 20 years", Act.OFFER)
    undated = (source("a.txt", day=None), source("b.txt", day=None))

    assert changes(holdings(_LEASE, longer, sources=undated)).rows == ()
