"""Condition trees with a number for every node, as the solver and the proofs both need them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.deals.conditions import Condition
from dragoman.deals.duties import Breach, Duty
from dragoman.deals.model import Instrument, conditions_of, guarantees_of, norms_of
from dragoman.deals.propositions import unpublished_id
from dragoman.deals.terms import BreachState

ALWAYS = 0
NEVER = 1


@dataclass(frozen=True, slots=True)
class Node:
    """One numbered node: how it joins its parts (`all`, `any`, `none`, `count`), or which proposition it is.

    Leaves of other kinds (stage, event, dates, in force) keep their condition.
    """

    number: int
    join: str
    parts: tuple[int, ...] = ()
    proposition: str | None = None
    condition: Condition | None = None


@dataclass(slots=True)
class Trees:
    """All trees of an instrument, found by the path that says where each stands."""

    roots: dict[str, int] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    @classmethod
    def of(cls, instrument: Instrument) -> Trees:
        """Number the trees of an instrument."""
        trees = cls(nodes=[Node(ALWAYS, "all"), Node(NEVER, "any")])
        builder = _Builder(instrument, trees)
        for owner, tree in conditions_of(instrument):
            trees.roots[owner] = builder.add(owner, tree)
        return trees

    def root(self, owner: str, default: int) -> int:
        """Give the top node of a tree, or a node that always or never holds where there is no tree."""
        return self.roots.get(owner, default)


def propositions_under(trees: Trees, owner: str) -> frozenset[str]:
    """Give the propositions in all trees of an owner: `shield` has `shield.casus`, `shield.void_if` and so on."""
    found: set[str] = set()
    left = [root for name, root in trees.roots.items() if name.startswith(f"{owner}.")]
    while left:
        node = trees.nodes[left.pop()]
        left.extend(node.parts)
        if node.proposition is not None:
            found.add(node.proposition)
    return frozenset(found)


class _Builder:
    """Adds trees node by node."""

    def __init__(self, instrument: Instrument, trees: Trees) -> None:
        self._facts = instrument.facts
        self._breaches: dict[str, Breach] = {}
        duties: list[Duty] = [norm for _, _, norm in norms_of(instrument)]
        duties += [duty for _, _, guarantee in guarantees_of(instrument) for duty in guarantee.duties]
        for duty in duties:
            if duty.breach is not None:
                self._breaches[duty.id] = duty.breach
        self._trees = trees
        self._unpublished: dict[str, int] = {}

    def add(self, owner: str, condition: Condition) -> int:
        """Add a node with all below it and give its number."""
        if condition.breach is not None:
            return self._breach(condition)
        if condition.fact is not None:
            return self._put("fact", proposition=condition.fact, condition=condition)
        if condition.unknown is not None:
            number = self._unpublished.get(owner, 0)
            self._unpublished[owner] = number + 1
            return self._put("fact", proposition=unpublished_id(owner, number), condition=condition)
        joins = ("all", "any", "none", "count", "stage", "event", "dates", "in_force")
        join = next(name for name in joins if getattr(condition, name) is not None)
        parts = tuple(self.add(owner, part) for part in condition.parts)
        return self._put(join, parts=parts, condition=condition)

    def _breach(self, condition: Condition) -> int:
        """Spell out how far a breach must have come."""
        test = condition.breach
        breach = self._breaches[test.norm] if test is not None else None
        if test is None or breach is None:
            return NEVER
        committed = self._put("fact", proposition=breach.fact)
        if test.state is BreachState.COMMITTED:
            return committed
        if test.state is BreachState.ALLEGED:
            said = any(report.says == "asserts" for report in self._facts[breach.fact].reports)
            return ALWAYS if said else committed
        cured = self._put("fact", proposition=breach.cured) if breach.cured is not None else NEVER
        if test.state is BreachState.CURED:
            return self._put("all", parts=(committed, cured), condition=condition)
        # Where the text names nobody to attribute a breach, the breach itself is what counts.
        parts = [committed]
        if breach.attributed is not None:
            parts.append(self._put("fact", proposition=breach.attributed))
        if test.state is BreachState.OPEN:
            parts.append(self._put("none", parts=(cured,)))
        return self._put("all", parts=tuple(parts), condition=condition)

    def _put(
        self,
        join: str,
        *,
        parts: tuple[int, ...] = (),
        proposition: str | None = None,
        condition: Condition | None = None,
    ) -> int:
        number = len(self._trees.nodes)
        self._trees.nodes.append(Node(number, join, parts, proposition, condition))
        return number
