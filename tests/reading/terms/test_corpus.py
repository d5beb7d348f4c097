"""The floors of issue 3 for conditions, durations and guarantors, on annotated articles where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.actors import Cast
from dragoman.reading.naming import places_of
from dragoman.reading.terms import Context, Terms, read_terms
from dragoman.record import Act
from tests.gold import ARTICLES, SEEDS, TRAIN

pytestmark = pytest.mark.corpus
FLOORS = {
    ("train", "conditions"): 0.80,
    ("train", "duration"): 0.75,
    ("articles", "conditions"): 0.80,
    ("articles", "duration"): 0.70,
    ("seeds", "conditions"): 0.90,
    ("seeds", "duration"): 0.70,
    ("seeds", "guarantors"): 0.95,
}
FOLDERS = {"train": TRAIN, "articles": ARTICLES, "seeds": SEEDS}


def _read(folder: Path) -> Iterator[tuple[str, dict[str, Any], Terms]]:
    """Read the terms of every annotated statement of a folder, at its annotated place."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        with path.with_name(path.name.replace(".gold.json", ".txt")).open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        published = gold.get("published") or ""
        when = date.fromisoformat(published) if len(published) == 10 else None
        context, places = Context.of_text(text, when), places_of(Cast.of(text, when=when))
        passes = [gold["statements"]] if "statements" in gold else list(gold["readers"].values())
        for wanted in (statement for one_pass in passes for statement in one_pass):
            yield (
                text,
                wanted,
                read_terms(context, wanted["start"], wanted["end"], act=Act(wanted["act"]), parties_in=places),
            )


@pytest.mark.parametrize(("folder", "field"), FLOORS)
def test_annotated_terms_are_found(folder: str, field: str) -> None:
    if not FOLDERS[folder].is_dir():
        pytest.skip(f"{FOLDERS[folder]} is not there: the annotated articles do not come with the project")
    found = [bool(getattr(terms, field)) for _, wanted, terms in _read(FOLDERS[folder]) if wanted.get(field)]

    assert sum(found) / len(found) >= FLOORS[folder, field]


def test_every_anchor_is_exact_in_real_articles() -> None:
    if not TRAIN.is_dir():
        pytest.skip(f"{TRAIN} is not there: the annotated articles do not come with the project")

    assert all(
        text[anchor.start : anchor.end] == anchor.exact for text, _, terms in _read(TRAIN) for anchor in terms.anchors
    )
