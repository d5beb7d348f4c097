"""Where the sources differ: numbers, firmness, footing and lists of guarantors, side by side with their quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from dragoman.record import Act, Holdings, Issue, Modality, Record
from dragoman.views.guarantors import Guarantor, guarantors
from dragoman.views.parties import fold
from dragoman.views.query import EVERYTHING, Query, left_out
from dragoman.views.results import Result, Row, Witness
from dragoman.views.sourcing import all_groups, counted
from dragoman.views.terms import Term, terms
from dragoman.views.words import signature, written_quantity


class DisagreementKind(StrEnum):
    """What the sources differ on."""

    NUMBER = "number"
    FOOTING = "footing"
    ACT = "act"
    GUARANTOR = "guarantor"


_FOOTINGS = {
    Modality.DENIED: "denied",
    Modality.NEGATED: "negated",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.CONDITIONAL: "conditional",
    Modality.HEDGED: "hedged",
    Modality.PLANNED: "planned",
    Modality.DONE: "done",
}
"""Footings that differ in substance; whether words are stated or reported depends on the teller alone."""
_FIRMNESS_OF_ACT = {
    Act.REQUEST: "asked for",
    Act.DEMAND: "demanded",
    Act.PROPOSE: "proposed",
    Act.OFFER: "offered",
    Act.PLEDGE: "pledged",
    Act.AGREE: "agreed",
}
_SOFT = frozenset({Act.PROPOSE, Act.OFFER, Act.REQUEST, Act.DEMAND})


class Side(Record):
    """One version of a thing with who tells it so."""

    value: str
    witnesses: tuple[Witness, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it so; the document where the outlet is not known."""
        return tuple(dict.fromkeys(witness.carrier for witness in self.witnesses))


class Disagreement(Row):
    """One thing that independent sources tell differently.

    Attributes:
        kind: What differs: a number, the footing, the act, a state's place in a list of guarantors.
        about: What it is about, in the words of the first version, or the state's name.
        party: Whose act it is.
        issue: The issue.
        versions: The versions in short, `value (documents)`.
        sides: The versions with their witnesses.
    """

    kind: DisagreementKind
    about: str
    party: tuple[str, ...]
    issue: Issue
    versions: tuple[str, ...]
    sides: tuple[Side, ...]


class Disagreements(Result[Disagreement]):
    """Where the sources differ."""

    columns: ClassVar[tuple[str, ...]] = ("kind", "about", "party", "versions", "issue", "outlet", "date")


def disagreements(holdings: Holdings, query: Query = EVERYTHING) -> Disagreements:
    """Give what independent sources tell differently; copies of one text cannot differ from each other."""
    found = terms(_in_groups(holdings), query).rows
    groups = all_groups(holdings, query)
    rows = [
        *_numbers(found, groups),
        *(row for term in found for row in _footings(term, groups)),
        *_lists(guarantors(holdings, query).rows, groups),
    ]
    order = list(DisagreementKind)
    rows.sort(key=lambda row: (order.index(row.kind), row.lead.published or "9999", row.lead.document, row.lead.start))
    return Disagreements(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def _in_groups(holdings: Holdings) -> Holdings:
    """Leave out, where groups are known, what is in none of them: it is there for its list of guarantors alone."""
    known = holdings.known_groups.get("terms")
    if known is None:
        return holdings
    kept = tuple(one for one in holdings.statements if one.id in known)
    return holdings.model_copy(update={"statements": kept})


def _numbers(found: Sequence[Term], groups: Mapping[str, int]) -> list[Disagreement]:
    """Give the terms that different sources tell with different numbers for the same day."""
    by_id = {term.id: term for term in found}
    seen: set[str] = set()
    rows: list[Disagreement] = []
    for term in found:
        family = [term, *(by_id[key] for key in term.variants if key in by_id and by_id[key].first == term.first)]
        if len(family) < 2 or term.id in seen:
            continue
        seen.update(one.id for one in family)
        # Who gives no number does not give another one.
        told = [(_numbers_of(one), one) for one in family]
        sides = [Side(value=numbers, witnesses=one.evidence) for numbers, one in told if numbers]
        if len(sides) > 1:
            rows.extend(_row(DisagreementKind.NUMBER, term, sides, groups))
    return rows


def _numbers_of(term: Term) -> str:
    """Write the quantities of a term."""
    return ", ".join(written_quantity(number) for number in sorted(signature(term.what).numbers)) or ", ".join(
        term.duration
    )


def _footings(term: Term, groups: Mapping[str, int]) -> list[Disagreement]:
    """Give a term twice over where sources differ on its footing, or on whether it was offered or agreed."""
    by_footing: dict[str, list[Witness]] = defaultdict(list)
    by_act: dict[str, list[Witness]] = defaultdict(list)
    for witness in term.evidence:
        by_footing[_FOOTINGS.get(witness.modality, "plain")].append(witness)
        if witness.act is not None:
            by_act["put forward" if witness.act in _SOFT else _FIRMNESS_OF_ACT[witness.act]].append(witness)
    rows: list[Disagreement] = []
    for kind, told in ((DisagreementKind.FOOTING, by_footing), (DisagreementKind.ACT, by_act)):
        sides = [Side(value=value, witnesses=tuple(witnesses)) for value, witnesses in told.items()]
        if len(sides) > 1:
            rows.extend(_row(kind, term, sides, groups))
    return rows


def _lists(rows: Sequence[Guarantor], groups: Mapping[str, int]) -> list[Disagreement]:
    """Give the states that different sources name as guarantors with different firmness in the same party's list."""
    told: dict[tuple[str, str], list[Guarantor]] = defaultdict(list)
    for row in rows:
        told[fold(row.state), fold(row.named_by)].append(row)
    found = []
    for versions in told.values():
        sides = [Side(value=row.firmness.value, witnesses=row.evidence) for row in versions]
        if len({side.value for side in sides}) > 1 and _is_between_sources(sides, groups):
            first = versions[0]
            found.append(
                Disagreement(
                    evidence=tuple(witness for side in sides for witness in side.witnesses),
                    kind=DisagreementKind.GUARANTOR,
                    about=first.state,
                    party=(first.named_by,),
                    issue=Issue.GUARANTEES,
                    versions=_versions(sides),
                    sides=tuple(sides),
                )
            )
    return found


def _row(
    kind: DisagreementKind, term: Term, sides: Sequence[Side], groups: Mapping[str, int]
) -> Iterable[Disagreement]:
    """Give the row of a difference, if it is one between independent sources."""
    if not _is_between_sources(sides, groups):
        return
    yield Disagreement(
        evidence=tuple(witness for side in sides for witness in side.witnesses),
        kind=kind,
        about=term.what,
        party=term.party,
        issue=term.issue,
        versions=_versions(sides),
        sides=tuple(sides),
    )


def _is_between_sources(sides: Sequence[Side], groups: Mapping[str, int]) -> bool:
    """Tell whether some source tells one version and another source only another: one article may hold both."""
    told = [{groups.get(witness.sha256, -1) for witness in side.witnesses} for side in sides]
    return any(one - other and other - one for place, one in enumerate(told) for other in told[place + 1 :])


def _versions(sides: Sequence[Side]) -> tuple[str, ...]:
    """Write the versions in short."""
    return tuple(f"{side.value} ({', '.join(side.outlets)})" for side in sides)
