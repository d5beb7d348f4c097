"""What one sentence tells of a meeting: its name, level, venue, date, state and who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.clauses import attribution_at
from dragoman.reading.terms.context import Context
from dragoman.reading.terms.guarantors import PartiesIn
from dragoman.reading.terms.lexicon import DETERMINERS, QUOTES, SAYING, bag
from dragoman.reading.terms.meeting_parties import participants_of
from dragoman.reading.terms.meeting_places import Place, date_of, venue_of
from dragoman.reading.terms.meeting_states import is_in_present, state_of
from dragoman.reading.terms.meeting_words import MODIFIERS, NOUNS, VERBS, level_of
from dragoman.reading.terms.resolving import last_day
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingLevel, MeetingState

UNDONE = frozenset({MeetingState.CANCELLED, MeetingState.POSTPONED})
"""That a meeting was called off or put off is a circumstance by itself."""


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
            + (len(self.participants) > 1) + (self.state in UNDONE)
        )  # fmt: skip


_TALKING = bag("talks negotiations consultations meetings dialogue")
_MET = DETERMINERS | {"conditions", "demands", "criteria"}
_COUNTED = bag("first second third fourth fifth next new another further final latest fresh")
_CUT_BEFORE = bag("said says that told ; : where because while")
_CUT_AFTER = SAYING | bag("where which who whose because since while when as amid ;")
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
    venue = venue_of(words, trigger, (low, high), first)
    seen = participants_of(context, trigger, told, parties_in)
    if venue is not None:
        seen = [place for place in seen if not venue.start <= place.start < venue.end]
    when = date_of(context, trigger, (low, high), state)
    if when is not None and when.settled and context.published is not None:
        published = context.published.isoformat()
        if state is MeetingState.PLANNED and last_day(when.value) < published and is_in_present(words, trigger):
            # A caption's present: "as they meet in the village, June 30".
            state = MeetingState.HELD
        state, when = _in_step(state, when, published)
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
    with_whom = bool(seen) and (mention.level is not None or state in UNDONE)
    return mention if mention.venue or mention.date or with_whom else None


def _in_step(state: MeetingState, when: Place, published: str) -> tuple[MeetingState, Place | None]:
    """Bring state and date of a meeting in step with the day of publication."""
    if state is MeetingState.HELD and when.value > published:
        # "the fate of the summit scheduled for June 12": what is dated after publication was not held.
        return MeetingState.PLANNED, when
    if state in {MeetingState.PLANNED, MeetingState.POSSIBLE} and last_day(when.value) < published:
        # The date of something else: what is still to come is not dated before publication.
        return state, None
    return state, when


def _told(words: Words, trigger: int, window: tuple[int, int], stop: int) -> tuple[int, int]:
    """Give the clause that tells of a meeting, without who is cited for it."""
    low, high = window
    begin = max(low, words.rfind(_CUT_BEFORE | QUOTES, low, trigger) + 1)
    for index in range(trigger + 1, high):
        cited = words.low[index] == "," and attribution_at(words, index + 1, stop)
        attended = words.low[index] == "which" and words.low[index - 1] in {"at", "in"}
        if cited or words.low[index] in QUOTES or (words.low[index] in _CUT_AFTER and not attended):
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
        while begin < trigger and words.low[begin] in {"of", "up", "to", "in", "and"} and words.get(begin + 1) != "-":
            begin += 1
    end = trigger + 1
    if words.low[trigger] in {"round", "rounds"} and words.get(end) == "of":
        noun = words.find(_TALKING, end, end + 6)
        end = noun + 1 if noun > 0 else end
    start, stop = words.starts[begin], words.ends[end - 1]
    if words.low[trigger] in VERBS:
        return Place(
            "call" if words.low[trigger] in {"spoke", "speak"} else "meeting", start, stop, "named by its verb"
        )
    return Place(words.text[start:stop], start, stop)
