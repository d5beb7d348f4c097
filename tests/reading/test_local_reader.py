"""The shipped reader, end to end: the same answer every time, offsets exact, whatever comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.errors import LanguageUnsupported, ReadingError
from dragoman.reading import load_reader
from dragoman.record import Meeting, Reading, Statement
from dragoman.settings import Settings
from tests.reading.making import MODEL, document, read, reader
from tests.strategies import texts

ARTICLE = """Colombian negotiators say rebels must free hostages before talks

The government's chief negotiator, Jaime Rivas, said on Tuesday that the rebels must release all hostages before a \
new round of talks could begin in Havana. “We will not sit down while people are held,” Mr Rivas said.

The rebels rejected the demand and proposed a ceasefire of 60 days, guaranteed by Norway and Cuba, if the army \
halted its offensive in the south.

Norway offered to host the talks. “The parties are closer than they have been,” said the Norwegian foreign minister, \
Kari Moen.
"""
ODD = {
    "odd quotation marks": "\"The army must leave, Norway said. “'«We agree„ ‘said Cuba's envoy\" and left.\n" * 6,
    "emoji": "🕊️ Norway 🇳🇴 said 👩🏽‍🚀 the ceasefire 🔥 must hold 1️⃣. “No 🚫,” Cuba 🇨🇺 said.",
    "Arabic": "قال الوسيط إن وقف إطلاق النار يبدأ غداً. " * 9,
    "Chinese": "双方同意停火七十二小时。外交部长说：“我们必须继续谈判。”" * 9,
    "combining marks": "Norwa\u0301y\u0302 s\u0303aid the c\u0327ease\u0301fire must hold.\u0301\u0301\u0301 " * 9,
    "only punctuation": "… — ?! “” ‘’ «» ., ;:\n" * 20,
    "one letter": "a",
    "repeated sentences": "Norway demanded that Cuba withdraw its troops. " * 120,
    "a mark that never closes": "“Norway must leave, said the envoy of Cuba. " * 20,
    "tabs and form feeds": "Norway\tsaid\x0cthat\x0bCuba\u2028must\u2029leave\x85now.",
    "null characters": "Norway said\x00 that Cuba must\x00 leave.",
    "one word of ten thousand letters": "Norway said " + "a" * 10_000 + " must end.",
    "mixed directions": "Norway said: \u202eقال\u202c the ceasefire \u200fيبدأ\u200e must hold.",
}


def hold_exact(text: str, reading: Reading) -> None:
    """Hold every place of a reading against the text."""
    items: list[Statement | Meeting] = [*reading.statements, *reading.meetings]
    for item in items:
        assert text[item.start : item.end] == item.quote != ""
        for anchor in item.anchors:
            assert text[anchor.start : anchor.end] == anchor.exact != ""
    for statement in reading.statements:
        assert statement.content in statement.quote
        for condition in statement.conditions:
            assert text[condition.start : condition.end] == condition.text
        for quantity in statement.numbers:
            assert text[quantity.start : quantity.end] == quantity.text
        if statement.duration:
            assert text[statement.duration.start : statement.duration.end] == statement.duration.text


def test_a_plain_article_is_read_into_who_what_and_on_which_terms() -> None:
    statements = read(ARTICLE, published="2016-05-04").statements

    assert {"Colombia", "Norway"} <= {party for statement in statements for party in statement.parties}
    hold = next(s for s in statements if "must release all hostages" in s.quote)
    assert (hold.actor, hold.act, "detainees" in hold.issues) == ("Jaime Rivas", "demand", True)
    offer = next(s for s in statements if "60 days" in s.quote)
    assert offer.duration is not None
    assert offer.duration.iso == "P60D"
    assert set(offer.guarantors) == {"Norway", "Cuba"}


def test_every_statement_has_its_place_its_confidence_and_an_anchor_for_its_content() -> None:
    reading = read(ARTICLE)

    hold_exact(ARTICLE, reading)
    for statement in reading.statements:
        assert 0.0 <= statement.confidence <= 1.0
        assert statement.field_confidence["statement"] == statement.confidence
        assert "content" in {anchor.field for anchor in statement.anchors}
        assert 1 <= len(statement.issues) <= 3


def test_ids_of_one_reading_are_all_different() -> None:
    ids = [statement.id for statement in read(ARTICLE * 3).statements]

    assert len(ids) == len(set(ids))


def test_the_same_text_gives_the_same_bytes_twice() -> None:
    assert read(ARTICLE).model_dump_json() == load_reader().read(document(ARTICLE)).model_dump_json()


def test_the_number_of_threads_changes_nothing() -> None:
    long = "\n".join(ARTICLE.replace("60 days", f"{days} days") for days in range(20, 30))

    assert load_reader(Settings(threads=2)).read(document(long)).model_dump_json() == read(long).model_dump_json()


def test_what_is_read_before_changes_nothing() -> None:
    first = read(ARTICLE).model_dump_json()
    read(ODD["repeated sentences"])

    assert read(ARTICLE).model_dump_json() == first


@given(text=texts)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_with_exact_places(text: str) -> None:
    hold_exact(text, read(text))


@given(text=texts)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_attributions_of_any_text_lie_in_it(text: str) -> None:
    for attribution in reader().attributions(text):
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)
        assert attribution.content


@pytest.mark.parametrize("what", ODD)
def test_odd_text_is_read_with_exact_places(what: str) -> None:
    hold_exact(ODD[what], read(ODD[what]))


def test_only_punctuation_says_nothing() -> None:
    reading = read(ODD["only punctuation"])

    assert (reading.statements, reading.meetings) == ((), ())


@pytest.mark.slow
def test_a_paragraph_of_a_million_characters_is_read_with_exact_places() -> None:
    sentence = "The minister said that the rebels must leave before the talks, and the rebels refused. "
    text = (sentence * (1_000_000 // len(sentence) + 1))[:1_000_000]

    hold_exact(text, read(text))


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "es"])
def test_another_language_than_english_is_refused_with_the_item_and_what_to_do(language: str) -> None:
    with pytest.raises(LanguageUnsupported, match=rf"trial\.txt: .*'{language}'.*Give an English version"):
        reader().read(document("La paix.", language=language))


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_english_and_what_nobody_can_tell_are_read(language: str | None) -> None:
    assert reader().read(document(ARTICLE, language=language)).statements


def test_a_folder_without_the_model_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="model is not there") as caught:
        load_reader(Settings(model=tmp_path))

    assert caught.value.item == str(tmp_path)
    assert "DRAGOMAN_MODEL" in caught.value.remedy


def test_the_shipped_model_stays_under_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 30_000_000
