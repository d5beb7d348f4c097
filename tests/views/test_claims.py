from __future__ import annotations

import pytest

from dragoman.record import Act, Issue
from dragoman.views import ClaimState, Query, claims
from dragoman.views.claims import Side, side_of
from tests.views.making import holdings, statement

_CLAIM = statement(
    "Borduria", Act.CLAIM, "Borduria said drones from Arland hit the palace of its king.", Issue.INCIDENT
)


def test_a_denial_stands_with_the_claim_it_contradicts() -> None:
    denial = statement(
        "Arland", Act.DENY, "Arland denied that its drones had hit the palace.", Issue.INCIDENT, document="b.txt"
    )
    (row,) = claims(holdings(_CLAIM, denial)).rows

    assert row.state is ClaimState.DISPUTED
    assert (row.asserted_by, row.denied_by) == (("Borduria",), ("Arland",))


def test_an_assessment_that_refutes_counts_as_a_denial() -> None:
    assessment = statement(
        "Norway",
        Act.ASSESS,
        "Norwegian intelligence found that Arland is not responsible for the drones at the palace.",
        Issue.INCIDENT,
        document="b.txt",
    )
    (row,) = claims(holdings(_CLAIM, assessment)).rows

    assert row.denied_by == ("Norway",)


def test_an_assessment_that_takes_no_side_is_kept_apart() -> None:
    assessment = statement(
        "Norway", Act.ASSESS, "Norway is still studying the drones at the palace.", Issue.INCIDENT, document="b.txt"
    )
    (row,) = claims(holdings(_CLAIM, assessment)).rows

    assert (row.denied_by, row.assessed_by) == ((), ("Norway",))


def test_who_asserts_is_told_by_the_denial_where_nobody_is_quoted() -> None:
    denial = statement("Arland", Act.DENY, "Arland rejects Borduria’s claim that it hit the palace.", Issue.INCIDENT)
    (row,) = claims(holdings(denial)).rows

    assert row.asserted_in_denial == ("Borduria",)
    assert row.state is ClaimState.DISPUTED


def test_a_finding_against_anothers_claim_denies_it_whatever_act_it_was_read_as() -> None:
    finding = statement(
        "Norway",
        Act.ACCUSE,
        "A Norwegian study found that Arland is not responsible for what Borduria claims was a raid on the palace.",
        Issue.HOSTILITIES,
    )
    clause = statement("Borduria", Act.CLAIM, "what Borduria claims was a raid on the palace", Issue.HOSTILITIES, at=58)
    (row,) = claims(holdings(finding, clause)).rows

    assert row.state is ClaimState.DISPUTED
    assert (row.asserted_by, row.denied_by) == (("Borduria",), ("Norway",))


def test_nobody_disputes_a_claim_by_denying_his_own_guilt_twice() -> None:
    first = statement("Arland", Act.DENY, "Arland denied that it had shelled the dam.", Issue.INCIDENT)
    second = statement("Arland", Act.DENY, "Arland did not shell the dam, it said.", Issue.INCIDENT, document="b.txt")

    assert [row.state for row in claims(holdings(first, second)).rows] == [ClaimState.DENIED]


def test_parties_that_speak_together_once_corroborate_nothing() -> None:
    joint = _CLAIM.model_copy(update={"parties": ("Borduria", "Norway")})

    assert claims(holdings(joint)).rows[0].state is ClaimState.ASSERTED


def test_two_parties_of_their_own_accord_corroborate() -> None:
    second = statement(
        "Norway", Act.CLAIM, "Norway said drones had hit the palace of the king.", Issue.INCIDENT, document="b.txt"
    )

    assert claims(holdings(_CLAIM, second)).rows[0].state is ClaimState.CORROBORATED


def test_one_partys_question_shows_the_other_side_too() -> None:
    denial = statement(
        "Arland", Act.DENY, "Arland denied that its drones had hit the palace.", Issue.INCIDENT, document="b.txt"
    )
    (row,) = claims(holdings(_CLAIM, denial), Query(party="Arland")).rows

    assert row.asserted_by == ("Borduria",)


def test_different_events_stay_apart() -> None:
    other = statement("Borduria", Act.CLAIM, "Borduria said a mine sank the ferry.", Issue.INCIDENT, document="b.txt")

    assert len(claims(holdings(_CLAIM, other)).rows) == 2


def test_a_denial_of_the_accusation_means_the_event_told_before_it_in_the_article() -> None:
    told = statement("Borduria", Act.CLAIM, "Nine drones reached the summer palace at night", Issue.INCIDENT)
    denial = statement("Arland", Act.DENY, "Arland dismissed the accusation as invented", Issue.INCIDENT, at=900)
    (row,) = claims(holdings(told, denial)).rows

    assert (row.asserted_by, row.denied_by) == (("Borduria",), ("Arland",))


def test_the_accusation_in_another_article_means_nothing_told_in_this_one() -> None:
    told = statement("Borduria", Act.CLAIM, "Nine drones reached the summer palace at night", Issue.INCIDENT)
    denial = statement("Arland", Act.DENY, "Arland dismissed the accusation", Issue.INCIDENT, document="b.txt")

    assert len(claims(holdings(told, denial)).rows) == 2


def test_events_in_two_places_are_two_claims_whoever_speaks() -> None:
    first = statement("Arland", Act.CLAIM, "Arland said rebels killed ten soldiers at a post in Sella", Issue.INCIDENT)
    other = statement(
        "Arland",
        Act.CLAIM,
        "Arland said rebels killed two soldiers at a post in Orsk",
        Issue.INCIDENT,
        document="b.txt",
    )
    again = statement(
        "Arland", Act.CLAIM, "Arland said ten soldiers were killed by rebels in Sella", Issue.INCIDENT, document="c.txt"
    )
    rows = claims(holdings(first, other, again)).rows

    assert sorted(row.documents for row in rows) == [1, 2]


@pytest.mark.parametrize(
    "words",
    [
        "Norway concluded that Arland did not hit the palace, contradicting an accusation of Borduria",
        "Norway found no sign that drones had come near the palace",
        "Norway said there was no evidence of a raid on the palace",
        "Norway disputed the Bordurian claim on the palace",
    ],
)
@pytest.mark.parametrize("act", [Act.CLAIM, Act.ACCUSE, Act.ASSESS])
def test_a_finding_against_a_claim_denies_it(words: str, act: Act) -> None:
    assert side_of(statement("Norway", act, words, Issue.INCIDENT)) is Side.DENIES


@pytest.mark.parametrize(
    "words", ["Borduria said there was no need for evidence", "Borduria accused Arland of a raid it had no right to"]
)
def test_an_accusation_with_a_negation_in_it_asserts(words: str) -> None:
    assert side_of(statement("Borduria", Act.ACCUSE, words, Issue.INCIDENT)) is Side.ASSERTS


def test_a_third_partys_finding_on_a_named_place_meets_the_claim_in_another_article() -> None:
    accusation = statement(
        "Borduria", Act.ACCUSE, "Borduria accused Arland of sending drones at the palace of King Otmar", Issue.INCIDENT
    )
    finding = statement(
        "Norway", Act.ASSESS, "Norway found that Arland is not responsible for drones at the palace of King Otmar",
        Issue.INCIDENT, document="b.txt",
    )  # fmt: skip
    elsewhere = statement("Sweden", Act.CLAIM, "Sweden said drones fell on a palace", Issue.INCIDENT, document="c.txt")
    (row, other) = claims(holdings(accusation, finding, elsewhere)).rows

    assert (row.asserted_by, row.denied_by) == (("Borduria",), ("Norway",))
    assert other.asserted_by == ("Sweden",)


def test_two_articles_on_one_event_are_one_claim_where_a_party_speaks_in_both() -> None:
    first = statement("Borduria", Act.CLAIM, "Nine drones reached the summer palace at night", Issue.INCIDENT)
    second = statement(
        "Borduria", Act.CLAIM, "Borduria showed a drone shot down near the palace", Issue.INCIDENT, document="b.txt"
    )

    assert len(claims(holdings(first, second)).rows) == 1


def test_one_party_that_seems_to_say_both_in_one_article_is_doubtful_and_no_dispute() -> None:
    claim = statement("Borduria", Act.CLAIM, "Borduria said the palace was hit by drones.", Issue.INCIDENT)
    denial = statement("Borduria", Act.DENY, "Borduria denied that the palace was hit.", Issue.INCIDENT, at=90)
    (row,) = claims(holdings(claim, denial)).rows

    assert row.state is ClaimState.DOUBTFUL
    assert not row.contested


def test_a_dispute_between_others_stays_one_where_a_third_seems_to_say_both() -> None:
    claim = statement("Borduria", Act.CLAIM, "Borduria said the palace was hit by drones.", Issue.INCIDENT)
    denial = statement("Arland", Act.DENY, "Arland denied that drones hit the palace.", Issue.INCIDENT, at=90)
    both = statement("Sweden", Act.CLAIM, "Sweden said drones hit the palace.", Issue.INCIDENT, at=190)
    other = statement("Sweden", Act.DENY, "Sweden denied that drones hit the palace.", Issue.INCIDENT, at=290)
    (row,) = claims(holdings(claim, denial, both, other)).rows

    assert row.state is ClaimState.DISPUTED


def test_two_accounts_that_tell_different_things_do_not_bear_each_other_out() -> None:
    claim = statement("Borduria", Act.CLAIM, "Borduria said nine drones hit the palace at night.", Issue.INCIDENT)
    other = statement("Sweden", Act.CLAIM, "Sweden said the port was closed to ships.", Issue.INCIDENT, at=60)
    rows = claims(holdings(claim, other)).rows

    assert {row.state for row in rows} == {ClaimState.ASSERTED}


def test_two_parties_that_tell_the_same_bear_each_other_out() -> None:
    claim = statement("Borduria", Act.CLAIM, "Borduria said nine drones hit the palace at night.", Issue.INCIDENT)
    other = statement("Sweden", Act.CLAIM, "Sweden said nine drones hit the palace at night.", Issue.INCIDENT, at=60)
    (row,) = claims(holdings(claim, other)).rows

    assert row.state is ClaimState.CORROBORATED


def test_who_refuses_to_comment_denies_nothing() -> None:
    silent = statement("Norway", Act.REJECT, "Norway refused to comment on the palace.", Issue.INCIDENT)

    assert side_of(silent) is Side.ASSESSES
