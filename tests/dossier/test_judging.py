"""Judgements: what takes effect, what gives way, what can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import Slice, Store, effective
from dragoman.errors import UsageError
from dragoman.record import Act, Issue, Judgement, JudgementKind, Modality
from tests.dossier.making import NOON, OFFER, SAID, TEXT, Said, at, document, filled, judged, reading

pytestmark = pytest.mark.usefixtures("kept_in")

MODEL, RULE, PERSON = JudgementKind.MODEL, JudgementKind.RULE, JudgementKind.PERSON


@pytest.fixture
def store() -> Store:
    return filled(Store.in_memory())


@pytest.fixture
def offer(store: Store) -> str:
    return store.holdings().statements[0].id


def acts(store: Store) -> list[Act]:
    return [one.act for one in store.holdings().statements]


def test_rejected_statement_is_gone_and_accepted_one_is_sure(store: Store, offer: str) -> None:
    demand = store.holdings().statements[1].id
    store.judge(judged(offer, "verdict", "reject"))
    store.judge(judged(demand, "verdict", "accept"))

    assert [(one.id, one.confidence) for one in store.holdings().statements] == [(demand, 1.0)]


def test_search_gives_the_record_as_judged(store: Store, offer: str) -> None:
    words = store.holdings().statements[0].quote
    store.judge(judged(offer, "actor", "David Arakhamia"))
    (corrected,) = store.search(f'"{words}"')
    store.judge(judged(offer, "verdict", "reject"))

    assert (corrected.statement.id, corrected.statement.actor) == (offer, "David Arakhamia")
    assert store.search(f'"{words}"') == []


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("act", "pledge", Act.PLEDGE),
        ("issues", "guarantees, neutrality", (Issue.GUARANTEES, Issue.NEUTRALITY)),
        ("parties", "Ukraine, Poland", ("Ukraine", "Poland")),
        ("actor", "David Arakhamia", "David Arakhamia"),
        ("modality", "conditional", Modality.CONDITIONAL),
        ("date", "2022-03-29", "2022-03-29"),
        ("quoted", "yes", True),
        ("in_exchange_for", "guarantees", "guarantees"),
        ("addressee", "", None),
    ],
)
def test_corrected_field_reads_so(store: Store, offer: str, field: str, value: str, expected: object) -> None:
    store.judge(judged(offer, field, value))

    assert getattr(store.holdings().statements[0], field) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("act", "promise"), ("issues", "weather"), ("date", "2022-13-01"), ("date", "yesterday"), ("quoted", "perhaps"),
     ("quote", "other words"), ("in_exchange_for", "words that are not there"), ("content", "")],
)  # fmt: skip
def test_correction_that_does_not_fit_is_refused(store: Store, offer: str, field: str, value: str) -> None:
    with pytest.raises(UsageError):
        store.judge(judged(offer, field, value))
    assert store.judgements() == ()


def test_judgement_needs_a_target_that_is_there(store: Store) -> None:
    with pytest.raises(UsageError, match="nothing in the dossier has this id"):
        store.judge(judged("0" * 16, "verdict", "reject"))


def test_what_was_read_is_not_overwritten(store: Store, offer: str) -> None:
    store.judge(judged(offer, "act", "pledge"))

    assert store.statement(offer).act is Act.OFFER
    assert [one.act for one in store.holdings(Slice(judged=False)).statements] == [Act.OFFER, Act.DEMAND]


def test_undone_judgement_has_no_effect_and_undoing_the_undo_brings_it_back(store: Store, offer: str) -> None:
    pledge = store.judge(judged(offer, "act", "pledge", minutes=1))
    undo = store.judge(judged(pledge.id, "verdict", "undo", minutes=2))
    assert acts(store)[0] is Act.OFFER

    store.judge(judged(undo.id, "verdict", "undo", minutes=3))

    assert acts(store)[0] is Act.PLEDGE


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(PERSON, MODEL, Act.PLEDGE), (PERSON, RULE, Act.PLEDGE), (RULE, MODEL, Act.PLEDGE),
     (MODEL, RULE, Act.PROPOSE), (RULE, PERSON, Act.PROPOSE), (PERSON, PERSON, Act.PROPOSE)],
)  # fmt: skip
def test_person_beats_rule_beats_model_and_among_equals_the_later_counts(
    store: Store, offer: str, first: JudgementKind, second: JudgementKind, expected: Act
) -> None:
    store.judge(judged(offer, "act", "pledge", kind=first, minutes=1))
    store.judge(judged(offer, "act", "propose", kind=second, minutes=2))

    assert acts(store)[0] is expected


def test_model_cannot_undo_or_replace_what_a_person_judged(store: Store, offer: str) -> None:
    pledge = store.judge(judged(offer, "act", "pledge", minutes=1))
    store.judge(judged(pledge.id, "verdict", "undo", kind=MODEL, minutes=2))
    store.judge(judged(offer, "modality", "hedged", kind=MODEL, minutes=3, supersedes=pledge.id))

    assert acts(store)[0] is Act.PLEDGE


def test_record_of_a_past_moment_has_the_judgements_of_that_moment(store: Store, offer: str) -> None:
    store.judge(judged(offer, "act", "pledge", minutes=10))
    store.judge(judged(offer, "act", "propose", minutes=20))

    def act_at(minutes: int) -> Act:
        return store.holdings(Slice(moment=at(minutes))).statements[0].act

    assert [act_at(5), act_at(15), act_at(25)] == [Act.OFFER, Act.PLEDGE, Act.PROPOSE]


def test_merged_actors_are_one_until_it_is_undone(store: Store) -> None:
    merge = store.judge(judged("actor:Russia", "same_as", "Russian Federation"))
    assert store.holdings().statements[1].parties == ("Russian Federation",)
    found = store.holdings(Slice(parties=frozenset({"Russian Federation"}))).statements
    assert [one.act for one in found] == [Act.DEMAND]

    store.judge(judged(merge.id, "verdict", "undo", minutes=2))

    assert store.holdings().statements[1].parties == ("Russia",)


def test_chain_of_merges_ends_at_its_last_name_and_a_circle_ends(store: Store) -> None:
    store.judge(judged("actor:Russia", "same_as", "Kremlin", minutes=1))
    store.judge(judged("actor:Kremlin", "same_as", "Moscow", minutes=2))
    assert store.holdings().statements[1].actor == "Moscow"

    store.judge(judged("actor:Moscow", "same_as", "Russia", minutes=3))

    assert store.holdings().statements[1].actor in {"Russia", "Kremlin", "Moscow"}


def test_split_counts_only_where_it_was_made(store: Store) -> None:
    other = document(TEXT + "\nMore.\n", "other.txt")
    store.add(other, reading(other), at=at(1))
    store.judge(judged("actor:Ukraine", "split", f"Free Ukraine @ {other.source.sha256}"))

    found = {one.document: one.actor for one in store.holdings().statements if one.act is Act.OFFER}
    assert found == {"talks.txt": "Ukraine", "other.txt": "Free Ukraine"}


def test_corrected_party_is_found_under_the_right_one(store: Store, offer: str) -> None:
    store.judge(judged(offer, "parties", "Poland"))

    found = store.holdings(Slice(parties=frozenset({"Poland"}))).statements
    assert ("Poland",) in [one.parties for one in found]


def test_judgement_is_carried_over_where_the_new_reading_has_one_statement_at_its_place(
    store: Store, offer: str
) -> None:
    store.judge(judged(offer, "act", "pledge"))
    made = document()
    store.add_reading(reading(made, reader="hand-2", salt="other ids"), at=at(5))

    assert acts(store)[0] is Act.PLEDGE
    assert store.moved_judgements() == ()


def test_judgement_whose_ground_has_moved_is_listed(store: Store, offer: str) -> None:
    judgement = store.judge(judged(offer, "act", "pledge"))
    made = document()
    shorter = Said(OFFER.split(" in exchange")[0], "Ukraine", Act.OFFER, Issue.NEUTRALITY)
    store.add_reading(reading(made, [shorter, SAID[1]], reader="hand-2"), at=at(5))

    assert store.moved_judgements() == (judgement,)
    assert acts(store)[0] is Act.OFFER


def test_judging_twice_the_same_changes_nothing(store: Store, offer: str) -> None:
    store.judge(judged(offer, "act", "pledge"))
    store.judge(judged(offer, "act", "pledge"))

    assert len(store.judgements()) == 1


def test_judgement_without_a_reason_is_refused(store: Store, offer: str) -> None:
    with pytest.raises(UsageError, match="who judges and why"):
        store.judge(judged(offer, "act", "pledge").model_copy(update={"reason": " "}))


@given(st.integers(min_value=0, max_value=8))
def test_undo_and_redo_alternate_however_often(times: int) -> None:
    first = judged("0" * 16, "act", "pledge", minutes=0)
    chain: list[Judgement] = [first]
    for number in range(times):
        chain.append(judged(chain[-1].id, "verdict", "undo", minutes=number + 1))

    assert (first in effective(chain)) is (times % 2 == 0)
    assert first.made == NOON


def test_grade_of_an_outlet_that_nothing_is_from_is_refused_with_near_names(store: Store) -> None:
    with pytest.raises(UsageError, match="Did you mean The Northgate"):
        store.judge(judged("source:Northgate", "grade", "A"))

    taken = [store.judge(judged(f"source:{name}", "grade", "A")) for name in ("the  northgate", "talks.txt")]

    assert store.judgements() == tuple(taken)


def test_what_was_taken_back_cannot_be_taken_back_again(store: Store, offer: str) -> None:
    rejected = store.judge(judged(offer, "verdict", "reject"))
    undone = store.judge(judged(rejected.id, "verdict", "undo", minutes=2))
    with pytest.raises(UsageError, match=f"taken back already by A. Reader.*undo {undone.id}"):
        store.judge(judged(rejected.id, "verdict", "undo", minutes=3))

    store.judge(judged(undone.id, "verdict", "undo", minutes=4))
    again = store.judge(judged(rejected.id, "verdict", "undo", minutes=5))

    assert store.judgements()[-1] == again


def test_only_a_pledge_is_rated_as_it_is_judged_now(store: Store, offer: str) -> None:
    with pytest.raises(UsageError, match="only a pledge can be rated, and this is read as offer"):
        store.judge(judged(offer, "rating", "kept"))

    store.judge(judged(offer, "act", "pledge"))
    rated = store.judge(judged(offer, "rating", "kept"))

    assert store.judgements()[-1] == rated


def test_names_of_an_actor_are_all_known_after_it_is_shown_under_another(store: Store) -> None:
    store.judge(judged("actor:Russia", "name", "Russian Federation"))

    assert store.shown_name("Russia") == "Russian Federation"
    assert store.names_of("Russian Federation") == {"russia", "russian federation"}
    assert store.is_party("Russia")
    assert store.is_party("Russian Federation")


def test_name_that_nobody_has_gets_near_ones(store: Store) -> None:
    assert not store.is_party("Ukrain")
    assert store.parties_like("Ukrain") == ("Ukraine",)
    assert store.parties_like("Atlantis") == ()
