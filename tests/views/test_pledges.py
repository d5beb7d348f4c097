from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.record import Act, Duration, Issue, Judgement, JudgementKind, Modality, Statement
from dragoman.views import pledges
from tests.views.making import holdings, source, statement

_PLEDGE = statement(
    "Borduria",
    Act.PLEDGE,
    "Borduria promised to scale back its artillery fire around Sella and Orsk",
    Issue.HOSTILITIES,
    date="2031-05-02",
)

_RECALL = statement(
    "Borduria",
    Act.PLEDGE,
    "Borduria promised to withdraw its guns from around Sella",
    Issue.FORCES,
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


def _report(party: str, act: Act, quote: str, **fields: str) -> Statement:
    told = {"document": "b.txt", "date": "2031-05-20", **fields}
    return statement(party, act, quote, Issue.FORCES, at=300, **told)


def test_a_deed_told_in_other_words_is_linked_by_its_kind_and_its_place() -> None:
    report = _report("Borduria", Act.CLAIM, "Borduria's withdrawal of guns from around Sella goes ahead, it said")
    (row,) = pledges(holdings(_RECALL, report)).rows

    assert [witness.record for witness in row.deeds] == [report.id]
    assert row.follow_up == "deed reported"


def test_a_deed_at_another_place_is_not_linked() -> None:
    report = _report("Borduria", Act.CLAIM, "Borduria has withdrawn its guns from around Tolm")

    assert pledges(holdings(_RECALL, report)).rows[0].deeds == ()


def test_a_deed_of_another_kind_is_not_linked() -> None:
    report = _report("Borduria", Act.CLAIM, "Borduria has released the captives held in Sella")

    assert pledges(holdings(_RECALL, report)).rows[0].deeds == ()


def test_a_deed_before_the_pledge_is_not_linked() -> None:
    report = _report("Borduria", Act.CLAIM, "Borduria has withdrawn its guns from around Sella", date="2031-04-01")

    assert pledges(holdings(_RECALL, report)).rows[0].deeds == ()


def test_what_is_announced_is_no_deed() -> None:
    report = _report("Borduria", Act.ANNOUNCE, "Borduria will withdraw its guns from around Sella")

    assert pledges(holdings(_RECALL, report)).rows[0].deeds == ()


def test_a_deed_that_others_dispute_stands_as_disputed() -> None:
    report = _report("Arland", Act.CLAIM, "Arland said guns were not withdrawn from around Sella but rotated")
    (row,) = pledges(holdings(_RECALL, report)).rows

    assert [witness.record for witness in row.doubted_by] == [report.id]
    assert row.follow_up == "disputed"
    assert row.rating == "not rated"


def test_a_day_that_passed_without_a_deed_is_told_and_not_rated() -> None:
    due = _RECALL.model_copy(update={"duration": Duration(iso="P10D", text="10 days", start=0, end=7)})
    later = statement("Arland", Act.CLAIM, "Arland counted ships", Issue.SHIPPING, document="c.txt")
    record = holdings(due, later, sources=(source("c.txt", day="2031-06-01"),))
    (row,) = pledges(record).rows

    assert row.follow_up == "no deed reported by 2031-05-12"
    assert row.rating == "not rated"


@pytest.mark.parametrize(
    ("quote", "issue"),
    [
        ("Arland promised to crush them if they do not leave", Issue.HOSTILITIES),
        ("Arland vowed to attack the port", Issue.HOSTILITIES),
        ("Arland will not stop fighting until the valley is free", Issue.CEASEFIRE),
        ("Arland pledged to impose new sanctions on the port", Issue.SANCTIONS),
    ],
)
def test_a_vow_of_harm_is_no_pledge(quote: str, issue: Issue) -> None:
    assert pledges(holdings(statement("Arland", Act.PLEDGE, quote, issue))).rows == ()


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody can go on without a promise by Arland to disarm",
        "Arland promised to “think about” the offer",
    ],
)
def test_what_binds_nobody_is_no_pledge(quote: str) -> None:
    assert pledges(holdings(statement("Arland", Act.PLEDGE, quote))).rows == ()


def test_what_would_have_been_promised_was_not() -> None:
    quote = "The war would be over had Arland promised to stay out"

    assert pledges(holdings(statement("Arland", Act.PLEDGE, quote, modality=Modality.HYPOTHETICAL))).rows == ()


def test_an_article_that_looks_back_does_not_date_a_pledge() -> None:
    (row,) = pledges(holdings(statement("Arland", Act.PLEDGE, "Two years later, Arland pledged to leave"))).rows

    assert row.given is None


def test_a_year_to_come_is_no_looking_back() -> None:
    (row,) = pledges(holdings(statement("Arland", Act.PLEDGE, "Arland pledged to leave the valley in 2034"))).rows

    assert row.given == "2031-05-02"


def test_a_year_gone_by_is_looking_back() -> None:
    (row,) = pledges(holdings(statement("Arland", Act.PLEDGE, "In 2028 Arland pledged to leave the valley"))).rows

    assert row.given is None


def test_who_accuses_another_reports_no_deed_of_its_own() -> None:
    given = statement("Arland", Act.PLEDGE, "Arland promised to stop shelling Sella", Issue.CEASEFIRE)
    blame = statement(
        "Arland",
        Act.ACCUSE,
        "Arland says that Borduria has resumed shelling Sella and broke the truce",
        Issue.CEASEFIRE,
        document="b.txt",
    )
    (row,) = pledges(holdings(given, blame, sources=(source("a.txt"), source("b.txt", day="2031-09-01")))).rows

    assert row.deeds == ()
