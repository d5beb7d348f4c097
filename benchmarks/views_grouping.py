"""How well terms are grouped: pairwise precision, recall and F1, on the sample record and on a real negotiation.

    python benchmarks/views_grouping.py [-v]

The statements are those of gold, so this measures grouping alone and not reading.  A pair is two statements; it is
right where gold files both under one term.  The sample record tells each term in deliberately different words; the
annotated articles tell theirs as outlets do, wire copies among them.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any, TypeAlias

from dragoman.record import Act, Condition, ConditionKind, Duration, Holdings, Issue, Source, Stated, Statement, digest
from dragoman.views import terms
from dragoman.views.terms import TERM_ACTS

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.gold import TRAIN, holdings_from_gold  # found from the checkout, not installed

GOLD = Path(__file__).resolve().parent / "gold"
SAMPLES = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "samples"
Told: TypeAlias = tuple[Holdings, dict[str, set[str]]]
"""Statements with the terms that each belongs to."""


def read_sample(name: str) -> str:
    data = (SAMPLES / name).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def published(text: str) -> str | None:
    """Give the day in an article's front matter."""
    lines = text.splitlines()[:12]
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("published:")), None)


def source_of(name: str, text: str) -> Source:
    day = published(text)
    return Source(sha256=name, address=name, published=Stated(value=day, rule="front matter") if day else None)


def gold_statements(*, again: bool = False) -> Told:
    """Give the witnesses of the gold terms as holdings, and for each statement the terms it belongs to.

    Args:
        again: Whether to go by the second look that was taken at them.
    """
    gold: dict[str, Any] = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))
    texts: dict[str, str] = {}
    sources: dict[str, Source] = {}
    statements: dict[str, Statement] = {}
    belongs: dict[str, set[str]] = {}
    for term in gold["terms"]:
        if Act(term["act"]) not in TERM_ACTS:
            continue
        for witness in term["witnesses"]:
            name = witness["file"]
            text = texts.setdefault(name, read_sample(name))
            start = text.find(witness["quote"])
            if start < 0:
                continue
            statement = _statement(term, witness, name, start)
            sources.setdefault(name, source_of(name, text))
            statements[statement.id] = statement
            belongs.setdefault(statement.id, set()).add(term["id"])
    if again:
        second: dict[str, Any] = json.loads((GOLD / "samples_again.json").read_text(encoding="utf-8"))
        looked_at = {(file, start): set(named) for file, start, named in second["belongs"]}
        belongs = {one.id: looked_at.get((one.document, one.start), belongs[one.id]) for one in statements.values()}
    holdings = Holdings(name="samples", sources=tuple(sources.values()), statements=tuple(statements.values()))
    return holdings, belongs


def _statement(term: dict[str, Any], witness: dict[str, Any], name: str, start: int) -> Statement:
    quote = witness["quote"]
    end = start + len(quote)
    return Statement(
        id=digest(name, start, end, *term["parties"], term["act"]),
        document=name,
        sha256=name,
        start=start,
        end=end,
        quote=quote,
        actor=None,
        parties=tuple(term["parties"]),
        addressee=term.get("addressee"),
        act=Act(term["act"]),
        issues=tuple(Issue(issue) for issue in term["issues"]),
        content=quote,
        conditions=tuple(
            Condition(text=one["text"], kind=ConditionKind(one["kind"]), start=start, end=end)
            for one in term["conditions"]
        ),
        duration=Duration(iso=term["duration"], text=term["duration"], start=start, end=end)
        if term["duration"]
        else None,
        guarantors=tuple(g["name"] if isinstance(g, dict) else g for g in term["guarantors"]),
        in_exchange_for=term["in_exchange_for"],
    )


def negotiation_statements(path: Path, *, again: bool = False) -> Told | None:
    """Give the term statements of a real negotiation with the terms they belong to; None where its texts are absent.

    Args:
        path: The gold file.
        again: Whether to go by the second look that was taken at it.
    """
    if not TRAIN.is_dir():
        return None
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    home: dict[tuple[str, int, str], set[str]] = {}
    for number, term in enumerate([*gold["terms"], *(gold.get("again", ()) if again else ())]):
        for file, start, act in term:
            home.setdefault((file, start, act), set()).add(f"term {number}")
    read = holdings_from_gold(annotated_files(gold), name=path.stem, reader=gold.get("reader", "a"))
    kept = tuple(one for one in read.statements if one.act in TERM_ACTS)
    belongs = {
        one.id: home.get((Path(one.document).stem, one.start, one.act.value), {f"alone {one.id}"}) for one in kept
    }
    return read.model_copy(update={"statements": kept}), belongs


def annotated_files(gold: dict[str, Any]) -> list[Path]:
    """Give the annotations that a gold file is about: those it names, or all of the negotiations it names.

    They are those of the corpus, or, where a gold file says so, those in a folder of this checkout.
    """
    if "files" in gold:
        folder = GOLD.parents[1] / gold["annotations"] if "annotations" in gold else TRAIN
        return [folder / f"{name}.gold.json" for name in gold["files"]]
    return [
        path
        for path in sorted(TRAIN.glob("*.gold.json"))
        if json.loads(path.read_text(encoding="utf-8"))["process"] in gold["processes"]
    ]


def paired(holdings: Holdings, belongs: dict[str, set[str]]) -> tuple[int, int, int]:
    """Count the pairs that are rightly joined, those that are joined, and those that gold joins."""
    home = {witness.record: row.id for row in terms(holdings).rows for witness in row.evidence}
    hit = found = gold = 0
    for one, other in itertools.combinations(sorted(belongs), 2):
        same, joined = bool(belongs[one] & belongs[other]), home[one] == home[other]
        hit += same and joined
        found += joined
        gold += same
    return hit, found, gold


def score(name: str, told: Told, *, verbose: bool = False) -> tuple[int, int, int]:
    """Print pairwise precision, recall and F1, and give the counts."""
    holdings, belongs = told
    if verbose:
        home = {witness.record: row.id for row in terms(holdings).rows for witness in row.evidence}
        quotes = {statement.id: statement.quote for statement in holdings.statements}
        for one, other in itertools.combinations(sorted(belongs), 2):
            same, joined = bool(belongs[one] & belongs[other]), home[one] == home[other]
            if same != joined:
                print("MISSED" if same else "WRONG ", "|", quotes[one][:200], "|", quotes[other][:200])
    hit, found, gold = paired(holdings, belongs)
    precision, recall = hit / max(found, 1), hit / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name}: {len(belongs)} statements; pairs: gold {gold}, found {found}, right {hit}")
    print(f"  precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")
    return hit, found, gold


def main() -> None:
    verbose = "-v" in sys.argv
    score("sample record", gold_statements(), verbose=verbose)
    for path in sorted(GOLD.glob("*_terms.json")):
        told = negotiation_statements(path)
        if told is None:
            print("the training annotations are not beside this checkout: real negotiations are not measured")
            break
        score(f"{path.stem.removesuffix('_terms')}, annotated articles", told, verbose=verbose)


if __name__ == "__main__":
    main()
