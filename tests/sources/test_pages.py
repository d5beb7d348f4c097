"""HTML pages: the article is found, nothing is deleted, every character leads back into the markup."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import SourceEmpty
from dragoman.record import Document, PassageKind
from dragoman.sources import document_from_bytes, place_of
from dragoman.sources.pagefacts import iso_time

LEAD = "The two sides met for six hours in the capital on Monday, and a spokesman said that the text was not final."
SECOND = "It was the first round since the winter, and neither side would say which points of the draft remain open."
THIRD = "Officials &amp; advisers stay on, the ministry said, adding that &ldquo;nothing is agreed&rdquo; until all is."
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Envoys meet again - The Courier</title>
<meta property="og:site_name" content="The Courier"><link rel="canonical" href="https://courier.example/a/1">
<meta property="article:modified_time" content="2022-05-05T08:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Envoys meet again",
"datePublished": "2022-05-04T10:15:00+02:00", "author": [{{"@type": "Person", "name": "Ana Torres"}}]}}</script>
<script>var hidden = "<p>Not text</p>";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys meet again</h1><p class="byline">By Ana Torres</p>
<figure><img src="a.jpg"><figcaption>Delegates at the hotel.</figcaption></figure>
<p>{LEAD}</p><p>{SECOND}</p><h2>What comes next</h2><p>{THIRD}</p><p>{LEAD.replace("Monday", "Friday")}</p></article>
<aside class="related"><a href="/b">Another story about something else</a></aside>
<footer>All rights reserved</footer></body></html>"""


def _document(markup: str = PAGE, encoding: str = "utf-8") -> Document:
    return document_from_bytes(markup.encode(encoding), "page.html")


def _texts(document: Document, *kinds: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind in kinds]


def test_article_is_body_and_the_rest_is_labelled() -> None:
    document = _document()

    assert _texts(document, "body")[0] == LEAD
    assert len(_texts(document, "body")) == 4
    assert _texts(document, "headline") == ["Envoys meet again"]
    assert _texts(document, "subhead") == ["What comes next"]
    assert _texts(document, "caption") == ["Delegates at the hotel."]
    assert _texts(document, "related") == ["Another story about something else"]


def test_furniture_stays_in_the_text() -> None:
    assert "Home World" in _document().text


def test_scripts_are_no_text() -> None:
    assert "Not text" not in _document().text


def test_every_value_says_where_it_comes_from() -> None:
    source = _document().source
    stated = [source.title, source.outlet, source.byline, source.published, source.updated, source.canonical]

    assert [value and value.value for value in stated] == [
        "Envoys meet again",
        "The Courier",
        "Ana Torres",
        "2022-05-04T10:15:00+02:00",
        "2022-05-05T08:00:00Z",
        "https://courier.example/a/1",
    ]
    assert all(value is not None and value.rule.startswith("html ") for value in stated)


def test_words_with_entities_lead_back_to_their_markup() -> None:
    document = _document()
    start = document.text.index("advisers stay on")
    place = place_of(document, start - 2, start + len("advisers stay on"))

    assert place is not None
    assert PAGE[place.raw_start : place.raw_end] == "&amp; advisers stay on"


def test_declared_charset_is_believed() -> None:
    markup = PAGE.replace('charset="utf-8"', 'charset="windows-1251"').replace("Ana Torres</p>", "Анна</p>")
    document = _document(markup, "cp1251")

    assert "Анна" in document.text
    assert document.source.encoding == "windows-1251"


def test_charset_that_does_not_fit_is_not_believed() -> None:
    document = _document(PAGE.replace('charset="utf-8"', 'charset="ascii"').replace("Monday", "Mañana"))

    assert "Mañana" in document.text


def test_page_without_text_is_empty() -> None:
    with pytest.raises(SourceEmpty):
        _document("<!DOCTYPE html><html><body><script>render()</script></body></html>")


@pytest.mark.parametrize(
    "markup",
    [
        "<!doctype html><html><body>" + "<div>" * 50_000 + "deep" + "</div>" * 50_000,
        '<!doctype html><html><body><p a="' + "x" * 3_000_000 + '">text</p>',
        "<!doctype html><html><body>" + "<p title='open>text " * 5_000,
        "<!doctype html><html><body><p>" + "&amp;" * 50_000,
        "<!doctype html><html><body><p>text<!-- " * 2_000,
        "<!doctype html><html><body>" + "<svg>" * 20_000 + "text",
    ],
    ids=["deep", "one tag", "open quotes", "entities", "open comments", "open silent elements"],
)
def test_monstrous_page_is_read_or_refused(markup: str) -> None:
    try:
        document = _document(markup)
    except SourceEmpty:
        return

    assert document.text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<br>",
                "&amp;",
                "&nbsp;",
                "&#1234;",
                " ",
                "\n",
                "talks",
                "<!--x-->",
                "état",
                "<",
                "&",
                "<script>x</script>",
                "<li>",
                "<h2>",
                "</div>",
                "שלום",
                "🙂",
                "<a href='x>y'>",
            ]
        ),
        max_size=40,
    )
)
def test_every_run_of_the_text_stands_in_the_markup(parts: list[str]) -> None:
    markup = "<!doctype html><html><body><p>start</p>" + "".join(parts)
    document = _document(markup)
    for segment in document.origin:
        raw = markup[segment.raw_start : segment.raw_end]
        assert " ".join(html.unescape(raw).split()) == " ".join(document.text[segment.start : segment.end].split())
    covered = {at for segment in document.origin for at in range(segment.start, segment.end)}

    assert all(document.text[at].isspace() for at in set(range(len(document.text))) - covered)


@settings(deadline=None)
@given(st.text(alphabet="<>/!-&;='\"ap b\n#x1", max_size=200))
def test_any_markup_gives_passages_that_hold_all_text(junk: str) -> None:
    document = _document("<!doctype html><html><body>start " + junk)
    inside = {at for p in document.passages for at in range(p.start, p.end)}

    assert all(document.text[at].isspace() for at in set(range(len(document.text))) - inside)
    assert document.passages[0].kind in PassageKind


@pytest.mark.parametrize(
    ("value", "stamp"),
    [
        ("2022-13-01", None),
        ("yesterday", None),
        ("2022-03-29 18:04", "2022-03-29T18:04:00"),
        ("20220329", "2022-03-29"),
    ],
)
def test_only_dates_become_dates(value: str, stamp: str | None) -> None:
    assert iso_time(value) == stamp
