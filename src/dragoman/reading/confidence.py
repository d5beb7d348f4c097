"""Confidence: how often a statement read like this one stands, as seen on held-out articles.

Raw chances of a network are not frequencies.  A logistic curve over a few of them, fitted on negotiations
that the network had not seen (`training/calibrate.py`; the reliability figure is in `docs/reading.md`),
turns them into frequencies (Platt, 1999).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.reading.naming import Naming
from dragoman.reading.spotting import Spotted
from dragoman.reading.wording import Kind

FIELDS = ("statement", "parties", "act", "issues")


def features(spotted: Spotted, kind: Kind, naming: Naming) -> dict[str, float]:
    """Give what the curves are fitted over, each between some -6 and 6 or a flag."""
    how = naming.rule.split("/")[0]
    return {
        "bias": 1.0,
        "span": _logit(spotted.chance),
        "act": _logit(kind.act_chance),
        "issue": _logit(kind.issue_chances[0]),
        "marked": float(how in {"marked", "told", "reported"}),
        "cited": float(how == "cited"),
        "carried": float(how == "carried"),
        "named": float(bool(naming.parties)),
        "told": float(naming.attribution is not None),
    }


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the curves, one set a field; without weights every chance is 0.5."""

    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Calibration:
        """Read the weights that stand beside the model."""
        return cls(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls()

    def chances(self, spotted: Spotted, kind: Kind, naming: Naming) -> dict[str, float]:
        """Give the calibrated chance of a statement and of its fields, to two places."""
        values = features(spotted, kind, naming)
        return {name: round(self._chance(name, values), 2) for name in FIELDS}

    def _chance(self, name: str, values: Mapping[str, float]) -> float:
        weights = self.weights.get(name, {})
        return 1.0 / (1.0 + math.exp(-sum(weights.get(key, 0.0) * value for key, value in values.items())))


def _logit(chance: float) -> float:
    bounded = min(max(chance, 0.0025), 0.9975)
    return math.log(bounded / (1.0 - bounded))


def reliability(chances: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> list[tuple[float, float, int]]:
    """Give, for each tenth of stated chance that occurs: mean chance, share right, count."""
    table: list[tuple[float, float, int]] = []
    for which in range(bins):
        low, high = which / bins, (which + 1) / bins
        inside = [at for at, c in enumerate(chances) if low <= c < high or (which == bins - 1 and c == 1.0)]
        if inside:
            n = len(inside)
            table.append((sum(chances[at] for at in inside) / n, sum(right[at] for at in inside) / n, n))
    return table
