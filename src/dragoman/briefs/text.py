"""The brief on a terminal: Rich does the wrapping; the result is a string, which somebody else prints."""

from __future__ import annotations

import io

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.briefs.cleaning import clean
from dragoman.briefs.model import Brief, Fact, Grid, Group, Line, NumberedSource, Ref, Section
from dragoman.views.wording import in_marks


def render_text(brief: Brief, *, width: int = 100, color: bool = False) -> str:
    """Give the brief as text.

    Args:
        brief: The brief.
        width: Columns to fill.
        color: Whether to set colours and weights by terminal codes.
    """
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(Text(clean(brief.title), style="bold"))
    console.print(Text(clean(brief.coverage)))
    for sentence in brief.summary:
        console.print(Text(clean(sentence)))
    for section in brief.sections:
        _print_section(console, section, width)
    _print_sources(console, brief)
    lines = (line.rstrip() for line in stream.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def _print_section(console: Console, section: Section, width: int) -> None:
    """Print one section under its heading."""
    console.print()
    console.print(Text(section.heading.upper(), style="bold cyan"))
    if section.note:
        console.print(Text(section.note, style="dim italic"))
    if section.grid is not None:
        console.print()
        console.print(_grid(section.grid, width))
    for group in section.groups:
        _print_group(console, group)


def _print_group(console: Console, group: Group) -> None:
    """Print the lines of one group."""
    console.print()
    if group.heading:
        console.print(Text(clean(group.heading), style="bold"))
    for line in group.lines:
        console.print(_hanging(_line(line), indent=2))
        if line.short_facts:
            console.print(Padding(_joined(line.short_facts), (0, 0, 0, 4)))
        for fact in line.long_facts:
            console.print(Padding(_fact(fact), (0, 0, 0, 4)))
    if group.more:
        console.print(Padding(Text(f"… and {group.more} more in the record", style="dim"), (0, 0, 0, 2)))


def _hanging(text: Text, *, indent: int) -> Table:
    """Set a line behind a bullet, so that its further rows hang under its first word."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=indent - 1)
    table.add_column()
    table.add_row("•", text)
    return table


def _line(line: Line) -> Text:
    """Set one line."""
    text = Text(clean(line.who), style="bold") if line.who else Text()
    if line.verb:
        text.append(f"{' ' if line.who else ''}{clean(line.verb)}", style="not bold")
    if line.words:
        text.append(": " if line.lead else "")
        text.append(in_marks(clean(line.words)))
    text.append(_refs(line.refs), style="cyan")
    if line.tail:
        text.append(f" ({clean(line.tail)})", style="dim")
    return text


def _joined(facts: tuple[Fact, ...]) -> Text:
    """Set several short facts as one line."""
    return Text("; ").join(_fact(fact) for fact in facts)


def _fact(fact: Fact) -> Text:
    """Set what goes with a line."""
    text = Text(clean(fact.label))
    if fact.text:
        text.append(" " if fact.label else "")
        text.append(in_marks(clean(fact.text)) if fact.quoted else clean(fact.text))
    text.append(_refs(fact.refs), style="cyan")
    return text


def _refs(refs: tuple[Ref, ...]) -> str:
    """Set the numbers of quotes."""
    return f" [{', '.join(ref.label for ref in refs)}]" if refs else ""


def _grid(grid: Grid, width: int) -> Table:
    """Set the table of stances; every column folds rather than overflows."""
    table = Table(show_edge=False, pad_edge=False, box=None, width=width, padding=(0, 2, 0, 0))
    longest = max((len(word) for issue, _ in grid.rows for word in issue.split()), default=0)
    table.add_column("Issue", style="bold", ratio=4, min_width=longest, overflow="fold")
    for column in grid.columns:
        table.add_column(clean(column), ratio=5, overflow="fold")
    for issue, cells in grid.rows:
        table.add_row(issue, *(_cell(cell) for cell in cells))
    return table


def _cell(facts: tuple[Fact, ...]) -> Text:
    """Set the stances of one cell."""
    text = Text()
    for number, fact in enumerate(facts):
        text.append(", " if number else "")
        text.append(fact.label)
        text.append(f" [{', '.join(ref.label for ref in fact.refs)}]", style="cyan")
    return text if facts else Text("–", style="dim")


def _print_sources(console: Console, brief: Brief) -> None:
    """Print the numbered sources with their quotes, then the notes."""
    console.print()
    console.print(Text("SOURCES", style="bold cyan"))
    for source in brief.sources:
        console.print()
        console.print(_source(source))
        for quote in source.quotes:
            label = Text(f"[{quote.ref.label}] ", style="cyan")
            label.append(clean(quote.words))
            label.append(f" ({quote.start}–{quote.end})", style="dim")
            console.print(Padding(label, (0, 0, 0, 3)))
    console.print()
    for note in brief.notes:
        console.print(Text(clean(note), style="dim"))


def _source(source: NumberedSource) -> Text:
    """Set the head of one source."""
    text = Text(f"{source.number}. ", style="bold")
    text.append(clean(source.outlet), style="bold")
    if source.title:
        text.append(f", {in_marks(clean(source.title))}")
    text.append(f", {source.published}. {clean(source.address)}")
    if source.note:
        text.append(f" ({clean(source.note)})", style="dim")
    return text
