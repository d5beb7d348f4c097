"""What one sentence tells of a meeting: its name, level, venue, date, state and who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.calendar_words import DateKind, Expression, date_expressions
from dragoman.reading.terms.clauses import attribution_at
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.guarantors import PartiesIn
from dragoman.reading.terms.lexicon import DETERMINERS, MONTHS, QUOTES, SAYING, WEEKDAYS, bag
from dragoman.reading.terms.meeting_words import MODIFIERS, NOUNS, VERBS, level_of, state_of
from dragoman.reading.terms.resolving import last_day, resolve
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingLevel, MeetingState


@dataclass(frozen=True, slots=True)
class Place:
    """A value with its place; a date is not settled where only an unknown day of publication could tell it."""

    value: str
    start: int
    end: int
    rule: str | None = None
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A meeting as one sentence tells of it."""

    start: int
    end: int
    name: Place
    state: MeetingState
    level: Place | None
    venue: Place | None
    date: Place | None
    participants: tuple[Place, ...]

    @property
    def told(self) -> int:
        """How many of its circumstances the sentence tells."""
        return (
            (self.date is not None) + (self.venue is not None) + (self.level is not None)
            + (len(self.participants) > 1)
        )  # fmt: skip


_AHEAD = frozenset({MeetingState.PLANNED, MeetingState.POSSIBLE, MeetingState.POSTPONED, MeetingState.CANCELLED})
_AFTER_PLACES = bag(
    """on in at to for and or but with after before over as from last next this that where when under between by
    during since said will would could may is was were are has had he she it they who which while earlier later
    without amid ahead about via early late today yesterday tomorrow until"""
)
_NOT_PLACES = bag(
    """officials spokesman spokeswoman sources reporters analysts expert minister
    war conflict fighting ceasefire forces troops interests violence situation invasion operation attack"""
)
_NOT_NAMED = bag("january monday english russian french arabic chinese congress parliament")
_TALKING = bag("talks negotiations consultations meetings dialogue")
_MET = DETERMINERS | {"conditions", "demands", "criteria"}
_OF_A_PARTY = frozenset({"-", "–", "'", "'s", "’", "’s"})
"""What follows a name that stands for a party even behind "in", as does a meeting ("at the NATO summit")."""
_ELSEWHERE = bag("which who since after began begun")
_COUNTED = bag("first second third fourth fifth next new another further final latest fresh")
_ADJUNCT = bag("at after during following before")
_SMALL = bag("of the el al de la st")
_WINDOW = 22
"""Tokens on each side of a meeting's name in which its circumstances are looked for."""
LONGEST = 200


def mentions(context: Context, parties_in: PartiesIn, ranks: dict[str, MeetingLevel]) -> list[Mention]:
    """Give what each sentence of the article tells of a meeting, in order, one a sentence and state."""
    found: list[Mention] = []
    words = context.words
    for number in range(len(context.sentences) - 1):
        first, stop = context.sentence(number)
        if stop <= first or not context.told(words.starts[first]):
            continue
        stop = min(stop, first + LONGEST)
        taken = -1
        for trigger in range(first, stop):
            low = words.low[trigger]
            if trigger <= taken or (low not in NOUNS and low not in VERBS):
                continue
            mention = _mention(context, trigger, (first, stop), (parties_in, ranks))
            if mention is not None:
                found.append(mention)
                # The next words of the same clause tell of the same meeting.
                taken = _clause_stop(words, trigger, stop)
    return found


def _clause_stop(words: Words, trigger: int, stop: int) -> int:
    """Give the end of the clause in which a meeting is named."""
    for index in range(trigger + 1, stop):
        if words.low[index] in {",", ";", "—", "–"} and index > trigger + 3:
            return index
    return stop


def _mention(
    context: Context, trigger: int, run: tuple[int, int], known: tuple[PartiesIn, dict[str, MeetingLevel]]
) -> Mention | None:
    """Read one mention of a meeting; None where the word tells of none."""
    words = context.words
    parties_in, ranks = known
    if not _is_meeting(words, trigger):
        return None
    state = state_of(words, trigger, run)
    if state is None:
        return None
    first, stop = run
    low, high = max(first, trigger - _WINDOW), min(stop, trigger + _WINDOW)
    name = _name(words, trigger, first)
    told = _told(words, trigger, (low, high), stop)
    ranked = level_of(words, max(told[0], trigger - 8), min(max(told[1], trigger + 1), trigger + 15), ranks)
    venue = _venue(words, trigger, (low, high), first)
    seen = _participants(context, trigger, told, parties_in)
    if venue is not None:
        seen = [place for place in seen if not venue.start <= place.start < venue.end]
    when = _date(context, trigger, (low, high), ahead=state in _AHEAD)
    if when is not None and when.settled and context.published is not None:
        state, when = _in_step(state, when, context.published.isoformat())
    mention = Mention(
        start=words.starts[first],
        end=words.ends[stop - 1],
        name=name,
        state=state,
        level=None if ranked is None else _level(words, *ranked),
        venue=venue,
        date=when,
        participants=tuple(seen),
    )
    return mention if mention.venue or mention.date or (seen and mention.level is not None) else None


def _in_step(state: MeetingState, when: Place, published: str) -> tuple[MeetingState, Place | None]:
    """Bring state and date of a meeting in step with the day of publication."""
    if state is MeetingState.HELD and when.value > published:
        # "the fate of the summit scheduled for June 12": what is dated after publication was not held.
        return MeetingState.PLANNED, when
    if state in {MeetingState.PLANNED, MeetingState.POSSIBLE} and last_day(when.value) < published:
        # The date of something else: what is still to come is not dated before publication.
        return state, None
    return state, when


def _participants(context: Context, trigger: int, told: tuple[int, int], parties_in: PartiesIn) -> list[Place]:
    """Give who takes part: the parties named in the clause; in "X did Y at talks with Z", X and Z only."""
    words = context.words
    named = parties_in(words.starts[told[0]], words.ends[told[1] - 1])
    behind = words.rfind(_ADJUNCT, max(told[0], trigger - 4), trigger)
    seen: dict[str, Place] = {}
    for number, (party, start, end) in enumerate(named):
        if _is_where(words, start, end):
            continue
        if behind >= 0 and number > 0 and start < words.starts[behind] and start > named[0][1]:
            continue
        seen.setdefault(party, Place(party, start, end))
    return list(seen.values())


def _is_where(words: Words, start: int, end: int) -> bool:
    """Tell whether a party's name only says where something is: "said in Vilnius" puts no Lithuanian at the table."""
    first, after = words.at(start), words.at(end)
    first -= words.get(first - 1) == "the"
    return words.get(first - 1) in {"in", "at"} and words.get(after) not in _OF_A_PARTY | NOUNS


def _told(words: Words, trigger: int, window: tuple[int, int], stop: int) -> tuple[int, int]:
    """Give the clause that tells of a meeting, without who is cited for it."""
    low, high = window
    begin = max(low, words.rfind(bag("said says that told ; :") | QUOTES, low, trigger) + 1)
    for index in range(trigger + 1, high):
        if words.low[index] in QUOTES or (words.low[index] == "," and attribution_at(words, index + 1, stop)):
            return begin, max(begin + 1, index)
    return begin, high


def _level(words: Words, level: MeetingLevel, at: int) -> Place:
    """Make the place of a level."""
    return Place(level.value, words.starts[at], words.ends[at])


def _is_meeting(words: Words, trigger: int) -> bool:
    """Tell whether a word stands for a meeting: not "round of strikes", "a call for", "met its obligations"."""
    low = words.low[trigger]
    if low in {"round", "rounds"}:
        counted = words.get(trigger - 1) in _COUNTED and words.get(trigger + 1) != "of"
        return counted or words.find(_TALKING, trigger, trigger + 7) >= 0
    if low in {"spoke", "speak"}:
        return words.find({"phone", "telephone"}, trigger, trigger + 10) >= 0
    before, after = words.get(trigger - 1), words.get(trigger + 1)
    if low == "call":
        return before in {"phone", "telephone", "video", "conference", "a"} and after != "for"
    if low in {"met", "meet", "meets"}:
        passive = before in {"be", "been", "being", "were", "was", "are", "is", "conditions"}
        return not passive and (after not in _MET or words.capital(trigger + 2))
    if low == "meeting":
        return after not in _MET or before in {"the", "a"}
    speaks = low == "talks" and (before in {"he", "she", "it", "who"} or after == "about")
    return not speaks and (low != "conference" or before not in {"news", "press"})


def _name(words: Words, trigger: int, first: int) -> Place:
    """Give the words that name a meeting: the noun with what stands before it."""
    begin = trigger
    if words.low[trigger] in NOUNS:
        while begin > first and (
            words.low[begin - 1] in MODIFIERS or (words.low[begin - 1] == "-" and begin - 1 > first)
        ):
            begin -= 1
        while begin < trigger and not words.low[begin][0].isalnum():
            begin += 1
        while begin < trigger and words.low[begin] in {"of", "up", "to"}:
            begin += 1
    end = trigger + 1
    if words.low[trigger] in {"round", "rounds"} and words.get(end) == "of":
        noun = words.find({"talks", "negotiations", "consultations", "meetings", "dialogue"}, end, end + 6)
        end = noun + 1 if noun > 0 else end
    start, stop = words.starts[begin], words.ends[end - 1]
    if words.low[trigger] in VERBS:
        return Place(
            "call" if words.low[trigger] in {"spoke", "speak"} else "meeting", start, stop, "named by its verb"
        )
    return Place(words.text[start:stop], start, stop)


def _venue(words: Words, trigger: int, window: tuple[int, int], first: int) -> Place | None:
    """Give where a meeting is: the place named after "in" or "at" nearest to it."""
    low, high = window
    best: tuple[int, Place] | None = None
    for index in range(low, high - 1):
        if words.low[index] not in {"in", "at"} or words.get(index - 1) in _NOT_PLACES:
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
    while end < stop and (
        words.capital(end) or (words.low[end] in _SMALL | {"-"} and end > begin and words.capital(end + 1))
    ):
        end += 1
    return end


def _names_place(words: Words, begin: int, end: int) -> bool:
    """Tell whether a name is one of a place: no month, no adjective before a noun ("the Qatari capital"), no owner."""
    head, after = words.low[begin], words.get(end)
    if head in MONTHS or head in WEEKDAYS or head in _NOT_NAMED or words.low[end - 1].endswith("'s"):
        return False
    adjective = end == begin + 1 and after.isalpha() and after.islower() and not words.capital(end)
    return after not in {"'", "'s"} and not (adjective and after not in _AFTER_PLACES)


def _date(context: Context, trigger: int, window: tuple[int, int], *, ahead: bool) -> Place | None:
    """Give when a meeting is: the date nearest to it that is not the day on which somebody spoke."""
    words = context.words
    low, high = window
    best: tuple[int, Expression] | None = None
    for expression in date_expressions(words, low, high):
        if expression.kind is DateKind.YEAR or _of_saying(words, expression):
            continue
        if words.find(_ELSEWHERE, trigger + 1, expression.first) >= 0:
            # "talks to end the war, which began on Feb. 24"
            continue
        far = min(abs(expression.first - trigger), abs(expression.stop - trigger))
        if best is None or far < best[0]:
            best = (far, expression)
    if best is None:
        return None
    expression = best[1]
    start, end = words.starts[expression.first], words.ends[expression.stop - 1]
    resolved = resolve(expression, context.published, ahead=ahead)
    if resolved is None:
        return Place(words.text[start:end], start, end, "not settled without the day of publication", settled=False)
    return Place(resolved.iso, start, end, resolved.rule)


def _of_saying(words: Words, expression: Expression) -> bool:
    """Tell whether a date stands right after a verb of saying."""
    back = words.low[max(0, expression.first - 3) : expression.first]
    return any(word in SAYING for word in back)
