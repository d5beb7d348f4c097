"""Whether a meeting is called off or put off, and not something else that stands near it."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.meeting_names import is_behind_preposition, name_start
from dragoman.reading.terms.meeting_verbs import ATTEND, ATTENDED, BARRIERS, BEING, HAPPENED, HOLDING, MAY, REACH, WILL
from dragoman.reading.terms.meeting_words import NOUNS, VERBS
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
_RELATIVE = bag("that which")
_TURNS = bag("; : but though although while because unless")
"""What begins a clause that is no more said of the meeting."""
_HELD = ATTEND | ATTENDED | HOLDING
_ENDS_IT = HAPPENED - BEING


def undone_of(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether this very meeting is called off or put off: as the object of the verb, or as what was called off."""
    first, _ = run
    head = name_start(words, trigger, first)
    for at in range(head - 1, max(first, head - REACH) - 1, -1):
        if words.low[at] in BARRIERS or words.low[at] in NOUNS:
            break
        state = _ending(words, at)
        if state is not None:
            return state
    return _undone_behind(words, trigger, run)


def _undone_behind(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether what follows a name says that it is called off: its own verb, a relative clause, or "the meeting".

    "Held talks, and the vote was postponed" puts no talks off, and "at the talks it said that it would no longer" none.
    """
    first, stop = run
    said_of_it, related = _is_subject(words, trigger, first), False
    for at in range(trigger + 1, min(stop, trigger + _VERB_REACH)):
        low = words.low[at]
        again = _is_named_again(words, at)
        if low in NOUNS and not again:
            break
        related = related or again or low in _RELATIVE
        said_of_it = (said_of_it or related) and low not in _TURNS
        related = related and said_of_it
        if not said_of_it:
            continue
        passive = bool(BEING & set(words.low[max(trigger, at - 3) : at]))
        state = _ending(words, at) if passive else None
        if state is not None or any(_in_order(words.low[at : at + 6], *way) for way in _NOT_TO_BE):
            return state or MeetingState.CANCELLED
        said_of_it = related or not _goes_ahead(words, at)
    return None


def _is_named_again(words: Words, at: int) -> bool:
    """Tell whether a token names the meeting again: "but the meeting was called off", "; they were put off"."""
    low, before = words.low[at], words.get(at - 1)
    if low in NOUNS:
        return before in {"the", "that", "this", "of"}
    return low in {"they", "it"} and before in _TURNS and words.get(at + 1) in BEING


def _is_subject(words: Words, trigger: int, first: int) -> bool:
    """Tell whether a name can be the subject of what follows: not "met", "held talks", "at the talks"."""
    if words.low[trigger] in VERBS and words.low[trigger] not in NOUNS:
        return False
    head = name_start(words, trigger, first)
    before = words.get(head - 1) if head > first else ""
    # "The opening of the talks was put off" puts them off too.
    return before not in _HELD and (before == "of" or not is_behind_preposition(words, trigger, first))


def _goes_ahead(words: Words, at: int) -> bool:
    """Tell whether a token is a meeting's own verb that says something else of it: "ended", "will resume"."""
    low = words.low[at]
    return low in _ENDS_IT or (low in ATTEND and words.get(at - 1) in WILL | MAY)


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
