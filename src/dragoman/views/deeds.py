"""Deeds: what is reported as done, or as not done, about something that a party bound itself to do.

Coverage seldom tells a deed in the words of the pledge: "scale back its fire around Sella" comes back as "the
withdrawal from Sella goes ahead".  So a report is linked by what is done (a family of deeds: pulling back, letting go,
holding fire) and to what (a place or a person that both name, or the capital), on a later day; and within one article
a report that goes on with a deed just told is about that deed.  Whether the pledge is kept is for a judge to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.record import Act, Modality, Statement
from dragoman.views.answering import Heard
from dragoman.views.gist import Said
from dragoman.views.parties import party_key
from dragoman.views.words import NAME_LENGTH, stem

FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "withdraw reduce redeploy redeployment reposition repositioning rotate rotation regroup drawdown evacuate",
        "release exchange return pardon",
        "ceasefire stop fight attack shell shelling bombard bombardment bomb fire",
        "open blockade lift relief corridor convoy toll",
        "ship deliver delivery supply provide weapon fund",
        "destroy disarm enrich test arsenal",
        "ratify sign referendum",
    )
)
"""What is done, in families: words of one family tell one kind of deed, done or undone."""
_ON_ITS_WAY = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+\s+){0,3}?(?:\w+(?:ed|en|un|id|de|nt|ld|ght|ut|ft)|begun|gone|met)\b"
    r"|\b(?:goes?|going|went)\s+ahead\b|\bis\s+under\s?way\b|\bas\s+(?:planned|promised|agreed|pledged)\b"
    r"|\b(?:complet|finish|carried\s+out|implement|honou?r|fulfil|resum|broke|violat|breach|fail)\w*"
    r"|\b(?:saw|seen|sees|observed?)\b|\b(?:are|is|were|was)\s+(?:\w+\s+){0,2}?\w+(?:ed|ing|wn|en)\b",
    re.IGNORECASE,
)
"""Words that tell of something done or under way, or of its not being so."""
_TO_COME = re.compile(r"\b(?:will|would|shall|should|must|plans?\s+to|to\s+be)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\bthe\s+(?:\w+\s+)?capital\b", re.IGNORECASE)
_CAPITAL_NAMES = (
    "kyiv kiev moscow minsk tehran baghdad damascus beirut jerusalem ramallah cairo amman riyadh sanaa ankara kabul "
    "islamabad delhi seoul pyongyang tokyo beijing tbilisi yerevan baku khartoum juba addis asmara nairobi kigali "
    "kinshasa tripoli tunis algiers bogota caracas havana belgrade pristina sarajevo skopje athens nicosia colombo "
    "naypyidaw bangkok manila mogadishu bamako abuja"
)
_CAPITALS = frozenset(name[:NAME_LENGTH] for name in _CAPITAL_NAMES.split())
_THE_CAPITAL = "the capital"
_MOST_REPORTS = 200
"""Reports that are looked at for each name, the newest ones."""
_ADJOINS = 700
"""Code points after a deed within which a report of the same kind goes on with it: about a paragraph."""
_REPORTS = frozenset({Act.CLAIM, Act.ANNOUNCE, Act.DENY, Act.ASSESS, Act.ACCUSE})
_DISPUTES = re.compile(
    r"\b(?:not|no|never|only|n[’']t|without|rather\s+than|fail\w*|broke\w*|violat\w*|breach\w*)\b", re.IGNORECASE
)


def families_of(says: Said) -> frozenset[int]:
    """Give the kinds of deed that a sentence tells of."""
    return frozenset(number for number, words in enumerate(FAMILIES) if words & says.whole.stems)


class Deeds:
    """Reports of deeds, to be found by the names in them and by their article."""

    def __init__(self, told: Iterable[Heard]) -> None:
        self._by_name: dict[str, list[Heard]] = defaultdict(list)
        self._by_document: dict[str, list[Heard]] = defaultdict(list)
        self._kinds: dict[str, frozenset[int]] = {}
        for report in told:
            kinds = families_of(report.says) if _tells_a_deed(report.statement) else frozenset()
            if not kinds:
                continue
            self._kinds[report.statement.id] = kinds
            self._by_document[report.statement.sha256].append(report)
            for name in sorted(_names_in(report)):
                self._by_name[name].append(report)

    def about(self, given: Sequence[tuple[Statement, Said]], *, since: str | None) -> list[Statement]:
        """Give the reports of what was done about a pledge.

        Args:
            given: The statements by which the pledge was given.
            since: Day on which it was given; what is told in the same article must be of a later day.
        """
        kinds = frozenset().union(*(families_of(says) for _, says in given))
        places = frozenset().union(*(says.whole.names | says.names for _, says in given))
        own = {statement.sha256 for statement, _ in given}
        later = [
            report
            for name in sorted({*places, _THE_CAPITAL} if places & _CAPITALS else places)
            for report in self._by_name.get(name, ())[-_MOST_REPORTS:]
            if _is_later(report.statement, own, since)
            and kinds & self._kinds[report.statement.id]
            and _concerns(report, given)
        ]
        found = {report.statement.id: report.statement for report in later}
        for first in list(found.values()):
            for report in self._by_document[first.sha256]:
                if kinds & self._kinds[report.statement.id] and _goes_on(report.statement, found.values()):
                    found.setdefault(report.statement.id, report.statement)
        return list(found.values())


def _names_in(report: Heard) -> set[str]:
    """Give the names by which a report can be found."""
    names = {*report.says.whole.names, *report.says.names}
    return names | {_THE_CAPITAL} if _CAPITAL.search(report.statement.quote) else names


def _is_later(statement: Statement, own: set[str], since: str | None) -> bool:
    """Tell whether a report is of a later day than the pledge, or of no known day and from another article."""
    day = statement.date
    if statement.sha256 in own:
        return day is not None and since is not None and day > since
    return day is None or since is None or day >= since


def disputes(statement: Statement) -> bool:
    """Tell whether a report says that a thing was not done, or not as was said."""
    return statement.act in {Act.DENY, Act.ACCUSE} or _DISPUTES.search(statement.quote) is not None


def _tells_a_deed(statement: Statement) -> bool:
    """Tell whether a statement reports something done or under way rather than announced."""
    if statement.act not in _REPORTS or statement.modality in {Modality.HYPOTHETICAL, Modality.CONDITIONAL}:
        return False
    if statement.modality is Modality.DONE:
        return True
    return _ON_ITS_WAY.search(statement.quote) is not None and _TO_COME.search(statement.quote) is None


def _concerns(report: Heard, given: Sequence[tuple[Statement, Said]]) -> bool:
    """Tell whether it is the pledger that speaks, the one to whom it was given, or somebody on the same issue."""
    statement = report.statement
    speaks = set(party_key(statement.parties, statement.actor))
    for pledge, says in given:
        if speaks & {*party_key(pledge.parties, pledge.actor), says.addressee} or report.says.issues & says.issues:
            return True
    return False


def _goes_on(statement: Statement, found: Iterable[Statement]) -> bool:
    """Tell whether a report follows, in its article, upon a deed that was just told."""
    return any(
        one.sha256 == statement.sha256 and 0 <= statement.start - one.start <= _ADJOINS + (one.end - one.start)
        for one in found
    )
