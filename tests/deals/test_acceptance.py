from __future__ import annotations

import datetime as dt

import pytest

from dragoman.deals.answers import WhatIf
from dragoman.deals.claims import claims_of
from dragoman.deals.diff import diff_instruments
from dragoman.deals.loading import library_names, load_instrument, open_instrument
from dragoman.deals.questions import Event, Supposition
from dragoman.deals.status import status_of
from dragoman.deals.terms import Answer, Effect
from dragoman.deals.whatif import contingencies_of, what_if

DAY = dt.date(2026, 1, 10)
BINDING = {Effect.MUST, Effect.MUST_NOT}
ATTACK = Event("armed_attack", by="russia", on="ukraine", place="elsewhere")


def owed(answer: WhatIf, duty: str) -> set[str]:
    """Who certainly owes a duty once the instrument is in force."""
    return {row.actor for row in answer.duties if row.duty == duty and row.once_in_force is Answer.CERTAIN}


def test_unanimity_with_the_aggressor_among_the_guarantors_obliges_none() -> None:
    answer = what_if(open_instrument("istanbul-2022-unanimity"), Supposition(at=DAY, event=ATTACK))

    assert not [row for row in answer.duties if row.duty == "assist"]
    missing = next(one for one in answer.not_owed if one.duty == "assist")
    assert any("Russia agrees (as the attacker it is taken not to)" in step.text for step in missing.proof.walk())


def test_consultation_survives_the_veto() -> None:
    answer = what_if(open_instrument("istanbul-2022-unanimity"), Supposition(at=DAY, event=ATTACK))

    assert "us" in owed(answer, "consult")
    assert "russia" not in owed(answer, "consult")


def test_each_alone_obliges_all_the_others() -> None:
    facts = {"unpublished.assist.after.0": True}
    answer = what_if(open_instrument("istanbul-2022-ukraine"), Supposition(at=DAY, event=ATTACK, facts=facts))

    everyone = {"uk", "china", "us", "france", "turkey", "germany", "canada", "italy", "poland", "israel"}
    assert owed(answer, "assist") == everyone


def test_exclusion_of_crimea_keeps_the_guarantee_from_being_triggered() -> None:
    event = Event("armed_attack", by="russia", on="ukraine", place="crimea")
    answer = what_if(open_instrument("istanbul-2022-ukraine"), Supposition(at=DAY, event=event))

    assert answer.guarantees[0].triggered is Answer.NO


def test_place_left_open_leaves_the_guarantee_open() -> None:
    event = Event("armed_attack", by="russia", on="ukraine")
    answer = what_if(open_instrument("istanbul-2022-ukraine"), Supposition(at=DAY, event=event))

    assert answer.guarantees[0].triggered is Answer.POSSIBLE


def test_deletion_of_the_us_commitment_shows_between_paris_draft_and_final() -> None:
    diff = diff_instruments(open_instrument("paris-declaration-draft"), open_instrument("paris-declaration-final"))
    flagged = {(change.kind.value, change.where, change.flag) for change in diff.flagged}

    assert ("dropped", "back-force", "duty dropped") in flagged
    assert ("actor", "instrument", "party dropped") in flagged


def test_united_states_is_no_party_to_the_paris_declaration() -> None:
    status = status_of(open_instrument("paris-declaration-final"), Supposition(at=DAY, in_force=True))
    party = next(party for party in status.parties if party.actor == "us")

    assert party.answer is Answer.NO


def test_declaration_of_intent_never_yields_an_obligation() -> None:
    instrument = open_instrument("intent-force-2026")
    facts = dict.fromkeys(instrument.facts, True) | {"binding": True}
    for event in (None, *contingencies_of(instrument)):
        answer = what_if(instrument, Supposition(at=DAY, event=event, in_force=True, facts=facts))

        assert answer.duties
        assert not [row for row in answer.duties if row.effect in BINDING]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 1, 30), Answer.NO),
        (dt.date(2026, 1, 31), Answer.CERTAIN),
        (dt.date(2041, 1, 31), Answer.CERTAIN),
        (dt.date(2041, 2, 1), Answer.NO),
    ],
)
def test_fifteen_year_term_ends_with_the_anniversary(day: dt.date, expected: Answer) -> None:
    instrument = load_instrument(
        """
instrument: term
title: A treaty for fifteen years
form: treaty
version: "1"
legal_character: binding
text_basis: hypothetical
sources: {own: {title: written for the tests}}
actors: {aland: {name: Aland, stage: ratified}}
entry: {bound_by: ratification, date: 2026-01-31, term: {length: P15Y}}
provisions:
  - {id: art1, text: Aland pays., norms: [{id: pay, bearer: aland, action: pay}]}
""",
        name="term.yaml",
    )
    status = status_of(instrument, Supposition(at=day))

    assert status.in_force is expected
    assert status.last_day == dt.date(2041, 1, 31)


@pytest.mark.parametrize(("value", "expected"), [(None, Answer.POSSIBLE), (False, Answer.CERTAIN), (True, Answer.NO)])
def test_strike_claim_turns_the_snapback_duty(value: bool | None, expected: Answer) -> None:  # noqa: FBT001
    event = Event("invasion", by="russia", on="ukraine")
    world = Supposition(at=DAY, event=event, facts={"unprovoked_fire": value})
    answer = what_if(open_instrument("peace-plan-20"), world)
    rows = [row.once_in_force for row in answer.duties if row.duty == "snapback"]

    assert rows == ([] if expected is Answer.NO else [expected])


def test_claims_name_the_strike_and_who_says_what_of_it() -> None:
    claims = claims_of(open_instrument("peace-plan-20"), Supposition(at=DAY))
    strike = next(fact for fact in claims.facts if fact.fact == "unprovoked_fire")
    flip = next(flip for flip in strike.flips if "(snapback)" in flip.result)

    assert strike.disputed
    assert (flip.open, flip.accepted, flip.rejected) == (Answer.POSSIBLE, Answer.NO, Answer.CERTAIN)
    assert [line.split(" (")[0] for line in strike.said] == [
        "asserted by Russia",
        "denied by Ukraine",
        "assessed as false by United States",
    ]


@pytest.mark.parametrize("name", library_names())
def test_library_instrument_answers_every_question(name: str) -> None:
    instrument = open_instrument(name)
    status = status_of(instrument, Supposition(at=DAY))
    events = contingencies_of(instrument)

    assert status.parties
    assert events
    for event in events:
        assert what_if(instrument, Supposition(at=DAY, event=event)).guarantees or instrument.provisions


def test_nobody_owes_help_to_itself() -> None:
    event = Event("armed_attack", by="somebody_else", on="estonia", place="area")
    answer = what_if(open_instrument("north-atlantic-treaty"), Supposition(at=DAY, event=event))

    assert "estonia" not in owed(answer, "assist")
    assert len(owed(answer, "assist")) == 31
