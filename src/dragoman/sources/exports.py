"""What press databases write: many articles in one file, each between lines of fields.

Four forms are known: Factiva with its codes (`HD`, `LP`, `TD`), Factiva as it shows articles (`Document …` below
each), LexisNexis with numbers (`3 of 40 DOCUMENTS`) and Nexis Uni (`End of Document`).  Each article becomes an item
whose text is its part of the file, fields and all; the fields are labelled and say what the article is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from dragoman.record import PassageKind, Segment, Stated
from dragoman.sources.dates import first_day
from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.fieldnames import LANGUAGES, our_name
from dragoman.sources.items import Item, Items
from dragoman.sources.lines import Line, split_lines
from dragoman.sources.passages import label_text
from dragoman.sources.structure import Label

RULE = "field of the database"
_K = PassageKind
_CODES = frozenset(
    "AN ART BY CLM CO CR CT CY DL ED ET HD HL IN IPC IPD LA LP NS PD PG PUB RE RF SC SE SN TD VOL WC".split()  # noqa: SIM905 - a list of thirty strings says less
)
_CODE = re.compile(rf"({'|'.join(sorted(_CODES))})(?:[ \t]+(\S.*))?")
_CODED = re.compile(rb"^(HD|WC|PD|SN|LA|LP|TD|AN)(?:[ \t]|\r?$)", re.MULTILINE)
# The frame of an article is in the language of whoever asks the database, whatever the article is in.
_DOCUMENT = "Document|Dokument|Documento|Документ|文件|文档|文書"
_WORDS = "words|Wörter|mots|palabras|parole|palavras|слов|字|文字"
_SHOWN_END = re.compile(rf"(?:{_DOCUMENT}) [A-Z]{{3,8}}\d{{6}}\w{{5,}}")
_SHOWN = re.compile(rf"^(?:{_DOCUMENT}) [A-Z]{{3,8}}\d{{6}}\w{{5,}}\r?$".encode(), re.MULTILINE)
_COUNTED = re.compile(rf"\d[\d,.]* (?:{_WORDS})")
_COUNTED_BYTES = re.compile(rf"^\d[\d,.]* (?:{_WORDS})\r?$".encode(), re.MULTILINE)
_NUMBERED_START = re.compile(r"\d{1,5} (?:of|von|de) \d{1,5} DO[CK]UMENT(?:S|EN?)?")
_NUMBERED = re.compile(rb"^[ \t]*\d{1,5} (?:of|von|de) \d{1,5} DO[CK]UMENT(?:S|EN?)?[ \t]*\r?$", re.MULTILINE)
_ENDED = re.compile(rb"^[ \t]*End of Document(?:[ \t]|\xc2\xa0)*\r?$", re.MULTILINE)
_FIELDED = re.compile("^(?:Length|LENGTH|Länge|LÄNGE|Longueur|LONGUEUR):(?:[ \\t]|\xa0)*\\d".encode(), re.MULTILINE)
_FIELD = re.compile(
    r"(byline|section|length|dateline|highlight|headline|body|load-date|language|publication-type|graphic|subject|"
    r"organization|country|city|state|person|type|notes|url|document-type|journal-code|acc-no|company|industry|ticker|"
    r"geographic|copyright|classification|autor|auteur|rubrik|rubrique|länge|longueur|encart|update|ladedatum|"
    r"date-chargement|sprache|langue|distribution|type-publication|zeitungs-code|sujet|localisation-geo|societe|symbole-boursier)"
    r"(?:\s*:\s*(.*))?",
    re.IGNORECASE,
)
_ENGLISH = {
    "autor": "byline", "auteur": "byline", "rubrik": "section", "rubrique": "section", "länge": "length",
    "longueur": "length", "encart": "highlight", "sprache": "language", "langue": "language",
}  # fmt: skip
_ABOVE = frozenset({"byline", "distribution", "section", "length", "dateline", "highlight", "headline", "body"})
"""Fields that stand above the article; all others stand below it."""
_SAID = {"byline": "byline", "section": "section", "dateline": "place", "headline": "title"}
_BARE = frozenset({"body", "classification"})
"""Fields that may stand without a colon."""
_COPYRIGHT = re.compile(r"copyright\b|©|\(c\) ?(?:19|20)\d\d\b|all rights reserved", re.IGNORECASE)
_INSTEAD = "Correction Appended"
"""What stands in the place of the date where an article was corrected."""
_COVER = re.compile(r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Documents? \(\d+\))")
_NAME = re.compile(r"^by\s+", re.IGNORECASE)


_HEAD_LINES = 3
"""Lines above the count of words, at most: section, headline, names."""
_SECTION_WORDS = 5
_SPECIAL = re.compile(r"Special to .{2,60}")
_MAKER = re.compile(r"(?:Dow Jones )?Factiva|Dow Jones(?: & Company.*)?")


@dataclass(slots=True)
class _Told:
    """What the fields of one article say: labels of lines by where they start, and values."""

    labels: dict[int, Label] = field(default_factory=dict)
    facts: dict[str, Stated] = field(default_factory=dict)

    def label(self, lines: Sequence[Line], kind: PassageKind = _K.OTHER_FURNITURE) -> None:
        """Label lines."""
        for line in lines:
            self.labels[line.start] = (kind, RULE)

    def say(self, name: str, value: str, at: Line) -> None:
        """Note a value, unless there is one already; it stands in the line."""
        place = at.text.find(value)
        if not value or name in self.facts or place < 0:
            return
        start = at.start + place
        said = {"published": _date(value), "language": LANGUAGES.get(value.casefold())}.get(name, value)
        if said is not None:
            self.facts[name] = Stated(value=said[:500], rule=RULE, start=start, end=start + len(value))


_Reader = Callable[[Sequence[Line]], _Told]


@dataclass(frozen=True, slots=True)
class Form:
    """How a database writes: what parts its articles, who reads one, and whether the mark is their first line."""

    mark: re.Pattern[str]
    read: _Reader
    first: bool


def looks_like_export(head: bytes) -> bool:
    """Tell whether a file's first bytes are a database's export."""
    return form_of(head) is not None


def export_items(data: bytes, address: str) -> Items:
    """Give the articles of an export one by one."""
    form = form_of(data)
    text = decode(data, address).text
    if form is None:
        return
    for number, (start, end) in enumerate(parts_of(text, form), start=1):
        part = text[start:end]
        take = partial(extract_article, part, form)
        yield Item(f"{address}#{number}", part.encode("utf-8", "surrogatepass"), take, offset=start)


def form_of(data: bytes) -> Form | None:
    """Tell the form of an export by its text; None where it is none."""
    if _NUMBERED.search(data) and _FIELDED.search(data):
        return Form(_NUMBERED_START, _fielded, first=True)
    if _ENDED.search(data) and _FIELDED.search(data):
        return Form(re.compile("End of Document"), _fielded, first=False)
    codes = {found[1] for found in _CODED.finditer(data)}
    if len(codes) >= 5 and b"HD" in codes and codes & {b"LP", b"TD"}:
        return Form(re.compile(r"HD(?:[ \t]+\S.*)?"), _coded, first=True)
    if _SHOWN.search(data) and _COUNTED_BYTES.search(data):
        return Form(_SHOWN_END, _shown, first=False)
    return None


def parts_of(text: str, form: Form) -> Iterator[tuple[int, int]]:
    """Give where the articles stand: they tile the file, what stands before the first or after the last with it."""
    lines = split_lines(text)
    marks = [at for at, line in enumerate(lines) if form.mark.fullmatch(line.text)]
    if form.first:
        cuts = [lines[at].start for at in marks[1:]]
    else:
        cuts = [lines[at + 1].start for at in marks[:-1] if at + 1 < len(lines)]
    yield from zip([0, *cuts], [*cuts, len(text)], strict=True)


def extract_article(
    text: str, form: Form, origin: tuple[Segment, ...] = (), like: Extracted | None = None
) -> Extracted:
    """Make the extract of one article.

    Args:
        text: Its part of the text, fields and all.
        form: How it is read.
        origin: The way back into the raw item, where the text is not that item.
        like: The media type and encoding of the file.
    """
    told = form.read(split_lines(text))
    whole = like or Extracted("")
    passages = label_text(text, told.labels)
    return Extracted(text, whole.media_type, whole.encoding, told.facts, passages, origin, whole.raw_encoding)


def _coded(lines: Sequence[Line]) -> _Told:
    """Read an article with codes: what stands in a line after a code, or in the lines below it, is its value."""
    told = _Told()
    code = ""
    for line in lines:
        found = _CODE.fullmatch(line.text)
        if found:
            code = found[1]
            if found[2] is None:
                told.label([line])
                continue
        value = found[2] if found else line.text
        if code == "HD":
            told.label([line], _K.HEADLINE)
        elif code == "BY":
            told.label([line], _K.BYLINE)
        elif code == "PD":
            told.label([line], _K.DATELINE)
        elif code not in {"LP", "TD", "CT"}:
            told.label([line])
        name = our_name(code)
        if name is not None and name not in {"text", "lead"}:
            told.say(name, _NAME.sub("", value) if name == "byline" else value, line)
    return told


def _shown(lines: Sequence[Line]) -> _Told:
    """Read an article as Factiva shows it: headline, names, words, date, time, source, code, language, copyright."""
    told = _Told()
    counted = next((at for at, line in enumerate(lines) if _COUNTED.fullmatch(line.text)), None)
    end = next((at for at, line in enumerate(lines) if _SHOWN_END.fullmatch(line.text)), len(lines))
    told.label(lines[end:])
    if counted is None or counted > end:
        return told
    title = _title_at(lines[:counted])
    told.label(lines[:counted])
    if title is not None:
        told.say("title", lines[title].text, lines[title])
        told.label([lines[title]], _K.HEADLINE)
        told.label(lines[title + 1 : counted], _K.BYLINE)
        for line in lines[title + 1 : counted][:1]:
            told.say("byline", _NAME.sub("", line.text), line)
    last = next((at for at in range(counted, min(counted + 12, end)) if _COPYRIGHT.search(lines[at].text)), None)
    if last is None:
        last = next((at for at in range(counted, min(counted + 12, end)) if _language(lines[at])), counted)
    told.label(lines[counted : last + 1])
    dated = False
    for line in lines[counted + 1 : last]:
        if not dated:
            told.say("published", line.text, line)
            dated = "published" in told.facts
        elif _language(line):
            told.say("language", line.text, line)
        elif not re.fullmatch(r"\d{1,2}:\d\d.*", line.text):
            told.say("outlet", line.text, line)
    return told


def _title_at(head: Sequence[Line]) -> int | None:
    """Tell the headline among the lines above the count of words: a section may stand above it, names below it."""
    end = len(head)
    while end > 1 and (_NAME.match(head[end - 1].text) or _SPECIAL.match(head[end - 1].text)):
        end -= 1
    begin = max(0, end - _HEAD_LINES)
    while begin < end - 1 and _MAKER.fullmatch(head[begin].text):
        begin += 1
    if end - begin == _HEAD_LINES and head[begin].words <= _SECTION_WORDS:
        return begin + 1
    return max(range(begin, end), key=lambda at: (head[at].words, -at), default=None)


def _language(line: Line) -> bool:
    """Tell whether a line is the name of a language."""
    return line.text.casefold() in LANGUAGES


def _fielded(lines: Sequence[Line]) -> _Told:
    """Read an article with named fields above and below it, as LexisNexis and Nexis Uni write them."""
    told = _Told()
    named = [(at, found) for at, line in enumerate(lines) if (found := _named(line)) is not None]
    first = next((at for at, _ in named), len(lines))
    begin = first
    for at, (name, _) in named:
        if name in _ABOVE and at <= begin + 1:
            begin = at + 1
    # A field's value may run on; "Body" alone says where the article begins.
    bare = next((at for at, (name, value) in named if name == "body" and not value), None)
    begin = bare + 1 if bare is not None else begin
    end = next((at for at, (name, _) in named if at >= begin and name not in _ABOVE), len(lines))
    closing = next((at for at in range(begin, end) if lines[at].text == "End of Document"), end)
    told.label([*lines[first:begin], *lines[closing:]])
    _top(lines[:first], told)
    for at, (name, value) in named:
        if name in _SAID and at < begin:
            told.say(_SAID[name], _NAME.sub("", value) if name == "byline" else value, lines[at])
        if name == "language":
            told.say("language", value.split(";")[0].strip(), lines[at])
        if name == "headline" and at < begin:
            told.label([lines[at]], _K.HEADLINE)
    return told


def _named(line: Line) -> tuple[str, str] | None:
    """Give name and value of a line that is a field."""
    found = _FIELD.fullmatch(line.text)
    if found is None or (found[2] is None and found[1].casefold() not in _BARE):
        return None
    name = found[1].casefold()
    return _ENGLISH.get(name, name), found[2] or ""


def _top(head: Sequence[Line], told: _Told) -> None:
    """Read the lines above the fields: outlet and date, and the headline before them or behind them."""
    told.label(head)
    # What stands above the mark of the first article says who fetched what and when.
    head = head[next((at for at, line in enumerate(head) if _NUMBERED_START.fullmatch(line.text)), 0) :]
    rest = [line for line in head if not _NUMBERED_START.fullmatch(line.text) and not _COPYRIGHT.search(line.text)]
    covered = any(_COVER.match(line.text) for line in rest)
    order = range(len(rest) - 1, 0, -1) if covered else range(1, len(rest))
    dated = next((at for at in order if _date(rest[at].text) or rest[at].text == _INSTEAD), None)
    if dated is None:
        return
    told.say("published", rest[dated].text, rest[dated])
    told.say("outlet", rest[dated - 1].text, rest[dated - 1])
    above = rest[: dated - 1]
    # Above the first article there may be a cover that says who fetched what and when: the title is its last line.
    titles = rest[dated + 1 :][-1:] or (above[-1:] if covered else above[:1])
    for line in titles:
        told.say("title", line.text, line)
        told.label([line], _K.HEADLINE)


def _date(words: str) -> str | None:
    """Read the date in a short line."""
    return first_day(words) if len(words) <= 60 else None
