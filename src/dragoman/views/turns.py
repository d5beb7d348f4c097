"""Changes that a statement itself tells: "dropped its demand", "moved from 20 years to 15", "added new conditions".

Only where the statement is the changing party's own act, is not denied and is not merely asked for: "asked that the
word be dropped" drops nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.record import Act, Modality, Statement
from dragoman.views.qualities import told_move
from dragoman.views.turn_words import HINTS, TELLINGS, Turn


@dataclass(frozen=True, slots=True)
class TurnTold:
    """A change as a statement tells it.

    Attributes:
        turn: Which way.
        words: The source's own words for it.
    """

    turn: Turn
    words: str


_ASKED = frozenset({Act.REQUEST, Act.REJECT, Act.DENY, Act.THREATEN, Act.ACCUSE, Act.REFUSE_COMMENT, Act.ASSESS})
_TAKES_BACK = frozenset({Act.ANNOUNCE, Act.ACCEPT, Act.REJECT})
"""Acts by which a party takes back what it held; what two agree on is new, whatever it ends."""
_NOT_DONE = frozenset({Modality.DENIED, Modality.NEGATED, Modality.HYPOTHETICAL})
_LONG_AGO = re.compile(r"\b(?:in|since)\s+(?:19|20)\d\d\b|\b(?:years?|decades?)\s+ago\b", re.IGNORECASE)
"""What is told as background: nothing that has just changed."""
_UNDONE = re.compile(
    r"\b(?:not|never|n[’']t|refus\w+|deni\w+|would|should|must|asked|urg\w+|unless|if)\b[^.;,]{0,40}$", re.IGNORECASE
)


def turn_told(statement: Statement) -> TurnTold | None:
    """Give the change that a statement tells of its own party, None where it tells none."""
    if statement.modality in _NOT_DONE or (statement.act is Act.ANNOUNCE and _LONG_AGO.search(statement.quote)):
        return None
    low = statement.quote.lower()
    there = {hint for hint in HINTS if hint in low}
    for telling in TELLINGS:
        if telling.hints.isdisjoint(there) or not _can_tell(statement.act, telling.turn):
            continue
        match = telling.pattern.search(statement.quote)
        if match is not None and not _UNDONE.search(statement.quote[: match.start()]):
            return TurnTold(telling.turn, " ".join(match.group().split()))
    if statement.act in _ASKED:
        return None
    difference = told_move(statement.quote)
    return TurnTold(Turn.MOVED, difference) if difference else None


def _can_tell(act: Act, turn: Turn) -> bool:
    """Tell whether an act can be a turn: what is asked for or put forward takes nothing back by itself."""
    if turn is Turn.REVERSED:
        return act in _TAKES_BACK
    return act not in _ASKED and not (act is Act.DEMAND and turn in {Turn.DROPPED, Turn.SOFTENED})
