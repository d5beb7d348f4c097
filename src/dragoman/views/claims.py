"""Claims: what is asserted, by whom, and who denies or assesses it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from dragoman.record import Act, Holdings, Issue, Source, Statement
from dragoman.views.incidents import EMBEDDED, same_claims, speaks_of_event
from dragoman.views.opposing import bear_out, oppose, self_contradicted
from dragoman.views.parties import fold
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import in_order
from dragoman.views.wording import wording
from dragoman.views.words import signature

_ASSERTS = frozenset({Act.CLAIM, Act.ACCUSE})
_REFUTES = re.compile(
    r"\b(?:rejects?|rejected|denie[sd]|deny|dismiss\w*|refut\w+|disput\w+|debunk\w*|contradict\w*)\b", re.IGNORECASE
)
_CONTRADICTS = re.compile(
    r"\b(?:contradict|reject|dismiss|refut|disput|debunk|deny|deni)\w*\s+(?:\w+\s+){0,3}?"
    r"(?:claims?|accusations?|allegations?|assertions?)\b"
    r"|\b(?:found|finds?|seen|sees?|saw|is|was|has|had)\s+no\s+(?:\w+\s+)?(?:sign|evidence|indication|proof|trace)s?\s+"
    r"(?:that|of)\b",
    re.IGNORECASE,
)
"""A finding against what another said: "contradicting an accusation", "found no sign that"."""


_SAYS_NOTHING = re.compile(
    r"\b(?:refus|declin)\w+\s+to\s+(?:comment|speculate|say|discuss|elaborate|confirm\s+or\s+deny)\b", re.IGNORECASE
)
"""Words that take no side: "refused to speculate"."""


class ClaimState(StrEnum):
    """Where a claim stands."""

    ASSERTED = "asserted"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    DENIED = "denied"
    ASSESSED = "assessed"
    DOUBTFUL = "doubtful"


class Side(StrEnum):
    """On which side of a claim a statement stands."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ASSESSES = "assesses"


class Claim(Row):
    """One claim with everybody who speaks to it.

    Attributes:
        claim: The words that assert it, or that deny it where nobody is quoted asserting it.
        state: Asserted, corroborated (two parties of their own accord), disputed, denied, assessed; doubtful where one
            party seems to assert and to deny within one article.
        issue: What it is about.
        asserted_by: Who asserts it.
        denied_by: Who denies it.
        assessed_by: Who weighs it without taking a side.
        asserted_in_denial: Who is said to assert it, where only the denial tells.
        assertions: Their words.
        denials: Their words.
        assessments: Their words.
    """

    claim: str
    state: ClaimState
    issue: Issue
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    assessed_by: tuple[str, ...]
    asserted_in_denial: tuple[str, ...] = ()
    assertions: tuple[Witness, ...] = ()
    denials: tuple[Witness, ...] = ()
    assessments: tuple[Witness, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether one asserts what another denies."""
        return self.state is ClaimState.DISPUTED


class Claims(Result[Claim]):
    """Claims, contested ones first."""

    columns: ClassVar[tuple[str, ...]] = (
        "state",
        "claim",
        "asserted_by",
        "denied_by",
        "assessed_by",
        "issue",
        "outlet",
        "date",
    )


def claims(holdings: Holdings, query: Query = EVERYTHING) -> Claims:
    """Give what is claimed, with those who deny and assess it beside it."""
    asked = narrow(holdings, query.model_copy(update={"party": None}))
    sources = sources_by_version(asked)
    ordered = [one for one in in_order(asked.statements, sources) if bears_on_a_claim(one)]
    found = [_claim(told, sources) for told in same_claims(ordered, holdings.known_groups.get("claims"))]
    rows = [row for row in found if query.party is None or fold(query.party) in _heard(row)]
    order = (
        ClaimState.DISPUTED,
        ClaimState.DENIED,
        ClaimState.DOUBTFUL,
        ClaimState.ASSESSED,
        ClaimState.CORROBORATED,
        ClaimState.ASSERTED,
    )
    rows.sort(key=lambda row: (order.index(row.state), row.lead.published or "9999", row.lead.document, row.lead.start))
    return Claims(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def bears_on_a_claim(statement: Statement) -> bool:
    """Tell whether a statement asserts, denies or weighs a fact; one that speaks of a claim does, whatever its act."""
    if statement.act in {Act.CLAIM, Act.ACCUSE, Act.DENY}:
        return True
    if statement.act not in {Act.ASSESS, Act.REJECT, Act.ANNOUNCE}:
        return False
    return speaks_of_event(statement)


def side_of(statement: Statement) -> Side:
    """Tell on which side of a claim a statement stands."""
    words = wording(statement)
    if _SAYS_NOTHING.search(words):
        return Side.ASSESSES
    if statement.act in {Act.DENY, Act.REJECT} or _CONTRADICTS.search(words):
        return Side.DENIES
    own = {fold(name) for name in statement.parties}
    of_others = any(fold(name) not in own for name in _embedded(statement))
    negated = signature(words).negated
    if statement.act in _ASSERTS and not (of_others and (negated or _REFUTES.search(words))):
        return Side.ASSERTS
    telling = signature(statement.content).telling
    negated &= telling
    if _REFUTES.search(words) or len(negated) * 2 > len(telling) or re.search(r"\bis not responsible\b", words):
        return Side.DENIES
    return Side.ASSESSES


def _claim(members: Sequence[Statement], sources: Mapping[str, Source]) -> Claim:
    """Make one claim of the statements that speak to it."""
    sides: dict[Side, list[Statement]] = {side: [] for side in Side}
    for statement in members:
        sides[side_of(statement)].append(statement)
    asserts, denies, assesses = (sides[side] for side in Side)
    heard = {fold(name) for one in asserts for name in one.parties}
    embedded = tuple(dict.fromkeys(name for one in denies for name in _embedded(one) if fold(name) not in heard))
    ordered = [*asserts, *denies, *assesses] if _is_disputed(asserts, denies) else [*denies, *asserts, *assesses]
    witnesses = {statement.id: witness_of(statement, sources) for statement in ordered}
    issues = [issue for statement in ordered for issue in statement.issues]
    return Claim(
        evidence=tuple(witnesses[statement.id] for statement in ordered),
        claim=witnesses[ordered[0].id].wording,
        state=_state(asserts, denies, assesses, embedded),
        issue=Issue.INCIDENT if Issue.INCIDENT in issues else issues[0] if issues else Issue.PROCESS,
        asserted_by=_speakers(asserts),
        denied_by=_speakers(denies),
        assessed_by=_speakers(assesses),
        asserted_in_denial=embedded,
        assertions=tuple(witnesses[one.id] for one in asserts),
        denials=tuple(witnesses[one.id] for one in denies),
        assessments=tuple(witnesses[one.id] for one in assesses),
    )


def _is_disputed(asserts: Sequence[Statement], denies: Sequence[Statement]) -> bool:
    """Tell whether somebody other than those who deny asserts."""
    theirs = {fold(name) for one in denies for name in one.parties}
    return any(not {fold(name) for name in one.parties} <= theirs for one in asserts) or not denies


def _state(
    asserts: Sequence[Statement], denies: Sequence[Statement], assesses: Sequence[Statement], embedded: tuple[str, ...]
) -> ClaimState:
    """Tell where a claim stands; nobody disputes a claim by repeating himself."""
    both = self_contradicted(asserts, denies)
    if denies and (embedded or oppose(asserts, denies, both)):
        return ClaimState.DISPUTED
    if both:
        return ClaimState.DOUBTFUL
    if denies:
        return ClaimState.DENIED
    if assesses and not asserts:
        return ClaimState.ASSESSED
    return ClaimState.CORROBORATED if bear_out(asserts) else ClaimState.ASSERTED


def _embedded(statement: Statement) -> list[str]:
    """Name those whom a denial itself says to assert what it denies."""
    return [match["who"] or match["also"] for match in EMBEDDED.finditer(statement.quote)]


def speaker(statement: Statement | Witness) -> str:
    """Name who speaks, with the party in brackets where that is someone else."""
    parties = " and ".join(statement.parties)
    if not statement.actor:
        return parties or "unnamed"
    if not parties or fold(statement.actor) == fold(parties):
        return statement.actor
    return f"{statement.actor} ({parties})"


def _speakers(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Name the speakers, each once."""
    return tuple(dict.fromkeys(speaker(statement) for statement in statements))


def _heard(row: Claim) -> set[str]:
    """Give everyone heard on a claim, folded."""
    names = {fold(name) for witness in row.evidence for name in witness.parties}
    return names | {fold(name) for name in row.asserted_in_denial}
