from __future__ import annotations

import pytest

from dragoman.actors import Cast
from dragoman.reading.attributions import Attribution
from dragoman.reading.naming import Naming, name_actor, places_of, told_by
from dragoman.reading.spotting import Spotted
from tests.reading.making import cast_of, place


def spotted(text: str, words: str, *actors: str) -> Spotted:
    return Spotted(
        *place(text, words),
        0.9,
        tuple((*place(text, actor), 0.9) for actor in actors),
    )


def told(text: str, source: str | None, cue: str, content: str) -> Attribution:
    return Attribution((place(text, source),) if source else (), (place(text, cue),), (place(text, content),))


def called(naming: Naming) -> str | None:
    return naming.actor.name if naming.actor else None


def named(text: str, statement: Spotted, *attributions: Attribution, cast: Cast | None = None) -> Naming:
    return name_actor(statement, attributions, cast or cast_of(text), None, text=text)


def test_the_marked_words_name_the_actor() -> None:
    text = "Norway rejected the plan."

    naming = named(text, spotted(text, text, "Norway"))

    assert (naming.parties, naming.place) == (("Norway",), place(text, "Norway"))
    assert naming.rule.startswith("marked/")


def test_an_official_acts_for_the_state_named_with_the_office() -> None:
    text = "Norwegian Foreign Minister Kari Moen rejected the plan."

    naming = named(text, spotted(text, text, "Norwegian Foreign Minister Kari Moen"))

    assert (called(naming), naming.parties) == ("Kari Moen", ("Norway",))


def test_two_names_of_one_list_are_joint_parties() -> None:
    text = "Norway and Cuba proposed a pause."

    naming = named(text, spotted(text, text, "Norway", "Cuba"))

    assert set(naming.parties) == {"Norway", "Cuba"}


def test_a_second_hand_act_is_the_actors_with_the_teller_as_its_source() -> None:
    text = "Cuba asked for a pause, Norway said."

    naming = named(text, spotted(text, text, "Cuba"), told(text, "Norway", "said", "Cuba asked for a pause"))

    assert naming.parties == ("Cuba",)
    assert naming.source is not None
    assert (naming.source.name, naming.source_place) == ("Norway", place(text, "Norway"))


@pytest.mark.parametrize("does", ["had agreed to a pause", "wants a pause", "was willing to meet"])
def test_who_is_told_to_have_spoken_or_decided_acts_though_the_teller_is_marked(does: str) -> None:
    text = f"Norway said that Cuba {does}."

    naming = named(text, spotted(text, text, "Norway"), told(text, "Norway", "said", f"that Cuba {does}"))

    assert naming.parties == ("Cuba",)
    assert naming.source is not None
    assert naming.source.name == "Norway"


@pytest.mark.parametrize("said", ["that Cuba was near collapse", "that Cuba shelled the port"])
def test_what_a_teller_says_of_another_is_the_tellers(said: str) -> None:
    text = f"Norway said {said}."

    naming = named(text, spotted(text, text, "Norway"), told(text, "Norway", "said", said))

    assert naming.parties == ("Norway",)


def test_an_actor_who_speaks_for_itself_has_no_source() -> None:
    text = "Norway said that Norway was ready."

    naming = named(text, spotted(text, text, "Norway"), told(text, "Norway", "said", "that Norway was ready"))

    assert naming.source is None


def test_without_a_mark_the_cited_source_acts() -> None:
    text = "“We are ready,” Cuba said."

    naming = named(text, spotted(text, text), told(text, "Cuba", "said", "We are ready"))

    assert (naming.parties, naming.rule.split("/")[0]) == (("Cuba",), "cited")


def test_a_quotation_that_goes_on_is_the_last_speakers() -> None:
    text = "Cuba said so. “We are ready.”"
    cast = cast_of(text)
    first = named(text, spotted(text, "Cuba said so.", "Cuba"), cast=cast)

    naming = name_actor(spotted(text, "“We are ready.”"), (), cast, (first, 13), text=text)

    assert (naming.parties, naming.rule, naming.place) == (("Cuba",), "carried", None)


def test_far_from_the_last_speaker_nothing_is_carried_over() -> None:
    text = "Cuba said so. " + "Rain fell on the hills. " * 60 + "“We are ready.”"
    cast = cast_of(text)
    first = named(text, spotted(text, "Cuba said so.", "Cuba"), cast=cast)

    naming = name_actor(spotted(text, "“We are ready.”"), (), cast, (first, 13), text=text)

    assert naming.rule != "carried"


def test_a_reporters_sentence_is_asked_for_its_subject() -> None:
    text = "Norway opposes the plan."

    naming = named(text, spotted(text, text))

    assert (naming.parties, naming.rule.split("/")[0]) == (("Norway",), "subject")


def test_who_cannot_be_told_stays_unknown() -> None:
    text = "It was a hard night, and nobody slept."

    naming = named(text, spotted(text, text))

    assert (naming.actor, naming.parties) == (None, ())


def test_the_attribution_that_shares_most_with_a_statement_tells_it() -> None:
    text = "Cuba said it was late. Norway said that the whole of the plan was fair."
    near = told(text, "Cuba", "said", "it was late")
    own = Attribution(
        (place(text, "Norway"),),
        ((text.rindex("said"), text.rindex("said") + 4),),
        (place(text, "that the whole of the plan was fair"),),
    )

    assert told_by(*place(text, "late. Norway said that the whole of the plan was fair."), [near, own]) is own
    assert told_by(0, 4, []) is None


def test_places_are_of_parties_whole_within_the_run() -> None:
    text = "Norway and Cuba met."
    places_in = places_of(cast_of(text))

    assert [name for name, _, _ in places_in(0, len(text))] == ["Norway", "Cuba"]
    assert [name for name, _, _ in places_in(0, 8)] == ["Norway"]
    assert all(text[low:high] == name for name, low, high in places_in(0, len(text)))


def test_an_outlet_tells_of_others_acts() -> None:
    text = "Reuters reported that Cuba would open its ports."

    naming = named(text, spotted(text, text, "Reuters"))

    assert (naming.parties, naming.source and naming.source.name) == (("Cuba",), "Reuters")
    assert naming.rule.startswith("reported/")


def test_an_outlet_that_names_nobody_is_the_source_of_an_unknown_actor() -> None:
    text = "Reuters reported a pause in the fighting."

    naming = named(text, spotted(text, text, "Reuters"))

    assert (naming.actor, naming.parties, naming.place) == (None, (), None)
    assert naming.source is not None
    assert naming.source_place == place(text, "Reuters")


def test_an_outlet_speaks_for_itself_in_an_editorial() -> None:
    text = "Haaretz called the offer to Cuba late in an editorial."

    assert called(named(text, spotted(text, text, "Haaretz"))) == "Haaretz"


def test_a_subject_of_prose_acts_rather_than_the_last_speaker() -> None:
    text = "Norway spoke first. Cuba sent its envoy to Oslo."
    cast = cast_of(text)
    last = named(text, spotted(text, "Norway spoke first.", "Norway"))

    naming = name_actor(spotted(text, "Cuba sent its envoy to Oslo."), (), cast, (last, 19), text=text)

    assert naming.parties == ("Cuba",)


def test_a_quotation_goes_on_from_the_last_speaker() -> None:
    text = "Norway spoke first. “Cuba has two weeks.”"
    cast = cast_of(text)
    last = named(text, spotted(text, "Norway spoke first.", "Norway"))

    naming = name_actor(spotted(text, "“Cuba has two weeks.”"), (), cast, (last, 19), text=text)

    assert naming.parties == ("Norway",)


def test_a_list_of_whom_officials_are_of_names_each_of_them() -> None:
    text = "Talks began, with delegations from Norway, Cuba and Qatar at the table."
    parties = [party for party, *_ in places_of(Cast.of(text, when=None))(0, len(text))]

    assert parties == ["Norway", "Cuba", "Qatar"]
