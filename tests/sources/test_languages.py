"""A language is told safely or left open; what is surely not English says so; mixed texts are told by paragraph."""

from __future__ import annotations

import pytest

from dragoman.record import PassageKind
from dragoman.sources import document_from_bytes
from dragoman.sources.languages import UNKNOWN, is_foreign, language_of
from tests.sources.samples import LEAD, PAGE, SECOND

TEXTS = {
    "en": f"{LEAD} {SECOND}",
    "es": "Las dos delegaciones se reunieron el lunes en la capital y el portavoz dijo que el texto no es definitivo, "
    "pero que las partes están más cerca que en la ronda anterior.",
    "fr": "Les deux délégations se sont rencontrées lundi dans la capitale et le porte-parole a dit que le texte n’est "
    "pas définitif, mais que les parties sont plus proches.",
    "de": "Die beiden Delegationen haben sich am Montag in der Hauptstadt getroffen, und der Sprecher sagte, dass der "
    "Text noch nicht endgültig ist und von beiden Seiten geprüft werden soll.",
    "sv": "Delegationerna träffades i huvudstaden på måndagen och talesmannen sade att texten inte är klar, men att "
    "parterna har kommit närmare varandra än vid den förra omgången.",
    "fi": "Valtuuskunnat tapasivat pääkaupungissa maanantaina, ja edustaja sanoi että teksti ei ole valmis, mutta "
    "osapuolet ovat lähempänä kuin viime kierroksella ja myös pöytäkirja on luonnos.",
    "ro": "Cele două delegații s-au întâlnit luni în capitală, iar purtătorul de cuvânt a spus că textul nu este final "
    "și că părțile au fost mai aproape după această rundă, pentru prima dată din iarnă.",
    "hu": "A két küldöttség hétfőn találkozott a fővárosban, és a szóvivő azt mondta, hogy a szöveg még nem végleges, "
    "de a felek már közelebb vannak, mint az előző forduló után volt.",
    "id": "Kedua delegasi bertemu di ibu kota pada hari Senin dan juru bicara mengatakan bahwa naskah itu tidak final, "
    "tetapi kedua pihak akan lebih dekat dari putaran yang lalu dengan bantuan mediator.",
    "ru": "Делегации встретились в столице в понедельник, и представитель заявил, что текст ещё не окончательный, но "
    "стороны были ближе друг к другу, чем после первого этапа.",
    "uk": "Делегації зустрілися в столиці у понеділок, і речник заявив, що текст ще не є остаточним, але сторони були "
    "ближче одна до одної, ніж після першого етапу, і що її буде продовжено.",
    "ar": "التقى الوفدان في العاصمة يوم الاثنين وقال المتحدث إن النص الذي نوقش لا يعد نهائيا بعد لكن الطرفين كان "
    "بينهما تقارب أكبر من الجولة السابقة على هذا الأمر",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_language_is_told(language: str) -> None:
    assert language_of(TEXTS[language]) == language
    assert is_foreign(TEXTS[language]) == (language != "en")


def test_short_text_is_left_open() -> None:
    assert language_of("In Kyiv.") is None
    assert language_of("Talks resume on Tuesday") is None
    assert not is_foreign("Delegados en Ginebra")


def test_text_that_is_surely_not_english_says_so_though_nobody_knows_what_it_is() -> None:
    maltese = (
        "Iż-żewġ delegazzjonijiet iltaqgħu nhar it-Tnejn fil-belt kapitali u l-kelliem qal li t-test għadu mhux "
        "finali, iżda l-partijiet resqu eqreb lejn xulxin minn kif kienu wara l-ewwel rawnd tat-taħditiet. "
        "Il-medjatur stqarr li l-laqgħa li jmiss issir qabel tmiem ix-xahar, jekk iż-żewġ naħat jaqblu dwar l-aġenda. "
        "Ħadd ma ried jgħid liema punti tal-abbozz għadhom miftuħa, u l-ġurnalisti ma tħallewx jidħlu fis-sala."
    )
    language = document_from_bytes(maltese.encode(), "a.txt").source.language

    assert language is not None
    assert language.value == UNKNOWN


def test_list_of_names_in_english_is_not_taken_for_another_language() -> None:
    names = "\n".join(f"{n}. Colonel Ivan Petrov of the 4th Brigade, born in Harmont" for n in range(20))

    assert not is_foreign(names)


def test_paragraph_in_another_language_is_labelled_wherever_it_stands() -> None:
    text = "\n\n".join(["Talks resume", LEAD, TEXTS["uk"], SECOND, TEXTS["es"], LEAD])
    document = document_from_bytes(text.encode(), "a.txt")
    foreign = [document.text[p.start : p.end] for p in document.passages if p.kind is PassageKind.FOREIGN]

    assert foreign == [TEXTS["uk"], TEXTS["es"]]
    assert document.source.language is not None
    assert document.source.language.value == "en"


def test_words_of_a_page_are_believed_against_its_template() -> None:
    page = PAGE.replace(LEAD, TEXTS["ru"]).replace(SECOND, TEXTS["ru"])
    language = document_from_bytes(page.encode(), "page.html").source.language

    assert language is not None
    assert language.value == "ru"
    assert "against html" in language.rule
