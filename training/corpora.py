"""The corpora that the reader is trained on, as plain spans: PolNeAR and the annotated articles."""

from __future__ import annotations

import json
import re
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from written import articles as load_written

SHARED = Path(__file__).resolve().parents[2] / "shared" / "evaluation"

# Negotiations held out to choose by; the shipped model is trained on all of `train`.
HELD_OUT = ("korea", "north_korea", "minsk", "afghanistan", "lebanon", "grain")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of PolNeAR: spans for each role."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with whatever annotation it carries."""

    name: str
    text: str
    process: str = ""
    attributions: tuple[Attribution, ...] | None = None
    statements: tuple[dict[str, object], ...] | None = None
    extra: dict[str, object] = field(default_factory=dict)


def unpacked_polnear(cache: Path) -> Path:
    """Unpack PolNeAR once and give its folder."""
    if not (cache / "train").is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tarfile.open(SHARED / "polnear" / "polnear-train-dev.tar.xz") as archive:
            archive.extractall(cache, filter="data")
    return cache


def polnear(split: str, cache: Path) -> list[Article]:
    """Load a split of PolNeAR; where several people annotated an article, the first by id."""
    root = unpacked_polnear(cache) / split
    first: dict[str, Path] = {}
    for path in sorted((root / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    articles = []
    for name, path in sorted(first.items()):
        text = (root / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        articles.append(Article(name, text, attributions=tuple(_brat(path.read_bytes().decode("utf-8")))))
    return articles


def annotated(folder: str = "train") -> list[Article]:
    """Load articles with statements (`train`, `articles`, or the seeds as `../seeds`)."""
    articles = []
    for path in sorted((SHARED / folder).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        statements = gold["statements"] if "statements" in gold else next(iter(gold["readers"].values()))
        process = str(gold.get("process") or "")
        articles.append(Article(path.name.removesuffix(".gold.json"), text, process, statements=tuple(statements)))
    return articles


def written() -> list[Article]:
    """Load the training articles written for the project."""
    return [Article(a.name, a.text, a.process, statements=a.statements) for a in load_written()]


def is_held_out(article: Article) -> bool:
    """Tell whether an article belongs to the negotiations held out to choose by."""
    named = f"{article.process} {article.name}".lower()
    return any(word in named for word in HELD_OUT)


def _brat(data: str) -> list[Attribution]:
    """Read brat standoff: text spans, then the events that join them."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for found in re.finditer(r"^(T\d+)\t\w+ (\d+ \d+(?:;\d+ \d+)*)\t", data, re.MULTILINE):
        pairs = [piece.split() for piece in found[2].split(";")]
        spans[found[1]] = [(int(a), int(b)) for a, b in pairs]
    out = []
    for found in re.finditer(r"^E\d+\t(\S+:\S+(?: \S+:\S+)*)\s*$", data, re.MULTILINE):
        roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for argument in found[1].split():
            role, target = argument.split(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in roles and target in spans:
                roles[role] += spans[target]
        out.append(Attribution(*(tuple(sorted(roles[role])) for role in ("source", "cue", "content"))))
    return out
