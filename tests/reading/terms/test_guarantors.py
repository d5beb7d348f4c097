from __future__ import annotations

import pytest

from dragoman.record import Firmness
from tests.reading.terms.asking import anchors_of, terms_of


@pytest.mark.parametrize(
    ("text", "names", "firmness"),
    [
        ("Norway and Cuba are the guarantors of the accord.", ("Norway", "Cuba"), Firmness.NAMED),
        ("The guarantors include Norway, Chile and Venezuela.", ("Norway", "Chile", "Venezuela"), Firmness.NAMED),
        ("Norway and Chile could be among the potential guarantors.", ("Norway", "Chile"), Firmness.CANDIDATE),
        ("The ELN floated Cuba as a possible guarantor.", ("Cuba",), Firmness.CANDIDATE),
        ("Cuba might serve as guarantor.", ("Cuba",), Firmness.POSSIBLE),
        ("Norway will act as a guarantor.", ("Norway",), Firmness.COMMITTED),
        ("Norway signed as guarantor of the text.", ("Norway",), Firmness.BOUND),
        ("The truce made Egypt the guarantor of calm.", ("Egypt",), Firmness.NAMED),
        ("The deal is guaranteed by Qatar and Egypt.", ("Qatar", "Egypt"), Firmness.NAMED),
        ("Washington offered Seoul security guarantees.", ("United States",), Firmness.NAMED),
        ("Biden said he was offering Seoul strong security guarantees.", ("United States",), Firmness.NAMED),
        ("Qatar will guarantee the ceasefire.", ("Qatar",), Firmness.COMMITTED),
        ("The pact under which Qatar would guarantee the truce is ready.", ("Qatar",), Firmness.POSSIBLE),
        ("Seoul wants security guarantees from China and Norway.", ("China", "Norway"), Firmness.CANDIDATE),
        ("Security guarantees from Norway would calm the north.", ("Norway",), Firmness.POSSIBLE),
    ],
)
def test_guarantors_are_named_with_their_firmness(text: str, names: tuple[str, ...], firmness: Firmness) -> None:
    terms = terms_of(text)

    assert terms.guarantors == names
    assert {anchor.firmness for anchor in anchors_of(terms, "guarantors")} == {firmness}


def test_a_list_goes_on_in_the_next_sentence() -> None:
    text = "Norway and Cuba could be guarantors. Chile and China could also be involved."
    terms = terms_of(text, within="Chile and China could also be involved.")

    assert terms.guarantors == ("Chile", "China")
    assert {anchor.firmness for anchor in anchors_of(terms, "guarantors")} == {Firmness.POSSIBLE}


def test_a_list_does_not_go_on_over_a_paragraph_about_something_else() -> None:
    text = "Norway and Cuba could be guarantors.\n\nChile and China could also be involved in the race."

    assert terms_of(text, within="Chile and China could also be involved in the race.").guarantors == ()


def test_the_offer_goes_on_where_the_next_sentence_refers_to_it() -> None:
    text = "Washington offered Seoul security guarantees. It proposed 20 years for such an agreement."
    terms = terms_of(text, within="It proposed 20 years for such an agreement.")

    assert terms.guarantors == ("United States",)
    assert [anchor.exact for anchor in anchors_of(terms, "guarantors")] == ["Washington"]
    assert anchors_of(terms, "guarantors")[0].rule == "the offer of the sentence before goes on"


def test_who_declines_is_anchored_but_is_no_guarantor() -> None:
    terms = terms_of("China will not be a guarantor of the pact.")

    assert terms.guarantors == ()
    assert [(anchor.value, anchor.firmness) for anchor in anchors_of(terms, "guarantors")] == [
        ("China", Firmness.DECLINED)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Seoul wants security guarantees.",
        "Tehran asked whether Russia guarantees the route.",
        "Drills need the consent of the guarantor states.",
        "Kenya would let no army in, and would hold drills only if the guarantors agreed.",
        "Ethiopia is to ask the guarantors for help.",
        "Kenya also wants a text that Ethiopia may join.",
        "Kenya and Ethiopia welcomed the truce.",
        "Nothing guarantees that Juba will come.",
    ],
)
def test_nobody_becomes_a_guarantor_by_standing_near_the_word(text: str) -> None:
    assert terms_of(text).guarantors == ()
