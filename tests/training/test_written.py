from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

# training is no package and is not installed, so its module is loaded from its place.
_PATH = Path(__file__).resolve().parents[2] / "training" / "written.py"
_SPEC = importlib.util.spec_from_file_location("written", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
written = importlib.util.module_from_spec(_SPEC)
sys.modules["written"] = written  # its dataclasses look themselves up there
_SPEC.loader.exec_module(written)

FILES = sorted(written.FOLDER.glob("*.txt"))
HEAD = "# process: a process\n# published: 2020-02-03\n\n"


def one(body: str) -> Any:
    return written.parsed("trial", HEAD + body)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_article_parses_and_its_text_is_the_file_without_markup(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")

    article = written.parsed(path.stem, raw)

    assert article.text == re.sub(r"⟦[^⟦⟧]*⟧", "", raw.split("\n\n", 1)[1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_statement_is_a_proper_span_with_an_actor_or_a_quotation(path: Path) -> None:
    article = written.parsed(path.stem, path.read_bytes().decode("utf-8"))

    for statement in article.statements:
        start, end = int(str(statement["start"])), int(str(statement["end"]))
        quote = article.text[start:end]
        assert quote == quote.strip() != ""
        assert not quote.endswith(",")
        assert quote[0] not in ".,;:"
        assert statement["actor"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_statements_nest_but_never_cross(path: Path) -> None:
    article = written.parsed(path.stem, path.read_bytes().decode("utf-8"))
    spans = [(int(str(s["start"])), int(str(s["end"]))) for s in article.statements]

    crossing = [(a, b) for a in spans for b in spans if a[0] < b[0] < a[1] < b[1]]

    assert crossing == []


def test_offsets_are_code_points_into_the_text_without_markup() -> None:
    article = one("🕊 Déjà.\n⟦demand | ceasefire | actor=Vara | parties=Vara⟧“Stop,” Vara said.⟦/⟧ Rain fell.\n")

    statement = article.statements[0]
    assert (statement["start"], statement["end"]) == (8, 26)
    assert article.text[8:26] == "“Stop,” Vara said."


def test_fields_are_read() -> None:
    who = "offer | withdrawal,ceasefire | actor=Ana Roe | parties=Vara; Ost | to=Sarn"
    mark = f"{who} | cond=if a; if b | dur=P15Y | guar=Lor | for=aid"
    statement = one(f"⟦{mark}⟧Words.⟦/⟧").statements[0]

    assert statement["act"] == "offer"
    assert statement["issues"] == ["withdrawal", "ceasefire"]
    assert statement["parties"] == ["Vara", "Ost"]
    assert statement["addressee"] == "Sarn"
    assert statement["conditions"] == ["if a", "if b"]
    assert statement["duration"] == "P15Y"
    assert statement["guarantors"] == ["Lor"]
    assert statement["in_exchange_for"] == "aid"
    assert statement["source"] is None


def test_a_nested_statement_keeps_its_own_span() -> None:
    outer, inner = one(
        "⟦claim | process | actor=A | parties=A⟧A said ⟦accept | process | actor=B | parties=B⟧B had agreed⟦/⟧.⟦/⟧"
    ).statements

    assert (outer["start"], outer["end"], inner["start"], inner["end"]) == (0, 20, 7, 19)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("First.\n⟦shout | process | actor=A | parties=A⟧x⟦/⟧", "trial:5: 'shout' is no act"),
        ("⟦demand | weather | actor=A | parties=A⟧x⟦/⟧", "issues are one to three"),
        ("⟦demand | process,process | actor=A | parties=A⟧x⟦/⟧", "issues are one to three"),
        ("⟦demand | process | actor=A⟧x⟦/⟧", "actor= and parties= are needed"),
        ("⟦demand | process | actor=A | parties=A | why=x⟧x⟦/⟧", "unknown or said twice"),
        ("⟦demand | process | actor=A | parties=A | dur=P5X⟧x⟦/⟧", "not an ISO 8601 duration"),
        ("⟦demand | process | actor=A | parties=A⟧x", "never closed"),
        ("x⟦/⟧", "nothing is open"),
        ("⟦demand | process | actor=A | parties=A⟧ x⟦/⟧", "start or end with a blank"),
        ("a ⟦ b", "no partner"),
        ("  \n", "no article"),
    ],
)
def test_a_broken_rule_is_one_clear_error(body: str, problem: str) -> None:
    with pytest.raises(written.WrittenError, match=re.escape(problem)):
        one(body)


def test_a_missing_head_is_refused() -> None:
    with pytest.raises(written.WrittenError, match="the head is missing"):
        written.parsed("trial", "No head.\n")


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(written.WrittenError, match="is not a date"):
        written.parsed("trial", "# process: p\n# published: 2020-02-31\n\nText.\n")


def test_names_of_the_articles_are_counted_once() -> None:
    names = [article.name for article in written.articles()]

    assert len(names) == len(set(names)) == len(FILES)
