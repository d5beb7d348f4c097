"""Where the training finds who acts in an annotated statement."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture(scope="module")
def training() -> Any:
    sys.path.insert(0, str(_FOLDER))
    try:
        yield importlib.import_module("acting"), importlib.import_module("corpora")
    finally:
        sys.path.remove(str(_FOLDER))


def found(training: Any, text: str, cited: str | None = None, **fields: object) -> dict[str, Any]:
    acting, corpora = training
    statement = {"start": 0, "end": len(text), "source": None} | fields
    places = [(text.index(cited), text.index(cited) + len(cited))] if cited else []
    known = acting.with_actors(corpora.Article("one", text, statements=(statement,)), places)
    (statement,) = known.statements
    place = statement["actor_place"]
    statement["words"] = text[slice(*place)] if place else None
    return dict(statement)


def test_a_capital_stands_for_its_state(training: Any) -> None:
    statement = found(training, "Washington cancelled the visit.", actor="United States", parties=["United States"])

    assert statement["words"] == "Washington"


def test_words_within_quotation_marks_do_not_act(training: Any) -> None:
    text = "“Norway will not sign,” the visitors heard."

    assert found(training, text, actor="Norway", parties=["Norway"])["words"] is None


def test_of_two_names_for_the_actor_the_cited_one_is_taken(training: Any) -> None:
    text = "Oslo's aim has not changed, Norway said."

    assert found(training, text, "Norway", actor="Norway", parties=["Norway"])["words"] == "Norway"


def test_who_is_not_named_has_no_place(training: Any) -> None:
    statement = found(training, "The pause would last two weeks.", actor="Norway", parties=["Norway"])

    assert statement["actor_place"] is None
