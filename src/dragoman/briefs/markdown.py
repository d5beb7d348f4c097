"""The brief as CommonMark: every number links to its quote at the end."""

from __future__ import annotations

import re

from dragoman.briefs.model import Brief, Fact, Grid, Group, Line, NumberedSource, Ref, Section
from dragoman.views.wording import in_marks

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def render_markdown(brief: Brief) -> str:
    """Give the brief as CommonMark, with HTML anchors for its quotes."""
    parts = [f"# {escaped(brief.title)}", escaped(brief.coverage)]
    parts.extend(escaped(sentence) for sentence in brief.summary)
    for section in brief.sections:
        parts.extend(_section(section))
    parts.append("## Sources")
    parts.extend(_source(source) for source in brief.sources)
    parts.append("\n".join(f"> {escaped(note)}  " for note in brief.notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(words: str) -> str:
    """Write source words so that nothing in them is taken for markup."""
    flat = " ".join(words.split())
    return _LIST_START.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", _SPECIAL.sub(r"\\\1", flat))


def _section(section: Section) -> list[str]:
    """Write one section."""
    parts = [f"## {escaped(section.heading)}"]
    if section.note:
        parts.append(f"*{escaped(section.note)}*")
    if section.grid is not None:
        parts.append(_grid(section.grid))
    for group in section.groups:
        parts.extend(_group(group))
    return parts


def _group(group: Group) -> list[str]:
    """Write the lines of one group."""
    parts = [f"### {escaped(group.heading)}"] if group.heading else []
    lines = []
    for line in group.lines:
        lines.append(f"- {_line(line)}")
        lines.extend(f"  - {_fact(fact)}" for fact in line.facts)
    if group.more:
        lines.append(f"- … and {group.more} more in the record")
    return [*parts, "\n".join(lines)]


def _line(line: Line) -> str:
    """Write one line."""
    who = f"**{escaped(line.who)}**" if line.who else ""
    lead = f"{who} {escaped(line.verb)}".strip()
    words = escaped(in_marks(line.words)) if line.words else ""
    joined = f"{lead}: {words}" if lead and words else lead or words
    tail = f" ({escaped(line.tail)})" if line.tail else ""
    return f"{joined}{_refs(line.refs)}{tail}"


def _fact(fact: Fact) -> str:
    """Write what goes with a line."""
    text = escaped(in_marks(fact.text)) if fact.quoted else escaped(fact.text)
    return f"{escaped(fact.label)} {text}".strip() + _refs(fact.refs)


def _refs(refs: tuple[Ref, ...]) -> str:
    """Write numbers as links."""
    linked = ", ".join(f"[{ref.label}](#q{ref.source}-{ref.quote})" for ref in refs)
    return f" \\[{linked}\\]" if refs else ""


def _grid(grid: Grid) -> str:
    """Write the table of stances; CommonMark has no tables, so each issue is a line."""
    lines = []
    for issue, cells in grid.rows:
        stands = [
            f"{escaped(column)} {', '.join(f'{escaped(fact.label)}{_refs(fact.refs)}' for fact in cell)}"
            for column, cell in zip(grid.columns, cells, strict=True)
            if cell
        ]
        lines.append(f"- **{escaped(issue)}**: {'; '.join(stands)}")
    return "\n".join(lines)


def _source(source: NumberedSource) -> str:
    """Write one source with its quotes."""
    title = f", {escaped(in_marks(source.title))}" if source.title else ""
    note = f" ({escaped(source.note)})" if source.note else ""
    head = (
        f"**{source.number}\\. {escaped(source.outlet)}**{title}, {source.published}. {escaped(source.address)}{note}"
    )
    quotes = [
        f'- <a id="q{quote.ref.source}-{quote.ref.quote}"></a>\\[{quote.ref.label}\\] {escaped(quote.words)} '
        f"({quote.start}–{quote.end})"
        for quote in source.quotes
    ]
    return head + "\n\n" + "\n".join(quotes) if quotes else head
