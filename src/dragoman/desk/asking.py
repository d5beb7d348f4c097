"""Asking a dossier of any size: groups brought up to date, a page picked, the view asked of it, totals told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeAlias

from dragoman.desk.following import Follower, is_small
from dragoman.desk.kinds import rules_version
from dragoman.desk.pages import ROWS, Page, page_of
from dragoman.dossier import Store
from dragoman.dossier.picking import Weighed
from dragoman.errors import DossierBusy, DossierError, NotADossier
from dragoman.record import Holdings
from dragoman.views.query import Query, narrow
from dragoman.views.results import Result, Row
from dragoman.views.sourcing import leaders

Answer: TypeAlias = Result[Any]
View: TypeAlias = Callable[[Holdings, Query], Answer]


def follow(store: Store) -> Follower:
    """Have what is derived from a record change with it, from now on."""
    follower = Follower()
    store.follower = follower
    return follower


def behind(store: Store) -> int:
    """Count the entries that groups have not followed yet: all of them where the rules are new."""
    with store.looking():
        derived = store.derived
        newest = derived.newest()
        if not derived.is_there() or derived.state("version") != rules_version():
            return sum(newest)
        return sum(newest) - sum(int(derived.state(kind) or 0) for kind in ("reading", "sighting", "judgement"))


def _is_there(store: Store) -> bool:
    """Tell whether groups were ever made: of a dossier that nobody has added to, they were not."""
    with store.looking():
        return store.derived.is_there()


def bring_up_to_date(store: Store) -> bool:
    """Have groups follow the record to its newest entry, in steps that are each whole or not there.

    Returns:
        Whether they do now; they cannot where the dossier may only be read or another process writes to it.
    """
    follower = store.follower if isinstance(store.follower, Follower) else Follower()
    try:
        if behind(store) or not _is_there(store):
            more = True
            while more:
                with store.following():
                    more = follower.step(store)
        if is_small(store.derived) and store.derived.state("dirty") != "no":
            with store.following():
                follower.regroup(store.derived)
    except NotADossier:
        raise
    except DossierBusy:
        return False
    except DossierError:
        if store.may_write():
            raise
        return False
    return True


def ask(store: Store, question: str, view: View, query: Query, *, rows: int = ROWS) -> tuple[Answer, str | None]:
    """Ask a dossier a question, of which the groups are up to date.

    Args:
        store: The dossier.
        question: Name of the command that asks.
        view: What answers it.
        query: What is asked.
        rows: Groups on the page.

    Returns:
        The answer, and what to say of what it leaves out.
    """
    page = page_of(store, question, query, rows)
    answer = view(page.holdings, query)
    if page.whole:
        return answer, None
    if question in _OF_GROUPS:
        answer = answer.model_copy(update={"rows": _with_totals(store, answer.rows, page, query)})
    return answer, _note(page)


def cut(answer: Answer, question: str, rows: int, note: str | None = None) -> tuple[Answer, str | None]:
    """Give the rows of an answer that count most, in the order in which they stand.

    Args:
        answer: The answer.
        question: Name of the command that asks.
        rows: How many rows at most.
        note: What is to be said of the answer so far.

    Returns:
        The answer, and what to say of what it leaves out.
    """
    there = len(answer.rows)
    if there <= rows:
        return answer, note
    if question in _RANKED:
        return answer.model_copy(update={"rows": answer.rows[:rows]}), _less("first", rows, None if note else there)
    by_day = question in _BY_DAY
    weights = [_last_day(row) if by_day else row.documents for row in answer.rows]
    ranked = sorted(range(there), key=weights.__getitem__, reverse=True)
    kept = answer.model_copy(update={"rows": tuple(answer.rows[place] for place in sorted(ranked[:rows]))})
    if by_day:
        return kept, _less("newest", rows, None if note else there)
    return kept, note or f"The {rows:,} of {there:,} rows that most articles carry: --rows 0 shows all."


def _less(which: str, rows: int, there: int | None) -> str:
    """Say that there is more than is shown, and how it is had; `there` is how much, where that is known."""
    of_all = f" of {there:,}" if there is not None else ""
    return f"The {which} {rows:,}{of_all} rows: narrow the question, or --rows 0 shows all."


def _last_day(row: Row) -> str:
    """Give the day of a row as text that sorts; where the act has none, that of the article."""
    cells = row.flat()
    return str(cells.get("date") or cells.get("published") or "")


_BY_DAY = frozenset({"timeline", "meetings", "sources"})
"""Questions whose rows stand by day: the newest ones count most."""

_RANKED = frozenset({"changes"})
"""Questions whose rows stand by weight: the first ones count most."""

_OF_GROUPS = frozenset({"table", "positions", "claims", "pledges"})
"""Questions whose rows are groups, so that a row can count what its group has beyond the page."""


def _with_totals(store: Store, rows: Sequence[Row], page: Page, query: Query) -> tuple[Row, ...]:
    """Give rows with what their groups have beyond the witnesses on the page."""
    known = page.holdings.known_groups.get(page.kind or "", {})
    further: dict[int, Weighed] = {}
    for place, row in enumerate(rows):
        group = next((known[one.record] for one in row.evidence if one.record in known), None)
        weighed = page.weighed.get(group) if group is not None else None
        if weighed is not None and weighed.statements > len(row.evidence):
            further[place] = weighed
    if page.pick is None or not further:
        return tuple(rows)
    copies = leaders(narrow(page.holdings, Query(as_of=query.as_of)), query)
    carriers = store.picking.documents_in(page.pick, [weighed.group for weighed in further.values()])
    return tuple(
        _with_total(row, further[place], {copies.get(one, one) for one in carriers[further[place].group]})
        if place in further
        else row
        for place, row in enumerate(rows)
    )


def _with_total(row: Row, weighed: Weighed, carriers: Collection[str]) -> Row:
    """Give a row with what its group has beyond its witnesses; of copies of one text, one is among the carriers."""
    update: dict[str, object] = {
        "further": weighed.statements - len(row.evidence),
        "further_documents": max(0, weighed.documents - row.documents),
        "independent": max(row.independent, len(carriers)),
    }
    if "told" in type(row).model_fields:
        update["told"] = weighed.statements
    return row.model_copy(update=update)


_ROWS_ARE = {"terms": "terms", "lines": "points", "claims": "claims"}


def _note(page: Page) -> str | None:
    """Say what a page leaves out."""
    if page.groups is None:
        return None
    if page.kind is not None:
        shown, what = len(page.weighed), _ROWS_ARE[page.kind]
        if shown >= page.groups:
            return "Of what many articles tell, the newest and the first witnesses are shown, and all are counted."
        return f"The {shown:,} of {page.groups:,} {what} that most articles carry: narrow the question, or --rows 0."
    return "From the newest of what there is: narrow the question, or ask all with --rows 0."
