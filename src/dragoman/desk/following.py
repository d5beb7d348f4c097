"""Keeping groups of statements up to date as a record grows, so that a question finds them and need not make them.

Groups follow from the log of the record: entry by entry, statements come in, are judged, or give way to those of a
newer reading.  A small record is grouped all at once, by day, whenever a question finds that it has changed; so it has
the very groups that the views would make.  From `SMALL` statements on, a statement is placed among the groups that are
there and stays, and how much a word tells is taken from the record as it was when it last doubled.  Either way the
same log gives the same groups, whether it was followed at once or in a hundred steps.
"""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from dragoman.desk.kinds import KINDS, LISTS, Item, Kind, list_words, rules_version
from dragoman.desk.shelving import Shelf
from dragoman.desk.touching import documents_touched
from dragoman.dossier import Store, judged_by_id
from dragoman.dossier.derived import Derived, Entry
from dragoman.dossier.shelves import EVERY, NAMING, OF_ONE, OF_SEVERAL, UNGROUPED, ItemRow
from dragoman.record import Judgement, Source, Statement
from dragoman.views.gist import Said, boil_down, remember_said, said
from dragoman.views.grouping import weights_of
from dragoman.views.parties import fold
from dragoman.views.placing import pack_said, shelf_words, twin_word, unpack_said
from dragoman.views.query import day_of, source_day
from dragoman.views.terms import in_order

SMALL = 1_500
"""Statements up to which a record is grouped all at once."""
SAMPLE = 12_000
"""Statements beyond which words are not weighed again."""
AT_ONCE = 200
"""Entries that are followed in one transaction."""

Items: TypeAlias = Mapping[int, tuple[tuple[ItemRow, ...], Said]]
"""Items of one article by their leader, each with its statements."""


class Follower:
    """Follows one open store; keeps judgements and the groups last looked at at hand."""

    def __init__(self) -> None:
        self._made: list[Judgement] = []
        self._made_up_to: int | None = None
        self._shelves: dict[str, Shelf] = {}
        self._boiled: defaultdict[str, OrderedDict[int, Said]] = defaultdict(OrderedDict)
        self._at: tuple[int, int, int] | None = None
        self._state: dict[str, str] = {}

    def _forget(self) -> None:
        """Let go of all that is at hand."""
        self._made = []
        self._made_up_to = None
        self._shelves.clear()
        self._boiled.clear()

    def __call__(self, store: Store) -> None:
        """Follow everything that is not followed yet, within the caller's transaction."""
        while self.step(store):
            pass

    def step(self, store: Store) -> bool:
        """Follow a bounded number of entries, and tell whether there may be more."""
        derived = store.derived
        if not derived.is_there() or derived.state("version") != rules_version():
            self._begin(derived)
        before = self._state = derived.states()
        after = _marks(before)
        if after != self._at:
            # Another process went on, or what this one did was taken back: what is at hand may not be so.
            self._forget()
        if after == derived.newest():
            self._at = after
            return False
        self._state = dict(before)
        entries = derived.entries(after, AT_ONCE)
        for entry in entries:
            self._follow(store, entry)
            self._state[entry.kind] = str(entry.row)
        for key, value in self._state.items():
            if before.get(key) != value:
                derived.note(key, value)
        self._at = _marks(self._state)
        return len(entries) == AT_ONCE

    def _begin(self, derived: Derived) -> None:
        """Begin from nothing."""
        derived.begin()
        derived.note("version", rules_version())
        derived.note("statements", "0")
        for kind in _FOLLOWED:
            derived.note(kind, "0")
        self._at = None

    def _follow(self, store: Store, entry: Entry) -> None:
        """Bring in what one entry changes."""
        derived = store.derived
        self._know_judgements(derived, entry)
        documents: Iterable[int] = entry.documents
        if entry.kind == "judgement":
            documents = sorted(documents_touched(derived, self._made, derived.judgement(entry.row)))
        for document in documents:
            self._refresh(derived, document, entry)

    def _know_judgements(self, derived: Derived, entry: Entry) -> None:
        """Have the judgements at hand that were made up to an entry."""
        if self._made_up_to is None:
            # The first entry that this follower sees: judgements before it were followed by another.
            self._made_up_to = int(self._state.get("judgement", 0))
            self._made = derived.judgements_up_to(self._made_up_to)
        if entry.kind == "judgement" and entry.row > self._made_up_to:
            self._made.append(derived.judgement(entry.row))
            self._made_up_to = entry.row

    def _know_all(self, derived: Derived) -> None:
        """Have all judgements at hand."""
        newest = derived.newest()[2]
        if self._made_up_to != newest:
            self._made = derived.judgements_up_to(newest)
            self._made_up_to = newest

    def _refresh(self, derived: Derived, document: int, entry: Entry) -> None:
        """Hold a document's items against what its statements are now, and change what differs."""
        known = derived.reading_of(document)
        reading = derived.reading_at(document, entry.number)
        if known is None and reading is None:
            return
        derived.set_reading(document, reading)
        source, judged = self._heard(derived, reading)
        self._list(derived, document, source, judged)
        items = {kind.name: _items(kind, judged, source) if source is not None else {} for kind in KINDS}
        there = {kind.name: derived.shelves.items_of(document, kind.name) if known else {} for kind in KINDS}
        changed = _write_down(derived, there, items)
        for kind in KINDS:
            wanted = dict(items[kind.name])
            for leader, (group, rows) in there[kind.name].items():
                if leader in wanted and wanted[leader][0] == rows and leader not in changed[kind.bodies]:
                    del wanted[leader]
                else:
                    self._take_out(derived, kind, group, rows)
            self._put(derived, kind, document, wanted)
        self._state["dirty"] = "yes"

    def _heard(self, derived: Derived, reading: int | None) -> tuple[Source | None, list[tuple[int, Statement]]]:
        """Give the source of a reading and its statements as judged, with their rows; nothing for no reading."""
        if reading is None:
            return None, []
        source, rows = derived.read(reading)
        judged = self._judged(derived, source, rows)
        for _, statement in judged:
            # Each is boiled down once and asked for by every kind.
            remember_said(statement, boil_down(statement))
        self._grow(derived, max((number for number, _ in rows), default=0))
        return source, judged

    def _list(
        self, derived: Derived, document: int, source: Source | None, judged: Sequence[tuple[int, Statement]]
    ) -> None:
        """List all statements of a document, and those that name guarantors, by day; the rest by their words alone."""
        rows = [] if source is None else [_row(number, number, one, source) for number, one in judged]
        naming = {number for number, one in judged if one.guarantors}
        derived.shelves.list_all(EVERY, document, rows)
        derived.shelves.list_all(NAMING, document, [row for row in rows if row.statement in naming])
        for listed, acts in LISTS.items():
            heard = [(number, said(one)) for number, one in judged if one.act in acts]
            derived.shelves.shelve(listed, [(word, number) for number, item in heard for word in list_words(item)])

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

    def _is_small(self) -> bool:
        """Tell whether the record is still grouped all at once."""
        return "weighed" not in self._state

    def _grow(self, derived: Derived, newest: int) -> None:
        """Note how large the record has become; where it is no longer small, or has doubled, weigh words anew."""
        before = int(self._state.get("statements", 0))
        if newest <= before:
            return
        self._state["statements"] = str(newest)
        if newest <= SMALL:
            return
        weighed = int(self._state.get("weighed", 0))
        if weighed == 0:
            self._regroup(derived)
            self._shelve(derived)
        if weighed == 0 or (before >= 2 * weighed and weighed < SAMPLE):
            for kind in KINDS:
                says = derived.shelves.says(kind.name, kind.bodies, SAMPLE)
                table = weights_of(unpack_said(body) for _, body in says).table()
                derived.note_weights(kind.name, json.dumps(table, ensure_ascii=False))
            self._state["weighed"] = str(max(before, 1))
            self._shelves.clear()

    def regroup(self, derived: Derived) -> None:
        """Group a small record at once, by day, as the views do."""
        self._know_all(derived)
        self._regroup(derived)
        derived.note("dirty", "no")

    def _regroup(self, derived: Derived) -> None:
        """Group all statements at once, as judged by what is at hand."""
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
            derived.shelves.regroup(kind.name, made)
            self._state[f"group {kind.name}"] = str(len(made))

    def _shelve(self, derived: Derived) -> None:
        """Note under which words the groups can be found that were made at once."""
        for kind in KINDS:
            there = [(group, unpack_said(body)) for group, body in derived.shelves.says(kind.name, kind.bodies, SMALL)]
            words = [(word, group) for group, item in there for word in (*shelf_words(item), *twin_word(item))]
            derived.shelves.shelve(kind.name, words)

    def _put(self, derived: Derived, kind: Kind, document: int, items: Items) -> None:
        """Put items into the groups that they belong to; into none while the record is small."""
        if self._is_small():
            derived.shelves.put(kind.name, document, [(UNGROUPED, rows) for rows, _ in items.values()])
            return
        counter = f"group {kind.name}"
        in_order_of_place = [(item, rows) for _, (rows, item) in sorted(items.items())]
        newest = self._shelf(derived, kind).put(document, in_order_of_place, int(self._state.get(counter, 0)))
        self._state[counter] = str(newest)

    def _take_out(self, derived: Derived, kind: Kind, group: int, rows: Iterable[ItemRow]) -> None:
        """Take an item away."""
        if self._is_small():
            derived.shelves.take_out(kind.name, group, rows)
            return
        self._shelf(derived, kind).take_out(group, rows)

    def _shelf(self, derived: Derived, kind: Kind) -> Shelf:
        """Give the shelf of a kind."""
        if kind.name not in self._shelves:
            self._shelves[kind.name] = Shelf(derived, kind, self._boiled[kind.bodies])
        return self._shelves[kind.name]


_FOLLOWED = ("reading", "sighting", "judgement")


def _marks(state: Mapping[str, str]) -> tuple[int, int, int]:
    """Give the rows up to which the log was followed."""
    reading, sighting, judgement = (int(state.get(kind, 0)) for kind in _FOLLOWED)
    return reading, sighting, judgement


def is_small(derived: Derived) -> bool:
    """Tell whether a record is still grouped all at once."""
    return derived.state("weighed") is None


def _items(kind: Kind, judged: Sequence[tuple[int, Statement]], source: Source) -> Items:
    """Give the items of one article by their leader."""
    numbers = {statement.id: number for number, statement in judged}
    ordered = sorted((one for _, one in judged if kind.wanted(one)), key=lambda one: (one.start, one.end, one.id))
    found: dict[int, tuple[tuple[ItemRow, ...], Said]] = {}
    made: Sequence[Item] = kind.items(ordered)
    for told, item in made:
        leader = min(numbers[one.id] for one in told)
        rows = [_row(numbers[one.id], leader, one, source) for one in told]
        found[leader] = (tuple(sorted(rows, key=lambda row: row.statement)), item)
    return found


def _write_down(
    derived: Derived, there: Mapping[str, Mapping[int, object]], items: Mapping[str, Items]
) -> dict[str, set[int]]:
    """Write down what items boil down to, and tell by place where that is another than before, and of which."""
    changed: dict[str, set[int]] = {}
    for table in (OF_ONE, OF_SEVERAL):
        kinds = [kind.name for kind in KINDS if kind.bodies == table]
        before = {leader for kind in kinds for leader in there[kind]}
        known = derived.shelves.bodies(table, before) if before else {}
        now: dict[int, str] = {}
        for kind in kinds:
            now |= {leader: pack_said(item) for leader, (_, item) in items[kind].items() if leader not in now}
        changed[table] = {leader for leader, body in now.items() if known.get(leader) != body}
        derived.shelves.set_bodies(table, before - now.keys(), {leader: now[leader] for leader in changed[table]})
    return changed


def _row(number: int, leader: int, statement: Statement, source: Source) -> ItemRow:
    """Give what groups are narrowed by."""
    published = source_day(source)
    day = day_of(statement.date) or published
    voices = sorted({fold(name) for name in (*statement.parties, statement.actor) if name})
    return ItemRow(
        statement=number,
        leader=leader,
        act=statement.act.value,
        footing=f"{statement.modality.value} {statement.act.value}",
        who=f"|{'|'.join(voices)}|",
        issues=f"|{'|'.join(statement.issues)}|",
        day=day.isoformat() if day else None,
        published=published.isoformat() if published else None,
        confidence=statement.confidence,
        measured=_is_measured(statement),
    )


def _is_measured(statement: Statement) -> bool:
    """Tell whether a statement may hold a quantity."""
    return bool(statement.numbers or statement.duration or any(letter.isdigit() for letter in statement.content))
