"""How well changes are found: on the record beside the sample articles and on a real negotiation.

    python benchmarks/views_changes.py [-v]

The statements are those of gold, so this measures the view alone and not reading.  A row about something moved,
dropped, countered, hardened, softened or reversed is right where gold has a change that ends in its statement and
began, where the row shows an older statement, in that one.  A row about something new is right where its statement is
among the first tellings of a term; each term counts once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from dragoman.record import Act, Duration, Holdings, Issue, Statement, digest
from dragoman.views import Change, ChangeKind, changes
from dragoman.views.query import sources_by_version
from dragoman.views.terms import in_order
from dragoman.views.turns import turn_told
from views_grouping import (  # stands beside this file
    GOLD,
    SAMPLES,
    TRAIN,
    Told,
    annotated_files,
    gold_statements,
    holdings_from_gold,
    negotiation_statements,
    read_sample,
    source_of,
)

_NOT_MOVES = {ChangeKind.NEW, ChangeKind.MEETING}


def sample_moves() -> tuple[Holdings, list[list[set[str]]]]:
    """Give the sample record with the steps of its changes: for each change, the statements of each step."""
    holdings, _ = gold_statements()
    gold: dict[str, Any] = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))
    statements = list(holdings.statements)
    sources = {source.sha256: source for source in holdings.sources}
    found = []
    for change in gold["changes"]:
        steps: list[set[str]] = []
        value = None
        for step in change["steps"]:
            text = read_sample(step["file"])
            sources.setdefault(step["file"], source_of(step["file"], text))
            start = text.find(step["quote"])
            end = start + len(step["quote"])
            there = {
                one.id for one in statements if one.document == step["file"] and one.start < end and start < one.end
            }
            if not there:
                made = _step_statement(change, step, start)
                statements.append(made)
                there = {made.id}
            if step["value"] == value:
                steps[-1] |= there
            else:
                steps.append(there)
            value = step["value"]
        found.append(steps)
    made_of = holdings.model_copy(update={"statements": tuple(statements), "sources": tuple(sources.values())})
    return made_of, found


def _step_statement(change: dict[str, Any], step: dict[str, Any], start: int) -> Statement:
    """Make a statement of a step that is no witness of a term."""
    return Statement(
        id=digest(step["file"], start, *step["parties"]),
        document=step["file"],
        sha256=step["file"],
        start=start,
        end=start + len(step["quote"]),
        quote=step["quote"],
        actor=None,
        parties=tuple(step["parties"]),
        act=Act.PROPOSE,
        issues=(Issue(change["issue"]),),
        content=step["quote"],
        duration=Duration(iso=step["value"], text=step["value"], start=start, end=start + 1)
        if step["value"].startswith("P")
        else None,
    )


def real_moves(path: Path) -> tuple[Holdings, list[list[set[str]]]] | None:
    """Give a real negotiation with the statements that end each change; None where its texts are absent."""
    if not TRAIN.is_dir():
        return None
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    holdings = holdings_from_gold(annotated_files(gold), name=path.stem, reader=gold.get("reader", "a"))
    place = {(Path(one.document).stem, one.start, one.act.value): one.id for one in holdings.statements}
    anything = {one.id for one in holdings.statements}
    return holdings, [[anything, {place[tuple(at)] for at in change}] for change in gold["changes"]]


def measure_moves(
    name: str, holdings: Holdings, gold: list[list[set[str]]], *, verbose: bool
) -> tuple[int, int, int, int]:
    """Print precision by rows, and recall by changes and by their steps.

    Gives the rows that are right and shown, the changes that are found and all of them.
    """
    rows = [row for row in changes(holdings).rows if row.kind not in _NOT_MOVES]
    by_id = {one.id: one for one in holdings.statements}
    right = [row for row in rows if _ends(row, gold, by_id)]
    steps = {at for row in right for at in _ends(row, gold, by_id)}
    wanted = sum(len(change) - 1 for change in gold)
    whole = len({change for change, _ in steps})
    print(
        f"{name}: {len(rows)} moves shown, {len(right)} right: precision {len(right) / max(len(rows), 1):.2f};  "
        f"changes found {whole}/{len(gold)} ({whole / max(len(gold), 1):.2f}), steps {len(steps)}/{wanted}"
    )
    if verbose:
        for row in rows:
            mark = "right" if row in right else "WRONG"
            print("   ", mark, row.kind, row.party, "|", row.difference, "|", (row.old or "-")[:90], "=>", row.new[:90])
    return len(right), len(rows), whole, len(gold)


def _ends(row: Change, gold: list[list[set[str]]], statements: Mapping[str, Statement]) -> set[tuple[int, int]]:
    """Give the steps of gold that a row tells."""
    old = row.old_witness.record if row.old_witness is not None else None
    found = set()
    for number, change in enumerate(gold):
        for at in range(1, len(change)):
            earlier = set().union(*change[:at])
            told_by_itself = old is None or turn_told(statements[row.lead.record]) is not None
            if row.lead.record in change[at] and (told_by_itself or old in earlier):
                found.add((number, at))
    return found


def measure_new(name: str, told: Told) -> tuple[int, int, int]:
    """Count the rows of something new that are right, those shown, and the terms that are new after the first day."""
    holdings, belongs = told
    sources = sources_by_version(holdings)
    ordered = in_order(holdings.statements, sources)

    def day(one: Statement) -> str:
        published = sources[one.sha256].published
        return one.date or (published.value[:10] if published else "")

    first: dict[str, str] = {}
    for one in ordered:
        for term in belongs[one.id]:
            first[term] = min(first.get(term, "9999"), day(one))
    opening = min((one for one in first.values() if one), default="")
    wanted = {term for term, on in first.items() if on and on != opening}
    by_id = {one.id: one for one in holdings.statements}
    rows = [row for row in changes(holdings).rows if row.kind is ChangeKind.NEW]
    told_already: set[str] = set()
    right = 0
    for row in sorted(rows, key=lambda row: row.on or ""):
        terms = {term for term in belongs[row.lead.record] if first[term] == day(by_id[row.lead.record])}
        if (terms & wanted) - told_already:
            right += 1
            told_already |= terms
    print(f"{name}: {len(rows)} shown as new, {right} right, {len(wanted)} terms are new")
    return right, len(rows), len(wanted)


def main() -> None:
    verbose = "-v" in sys.argv
    measure_moves("sample record", *sample_moves(), verbose=verbose)
    for path in sorted(GOLD.glob("*_changes.json")):
        real = real_moves(path)
        if real is not None:
            measure_moves(path.stem.removesuffix("_changes"), *real, verbose=verbose)
    counts = [measure_new("sample record", gold_statements())]
    for path in sorted(GOLD.glob("*_terms.json")):
        told = negotiation_statements(path)
        if told is not None:
            counts.append(measure_new(path.stem.removesuffix("_terms"), told))
    right, shown, wanted = (sum(one[place] for one in counts) for place in range(3))
    print(f"all new: precision {right / max(shown, 1):.2f}, recall {right / max(wanted, 1):.2f}")


if __name__ == "__main__":
    main()
