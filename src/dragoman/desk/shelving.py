"""Putting the items of one article into their groups, on the shelves of a record too large to be grouped at once.

What is read from the shelves stays at hand for the next article; what an article changes is held back until all its
items are placed and is then written in one go, so that a group that takes three of them is written once.
"""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from dragoman.desk.kinds import Kind
from dragoman.dossier.derived import Derived
from dragoman.dossier.shelves import Group, ItemRow
from dragoman.views.gist import Said
from dragoman.views.placing import belong_together, place_of, shelf_words, twin_word, unpack_said
from dragoman.views.words import Weights

_MOST_HELD = 2_000
"""Groups and items that are kept at hand, each."""

K = TypeVar("K")
V = TypeVar("V")


class Shelf:
    """The groups of one kind, with what was last looked at.

    Args:
        derived: Where they lie.
        kind: Their kind.
        items: What items boil down to, as far as it is at hand; kinds whose items are the same share it.
    """

    def __init__(self, derived: Derived, kind: Kind, items: OrderedDict[int, Said]) -> None:
        self._shelves = derived.shelves
        self._derived = derived
        self._kind = kind
        self._weights: Weights | None = None
        self._groups: OrderedDict[int, Group] = OrderedDict()
        self._items = items
        self._homes: dict[int, int] | None = None
        self._document = 0
        self._changed: dict[int, Group] = {}
        self._words: defaultdict[int, set[int]] = defaultdict(set)
        self._placed: list[tuple[int, tuple[ItemRow, ...]]] = []
        self._carried: set[int] = set()

    # One article

    def put(self, document: int, items: Iterable[tuple[Said, tuple[ItemRow, ...]]], newest: int) -> int:
        """Put a document's items into the groups that they belong to, or into new ones.

        Args:
            document: The document.
            items: Each with its statements.
            newest: The highest number of a group so far.

        Returns:
            The highest number of a group.
        """
        self._document = document
        self._carried.clear()
        for item, rows in items:
            leader = rows[0].leader
            place = place_of(item, self, self._kind.alike, self.weights)
            self._items[leader] = item
            home = place.home
            if home is None:
                home = newest = newest + 1
                self._groups[home] = Group(home)
            self._add(home, item, rows)
            if place.rival is not None:
                self._join(home, place.rival)
        self._write()
        return newest

    def _add(self, home: int, item: Said, rows: tuple[ItemRow, ...]) -> None:
        """Put one item into a group."""
        group = self._group(home)
        more = home not in self._carried and not self._shelves.carries(self._kind.name, self._document, home)
        self._carried.add(home)
        added = group.with_item(rows[0].leader, rows, documents=group.documents + more)
        self._groups[home] = self._changed[home] = added
        self._placed.append((home, rows))
        for word in (*shelf_words(item), *twin_word(item)):
            self._words[word].add(home)

    def _write(self) -> None:
        """Write down what was held back."""
        name = self._kind.name
        self._shelves.put(name, self._document, self._placed)
        self._shelves.set_groups(name, self._changed.values())
        self._shelves.shelve(name, ((word, group) for word, groups in self._words.items() for group in groups))
        self._placed.clear()
        self._changed.clear()
        self._words.clear()
        _let_go(self._groups)
        _let_go(self._items)

    def _join(self, home: int, rival: int) -> None:
        """Join two groups that one item fits, where all of both go together."""
        known = self.members([home, rival])
        if not belong_together(known[home], known[rival], self._kind.alike, self.weights):
            return
        self._write()
        # The larger one stays where it is; of two of one size, the older.
        stays, goes = sorted((self._group(home), self._group(rival)), key=lambda one: (-one.statements, one.number))
        self._groups[stays.number] = self._shelves.join(self._kind.name, goes, stays)
        self._groups.pop(goes.number, None)
        homes = self._known_homes()
        homes.update({group: stays.number for group, there in homes.items() if there == goes.number})
        homes[goes.number] = stays.number
        if goes.number in self._carried:
            self._carried.add(stays.number)

    def take_out(self, group: int, rows: Iterable[ItemRow]) -> None:
        """Take an item out of its group."""
        self._shelves.take_out(self._kind.name, group, rows)
        counted = self._shelves.count(self._kind.name, group)
        self._shelves.set_groups(self._kind.name, [counted])
        if counted.statements:
            self._groups[group] = counted
        else:
            self._groups.pop(group, None)

    # What placing asks

    @property
    def weights(self) -> Weights:
        """What words tell, as it was last weighed."""
        if self._weights is None:
            names, table = json.loads(self._derived.weights(self._kind.name) or "[[], {}]")
            self._weights = Weights.known(names, table)
        return self._weights

    def holding(self, words: Sequence[int], most: int) -> list[list[int]]:
        """Give for each of some words the groups in which it stands, the newest ones."""
        found: dict[int, list[int]] = {word: [] for word in words}
        for word, group in self._shelves.holding(self._kind.name, words, most):
            found[word].append(group)
        homes = self._known_homes()
        return [
            sorted({homes.get(group, group) for group in {*there, *self._words.get(word, ())}}, reverse=True)[:most]
            for word, there in found.items()
        ]

    def members(self, groups: Sequence[int]) -> Mapping[int, Sequence[Said]]:
        """Give for each of some groups its first and last items; nothing for one that is gone."""
        missing = [group for group in groups if group not in self._groups]
        if missing:
            for number, found in self._shelves.groups(self._kind.name, missing).items():
                self._groups[number] = found
        known = {group: self._groups[group] for group in groups if group in self._groups}
        self._read_items({leader for group in known.values() for leader in group.ends})
        return {number: [self._items[leader] for leader in group.ends] for number, group in known.items()}

    def _group(self, number: int) -> Group:
        """Give a group."""
        found = self._groups.get(number)
        if found is None:
            found = self._shelves.groups(self._kind.name, [number]).get(number, Group(number))
            self._groups[number] = found
        return found

    def _read_items(self, leaders: Iterable[int]) -> None:
        """Have items at hand, unpacked the first time."""
        missing = [leader for leader in leaders if leader not in self._items]
        if missing:
            for leader, body in self._shelves.bodies(self._kind.bodies, missing).items():
                self._items[leader] = unpack_said(body)

    def _known_homes(self) -> dict[int, int]:
        """Give the groups that go on as part of another."""
        if self._homes is None:
            self._homes = self._shelves.homes(self._kind.name)
        return self._homes


def _let_go(held: OrderedDict[K, V]) -> None:
    """Let go of what has been at hand longest, where that is too much."""
    while len(held) > _MOST_HELD:
        held.popitem(last=False)
