from __future__ import annotations

import pytest

from dragoman.views.numerals import in_figures
from dragoman.views.words import conflict, signature


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a term of twenty-five years", "25 year"),
        ("the fifteen hundred troops", "1500 forc"),
        ("two thousand five hundred soldiers", "2500 forc"),
        ("three hundred and fifty prisoners", "350 captiv"),
        ("40 thousand troops", "40000 forc"),
        ("1.5 thousand troops", "1500 forc"),
        ("twelve ships", "12 ship"),
    ],
)
def test_a_number_of_several_words_is_one_number(words: str, number: str) -> None:
    assert signature(words).numbers == {number}


def test_what_is_no_number_of_several_words_stays_as_it_is() -> None:
    words = "In 2014 one of 30 million, five years on, said so on 3.4.2015"

    assert in_figures(words) == words


def test_a_number_in_words_and_the_same_in_figures_do_not_contradict() -> None:
    assert not conflict(signature("guarantors for twenty-five years"), signature("guarantors for 25 years"))


def test_what_is_denied_in_a_place_denies_the_thing_and_not_the_place() -> None:
    told = signature("no heavy artillery in the zone of Sella")

    assert "artillery" in told.negated
    assert "zone" in told.plain


def test_going_without_nuclear_weapons_and_staying_free_of_them_are_one() -> None:
    one, other = signature("a country without nuclear weapons"), signature("it would stay free of nuclear weapons")

    assert not conflict(one, other)


def test_never_ceasing_to_ask_is_asking() -> None:
    assert not signature("Arland has never stopped asking for the islands").negated


def test_a_ban_says_what_a_negation_says() -> None:
    banned = signature("the law would prohibit the president from lifting sanctions")

    assert not conflict(banned, signature("no president could lift sanctions"))
    assert conflict(banned, signature("the president should lift sanctions"))


def test_keeping_a_word_is_not_staying() -> None:
    assert not conflict(signature("its troops withdraw"), signature("its troops keep their word"))
