"""Which statements bind their party to something, and on which day that was done.

"Promised to crush them" is a threat, "had Arland promised" never happened, and "without a promise to disarm" asks for
one.  And an article that looks back ("had pledged", "two years later") does not date a pledge by its own day.
"""

from __future__ import annotations

import re

from dragoman.record import Act, Issue, Modality, Statement
from dragoman.views.stances import FOR, side_in_words

_HARM = frozenset({Issue.HOSTILITIES, Issue.INCIDENT, Issue.CEASEFIRE})
"""Issues on which a vow to attack is a threat."""
_FURTHER_SANCTIONS = re.compile(
    r"\b(?:impos\w*|new|further|additional|tougher|more|harsher|hit)\b[^.;]{0,40}\bsanctions?\b", re.IGNORECASE
)
_FOR_AN_ALLY = re.compile(r"\b(?:support|assist|defend|protect|guarant|restor)\w*", re.IGNORECASE)
_FIGHTS_ON = re.compile(
    r"\b(?:continu\w*|keep\s+on|go\s+on|resum\w*|press\s+on\s+with|step\w*\s+up|will\s+not\s+stop|won[’']t\s+stop|never\s+stop)\b"
    r"[^.;]{0,40}\b(?:jihad|fight\w*|attack\w*|strik\w*|offensive|war|operations?|resistance|until)\b"
    r"|\bcrush\b|\blegitimate\s+(?:\w+\s+)?targets?\b",
    re.IGNORECASE,
)
_ONLY_ASKED_FOR = re.compile(
    r"\b(?:without|wants?|wanted|seek\w*|sought|needs?|demand\w*|ask(?:s|ed|ing)?\s+for|lack\w*|nobody|no\s+one)\b[^.;,]{0,40}"
    r"\b(?:promises?|pledges?|commitments?|assurances?|undertakings?)\b",
    re.IGNORECASE,
)
_BINDS_TO_NOTHING = re.compile(
    r"\b(?:promis\w+|pledg\w+|vow\w*|agreed|undert\w+)\s+(?:only\s+)?to\s+[“\"‘']?(?:think|consider|reflect|study|look\s+into)\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\bhad\s+(?:\w+\s+){0,2}?(?:pledged|promised|vowed|committed|agreed|undertaken|made|given|said|assured)\b"
    r"|\b(?:years?|months?|decades?)\s+(?:later|ago|earlier|before)\b|\b(?:previously|formerly)\b|\b(?:once|long)\s+(?:pledged|promised|vowed)\b"
    r"|\blast\s+(?:year|month|spring|summer|autumn|winter|fall)\b|\bearlier\s+(?:meetings?|talks|rounds?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bin\s+((?:19|20)\d\d)\b", re.IGNORECASE)


def threatens(words: str, issue: Issue) -> bool:
    """Tell whether a vow is one of harm: to attack, to fight on, to impose sanctions on another."""
    if issue is Issue.SANCTIONS:
        # Sanctions on an aggressor, promised to its victim, are no threat to anybody at the table.
        on_behalf = _FOR_AN_ALLY.search(words) is not None
        further = _FURTHER_SANCTIONS.search(words) is not None
        return further and not on_behalf and side_in_words(words, Issue.SANCTIONS) == FOR
    if issue not in _HARM:
        return False
    return _FIGHTS_ON.search(words) is not None or (
        issue is Issue.HOSTILITIES and side_in_words(words, Issue.HOSTILITIES) == FOR
    )


def is_undertaking(statement: Statement) -> bool:
    """Tell whether a statement binds its party to something."""
    if statement.act is not Act.PLEDGE or statement.modality is Modality.HYPOTHETICAL:
        return False
    if _ONLY_ASKED_FOR.search(statement.quote) or _BINDS_TO_NOTHING.search(statement.quote):
        return False
    return not any(threatens(statement.quote, issue) for issue in statement.issues)


def day_given(statement: Statement, published: str | None) -> str | None:
    """Give the day on which an undertaking was given: its own, else the article's; None where the article looks back.

    Args:
        statement: The undertaking.
        published: The day of the article.
    """
    if not _looks_back(statement.quote, published):
        return statement.date or published
    dated = next((anchor for anchor in statement.anchors if anchor.field == "date"), None)
    told = dated is not None and statement.start <= dated.start and dated.end <= statement.end
    return statement.date if told or dated is None else None


def _looks_back(quote: str, published: str | None) -> bool:
    """Tell whether words look back on an undertaking; a year to come dates what is due.

    Args:
        quote: The words.
        published: The day of their article; where it is not known, any year may be past.
    """
    if _LOOKS_BACK.search(quote):
        return True
    return any(published is None or year <= published[:4] for year in _YEAR.findall(quote))
