from __future__ import annotations

import pytest

from dragoman.deals.diff import diff_instruments
from dragoman.deals.loading import load_instrument
from dragoman.deals.model import Instrument

BASE = """
instrument: accord
title: The accord
form: treaty
version: "1"
legal_character: binding
text_basis: hypothetical
sources:
  own: {title: written for the tests}
actors:
  aland: {name: Aland, roles: [party, guarantor], stage: signed}
  beland: {name: Beland, roles: [party, guarantor], stage: negotiating}
  ceeland: {name: Ceeland, roles: [party], stage: negotiating}
territories: {coast: the coast, hills: the hills}
events: {attack: an armed attack, raid: a raid}
bodies:
  mission: {name: the Mission}
facts:
  truce: {text: the truce holds}
  vote: {text: the referendum said yes}
  strike: {text: Ceeland struck first}
entry:
  bound_by: ratification
  requires: {all: [truce, vote]}
provisions:
  - id: art1
    ref: art. 1
    text: Ceeland keeps a small army.
    norms:
      - id: cap
        bearer: [ceeland]
        action: keep its army small
        quantity: {value: 600000, unit: soldiers, comparator: "<="}
  - id: art2
    ref: art. 2
    text: Aland opens the road.
    norms:
      - id: road
        bearer: [aland, beland]
        counterparty: [ceeland]
        action: open the road
        strength: shall
        after: {fact: truce}
        trigger: {any: [truce, vote]}
        unless: {fact: strike}
        deadline: {within: P60D}
        scope: the northern road
        term: {length: P10Y}
  - id: art3
    ref: art. 3
    text: Inspections.
    norms:
      - {id: inspect, kind: permission, bearer: [beland], action: inspect the depots}
  - id: art5
    ref: art. 5
    text: The guarantee.
    guarantees:
      - id: shield
        guarantors: [aland, beland]
        beneficiaries: [ceeland]
        casus: {event: {kind: attack, on: [ceeland]}}
        excluded: [coast]
        void_if: {fact: strike}
        term: {length: P15Y}
        duties:
          - {id: defend, action: defend Ceeland, decision: each_alone, sharing: several, measures: [arms, troops]}
          - {id: consult, action: consult, decision: unanimous}
  - id: art9
    ref: art. 9
    text: The parties wish each other well.
"""

# name, what is replaced, by what, and every change that must then be found: kind, direction, where, flag
Edit = tuple[str, str, str, set[tuple[str, str, str, str]]]
EDITS: list[Edit] = [
    ("shall to may", "strength: shall", "strength: may", {("modality", "weaker", "road", "shall → may")}),
    ("shall to intends", "strength: shall", "strength: intends", {("modality", "weaker", "road", "shall → intends")}),
    (
        "permission becomes duty",
        "kind: permission",
        "kind: obligation",
        {("modality", "stronger", "inspect", "")},
    ),
    ("higher ceiling", "value: 600000", "value: 800000", {("number", "weaker", "cap", "")}),
    ("lower ceiling", "value: 600000", "value: 85000", {("number", "stronger", "cap", "")}),
    ("other unit", "unit: soldiers", "unit: brigades", {("number", "other", "cap", "")}),
    (
        "guarantor dropped",
        "guarantors: [aland, beland]",
        "guarantors: [beland]",
        {("actor", "weaker", "shield", "guarantor dropped")},
    ),
    (
        "guarantor added",
        "guarantors: [aland, beland]",
        "guarantors: [aland, beland, ceeland]",
        {("actor", "stronger", "shield", "")},
    ),
    (
        "guarantor only possible",
        "guarantors: [aland, beland]",
        "guarantors: [aland, {actor: beland, firmness: possible}]",
        {("modality", "weaker", "shield", "")},
    ),
    ("bearer dropped", "bearer: [aland, beland]", "bearer: [aland]", {("actor", "weaker", "road", "bearer dropped")}),
    (
        "counterparty dropped",
        "        counterparty: [ceeland]\n",
        "",
        {("actor", "weaker", "road", "counterparty dropped")},
    ),
    (
        "trigger narrowed",
        "trigger: {any: [truce, vote]}",
        "trigger: {all: [truce, vote]}",
        {("trigger", "weaker", "road", "")},
    ),
    ("trigger taken away", "        trigger: {any: [truce, vote]}\n", "", {("trigger", "stronger", "road", "")}),
    (
        "trigger exchanged",
        "trigger: {any: [truce, vote]}",
        "trigger: {fact: strike}",
        {("trigger", "other", "road", "")},
    ),
    ("condition taken away", "        after: {fact: truce}\n", "", {("condition", "stronger", "road", "")}),
    (
        "condition added",
        "after: {fact: truce}",
        "after: {all: [truce, vote]}",
        {("condition", "weaker", "road", "")},
    ),
    (
        "exception widened",
        "unless: {fact: strike}",
        "unless: {any: [strike, vote]}",
        {("exception", "weaker", "road", "")},
    ),
    ("longer deadline", "within: P60D", "within: P6M", {("deadline", "weaker", "road", "")}),
    ("deadline dropped", "        deadline: {within: P60D}\n", "", {("deadline", "weaker", "road", "")}),
    ("scope reworded", "scope: the northern road", "scope: all roads", {("scope", "other", "road", "")}),
    ("shorter term", "term: {length: P15Y}", "term: {length: P10Y}", {("duration", "weaker", "shield", "")}),
    (
        "term without end",
        "term: {length: P15Y}",
        "term: {length: indefinite}",
        {("duration", "stronger", "shield", "")},
    ),
    (
        "attack only by one",
        "casus: {event: {kind: attack, on: [ceeland]}}",
        "casus: {event: {kind: attack, by: [aland], on: [ceeland]}}",
        {("trigger", "weaker", "shield", "")},
    ),
    ("more territory left out", "excluded: [coast]", "excluded: [coast, hills]", {("scope", "weaker", "shield", "")}),
    ("no longer lapses", "        void_if: {fact: strike}\n", "", {("exception", "stronger", "shield", "")}),
    (
        "threshold added",
        "        excluded: [coast]",
        "        threshold: {unknown: how grave}\n        excluded: [coast]",
        {("trigger", "weaker", "shield", "")},
    ),
    (
        "attribution added",
        "        excluded: [coast]",
        "        attribution: mission\n        excluded: [coast]",
        {("condition", "weaker", "shield", "")},
    ),
    ("unanimity", "decision: each_alone", "decision: unanimous", {("decision", "weaker", "defend", "unanimity added")}),
    ("joint", "sharing: several", "sharing: joint", {("sharing", "weaker", "defend", "")}),
    (
        "free to stay out",
        "decision: unanimous}",
        "decision: unanimous, discretion: whether}",
        {("discretion", "weaker", "consult", "")},
    ),
    ("measure dropped", "measures: [arms, troops]", "measures: [arms]", {("scope", "weaker", "defend", "")}),
    (
        "duty dropped",
        "          - {id: consult, action: consult, decision: unanimous}\n",
        "",
        {("dropped", "weaker", "consult", "duty dropped")},
    ),
    (
        "norm added",
        "action: inspect the depots}",
        "action: inspect the depots}\n      - {id: pay, bearer: aland, action: pay}",
        {("added", "stronger", "pay", "")},
    ),
    ("action reworded", "action: open the road", "action: keep the road open", {("action", "other", "road", "")}),
    (
        "political only",
        "legal_character: binding",
        "legal_character: political",
        {("character", "weaker", "instrument", "")},
    ),
    (
        "entry made easier",
        "requires: {all: [truce, vote]}",
        "requires: truce",
        {("condition", "stronger", "instrument", "")},
    ),
    (
        "no longer a party",
        "name: Ceeland, roles: [party], stage: negotiating",
        "name: Ceeland, roles: [party], stage: not_party",
        {("actor", "weaker", "instrument", "party dropped")},
    ),
    (
        "signed since",
        "guarantor], stage: negotiating",
        "guarantor], stage: signed",
        {("stage", "other", "instrument", "")},
    ),
    ("wish reworded", "wish each other well", "wish each other luck", {("wording", "other", "art9", "")}),
    (
        "article dropped",
        "  - id: art9\n    ref: art. 9\n    text: The parties wish each other well.\n",
        "",
        {("dropped", "other", "art9", "")},
    ),
]


def found(old: Instrument, new: Instrument) -> set[tuple[str, str, str, str]]:
    changes = diff_instruments(old, new).changes
    return {(change.kind.value, change.direction.value, change.where, change.flag) for change in changes}


@pytest.fixture(scope="module")
def base() -> Instrument:
    return load_instrument(BASE, name="base.yaml")


@pytest.mark.parametrize(("name", "old", "new", "expected"), EDITS, ids=[edit[0] for edit in EDITS])
def test_edit_is_found_typed_and_nothing_else_is(
    base: Instrument, name: str, old: str, new: str, expected: set[tuple[str, str, str, str]]
) -> None:
    assert BASE.count(old) == 1, name
    edited = load_instrument(BASE.replace(old, new), name="edited.yaml")

    assert found(base, edited) == expected


def test_version_does_not_differ_from_itself(base: Instrument) -> None:
    assert found(base, base) == set()


def test_all_edits_at_once_are_all_found(base: Instrument) -> None:
    chosen = [
        edit for edit in EDITS if edit[0] in {"shall to may", "higher ceiling", "guarantor dropped", "shorter term"}
    ]
    text = BASE
    for _, old, new, _ in chosen:
        text = text.replace(old, new)

    assert found(base, load_instrument(text, name="edited.yaml")) == set().union(*(edit[3] for edit in chosen))


def test_renamed_norm_is_paired_by_its_words(base: Instrument) -> None:
    renamed = load_instrument(BASE.replace("id: road", "id: highway"), name="edited.yaml")

    assert found(base, renamed) == set()


def test_reworded_condition_is_no_change(base: Instrument) -> None:
    reworded = BASE.replace(
        "requires: {all: [truce, vote]}", "requires: {all: [{fact: vote, text: a yes}, {fact: truce, ref: art. 8}]}"
    )

    assert found(base, load_instrument(reworded, name="edited.yaml")) == set()


def test_duty_that_moves_to_a_guarantee_of_its_own_is_not_lost(base: Instrument) -> None:
    duty = "          - {id: consult, action: consult, decision: unanimous}\n"
    own = """      - id: talks
        guarantors: [aland]
        beneficiaries: [ceeland]
        casus: {event: {kind: attack, on: [ceeland]}}
        duties:
          - {id: consult, action: consult, decision: unanimous}
"""
    moved = load_instrument(BASE.replace(duty, own), name="edited.yaml")

    assert found(base, moved) == {("actor", "weaker", "consult", "guarantor dropped")}
