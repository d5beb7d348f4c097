"""Gold of terms for the written articles: what it names must stand in them."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.views.terms import TERM_ACTS

_ROOT = Path(__file__).resolve().parents[2]
_GOLD = sorted((_ROOT / "benchmarks" / "gold" / "written").glob("*_terms.json"))


@cache
def _statements() -> frozenset[tuple[object, ...]]:
    spec = importlib.util.spec_from_file_location("written_of_gold", _ROOT / "training" / "written.py")
    assert spec is not None
    assert spec.loader is not None
    written = importlib.util.module_from_spec(spec)
    sys.modules["written_of_gold"] = written  # its dataclasses look themselves up there
    spec.loader.exec_module(written)
    return frozenset(
        (article.name, statement["start"], statement["act"])
        for article in written.articles()
        for statement in article.statements
        if statement["act"] in TERM_ACTS
    )


@pytest.mark.parametrize("path", _GOLD, ids=lambda path: path.stem)
def test_every_statement_that_gold_names_stands_in_its_article(path: Path) -> None:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    named = [tuple(one) for key in ("terms", "again", "either_way") for term in gold.get(key, ()) for one in term]

    assert {one[0] for one in named} <= set(gold["files"])
    assert set(named) <= _statements()


@pytest.mark.parametrize("path", _GOLD, ids=lambda path: path.stem)
def test_what_can_be_argued_either_way_is_not_also_one_term(path: Path) -> None:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    terms = [{tuple(one) for one in term} for key in ("terms", "again") for term in gold.get(key, ())]

    argued = [{tuple(one) for one in term} for term in gold.get("either_way", ())]

    assert not [pair for pair in argued if any(pair <= term for term in terms)]
