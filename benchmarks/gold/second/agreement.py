"""How well two passes agree on which statements are one term, by pairs of statements.

    python benchmarks/gold/second/agreement.py

A pair is two statements that a pass files under one term.  The first pass is counted as first annotated and with the
second look that was taken at it (`again`).  The settled grouping is counted against both.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any, TypeAlias

SECOND = Path(__file__).resolve().parent
FIRST = SECOND.parent
Pair: TypeAlias = tuple[tuple[str, int, str], ...]


def pairs_of(path: Path, *, again: bool = False) -> set[Pair]:
    """Give the pairs of statements that a gold file joins.

    Args:
        path: The gold file.
        again: Whether to count what a second look at it found.
    """
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    terms = [*gold["terms"], *(gold.get("again", ()) if again else ())]
    return {
        tuple(sorted(pair))
        for term in terms
        for pair in itertools.combinations({(file, start, act) for file, start, act in term}, 2)
    }


def line(name: str, one: set[Pair], other: set[Pair]) -> str:
    """Write how much of each pass is in the other, and the F1 of both."""
    both = len(one & other)
    f1 = 2 * both / max(len(one) + len(other), 1)
    shares = f"{both / max(len(one), 1):.2f} of one in the other, {both / max(len(other), 1):.2f} back"
    return f"{name:18} pairs {len(one):3} and {len(other):3}, both {both:3}: {shares}, F1 {f1:.2f}"


def compare(title: str, *, again: bool, one: str = "", other: str = "") -> None:
    """Print the agreement of two passes, each negotiation and summed; a pass is named by its file's pattern."""
    print(title)
    left: set[Pair] = set()
    right: set[Pair] = set()
    for path in sorted(SECOND.glob("*_terms.json")):
        name = path.stem.removesuffix("_terms")
        first = pairs_of(FIRST / f"{name}_terms.json" if not one else SECOND / one.format(name), again=again)
        second = pairs_of(SECOND / (other or "{}_terms.json").format(name))
        print(" ", line(name, first, second))
        left |= first
        right |= second
    print(" ", line("all", left, right))


def main() -> None:
    compare("first pass as first annotated, second pass", again=False)
    compare("first pass after its second look, second pass", again=True)
    compare("first pass after its second look, settled", again=True, other="agreed_{}.json")
    compare("second pass, settled", again=False, one="{}_terms.json", other="agreed_{}.json")


if __name__ == "__main__":
    main()
