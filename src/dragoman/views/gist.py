"""What a statement boils down to for comparison: words, numbers and names of its heart and of its sentence."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from dragoman.record import Statement
from dragoman.views.parties import fold, party_key
from dragoman.views.query import day_of
from dragoman.views.wording import wording
from dragoman.views.words import Signature, signature

_UNIT_OF = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_OBJECT = re.compile(
    r"\b(?:in|of|from|to|on|near|around|over|across|into|for|with|inside|within|between|out of|against)\s+"
    r"(?:the\s+|its\s+|all\s+|eastern\s+|southern\s+|northern\s+|western\s+)*([A-Z][\w’'-]+)"
)
_VENUE = re.compile(
    r"\b(?:sign(?:ed|ing)?|agreed|reached|struck|concluded|initial(?:l?ed)|promised|undertook|met|meetings?|talks|"
    r"negotiations|summit|conference|session|round|statement|declaration|agreements?|accord|document|memorandum)\s+"
    r"(?:\w+\s+){0,3}?(?:in|at|of)\s+(?:[A-Z][\w’'-]+)"
)
"""Where something was signed, said or met for, which is not what it is about."""
LEAST_TELLING = 2
"""Telling stems below which the heart that a reader gives is too little, and its whole sentence is compared."""
_SHORT_SENTENCE = 20
"""Words up to which a sentence says little beside its heart, and is compared whole."""
_NOTHING_SAID = Signature(frozenset(), frozenset(), frozenset())
_BOILED: OrderedDict[int, tuple[Statement, Said]] = OrderedDict()
_MOST_BOILED = 5_000


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, boiled down for comparison.

    Attributes:
        block: Only statements of one block can be joined.
        issues: What it is about.
        says: Its stems, negations and numbers.
        names: The proper names in it, the speaker's own left out.
        keys: Further marks under which it can be found, besides its stems.
        document: Version of the document it stands in.
        sentence: The sentence that holds it, as it is shown.
        whole: What the whole of that sentence boils down to.
        topic: The first of its issues.
        act: What is done.
        start: Place in the document.
        addressee: Whom it is directed at, folded.
        guarantors: States that it names as guarantors, folded.
        day: Day of the act, counted; 0 where it is not known.
        conditions: Telling stems of what must come first.
    """

    block: Hashable
    issues: frozenset[str]
    says: Signature
    names: frozenset[str]
    keys: frozenset[str] = frozenset()
    document: str = ""
    sentence: str = ""
    whole: Signature = _NOTHING_SAID
    topic: str = ""
    act: str = ""
    start: int = 0
    addressee: str = ""
    guarantors: frozenset[str] = frozenset()
    day: int = 0
    conditions: frozenset[str] = frozenset()

    @property
    def weighed(self) -> Signature:
        """What counts when words are weighed: the whole sentence, where it is known."""
        return self.whole if self.whole.features else self.says


def said(statement: Statement) -> Said:
    """Boil a statement down: the stems of its heart, with the negations of the sentence that holds it."""
    known = _BOILED.get(id(statement))
    if known is not None and known[0] is statement:
        return known[1]
    return boil_down(statement)


def remember_said(statement: Statement, item: Said) -> None:
    """Keep what a statement was boiled down to before, so that it is not done again for this very record."""
    if len(_BOILED) >= _MOST_BOILED:
        # The oldest goes: to forget all at once makes one question in a dozen wait for it.
        _BOILED.popitem(last=False)
    _BOILED[id(statement)] = (statement, item)


def boil_down(statement: Statement) -> Said:
    """Boil a statement down, whatever is remembered of it."""
    words = wording(statement)
    sentence = signature(words)
    heart = signature(statement.content)
    if len(heart.telling) < LEAST_TELLING or len(words.split()) <= _SHORT_SENTENCE:
        heart = sentence
    numbers = set(heart.numbers)
    if statement.duration is not None:
        numbers.add(_as_quantity(statement.duration.iso))
    negated = (heart.stems & sentence.negated) | heart.negated
    own = _own_names(statement)
    day = day_of(statement.date)
    return Said(
        block=party_key(statement.parties, statement.actor),
        issues=frozenset(statement.issues),
        says=Signature(
            (heart.stems - negated | (heart.stems & sentence.plain)) - own,
            negated - own,
            frozenset(numbers),
            sentence.names & heart.stems - own,
        ),
        names=_objects(words) & heart.stems - own,
        document=statement.sha256,
        sentence=words,
        whole=Signature(sentence.plain - own, sentence.negated - own, sentence.numbers, sentence.names - own),
        topic=statement.issues[0] if statement.issues else "",
        act=statement.act.value,
        start=statement.start,
        addressee=fold(statement.addressee) if statement.addressee else "",
        guarantors=frozenset(fold(name) for name in statement.guarantors),
        day=day.toordinal() if day is not None else 0,
        conditions=frozenset().union(*(signature(one.text).telling for one in statement.conditions)),
    )


def _own_names(statement: Statement) -> frozenset[str]:
    """Give the stems of those who speak and are spoken to: they say nothing of what is said."""
    named = (*statement.parties, statement.actor or "", statement.addressee or "")
    return signature("x " + " ".join(named)).stems


def _as_quantity(iso: str) -> str:
    """Write an ISO 8601 duration as signatures write quantities."""
    found = re.fullmatch(r"P(\d+)([YMWD])", iso)
    return f"{found[1]} {_UNIT_OF[found[2]]}" if found else iso


def _objects(words: str) -> frozenset[str]:
    """Give the names that a sentence speaks about: those behind a preposition, not those that speak."""
    return signature(" ".join(f"x {name}" for name in _OBJECT.findall(_VENUE.sub(" ", words)))).names
