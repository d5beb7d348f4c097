"""Pages: the part of a large record that answers a question at a glance, picked by weight and made by the views.

A view is a pure function of what it is given.  So a page is a small record: the weightiest groups with their
statements, what is known of them as groups, and whatever else the view looks at beside them.  The rows that come out
are those that the view would make of these groups within the whole record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.desk.kinds import KINDS, list_words
from dragoman.dossier import Slice, Store
from dragoman.dossier.picking import Pick, Weighed
from dragoman.dossier.shelves import EVERY, NAMING, OF_ONE
from dragoman.record import Holdings
from dragoman.views.gist import remember_said
from dragoman.views.parties import fold
from dragoman.views.placing import unpack_said
from dragoman.views.query import Query, source_day

ROWS = 40
"""Groups on a page."""
STATEMENTS = 320
"""Statements on a page, about: a group of hundreds shows the newest of them and its beginnings."""
LEAST_OF_A_GROUP = 8
_BESIDE = 60
"""Statements that are looked at beside the groups: answers, remarks, lists of guarantors."""
_LOOKED_BESIDE = 20
_WORDS_OF_A_GROUP = 8
_POSTINGS = 40
_NEWEST = 200
"""Statements on a page that is picked by day."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a large record.

    Attributes:
        holdings: What the view is asked of.
        kind: The kind of group that its rows are; None where they are none.
        weighed: The groups on it, by number.
        groups: How many groups there are in all; None where rows are no groups.
        pick: How they were picked.
        whole: Whether the page holds all that there is.
    """

    holdings: Holdings
    kind: str | None = None
    weighed: Mapping[int, Weighed] = field(default_factory=dict)
    groups: int | None = None
    pick: Pick | None = None
    whole: bool = True


def page_of(store: Store, question: str, query: Query, rows: int = ROWS) -> Page:
    """Pick the page that answers a question.

    Args:
        store: The dossier, its groups up to date.
        question: Name of the command that asks.
        query: What is asked.
        rows: Groups on the page.
    """
    with store.looking():
        if store.picking.count_statements() <= STATEMENTS:
            return _everything(store, question)
        if question == "meetings":
            holdings = _holdings(store, (), query)
            return Page(holdings, whole=len(holdings.meetings) < _NEWEST, groups=_NEWEST)
        if question == "sources":
            return _sources(store, rows)
        if question in {"timeline", "figures", "guarantors"}:
            return _newest(store, question, query)
        return _grouped(store, question, query, rows)


def _everything(store: Store, question: str) -> Page:
    """Give a record that is no larger than a page."""
    kinds = dict.fromkeys(("terms", _GROUPED.get(question, ("terms", {}))[0]))
    holdings = store.holdings()
    return Page(_with_known(store, holdings, kinds, store.picking.names_of(one.id for one in holdings.statements)))


def whole(store: Store, part: Slice) -> Holdings:
    """Give a part of a record with all groups that it is in, so that no view has to make them.

    Args:
        store: The dossier, its groups up to date.
        part: A part as it is judged now.
    """
    holdings = store.holdings(part)
    with store.looking():
        numbers = store.picking.names_of(one.id for one in holdings.statements)
        return _with_known(store, holdings, [kind.name for kind in KINDS], numbers)


_GROUPED: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "table": ("terms", {}),
    "positions": ("lines", {}),
    "changes": ("lines", {}),
    "claims": ("claims", {}),
    "pledges": ("terms", {"act": "pledge"}),
    "disagreements": ("terms", {"differing": True}),
}


def _grouped(store: Store, question: str, query: Query, rows: int) -> Page:
    """Pick a page of groups by weight."""
    kind, how = _GROUPED[question]
    pick = _pick(kind, query, **how)
    found, there, statements = store.picking.groups_by_weight(pick, rows)
    weighed = {one.group: one for one in found}
    if question == "changes":
        pick = _pick(kind, query.model_copy(update={"since": None}), **how)
    if question == "claims":
        pick = _pick(kind, query.model_copy(update={"party": None}), **how)
    most = statements if statements <= STATEMENTS else max(LEAST_OF_A_GROUP, STATEMENTS // max(1, len(weighed)))
    members = store.picking.members_of(pick, list(weighed), most)
    numbers = {number for told in members.values() for number in told}
    known = {number: group for group, told in members.items() for number in told}
    beside: set[int] = set()
    if question in {"table", "pledges"}:
        beside |= _beside(store, "replies", members)
    if question == "pledges":
        beside |= _beside(store, "remarks", members)
    if question == "disagreements":
        beside |= set(store.picking.newest_items(_pick(NAMING, query), _NEWEST))
    if question == "changes":
        newest = store.picking.newest_items(_pick("terms", query, measured=True), _BESIDE)
        beside |= set(newest)
    holdings = _holdings(store, numbers | beside, query if question == "changes" else None, turned=True)
    named = _with_groups(store, holdings, kind, known, numbers | beside)
    return Page(named, kind, weighed, there, pick, whole=there <= len(weighed) and len(numbers) >= statements)


def _pick(kind: str, query: Query, **how: Any) -> Pick:
    """Give what a query asks for as a pick."""
    return Pick(
        kind,
        party=fold(query.party) if query.party is not None else None,
        issue=query.issue,
        since=query.since,
        until=query.until,
        as_of=query.as_of,
        min_confidence=query.min_confidence,
        **how,
    )


def _sources(store: Store, rows: int) -> Page:
    """Pick the documents published last."""
    documents = store.document_count()
    if documents <= rows:
        return Page(store.holdings(Slice(every_source=True)))
    readings = frozenset(store.picking.newest_readings(rows))
    numbers = frozenset(store.picking.statements_of(readings))
    holdings = store.holdings(
        Slice(numbers=numbers, readings=readings, every_source=False, meetings=True, newest_meetings=_NEWEST)
    )
    newest = sorted(holdings.sources, key=lambda one: (str(source_day(one) or ""), one.address))[-rows:]
    there = {one.sha256 for one in newest}
    meetings = tuple(one for one in holdings.meetings if one.sha256 in there)
    return Page(
        holdings.model_copy(update={"sources": tuple(newest), "meetings": meetings}), groups=documents, whole=False
    )


def _newest(store: Store, question: str, query: Query) -> Page:
    """Pick the newest statements that a query bears on, with the groups that they are in."""
    if question == "figures":
        pick = _pick("terms", query.model_copy(update={"party": None}), measured=True)
    else:
        pick = _pick(NAMING if question == "guarantors" else EVERY, query)
    numbers = store.picking.newest_items(pick, _NEWEST)
    holdings = _holdings(store, numbers, query if question == "timeline" else None)
    known = {} if question == "guarantors" else store.picking.groups_of("terms", numbers)
    whole = len(numbers) < _NEWEST and (question != "timeline" or len(holdings.meetings) < _NEWEST)
    return Page(_with_groups(store, holdings, "terms", known, numbers), whole=whole, groups=_NEWEST)


def _holdings(store: Store, numbers: Iterable[int], met: Query | None = None, *, turned: bool = False) -> Holdings:
    """Load some statements, with the sources that they stand in; for a query about meetings, with meetings.

    Of a query that names no time, the meetings told of last; else all, of which the view takes those of that time.
    Where only those are wanted of which something new is told, the others stay where they are.
    """
    timed = met is not None and any(day is not None for day in (met.as_of, met.since, met.until))
    part = Slice(
        numbers=frozenset(numbers),
        meetings=met is not None,
        every_source=False,
        newest_meetings=None if timed else _NEWEST,
        met_since=met.since if met is not None and turned else None,
    )
    return store.holdings(part)


def _with_groups(
    store: Store, holdings: Holdings, kind: str, known: Mapping[int, int], loaded: Iterable[int]
) -> Holdings:
    """Say which of the loaded statements are in which group, and bring back what they boil down to."""
    numbers = store.picking.ids_of(loaded)
    _remember(store, holdings, numbers)
    groups = {name: known[number] for name, number in numbers.items() if number in known}
    return holdings.model_copy(update={"known_groups": {kind: groups}})


def _with_known(store: Store, holdings: Holdings, kinds: Iterable[str], numbers: Mapping[str, int]) -> Holdings:
    """Say which statements, of which the rows are given, are in which groups of some kinds; and the same as above."""
    _remember(store, holdings, numbers)
    known = {}
    for kind in kinds:
        groups = store.picking.groups_of(kind, numbers.values())
        known[kind] = {name: groups[number] for name, number in numbers.items() if number in groups}
    return holdings.model_copy(update={"known_groups": known})


def _remember(store: Store, holdings: Holdings, numbers: Mapping[str, int]) -> None:
    """Bring back what statements boil down to."""
    bodies = store.derived.shelves.bodies(OF_ONE, numbers.values())
    for one in holdings.statements:
        body = bodies.get(numbers.get(one.id, -1))
        if body is not None:
            remember_said(one, unpack_said(body))


def _beside(store: Store, listed: str, members: Mapping[int, Sequence[int]]) -> set[int]:
    """Find what may answer or bear on the weightiest groups: what shares two telling words with one of them."""
    leads = [min(told) for told in list(members.values())[:_LOOKED_BESIDE] if told]
    best: Counter[int] = Counter()
    for body in store.derived.shelves.bodies(OF_ONE, leads).values():
        words = list_words(unpack_said(body))[:_WORDS_OF_A_GROUP]
        found = store.derived.shelves.holding(listed, words, _POSTINGS)
        for number, often in Counter(number for _, number in found).items():
            best[number] = max(best[number], often)
    ranked = sorted((number for number, often in best.items() if often > 1), key=lambda one: (-best[one], -one))
    return set(ranked[:_BESIDE])
