from __future__ import annotations

import pytest

from dragoman.record import Act, ConditionKind, Holdings, Issue, Modality
from dragoman.views import Query, terms
from tests.views.making import condition, holdings, source, statement, years

_OFFER = "Arland offered to withdraw its troops from the Velden valley"


def _told(quote: str, act: Act = Act.OFFER, *, party: str = "Arland", document: str = "b.txt") -> Holdings:
    """Give holdings with an offer in one article and another wording in a second."""
    return holdings(
        statement("Arland", Act.OFFER, _OFFER, Issue.WITHDRAWAL),
        statement(party, act, quote, Issue.WITHDRAWAL, document=document),
    )


@pytest.mark.parametrize(
    "again",
    [
        "Arland is ready to pull its soldiers out of the Velden valley",
        "Arland proposed a withdrawal of its forces from the Velden valley",
        _OFFER,
    ],
)
def test_one_offer_in_other_words_is_one_term(again: str) -> None:
    found = terms(_told(again)).rows

    assert len(found) == 1
    assert found[0].documents == 2


@pytest.mark.parametrize(
    "other",
    [
        "Arland would not withdraw its troops from the Velden valley",
        "Arland will never pull its troops out of the Velden valley",
        "Arland refused to withdraw its troops from the Velden valley",
    ],
)
def test_terms_are_never_joined_across_a_negation(other: str) -> None:
    assert len(terms(_told(other)).rows) == 2


def test_terms_are_never_joined_across_an_actor() -> None:
    assert len(terms(_told(_OFFER.replace("Arland", "Borduria"), party="Borduria")).rows) == 2


def test_terms_are_never_joined_across_a_place() -> None:
    assert len(terms(_told("Arland offered to withdraw its troops from the Orsk plateau")).rows) == 2


def test_terms_are_never_joined_across_a_number() -> None:
    found = terms(
        holdings(
            statement("Arland", Act.OFFER, "Arland offered to release 400 prisoners", Issue.DETAINEES),
            statement("Arland", Act.OFFER, "Arland offered to release 600 prisoners", Issue.DETAINEES, at=90),
        )
    ).rows

    assert len(found) == 2


def test_a_term_with_another_number_is_a_variant_of_the_first() -> None:
    first, second = terms(
        holdings(
            statement("Arland", Act.OFFER, "Arland offered a lease of the port for 10 years", Issue.ECONOMY),
            statement("Arland", Act.OFFER, "Arland offered a lease of the port for 20 years", Issue.ECONOMY, at=90),
        )
    ).rows

    assert first.variants == (second.id,)
    assert second.variants == (first.id,)


def test_the_fullest_witness_is_shown() -> None:
    full = statement(
        "Arland",
        Act.OFFER,
        "Arland offered to withdraw its troops from the Velden valley once a ceasefire holds",
        Issue.WITHDRAWAL,
        document="b.txt",
        conditions=(condition("once a ceasefire holds", ConditionKind.CEASEFIRE),),
    )
    found = terms(holdings(statement("Arland", Act.OFFER, _OFFER, Issue.WITHDRAWAL), full)).rows

    assert len(found) == 1
    assert found[0].lead.record == full.id
    assert found[0].conditions == ("once a ceasefire holds",)


def test_a_hedged_proposal_is_only_floated() -> None:
    floated = statement("Arland", Act.PROPOSE, "Arland could lease the port", Issue.ECONOMY, modality=Modality.HEDGED)

    assert terms(holdings(floated)).rows[0].status == "floated"


def test_an_answer_stands_with_the_term_it_answers() -> None:
    offer = statement("Arland", Act.OFFER, "Arland offered to lease the port of Sella for 20 years", Issue.ECONOMY)
    reply = statement(
        "Borduria", Act.REJECT, "Borduria rejected Arland's lease of the port of Sella", Issue.ECONOMY, at=200
    )
    (term,) = terms(holdings(offer, reply)).rows

    assert [(answer.party, answer.act) for answer in term.answers] == [("Borduria", Act.REJECT)]


def test_an_answer_on_another_issue_is_not_attached() -> None:
    offer = statement("Arland", Act.OFFER, "Arland offered to lease the port of Sella", Issue.ECONOMY)
    reply = statement("Borduria", Act.REJECT, "Borduria rejected inspectors in the port", Issue.MONITORING, at=200)

    assert terms(holdings(offer, reply)).rows[0].answers == ()


def test_every_row_leads_back_to_its_quote() -> None:
    record = statement("Arland", Act.OFFER, _OFFER, Issue.WITHDRAWAL, at=17)
    (row,) = terms(holdings(record, sources=(source(outlet="The Sella Post"),))).to_rows()

    assert (row["document"], row["start"], row["end"]) == ("a.txt", 17, 17 + len(_OFFER))
    assert (row["quote"], row["outlet"], row["published"]) == (_OFFER, "The Sella Post", "2031-05-02")


def test_the_same_record_gives_the_same_terms_in_any_order() -> None:
    records = [
        statement("Arland", Act.OFFER, _OFFER, Issue.WITHDRAWAL),
        statement("Arland", Act.OFFER, "Arland would withdraw troops from the Velden valley", Issue.WITHDRAWAL, at=300),
        statement("Borduria", Act.DEMAND, "Borduria demanded the return of Orsk", at=600),
    ]

    assert terms(holdings(*records)) == terms(holdings(*reversed(records)))


def test_a_query_narrows_by_party_issue_and_confidence() -> None:
    told = holdings(
        statement("Arland", Act.OFFER, _OFFER, Issue.WITHDRAWAL),
        statement("Borduria", Act.DEMAND, "Borduria demanded the return of Orsk", at=90, confidence=0.4),
    )

    assert [row.party for row in terms(told, Query(party="arland")).rows] == [("Arland",)]
    assert [row.party for row in terms(told, Query(issue=Issue.TERRITORY)).rows] == [("Borduria",)]
    assert [row.party for row in terms(told, Query(min_confidence=0.5)).rows] == [("Arland",)]


def test_durations_are_kept_with_their_words() -> None:
    lease = statement("Arland", Act.OFFER, "a lease for 20 years", Issue.ECONOMY, duration=years(20))

    assert terms(holdings(lease)).rows[0].duration == ("20 years",)


def test_terms_are_never_joined_across_a_decision_rule() -> None:
    told = holdings(
        statement("Arland", Act.PROPOSE, "Exercises need the consent of all guarantors", Issue.FOREIGN_FORCES),
        statement("Arland", Act.PROPOSE, "Exercises need the consent of most guarantors", Issue.FOREIGN_FORCES, at=90),
    )

    assert len(terms(told).rows) == 2


def test_terms_are_never_joined_across_a_phase() -> None:
    told = holdings(
        statement("Arland", Act.PROPOSE, "The first phase would free captives held in Velden", Issue.DETAINEES),
        statement("Arland", Act.PROPOSE, "The second phase would free captives held in Velden", Issue.DETAINEES, at=90),
    )

    assert len(terms(told).rows) == 2


def test_other_lists_of_guarantors_are_other_terms() -> None:
    first, second = (
        statement(
            "Arland",
            Act.PROPOSE,
            f"The guarantors would be {', '.join(names)}",
            Issue.GUARANTEES,
            at=at,
            guarantors=names,
        )
        for at, names in ((0, ("Borduria", "Costaguana", "Delvia")), (90, ("Borduria", "Costaguana", "Erewhon")))
    )

    assert len(terms(holdings(first, second)).rows) == 2


def test_staying_is_never_joined_with_leaving() -> None:
    stay = "Arland insists that its troops remain in the Velden valley"

    assert len(terms(_told(stay, Act.DEMAND)).rows) == 2


def test_terms_that_share_no_word_are_never_joined() -> None:
    told = holdings(
        statement("Arland", Act.DEMAND, "The shelters must stay open", Issue.HUMANITARIAN),
        statement("Arland", Act.DEMAND, "He wants twice as many lorries", Issue.HUMANITARIAN, at=90),
    )

    assert len(terms(told).rows) == 2
