"""How well attributions are found on PolNeAR's development articles, beside peers that can be installed.

    python benchmarks/attribution_peers.py [--peer PYTHON] [--limit 84]

Scored by the scorer that lies with the corpus.  `--peer` names the Python of an environment with textacy and a small
English spaCy model.  The comparison is unequal: Dragoman's network is trained on other articles of the same corpus,
the peers are not.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared" / "evaluation" / "polnear"
PEER = Path(__file__).with_name("reading_peers.py")
FIGURES = ("source_ex", "source_trim", "cue_trim", "content_trim", "content_tok", "pair")


def scorer() -> ModuleType:
    """Load the corpus's scorer."""
    spec = importlib.util.spec_from_file_location("polnear_score", SHARED / "polnear_score.py")
    if spec is None or spec.loader is None or not (SHARED / "polnear_score.py").exists():
        sys.exit(f"the corpus is not here: {SHARED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(name: str, figures: dict[str, tuple[float, float, float]], spent: float) -> None:
    """Print a line of F1."""
    told = "  ".join(f"{key} {figures[key][2]:.1f}" for key in FIGURES)
    print(f"{name:<30}{told}  CPU s per 1,000 {spent:.0f}", flush=True)


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--peer")
    options.add_argument("--limit", type=int)
    chosen = options.parse_args()
    score = scorer()
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(SHARED / "polnear-train-dev.tar.xz") as archive:
            archive.extractall(folder, [m for m in archive if "dev/" in m.name], filter="data")
        score.ROOT = folder
        docs: list[dict[str, Any]] = score.load("dev")[: chosen.limit]
        files = [f"{folder}/dev/text/{doc['name']}.txt" for doc in docs]
        from dragoman.reading import load_reader  # noqa: PLC0415 - what the run needs is looked for first

        reader = load_reader()
        reader.attributions(docs[0]["text"])
        began = time.process_time()
        read = [reader.attributions(doc["text"]) for doc in docs]
        spent = (time.process_time() - began) / len(docs) * 1000
        ours = [[{r: list(getattr(a, r)) for r in ("source", "cue", "content")} for a in found] for found in read]
        show("dragoman", score.score(docs, ours), spent)
        if chosen.peer is None:
            print("no peer: name the Python of an environment with textacy with --peer")
            return
        done = subprocess.run(
            [chosen.peer, str(PEER), "1", "spans"],
            input="\n".join(files), capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        print(f"the peers did not run: {done.stderr.strip().splitlines()[-1]}")
        return
    for name, told in json.loads(done.stdout.splitlines()[-1]).items():
        found = [[{r: [tuple(s) for s in a[r]] for r in a} for a in doc] for doc in told["found"]]
        show(name, score.score(docs, found), told["cpu_seconds_per_1000"])
        print(f"{'':<30}failed on {told['failed']} of {told['articles']}")


if __name__ == "__main__":
    main()
