"""The solver: which atoms hold in every stable model (certain), in some (possible), or in none (no).

clingo is loaded when the first question is asked.  One grounding serves all worlds of a question, and two
searches, for brave and for cautious consequences, serve all answers.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from dragoman.deals.encode import Row, encode_instrument, encode_world
from dragoman.deals.model import Instrument
from dragoman.deals.propositions import Proposition, propositions_of
from dragoman.deals.questions import Supposition
from dragoman.deals.terms import Answer
from dragoman.deals.trees import Trees

if TYPE_CHECKING:
    from clingo import Control

DEFAULT_LIMIT = 20.0
_PROGRAMS = ("values", "scope", "conditions", "force", "norms", "guarantees", "answers")
_PARTS = re.compile(r'"([^"]*)"|(-?\d+)')
Atom = tuple[str, tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The atoms that hold in some and in all models.

    Attributes:
        some: Atoms found in at least one model.
        every: Atoms found in all models so far.
        partial: Whether time ran out before the search was over; then an atom that is not in `some` may
            still be possible, and one in both sets may be certain or not.
    """

    some: frozenset[Atom]
    every: frozenset[Atom]
    partial: bool = False

    def answer(self, name: str, *arguments: str | int) -> Answer:
        """Give the answer for one atom."""
        atom = (name, arguments)
        if atom in self.some:
            if atom not in self.every:
                return Answer.POSSIBLE
            return Answer.UNDECIDED if self.partial else Answer.CERTAIN
        return Answer.UNDECIDED if self.partial else Answer.NO


@dataclass(frozen=True, slots=True)
class Case:
    """An instrument made ready for questions.

    Attributes:
        instrument: The instrument.
        trees: Its condition trees, numbered.
        propositions: What may be true, false or unknown in it.
    """

    instrument: Instrument
    trees: Trees
    propositions: dict[str, Proposition]

    @classmethod
    def of(cls, instrument: Instrument) -> Case:
        """Make an instrument ready."""
        return cls(instrument, Trees.of(instrument), propositions_of(instrument))


def solve_worlds(
    case: Case, worlds: list[Supposition], *, explained: Iterable[int] = (), limit: float = DEFAULT_LIMIT
) -> Outcome:
    """Give the three-valued outcome of an instrument in several worlds.

    Args:
        case: The instrument.
        worlds: The worlds; answers name them by their place in the list.
        explained: Worlds for which the steps of the proofs are wanted.
        limit: Seconds after which the search stops with what it has.
    """
    rows = list(encode_instrument(case.instrument, case.trees, case.propositions))
    for number, world in enumerate(worlds):
        rows.extend(encode_world(case.instrument, number, world, case.trees, case.propositions))
    rows.extend(("explained", (number,)) for number in explained)
    return consequences(ground(rows, _PROGRAMS), limit=limit)


def ground(rows: Iterable[Row], programs: Iterable[str], options: Iterable[str] = ()) -> Control:
    """Load programs of the package, hand them their facts, and ground them.

    Args:
        rows: The facts.
        programs: Names of the program files.
        options: Options for the solver.
    """
    import clingo  # noqa: PLC0415 - loading the solver takes longer than most commands

    control = clingo.Control(["--warn=none", *options])
    control.add("base", [], _program(tuple(programs)))
    # Numbers and words are keys of one table: they are never equal to each other.
    known: dict[str | int, clingo.Symbol] = {}
    with control.backend() as backend:
        for name, arguments in rows:
            symbols = []
            for part in arguments:
                symbol = known.get(part)
                if symbol is None:
                    symbol = known[part] = clingo.Number(part) if isinstance(part, int) else clingo.String(part)
                symbols.append(symbol)
            backend.add_rule([backend.add_atom(clingo.Function(name, symbols))])
    control.ground([("base", [])])
    return control


@lru_cache(maxsize=16)
def _program(names: tuple[str, ...]) -> str:
    """Give the text of several program files, read once."""
    folder = resources.files("dragoman.deals") / "programs"
    return "\n".join((folder / f"{name}.lp").read_text(encoding="utf-8") for name in names)


def consequences(control: Control, *, limit: float) -> Outcome:
    """Search for what holds in some and in all models, within a time limit."""
    deadline = time.monotonic() + limit
    some, some_partial = _search(control, "brave", deadline)
    every, every_partial = _search(control, "cautious", deadline)
    return Outcome(some, every, some_partial or every_partial)


def _search(control: Control, mode: str, deadline: float) -> tuple[frozenset[Atom], bool]:
    """Run one search; the last model of it is the answer, and the last before time ran out a part of it."""
    configuration: Any = control.configuration
    configuration.solve.models = 0
    configuration.solve.enum_mode = mode
    with control.solve(yield_=True, async_=True) as handle:
        over = False
        while not over:
            handle.resume()
            if not handle.wait(max(0.0, deadline - time.monotonic())):
                handle.cancel()
                break
            over = handle.model() is None
        # Only the last model is read: reading every one on the way takes longer than finding them.
        last = handle.last()
        return _atoms(last.symbols(shown=True)) if last is not None else frozenset(), not over


def _atoms(symbols: Sequence[Any]) -> frozenset[Atom]:
    """Turn the solver's symbols into plain tuples.

    They are read from their printed form: asking the solver for each part of each symbol takes four times as
    long.  Names in instruments hold no quotation marks, so the form is plain.
    """
    return frozenset(_atom(str(symbol)) for symbol in symbols)


@lru_cache(maxsize=65_536)
def _atom(printed: str) -> Atom:
    """Read one atom: `arises(0,"defend","us","must")`."""
    name, _, rest = printed.partition("(")
    return name, tuple(word if number == "" else int(number) for word, number in _PARTS.findall(rest))
