"""Verbs that do what they say: "proposed", "rejects", "has pledged" straight after the actor's name.

Where the actor's own words are followed by one of these, the sentence itself names the act, and no score is
asked.  Only verbs whose act the guideline settles are listed: "said", "warned" and "announced" are not, for
what is announced may be a proposal, an agreement or a claim.
"""

from __future__ import annotations

import re

from dragoman.record import Act

_VERBS: tuple[tuple[Act, str], ...] = (
    (Act.PROPOSE, r"propos(?:e[sd]?|ing)|suggest(?:s|ed)|put(?:s)? forward|floated|envisions|envisages|tabled"),
    (Act.OFFER, r"offer(?:s|ed|ing)?"),
    (
        Act.PLEDGE,
        r"promis(?:e[sd]?|ing)|pledg(?:e[sd]?|ing)|vow(?:s|ed|ing)?|undertook|committed (?:itself|himself|herself|themselves) to",
    ),
    (Act.DEMAND, r"demand(?:s|ed|ing)?|insist(?:s|ed|ing)?|call(?:s|ed|ing)? for|wants?|wanted"),
    (
        Act.REQUEST,
        r"ask(?:s|ed|ing)?(?! about)|urg(?:e[sd]?|ing)|appeal(?:s|ed|ing)|request(?:s|ed|ing)|plead(?:s|ed|ing)|call(?:s|ed|ing)? (?:up)?on|implored?|begged",
    ),
    (Act.ACCEPT, r"accept(?:s|ed)|approv(?:e[sd])|endors(?:e[sd])|backs|backed"),
    (
        Act.REFUSE_COMMENT,
        r"(?:declined|refused) to (?:comment|say|elaborate|give details|answer|discuss|confirm)|did not (?:immediately )?(?:respond|reply|comment)",
    ),
    (
        Act.REJECT,
        r"reject(?:s|ed|ing)?|refus(?:e[sd]?|ing)|oppos(?:e[sd]?|ing)|rul(?:e[sd]?|ing) out|dismiss(?:es|ed)|turn(?:s|ed) down",
    ),
    (Act.THREATEN, r"threaten(?:s|ed|ing)"),
    (
        Act.ACCUSE,
        r"accus(?:e[sd]?|ing)|blam(?:e[sd]?|ing)|condemn(?:s|ed|ing)|denounc(?:e[sd]?|ing)|criticis(?:e[sd]|ing)|criticiz(?:e[sd]|ing)",
    ),
    (Act.DENY, r"den(?:y|ies|ied|ying)"),
    (
        Act.ASSESS,
        r"hop(?:e[sd]?|ing)|believ(?:e[sd]?|ing)|expect(?:s|ed|ing)?|thinks?|thought|fears?|feared|doubt(?:s|ed)?",
    ),
)
_LEADING = (
    r"[\s,]*(?:(?:has|have|had|is|are|was|were|also|again|later|then|now|still|already|repeatedly|separately|publicly|formally|strongly|flatly|firmly|"
    r"consistently|recently|immediately|meanwhile|long|twice|once|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|however|been)[\s,]+){0,4}"
)
_HEAD = re.compile(
    _LEADING + "(?:" + "|".join(f"(?P<v{at}>{verbs})" for at, (_, verbs) in enumerate(_VERBS)) + r")\b", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|never|n['’]t)\b", re.IGNORECASE)
_REACH = 80


def act_named(text: str, place: tuple[int, int], end: int) -> Act | None:
    """Give the act that a verb straight after the actor's name names, or None.

    Args:
        text: The document's text.
        place: The words that name the actor.
        end: Where the statement ends.
    """
    found = _HEAD.match(text, place[1], min(end, place[1] + _REACH))
    if found is None or _NEGATED.search(found.group()):
        return None
    return next(act for at, (act, _) in enumerate(_VERBS) if found.group(f"v{at}"))
