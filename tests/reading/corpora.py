"""The evaluation texts that lie beside a checkout: gold, scorers, and a digest of what is measured against."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import tarfile
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.record import Reading
from dragoman.sources import read_document
from tests.gold import ARTICLES, SEEDS, SHARED
from tests.reading.making import reader

EVALUATION = SHARED / "evaluation"
UNLABELLED = EVALUATION / "unlabelled"
POLNEAR = EVALUATION / "polnear" / "polnear-train-dev.tar.xz"
FOLDERS = {"seeds": SEEDS, "articles": ARTICLES}
STEP, COUNT = 4, 20
"""Of PolNeAR's 84 development articles, by name: every fourth, the first 20 of them."""


def needed(path: Path) -> Path:
    """Give a path, or skip the test with a reason where the evaluation texts are absent."""
    if not path.exists():
        pytest.skip(f"the evaluation texts do not come with the project: {path}")
    return path


def scorer(name: str) -> ModuleType:
    """Load one of the scorers from its place."""
    path = needed(EVALUATION / f"{name}.py")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest_of(paths: Iterable[Path]) -> str:
    """Give the SHA-256 over names and bytes of some files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def measured_files(corpus: str) -> list[Path]:
    """Give the files that a corpus is measured with: gold and texts, or PolNeAR's archive."""
    if corpus == "polnear":
        return [needed(POLNEAR)]
    folder = needed(FOLDERS[corpus])
    return [*folder.glob("*.gold.json"), *folder.glob("*.txt")]


def gold_files(corpus: str) -> list[Path]:
    """Give the gold files of a corpus, in order."""
    return sorted(path for path in measured_files(corpus) if path.name.endswith(".gold.json"))


def read_file(path: Path) -> Reading:
    """Read a file as the command line does: with nothing known but its path."""
    return reader().read(read_document(path))


def text_of(path: Path) -> str:
    """Give a file's text, newlines kept."""
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


def statement_figures(corpus: str) -> tuple[dict[str, float], dict[str, int]]:
    """Measure `who`, `act`, `issue`, `full` (mean over passes) of a corpus, and how many quotes are exact."""
    score = scorer("score")
    totals = [score.empty(), score.empty()]
    for path in gold_files(corpus):
        text = path.with_name(path.name.replace(".gold.json", ".txt"))
        found = [statement.model_dump(mode="json") for statement in read_file(text).statements]
        passes = score.readers(path)
        for at, total in enumerate(totals):
            score.add(total, score.score(passes[min(at, len(passes) - 1)], found, text_of(text)))
    figures: dict[str, float] = score.means(totals)
    return figures, {name: totals[0][name] for name in ("quoted", "grounded")}


def polnear_figures(folder: Path) -> dict[str, float]:
    """Measure attributions on the chosen development articles of PolNeAR, unpacked into a folder."""
    with tarfile.open(needed(POLNEAR)) as archive:
        members = [member for member in archive if "dev/" in member.name]
        archive.extractall(folder, members, filter="data")
    score = scorer("polnear/polnear_score")
    vars(score)["ROOT"] = str(folder)  # where the scorer looks for the corpus
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the scorer leaves closing its files to Python
        docs: list[dict[str, Any]] = score.load("dev")[::STEP][:COUNT]
    found = [[_roles(one) for one in reader().attributions(doc["text"])] for doc in docs]
    figures = score.score(docs, found)
    return {"pair": figures["pair"][2], "content_tok": figures["content_tok"][2]}


def _roles(attribution: Any) -> dict[str, list[tuple[int, int]]]:
    return {role: list(getattr(attribution, role)) for role in ("source", "cue", "content")}


def unlabelled(language: str, *, about: str) -> Iterator[Path]:
    """Give the unlabelled texts in a language whose process begins so."""
    for entry in json.loads(needed(UNLABELLED / "index.json").read_text(encoding="utf-8")):
        if entry["language"] == language and entry["process"].startswith(about):
            yield UNLABELLED / f"{entry['name']}.txt"
