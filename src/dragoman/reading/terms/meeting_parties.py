"""Who takes part in a meeting: the parties of its own clause, less those who are only its matter or its place."""

from __future__ import annotations

from dragoman.reading.terms.context import Context
from dragoman.reading.terms.guarantors import PartiesIn
from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.meeting_names import refusal_before
from dragoman.reading.terms.meeting_places import Place
from dragoman.reading.terms.meeting_words import NOUNS
from dragoman.reading.terms.words import Words

_ADJUNCT = bag("at after during following before")
_OF_A_PARTY = frozenset({"-", "–", "'", "'s", "’", "’s"})
"""What follows a name that stands for a party even behind "in", as does a meeting ("at the NATO summit")."""
_MATTER = bag("from of against about on over near into across inside toward towards to for")
"""Prepositions that make a party the matter of something, unless people stand before them ("delegations from")."""
_PEOPLE = bag(
    """representatives representative officials official delegations delegation leaders leader ministers minister envoys
    envoy negotiators negotiator teams team presidents president heads head members member mediators mediator side sides
    diplomats diplomat chief chiefs commanders commander king emir premier chancellor secretary secretaries advisers
    adviser counterparts counterpart ambassador ambassadors government governments authorities powers states experts
    delegates chairman generals general crown prince prime foreign"""
)
_SPOKEN_TO = bag("spoke speaking speak talked talking envoy envoys ambassador ambassadors representative")
_TITLES = _PEOPLE | bag("the former then acting us top chief senior deputy vice new")
_LISTED = bag(", and the or ( )")
_INNER = bag("cabinet cabinets parliament knesset congress politburo")
"""Bodies of one state, whose session has nobody else at the table."""


def participants_of(context: Context, trigger: int, told: tuple[int, int], parties_in: PartiesIn) -> list[Place]:
    """Give who takes part: the parties named in the clause; in "X did Y at talks with Z", X and Z only.

    Args:
        context: The document.
        trigger: Token of the meeting's name.
        told: The clause, as first token and token after the last.
        parties_in: Gives the parties named in a run of characters.
    """
    words = context.words
    named = parties_in(words.starts[told[0]], words.ends[told[1] - 1])
    behind = words.rfind(_ADJUNCT, max(told[0], trigger - 4), trigger)
    refused = refusal_before(words, trigger, told[0])
    inner = words.find(_INNER, max(told[0], trigger - 3), min(told[1], trigger + 6))
    seen: dict[str, Place] = {}
    left_out = -1
    for number, (party, start, end) in enumerate(named):
        at, after = words.at(start), words.at(end)
        aside = behind >= 0 and number > 0 and start < words.starts[behind] and start > named[0][1]
        elsewhere = not after - 1 <= inner <= after + 3 if inner >= 0 else at < refused
        goes_on = left_out >= 0 and all(words.low[index] in _LISTED for index in range(left_out, at))
        matter = goes_on or _is_matter(words, at) or _owns_matter(words, after - 1)
        if at <= trigger < after or matter or _is_where(words, at, after):
            left_out = after
        elif not aside and not elsewhere:
            seen.setdefault(party, Place(party, start, end))
    return list(seen.values())


def _is_where(words: Words, first: int, after: int) -> bool:
    """Tell whether a party's name only says where something is: "said in Vilnius" puts no Lithuanian at the table."""
    first -= words.get(first - 1) == "the"
    if words.get(after) in _OF_A_PARTY | NOUNS:
        return False
    if words.get(first - 1) in {"in", "at"}:
        return True
    # "in Lausanne, Switzerland"
    begin = first - 2
    while begin > 0 and words.capital(begin):
        begin -= 1
    return words.get(first - 1) == "," and begin < first - 2 and words.get(begin) in {"in", "at"}


def _is_matter(words: Words, first: int) -> bool:
    """Tell whether a party is what something is about or comes from: "fears of an attack from", "the rise of"."""
    while words.get(first - 1) in _TITLES or words.capital(first - 1):
        first -= 1
    if words.get(first - 1) not in _MATTER:
        return False
    head = words.get(first - 2)
    if words.get(first - 1) in {"to", "for"}:
        return head not in _SPOKEN_TO
    return head not in _PEOPLE | NOUNS


def _owns_matter(words: Words, last: int) -> bool:
    """Tell whether a party only owns what is spoken of: "Kenya's demand", not "Kenya's foreign minister"."""
    if not words.get(last).endswith("'s"):
        return False
    following = range(last + 1, last + 5)
    return not any(words.low[at] in _PEOPLE | NOUNS or words.capital(at) for at in following if at < len(words))
