"""Fit the curve that tells articles about a negotiation from all others.

For: the annotated articles and those written with statements.  Against: PolNeAR (US politics; the few of its
articles that are about foreign talks only make the line more careful) and the written ones without.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpora import Article, annotated, is_held_out, polnear, written
from dragoman.reading.subject import rates_of
from dragoman.reading.windows import text_lines
from dragoman.record import Issue
from measure import HERE

LOST = 0.01  # share of held-out articles about negotiations at whose chance the line is looked for
CARE = 0.4  # the line is drawn at this share of it: a lost article costs more than a read distractor


def rows(articles: list[Article], names: list[str]) -> np.ndarray:
    found = [rates_of(a.text, text_lines(a.text)) for a in articles]
    return np.array([[row.get(name, 0.0) for name in names] for row in found])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    names = [f"issue:{issue}" for issue in Issue]
    about = annotated() + [a for a in written() if a.statements]
    others = polnear("train", HERE / "cache" / "polnear")[::2] + [a for a in written() if not a.statements]
    held = [is_held_out(a) for a in about]
    for_, against = rows(about, names), rows(others, names)
    curve = fit(for_[~np.array(held)], against)
    unseen = curve.predict_proba(for_[held])[:, 1]
    least = float(np.quantile(unseen, LOST)) * CARE
    dev = curve.predict_proba(rows(polnear("dev", HERE / "cache" / "polnear"), names))[:, 1]
    print(
        f"line {least:.3f}; kept: held-out negotiations {np.mean(unseen >= least):.2f}, "
        f"PolNeAR dev {np.mean(dev >= least):.2f}"
    )
    curve = fit(for_, against)
    weights = {name: round(float(w), 3) for name, w in zip(names, curve.coef_[0], strict=True)}
    out = {"least": round(least, 3), "bias": round(float(curve.intercept_[0]), 3), "weights": weights}
    (args.out / "subject.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    print(sorted(weights.items(), key=lambda item: -item[1]))


def fit(for_: np.ndarray, against: np.ndarray) -> LogisticRegression:
    data = np.vstack([for_, against])
    labels = [1] * len(for_) + [0] * len(against)
    return LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced").fit(data, labels)


if __name__ == "__main__":
    main()
