"""What a statement's words say of its act and issues: a linear model over words, word pairs and term lists.

It stands beside the network, which reads order and context but has met too few statements to know the rarer
codes; the two are added with weights learned on negotiations that neither had seen (`training/words.py`).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.reading.layout import ACTS, ISSUES
from dragoman.reading.lexicon import CODES, TOKEN, codes_in
from dragoman.reading.naming import Naming
from dragoman.reading.performatives import act_named
from dragoman.reading.spotting import Spotted
from dragoman.record import Act, Issue

CONTEXT = 300
"""Code points before a statement whose term lists are looked at too."""

NAMED_CHANCE = 0.8
"""The chance of an act that the sentence's own verb names, as seen on the training articles."""

Weights = npt.NDArray[np.float32]


def tokens_of(text: str, start: int, end: int) -> list[str]:
    """Give the lower-case words of a run of text."""
    return [found.group().lower().replace("’", "'") for found in TOKEN.finditer(text, start, end)]


def features_of(text: str, start: int, end: int, cue: tuple[int, int] | None = None) -> dict[str, float]:
    """Give the features of a statement.

    `w:` its words and pairs, `l:` terms in it, `c:` terms before it, `q:` words of the cue that it is told by.
    Words and pairs together have unit length, so that long statements weigh as much as short ones.
    """
    tokens = tokens_of(text, start, end)
    words = {f"w:{token}" for token in tokens} | {f"w:{a} {b}" for a, b in itertools.pairwise(tokens)}
    share = 1.0 / max(1.0, len(words)) ** 0.5
    found = dict.fromkeys(words, share)
    for code in codes_in(tokens):
        key = f"l:{CODES[code]}"
        found[key] = min(2.0, found.get(key, 2.0 / 3.0) + 1.0 / 3.0)
    for code in set(codes_in(tokens_of(text, max(0, start - CONTEXT), start))):
        if CODES[code].startswith("issue:"):
            found[f"c:{CODES[code]}"] = 0.5
    if cue is not None:
        found |= dict.fromkeys((f"q:{token}" for token in tokens_of(text, *cue)), 0.7)
    return found


@dataclass(frozen=True, slots=True)
class WordModel:
    """Weights of the linear model and of its sum with the network.

    Attributes:
        rows: Feature -> row of `weights`.
        weights: Features x (acts and issues).
        bias: One a column.
        blend: How far each part is trusted: `act_network`, `act_words`, `issue_network`, `issue_words`,
            `issue_bias`; and `issue_chance`, from which a second or third issue is named.
        terms: Issue -> how often a statement with one of its terms is about it, for issues where that is more often
            than not: the least chance of the issue where a term stands, however rare it was in training.
    """

    rows: Mapping[str, int]
    weights: Weights
    bias: Weights
    blend: Mapping[str, float]
    terms: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> WordModel:
        """Read `words.json` and `words.npz` from a model's folder."""
        named = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "words.npz") as arrays:
            weights, bias = arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32)
        return cls(
            {name: at for at, name in enumerate(named["features"])}, weights, bias, named["blend"], named["terms"]
        )

    def scores(self, features: Mapping[str, float]) -> tuple[Weights, Weights]:
        """Give the linear scores of a statement's features: one an act, one an issue."""
        # In the order of the rows, so that the sum is the same to the last bit whatever order features come in.
        known = sorted((self.rows[name], value) for name, value in features.items() if name in self.rows)
        rows, values = [row for row, _ in known], np.array([value for _, value in known], np.float32)
        total = self.bias + (self.weights[rows] * values[:, None]).sum(axis=0)
        return total[: len(ACTS)], total[len(ACTS) :]

    def issue_chances(self, chances: Weights, features: Mapping[str, float]) -> list[float]:
        """Raise the chances of issues whose own terms stand in the statement."""
        raised = [float(chance) for chance in chances]
        for at, issue in enumerate(ISSUES):
            if f"l:issue:{issue}" in features:
                raised[at] = max(raised[at], self.terms.get(issue, 0.0))
        return raised

    def blended(self, network: tuple[Weights, Weights], words: tuple[Weights, Weights]) -> tuple[Weights, Weights]:
        """Add the network's scores and the words': chances of acts (sum 1) and of issues (each its own)."""
        act = self.blend["act_network"] * network[0] + self.blend["act_words"] * words[0]
        act = np.exp(act - act.max())
        issue = (
            self.blend["issue_network"] * network[1] + self.blend["issue_words"] * words[1] + self.blend["issue_bias"]
        )
        return (act / act.sum()).astype(np.float32), (1.0 / (1.0 + np.exp(-issue))).astype(np.float32)


def plain_blend() -> WordModel:
    """Give a model without words, for a network measured alone."""
    blend = {"act_network": 1.0, "act_words": 0.0, "issue_network": 1.0, "issue_words": 0.0, "issue_bias": 0.0}
    blend["issue_chance"] = 0.35
    width = len(ACTS) + len(ISSUES)
    return WordModel({}, np.zeros((0, width), np.float32), np.zeros(width, np.float32), blend)


def top_issues(chances: Sequence[float], *, least: float) -> list[int]:
    """Give the likeliest issue and up to two more that reach a chance."""
    order = sorted(range(len(chances)), key=lambda at: (-chances[at], at))[:3]
    return [at for rank, at in enumerate(order) if rank == 0 or chances[at] >= least]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a statement does and what it is about, with the chances of each."""

    act: Act
    act_chance: float
    issues: tuple[Issue, ...]
    issue_chances: tuple[float, ...]


def kind_of(words: WordModel, text: str, spotted: Spotted, naming: Naming, network: tuple[Weights, Weights]) -> Kind:
    """Decide a statement's act and its one to three issues, from its words and from the network's scores."""
    cue = naming.attribution.cue[0] if naming.attribution and naming.attribution.cue else None
    named = act_named(text, naming.place, spotted.end) if naming.place else None
    features = features_of(text, spotted.start, spotted.end, cue)
    acts, issues = words.blended(network, words.scores(features))
    chances = words.issue_chances(issues, features)
    kept = top_issues(chances, least=words.blend["issue_chance"])
    act = spotted.position or named or Act(ACTS[int(acts.argmax())])
    return Kind(
        act,
        max(float(acts[ACTS.index(act)]), NAMED_CHANCE if named is act else 0.0),
        tuple(Issue(ISSUES[at]) for at in kept),
        tuple(chances[at] for at in kept),
    )
