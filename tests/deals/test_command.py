from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dragoman.cli.deal import app
from dragoman.cli.running import run
from dragoman.deals.base_rates import base_rates
from dragoman.deals.loading import library_names, load_instrument, open_instrument
from dragoman.deals.schema import form_text, schema_text
from dragoman.deals.svg import text_width, wrapped

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMANDS = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
QUESTIONS = ("status", "what-if", "claims", "deadlocks", "timeline")


def ask(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("name", library_names())
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_on_every_library_instrument_answers_in_json(question: str, name: str) -> None:
    answer = json.loads(ask(question, name, "--at", "2026-01-10", "--format", "json"))

    assert answer


@pytest.mark.parametrize("name", [name for name in library_names() if name not in {"budapest-1994", "minsk-2015"}])
def test_proofs_cite_a_source(name: str) -> None:
    (first, *_) = json.loads(ask("what-if", name, "--at", "2026-01-10", "--format", "json"))
    rows = [row for row in first["duties"] if row["guarantee"]]

    assert all(row["source"] for row in first["duties"])
    assert all(row["proof"]["steps"] for row in rows)


def test_answers_are_the_same_twice() -> None:
    words = ("what-if", "peace-plan-20", "--at", "2026-01-10", "--format", "json")

    assert ask(*words) == ask(*words)


def test_text_keeps_to_the_width() -> None:
    lines = ask("status", "peace-plan-20", "--at", "2026-01-10", "--proof").splitlines()

    assert max(len(line) for line in lines) <= 120


def test_wrong_event_is_answered_with_those_that_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["deal", "what-if", "peace-plan-20", "--event", "flood"])

    assert code == 7
    assert "It knows invasion" in capsys.readouterr().err


def test_wrong_assumption_is_answered_with_those_that_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["deal", "status", "peace-plan-20", "--assume", "strike=no"])

    assert code == 7
    assert "unprovoked_fire" in capsys.readouterr().err


def test_faulty_file_is_listed_fault_by_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(form_text().replace("bearer: ceeland", "bearer: nobody").replace("P15Y", "P15"), encoding="utf-8")
    code = run(["deal", "check", str(path)])
    shown = capsys.readouterr()

    assert code == 7
    assert len(re.findall(r"^fault: line \d+, column \d+:", shown.out, re.MULTILINE)) == 2


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"

    assert run(["deal", "new", "-o", str(path)]) == 0
    assert run(["deal", "new", "-o", str(path)]) == 7
    assert "there already" in capsys.readouterr().err


def test_form_is_a_faultless_instrument() -> None:
    assert load_instrument(form_text(), name="form.yaml").instrument == "my-treaty"


def test_published_schema_is_current() -> None:
    assert (DOCS / "deals-schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_command_is_documented() -> None:
    told = (DOCS / "deals.md").read_text(encoding="utf-8") + (DOCS / "deals-base-rates.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"deal {name.replace('_', '-')}" not in told and name != "show_instrument"]

    assert not missing


def test_every_library_instrument_is_documented() -> None:
    told = (DOCS / "deals-library.md").read_text(encoding="utf-8")

    assert not [name for name in library_names() if f"## `{name}`" not in told]


def test_guide_is_one_page() -> None:
    assert len((DOCS / "deals.md").read_text(encoding="utf-8").splitlines()) < 100


@pytest.mark.parametrize("kind", ["conditions", "duties", "calendar"])
def test_picture_carries_a_text_that_says_the_same(kind: str) -> None:
    svg = ask("picture", "doha-2020", "--kind", kind, "--at", "2020-06-01")
    text = ask("picture", "doha-2020", "--kind", kind, "--at", "2020-06-01", "--as-text")

    assert svg.startswith("<svg ")
    assert "<desc>" in svg
    assert len(text.splitlines()) > 3


def test_calendar_gives_the_days_of_the_doha_agreement() -> None:
    told = ask("timeline", "doha-2020", "--at", "2020-03-01")

    assert "2020-07-13" in told
    assert "2021-04-29" in told


def test_comparison_calls_numbers_stated_positions() -> None:
    told = ask("compare", "peace-plan-28", "e3-counterdraft", "draft-2022-04-15")

    assert "from 85,000 to 800,000" in told
    assert "not reservation values" in told


def test_base_rates_have_rivals_definitions_and_citations() -> None:
    rates = base_rates()

    assert rates.caveats
    for table in rates.tables:
        assert len(table.rates) > 1
        assert all(rate.n and rate.period and rate.definition and rate.citation for rate in table.rates)


def test_no_answer_holds_a_base_rate() -> None:
    for question in QUESTIONS:
        assert "%" not in ask(question, "peace-plan-20", "--at", "2026-01-10")


def test_limit_gives_a_partial_answer_and_says_so() -> None:
    import datetime as dt  # noqa: PLC0415

    from dragoman.deals.questions import Supposition  # noqa: PLC0415
    from dragoman.deals.status import status_of  # noqa: PLC0415
    from dragoman.deals.terms import Answer  # noqa: PLC0415
    from dragoman.deals.text import status_text  # noqa: PLC0415

    status = status_of(open_instrument("peace-plan-20"), Supposition(at=dt.date(2026, 1, 10)), limit=-1.0)

    assert status.basis.partial
    assert status.in_force is Answer.UNDECIDED
    assert "PARTIAL" in status_text(status)


@given(st.text(max_size=200), st.integers(100, 700))
def test_wrapped_text_fits_its_box(words: str, width: int) -> None:
    lines = wrapped(words, width)

    assert len(lines) <= 6
    assert all(text_width(line) <= width or " " not in line.strip() for line in lines if line.isascii())
