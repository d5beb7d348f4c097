"""Norms and guarantees: who owes what to whom, when it arises, who must agree first, and for how long."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dragoman.deals.conditions import ConditionLike
from dragoman.deals.parties import Decision, DecisionLike, Identifier, Sourced
from dragoman.deals.shorthand import Names, keyed
from dragoman.deals.terms import Discretion, NormKind, Rule, Sharing, Strength
from dragoman.record import Firmness, Record


class Quantity(Record):
    """A number in a term."""

    value: float
    unit: str
    comparator: Literal["=", "<", "<=", ">", ">=", "~"] = "="


class Term(Sourced):
    """How long something runs.  `length` is ISO 8601, `indefinite` or `unknown`."""

    length: str
    starts: Literal["entry", "date"] = "entry"
    date: dt.date | None = None
    renewal: str = ""
    exit: str = ""


class Deadline(Sourced):
    """By when: within a length of time from the trigger or from entry into force, or by a day."""

    within: str | None = None
    of: Literal["trigger", "entry"] = "trigger"
    by: dt.date | None = None


class Breach(Record):
    """The facts that tell how far a breach of a norm has come."""

    fact: str
    attributed: str | None = None
    cured: str | None = None


class Duty(Sourced):
    """What a norm or a guarantee asks: the part that both have.

    Attributes:
        id: Name within the instrument.
        kind: Obligation, prohibition, permission or power.
        action: What is to be done or left, as an infinitive without "to".
        strength: How the text words it.
        quantity: The number in it.
        sharing: How several bearers owe it.
        discretion: What the bearer may decide alone.
        measures: What the text lists as ways to fulfil it.
        after: Condition precedent: what must have happened first.
        unless: Exceptions.
        suspended_if: While this holds, it rests.
        discharged_if: Once this holds, it is over.
        deadline: By when.
        scope: Where and to what it applies, in words.
        breach: The facts about its breach.
    """

    id: Identifier
    kind: NormKind = NormKind.OBLIGATION
    action: str
    strength: Strength = Strength.SHALL
    quantity: Quantity | None = None
    sharing: Sharing = Sharing.SEVERAL
    discretion: Discretion = Discretion.NONE
    measures: Names = ()
    after: ConditionLike | None = None
    unless: ConditionLike | None = None
    suspended_if: ConditionLike | None = None
    discharged_if: ConditionLike | None = None
    deadline: Deadline | None = None
    scope: str = ""
    breach: Breach | None = None


class Norm(Duty):
    """A duty, ban, permission or power of named bearers.

    `trigger` is what makes it arise; without one it stands from entry into force.  `remedy_for` names the
    norm whose breach it answers.
    """

    bearer: Names
    counterparty: Names = ()
    trigger: ConditionLike | None = None
    term: Term | None = None
    remedy_for: str | None = None


class GuaranteeDuty(Duty):
    """What guarantors owe when the guarantee is triggered, and who must agree first."""

    decision: DecisionLike = Decision(rule=Rule.UNKNOWN)


class Guarantor(Sourced):
    """A guarantor and how firmly the text names it."""

    actor: str
    firmness: Firmness = Firmness.NAMED


GuarantorLike = Annotated[Guarantor, keyed("actor")]


class Guarantee(Sourced):
    """A promise to act if something happens to somebody.

    Attributes:
        id: Name within the instrument.
        guarantors: Who promises.
        beneficiaries: To whom.
        casus: What must happen.
        threshold: How grave it must be.
        excluded: Territories for which it does not hold.
        attribution: Body that must first say who did it.
        void_if: What makes it lapse.
        term: How long it runs.
        duties: What is then owed, each with its own decision rule.
        unpublished: What is known to be missing or not public.
    """

    id: Identifier
    guarantors: tuple[GuarantorLike, ...]
    beneficiaries: Names
    casus: ConditionLike
    threshold: ConditionLike | None = None
    excluded: Names = ()
    attribution: str | None = None
    void_if: ConditionLike | None = None
    term: Term | None = None
    duties: tuple[GuaranteeDuty, ...] = Field(min_length=1)
    unpublished: Names = ()
