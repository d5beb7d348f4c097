"""Where a meeting stands as its sentence tells it: by what governs its name, not by words that happen to be near.

"Will attend the talks" plans them, "will not attend" plans nothing, and "the states at the summit will be keen" says
nothing of the summit.  So a state is read, in this order, from what is said of its being called off, from the words in
its own noun phrase, from the verb that follows where the name is a subject, from the verb that it is the object of,
and from the preposition before it.
"""

from __future__ import annotations

from dragoman.reading.terms.lexicon import DETERMINERS, MODALS, NEGATIONS, QUOTES, bag
from dragoman.reading.terms.meeting_words import MODIFIERS, NOUNS, VERBS
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
_BEING = bag("is are was were be been being has have had gets got")
_VERB_REACH = 26
"""Tokens after a meeting's name in which its being called off is told; what stands between ("a summit of X and Y that
was to have been held in Z") can be long."""
_PREPOSITIONS = bag(
    """of in on at to for from with after before during following over about by into amid ahead between through than
    via without against until since toward towards"""
)
_CONJUNCTIONS = bag("after before as while until since when because though although if and but that")
_BARRIERS = bag(", ; : — – that which who whose where because") | QUOTES
_OF_SUCH = bag("round rounds day days hour hours week weeks month months year series set session sessions couple")
"""Before "of talks" these belong to the name."""
_OUTER = bag("beginning start end close opening sidelines margins outset middle")
"""Before "of the summit" these say when: "at the start of"."""
_TENTATIVE = bag("possible potential proposed suggested mooted")
_COMING = bag("next upcoming planned scheduled expected forthcoming coming future anticipated")
_GOING_ON = bag("ongoing continuing")
_OF_THE_NAME = (MODIFIERS - {"and"}) | _COMING | _TENTATIVE | _GOING_ON | {"-", "'"}
_SCHEDULED = bag("due scheduled set slated expected planned supposed arranged poised pencilled penciled")
_MAY = bag("could may might can")
_WILL = bag("will shall would 'll")
_HAPPENED = bag(
    """began started resumed ended concluded collapsed failed stalled took broke wrapped finished lasted came brought
    produced opened yielded was were had has did ran went brokered achieved made saw gave adopted called"""
)
_ATTEND = bag(
    """send attend join participate take hold host travel go come return resume start begin open continue convene have
    restart launch organise organize stage meet enter visit fly speak"""
)
_ATTENDED = bag(
    """sent attended joined participated held hosted travelled traveled came returned resumed began started opened
    concluded ended had finished completed wrapped took entered convened chaired led brokered has met left yielded
    struggled spent mediated"""
)
_ON_THE_WAY = bag("headed heading heads departs departed flew flies arrives arrived arriving travels leaving leaves")
_PLANNING = bag(
    """planned plans plan planning agreed agree agrees scheduled set arranged prepares preparing intends intend going
    expected due slated supposed accepted accepts announced vowed pledged promised must should ahead tomorrow"""
)
_WISHING = bag(
    """proposed proposes propose offered offers offer suggested suggests suggest invited invites invite wants want
    wanted hopes hope hoped hoping seeks seek sought urged urges demanded demands requested ready prepared
    considering open"""
)
_REFUSING = bag(
    """rejected rejects rejecting refused refuses refusing refuse declined declines declining boycott boycotted boycotts
    boycotting skip skipped skipping snubbed shunned opposed opposes opposing avoid avoided"""
)
_HOLDING = bag("holding having conducting hosting attending joining resuming continuing meeting")
_GOVERNING = _ATTEND | _ATTENDED | _HOLDING | _PLANNING | _WISHING | _REFUSING
_IN_THE_PRESENT = bag("are is continue continues remain")
_SUBJECT_VERBS = _WILL | _MAY | _HAPPENED | _IN_THE_PRESENT
_NO_MORE = bag("not never unlikely impossible suspended dead halted frozen off over stalled deadlocked")
_AT_THEM = bag("at during after following since")
_PREPARED = bag("preparation preparations plans invitation invitations arrangements date venue ahead delegation way")
_HOPED_FOR = bag("proposal proposals hopes prospects prospect calls call offer idea possibility chance chances")
_REACH = 7
"""Tokens before a meeting's name in which the verb stands that it is an object of."""
_RIGHT_REACH = 12


def state_of(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell where a meeting stands by the words that govern its name; None where nothing tells, or it is refused."""
    first, stop = run
    undone = _undone(words, trigger, run)
    if undone is not None:
        return undone
    if words.low[trigger] in VERBS and words.low[trigger] not in NOUNS:
        return _of_verb(words, trigger, first)
    if words.low[trigger] == "meeting" and words.get(trigger - 1) in _BEING:
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


def _undone(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether this very meeting is called off or put off: as the object of the verb, or as what was called off."""
    first, stop = run
    head = name_start(words, trigger, first)
    for at in range(head - 1, max(first, head - _REACH) - 1, -1):
        if words.low[at] in _BARRIERS or words.low[at] in NOUNS:
            break
        state = _ending(words, at)
        if state is not None:
            return state
    for at in range(trigger + 1, min(stop, trigger + _VERB_REACH)):
        if words.low[at] in NOUNS and words.get(at - 1) not in {"the", "that", "this", "of"}:
            break
        passive = bool(_BEING & set(words.low[max(trigger, at - 3) : at]))
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


def _progressive(words: Words, trigger: int, first: int) -> MeetingState:
    """Tell by the verb before "meeting": "will be meeting", "are meeting", "have been meeting"."""
    before = words.low[max(first, trigger - 4) : trigger]
    if set(before) & _MAY:
        return MeetingState.POSSIBLE
    if set(before) & _WILL:
        return MeetingState.PLANNED
    return MeetingState.UNDER_WAY if {"are", "is"} & set(before) else MeetingState.HELD


def name_start(words: Words, trigger: int, first: int) -> int:
    """Give the first token of the noun phrase of a meeting, its article included."""
    begin = trigger
    while begin > first:
        low = words.low[begin - 1]
        if low == "of" and words.get(begin - 2) in _OF_SUCH:
            begin -= 2
        elif low in _PREPOSITIONS:
            # "in-person", "face to face"
            if words.get(begin) != "-" and words.get(begin - 2) != "face":
                break
            begin -= 1
        elif low in _OF_THE_NAME or low[0].isdigit() or low.endswith("'s") or words.capital(begin - 1):
            begin -= 1
        else:
            break
    for back in range(begin - 1, max(first, begin - 4) - 1, -1):
        low = words.low[back]
        if low in DETERMINERS:
            return back
        if low in _PREPOSITIONS or low in _BARRIERS or low in _ATTEND | _ATTENDED | _HOLDING | _PLANNING | _WISHING:
            break
    return begin


def refusal_before(words: Words, trigger: int, first: int) -> int:
    """Give the token by which somebody refuses or is refused to take part in a meeting; -1 where nobody does."""
    verb = words.low[trigger] in VERBS and words.low[trigger] not in NOUNS
    head = trigger if verb else name_start(words, trigger, first)
    for at in range(head - 1, max(first, head - _REACH) - 1, -1):
        low = words.low[at]
        if low in _BARRIERS:
            break
        if low in _REFUSING or (low == "than" and words.get(at - 1) == "rather"):
            return at
        negated = low in NEGATIONS or low.endswith("n't")
        taken = verb or low == "without" or any(word in _ATTEND | {"invited"} for word in words.low[at + 1 : head])
        unplanned = low == "no" and words.get(at + 1) in {"plan", "plans", "intention", "need", "date"}
        if unplanned or (negated and low != "no" and taken and words.get(at + 1) not in {"only", "just", "yet"}):
            return at
    return -1


def is_behind_preposition(words: Words, trigger: int, first: int) -> bool:
    """Tell whether the name stands behind a preposition, so that what follows is said of something else."""
    head = name_start(words, trigger, first)
    before = words.get(head - 1) if head > first else ""
    return before in _PREPOSITIONS and not (before in _CONJUNCTIONS and _finite_near(words, trigger))


def _finite_near(words: Words, trigger: int) -> bool:
    """Tell whether a verb follows right after a name, as in "before the talks resumed"."""
    return words.find(_HAPPENED | _WILL | {"are", "is"}, trigger + 1, trigger + 4) >= 0


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
        if words.low[at] in _BARRIERS:
            break
        before.append(words.low[at])
    wishes = set(before) & _WISHING or ("willing" in before and before[:1] == ["to"])
    if set(before[:4]) & _MAY or (wishes and not set(before[:3]) & _WILL):
        return MeetingState.POSSIBLE
    to_be = words.low[verb - 1] == "to" and set(before[1:2]) & {"is", "are", "was", "were"}
    return MeetingState.PLANNED if set(before) & (_WILL | _PLANNING | _SCHEDULED) or to_be else None


def _within(words: Words, head: int, trigger: int) -> MeetingState | None:
    """Tell by the words of the noun phrase itself: "a possible meeting", "next week's talks"."""
    own = set(words.low[head:trigger])
    if own & _TENTATIVE:
        return MeetingState.POSSIBLE
    if own & _COMING:
        return MeetingState.PLANNED
    if own & {"earlier", "previous", "past"}:
        return MeetingState.HELD
    return MeetingState.UNDER_WAY if own & _GOING_ON and words.get(head - 1) not in {"for", "on"} else None


def _is_scheduled(words: Words, trigger: int, stop: int) -> bool:
    """Tell whether a participle after the name sets a time for it."""
    for at in range(trigger + 1, min(stop, trigger + _RIGHT_REACH)):
        low = words.low[at]
        if low in {",", ";", ":", "—"} and words.get(at + 1) not in _SCHEDULED | {"which"}:
            return False
        if low in _SCHEDULED and words.get(at + 1) in {"to", "for", "on", "in", "next", "this", "tomorrow", "later"}:
            return True
    return False


def _behind(words: Words, name: tuple[int, int], run: tuple[int, int]) -> MeetingState | None:
    """Tell by what follows the name: its own participle, or its verb where it is the subject."""
    head, trigger = name
    first, stop = run
    if _is_scheduled(words, trigger, stop):
        return MeetingState.PLANNED
    object_of_verb = head > first and words.low[head - 1] in _GOVERNING
    if object_of_verb or (head > first and is_behind_preposition(words, trigger, first)):
        return None
    barrier = words.find(_BARRIERS, trigger + 1, min(stop, trigger + _RIGHT_REACH))
    verb = words.find(_SUBJECT_VERBS, trigger + 1, barrier if barrier >= 0 else min(stop, trigger + _RIGHT_REACH))
    if verb < 0:
        return None
    low = words.low[verb]
    if low in _WILL or low in _MAY:
        wished = low == "would" and words.find(_WISHING, max(first, head - 16), head) >= 0
        return MeetingState.POSSIBLE if low in _MAY or wished else MeetingState.PLANNED
    return _past(words, verb) if low in _HAPPENED else _present(words, verb)


def _past(words: Words, at: int) -> MeetingState | None:
    """Tell what a verb in the past says of talks: "was possible" and "were to be held" are not held."""
    ahead = words.low[at + 1 : at + 3]
    if set(ahead) & {"possible", "likely"}:
        return MeetingState.POSSIBLE
    if set(ahead) & _NO_MORE:
        return None
    return MeetingState.PLANNED if words.low[at] in _BEING and ahead[:1] == ["to"] else MeetingState.HELD


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
    for at in range(head - 1, max(first, head - _REACH) - 1, -1):
        low = words.low[at]
        if low in _BARRIERS:
            break
        # "what had been agreed upon in talks" plans none.
        if low in _GOVERNING - _REFUSING and words.get(at + 1) not in {"upon", "during", "at"}:
            return _by_verb(words, at, first)
        if low in _ON_THE_WAY and words.get(head - 1) in {"for", "to"}:
            return MeetingState.PLANNED
    return None


def _by_verb(words: Words, at: int, first: int) -> MeetingState | None:
    """Tell what the verb at a token says of the meeting that is its object."""
    low = words.low[at]
    if low in _HOLDING:
        return _holding(words, at, first)
    if low in _ATTEND:
        purpose = MeetingState.PLANNED if words.get(at - 1) == "to" else None
        return _by_auxiliary(words, at, first) or purpose
    if low in _ATTENDED:
        return _attended(words, at)
    return MeetingState.PLANNED if low in _PLANNING else MeetingState.POSSIBLE


def _attended(words: Words, at: int) -> MeetingState | None:
    """Tell by a verb in the past; "have yet to hold" and "has agreed" are told by what follows them."""
    following = words.get(at + 1)
    if words.low[at] in {"had", "has"} and (following in {"to", "been", "no", "yet"} or following.endswith("ed")):
        return None
    return MeetingState.HELD


def _holding(words: Words, at: int, first: int) -> MeetingState | None:
    """Tell by a participle: "are holding talks" goes on, "after holding talks" is over."""
    before = words.low[max(first, at - 3) : at]
    if set(before) & _WILL:
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
    if before == "of" and outer in _OUTER:
        before = "at"
    if before in _AT_THEM:
        return MeetingState.PLANNED if _looks_ahead(words, head, run) else MeetingState.HELD
    if outer == "ahead" or (before in {"for", "of", "to"} and outer in _PREPARED):
        return MeetingState.PLANNED
    if before in {"for", "of"} and outer in _HOPED_FOR:
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


def _in_order(run: list[str], one: str, other: str, third: str | None = None) -> bool:
    """Tell whether one word is followed by another within three, and that by a third where one is asked for."""
    return any(
        word == one and other in run[at + 1 : at + 4] and (third is None or third in run[at + 2 : at + 5])
        for at, word in enumerate(run)
    )
