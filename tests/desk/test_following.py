"""Groups kept beside the record: the same whether they were followed at once, step by step, or made by the views."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman.desk import following
from dragoman.desk.asking import View, ask, behind, bring_up_to_date, follow
from dragoman.desk.following import Follower
from dragoman.dossier import Store
from dragoman.dossier.checking import faults
from dragoman.dossier.judging import standing
from dragoman.record import Act, Document, Issue, Reading
from dragoman.views import EVERYTHING, Query, changes, claims, disagreements, pledges, positions, table, timeline
from tests.dossier.making import NOON, Said, at, document, judged, reading

pytestmark = pytest.mark.usefixtures("kept_in")

VIEWS: Mapping[str, View] = {
    "table": table,
    "positions": positions,
    "changes": changes,
    "claims": claims,
    "pledges": pledges,
    "disagreements": disagreements,
    "timeline": timeline,
}
_PARTIES = ("Arland", "Borduria", "Kestonia")
_WORDS = (
    "withdraw its troops from the Velden valley within {n} days",
    "open the port of Sella to grain convoys for {n} months",
    "not accept observers on the northern bridge",
    "accept observers on the northern bridge",
    "release {n} prisoners once the ceasefire holds",
    "rebuild the Orsk dam with foreign money",
)
_ACTS = (Act.PROPOSE, Act.PLEDGE, Act.DEMAND, Act.REJECT, Act.ACCEPT, Act.CLAIM, Act.DENY, Act.AGREE)
_ISSUES = (Issue.WITHDRAWAL, Issue.SHIPPING, Issue.MONITORING, Issue.DETAINEES, Issue.INCIDENT)


def article(number: int, seed: int, *, version: int = 0) -> tuple[Document, list[Said]]:
    """Give an article of four statements; its words follow from its seed."""
    lines = []
    for place in range(4):
        draw = (seed * 7 + place * 5) % 997
        party = _PARTIES[draw % 3]
        words = _WORDS[draw % len(_WORDS)].format(n=10 + draw % 4)
        lines.append(
            Said(
                f"{party} said on day {draw % 5} it would {words}, its envoy told reporters.",
                party,
                _ACTS[(draw // 3) % len(_ACTS)],
                _ISSUES[draw % len(_ISSUES)],
                confidence=0.9,
            )
        )
    said = list({one.words: one for one in lines}.values())
    text = f"Article {number}, version {version}\n\n" + "\n\n".join(one.words for one in said) + "\n"
    return document(text, f"{number}.txt", published=f"2030-{1 + number % 12:02}-{1 + seed % 28:02}"), said


def put(store: Store, number: int, seed: int, step: int, *, version: int = 0, reader: str = "hand-1") -> None:
    """Add an article."""
    made, said = article(number, seed, version=version)
    store.add(made, reading(made, said, reader=reader, salt=reader), at=NOON + timedelta(minutes=step))


def kept(store: Store) -> dict[str, set[frozenset[int]]]:
    """Give the groups that are kept, by kind."""
    rows = store._connection.execute("SELECT kind, grp, statement FROM derived_item").fetchall()
    found: dict[tuple[str, int], set[int]] = {}
    for kind, group, statement in rows:
        found.setdefault((kind, group), set()).add(statement)
    return {
        kind: {frozenset(members) for (one, _), members in found.items() if one == kind}
        for kind in ("terms", "lines", "claims")
    }


def answers(store: Store) -> dict[str, Any]:
    """Give the answers to every question, with totals and notes."""
    return {name: ask(store, name, view, EVERYTHING) for name, view in VIEWS.items()}


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Shrinking would take minutes: each step is a transaction, and a failing list is short enough to read."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "version", "reread", "reject", "correct", "merge", "undo"]),
        st.integers(0, 200),
    ),
    min_size=3,
    max_size=24,
)


def do(store: Store, step: int, way: str, draw: int) -> None:
    """Do one random thing to a dossier."""
    statements = store.holdings().statements
    if way == "add" or not statements:
        put(store, step, draw, step)
    elif way == "version":
        put(store, draw % max(1, step), draw + 1, step, version=step)
    elif way == "reread":
        one = next(iter(store.documents()))
        lines = [line for line in one.text.splitlines() if line.endswith("reporters.")]
        said = [Said(line, line.split()[0], _ACTS[draw % len(_ACTS)], _ISSUES[0]) for line in lines[: 1 + draw % 4]]
        store.add_reading(reading(one, said, reader=f"hand-{step}", salt=str(step)), at=at(step))
    else:
        _judge(store, step, way, statements[draw % len(statements)].id)


def _judge(store: Store, step: int, way: str, target: str) -> None:
    made = standing(store.judgements())
    if way == "undo" and made:
        store.judge(judged(made[step % len(made)].id, "verdict", "undo", minutes=step))
    elif way == "merge":
        store.judge(judged(f"actor:{_PARTIES[step % 3]}", "same_as", _PARTIES[(step + 1) % 3], minutes=step))
    elif way == "correct":
        store.judge(judged(target, "parties", _PARTIES[step % 3], minutes=step))
    else:
        store.judge(judged(target, "verdict", "reject", minutes=step))


def anew(store: Store) -> Mapping[str, set[frozenset[int]]]:
    """Throw away what is derived, follow the whole log again, and give the groups."""
    store.derived.begin()
    store.follower = None
    bring_up_to_date(store)
    return kept(store)


@pytest.mark.parametrize("small", [1_500, 20], ids=["small", "large"])
@settings(max_examples=12, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_groups_followed_step_by_step_are_those_made_from_scratch(
    monkeypatch: pytest.MonkeyPatch, small: int, steps: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(following, "SMALL", small)
    with Store.in_memory() as store:
        follow(store)
        for number, (way, draw) in enumerate(steps, start=1):
            do(store, number, way, draw)
            if number % 5 == 0:
                bring_up_to_date(store)
                follow(store)  # another process goes on
        bring_up_to_date(store)
        followed = kept(store)

        assert followed == anew(store)


@settings(max_examples=8, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_small_record_is_answered_as_the_views_alone_answer_it(steps: list[tuple[str, int]]) -> None:
    with Store.in_memory() as store:
        follow(store)
        for number, (way, draw) in enumerate(steps, start=1):
            do(store, number, way, draw)
        bring_up_to_date(store)

        assert {name: found.rows for name, (found, _) in answers(store).items()} == {
            name: view(store.holdings(), EVERYTHING).rows for name, view in VIEWS.items()
        }


def test_undone_judgement_gives_the_groups_as_they_were() -> None:
    with Store.in_memory() as store:
        follow(store)
        for number in range(6):
            put(store, number, number, number)
        bring_up_to_date(store)
        before = kept(store)
        made = store.judge(judged(store.holdings().statements[3].id, "verdict", "reject"))
        bring_up_to_date(store)
        without = kept(store)
        store.judge(judged(made.id, "verdict", "undo", minutes=9))
        bring_up_to_date(store)

        assert without != before
        assert kept(store) == before


def test_statement_of_an_older_version_is_in_no_group() -> None:
    with Store.in_memory() as store:
        follow(store)
        put(store, 1, 5, 1)
        put(store, 1, 9, 2, version=2)
        bring_up_to_date(store)
        rows = store._connection.execute("SELECT DISTINCT statement FROM derived_item").fetchall()

        assert {row[0] for row in rows} <= set(
            store.picking.names_of(one.id for one in store.holdings().statements).values()
        )


def test_what_was_added_without_following_is_followed_later() -> None:
    with Store.in_memory() as store:
        for number in range(5):
            put(store, number, number, number)
        left = behind(store)
        bring_up_to_date(store)

        assert left > 0
        assert behind(store) == 0


def test_changed_rules_are_followed_from_the_beginning() -> None:
    with Store.in_memory() as store:
        follow(store)
        for number in range(5):
            put(store, number, number, number)
        bring_up_to_date(store)
        before = kept(store)
        store.derived.note("version", "older rules")

        assert behind(store) > 0
        assert bring_up_to_date(store)
        assert kept(store) == before


def test_page_counts_what_it_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 20)
    monkeypatch.setattr("dragoman.desk.pages.STATEMENTS", 30)
    with Store.in_memory() as store:
        follow(store)
        for number in range(40):
            put(store, number, number % 3, number)
        bring_up_to_date(store)
        found, note = ask(store, "positions", positions, Query(party="Arland"), rows=2)
        told = store._connection.execute(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM derived_item WHERE kind = 'lines'"
            " AND who LIKE '%|arland|%' GROUP BY grp) AS told"
        ).fetchone()[0]

        assert note is not None
        assert len(found.rows[0].evidence) < told
        assert max(row.told for row in found.rows) == told


def test_dossier_with_groups_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        follow(store)
        put(store, 1, 3, 1)
        bring_up_to_date(store)

    assert faults(path, wait=1) == []


def test_dossier_that_may_only_be_read_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "talks.dossier"
    with Store.create(path) as store:
        put(store, 1, 3, 1)
    reader = Store.open(path)
    reader._connection.execute("PRAGMA query_only = ON")
    reader.may_write = lambda: False  # type: ignore[method-assign]
    with reader:
        assert not bring_up_to_date(reader)


KILLED = """
import sys
from pathlib import Path
from dragoman.desk import following
from dragoman.desk.asking import follow
from dragoman.dossier import Store
from tests.desk.test_following import put
following.SMALL = 20
with Store.open_or_create(Path(sys.argv[1])) as store:
    follow(store)
    print("ready", flush=True)
    for number in range(int(sys.argv[2]), 400):
        put(store, number, number * 3, number)
        print(number, flush=True)
"""


@pytest.mark.slow
def test_killed_while_adding_groups_are_never_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 20)
    path = tmp_path / "talks.dossier"
    root = Path(__file__).resolve().parents[2]
    for kill in range(12):
        started = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(kill * 25)],
            stdout=subprocess.PIPE, cwd=root, env=os.environ, text=True,
        )  # fmt: skip
        assert started.stdout is not None
        # Every other one is let get somewhere, however slow the machine is.
        for _ in range(1 if kill % 2 else 5):
            started.stdout.readline()
        time.sleep(0.05 + 0.037 * kill)
        started.send_signal(signal.SIGKILL)
        started.wait()
        started.stdout.close()
    with Store.open(path) as store:
        assert behind(store) == 0
        followed = kept(store)
        assert store.info().documents > 12

        assert followed == anew(store)


def test_follower_of_another_process_goes_on_where_the_last_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 20)
    with Store.in_memory() as store:
        for number in range(12):
            store.follower = Follower()
            put(store, number, number, number)
        step_by_step = kept(store)

        assert step_by_step == anew(store)


def test_reading_is_kept_with_its_groups_or_not_at_all() -> None:
    class Fault(Exception):
        pass

    def fails(store: Store) -> None:
        raise Fault(store.path)

    with Store.in_memory() as store:
        store.follower = fails
        made, said = article(1, 3)
        outcome: Reading = reading(made, said)
        with pytest.raises(Fault):
            store.add(made, outcome, at=NOON)

        assert store.info().documents == 0
