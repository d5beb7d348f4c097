"""Choose the decoder's biases: attributions on PolNeAR dev, statements on the held-out negotiations."""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

from corpora import SHARED, annotated, is_held_out, polnear
from dragoman.reading import attributions, spotting
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.windows import load_tokenizer
from measure import TorchEncoder, as_roles, scorer, windows_for


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--onnx", type=Path)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    args = ap.parse_args()
    tokenizer = load_tokenizer(Path(args.encoder) / "tokenizer.json")
    encoder: Encoder = OnnxEncoder(args.onnx) if args.onnx else TorchEncoder(args.weights, args.encoder, args.layers)
    _attributions(encoder, tokenizer)
    _statements(encoder, tokenizer)


def _attributions(encoder: Encoder, tokenizer: object) -> None:
    score = scorer(SHARED / "polnear" / "polnear_score.py")
    articles = polnear("dev")
    docs = [{"text": a.text, "attrs": [as_roles(x) for x in a.attributions or ()]} for a in articles]
    read = [(a.text, w := windows_for(a, tokenizer, 192), list(encoder.scores(w))) for a in articles]
    for cue, content, source in itertools.product((0.0, 0.7, 1.4), (0.0, 0.7, 1.4), (0.0, 0.7)):
        attributions.BIASES |= {"cue": cue, "content": content, "source": source}
        preds = [
            [as_roles(a) for w, s in zip(ws, rows, strict=True) for a in attributions.attributions_in(text, w, s)]
            for text, ws, rows in read
        ]
        got = score.score(docs, preds)
        print(
            f"cue {cue} content {content} source {source}: pair {got['pair']} content tokens {got['content_tok']}",
            flush=True,
        )


def _statements(encoder: Encoder, tokenizer: object) -> None:
    score = scorer(SHARED / "score.py")
    articles = [a for a in annotated() if is_held_out(a)]
    read = [(a, w := windows_for(a, tokenizer, 192), list(encoder.scores(w))) for a in articles]
    for bias in (-1.0, -0.5, 0.0, 0.5):
        total = score.empty()
        for article, ws, rows in read:
            gold = [dict(s, parties=["x"]) for s in article.statements or ()]
            found = [
                {"start": s.start, "end": s.end, "parties": ["x"], "act": "assess", "issues": ["process"]}
                for w, r in zip(ws, rows, strict=True)
                for s in spotting.statements_in(article.text, w, r, bias=bias)
            ]
            score.add(total, score.score(gold, found))
        m = score.means([total])
        print(f"bias {bias}: " + " ".join(f"{k} {v:.3f}" for k, v in m.items()), flush=True)


if __name__ == "__main__":
    main()
