from __future__ import annotations

from datetime import UTC, datetime

from dragoman.record import Act, Issue, Judgement, JudgementKind, Modality
from dragoman.views import pledges
from tests.views.making import holdings, statement

_PLEDGE = statement(
    "Borduria",
    Act.PLEDGE,
    "Borduria promised to scale back its artillery fire around Sella and Orsk",
    Issue.HOSTILITIES,
    date="2031-05-02",
)


def test_a_pledge_is_not_rated_by_anyone_but_a_judge() -> None:
    assert pledges(holdings(_PLEDGE)).rows[0].rating == "not rated"


def test_a_rating_names_who_gave_it_and_why() -> None:
    judged = Judgement(
        id="1",
        target=_PLEDGE.id,
        field="rating",
        value="broken",
        kind=JudgementKind.PERSON,
        judge="A. Clerk",
        reason="shells fell on Sella",
        made=datetime(2031, 6, 1, tzinfo=UTC),
    )
    (row,) = pledges(holdings(_PLEDGE, judgements=(judged,))).rows

    assert (row.rating, row.rated_by) == ("broken", "A. Clerk: shells fell on Sella")


def test_what_the_pledger_says_against_it_stands_with_it() -> None:
    caveat = statement(
        "Borduria",
        Act.DENY,
        "Scaling back fire around Sella is not a ceasefire",
        Issue.HOSTILITIES,
        at=200,
        date="2031-05-02",
    )
    (row,) = pledges(holdings(_PLEDGE, caveat)).rows

    assert [witness.record for witness in row.qualified_by] == [caveat.id]


def test_words_weighed_against_deeds_stand_with_that_partys_pledge_only() -> None:
    other = statement("Arland", Act.PLEDGE, "Arland promised to open the bridge", Issue.HUMANITARIAN, at=400)
    doubt = statement("Norway", Act.ASSESS, "Norway looks at Borduria’s actions, not its words", Issue.PROCESS, at=600)
    found = {row.party: row for row in pledges(holdings(_PLEDGE, other, doubt)).rows}

    assert [witness.record for witness in found["Borduria",].doubted_by] == [doubt.id]
    assert found["Arland",].doubted_by == ()


def test_a_deed_told_later_is_linked_to_its_pledge() -> None:
    deed = statement(
        "Borduria",
        Act.ANNOUNCE,
        "Borduria has scaled back its artillery fire around Sella",
        Issue.HOSTILITIES,
        at=200,
        document="b.txt",
        date="2031-06-02",
        modality=Modality.DONE,
    )
    (row,) = pledges(holdings(_PLEDGE, deed)).rows

    assert [witness.record for witness in row.deeds] == [deed.id]
