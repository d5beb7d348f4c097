"""Changes that a statement itself tells: "dropped its demand", "moved from 20 years to 15", "added new conditions".

Only where the statement is the changing party's own act, is not denied and is not merely asked for: "asked that the
word be dropped" drops nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dragoman.record import Act, Modality, Statement
from dragoman.views.qualities import told_move


class Turn(StrEnum):
    """What a statement tells of its own party's earlier word."""

    DROPPED = "dropped"
    MOVED = "moved"
    HARDENED = "hardened"
    SOFTENED = "softened"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class TurnTold:
    """A change as a statement tells it.

    Attributes:
        turn: Which way.
        words: The source's own words for it.
    """

    turn: Turn
    words: str


_POSITION = (
    r"(?:demands?|conditions?|insistence|requirements?|objections?|opposition|claims?|points?|veto|offers?|proposals?|"
    r"commitments?|calls?|clauses?|red\s+lines?|position|stance)"
)
_FIGURE = r"(?:\$|€|£)?\d[\d.,]*(?:\s*(?:per\s?cent|percent|%|million|billion|\w+s))?"
_WHOSE = r"(?:its|his|her|their|the|a|an|any|all|some|\w+[’']s)"
_GONE = r"(?:gone|dropped|deleted|removed|struck)"
_GIVES_UP = (
    r"(?:dropp(?:ed|ing)|drops|abandon(?:ed|s|ing)|gave\s+up|given\s+up|giving\s+up|withdrew|withdrawn|scrapp(?:ed|ing)|"
    r"backed\s+(?:down|away)\s+from|walked\s+back)"
)
_PATTERNS: list[tuple[Turn, str]] = [
    (Turn.DROPPED, rf"\b{_GIVES_UP}\s+(?:on\s+|for\s+|that\s+)?{_WHOSE}?\s*(?:\w+\s+){{0,2}}?{_POSITION}\b"),
    (Turn.DROPPED, rf"\b(?:\w+\s+)?{_POSITION}\s+(?:is|are|was|were|has\s+been|have\s+been)\s+{_GONE}\b"),
    (Turn.DROPPED, r"\bdrops\s+(?:its|the|their)\s+\w+\s+(?:point|clause|article|paragraph)\b"),
    (Turn.DROPPED, r"\bno\s+longer\s+(?:says|foresees|demands|insists|requires|contains|calls)\b"),
    (
        Turn.SOFTENED,
        r"\bmoved\s+from\s+(?:wanting|demanding|insisting)\b[^.;]{0,80}\bto\s+accept\w*",
    ),
    (
        Turn.MOVED,
        (
            r"\b(?:rais\w+|lower\w+|cut\w*|reduc\w+|increas\w+|extend\w*|shorten\w*|mov\w+|chang\w+|shift\w*)\b[^.;]{0,90}?\b"
            rf"(?:from\s+[^.;,]{{0,40}}?{_FIGURE}[^.;,]{{0,40}}?\s+to\s+[^.;,]{{0,30}}?{_FIGURE}"
            rf"|to\s+{_FIGURE}[^.;,]{{0,30}}?\s+from\s+{_FIGURE})"
        ),
    ),
    (
        Turn.HARDENED,
        (
            r"\b(?:added|adding|adds|introduced|imposed|presented|relayed|set\s+out|raised)\s+(?:a\s+list\s+of\s+)?(?:\w+\s+){0,2}?"
            r"(?:new|further|additional|extra|more)\s+(?:\w+\s+)?(?:conditions?|demands?|stipulations?|requirements?)\b"
        ),
    ),
    (Turn.HARDENED, r"\badded\s+(?:a|the)\s+(?:condition|demand|stipulation|requirement)\b"),
    (Turn.HARDENED, r"\b(?:harden(?:ed|ing)|toughen(?:ed|ing))\s+(?:its|his|her|their)\s+\w+"),
    (Turn.SOFTENED, r"\b(?:show(?:n|ed|s)|signall?ed)\s+(?:more\s+|some\s+)?flexibility\b"),
    (
        Turn.SOFTENED,
        rf"\b(?:soften(?:ed|ing|s)|eas(?:ed|ing)|relax(?:ed|ing))\s+(?:its|his|her|their)\s+(?:\w+\s+)?{_POSITION}\b",
    ),
    (
        Turn.SOFTENED,
        (
            r"\breduc(?:es|ed|ing)\b[^.;]{0,120}\bfrom\s+(?:its|his|their|\w+[’']s)\s+previous\s+"
            r"(?:position|demand|offer|proposal)\b"
        ),
    ),
]
_ACCORD = r"(?:\w+\s+){0,4}?(?:treaty|pact|accords?|agreements?|deal|truce|cease-?fire)\b"
_TALKS = r"(?:\w+\s+){0,3}?(?:talks|negotiations|dialogue|peace\s+process)\b"
_PATTERNS += [
    (
        Turn.REVERSED,
        (
            r"\b(?:revers(?:ed|es|ing)|chang(?:ed|es|ing))\s+(?:its|his|her|their)\s+(?:\w+\s+)?"
            r"(?:position|stance|stand|decision|course|mind|policy)\b"
        ),
    ),
    (Turn.REVERSED, r"\b(?:backtrack(?:ed|s|ing)|reneg(?:ed|es|ing)|went\s+back|gone\s+back)\s+on\b"),
    (
        Turn.REVERSED,
        rf"\b(?:pull(?:ed|s|ing)?\s+(?:\w+\s+){{0,3}}?out|withdr(?:ew|aws|awing|awn))\s+(?:of|from)\s+{_ACCORD}",
    ),
    (
        Turn.REVERSED,
        (
            r"\b(?:suspend(?:ed|s|ing)|end(?:ed|s|ing)|ha(?:s|d)\s+left|quits?)\s+(?:its|their|his)\s+"
            r"(?:participation|part|role|membership)\s+in\b"
        ),
    ),
    (
        Turn.REVERSED,
        (
            r"\b(?:call(?:ed|s|ing)\s+off|br(?:oke|eaks|eaking|oken)\s+off|walk(?:ed|s|ing)\s+out\s+of|"
            rf"suspend(?:ed|s|ing))\s+{_TALKS}"
        ),
    ),
    (
        Turn.REVERSED,
        (
            r"\b(?:lift(?:ed|s)|(?:is|are|was|were)\s+lifting|reimpos(?:ed|es|ing)|re-impos(?:ed|es|ing))\s+(?:\w+\s+){0,3}?"
            r"(?:sanctions|embargo|blockade|restrictions|tariffs)\b"
        ),
    ),
    (
        Turn.REVERSED,
        (
            r"\bresum(?:ed|es|ing)\s+(?:\w+\s+){0,2}?(?:attacks|strikes|operations|offensive|fighting|bombing|shelling|"
            r"hostilities|enrichment|tests?|testing)\b"
        ),
    ),
]
_TURNS = tuple((turn, re.compile(pattern, re.IGNORECASE)) for turn, pattern in _PATTERNS)
_ASKED = frozenset({Act.REQUEST, Act.REJECT, Act.DENY, Act.THREATEN, Act.ACCUSE, Act.REFUSE_COMMENT, Act.ASSESS})
_TAKES_BACK = frozenset({Act.ANNOUNCE, Act.ACCEPT, Act.REJECT})
"""Acts by which a party takes back what it held."""
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
    for turn, pattern in _TURNS:
        if not _can_tell(statement.act, turn):
            continue
        match = pattern.search(statement.quote)
        if match is not None and not _UNDONE.search(statement.quote[: match.start()]):
            return TurnTold(turn, " ".join(match.group().split()))
    if statement.act in _ASKED:
        return None
    difference = told_move(statement.quote)
    return TurnTold(Turn.MOVED, difference) if difference else None


def _can_tell(act: Act, turn: Turn) -> bool:
    """Tell whether an act can be a turn: what is asked for or put forward takes nothing back by itself."""
    if turn is Turn.REVERSED:
        return act in _TAKES_BACK
    return act not in _ASKED and not (act is Act.DEMAND and turn in {Turn.DROPPED, Turn.SOFTENED})
