"""Measure a network: PolNeAR dev by its scorer, held-out negotiations by the statement scorer.

`python training/measure.py --weights FOLDER` (PyTorch) or `--onnx FILE` (as shipped).
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

from corpora import SHARED, Article, annotated, is_held_out, polnear
from dragoman.reading.attributions import attributions_in
from dragoman.reading.decoding import Scores
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.spotting import statements_in
from dragoman.reading.windows import Window, load_tokenizer, text_lines, windows_of


def scorer(path: Path) -> ModuleType:
    """Load a scorer that stands outside the project."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TorchEncoder:
    """A network in training as an encoder."""

    def __init__(self, weights: Path, encoder: str, layers: int) -> None:
        import torch

        from network import Network

        self.network = Network(encoder, layers)
        self.network.load_state_dict(torch.load(weights, weights_only=True))
        self.network.eval()

    def scores(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """Yield one array, pieces x columns, for each window, in order."""
        import torch

        for low in range(0, len(windows), 16):
            part = windows[low : low + 16]
            longest = max(len(w.ids) for w in part)
            ids = torch.zeros(len(part), longest, dtype=torch.long)
            mask = torch.zeros_like(ids)
            for row, window in enumerate(part):
                ids[row, : len(window.ids)] = torch.tensor(window.ids)
                mask[row, : len(window.ids)] = 1
            with torch.no_grad():
                out = self.network(ids, mask).float().numpy()
            for row, window in enumerate(part):
                yield np.asarray(out[row, : len(window.ids)])


def windows_for(article: Article, tokenizer: object, size: int) -> list[Window]:
    return windows_of(article.text, text_lines(article.text), tokenizer, size=size)  # type: ignore[arg-type]


def measure_polnear(encoder: Encoder, tokenizer: object, size: int, limit: int | None) -> None:
    score = scorer(SHARED / "polnear" / "polnear_score.py")
    docs, preds = [], []
    for article in polnear("dev")[:limit]:
        windows = windows_for(article, tokenizer, size)
        found = [
            a
            for w, s in zip(windows, encoder.scores(windows), strict=True)
            for a in attributions_in(article.text, w, s)
        ]
        docs.append({"text": article.text, "attrs": [as_roles(a) for a in article.attributions or ()]})
        preds.append([as_roles(a) for a in found])
    for name, (p, r, f) in score.score(docs, preds).items():
        print(f"polnear dev {name:14} P {p:5.1f} R {r:5.1f} F {f:5.1f}")


def as_roles(attribution: object) -> dict[str, list[tuple[int, int]]]:
    return {role: list(getattr(attribution, role)) for role in ("source", "cue", "content")}


def measure_statements(encoder: Encoder, tokenizer: object, size: int, articles: list[Article]) -> None:
    """Spans, acts and issues alone: every prediction is given the party of the gold it overlaps."""
    score = scorer(SHARED / "score.py")
    total = score.empty()
    for article in articles:
        windows = windows_for(article, tokenizer, size)
        gold = [dict(s, parties=["x"]) for s in article.statements or ()]
        found = [
            {"start": s.start, "end": s.end, "parties": ["x"], "act": "assess", "issues": ["process"]}
            for w, row in zip(windows, encoder.scores(windows), strict=True)
            for s in statements_in(article.text, w, row)
        ]
        score.add(total, score.score(gold, found))
    score.show("spans (parties given)", [total])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--onnx", type=Path)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--size", type=int, default=192)
    ap.add_argument("--limit", type=int)
    ap.add_argument("--no-polnear", action="store_true")
    ap.add_argument("--no-statements", action="store_true")
    args = ap.parse_args()
    tokenizer = load_tokenizer(Path(args.encoder) / "tokenizer.json")
    encoder: Encoder = OnnxEncoder(args.onnx) if args.onnx else TorchEncoder(args.weights, args.encoder, args.layers)
    began = time.process_time()
    if not args.no_polnear:
        measure_polnear(encoder, tokenizer, args.size, args.limit)
    if not args.no_statements:
        measure_statements(encoder, tokenizer, args.size, [a for a in annotated() if is_held_out(a)])
    print(f"{time.process_time() - began:.1f} CPU seconds")


if __name__ == "__main__":
    main()
