"""Evaluate the whole reader: statement F1 by the scorer, with what goes wrong.

`--on held-out` (the negotiations held out of training) to work with; `--on articles` and `--on seeds` to
measure at the end.  `--gold-spans` reads with gold spans, so that naming is seen alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from corpora import SHARED, Article, annotated, is_held_out
from dragoman.reading.confidence import Calibration
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.local import LocalReader
from dragoman.reading.windows import load_tokenizer
from dragoman.reading.wording import WordModel, plain_blend
from dragoman.sources import document_from_bytes
from measure import TorchEncoder, scorer


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--onnx", type=Path)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--words", type=Path, help="folder of the word model; without it the network stands alone")
    ap.add_argument("--on", choices=["held-out", "train", "articles", "seeds"], default="held-out")
    ap.add_argument("--show", action="store_true", help="print gold and read statements side by side")
    args = ap.parse_args()
    encoder: Encoder = OnnxEncoder(args.onnx) if args.onnx else TorchEncoder(args.weights, args.encoder, args.layers)
    words = WordModel.load(args.words) if args.words else plain_blend()
    reader = LocalReader(encoder, load_tokenizer(Path(args.encoder) / "tokenizer.json"), words, Calibration())
    score = scorer(SHARED / "score.py")
    folder = {"articles": "articles", "seeds": "../seeds"}.get(args.on, "train")
    articles = [a for a in annotated(folder) if args.on != "held-out" or is_held_out(a)]
    total, wrong = score.empty(), Counter()
    for article in articles:
        path = SHARED / folder / f"{article.name}.txt"
        document = document_from_bytes(path.read_bytes(), str(path))
        found = [s.model_dump(mode="json") for s in reader.read(document).statements]
        gold = [dict(s) for s in article.statements or ()]
        score.add(total, score.score(gold, found, article.text))
        compare(article, gold, found, score, wrong, show=args.show)
    score.show(args.on, [total])
    print({k: f"{h}/{n}" for k, (h, n) in total["fields"].items()})
    for (gold_party, got), count in wrong.most_common(25):
        print(f"{count:4} gold {gold_party} read {got}")


def compare(article: Article, gold: list, found: list, score: object, wrong: Counter, *, show: bool) -> None:
    """Pair by place alone and count where the parties differ."""
    for s in gold:
        near = [f for f in found if score.overlap(s, f) >= 0.5]
        best = max(near, key=lambda f: min(f["end"], s["end"]) - max(f["start"], s["start"]), default=None)
        right = best is not None and score.jaccard(s["parties"], best["parties"]) >= 0.5
        if best is not None and not right:
            wrong["; ".join(s["parties"]) or "-", "; ".join(best["parties"]) or "-"] += 1
        if show and not right:
            rule = next((a["rule"] for a in best["anchors"] if a["field"] == "actor"), "carried") if best else ""
            print(
                f"\n{article.name} {s['start']} GOLD {s['actor']} {s['parties']} {s['act']}: "
                f"{article.text[s['start'] : s['end']]!r}"
            )
            print(f"   READ {(best['actor'], best['parties'], rule, best['quote'][:80]) if best else None}")


if __name__ == "__main__":
    main()
