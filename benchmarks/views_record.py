"""How well claims, meetings and moving figures are put together, on the record kept beside the sample articles.

    python benchmarks/views_record.py [-v]

The statements and meetings are those of gold, so this measures the views alone and not reading.  Claims and meetings
by pairs of witnesses; sides as the share of witnesses filed as asserting, denying or assessing as gold has them;
figures as the share of gold's changes of a number or a duration of which a view shows every step.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.record import (
    Act,
    Holdings,
    Issue,
    Meeting,
    MeetingLevel,
    MeetingState,
    Source,
    Statement,
    digest,
)
from dragoman.views import claims, figures, meetings, pledges

sys.path.insert(0, str(Path(__file__).resolve().parent))
from views_grouping import SAMPLES, gold_statements, read_sample, source_of  # stands beside this file

SIDES = {"asserted": Act.CLAIM, "denied": Act.DENY, "assessed": Act.ASSESS}


def pairs(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Give pairwise precision, recall and F1 of two ways to part the same things."""
    same = {key for key in itertools.combinations(sorted(gold), 2) if gold[key[0]] == gold[key[1]]}
    joined = {key for key in itertools.combinations(sorted(found), 2) if found[key[0]] == found[key[1]]}
    hit = len(same & joined)
    precision, recall = hit / max(len(joined), 1), hit / max(len(same), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def measure_claims(gold: dict[str, Any], *, verbose: bool) -> None:
    statements, home, sides = [], {}, {}
    sources: dict[str, Source] = {}
    for claim in gold["claims"]:
        for side, act in SIDES.items():
            for witness in claim[side]:
                text = read_sample(witness["file"])
                start = text.find(witness["quote"])
                key = digest(claim["id"], side, witness["quote"])
                sources.setdefault(witness["file"], source_of(witness["file"], text))
                party = witness.get("party")
                statements.append(
                    Statement(
                        id=key,
                        document=witness["file"],
                        sha256=witness["file"],
                        start=start,
                        end=start + len(witness["quote"]),
                        quote=witness["quote"],
                        actor=witness.get("actor") or party,
                        parties=(party,) if party else (),
                        act=act,
                        issues=(Issue.INCIDENT,),
                        content=witness["quote"],
                    )
                )
                home[key], sides[key] = claim["id"], side
    holdings = Holdings(name="claims", sources=tuple(sources.values()), statements=tuple(statements))
    rows = claims(holdings).rows
    found = {witness.record: str(number) for number, row in enumerate(rows) for witness in row.evidence}
    filed = {
        witness.record: side
        for row in rows
        for side, witnesses in (
            ("asserted", row.assertions),
            ("denied", row.denials),
            ("assessed", row.assessments),
        )
        for witness in witnesses
    }
    right = sum(filed.get(key) == side for key, side in sides.items())
    precision, recall, f1 = pairs(home, found)
    print(f"claims: {len(gold['claims'])} in gold, {len(rows)} found, from {len(statements)} witnesses")
    print(f"  pairs: precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f};  sides right {right}/{len(sides)}")
    if verbose:
        for row in rows:
            print("   ", row.state, row.asserted_by, row.denied_by, row.assessed_by, "|", row.claim[:100])


def measure_meetings(gold: dict[str, Any], *, verbose: bool) -> None:
    told, home = [], {}
    sources: dict[str, Source] = {}
    for meeting in gold["meetings"]:
        for witness in meeting["witnesses"]:
            text = read_sample(witness["file"])
            start = text.find(witness["quote"])
            key = digest(meeting["id"], witness["file"], witness["quote"])
            sources.setdefault(witness["file"], source_of(witness["file"], text))
            told.append(
                Meeting(
                    id=key,
                    document=witness["file"],
                    sha256=witness["file"],
                    start=start,
                    end=start + len(witness["quote"]),
                    quote=witness["quote"],
                    name=meeting["name"],
                    level=MeetingLevel(meeting["level"]),
                    state=MeetingState(witness.get("state", meeting["state"])),
                    venue=meeting["venue"],
                    date=meeting["date"],
                    participants=tuple(meeting["participants"]),
                )
            )
            home[key] = meeting["id"]
    rows = meetings(
        Holdings(name="meetings", sources=tuple(sources.values()), statements=(), meetings=tuple(told))
    ).rows
    found = {witness.record: str(number) for number, row in enumerate(rows) for witness in row.evidence}
    precision, recall, f1 = pairs(home, found)
    print(f"meetings: {len(gold['meetings'])} in gold, {len(rows)} found, from {len(told)} witnesses")
    print(f"  pairs: precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")
    if verbose:
        for row in rows:
            print("   ", row.date, row.state, row.level, row.participants, len(row.evidence))


def measure_figures(gold: dict[str, Any]) -> None:
    holdings, _ = gold_statements()
    shown = [
        {(figure.party, figure.value.replace(",", "")) for figure in row.figures} for row in figures(holdings).rows
    ]
    wanted = [change for change in gold["changes"] if change["kind"] in {"number", "duration"}]
    hit = 0
    for change in wanted:
        steps = {(tuple(step["parties"]), "".join(filter(str.isdigit, step["value"]))) for step in change["steps"]}
        hit += any(steps <= row for row in shown)
    print(f"figures: {hit} of {len(wanted)} changes of a number or a duration shown with every step")


def measure_pledges(gold: dict[str, Any], *, verbose: bool) -> None:
    """Count the reports of deeds that stand with their pledge, among all else that the record holds."""
    known, _ = gold_statements()
    statements = list(known.statements)
    sources = {source.sha256: source for source in known.sources}
    home: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for pledge in gold["pledges"]:
        for witness in pledge["made"]:
            made = _of_pledge(witness, pledge["party"], Act.PLEDGE, sources)
            statements.append(made)
            home[made.id] = pledge["id"]
        for deed in pledge["deeds"]:
            told = _of_pledge(deed, deed["party"], Act.CLAIM, sources)
            statements.append(told)
            wanted[told.id] = pledge["id"]
    for claim in gold["claims"]:
        for side, act in SIDES.items():
            statements.extend(_of_pledge(witness, witness.get("party"), act, sources) for witness in claim[side])
    record = Holdings(name="pledges", sources=tuple(sources.values()), statements=tuple(statements))
    right = wrong = 0
    for row in pledges(record).rows:
        pledged = {home.get(witness.record) for witness in row.evidence}
        for witness in (*row.deeds, *row.doubted_by, *row.qualified_by):
            is_right = wanted.get(witness.record) in pledged
            right, wrong = right + is_right, wrong + (not is_right)
            if verbose:
                print("   ", "right" if is_right else "WRONG", row.party, row.what[:60], "|", witness.quote[:110])
    print(f"deeds: {right} of {len(wanted)} reports stand with their pledge; {wrong} others do")


def _of_pledge(witness: dict[str, Any], party: str | None, act: Act, sources: dict[str, Source]) -> Statement:
    """Make a statement of a witness; gold has no issue for pledges, all are filed under forces."""
    text = read_sample(witness["file"])
    start = text.find(witness["quote"])
    sources.setdefault(witness["file"], source_of(witness["file"], text))
    return Statement(
        id=digest(witness["file"], start, act),
        document=witness["file"],
        sha256=witness["file"],
        start=start,
        end=start + len(witness["quote"]),
        quote=witness["quote"],
        actor=party,
        parties=(party,) if party else (),
        act=act,
        issues=(Issue.FORCES,),
        content=witness["quote"],
    )


def main() -> None:
    verbose = "-v" in sys.argv
    gold = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))
    measure_claims(gold, verbose=verbose)
    measure_meetings(gold, verbose=verbose)
    measure_figures(gold)
    measure_pledges(gold, verbose=verbose)


if __name__ == "__main__":
    main()
