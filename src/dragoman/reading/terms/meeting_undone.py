"""Whether a meeting is called off or put off, and not something else that stands near it."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.meeting_names import name_start
from dragoman.reading.terms.meeting_verbs import BARRIERS, BEING, REACH
from dragoman.reading.terms.meeting_words import NOUNS
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingState

_CANCELS = bag(
    "canceling cancelling scrapping cancelled canceled scrapped cancels cancel scraps abandoned abandons abandoning"
)
_POSTPONES = bag("postponed postpones postpone postponing delayed delays rescheduled")
_CALLS_OFF = (
    ("called", "off"), ("calling", "off"), ("calls", "off"), ("call", "off"), ("pulled", "out"), ("walked", "away"),
    ("walked", "out"), ("broke", "off"), ("broken", "off"), ("breaking", "off"), ("breaks", "off"),
)  # fmt: skip
_NOT_TO_BE = (("no", "longer"), ("not", "take", "place"), ("not", "happen"), ("been", "dropped"))
_VERB_REACH = 26
"""Tokens after a meeting's name in which its being called off is told; what stands between ("a summit of X and Y that
was to have been held in Z") can be long."""


def undone_of(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether this very meeting is called off or put off: as the object of the verb, or as what was called off."""
    first, stop = run
    head = name_start(words, trigger, first)
    for at in range(head - 1, max(first, head - REACH) - 1, -1):
        if words.low[at] in BARRIERS or words.low[at] in NOUNS:
            break
        state = _ending(words, at)
        if state is not None:
            return state
    for at in range(trigger + 1, min(stop, trigger + _VERB_REACH)):
        if words.low[at] in NOUNS and words.get(at - 1) not in {"the", "that", "this", "of"}:
            break
        passive = bool(BEING & set(words.low[max(trigger, at - 3) : at]))
        state = _ending(words, at) if passive else None
        if state is not None or any(_in_order(words.low[at : at + 6], *way) for way in _NOT_TO_BE):
            return state or MeetingState.CANCELLED
    return None


def _ending(words: Words, at: int) -> MeetingState | None:
    """Tell whether a verb that calls off or puts off stands at a token."""
    low = words.low[at]
    if low in _POSTPONES or (low == "put" and words.get(at + 1) == "off"):
        return MeetingState.POSTPONED
    called_off = any(low == one and other in words.low[at + 1 : at + 3] for one, other in _CALLS_OFF)
    return MeetingState.CANCELLED if low in _CANCELS or called_off else None


def _in_order(run: list[str], one: str, other: str, third: str | None = None) -> bool:
    """Tell whether one word is followed by another within three, and that by a third where one is asked for."""
    return any(
        word == one and other in run[at + 1 : at + 4] and (third is None or third in run[at + 2 : at + 5])
        for at, word in enumerate(run)
    )
