"""Questions on the command line: every format, every option, nothing that steers a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dragoman.cli.ask import QUESTIONS
from dragoman.cli.cards import to_cards
from dragoman.cli.printing import Cell, to_csv, to_json, to_markdown, to_text
from dragoman.cli.terminal import harmless, one_line
from dragoman.dossier import Store
from dragoman.record import Act, Document, Failure, Issue, Meeting, MeetingState
from tests.cli.conftest import Dragoman
from tests.dossier.making import NOON, Said, document, reading

EVIL = '=HYPERLINK("http://x") \x1b[2J\x1b]0;owned\x07 \u202eevil\u202c [red]bold[/red] | a\nb <script> said \x9b31m'


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("form", ["text", "json", "csv", "md"])
def test_every_question_answers_in_every_format(dragoman: Dragoman, dossier: Path, question: str, form: str) -> None:
    done = dragoman(question, dossier, "--format", form)

    assert done.code == 0
    if form == "json":
        assert "rows" in done.json


RARE = {"pledges", "meetings", "sources", "figures", "disagreements"}
"""Questions to which the small dossier of these tests has no answer, or none with a quote."""


@pytest.mark.parametrize("question", [name for name in QUESTIONS if name not in RARE])
def test_every_row_carries_quote_outlet_and_date(dragoman: Dragoman, dossier: Path, question: str) -> None:
    rows = list(csv.DictReader(io.StringIO(dragoman(question, dossier, "--format", "csv").out)))

    assert rows
    for row in rows:
        assert row["quote"]
        assert row["outlet"]
        assert row["date"] or row["published"]
        assert int(row["end"]) > int(row["start"])


def test_quote_and_outlet_are_on_the_screen_and_in_markdown_too(dragoman: Dragoman, dossier: Path) -> None:
    for form in ("text", "md"):
        out = dragoman("table", dossier, "--format", form).out
        assert "Ukraine offered neutrality" in out
        assert "The Northgate" in out
        assert "2022-03-29" in out


def test_question_can_be_narrowed(dragoman: Dragoman, dossier: Path) -> None:
    def acts(*options: str) -> str:
        return dragoman("table", dossier, "--format", "csv", *options).out

    assert "withdrawal" in acts()
    assert "withdrawal" not in acts("--party", "Ukraine")
    assert "withdrawal" not in acts("--issue", "guarantees")
    assert "Canada" not in acts("--as-of", "2022-04-01")
    assert "Canada" in acts("--as-of", "2026-01-06")
    assert "neutrality" in acts("--party", "kyiv", "--issue", "Neutrality")


def test_record_as_it_was_kept_can_be_asked(dragoman: Dragoman, dossier: Path) -> None:
    then = dragoman("table", dossier, "--format", "csv", "--kept-by", "2026-01-06T12:30:00+00:00")

    assert "neutrality" in then.out
    assert "Canada" not in then.out


def met(name: str, venue: str, day: str, source: Document) -> Meeting:
    return Meeting(
        id=name, document=source.source.address, sha256=source.source.sha256, start=0, end=5, quote=source.text[:5],
        name=name, state=MeetingState.HELD, venue=venue, date=day, participants=("Ukraine", "Russia"),
    )  # fmt: skip


def test_changes_between_two_meetings_can_be_asked(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "rounds.dossier"
    days = {
        "2022-03-29": ("Istanbul", "a referendum on neutrality"),
        "2025-11-23": ("Geneva", "an exchange of prisoners"),
        "2026-01-06": ("Paris", "a force of observers"),
    }
    with Store.create(path) as store:
        for day, (venue, what) in days.items():
            words = f"Ukraine proposed {what}, it said."
            made = document(words + "\n", f"{venue}.txt", published=day)
            read = reading(made, [Said(words, "Ukraine", Act.PROPOSE, Issue.PROCESS)])
            store.add(made, read.model_copy(update={"meetings": (met("round of talks", venue, day, made),)}), at=NOON)

    between = dragoman("changes", path, "--since", "istanbul", "--until", "Geneva", "--format", "csv")
    assert between.code == 0
    assert "exchange of prisoners" in between.out
    assert "force of observers" not in between.out
    several = dragoman("changes", path, "--since", "round")
    assert several.code == 2
    assert "3 meetings fit" in several.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--as-of", "yesterday"], "--as-of: 'yesterday' is not a day"),
        (["--issue", "weather"], "--issue: 'weather' is no issue"),
        (["--kept-by", "noon"], "--kept-by: 'noon' is not a moment"),
        (["--since", "2022-02-30"], "--since: '2022-02-30' is not a day"),
        (["--until", "Oslo"], "--until: 'Oslo' is not a day and no dated meeting is called so"),
    ],
)
def test_wrong_option_gets_one_line_that_names_it(
    dragoman: Dragoman, dossier: Path, options: list[str], said: str
) -> None:
    done = dragoman("table", dossier, *options)

    assert done.code == 2
    assert done.out == ""
    assert len(done.lines) == 1
    assert said in done.err


@pytest.mark.parametrize("question", ["table", "changes"])
def test_span_of_days_over_articles_without_any_says_why_it_is_empty(
    dragoman: Dragoman, dossier: Path, tmp_path: Path, question: str
) -> None:
    undated = tmp_path / "undated.dossier"
    with Store.create(undated) as store:
        made = document(published=None)
        store.add(made, reading(made), at=NOON)

    assert "no article here tells when it was published" in dragoman(question, undated, "--since", "2022-03-01").err
    assert "no article here tells" not in dragoman(question, dossier, "--since", "2099-01-01").err
    assert "no article here tells" not in dragoman("table", undated, "--party", "Norway").err


def test_nothing_found_is_said_beside_the_data(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("table", dossier, "--party", "Norway", "--format", "csv")

    assert done.code == 0
    assert done.out.count("\n") == 1
    assert "Nothing in the record" in done.err


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.dossier"
    made = document(EVIL + "\n", "evil\x1b[31m.txt")
    with Store.create(path) as store:
        store.add(made, reading(made, [Said(EVIL, "=cmd|' /C calc'!A0", Act.DEMAND, Issue.CEASEFIRE)]), at=NOON)
    return path


@pytest.mark.parametrize("question", ["table", "positions", "sources", "timeline"])
@pytest.mark.parametrize("form", ["text", "json", "csv", "md"])
def test_article_text_cannot_steer_the_terminal(dragoman: Dragoman, hostile: Path, question: str, form: str) -> None:
    out = dragoman(question, hostile, "--format", form).out

    assert out
    assert not any(character in out for character in "\x1b\x07\x9b\u202e")


def test_spreadsheet_sees_data_and_no_formula(dragoman: Dragoman, hostile: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dragoman("table", hostile, "--format", "csv").out)))

    for row in rows:
        assert not any(cell and cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_json_keeps_the_exact_words(dragoman: Dragoman, hostile: Path) -> None:
    rows = dragoman("table", hostile, "--format", "json").json["rows"]

    assert rows[0]["evidence"][0]["quote"] == EVIL


def test_markup_in_an_article_is_shown_not_obeyed(dragoman: Dragoman, hostile: Path) -> None:
    assert "[red]bold[/red]" in dragoman("table", hostile).out


def test_markdown_cell_cannot_leave_its_table() -> None:
    row = to_markdown([{"quote": EVIL}], ["quote"]).splitlines()[2]

    assert row.count("|") - row.count("\\|") == 2
    assert "<script>" not in row


def test_printers_take_no_rows() -> None:
    assert to_csv([], ["quote"]) == "quote\n"
    assert to_json([]) == "[]"
    assert "quote" in to_text([], ["quote"], width=80)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_cards_and_tables_fit_the_screen(
    dragoman: Dragoman, dossier: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    for question in QUESTIONS:
        assert all(len(line) <= width for line in dragoman(question, dossier).out.splitlines())
    assert all(len(line) <= width for line in dragoman("search", dossier, "said").out.splitlines())


def test_harmless_keeps_what_is_ordinary() -> None:
    ordinary = "Čavuşoğlu: «мир» سلام 平和 \U0001f54a\n\tsaid"

    assert harmless(ordinary) == ordinary
    assert one_line("a\r\n b\u00a0c") == "a b c"


def test_search_marks_what_it_found(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("search", dossier, "neutrality")

    assert "[neutrality]" in done.out
    rows = dragoman("search", dossier, "guarantors", "--issue", "guarantees", "--format", "json").json
    assert [row["who"] for row in rows] == ["Ukraine"]
    assert dragoman("search", dossier, "Istanbul", "--texts").out.count("Northgate") == 2
    assert "Nothing found" in dragoman("search", dossier, "submarines").err


def test_other_spellings_of_a_name_are_found(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "names.dossier"
    words = "Putin said that talks went on."
    made = document(words + "\n")
    with Store.create(path) as store:
        store.add(made, reading(made, [Said(words, "Vladimir Putin", Act.CLAIM, Issue.PROCESS)]), at=NOON)

    assert words in dragoman("search", path, "Poutine", "--format", "csv").out


def test_reader_of_our_output_may_leave_early(dossier: Path) -> None:
    script = f"{sys.executable} -m dragoman table {dossier} --format json | head -c 1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)

    assert done.stdout == "{"
    assert done.stderr == ""


def test_output_is_utf8_whatever_the_locale(dossier: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", "table", str(dossier)], capture_output=True, env=environment, check=False
    )

    assert done.returncode == 0
    assert "“" in done.stdout.decode("utf-8")
    assert json.loads(to_json({"a": "\x9b"})) == {"a": "\x9b"}


def test_the_ending_of_its_file_says_how_a_brief_is_written(dragoman: Dragoman, dossier: Path, tmp_path: Path) -> None:
    done = dragoman("brief", dossier, "--output", tmp_path / "brief.html")
    word = dragoman("brief", dossier, "--output", tmp_path / "brief.docx")
    refused = dragoman("brief", dossier, "--output", tmp_path / "brief.pdf")

    assert (done.code, word.code) == (0, 0)
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").lower().startswith("<!doctype html")
    assert zipfile.is_zipfile(tmp_path / "brief.docx")
    assert refused.code != 0
    assert not (tmp_path / "brief.pdf").exists()


def test_a_word_document_needs_a_file_to_go_to(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("brief", dossier, "--format", "docx")

    assert done.code == 2
    assert "--output" in done.err
    assert not done.out


def test_a_brief_can_be_narrowed_as_questions_are(dragoman: Dragoman, dossier: Path) -> None:
    whole = dragoman("brief", dossier, "--format", "json").json
    done = dragoman("brief", dossier, "--format", "json", "--party", "Russia").json

    speaking = {line["who"] for part in done["sections"] for group in part["groups"] for line in group["lines"]}
    assert "by or for Russia" in done["coverage"]
    assert 0 < len(done["sections"]) <= len(whole["sections"])
    assert not any("Poland" in who for who in speaking)


def test_a_brief_for_somebody_who_is_not_there_says_who_may_be_meant(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("brief", dossier, "--party", "Rusia")

    assert "Russia" in done.err
    assert "Nothing in the record answers this" in done.err


def test_a_brief_of_nothing_does_not_take_the_place_of_one_of_something(dragoman: Dragoman, tmp_path: Path) -> None:
    kept = tmp_path / "brief.html"
    kept.write_text("kept", encoding="utf-8")

    done = dragoman("brief", tmp_path / "no-such.dossier", "--output", kept)

    assert done.code != 0
    assert kept.read_text(encoding="utf-8") == "kept"


def test_rows_are_no_more_than_asked_for_and_the_rest_is_said(dragoman: Dragoman, dossier: Path) -> None:
    whole = dragoman("timeline", dossier, "--format", "json").json["rows"]
    done = dragoman("timeline", dossier, "--format", "json", "--rows", "2")

    assert [row["evidence"] for row in done.json["rows"]] == [row["evidence"] for row in whole[-2:]]
    assert f"The newest 2 of {len(whole)} rows" in done.err
    assert len(dragoman("table", dossier, "--format", "json", "--rows", "1").json["rows"]) == 1


def test_old_name_finds_what_is_shown_under_a_new_one(dragoman: Dragoman, dossier: Path) -> None:
    dragoman("judge", dossier, "relabel", "Russia", "Russian Federation", "--by", "Ann", "--why", "house style")
    for name in ("Russia", "Russian Federation", "Moscow"):
        (row,) = dragoman("positions", dossier, "--party", name, "--format", "json").json["rows"]
        found = dragoman("search", dossier, "troops", "--party", name, "--format", "json").json

        assert row["party"] == ["Russian Federation"]
        assert found[0]["who"] == "Russian Federation"


def test_unknown_party_gets_near_names(dragoman: Dragoman, dossier: Path) -> None:
    for done in (
        dragoman("table", dossier, "--party", "Ukrane"),
        dragoman("search", dossier, "x", "--party", "Ukrane"),
    ):
        assert done.code == 0
        assert "Nobody in the record is called 'Ukrane'. Did you mean Ukraine?" in done.err

    assert "Nobody" not in dragoman("table", dossier, "--party", "Kyiv", "--issue", "nuclear").err


def test_search_asks_the_record_of_a_past_moment_and_as_it_was_read(dragoman: Dragoman, dossier: Path) -> None:
    found = dragoman("search", dossier, "drone", "--format", "json").json
    dragoman("judge", dossier, "reject", found[0]["id"], "--by", "Ann", "--why", "no statement")

    assert len(dragoman("search", dossier, "drone", "--format", "json").json) == len(found) - 1
    assert len(dragoman("search", dossier, "drone", "--without-judgements", "--format", "json").json) == len(found)
    assert dragoman("search", dossier, "drone", "--kept-by", "2026-01-05", "--format", "json").json == []


def test_confidence_stands_with_every_statement(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    words = "Ukraine offered neutrality.", "Russia demands troops leave."
    made = document("\n\n".join(words))
    said = [
        Said(words[0], "Ukraine", Act.OFFER, Issue.NEUTRALITY, confidence=0.72),
        Said(words[1], "Russia", Act.DEMAND, Issue.WITHDRAWAL, confidence=0.21),
    ]
    with Store.create(path) as store:
        store.add(made, reading(made, said), at=NOON)
    shown = dragoman("table", path).out
    rows = list(csv.DictReader(io.StringIO(dragoman("table", path, "--format", "csv").out)))

    assert "confidence 0.72" in shown
    assert "doubtful 0.21" in shown
    assert {row["confidence"] for row in rows} == {"0.72", "0.21"}


def test_quotes_on_cards_keep_their_own_marks() -> None:
    row: dict[str, Cell] = {"quote": "“This is no truce,” he said.", "outlet": "The Post", "document": "a.txt"}

    assert "“\u00a0“This is no truce,” he said.”" in to_cards([row], ("quote", "outlet"), width=80)


def test_version_is_an_option_too(dragoman: Dragoman) -> None:
    assert dragoman("--version").out == dragoman("version").out != ""


def test_unknown_issue_gets_a_near_one(dragoman: Dragoman, dossier: Path) -> None:
    assert "Did you mean guarantees? Choose:" in dragoman("table", dossier, "--issue", "guarantee").err
    assert "Did you mean" not in dragoman("table", dossier, "--issue", "weather").err


def test_what_is_not_known_of_a_meeting_takes_no_room() -> None:
    row: dict[str, Cell] = {
        "date": "2026-01-06",
        "state": "held",
        "level": "unknown",
        "venue": "Paris",
        "name": "meeting",
    }
    drawn = to_cards([row | {"quote": "They met in Paris."}], ("date", "state", "level", "venue", "name"), width=80)

    assert drawn.splitlines()[:2] == ["2026-01-06 · held · Paris", "  “They met in Paris.”"]


def test_search_for_no_word_is_refused(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("search", dossier, '"')

    assert done.code == 2
    assert "no word to look for" in done.err


@pytest.mark.parametrize(
    "words", [("merge", "Rusia", "Ukraine"), ("relabel", "Rusia", "Moscow"), ("split", "Rusia", "X", "y")]
)
def test_nobody_is_judged_who_is_not_there(dragoman: Dragoman, dossier: Path, words: tuple[str, ...]) -> None:
    done = dragoman("judge", dossier, *words, "--by", "Ann", "--why", "one and the same")

    assert done.code == 2
    assert len(done.lines) == 1
    assert "nobody in the record is called so. Did you mean Russia" in done.err
    assert "--anyway" in done.err
    assert dragoman("judgements", dossier, "--format", "json").json == []


def test_somebody_who_is_not_there_is_judged_where_that_is_wanted(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("judge", dossier, "relabel", "Atlantis", "The Isle", "--anyway", "--by", "Ann", "--why", "to come")

    assert done.code == 0
    assert len(dragoman("judgements", dossier, "--format", "json").json) == 1


def test_a_merge_with_a_new_name_says_so(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("judge", dossier, "merge", "Russia", "Ukrain", "--by", "Ann", "--why", "a slip")

    assert done.code == 0
    assert "Ukrain is a new name" in done.err
    assert "Did you mean Ukraine" in done.err


def test_a_label_can_be_judged_on_again(dragoman: Dragoman, dossier: Path) -> None:
    dragoman("judge", dossier, "relabel", "Russia", "Russian Federation", "--by", "Ann", "--why", "house style")
    done = dragoman("judge", dossier, "relabel", "Russian Federation", "Moscow", "--by", "Ann", "--why", "shorter")

    assert done.code == 0


def test_a_name_is_split_off_only_where_something_stands(dragoman: Dragoman, dossier: Path) -> None:
    done = dragoman("judge", dossier, "split", "Russia", "Belarus", "nowhere", "--by", "Ann", "--why", "another")

    assert done.code == 2
    assert "no statement and no document has this id" in done.err


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A dossier with more rows than a screen is given."""
    path = tmp_path / "many.dossier"
    with Store.create(path) as store:
        for number in range(60):
            words = f"Ukraine offered {number + 2} ports near Place{number}."
            made = document(words, address=f"{number:03}.txt")
            store.add(made, reading(made, [Said(words, "Ukraine", Act.OFFER, Issue.ECONOMY)]), at=NOON)
    return path


@pytest.mark.parametrize("question", ["table", "timeline", "sources"])
def test_a_screen_shows_some_rows_and_says_that_there_are_more(dragoman: Dragoman, many: Path, question: str) -> None:
    done = dragoman(question, many)

    assert done.out.count("— ") == 40
    assert "40" in done.err
    assert "--rows 0" in done.err


@pytest.mark.parametrize("question", ["table", "timeline", "sources"])
def test_what_goes_to_a_spreadsheet_or_a_program_is_whole(dragoman: Dragoman, many: Path, question: str) -> None:
    table = dragoman(question, many, "--format", "csv")

    assert len(list(csv.DictReader(io.StringIO(table.out)))) == 60
    assert not table.err
    assert len(dragoman(question, many, "--format", "json").json["rows"]) == 60
    assert len(dragoman(question, many, "--format", "json", "--rows", "7").json["rows"]) == 7


def test_sources_keep_their_numbers_however_many_are_shown(dragoman: Dragoman, many: Path) -> None:
    every = {row["address"]: row["number"] for row in dragoman("sources", many, "--format", "json").json["rows"]}
    some = {
        row["address"]: row["number"]
        for row in dragoman("sources", many, "--format", "json", "--rows", "3").json["rows"]
    }

    assert some.items() <= every.items()


def test_ids_are_shown_where_they_are_asked_for_and_can_be_judged(dragoman: Dragoman, dossier: Path) -> None:
    shown = dragoman("table", dossier, "--ids").out
    found = dragoman("search", dossier, "drone", "--ids").out
    rows = list(csv.DictReader(io.StringIO(dragoman("table", dossier, "--format", "csv").out)))

    assert rows[0]["record"] in shown
    assert " · id " in found
    assert " · id " not in dragoman("table", dossier).out
    assert dragoman("judge", dossier, "accept", rows[0]["record"], "--by", "Ann", "--why", "looked up").code == 0


def test_a_card_leaves_out_what_goes_without_saying() -> None:
    row: dict[str, Cell] = {"kind": "offer", "dated_by": "act", "group": 4, "copies": 1, "quote": "Yes.", "outlet": "A"}
    drawn = to_cards([row], ("kind", "dated_by", "group", "copies"), width=80)

    assert drawn.splitlines()[0] == "offer"
    assert "dated" not in drawn
    assert "group" not in drawn


def test_only_graded_sources_are_asked_where_that_is_wanted(dragoman: Dragoman, many: Path) -> None:
    dragoman("judge", many, "grade", "007.txt", "B", "--by", "Ann", "--why", "was there")
    good = dragoman("table", many, "--min-grade", "b", "--format", "json").json["rows"]

    assert [row["evidence"][0]["document"] for row in good] == ["007.txt"]
    assert not dragoman("table", many, "--min-grade", "A").out
    assert "Choose: A, B" in dragoman("table", many, "--min-grade", "1").err


def test_failures_alike_stand_under_what_is_wrong_with_them(dragoman: Dragoman, many: Path) -> None:
    with Store.open(many) as store:
        for number in range(3):
            failure = Failure(item=f"scans/{number}.pdf", stage="source", problem="no text in it", remedy="Scan it.")
            store.add_failure(failure, at=NOON)
    done = dragoman("failures", many)

    assert done.out == "no text in it. Scan it.\n  scans/0.pdf\n  scans/1.pdf\n  scans/2.pdf\n"


@pytest.mark.parametrize("question", [*QUESTIONS, "brief", "search"])
def test_a_dossier_that_nobody_has_added_to_can_be_asked(dragoman: Dragoman, tmp_path: Path, question: str) -> None:
    path = tmp_path / "new.dossier"
    Store.create(path).close()
    done = dragoman(question, path, *(["peace"] if question == "search" else []))

    assert done.code == 0, done.err
