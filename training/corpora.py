"""The corpora that the reader is trained on, as plain spans: PolNeAR and the annotated articles."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.reading.judging import NOBODY
from written import articles as load_written

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "evaluation"
CACHE = HERE / "cache" / "polnear"

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
    bears: bool | None = None
    """Whether it bears on a negotiation; None where nobody said."""


def who_acts(statement: Mapping[str, object]) -> str:
    """Name who acts in a statement, as the encoder is told when it judges it."""
    return str(statement.get("actor") or statement.get("source") or NOBODY)


def short_name(text: str, span: tuple[int, int]) -> str:
    """Give the first words of whom a text cites, as the encoder is told of speakers that nobody resolved."""
    return " ".join(text[slice(*span)].split()[:8])


def unpacked_polnear() -> Path:
    """Unpack PolNeAR once and give its folder."""
    if not (CACHE / "train").is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tarfile.open(SHARED / "polnear" / "polnear-train-dev.tar.xz") as archive:
            archive.extractall(CACHE, filter="data")
    return CACHE


def polnear(split: str) -> list[Article]:
    """Load a split of PolNeAR; where several people annotated an article, the first by id."""
    root = unpacked_polnear() / split
    first: dict[str, Path] = {}
    for path in sorted((root / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    articles = []
    subjects = _subjects()
    for name, path in sorted(first.items()):
        text = (root / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        bears = {"y": True, "n": False}.get(subjects.get(name, ""))
        attributions = tuple(_brat(path.read_bytes().decode("utf-8")))
        articles.append(Article(name, text, attributions=attributions, bears=bears))
    return articles


def annotated(folder: str = "train") -> list[Article]:
    """Load articles with statements (`train`, `articles`, or the seeds as `../seeds`)."""
    articles = []
    for path in sorted((SHARED / folder).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        statements = gold["statements"] if "statements" in gold else next(iter(gold["readers"].values()))
        process = str(gold.get("process") or "")
        name = path.name.removesuffix(".gold.json")
        articles.append(Article(name, text, process, statements=tuple(statements), bears=True))
    return articles


def further() -> list[Article]:
    """Load further articles of the corpora that were annotated for training (`annotations/`)."""
    articles = []
    for path in sorted((HERE / "annotations").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        folder = SHARED / "unlabelled"
        if gold.get("corpus") == "polnear":
            folder = unpacked_polnear() / "train" / "text"
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        process = str(gold.get("process") or "")
        articles.append(Article(name, text, process, statements=tuple(gold["statements"]), bears=True))
    return articles


def labelled(polnear_train: list[Article]) -> list[Article]:
    """Give the articles of PolNeAR with the statements that `labels/polnear.tsv` has acts and issues for.

    These say nothing of where statements lie: what is not in the list may well be one.
    """
    by_name = {article.name: article for article in polnear_train}
    statements: dict[str, list[dict[str, object]]] = {}
    for line in (HERE / "labels" / "polnear.tsv").read_text(encoding="utf-8").splitlines():
        place, act, issues, _ = line.split("\t")
        name, start, end = place.rsplit(":", 2)
        low, high = int(start), int(end)
        about = [] if act == "none" or issues == "none" else issues.split(",")
        cited = (
            short_name(by_name[name].text, span)
            for attribution in by_name[name].attributions or ()
            for span in attribution.source
            if low <= span[0] and span[1] <= high
        )
        who = next(cited, None)
        statements.setdefault(name, []).append({"start": low, "end": high, "act": act, "issues": about, "actor": who})
    return [replace(by_name[name], statements=tuple(found)) for name, found in statements.items()]


def written() -> list[Article]:
    """Load the training articles written for the project."""
    return [
        Article(a.name, a.text, a.process, statements=a.statements, bears=bool(a.statements)) for a in load_written()
    ]


def _subjects() -> dict[str, str]:
    """Give what `labels/subject.tsv` says of PolNeAR's articles: y, n or m (mixed or doubtful)."""
    lines = (HERE / "labels" / "subject.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[2] for line in lines}


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
