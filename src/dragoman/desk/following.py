"""Keeping groups of statements up to date as a record grows, so that a question finds them and need not make them.

Groups follow from the log of the record: entry by entry, statements come in, are judged, or give way to those of a
newer reading.  A small record is grouped all at once, by day, whenever a question finds that it has changed; so it has
the very groups that the views would make.  From `SMALL` statements on, a statement is placed among the groups that are
there and stays, and how much a word tells is taken from the record as it was when it last doubled.  Either way the
same log gives the same groups, whether it was followed at once or in a hundred steps.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from dragoman.desk.kinds import KINDS, LISTS, Item, Kind, list_words, rules_version
from dragoman.desk.touching import documents_touched
from dragoman.dossier import Store, judged_by_id
from dragoman.dossier.derived import Derived, Entry, ItemRow, NewItem
from dragoman.record import Judgement, Source, Statement
from dragoman.views.grouping import Said, said, weights_of
from dragoman.views.parties import fold
from dragoman.views.placing import home_of, pack_said, shelf_words, twin_key, unpack_said
from dragoman.views.query import day_of, source_day
from dragoman.views.terms import in_order
from dragoman.views.words import Weights

SMALL = 1_500
"""Statements up to which a record is grouped all at once."""
SAMPLE = 12_000
"""Statements beyond which words are not weighed again."""
AT_ONCE = 200
"""Entries that are followed in one transaction."""
_MOST_HELD = 6_000
"""Groups whose members are kept at hand."""


class Follower:
    """Follows one open store; keeps weights and the groups last looked at at hand."""

    def __init__(self) -> None:
        self._weights: dict[str, Weights] = {}
        self._weighed_at = -1
        self._made: list[Judgement] = []
        self._made_up_to: int | None = None
        self._held: OrderedDict[tuple[str, int], list[Said]] = OrderedDict()
        self._items: OrderedDict[tuple[str, int], Said] = OrderedDict()

    def _forget(self) -> None:
        """Let go of all that is at hand."""
        self._weights.clear()
        self._weighed_at = -1
        self._made = []
        self._made_up_to = None
        self._held.clear()
        self._items.clear()

    def __call__(self, store: Store) -> None:
        """Follow everything that is not followed yet, within the caller's transaction."""
        while self.step(store):
            pass

    def step(self, store: Store) -> bool:
        """Follow a bounded number of entries, and tell whether there may be more."""
        derived = store.derived
        if not derived.is_there() or derived.state("version") != rules_version():
            self._begin(derived)
        after = _marks(derived)
        if after == derived.newest():
            return False
        entries = derived.entries(after, AT_ONCE)
        marks = dict(zip(_FOLLOWED, after, strict=True))
        for entry in entries:
            self._follow(store, entry)
            marks[entry.kind] = entry.row
        for kind, row in marks.items():
            derived.note(kind, str(row))
        return len(entries) == AT_ONCE

    def _begin(self, derived: Derived) -> None:
        """Begin from nothing."""
        derived.begin()
        derived.note("version", rules_version())
        derived.note("statements", "0")
        for kind in _FOLLOWED:
            derived.note(kind, "0")
        self._forget()  # all that is at hand is of the tables just thrown away

    def _follow(self, store: Store, entry: Entry) -> None:
        """Bring in what one entry changes."""
        derived = store.derived
        self._know_judgements(derived, entry)
        documents: Iterable[int] = entry.documents
        if entry.kind == "judgement":
            documents = sorted(documents_touched(derived, self._made, derived.judgement(entry.row)))
        for document in documents:
            self._refresh(store, document, entry)

    def _know_judgements(self, derived: Derived, entry: Entry) -> None:
        """Have the judgements at hand that were made up to an entry."""
        if self._made_up_to is None:
            # The first entry that this follower sees: judgements before it were followed by another.
            self._made_up_to = int(derived.state("judgement") or 0)
            self._made = derived.judgements_up_to(self._made_up_to)
        if entry.kind == "judgement" and entry.row > self._made_up_to:
            self._made.append(derived.judgement(entry.row))
            self._made_up_to = entry.row

    def know_all(self, derived: Derived) -> None:
        """Have all judgements at hand."""
        newest = derived.newest()[2]
        if self._made_up_to is None or self._made_up_to < newest:
            self._made = derived.judgements_up_to(newest)
            self._made_up_to = newest

    def _refresh(self, store: Store, document: int, entry: Entry) -> None:
        """Hold a document's items against what its statements are now, and change what differs."""
        derived = store.derived
        reading = derived.reading_at(document, entry.number)
        derived.set_reading(document, reading)
        wanted: dict[str, dict[int, tuple[str, tuple[ItemRow, ...], Said]]] = {kind.name: {} for kind in KINDS}
        if reading is not None:
            source, rows = derived.read(reading)
            judged = self._judged(derived, source, rows)
            self._grow(store, max((number for number, _ in rows), default=0))
            for kind in KINDS:
                wanted[kind.name] = _items(kind, judged, source)
            listed_all = [_row(number, one, source, measured=bool(one.guarantors)) for number, one in judged]
            derived.list_all(document, listed_all)
            for listed, acts in LISTS.items():
                heard = ((number, said(one)) for number, one in judged if one.act in acts)
                derived.shelve(listed, ((number, list_words(item)) for number, item in heard))
        else:
            derived.list_all(document, ())
        for kind in KINDS:
            there = derived.items_of(document, kind.name)
            for leader, (body, rows_there) in there.items():
                now = wanted[kind.name].get(leader)
                if now is not None and (now[0], now[1]) == (body, rows_there):
                    wanted[kind.name].pop(leader)
                else:
                    self._take_out(derived, kind, leader)
            for leader, (body, rows_now, item) in sorted(wanted[kind.name].items()):
                self._put(derived, kind, document, (leader, body, rows_now, item))
        derived.note("dirty", "yes")

    def _judged(
        self, derived: Derived, source: Source, rows: Sequence[tuple[int, Statement]]
    ) -> list[tuple[int, Statement]]:
        """Give statements as judged, the rejected ones left out."""
        if not self._made:
            return list(rows)
        present = {statement.id for _, statement in rows}
        missing = {judgement.target for judgement in self._made} - present
        grounds = {
            target: ground for target, ground in derived.grounds_of(missing).items() if ground.sha256 == source.sha256
        }
        judged = judged_by_id((one for _, one in rows), self._made, grounds)
        return [(number, judged[one.id]) for number, one in rows if one.id in judged]

    # A record that is too large to be grouped at once

    def _grow(self, store: Store, newest: int) -> None:
        """Note how large the record has become; where it is no longer small, or has doubled, weigh words anew."""
        derived = store.derived
        before = int(derived.state("statements") or 0)
        if newest <= before:
            return
        derived.note("statements", str(newest))
        if newest <= SMALL:
            return
        weighed = int(derived.state("weighed") or 0)
        if weighed == 0:
            self.regroup(store)
            self._shelve(derived)
        if weighed == 0 or (before >= 2 * weighed and weighed < SAMPLE):
            for kind in KINDS:
                weights = weights_of(unpack_said(body) for _, _, body in derived.says(kind.name, SAMPLE))
                derived.note(f"weights {kind.name}", json.dumps(weights.table(), ensure_ascii=False))
            derived.note("weighed", str(max(before, 1)))

    def regroup(self, store: Store) -> None:
        """Group a small record at once, by day, as the views do."""
        derived = store.derived
        sources: dict[str, Source] = {}
        statements: list[Statement] = []
        numbers: dict[str, int] = {}
        for document in derived.documents():
            source, rows = derived.read(derived.reading_of(document) or 0)
            sources[source.sha256] = source
            for number, statement in self._judged(derived, source, rows):
                statements.append(statement)
                numbers[statement.id] = number
        ordered = in_order(statements, sources)
        for kind in KINDS:
            groups = kind.batch([one for one in ordered if kind.wanted(one)])
            made = [(place, [numbers[one.id] for one in told]) for place, told in enumerate(groups, 1)]
            derived.regroup(kind.name, made)
        derived.note("dirty", "no")

    def _shelve(self, derived: Derived) -> None:
        """Note under which words the groups can be found that were made at once."""
        for kind in KINDS:
            there = list(derived.says(kind.name, SMALL))
            derived.shelve(kind.name, ((group, shelf_words(unpack_said(body))) for _, group, body in there))
            derived.note(f"group {kind.name}", str(derived.highest(kind.name)))

    def _put(
        self, derived: Derived, kind: Kind, document: int, new: tuple[int, str, tuple[ItemRow, ...], Said]
    ) -> None:
        """Put an item into the group it belongs to, or into one of its own; into none while the record is small."""
        leader, body, rows, item = new
        if is_small(derived):
            derived.put(kind.name, document, NewItem(leader, twin_key(item), body), rows)
            return
        group = home_of(item, _Shelf(derived, kind.name, self), kind.alike, self.weights(derived, kind.name))
        if group is None:
            group = int(derived.state(f"group {kind.name}") or 0) + 1
            derived.note(f"group {kind.name}", str(group))
        derived.put(kind.name, document, NewItem(leader, twin_key(item), body, group, shelf_words(item)), rows)
        self._held.pop((kind.name, group), None)

    def _take_out(self, derived: Derived, kind: Kind, leader: int) -> None:
        """Take an item away."""
        derived.take_out(kind.name, leader)
        self._held.clear()
        self._items.pop((kind.name, leader), None)

    def weights(self, derived: Derived, kind: str) -> Weights:
        """Give what words tell, as it was last weighed."""
        weighed = int(derived.state("weighed") or 0)
        if weighed != self._weighed_at:
            self._weights.clear()
            self._weighed_at = weighed
        found = self._weights.get(kind)
        if found is None:
            names, table = json.loads(derived.state(f"weights {kind}") or "[[], {}]")
            found = self._weights[kind] = Weights.known(names, table)
        return found

    def members(self, derived: Derived, kind: str, group: int) -> list[Said]:
        """Give the first and last items of a group."""
        found = self._held.get((kind, group))
        if found is None:
            found = [self._item(kind, leader, body) for leader, body in derived.members(kind, group)]
            self._held[kind, group] = found
            if len(self._held) > _MOST_HELD:
                self._held.popitem(last=False)
        return found

    def _item(self, kind: str, leader: int, body: str) -> Said:
        """Give an item, unpacked the first time."""
        found = self._items.get((kind, leader))
        if found is None:
            found = self._items[kind, leader] = unpack_said(body)
            if len(self._items) > _MOST_HELD:
                self._items.popitem(last=False)
        return found


class _Shelf:
    """The groups of one kind, as they lie in the tables."""

    def __init__(self, derived: Derived, kind: str, follower: Follower) -> None:
        self._derived = derived
        self._kind = kind
        self._follower = follower

    def twin(self, key: str) -> int | None:
        """Give the group of an item that is the same in all that is compared."""
        return self._derived.twin(self._kind, key)

    def holding(self, words: Sequence[int], most: int) -> Sequence[int]:
        """Give the groups in which each of some words stands, the newest ones."""
        return self._derived.holding(self._kind, words, most)

    def members(self, group: int) -> Sequence[Said]:
        """Give the first three and the last three items of a group."""
        return self._follower.members(self._derived, self._kind, group)


_FOLLOWED = ("reading", "sighting", "judgement")


def _marks(derived: Derived) -> tuple[int, int, int]:
    """Give the rows up to which the log was followed."""
    reading, sighting, judgement = (int(derived.state(kind) or 0) for kind in _FOLLOWED)
    return reading, sighting, judgement


def is_small(derived: Derived) -> bool:
    """Tell whether a record is still grouped all at once."""
    return derived.state("weighed") is None


def _items(
    kind: Kind, judged: Sequence[tuple[int, Statement]], source: Source
) -> dict[int, tuple[str, tuple[ItemRow, ...], Said]]:
    """Give the items of one article by their leader."""
    numbers = {statement.id: number for number, statement in judged}
    ordered = sorted((one for _, one in judged if kind.wanted(one)), key=lambda one: (one.start, one.end, one.id))
    found: dict[int, tuple[str, tuple[ItemRow, ...], Said]] = {}
    made: Sequence[Item] = kind.items(ordered)
    for told, item in made:
        rows = sorted((_row(numbers[one.id], one, source) for one in told), key=lambda row: row.statement)
        found[rows[0].statement] = (pack_said(item), tuple(rows), item)
    return found


def _row(number: int, statement: Statement, source: Source, *, measured: bool | None = None) -> ItemRow:
    """Give what groups are narrowed by."""
    published = source_day(source)
    day = day_of(statement.date) or published
    voices = sorted({fold(name) for name in (*statement.parties, statement.actor) if name})
    return ItemRow(
        statement=number,
        act=statement.act.value,
        footing=f"{statement.modality.value} {statement.act.value}",
        who=f"|{'|'.join(voices)}|",
        issues=f"|{'|'.join(statement.issues)}|",
        day=day.isoformat() if day else None,
        published=published.isoformat() if published else None,
        confidence=statement.confidence,
        measured=_is_measured(statement) if measured is None else measured,
    )


def _is_measured(statement: Statement) -> bool:
    """Tell whether a statement may hold a quantity."""
    return bool(statement.numbers or statement.duration or any(letter.isdigit() for letter in statement.content))
