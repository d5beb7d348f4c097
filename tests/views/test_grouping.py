from __future__ import annotations

from dragoman.record import Act, Issue, Statement
from dragoman.views.grouping import group, said
from dragoman.views.words import conflict, signature
from tests.views.making import statement


def _demand(quote: str, at: int) -> Statement:
    return statement("Arland", Act.DEMAND, quote, Issue.WITHDRAWAL, at=at, document=f"{at}.txt")


def test_not_unless_is_a_condition_and_no_refusal() -> None:
    refused = signature("Arland will not lift the sanctions")
    conditional = signature("Arland will not lift the sanctions unless Borduria disarms")
    asked = signature("Borduria must disarm before sanctions are lifted")

    assert not conflict(conditional, asked)
    assert conflict(conditional, refused)


def test_staying_out_of_a_thing_is_not_being_in_it() -> None:
    out = signature("Arland would stay out of every alliance")

    assert conflict(out, signature("Arland would join an alliance"))
    assert not conflict(out, signature("Arland would not join any alliance"))


def test_a_number_in_common_outweighs_a_negated_word() -> None:
    one = signature("they would talk about the isthmus for 15 years, with no fighting over it")
    other = signature("negotiations on the isthmus over 15 years, and neither side tries to settle it by weapons")

    assert not conflict(one, other)


def test_which_statement_came_first_does_not_part_a_term() -> None:
    told = [
        said(_demand("Arland insists that Bordurian troops leave the port of Sella", 1)),
        said(_demand("Arland demands the withdrawal of Bordurian soldiers from the port of Sella", 2)),
        said(_demand("The troops must quit the port, Arland said of Bordurian forces in Sella", 3)),
        said(_demand("Arland calls for an inquiry into the sunken ferry", 4)),
    ]
    forward = {frozenset(told[place].sentence for place in places) for places in group(told)}
    backward = list(reversed(told))

    assert {frozenset(backward[place].sentence for place in places) for places in group(backward)} == forward
    assert len(forward) < len(told)
