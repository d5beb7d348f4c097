"""The answers to questions about an instrument: frozen records, the same for text, JSON and library users."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import Field

from dragoman.deals.terms import Answer, Effect, LegalCharacter, TextBasis
from dragoman.record import Record

_NEGATION = {Answer.CERTAIN: Answer.NO, Answer.NO: Answer.CERTAIN}


def negated(answer: Answer) -> Answer:
    """Give the answer to the opposite question.

    Example:
        >>> negated(Answer.CERTAIN).value, negated(Answer.POSSIBLE).value
        ('no', 'possible')
    """
    return _NEGATION.get(answer, answer)


class Step(Record):
    """One step of a proof: a sentence, whether it holds, where it stands, and the steps below it.

    `proposition` is set where the step is a fact or an open term: what `--assume` can settle.
    """

    text: str
    answer: Answer
    ref: str = ""
    quote: str = ""
    source: str = ""
    said: tuple[str, ...] = ()
    proposition: str | None = None
    steps: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """Give this step and all below it."""
        yield self
        for step in self.steps:
            yield from step.walk()

    @property
    def open_propositions(self) -> tuple[str, ...]:
        """What would decide, where the step is open: the open propositions below steps that are open."""
        if self.answer not in {Answer.POSSIBLE, Answer.UNDECIDED}:
            return ()
        found = [self.proposition] if self.proposition is not None else []
        for step in self.steps:
            found.extend(step.open_propositions)
        return tuple(dict.fromkeys(found))


class Basis(Record):
    """What an answer rests on: which instrument, from what text, of what character."""

    instrument: str
    title: str
    version: str
    form: str
    legal_character: LegalCharacter
    text_basis: TextBasis
    at: dt.date
    unpublished: tuple[str, ...] = ()
    partial: bool = False


class Blocker(Record):
    """Something that stands between the instrument and its entry into force, and on whom it depends.

    `alternative` is set where another condition would do instead.
    """

    text: str
    answer: Answer
    controllers: tuple[str, ...] = ()
    ref: str = ""
    source: str = ""
    said: tuple[str, ...] = ()
    proposition: str | None = None
    alternative: bool = False


class PartyStatus(Record):
    """How far one actor has gone, and whether the instrument is in force for it."""

    actor: str
    name: str
    stage: tuple[str, ...]
    answer: Answer
    ref: str = ""
    source: str = ""


class NormStatus(Record):
    """Where one norm or guarantor's duty stands: in the life of an obligation."""

    norm: str
    provision: str
    action: str
    bearers: tuple[str, ...]
    state: str
    answer: Answer
    ref: str = ""


class Status(Record):
    """Whether an instrument is in force, for whom, and what blocks it."""

    basis: Basis
    in_force: Answer
    parties: tuple[PartyStatus, ...]
    blockers: tuple[Blocker, ...]
    norms: tuple[NormStatus, ...]
    last_day: dt.date | None = None
    proof: Step


class DutyAnswer(Record):
    """What one actor must, may or must not do; as things stand, and once the instrument is in force.

    `standing` marks what is owed without the event too.  `decided_by` are the open facts and terms on
    which the answer turns once the instrument is in force.
    """

    duty: str
    provision: str
    guarantee: str | None = None
    actor: str
    name: str
    effect: Effect
    action: str
    now: Answer
    once_in_force: Answer
    standing: bool = False
    deadline: str = ""
    due: dt.date | None = None
    discretion: str = ""
    sharing: str = ""
    measures: tuple[str, ...] = ()
    remedy: str = ""
    ref: str = ""
    quote: str = ""
    source: str = ""
    decided_by: tuple[str, ...] = ()
    proof: Step


class GuaranteeAnswer(Record):
    """Whether a guarantee is triggered, and why or why not."""

    guarantee: str
    provision: str
    beneficiaries: tuple[str, ...]
    triggered: Answer
    decided_by: tuple[str, ...] = ()
    ref: str = ""
    proof: Step


class NotOwed(Record):
    """A duty that nobody owes after the event, and what stands in the way once the instrument is in force."""

    duty: str
    provision: str
    action: str
    actors: tuple[str, ...]
    ref: str = ""
    proof: Step


class WhatIf(Record):
    """What follows from an event; `deciders` gives in words what the open answers turn on."""

    basis: Basis
    event: str
    in_force: Answer
    guarantees: tuple[GuaranteeAnswer, ...]
    duties: tuple[DutyAnswer, ...]
    not_owed: tuple[NotOwed, ...]
    conflicts: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    deciders: dict[str, str] = Field(default_factory=dict)


class Flip(Record):
    """A result that turns on a fact: the answer while it is open, if it is accepted, if it is rejected."""

    result: str
    event: str
    supposed: bool
    open: Answer
    accepted: Answer
    rejected: Answer


class ClaimEffect(Record):
    """One disputed or open fact, who says what of it, and the results that it flips."""

    fact: str
    text: str
    disputed: bool
    said: tuple[str, ...]
    controllers: tuple[str, ...]
    flips: tuple[Flip, ...]


class Claims(Record):
    """Which facts flip which results."""

    basis: Basis
    facts: tuple[ClaimEffect, ...]
