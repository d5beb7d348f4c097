"""The gate: what the reader reaches on annotated articles must not fall under what is written down.

`floors.json` lies beside this file, with the digest of what was measured against.  Lowering a floor needs a line in
the changelog that says why.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import LanguageUnsupported
from tests.reading.corpora import (
    digest_of,
    gold_files,
    measured_files,
    polnear_figures,
    read_file,
    statement_figures,
    text_of,
    unlabelled,
)

pytestmark = pytest.mark.corpus

_WRITTEN: dict[str, Any] = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
FLOORS: dict[str, dict[str, float]] = _WRITTEN["floors"]
STATEMENTS = [(corpus, figure) for corpus in ("seeds", "articles") for figure in FLOORS[corpus]]
figures_of = lru_cache(statement_figures)


@pytest.fixture(scope="module")
def polnear(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return polnear_figures(tmp_path_factory.mktemp("polnear"))


@pytest.mark.parametrize("corpus", _WRITTEN["digests"])
def test_the_corpus_is_the_one_that_the_floors_were_set_on(corpus: str) -> None:
    assert digest_of(measured_files(corpus)) == _WRITTEN["digests"][corpus]


@pytest.mark.parametrize(("corpus", "figure"), STATEMENTS)
def test_statements_reach_their_floor(corpus: str, figure: str) -> None:
    assert figures_of(corpus)[0][figure] >= FLOORS[corpus][figure]


@pytest.mark.parametrize("corpus", ["seeds", "articles"])
def test_every_quote_of_real_articles_is_exactly_what_stands_there(corpus: str) -> None:
    counts = figures_of(corpus)[1]

    assert counts["grounded"] == counts["quoted"] > 0


@pytest.mark.parametrize("figure", FLOORS["polnear"])
def test_attributions_reach_their_floor(figure: str, polnear: dict[str, float]) -> None:
    assert polnear[figure] >= FLOORS["polnear"][figure]


def test_page_furniture_yields_no_statement() -> None:
    for path in gold_files("seeds"):
        text = text_of(path.with_name(path.name.replace(".gold.json", ".txt")))
        furniture = json.loads(path.read_text(encoding="utf-8"))["boilerplate_lines"]
        found = read_file(path.with_name(path.name.replace(".gold.json", ".txt"))).statements

        begun = {text.count("\n", 0, statement.start) + 1 for statement in found}
        assert begun & set(furniture) == set(), path.name


def test_articles_on_other_matters_yield_hardly_a_statement() -> None:
    counts = [len(read_file(path).statements) for path in unlabelled("en", about="distractor")]

    assert sum(counts) / len(counts) <= FLOORS["distractors"]["statements_an_article"]


@pytest.mark.parametrize("language", ["es", "ar", "ru", "uk"])
def test_real_articles_in_other_languages_are_refused(language: str) -> None:
    for path in unlabelled(language, about=""):
        with pytest.raises(LanguageUnsupported):
            read_file(path)
