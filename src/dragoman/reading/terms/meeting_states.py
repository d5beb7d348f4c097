"""Where a meeting stands as its sentence tells it: by what governs its name, not by words that happen to be near.

"Will attend the talks" plans them, "will not attend" plans nothing, and "the states at the summit will be keen" says
nothing of the summit.  So a state is read, in this order, from what is said of its being called off, from the words in
its own noun phrase, from the verb that follows where the name is a subject, from the verb that it is the object of,
and from the preposition before it.
"""

from __future__ import annotations

from dragoman.reading.terms.lexicon import MODALS, QUOTES
from dragoman.reading.terms.meeting_names import is_behind_preposition, name_start, refusal_before
from dragoman.reading.terms.meeting_undone import undone_of
from dragoman.reading.terms.meeting_verbs import (
    AT_THEM,
    ATTEND,
    ATTENDED,
    BARRIERS,
    BEING,
    COMING,
    GOING_ON,
    GOVERNING,
    HAPPENED,
    HOLDING,
    HOPED_FOR,
    MAY,
    NO_MORE,
    ON_THE_WAY,
    OUTER,
    PLANNING,
    PREPARED,
    REACH,
    RIGHT_REACH,
    SCHEDULED,
    SUBJECT_VERBS,
    TAKING_PART,
    TENTATIVE,
    WILL,
    WISHING,
)
from dragoman.reading.terms.meeting_words import NOUNS, VERBS
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingState


def state_of(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell where a meeting stands by the words that govern its name; None where nothing tells, or it is refused."""
    first, stop = run
    undone = undone_of(words, trigger, run)
    if undone is not None:
        return undone
    if words.low[trigger] in VERBS and words.low[trigger] not in NOUNS:
        return _of_verb(words, trigger, first)
    if words.low[trigger] == "meeting" and words.get(trigger - 1) in BEING:
        return _progressive(words, trigger, first)
    head = name_start(words, trigger, first)
    if refusal_before(words, trigger, first) >= 0:
        # "will not take part in the talks that are due to resume": the talks are planned all the same.
        return MeetingState.PLANNED if _is_scheduled(words, trigger, stop) else None
    return (
        _within(words, head, trigger)
        or _behind(words, (head, trigger), run)
        or _governed(words, head, first)
        or _placed(words, head, run)
    )


def _progressive(words: Words, trigger: int, first: int) -> MeetingState:
    """Tell by the verb before "meeting": "will be meeting", "are meeting", "have been meeting"."""
    before = words.low[max(first, trigger - 4) : trigger]
    if set(before) & MAY:
        return MeetingState.POSSIBLE
    if set(before) & WILL:
        return MeetingState.PLANNED
    return MeetingState.UNDER_WAY if {"are", "is"} & set(before) else MeetingState.HELD


def _of_verb(words: Words, trigger: int, first: int) -> MeetingState | None:
    """Tell where a meeting stands that is told by its verb."""
    low = words.low[trigger]
    if refusal_before(words, trigger, first) >= 0:
        return None
    if low in {"met", "spoke", "convened", "conferred", "gathered"}:
        return MeetingState.HELD
    if low.endswith("s"):
        # "as it meets in Paris this week": told of what is to come or just begins.
        return MeetingState.PLANNED
    state = _by_auxiliary(words, trigger, first)
    if state is not None:
        return state
    # "Leaders meet at the palace today"; "flew in to meet" tells why somebody came.
    return MeetingState.PLANNED if is_in_present(words, trigger) else None


def is_in_present(words: Words, trigger: int) -> bool:
    """Tell whether a meeting is told by a verb in the present that stands by itself: "as they meet in the village"."""
    if words.low[trigger] in {"meets", "convenes", "confers", "gathers"}:
        return True
    bare = words.low[trigger] in {"meet", "convene", "gather"} and words.get(trigger - 1) not in MODALS | {"to", "not"}
    return bare and words.get(trigger + 1) in {"in", "at", "on", "today"} and words.get(trigger - 1) != "did"


def _by_auxiliary(words: Words, verb: int, first: int) -> MeetingState | None:
    """Tell from what stands before a bare verb whether it is to come or may come."""
    before = []
    for at in range(verb - 1, max(first, verb - 8) - 1, -1):
        if words.low[at] in BARRIERS:
            break
        before.append(words.low[at])
    wishes = set(before) & WISHING or ("willing" in before and before[:1] == ["to"])
    if set(before[:4]) & MAY or (wishes and not set(before[:3]) & WILL):
        return MeetingState.POSSIBLE
    to_be = words.low[verb - 1] == "to" and set(before[1:2]) & {"is", "are", "was", "were"}
    return MeetingState.PLANNED if set(before) & (WILL | PLANNING | SCHEDULED) or to_be else None


def _within(words: Words, head: int, trigger: int) -> MeetingState | None:
    """Tell by the words of the noun phrase itself: "a possible meeting", "next week's talks"."""
    own = set(words.low[head:trigger])
    if own & TENTATIVE:
        return MeetingState.POSSIBLE
    if own & COMING:
        return MeetingState.PLANNED
    if own & {"earlier", "previous", "past"}:
        return MeetingState.HELD
    return MeetingState.UNDER_WAY if own & GOING_ON and words.get(head - 1) not in {"for", "on"} else None


def _is_scheduled(words: Words, trigger: int, stop: int) -> bool:
    """Tell whether a participle after the name sets a time for it."""
    for at in range(trigger + 1, min(stop, trigger + RIGHT_REACH)):
        low = words.low[at]
        if low in {",", ";", ":", "—"} and words.get(at + 1) not in SCHEDULED | {"which"}:
            return False
        if low in SCHEDULED and words.get(at + 1) in {"to", "for", "on", "in", "next", "this", "tomorrow", "later"}:
            return True
    return False


def _behind(words: Words, name: tuple[int, int], run: tuple[int, int]) -> MeetingState | None:
    """Tell by what follows the name: its own participle, or its verb where it is the subject."""
    head, trigger = name
    first, stop = run
    if _is_scheduled(words, trigger, stop):
        return MeetingState.PLANNED
    object_of_verb = head > first and words.low[head - 1] in GOVERNING
    if object_of_verb or (head > first and is_behind_preposition(words, trigger, first)):
        return None
    barrier = words.find(BARRIERS, trigger + 1, min(stop, trigger + RIGHT_REACH))
    verb = words.find(SUBJECT_VERBS, trigger + 1, barrier if barrier >= 0 else min(stop, trigger + RIGHT_REACH))
    if verb < 0:
        return None
    low = words.low[verb]
    if low in WILL or low in MAY:
        wished = low == "would" and words.find(WISHING, max(first, head - 16), head) >= 0
        return MeetingState.POSSIBLE if low in MAY or wished else MeetingState.PLANNED
    return _past(words, verb) if low in HAPPENED else _present(words, verb)


def _past(words: Words, at: int) -> MeetingState | None:
    """Tell what a verb in the past says of talks: "was possible" and "were to be held" are not held."""
    ahead = words.low[at + 1 : at + 3]
    if set(ahead) & {"possible", "likely"}:
        return MeetingState.POSSIBLE
    if set(ahead) & NO_MORE:
        return None
    return MeetingState.PLANNED if words.low[at] in BEING and ahead[:1] == ["to"] else MeetingState.HELD


def _present(words: Words, at: int) -> MeetingState | None:
    """Tell what a verb in the present says of talks: "are turning to", "are under way"; not "are needed"."""
    if words.low[at].startswith("continue"):
        return MeetingState.UNDER_WAY
    ahead = words.low[at + 1 : at + 4]
    if "to" in ahead[:1]:
        return MeetingState.PLANNED
    going = {"underway", "ongoing"} & set(ahead) or words.follows(at + 1, "under", "way")
    acting = any(word.endswith("ing") for word in ahead[:2]) and "not" not in ahead
    return MeetingState.UNDER_WAY if going or acting else None


def _governed(words: Words, head: int, first: int) -> MeetingState | None:
    """Tell by the verb that a meeting is the object of: "agreed to send negotiators to", "held", "headed to … for"."""
    for at in range(head - 1, max(first, head - REACH) - 1, -1):
        low = words.low[at]
        if low in BARRIERS:
            break
        # "what had been agreed upon in talks" plans none.
        if low in TAKING_PART and words.get(at + 1) not in {"upon", "during", "at"}:
            return _by_verb(words, at, first)
        if low in ON_THE_WAY and words.get(head - 1) in {"for", "to"}:
            return MeetingState.PLANNED
    return None


def _by_verb(words: Words, at: int, first: int) -> MeetingState | None:
    """Tell what the verb at a token says of the meeting that is its object."""
    low = words.low[at]
    if low in HOLDING:
        return _holding(words, at, first)
    if low in ATTEND:
        purpose = MeetingState.PLANNED if words.get(at - 1) == "to" else None
        return _by_auxiliary(words, at, first) or purpose
    if low in ATTENDED:
        return _attended(words, at)
    return MeetingState.PLANNED if low in PLANNING else MeetingState.POSSIBLE


def _attended(words: Words, at: int) -> MeetingState | None:
    """Tell by a verb in the past; "have yet to hold" and "has agreed" are told by what follows them."""
    following = words.get(at + 1)
    if words.low[at] in {"had", "has"} and (following in {"to", "been", "no", "yet"} or following.endswith("ed")):
        return None
    return MeetingState.HELD


def _holding(words: Words, at: int, first: int) -> MeetingState | None:
    """Tell by a participle: "are holding talks" goes on, "after holding talks" is over."""
    before = words.low[max(first, at - 3) : at]
    if set(before) & WILL:
        return MeetingState.PLANNED
    if set(before) & {"are", "is"}:
        return MeetingState.UNDER_WAY
    return MeetingState.HELD if set(before) & {"after", "following", "was", "were"} else None


def _placed(words: Words, head: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell by the preposition before the name: "at the summit" was held, unless the sentence looks ahead."""
    first, _ = run
    if head <= first:
        return None
    before, outer = words.low[head - 1], words.get(head - 2)
    if before == "of" and outer in OUTER:
        before = "at"
    if before in AT_THEM:
        return MeetingState.PLANNED if _looks_ahead(words, head, run) else MeetingState.HELD
    if outer == "ahead" or (before in {"for", "of", "to"} and outer in PREPARED):
        return MeetingState.PLANNED
    if before in {"for", "of"} and outer in HOPED_FOR:
        return MeetingState.POSSIBLE
    return MeetingState.PLANNED if before in {"for", "before"} and _looks_ahead(words, head, run) else None


def _looks_ahead(words: Words, head: int, run: tuple[int, int]) -> bool:
    """Tell whether the main clause around a name speaks of what is to come: "will press them at the talks"."""
    first, stop = run
    for at in range(head - 1, max(first, head - 16) - 1, -1):
        if words.low[at] in {";", ":"} or words.low[at] in QUOTES:
            break
        if words.low[at] in {"will", "shall", "'ll"}:
            return True
    comma = words.find({","}, head, min(stop, head + 16))
    fronted = words.find({","}, first, head) < 0
    return comma > 0 and fronted and words.find({"will", "shall"}, comma, min(stop, comma + 8)) >= 0
