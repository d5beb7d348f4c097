"""Search: words, phrases, beginnings, spellings, and queries that must not break it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Hunt, Store
from dragoman.dossier.searching import CLOSE, OPEN, query_for
from dragoman.record import Act, Issue
from tests.dossier.making import SAID, TEXT, Said, at, document, filled, reading

pytestmark = pytest.mark.usefixtures("kept_in")


@pytest.fixture(scope="module")
def store() -> Store:
    return filled(Store.in_memory())


def quotes(store: Store, words: str, hunt: Hunt | None = None) -> list[str]:
    return [found.statement.parties[0] for found in store.search(words, hunt or Hunt())]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("neutrality", ["Ukraine"]),
        ("NEUTRALITY guarantees", ["Ukraine"]),
        ("neutrality withdrawal", []),
        ('"withdrawal of troops"', ["Russia"]),
        ('"troops of withdrawal"', []),
        ("withdraw*", ["Russia"]),
        ("withdraw", []),
        ("russia", ["Russia"]),
        ("nothing-of-the-kind", []),
        ("", []),
        ('"', []),
        ("NOT", []),
        ("_", []),
        ("neutrality _", ["Ukraine"]),
        ("_neutrality_", ["Ukraine"]),
    ],
)
def test_words_and_phrases(store: Store, words: str, expected: list[str]) -> None:
    assert quotes(store, words) == expected


def test_what_was_found_stands_between_marks(store: Store) -> None:
    (found,) = store.search("neutrality")

    assert f"{OPEN}neutrality{CLOSE}" in found.snippet


def test_one_spelling_finds_the_others() -> None:
    store = Store.in_memory()
    text = "Poutine said yes.\n\nPutin said no.\n"
    made = document(text)
    said = [Said(line, "Russia", Act.CLAIM, Issue.PROCESS) for line in text.strip().split("\n\n")]
    store.add(made, reading(made, said), at=at(0))

    assert len(store.search("Poutine", spellings=[{"Putin", "Poutine"}])) == 2
    assert len(store.search("Poutine")) == 1


def test_accents_do_not_matter() -> None:
    store = Store.in_memory()
    made = document("Çavuşoğlu said talks went well.\n")
    store.add(made, reading(made, [Said(made.text.strip(), "Türkiye", Act.ASSESS, Issue.PROCESS)]), at=at(0))

    assert len(store.search("Cavusoglu")) == 1


@pytest.mark.parametrize(
    ("hunt", "expected"),
    [
        (Hunt(parties=frozenset({"Russia"})), ["Russia"]),
        (Hunt(issue=Issue.NEUTRALITY), ["Ukraine"]),
        (Hunt(act=Act.DEMAND), ["Russia"]),
        (Hunt(as_of=date(2022, 3, 28)), []),
        (Hunt(outlet="the northgate", limit=1), ["Ukraine"]),
        (Hunt(outlet="The Lantern"), []),
        (Hunt(min_confidence=0.95), []),
    ],
)
def test_search_can_be_narrowed(store: Store, hunt: Hunt, expected: list[str]) -> None:
    assert sorted(quotes(store, "said", hunt))[-1:] == expected


def test_whole_texts_are_searched_too(store: Store) -> None:
    assert [found.source.address for found in store.search_texts("Istanbul")] == ["talks.txt"]
    assert store.search("Istanbul") == []


def test_older_reading_is_not_found() -> None:
    store = filled(Store.in_memory())
    made = document()
    store.add_reading(reading(made, SAID[:1], reader="hand-2"), at=at(1))

    assert quotes(store, "withdrawal") == []


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_query_breaks_the_search(words: str) -> None:
    store = Store.in_memory()
    made = document(TEXT)
    store.add(made, reading(made), at=at(0))

    assert isinstance(store.search(words), list)
    assert isinstance(query_for(words), str)
