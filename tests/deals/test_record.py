from __future__ import annotations

import datetime as dt

import pytest

from dragoman.deals.brief_status import deal_status_for_brief
from dragoman.deals.draft import Wanted, draft_instrument
from dragoman.deals.loading import load_instrument, open_instrument
from dragoman.deals.record_facts import with_record_facts
from dragoman.errors import DealError
from dragoman.record import (
    Act,
    Condition,
    ConditionKind,
    Duration,
    Holdings,
    Issue,
    Judgement,
    JudgementKind,
    Modality,
    Source,
    Stated,
    Statement,
)
from tests.gold import SEEDS, seed_holdings

DAY = dt.date(2026, 1, 10)
corpus = [pytest.mark.corpus, pytest.mark.skipif(not SEEDS.exists(), reason="the evaluation texts are not beside it")]


def statement(number: int, party: str, act: Act, quote: str, **more: object) -> Statement:
    given: dict[str, object] = {
        "id": f"st{number}",
        "document": "a.txt",
        "sha256": "0" * 64,
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "actor": party,
        "parties": (party,),
        "act": act,
        "issues": (Issue.INCIDENT,),
        "content": quote,
    }
    return Statement.model_validate(given | more)


def holdings(*statements: Statement, judgements: tuple[Judgement, ...] = ()) -> Holdings:
    source = Source(
        sha256="0" * 64,
        address="a.txt",
        outlet=Stated(value="The Daily Test", rule="given by the user"),
        published=Stated(value="2026-01-03", rule="given by the user"),
    )
    return Holdings(name="test", sources=(source,), statements=statements, judgements=judgements)


def test_claim_and_denial_make_a_fact_disputed_and_leave_it_open() -> None:
    record = holdings(
        statement(1, "Russia", Act.CLAIM, "drones flew at the residence"),
        statement(2, "Ukraine", Act.DENY, "no drone flew at any residence", modality=Modality.DENIED),
    )
    fact = with_record_facts(open_instrument("peace-plan-20"), record).facts["unprovoked_fire"]

    assert fact.disputed
    assert fact.value is None
    assert ("russia", "asserts", "The Daily Test") in {(one.by, one.says, one.source) for one in fact.reports}


def test_one_partys_claim_does_not_make_a_fact_true() -> None:
    record = holdings(statement(1, "Russia", Act.CLAIM, "drones flew at the residence"))
    fact = with_record_facts(open_instrument("peace-plan-20"), record).facts["unprovoked_fire"]

    assert fact.value is None


def test_fact_that_its_controller_announces_and_nobody_denies_is_true() -> None:
    record = holdings(
        statement(1, "Ukraine", Act.ANNOUNCE, "the referendum has approved it", issues=(Issue.RATIFICATION,))
    )
    fact = with_record_facts(open_instrument("peace-plan-20"), record).facts["referendum"]

    assert fact.value is True


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.CONDITIONAL, Modality.HYPOTHETICAL, Modality.HEDGED])
def test_plans_and_conditions_say_nothing_of_what_is_so(modality: Modality) -> None:
    record = holdings(
        statement(1, "Ukraine", Act.ANNOUNCE, "a referendum", issues=(Issue.RATIFICATION,), modality=modality)
    )
    fact = with_record_facts(open_instrument("peace-plan-20"), record).facts["referendum"]

    assert (fact.value, fact.reports) == (None, ())


def test_persons_judgement_settles_a_disputed_fact() -> None:
    ruling = Judgement(
        id="j1",
        target="fact:peace-plan-20/unprovoked_fire",
        field="value",
        value="no",
        kind=JudgementKind.PERSON,
        judge="an analyst",
        reason="nothing was found",
        made=dt.datetime(2026, 1, 9, tzinfo=dt.UTC),
    )
    record = holdings(statement(1, "Russia", Act.CLAIM, "drones flew at the residence"), judgements=(ruling,))

    assert with_record_facts(open_instrument("peace-plan-20"), record).facts["unprovoked_fire"].value is False


def test_brief_names_the_claim_that_turns_the_snapback_and_its_statements() -> None:
    record = holdings(statement(1, "Russia", Act.CLAIM, "drones flew at the residence"))
    (deal,) = deal_status_for_brief(record, [open_instrument("peace-plan-20")], at=DAY)

    assert any("(snapback)" in flip.result for claim in deal.claims for flip in claim.turns)
    assert "st1" in deal.statements


def test_draft_can_be_loaded_and_carries_the_quotes() -> None:
    term = statement(
        1,
        "Aland",
        Act.OFFER,
        'Aland would pull back: "in fifteen years", if # there is a truce',
        issues=(Issue.WITHDRAWAL,),
        conditions=(Condition(text="there is a truce", kind=ConditionKind.CEASEFIRE, start=0, end=1),),
        duration=Duration(iso="P15Y", text="in fifteen years", start=0, end=1),
    )
    text = draft_instrument(holdings(term), Wanted(name="mine"))
    instrument = load_instrument(text, name="mine.yaml")

    norm = instrument.provisions[0].norms[0]
    assert norm.quote == term.quote
    assert instrument.facts["there-is-a-truce"].value is None
    assert norm.term is not None
    assert norm.term.length == "P15Y"


def test_draft_never_words_a_term_as_a_duty() -> None:
    acts = (Act.PROPOSE, Act.OFFER, Act.PLEDGE, Act.DEMAND, Act.ACCEPT)
    terms = [statement(n, "Aland", act, "to leave", issues=(Issue.WITHDRAWAL,)) for n, act in enumerate(acts)]
    instrument = load_instrument(draft_instrument(holdings(*terms), Wanted()), name="draft.yaml")

    assert {norm.strength.value for norm in instrument.provisions[0].norms} == {"intends", "may"}


def test_draft_of_a_record_without_terms_is_refused() -> None:
    with pytest.raises(DealError, match="no such term"):
        draft_instrument(holdings(statement(1, "Aland", Act.ASSESS, "all is well")), Wanted())


class TestSeeds:
    pytestmark = corpus

    def test_strike_claim_of_the_seed_is_disputed_in_the_20_point_draft(self) -> None:
        fact = with_record_facts(open_instrument("peace-plan-20"), seed_holdings()).facts["unprovoked_fire"]
        told = {(one.by, one.says) for one in fact.reports if one.statement}

        assert {("russia", "asserts"), ("us", "denies")} <= told

    def test_draft_from_the_seeds_names_the_guarantors_as_possible_only(self) -> None:
        text = draft_instrument(seed_holdings(), Wanted(name="istanbul"))
        instrument = load_instrument(text, name="draft.yaml")
        guarantors = {
            one.actor: one.firmness.value
            for provision in instrument.provisions
            for guarantee in provision.guarantees
            for one in guarantee.guarantors
        }

        assert {"poland", "israel", "turkey", "canada", "germany", "italy"} <= set(guarantors)
        assert not set(guarantors.values()) & {"bound", "committed"}
