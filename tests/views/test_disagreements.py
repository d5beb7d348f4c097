from __future__ import annotations

from dragoman.record import Act, Issue, Modality
from dragoman.views import DisagreementKind, Query, disagreements, terms
from tests.views.making import holdings, source, statement

_TEN = statement("Arland", Act.OFFER, "Arland offered a lease of the port of Sella for 10 years", Issue.ECONOMY)
_TWENTY = statement(
    "Arland", Act.OFFER, "Arland offered a lease of the port of Sella for 20 years", Issue.ECONOMY, document="b.txt"
)
_SOURCES = (source("a.txt", outlet="The Post"), source("b.txt", outlet="The Mail"))


def test_sources_that_give_different_numbers_stand_side_by_side() -> None:
    (row,) = disagreements(holdings(_TEN, _TWENTY, sources=_SOURCES)).rows

    assert row.kind is DisagreementKind.NUMBER
    assert set(row.versions) == {"10 years (The Post)", "20 years (The Mail)"}


def test_copies_of_one_text_do_not_differ() -> None:
    told = holdings(_TEN, _TWENTY, sources=_SOURCES)

    assert disagreements(told, Query(copy_groups=(("a.txt", "b.txt"),))).rows == ()


def test_a_later_offer_with_another_number_is_no_disagreement() -> None:
    later = (source("a.txt"), source("b.txt", day="2031-09-01"))

    assert disagreements(holdings(_TEN, _TWENTY, sources=later)).rows == ()


def test_would_consider_in_one_source_and_offered_in_another_is_shown() -> None:
    hedged = statement(
        "Arland",
        Act.OFFER,
        "Arland might offer a lease of the port of Sella for 10 years",
        Issue.ECONOMY,
        document="b.txt",
        modality=Modality.HEDGED,
    )
    (row,) = disagreements(holdings(_TEN, hedged, sources=_SOURCES)).rows

    assert row.kind is DisagreementKind.FOOTING


def test_a_state_that_two_outlets_name_with_different_firmness_is_shown() -> None:
    firm = statement(
        "Arland", Act.PROPOSE, "The guarantors are Norway and Chile", Issue.GUARANTEES, guarantors=("Norway", "Chile")
    )
    loose = statement(
        "Arland",
        Act.PROPOSE,
        "Norway could also be involved",
        Issue.GUARANTEES,
        document="b.txt",
        guarantors=("Norway",),
    )
    rows = disagreements(holdings(firm, loose, sources=_SOURCES)).rows

    assert [(row.kind, row.about) for row in rows] == [(DisagreementKind.GUARANTOR, "Norway")]


def test_a_terms_history_runs_from_offer_to_answer() -> None:
    reply = statement(
        "Borduria", Act.ACCEPT, "Borduria accepted Arland's lease of the port of Sella", Issue.ECONOMY, document="c.txt"
    )
    told = holdings(_TEN, reply, sources=(source("a.txt"), source("c.txt", day="2031-08-01")))
    (term,) = terms(told).rows

    assert [(step.on, step.status) for step in term.history] == [
        ("2031-05-02", "offered"),
        ("2031-08-01", "accepted by Borduria"),
    ]


def test_no_version_of_a_number_is_empty() -> None:
    without = statement(
        "Arland", Act.OFFER, "Arland offered a lease of the port of Sella", Issue.ECONOMY, document="b.txt"
    )

    rows = disagreements(holdings(_TEN, without, sources=_SOURCES)).rows

    assert all(side.value for row in rows for side in row.sides)
