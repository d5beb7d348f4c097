"""The words that tell of meetings: what they are called, who meets, and where they stand."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingLevel, MeetingState

NOUNS = bag("meeting meetings talks summit round rounds negotiations consultations conference call session sit-down")
VERBS = bag("met meet meets convene convened convenes confer conferred confers gathered gather gathers spoke speak")
MODIFIERS = bag(
    """first second third fourth fifth latest next new another further final last previous initial additional emergency
    special extraordinary joint bilateral trilateral multilateral direct indirect in-person in person face to
    high-level high level peace ceasefire nuclear security economic technical political military ministerial expert
    telephone phone video virtual online preparatory follow follow-up up historic annual regional international
    planned scheduled proposed possible potential upcoming secret closed door closed-door informal formal
    round rounds of talks session working group intra afghan inter korean leaders ministers key crucial g7 g20 nato
    cabinet council security contact trilateral day two three"""
)
_LEVELS: tuple[tuple[MeetingLevel, frozenset[str]], ...] = (
    (MeetingLevel.MILITARY, bag("chiefs generals commanders commander")),
    (MeetingLevel.MINISTERS, bag("ministers minister ministerial secretaries")),
    (MeetingLevel.ADVISERS, bag("advisers advisors adviser advisor")),
    (MeetingLevel.LEADERS, bag("leaders presidents heads premiers chancellors summit leader")),
    (MeetingLevel.ENVOYS, bag("envoys envoy representatives ambassadors")),
    (MeetingLevel.TECHNICAL, bag("technical experts expert working")),
    (MeetingLevel.DELEGATIONS, bag("delegations delegation negotiators negotiating teams team sides negotiator")),
)
_TITLES: dict[str, MeetingLevel] = {
    "president": MeetingLevel.LEADERS,
    "chancellor": MeetingLevel.LEADERS,
    "premier": MeetingLevel.LEADERS,
    "king": MeetingLevel.LEADERS,
    "emir": MeetingLevel.LEADERS,
    "leader": MeetingLevel.LEADERS,
    "minister": MeetingLevel.MINISTERS,
    "secretary": MeetingLevel.MINISTERS,
    "envoy": MeetingLevel.ENVOYS,
    "adviser": MeetingLevel.ADVISERS,
    "advisor": MeetingLevel.ADVISERS,
    "negotiator": MeetingLevel.DELEGATIONS,
}
_IN_THEM = bag("at during after following")
"""Before its name these tell that a meeting was or is held: "at peace talks"."""
_CANCELLED = bag(
    "canceling cancelling scrapping cancelled canceled scrapped called-off cancels cancel scraps abandoned"
)
_POSTPONED = bag("postponed postpones postpone delayed rescheduled")
_POSSIBLE = bag(
    """could may might possible potential proposed proposes offered offers ready willing willingness suggested invite
    invited invites considering propose offer suggests hopes hope wants wanted"""
)
_PLANNED = bag(
    """will scheduled planned due set expected plans upcoming tomorrow intends prepare prepares preparing
    ahead shall arranged slated would should"""
)
_TO_COME = bag("will scheduled due set expected planned")
_CALLED_OFF = (
    ("called", "off"), ("no", "longer"), ("not", "take"), ("not", "happen"), ("pulled", "out"), ("been", "dropped"),
)  # fmt: skip
_SPANS = bag("hour hours day days week weeks")
"""Before "of talks" these tell that talks were held."""
_SUBJECT_REACH, _VERB_REACH = 14, 26
"""Tokens before and after a meeting's name in which its being called off is told; what stands between name and verb
("a summit of X and Y that was to have been held in Z") can be long."""
_HELD = bag(
    """met held took hosted concluded ended wrapped attended finished gathered convened after following during spoke had
    yielded failed collapsed began started resumed brokered opened"""
)


def title_ranks(words: Words) -> dict[str, MeetingLevel]:
    """Give the level of the persons whom a text names with a title, by surname in lower case."""
    ranks: dict[str, MeetingLevel] = {}
    for index, low in enumerate(words.low):
        level = _TITLES.get(low)
        if level is None:
            continue
        if low == "minister" and words.get(index - 1) == "prime":
            level = MeetingLevel.LEADERS
        surname = ""
        for at in range(index + 1, min(len(words), index + 5)):
            if not words.capital(at) or len(words.get(at)) < 3:
                break
            surname = words.low[at]
        if surname:
            ranks.setdefault(surname.removesuffix("'s"), level)
    return ranks


def level_of(words: Words, first: int, stop: int, ranks: dict[str, MeetingLevel]) -> tuple[MeetingLevel, int] | None:
    """Tell who meets, and by which token: by the nouns in a run, else by the titles of those named in it."""
    for level, nouns in _LEVELS:
        at = words.find(nouns, first, stop)
        if at >= 0:
            prime = words.get(at - 1) == "prime"
            return (MeetingLevel.LEADERS if prime else level), at
    named = {word: ranks[word] for word in words.low[first:stop] if word in ranks}
    if len(named) > 1 and len(set(named.values())) == 1:
        return next(iter(named.values())), words.find(named, first, stop)
    return None


def state_of(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell where a meeting stands by the words near it; None where nothing tells."""
    first, stop = run
    near = words.low[max(first, trigger - _SUBJECT_REACH) : min(stop, trigger + 16)]
    far = words.low[max(first, trigger - _SUBJECT_REACH) : min(stop, trigger + _VERB_REACH)]
    if set(near) & _CANCELLED or any(_in_order(far, *pair) for pair in _CALLED_OFF):
        return MeetingState.CANCELLED
    if set(near) & _POSTPONED or _in_order(near, "put", "off"):
        return MeetingState.POSTPONED
    if words.low[trigger] in {"met", "spoke", "convened", "conferred", "gathered"}:
        return None if words.get(trigger - 1) in {"not", "never"} else MeetingState.HELD
    return _ahead_state(words, trigger, run) or _past_state(words, trigger, run)


def _ahead_state(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether a meeting is still to come, planned or merely possible."""
    first, stop = run
    before = words.low[max(first, trigger - 10) : trigger]
    after = words.low[trigger + 1 : min(stop, trigger + 10)]
    close = set(before[-5:])
    unsure = {"possible", "potential"} & set(before[-3:]) or {"could", "might"} & set(before)
    if unsure or close & (_POSSIBLE - {"possible", "potential"}) or {"could", "may", "might"} & set(after[:4]):
        return MeetingState.POSSIBLE
    if words.low[trigger] in {"meets", "convenes", "confers", "gathers"}:
        # "as it meets in Paris this week": told of what is to come or just begins.
        return MeetingState.PLANNED
    if words.low[trigger] in {"meet", "convene", "confer", "gather", "speak"}:
        # "flew in to meet …" tells why somebody came, not that a meeting is to come.
        return MeetingState.PLANNED if set(before) & (_PLANNED | {"agreed", "plan"}) else None
    if set(before[-8:]) & _PLANNED or set(after) & _TO_COME or {"next", "upcoming"} & set(before[-3:]):
        return MeetingState.PLANNED
    return None


def _past_state(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether a meeting was held or is under way."""
    first, stop = run
    before = set(words.low[max(first, trigger - 8) : trigger])
    after = words.low[trigger + 1 : min(stop, trigger + 10)]
    if {"ongoing", "underway"} & (before | set(after)) or _in_order(after, "under", "way"):
        return MeetingState.UNDER_WAY
    if words.get(trigger - 1) == "of" and words.get(trigger - 2) in _SPANS:
        return MeetingState.HELD
    if (before | set(after)) & _HELD or _IN_THEM & set(words.low[max(first, trigger - 3) : trigger]):
        return MeetingState.HELD
    present = before & {"are", "is"} or set(after) & {"continue", "continues", "are", "is"}
    return MeetingState.UNDER_WAY if present else None


def _in_order(run: list[str], one: str, other: str) -> bool:
    """Tell whether one word is followed by another within three."""
    return any(word == one and other in run[at + 1 : at + 4] for at, word in enumerate(run))
