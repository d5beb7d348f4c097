"""The words in which a source tells that a party has changed: given up, moved, hardened, softened, taken back.

Each pattern has hints, one of which stands in any words that it matches; looking for these first costs a tenth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What a statement tells of its own party's earlier word."""

    DROPPED = "dropped"
    MOVED = "moved"
    HARDENED = "hardened"
    SOFTENED = "softened"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Telling:
    """One way of telling a change.

    Attributes:
        turn: Which way it goes.
        hints: Lower-case strings, one of which stands in all that the pattern matches.
        pattern: The words.
    """

    turn: Turn
    hints: frozenset[str]
    pattern: re.Pattern[str]


def _telling(turn: Turn, hints: str, *pattern: str) -> Telling:
    """Make one way of telling a change."""
    return Telling(turn, frozenset(hints.split("|")), re.compile("".join(pattern), re.IGNORECASE))


_POSITION = (
    r"(?:demands?|conditions?|insistence|requirements?|objections?|opposition|claims?|points?|veto|offers?|proposals?|"
    r"commitments?|calls?|clauses?|red\s+lines?|position|stance)"
)
_FIGURE = r"(?:\$|€|£)?\d[\d.,]*(?:\s*(?:per\s?cent|percent|%|million|billion|\w+s))?"
_WHOSE = r"(?:its|his|her|their|the|a|an|any|all|some|\w+[’']s)"
_OWN = r"(?:its|his|her|their|\w+[’']s)"
_GONE = r"(?:gone|dropped|deleted|removed|struck)"
_GIVES_UP = (
    r"(?:dropp(?:ed|ing)|drops|abandon(?:ed|s|ing)|gave\s+up|given\s+up|giving\s+up|withdrew|withdrawn|scrapp(?:ed|ing)|"
    r"backed\s+(?:down|away|off)\s+(?:from|on)|walked\s+back|retreated\s+from|climbed\s+down\s+from|waived|"
    r"relinquish(?:ed|es|ing)|shelved|set\s+aside)"
)
_ACCORD = r"(?:\w+\s+){0,4}?(?:treaty|pact|accords?|agreements?|deal|truce|cease-?fire)\b"
_TALKS = r"(?:\w+\s+){0,3}?(?:talks|negotiations|dialogue|peace\s+process)\b"
_HELD_BEFORE = (
    r"(?:refus|reject|oppos|insist|resist|rul\w*\s+out|ruling\s+out|dismiss|vow|demand|den[yi]|object|agree|accept|"
    r"support|promis|pledg|commit|offer|back)\w*"
)
_WAR = r"(?:attacks?|strikes?|operations?|offensive|fighting|bombing|shelling|hostilities|enrichment|tests?|testing)"

TELLINGS: tuple[Telling, ...] = (
    _telling(
        Turn.DROPPED,
        "dropp|drops|abandon|gave up|given up|giving up|withdrew|withdrawn|scrapp|backed|walked back|retreat|climbed|"
        "waived|relinquish|shelved|set aside",
        rf"\b{_GIVES_UP}\s+(?:on\s+|for\s+|that\s+)?{_WHOSE}?\s*(?:\w+\s+){{0,2}}?{_POSITION}\b",
    ),
    _telling(
        Turn.DROPPED,
        "gone|dropped|deleted|removed|struck",
        rf"\b(?:\w+\s+)?{_POSITION}\s+(?:is|are|was|were|has\s+been|have\s+been)\s+{_GONE}\b",
    ),
    _telling(Turn.DROPPED, "drops", r"\bdrops\s+(?:its|the|their)\s+\w+\s+(?:point|clause|article|paragraph)\b"),
    _telling(
        Turn.DROPPED,
        "no longer",
        r"\bno\s+longer\s+(?:says?|foresees?|demands?|demanding|insists?|insisting|requires?|contains?|calls?|seeks?|"
        r"seeking|wants?|oppos\w+|objects?|conditions?|bound\s+by|committed)\b",
    ),
    _telling(
        Turn.DROPPED,
        "rescind|revok|retract|withdr",
        rf"\b(?:rescind|revok|retract)(?:s|ed|ing|es)?\s+(?:{_WHOSE}\s+)?\w+"
        rf"|\bwithdr(?:ew|awn|aws|awing)\s+{_OWN}\s+(?:\w+\s+)?(?:offer|support|recognition|consent|backing|"
        r"endorsement|objections?|opposition|proposal|candida\w+|signature|commitment)\b",
    ),
    _telling(
        Turn.SOFTENED,
        "moved",
        r"\bmoved\s+from\s+(?:wanting|demanding|insisting)\b[^.;]{0,80}\bto\s+accept\w*",
    ),
    _telling(
        Turn.MOVED,
        "rais|lower|cut|reduc|increas|exten|shorten|mov|chang|shift",
        r"\b(?:rais\w+|lower\w+|cut\w*|reduc\w+|increas\w+|extend\w*|shorten\w*|mov\w+|chang\w+|shift\w*)\b[^.;]{0,90}?\b",
        rf"(?:from\s+[^.;,]{{0,40}}?{_FIGURE}[^.;,]{{0,40}}?\s+to\s+[^.;,]{{0,30}}?{_FIGURE}",
        rf"|to\s+{_FIGURE}[^.;,]{{0,30}}?\s+from\s+{_FIGURE})",
    ),
    _telling(
        Turn.MOVED,
        "exten|prolong|shorten|pushed back|brought forward|postpon",
        r"\b(?:extend(?:ed|s|ing)?|prolong(?:ed|s|ing)?|shorten(?:ed|s|ing)?|push(?:ed|es)\s+back|brought\s+forward|"
        r"postpon(?:ed|es))\s+(?:\w+[’']?\w*[\s-]+){0,3}?(?:cease-?fire|truce|deadline|mandate|moratorium|lull|negotiations|"
        r"talks|pause|waivers?|term|timetable)\b[^.;]{0,40}?\b(?:by|for|until|to|through|another|beyond)\b",
    ),
    _telling(
        Turn.HARDENED,
        "added|adding|adds|introduc|impos|present|relay|set out|raised|issued|made",
        r"\b(?:added|adding|adds|introduced|imposed|imposing|presented|relayed|set\s+out|raised|issued|made)\s+"
        r"(?:a\s+list\s+of\s+)?(?:\w+\s+){0,2}?(?:new|further|additional|extra|more)\s+(?:\w+\s+)?"
        r"(?:conditions?|demands?|stipulations?|requirements?|terms)\b",
    ),
    _telling(Turn.HARDENED, "added", r"\badded\s+(?:a|the)\s+(?:condition|demand|stipulation|requirement)\b"),
    _telling(
        Turn.HARDENED,
        "harden|toughen|stepp|upped|escalat|stiffen|expand",
        r"\b(?:harden(?:ed|ing|s)|toughen(?:ed|ing|s)|stiffen(?:ed|ing|s))\s+(?:its|his|her|their)\s+\w+",
        rf"|\b(?:stepp(?:ed|ing)\s+up|upped|escalat(?:ed|ing)|expand(?:ed|ing))\s+{_OWN}\s+(?:\w+\s+)?"
        r"(?:demands?|conditions?|terms|price)\b",
    ),
    _telling(
        Turn.SOFTENED,
        "flexib",
        r"\b(?:show(?:n|ed|s)|signall?ed|signals?|display\w+|express\w+)\s+(?:more\s+|some\s+|new\s+|greater\s+)?flexibility\b",
    ),
    _telling(
        Turn.SOFTENED,
        "soften|eas|relax|moderat|lower|water",
        r"\b(?:soften(?:ed|ing|s)|eas(?:ed|ing)|relax(?:ed|ing)|moderat(?:ed|ing)|lower(?:ed|ing|s)|water(?:ed|ing)\s+down)\s+",
        rf"(?:its|his|her|their)\s+(?:\w+\s+)?{_POSITION}\b",
    ),
    _telling(
        Turn.SOFTENED,
        "reduc",
        r"\breduc(?:es|ed|ing)\b[^.;]{0,120}\bfrom\s+(?:its|his|their|\w+[’']s)\s+previous\s+"
        r"(?:position|demand|offer|proposal)\b",
    ),
    _telling(
        Turn.SOFTENED,
        "concession|gave ground|relent|backed down|gave in|climbed down|gave way|given ground|compromised",
        r"\b(?:made|makes|making|offered|granted|agreed\s+to)\s+(?:\w+\s+){0,3}?concessions?\b"
        r"|\b(?:gave|given|giving)\s+(?:ground|in|way)\b|\brelent(?:ed|s|ing)\b|\bbacked\s+down\b|\bclimbed\s+down\b|"
        r"\bcompromised\s+on\b",
    ),
    _telling(
        Turn.SOFTENED,
        "open",
        r"\b(?:is|are|was|were|be|being|remains?)\s+[“\"‘']?(?:now\s+)?open[”\"’']?\s+to\s+(?:\w+\s+){0,2}?"
        r"(?:alternatives?|compromise|a\s+compromise|concessions?|changes|other\s+options)\b",
    ),
    _telling(
        Turn.REVERSED,
        "revers|chang",
        r"\b(?:revers(?:ed|es|ing)|chang(?:ed|es|ing))\s+(?:its|his|her|their)\s+(?:\w+\s+)?"
        r"(?:position|stance|stand|decision|course|mind|policy|tune)\b|\breversed\s+(?:himself|herself|itself|course)\b",
    ),
    _telling(
        Turn.REVERSED,
        "backtrack|reneg|went back|gone back|u-turn|about-face|about face|reversal|turnaround",
        r"\b(?:backtrack(?:ed|s|ing)|reneg(?:ed|es|ing)|went\s+back|gone\s+back)\s+on\b"
        r"|\b(?:in|made|performed|marks?|marked|is|was)\s+(?:a|an)\s+(?:\w+\s+){0,2}?(?:u-turn|about-?\s?face|reversal|"
        r"turnaround)\b",
    ),
    _telling(
        Turn.REVERSED,
        "after|having",
        rf"\b(?:after|having)\s+(?:initially|earlier|previously|first|long|once|repeatedly|having)\s+(?:\w+\s+)?{_HELD_BEFORE}\b",
    ),
    _telling(
        Turn.REVERSED,
        "pull|withdr",
        rf"\b(?:pull(?:ed|s|ing)?\s+(?:\w+\s+){{0,3}}?out|withdr(?:ew|aws|awing|awn))\s+(?:of|from)\s+{_ACCORD}",
    ),
    _telling(
        Turn.REVERSED,
        "suspend|end|left|quit|halt|froze|freez",
        r"\b(?:suspend(?:ed|s|ing)|end(?:ed|s|ing)|ha(?:s|d)\s+left|quits?|halt(?:ed|s|ing)|fr(?:oze|eezes|eezing))\s+"
        r"(?:(?:its|their|his|all)\s+)+(?:participation|part|role|membership|compliance|cooperation|implementation|obligations)\b",
    ),
    _telling(
        Turn.REVERSED,
        "calling off|called off|calls off|brok|break|walk|suspend|pull|quit",
        r"\b(?:call(?:ed|s|ing)\s+off|br(?:oke|eaks|eaking|oken)\s+off|walk(?:ed|s|ing)\s+(?:out\s+of|away\s+from)|"
        r"pull(?:ed|s|ing)\s+out\s+of|quit|",
        rf"suspend(?:ed|s|ing))\s+{_TALKS}",
    ),
    _telling(
        Turn.REVERSED,
        "return|rejoin|back to",
        r"\b(?:return(?:ed|s|ing)?|(?:come|came|go|went)\s+back)\s+to\s+(?:the\s+)?(?:negotiating\s+table|table)\b"
        r"|\brejoin(?:ed|s|ing)?\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:talks|negotiations|treaty|pact|deal|accord)\b",
    ),
    _telling(
        Turn.REVERSED,
        "lift|impos",
        r"\b(?:lift(?:ed|s)|(?:is|are|was|were)\s+lifting|reimpos(?:ed|es|ing)|re-impos(?:ed|es|ing))\s+(?:\w+\s+){0,3}?"
        r"(?:sanctions|embargo|blockade|restrictions|tariffs|ban)\b",
    ),
    _telling(Turn.REVERSED, "resum", rf"\bresum(?:ed|es|ing)\s+(?:\w+\s+){{0,2}}?{_WAR}\b"),
)
"""All the ways, those that are told most plainly first."""
HINTS = tuple(sorted({hint for telling in TELLINGS for hint in telling.hints}))
"""All hints, each once."""
