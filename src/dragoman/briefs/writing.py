"""Writing a brief of holdings: the one function that other rooms call, and what it says at the head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.briefs.building import BriefOptions, Desk
from dragoman.briefs.instruments import instruments_section
from dragoman.briefs.model import Brief, Section
from dragoman.briefs.numbering import Numbering
from dragoman.briefs.phrases import count_of, list_of, written_day
from dragoman.briefs.sections import (
    conditions_section,
    figures_section,
    guarantors_section,
    pledges_section,
    stands_section,
    table_section,
)
from dragoman.briefs.voices import (
    claims_section,
    differences_section,
    meetings_section,
    parties_section,
    third_parties_section,
)
from dragoman.record import Firmness, Holdings, MeetingState
from dragoman.views import (
    Claim,
    Guarantor,
    MeetingRow,
    Roles,
    Sources,
    Term,
    claims,
    disagreements,
    figures,
    guarantors,
    join_names,
    meetings,
    narrow,
    negotiations,
    pledges,
    positions,
    roles,
    sources,
    terms,
)
from dragoman.views.gist import remember_said, said
from dragoman.views.results import DOUBTFUL

if TYPE_CHECKING:  # the logic of deals is loaded by whoever asks for it, not by every brief
    from dragoman.deals.brief_status import BriefDeal

_DEFAULT = BriefOptions()
_MOST_IN_TITLE = 4
_MOST_FAILURES = 12
CAVEATS = (
    "Words in quotation marks are the sources' own; everything else is put together from fields read in them.",
    "A statement is shown as its article reports it; that it is reported does not make it true.",
)


def build_brief(holdings: Holdings, options: BriefOptions = _DEFAULT, *, deals: Sequence[BriefDeal] = ()) -> Brief:
    """Write the brief of a record.

    Args:
        holdings: The record: straight from readings, or from a dossier.
        options: What the brief is narrowed to, and how long it may be.
        deals: Instruments that are linked to the record, as `dragoman.deals` works them out.

    Returns:
        The brief as data; the same record and options give the same brief.
    """
    query = options.query
    _boil_down(holdings)
    asked = narrow(holdings, query)
    told = sources(holdings, query)
    desk = Desk(asked, Numbering(told.rows), options)
    who = roles(asked)
    on_table = terms(holdings, query).rows
    named = guarantors(holdings, query).rows
    contested = claims(holdings, query).rows
    met = meetings(holdings, query).rows
    written = (
        table_section(desk, on_table, who, named),
        figures_section(desk, figures(holdings, query).rows),
        conditions_section(desk, on_table),
        guarantors_section(desk, named),
        pledges_section(desk, pledges(holdings, query).rows, on_table),
        stands_section(desk, positions(holdings, query), on_table, who),
        claims_section(desk, contested),
        instruments_section(desk, deals),
        differences_section(desk, disagreements(holdings, query).rows),
        parties_section(desk, who),
        meetings_section(desk, met),
        third_parties_section(desk, who),
    )
    sections = tuple(section for section in written if section.groups or section.grid)
    return Brief(
        title=options.title or _title(asked, who, options),
        coverage=_coverage(told, options),
        summary=_summary(who, on_table, (named, contested, met)),
        sections=sections,
        sources=desk.numbering.sources(most_unquoted=options.most_unquoted),
        notes=(*told.notes, *_unquoted(desk), *_failures(holdings), *_doubts(sections), *CAVEATS),
    )


def _title(asked: Holdings, who: Roles, options: BriefOptions) -> str:
    """Give the title: the principals of each negotiation, else the record's name, and the moment asked about."""
    tables = negotiations(asked, who)
    subject = "; ".join(_named(table) for table in tables) or asked.name
    stands = "negotiations stand" if len(tables) > 1 else "negotiation stands"
    moment = f" on {written_day(options.query.as_of.isoformat())}" if options.query.as_of else ""
    return f"{subject}: where the {stands}{moment}"


def _named(principals: tuple[str, ...]) -> str:
    """Name the principals of a negotiation, the first of many."""
    many = len(principals) > _MOST_IN_TITLE
    return join_names((*principals[: _MOST_IN_TITLE - 1], "others") if many else principals)


def _coverage(told: Sources, options: BriefOptions) -> str:
    """Say what the brief rests on."""
    outlets = {row.outlet for row in told.rows if row.outlet != "unknown outlet"}
    days = sorted(row.published for row in told.rows if row.published)
    copies = f" ({told.independent} independent)" if told.independent != len(told.rows) else ""
    parts = [f"{count_of(len(told.rows), 'document')}{copies}"]
    if outlets:
        parts[0] += f" from {count_of(len(outlets), 'outlet')}"
        unnamed = sum(row.outlet == "unknown outlet" for row in told.rows)
        parts.extend([f"{unnamed} of unknown outlet"] if unnamed else [])
    if days:
        first, last = written_day(days[0]), written_day(days[-1])
        parts.append(f"published {first}" if first == last else f"published {first} to {last}")
    undated = sum(row.published is None for row in told.rows)
    if undated:
        parts.append(f"{undated} without a date" if undated < len(told.rows) else "none with a date")
    read = count_of(sum(row.statements for row in told.rows), "statement")
    return f"{', '.join(parts)}; {read} {options.narrowed or 'read'}."


def _summary(
    who: Roles,
    on_table: Sequence[Term],
    told: tuple[Sequence[Guarantor], Sequence[Claim], Sequence[MeetingRow]],
) -> tuple[str, ...]:
    """Say in a few sentences what the brief holds, by counting."""
    named, contested, met = told
    found = []
    if who.principals:
        others = f" Also heard: {list_of(who.third_parties, most=6)}." if who.third_parties else ""
        found.append(f"Principals, by what they put forward: {list_of(who.principals, most=6)}.{others}")
    if on_table:
        found.append(f"{count_of(len(on_table), 'term')} on record{_conditional(on_table)}.")
    if named:
        found.append(_guarantor_sentence(named))
    disputed = sum(claim.contested for claim in contested)
    if disputed:
        found.append(f"{count_of(disputed, 'claim is', 'claims are')} disputed.")
    ahead = sum(row.state in {MeetingState.PLANNED, MeetingState.POSSIBLE} for row in met)
    held = sum(row.state is MeetingState.HELD for row in met)
    off = sum(row.state in {MeetingState.CANCELLED, MeetingState.POSTPONED} for row in met)
    if met:
        found.append(f"Meetings: {held} held, {ahead} planned or possible, {off} called off or put off.")
    return tuple(found)


def _conditional(on_table: Sequence[Term]) -> str:
    """Say how many terms hang on a condition."""
    hanging = sum(bool(term.conditions) for term in on_table)
    return f", {hanging} of them on a condition" if hanging else ""


def _guarantor_sentence(named: Sequence[Guarantor]) -> str:
    """Say how many states are named as guarantors and how firmly."""
    states = {row.state for row in named}
    firm = {row.state for row in named if row.firmness in {Firmness.BOUND, Firmness.COMMITTED}}
    committed = f"{list_of(sorted(firm), most=4)} by commitment" if firm else "none of them bound or committed"
    return f"{count_of(len(states), 'state is', 'states are')} named as guarantors, {committed}."


def _doubts(sections: Iterable[Section]) -> tuple[str, ...]:
    """Say what is meant by doubtful lines, where there are any."""
    marked = sum(line.doubtful for section in sections for group in section.groups for line in group.lines)
    if not marked:
        return ()
    lines = count_of(marked, "line is", "lines are")
    why = (
        f"the reader's confidence in the words shown is below {DOUBTFUL}, and who speaks or what is done may be misread"
    )
    return (f"{lines} marked doubtful: {why}. Look them up before you rely on them.",)


def _boil_down(holdings: Holdings) -> None:
    """Boil every statement down once, where every section would do so again."""
    for statement in holdings.statements:
        remember_said(statement, said(statement))


def _unquoted(desk: Desk) -> tuple[str, ...]:
    """Say that there are documents that the list of sources leaves out."""
    unquoted = desk.numbering.unquoted()
    if unquoted <= desk.options.most_unquoted:
        return ()
    return (f"{count_of(unquoted, 'document was', 'documents were')} read and are not quoted here.",)


def _failures(holdings: Holdings) -> tuple[str, ...]:
    """Say what could not be read."""
    told = tuple(f"Not read: {failure.item}: {failure.problem}." for failure in holdings.failures[:_MOST_FAILURES])
    more = len(holdings.failures) - len(told)
    return (*told, f"{more} more could not be read.") if more else told
