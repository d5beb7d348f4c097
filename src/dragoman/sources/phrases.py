"""The set phrases of news pages: what a whole line says when it is not part of the article.

The phrases stand in `phrases.txt`.  One stands there only if newsrooms print it as such; what is known by its
place rather than its words is in `structure`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from dragoman.record import PassageKind

_NAMES = (
    r"(?:Reuters|Thomson Reuters|AFP|Agence France-Presse|Associated Press|The Associated Press|AP|"
    r"The Canadian Press|Canadian Press|dpa|Deutsche Presse-Agentur|ANSA|EFE|Europa Press|PA Media|"
    r"Press Association|Xinhua|TASS|RIA Novosti|Interfax(?:-Ukraine)?|Ukrinform|Anadolu(?: Agency)?|"
    r"Bloomberg(?: News)?|AAP|UPI|Kyodo(?: News)?|Yonhap|PTI|ANI|IANS|BelTA|"
    r"wire(?: services)?|news (?:wires|agencies)|agencies)"
)
AGENCY = re.compile(rf"\b{_NAMES}\b")
_ONE_NAME = {
    "associated press": "AP",
    "agence france-presse": "AFP",
    "thomson reuters": "Reuters",
    "canadian press": "The Canadian Press",
    "deutsche presse-agentur": "dpa",
    "press association": "PA Media",
    "bloomberg news": "Bloomberg",
    "kyodo news": "Kyodo",
    "anadolu": "Anadolu Agency",
}
_NO_NAME = re.compile(r"wire(?: services)?|news (?:wires|agencies)|agencies")
# A sentence of this many words is told by its place or not at all, unless the phrase is a notice of the desk.
_LONG = 45
_MAY_BE_LONG = frozenset(
    {
        PassageKind.CORRECTION,
        PassageKind.EDITORS_NOTE,
        PassageKind.AUDIO_BLURB,
        PassageKind.VIDEO_PROMO,
        PassageKind.FORM,
        PassageKind.BYLINE,
    }
)
_LONGEST = 1200
"""Characters in the longest line that is held against the phrases; no notice of a desk is longer."""


def agency_name(credit: str) -> str | None:
    """Give the one name of a credited agency, None where the credit names none ("wire services").

    Example:
        >>> agency_name("The Associated Press"), agency_name("Reuters"), agency_name("wire services")
        ('AP', 'Reuters', None)
    """
    if _NO_NAME.fullmatch(credit):
        return None
    return _ONE_NAME.get(credit.casefold().removeprefix("the "), credit)


def phrase_kind(line: str) -> tuple[PassageKind, str] | None:
    """Tell what a whole line is by its set phrase, with the rule; None if it has none.

    Example:
        >>> phrase_kind("Story continues below advertisement")
        (<PassageKind.ADVERT: 'advert'>, 'advert notice')
        >>> phrase_kind("The advertisement for the post appeared on Monday.") is None
        True
    """
    if len(line) > _LONGEST:
        return None
    parts = line.split()
    line, words = " ".join(parts), len(parts)
    for kind, rule, pattern in _sections():
        if words > _LONG and kind not in _MAY_BE_LONG:
            continue
        if pattern.fullmatch(line):
            return kind, rule
    return None


@lru_cache(maxsize=1)
def _sections() -> tuple[tuple[PassageKind, str, re.Pattern[str]], ...]:
    """Read and compile the phrases, section by section."""
    listed = resources.files("dragoman.sources").joinpath("phrases.txt").read_text(encoding="utf-8")
    patterns: dict[tuple[PassageKind, str], list[str]] = {}
    section: list[str] = []
    for line in listed.splitlines():
        heading = re.fullmatch(r"\[(\w+): (.+)\]", line)
        if heading:
            section = patterns.setdefault((PassageKind(heading[1]), heading[2]), [])
        elif line and not line.startswith("# "):
            section.append(line.replace("{AGENCY}", _NAMES))
    return tuple(
        (kind, rule, re.compile(rf"[#>*_\[(\s]*(?:{'|'.join(found)})[*_\])\s]*", re.IGNORECASE))
        for (kind, rule), found in patterns.items()
    )
