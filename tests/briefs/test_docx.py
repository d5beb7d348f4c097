"""The brief as a Word document."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from dragoman.briefs import Brief, build_brief, render_docx
from dragoman.record import Act, Issue
from tests.briefs.test_building import _WHOLE
from tests.views.making import holdings, source, statement

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = 'He said "<w:p>&amp;" \x00\x1b[31m]]> and \ud800\u202eleft\ufffe\uffff'


@pytest.fixture
def brief() -> Brief:
    return build_brief(_WHOLE)


def _parts(brief: Brief) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(render_docx(brief))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _document(brief: Brief) -> ET.Element:
    return ET.fromstring(_parts(brief)["word/document.xml"])  # noqa: S314 - our own file


def _text(brief: Brief) -> str:
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{WORD}t")) for paragraph in _document(brief).iter(f"{WORD}p")
    )


def test_every_part_is_well_formed(brief: Brief) -> None:
    assert all(ET.fromstring(part) is not None for part in _parts(brief).values())  # noqa: S314 - our own file


def test_every_part_that_is_named_is_there(brief: Brief) -> None:
    parts = _parts(brief)
    named = {f"word/{name}" for name in re.findall(r'Target="([^"]+)"', parts["word/_rels/document.xml.rels"].decode())}

    assert named <= set(parts)


def test_every_style_that_is_used_is_there(brief: Brief) -> None:
    parts = _parts(brief)
    used = set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', parts["word/document.xml"].decode()))
    there = set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"].decode()))

    assert used <= there


def test_every_number_leads_to_a_quote(brief: Brief) -> None:
    document = _document(brief)
    leading = {link.get(f"{WORD}anchor") for link in document.iter(f"{WORD}hyperlink")}
    there = {mark.get(f"{WORD}name") for mark in document.iter(f"{WORD}bookmarkStart")}

    assert leading
    assert leading <= there


def test_quotes_stand_in_it_word_for_word(brief: Brief) -> None:
    text = _text(brief)

    assert all(quote.words in text for one in brief.sources for quote in one.quotes)


def test_same_brief_gives_the_same_bytes(brief: Brief) -> None:
    assert render_docx(brief) == render_docx(build_brief(_WHOLE))


def test_words_of_an_article_cannot_break_the_file() -> None:
    record = statement("Arland", Act.DEMAND, HOSTILE, Issue.TERRITORY)
    text = _text(build_brief(holdings(record, sources=(source(outlet='<b>"Post"</b>'),))))

    assert 'He said "<w:p>&amp;"' in text
    assert '<b>"Post"</b>' in text
