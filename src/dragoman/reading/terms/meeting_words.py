"""The words that tell of meetings: what they are called, and who meets."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words
from dragoman.record import MeetingLevel

NOUNS = bag("meeting meetings talks summit round rounds negotiations consultations conference call session sit-down")
VERBS = bag("met meet meets convene convened convenes confer conferred confers gathered gather gathers spoke speak")
MODIFIERS = bag(
    """first second third fourth fifth latest next new another further final last previous initial additional emergency
    special extraordinary joint bilateral trilateral multilateral direct indirect in-person in person face to
    high-level high level peace ceasefire nuclear security economic technical political military ministerial expert
    telephone phone video virtual online preparatory follow follow-up up historic annual regional international
    planned scheduled proposed possible potential upcoming secret closed door closed-door informal formal
    round rounds of talks session working group intra afghan inter korean leaders ministers key crucial g7 g20 nato
    cabinet council contact day two three"""
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
