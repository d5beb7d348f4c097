"""Pictures of an instrument: its condition tree, who owes what to whom, and its calendar; each with its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.deals.answers import Status, Step, WhatIf
from dragoman.deals.duties import Duty
from dragoman.deals.model import Instrument, guarantees_of, norms_of
from dragoman.deals.svg import LINE, PLAIN, Drawing, Ink, box_height, wrapped
from dragoman.deals.terms import Answer, Effect
from dragoman.deals.text import LEGEND, MARKS
from dragoman.deals.timeline import CalendarEntry, Timeline
from dragoman.deals.wording import action_text, name_of, names_of

_INKS = {
    Answer.CERTAIN: Ink("#15803d", "#e8f6ec"),
    Answer.POSSIBLE: Ink("#b45309", "#fff5e0"),
    Answer.NO: Ink("#9f1239", "#fdecef", dash="5 3"),
    Answer.UNDECIDED: Ink("#6b7280", "#f3f4f6", dash="2 3"),
}
_INDENT = 30
_WIDE = 620
_NARROW = 230


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and a text that says the same."""

    svg: str
    text: str


def condition_picture(status: Status) -> Picture:
    """Draw what entry into force hangs on, as a tree that reads from top to bottom."""
    drawing = Drawing()
    heading = f"{status.basis.title}: in force on {status.basis.at.isoformat()}?"
    drawing.heading(heading)
    drawing.note(20, 52, LEGEND)
    text: list[str] = []
    _branch(drawing, status.proof, 20, 70, text)
    told = "\n".join(text)
    return Picture(drawing.svg(title=heading, description=told), f"{heading}\n{told}\n")


def _branch(drawing: Drawing, step: Step, x: float, y: float, text: list[str]) -> float:
    """Draw a node with all below it; give the height that it took."""
    where = ", ".join(part for part in (step.ref, step.source) if part)
    lines = wrapped(f"{MARKS[step.answer]}  {step.text}", _WIDE - (x - 20), most=4)
    lines += wrapped(f"[{where}]", _WIDE - (x - 20), most=2) if where else []
    for said in step.said:
        lines += wrapped(said, _WIDE - (x - 20), most=2)
    text.append(
        f"{'  ' * round((x - 20) / _INDENT)}{MARKS[step.answer]} {step.text}" + (f" [{where}]" if where else "")
    )
    height = drawing.box(x, y, lines, width=max(260, _WIDE - (x - 20)), ink=_INKS[step.answer])
    below = y + height + 8
    for part in step.steps:
        drawing.line([(x + 12, y + height), (x + 12, below + 15), (x + _INDENT, below + 15)])
        below += _branch(drawing, part, x + _INDENT, below, text) + 8
    return below - y - 8


@dataclass(frozen=True, slots=True)
class _Owed:
    """One duty as the graph shows it."""

    bearers: str
    duty: str
    to: str
    answer: Answer


def duty_picture(instrument: Instrument, answer: WhatIf) -> Picture:
    """Draw who owes what to whom once the instrument is in force, from left to right."""
    owed = list(_owed(instrument, answer))
    heading = f"{instrument.title}: who owes what, once in force"
    drawing = Drawing()
    drawing.heading(heading)
    drawing.note(20, 52, f"If: {answer.event}")
    drawing.note(20, 72, LEGEND)
    columns = (20.0, 320.0, 760.0)
    tops = 92.0
    left = _column(drawing, columns[0], tops, [one.bearers for one in owed])
    right = _column(drawing, columns[2], tops, [one.to for one in owed if one.to])
    y = tops
    for one in owed:
        ink = _INKS[one.answer]
        lines = wrapped(f"{MARKS[one.answer]}  {one.duty}", 380, most=5)
        height = drawing.box(columns[1], y, lines, width=380, ink=ink)
        middle = y + height / 2
        drawing.curve((columns[0] + _NARROW, left[one.bearers]), (columns[1], middle), colour=ink.frame, dash=ink.dash)
        if one.to:
            drawing.curve((columns[1] + 380, middle), (columns[2], right[one.to]), colour=ink.frame, dash=ink.dash)
        y += height + 12
    text = [f"{MARKS[one.answer]} {one.bearers}: {one.duty}" + (f" (to {one.to})" if one.to else "") for one in owed]
    told = "\n".join(text)
    return Picture(drawing.svg(title=heading, description=told), f"{heading}\nIf: {answer.event}\n{told}\n")


def _owed(instrument: Instrument, answer: WhatIf) -> Iterator[_Owed]:
    """Give each duty once for those of whom the same is said; duties that nobody owes come too."""
    to: dict[str, str] = {}
    words: dict[str, Duty] = {}
    for _, _, guarantee in guarantees_of(instrument):
        for duty in guarantee.duties:
            to[duty.id], words[duty.id] = _short(instrument, guarantee.beneficiaries), duty
    for _, _, norm in norms_of(instrument):
        to[norm.id], words[norm.id] = _short(instrument, norm.counterparty), norm
    groups: dict[tuple[str, Effect, Answer], list[str]] = {}
    for row in answer.duties:
        groups.setdefault((row.duty, row.effect, row.once_in_force), []).append(row.actor)
    for (duty_id, effect, state), actors in groups.items():
        bearers = _short(instrument, tuple(actors))
        yield _Owed(bearers, f"{effect.words}: {action_text(words[duty_id])}", to[duty_id], state)
    for missing in answer.not_owed:
        bearers = f"{len(missing.actors)} actors" if len(missing.actors) > 6 else ", ".join(missing.actors)
        yield _Owed(bearers, f"nobody owes it: {missing.action}", to[missing.duty], Answer.NO)


def _short(instrument: Instrument, actors: tuple[str, ...]) -> str:
    """Give actors by name; many as their number and the first few."""
    if len(actors) > 6:
        return f"{', '.join(name_of(instrument, actor) for actor in actors[:3])} and {len(actors) - 3} more"
    return names_of(instrument, actors) if actors else ""


def _column(drawing: Drawing, x: float, y: float, names: list[str]) -> dict[str, float]:
    """Draw each name once, in a column; give the height at which lines meet each."""
    found: dict[str, float] = {}
    for name in dict.fromkeys(names):
        lines = wrapped(name, _NARROW, most=5)
        height = drawing.box(x, y, lines, width=_NARROW, ink=PLAIN)
        found[name] = y + height / 2
        y += box_height(lines) + 14
    return found


def calendar_picture(timeline: Timeline) -> Picture:
    """Draw the calendar from top to bottom, with how long it is from one day to the next."""
    heading = f"{timeline.basis.title}: calendar"
    drawing = Drawing()
    drawing.heading(heading)
    y, text = 60.0, []
    before: CalendarEntry | None = None
    for entry in timeline.entries:
        if before is not None:
            gap = _gap(before.day, entry.day)
            step = 34.0 if gap else 12.0
            drawing.line([(130, y), (130, y + step)], dash="3 3" if gap else "")
            if gap:
                drawing.note(142, y + 21, gap)
            y += step
        lines = wrapped(entry.text + (f" [{entry.ref}]" if entry.ref else ""), 640, most=4)
        ink = _KINDS.get(entry.kind, PLAIN)
        drawing.label(20, y + 20, entry.day.isoformat())
        height = drawing.box(150, y, lines, width=640, ink=ink)
        drawing.line([(130, y), (130, y + height)])
        drawing.dot(130, y + 16, ink=ink)
        text.append(f"{entry.day.isoformat()}  {entry.kind}: {entry.text}")
        y += height
        before = entry
    if timeline.undated:
        y += 34
        drawing.label(20, y, "Without a day")
        y += 10
        for one in timeline.undated:
            lines = wrapped(f"{one.text}: {one.why}", 640, most=4)
            y += drawing.box(150, y, lines, width=640, ink=_INKS[Answer.UNDECIDED]) + 8
            text.append(f"without a day: {one.text} ({one.why})")
    drawing.note(20, y + 2 * LINE, f"Reckoned so: {timeline.rule}.")
    told = "\n".join(text)
    return Picture(drawing.svg(title=heading, description=told), f"{heading}\n{told}\n")


_KINDS = {
    "entry": Ink("#15803d", "#e8f6ec"),
    "deadline": Ink("#b45309", "#fff5e0"),
    "expiry": Ink("#9f1239", "#fdecef"),
    "claim": Ink("#6d28d9", "#f3efff"),
}


def _gap(one: dt.date, other: dt.date) -> str:
    """Say how long it is from one day to another, in the largest unit that fits."""
    days = (other - one).days
    for unit, length in (("year", 365), ("month", 30), ("day", 1)):
        if days >= 2 * length:
            return f"about {days // length} {unit}s later" if unit != "day" else f"{days} days later"
    return "the next day" if days == 1 else ""
