"""What a text says about itself is taken only where it says it, with the rule and the place."""

from __future__ import annotations

import time

import pytest

from dragoman.record import Document
from dragoman.sources import document_from_bytes
from dragoman.sources.datelines import dateline_of
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


DATELINES = [
    ("OSLO, 3 May (Nordic Wire) - ", "OSLO", "Nordic Wire"),
    ("KABUL, Afghanistan (AP) — ", "KABUL", "AP"),
    ("SEOUL/WASHINGTON, May 3 (Reuters) - ", "SEOUL/WASHINGTON", "Reuters"),
    ("Paris, May 3 (AFP) – ", "Paris", "AFP"),
    ("BEIJING, May. 3 (Xinhua) -- ", "BEIJING", "Xinhua"),
    ("MOSCOW, May 3. /TASS/. ", "MOSCOW", "TASS"),
    ("MOSCOW. May 3 (Interfax) - ", "MOSCOW", "Interfax"),
    ("SEOUL, May 3 (Yonhap) -- ", "SEOUL", "Yonhap"),
    ("Pyongyang, May 3 (KCNA) -- ", "Pyongyang", "KCNA"),
    ("Tehran, May 3, IRNA – ", "Tehran", "IRNA"),
    ("Damascus, SANA- ", "Damascus", "SANA"),
    ("ANKARA (Anadolu) - ", "ANKARA", "Anadolu"),
    ("New Delhi [India], May 3 (ANI): ", "New Delhi", "ANI"),
    ("Madrid, 3 may (EFE).- ", "Madrid", "EFE"),
    ("(ANSA) - ROME, MAY 3 - ", "ROME", "ANSA"),
    ("ABU DHABI, 3rd May (WAM) -- ", "ABU DHABI", "WAM"),
    ("Kiev, May 3 - RIA Novosti. ", "Kiev", "RIA Novosti"),
    ("May 3 (Reuters) - ", None, "Reuters"),
    ("OSLO (AP) (Reuters) - ", "OSLO", "AP"),
    ("OSLO (AP/Reuters) - ", "OSLO", "AP/Reuters"),
]


def test_what_only_begins_like_a_signature_does_not_hold_up_reading() -> None:
    begun = time.process_time()

    assert dateline_of(f"OSLO ({'A-' * 80}", 0, 166) is None
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize(("dateline", "place", "agency"), DATELINES)
def test_dateline_of_an_agency_names_place_and_outlet(dateline: str, place: str | None, agency: str) -> None:
    document = _document(dateline + LEAD, PARAGRAPH)
    source = document.source

    assert (source.place.value if source.place else None) == place
    assert source.outlet is not None
    assert source.outlet.inferred
    assert document.text[source.outlet.start : source.outlet.end] == source.outlet.value == agency
    assert source.syndication is not None
    assert source.syndication.value == agency


@pytest.mark.parametrize(
    "opening",
    [
        "Moscow (Russia) said that ",
        "Sen. Ana Torres (R-Vell) — a former judge — said that ",
        "The European Union (EU) - which is not at the table - said that ",
        "NATO (North Atlantic Treaty Organization) - which met on Monday - said that ",
        "The delegation (pictured) - ",
        "On May 3, 2022 – a Tuesday – ",
        "President Torres, May 3 – a long day – ",
    ],
)
def test_sentence_that_looks_like_a_dateline_is_none(opening: str) -> None:
    source = _document(opening + LEAD, PARAGRAPH).source

    assert (source.place, source.outlet, source.syndication) == (None, None, None)


def test_dateline_without_the_year_dates_nothing() -> None:
    assert _document("OSLO, 3 May (Nordic Wire) - " + LEAD, PARAGRAPH).source.published is None


@pytest.mark.parametrize(
    ("around", "day"),
    [
        ("A hall in Oslo, 3 May 2022. Ana Torres/AFP", "2022-05-03"),
        ("Read more: https://courier.example/2022/05/03/talks", "2022-05-03"),
        ("On 3 May 2022 the commission was founded.", "2022-05-03"),
        ("On 3 May 2021 the commission was founded.", None),  # a Monday, and not the Tuesday that the lead tells of
        ("A hall in Oslo, 3 May 2022. Ana Torres/AFP\n\nThe vote is on 7 June 2023, they said.", None),
        ("A hall in Oslo, 4 May 2022. Ana Torres/AFP", None),
    ],
)
def test_dateline_without_the_year_takes_it_from_elsewhere_only_where_it_is_certain(
    around: str, day: str | None
) -> None:
    published = _document("OSLO, 3 May (Nordic Wire) - " + LEAD, PARAGRAPH, around).source.published

    assert (published.value if published else None) == day
    assert published is None or published.inferred


def test_dateline_in_a_line_of_its_own_is_no_headline() -> None:
    document = _document("Talks go on", "OSLO, 3 May 2022 (Nordic Wire)", LEAD, PARAGRAPH)

    assert document.source.outlet_name == "Nordic Wire"
    assert str(document.source.date) == "2022-05-03"
    assert document.source.title is not None
    assert document.source.title.value == "Talks go on"


def test_what_the_text_says_of_its_outlet_beats_the_agency_in_the_dateline() -> None:
    document = _document("---\noutlet: The Courier\n---", "OSLO, 3 May (Nordic Wire) - " + LEAD, PARAGRAPH)

    assert document.source.outlet_name == "The Courier"
    assert document.source.syndication is not None


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
