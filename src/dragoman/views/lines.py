"""Lines: what one party says on one point over time, each step with its stance, firmness and numbers.

Positions are the last step of each line; changes are the places where a step differs from the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dragoman.record import Act, Holdings, Issue, Modality, Statement
from dragoman.views.gist import Said, said
from dragoman.views.grouping import group_known, same_line
from dragoman.views.query import sources_by_version
from dragoman.views.results import Witness, witness_of
from dragoman.views.terms import ANSWER_ACTS, TERM_ACTS, in_order
from dragoman.views.turns import turn_told

STANCE_ACTS = TERM_ACTS | ANSWER_ACTS | {Act.DENY, Act.THREATEN}
"""Acts in which a party takes a stand."""
_RED_LINE = re.compile(
    r"\b(?:red lines?|never|under no circumstances|non-?negotiable|not negotiable|out of the question|categorical\w*|"
    r"unacceptable|impossible|will not accept|rules? out|ruled out|not up for)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:ready to (?:consider|discuss|talk)|open to|willing(?:ness)?|would consider|could accept|flexib\w+|"
    r"prepared to|"
    r"may|might|could)\b",
    re.IGNORECASE,
)


_NOT_TAKEN_UP = re.compile(
    r"\b(?:not|never|nor|n[’']t)\s+(?:\w+\s+){0,2}?(?:agree|accept|approve|endorse)\w*"
    r"|\b(?:agree|accept|approve|endorse)\w*\s+(?:to\s+)?(?:none|nothing|no|neither)\b",
    re.IGNORECASE,
)


def is_taken_up(act: Act, words: str) -> bool:
    """Tell whether an acceptance or agreement is one by its own words: "agreed to none of these" is not."""
    return act in {Act.ACCEPT, Act.AGREE} and _NOT_TAKEN_UP.search(words) is None


class Stance(StrEnum):
    """Which side of a point a party is on."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    OPEN = "open"
    UNCLEAR = "unclear"


class Hold(StrEnum):
    """How firmly a party holds to its stance, weakest first."""

    OPEN = "open"
    PREFERENCE = "preference"
    FIRM = "firm"
    RED_LINE = "red line"


@dataclass(frozen=True, slots=True)
class Step:
    """One statement on a line.

    Attributes:
        statement: What was said.
        witness: Its way back.
        says: What it boils down to.
        stance: Which side it takes.
        hold: How firmly.
    """

    statement: Statement
    witness: Witness
    says: Said
    stance: Stance
    hold: Hold

    @property
    def day(self) -> str | None:
        """Day of the act, or of the article where the act's is not given."""
        return self.witness.date or self.witness.published


@dataclass(frozen=True, slots=True)
class Line:
    """All that one party says on one point, in order."""

    party: tuple[str, ...]
    issue: Issue
    steps: tuple[Step, ...]


def takes_a_stand(statement: Statement) -> bool:
    """Tell whether a statement belongs on a line: a stand that is taken, or a decision that takes one back."""
    if not statement.issues:
        return False
    return statement.act in STANCE_ACTS or (statement.act is Act.ANNOUNCE and turn_told(statement) is not None)


def lines(holdings: Holdings) -> list[Line]:
    """Give the lines of a record, in order of their first step."""
    sources = sources_by_version(holdings)
    ordered = [one for one in in_order(holdings.statements, sources) if takes_a_stand(one)]
    boiled = [said(statement) for statement in ordered]
    steps = [
        Step(statement, witness_of(statement, sources), says, stance_of(statement), hold_of(statement))
        for statement, says in zip(ordered, boiled, strict=True)
    ]
    found = []
    names = [statement.id for statement in ordered]
    for places in group_known(boiled, names, holdings.known_groups.get("lines"), alike=same_line):
        first = steps[places[0]].statement
        party = first.parties or ((first.actor,) if first.actor else ())
        chosen = sorted((steps[place] for place in places), key=lambda step: step.day or "")
        found.append(Line(party, first.issues[0], tuple(chosen)))
    return found


def stance_of(statement: Statement) -> Stance:
    """Tell which side a statement takes, by its act and the footing on which it is said."""
    if statement.act in {Act.REJECT, Act.DENY, Act.THREATEN} or statement.modality is Modality.DENIED:
        return Stance.AGAINST
    if statement.act in {Act.ACCEPT, Act.AGREE} and not is_taken_up(statement.act, statement.quote):
        return Stance.AGAINST
    if statement.conditions or statement.modality is Modality.CONDITIONAL:
        return Stance.CONDITIONAL
    if statement.modality in {Modality.HEDGED, Modality.HYPOTHETICAL} and statement.act is not Act.DEMAND:
        return Stance.OPEN
    return Stance.FOR


def hold_of(statement: Statement) -> Hold:
    """Tell how firmly a stance is held, by the words first and the act second."""
    if _RED_LINE.search(statement.quote) and statement.act in {Act.DEMAND, Act.REJECT, Act.DENY, Act.THREATEN}:
        return Hold.RED_LINE
    if statement.act in {Act.DEMAND, Act.REJECT, Act.THREATEN, Act.AGREE}:
        return Hold.FIRM
    if statement.modality in {Modality.HEDGED, Modality.HYPOTHETICAL} or _OPEN.search(statement.quote):
        return Hold.OPEN
    return Hold.PREFERENCE
