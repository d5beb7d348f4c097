from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from dragoman.briefs import FORMATS, Brief, build_brief, render
from dragoman.errors import UsageError
from dragoman.record import Act, Issue
from tests.briefs.test_building import _WHOLE
from tests.views.making import holdings, source, statement

_HOSTILE = "<script>alert(1)</script> must *be* [red]handed[/red] back \x1b[31mnow\x1b[0m \u202eabc"


@pytest.fixture
def brief() -> Brief:
    return build_brief(_WHOLE)


@pytest.fixture
def hostile() -> Brief:
    record = statement("Arland", Act.DEMAND, _HOSTILE, Issue.TERRITORY)
    return build_brief(holdings(record, sources=(source(outlet="<b>Post</b>"),)))


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_text_keeps_to_its_width(brief: Brief, width: int) -> None:
    assert max(len(line) for line in render(brief, "text", width=width).splitlines()) <= width


def test_text_without_colour_carries_no_terminal_codes(brief: Brief) -> None:
    assert "\x1b" not in render(brief, "text")


def test_text_from_an_article_cannot_steer_the_terminal(hostile: Brief) -> None:
    shown = render(hostile, "text")

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[red]" in shown


def test_html_from_an_article_is_never_markup(hostile: Brief) -> None:
    page = render(hostile, "html")

    assert "<script" not in page
    assert "<b>Post</b>" not in page
    assert "&lt;script&gt;" in page


def test_markdown_from_an_article_is_never_markup(hostile: Brief) -> None:
    shown = render(hostile, "md")

    assert "<script>" not in shown
    assert "\\*be\\*" in shown


def test_html_fetches_nothing_and_runs_nothing(brief: Brief) -> None:
    page = render(brief, "html")

    assert not re.search(r"<script|<link|<img|url\(|@import|https?://|\son\w+=", page)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.targets.append(value.removeprefix("#"))


def test_every_link_of_the_page_has_its_target_and_every_id_is_single(brief: Brief) -> None:
    links = _Links()
    links.feed(render(brief, "html"))

    assert set(links.targets) <= set(links.ids)
    assert len(links.ids) == len(set(links.ids))


def test_every_link_of_the_markdown_has_its_target(brief: Brief) -> None:
    shown = render(brief, "md")

    assert set(re.findall(r"\(#(q[\d-]+)\)", shown)) <= set(re.findall(r'<a id="(q[\d-]+)">', shown))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_carries_the_words_and_the_source(brief: Brief, form: str) -> None:
    shown = render(brief, form)

    assert "must be handed back" in " ".join(shown.split())
    assert "The Post" in shown


def test_json_reads_back_as_the_same_brief(brief: Brief) -> None:
    assert Brief.model_validate_json(render(brief, "json")) == brief


def test_an_unknown_form_is_a_usage_error(brief: Brief) -> None:
    with pytest.raises(UsageError, match="docx"):
        render(brief, "docx")


@pytest.mark.parametrize(
    "words", ['The "Sella" line', "A “safe” zone, no more", "“No,” it says, “never”", "L’accord « final »"]
)
def test_marks_within_a_quote_are_the_sources_own(words: str) -> None:
    record = statement("Arland", Act.DEMAND, f"Arland insists on it: {words} must be kept", Issue.TERRITORY)
    built = build_brief(holdings(record, sources=(source(outlet="The Post"),)))
    pages = [render(built, "text", width=200), unescape(render(built, "html")), re.sub(r"\\", "", render(built, "md"))]

    for page in pages:
        assert words in re.split("SOURCES|## Sources|<section id=.sources", page)[0]


def test_doubtful_lines_are_marked_and_the_mark_is_explained() -> None:
    unsure = statement("Arland", Act.DEMAND, "The Orsk plateau must be handed back", Issue.TERRITORY, confidence=0.2)
    built = build_brief(holdings(unsure, sources=(source(),)))

    for form in ("text", "md", "html"):
        assert "doubtful)" in render(built, form)
    assert "1 line is marked doubtful" in " ".join(built.notes)
    assert "doubtful" not in " ".join(build_brief(_WHOLE).notes)


def test_marks_of_a_source_do_not_meet_those_around_them() -> None:
    record = statement("Arland", Act.DEMAND, 'Arland wants "peace now" and "land back"', Issue.TERRITORY)
    page = render(build_brief(holdings(record)), "html")

    assert 'back"</q>' not in unescape(page)
    assert 'back"\N{NO-BREAK SPACE}</q>' in unescape(page)
