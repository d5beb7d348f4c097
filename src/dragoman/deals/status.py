"""Is it in force, for whom, since when, and what blocks it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dragoman.deals.answers import Basis, Blocker, NormStatus, PartyStatus, Status, Step, negated
from dragoman.deals.conditions import Condition
from dragoman.deals.dates import last_day, parse_period
from dragoman.deals.duties import Duty
from dragoman.deals.encode import term_start
from dragoman.deals.engine import DEFAULT_LIMIT, Case, Outcome, solve_worlds
from dragoman.deals.model import Instrument, guarantees_of, norms_of
from dragoman.deals.proof import Prover
from dragoman.deals.propositions import SIGNATURE_BINDS
from dragoman.deals.questions import Supposition, stage_group
from dragoman.deals.terms import Answer, BoundBy, Stage
from dragoman.deals.wording import action_text, condition_text, name_of, said_of, stages_text, step_text


def basis_of(instrument: Instrument, at: dt.date, outcome: Outcome | None = None) -> Basis:
    """Give what an answer rests on."""
    return Basis(
        instrument=instrument.instrument,
        title=instrument.title,
        version=instrument.version,
        form=instrument.form.value,
        legal_character=instrument.legal_character,
        text_basis=instrument.text_basis,
        at=at,
        unpublished=instrument.unpublished,
        partial=outcome.partial if outcome is not None else False,
    )


def status_of(instrument: Instrument, world: Supposition, *, limit: float = DEFAULT_LIMIT) -> Status:
    """Tell whether an instrument is in force, for whom, and what blocks it.

    Args:
        instrument: The instrument.
        world: The day to look at, with whatever is to be taken as given.
        limit: Seconds after which the answer is given as far as it is known, and said to be partial.
    """
    case = Case.of(instrument)
    outcome = solve_worlds(case, [world], explained=[0], limit=limit)
    prover = Prover(case, outcome, 0, world)
    term = instrument.entry.term
    start = term_start(instrument, term, world) if term is not None else None
    known = term is not None and start is not None and term.length not in {"indefinite", "unknown"}
    return Status(
        basis=basis_of(instrument, world.at, outcome),
        in_force=outcome.answer("live", 0),
        parties=tuple(_parties(prover)),
        blockers=tuple(_blockers(prover)),
        norms=tuple(_norms(prover)),
        last_day=last_day(start, parse_period(term.length)) if known and term and start else None,
        proof=_proof(prover),
    )


def _proof(prover: Prover) -> Step:
    """Tell the steps behind the whole answer."""
    steps = [prover.bound(actor) for actor in prover.instrument.actors]
    answer = prover.ask("live")
    return Step(text=f"{prover.instrument.title} is in force", answer=answer, steps=(*prover.entry(), *steps))


def _parties(prover: Prover) -> Iterator[PartyStatus]:
    """Give each actor's step and whether the instrument is in force for it."""
    for actor, party in prover.instrument.actors.items():
        chosen = prover.supposition.choices.get(stage_group(actor))
        stages = (Stage(chosen),) if chosen is not None else party.stage
        source = prover.instrument.sources[party.source].title if party.source is not None else ""
        yield PartyStatus(
            actor=actor,
            name=party.name,
            stage=tuple(stage.value for stage in stages),
            answer=prover.ask("in_force", actor),
            ref=party.ref,
            source=source,
        )


def _blockers(prover: Prover) -> Iterator[Blocker]:
    """Give what stands in the way, the conditions of entry first."""
    instrument = prover.instrument
    entry = instrument.entry
    if not prover.supposition.in_force:
        if entry.date is not None and prover.supposition.at < entry.date:
            yield Blocker(text=f"its date of entry, {entry.date.isoformat()}, has not come", answer=Answer.NO)
        if entry.requires is not None:
            yield from _unmet(prover, entry.requires, prover.case.trees.root("entry.requires", 0))
    for name, text in (("ends_if", "it has ended"), ("suspended_if", "it is suspended")):
        tree = getattr(entry, name)
        if tree is not None:
            step = prover.tree(f"entry.{name}")
            if step.answer is not Answer.NO:
                words = f"{text} if {condition_text(instrument, tree)}"
                yield Blocker(text=words, answer=negated(step.answer), ref=tree.ref, said=step.said)
    if entry.term is not None and prover.ask("inside", "instrument") is not Answer.CERTAIN:
        step = prover.term("instrument", entry.term.length)
        yield Blocker(text="its term has run out or may have", answer=step.answer, proposition=step.proposition)
    yield from _unbound(prover)


def _unbound(prover: Prover) -> Iterator[Blocker]:
    """Give the actors that are not, or not certainly, bound; those that are no parties at all are left out."""
    instrument = prover.instrument
    if instrument.entry.bound_by is BoundBy.UNKNOWN and any(
        prover.ask("bound", actor) is Answer.POSSIBLE for actor in instrument.actors
    ):
        text = "whether signature binds or ratification is needed is not public"
        yield Blocker(text=text, answer=prover.ask("true", SIGNATURE_BINDS), proposition=SIGNATURE_BINDS)
    steps = {BoundBy.SIGNATURE: Stage.SIGNED, BoundBy.RATIFICATION: Stage.RATIFIED}
    step = steps.get(instrument.entry.bound_by, Stage.BOUND)
    for actor, party in instrument.actors.items():
        answer = prover.ask("bound", actor)
        if answer is Answer.CERTAIN or set(party.stage) == {Stage.NOT_PARTY} or not _is_to_be_bound(party.roles):
            continue
        name = name_of(instrument, actor)
        source = instrument.sources[party.source].title if party.source is not None else ""
        text = f"{step_text(step, name)} (so far: {stages_text(party.stage)})"
        yield Blocker(text=text, answer=answer, controllers=(name,), ref=party.ref, source=source)


def _is_to_be_bound(roles: tuple[str, ...]) -> bool:
    """Tell whether an actor is meant to become a party: by its roles, or because it has none."""
    return not roles or bool({"party", "signatory", "guarantor"} & set(roles))


def _unmet(prover: Prover, condition: Condition, number: int, *, alternative: bool = False) -> Iterator[Blocker]:
    """Give the conditions in a tree that keep it from holding for certain."""
    answer = prover.ask("holds", number)
    if answer is Answer.CERTAIN:
        return
    node = prover.case.trees.nodes[number]
    if condition.all is not None or condition.any is not None or condition.count is not None:
        choice = alternative or condition.all is None
        for part, below in zip(condition.parts, node.parts, strict=True):
            yield from _unmet(prover, part, below, alternative=choice)
        return
    instrument = prover.instrument
    fact = instrument.facts[condition.fact] if condition.fact is not None else None
    source = condition.source or (fact.source if fact is not None else None) or instrument.entry.source
    yield Blocker(
        text=condition_text(instrument, condition),
        answer=answer,
        controllers=tuple(name_of(instrument, actor) for actor in controllers_of(instrument, condition)),
        ref=condition.ref or (fact.ref if fact is not None else "") or instrument.entry.ref,
        source=instrument.sources[source].title if source is not None else "",
        said=said_of(instrument, fact) if fact is not None else (),
        proposition=node.proposition or (stage_group(condition.stage.actor) if condition.stage is not None else None),
        alternative=alternative,
    )


def controllers_of(instrument: Instrument, condition: Condition) -> tuple[str, ...]:
    """Give the actors on whom a condition depends."""
    found: list[str] = []
    for node in condition.walk():
        found.extend(node.controller)
        if node.fact is not None:
            found.extend(instrument.facts[node.fact].controller)
        if node.stage is not None:
            found.append(node.stage.actor)
    return tuple(dict.fromkeys(found))


def _norms(prover: Prover) -> Iterator[NormStatus]:
    """Give where each norm and duty stands."""
    for provision, _, norm in norms_of(prover.instrument):
        yield _norm(prover, norm, norm.bearer, provision.id)
    for provision, _, guarantee in guarantees_of(prover.instrument):
        bearers = tuple(guarantor.actor for guarantor in guarantee.guarantors)
        for duty in guarantee.duties:
            yield _norm(prover, duty, bearers, provision.id)


def _norm(prover: Prover, duty: Duty, bearers: tuple[str, ...], provision: str) -> NormStatus:
    """Give the state of one norm in the life of an obligation."""
    state, answer = _state(prover, duty, bearers, provision)
    return NormStatus(
        norm=duty.id,
        provision=provision,
        action=action_text(duty),
        bearers=tuple(name_of(prover.instrument, actor) for actor in bearers),
        state=state,
        answer=answer,
        ref=duty.ref,
    )


def _state(prover: Prover, duty: Duty, bearers: tuple[str, ...], provision: str) -> tuple[str, Answer]:
    """Give the first state that is at least possible, from the end of an obligation's life to its beginning."""
    applies = _strongest([prover.ask("applies", provision, actor) for actor in bearers])
    if applies is Answer.NO:
        return "not in force", Answer.CERTAIN
    for owner, state in (("discharged_if", "discharged"), ("suspended_if", "suspended")):
        if f"{duty.id}.{owner}" in prover.case.trees.roots:
            answer = prover.tree(f"{duty.id}.{owner}").answer
            if answer is Answer.CERTAIN:
                return state, answer
    breach = _breach_state(prover, duty)
    if breach is not None:
        return breach
    active = _strongest([prover.ask("active", duty.id, actor) for actor in bearers])
    if active is not Answer.NO:
        return "in action", active
    return ("waiting for its trigger or condition", applies)


def _breach_state(prover: Prover, duty: Duty) -> tuple[str, Answer] | None:
    """Give how far a breach has come, where one is alleged or possible at all."""
    if duty.breach is None:
        return None
    committed = prover.ask("true", duty.breach.fact)
    fact = prover.instrument.facts[duty.breach.fact]
    if committed is Answer.POSSIBLE:
        said = any(report.says == "asserts" for report in fact.reports)
        return ("breach alleged", Answer.POSSIBLE) if said else None
    if committed is not Answer.CERTAIN:
        return None
    cured = prover.ask("true", duty.breach.cured) if duty.breach.cured is not None else Answer.NO
    if cured is Answer.CERTAIN:
        return "breach cured", cured
    found = prover.ask("true", duty.breach.attributed) if duty.breach.attributed is not None else Answer.CERTAIN
    return ("breach attributed", found) if found is not Answer.NO else ("breach not attributed", Answer.CERTAIN)


def _strongest(answers: list[Answer]) -> Answer:
    """Give the strongest of several answers."""
    order = (Answer.CERTAIN, Answer.POSSIBLE, Answer.UNDECIDED)
    return next((answer for answer in order if answer in answers), Answer.NO)
