from __future__ import annotations

from typing import Any

import pytest

from dragoman.record import Act, Anchor, Firmness, Issue, Modality, Statement
from dragoman.views import guarantors
from tests.views.making import condition, holdings, statement


def _listed(
    quote: str, *states: str, act: Act = Act.PROPOSE, party: str = "Arland", at: int = 0, **fields: Any
) -> Statement:
    return statement(party, act, quote, Issue.GUARANTEES, at=at, guarantors=states, **fields)


@pytest.mark.parametrize(
    ("quote", "firmness"),
    [
        ("Norway could be among the potential guarantors.", Firmness.CANDIDATE),
        ("Norway could also be involved.", Firmness.POSSIBLE),
        ("Arland floated Norway as a guarantor.", Firmness.CANDIDATE),
        ("The guarantors are Norway and Chile.", Firmness.NAMED),
        ("Norway will not be a guarantor.", Firmness.DECLINED),
    ],
)
def test_firmness_follows_the_words(quote: str, firmness: Firmness) -> None:
    assert guarantors(holdings(_listed(quote, "Norway"))).rows[0].firmness is firmness


def test_the_readers_own_degree_counts_before_the_words() -> None:
    quote = "Norway could also be involved."
    anchor = Anchor(field="guarantors.0", start=0, end=6, exact="Norway", firmness=Firmness.COMMITTED)

    assert guarantors(holdings(_listed(quote, "Norway", anchors=(anchor,)))).rows[0].firmness is Firmness.COMMITTED


def test_one_sentence_can_hold_two_tiers_of_names() -> None:
    told = holdings(
        _listed("Norway and Chile could be among the potential guarantors.", "Norway", "Chile"),
        _listed("Peru could also be involved.", "Peru", at=80),
    )

    assert [(row.state, row.firmness) for row in guarantors(told).rows] == [
        ("Chile", Firmness.CANDIDATE),
        ("Norway", Firmness.CANDIDATE),
        ("Peru", Firmness.POSSIBLE),
    ]


def test_an_offer_of_ones_own_is_named_and_not_committed() -> None:
    offer = _listed("Norway is offering Arland strong guarantees.", "Norway", act=Act.OFFER, party="Norway")

    assert guarantors(holdings(offer)).rows[0].firmness is Firmness.NAMED


def test_a_pledge_on_a_condition_is_not_yet_a_commitment() -> None:
    pledge = _listed(
        "Norway will guarantee the treaty once parliament agrees.",
        "Norway",
        act=Act.PLEDGE,
        party="Norway",
        conditions=(condition("once parliament agrees"),),
    )

    assert guarantors(holdings(pledge)).rows[0].firmness is Firmness.NAMED


def test_a_hedge_takes_ones_own_word_back_to_a_possibility() -> None:
    hedged = _listed(
        "Norway might guarantee the treaty.", "Norway", act=Act.OFFER, party="Norway", modality=Modality.HEDGED
    )

    assert guarantors(holdings(hedged)).rows[0].firmness is Firmness.POSSIBLE


def test_guarantees_asked_in_return_do_not_make_the_asker_a_guarantor() -> None:
    trade = statement("Arland", Act.OFFER, "Arland offered neutrality in exchange for guarantees.", Issue.GUARANTEES)

    assert guarantors(holdings(trade)).rows == ()


def test_a_state_that_offers_guarantees_is_one_though_no_list_names_it() -> None:
    offer = statement(
        "Norway", Act.OFFER, "Norway offered strong security guarantees.", Issue.GUARANTEES, addressee="Arland"
    )
    (row,) = guarantors(holdings(offer)).rows

    assert (row.state, row.rule) == ("Norway", "the party offers guarantees itself")


def test_sources_that_differ_on_a_state_are_named_beside_each_other() -> None:
    told = holdings(
        _listed("Norway could also be involved.", "Norway"),
        _listed("Norway is offering guarantees.", "Norway", act=Act.OFFER, party="Norway", at=80),
    )

    assert {row.other for row in guarantors(told).rows} == {("possible by Arland",), ("named by Norway",)}
