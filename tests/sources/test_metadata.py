"""What a text says about itself is taken only where it says it, with the rule and the place."""

from __future__ import annotations

import pytest

from dragoman.record import Document
from dragoman.sources import document_from_bytes
from dragoman.sources.languages import language_of

LEAD = "The two sides met for six hours on Tuesday, and a spokesman said that the text was not final."
PARAGRAPH = "It was the first time that they met since the winter, and nobody would say what was in the draft."


def _document(*blocks: str) -> Document:
    return document_from_bytes("\n\n".join(blocks).encode(), "story.txt")


def test_dateline_with_the_year_dates_the_text() -> None:
    published = _document("KYIV, March 29, 2022 (Reuters) - " + LEAD, PARAGRAPH).source.published

    assert published is not None
    assert (published.value, published.inferred) == ("2022-03-29", True)


def test_stamp_of_a_video_and_the_weekday_date_the_text() -> None:
    video = "Click to play video: 'Talks end'\nTalks end\nThe talks ended without a text – Mar 29, 2022"
    published = _document("Talks end", video, LEAD, PARAGRAPH).source.published

    assert published is not None
    assert published.value == "2022-03-29"
    assert published.inferred


def test_one_dated_picture_is_not_certain() -> None:
    caption = "Delegates arrive at the hotel on March 29, 2022. Ana Torres/AFP via Getty Images"

    assert _document("Talks end", caption, LEAD, PARAGRAPH).source.published is None


def test_stamp_on_another_weekday_is_not_the_date() -> None:
    video = "Click to play video: 'Talks end'\nTalks end\nThe talks ended without a text – Mar 28, 2022"

    assert _document("Talks end", video, LEAD, PARAGRAPH).source.published is None


def test_text_without_a_date_has_none() -> None:
    assert _document("Talks end", LEAD, PARAGRAPH).source.published is None


def test_place_comes_from_the_dateline() -> None:
    place = _document("GENEVA (AP) — " + LEAD, PARAGRAPH).source.place

    assert place is not None
    assert place.value == "GENEVA"


def test_credit_names_the_agency() -> None:
    document = _document("Talks end", LEAD, PARAGRAPH, "— with files from Reuters")
    credit = document.source.syndication

    assert credit is not None
    assert document.text[credit.start : credit.end] == "Reuters"


def test_no_outlet_is_made_up() -> None:
    assert _document("Talks end", LEAD, PARAGRAPH).source.outlet_name == "unknown outlet"


def test_slips_of_a_machine_translation_are_weak_evidence() -> None:
    document = _document("Talks end", LEAD, "Poutine came to kyiv, he said. »", PARAGRAPH, "Source link", "اترك ردا")
    rules = {mark.rule for mark in document.source.translation_marks}

    assert len(rules) == 5
    assert all(mark.inferred for mark in document.source.translation_marks)


def test_guillemets_of_a_language_that_has_them_are_no_mark() -> None:
    text = "Le président a dit « nous ne voulons pas de cette guerre » et que les négociations sont dans une impasse."

    assert _document(text, text).source.translation_marks == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD, "en"),
        ("Les deux délégations se sont rencontrées dans la capitale et ont dit que le texte n'est pas prêt.", "fr"),
        ("Президент заявил, что переговоры не будут продолжены, и на этом встреча была закончена в столице.", "ru"),
        ("المفاوضات التي جرت في العاصمة لم تصل إلى اتفاق بين الجانبين بعد أن قال الوزير إنه لا يقبل", "ar"),
        ("In Kyiv.", None),
        ("", None),
    ],
)
def test_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert language_of(text) == language
