"""Train the linear model over words, and learn how far to trust it beside the network.

The blend's few weights are fitted on the negotiations held out of both, by hand-sized grid: what is trained
on everything afterwards (`--all`) keeps them.
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

from corpora import SHARED, Article, annotated, further, is_held_out, who_acts, written
from dragoman.reading.attributions import attributions_in
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.judging import Asked, kind_scores
from dragoman.reading.layout import ACTS, ISSUES
from dragoman.reading.naming import told_by
from dragoman.reading.windows import load_tokenizer
from dragoman.reading.wording import WordModel, features_of, top_issues
from measure import TorchEncoder, scorer, windows_for

RARE = 3  # a word or pair that fewer statements have is left out
PRIOR = 3.0  # what a code's own terms count for where few statements could teach it, chosen likewise
FAMILIAR = 80  # statements of a code at which that has fallen to half
STRENGTH = 1.0  # inverse of the regularisation, chosen on the held-out negotiations

Example = tuple[Article, dict[str, object]]


def examples(articles: list[Article]) -> list[Example]:
    return [(a, dict(s)) for a in articles for s in a.statements or ()]


def place(statement: dict[str, object]) -> tuple[int, int]:
    return int(str(statement["start"])), int(str(statement["end"]))


def cue_of(statement: dict[str, object]) -> tuple[int, int] | None:
    """Give the cue that `with_cues` found for a statement."""
    return statement.get("cue")  # type: ignore[return-value]


def with_cues(encoder: Encoder, tokenizer: object, articles: list[Article]) -> list[Article]:
    """Give the articles with each statement's cue, as the network reads it."""
    out = []
    for article in articles:
        windows = windows_for(article, tokenizer, 192)
        read = [
            a
            for w, s in zip(windows, encoder.scores(windows), strict=True)
            for a in attributions_in(article.text, w, s)
        ]
        statements = []
        for statement in article.statements or ():
            told = told_by(*place(dict(statement)), read)
            statements.append(dict(statement, cue=told.cue[0] if told and told.cue else None))
        out.append(replace(article, statements=tuple(statements)))
    return out


def fit(pairs: list[Example]) -> WordModel:
    """Fit one logistic curve an issue and one multinomial over acts."""
    rows = [features_of(a.text, *place(s), cue_of(s)) for a, s in pairs]
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    kept = sorted(name for name, n in counts.items() if n >= RARE or name[0] != "w")
    index = {name: at for at, name in enumerate(kept)}
    data = matrix(rows, index)
    acts = np.array([ACTS.index(str(s["act"])) for _, s in pairs])
    weights = np.zeros((len(kept), len(ACTS) + len(ISSUES)), dtype=np.float32)
    bias = np.full(len(ACTS) + len(ISSUES), -6.0, dtype=np.float32)
    act = LogisticRegression(C=STRENGTH, max_iter=1000).fit(data, acts)
    weights[:, act.classes_] = act.coef_.T
    bias[act.classes_] = act.intercept_
    for at, issue in enumerate(ISSUES):
        has = np.array([issue in s["issues"] for _, s in pairs])  # type: ignore[operator]
        if has.sum() < 2:
            continue
        curve = LogisticRegression(C=STRENGTH, max_iter=1000).fit(data, has)
        weights[:, len(ACTS) + at] = curve.coef_[0]
        bias[len(ACTS) + at] = curve.intercept_[0]
    _add_priors(weights, index, pairs)
    blend = {
        "act_network": 1.0,
        "act_words": 1.0,
        "issue_network": 1.0,
        "issue_words": 1.0,
        "issue_bias": 0.0,
        "issue_chance": 0.3,
    }
    return WordModel(index, weights, bias, blend, term_precision(rows, pairs))


def term_precision(rows: list[dict[str, float]], pairs: list[Example]) -> dict[str, float]:
    """Give, for each issue whose terms are right more often than not, how often (with one more of each kind)."""
    found = {}
    for issue in ISSUES:
        about = [issue in s["issues"] for row, (_, s) in zip(rows, pairs, strict=True) if f"l:issue:{issue}" in row]  # type: ignore[operator]
        precision = (sum(about) + 1) / (len(about) + 2)
        if precision > 0.5 and issue != "process":  # talks are spoken of everywhere; the model knows them well
            found[issue] = round(precision, 3)
    return found


def _add_priors(weights: np.ndarray, index: dict[str, int], pairs: list[Example]) -> None:
    """Let the terms of a rare code speak for it: regularisation keeps what few examples teach near zero."""
    for at, issue in enumerate(ISSUES):
        met = sum(issue in s["issues"] for _, s in pairs)  # type: ignore[operator]
        row = index.get(f"l:issue:{issue}")
        if row is not None:
            weights[row, len(ACTS) + at] += PRIOR / (1.0 + met / FAMILIAR)


def matrix(rows: list[dict[str, float]], index: dict[str, int]) -> csr_matrix:
    data, columns_, starts = [], [], [0]
    for row in rows:
        for name, value in row.items():
            if name in index:
                data.append(value)
                columns_.append(index[name])
        starts.append(len(data))
    return csr_matrix((data, columns_, starts), shape=(len(rows), len(index)))


def network_scores(
    encoder: Encoder, tokenizer: Tokenizer, articles: list[Article]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give the network's scores for each gold statement, with the actor that the annotation names."""
    out = []
    for article in articles:
        asked = [Asked(*place(dict(s)), who_acts(s)) for s in article.statements or ()]
        out += kind_scores(article.text, asked, encoder, tokenizer)
    return out


def judged(model: WordModel, pairs: list[Example], network: list, score: object) -> tuple[float, float, float, float]:
    """Give the shares of right acts, issues, both, and the mean number of issues."""
    act_right, issue_right, both, named = 0, 0, 0, 0
    for (article, statement), scores in zip(pairs, network, strict=True):
        features = features_of(article.text, *place(statement), cue_of(statement))
        acts, issues = model.blended(scores, model.scores(features))
        chances = model.issue_chances(issues, features)
        chosen = [ISSUES[at] for at in top_issues(chances, least=model.blend["issue_chance"])]
        act = score.same_act(statement["act"], ACTS[int(acts.argmax())])  # type: ignore[attr-defined]
        issue = bool(set(statement["issues"]) & set(chosen))  # type: ignore[call-overload]
        act_right, issue_right, both, named = (
            act_right + act,
            issue_right + issue,
            both + (act and issue),
            named + len(chosen),
        )
    n = len(pairs)
    return act_right / n, issue_right / n, both / n, named / n


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--onnx", type=Path)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument(
        "--all", action="store_true", help="fit the words on everything, with the blend that stands in --out"
    )
    args = ap.parse_args()
    score = scorer(SHARED / "score.py")
    tokenizer = load_tokenizer(Path(args.encoder) / "tokenizer.json")
    encoder: Encoder = OnnxEncoder(args.onnx) if args.onnx else TorchEncoder(args.weights, args.encoder, args.layers)
    articles = with_cues(encoder, tokenizer, annotated() + further() + written())
    if args.all:
        model = fit(examples(articles))
        blend = json.loads((args.out / "words.json").read_text(encoding="utf-8"))["blend"]
        save(replace(model, blend=blend), args.out)
        return
    own = {a.name for a in (*written(), *further())}
    held = [a for a in articles if a.name not in own and is_held_out(a)]
    pairs = examples(held)
    model = fit(examples([a for a in articles if a not in held]))
    network = network_scores(encoder, tokenizer, held)
    for name, net, words in (("network alone", 1.0, 0.0), ("words alone", 0.0, 1.0)):
        parts = {"act_network": net, "act_words": words, "issue_network": net, "issue_words": words}
        trial = replace(model, blend={**model.blend, **parts})
        print(name, [round(x, 3) for x in judged(trial, pairs, network, score)])
    model = replace(model, blend=best_blend(model, pairs, network, score))
    print("together", [round(x, 3) for x in judged(model, pairs, network, score)], model.blend)
    save(model, args.out)


def best_blend(model: WordModel, pairs: list[Example], network: list, score: object) -> dict[str, float]:
    """Choose how far network and words are trusted, for acts and for issues each by itself.

    Of blends that do equally well the one in the middle of them is taken, not the first of the grid.
    """
    wanted = np.mean([len(s["issues"]) for _, s in pairs])  # type: ignore[arg-type]
    blend = dict(model.blend)
    trust = (0.3, 0.5, 0.7, 1.0)
    acts = [
        (judged(replace(model, blend=chosen), pairs, network, score)[0], chosen)
        for net, words in itertools.product(trust, trust)
        for chosen in [blend | {"act_network": net, "act_words": words}]
    ]
    blend = _middle(acts)
    issues = []
    for net, words, bias in itertools.product(trust, trust, (0.0, 0.25, 0.5)):
        chosen = blend | {"issue_network": net, "issue_words": words, "issue_bias": bias}
        _, right, _, named = judged(replace(model, blend=chosen), pairs, network, score)
        if named <= wanted + 0.15:  # naming more issues than people do would only please the scorer
            issues.append((right, chosen))
    return _middle(issues)


def _middle(found: list[tuple[float, dict[str, float]]]) -> dict[str, float]:
    """Give, of all blends within half a point of the best, the one nearest to their mean."""
    best = max(right for right, _ in found)
    close = [blend for right, blend in found if right >= best - 0.005]
    mean = {name: np.mean([blend[name] for blend in close]) for name in close[0]}
    return min(close, key=lambda blend: sum((blend[name] - mean[name]) ** 2 for name in mean))


def save(model: WordModel, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    order = sorted(model.rows, key=lambda name: model.rows[name])
    named = {"blend": model.blend, "terms": model.terms, "features": order}
    (folder / "words.json").write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")
    np.savez_compressed(folder / "words.npz", weights=model.weights.astype(np.float16), bias=model.bias)
    print(f"{len(order)} features, {(folder / 'words.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
