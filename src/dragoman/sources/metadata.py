"""What a plain text says about itself: title, date, outlet, byline, place, language, credit.

A value stands here only if the text gives it; each says by which rule and, where it is a run of the text,
at which place.  What the text does not tell stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record import Passage, PassageKind, Stated
from dragoman.sources.datelines import OWN_NAMES, Dateline, dateline_in
from dragoman.sources.dates import infer_published
from dragoman.sources.frontmatter import FrontMatter, front_matter
from dragoman.sources.languages import UNKNOWN, is_foreign, language_of, script_of
from dragoman.sources.phrases import AGENCY

_OWN_TAG = re.compile(r"(?:[A-Z][\w.’' /-]{2,40} )?\((CNN)\)|(CNN)\s?[—–-]")
_BY_AGENCY = "agency in the dateline"
_BY = re.compile(r"^(?:by|written by|par|por|von)\s+", re.IGNORECASE)
_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "byline": "byline",
    "author": "byline",
    "published": "published",
    "date": "published",
    "updated": "updated",
    "place": "place",
    "language": "language",
    "section": "section",
    "url": "canonical",
    "canonical": "canonical",
    "syndication": "syndication",
}


@dataclass(frozen=True, slots=True)
class Details:
    """All that a text says about itself."""

    title: Stated | None = None
    outlet: Stated | None = None
    byline: Stated | None = None
    published: Stated | None = None
    updated: Stated | None = None
    place: Stated | None = None
    language: Stated | None = None
    section: Stated | None = None
    canonical: Stated | None = None
    syndication: Stated | None = None
    translation_marks: tuple[Stated, ...] = ()
    sample: bool = False


def details_of(text: str, passages: Sequence[Passage]) -> Details:
    """Read what a text says about itself from its labelled passages.

    Front matter beats what is found elsewhere in the text.
    """
    dateline = dateline_in(text, passages)
    found: dict[str, Stated | None] = {
        "title": _first(text, passages, PassageKind.HEADLINE, "headline"),
        "byline": _byline(text, passages),
        "syndication": _syndication(text, passages, dateline),
        "place": _place(dateline),
        "outlet": _outlet(text, passages, dateline),
        "published": infer_published(text, passages, dateline),
        "language": _language(text, passages),
    }
    matter = front_matter(text)
    sample = False
    if matter is not None:
        found |= _given(matter)
        sample = matter.values.get("sample", Stated(value="", rule="")).value.casefold() in {"true", "yes", "1"}
    return Details(**found, translation_marks=translation_marks(text, passages), sample=sample)


def translation_marks(text: str, passages: Sequence[Passage]) -> tuple[Stated, ...]:
    """Give weak evidence that a text is a machine translation; never a verdict.

    Marks are known slips only: a name read as a common word, guillemets left in English, a capital city in
    lower case, glued words, a reprint's source link, a form in another language than the text.
    """
    marks: list[Stated] = []
    english = language_of(text) == "en"
    for rule, pattern in _MARKS if english else ():
        marks += [
            Stated(value=found[0], rule=rule, inferred=True, start=found.start(), end=found.end())
            for found in pattern.finditer(text)
        ]
    body = script_of(" ".join(text[p.start : p.end] for p in passages if p.kind is PassageKind.BODY))
    for passage in passages:
        script = script_of(text[passage.start : passage.end])
        if passage.kind is PassageKind.FORM and body and script and script != body:
            marks.append(_at(text, passage, "form in another script than the text", inferred=True))
            break
    return tuple(sorted(marks, key=lambda mark: (mark.start or 0, mark.rule)))


_MARKS = (
    ("a name read as a common word", re.compile(r"\bPoutine\b|\bPresident Asset\b|\bMr Strength\b")),
    ("guillemets in English text", re.compile(r"(?<=[a-z.,!?]) ?»|« ?(?=[A-Za-z])(?=[^»]{0,200}\b(?:the|and|of)\b)")),
    (
        "capital city in lower case",
        re.compile(r"(?<=[a-z,] )(?:kyiv|kiev|moscow|paris|istanbul|ankara|tehran|geneva|doha)\b"),
    ),
    ("words run together", re.compile(r"\b(?:some|any|the|and|that|this|with)(?:It|The|He|She|We|They|This|That)\b")),
    ("closing mark inside a word", re.compile(r"(?<=[a-z])[“”](?=[a-z]\b)")),
    ("link to the source of a reprint", re.compile(r"^[^\S\r\n]*Source link(?=[^\S\r\n]*\r?$)", re.MULTILINE)),
    (
        "sentence that begins small",
        re.compile(r"(?<=[a-z]{3}\. )(?:led|said|added|according|which|who)\b(?= by| that| to|,)"),
    ),
)


def _given(matter: FrontMatter) -> dict[str, Stated | None]:
    """Give the front matter's values under the names of the record."""
    return {name: matter.values[key] for key, name in reversed(_KEYS.items()) if key in matter.values}


def _first(text: str, passages: Sequence[Passage], kind: PassageKind, rule: str) -> Stated | None:
    """Give the first passage of a kind as a stated value."""
    for passage in passages:
        if passage.kind is kind:
            return _at(text, passage, rule)
    return None


def _at(text: str, passage: Passage, rule: str, *, inferred: bool = False) -> Stated:
    """Give a whole passage as a stated value."""
    words = text[passage.start : passage.end]
    return Stated(value=words.strip("#* "), rule=rule, inferred=inferred, start=passage.start, end=passage.end)


def _byline(text: str, passages: Sequence[Passage]) -> Stated | None:
    """Give the names of a byline, without the word before them."""
    for passage in passages:
        if passage.kind is not PassageKind.BYLINE or passage.rule not in {"byline", "names above an outlet or date"}:
            continue
        words = text[passage.start : passage.end]
        lead = _BY.match(words)
        start = passage.start + (lead.end() if lead else 0)
        return Stated(value=text[start : passage.end].rstrip(",; "), rule="byline", start=start, end=passage.end)
    return None


def _syndication(text: str, passages: Sequence[Passage], dateline: Dateline | None) -> Stated | None:
    """Name the agency that the text credits: in a credit line, or in its dateline."""
    for passage in passages:
        if passage.kind is PassageKind.SYNDICATION:
            agency = AGENCY.search(text, passage.start, passage.end)
            if agency:
                return Stated(value=agency[0], rule="credit line", start=agency.start(), end=agency.end())
    signed = dateline.agency if dateline is not None else None
    if signed is None or signed.words in OWN_NAMES:
        return None
    return Stated(value=signed.words, rule=_BY_AGENCY, start=signed.start, end=signed.end)


def _place(dateline: Dateline | None) -> Stated | None:
    """Give the place that the text is dated from."""
    place = dateline.place if dateline is not None else None
    return Stated(value=place.words, rule="dateline", start=place.start, end=place.end) if place is not None else None


def _outlet(text: str, passages: Sequence[Passage], dateline: Dateline | None) -> Stated | None:
    """Name the outlet where it signs with its own name, else the agency of the dateline.

    The agency is inferred: who prints its dispatch does not say so in the text.
    """
    for passage in passages:
        if passage.kind in {PassageKind.BODY, PassageKind.BYLINE}:
            found = _OWN_TAG.match(text, passage.start, passage.end)
            if found is None:
                break
            group = 1 if found[1] else 2
            return Stated(
                value=found[group], rule="outlet in the dateline", start=found.start(group), end=found.end(group)
            )
    signed = dateline.agency if dateline is not None else None
    if signed is None or signed.words in OWN_NAMES:
        return None
    return Stated(value=signed.words, rule=_BY_AGENCY, inferred=True, start=signed.start, end=signed.end)


def _language(text: str, passages: Sequence[Passage]) -> Stated | None:
    """Tell the language of the article, furniture left out."""
    article = {PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEAD}
    words = " ".join(text[p.start : p.end] for p in passages if p.kind in article)
    language = language_of(words)
    if language is not None:
        return Stated(value=language, rule="script and small words", inferred=True)
    return Stated(value=UNKNOWN, rule="hardly a small word of English", inferred=True) if is_foreign(words) else None
