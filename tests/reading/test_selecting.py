from __future__ import annotations

import pytest

from dragoman.reading.selecting import readable_lines, without_title_repeats
from dragoman.record import Act, Document, Issue, PassageKind, Statement
from tests.reading.making import laid_out, place

BLURB = "The two envoys met for an hour in the old town and spoke of a pause in the fighting."


def lines(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in readable_lines(document)]


def statement(document: Document, words: str, party: str = "Norway", issue: Issue = Issue.CEASEFIRE) -> Statement:
    start, end = place(document.text, words)
    return Statement(
        id=f"{start}", document="trial.txt", sha256="0", start=start, end=end, quote=words, actor=party,
        parties=(party,), act=Act.DEMAND, issues=(issue,), content=words,
    )  # fmt: skip


@pytest.mark.parametrize(
    "kind",
    [
        PassageKind.CAPTION, PassageKind.RELATED, PassageKind.ADVERT, PassageKind.AUDIO_BLURB, PassageKind.FORM,
        PassageKind.FOREIGN, PassageKind.PHOTO_CREDIT, PassageKind.BYLINE, PassageKind.OTHER_FURNITURE,
        PassageKind.SYNDICATION,
    ],
)  # fmt: skip
def test_page_furniture_is_not_read(kind: PassageKind) -> None:
    document = laid_out((PassageKind.BODY, "Norway agreed."), (kind, "Cuba demanded more."))

    assert lines(document) == ["Norway agreed."]


@pytest.mark.parametrize("kind", [PassageKind.HEADLINE, PassageKind.CORRECTION, PassageKind.EDITORS_NOTE])
def test_headlines_and_corrections_are_read(kind: PassageKind) -> None:
    assert lines(laid_out((kind, "Norway agreed"))) == ["Norway agreed"]


def test_a_videos_story_is_read_and_its_title_is_not() -> None:
    document = laid_out((PassageKind.VIDEO_PROMO, BLURB), (PassageKind.VIDEO_PROMO, "Watch: envoys meet"))

    assert lines(document) == [BLURB]


def test_a_headline_that_the_body_repeats_is_dropped() -> None:
    document = laid_out((PassageKind.HEADLINE, "Norway wants a pause"), (PassageKind.BODY, "Norway asked for a pause."))
    title, body = statement(document, "Norway wants a pause"), statement(document, "Norway asked for a pause.")

    assert without_title_repeats(document, [title, body]) == [body]


def test_a_headline_with_news_of_its_own_stays() -> None:
    document = laid_out((PassageKind.HEADLINE, "Norway wants a pause"), (PassageKind.BODY, "Norway asked for aid."))
    title = statement(document, "Norway wants a pause")
    other_issue = statement(document, "Norway asked for aid.", issue=Issue.HUMANITARIAN)

    assert without_title_repeats(document, [title, other_issue]) == [title, other_issue]


def test_a_headline_on_what_the_body_tells_of_another_party_is_dropped() -> None:
    document = laid_out((PassageKind.HEADLINE, "Norway wants a pause"), (PassageKind.BODY, "Cuba asked for a pause."))
    title = statement(document, "Norway wants a pause")
    other_party = statement(document, "Cuba asked for a pause.", party="Cuba")

    assert without_title_repeats(document, [title, other_party]) == [other_party]
