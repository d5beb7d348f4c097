"""An instrument and the worlds to look at, as facts for the logic programs.

A row is the name of a predicate and its arguments, words and numbers; `engine` turns rows into the
solver's symbols.  Each predicate is described at the head of the program that reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dragoman.deals.dates import last_day, parse_period
from dragoman.deals.duties import Duty, Guarantee, GuaranteeDuty, Norm, Term
from dragoman.deals.model import Instrument, Provision, Variant, guarantees_of, norms_of
from dragoman.deals.parties import Decision
from dragoman.deals.propositions import SIGNATURE_BINDS, UNSURE, Proposition
from dragoman.deals.questions import ELSEWHERE, SOMEBODY_ELSE, Event, Supposition, groups_of, stage_group
from dragoman.deals.terms import BoundBy, Discretion, Effect, Form, NormKind, Rule, Sharing, Stage, Strength
from dragoman.deals.trees import ALWAYS, NEVER, Node, Trees
from dragoman.record import Firmness

Row = tuple[str, tuple[str | int, ...]]


def encode_instrument(instrument: Instrument, trees: Trees, propositions: dict[str, Proposition]) -> Iterator[Row]:
    """Give what holds of the instrument in every world."""
    for node in trees.nodes:
        yield from _node(node)
    yield from _entry(instrument, trees)
    for provision, variant, norm in norms_of(instrument):
        yield from _duty(instrument, trees, norm, provision)
        yield from _norm(trees, norm)
        yield from _bracket(norm.id, provision, variant)
    for provision, variant, guarantee in guarantees_of(instrument):
        yield from _guarantee(trees, guarantee)
        yield from _bracket(guarantee.id, provision, variant)
        for duty in guarantee.duties:
            yield from _duty(instrument, trees, duty, provision)
            yield from _guarantee_duty(guarantee, duty)
    yield from _bodies(instrument, propositions)
    for name in propositions:
        if name.startswith("consent."):
            yield "consent_prop", (name.removeprefix("consent."), name)
    for group, outcomes in groups_of(instrument).items():
        yield from (("option", (group, outcome)) for outcome in _possible(instrument, group, outcomes))
    yield from _usual(instrument, propositions)
    yield from (("endless", (name,)) for name, term in _terms(instrument) if term is None or _is_endless(term))
    actors = (*instrument.actors, SOMEBODY_ELSE)
    yield from (("option", (group, actor)) for group in ("attacker", "victim") for actor in actors)
    yield from (("option", ("place", place)) for place in (*instrument.territories, ELSEWHERE))


def encode_world(
    instrument: Instrument, number: int, world: Supposition, trees: Trees, propositions: dict[str, Proposition]
) -> Iterator[Row]:
    """Give what holds in one world only."""
    yield "world", (number,)
    if world.asks is None:
        yield "whole", (number,)
    else:
        yield from (("asked_for", (number, name)) for name in sorted(world.asks))
    yield from _changed(number, world, propositions)
    if world.event is not None:
        yield from _event(instrument, number, world.event)
    if world.in_force:
        yield "supposed", (number,)
    if instrument.entry.date is None or world.at >= instrument.entry.date or world.in_force:
        yield "started", (number,)
    yield from _windows(number, world, trees)
    yield from _running(instrument, number, world)
    yield from (("dropped", (number, actor)) for actor in sorted(world.dropped))


def _changed(number: int, world: Supposition, propositions: dict[str, Proposition]) -> Iterator[Row]:
    """Give what is not as usual in a world."""
    for proposition in propositions.values():
        value = value_in(world, proposition)
        # That all have joined who may is usual in a world that supposes the instrument in force.
        usual = True if world.in_force and proposition.kind == "membership" else proposition.value
        if value is not usual and proposition.kind != "term":
            yield "changed", (number, proposition.id)
            if value is not False:
                yield ("unknown" if value is None else "yes"), (number, proposition.id)
        if world.facts.get(proposition.id) is not None:
            yield "asserted", (number, proposition.id)
    for group, outcome in world.choices.items():
        yield "changed", (number, group)
        yield "settled", (number, group, outcome)
        if group.startswith("stage."):
            yield "held_back", (number, group.removeprefix("stage."))


def _usual(instrument: Instrument, propositions: dict[str, Proposition]) -> Iterator[Row]:
    """Give what is so, or open, in every world that does not say otherwise."""
    for proposition in propositions.values():
        if proposition.value is not False and proposition.kind != "term":
            yield ("usually_unknown" if proposition.value is None else "usually_so"), (proposition.id,)
        if proposition.kind == "membership":
            yield "membership", (proposition.id,)
    for group, outcomes in groups_of(instrument).items():
        possible = _possible(instrument, group, outcomes)
        if len(possible) == 1:
            yield "usually_settled", (group, possible[0])
        else:
            yield "usually_open", (group,)


def value_in(world: Supposition, proposition: Proposition) -> bool | None:
    """Give a proposition's value in a world: the question's before the file's.

    In a world that supposes the instrument in force, those who are only named as possible guarantors have
    joined, unless the question says that they have not.
    """
    if proposition.id in world.facts:
        return world.facts[proposition.id]
    if world.in_force and proposition.kind == "membership":
        return True
    return proposition.value


def term_runs(instrument: Instrument, term: Term | None, world: Supposition) -> bool | None:
    """Tell whether a term is still running on the world's day; None where that cannot be told."""
    if term is None or term.length == "indefinite":
        return True
    if term.length == "unknown":
        return None
    start = term_start(instrument, term, world)
    if start is None:
        # A world that supposes the instrument in force, and gives no day, looks at the time while it runs.
        return True if world.in_force else None
    return start <= world.at <= last_day(start, parse_period(term.length))


def term_start(instrument: Instrument, term: Term, world: Supposition) -> dt.date | None:
    """Give the day from which a term runs, where it is known."""
    return term.date if term.starts == "date" else (world.since or instrument.entry.date)


def _node(node: Node) -> Iterator[Row]:
    """Give one node of a tree."""
    number, condition = node.number, node.condition
    yield from (("part", (number, part)) for part in node.parts)
    if node.join == "fact":
        yield "leaf_fact", (number, node.proposition or "")
    elif node.join == "count":
        yield "count_of", (number, (condition.count or 0) if condition else 0)
    elif node.join in {"all", "any", "none"}:
        yield f"{node.join}_of", (number,)
    elif node.join == "dates":
        yield "leaf_dates", (number,)
    elif node.join == "in_force":
        yield "leaf_in_force", (number,)
    elif condition is not None and condition.stage is not None:
        yield "leaf_stage", (number, condition.stage.actor, condition.stage.at_least.rank)
    elif condition is not None and condition.event is not None:
        event = condition.event
        yield "leaf_event", (number, event.kind)
        names = {"leaf_by": event.by, "leaf_on": event.on, "leaf_inside": event.inside, "leaf_outside": event.outside}
        yield from ((leaf, (number, name)) for leaf, given in names.items() for name in given)


def _entry(instrument: Instrument, trees: Trees) -> Iterator[Row]:
    """Give how the instrument enters into force."""
    entry = instrument.entry
    yield from (("stage_rank", (stage.value, stage.rank)) for stage in Stage)
    yield from (("stage_group", (actor, stage_group(actor))) for actor in instrument.actors)
    for actor, party in instrument.actors.items():
        if set(party.stage) - {Stage.NOT_PARTY}:
            yield "party", (actor,)
    ranks = {BoundBy.SIGNATURE: Stage.SIGNED.rank, BoundBy.RATIFICATION: Stage.RATIFIED.rank}
    if entry.bound_by in ranks:
        yield "needed_rank", (ranks[entry.bound_by],)
    else:
        yield "doubtful_rank", (SIGNATURE_BINDS,)
    yield "entry_node", (trees.root("entry.requires", ALWAYS),)
    yield "suspended_node", (trees.root("entry.suspended_if", NEVER),)
    yield "ends_node", (trees.root("entry.ends_if", NEVER),)
    if entry.provisional is not None:
        yield from (("provisional", (name,)) for name in entry.provisional.provisions)
        yield "provisional_rank", (entry.provisional.since.rank,)
        yield "provisional_node", (trees.root("entry.provisional.requires", ALWAYS),)


def _duty(instrument: Instrument, trees: Trees, duty: Duty, provision: Provision) -> Iterator[Row]:
    """Give what norms and guarantors' duties have in common."""
    yield "duty", (duty.id,)
    yield "provision_of", (duty.id, provision.id)
    yield from _rooted("after", duty.id, trees.root(f"{duty.id}.after", ALWAYS))
    yield from _rooted("unless", duty.id, trees.root(f"{duty.id}.unless", NEVER))
    yield from _rooted("suspends", duty.id, trees.root(f"{duty.id}.suspended_if", NEVER))
    yield from _rooted("discharges", duty.id, trees.root(f"{duty.id}.discharged_if", NEVER))
    if duty.discretion is Discretion.WHETHER:
        yield "free", (duty.id,)
    elif duty.discretion is Discretion.UNKNOWN:
        yield "free_if", (duty.id, f"free.{duty.id}")
    for ground in ("law", "policy"):
        for freedom in ("held", "free"):
            yield "effect", (duty.id, ground, freedom, effect_of(instrument, duty, ground, freedom).value)


def _rooted(predicate: str, name: str, root: int) -> Iterator[Row]:
    """Give the tree of a norm or guarantee."""
    yield predicate, (name, root)
    yield "root", (name, root)


def effect_of(instrument: Instrument, duty: Duty, ground: str, freedom: str) -> Effect:
    """Give what a duty in action means: the weakest of its words, its discretion and the instrument's character."""
    if duty.kind in {NormKind.PERMISSION, NormKind.POWER} or duty.strength is Strength.MAY or freedom == "free":
        return Effect.MAY
    banned = duty.kind is NormKind.PROHIBITION
    if duty.strength is Strength.EXPECTS:
        return Effect.EXPECTED_NOT if banned else Effect.EXPECTED
    if duty.strength is Strength.INTENDS or instrument.form is Form.DECLARATION_OF_INTENT:
        return Effect.INTENDS_NOT if banned else Effect.INTENDS
    if ground == "policy":
        return Effect.COMMITTED_NOT if banned else Effect.COMMITTED
    return Effect.MUST_NOT if banned else Effect.MUST


def _norm(trees: Trees, norm: Norm) -> Iterator[Row]:
    """Give who bears a norm and when it arises."""
    yield "norm", (norm.id,)
    yield from _rooted("trigger", norm.id, trees.root(f"{norm.id}.trigger", ALWAYS))
    yield from (("bearer", (norm.id, actor)) for actor in norm.bearer)


def _bracket(name: str, provision: Provision, variant: Variant | None) -> Iterator[Row]:
    """Give whose bracketed text a norm or guarantee stands in."""
    if variant is not None:
        yield "duty", (name,)
        yield "variant", (name, f"variant.{provision.id}", variant.by)


def _guarantee(trees: Trees, guarantee: Guarantee) -> Iterator[Row]:
    """Give a guarantee's guarantors and trigger."""
    name = guarantee.id
    yield "guarantee", (name,)
    yield "duty", (name,)
    yield from _rooted("casus", name, trees.root(f"{name}.casus", NEVER))
    yield from _rooted("threshold", name, trees.root(f"{name}.threshold", ALWAYS))
    yield from _rooted("void", name, trees.root(f"{name}.void_if", NEVER))
    yield from (("excluded", (name, place)) for place in guarantee.excluded)
    for guarantor in guarantee.guarantors:
        if guarantor.firmness is Firmness.DECLINED:
            continue
        yield "guarantor", (name, guarantor.actor)
        if guarantor.firmness in UNSURE:
            yield "doubtful", (name, guarantor.actor)
            yield "joins_if", (guarantor.actor, f"joins.{guarantor.actor}")
    if guarantee.attribution is not None:
        yield "needs_attribution", (name, guarantee.attribution)


def _guarantee_duty(guarantee: Guarantee, duty: GuaranteeDuty) -> Iterator[Row]:
    """Give a guarantor's duty with its decision rule."""
    name, decision = duty.id, duty.decision
    yield "duty_of", (name, guarantee.id)
    yield "rule", (name, decision.rule.value)
    yield from _rule_details("least", "by_actor", name, decision)
    if decision.body is not None:
        yield "by_body", (name, decision.body)
    if decision.rule is Rule.UNKNOWN:
        yield "agreed_if", (name, f"agreed.{name}")
    if decision.attacker_votes is True:
        yield "attacker_has_vote", (name,)
    elif decision.attacker_votes is None:
        yield "attacker_vote_if", (name, f"attacker-votes.{name}")
    if duty.sharing is Sharing.JOINT:
        yield "joint", (name,)
    elif duty.sharing is Sharing.UNKNOWN:
        yield "joint_if", (name, f"joint.{name}")


def _bodies(instrument: Instrument, propositions: dict[str, Proposition]) -> Iterator[Row]:
    """Give the bodies that decide or attribute."""
    for name, body in instrument.bodies.items():
        yield "body", (name,)
        yield "body_rule", (name, body.decision.rule.value)
        yield from _rule_details("body_least", "body_actor", name, body.decision)
        yield from (("member", (name, actor)) for actor in body.members)
        yield from (("veto", (name, actor)) for actor in body.veto)
        unanimous = body.members if body.decision.rule is Rule.UNANIMOUS else ()
        controllers = dict.fromkeys((*body.controlled_by, *body.veto, *unanimous))
        yield from (("controls", (name, actor)) for actor in controllers)
        for predicate, kind in (("attribution_prop", "attribution"), ("decision_prop", "decision")):
            if f"{kind}.{name}" in propositions:
                yield predicate, (name, f"{kind}.{name}")


def _rule_details(least: str, by_actor: str, name: str, decision: Decision) -> Iterator[Row]:
    """Give the number or the actor of a rule."""
    if decision.n is not None:
        yield least, (name, decision.n)
    if decision.actor is not None:
        yield by_actor, (name, decision.actor)


def _possible(instrument: Instrument, group: str, outcomes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the outcomes of a choice that the file leaves possible."""
    if group.startswith("stage."):
        return tuple(stage.value for stage in instrument.actors[group.removeprefix("stage.")].stage)
    return outcomes


def _choice(number: int, group: str, given: str | None, possible: tuple[str, ...]) -> Row:
    """Give a choice's outcome where it is settled, else that it is open."""
    if given is not None:
        return "settled", (number, group, given)
    if len(possible) == 1:
        return "settled", (number, group, possible[0])
    return "open", (number, group)


def _event(instrument: Instrument, number: int, event: Event) -> Iterator[Row]:
    """Give the event of a world; what the question does not say of it stays open."""
    yield "event", (number, event.kind)
    actors = (*instrument.actors, SOMEBODY_ELSE)
    yield _choice(number, "attacker", event.by, actors)
    yield _choice(number, "victim", event.on, actors)
    yield _choice(number, "place", event.place, (*instrument.territories, ELSEWHERE))


def _windows(number: int, world: Supposition, trees: Trees) -> Iterator[Row]:
    """Give the date conditions that the world's day meets."""
    for node in trees.nodes:
        if node.join == "dates" and node.condition is not None and node.condition.dates is not None:
            window = node.condition.dates
            begun = window.since is None or world.at >= window.since
            if begun and (window.until is None or world.at <= window.until):
                yield "in_window", (number, node.number)


def _running(instrument: Instrument, number: int, world: Supposition) -> Iterator[Row]:
    """Give the terms asked about that run on the world's day, and those of which it cannot be told."""
    wanted: set[str] | None = None
    if world.asks is not None:
        wanted = {"instrument", *world.asks}
        for _, _, guarantee in guarantees_of(instrument):
            if any(duty.id in wanted for duty in guarantee.duties):
                wanted.add(guarantee.id)
    for name, term in _terms(instrument):
        if term is None or _is_endless(term) or (wanted is not None and name not in wanted):
            continue
        proposition = f"unexpired.{name}"
        runs = term_runs(instrument, term, world)
        if proposition in world.facts:
            runs = world.facts[proposition]
        if runs is True:
            yield "in_term", (number, name)
        elif runs is None:
            yield "term_doubt", (number, name, proposition)
            yield "unknown", (number, proposition)


def _terms(instrument: Instrument) -> Iterator[tuple[str, Term | None]]:
    """Give the term of the instrument and of each norm and guarantee."""
    yield "instrument", instrument.entry.term
    yield from ((norm.id, norm.term) for _, _, norm in norms_of(instrument))
    yield from ((guarantee.id, guarantee.term) for _, _, guarantee in guarantees_of(instrument))


def _is_endless(term: Term) -> bool:
    """Tell whether a term runs on every day."""
    return term.length == "indefinite"
