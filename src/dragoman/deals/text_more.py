"""Differences, deadlocks, stress tests, calendars and comparisons as plain text."""

from __future__ import annotations

from dragoman.deals.changes import Change, Diff
from dragoman.deals.compare import Comparison
from dragoman.deals.deadlocks import Deadlocks, WaitText
from dragoman.deals.stress import Left, StressTest
from dragoman.deals.text import Page
from dragoman.deals.timeline import Timeline

_ARROWS = {"weaker": "▼ weaker", "stronger": "▲ stronger", "other": "· changed"}


def diff_text(diff: Diff, *, width: int = 100) -> str:
    """Give a typed difference as text, weakenings first."""
    page = Page(width)
    page.line(f"{diff.before.title} ({diff.before.version})")
    page.line(f"→ {diff.after.title} ({diff.after.version})")
    if not diff.changes:
        page.head("No difference in any term.")
    for change in diff.changes:
        page.head(_change_head(change))
        if change.before:
            page.item(f"before: {change.before}", ref=change.ref_before)
        if change.after:
            page.item(f"after:  {change.after}", ref=change.ref_after)
    return page.text()


def _change_head(change: Change) -> str:
    flag = f"  !! {change.flag}" if change.flag else ""
    return f"{_ARROWS[change.direction.value]}  {change.kind.value}: {change.where}, {change.what}{flag}"


def deadlocks_text(deadlocks: Deadlocks, *, width: int = 100) -> str:
    """Give deadlocks as text."""
    page = Page(width)
    page.basis(deadlocks.basis)
    page.line("The steps block each other." if deadlocks.blocked else "The steps can come in an order that serves all.")
    if deadlocks.partial:
        page.line("PARTIAL: not every smallest set of relaxations was looked for.")
    for circle in deadlocks.circles:
        page.head("In a circle")
        for wait in circle.waits:
            page.item(_wait(wait), ref=wait.ref, source=wait.source)
    if deadlocks.incompatible:
        page.head("Cannot hold together")
        for wait in deadlocks.incompatible:
            page.item(_wait(wait), ref=wait.ref, source=wait.source)
    if deadlocks.relaxations:
        page.head("It would be enough to give up one of these")
        for number, chosen in enumerate(deadlocks.relaxations, start=1):
            page.item(f"{number}. " + "; and ".join(_wait(wait) for wait in chosen))
    if deadlocks.order:
        page.head("Then this order is possible" if deadlocks.blocked else "A possible order")
        for number, level in enumerate(deadlocks.order, start=1):
            page.item(f"{number}. {'; '.join(level)}")
    return page.text()


def _wait(wait: WaitText) -> str:
    return f"{wait.text} (says {', '.join(wait.by)})" if wait.by else wait.text


def stress_text(test: StressTest, *, width: int = 100) -> str:
    """Give a stress test as text."""
    page = Page(width)
    page.basis(test.basis)
    page.line(f"Supposed: the instrument is in force, and {test.event}")
    page.line("Counted are those who must act or are committed to; who merely may is not.")
    page.head("As written")
    for left in test.baseline.duties:
        page.item(_left(left))
    for kind in dict.fromkeys(one.kind for one in test.variations):
        group = [one for one in test.variations if one.kind == kind]
        page.head(kind[0].upper() + kind[1:])
        same = 0
        for one in group:
            changed = [left for left in one.duties if left.lost or left.gained]
            if not changed:
                same += 1
                continue
            page.item(f"{one.name}:")
            for left in changed:
                page.item(_left(left), indent=6)
        if same:
            page.item(f"no difference: {same} of {len(group)} tried")
    page.head("On whom each duty stands, everything else turning out well")
    for sets in test.coalitions:
        if not sets.arises:
            page.item(f"{sets.duty}: it cannot arise after this event")
            continue
        page.item(f"{sets.duty}: stands on {_sets(sets.stands_on)}")
        more = " (not all listed)" if sets.partial else ""
        page.item(f"{sets.duty}: is blocked by {_sets(sets.blocked_by)}{more}")
    for note in test.notes:
        page.line(note)
    return page.text()


def _left(left: Left) -> str:
    must = ", ".join(left.certain) or "nobody for certain"
    perhaps = f"; perhaps {', '.join(left.possible)}" if left.possible else ""
    lost = f"; lost: {', '.join(left.lost)}" if left.lost else ""
    gained = f"; gained: {', '.join(left.gained)}" if left.gained else ""
    return f"{left.duty}: {must}{perhaps}{lost}{gained}"


def _sets(sets: tuple[tuple[str, ...], ...]) -> str:
    if sets and all(len(one) == 1 for one in sets):
        names = ", ".join(one[0] for one in sets)
        return f"any one of: {names}" if len(sets) > 1 else f"{names} alone"
    return " or ".join("{" + ", ".join(one) + "}" for one in sets) or "no set of them"


def timeline_text(timeline: Timeline, *, width: int = 100) -> str:
    """Give a calendar as text."""
    page = Page(width)
    page.basis(timeline.basis)
    for entry in timeline.entries:
        page.item(f"{entry.day.isoformat()}  {entry.kind:<8}  {entry.text}", ref=entry.ref, indent=0)
    if timeline.undated:
        page.head("Without a day")
        for one in timeline.undated:
            page.item(f"{one.text}: {one.why}", ref=one.ref)
    page.head(f"Reckoned so: {timeline.rule}.")
    return page.text()


def compare_text(comparison: Comparison, *, width: int = 100) -> str:
    """Give instruments side by side as text: under each term, one line an instrument."""
    page = Page(width)
    for row in comparison.terms:
        page.head(row.term + ("" if row.differs else " (the same)"))
        for title, cell in zip(comparison.titles, row.cells, strict=True):
            page.item(f"{title}: {cell or '-'}")
    if comparison.gaps:
        page.head("Numbers that differ (stated positions, not reservation values)")
        for gap in comparison.gaps:
            page.item(f"{gap.what}, {gap.unit}: from {gap.low:,.10g} to {gap.high:,.10g}")
            for words in gap.stated:
                page.item(words, indent=6)
    return page.text()
