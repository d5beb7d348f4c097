"""How many annotated terms are found, and how fast: conditions, durations, dates, guarantors, exchange, quoted.

    python benchmarks/terms_accuracy.py FOLDER_WITH_GOLD [...]

Reads the terms of every annotated statement at its annotated place, so that finding statements does not
enter.  A term counts as found where the statement has one of its kind; `alike` are those of them whose words
(conditions), ISO form (durations), day (dates) or names (guarantors, Jaccard >= 0.5) agree as well.  Precision
counts statements with a term that the annotation has, among those with a term; the annotation leaves many
plain ones out, so it is a lower bound.  Conditions agree where they share half of the shorter one's words.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.actors import Cast
from dragoman.reading.naming import places_of
from dragoman.reading.terms import Context, Terms, read_meetings, read_terms
from dragoman.record import Act

FIELDS = ("conditions", "duration", "guarantors", "in_exchange_for", "date", "quoted")
_IDLE = frozenset(("the", "a", "an", "of", "to", "in", "and", "or", "for", "on", "with", "by", "is", "are", "be", "it"))


def articles(folder: Path) -> list[tuple[str, dict[str, Any], list[list[dict[str, Any]]]]]:
    """Give text, header and annotation passes of every article of a folder."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        with path.with_name(path.name.replace(".gold.json", ".txt")).open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        passes = [gold["statements"]] if "statements" in gold else list(gold["readers"].values())
        found.append((text, gold, passes))
    return found


def day_of(gold: dict[str, Any]) -> date | None:
    """Give the day of publication, where the header has a whole one."""
    value = gold.get("published") or ""
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def stems(words: str) -> set[str]:
    """Give the first five letters of each telling word."""
    return {word[:5] for word in re.findall(r"[a-z0-9']+", words.lower()) if word not in _IDLE}


def alike(field: str, wanted: Any, terms: Terms) -> bool:
    """Tell whether a found term is the annotated one."""
    if field == "conditions":
        found = [stems(condition.text) for condition in terms.conditions]
        return any(
            2 * len(stems(one) & other) >= min(len(stems(one)), len(other)) > 0 for one in wanted for other in found
        )
    if field == "duration":
        words, iso = (terms.duration.text, terms.duration.iso) if terms.duration is not None else ("", "")
        return wanted.split()[-1] in iso or bool(stems(wanted) & stems(words))
    if field == "guarantors":
        return len(set(wanted) & set(terms.guarantors)) * 2 >= len(set(wanted) | set(terms.guarantors))
    if field == "date":
        return terms.date is not None and (terms.date.startswith(wanted) or wanted.startswith(terms.date))
    if field == "in_exchange_for":
        given = stems(terms.in_exchange_for or "")
        return bool(given) and 2 * len(given & stems(wanted)) >= min(len(given), len(stems(wanted)))
    return bool(wanted) == terms.quoted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    for folder in options.folders:
        report(folder)


def report(folder: Path) -> None:
    """Print the figures of one folder."""
    tally: Counter[tuple[str, str]] = Counter()
    seconds = statements = meetings = 0.0
    texts = articles(folder)
    for text, gold, passes in texts:
        places = places_of(Cast.of(text, when=day_of(gold)))
        begun = time.process_time()
        context = Context.of_text(text, day_of(gold))
        seconds += time.process_time() - begun
        for one_pass in passes:
            for wanted in one_pass:
                begun = time.process_time()
                terms = read_terms(context, wanted["start"], wanted["end"], act=Act(wanted["act"]), parties_in=places)
                seconds += time.process_time() - begun
                statements += 1
                count(tally, wanted, terms)
        begun = time.process_time()
        read_meetings(context, places)
        meetings += time.process_time() - begun
    print(f"{folder.name}: {len(texts)} articles, {statements:.0f} statements")
    for field in FIELDS:
        has, got, both, same = (tally[field, what] for what in ("has", "got", "both", "same"))
        recall, exact, precision = both / max(1, has), same / max(1, has), both / max(1, got)
        print(f"  {field:16} annotated {has:4}  recall {recall:.2f}  alike {exact:.2f}  precision >= {precision:.2f}")
    print(
        f"  {seconds / max(1.0, statements) * 1e6:.0f} microseconds a statement, "
        f"{meetings / max(1, len(texts)) * 1e6:.0f} an article for its meetings"
    )


def count(tally: Counter[tuple[str, str]], wanted: dict[str, Any], terms: Terms) -> None:
    """Count what one statement's terms have of its annotation."""
    for field in FIELDS:
        has, got = bool(wanted.get(field)), bool(getattr(terms, field))
        tally[field, "has"] += has
        tally[field, "got"] += got
        tally[field, "both"] += has and got
        tally[field, "same"] += has and got and alike(field, wanted[field], terms)


if __name__ == "__main__":
    main()
