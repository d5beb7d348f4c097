"""The brief as a Word document: headings, hanging lines, and numbers that lead to their quotes.

Written part by part, since a brief needs little of what the format has; the same brief gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dragoman.briefs.cleaning import clean
from dragoman.briefs.model import Brief, Fact, Grid, Group, Line, NumberedSource, Ref, Section
from dragoman.views.wording import in_marks

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footer.xml" ContentType="{_TYPE}.footer+xml"/></Types>'
)
_PAGE_NUMBER = (
    f'{_HEAD}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_TEXT_WIDTH = 9412
"""Twentieths of a point between the margins."""
_ISSUE_WIDTH = 1900
_APART = "\N{NO-BREAK SPACE}"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The moment that every part bears, so that nothing but the brief decides the bytes."""


def render_docx(brief: Brief) -> bytes:
    """Give the brief as a Word document."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"document": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {"styles": ("styles", "styles.xml"), "footer": ("footer", "footer.xml")}
        ),
        "word/styles.xml": files("dragoman.briefs").joinpath("templates/brief.styles.xml").read_text("utf-8"),
        "word/footer.xml": _PAGE_NUMBER,
        "word/document.xml": _document(brief),
    }
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return target.getvalue()


def _relations(parts: dict[str, tuple[str, str]]) -> str:
    """Write which parts belong to a part."""
    each = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for name, (kind, target) in parts.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _document(brief: Brief) -> str:
    """Write the text."""
    body = [_paragraph("Title", _run(brief.title)), _paragraph("Subtitle", _run(brief.coverage))]
    body += [_paragraph("Summary", _run(sentence)) for sentence in brief.summary]
    for section in brief.sections:
        body += _section(section)
    body.append(_paragraph("Heading1", _run("Sources")))
    for source in brief.sources:
        body += _source(source)
    body += [_paragraph("Note", _run(note)) for note in brief.notes]
    spaces = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"'
    return f"{_HEAD}<w:document {spaces}><w:body>{''.join(body)}{_SECTION}</w:body></w:document>"


def _section(section: Section) -> Iterable[str]:
    """Write one section."""
    yield _paragraph("Heading1", _run(section.heading))
    if section.note:
        yield _paragraph("Note", _run(section.note))
    if section.grid is not None:
        yield _grid(section.grid)
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterable[str]:
    """Write the lines of one group."""
    if group.heading:
        yield _paragraph("Heading2", _run(group.heading))
    for line in group.lines:
        yield _paragraph("Line", _line(line))
        if line.short_facts:
            yield _paragraph("Fact", _run("; ").join(_fact(fact) for fact in line.short_facts))
        for fact in line.long_facts:
            yield _paragraph("Fact", _fact(fact))
    if group.more:
        yield _paragraph("Line", _run(f"… and {group.more} more in the record", "Quiet"))


def _line(line: Line) -> str:
    """Write one line."""
    runs = [_run(line.who, "Strong") if line.who else "", _run(f"{' ' if line.who else ''}{line.verb}")]
    if line.words:
        runs.append(_run(f"{': ' if line.lead else ''}{in_marks(clean(line.words))}"))
    runs.append(_refs(line.refs))
    if line.tail:
        runs.append(_run(f" ({line.tail})", "Quiet"))
    return "".join(runs)


def _fact(fact: Fact) -> str:
    """Write what goes with a line."""
    text = in_marks(clean(fact.text)) if fact.quoted else fact.text
    label = _run(f"{fact.label} " if text else fact.label, "Quiet") if fact.label else ""
    return f"{label}{_run(text)}{_refs(fact.refs)}"


def _grid(grid: Grid) -> str:
    """Write the table of stances."""
    wide = (_TEXT_WIDTH - _ISSUE_WIDTH) // max(1, len(grid.columns))
    widths = [_ISSUE_WIDTH, *[wide] * len(grid.columns)]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row([_run(name, "Strong") for name in ("Issue", *grid.columns)], widths, head=True)
    rows = [
        _row([_run(issue, "Strong"), *(_stances(cell) for cell in cells)], widths, head=False)
        for issue, cells in grid.rows
    ]
    shape = '<w:tblPr><w:tblStyle w:val="Stances"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{shape}<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>{_paragraph('Cell', '')}"


def _row(cells: Iterable[str], widths: Iterable[int], *, head: bool) -> str:
    """Write one row of the table; its head stands again on every page."""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph("Cell", cell)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{written}</w:tr>"


def _stances(facts: tuple[Fact, ...]) -> str:
    """Write the stances of one cell, each on a line."""
    if not facts:
        return _run("–", "Quiet")
    return "<w:r><w:br/></w:r>".join(f"{_run(fact.label)}{_refs(fact.refs)}" for fact in facts)


def _source(source: NumberedSource) -> Iterable[str]:
    """Write one source with its quotes, each where its number leads."""
    title = f", {in_marks(clean(source.title))}" if source.title else ""
    yield _paragraph("Heading2", _run(f"{source.number}. {source.outlet}{title}"))
    note = f" · {source.note}" if source.note else ""
    yield _paragraph("Note", _run(f"{source.published} · {source.address}{note}"))
    for quote in source.quotes:
        number = quote.ref.source * 10_000 + quote.ref.quote
        mark = (
            f'<w:bookmarkStart w:id="{number}" w:name="{_anchor(quote.ref)}"/>{_run(quote.ref.label, "Reference")}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        yield _paragraph("Quote", f"{mark}{_run(f' {quote.words}')}{_run(f' ({quote.start}–{quote.end})', 'Quiet')}")


def _refs(refs: tuple[Ref, ...]) -> str:
    """Write numbers as links."""
    linked = [f'<w:hyperlink w:anchor="{_anchor(ref)}">{_run(ref.label, "Reference")}</w:hyperlink>' for ref in refs]
    return f"{_run(' [')}{_run(', ').join(linked)}{_run(']')}" if refs else ""


def _anchor(ref: Ref) -> str:
    """Give the name of a quote's place."""
    return f"q{ref.source}_{ref.quote}"


def _paragraph(style: str, runs: str) -> str:
    """Write a paragraph."""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>{runs}</w:p>"


def _run(text: str, style: str = "") -> str:
    """Write a run of text; blanks at its edges are kept."""
    lead, end = " " * (text[:1] == " "), " " * (text[1:][-1:] == " ")
    # A no-break space keeps quotation marks apart and stays.
    kept = _APART.join(clean(part) for part in text.split(_APART))
    words = f"{lead}{kept}{end}"
    look = f"<w:rPr><w:rStyle w:val={quoteattr(style)}/></w:rPr>" if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
