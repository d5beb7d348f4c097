"""The day of publication of a text that is not dated outright: given only where the text makes it certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dragoman.record import Passage, PassageKind, Stated

if TYPE_CHECKING:  # which reads the months here
    from dragoman.sources.datelines import Dateline

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_FULL = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    # With points the day comes first wherever dates are so written; with strokes it may be either, and is not read.
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)\d\d)(?![\d.]*\d)"),
)
# Frames of press databases, tables and pages in other languages: "9. Januar 1993", "9 de enero de 1993".
_FOREIGN_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar janvier enero gennaio janeiro января", "februar février fevrier febrero febbraio fevereiro февраля",
            "märz maerz mars marzo março марта", "april avril abril aprile апреля", "mai mayo maggio maio мая",
            "juni juin junio giugno junho июня", "juli juillet julio luglio julho июля",
            "august août aout agosto августа", "september septembre septiembre settembre setembro сентября",
            "oktober octobre octubre ottobre outubro октября", "november novembre noviembre novembro ноября",
            "dezember décembre decembre diciembre dicembre dezembro декабря",
        ),
        start=1,
    )
    for name in names.split(" ")
}  # fmt: skip
_FOREIGN = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:\.|er)? (?:de )?(?P<month>{'|'.join(_FOREIGN_MONTHS)}),?(?: de)? "
        r"(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日"),
)
_MONTH_DAY = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})\b(?!,? \d{{4}})")
_LINK_DATE = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_DAY = re.compile(
    rf"\b(?:on |late |early |earlier )?({'|'.join(_WEEKDAYS)})"
    r"(?: (?:morning|afternoon|evening|night))?\b(?!,? (?:\d|[A-Z][a-z]+ \d))"
)
_OTHER_WEEK = re.compile(r"\b(?:last|next|previous|coming|the following|by|until|every|since)\s$", re.IGNORECASE)
_DATED_LEAD = re.compile(r"^[\"“]?[A-Z][A-Za-z.’'/ -]{2,60}?, ?(?P<rest>.{0,60}?)(?:[-–—]{1,2}|\)|:)", re.DOTALL)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|first published)\b", re.IGNORECASE)
_UNDER = {PassageKind.CAPTION, PassageKind.VIDEO_PROMO}
_LEAD_PARAGRAPHS = 2


def full_dates(text: str, start: int, end: int) -> list[tuple[date, int, int]]:
    """Give the dates with day, month and year in a range of a text, in order, with their places."""
    found = []
    for pattern in (*_FULL, *_FOREIGN):
        for match in pattern.finditer(text, start, end):
            month = match["month"].casefold().rstrip(".")
            try:
                number = MONTHS.get(month) or _FOREIGN_MONTHS.get(month) or int(month)
                day = date(int(match["year"]), number, int(match["day"]))
            except ValueError:
                continue
            found.append((day, match.start(), match.end()))
    return sorted(found, key=lambda item: item[1])


def first_day(words: str) -> str | None:
    """Give the first date with day, month and year in some words, as ISO 8601; None where there is none."""
    found = full_dates(words, 0, len(words))
    return found[0][0].isoformat() if found else None


def infer_published(text: str, passages: Sequence[Passage], dateline: Dateline | None = None) -> Stated | None:
    """Give the day of publication where the text makes it certain, with the rule.

    In this order: a line that says only the date; a dateline with the year; a dateline whose year is told elsewhere; a
    picture's or video's full date whose weekday is the one that the first paragraphs tell of as their own day.
    """
    return (
        _date_line(text, passages)
        or _dated_lead(text, passages)
        or _dateline_day(text, passages, dateline)
        or _agreeing(text, passages)
    )


def _date_line(text: str, passages: Sequence[Passage]) -> Stated | None:
    """Read a line at the top that is only a date."""
    for passage in passages[:10]:
        if passage.kind is not PassageKind.DATELINE:
            continue
        words = text[passage.start : passage.end]
        if _UPDATED.search(words) and not _PUBLISHED.search(words):
            continue
        for day, start, end in full_dates(text, passage.start, passage.end):
            said = _PUBLISHED.search(words) is not None
            return Stated(value=day.isoformat(), rule="date line", inferred=not said, start=start, end=end)
    return None


def _dated_lead(text: str, passages: Sequence[Passage]) -> Stated | None:
    """Read a dateline that has the year."""
    lead = next((p for p in passages if p.kind in {PassageKind.BODY, PassageKind.DATELINE}), None)
    if lead is None:
        return None
    found = _DATED_LEAD.match(text[lead.start : min(lead.end, lead.start + 140)])
    if found is None:
        return None
    low = lead.start + found.start("rest")
    for day, start, end in full_dates(text, low, lead.start + found.end("rest")):
        return Stated(value=day.isoformat(), rule="dateline with the year", inferred=True, start=start, end=end)
    return None


def _dateline_day(text: str, passages: Sequence[Passage], dateline: Dateline | None) -> Stated | None:
    """Date a dispatch by its dateline: with the year that stands there, or else elsewhere for the same day.

    The same day of another year may be told of in the article itself, so there the weekday of the first paragraphs
    must be its own or the day before; around the article, in captions and addresses, it need not be told.
    """
    if dateline is None or dateline.date is None or dateline.month is None or dateline.day is None:
        return None
    own, (start, end) = (dateline.month, dateline.day), (dateline.date.start, dateline.date.end)
    if dateline.year is not None:
        try:
            day = date(dateline.year, *own)
        except ValueError:
            return None
        return Stated(value=day.isoformat(), rule="dateline with the year", inferred=True, start=start, end=end)
    told = [(day, p.kind is PassageKind.BODY) for p in passages for day, _, _ in full_dates(text, p.start, p.end)]
    told += [(day, False) for day in _linked(text)]
    same = {day for day, _ in told if (day.month, day.day) == own}
    if len(same) != 1 or any(other > day for other, _ in told for day in same):
        return None
    (day,) = same
    leads = [p for p in passages if p.kind is PassageKind.BODY][:_LEAD_PARAGRAPHS]
    weekdays = {weekday for p in leads if (weekday := _own_day(text, p)) is not None}
    fits = bool(weekdays & {_WEEKDAYS[day.weekday()], _WEEKDAYS[day.weekday() - 1]})
    if not fits and (weekdays or (day, False) not in told):
        return None
    rule = "dateline, its year told elsewhere"
    return Stated(value=day.isoformat(), rule=rule, inferred=True, start=start, end=end)


def _agreeing(text: str, passages: Sequence[Passage]) -> Stated | None:
    """Match the full dates under pictures and videos with the weekday of the first paragraphs.

    One picture proves little: it may be weeks old and fall on the same weekday.  So the day must stand as a
    stamp at the end of a video's blurb, or under two pictures, and nothing in the text may be later.
    """
    stamps = {day: place for p in passages if p.kind in _UNDER for day, *place in full_dates(text, p.start, p.end)}
    bodies = [p for p in passages if p.kind is PassageKind.BODY]
    told_of = (_own_day(text, p) for p in bodies[:_LEAD_PARAGRAPHS])
    weekdays = {weekday for weekday in told_of if weekday is not None}
    agreeing = [day for day in stamps if _WEEKDAYS[day.weekday()] in weekdays]
    if len(weekdays) != 1 or len(agreeing) != 1:
        return None
    (day,) = agreeing
    pictures = [p for p in passages if p.kind in _UNDER]
    ends = any(_ends_in(text, p, day) for p in pictures if p.kind is PassageKind.VIDEO_PROMO)
    told = sum(_tells_day(text, p, day) for p in pictures)
    others = [*stamps, *(other for p in bodies for other, _, _ in full_dates(text, p.start, p.end)), *_linked(text)]
    if (told < 2 and not ends) or any(other > day for other in others):
        return None
    start, end = stamps[day]
    return Stated(value=day.isoformat(), rule="weekday and picture dates agree", inferred=True, start=start, end=end)


def _ends_in(text: str, passage: Passage, day: date) -> bool:
    """Tell whether a passage ends in a stamp of that day."""
    return any(
        other == day and end >= passage.end - 1 for other, _, end in full_dates(text, passage.start, passage.end)
    )


def _tells_day(text: str, passage: Passage, day: date) -> bool:
    """Tell whether a passage names that day, with or without the year."""
    words = text[passage.start : passage.end]
    if any(other == day for other, _, _ in full_dates(words, 0, len(words))):
        return True
    return any(
        MONTHS[found["month"].casefold()] == day.month and int(found["day"]) == day.day
        for found in _MONTH_DAY.finditer(words)
    )


def _linked(text: str) -> list[date]:
    """Give the dates in the addresses that a text links to."""
    found = []
    for match in _LINK_DATE.finditer(text):
        try:
            found.append(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return found


def _own_day(text: str, passage: Passage) -> str | None:
    """Give the weekday that a paragraph tells of, if it is one and not of another week."""
    found: set[str] = set()
    for match in _ON_DAY.finditer(text, passage.start, passage.end):
        if _OTHER_WEEK.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        found.add(match[1])
    return found.pop() if len(found) == 1 else None
