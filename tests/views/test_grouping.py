from __future__ import annotations

from dragoman.record import Act, Issue, Statement
from dragoman.views.gist import said
from dragoman.views.grouping import group, same_line, weights_of
from dragoman.views.placing import pack_said, shelf_words, unpack_said
from dragoman.views.resemblance import chance
from dragoman.views.words import conflict, pairs_in, signature
from tests.views.making import condition, statement


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


def _joint(parties: str | tuple[str, ...], at: int, **fields: object) -> Statement:
    quote = "The ferries shall run again and the customs posts of Sella shall be opened by the winter"
    return statement(parties, Act.DEMAND, quote, Issue.SHIPPING, at=at, document=f"{at}.txt", **fields)


def test_what_some_of_those_who_speak_jointly_say_is_the_joint_term() -> None:
    told = [said(_joint(("Arland", "Borduria"), 1)), said(_joint("Arland", 2))]

    assert group(told) == [[0, 1]]


def test_a_joint_statement_joins_no_two_parties_that_speak_alone() -> None:
    told = [said(_joint("Arland", 1)), said(_joint(("Arland", "Borduria"), 2)), said(_joint("Borduria", 3))]

    assert all({0, 2} - set(places) for places in group(told))


def test_on_a_line_joint_words_and_own_words_stay_apart() -> None:
    told = [said(_joint(("Arland", "Borduria"), 1)), said(_joint("Arland", 2))]

    assert group(told, alike=same_line) == [[0], [1]]


def test_what_is_said_alone_finds_what_is_said_jointly() -> None:
    joint, alone = said(_joint(("Arland", "Borduria"), 1)), said(_joint("Arland", 2))

    assert set(shelf_words(joint)) & set(shelf_words(alone))


def test_acts_of_one_day_are_likelier_one_than_acts_of_two_months() -> None:
    days = ("2031-05-01", "2031-05-01", "2031-07-01")
    first, same, later = (said(_joint("Arland", at, date=day)) for at, day in enumerate(days))
    weights = weights_of([first, same, later])

    assert chance(first, same, weights) > chance(first, later, weights)


def test_a_condition_on_one_side_alone_speaks_against_one_thing() -> None:
    plain, other = said(_joint("Arland", 1)), said(_joint("Arland", 2))
    bound = said(_joint("Arland", 3, conditions=(condition("once the guns are silent"),)))
    weights = weights_of([plain, other, bound])

    assert chance(plain, other, weights) > chance(plain, bound, weights)


def test_what_is_written_down_of_a_statement_comes_back_whole() -> None:
    item = said(_joint("Arland", 1, date="2031-05-01", conditions=(condition("once the guns are silent"),)))

    assert item.day
    assert item.conditions
    assert unpack_said(pack_said(item)) == item


def test_words_that_stand_together_are_told_from_words_that_stand_in_one_sentence() -> None:
    together = pairs_in("a joint exercise of the fleet")
    apart = pairs_in("the joint paper that ministers signed calls for an end of every exercise")

    assert pairs_in("the fleet and its joint exercise") & together
    assert not together & apart


def test_two_weak_words_side_by_side_tell_nothing() -> None:
    assert not pairs_in("a new agreement of the two sides")
