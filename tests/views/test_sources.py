from __future__ import annotations

from dragoman.record import Act
from dragoman.views import Query, positions, roles, sources, terms
from dragoman.views.query import Origin, SharedText
from tests.views.making import holdings, source, statement


def test_copies_count_as_one_independent_source() -> None:
    told = holdings(sources=(source("a.txt"), source("b.txt"), source("c.txt")))
    found = sources(told, Query(copy_groups=(("b.txt", "a.txt"),)))

    assert found.independent == 2
    assert [row.copies for row in found.rows] == [2, 2, 1]


def test_documents_that_share_their_quotes_word_for_word_are_copies() -> None:
    quotes = [f"Arland will hand over the {place} to its neighbours by the spring" for place in ("dam", "port", "mine")]
    told = holdings(
        *(statement("Arland", Act.OFFER, quote, at=100 * n) for n, quote in enumerate(quotes)),
        *(statement("Arland", Act.OFFER, quote, at=90 * n, document="b.txt") for n, quote in enumerate(quotes[:2])),
        statement("Arland", Act.OFFER, quotes[0], document="c.txt"),
    )

    assert sources(told).independent == 2


def test_sources_stand_in_order_of_day_and_undated_ones_last() -> None:
    told = holdings(sources=(source("a.txt", day=None), source("b.txt", day="2031-01-01"), source("c.txt")))

    assert [row.address for row in sources(told).rows] == ["b.txt", "c.txt", "a.txt"]


def test_principals_are_told_by_what_they_put_forward() -> None:
    told = holdings(
        statement("Arland", Act.OFFER, "one"),
        statement("Arland", Act.DEMAND, "two", at=10),
        statement("Borduria", Act.DEMAND, "three", at=20),
        statement("Borduria", Act.REJECT, "four", at=30),
        *(statement("Norway", Act.ASSESS, f"comment {number}", at=100 + 20 * number) for number in range(9)),
    )
    found = roles(told)

    assert (found.principals, found.third_parties) == (("Arland", "Borduria"), ("Norway",))


def test_a_party_that_is_asked_for_much_is_a_principal() -> None:
    told = holdings(
        *(
            statement("Arland", Act.DEMAND, f"demand {number}", at=20 * number, addressee="Borduria")
            for number in range(4)
        ),
        statement("Borduria", Act.CLAIM, "It has answered", at=200),
    )

    assert "Borduria" in roles(told).principals


REPRINT = Query(copy_groups=(("a.txt", "b.txt"),))
"""A query that knows a.txt and b.txt for one text."""


def test_a_reprint_adds_a_witness_and_no_source() -> None:
    told = holdings(
        *(
            statement("Arland", Act.OFFER, "Arland will hand over the northern dam", document=name)
            for name in ("a.txt", "b.txt", "c.txt")
        )
    )
    (row,) = terms(told, REPRINT).rows

    assert (len(row.evidence), row.documents, row.independent) == (3, 3, 2)
    assert (row.flat()["documents"], row.flat()["independent"]) == (3, 2)


def test_counting_by_independent_source_changes_what_is_told_most() -> None:
    told = holdings(
        *(
            statement("Arland", act, quote, document=name, at=at)
            for name in ("a.txt", "b.txt")
            for at, act, quote in (
                (0, Act.DEMAND, "Arland demands the northern dam"),
                (100, Act.REJECT, "Arland rejects foreign inspectors"),
            )
        ),
        statement("Borduria", Act.DEMAND, "Borduria demands a corridor to the sea", document="c.txt"),
        statement("Borduria", Act.DEMAND, "Borduria demands a corridor to the sea", document="d.txt"),
        statement("Borduria", Act.DEMAND, "Borduria demands a corridor to the sea", document="e.txt"),
    )
    by_document = positions(told, REPRINT).rows
    by_source = positions(told, REPRINT.model_copy(update={"by": "independent source"})).rows

    assert [(row.party, row.told) for row in by_document] == [(("Arland",), 2), (("Arland",), 2), (("Borduria",), 3)]
    assert [(row.party, row.told) for row in by_source] == [(("Borduria",), 3), (("Arland",), 1), (("Arland",), 1)]


def test_sources_say_what_they_share_and_on_whose_wire() -> None:
    told = holdings(sources=(source("a.txt"), source("b.txt", day="2031-05-03"), source("c.txt", day="2031-05-04")))
    known = Query(
        copy_groups=(("a.txt", "b.txt"),),
        shared=(
            SharedText(first="a.txt", second="b.txt", kind="exact"),
            SharedText(first="b.txt", second="c.txt", kind="partial", sentences=3),
        ),
        origins=(Origin(members=("a.txt", "b.txt"), original="a.txt", wire="Reuters", rule="published first"),),
    )
    first, second, third = sources(told, known).rows

    assert first.shares == ("all its text with 2",)
    assert second.shares == ("all its text with 1", "3 sentences with 3")
    assert third.shares == ("3 sentences with 2",)
    assert [(row.wire, row.original, row.copies) for row in (first, second, third)] == [
        ("Reuters", 1, 2),
        ("Reuters", 1, 2),
        (None, None, 1),
    ]


def test_sources_known_by_their_quotes_alone_say_so() -> None:
    quotes = [f"Arland will hand over the {place} to its neighbours by the spring" for place in ("dam", "port")]
    told = holdings(
        *(
            statement("Arland", Act.OFFER, quote, at=100 * n, document=name)
            for n, quote in enumerate(quotes)
            for name in ("a.txt", "b.txt")
        )
    )

    assert [row.shares for row in sources(told).rows] == [("quotes with 2",), ("quotes with 1",)]


def test_texts_that_were_compared_and_differ_are_not_taken_for_copies_by_their_quotes() -> None:
    quotes = [f"Arland will hand over the {place} to its neighbours by the spring" for place in ("dam", "port", "mine")]
    told = holdings(
        *(
            statement("Arland", Act.OFFER, quote, at=100 * n, document=name)
            for n, quote in enumerate(quotes)
            for name in ("a.txt", "b.txt")
        )
    )

    assert sources(told, Query(copy_groups=())).independent == 2
    assert sources(told, Query(copy_groups=None)).independent == 1
