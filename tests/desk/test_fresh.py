"""Answers are never stale: whoever wrote last, whatever was taken back, and however the groups came to be."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman.desk import following
from dragoman.desk.asking import ask, bring_up_to_date, follow
from dragoman.desk.pages import whole
from dragoman.dossier import Slice, Store
from dragoman.record import Act, Issue, Meeting, MeetingLevel, MeetingState, Reading, digest
from dragoman.views import Query, changes, placing, positions, table
from tests.desk.test_following import VIEWS, anew, answers, article, kept, put
from tests.dossier.making import NOON, Said, at, document, judged, reading

SENTENCES = (
    "Arland said it would withdraw its heavy guns from the Velden valley within 10 days.",
    "Arland said it would withdraw its heavy guns and its tanks from the Velden valley.",
    "Arland said it would withdraw tanks from the Velden valley before the winter, its envoy told reporters.",
    "Arland said heavy guns would leave the valley of Velden, in a first stage.",
    "Arland said it would withdraw its tanks, its heavy guns and its drones from the whole Velden valley.",
    "Arland said it would open the port of Sella to grain convoys for 6 months.",
    "Arland said the port of Sella would take grain convoys again.",
    "Arland said it would open Sella, its port, to convoys that carry grain and to those that carry fuel.",
)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every record of more than some statements be a large one, of which a page is shown."""
    monkeypatch.setattr(following, "SMALL", 12)
    monkeypatch.setattr("dragoman.desk.pages.STATEMENTS", 16)


def telling(store: Store, number: int) -> None:
    """Add an article of two sentences on withdrawal and a port; which two follows from its number."""
    words = [SENTENCES[number % len(SENTENCES)], SENTENCES[(number * 3 + 1) % len(SENTENCES)]]
    said = [Said(one, "Arland", Act.PLEDGE, Issue.WITHDRAWAL) for one in dict.fromkeys(words)]
    made = document(f"Article {number}\n\n" + "\n\n".join(words) + "\n", f"{number}.txt", published="2030-01-05")
    store.add(made, reading(made, said), at=at(number))


@pytest.mark.usefixtures("large")
def test_every_answer_follows_every_step(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as writer, Store.open(path) as reader:
        for number in range(14):
            put(writer, number, number * 5, number)
        for step in range(14, 20):
            target = writer.holdings().statements[step]
            if step % 3 == 0:
                writer.judge(judged(target.id, "verdict", "reject", minutes=step))
            elif step % 3 == 1:
                put(writer, step - 9, step, step, version=step)  # a changed article
            else:
                writer.add_reading(_other_reading(writer, step), at=at(step))
            assert bring_up_to_date(reader)
            told = answers(reader)
            anew(reader)

            assert told == answers(reader)


def _other_reading(store: Store, step: int) -> Reading:
    """Give what another reader makes of the first article."""
    one = next(iter(store.documents()))
    lines = [line for line in one.text.splitlines() if line.endswith("reporters.")]
    said = [Said(line, line.split()[0], Act.DEMAND, Issue.SHIPPING) for line in lines]
    return reading(one, said, reader=f"hand-{step}", salt=str(step))


@pytest.mark.usefixtures("large")
def test_rejected_statement_is_in_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as writer, Store.open(path) as reader:
        follow(writer)
        for number in range(14):
            put(writer, number, number * 5, number)
        bring_up_to_date(reader)
        found = {name: ask(reader, name, view, Query())[0] for name, view in VIEWS.items()}
        shown = next(row.lead.record for row in found["table"].rows)
        writer.judge(judged(shown, "verdict", "reject"))
        bring_up_to_date(reader)
        after = {name: ask(reader, name, view, Query())[0] for name, view in VIEWS.items()}

        assert shown not in {one.record for answer in after.values() for row in answer.rows for one in row.evidence}


@pytest.mark.usefixtures("large")
def test_article_that_another_program_added_is_in_the_next_answer(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as writer, Store.open(path) as reader:
        for number in range(14):
            put(writer, number, number * 5, number)
        bring_up_to_date(reader)
        ask(reader, "table", table, Query())
        telling(writer, 1)  # without following
        bring_up_to_date(reader)
        found, _ = ask(reader, "table", table, Query(issue=Issue.WITHDRAWAL, party="Arland"))

        assert any(SENTENCES[1] == witness.quote for row in found.rows for witness in row.evidence)


@pytest.mark.usefixtures("large")
def test_processes_that_add_in_turn_make_the_groups_that_one_makes(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as one, Store.open(path) as other:
        follow(one)
        follow(other)
        for number in range(24):
            telling((one, other)[number // 2 % 2], number)
        in_turn = kept(one)

        assert in_turn == anew(one)


@pytest.mark.usefixtures("large")
def test_what_is_taken_back_leaves_no_trace_in_later_groups() -> None:
    class Fault(Exception):
        pass

    with Store.in_memory() as store:
        follow(store)
        follower = store.follower
        assert follower is not None

        def fails(store: Store) -> None:
            follower(store)
            raise Fault(store.path)

        for number in range(20):
            store.follower = fails
            made, said = article(number, number * 3, version=99)
            with pytest.raises(Fault):
                store.add(made, reading(made, said), at=NOON)
            store.follower = follower
            telling(store, number)
        followed = kept(store)

        assert followed == anew(store)


def counted_and_lying(store: Store) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Give what is counted of groups, and the same counted from what lies in them."""
    run = store._connection.execute
    counted = run("SELECT kind, grp, statements, documents, last FROM derived_group").fetchall()
    lying = run(
        "SELECT kind, grp, count(*), count(DISTINCT document), max(day) FROM derived_item WHERE grp > 0"
        " GROUP BY kind, grp"
    ).fetchall()
    return sorted(counted), sorted(lying)


@pytest.mark.usefixtures("large", "kept_in")
def test_what_is_counted_of_a_group_is_what_lies_in_it() -> None:
    with Store.in_memory() as store:
        follow(store)
        for number in range(20):
            telling(store, number)
            if number % 7 == 6:
                one = store.holdings().statements[number]
                store.judge(judged(one.id, "verdict", "reject", minutes=100 + number))
        counted, lying = counted_and_lying(store)

        assert counted
        assert counted == lying


@pytest.mark.usefixtures("kept_in")
def test_groups_that_a_later_statement_fits_go_on_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 0)
    with Store.in_memory() as store:
        follow(store)
        monkeypatch.setattr(placing, "JOINED", 0.999)  # nothing is alike
        for number in range(8):
            telling(store, number)
        apart = kept(store)["terms"]
        monkeypatch.setattr(placing, "JOINED", 0.001)  # what shares a word is alike
        put_words(
            store, "Arland said that it would withdraw tanks, heavy guns and mortars from the Velden valley by spring."
        )
        together = kept(store)["terms"]
        joined = store._connection.execute("SELECT grp, home FROM derived_joined WHERE kind = 'terms'").fetchall()
        monkeypatch.setattr(placing, "JOINED", 0.999)
        telling(store, 80)  # the words of article 0 again
        groups = dict(
            store._connection.execute("SELECT statement, grp FROM derived_item WHERE kind = 'terms'").fetchall()
        )
        counted, lying = counted_and_lying(store)

        assert joined
        assert max(map(len, together)) > max(map(len, apart))
        assert not {group for group, _ in joined} & set(groups.values())
        assert groups[max(groups)] in set(list(groups.values())[:-2])  # found, though its group has another number now
        assert counted == lying


def put_words(store: Store, words: str) -> None:
    """Add an article of one sentence."""
    made = document(f"Talks\n\n{words}\n", f"{len(words)}.txt", published="2030-01-06")
    store.add(made, reading(made, [Said(words, "Arland", Act.PLEDGE, Issue.WITHDRAWAL)]), at=at(50))


def test_meeting_told_of_again_is_seen_whole_by_a_question_since_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.desk.pages.STATEMENTS", 1)
    with Store.in_memory() as store:
        for day, state in (("2030-01-02", MeetingState.PLANNED), ("2030-01-09", MeetingState.CANCELLED)):
            _told_of_meeting(store, day, state)
        bring_up_to_date(store)
        asked = Query(since=date(2030, 1, 5))
        found, _ = ask(store, "changes", changes, asked)

        assert [row.difference for row in found.rows if row.issue is Issue.PROCESS] == [
            row.difference for row in changes(store.holdings(), asked).rows if row.issue is Issue.PROCESS
        ]
        assert any("planned" in row.difference and "cancelled" in row.difference for row in found.rows)


def _told_of_meeting(store: Store, day: str, state: MeetingState) -> None:
    words = f"Arland and Borduria said on {day} that the talks in Sella were {state.value}."
    made = document(f"Talks\n\n{words}\n", f"{day}.txt", published=day)
    start = made.text.index(words)
    met = Meeting(
        id=digest(made.source.sha256, "meeting"), document=made.source.address, sha256=made.source.sha256, start=start,
        end=start + len(words), quote=words, name="talks", level=MeetingLevel.DELEGATIONS, state=state,
        date="2030-01-12", participants=("Arland", "Borduria"), venue="Sella",
    )  # fmt: skip
    said = [Said(words, "Arland", Act.ANNOUNCE, Issue.PROCESS)]
    store.add(made, reading(made, said).model_copy(update={"meetings": (met,)}), at=NOON)


def test_question_loads_no_reader_and_no_table_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        put(store, 1, 3, 1)
    program = (
        "import sys; from dragoman.cli.running import run; run(['table', sys.argv[1]])\n"
        "print(sorted({'numpy', 'lxml', 'onnxruntime'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.usefixtures("large")
def test_positions_of_one_party_count_what_the_page_leaves_out() -> None:
    with Store.in_memory() as store:
        follow(store)
        for number in range(40):
            telling(store, number)
        found, _ = ask(store, "positions", positions, Query(party="Arland"), rows=1)
        lying = store._connection.execute(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM derived_item WHERE kind = 'lines' GROUP BY grp) AS told"
        ).fetchone()

        assert found.rows[0].told == lying[0]


@pytest.mark.usefixtures("large")
def test_a_record_asked_whole_has_the_groups_of_its_pages(tmp_path: Path) -> None:
    with Store.create(tmp_path / "talks.dossier") as store:
        follow(store)
        for number in range(14):
            telling(store, number)
        bring_up_to_date(store)
        every = table(whole(store, Slice()))
        page, _ = ask(store, "table", table, Query(), rows=1)

        groups = {frozenset(one.record for one in row.evidence) for row in every.rows}
        assert (len(page.rows), len(every.rows)) == (1, len(groups))
        assert len(groups) > 1
        assert all(any({one.record for one in row.evidence} <= told for told in groups) for row in page.rows)
        assert set(whole(store, Slice()).known_groups) == {"terms", "lines", "claims"}
