"""The dateline that a dispatch begins with: from where, of which day, by which agency.

Agencies write it in ways of their own: `KABUL, Afghanistan (AP) —`, `SEOUL, May 3 (Yonhap) --`,
`MOSCOW, May 3. /TASS/.`, `Tehran, May 3, IRNA –`, `Madrid, 3 may (EFE).-`, `(ANSA) - ROME, MAY 3 -`.  An agency that
nobody has heard of is read by the same signs; what lacks them is the beginning of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record import Passage, PassageKind
from dragoman.sources.dates import MONTHS
from dragoman.sources.phrases import AGENCY

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-Я"
_CAPITALS = rf"[{_UPPER}](?:[{_UPPER}’'-]|\.(?= ?[{_UPPER}][{_UPPER}.]))*(?![^\W\d_])"
_SHOUTED = rf"(?=[{_UPPER}]{{2}}|[{_UPPER}]\.){_CAPITALS}(?: {_CAPITALS}){{0,3}}"
_WORD = r"[A-ZÀ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+){0,3}"
_WRITTEN = rf"{_WORD}(?: (?:{_WORD}|de|del|la|el|al|am|an|on|of|the)){{0,3}}"
_ONE_PLACE = rf"(?:{_SHOUTED}|{_WRITTEN})"
_PLACE = rf"(?P<place>{_ONE_PLACE}(?:\s?/\s?{_ONE_PLACE}){{0,3}})"
_STATED = r"(?:IRNA|ISNA|KCNA|SANA|WAFA|KUNA|QNA|SPA|MENA|TASS|AZERTAC|AZERTAG|APA|INTERFAX(?:-[A-Z]+)?|PTI|UNI)"
"""Agencies that sign without brackets."""
# The state or country: "KABUL, Afghanistan", "New Delhi [India]", "WASHINGTON, D.C.".
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_REGION = (
    rf"(?:, (?P<region>(?!(?i:{_MONTH})\b|{_STATED}\b)[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){{0,2}})|"
    r" \[(?P<country>[A-Z][\w .’'-]{1,30})\])"
)
_WEEKDAY = r"(?i:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?i:day)?\.?,? "
_DATE = (
    rf"(?:{_WEEKDAY})?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>(?i:{_MONTH}))\b\.?|"
    rf"(?P<month2>(?i:{_MONTH}))\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)
# In brackets or strokes whoever it is; bare only what is written in capitals, or known.
_NAME = r"[A-Za-z][\w.&’'-]*(?:(?: - |[ ,/]{1,3})[A-Z][\w.&’'-]*){0,4}"
_SIGNED = rf"(?:\((?P<bracketed>{_NAME})\)|/(?P<stroked>{_NAME})/|\[(?P<squared>{_NAME})\])"
_BARE = rf"(?P<bare>{_STATED}|{AGENCY.pattern})"
_DASH = r"(?P<dash>\.?\s?(?:[-–—]{1,3}|_(?=\s))|:|\.(?=\s|$))"
_WHOLE = re.compile(
    rf"\s*(?:(?!(?i:{_MONTH})\b\.? \d){_PLACE}{_REGION}?(?:[,.](?=\s))?)?(?:\s?{_DATE})?"
    rf"(?:[,.]?\s?{_SIGNED}|(?:,|\.| [-–—])?\s{_BARE}(?=\s?[-–—:.]|\s*$))?\s?{_DASH}?\s*"
)
_AGENCY_FIRST = re.compile(
    rf"\s*\((?P<bracketed>{_NAME})\)\s?(?P<dash>[-–—]{{1,3}})\s*(?:{_PLACE},? {_DATE}\s?[-–—]{{1,3}}\s*)?"
)
_NO_PLACE = (
    "update updated exclusive breaking watch close live video analysis opinion explainer factbox timeline interview "
    "correction corrected refile published posted date dated issued last first monday tuesday wednesday thursday "
    "friday saturday sunday by from photo image file cnn bbc npr abc cbs nbc"
)
_NO_PLACES = frozenset(_NO_PLACE.split(" "))
_NO_AGENCIES = re.compile(
    r"(?i:file|photo|pool|left|right|video|sic|updated?|local time|gmt|.*\b(?:age|aged|pictured|above)\b.*)"
)
OWN_NAMES = frozenset(("CNN",))
"""Outlets that sign their datelines and are no agencies."""
_LONGEST = 160
_PARAGRAPHS = 2
"""Paragraphs at the top of which a dateline may stand; of the second only one that an agency signs."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of the text with their place."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says.

    Attributes:
        end: Where it ends and the first sentence begins.
        place: From where.
        agency: Who signs it.
        month: Its month, with `day`; the year may be left out.
        day: The day of the month.
        year: The year.
        date: The words that give the day.
    """

    end: int
    place: Run | None = None
    agency: Run | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    date: Run | None = None


def dateline_of(text: str, start: int, end: int) -> Dateline | None:
    """Read the dateline that a paragraph begins with; None where it begins with a sentence.

    Example:
        >>> found = dateline_of("OSLO, 3 May (Nordic Wire) - Talks go on.", 0, 40)
        >>> found.place.words, found.agency.words, found.day, found.month
        ('OSLO', 'Nordic Wire', 3, 5)
        >>> dateline_of("Moscow (Russia) is where they met.", 0, 34) is None
        True
    """
    end = min(end, start + _LONGEST)
    first = _AGENCY_FIRST.match(text, start, end)
    if first is not None:
        return _read(first) if _is_agency(first["bracketed"]) else None
    found = _WHOLE.match(text, start, end)
    if found is None or (found["place"] or "").casefold() in _NO_PLACES:
        return None
    return _read(found) if _is_dateline(found, alone=found.end() == end) else None


def dateline_in(text: str, passages: Sequence[Passage]) -> Dateline | None:
    """Find the dateline of an article: what its first paragraph begins with, or a line of its own above that."""
    seen = 0
    for passage in passages:
        if passage.kind is PassageKind.DATELINE:
            found = dateline_of(text, passage.start, passage.end)
            if found is not None and found.end == passage.end:
                return found
        elif passage.kind is PassageKind.BODY:
            found = dateline_of(text, passage.start, passage.end)
            if found is not None and (not seen or found.agency is not None):
                return found
            seen += 1
            if seen == _PARAGRAPHS:
                break
    return None


def _is_dateline(found: re.Match[str], *, alone: bool) -> bool:
    """Tell whether what looks like a dateline is one, by how many of its signs are there."""
    signed = _signature(found)
    agency = found[signed] if signed else None
    place = found["place"]
    dated = (found["day"] or found["day2"]) is not None
    dash = (found["dash"] or "").strip(" .") not in {"", ":"}
    if place is None:
        return dated and agency is not None and _is_agency(agency) and (dash or alone)
    if agency is None:
        # "President Putin, May 3 – a long day": without an agency it takes the year, or a place in capitals.
        return (dated and (dash or alone) and found["year"] is not None) or (
            place.isupper() and (dash or (dated and alone))
        )
    if not _is_agency(agency) or _stands_for(place, agency):
        return False
    known = signed == "bare" or AGENCY.fullmatch(agency) is not None or agency in OWN_NAMES
    return known or dated or (place.isupper() and (dash or agency.isupper())) or (signed == "stroked" and dash)


def _is_agency(name: str) -> bool:
    """Tell whether what stands in brackets may be an agency."""
    return _NO_AGENCIES.fullmatch(name) is None and (name[0].isupper() or AGENCY.fullmatch(name) is not None)


def _stands_for(short: str, long: str) -> bool:
    """Tell whether words in brackets spell a short name out, as in "NATO (North Atlantic Treaty Organization)"."""
    words = long.split()
    return len(words) > 1 and short.replace(".", "").startswith("".join(word[0] for word in words))


def _signature(found: re.Match[str]) -> str | None:
    """Give the name of the group in which an agency signs a dateline."""
    groups = found.groupdict()
    return next((name for name in ("bracketed", "stroked", "squared", "bare") if groups.get(name)), None)


def _read(found: re.Match[str]) -> Dateline:
    """Take a dateline apart."""
    groups = found.groupdict()
    signed = _signature(found)
    month = "month" if groups.get("month") else "month2"
    day = "day" if groups.get("day") else "day2"
    date = None
    if groups.get(month):
        low, high = min(found.start(month), found.start(day)), max(found.end(month), found.end(day), found.end("year"))
        date = Run(found.string[low:high], low, high)
    return Dateline(
        found.end(),
        _run(found, "place") if groups.get("place") else None,
        _run(found, signed) if signed else None,
        MONTHS[groups[month].casefold()] if date else None,
        int(groups[day]) if date else None,
        int(groups["year"]) if groups.get("year") else None,
        date,
    )


def _run(found: re.Match[str], name: str) -> Run:
    """Give a group of a match as a run."""
    return Run(found[name], found.start(name), found.end(name))
