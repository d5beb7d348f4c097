from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.dossier import effective
from dragoman.record import Act, Holdings, Issue, Judgement, JudgementKind
from dragoman.views import Query, sources, terms
from tests.views.making import holdings, source, statement

_LEASE = statement("Arland", Act.OFFER, "Arland offered a lease of the port of Sella for 10 years", Issue.ECONOMY)
_AGAIN = statement(
    "Arland", Act.OFFER, "Arland offered to lease the port of Sella for 10 years", Issue.ECONOMY, document="b.txt"
)
_QUAY = statement("Arland", Act.OFFER, "The quays would be Borduria's to use", Issue.SHIPPING, document="b.txt", at=200)


def _judgement(target: str, field: str, value: str, *, number: int = 1) -> Judgement:
    return Judgement(
        id=f"judgement {number}",
        target=target,
        field=field,
        value=value,
        kind=JudgementKind.PERSON,
        judge="A. Reader",
        reason="both texts say so",
        made=datetime(2031, 7, number, tzinfo=UTC),
    )


def _told(*judgements: Judgement) -> Holdings:
    outlets = (source("a.txt", outlet="The Sella Post"), source("b.txt", day="2031-06-02", outlet="Northern Wire"))
    return holdings(_LEASE, _AGAIN, _QUAY, sources=outlets, judgements=effective(judgements))


def _together(told: Holdings) -> list[set[str]]:
    return [{witness.record for witness in row.evidence} for row in terms(told).rows]


def test_terms_that_a_person_merged_are_one() -> None:
    found = _together(_told(_judgement(f"term:{_QUAY.id}", "same_as", f"term:{_LEASE.id}")))

    assert found == [{_LEASE.id, _AGAIN.id, _QUAY.id}]


def test_a_merge_by_the_ids_of_terms_as_shown_holds() -> None:
    first, second = (row.id for row in terms(_told()).rows)
    found = _together(_told(_judgement(f"term:{second}", "same_as", f"term:{first}")))

    assert len(found) == 1


def test_an_undone_merge_has_no_effect() -> None:
    merge = _judgement(f"term:{_QUAY.id}", "same_as", f"term:{_LEASE.id}")
    found = _together(_told(merge, _judgement(merge.id, "verdict", "undo", number=2)))

    assert len(found) == 2


def test_a_statement_that_was_split_off_stands_alone() -> None:
    found = _together(_told(_judgement(f"term:{_LEASE.id}", "split", _AGAIN.id)))

    assert {_AGAIN.id} in found
    assert len(found) == 3


def test_a_split_holds_against_a_merge_of_the_term_it_was_split_from() -> None:
    term = next(row.id for row in terms(_told()).rows if len(row.evidence) == 2)
    split = _judgement(f"term:{term}", "split", _AGAIN.id)
    found = _together(_told(split, _judgement(f"term:{term}", "same_as", f"term:{_QUAY.id}", number=2)))

    assert {_AGAIN.id} in found
    assert {_LEASE.id, _QUAY.id} in found


def test_a_renamed_term_is_shown_under_its_label_with_the_same_quote() -> None:
    told = _told(_judgement(f"term:{_LEASE.id}", "label", "The lease of Sella"))
    row = next(row for row in terms(told).rows if row.label)

    assert row.what == "The lease of Sella"
    assert row.lead.quote in {_LEASE.quote, _AGAIN.quote}


def test_a_judgement_about_a_term_that_is_not_here_changes_nothing() -> None:
    assert _together(_told(_judgement("term:nowhere", "same_as", f"term:{_LEASE.id}"))) == _together(_told())


def test_a_source_is_shown_with_the_grade_that_somebody_gave_it() -> None:
    rows = sources(_told(_judgement("source:Northern Wire", "grade", "B"))).rows

    assert {row.outlet: row.grade for row in rows} == {"The Sella Post": None, "Northern Wire": "B"}


@pytest.mark.parametrize(("least", "kept"), [("A", 0), ("B", 2), ("C", 2)])
def test_a_question_can_ask_for_sources_of_a_grade(least: str, kept: int) -> None:
    told = _told(_judgement("source:northern wire", "grade", "B"))
    answer = terms(told, Query(min_grade=least))

    assert sum(len(row.evidence) for row in answer.rows) == kept
    assert any("nobody graded" in note for note in answer.notes)
