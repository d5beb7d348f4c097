"""What offices, bodies, groups, pronouns and papers go back to."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.actors import Cast, Speaker
from dragoman.record import Actor, ActorKind
from tests.actors.asking import named, who

SPRING_2022 = date(2022, 3, 30)


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Moscow's top negotiator", "Russia"),
        ("the Turkish foreign ministry", "Turkey"),
        ("a spokesman for the Taliban", "Taliban"),
        ("Colombian government negotiators", "Colombia"),
        ("the Houthis’ chief negotiator", "Houthis"),
        ("a State Department spokesman", "United States"),
        ("the M23 rebels", "M23"),
        ("Ethiopia's federal government", "Ethiopia"),
        ("the Libyan National Army", "Libyan National Army"),
    ],
)
def test_owner_of_an_office_is_its_party(phrase: str, party: str) -> None:
    text = f"On Tuesday {phrase} said that talks would go on."

    assert who(text, phrase).parties == (party,)


def test_possessive_goes_back_to_the_state() -> None:
    text = "Sudan sent a delegation. Its deputy defence minister leads it."

    assert who(text, "Its deputy defence minister").parties == ("Sudan",)


def test_whose_is_the_actor_right_before() -> None:
    text = "Absent was Kenyan President William Ruto, whose government has been critical."

    assert who(text, "whose government", when=date(2023, 7, 27)).parties == ("Kenya",)


def test_office_names_its_holder_of_the_day() -> None:
    text = "The French president called at once."

    assert named(who(text, "The French president", when=SPRING_2022)) == ("Emmanuel Macron", ("France",))


def test_former_holder_is_not_taken_for_the_present_one() -> None:
    text = "A former French president called at once."

    assert named(who(text, "A former French president", when=SPRING_2022))[0] != "Emmanuel Macron"


def test_spokeswoman_without_a_body_speaks_for_the_one_that_spoke() -> None:
    text = "The U.S. State Department rejected it. The reports were wrong, spokeswoman Jane Smithers said."

    assert who(text, "spokeswoman Jane Smithers").parties == ("United States",)


def test_administration_official_is_american_where_america_is_the_matter() -> None:
    text = "The United States may act. A senior administration official said so. The official gave no date."

    assert who(text, "A senior administration official").parties == ("United States",)
    assert who(text, "The official").parties == ("United States",)


def test_administration_official_stays_unknown_elsewhere() -> None:
    text = "The town may act. A senior administration official said so."

    assert who(text, "A senior administration official").parties == ()


def test_presidential_office_is_that_of_the_state_spoken_of() -> None:
    text = "South Korea will wait. The presidential office gave no date."

    assert who(text, "The presidential office").parties == ("South Korea",)


def test_group_is_the_one_spoken_of_not_a_unit_named_in_passing() -> None:
    text = "Hezbollah rejected the plan. It said its Northern Falcon Brigade would stay. The group asked for time."

    assert named(who(text, "The group")) == ("Hezbollah", ("Hezbollah",))


def test_rebels_are_the_armed_group_of_the_document() -> None:
    text = "M23 took the town on Monday. Angola protested. Rebel leaders said they would talk."

    assert who(text, "Rebel leaders").parties == ("M23",)


@pytest.mark.parametrize("words", ["The two sides", "Both countries’ leaders", "the two nations", "They agreed"])
def test_pairs_go_back_to_the_parties_named_together(words: str) -> None:
    text = f"Armenia and Azerbaijan met on Friday. On the border, {words} to meet again." if words[0] == "t" else (
        f"Armenia and Azerbaijan met on Friday. {words} to meet again."
    )  # fmt: skip

    assert who(text, words).parties == ("Armenia", "Azerbaijan")


def test_two_koreas_need_no_pair() -> None:
    assert who("A line divides the two Koreas.", "the two Koreas").parties == ("North Korea", "South Korea")


def test_mediators_are_the_states_that_mediate() -> None:
    text = "Qatar, Egypt and the United States mediated between Israel and Hamas. The mediators set a date."

    assert who(text, "The mediators").parties == ("Qatar", "Egypt", "United States")


@pytest.mark.parametrize(
    ("list_", "parties"),
    [
        ("Ukraine, the United States and NATO", ("Ukraine", "United States", "NATO")),
        ("Allies including the US, UK and EU", ("United States", "United Kingdom", "European Union")),
        ("The Israeli government and military", ("Israel",)),
        ("Hamas and other groups", ("Hamas",)),
        ("Belarus, North Korea and Syria", ("Belarus", "North Korea", "Syria")),
    ],
)
def test_list_keeps_the_parties_of_all_its_parts(list_: str, parties: tuple[str, ...]) -> None:
    text = f"{list_} agreed to it on Friday."

    assert who(text, list_).parties == parties


@pytest.mark.parametrize("words", ["International investigators", "Western officials", "Analysts", "A diplomat"])
def test_nameless_stay_nameless(words: str) -> None:
    text = f"Israel and the Houthis traded fire. {words} said that it would go on."

    assert who(text, words).parties == ()


def test_nameless_speakers_are_not_replaced_by_a_party_they_speak_of() -> None:
    text = "Experts say that Kinshasa has little room."

    assert Cast.of(text).resolve_within(0, len(text)).parties == ()


def test_office_that_a_state_medium_cites_is_of_that_state() -> None:
    text = "North Korea is angry, KCNA said on Monday, citing a foreign ministry spokesman."

    assert who(text, "a foreign ministry spokesman").parties == ("North Korea",)


def test_he_is_the_man_and_she_the_woman_last_spoken_of() -> None:
    text = "Ursula von der Leyen met Emmanuel Macron in Paris. She thanked him. He smiled."

    assert named(who(text, "She", when=SPRING_2022))[0] == "Ursula von der Leyen"
    assert named(who(text, "He", when=SPRING_2022))[0] == "Emmanuel Macron"


def test_pronoun_that_opens_a_sentence_goes_on_with_the_speaker() -> None:
    text = "Something happened. “It is late,” he said."
    person = Actor(id="person:x", name="Xavier Kent", kind=ActorKind.PERSON, party="Canada")
    speaker = Speaker(person, ("Canada",))

    assert named(who(text, "he", speaker=speaker)) == ("Xavier Kent", ("Canada",))


def test_we_is_whoever_speaks() -> None:
    text = "“We will not sign,” said Eritrean Foreign Minister Osman Saleh."

    assert who(text, "We", when=date(2018, 6, 1)).parties == ("Eritrea",)


def test_paper_speaks_for_its_owner() -> None:
    text = "The Taliban met in Doha. The Taliban’s statement called for a pause."

    assert who(text, "The Taliban’s statement").parties == ("Taliban",)


def test_subject_acts_where_nobody_tells_the_span() -> None:
    text = "Rwanda accused DR Congo of breaking the truce."

    assert Cast.of(text).resolve_within(0, len(text)).parties == ("Rwanda",)


def test_parties_in_a_run_come_in_order_and_once() -> None:
    text = "Guarantors would be Turkey, France and Turkey's neighbour Bulgaria."

    assert Cast.of(text).parties_in(0, len(text)) == ("Turkey", "France", "Bulgaria")


def test_every_answer_names_its_rule_and_its_words() -> None:
    text = "Ankara offered to host. Its foreign minister said so."

    answer = who(text, "Its foreign minister")

    assert answer.rule
    assert text[slice(*answer.anchor)] == "foreign minister"


def test_an_office_of_the_country_is_nobody_s_where_several_are_meant() -> None:
    text = "Delegations of Peru and Chile met in Bolivia. The talks went well, the country's foreign minister said."
    answer = who(text, "the country's foreign minister", when=date(2022, 3, 29))

    assert answer.parties == ()
    assert named(answer)[0] == "country's foreign minister"


def test_an_office_of_the_country_is_the_one_just_named_with_its_state() -> None:
    text = (
        "Delegations of Russia and Ukraine met again. The Turkish foreign minister opened the talks. They were the "
        "best so far, the country's foreign minister said."
    )

    assert who(text, "the country's foreign minister", when=date(2022, 3, 29)).parties == ("Turkey",)


def test_permanent_members_act_themselves_and_not_the_united_nations() -> None:
    text = "The permanent members of the UN Security Council would be guarantors."

    parties = who(text, "The permanent members of the UN Security Council").parties

    assert "United Nations" not in parties
    assert set(parties) == {"United States", "United Kingdom", "France", "Russia", "China"}


def test_member_states_of_a_body_are_not_the_body() -> None:
    text = "Member states of the African Union sent troops."

    assert "African Union" not in who(text, "Member states of the African Union").parties


def speaker(name: str, *parties: str, kind: ActorKind = ActorKind.ORGANISATION, until: int = 0) -> Speaker:
    return Speaker(Actor(id="x", name=name, kind=kind, party=parties[0]), parties, until)


def test_it_said_goes_on_from_who_spoke_whoever_was_spoken_of() -> None:
    text = "The paper had more on Cuba. “We take note of Cuba,” it said."

    assert who(text, "it", speaker=speaker("Rodong Sinmun", "North Korea")).parties == ("North Korea",)


def test_a_speaker_is_heard_though_the_document_was_asked_before() -> None:
    text = "Norway met Cuba. The statement said so."
    cast = Cast.of(text)
    at = text.index("The statement")

    assert cast.mentions
    found = cast.resolve(at, at + len("The statement"), speaker=speaker("Oslo and Havana", "Norway", "Cuba"))

    assert found.parties == ("Norway", "Cuba")


def test_he_is_who_came_up_since_the_last_speaker() -> None:
    before = "Antony Blinken called it good. "
    text = before + "Sergei Lavrov was in Doha. He saw no progress."
    last = speaker("Antony Blinken", "United States", kind=ActorKind.PERSON, until=len(before))

    assert who(text, "He", when=SPRING_2022, speaker=last).parties == ("Russia",)


def test_he_is_the_last_speaker_where_nobody_came_up_since() -> None:
    text = "Antony Blinken spoke of Sergei Lavrov. He saw no progress."
    last = speaker("Antony Blinken", "United States", kind=ActorKind.PERSON, until=text.index(" He"))

    assert who(text, "He", when=SPRING_2022, speaker=last).parties == ("United States",)


def test_they_said_goes_on_from_who_spoke() -> None:
    text = "Norway and Cuba met Peru and Chile. It was late, they added."
    last = speaker("Norway and Cuba", "Norway", "Cuba", until=text.index(" It"))

    assert who(text, "they", speaker=last).parties == ("Norway", "Cuba")


def test_the_head_of_state_is_a_president_and_no_state() -> None:
    text = "Belarusian President Alexander Lukashenko spoke of Ukraine. The head of state was sure."

    assert who(text, "The head of state", when=SPRING_2022).parties == ("Belarus",)


def test_leaders_of_several_states_act_for_all_of_them() -> None:
    text = "The leaders of Norway, Cuba and Chile signed."

    assert set(who(text, "The leaders").parties) == {"Norway", "Cuba", "Chile"}


def test_an_ambassador_does_not_act_for_the_state_where_he_serves() -> None:
    text = "The ambassador to Norway said so."

    assert who(text, "The ambassador to Norway").parties == ()


def test_an_ambassador_acts_for_the_state_that_sent_him() -> None:
    text = "Cuba’s ambassador to Norway said so."

    assert who(text, "Cuba’s ambassador to Norway").parties == ("Cuba",)


def test_those_who_are_mediated_between_are_no_mediators() -> None:
    text = "Mediators said that the talks between Israel and Hamas would go on."

    assert who(text, "Mediators").parties == ()
