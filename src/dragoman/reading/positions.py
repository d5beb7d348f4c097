"""Positions told in passing: "which Russia demands", "what the army calls", "a move that Ankara opposes".

The network reads one layer of statements; a clause inside another party's statement that gives somebody
else's position is a statement of its own.  It is told by its form: a relative word, a party, and a verb of
position.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.actors import Cast, Mention
from dragoman.record import Act, ActorKind

_VERBS: tuple[tuple[Act, str], ...] = (
    (Act.DEMAND, r"demand(?:s|ed)?|insist(?:s|ed)? (?:on|that)|want(?:s|ed)?|seek(?:s)?|sought|require[sd]?"),
    (
        Act.REJECT,
        (
            r"oppos(?:es|ed|e)|reject(?:s|ed)?|refus(?:es|ed|e)"
            r"|(?:was|is|were|are) (?:not in favou?r of|against|opposed to)"
            r"|rule[sd]? out|objects? to|objected to"
        ),
    ),
    (Act.DENY, r"den(?:ies|ied|y)|disputes?|disputed"),
    (Act.CLAIM, r"claim(?:s|ed)?|alleg(?:es|ed|e)|says?|said"),
    (Act.ACCEPT, r"accept(?:s|ed)?|support(?:s|ed)?|back(?:s|ed)?|endorse[sd]?|welcome[sd]?"),
    (Act.PROPOSE, r"propos(?:es|ed|e)|suggest(?:s|ed)?|put forward"),
    (Act.OFFER, r"offer(?:s|ed)?"),
    (Act.PLEDGE, r"pledge[sd]?|promise[sd]?|vow(?:s|ed)?|undert(?:akes|ook)"),
    (Act.THREATEN, r"threaten(?:s|ed)? to"),
)
_OPENING = re.compile(
    r"\b(which|that|what|whom)\s+(?:the\s+)?$|\b(?:a|any) (?:move|step|demand|claim|idea|term) (?:that )?(?:the )?$",
    re.IGNORECASE,
)
_AUXILIARY = r"\s+(?:(?:has|have|had|also|long|still|now|repeatedly|so far|however|strongly|once)\s+){0,3}"
_VERB = re.compile(
    _AUXILIARY + r"(?:" + "|".join(f"(?P<v{at}>{verbs})" for at, (_, verbs) in enumerate(_VERBS)) + r")\b",
    re.IGNORECASE,
)
_END = re.compile(r"[,;\n”\"]|[.!?](?=\s*$|[”\"’)]*\s+[A-Z“\"])(?<![A-Z]\.)|\s[–—]\s|\s(?=and would\b|would be\b)")
_LONGEST = 220
_FEWEST_WORDS = 2
_HOLDERS = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.COALITION})


@dataclass(frozen=True, slots=True)
class Position:
    """A position told in passing: its clause, who holds it, and what is done."""

    start: int
    end: int
    holder: Mention
    act: Act


def positions_in(text: str, ranges: Iterable[tuple[int, int]], cast: Cast) -> list[Position]:
    """Find the positions told in passing in some ranges of a text.

    Args:
        text: The document's text.
        ranges: Half-open ranges to look in, in order.
        cast: Who is who in the document.
    """
    mentions = [m for m in cast.mentions if m.actor is not None and m.actor.kind in _HOLDERS]
    starts = [m.start for m in mentions]
    found: list[Position] = []
    for low, high in ranges:
        for mention in mentions[bisect_left(starts, low) : bisect_right(starts, high)]:
            position = _position(text, (low, high), mention)
            if position is not None:
                found.append(position)
    return found


def _position(text: str, within: tuple[int, int], mention: Mention) -> Position | None:
    begins = mention.start + (len("that ") if text.startswith("that ", mention.start) else 0)
    opening = _OPENING.search(text, max(within[0], begins - 24), begins)
    if opening is None:
        return None
    verb = _VERB.match(text, mention.end, min(within[1], mention.end + 60))
    if verb is None:
        return None
    act = next(act for at, (act, _) in enumerate(_VERBS) if verb.group(f"v{at}"))
    stop = _END.search(text, verb.end(), min(within[1], verb.end() + _LONGEST))
    end = stop.start() if stop else min(within[1], verb.end() + _LONGEST)
    if opening.group(1) and len(text[verb.end() : end].split()) < _FEWEST_WORDS:
        return None  # "a move Ankara opposes" has its subject before it; "which Ankara opposes" needs a rest
    return Position(opening.start(), end, mention, act)
