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
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

from dragoman.record import PassageKind
from dragoman.sources.linefeatures import line_features, word_buckets
from dragoman.sources.linemodel import content_chances
from dragoman.sources.lines import split_lines
from dragoman.sources.markup import Place, scan_page
from dragoman.sources.pages import decode_page
from dragoman.sources.passages import asks_the_model, take_out
from dragoman.sources.structure import label_lines

BUCKETS = 4096
LINES_A_PAGE = 70
"""Lines of a page that are learned from, about: a page of links has thousands that are all alike."""
TESTED = ("aeb", "fundus-eval")
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
    yield from _scrapinghub(folder)
    yield from _fundus_evaluation(folder)
    yield from _fundus_tests(folder)
    yield from _wcxb(folder)


def _scrapinghub(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    for key, entry in json.loads((folder / "aeb/ground-truth.json").read_text()).items():
        raw = gzip.decompress((folder / f"aeb/html/{key}.html.gz").read_bytes())
        yield "aeb", site_of(entry.get("url", key)), raw, entry.get("articleBody", "")


def _fundus_evaluation(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    for key, entry in json.loads((folder / "fe/dataset/ground_truth.json").read_text()).items():
        raw = gzip.decompress((folder / f"fe/dataset/html/{key}").read_bytes())
        yield "fundus-eval", key.rsplit("_", 1)[0].lower(), raw, "\n".join(entry["body"])


def _fundus_tests(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    for file in sorted((folder / "fundus/tests/resources/parser/test_data").glob("*/*.json")):
        golds = [gold for entry in json.loads(file.read_text()).values() if (gold := _fundus_gold(entry))]
        for page in sorted(file.parent.glob(f"{file.stem}_20*.html.gz")):
            raw = gzip.decompress(page.read_bytes())
            text = re.sub(r"<[^>]+>", "", decode_page(raw, page.name).text)
            # Each page belongs to one version of its parser: the one whose first long paragraph stands in it.
            for parts in golds:
                probe = next((part for part in parts if len(part) > 60), "")[:40]
                if probe and probe in text:
                    yield "fundus", file.stem.lower(), raw, "\n".join(parts)
                    break


def _fundus_gold(entry: object) -> list[str]:
    body = entry.get("body") if isinstance(entry, dict) else None
    if not body:
        return []
    parts = [*body.get("summary", [])]
    for section in body.get("sections", []):
        parts += [*section.get("headline", []), *section.get("paragraphs", [])]
    return parts


def _wcxb(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    for file in sorted((folder / "wcxb/dev/ground-truth").glob("*.json")):
        entry = json.loads(file.read_text())
        page = next((folder / "wcxb/dev/html").glob(f"{file.stem}.*"), None)
        kind = entry.get("_internal", {}).get("page_type", {}).get("primary")
        if kind != "article" or page is None:
            continue
        raw = page.read_bytes()
        raw = gzip.decompress(raw) if page.suffix == ".gz" else raw
        gold = entry.get("ground_truth", {}).get("main_content") or ""
        yield "wcxb", site_of(entry.get("url") or file.stem), raw, gold


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
        made = pickle.loads(cache.read_bytes())  # noqa: S301 - written by this program
        for scrape in made:  # the rules may have changed since
            scrape.kinds = [None] * len(scrape.lines)
            label_lines(scrape.lines, scrape.kinds)
        return made
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


def with_model(scrape: Scrape, chances: np.ndarray) -> np.ndarray:
    """What rules and model keep together, as the package joins them."""
    kinds = list(scrape.kinds)
    if asks_the_model(scrape.lines):
        take_out(scrape.lines, kinds, chances.tolist())
    return np.array([kind is None or kind[0] in KEPT for kind in kinds])


def f1(gold: np.ndarray, said: np.ndarray) -> float:
    """F1 of the content lines."""
    hits = (gold & said).sum()
    return 2 * hits / max(1, gold.sum() + said.sum())


def paired(
    tests: list[Scrape], one: list[np.ndarray], other: list[np.ndarray], times: int = 2000
) -> tuple[float, float, float]:
    """Bootstrap over sites the difference of two F1s: its mean and its 95 % interval."""
    chance = random.Random(7)
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


def fit(train: list[Scrape], features: list[np.ndarray]) -> HistGradientBoostingClassifier:
    """Fit the trees; the features of each site hold sums of words that were weighed on other sites."""
    chance = np.random.default_rng(0)
    # Long pages must not drown short ones, and news counts double: most of the training pages are blogs.
    kept = [chance.random(len(s.lines)) < min(1.0, LINES_A_PAGE / len(s.lines)) for s in train]
    weight = np.concatenate(
        [np.full(rows.sum(), 2.0 if s.corpus == "fundus" else 1.0) for s, rows in zip(train, kept, strict=True)]
    )
    return HistGradientBoostingClassifier(
        max_iter=160,
        learning_rate=0.08,
        max_leaf_nodes=24,
        min_samples_leaf=60,
        l2_regularization=1.0,
        max_bins=100,
        random_state=0,
    ).fit(
        np.vstack([rows[keep] for rows, keep in zip(features, kept, strict=True)]),
        np.concatenate([s.gold[keep] for s, keep in zip(train, kept, strict=True)]),
        sample_weight=weight,
    )


def features_of(train: list[Scrape], folds: int = 5) -> list[np.ndarray]:
    """Give the features of each scrape, with the words weighed on the sites of the other folds."""
    fold = folds_of(train, folds)
    features: list[np.ndarray] = [np.empty(0)] * len(train)
    for number in range(folds):
        weights = word_weights([scrape for scrape in train if fold[scrape.site] != number])
        for at, scrape in enumerate(train):
            if fold[scrape.site] == number:
                features[at] = line_features(scrape.lines, scrape.kinds, weights)
    return features


def folds_of(train: list[Scrape], folds: int) -> dict[str, int]:
    """Give each site its fold."""
    sites = sorted({scrape.site for scrape in train})
    return {site: number % folds for number, site in enumerate(sites)}


def cross_validated(train: list[Scrape], features: list[np.ndarray], folds: int = 3) -> dict[str, object]:
    """Measure on training sites that are held out in turn: what the limits were chosen by."""
    fold = folds_of(train, 5)
    chances: list[np.ndarray] = [np.empty(0)] * len(train)
    for number in range(folds):
        others = [at for at, scrape in enumerate(train) if fold[scrape.site] % folds != number]
        trees = fit([train[at] for at in others], [features[at] for at in others])
        for at, scrape in enumerate(train):
            if fold[scrape.site] % folds == number:
                chances[at] = trees.predict_proba(features[at])[:, 1]
    found: dict[str, object] = {}
    for corpus in ("fundus", "wcxb"):
        for render in ("leaky", "full"):
            at = [
                n for n, s in enumerate(train) if (s.corpus, s.render) == (corpus, render) and asks_the_model(s.lines)
            ]
            found[f"{corpus} {render}"] = measure([train[n] for n in at], [chances[n] for n in at])
    return found


def word_weights(train: list[Scrape]) -> np.ndarray:
    """Fit one weight a bucket of words."""
    places: list[int] = []
    ends = [0]
    for scrape in train:
        for line in scrape.lines:
            places += word_buckets(line.text, BUCKETS)
            ends.append(len(places))
    matrix = csr_matrix((np.ones(len(places), dtype=np.float32), places, ends), shape=(len(ends) - 1, BUCKETS))
    gold = np.concatenate([scrape.gold for scrape in train])
    model = SGDClassifier(loss="log_loss", alpha=2e-5, max_iter=12, tol=None, random_state=0, class_weight="balanced")
    return model.fit(matrix, gold).coef_[0].astype(np.float32)


def flattened(trees: HistGradientBoostingClassifier) -> dict[str, np.ndarray]:
    """Write the trees as flat arrays; a leaf has no feature."""
    columns: dict[str, list[float]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots = []
    for (tree,) in trees._predictors:  # noqa: SLF001 - scikit-learn has no public way to its nodes
        base = len(columns["feature"])
        roots.append(base)
        for node in tree.nodes:
            leaf = bool(node["is_leaf"])
            columns["feature"].append(-1 if leaf else int(node["feature_idx"]))
            columns["threshold"].append(float(node["num_threshold"]))
            columns["left"].append(base + int(node["left"]))
            columns["right"].append(base + int(node["right"]))
            columns["value"].append(float(node["value"]) if leaf else 0.0)
    kinds = {"feature": np.int16, "threshold": np.float32, "left": np.int32, "right": np.int32, "value": np.float32}
    arrays = {name: np.array(column, kinds[name]) for name, column in columns.items()}
    start = np.float32(trees._baseline_prediction.ravel()[0])  # noqa: SLF001 - as above
    return arrays | {"roots": np.array(roots, np.int32), "start": start}


def measure(tests: list[Scrape], chances: list[np.ndarray] | None = None) -> dict[str, object]:
    """Measure rules, model and the two-feature rule on scrapes of sites that were not trained on."""
    if chances is None:
        chances = [content_chances(scrape.lines, scrape.kinds) for scrape in tests]
    gold = np.concatenate([scrape.gold for scrape in tests])
    words = np.concatenate([[line.words for line in scrape.lines] for scrape in tests])
    two = [two_features(scrape) for scrape in tests]
    ours = [with_model(scrape, likely) for scrape, likely in zip(tests, chances, strict=True)]
    said = np.concatenate(ours)
    long = np.concatenate(two)
    mean, low, high = paired(tests, ours, two)
    return {
        "pages": len(tests),
        "sites": len({scrape.site for scrape in tests}),
        "lines": len(gold),
        "content_f1": round(float(f1(gold, said)), 3),
        "content_f1_mean_of_pages": round(
            float(np.mean([f1(scrape.gold, kept) for scrape, kept in zip(tests, ours, strict=True)])), 3
        ),
        "content_f1_rules_alone": round(float(f1(gold, np.concatenate([rules_alone(scrape) for scrape in tests]))), 3),
        "content_f1_two_features": round(float(f1(gold, long)), 3),
        "gain_over_two_features": [round(mean, 3), round(low, 3), round(high, 3)],
        "boilerplate_f1": round(float(f1(~gold, ~said)), 3),
        "words_of_content_lost": round(float((words * (gold & ~said)).sum() / (words * gold).sum()), 4),
        "sentences_of_content_lost": round(float((gold & long & ~said).sum() / (gold & long).sum()), 4),
        "furniture_caught": round(float((~gold & ~said).sum() / (~gold).sum()), 3),
    }


def main() -> None:
    """Fit, save, measure."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dragoman/sources/linemodel.npz"))
    options.add_argument("--figures", type=Path, default=Path("training/passages.json"))
    options.add_argument("--measure-only", action="store_true")
    chosen = options.parse_args()
    found = scrapes(chosen.data)
    tested = {scrape.site for scrape in found if scrape.corpus in TESTED}
    train = [scrape for scrape in found if scrape.corpus not in TESTED and scrape.site not in tested]
    figures: dict[str, object] = {}
    if not chosen.measure_only:
        features = features_of(train)
        words = {"words": np.round(word_weights(train), 3).astype(np.float16)}
        np.savez_compressed(chosen.out, **flattened(fit(train, features)), **words)
        figures["cross_validated"] = cross_validated(train, features)
    figures |= {
        "trained_on": {
            "pages": len(train),
            "sites": len({scrape.site for scrape in train}),
            "lines": sum(len(scrape.lines) for scrape in train),
        }
    }
    for corpus in TESTED:
        for render in ("leaky", "full"):
            of = [scrape for scrape in found if (scrape.corpus, scrape.render) == (corpus, render)]
            tests = [scrape for scrape in of if asks_the_model(scrape.lines)]
            figures[f"{corpus} {render}"] = measure(tests)
            print(corpus, render, json.dumps(figures[f"{corpus} {render}"]))
    chosen.figures.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
