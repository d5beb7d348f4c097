"""The terms of the written articles: which of their statements put one thing on the table, for fitting.

    python benchmarks/written_terms.py [-v]

Gold names statements of `training/written` by article, first code point in the plain text and act.  A party that two
articles call by two names gets one (`names` in the gold file), since who is who is another question than this one.
Prints how the terms of each record are grouped, and of all together; nothing is fitted here.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
from tests.gold import holdings_of, reading_of  # found from the checkout, not installed

import written  # stands in training
from dragoman.errors import DragomanError
from dragoman.record import Reading
from dragoman.views.terms import TERM_ACTS
from views_grouping import GOLD, Told, paired, score  # stands beside this file

WRITTEN = GOLD / "written"


class NoSuchStatement(DragomanError):
    """A gold file names a statement that the article does not hold."""


def annotated(*, again: bool) -> dict[str, Told]:
    """Give the statements of every record of written articles with the terms they belong to.

    Args:
        again: Whether to go by the second look that was taken at them.

    Raises:
        NoSuchStatement: If a gold file names a statement that is not there, or no longer.
    """
    paths = sorted(WRITTEN.glob("*_terms.json"))
    return {f"written {path.stem.removesuffix('_terms')}": told_of(path, again=again) for path in paths}


def told_of(path: Path, *, again: bool) -> Told:
    """Give the term statements of one gold file's articles with the terms they belong to."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    readings = [reading(name, gold.get("names", {})) for name in gold["files"]]
    holdings = holdings_of(readings, name=path.stem)
    kept = {
        (Path(one.document).stem, one.start, one.act.value): one for one in holdings.statements if one.act in TERM_ACTS
    }
    home: dict[str, set[str]] = {}
    for number, term in enumerate([*gold["terms"], *(gold.get("again", ()) if again else ())]):
        for file, start, act in term:
            if (file, start, act) not in kept:
                raise NoSuchStatement(
                    f"there is no {act} at {start}", item=f"{path.name}: {file}", remedy="Mend the gold file."
                )
            home.setdefault(kept[file, start, act].id, set()).add(f"term {number}")
    belongs = {one.id: home.get(one.id, {f"alone {one.id}"}) for one in kept.values()}
    return holdings.model_copy(update={"statements": tuple(kept.values())}), belongs


def reading(name: str, names: dict[str, str]) -> Reading:
    """Give one written article as a reading, its parties called by one name."""
    article = _articles()[name]
    statements = []
    for statement in article.statements:
        parties = statement["parties"]
        called = [names.get(party, party) for party in parties] if isinstance(parties, list) else []
        statements.append(statement | {"parties": called})
    gold: dict[str, Any] = {
        "sha256": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        "published": article.published,
        "statements": statements,
    }
    return reading_of(gold, article.text, written.FOLDER / f"{name}.txt")


@cache
def _articles() -> dict[str, written.WrittenArticle]:
    """Give the written articles by name, read once."""
    return {article.name: article for article in written.articles()}


def main() -> None:
    told = annotated(again=True)
    for name, one in told.items():
        score(name, one, verbose="-v" in sys.argv)
    counts = [paired(*one) for one in told.values()]
    hit, found, gold = (sum(column) for column in zip(*counts, strict=True))
    print(f"all: {len(told)} records; pairs: gold {gold}, found {found}, right {hit}")


if __name__ == "__main__":
    main()
