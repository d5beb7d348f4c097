"""The section of a brief on instruments: in force or not, what stands in the way, which claims would change that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from dragoman.briefs.building import Desk, Entry
from dragoman.briefs.model import Fact, Line, Ref, Section
from dragoman.views import join_names, witness_of
from dragoman.views.query import sources_by_version

if TYPE_CHECKING:  # the logic of deals is loaded by whoever asks for it, not by every brief
    from dragoman.deals.answers import Blocker
    from dragoman.deals.brief_status import BriefClaim, BriefDeal

_ANSWERS = {
    "certain": "in force",
    "possible": "in force or not, depending on what is open",
    "no": "not in force",
    "undecided": "not decided in the time given",
}
_MOST = 5


def instruments_section(desk: Desk, deals: Sequence[BriefDeal]) -> Section:
    """Write the instruments that are linked to the record."""
    group = desk.group("", [Entry((), partial(_deal_line, desk, deal)) for deal in deals])
    return Section(
        key="instruments",
        heading="Texts and whether they bind",
        note="Worked out from the instrument files by rule; what is unknown stays open.",
        groups=(group,) if group else (),
    )


def _deal_line(desk: Desk, deal: BriefDeal) -> Line:
    """Write one instrument with what stands in the way and what would turn the answer."""
    facts = [Fact(label="blocked by", text=_blocker(blocker)) for blocker in deal.blockers[:_MOST]]
    facts.extend(_claim(desk, claim) for claim in deal.claims[:_MOST])
    version = f", {deal.version}" if deal.version else ""
    return Line(
        who=f"{deal.title}{version}:",
        verb=_ANSWERS[deal.in_force.value],
        when=f"text: {deal.text_basis}",
        facts=tuple(facts),
        refs=_refs(desk, deal.statements[:_MOST]),
    )


def _blocker(blocker: Blocker) -> str:
    """Write what stands in the way and on whom it depends."""
    return f"{blocker.text} (depends on {join_names(blocker.controllers)})" if blocker.controllers else blocker.text


def _claim(desk: Desk, claim: BriefClaim) -> Fact:
    """Write a claim that would turn a result."""
    turns = "; ".join(
        f"{flip.result}: {flip.accepted.value} if accepted, {flip.rejected.value} if rejected"
        for flip in claim.turns[:2]
    )
    state = "disputed" if claim.disputed else "open"
    return Fact(label=f"{state}: {claim.text}", text=f"– {turns}", refs=_refs(desk, claim.statements[:3]))


def _refs(desk: Desk, statements: Sequence[str]) -> tuple[Ref, ...]:
    """Give the numbers of the statements' quotes, as far as the record holds them."""
    sources = sources_by_version(desk.holdings)
    wanted = set(statements)
    found = [one for one in desk.holdings.statements if one.id in wanted]
    return desk.numbering.refs(witness_of(one, sources) for one in found)
