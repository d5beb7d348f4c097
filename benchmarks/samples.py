"""How much of the analyst's record of the sample dossier does the reader find?

    python benchmarks/samples.py

Reads the sample articles with the local reader and holds what it finds against `gold.json`: a quote of the record
is *placed* if a statement shares at least half of the shorter of the two, *party* if such a statement has a party in
common, *issue* if also an issue.  The samples were written for the project, so the figures say how the parts fit
together, not how well real coverage is read; `docs/reading.md` has that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.reading import load_reader
from dragoman.record import Document, Reading, Statement
from dragoman.samples import gold_path, sample_paths
from dragoman.settings import Settings
from dragoman.sources import read_document

Found = dict[str, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One quote of the record with what is said of it."""

    part: str
    file: str
    quote: str
    parties: tuple[str, ...]
    issues: tuple[str, ...] = ()
    duration: str | None = None
    guarantors: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of one part of the record."""

    wanted: int = 0
    placed: int = 0
    party: int = 0
    issue: int = 0
    with_issue: int = 0
    missed: list[str] = field(default_factory=list)


def wanted(gold: dict[str, Any]) -> Iterator[Wanted]:
    """Give every quote of the record that a reader should find."""
    for term in gold["terms"]:
        names = tuple(one["name"] for one in term["guarantors"])
        told = (tuple(term["parties"]), tuple(term["issues"]), term["duration"], names)
        yield from (Wanted("terms", seen["file"], seen["quote"], *told) for seen in term["witnesses"])
    for stance in gold["positions"]:
        yield Wanted("positions", stance["file"], stance["quote"], (stance["party"],), (stance["issue"],))
    for pledge in gold["pledges"]:
        yield from (Wanted("pledges", seen["file"], seen["quote"], (pledge["party"],)) for seen in pledge["made"])
    for claim in gold["claims"]:
        sides = [*claim["asserted"], *claim["denied"], *claim["assessed"]]
        yield from (Wanted("claims", one["file"], one["quote"], tuple(filter(None, [one["party"]]))) for one in sides)
    for expert in gold["experts"]:
        institute = (expert["institute"],)
        yield from (Wanted("experts", seen["file"], seen["quote"], institute) for seen in expert["witnesses"])


def near(document: Document, quote: str, statements: tuple[Statement, ...]) -> list[Statement]:
    """Give the statements that share at least half of the shorter of the two spans with a quote."""
    start = document.text.index(quote)
    end = start + len(quote)

    def shared(one: Statement) -> float:
        overlap = min(end, one.end) - max(start, one.start)
        return overlap / min(end - start, one.end - one.start)

    return [one for one in statements if shared(one) >= 0.5]


def folded(names: tuple[str, ...]) -> set[str]:
    """Make names comparable."""
    same = {"coalition of the willing": "coalition"}
    return {same.get(name.lower(), name.lower()) for name in names}


@dataclass(slots=True)
class Score:
    """All counts of one run."""

    parts: dict[str, Tally] = field(default_factory=dict)
    durations: list[bool] = field(default_factory=list)
    guarantors_wanted: int = 0
    guarantors_found: int = 0

    def count(self, one: Wanted, hits: list[Statement]) -> None:
        """Hold one quote of the record against the statements at its place."""
        tally = self.parts.setdefault(one.part, Tally())
        right = [hit for hit in hits if not one.parties or folded(one.parties) & folded(hit.parties)]
        tally.wanted += 1
        tally.placed += bool(hits)
        tally.party += bool(right)
        if one.issues:
            tally.with_issue += 1
            tally.issue += any(set(one.issues) & {str(issue) for issue in hit.issues} for hit in right)
        if not right:
            tally.missed.append(f"{one.file[:2]}  {one.quote[:90]}")
        if one.duration:
            self.durations.append(any(hit.duration is not None and hit.duration.iso == one.duration for hit in hits))
        named = folded(tuple(name for hit in hits for name in hit.guarantors))
        self.guarantors_wanted += len(one.guarantors)
        self.guarantors_found += len(folded(one.guarantors) & named)


def from_furniture(gold: dict[str, Any], documents: dict[str, Document], found: Found) -> int:
    """Count statements that lie mostly in a line which belongs to the page and not to the article."""
    count = 0
    for piece in gold["furniture"]:
        text = documents[piece["file"]].text
        start = text.index(piece["line"], text.index("---", 4))
        for one in found[piece["file"]]:
            inside = min(one.end, start + len(piece["line"])) - max(one.start, start)
            count += inside >= (one.end - one.start) / 2
    return count


def meetings_found(gold: dict[str, Any], documents: dict[str, Document], readings: dict[str, Reading]) -> list[str]:
    """Give for each meeting of the record how many of its witnesses a meeting was read at, and in the right state."""
    lines = []
    for meeting in gold["meetings"]:
        placed = right = 0
        for witness in meeting["witnesses"]:
            start = documents[witness["file"]].text.index(witness["quote"])
            end = start + len(witness["quote"])
            hits = [one for one in readings[witness["file"]].meetings if one.start < end and start < one.end]
            placed += bool(hits)
            right += any(one.state == meeting["state"] for one in hits)
        lines.append(f"  {meeting['id']:<26} {placed} of {len(meeting['witnesses'])}, {right} as {meeting['state']}")
    return lines


def main() -> None:
    """Read the samples and print the counts."""
    gold: dict[str, Any] = json.loads(gold_path().read_text("utf-8"))
    reader = load_reader(Settings.from_environment())
    documents = {path.name: read_document(path) for path in sample_paths()}
    readings = {name: reader.read(document) for name, document in documents.items()}
    found = {name: reading.statements for name, reading in readings.items()}
    score = Score()
    for one in wanted(gold):
        score.count(one, near(documents[one.file], one.quote, found[one.file]))
    print(f"{'part':<10} {'quotes':>6} {'placed':>7} {'party':>6} {'issue':>10}")
    for part, tally in score.parts.items():
        issues = f"{tally.issue}/{tally.with_issue}" if tally.with_issue else ""
        print(f"{part:<10} {tally.wanted:>6} {tally.placed:>7} {tally.party:>6} {issues:>10}")
    print(f"durations  {sum(score.durations)}/{len(score.durations)}")
    print(f"guarantors {score.guarantors_found}/{score.guarantors_wanted} names")
    print(f"statements taken from page furniture: {from_furniture(gold, documents, found)}")
    print(f"statements in the football story: {sum(len(found[name]) for name in gold['distractors'])}")
    print(f"statements in all: {sum(len(statements) for statements in found.values())}")
    print("meetings, by their witnesses:", *meetings_found(gold, documents, readings), sep="\n")
    if "--missed" in sys.argv:
        for part, tally in score.parts.items():
            print(f"\n{part}, not found with their party:", *tally.missed, sep="\n  ")


if __name__ == "__main__":
    main()
