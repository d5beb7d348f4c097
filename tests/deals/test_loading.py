from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.deals.loading import examine, library_names, load_instrument, open_instrument, source_of
from dragoman.deals.yamlfile import MAX_BYTES, parse_yaml
from dragoman.errors import DealError
from tests.deals.test_diff import BASE


def refused(text: str) -> str:
    """Load a text that must be refused, and give the message."""
    with pytest.raises(DealError) as caught:
        load_instrument(text, name="bad.yaml")
    return str(caught.value)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert BASE.count(old) == 1
    return BASE.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("bearer: [ceeland]", "bearer: [ceelnd]", "ceelnd", "there is no actor 'ceelnd'"),
        ("unless: {fact: strike}", "unless: {fact: stryke}", "stryke", "there is no fact 'stryke'"),
        ("excluded: [coast]", "excluded: [beach]", "beach", "there is no territory 'beach'"),
        ("kind: attack, on", "kind: atack, on", "atack", "there is no event 'atack'"),
        ("term: {length: P15Y}", "term: {length: 15 years}", "15 years", "is not a length of time"),
        ("within: P60D", "within: P1M15", "P1M15", "is not a length of time"),
        ("text: the truce holds", "text: the truce holds, value: maybe", "value: maybe", "yes, no or unknown"),
        ("stage: signed", "stage: singed", "stage: singed", "'signed'"),
        ("strength: shall", "strength: must", "strength: must", "'shall'"),
        ("requires: {all: [truce, vote]}", "requires: {in_force: true}", "requires:", "circular"),
        ("requires: {all: [truce, vote]}", "requires: {all: [truce], any: [vote]}", "requires:", "exactly one of"),
        ("trigger: {any: [truce, vote]}", "trigger: {dates: {since: 2026-02-30}}", "since", "valid date"),
        (
            "trigger: {any: [truce, vote]}",
            "trigger: {dates: {since: 2026-03-01, until: 2026-02-01}}",
            "dates",
            "ends (2026-02-01) before it begins",
        ),
        ("decision: unanimous", "decision: {rule: at_least, n: 3}", "shield", "needs 3 of 2 guarantors"),
        ("decision: unanimous", "decision: {rule: body, body: court}", "court", "there is no body 'court'"),
        ("guarantors: [aland, beland]", "guarantors: [aland, aland]", "id: shield", "named twice"),
        ("id: inspect", "id: road", "{id: road", "two norms or guarantees are called 'road'"),
        ("vote: {text", "vote: {waits_for: [{by: aland, fact: vote}], text", "waits_for", "waits for itself"),
        ("title: The accord", "title: The accord\ntitle: Again", "title: Again", "a second time"),
        ("title: The accord", "titel: The accord", "titel", "no such field"),
        ("bearer: [ceeland]", "bearer: [1]", "bearer: [1]", "quotation marks around a number"),
        ("casus: {event: {kind: attack, on: [ceeland]}}", "casus: {event: [attack]}", "casus:", "fields of its own"),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, at: str, says: str) -> None:
    text = changed(old, new)
    message = refused(text)

    assert says in message
    assert f"line {line_of(text, at)}," in message


def test_declaration_of_intent_cannot_be_said_to_bind() -> None:
    assert "does not bind" in refused(changed("form: treaty", "form: declaration_of_intent"))


def test_obligation_and_ban_on_the_same_act_are_a_contradiction() -> None:
    both = "action: inspect the depots}\n      - {id: must, bearer: aland, action: go}\n"
    text = changed(
        "action: inspect the depots}\n", both + "      - {id: never, kind: prohibition, bearer: aland, action: Go}\n"
    )

    assert "aland must and must not Go (must, never)" in refused(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x 1\nb: *x", "anchors and aliases"),
        ("a: !!python/object/apply:os.system ['true']", "the tag"),
        ("a: !!str x", "the tag"),
        ("a: [1, 2", "not YAML"),
        ("a: 1\n---\nb: 2", "second document"),
        ("? [a, b]\n: 1", "a key must be a word"),
        ("", "no data"),
        ("# only a comment\n", "no data"),
        ("a: " + "[" * 60 + "]" * 60, "nested deeper"),
        ("a: '\x00'", "not YAML"),
        ("- one\n- two\n", "fields of its own"),
    ],
)
def test_what_is_not_plain_data_is_refused(text: str, says: str) -> None:
    assert says in refused(text)


def test_yaml_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    started = time.monotonic()
    message = refused(bomb)

    assert "line 1, column 4" in message
    assert time.monotonic() - started < 1


def test_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")

    with pytest.raises(DealError, match="larger than"):
        open_instrument(path)


def test_ten_thousand_norms_are_refused_in_a_sentence() -> None:
    norms = "".join(f"      - {{id: n{number}, bearer: aland, action: a}}\n" for number in range(10_000))
    text = BASE.replace(
        "      - {id: inspect, kind: permission, bearer: [beland], action: inspect the depots}\n", norms
    )

    assert "10,004 norms; at most 2,000 are read" in refused(text)


def test_words_keep_their_kind() -> None:
    data = parse_yaml("a: no\nb: 2026-01-06\nc: 1_000\nd: true\ne: 0x10\nf: 1.5\ng: '1'\n", name="x").data

    assert data == {"a": "no", "b": "2026-01-06", "c": "1_000", "d": True, "e": "0x10", "f": 1.5, "g": "1"}


def test_missing_file_names_the_library() -> None:
    with pytest.raises(DealError, match="deal library"):
        open_instrument("no-such-treaty")


def test_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01")

    with pytest.raises(DealError, match="not UTF-8"):
        open_instrument(path)


@pytest.mark.parametrize("name", library_names())
def test_library_file_has_no_fault_and_cites_each_provision(name: str) -> None:
    text, label = source_of(name)
    instrument, findings = examine(text, name=label)

    assert not [finding for finding in findings if finding.fault]
    assert all(provision.source is not None for provision in instrument.provisions)
    assert instrument.instrument == name


def test_library_holds_at_least_sixteen_instruments() -> None:
    assert len(library_names()) >= 16
