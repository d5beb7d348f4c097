"""Fit the confidence curves on the held-out negotiations, or check them on articles nobody trained on.

`calibrate.py --weights HELD_OUT_MODEL --words FOLDER --out FOLDER` fits; the network and the words must not
have seen the held-out negotiations.  `calibrate.py --check --onnx … --words … --out …` prints the reliability
of the shipped model on `articles` and the seeds.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpora import SHARED, Article, annotated, is_held_out
from dragoman.reading.confidence import FIELDS, Calibration, features, reliability
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.local import LocalReader
from dragoman.reading.windows import load_tokenizer
from dragoman.reading.wording import WordModel
from dragoman.sources import document_from_bytes
from measure import TorchEncoder, scorer


class Recorder:
    """Stands in for a calibration and keeps the features of every statement."""

    def __init__(self) -> None:
        self.seen: dict[tuple[int, int], dict[str, float]] = {}

    def chances(self, spotted: object, kind: object, naming: object) -> dict[str, float]:
        """Keep the features; the chances given back mean nothing."""
        self.seen[spotted.start, spotted.end] = features(spotted, kind, naming)  # type: ignore[attr-defined, arg-type]
        return dict.fromkeys(FIELDS, 0.5)


def judged(reader: LocalReader, article: Article, score: object) -> list[tuple[tuple[int, int], dict[str, bool]]]:
    """Read an article and tell of each statement which of its fields a gold statement confirms."""
    document = document_from_bytes(article.text.encode("utf-8"), article.name)
    found = [s.model_dump(mode="json") for s in reader.read(document).statements]
    pairs = {id(p): g for g, p in score.best_pairs([dict(s) for s in article.statements or ()], found)}  # type: ignore[attr-defined]
    out = []
    for statement in found:
        gold = pairs.get(id(statement))
        here = [g for g in article.statements or () if score.overlap(g, statement) >= 0.5]  # type: ignore[attr-defined]
        right = {
            "parties": any(score.jaccard(g["parties"], statement["parties"]) >= 0.5 for g in here),  # type: ignore[attr-defined]
            "act": any(score.same_act(g["act"], statement["act"]) for g in here),  # type: ignore[attr-defined]
            "issues": any(set(g["issues"]) & set(statement["issues"]) for g in here),  # type: ignore[call-overload]
        }
        right["statement"] = gold is not None and right["act"] and right["issues"]
        out.append(((statement["start"], statement["end"], statement["field_confidence"]), right))
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--onnx", type=Path)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--words", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--check", action="store_true")
    args = ap.parse_args()
    score = scorer(SHARED / "score.py")
    encoder: Encoder = OnnxEncoder(args.onnx) if args.onnx else TorchEncoder(args.weights, args.encoder, args.layers)
    tokenizer, words = load_tokenizer(Path(args.encoder) / "tokenizer.json"), WordModel.load(args.words)
    if args.check:
        check(LocalReader(encoder, tokenizer, words, Calibration.load(args.out / "calibration.json")), score)
        return
    rows: list[dict[str, float]] = []
    rights: list[dict[str, bool]] = []
    for article in annotated():
        if is_held_out(article):
            recorder = Recorder()
            reader = LocalReader(encoder, tokenizer, words, recorder)  # type: ignore[arg-type]
            for (start, end, _), right in judged(reader, article, score):
                rows.append(recorder.seen[start, end])
                rights.append(right)
    names = sorted(rows[0])
    data = np.array([[row[name] for name in names] for row in rows])
    weights = {}
    for field in FIELDS:
        curve = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(data, [r[field] for r in rights])
        weights[field] = dict(zip(names, (round(float(w), 4) for w in curve.coef_[0]), strict=True))
        print(field, f"right {np.mean([r[field] for r in rights]):.2f} of {len(rights)}", weights[field])
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "calibration.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def check(reader: LocalReader, score: object) -> None:
    """Print stated chance against share right, in tenths, and the expected calibration error."""
    got = [item for a in (*annotated("articles"), *annotated("../seeds")) for item in judged(reader, a, score)]
    for field in FIELDS:
        chances = [confidence[field] for (_, _, confidence), _ in got]
        right = [r[field] for _, r in got]
        table = reliability(chances, right)
        error = sum(n * abs(mean - share) for mean, share, n in table) / len(got)
        print(f"{field}: expected calibration error {error:.3f} over {len(got)} statements")
        for mean, share, n in table:
            print(f"   stated {mean:.2f}  right {share:.2f}  n {n}")


if __name__ == "__main__":
    main()
