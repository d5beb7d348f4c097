"""Learn the line model of `dragoman.sources` from public extraction benchmarks, and measure it on other sites.

    python training/passages.py --data FOLDER [--out src/dragoman/sources/linemodel.npz]

FOLDER holds the working trees of three public repositories (HTML stays their publishers' copyright and is not
part of this project): `aeb` (scrapinghub/article-extraction-benchmark), `fe` (dobbersc/fundus-evaluation),
`fundus` (flairNLP/fundus, its tests) and `wcxb` (Murrough-Foley/web-content-extraction-benchmark).  Needs
scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from dragoman.record import PassageKind
from dragoman.sources.linemodel import line_features, word_buckets
from dragoman.sources.lines import split_lines
from dragoman.sources.markup import Place, scan_page
from dragoman.sources.pages import decode_page
from dragoman.sources.structure import label_lines

BUCKETS = 4096
KEPT = {PassageKind.BODY, PassageKind.SUBHEAD}


@dataclass
class Scrape:
    """One page rendered as a text scrape, with its gold."""

    corpus: str
    site: str
    render: str
    lines: list
    kinds: list
    gold: np.ndarray


def pages(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    """Give corpus, site, raw page and gold text of every page."""
    truth = json.loads((folder / "aeb/ground-truth.json").read_text())
    for key, entry in truth.items():
        raw = gzip.decompress((folder / f"aeb/html/{key}.html.gz").read_bytes())
        yield "aeb", site_of(entry.get("url", key)), raw, entry.get("articleBody", "")
    for key, entry in json.loads((folder / "fe/dataset/ground_truth.json").read_text()).items():
        raw = gzip.decompress((folder / f"fe/dataset/html/{key}").read_bytes())
        yield "fundus-eval", key.rsplit("_", 1)[0].lower(), raw, "\n".join(entry["body"])
    for file in sorted((folder / "fundus/tests/resources/parser/test_data").glob("*/*.json")):
        versions = json.loads(file.read_text())
        for page in sorted(file.parent.glob(f"{file.stem}_20*.html.gz")):
            raw = gzip.decompress(page.read_bytes())
            for entry in versions.values():
                body = entry.get("body") if isinstance(entry, dict) else None
                if not body:
                    continue
                parts = [*body.get("summary", [])]
                for section in body.get("sections", []):
                    parts += [*section.get("headline", []), *section.get("paragraphs", [])]
                text = decode_page(raw, page.name).text
                # Each page has one version's parser; the right one is the one whose first paragraph stands in it.
                probe = next((part for part in parts if len(part) > 60), "")[:40]
                if probe and probe in re.sub(r"<[^>]+>", "", text):
                    yield "fundus", file.stem.lower(), raw, "\n".join(parts)
                    break
    for file in sorted((folder / "wcxb/dev/ground-truth").glob("*.json")):
        entry = json.loads(file.read_text())
        if entry.get("_internal", {}).get("page_type", {}).get("primary") != "article":
            continue
        page = next((folder / "wcxb/dev/html").glob(f"{file.stem}.*"), None)
        if page is None:
            continue
        raw = page.read_bytes()
        raw = gzip.decompress(raw) if page.suffix == ".gz" else raw
        yield "wcxb", site_of(entry.get("url") or file.stem), raw, entry.get("ground_truth", {}).get("main_content") or ""


def site_of(url: str) -> str:
    """Give the site of an address: the last two parts of its host, three where the last two are short."""
    parts = (urlsplit(url).hostname or url).split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def renderings(raw: bytes) -> Iterator[tuple[str, str]]:
    """Give a page as text scrapes: all that it shows, and what stands in its article element."""
    blocks = [b for b in scan_page(decode_page(raw, "page").text).blocks if b.length and not b.place & Place.HIDDEN]
    yield "full", "\n".join(block.text for block in blocks)
    inner = [b for b in blocks if b.place & Place.ARTICLE and not b.place & Place.NAVIGATION]
    if sum(b.length for b in inner) > 800:
        yield "leaky", "\n".join(block.text for block in inner)


def gold_of(lines: list, gold: str) -> np.ndarray:
    """Say which lines are content: three fifths of their word triples stand in the gold; short lines are one of its."""
    words = [re.findall(r"\w+", line.casefold()) for line in gold.split("\n")]
    whole = {" ".join(line) for line in words if line}
    flat = [word for line in words for word in line]
    triples = set(zip(flat, flat[1:], flat[2:], strict=False))
    found = []
    for line in lines:
        own = re.findall(r"\w+", line.text.casefold())
        grams = list(zip(own, own[1:], own[2:], strict=False))
        if len(grams) < 3:
            found.append(" ".join(own) in whole)
        else:
            found.append(sum(gram in triples for gram in grams) >= 0.6 * len(grams))
    return np.array(found, dtype=bool)


def scrapes(folder: Path) -> list[Scrape]:
    """Render all pages; pages whose gold does not stand on them are left out."""
    cache = folder / "scrapes.pickle"
    if cache.exists():
        return pickle.loads(cache.read_bytes())  # noqa: S301 - written by this program
    made = []
    for corpus, site, raw, gold in pages(folder):
        for render, text in renderings(raw):
            lines = split_lines(text)
            if not 5 <= len(lines) <= 3000:
                continue
            truth = gold_of(lines, gold)
            if truth.sum() < 3:
                continue
            kinds = [None] * len(lines)
            label_lines(lines, kinds)
            made.append(Scrape(corpus, site, render, lines, kinds, truth))
    cache.write_bytes(pickle.dumps(made))
    return made


def two_features(scrape: Scrape) -> np.ndarray:
    """The rule to beat: ten words and the end of a sentence."""
    return np.array([line.words >= 10 and line.closed for line in scrape.lines])


def rules_alone(scrape: Scrape) -> np.ndarray:
    """What the rules of the package keep."""
    return np.array([kind is None or kind[0] in KEPT for kind in scrape.kinds])


def f1(gold: np.ndarray, said: np.ndarray) -> float:
    """F1 of the content lines."""
    hits = (gold & said).sum()
    return 2 * hits / max(1, gold.sum() + said.sum())


def paired(tests: list[Scrape], one: list[np.ndarray], other: list[np.ndarray], times: int = 2000) -> tuple[float, float, float]:
    """Bootstrap over sites the difference of two F1s: its mean and its 95 % interval."""
    chance = random.Random(7)  # noqa: S311 - a bootstrap needs no secrecy
    by_site: dict[str, np.ndarray] = {}
    for scrape, a, b in zip(tests, one, other, strict=True):
        g = scrape.gold
        row = np.array([(g & a).sum(), g.sum(), a.sum(), (g & b).sum(), b.sum()], dtype=float)
        by_site[scrape.site] = by_site.get(scrape.site, 0) + row
    rows = np.array([by_site[site] for site in sorted(by_site)])
    found = []
    for _ in range(times):
        s = rows[[chance.randrange(len(rows)) for _ in rows]].sum(axis=0)
        found.append(2 * s[0] / (s[1] + s[2]) - 2 * s[3] / (s[1] + s[4]))
    return float(np.mean(found)), float(np.quantile(found, 0.025)), float(np.quantile(found, 0.975))
