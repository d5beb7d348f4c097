"""The words that tell of meetings: what they are called, who meets, and where they stand."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingLevel, MeetingState

NOUNS = bag("meeting meetings talks summit round rounds negotiations consultations conference call session sit-down")
VERBS = bag("met meet meets convene convened convenes gathered gather gathers spoke speak")
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
    (MeetingLevel.MILITARY, bag("chiefs generals commanders military commander")),
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
_CANCELLED = bag("cancelled canceled scrapped called-off cancels cancel scraps abandoned")
_POSTPONED = bag("postponed postpones postpone delayed rescheduled")
_POSSIBLE = bag(
    """could may might possible potential proposed proposes offered offers ready willing willingness suggested invite
    invited invites considering propose offer suggests hopes hope wants wanted urged asked called"""
)
_PLANNED = bag(
    """will scheduled planned due set expected plans upcoming tomorrow next intends agreed prepare prepares preparing
    ahead to shall arranged slated would should"""
)
_UNDER_WAY = bag("ongoing underway continuing are is now continue")
_HELD = bag(
    """met held took hosted concluded ended wrapped attended finished gathered convened after following during spoke had
    yielded failed collapsed began started resumed brokered opened at came"""
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


def level_of(words: Words, first: int, stop: int, ranks: dict[str, MeetingLevel]) -> MeetingLevel:
    """Tell who meets: by the nouns in a run of tokens, else by the titles of those named in it."""
    run = words.low[first:stop]
    found = set(run)
    for level, nouns in _LEVELS:
        if found & nouns:
            return level
    if "prime" in found and "ministers" in found:
        return MeetingLevel.LEADERS
    named = {word: ranks[word] for word in run if word in ranks}
    if len(named) < 2:
        return MeetingLevel.UNKNOWN
    levels = set(named.values())
    return levels.pop() if len(levels) == 1 else MeetingLevel.UNKNOWN


def state_of(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell where a meeting stands by the words near it; None where nothing tells."""
    first, stop = run
    near = words.low[max(first, trigger - 14) : min(stop, trigger + 16)]
    found = set(near)
    if found & _CANCELLED or _in_order(near, "called", "off") or _in_order(near, "no", "longer"):
        return MeetingState.CANCELLED
    if _in_order(near, "not", "take") or _in_order(near, "not", "happen") or _in_order(near, "pulled", "out"):
        return MeetingState.CANCELLED
    if found & _POSTPONED or _in_order(near, "put", "off"):
        return MeetingState.POSTPONED
    if words.low[trigger] in {"met", "spoke", "convened", "gathered"}:
        return None if words.get(trigger - 1) in {"not", "never"} else MeetingState.HELD
    ahead = _ahead_state(words, trigger, run)
    if ahead is not None:
        return ahead
    if _in_order(near, "under", "way") or "underway" in found or "ongoing" in found:
        return MeetingState.UNDER_WAY
    before = set(words.low[max(first, trigger - 8) : trigger])
    after = set(words.low[trigger + 1 : min(stop, trigger + 10)])
    if (before | after) & _HELD:
        return MeetingState.HELD
    if before & {"are", "is"} or after & {"continue", "continues", "are", "is"}:
        return MeetingState.UNDER_WAY
    return None


def _ahead_state(words: Words, trigger: int, run: tuple[int, int]) -> MeetingState | None:
    """Tell whether a meeting is still to come, planned or merely possible."""
    first, stop = run
    before = words.low[max(first, trigger - 10) : trigger]
    after = words.low[trigger + 1 : min(stop, trigger + 10)]
    close = set(before[-5:])
    if close & _POSSIBLE - {"asked", "called", "urged"} or set(after[:4]) & {"could", "may", "might"}:
        return MeetingState.POSSIBLE
    if "possible" in before or "potential" in before or set(before) & {"could", "might"}:
        return MeetingState.POSSIBLE
    if words.low[trigger] in {"meet", "convene", "gather", "speak"}:
        return MeetingState.PLANNED if set(before) & _PLANNED else MeetingState.PLANNED
    planned = set(before[-8:]) & (_PLANNED - {"to", "agreed", "next"}) or set(after) & bag("will scheduled due set expected")
    if planned or "next" in before[-3:] or "upcoming" in close or "planned" in close:
        return MeetingState.PLANNED
    return None


def _in_order(run: list[str], one: str, other: str) -> bool:
    """Tell whether one word is followed by another within three."""
    return any(word == one and other in run[at + 1 : at + 4] for at, word in enumerate(run))
