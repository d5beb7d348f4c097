"""Draw the line above which a stretch of an article is read: `subject.json` beside the model.

The network's column was learned from whole articles (`train.py`).  The line is drawn with a network that has not
seen the held-out negotiations: under nearly all of their articles, and above nearly all others, with more care for
the former, for a lost article costs more than one that is read in vain.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from corpora import Article, annotated, is_held_out, polnear
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.subject import mean_score, stretches
from dragoman.reading.windows import load_tokenizer
from measure import TorchEncoder, windows_for

CARE = 0.35  # where the line lies between the last of the others and the first of the held-out articles


def scores_of(encoder: Encoder, tokenizer: object, articles: list[Article]) -> tuple[np.ndarray, np.ndarray]:
    """Give the score of every stretch of some articles, and of every two windows, which are what a short text is."""
    whole, short = [], []
    for article in articles:
        for stretch in stretches(windows_for(article, tokenizer, 192)):
            scores = list(encoder.scores(stretch))
            whole.append(mean_score(scores))
            short += [mean_score(scores[at : at + 2]) for at in range(len(scores))]
    return np.array(whole), np.array(short)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path, required=True, help="a network that has not seen the held-out negotiations")
    ap.add_argument("--onnx", type=Path, required=True, help="the network that is shipped")
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    tokenizer = load_tokenizer(Path(args.encoder) / "tokenizer.json")
    held = TorchEncoder(args.weights, args.encoder, args.layers)
    about = scores_of(held, tokenizer, [a for a in annotated() if is_held_out(a)])
    dev = [a for a in polnear("dev") if a.bears is False]
    others = scores_of(held, tokenizer, dev)
    # Neither network has learned from these, so that the shipped one may say where they end.
    last = float(scores_of(OnnxEncoder(args.onnx), tokenizer, dev)[0].max())
    first = float(about[0].min())
    line = round(first if last > first else last + CARE * (first - last), 2)
    (args.out / "subject.json").write_text(json.dumps({"least": line}) + "\n", encoding="utf-8")
    print(f"first of the held-out negotiations {first:.2f}, last of the others {last:.2f}, line {line}")
    for name, kept, read in (("stretches", about[0], others[0]), ("two windows", about[1], others[1])):
        print(
            f"{name}: kept of the negotiations {np.mean(kept >= line):.3f} of {len(kept)}, "
            f"read of the others {np.mean(read >= line):.3f} of {len(read)}"
        )


if __name__ == "__main__":
    main()
