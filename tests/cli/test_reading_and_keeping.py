"""Reading and keeping on the command line: what goes in, what is said, what it leaves with."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from dragoman.cli.commands import COMMANDS
from dragoman.cli.read import LINE
from dragoman.dossier import Store
from dragoman.record import Act, Failure, Issue
from tests.cli.conftest import Done, Dragoman
from tests.dossier.making import NOON, Said, document, reading

ARTICLE = """KYIV, March 29, 2022

Ukraine's delegation offered neutrality in exchange for security guarantees at talks in Istanbul on Tuesday, \
its chief negotiator said.

Russia demands that Ukraine withdraw its troops from Donbas, the Kremlin said.
"""
RECIPE = "Whisk the eggs with sugar until pale. Fold in the flour. Bake for forty minutes, then let it cool.\n"
FRENCH = (
    "Le président a déclaré mardi que les négociations avec la délégation étaient difficiles mais utiles. "
    "Les deux parties sont convenues de se revoir la semaine prochaine à Istanbul pour discuter des garanties. "
) * 4


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def one_line_about(done: Done, *words: str) -> None:
    """Hold that all was said in one line with these words, and no traceback."""
    assert "Traceback" not in done.err
    (line,) = [line for line in done.lines if words[0] in line]
    for word in words:
        assert word in line


@pytest.mark.usefixtures("with_reader")
class TestRead:
    def test_statement_line_has_the_fields_of_the_house_in_their_order(self, dragoman: Dragoman, article: Path) -> None:
        done = dragoman("read", article, "--format", "jsonl")
        lines = [json.loads(line) for line in done.out.splitlines()]

        assert done.code == 0
        assert lines
        for line in lines:
            assert tuple(line)[: len(LINE)] == LINE
            assert isinstance(line["parties"], list)
            assert line["document"] == str(article)

    def test_quote_is_exactly_what_lies_on_the_disk(self, dragoman: Dragoman, tmp_path: Path) -> None:
        path = tmp_path / "crlf.txt"
        path.write_bytes(
            b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").replace("its chief", "its\u00a0chief").encode()
        )
        done = dragoman("read", path, "--format", "jsonl")
        text = path.read_bytes().decode("utf-8")

        assert done.out
        for line in map(json.loads, done.out.splitlines()):
            assert text[line["start"] : line["end"]] == line["quote"]

    @pytest.mark.parametrize("form", ["text", "json", "csv", "md"])
    def test_every_format_is_printed(self, dragoman: Dragoman, article: Path, form: str) -> None:
        done = dragoman("read", article, "--format", form)

        assert done.code == 0
        assert "neutrality" in done.out

    def test_standard_input_is_read(self, article: Path) -> None:
        with article.open("rb") as stream:
            done = subprocess.run(
                [sys.executable, "-m", "dragoman", "read", "-", "--format", "jsonl"],
                stdin=stream, capture_output=True, text=True, check=False,
            )  # fmt: skip

        assert done.returncode == 0
        assert json.loads(done.stdout.splitlines()[0])["document"] == "-"

    def test_unsure_statements_can_be_left_out(self, dragoman: Dragoman, article: Path) -> None:
        assert dragoman("read", article, "--format", "jsonl", "--min-confidence", "1.0").out.count("\n") <= dragoman(
            "read", article, "--format", "jsonl"
        ).out.count("\n")

    def test_article_about_something_else_is_said_to_have_no_statements(
        self, dragoman: Dragoman, tmp_path: Path
    ) -> None:
        path = tmp_path / "cake.txt"
        path.write_text(RECIPE, encoding="utf-8")
        done = dragoman("read", path, "--format", "jsonl")

        assert (done.code, done.out) == (0, "")
        one_line_about(done, "no statements found", str(path))

    def test_language_that_is_not_read_is_said(self, dragoman: Dragoman, tmp_path: Path) -> None:
        path = tmp_path / "fr.txt"
        path.write_text(FRENCH, encoding="utf-8")
        done = dragoman("read", path, "--format", "jsonl")

        assert done.code == 4
        one_line_about(done, str(path))

    def test_batch_goes_on_and_sums_up(self, dragoman: Dragoman, article: Path, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").touch()
        done = dragoman("read", tmp_path / "empty.txt", tmp_path / "missing.txt", article, "--format", "jsonl")

        assert done.code == 3
        assert done.out
        assert "2 items failed" in done.lines[-1]

    def test_attributions_are_places_in_the_text(self, dragoman: Dragoman, article: Path) -> None:
        done = dragoman("attributions", article)
        lines = [json.loads(line) for line in done.out.splitlines()]

        assert lines
        for line in lines:
            assert set(line) == {"document", "source", "cue", "content"}
            assert all(ARTICLE[start:end].strip() for name in ("source", "cue", "content") for start, end in line[name])


@pytest.mark.usefixtures("with_reader")
class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "content", "problem"),
        [
            ("empty.txt", b"", ""),
            ("blank.txt", b" \n\t\n", ""),
            ("binary.txt", bytes(range(256)) * 40, ""),
            ("missing.txt", None, ""),
        ],
    )
    def test_each_gets_one_line_and_its_exit_code(
        self, dragoman: Dragoman, tmp_path: Path, name: str, content: bytes | None, problem: str
    ) -> None:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        for command in (["read", path], ["add", tmp_path / "talks.dossier", path], ["brief", path]):
            done = dragoman(*command)

            assert done.code == 3
            one_line_about(done, str(path), problem)

    def test_huge_text_is_refused_in_one_line(self, dragoman: Dragoman, tmp_path: Path) -> None:
        path = tmp_path / "huge.txt"
        path.write_bytes(b"Ukraine said talks went on. " * (50 * 2**20 // 28))
        done = dragoman("read", path)

        assert done.code == 3
        one_line_about(done, str(path))

    def test_folder_that_cannot_be_opened_is_said(self, dragoman: Dragoman, tmp_path: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may open everything")
        folder = tmp_path / "closed"
        folder.mkdir(mode=0o000)
        done = dragoman("read", folder)

        assert done.code == 3
        one_line_about(done, str(folder))

    def test_failures_are_kept_and_tried_again(self, dragoman: Dragoman, tmp_path: Path) -> None:
        dossier, path = tmp_path / "talks.dossier", tmp_path / "later.txt"
        Store.create(dossier).close()
        assert dragoman("add", dossier, path).code == 3
        assert str(path) in dragoman("failures", dossier, "--format", "csv").out

        path.write_text(ARTICLE, encoding="utf-8")
        done = dragoman("failures", dossier, "--retry")

        assert done.code == 0
        assert "1 new" in done.err
        assert "Nothing failed" in dragoman("failures", dossier).err

    def test_nothing_to_add_makes_no_dossier(self, dragoman: Dragoman, tmp_path: Path) -> None:
        dossier = tmp_path / "talks.dossier"
        done = dragoman("add", dossier, tmp_path / "gone.txt", tmp_path / "gone")

        assert (done.code, dossier.exists()) == (3, False)
        assert "not made, there is nothing to add; 2 items failed" in done.lines[-1]

    def test_failures_alike_are_summed_up(self, dragoman: Dragoman, tmp_path: Path) -> None:
        for number in range(12):
            (tmp_path / f"{number}.json").write_text('{"tabs": 4}', encoding="utf-8")
        done = dragoman("read", tmp_path)

        assert len(done.lines) == 7
        assert done.lines[-2].startswith("7 more: the row has no field with the article's text.")
        assert done.lines[-1].endswith("12 items failed.")


class TestForgetting:
    FAILURE = Failure(item="a/set.json", problem="no article", remedy="Leave it out.", stage="source")

    @pytest.fixture
    def failed(self, tmp_path: Path) -> Path:
        path = tmp_path / "talks.dossier"
        with Store.create(path) as store:
            store.add_failure(self.FAILURE, at=NOON)
            store.add_failure(self.FAILURE.model_copy(update={"item": "b/other.json"}), at=NOON)
        return path

    def test_failures_are_forgotten_by_pattern_and_remembered_again(self, dragoman: Dragoman, failed: Path) -> None:
        done = dragoman("failures", failed, "a/*", "--forget", "--by", "Ann", "--why", "a settings file")
        left = [row["item"] for row in dragoman("failures", failed, "--format", "json").json]
        dragoman("judge", failed, "undo", done.out.strip(), "--by", "Ann", "--why", "it is one after all")

        assert left == ["b/other.json"]
        assert len(dragoman("failures", failed, "--format", "json").json) == 2

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            (("--forget", "--by", "Ann", "--why", "x"), "--forget needs the items"),
            (("a/set.json", "--forget"), "who judges and why"),
            (
                ("a/set", "--forget", "--by", "Ann", "--why", "x"),
                "not on the list of failures. Did you mean a/set.json",
            ),
        ],
    )
    def test_forgetting_what_cannot_be_is_said(
        self, dragoman: Dragoman, failed: Path, words: tuple[str, ...], problem: str
    ) -> None:
        done = dragoman("failures", failed, *words)

        assert done.code == 2
        assert problem in done.err


@pytest.mark.usefixtures("with_reader")
class TestKeep:
    def test_articles_without_statements_are_summed_up(self, dragoman: Dragoman, tmp_path: Path) -> None:
        folder = tmp_path / "cakes"
        folder.mkdir()
        for number in range(8):
            (folder / f"{number}.txt").write_text(f"{RECIPE}Serves {number} people.\n", encoding="utf-8")
        done = dragoman("add", tmp_path / "talks.dossier", folder)

        assert done.code == 0
        assert sum("is it about a negotiation?" in line for line in done.lines) == 5
        assert "3 more: no statements found." in done.lines

    def test_adding_twice_changes_nothing(self, dragoman: Dragoman, article: Path, tmp_path: Path) -> None:
        dossier = tmp_path / "talks.dossier"
        first = dragoman("add", dossier, article)
        before = dossier.read_bytes()
        second = dragoman("add", dossier, article)

        assert (first.code, second.code) == (0, 0)
        assert "1 new" in first.err
        assert "0 new, 0 in a new version, 1 as before" in second.err
        assert dossier.read_bytes() == before

    def test_changed_article_is_a_new_version(self, dragoman: Dragoman, article: Path, tmp_path: Path) -> None:
        dossier = tmp_path / "talks.dossier"
        dragoman("add", dossier, article)
        article.write_text(ARTICLE + "\nThis story has been updated.\n", encoding="utf-8")

        assert "1 in a new version" in dragoman("add", dossier, article).err
        assert "1 (and 1 older version)" in dragoman("info", dossier).out

    def test_article_about_something_else_is_kept_and_said(self, dragoman: Dragoman, tmp_path: Path) -> None:
        path = tmp_path / "cake.txt"
        path.write_text(RECIPE, encoding="utf-8")
        done = dragoman("add", tmp_path / "talks.dossier", path)

        assert done.code == 0
        one_line_about(done, "no statements found", str(path))

    def test_reading_again_with_the_same_reader_changes_nothing(
        self, dragoman: Dragoman, article: Path, tmp_path: Path
    ) -> None:
        dossier = tmp_path / "talks.dossier"
        dragoman("add", dossier, article)
        before = dossier.read_bytes()

        assert dragoman("reread", dossier).code == 0
        assert dossier.read_bytes() == before

    @pytest.mark.parametrize("form", ["text", "md", "html", "json"])
    def test_brief_is_written_of_a_dossier_and_of_articles(
        self, dragoman: Dragoman, article: Path, tmp_path: Path, form: str
    ) -> None:
        dossier, written = tmp_path / "talks.dossier", tmp_path / "brief"
        dragoman("add", dossier, article)

        for what in (dossier, article):
            done = dragoman("brief", what, "--format", form, "-o", written)
            assert done.code == 0
            assert "neutrality" in written.read_text(encoding="utf-8")

    def test_demo_builds_the_sample_dossier_and_prints_its_brief(self, dragoman: Dragoman, tmp_path: Path) -> None:
        done = dragoman("demo", tmp_path / "demo")

        assert done.code == 0
        assert "Ukraine" in done.out
        assert str(tmp_path / "demo" / "sample.dossier") in done.err


def test_brief_says_where_an_instrument_stands(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("brief", dossier, "--deal", "istanbul-2022-ukraine", "--as-of", "2026-01-06")
    unknown = dragoman("brief", dossier, "--deal", "no-such-instrument")

    assert done.code == 0
    assert "blocked by" in done.out
    assert unknown.code == 7
    assert len(unknown.lines) == 1


def test_brief_of_hostile_text_cannot_steer_the_terminal(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "hostile.dossier"
    words = "Russia demands \x1b[2J\x9b31m \u202e a withdrawal, it said."
    made = document(words + "\n")
    with Store.create(path) as store:
        store.add(made, reading(made, [Said(words, "Russia", Act.DEMAND, Issue.WITHDRAWAL)]), at=NOON)

    for form in ("text", "md", "html", "json"):
        out = dragoman("brief", path, "--format", form).out
        assert "Russia" in out
        assert not any(character in out for character in "\x1b\x9b\u202e")


def test_info_says_what_is_in_a_dossier(dragoman: Dragoman, dossier: Path) -> None:
    assert dragoman("info", dossier, "--format", "json").json["statements"] == 7
    assert "articles     2" in dragoman("info", dossier).out
    assert "2022-03-29 to 2026-01-06" in dragoman("info", dossier, "--format", "md").out


@pytest.mark.parametrize("command", ["info", "table", "failures", "search", "judgements", "check"])
def test_file_that_is_no_dossier_gets_one_line(dragoman: Dragoman, tmp_path: Path, command: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    done = dragoman(command, path, *(["word"] if command == "search" else []))

    assert done.code == 5
    assert done.out == ""
    assert len(done.lines) == 1
    one_line_about(done, str(path), "not a dossier", "dragoman add")


def test_adding_to_a_file_that_is_no_dossier_leaves_it_alone(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(ARTICLE, encoding="utf-8")

    assert dragoman("add", path, path).code == 5
    assert path.read_text(encoding="utf-8") == ARTICLE


def test_dossier_in_use_gets_one_line_after_the_wait(dragoman: Dragoman, dossier: Path) -> None:
    holder = sqlite3.connect(dossier, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(30, holder.close)
    release.start()
    done = dragoman("info", dossier, "--wait", "0.2")
    release.cancel()
    holder.close()

    assert done.code == 5
    one_line_about(done, str(dossier), "in use", "try again")


def test_damaged_dossier_is_said_and_rescued(dragoman: Dragoman, dossier: Path, tmp_path: Path) -> None:
    dossier.write_bytes(dossier.read_bytes()[:-4096] + b"\xff" * 4096)

    done = dragoman("info", dossier)
    assert done.code == 5
    one_line_about(done, str(dossier), "damaged", "--salvage")

    rescued = tmp_path / "rescued.dossier"
    assert dragoman("check", dossier, "--salvage", rescued).code == 0
    assert dragoman("check", rescued).code == 0


def test_whole_dossier_is_said_to_be_whole(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("check", dossier)

    assert done.code == 0
    assert "every quote stands in its text" in done.out


def test_judging_takes_effect_and_can_be_undone(dragoman: Dragoman, dossier: Path) -> None:
    who = ("--by", "A. Reader", "--why", "seen in the text")
    target = dragoman("search", dossier, "neutrality", "--format", "json").json[0]["id"]
    made = dragoman("judge", dossier, "correct", target, "act", "pledge", *who)
    assert made.code == 0
    assert "neutrality" in dragoman("pledges", dossier, "--format", "csv").out

    undone = dragoman("judge", dossier, "--undo", made.out.strip(), *who)

    assert undone.code == 0
    listed = dragoman("judgements", dossier, "--format", "json").json
    assert [one["state"] for one in listed] == ["replaced", "in effect"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["accept", "0" * 16, "--by", "A", "--why", "B"], "nothing in the dossier has this id"),
        (["accept", "0" * 16, "--by", "A"], "--why"),
        (["accept", "0" * 16], "--by and --why"),
        (["--undo", "0" * 16, "--by", "A", "--why", "B"], "dragoman judgements"),
        ([], "not said what to judge"),
        (["praise", "0" * 16, "--by", "A", "--why", "B"], "'praise' is no way to judge"),
        (["correct", "0" * 16, "--by", "A", "--why", "B"], "takes 3 after it"),
        (["grade", "The Northgate", "Z", "--by", "A", "--why", "B"], "not on the scale"),
    ],
)
def test_judgement_that_cannot_be_gets_one_line(
    dragoman: Dragoman, dossier: Path, arguments: list[str], said: str
) -> None:
    done = dragoman("judge", dossier, *arguments)

    assert done.code == 2
    assert len(done.lines) == 1
    assert said in done.err


@pytest.mark.parametrize("command", [name for name, entry in COMMANDS.items() if find_spec(entry.module)])
def test_every_command_explains_itself(dragoman: Dragoman, command: str) -> None:
    done = dragoman(command, "--help")

    assert done.code == 0
    assert "Usage: dragoman" in done.out


def test_list_of_commands_loads_none_of_them() -> None:
    script = (
        "import sys; from dragoman.cli.running import run; run(['--help']);"
        "heavy = {'onnxruntime', 'pydantic', 'tokenizers', 'numpy', 'sqlite3', 'jinja2'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "guarantors" in done.stdout


def test_near_miss_is_told_which_command_may_be_meant(dragoman: Dragoman) -> None:
    done = dragoman("guarantor")

    assert done.code == 2
    assert "guarantors" in done.err


def test_version_is_printed(dragoman: Dragoman) -> None:
    assert dragoman("version").out.startswith("dragoman 0.")
