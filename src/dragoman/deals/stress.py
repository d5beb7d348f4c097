"""The structural stress test: take away what a guarantee leans on, and see what is left of each duty."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.deals.answers import Basis
from dragoman.deals.coalitions import Coalitions, coalitions_of
from dragoman.deals.dates import last_day, parse_period
from dragoman.deals.duties import Guarantee, GuaranteeDuty
from dragoman.deals.engine import DEFAULT_LIMIT, Case, Outcome, solve_worlds
from dragoman.deals.model import Instrument, guarantees_of
from dragoman.deals.parties import Decision
from dragoman.deals.propositions import VOTING_RULES
from dragoman.deals.questions import Event, Supposition, stage_group
from dragoman.deals.status import basis_of
from dragoman.deals.terms import Answer, Discretion, Effect, Rule, Sharing, Stage
from dragoman.deals.whatif import contingencies_of
from dragoman.deals.wording import event_text, name_of
from dragoman.errors import DealError
from dragoman.record import Record

MAX_PAIRS = 120
_TOGETHER = frozenset({Sharing.JOINT, Sharing.UNKNOWN})


class Left(Record):
    """What is left of one duty in one variation."""

    duty: str
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()


class Variation(Record):
    """One thing taken away or changed, and what is left of each duty."""

    name: str
    kind: str
    duties: tuple[Left, ...]


class StressTest(Record):
    """What a guarantee stands on.

    Attributes:
        basis: What the answer rests on; the instrument is supposed in force throughout.
        event: The event that is supposed.
        baseline: What is owed with nothing taken away.
        variations: What is left with one thing taken away, or two guarantors.
        coalitions: For each duty the smallest sets of actors on which it stands and that can block it.
        notes: What was not tried and why.
    """

    basis: Basis
    event: str
    baseline: Variation
    variations: tuple[Variation, ...]
    coalitions: tuple[Coalitions, ...]
    notes: tuple[str, ...] = ()


def stress_test(instrument: Instrument, world: Supposition, *, limit: float = DEFAULT_LIMIT) -> StressTest:
    """Tell what is left of each guarantor's duty when one thing after another gives way.

    Args:
        instrument: The instrument.
        world: The day, the event (without one, the first that the instrument was written for), and what is
            to be taken as given.
        limit: Seconds for each search.

    Raises:
        DealError: If there is no guarantee, or no event to test it with.
    """
    if not any(True for _ in guarantees_of(instrument)):
        raise DealError("there is no guarantee to test", item=instrument.instrument)
    events = (world.event,) if world.event is not None else contingencies_of(instrument)
    if not events:
        remedy = "Give --event, or add 'contingencies' to the file."
        raise DealError("there is no event to test the guarantees with", item=instrument.instrument, remedy=remedy)
    asks = frozenset(duty.id for duty in _duties(instrument))
    base = replace(world, event=_best_for(instrument, events), in_force=True, name="as written", asks=asks)
    case = Case.of(instrument)
    plans = [_Plan("as written", "baseline", base), *_plans(case, base)]
    outcome = solve_worlds(case, [plan.world for plan in plans if plan.world.asks], limit=limit)
    lefts = list(_left(instrument, outcome, plans))
    variations = [
        Variation(name=plan.name, kind=plan.kind, duties=_compared(lefts[0], left))
        for plan, left in zip(plans, lefts, strict=True)
    ]
    variations.append(_unanimity(instrument, base, lefts[0], limit))
    return StressTest(
        basis=basis_of(instrument, world.at, outcome),
        event=event_text(instrument, base.event),
        baseline=variations[0],
        variations=tuple(variations[1:]),
        coalitions=tuple(coalitions_of(case, base, limit=limit)),
        notes=tuple(_notes(instrument)),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """A variation to try.

    Attributes:
        name: How the answer calls it.
        kind: What is varied.
        world: The world to look at; it asks about the duties that may be owed otherwise than as written.
        missing: Guarantors taken away; duties that the world does not ask about are owed as written, less these.
    """

    name: str
    kind: str
    world: Supposition
    missing: frozenset[str] = frozenset()


def _best_for(instrument: Instrument, events: tuple[Event, ...]) -> Event:
    """Give the first event that some guarantee is about, else the first."""
    kinds = {
        node.event.kind
        for _, _, guarantee in guarantees_of(instrument)
        for node in guarantee.casus.walk()
        if node.event is not None
    }
    return next((event for event in events if event.kind in kinds), events[0])


def _plans(case: Case, base: Supposition) -> Iterator[_Plan]:
    """Give what is tried, one thing at a time."""
    instrument = case.instrument
    guarantors = list(
        dict.fromkeys(one.actor for _, _, guarantee in guarantees_of(instrument) for one in guarantee.guarantors)
    )
    for actor in guarantors:
        name = name_of(instrument, actor)
        yield _Plan(f"without {name}", "guarantor dropped", *_without(instrument, base, {actor}))
    for one, other in _pairs(instrument, guarantors):
        names = f"{name_of(instrument, one)} and {name_of(instrument, other)}"
        yield _Plan(f"without {names}", "pair dropped", *_without(instrument, base, {one, other}))
    for actor in guarantors:
        if base.event is not None and actor not in {base.event.by, base.event.on}:
            attack = replace(base, event=replace(base.event, by=actor))
            yield _Plan(f"{name_of(instrument, actor)} is the attacker", "guarantor attacks", attack)
    for actor in guarantors:
        name = f"{name_of(instrument, actor)} has not consented to be bound"
        yield _Plan(name, "not bound", *_unbound(case, base, {actor}))
    yield _Plan("no guarantor has consented to be bound", "not bound", *_unbound(case, base, set(guarantors)))
    for _, _, guarantee in guarantees_of(instrument):
        yield from _terms(instrument, base, guarantee)


def _without(instrument: Instrument, base: Supposition, actors: set[str]) -> tuple[Supposition, frozenset[str]]:
    """Drop guarantors: what the others owe can change only where heads count."""
    asks = frozenset(duty.id for duty in _duties(instrument) if _counts_heads(duty))
    return replace(base, dropped=base.dropped | actors, asks=asks), frozenset(actors)


def _unbound(case: Case, base: Supposition, actors: set[str]) -> tuple[Supposition, frozenset[str]]:
    """Hold guarantors back: what the others owe can change only where a duty is joint.

    Or where some condition looks at how far an actor has gone, or at whether the instrument is in force.
    """
    looked_at = any(node.join in {"stage", "in_force"} for node in case.trees.nodes)
    duties = [duty for duty in _duties(case.instrument) if looked_at or duty.sharing in _TOGETHER]
    held = {**base.choices, **{stage_group(actor): Stage.NEGOTIATING.value for actor in actors}}
    return replace(base, choices=held, asks=frozenset(duty.id for duty in duties)), frozenset(actors)


def _pairs(instrument: Instrument, guarantors: list[str]) -> list[tuple[str, str]]:
    """Give the pairs to try: none where no duty hangs on how many there are, so that a pair is lost as two are."""
    if not any(_counts_heads(duty) for duty in _duties(instrument)):
        return []
    pairs = list(itertools.combinations(guarantors, 2))
    return pairs if len(pairs) <= MAX_PAIRS else []


def _counts_heads(duty: GuaranteeDuty) -> bool:
    """Tell whether one guarantor's absence can change what another owes."""
    return duty.decision.rule in VOTING_RULES or duty.sharing in _TOGETHER


def _notes(instrument: Instrument) -> Iterator[str]:
    """Say what was not tried, and why."""
    count = len({one.actor for _, _, guarantee in guarantees_of(instrument) for one in guarantee.guarantors})
    pairs = count * (count - 1) // 2
    if not any(_counts_heads(duty) for duty in _duties(instrument)):
        yield "Pairs were not tried: each guarantor owes its duty alone, so that a pair is lost as the two are."
    elif pairs > MAX_PAIRS:
        yield f"Pairs were not tried: there are {pairs} of them, and at most {MAX_PAIRS} are."


def _terms(instrument: Instrument, base: Supposition, guarantee: Guarantee) -> Iterator[_Plan]:
    """Give what can be tried on the terms of one guarantee."""
    for place in guarantee.excluded:
        if base.event is not None:
            there = replace(base, event=replace(base.event, place=place))
            yield _Plan(f"the event lies in {instrument.territories[place]}", "excluded territory", there)
    if guarantee.attribution is not None:
        silent = base.with_fact(f"attribution.{guarantee.attribution}", value=False, name="")
        yield _Plan(f"{instrument.bodies[guarantee.attribution].name} names nobody", "attribution", silent)
    for tree, value, kind in ((guarantee.void_if, True, "lapse"), (guarantee.threshold, False, "threshold")):
        for node in tree.walk() if tree is not None else ():
            if node.fact is not None:
                text = instrument.facts[node.fact].text
                label = text if value else f"not so: {text}"
                yield _Plan(label, kind, base.with_fact(node.fact, value=value, name=""))
    yield from _choices(base, guarantee)
    if guarantee.term is not None and guarantee.term.length not in {"indefinite", "unknown"}:
        start = guarantee.term.date or base.since or instrument.entry.date or base.at
        after = last_day(start, parse_period(guarantee.term.length)) + dt.timedelta(days=1)
        expired = replace(base, at=after, since=base.since or instrument.entry.date or base.at)
        yield _Plan(f"on {after.isoformat()}, the day after the term of {guarantee.id}", "expired", expired)


def _choices(base: Supposition, guarantee: Guarantee) -> Iterator[_Plan]:
    """Give the duties that leave it to each whether to act: those who may stay out are taken to stay out."""
    for duty in guarantee.duties:
        name = f"all who may stay out of {duty.id} do"
        if duty.discretion is Discretion.WHETHER:
            yield _Plan(name, "discretion", base)
        elif duty.discretion is Discretion.UNKNOWN:
            yield _Plan(name, "discretion", base.with_fact(f"free.{duty.id}", value=True, name=""))


def _left(instrument: Instrument, outcome: Outcome, plans: list[_Plan]) -> Iterator[tuple[Left, ...]]:
    """Give, for each plan, who must and who perhaps must still act; a mere permission is not counted.

    The first plan is what is owed as written.
    """
    found: dict[tuple[int, str], dict[str, Answer]] = {}
    for name, arguments in outcome.some:
        if name == "arises" and arguments[3] != Effect.MAY.value:
            world, duty, actor = int(arguments[0]), str(arguments[1]), str(arguments[2])
            answer = outcome.answer(name, *arguments)
            held = found.setdefault((world, duty), {})
            held[actor] = Answer.CERTAIN if Answer.CERTAIN in {answer, held.get(actor)} else answer
    duties = [duty.id for duty in _duties(instrument)]
    numbers = itertools.count()
    for plan in plans:
        asks = plan.world.asks or frozenset()
        number = next(numbers) if asks else 0
        left = []
        for duty in duties:
            held = found.get((number if duty in asks else 0, duty), {})
            if duty not in asks:
                held = {actor: answer for actor, answer in held.items() if actor not in plan.missing}
            left.append(_told(instrument, duty, held))
        yield tuple(left)


def _told(instrument: Instrument, duty: str, held: dict[str, Answer]) -> Left:
    """Say who is left, in the order of the file's actors."""
    certain = tuple(name_of(instrument, actor) for actor in instrument.actors if held.get(actor) is Answer.CERTAIN)
    perhaps = {Answer.POSSIBLE, Answer.UNDECIDED}
    possible = tuple(name_of(instrument, actor) for actor in instrument.actors if held.get(actor) in perhaps)
    return Left(duty=duty, certain=certain, possible=possible)


def _duties(instrument: Instrument) -> Iterator[GuaranteeDuty]:
    for _, _, guarantee in guarantees_of(instrument):
        yield from guarantee.duties


def _compared(before: tuple[Left, ...], after: tuple[Left, ...]) -> tuple[Left, ...]:
    """Say what each duty lost and gained against the baseline."""
    found = []
    for old, new in zip(before, after, strict=True):
        had, has = {*old.certain, *old.possible}, {*new.certain, *new.possible}
        weaker = set(old.certain) & set(new.possible)
        firmer = set(old.possible) & set(new.certain)
        lost = tuple(sorted((had - has) | weaker))
        found.append(new.model_copy(update={"lost": lost, "gained": tuple(sorted((has - had) | firmer))}))
    return tuple(found)


def _unanimity(instrument: Instrument, base: Supposition, before: tuple[Left, ...], limit: float) -> Variation:
    """Try every duty with the rule that all guarantors must agree."""
    rule = Decision(rule=Rule.UNANIMOUS)

    def strict(guarantee: Guarantee) -> Guarantee:
        duties = tuple(duty.model_copy(update={"decision": rule}) for duty in guarantee.duties)
        return guarantee.model_copy(update={"duties": duties})

    provisions = []
    for provision in instrument.provisions:
        variants = tuple(
            variant.model_copy(update={"guarantees": tuple(strict(one) for one in variant.guarantees)})
            for variant in provision.variants
        )
        guarantees = tuple(strict(one) for one in provision.guarantees)
        provisions.append(provision.model_copy(update={"guarantees": guarantees, "variants": variants}))
    changed = instrument.model_copy(update={"provisions": tuple(provisions)})
    outcome = solve_worlds(Case.of(changed), [base], limit=limit)
    (left,) = _left(changed, outcome, [_Plan("", "unanimity", base)])
    return Variation(name="if all guarantors had to agree", kind="unanimity", duties=_compared(before, left))
