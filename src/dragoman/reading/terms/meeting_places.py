"""Where and when a meeting is, as one sentence tells it: the place and the day that belong to its own clause."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.calendar_words import DateKind, Expression, date_expressions
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.lexicon import MODALS, MONTHS, PRONOUNS, SAYING, WEEKDAYS, bag
from dragoman.reading.terms.meeting_names import is_behind_preposition, name_start
from dragoman.reading.terms.resolving import resolve
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingState


@dataclass(frozen=True, slots=True)
class Place:
    """A value with its place; a date is not settled where only an unknown day of publication could tell it."""

    value: str
    start: int
    end: int
    rule: str | None = None
    settled: bool = True


_AFTER_PLACES = bag(
    """on in at to for and or but with after before over as from last next this that where when under between by
    during since said will would could may is was were are has had he she it they who which while earlier later
    without amid ahead about via early late today yesterday tomorrow until"""
)
_NOT_PLACES = bag(
    """officials spokesman spokeswoman sources reporters analysts expert minister
    war conflict fighting ceasefire forces troops interests violence situation invasion operation attack
    efforts peace process"""
)
_NOT_NAMED = bag("january monday english russian french arabic chinese congress parliament")
_AHEAD = frozenset({MeetingState.PLANNED, MeetingState.POSSIBLE, MeetingState.POSTPONED, MeetingState.CANCELLED})
_ELSEWHERE = bag("which who whom since after because following when as began begun deadline")
_ASIDE_BEFORE = bag("which who that after because following when as while since but ;")
_SET_FOR = bag("scheduled planned set due arranged")
_CAPTIVES = bag("hostages hostage prisoners captives detainees those people americans israelis persons soldiers")
_SENTENCE = 24
_SMALL = bag("of the el al de la st")


def venue_of(words: Words, trigger: int, window: tuple[int, int], first: int) -> Place | None:
    """Give where a meeting is: the place named after "in" or "at" nearest to it."""
    low, high = window
    best: tuple[int, Place] | None = None
    for index in range(low, high - 1):
        if words.low[index] not in {"in", "at"} or words.get(index - 1) in _NOT_PLACES:
            continue
        if not _is_in_its_clause(words, trigger, index):
            continue
        if index == first and words.find({","}, index, index + 5) >= 0 and words.find(SAYING, index, index + 14) >= 0:
            # "In Moscow, the Kremlin said": where the speaker is.
            continue
        place = _place_at(words, index + 1, high)
        if place is None:
            continue
        far = abs(index - trigger)
        if (best is None or far < best[0]) and far <= 12:
            best = (far, place)
    if best is not None:
        return best[1]
    phone = words.find({"phone", "telephone"}, max(low, trigger - 3), min(high, trigger + 10))
    return None if phone < 0 else Place("telephone", words.starts[phone], words.ends[phone], "held by telephone")


def _is_in_its_clause(words: Words, trigger: int, index: int) -> bool:
    """Tell whether a place is the meeting's own: "hostages held in Gaza" and "which began in Geneva" are not."""
    if words.get(index - 1) == "held" and words.get(index - 2) in _CAPTIVES:
        return False
    if index < trigger:
        # "arrived in the north to make arrangements for the summit"
        head = name_start(words, trigger, max(0, trigger - _SENTENCE))
        apart = words.get(head - 1) in {"for", "of", "to", "from", "before"}
        return not apart and not (_ASIDE_BEFORE | SAYING) & set(words.low[index:trigger])
    between = set(words.low[trigger + 1 : index])
    return not between & (_ELSEWHERE | PRONOUNS) and not _verb_of_another(words, trigger, index)


def _place_at(words: Words, begin: int, stop: int) -> Place | None:
    """Give the place name that begins at a token, after an article and "city of"."""
    if words.get(begin) == "the":
        begin += 1
    city = words.find({"of"}, begin, min(stop, begin + 4))
    if city > 0 and words.get(city - 1) in {"city", "capital", "resort", "town", "port", "village"}:
        begin = city + 1
    end = _name_end(words, begin, stop)
    if end == begin or not _names_place(words, begin, end):
        return None
    # "at the Palais Wilson in Geneva, Switzerland" is one place.
    while words.get(end) in {"in", ","} and words.capital(end + 1) and _names_place(words, end + 1, end + 2):
        further = _name_end(words, end + 1, stop)
        if further <= end + 1 or (words.get(end) == "," and words.get(further) not in {",", ".", "on", "and"}):
            break
        end = further
    start, finish = words.starts[begin], words.ends[end - 1]
    return Place(words.text[start:finish], start, finish)


def _name_end(words: Words, begin: int, stop: int) -> int:
    """Give the token after a name that begins at a token."""
    end = begin
    while end < stop and (words.capital(end) or (end > begin and words.capital(end + 1) and _joins_name(words, end))):
        end += 1
    return end


def _joins_name(words: Words, index: int) -> bool:
    """Tell whether a small word or mark stands within a name: "Rio de Janeiro", "St. Petersburg"."""
    return words.low[index] in _SMALL | {"-"} or (
        words.low[index] == "." and words.low[index - 1] in {"st", "ft", "mt"}
    )


def _names_place(words: Words, begin: int, end: int) -> bool:
    """Tell whether a name is one of a place: no month, no adjective before a noun ("the Qatari capital"), no owner."""
    head, after = words.low[begin], words.get(end)
    if words.low[end - 1] in {"party", "union", "council", "cabinet", "nations"}:
        return False
    if head in MONTHS or head in WEEKDAYS or head in _NOT_NAMED or words.low[end - 1].endswith("'s"):
        return False
    adjective = end == begin + 1 and after.isalpha() and after.islower() and not words.capital(end)
    return after not in {"'", "'s"} and not (adjective and after not in _AFTER_PLACES)


def date_of(context: Context, trigger: int, window: tuple[int, int], state: MeetingState) -> Place | None:
    """Give when a meeting is: the date nearest to it in its own clause that is not the day on which somebody spoke."""
    words = context.words
    low, high = window
    best: tuple[int, Expression] | None = None
    for expression in date_expressions(words, low, high):
        far = min(abs(expression.first - trigger), abs(expression.stop - trigger))
        if (best is None or far < best[0]) and _is_its_own(words, trigger, expression, state):
            best = (far, expression)
    if best is None:
        return None
    expression = best[1]
    start, end = words.starts[expression.first], words.ends[expression.stop - 1]
    resolved = resolve(expression, context.published, ahead=state in _AHEAD)
    if resolved is None:
        return Place(words.text[start:end], start, end, "not settled without the day of publication", settled=False)
    return Place(resolved.iso, start, end, resolved.rule)


def _is_its_own(words: Words, trigger: int, expression: Expression, state: MeetingState) -> bool:
    """Tell whether a date is the meeting's: not that of what was said, nor of its being called off."""
    whole_year = expression.kind is DateKind.YEAR or (expression.kind is DateKind.PERIOD and expression.unit == "Y")
    if whole_year or _of_saying(words, expression) or words.get(expression.stop) == "deadline":
        return False
    if expression.first > trigger:
        # "talks to end the war, which began on Feb. 24"
        between = words.low[trigger + 1 : expression.first]
        if _ELSEWHERE & set(between) or _verb_of_another(words, trigger, expression.first):
            return False
    elif (_ASIDE_BEFORE | SAYING) & set(words.low[expression.stop : trigger]) or (
        words.get(expression.first - 1) in {"to", "until", "since", "by", "than"}
    ):
        return False
    if state not in {MeetingState.CANCELLED, MeetingState.POSTPONED}:
        return True
    # "called off the summit Thursday" tells when it was called off.
    back = words.low[max(0, expression.first - 4) : expression.first]
    return bool({"for", "to", "until"} & set(back[-1:]) or _SET_FOR & set(back))


def _verb_of_another(words: Words, trigger: int, stop: int) -> bool:
    """Tell whether a finite verb stands before a place or day of which the name is not the subject.

    "Preparations for the talks will include a rehearsal on Wednesday" dates the rehearsal.
    """
    return is_behind_preposition(words, trigger, max(0, trigger - _SENTENCE)) and (
        words.find(MODALS, trigger + 1, stop) >= 0
    )


def _of_saying(words: Words, expression: Expression) -> bool:
    """Tell whether a date stands right after a verb of saying, or right before one: "on Saturday said"."""
    back = words.low[max(0, expression.first - 3) : expression.first]
    ahead = words.low[expression.stop : expression.stop + 2]
    return any(word in SAYING for word in (*back, *ahead))
