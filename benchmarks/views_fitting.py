"""How the weights of `dragoman.views.resemblance` are fitted, and how well they carry over to other negotiations.

    python benchmarks/views_fitting.py

For each annotated negotiation the weights are fitted on all the others (logistic regression, ridge) and the terms of
this one are then grouped with them: pairwise precision, recall and F1, each and all together; the written articles are
left out a quarter of their records at a time.  So three times: as gold was first annotated, after a second look, and as
two passes that did not see each other were settled, where there are two.  Last come the weights fitted on everything,
which is what the package holds.  The lists of synonyms were written with most of these at hand, so the figures say how
well the weights carry over, not how well the words do.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parent))
import written_terms  # this and the last stand beside this file
from dragoman.views import resemblance
from dragoman.views.gist import said
from dragoman.views.grouping import is_forbidden, is_reprint, weights_of
from dragoman.views.terms import in_order
from views_grouping import GOLD, Told, gold_statements, negotiation_statements, paired

RIDGE = 1.0
QUARTERS = 4
LOOKS = ("first", "again", "settled")
Rows = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


def annotated(look: str) -> dict[str, Told]:
    """Give the statements of every annotated negotiation with the terms they belong to.

    Args:
        look: Which look at them is taken, one of `LOOKS`.
    """
    again = look != "first"
    found = {"samples": gold_statements(again=again)}
    for path in [*sorted(GOLD.glob("*_terms.json")), *sorted((GOLD / "more").glob("*_terms.json"))]:
        name = path.stem.removesuffix("_terms")
        settled = GOLD / "second" / f"agreed_{name}.json"
        told = negotiation_statements(settled if look == "settled" and settled.exists() else path, again=again)
        if told is not None:
            found[name] = told
    return found | written_terms.annotated(again=again)


def rows_of(told: Told) -> Rows:
    """Give the features of every pair that might be joined, and whether gold joins it."""
    holdings, belongs = told
    statements = in_order(holdings.statements, {source.sha256: source for source in holdings.sources})
    items = [said(statement) for statement in statements]
    weights = weights_of(items)
    values, same = [], []
    for (one, first), (other, second) in itertools.combinations(zip(statements, items, strict=True), 2):
        if is_forbidden(first, second) or is_reprint(first, second) or resemblance.share_nothing(first, second):
            continue
        values.append(resemblance.features(first, second, weights))
        same.append(bool(belongs[one.id] & belongs[other.id]))
    return np.array(values).reshape(-1, len(resemblance.FEATURES)), np.array(same, dtype=np.float64)


def fitted(rows: list[Rows]) -> tuple[float, ...]:
    """Give the bias and the weights of a logistic regression with a ridge, by Newton's steps."""
    values = np.concatenate([one for one, _ in rows])
    values = np.c_[np.ones(len(values)), values]
    same = np.concatenate([one for _, one in rows])
    ridge = np.eye(values.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    theta = np.zeros(values.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-values @ theta))
        curve = (values * (likely * (1 - likely))[:, None]).T @ values + ridge
        step = np.linalg.solve(curve, values.T @ (likely - same) + ridge @ theta)
        theta -= step
        if np.abs(step).max() < 1e-7:
            break
    return tuple(float(round(value, 2)) for value in theta)


def use(theta: tuple[float, ...]) -> None:
    """Have the views use these weights."""
    resemblance.BIAS, resemblance.WEIGHTS = theta[0], theta[1:]


def line(name: str, counts: tuple[int, int, int]) -> str:
    """Write precision, recall and F1 of counted pairs."""
    hit, found, gold = counts
    precision, recall = hit / max(found, 1), hit / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{name:20} gold {gold:3}  found {found:3}  P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}"


def parts_of(names: list[str]) -> list[list[str]]:
    """Give what is left out at a time: a real negotiation, or a quarter of the written ones."""
    written = [name for name in names if name.startswith("written")]
    return [[name] for name in names if name not in written] + [written[at::QUARTERS] for at in range(QUARTERS)]


def crossed(told: dict[str, Told], rows: dict[str, Rows]) -> None:
    """Print how each negotiation is grouped with weights fitted on the others."""
    real, written = np.zeros(3, dtype=int), np.zeros(3, dtype=int)
    for part in parts_of(list(told)):
        use(fitted([row for other, row in rows.items() if other not in part]))
        for name in part:
            counts = np.array(paired(*told[name]))
            if name.startswith("written"):
                written += counts
            else:
                real += counts
                print(line(name, tuple(counts)))
    for name, counts in (("all real ones", real), ("all written ones", written), ("all", real + written)):
        print(line(name, (int(counts[0]), int(counts[1]), int(counts[2]))))


def main() -> None:
    rows: dict[str, Rows] = {}
    for look in LOOKS:
        print(look)
        told = annotated(look)
        rows = {name: rows_of(one) for name, one in told.items()}
        crossed(told, rows)
    theta = fitted(list(rows.values()))
    print("bias", theta[0])
    for feature, weight in zip(resemblance.FEATURES, theta[1:], strict=True):
        print(f"  {feature:16} {weight:6.2f}")
    print(", ".join(f"{weight:.2f}" for weight in theta[1:]))


if __name__ == "__main__":
    main()
