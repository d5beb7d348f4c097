"""How well the same actor is known again from article to article: pairwise precision, recall and F1.

    python benchmarks/actors_grouping.py [FOLDER …] [-v]

Taken are the gold statements of one named actor in whose quote words stand that name it.  Two of one negotiation are
a pair; it is right where gold names one actor for both.  Left out are officials, sources and diplomats without a name,
who are not one actor because an article calls them alike, and lists of several.  Gold names an actor as its article
does, so its names are evened out first: titles, initials, case, accents, hyphens and doubled letters; and one name that
holds all words of another is the same actor.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from actors_resolution import SHARED, _day, _words  # stands beside this file
from dragoman.actors import Cast
from dragoman.actors.tokens import fold

_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|diplomats?|experts?|mediators?|relatives|figure|members?|lawmakers|analysts?|negotiators?|"
    r"commander|leadership|bloc|administration|families|democrats|republicans|representatives?|ambassadors?|spokes\w+)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\band\b|,|;|&|\bleaders of\b")
_TITLES = re.compile(r"^(?:president|prime minister|general|gen|sen|rep|mr|mrs|dr|king|foreign minister)\b\.?\s+")


def is_one(name: str) -> bool:
    """Tell whether a gold actor is one that has a name."""
    return name[:1].isupper() and not _UNNAMED.search(name) and not _SEVERAL.search(name)


def gold_key(name: str) -> str:
    """Even a gold name out."""
    plain = re.sub(r"[^a-z ]", "", fold(name).replace("-", " ").replace("’", "").replace("'", "")).removeprefix("the ")
    words = [word for word in _TITLES.sub("", plain).split() if len(word) > 1]
    return re.sub(r"(.)\1", r"\1", " ".join(words)) or fold(name)


def whole_names(names: set[str]) -> dict[str, str]:
    """Give for each name of a negotiation the longest one that holds its words, where only one does."""
    found = {}
    for name in sorted(names):
        own = set(name.split())
        longer = [other for other in names if own < set(other.split()) and other.split()[-1] == name.split()[-1]]
        if len({other.split()[-1] for other in longer}) == 1 and name.split()[-1] not in {"korea", "states", "kong"}:
            found[name] = max(longer, key=lambda other: (len(other), other))
    return found


def words_of(text: str, item: dict[str, Any]) -> tuple[int, int] | None:
    """Find the words that name the actor: whole words only."""
    found = _words(text, item)
    if found is None or text[found[1] : found[1] + 1].isalpha() or text[found[0] - 1 : found[0]].isalpha():
        return None
    whole = text[found[0] : found[1]] == item["actor"]
    # The last word alone names a person or nobody: "ministry", "Korea" and "Israel" of longer names name others.
    return found if whole or (len(item["actor"].split()) <= 3 and item["actor"] not in item["parties"]) else None


def told(folders: list[Path]) -> dict[str, list[tuple[str, str, str]]]:
    """Give for each negotiation its statements: gold key, found key, and words to show."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            with path.with_name(path.name.replace(".gold.json", ".txt")).open(encoding="utf-8", newline="") as stream:
                text = stream.read()
            cast = Cast.of(text, when=_day(gold.get("published")))
            items = gold["statements"] if "statements" in gold else gold["readers"]["a"]
            for item in items:
                words = words_of(text, item) if item["actor"] and is_one(item["actor"]) else None
                if words is None:
                    continue
                got = cast.resolve(*words)
                key = (
                    got.actor.id if got.actor is not None else " ".join(sorted(got.parties)) or f"? {path.name} {words}"
                )
                found[gold.get("process", path.stem)].append(
                    (gold_key(item["actor"]), key, f"{path.name[:12]} {item['actor']} -> {key}")
                )
    return found


def main() -> None:
    folders = [Path(argument) for argument in sys.argv[1:] if argument != "-v"] or [SHARED / "evaluation" / "train"]
    hit = same = joined = statements = 0
    wrong: Counter[str] = Counter()
    for items in told(folders).values():
        full = whole_names({gold for gold, _, _ in items})
        statements += len(items)
        for (one, first, a), (other, second, b) in itertools.combinations(items, 2):
            is_same, is_joined = full.get(one, one) == full.get(other, other), first == second
            hit += is_same and is_joined
            same += is_same
            joined += is_joined
            if is_same != is_joined:
                wrong[f"{'PARTED' if is_same else 'JOINED'}  {a}  |  {b}"] += 1
    precision, recall = hit / max(joined, 1), hit / max(same, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{statements} statements, {same} pairs of one actor, {joined} found, {hit} right")
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    if "-v" in sys.argv:
        for line, often in wrong.most_common(80):
            print(often, line)


if __name__ == "__main__":
    main()
