"""Does one condition ask for more than another?  Found out by trying every way in which the leaves can turn out."""

from __future__ import annotations

import itertools
from enum import StrEnum

from dragoman.deals.conditions import ANYONE, Condition, EventTest
from dragoman.deals.terms import Stage

MAX_LEAVES = 12


class Reach(StrEnum):
    """How the new condition stands to the old: it holds in the same, in fewer, in more, or in other cases."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    DIFFERENT = "different"


def reach_of_change(old: Condition | None, new: Condition | None, *, missing: bool) -> Reach:
    """Tell in which cases a new condition holds, seen from the old one.

    Leaves that say the same (the same fact, the same stage, the same event) are taken as one; wording and
    references do not matter.  Stages of one actor are steps, and an event that names more actors covers more.

    Args:
        old: The old tree, None where there was none.
        new: The new tree.
        missing: What holds where there is no tree: a missing trigger always holds, a missing exception never.
    """
    leaves: list[Condition] = []
    for tree in (old, new):
        for node in tree.walk() if tree is not None else ():
            if not node.parts and all(_key(node) != _key(leaf) for leaf in leaves):
                leaves.append(node)
    if len(leaves) > MAX_LEAVES:
        return Reach.SAME if old is not None and new is not None and _key(old) == _key(new) else Reach.DIFFERENT
    only_old = only_new = False
    for truths in itertools.product((True, False), repeat=len(leaves)):
        if not _can_be(leaves, truths):
            continue
        values = {_key(leaf): truth for leaf, truth in zip(leaves, truths, strict=True)}
        before = _holds(old, values) if old is not None else missing
        after = _holds(new, values) if new is not None else missing
        only_old |= before and not after
        only_new |= after and not before
    reaches = {(False, False): Reach.SAME, (True, False): Reach.NARROWER, (False, True): Reach.WIDER}
    return reaches.get((only_old, only_new), Reach.DIFFERENT)


def _key(node: Condition) -> str:
    """Give what a node says, without wording and references."""
    bare = {"text": "", "ref": "", "source": None, "controller": ()}
    if node.parts:
        parts = sorted(_key(part) for part in node.parts)
        join = "all" if node.all is not None else "any" if node.any is not None else "none" if node.none else node.count
        return f"{join}({', '.join(parts)})"
    return node.model_copy(update=bare).model_dump_json(exclude_defaults=True)


def _holds(node: Condition, values: dict[str, bool]) -> bool:
    parts = [_holds(part, values) for part in node.parts]
    if node.all is not None:
        return all(parts)
    if node.any is not None:
        return any(parts)
    if node.none is not None:
        return not any(parts)
    if node.count is not None:
        return sum(parts) >= node.count
    return values[_key(node)]


def _can_be(leaves: list[Condition], truths: tuple[bool, ...]) -> bool:
    """Tell whether leaves can turn out so together."""
    for one, first in zip(leaves, truths, strict=True):
        for other, second in zip(leaves, truths, strict=True):
            if first and not second and _entails(one, other):
                return False
    return True


def _entails(one: Condition, other: Condition) -> bool:
    """Tell whether a leaf cannot hold without another."""
    if one.stage is not None and other.stage is not None:
        order = list(Stage)
        reached = order.index(one.stage.at_least) >= order.index(other.stage.at_least)
        return one.stage.actor == other.stage.actor and reached
    if one.dates is not None and other.dates is not None:
        since, until = other.dates.since, other.dates.until
        begins = since is None or (one.dates.since is not None and one.dates.since >= since)
        return begins and (until is None or (one.dates.until is not None and one.dates.until <= until))
    if one.event is not None and other.event is not None:
        return _event_entails(one.event, other.event)
    return False


def _event_entails(one: EventTest, other: EventTest) -> bool:
    """Tell whether every event that fits one test fits the other."""
    people = all(
        ANYONE in theirs or (set(ours) <= set(theirs) and ANYONE not in ours)
        for ours, theirs in ((one.by, other.by), (one.on, other.on))
    )
    inside = not other.inside or (bool(one.inside) and set(one.inside) <= set(other.inside))
    outside = set(other.outside) <= set(one.outside) or (bool(one.inside) and not set(one.inside) & set(other.outside))
    return one.kind == other.kind and people and inside and outside
