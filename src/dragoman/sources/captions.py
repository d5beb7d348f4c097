"""Captions, photo credits and pictures in a text scrape: known by the credit that they end in."""

from __future__ import annotations

import re

from dragoman.record import PassageKind
from dragoman.sources.lines import Line

_NAME = r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|al|el|de|van|von|bin|da|la)){0,4}"
_HOUSE = (
    r"(?:AFP|AP(?: Photo)?|EPA(?:-EFE)?|EFE|REUTERS|Reuters|Getty(?: Images)?|Associated Press|The Associated Press|"
    r"The Canadian Press|Canadian Press|Anadolu(?: Agency)?|Bloomberg|Xinhua|TASS|Sputnik|RIA Novosti|"
    r"Shutterstock|Alamy|"
    r"PA(?: Media| Wire)?|Landov|NurPhoto|SOPA Images|Zuma(?: Press)?|Sipa(?: USA)?|dpa|Ukrinform|UNIAN|"
    r"Pool|pool|Handout|"
    r"The (?:New York Times|Washington Post|Guardian|Globe and Mail|Times)|Global Images Ukraine|"
    r"LightRocket|"
    r"Corbis|CBC|VCG|IRNA|WANA|Mehr News|Yonhap|Kyodo|Flash90|MAXPPP|Abaca(?:press)?|Press Service|TNS|UPI)"
)
_VIA = r"(?: (?:via|for|/|—|–|-) ?| ?[/|,] ?)"
# A credit is a name and a house with a stroke or "via" between them, in brackets or after the sentence.
_CREDIT = (
    rf"(?:(?:Photo(?:graph)?|Image|Picture|File(?: photo)?|Credit|Source|Photo credit|Image credit|"
    rf"Photo by)\s?[:/]?\s?)?"
    rf"(?:{_NAME}{_VIA})?(?:{_NAME}{_VIA})?{_HOUSE}(?:{_VIA}(?:{_HOUSE}|{_NAME}))*(?: (?:Images|Photo|File|Pool))?\.?"
)
_BRACKETED = re.compile(
    rf"[(\[](?:(?:File|Photo|Image|Picture|Credit|Courtesy|Handout|Photo by|Photo credit)\b[^()\[\]]{{2,120}}|"
    rf"(?:[^()\[\]]{{0,80}}?(?<!\w))?{_CREDIT}|(?![^()]*[’']s\b){_NAME}/{_NAME}(?: via {_NAME})?)[)\]]\.?$"
)
_TRAILING = re.compile(rf"(?:[.!?”\"’)]\s?|\s\|\s|\s[-–—]\s){_CREDIT}$")
_CREDITED = re.compile(
    rf"\s(?:Photo(?:graph)?|Image|Picture|Photo [Cc]redit|Image [Cc]redit|Credit)s?\s?:\s?(?:{_NAME}|{_HOUSE})"
    rf"(?:{_VIA}(?:{_HOUSE}|{_NAME}))*$"
)
_SLASHED = re.compile(
    rf"(?:[.!?”\"’)]\s?)(?:{_NAME}\s?/\s?{_HOUSE}|{_NAME}[—–]{_HOUSE}|{_NAME}/{_NAME} via {_NAME})(?:{_VIA}{_NAME})*$"
)
_ALONE = re.compile(
    rf"(?:{_NAME}(?:, {_NAME})?\s?[/|—–]\s?{_HOUSE}(?:{_VIA}(?:{_HOUSE}|{_NAME}))*|{_NAME} \|"
    rf" (?:Via )?{_NAME}(?: \| {_NAME})?|"
    rf"(?:Photo|Image|Picture|Photograph|Credit)(?:s|graph)?(?: (?:by|credit|source|copyright|"
    rf"courtesy(?: of)?))?\s?[:/|]\s?.{{2,80}}|"
    rf"(?:Image|Photo) (?:copyright|source|credit),? .{{2,60}}|{_HOUSE}(?:{_VIA}{_HOUSE})+|\(?{_NAME}/{_NAME}\)?|"
    rf"\({_NAME}, {_HOUSE}\)|(?:AFP|AP Photo|Getty Images|Reuters|REUTERS)(?:/{_NAME})?)\.?"
)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\s*\*?[^*]{0,300}\*?)?")
_TOGGLED = re.compile(
    r"(?:(?:image|media) (?:copyright|source|caption)\b|enlarge (?:this )?image|toggle caption|hide caption|"
    r"(?:image )?caption\s?[:,]?\s|(?:file )?photo\s?:\s|pictured?\s?:\s|figure \d+\s?[:.]|(?:video|image) caption\b|"
    r"media caption\b)",
    re.IGNORECASE,
)
# A caption tells what a picture shows: one or two sentences, in the present tense, never a report of speech.
_SPEECH = re.compile(r"\b(?:said|says|told|added|according to|tweeted|wrote)\b", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:speaks?|attends?|arrives?|gestures?|poses?|walks?|shakes?|looks? on|stands?|sits?|waits?|meets?|leaves?|"
    r"gives?|holds?|delivers?|addresses|rises|continues?|listens?|is (?:seen|pictured|shown)|are (?:seen|"
    r"pictured|shown)|"
    r"(?:seen|pictured|shown) (?:in|on|at|here|during)|\((?:L|R|C|left|right|centre|center|pictured|from left)\)|"
    r"(?:left|right|centre|center),|dressed in|in this (?:file )?(?:photo|picture|image|handout)|"
    r"file (?:photo|picture|image))\b"
)
# Some desks end the last paragraph of a wire story with the agency's name alone in brackets.
_AGENCY_TAG = re.compile(rf"\((?:{_HOUSE})\)\.?$")
LONGEST = 75
"""Words in the longest caption that is taken for one; agency captions run to some 70."""


def caption_kind(line: Line) -> tuple[PassageKind, str] | None:
    """Tell a caption, a photo credit or a picture by the line itself; None if it is neither."""
    text = line.text.strip("*_ ")
    if line.words > LONGEST or len(text) > 700:
        return None
    if line.words <= 14 and _ALONE.fullmatch(text):
        return PassageKind.PHOTO_CREDIT, "credit alone"
    rule = None
    if _IMAGE.fullmatch(text):
        rule = "picture"
    elif _TOGGLED.match(text):
        rule = "caption marker"
    elif _TRAILING.search(text) or _SLASHED.search(text) or _CREDITED.search(text):
        rule = "ends in a photo credit"
    elif line.words >= 4 and _BRACKETED.search(text) and not (_AGENCY_TAG.search(text) and _SPEECH.search(text)):
        rule = "ends in a bracketed photo credit"
    return (PassageKind.CAPTION, rule) if rule else None


def shows_a_picture(line: Line, *, named: bool) -> bool:
    """Tell whether a line without a credit reads as a caption; asked only beside a credit or a caption.

    Args:
        line: The line above the credit or caption.
        named: Whether what stands below is only a credit, so that the line must itself tell what is shown.
    """
    if line.words > 60 or _SPEECH.search(line.text) or line.text[0] in "“\"'‘":
        return False
    return _SHOWN.search(line.text) is not None or (not named and not line.closed)
