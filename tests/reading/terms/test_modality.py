from __future__ import annotations

import pytest

from dragoman.record import Act, Modality
from tests.reading.terms.asking import anchors_of, terms_of


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Khartoum denied that it had shelled the camp.", Modality.DENIED),
        ("Tehran dismissed the report as false.", Modality.DENIED),
        ("Khartoum will not withdraw.", Modality.NEGATED),
        ("The ELN refused to sign.", Modality.NEGATED),
        ("Juba ruled out a new round.", Modality.NEGATED),
        ("The parties failed to agree on a map.", Modality.NEGATED),
        ("There is no agreement on the border.", Modality.NEGATED),
        ("Kinshasa has never recognised the group.", Modality.NEGATED),
        ("A summit could have ended the war.", Modality.HYPOTHETICAL),
        ("Seoul will pay if the plant is closed.", Modality.CONDITIONAL),
        ("Rwanda may send observers.", Modality.HEDGED),
        ("The EU is considering a fund.", Modality.HEDGED),
        ("Angola is expected to chair the talks.", Modality.HEDGED),
        ("Oman will host the next round.", Modality.PLANNED),
        ("Oman plans to host the next round.", Modality.PLANNED),
        ("The round is scheduled for May.", Modality.PLANNED),
        ("The generals reportedly left.", Modality.REPORTED),
        ("Bogotá and the ELN signed a truce.", Modality.DONE),
        ("The line of control is the Nile.", Modality.STATED),
    ],
)
def test_the_footing_of_a_statement_is_read(text: str, modality: Modality) -> None:
    assert terms_of(text).modality is modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Juba did not rule out a new round.", Modality.HEDGED),
        ("Kinshasa refused to rule out sanctions.", Modality.HEDGED),
        ("The ELN did not deny the contact.", Modality.HEDGED),
        ("Tehran no longer opposes the clause.", Modality.STATED),
        ("Nothing short of a full withdrawal is acceptable.", Modality.STATED),
        ("Oman is not only a host but a friend.", Modality.STATED),
        ("The talks are about deeds, not their wording.", Modality.STATED),
    ],
)
def test_negation_is_read_by_what_it_governs(text: str, modality: Modality) -> None:
    assert terms_of(text).modality is modality


def test_holding_back_until_something_happens_is_conditional_not_negated() -> None:
    assert terms_of("Washington will not lift the ban unless Tehran agrees.").modality is Modality.CONDITIONAL


def test_a_negation_inside_the_condition_does_not_flip_the_statement() -> None:
    assert terms_of("Seoul will stop aid if inspectors do not return.").modality is Modality.CONDITIONAL


def test_a_negation_in_a_relative_clause_does_not_flip_the_statement() -> None:
    assert terms_of("The envoy, who has never been there, welcomed the text.").modality is Modality.STATED


def test_a_quotation_inside_the_quotation_does_not_flip_the_statement() -> None:
    text = "“Their slogan ‘we will never talk’ is history, and they are here,” the envoy said."

    assert terms_of(text).modality is Modality.STATED


def test_every_mark_keeps_its_anchor() -> None:
    terms = terms_of("Rwanda could not attend and may leave.")

    assert [(anchor.exact, anchor.value) for anchor in anchors_of(terms, "modality")] == [
        ("could", "hedged"), ("not", "negated"), ("may", "hedged"),
    ]  # fmt: skip


def test_a_negation_within_a_web_address_means_nothing() -> None:
    text = "Oman [hosted](https://news.example/iran-will-not-come-if-no-deal) the envoys."

    assert terms_of(text).modality is Modality.STATED
    assert terms_of(text).conditions == ()


def test_according_to_the_party_itself_is_not_second_hand() -> None:
    assert terms_of("The bridge is open, according to Kenya.").modality is Modality.STATED
    assert terms_of("The bridge is open, according to people familiar with it.").modality is Modality.REPORTED


def test_the_mark_of_a_condition_is_its_whole_connective() -> None:
    terms = terms_of("Troops return in the event of a new attack.")

    assert [anchor.exact for anchor in anchors_of(terms, "modality")] == ["in the event of"]


def test_the_month_of_may_hedges_nothing() -> None:
    assert terms_of("The camp was full in May.").modality is Modality.STATED


def test_would_in_a_pledge_is_a_plan_and_in_a_judgement_a_supposition() -> None:
    assert terms_of("Oman said it would pay.", act=Act.PLEDGE).modality is Modality.PLANNED
    assert terms_of("A fund would help, he said.", act=Act.ASSESS).modality is Modality.HYPOTHETICAL


def test_shall_intends_expects_and_may_stay_apart() -> None:
    marks = {
        words: [(anchor.exact, anchor.value) for anchor in anchors_of(terms_of(f"Oman {words} pay."), "modality")]
        for words in ("shall", "intends to", "is expected to", "may")
    }

    assert marks == {
        "shall": [("shall", "planned")],
        "intends to": [("intends", "planned")],
        "is expected to": [("expected", "hedged")],
        "may": [("may", "hedged")],
    }


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Families in the valley have nowhere to go, the agency said.", Act.ASSESS),
        ("Kenya agreed to a truce, but did not say when it would start.", Act.AGREE),
        ("Ethiopia did not mention the raid, but called on Kenya to keep the truce.", Act.REQUEST),
        ("By refusing a truce, Ethiopia holds the key to talks, Kenya said.", Act.ASSESS),
        ("Kenya accused Ethiopia of refusing to agree to a truce.", Act.ACCUSE),
        ("Ethiopia does not hide its wish for a truce.", Act.ASSESS),
        ("There is nothing that cannot be settled, the envoy said.", Act.ASSESS),
        ("Kenya was flexible about its veto of some names.", Act.CLAIM),
        ("The envoy gave no further details of the offer.", Act.OFFER),
        ("Kenya offered free grain, something the agency warned would not make up for it.", Act.OFFER),
    ],
)
def test_a_negation_beside_the_act_does_not_negate_it(text: str, act: Act) -> None:
    assert terms_of(text, act=act).modality not in {Modality.NEGATED, Modality.DENIED}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kenya refused to send envoys.", Act.REJECT),
        ("Kenya is refusing to send envoys.", Act.ASSESS),
        ("We cannot say that the outcome is sufficient.", Act.ASSESS),
        ("The truce does not promise anything good.", Act.ASSESS),
        ("There is no way back, the envoy said.", Act.ASSESS),
        ("Kenya did not agree to a truce.", Act.AGREE),
    ],
)
def test_a_negation_of_the_act_still_negates_it(text: str, act: Act) -> None:
    assert terms_of(text, act=act).modality is Modality.NEGATED
