"""The shipped registry, and a user's own."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from dragoman.actors import Cast, load_registry
from dragoman.actors.compiling import COMPILED, compile_registry, compile_words, shipped
from dragoman.actors.registry import read_registry
from dragoman.errors import UsageError

OWN = """
groups:
  - {name: Harbour Front, names: [HF, Harbour Fronters], state: Sweden}
officials:
  Harbour Front:
    Ilse Brandvik: chief negotiator 2024-02..
women: [Ilse Brandvik]
"""


def _own(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_compiled_file_is_what_the_yaml_files_compile_to() -> None:
    fresh = compile_registry(shipped()) | compile_words()

    assert json.loads(COMPILED.read_text(encoding="utf-8")) == json.loads(json.dumps(fresh))


def test_registry_loads_in_a_blink() -> None:
    times = []
    for _ in range(5):
        begun = time.process_time()
        read_registry(COMPILED)
        times.append(time.process_time() - begun)

    assert min(times) < 0.06  # 0.02 seconds on an idle machine


def test_every_party_that_an_official_serves_is_in_the_registry() -> None:
    registry = load_registry()

    unknown = {
        office.party for entry in registry.entries for office in entry.offices if registry.party(office.party) is None
    }

    assert unknown == set()


def test_office_ends_after_it_begins() -> None:
    wrong = [
        (entry.name, office.role)
        for entry in load_registry().entries
        for office in entry.offices
        if office.until and office.until[: len(office.since)] < office.since[: len(office.until)]
    ]

    assert wrong == []


def test_coalitions_name_states_as_members() -> None:
    registry = load_registry()

    unknown = {name for entry in registry.entries for name in entry.members if registry.party(name) is None}

    assert unknown == set()


@pytest.mark.parametrize(
    ("name", "iso", "cow", "number"),
    [("Ukraine", "UKR", "UKR", 369), ("DR Congo", "COD", "DRC", 490), ("South Korea", "KOR", "ROK", 732)],
)
def test_states_carry_the_codes_of_iso_and_correlates_of_war(name: str, iso: str, cow: str, number: int) -> None:
    entry = load_registry().party(name)

    assert entry is not None
    assert (entry.iso3, entry.cow, entry.cow_number) == (iso, cow, number)


def test_no_code_stands_twice() -> None:
    states = [entry for entry in load_registry().entries if entry.kind == "state"]

    for codes in ([e.iso3 for e in states if e.iso3], [e.wikidata for e in states if e.wikidata]):
        assert len(codes) == len(set(codes))


def test_own_file_adds_groups_and_people(tmp_path: Path) -> None:
    text = "Ilse Brandvik refused to sign. She wants more."
    own = _own(tmp_path, OWN)

    cast = Cast.of(text, when=date(2025, 1, 1), own=[own])

    assert cast.resolve(0, 13).parties == ("Harbour Front",)
    assert cast.resolve(31, 34).parties == ("Harbour Front",)
    assert Cast.of(text).resolve(0, 13).parties == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("groups: [{names: [X]}]", "has no name"),
        ("parties: []", "no section"),
        ("officials: {Sweden: {A B: president since May}}", "no office"),
        ("groups: [{name: X, names: Y}]", "no list"),
        ("- a", "no mapping"),
        ("a: [", "not YAML"),
        ("states: [{name: X, cow_number: many}]", "no number"),
        ("officials: {Sweden: [A B]}", "no mapping"),
        ("groups: {name: X}", "no list"),
    ],
)
def test_own_file_of_another_shape_is_refused_in_words(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        load_registry(_own(tmp_path, text))

    assert "own.yaml" in str(caught.value)


def test_missing_own_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_registry(tmp_path / "none.yaml")
