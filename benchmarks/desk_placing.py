"""What placing one statement after another costs in accuracy, beside grouping all at once, on the gold of terms.

    python benchmarks/desk_placing.py [--statements 3000]

The annotated records are taken together and repeated, each time for parties of other names, until they are larger than
a record that is grouped all at once.  Then their statements are grouped at once, and placed article by article as a
dossier places them: by day, and three times in a random order of articles; with groups joined late and without.  Pairs
of statements are counted against gold within each repetition.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from dragoman.views.gist import Said, said
from dragoman.views.grouping import group, same_thing, weights_of
from dragoman.views.parties import party_key
from dragoman.views.placing import belong_together, place_of, shelf_words, twin_word
from dragoman.views.query import sources_by_version
from dragoman.views.terms import in_order
from dragoman.views.words import Weights
from views_fitting import annotated


@dataclass
class Shelf:
    """Groups in memory; the rules are those of `dragoman.desk.shelving`."""

    groups: dict[int, list[int]] = field(default_factory=dict)
    items: list[Said] = field(default_factory=list)
    words: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[int, int] = field(default_factory=dict)

    def holding(self, words: Sequence[int], most: int) -> list[list[int]]:
        """Give for each word the groups in which it stands, the newest ones."""
        return [
            sorted({self.homes.get(one, one) for one in sorted(self.words[word])[-most:]}, reverse=True)
            for word in words
        ]

    def members(self, groups: Sequence[int]) -> Mapping[int, Sequence[Said]]:
        """Give for each group its ends."""
        return {one: [self.items[at] for at in ends(self.groups[one])] for one in groups if one in self.groups}

    def put(self, item: Said, weights: Weights, *, late: bool) -> None:
        """Put an item where it belongs."""
        place = place_of(item, self, same_thing, weights)
        number = len(self.items)
        self.items.append(item)
        home = number + 1 if place.home is None else place.home
        self.groups.setdefault(home, []).append(number)
        for word in (*shelf_words(item), *twin_word(item)):
            self.words[word].add(home)
        if late and place.rival is not None:
            known = self.members([home, place.rival])
            if belong_together(known[home], known[place.rival], same_thing, weights):
                low, high = sorted((home, place.rival))
                self.groups[low] = sorted(self.groups[low] + self.groups.pop(high))
                self.homes |= {one: low for one, there in self.homes.items() if there == high} | {high: low}


def ends(members: Sequence[int]) -> list[int]:
    return [*members[:3], *members[3:][-3:]]


def placed(articles: Sequence[Sequence[tuple[str, Said]]], weights: Weights, *, late: bool) -> dict[str, int]:
    """Place the items of one article after another, and give the group of each."""
    shelf = Shelf()
    names = []
    for article in articles:
        for name, item in article:
            names.append(name)
            shelf.put(item, weights, late=late)
    return {names[place]: number for number, members in shelf.groups.items() for place in members}


def told(
    what: str, home: Mapping[str, int], belongs: Mapping[str, set[str]], repetitions: Sequence[Sequence[str]]
) -> None:
    counted: Counter[str] = Counter()
    for names in repetitions:
        for one, other in combinations(names, 2):
            same, joined = bool(belongs[one] & belongs[other]), home[one] == home[other]
            counted.update(right=same and joined, found=joined, gold=same)
    precision, recall = counted["right"] / max(counted["found"], 1), counted["right"] / max(counted["gold"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{what:<44} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=3000)
    given = parser.parse_args()
    articles: list[tuple[str, str, list[tuple[str, Said]]]] = []
    belongs: dict[str, set[str]] = {}
    repetitions: list[list[str]] = []
    records = annotated("settled")
    if all(name == "samples" or name.startswith("written") for name in records):
        sys.exit("The annotated articles are not here, and this needs them.")
    read = records.values()
    number = 0
    while len(belongs) < given.statements:
        number += 1
        for holdings, home in read:
            sources = sources_by_version(holdings)
            by_document: dict[str, list[tuple[str, Said]]] = defaultdict(list)
            names = []
            for one in in_order([one for one in holdings.statements if one.id in home], sources):
                name, item = f"{one.id} {number}", said(one)
                block = tuple(f"{party} {number}" for party in party_key(one.parties, one.actor))
                by_document[one.sha256].append((name, replace(item, block=block)))
                belongs[name] = {f"{term} {number}" for term in home[one.id]}
                names.append(name)
            repetitions.append(names)
            for sha, items in by_document.items():
                source = sources.get(sha)
                day = source.published.value if source is not None and source.published is not None else "9999"
                articles.append((day, f"{sha} {number}", items))
    articles.sort(key=lambda one: one[:2])
    by_day = [items for *_, items in articles]
    flat = [pair for items in by_day for pair in items]
    print(f"{len(flat):,} statements of {len(by_day):,} articles")
    weights = weights_of(item for _, item in flat)
    at_once = {
        flat[place][0]: home for home, places in enumerate(group([item for _, item in flat])) for place in places
    }
    told("all at once", at_once, belongs, repetitions)
    for late in (False, True):
        how = "joined late" if late else "never joined"
        told(f"placed by day, {how}", placed(by_day, weights, late=late), belongs, repetitions)
        for seed in range(3):
            shuffled = list(by_day)
            random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
            told(
                f"placed in random order {seed + 1}, {how}", placed(shuffled, weights, late=late), belongs, repetitions
            )


if __name__ == "__main__":
    main()
