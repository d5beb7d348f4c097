"""Everything in an instrument that may be true, false or unknown: its facts, and what its terms leave open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.deals.duties import Guarantee, GuaranteeDuty, Term
from dragoman.deals.model import Instrument, conditions_of, guarantees_of, norms_of
from dragoman.deals.parties import Decision, Fact
from dragoman.deals.terms import BoundBy, Discretion, Form, LegalCharacter, Rule, Sharing
from dragoman.record import Firmness

BINDING = "binding"
SIGNATURE_BINDS = "signature-binds"
VOTING_RULES = frozenset({Rule.UNANIMOUS, Rule.MAJORITY, Rule.AT_LEAST})
UNSURE = frozenset({Firmness.CANDIDATE, Firmness.POSSIBLE})


@dataclass(frozen=True, slots=True)
class Proposition:
    """Something that is true, false or (None) unknown.

    Attributes:
        id: Its name for `--assume`.
        text: In plain words.
        value: As the file has it.
        kind: `fact` for what the file declares; the other kinds are what the terms leave open.
        fact: The file's fact, where it is one.
        controller: On whom it depends.
    """

    id: str
    text: str
    value: bool | None = None
    kind: str = "fact"
    fact: Fact | None = None
    controller: tuple[str, ...] = ()


def propositions_of(instrument: Instrument) -> dict[str, Proposition]:
    """Give every proposition of an instrument by its id, in a stable order."""
    found: dict[str, Proposition] = {}
    for proposition in _all(instrument):
        found.setdefault(proposition.id, proposition)
    return found


def binding_value(instrument: Instrument) -> bool | None:
    """Tell whether the instrument can bind in law; a declaration of intent never does."""
    if instrument.form is Form.DECLARATION_OF_INTENT or instrument.legal_character is LegalCharacter.POLITICAL:
        return False
    return True if instrument.legal_character is LegalCharacter.BINDING else None


def unpublished_id(owner: str, number: int) -> str:
    """Give the name of a condition whose content is not public."""
    return f"unpublished.{owner}.{number}"


def _all(instrument: Instrument) -> Iterator[Proposition]:
    for name, fact in instrument.facts.items():
        yield Proposition(name, fact.text, fact.value, fact=fact, controller=fact.controller)
    yield Proposition(BINDING, f"{instrument.title} binds in law", binding_value(instrument), kind="legal character")
    if instrument.entry.bound_by is BoundBy.UNKNOWN:
        yield Proposition(SIGNATURE_BINDS, "signature alone binds, without ratification", kind="unpublished term")
    yield from _unpublished(instrument)
    yield from _terms(instrument)
    for _, _, norm in norms_of(instrument):
        if norm.discretion is Discretion.UNKNOWN:
            yield _free(norm.id)
    for _, _, guarantee in guarantees_of(instrument):
        yield from _guarantee(instrument, guarantee)
    yield from _bodies(instrument)


def _bodies(instrument: Instrument) -> Iterator[Proposition]:
    """Give what the bodies that decide a duty leave open."""
    guarantees = [guarantee for _, _, guarantee in guarantees_of(instrument)]
    deciding = {duty.decision.body for guarantee in guarantees for duty in guarantee.duties}
    for name, body in instrument.bodies.items():
        if name not in deciding:
            continue
        rule = body.decision.rule
        if rule is Rule.UNKNOWN:
            text = f"{body.name} decides for it"
            yield Proposition(f"decision.{name}", text, kind="decision", controller=body.members or body.controlled_by)
        voters = body.members if rule is Rule.EACH_ALONE or rule in VOTING_RULES else ()
        yield from _voices(instrument, body.decision, voters)
        yield from (_consent(instrument, actor) for actor in body.veto)


def _unpublished(instrument: Instrument) -> Iterator[Proposition]:
    """Give the conditions of which only their existence is known."""
    for owner, tree in conditions_of(instrument):
        for number, node in enumerate(node for node in tree.walk() if node.unknown is not None):
            text = f"the condition holds that is not public ({node.unknown})"
            yield Proposition(unpublished_id(owner, number), text, kind="unpublished term", controller=node.controller)


def _terms(instrument: Instrument) -> Iterator[Proposition]:
    """Give the terms that may or may not have run out."""
    terms: list[tuple[str, Term | None]] = [("instrument", instrument.entry.term)]
    terms += [(norm.id, norm.term) for _, _, norm in norms_of(instrument)]
    terms += [(guarantee.id, guarantee.term) for _, _, guarantee in guarantees_of(instrument)]
    for name, term in terms:
        if term is not None and term.length != "indefinite":
            yield Proposition(f"unexpired.{name}", f"the term of {name} has not run out", kind="term")


def _free(name: str) -> Proposition:
    return Proposition(f"free.{name}", f"each may stay out of {name}", kind="unpublished term")


def _guarantee(instrument: Instrument, guarantee: Guarantee) -> Iterator[Proposition]:
    """Give what a guarantee leaves open."""
    for guarantor in guarantee.guarantors:
        if guarantor.firmness in UNSURE:
            name = instrument.actor_name(guarantor.actor)
            text = f"{name} becomes a guarantor (named as {guarantor.firmness.value})"
            yield Proposition(f"joins.{guarantor.actor}", text, kind="membership", controller=(guarantor.actor,))
    if guarantee.attribution is not None:
        body = instrument.bodies[guarantee.attribution]
        text = f"{body.name} finds who did it"
        yield Proposition(f"attribution.{guarantee.attribution}", text, kind="attribution", controller=body.members)
    voters = tuple(guarantor.actor for guarantor in guarantee.guarantors)
    for duty in guarantee.duties:
        yield from _open_terms(duty)
        yield from _voices(instrument, duty.decision, voters if duty.decision.rule in VOTING_RULES else ())


def _open_terms(duty: GuaranteeDuty) -> Iterator[Proposition]:
    """Give what a duty's terms do not say."""
    kind = "unpublished term"
    if duty.decision.rule is Rule.UNKNOWN:
        yield Proposition(f"agreed.{duty.id}", f"those who must agree to {duty.id} agree", kind=kind)
    if duty.decision.attacker_votes is None:
        yield Proposition(f"attacker-votes.{duty.id}", f"an attacking guarantor has a voice on {duty.id}", kind=kind)
    if duty.sharing is Sharing.UNKNOWN:
        yield Proposition(f"joint.{duty.id}", f"{duty.id} is owed by all together or by none", kind=kind)
    if duty.discretion is Discretion.UNKNOWN:
        yield _free(duty.id)


def _voices(instrument: Instrument, decision: Decision, voters: tuple[str, ...]) -> Iterator[Proposition]:
    """Give the consents that a decision rule asks for."""
    if decision.rule is Rule.ACTOR and decision.actor is not None:
        voters = (decision.actor,)
    yield from (_consent(instrument, actor) for actor in voters)


def _consent(instrument: Instrument, actor: str) -> Proposition:
    name = instrument.actor_name(actor)
    return Proposition(f"consent.{actor}", f"{name} consents", kind="consent", controller=(actor,))
