"""A dossier of any size, made by rule: the same seed gives the same articles.

Words, parties and issues are drawn so that they are as uneven as in real coverage: few parties and issues
carry most statements, and every statement has the anchors that a reader gives.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from dragoman.record import (
    Act,
    Anchor,
    Document,
    Issue,
    Meeting,
    MeetingLevel,
    MeetingState,
    Passage,
    PassageKind,
    Reading,
    Source,
    Stated,
    Statement,
    digest,
)

NOON = datetime(2026, 1, 6, 12, 0, tzinfo=UTC)
STATES = (
    "Ukraine", "Russia", "United States", "France", "United Kingdom", "Turkey", "Germany", "Poland", "Canada", "Israel",
    "China", "Qatar", "Egypt", "Iran", "Hamas", "European Union", "NATO", "United Nations", "Belarus", "Italy",
)  # fmt: skip
OUTLETS = tuple(f"Outlet {number}" for number in range(60))
VERBS = {
    Act.PROPOSE: "proposed", Act.OFFER: "offered", Act.PLEDGE: "promised", Act.DEMAND: "demands",
    Act.REQUEST: "asked for", Act.ACCEPT: "accepted", Act.AGREE: "agreed to", Act.REJECT: "rejected",
    Act.THREATEN: "threatened over", Act.ACCUSE: "accused others over", Act.DENY: "denied reports of",
    Act.CLAIM: "claims progress on", Act.ASSESS: "hopes for", Act.ANNOUNCE: "announced",
    Act.REFUSE_COMMENT: "would not comment on",
}  # fmt: skip
THINGS = (
    "a pause of {n} days", "a withdrawal of {n} kilometres", "an exchange of {n} prisoners", "a limit of {n} troops",
    "{n} observers at the line", "{n} convoys of aid a week", "a vote within {n} months", "guarantees for {n} years",
    "the release of {n} million in assets", "{n} further rounds of talks", "a corridor of {n} kilometres",
)  # fmt: skip
PLACES = ("near the river", "in the east", "along the coast", "at the border", "under a joint command", "in two stages",
          "after a ceasefire", "before the winter", "with foreign observers", "by the end of the year")  # fmt: skip


def articles(count: int, *, statements: int = 20, seed: int = 7, first: int = 0) -> Iterator[tuple[Document, Reading]]:
    """Give articles with their readings; `first` is the number of the first, which its address holds."""
    chance = random.Random(seed)  # noqa: S311 - a made-up corpus, not a secret
    for number in range(first, first + count):
        yield _article(chance, number, statements)


def _article(chance: random.Random, number: int, statements: int) -> tuple[Document, Reading]:
    day = date(2022, 2, 24) + timedelta(days=number * 1400 // 5000 % 1400)
    drawn = [_sentence(chance) for _ in range(statements)]
    text = f"Talks, day {number}\n\n" + "\n\n".join(one.words for one in drawn) + "\n"
    source = Source(
        sha256=sha256(text.encode()).hexdigest(),
        address=f"articles/{number:06}.txt",
        characters=len(text),
        title=Stated(value=f"Talks, day {number}", rule="first line", start=0, end=10),
        outlet=Stated(value=chance.choice(OUTLETS), rule="made by rule"),
        published=Stated(value=day.isoformat(), rule="made by rule"),
        language=Stated(value="en", rule="made by rule"),
    )
    document = Document(source=source, text=text, passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),))
    at, found = text.index("\n\n") + 2, []
    for one in drawn:
        found.append(_statement(source, at, one, day))
        at += len(one.words) + 2
    meetings = (_meeting(source, text, drawn[0].words, day),) if number % 3 == 0 else ()
    return document, Reading(source=source, reader="made-1", statements=tuple(found), meetings=meetings)


@dataclass(frozen=True)
class Drawn:
    """A sentence with what a reader would find in it."""

    words: str
    party: str
    act: Act
    issues: tuple[Issue, ...]


def _sentence(chance: random.Random) -> Drawn:
    party = STATES[min(int(chance.expovariate(0.35)), len(STATES) - 1)]
    act = chance.choice(list(VERBS))
    issues = tuple(dict.fromkeys(list(Issue)[min(int(chance.expovariate(0.15)), 31)] for _ in range(2)))
    thing = chance.choice(THINGS).format(n=chance.randrange(2, 90))
    return Drawn(f"{party} {VERBS[act]} {thing} {chance.choice(PLACES)}, its delegation said.", party, act, issues)


def _statement(source: Source, at: int, drawn: Drawn, day: date) -> Statement:
    sentence, party, act, issues = drawn.words, drawn.party, drawn.act, drawn.issues
    cue = sentence.index("said")
    places = {"actor": (0, len(party)), "cue": (cue, cue + 4), "content": (len(party) + 1, cue - 17)}
    return Statement(
        id=digest(source.sha256, at, act, party),
        document=source.address,
        sha256=source.sha256,
        start=at,
        end=at + len(sentence),
        quote=sentence,
        actor=party,
        parties=(party,),
        act=act,
        issues=issues,
        content=sentence[len(party) + 1 : cue - 17],
        guarantors=("Poland", "Canada") if Issue.GUARANTEES in issues and act is Act.PROPOSE else (),
        date=day.isoformat(),
        confidence=0.8,
        anchors=tuple(
            Anchor(field=name, start=at + start, end=at + end, exact=sentence[start:end])
            for name, (start, end) in places.items()
        ),
    )


def _meeting(source: Source, text: str, sentence: str, day: date) -> Meeting:
    start = text.index(sentence)
    return Meeting(
        id=digest(source.sha256, "meeting"), document=source.address, sha256=source.sha256, start=start,
        end=start + len(sentence), quote=sentence, name="delegations", level=MeetingLevel.DELEGATIONS,
        state=MeetingState.HELD, date=day.isoformat(), participants=("Ukraine", "Russia"),
    )  # fmt: skip
