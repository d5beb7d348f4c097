"""The typed difference between two versions of one norm, duty or guarantee."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from dragoman.deals.changes import Change, ChangeKind, Direction
from dragoman.deals.conditions import Condition
from dragoman.deals.dates import parse_period
from dragoman.deals.duties import Duty, Guarantee, GuaranteeDuty, Norm, Quantity, Term
from dragoman.deals.implication import Reach, reach_of_change
from dragoman.deals.model import Instrument
from dragoman.deals.parties import Decision
from dragoman.deals.terms import Discretion, NormKind, Rule, Sharing, Strength
from dragoman.deals.wording import (
    condition_text,
    deadline_text,
    decision_text,
    listed,
    names_of,
    quantity_text,
    term_text,
)
from dragoman.record import Firmness

Pair = tuple[Instrument, Instrument]
Both = tuple[Duty, Duty] | tuple[Guarantee, Guarantee]
_STRENGTHS = (Strength.MAY, Strength.EXPECTS, Strength.INTENDS, Strength.SHALL)
_DISCRETIONS = (Discretion.WHETHER, Discretion.UNKNOWN, Discretion.MEASURES, Discretion.NONE)
_SHARINGS = (Sharing.JOINT, Sharing.UNKNOWN, Sharing.SEVERAL, Sharing.JOINT_AND_SEVERAL)
_FIRMNESS = (
    Firmness.DECLINED,
    Firmness.POSSIBLE,
    Firmness.CANDIDATE,
    Firmness.NAMED,
    Firmness.COMMITTED,
    Firmness.BOUND,
)
_BINDING_KINDS = frozenset({NormKind.OBLIGATION, NormKind.PROHIBITION})
_DAYS_IN_MONTH = 30.4375  # only to order two lengths of time, never to reckon a date


def duty_changes(pair: Pair, one: Duty, other: Duty) -> Iterator[Change]:
    """Compare what norms and guarantors' duties have in common."""
    yield from _modality(one, other)
    if one.action.casefold().split() != other.action.casefold().split():
        yield _change(ChangeKind.ACTION, Direction.OTHER, (one, other), "action", (one.action, other.action))
    yield from _number(one, other)
    yield from _lists(one, other)
    for name, wanted in (("after", True), ("unless", False), ("suspended_if", False), ("discharged_if", False)):
        trees = (getattr(one, name), getattr(other, name))
        yield from tree_change(pair, trees, other.id, name, wanted=wanted)
    yield from _deadline(one, other)
    yield from stepped(ChangeKind.DISCRETION, other.id, "discretion", (one.discretion, other.discretion), _DISCRETIONS)
    yield from stepped(ChangeKind.SHARING, other.id, "sharing", (one.sharing, other.sharing), _SHARINGS)
    if isinstance(one, GuaranteeDuty) and isinstance(other, GuaranteeDuty):
        yield from _decision(pair, one, other)


def norm_changes(pair: Pair, one: Norm, other: Norm) -> Iterator[Change]:
    """Compare what only norms have: bearers, counterparties, trigger, term, remedy."""
    binds = other.kind in _BINDING_KINDS
    yield from _actors(pair, (one, other), "bearer", (one.bearer, other.bearer), binds=binds)
    yield from _actors(pair, (one, other), "counterparty", (one.counterparty, other.counterparty), binds=binds)
    yield from tree_change(pair, (one.trigger, other.trigger), other.id, "trigger", wanted=True)
    yield from _term((one, other), (one.term, other.term))
    if one.remedy_for != other.remedy_for:
        words = (one.remedy_for or "", other.remedy_for or "")
        yield _change(ChangeKind.SCOPE, Direction.OTHER, (one, other), "remedy for", words)


def guarantee_changes(pair: Pair, one: Guarantee, other: Guarantee) -> Iterator[Change]:
    """Compare two versions of a guarantee, but for its duties."""
    yield from guarantor_changes(pair, one, other, where=other.id)
    yield from _actors(pair, (one, other), "beneficiary", (one.beneficiaries, other.beneficiaries), binds=True)
    for name, wanted in (("casus", True), ("threshold", True), ("void_if", False)):
        yield from tree_change(pair, (getattr(one, name), getattr(other, name)), other.id, name, wanted=wanted)
    yield from _excluded(pair, one, other)
    if one.attribution != other.attribution:
        old, new = pair
        bodies = [
            side.bodies[name].name if name is not None else ""
            for side, name in ((old, one.attribution), (new, other.attribution))
        ]
        way = Direction.WEAKER if one.attribution is None else Direction.STRONGER
        way = way if None in {one.attribution, other.attribution} else Direction.OTHER
        yield _change(ChangeKind.CONDITION, way, (one, other), "attribution", (bodies[0], bodies[1]))
    yield from _term((one, other), (one.term, other.term))


def guarantor_changes(pair: Pair, one: Guarantee, other: Guarantee, *, where: str) -> Iterator[Change]:
    """Compare who guarantees, and how firmly each is named; a guarantor that is dropped is flagged."""
    old, new = pair
    before = {old.actor_name(guarantor.actor): guarantor for guarantor in one.guarantors}
    after = {new.actor_name(guarantor.actor): guarantor for guarantor in other.guarantors}
    for name in dict.fromkeys((*before, *after)):
        left, right = before.get(name), after.get(name)
        if left is not None and right is not None:
            firmness = (left.firmness, right.firmness)
            yield from stepped(ChangeKind.MODALITY, where, f"{name} as guarantor", firmness, _FIRMNESS)
            continue
        way = Direction.WEAKER if right is None else Direction.STRONGER
        words = ("guarantor" if left is not None else "", "guarantor" if right is not None else "")
        change = _change(ChangeKind.ACTOR, way, (one, other), name, words)
        flag = "guarantor dropped" if right is None else ""
        yield change.model_copy(update={"flag": flag, "where": where})


def stepped(
    kind: ChangeKind, where: str, what: str, values: tuple[StrEnum, StrEnum], order: tuple[StrEnum, ...]
) -> Iterator[Change]:
    """Compare two values on a scale that runs from what binds least to what binds most."""
    before, after = values
    if before is after:
        return
    way = Direction.STRONGER if order.index(after) > order.index(before) else Direction.WEAKER
    # What is not public is not known to bind less or more.
    if "unknown" in {before.value, after.value}:
        way = Direction.OTHER
    yield Change(kind=kind, direction=way, where=where, what=what, before=before.value, after=after.value)


def tree_change(
    pair: Pair, trees: tuple[Condition | None, Condition | None], where: str, what: str, *, wanted: bool
) -> Iterator[Change]:
    """Compare two condition trees.

    Args:
        pair: Both instruments, for the words.
        trees: The old and the new tree.
        where: Id of the norm or guarantee.
        what: The field.
        wanted: Whether the tree must hold for the duty to arise (a trigger), or must not (an exception).
    """
    reach = reach_of_change(trees[0], trees[1], missing=wanted)
    if reach is Reach.SAME:
        return
    kinds = {
        "trigger": ChangeKind.TRIGGER,
        "casus": ChangeKind.TRIGGER,
        "threshold": ChangeKind.TRIGGER,
        "unless": ChangeKind.EXCEPTION,
        "void_if": ChangeKind.EXCEPTION,
    }
    fewer = Reach.NARROWER if wanted else Reach.WIDER
    more = Reach.WIDER if wanted else Reach.NARROWER
    way = {fewer: Direction.WEAKER, more: Direction.STRONGER}.get(reach, Direction.OTHER)
    words = [condition_text(side, tree) if tree is not None else "" for side, tree in zip(pair, trees, strict=True)]
    refs = [tree.ref if tree is not None else "" for tree in trees]
    yield Change(
        kind=kinds.get(what, ChangeKind.CONDITION),
        direction=way,
        where=where,
        what=what,
        before=words[0],
        after=words[1],
        ref_before=refs[0],
        ref_after=refs[1],
    )


def _modality(one: Duty, other: Duty) -> Iterator[Change]:
    """Compare kind and strength; a duty that becomes a permission is never missed."""
    if one.kind is not other.kind:
        was, now = one.kind in _BINDING_KINDS, other.kind in _BINDING_KINDS
        way = Direction.OTHER if was == now else Direction.STRONGER if now else Direction.WEAKER
        words = (one.kind.value, other.kind.value)
        change = _change(ChangeKind.MODALITY, way, (one, other), "kind", words)
        flag = f"{one.kind.value} → {other.kind.value}" if way is Direction.WEAKER else ""
        yield change.model_copy(update={"flag": flag})
    for change in stepped(ChangeKind.MODALITY, other.id, "strength", (one.strength, other.strength), _STRENGTHS):
        flag = f"{one.strength.value} → {other.strength.value}" if change.direction is Direction.WEAKER else ""
        yield change.model_copy(update={"flag": flag, "ref_before": one.ref, "ref_after": other.ref})


def _number(one: Duty, other: Duty) -> Iterator[Change]:
    """Compare the numbers in a duty."""
    if one.quantity == other.quantity:
        return
    words = tuple(quantity_text(duty.quantity) if duty.quantity is not None else "" for duty in (one, other))
    way = _number_way(one.quantity, other.quantity)
    yield _change(ChangeKind.NUMBER, way, (one, other), "quantity", (words[0], words[1]))


def _number_way(old: Quantity | None, new: Quantity | None) -> Direction:
    """Tell which way a number goes: a higher ceiling binds less, a higher floor more."""
    if old is None or new is None or old.unit != new.unit or old.comparator != new.comparator:
        return Direction.OTHER
    higher = new.value > old.value
    if new.comparator in {"<", "<="}:
        return Direction.WEAKER if higher else Direction.STRONGER
    if new.comparator in {">", ">="}:
        return Direction.STRONGER if higher else Direction.WEAKER
    return Direction.OTHER


def _lists(one: Duty, other: Duty) -> Iterator[Change]:
    """Compare the scope in words and the measures listed."""
    if one.scope.split() != other.scope.split():
        yield _change(ChangeKind.SCOPE, Direction.OTHER, (one, other), "scope", (one.scope, other.scope))
    if set(one.measures) != set(other.measures):
        fewer = set(other.measures) < set(one.measures)
        more = set(other.measures) > set(one.measures)
        way = Direction.WEAKER if fewer else Direction.STRONGER if more else Direction.OTHER
        words = (listed(list(one.measures)), listed(list(other.measures)))
        yield _change(ChangeKind.SCOPE, way, (one, other), "measures", words)


def _deadline(one: Duty, other: Duty) -> Iterator[Change]:
    """Compare the deadlines."""
    if deadline_text(one.deadline) == deadline_text(other.deadline):
        return
    old, new = one.deadline, other.deadline
    way = Direction.OTHER
    if old is None or new is None:
        way = Direction.STRONGER if old is None else Direction.WEAKER
    elif old.by is not None and new.by is not None:
        way = Direction.STRONGER if new.by < old.by else Direction.WEAKER
    elif old.within is not None and new.within is not None and old.of == new.of:
        way = Direction.STRONGER if _rough(new.within) < _rough(old.within) else Direction.WEAKER
    words = (deadline_text(old), deadline_text(new))
    yield _change(ChangeKind.DEADLINE, way, (one, other), "deadline", words)


def _term(where: Both, terms: tuple[Term | None, Term | None]) -> Iterator[Change]:
    """Compare how long something runs."""
    old, new = terms
    if term_text(old) == term_text(new):
        return
    way = Direction.OTHER
    open_ended = {"indefinite", "unknown"}
    if old is not None and new is not None and not {old.length, new.length} & open_ended:
        way = Direction.STRONGER if _rough(new.length) > _rough(old.length) else Direction.WEAKER
        way = Direction.OTHER if old.length == new.length else way
    elif old is not None and new is not None and "unknown" not in {old.length, new.length}:
        way = Direction.STRONGER if new.length == "indefinite" else Direction.WEAKER
    yield _change(ChangeKind.DURATION, way, where, "term", (term_text(old), term_text(new)))


def _rough(iso: str) -> float:
    """Give a length of time as a number to order by."""
    period = parse_period(iso)
    return period.months * _DAYS_IN_MONTH + period.days


def _decision(pair: Pair, one: GuaranteeDuty, other: GuaranteeDuty) -> Iterator[Change]:
    """Compare the rules of decision: the more must agree, the less the duty binds."""
    if one.decision == other.decision:
        return
    left, right = _strictness(one.decision), _strictness(other.decision)
    way = Direction.OTHER
    if left is not None and right is not None and left != right:
        way = Direction.WEAKER if right > left else Direction.STRONGER
    words = (decision_text(pair[0], one.decision), decision_text(pair[1], other.decision))
    change = _change(ChangeKind.DECISION, way, (one, other), "rule of decision", words)
    unanimity = other.decision.rule is Rule.UNANIMOUS and one.decision.rule is not Rule.UNANIMOUS
    yield change.model_copy(update={"flag": "unanimity added"}) if unanimity else change


def _strictness(decision: Decision) -> tuple[int, int, bool] | None:
    """Give how much agreement a rule asks for, where rules can be ordered at all."""
    order = {Rule.EACH_ALONE: 0, Rule.AT_LEAST: 1, Rule.UNANIMOUS: 3}
    if decision.rule not in order:
        return None
    counted = decision.rule is not Rule.EACH_ALONE
    return order[decision.rule], decision.n or 0, counted and decision.attacker_votes is not False


def _excluded(pair: Pair, one: Guarantee, other: Guarantee) -> Iterator[Change]:
    """Compare the territories that are left out."""
    places = [
        {side.territories[place] for place in guarantee.excluded}
        for side, guarantee in zip(pair, (one, other), strict=True)
    ]
    if places[0] != places[1]:
        way = Direction.OTHER
        if places[0] < places[1] or places[1] < places[0]:
            way = Direction.WEAKER if places[0] < places[1] else Direction.STRONGER
        words = tuple(listed(sorted(side)) if side else "nothing" for side in places)
        yield _change(ChangeKind.SCOPE, way, (one, other), "excluded territories", (words[0], words[1]))


def _actors(
    pair: Pair,
    where: Both,
    what: str,
    actors: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    binds: bool,
) -> Iterator[Change]:
    """Compare who bears, benefits or is owed."""
    before, after = ({names_of(side, (actor,)) for actor in some} for side, some in zip(pair, actors, strict=True))
    for name in sorted(before ^ after):
        lost = name in before
        way = Direction.WEAKER if lost else Direction.STRONGER
        words = (what if lost else "", "" if lost else what)
        change = _change(ChangeKind.ACTOR, way if binds else Direction.OTHER, where, name, words)
        flag = f"{what} dropped" if lost and binds else ""
        yield change.model_copy(update={"flag": flag})


def _change(
    kind: ChangeKind,
    direction: Direction,
    where: Both,
    what: str,
    words: tuple[str, str],
) -> Change:
    one, other = where
    return Change(
        kind=kind,
        direction=direction,
        where=other.id,
        what=what,
        before=words[0],
        after=words[1],
        ref_before=one.ref,
        ref_after=other.ref,
    )
