"""Passages say what every line is on the page, and hold every visible character."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import PassageKind
from dragoman.sources import label_passages, read_document

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PARAGRAPH = (
    "The two sides met for six hours in the capital on Monday, and a spokesman said that the text was not final."
)
# Lines of the two seed documents that are not the article, numbered from 1; labelled by reading them.
FURNITURE = {
    "istanbul-2022": {3, 4, 5, 11, 21, 25, 37, 41, 42, 52, 56, 66, 70, 71, 77, 81, 91, 95, 99, 101},
    "paris-2026": {4, 6, 8, 10, 26, 27, 41, 43, 45, 65, 67, 69},
}
ARTICLE = {PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEAD}


def _kinds(*blocks: str) -> list[str]:
    return [str(passage.kind) for passage in label_passages("\n\n".join(blocks))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Story continues below advertisement", "advert"),
        ("Read more: Ministers fly to the coast for a third round", "related"),
        ("— with files from Reuters", "syndication"),
        ("Agence France-Presse contributed to this report.", "syndication"),
        ("Listen to this article", "audio_blurb"),
        ("Sign up for our daily newsletter", "form"),
        ("اترك تعليقاً", "form"),
        ("Correction: An earlier version gave the wrong day for the meeting.", "correction"),
        ("Editor's note: This story will be updated.", "editors_note"),
        ("Published: 4 May 2022 at 10:15 GMT", "dateline"),
        ("Reporting by Ana Torres; Editing by Li Wen", "byline"),
        ("Delegates arrive at the hotel on May 4. Ana Torres/AFP via Getty Images", "caption"),
        ("The minister speaks to reporters outside the hall. (Li Wen/The Associated Press)", "caption"),
        ("Guards stand at the gate, May 4, 2022 [File: Ana Torres/Reuters]", "caption"),
        ("Ana Torres | Getty Images", "photo_credit"),
        ("5 min read", "other_furniture"),
        ("Geneva, 4 May 2022", "dateline"),
        ("Home  >  World  >  Talks", "other_furniture"),
        ("Schreiben Sie einen Kommentar", "form"),
        ("Share on Facebook  Share by e-mail  Copy link", "form"),
        ("[ Related: The draft, annotated ]", "related"),
    ],
)
def test_set_phrase_is_known(line: str, kind: str) -> None:
    assert _kinds(PARAGRAPH, line, PARAGRAPH)[1] == kind


@pytest.mark.parametrize(
    "line",
    [
        "Close allies of the president said that talks in the U.S. would go on.",
        "Share prices fell after the delegations left.",
        "With reports from the front growing worse, both sides asked for a pause.",
        "Register voters, the mission told the commission, or the vote will fail.",
        "By providing weapons the allies hope to give you and others a better place at the table.",
        "Watch officers on both shores saw the vessel leave.",
        "The strike killed four people, the ministry said. (AFP)",
        "Follow Xi or follow no one, the envoy told the hall.",
        "Correction facilities on both sides hold some 900 prisoners.",
        "Will they sign?",
        "QUESTION (Courier): And the bridges?",
        "14.02 Envoys seen at the gate",
    ],
)
def test_sentence_that_only_begins_like_furniture_is_article(line: str) -> None:
    kinds = _kinds(PARAGRAPH, line, PARAGRAPH)

    assert kinds[1] in {"body", "subhead"}


def test_echoed_video_title_and_its_blurb_are_promo() -> None:
    player = "Click to play video: 'Envoys leave without a text'\nEnvoys leave without a text\n" + PARAGRAPH

    assert _kinds(PARAGRAPH, player, PARAGRAPH, PARAGRAPH) == [
        "body",
        "video_promo",
        "video_promo",
        "video_promo",
        *["body"] * 2,
    ]


def test_echoed_title_does_not_swallow_the_next_paragraph() -> None:
    player = "Click to play video: 'Envoys leave without a text'\nEnvoys leave without a text"

    assert _kinds(PARAGRAPH, player, PARAGRAPH, PARAGRAPH)[-2:] == ["body", "body"]


def test_blurb_under_a_watch_line_is_promo() -> None:
    watch = "WATCH | Envoys speak after the river talks end:"
    title = "Ministry rejects claim that a bridge was struck"
    blurb = "A ministry review found that no bridge was struck. Envoys spoke after the river talks on Monday."

    assert _kinds(PARAGRAPH, watch, title, blurb, PARAGRAPH) == ["body", *["video_promo"] * 3, "body"]


def test_section_after_a_watch_line_stays_article() -> None:
    watch = "WATCH | Envoys speak after the river talks end:"

    assert _kinds(PARAGRAPH, watch, "Grain and ports", PARAGRAPH)[-2:] == ["subhead", "body"]


def test_alt_text_above_a_caption_is_caption() -> None:
    picture = "A woman in grey speaks in front of flags.\nThe minister speaks on Saturday. (Li Wen/Associated Press)"

    assert _kinds("Ministers meet again", PARAGRAPH, picture, PARAGRAPH) == [
        "headline",
        "body",
        "caption",
        "caption",
        "body",
    ]


def test_wrapped_paragraph_is_one_passage() -> None:
    wrapped = "\n\n".join(textwrap.fill(" ".join([PARAGRAPH] * 3), 72) for _ in range(2))

    assert [str(p.kind) for p in label_passages(wrapped)] == ["body", "body"]


def test_text_without_paragraphs_is_one_body_passage() -> None:
    passages = label_passages(" ".join([PARAGRAPH] * 30))

    assert [passage.kind for passage in passages] == [PassageKind.BODY]


def test_tail_in_another_script_is_foreign() -> None:
    kinds = _kinds("Ministers meet again", PARAGRAPH, PARAGRAPH, "هذه صفحة أخبار تنقل المقالات من مواقع أخرى كل يوم")

    assert kinds[-1] == "foreign"


def test_line_between_headline_and_byline_belongs_to_the_article() -> None:
    standfirst = "The delegations meet today. We put five questions to those who will not be in the room."
    kinds = _kinds("Five questions before the round", standfirst, "By Ana Torres  ·  The Courier", PARAGRAPH, PARAGRAPH)

    assert kinds == ["headline", "subhead", "byline", "body", "body"]


def test_rest_of_a_form_in_another_script_is_form() -> None:
    kinds = _kinds("Ministers meet again", PARAGRAPH, PARAGRAPH, "اترك تعليقاً", "جميع الحقول مطلوبة هنا")

    assert kinds[-2:] == ["form", "form"]


def test_byline_and_date_line_stand_under_the_headline() -> None:
    assert _kinds("Ministers meet again", "By Ana Torres and Li Wen", "May 4, 2022", PARAGRAPH) == [
        "headline",
        "byline",
        "dateline",
        "body",
    ]


@given(st.text(alphabet=st.sampled_from("ab. :|'\n\r\u00a0\ufeff\u2028–“اС?!-#*[]()1"), max_size=300))
def test_every_visible_character_is_in_exactly_one_passage(text: str) -> None:
    passages = label_passages(text)
    inside = [at for passage in passages for at in range(passage.start, passage.end)]

    assert len(inside) == len(set(inside))
    assert inside == sorted(inside)
    outside = set(range(len(text))) - set(inside)
    assert all(text[at].isspace() or text[at] in "\ufeff\u200b\u200e\u200f" for at in outside)


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(FURNITURE))
def test_all_furniture_of_the_seeds_is_caught_and_no_body_lost(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the seed documents are not beside the checkout")
    document = read_document(path)
    furniture: set[int] = set()
    for passage in document.passages:
        if passage.kind not in ARTICLE:
            first = document.text.count("\n", 0, passage.start) + 1
            furniture |= set(range(first, first + document.text.count("\n", passage.start, passage.end) + 1))

    assert furniture == FURNITURE[name]


@pytest.mark.parametrize(
    "line",
    [
        "How long should I stay there, and what do I do if I do not get to see him?",
        "I changed the locks. I changed them again. I did so to be sure that I do it right.",
    ],
)
def test_question_in_the_first_person_is_not_another_language(line: str) -> None:
    text = f"Talks go on\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}"

    assert not any(passage.kind is PassageKind.FOREIGN for passage in label_passages(text))


def test_paragraph_in_another_language_is_still_told() -> None:
    line = "Rozmowy nie są jeszcze w toku i nie wiadomo, czy do końca roku uda się je zacząć, bo to od nich zależy."
    text = f"Talks go on\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}"

    assert [text[p.start : p.end] for p in label_passages(text) if p.kind is PassageKind.FOREIGN] == [line]


def test_title_in_capitals_over_what_it_names_is_a_subhead() -> None:
    title = "WHAT THE DRAFT SAYS OF THE BRIDGE AT VELL"
    below = "The draft says that the bridge at Vell is to be opened for trucks, and that both sides are to guard it."
    text = f"Talks go on\n\n{PARAGRAPH}\n\n{title}\n\n{below}\n\n{PARAGRAPH}"
    kinds = {text[p.start : p.end]: p.kind for p in label_passages(text)}

    assert kinds[title] is PassageKind.SUBHEAD


def test_title_of_another_article_in_capitals_is_furniture() -> None:
    title = "MINISTER OPENS NEW HOSPITAL WING IN THE NORTH"
    text = f"Talks go on\n\n{PARAGRAPH}\n\n{title}\n\n{PARAGRAPH}"
    kinds = {text[p.start : p.end]: p.kind for p in label_passages(text)}

    assert kinds[title] is PassageKind.RELATED


@pytest.mark.parametrize("line", ["9.4/10", "Power purchase agreements, known by three letters (PPA)"])
def test_mark_and_abbreviation_are_no_date_and_no_credit(line: str) -> None:
    text = f"Talks go on\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}"
    kinds = {text[p.start : p.end]: p.kind for p in label_passages(text)}

    assert kinds[line] in {PassageKind.BODY, PassageKind.SUBHEAD}
