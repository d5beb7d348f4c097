"""Whether an article bears on a negotiation at all.

The network sees a window at a time, and "the minister said it would not accept the offer" reads alike in a
peace process and in a takeover.  So the whole article is asked first: how often the terms of each issue
stand in it, weighed by a logistic curve that was fitted on articles about negotiations against articles of
US politics, sport, markets and the like (`training/subject.py`).  Below the line nothing is read from it.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.reading.lexicon import CODES, codes_in
from dragoman.reading.wording import tokens_of

MOST_CHARACTERS = 200_000
"""What stands beyond this many characters does not change what an article is about."""

FEWEST_CHARACTERS = 1_200
"""Some two hundred words: in less, one word more or less would decide."""


def rates_of(text: str, lines: Sequence[tuple[int, int]]) -> dict[str, float]:
    """Give how densely the terms of each issue stand in some lines: log(1 + occurrences in 100 words)."""
    tokens: list[str] = []
    for start, end in lines:
        if start > MOST_CHARACTERS:
            break
        tokens += tokens_of(text, start, min(end, start + MOST_CHARACTERS))
    counts = Counter(CODES[code] for code in codes_in(tokens) if CODES[code].startswith("issue:"))
    words = max(50, len(tokens))
    return {name: math.log1p(100.0 * count / words) for name, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Subject:
    """The curve's weights and the chance from which an article is read."""

    weights: Mapping[str, float]
    bias: float
    least: float

    @classmethod
    def load(cls, path: Path) -> Subject:
        """Read the weights that stand beside the model."""
        named = json.loads(path.read_text(encoding="utf-8"))
        return cls(named["weights"], named["bias"], named["least"])

    def chance(self, text: str, lines: Sequence[tuple[int, int]]) -> float:
        """Give the chance that an article bears on a negotiation."""
        rates = rates_of(text, lines)
        total = self.bias + sum(self.weights.get(name, 0.0) * rate for name, rate in rates.items())
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))

    def bears(self, text: str, lines: Sequence[tuple[int, int]]) -> bool:
        """Tell whether an article is read; a text too short to tell by always is."""
        characters = sum(end - start for start, end in lines)
        return characters < FEWEST_CHARACTERS or self.chance(text, lines) >= self.least
