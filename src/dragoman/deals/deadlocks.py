"""Conditions that wait for each other or cannot hold together, and the smallest relaxations that would free them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.deals.answers import Basis
from dragoman.deals.conditions import Condition
from dragoman.deals.encode import Row, encode_instrument
from dragoman.deals.engine import DEFAULT_LIMIT, Case, ground
from dragoman.deals.model import Instrument, norms_of
from dragoman.deals.questions import Supposition
from dragoman.deals.status import basis_of
from dragoman.deals.trees import ALWAYS
from dragoman.deals.wording import names_of
from dragoman.record import Record

_MAX_SETS = 32


class WaitText(Record):
    """One side's insistence on an order, or two things that exclude each other."""

    text: str
    by: tuple[str, ...] = ()
    ref: str = ""
    source: str = ""


class Circle(Record):
    """Steps that wait for each other in a circle, each with the wait that leads to the next."""

    steps: tuple[str, ...]
    waits: tuple[WaitText, ...]


class Deadlocks(Record):
    """Whether the steps can come at all.

    Attributes:
        basis: What the answer rests on.
        blocked: Whether no order serves every side.
        circles: The steps that wait for each other.
        incompatible: What is wanted and cannot hold together.
        relaxations: The smallest sets of waits of which giving up one whole set would do.
        order: An order in which the steps can come (after the first relaxation, where one is needed).
        partial: Whether time ran out.
    """

    basis: Basis
    blocked: bool
    circles: tuple[Circle, ...]
    incompatible: tuple[WaitText, ...]
    relaxations: tuple[tuple[WaitText, ...], ...]
    order: tuple[tuple[str, ...], ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """A wait or an exclusion between two steps."""

    step: str
    other: str
    order: str
    told: WaitText
    necessary: bool = False


def deadlocks_of(instrument: Instrument, world: Supposition, *, limit: float = DEFAULT_LIMIT) -> Deadlocks:
    """Tell whether the steps can come in some order, and what would have to give way.

    Steps are the facts that entry into force asks for, those that wait for others or that others wait for,
    and those that discharge an obligation which itself waits for something.

    Args:
        instrument: The instrument.
        world: What is to be taken as given; facts that are true there have come already.
        limit: Seconds after which the answer is given as far as it is known, and said to be partial.
    """
    links = list(_links(instrument))
    case = Case.of(instrument)
    steps = _steps(case, links)
    already = {step for step in steps if _is_so(case, world, step)}
    rows = list(_rows(case, links, steps, already))
    found = _solve(rows, limit)
    relaxed = tuple(tuple(links[number].told for number in chosen) for chosen in found.relaxed if chosen)
    live = [link for link in links if link.step not in already and link.other not in already]
    return Deadlocks(
        basis=basis_of(instrument, world.at),
        blocked=bool(relaxed),
        circles=tuple(_circles(instrument, live)),
        incompatible=tuple(link.told for link in links if link.order == "excludes"),
        relaxations=relaxed,
        order=tuple(
            tuple(instrument.facts[step].text for step in level if step in instrument.facts)
            for level in _order(links, found, already)
        ),
        partial=found.partial,
    )


def _links(instrument: Instrument) -> Iterator[_Link]:
    """Give the waits and exclusions that the file states, and those that the norms imply."""
    facts = instrument.facts
    for name, fact in facts.items():
        for wait in fact.waits_for:
            joined = "only together with" if wait.order == "together" else "only after"
            text = f"“{fact.text}” {joined} “{facts[wait.fact].text}”"
            source = instrument.sources[wait.source].title if wait.source is not None else ""
            by = tuple(instrument.actor_name(actor) for actor in wait.by)
            told = WaitText(text=text, by=by, ref=wait.ref, source=source)
            yield _Link(name, wait.fact, wait.order, told, wait.necessary)
        for other in fact.excludes:
            text = f"“{fact.text}” and “{facts[other].text}” cannot both be so"
            source = instrument.sources[fact.source].title if fact.source is not None else ""
            yield _Link(name, other, "excludes", WaitText(text=text, ref=fact.ref, source=source))
    for provision, _, norm in norms_of(instrument):
        done = norm.discharged_if.fact if norm.discharged_if is not None else None
        for needed in _needed(norm.after) if done is not None else ():
            text = f"{norm.id}: “{facts[done].text}” only after “{facts[needed].text}”" if done is not None else ""
            by = (names_of(instrument, norm.bearer),)
            told = WaitText(text=text, by=by, ref=norm.ref or provision.ref)
            yield _Link(done or "", needed, "after", told)


def _needed(condition: Condition | None) -> tuple[str, ...]:
    """Give the facts without which a condition cannot hold."""
    if condition is None:
        return ()
    if condition.fact is not None:
        return (condition.fact,)
    return tuple(name for part in condition.all or () for name in _needed(part))


def _steps(case: Case, links: list[_Link]) -> tuple[str, ...]:
    """Give everything that has to come, or may have to."""
    found = [name for link in links for name in (link.step, link.other)]
    requires = case.instrument.entry.requires
    if requires is not None:
        root = case.trees.roots["entry.requires"]
        for number in _below(case, root):
            node = case.trees.nodes[number]
            found.append(node.proposition or f"node.{number}")
    return tuple(dict.fromkeys(found))


def _below(case: Case, number: int) -> Iterator[int]:
    """Give the leaves below a node."""
    node = case.trees.nodes[number]
    if not node.parts:
        yield number
    for part in node.parts:
        yield from _below(case, part)


def _is_so(case: Case, world: Supposition, step: str) -> bool:
    """Tell whether a step has come already."""
    if step not in case.propositions:
        return False
    return world.facts.get(step, case.propositions[step].value) is True


def _rows(case: Case, links: list[_Link], steps: tuple[str, ...], already: set[str]) -> Iterator[Row]:
    """Give the facts for the program.  Leaves that are no facts (a stage, a date) count as steps of their own."""
    trees = ("all_of", "any_of", "none_of", "count_of", "part", "leaf_fact")
    yield from (row for row in encode_instrument(case.instrument, case.trees, case.propositions) if row[0] in trees)
    yield from (("step", (step,)) for step in steps)
    yield from (("already", (step,)) for step in sorted(already))
    yield from (("leaf_fact", (int(step[5:]), step)) for step in steps if step.startswith("node."))
    for number, link in enumerate(links):
        if link.order == "excludes":
            yield "exclusion", (number, link.step, link.other)
        else:
            yield "wait", (number, link.step, link.other, link.order)
            yield "wanted", (link.step,)
            if link.necessary:
                yield "necessary", (number,)
    yield "goal_node", (case.trees.root("entry.requires", ALWAYS),)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the search found: the smallest sets of relaxations, and the steps that come with the first of them."""

    relaxed: tuple[tuple[int, ...], ...]
    done: frozenset[str]
    partial: bool


def _solve(rows: list[Row], limit: float) -> _Found:
    """Search for the smallest relaxations, all of them."""
    options = ("--opt-mode=optN", "--opt-strategy=usc", "--project=show")
    control = ground(rows, ("conditions", "deadlocks"), options)
    configuration: Any = control.configuration
    configuration.solve.models = 0
    deadline = time.monotonic() + limit
    sets: dict[tuple[int, ...], frozenset[str]] = {}
    partial = False
    with control.solve(yield_=True, async_=True) as handle:
        while not partial:
            handle.resume()
            if not handle.wait(max(0.0, deadline - time.monotonic())):
                handle.cancel()
                partial = True
                break
            model = handle.model()
            if model is None:
                break
            if model.optimality_proven:
                symbols = model.symbols(shown=True)
                chosen = sorted(one.arguments[0].number for one in symbols if one.name == "relaxed")
                done = frozenset(one.arguments[0].string for one in symbols if one.name == "done")
                sets[tuple(chosen)] = sets.get(tuple(chosen), frozenset()) | done
            partial = len(sets) > _MAX_SETS
    ordered = tuple(sorted(sets))[:_MAX_SETS]
    return _Found(ordered, sets[ordered[0]] if ordered else frozenset(), partial)


def _order(links: list[_Link], found: _Found, already: set[str]) -> list[list[str]]:
    """Put the steps in order, level by level, with the first relaxation where one is needed.

    Steps that come only together with others are put on the level of the last of them.
    """
    given_up = set(found.relaxed[0]) if found.relaxed else set()
    kept = [link for number, link in enumerate(links) if number not in given_up and link.order != "excludes"]
    waiting = set(found.done) - already
    levels: list[list[str]] = []
    while waiting:
        free = {
            step
            for step in waiting
            if not any(link.step == step and link.order == "after" and link.other in waiting for link in kept)
        }
        # A step that is tied to one that is not free yet is not free either; ties may form chains.
        while bound := {
            step
            for step in free
            for link in kept
            if link.order == "together"
            and (
                (link.step == step and link.other in waiting - free)
                or (link.other == step and link.step in waiting - free)
            )
        }:
            free -= bound
        if not free:
            break
        levels.append(sorted(free))
        waiting -= free
    return levels


def _circles(instrument: Instrument, links: list[_Link]) -> Iterator[Circle]:
    """Give the shortest circle through each wait that lies on one, every circle once."""
    after: dict[str, list[_Link]] = {}
    for link in links:
        if link.order != "excludes":
            after.setdefault(link.step, []).append(link)
    told: set[frozenset[str]] = set()
    for link in links:
        path = _way_back(after, link) if link.order == "after" else None
        if path is None:
            continue
        names = frozenset(one.step for one in path)
        if names not in told:
            told.add(names)
            steps = tuple(instrument.facts[one.step].text for one in path)
            yield Circle(steps=steps, waits=tuple(one.told for one in path))


def _way_back(after: dict[str, list[_Link]], link: _Link) -> list[_Link] | None:
    """Give the shortest way of waits from a link back to where it began."""
    paths = [[link]]
    seen = {link.other}
    while paths:
        longer: list[list[_Link]] = []
        for path in paths:
            if path[-1].other == link.step:
                return path
            for following in after.get(path[-1].other, []):
                if following.other not in seen:
                    seen.add(following.other)
                    longer.append([*path, following])
        paths = longer
    return None
