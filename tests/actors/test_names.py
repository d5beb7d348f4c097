"""Names, spellings, surnames and titles."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.actors import Cast, MentionKind
from tests.actors.asking import named, who

SPRING_2022 = date(2022, 3, 30)
AUTUMN_2019 = date(2019, 10, 6)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Sergej Lawrow", "Sergei Lavrov"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Abbas Araqchi", "Abbas Araghchi"),
        ("Joseph R. Biden", "Joe Biden"),
    ],
)
def test_spellings_of_a_person_are_one_person(spelling: str, name: str) -> None:
    text = f"On Monday {spelling} spoke to reporters."

    answer = who(text, spelling, when=SPRING_2022)

    assert answer.actor is not None
    assert answer.actor.name == name


def test_surname_goes_back_to_the_full_name() -> None:
    text = "The envoy Amara Okonjo-Hale of Sweden arrived. Okonjo-Hale met nobody."

    assert named(who(text, "Okonjo-Hale met"))[0] == "Amara Okonjo-Hale"


def test_two_people_of_one_surname_stay_two() -> None:
    text = (
        "North Korean leader Kim Jong Un stayed away. Chief negotiator Kim Myong Gil read a statement. "
        "Negotiator Kim left at noon. Leader Kim Jong Un watched."
    )
    cast = Cast.of(text, when=AUTUMN_2019)

    names = [mention.actor.name for mention in cast.mentions if mention.actor and "Kim" in mention.text]

    assert names == ["Kim Jong Un", "Kim Myong Gil", "Kim Myong Gil", "Kim Jong Un"]


def test_part_of_a_name_stands_for_the_whole() -> None:
    text = "In Pyongyang, Kim Jong Un received the envoy."

    assert named(who(text, "Jong Un", when=AUTUMN_2019)) == ("Kim Jong Un", ("North Korea",))


def test_title_and_surname_name_an_official() -> None:
    text = "President Obama promised to wait."

    assert named(who(text, "President Obama", when=date(2013, 5, 1))) == ("Barack Obama", ("United States",))


def test_bare_surname_of_a_leader_needs_the_state_in_the_document() -> None:
    alone = "Moon rose early and went for a walk."
    told = "South Korea is waiting. Moon will travel on Friday."

    assert who(alone, "Moon", when=date(2018, 5, 1)).parties == ()
    assert named(who(told, "Moon will", when=date(2018, 5, 1)))[0] == "Moon Jae-in"


def test_given_name_decides_nothing() -> None:
    text = "Vladimir said that the shop would open at nine."

    assert who(text, "Vladimir", when=SPRING_2022).parties == ()


def test_office_follows_the_day() -> None:
    text = "Boris Johnson spoke in London."

    early = who(text, "Boris Johnson", when=date(2017, 5, 1)).actor
    late = who(text, "Boris Johnson", when=date(2021, 5, 1)).actor

    assert early is not None
    assert late is not None
    assert (early.role, late.role) == ("foreign secretary", "prime minister")


def test_official_acts_for_whom_the_article_says_where_there_are_two_offices() -> None:
    text = "Comoros President Azali Assoumani floated an idea."

    assert who(text, "Azali Assoumani", when=date(2023, 6, 17)).parties == ("Comoros",)


def test_namesake_of_an_official_keeps_his_own_party() -> None:
    text = "Norwegian negotiator Adam Smith shook hands."

    assert who(text, "Adam Smith", when=date(2019, 6, 17)).parties == ("Norway",)


def test_expert_speaks_for_the_institute_beside_the_name() -> None:
    text = (
        "It will not last, said Ana Torvald, an Iran expert at the University of Bergen in Norway. Torvald has doubts."
    )

    assert named(who(text, "Ana Torvald")) == ("Ana Torvald", ("University of Bergen",))
    assert who(text, "Torvald has").parties == ("University of Bergen",)
    assert [actor.name for actor in Cast.of(text).experts] == ["Ana Torvald"]


def test_noun_phrase_with_its_apposition_is_the_person() -> None:
    text = "Nothing is ready, according to Jenny Town, a managing editor at 38 North, which follows North Korea."

    answer = who(text, "Jenny Town, a managing editor at 38 North")

    assert named(answer) == ("Jenny Town", ("38 North",))


def test_words_within_a_phrase_name_only_what_they_say() -> None:
    text = "The plan is dead, said a lecturer at the University of Leeds in the UK."

    assert who(text, "University of Leeds").parties == ("University of Leeds",)


def test_seat_and_capital_stand_for_the_state() -> None:
    text = "The Kremlin waited. Kyiv declined."

    kremlin, kyiv = who(text, "The Kremlin"), who(text, "Kyiv")

    assert (kremlin.parties, kremlin.kind) == (("Russia",), MentionKind.METONYM)
    assert (kyiv.parties, kyiv.kind) == (("Ukraine",), MentionKind.METONYM)


def test_north_and_south_are_states_only_where_both_koreas_are_the_matter() -> None:
    korean = "North Korea and South Korea will meet. The North asked for rice; the South agreed."
    other = "Rain is forecast for the North tonight."

    assert who(korean, "The North asked").parties == ("North Korea",)
    assert who(korean, "the South agreed").parties == ("South Korea",)
    assert who(other, "the North").parties == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Colombia's foreign minister, Kari Moen, said talks would resume.", "Colombia's foreign minister, Kari Moen"),
        ("Kari Moen, Colombia's foreign minister, said talks would resume.", "Kari Moen"),
    ],
)
def test_a_name_beside_an_office_beats_who_held_it_on_the_day(text: str, words: str) -> None:
    found = who(text, words, when=date(2015, 3, 2))

    assert found.actor is not None
    assert (found.actor.name, found.parties) == ("Kari Moen", ("Colombia",))
