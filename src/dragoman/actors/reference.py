"""Who a phrase stands for: names and parties here, all that goes back to them in the modules beside this one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date

from dragoman.actors import bodies, offices, papers, pronouns, several
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.mentions import Speaker
from dragoman.actors.naming import slug
from dragoman.actors.people import People, Person
from dragoman.actors.phrase import Phrase
from dragoman.actors.registry import Entry, Registry
from dragoman.actors.syntax import Syntax
from dragoman.actors.tokens import Tokens
from dragoman.record import Actor, ActorKind

REACH = 7
"""Sentences that a pronoun reaches back over."""

_STEPS = 120
"""Phrases that are looked at on the way back: keeps a text without full stops linear."""

_DEEPEST = 8
_BY_SPEAKER = frozenset({"pronoun", "sides", "role", "body", "paper"})
"""Kinds of phrases that may mean whoever spoke before."""
"""Steps from reference to reference after which the chain is given up."""

Answer = tuple[Actor | None, tuple[str, ...], str]
"""The actor, the parties acted for, and the rule that told them."""

UNKNOWN: Answer = (None, (), "unknown")


class Reference:
    """Answers for the phrases of one document; an answer that no speaker can change is given once and kept."""

    __slots__ = (
        "_answers", "_named", "_served", "lexicon", "mediators", "pair", "people", "phrases", "rebels", "registry",
        "starts", "syntax", "text", "tokens", "when",
    )  # fmt: skip

    def __init__(self, text: str, syntax: Syntax, people: People, registry: Registry, when: date | None) -> None:
        self.text = text
        self.syntax = syntax
        self.tokens: Tokens = syntax.tokens
        self.lexicon: Lexicon = syntax.lexicon
        self.phrases = syntax.phrases
        self.people = people
        self.registry = registry
        self.when = when
        self.pair: tuple[str, ...] | None = None
        self.mediators: tuple[str, ...] | None = None
        self.rebels: tuple[str, ...] | None = None
        self._answers: dict[int, Answer] = {}
        self.starts = [phrase.i for phrase in self.phrases]
        self._named = {registry.entries[phrase.ref].party for phrase in self.phrases if phrase.ref >= 0}
        officials = [person.entry for person in people.all if person.entry is not None]
        self._served = {office.party for entry in officials for office in entry.offices}

    # -- asking ----------------------------------------------------------------------------------

    def answer(self, phrase: Phrase, speaker: Speaker | None = None, depth: int = 0) -> Answer:
        """Tell who a phrase stands for."""
        if phrase.same_as is not None and depth < _DEEPEST:
            return self.answer(phrase.same_as, speaker, depth + 1)
        key = id(phrase)
        known = self._answers.get(key)
        asked_anew = speaker is not None and phrase.kind in _BY_SPEAKER
        if known is not None and not asked_anew:
            return known
        if depth > _DEEPEST:
            return UNKNOWN
        self._answers[key] = UNKNOWN  # a circle of references ends here
        answer = self._answer(phrase, speaker, depth)
        if not asked_anew:
            self._answers[key] = answer
        elif known is not None:
            self._answers[key] = known
        else:
            del self._answers[key]
        return answer

    def _answer(self, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
        """Tell it by kind."""
        if phrase.kind == "name" and phrase.person is not None:
            return self.person(phrase.person, depth)
        if phrase.kind in {"party", "nationality"}:
            return self._party(phrase)
        if phrase.kind == "institute":
            return self._institute(phrase)
        if phrase.kind == "sides":
            return several.sides(self, phrase, depth)
        resolve = {"pronoun": pronouns.resolve, "paper": papers.resolve}.get(phrase.kind, offices.resolve)
        return resolve(self, phrase, speaker, depth)

    def _institute(self, phrase: Phrase) -> Answer:
        """Give an institute under its own name."""
        name = self.said(phrase)
        return Actor(id=f"name:{slug(name)}", name=name, kind=ActorKind.ORGANISATION, party=name), (name,), "institute"

    def joint(self, phrases: list[Phrase], depth: int = 0, speaker: Speaker | None = None) -> Answer:
        """Give the answer for a list of phrases: one actor, or several as one."""
        answers = [self.answer(phrase, speaker, depth + 1) for phrase in phrases]
        answers = [answer for answer in answers if answer[0] is not None]
        parties = tuple(dict.fromkeys(party for answer in answers for party in answer[1]))
        if not answers:
            return UNKNOWN
        if len(answers) == 1:
            return answers[0]
        names = list(dict.fromkeys(answer[0].name for answer in answers if answer[0] is not None))
        name = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
        return Actor(id=f"joint:{slug(name)}", name=name, kind=ActorKind.COALITION), parties, "joint"

    def said(self, phrase: Phrase) -> str:
        """Give the words of a phrase in the text, blanks evened."""
        words = self.text[self.tokens.start[phrase.i] : self.tokens.end[phrase.j - 1]]
        first, _, rest = words.partition(" ")
        if rest and first.lower() in {"the", "a", "an"}:
            words = rest
        return " ".join(words.split())

    # -- persons and parties ---------------------------------------------------------------------

    def person(self, person: Person, depth: int = 0) -> Answer:
        """Give a person with the parties that office, article or title tell."""
        told = self.owners(person.owners, depth)
        if person.entry is not None and not self._namesake(person, told):
            return self._official(person, person.entry, told)
        parties: tuple[str, ...] = told
        rule = "title or apposition" if told else person.rule
        if not parties and person.role in self.lexicon.implied:
            parties, rule = (self.lexicon.implied[person.role],), "office of one state"
        if not parties and person.role and not person.owners:
            host = bodies.host(self, person.role, person.first, depth)
            if host:
                parties, rule = host, "body that spoke before"
        return self._actor(person, parties, person.role or None), parties, rule

    def _official(self, person: Person, entry: Entry, told: tuple[str, ...]) -> Answer:
        """Give somebody of the registry with the office on the day."""
        office = entry.office_at(self.when)
        named = [o for o in entry.offices if o.party in told and (self.when is None or o.held(self.when, grace=1))]
        office = named[-1] if named and office not in named else office
        if self.when is None and not named:
            office = next((o for o in reversed(entry.offices) if self.names(o.party)), office)
        served = office.party if office is not None else entry.party
        parties: tuple[str, ...] = (served,) if served else ()
        role = person.role or (office.role if office is not None else None)
        if person.expert and told and office is not None and not (self.when and office.held(self.when)):
            parties = told
        return self._actor(person, parties, role), parties, person.rule

    def _namesake(self, person: Person, told: tuple[str, ...]) -> bool:
        """Tell whether the article gives a person of the registry's name to a party that the official never served."""
        entry = person.entry
        if entry is None or not told or person.expert:
            return False
        if any(office.party in told for office in entry.offices):
            return False
        if not all(self._names_state(party) for party in told):
            return False
        held = [office for office in entry.offices if self.when is not None and office.held(self.when, grace=1)]
        by_nationality = all(isinstance(owner, Phrase) and owner.cls == "A" for owner in person.owners)
        # An Argentinian can lead a body of the United Nations; nobody is minister of a state that is not his.
        return not held or (by_nationality and all(self._names_state(office.party) for office in held))

    def _names_state(self, party: str) -> bool:
        """Tell whether a party is a state."""
        entry = self.registry.party(party)
        return entry is not None and entry.kind == "state"

    def _actor(self, person: Person, parties: tuple[str, ...], role: str | None) -> Actor:
        """Make the record of a person."""
        return Actor(
            id=person.id, name=person.name, kind=ActorKind.PERSON, role=role, party=parties[0] if parties else None,
            wikidata=person.entry.wikidata if person.entry else None,
        )  # fmt: skip

    def owners(self, owners: list[object] | list[Phrase], depth: int) -> tuple[str, ...]:
        """Give the parties of a list of owners, each once."""
        found: list[str] = []
        for owner in owners:
            if isinstance(owner, Phrase):
                found.extend(party for party in self.answer(owner, None, depth + 1)[1] if party not in found)
        return tuple(found)

    def _party(self, phrase: Phrase) -> Answer:
        """Give a state, organisation, group, seat, capital or nationality."""
        entry = self.registry.entries[phrase.ref]
        parties = entry.members or ((entry.party,) if entry.party else ())
        if phrase.cls == "L":
            return Actor(id=entry.id, name=entry.name, kind=ActorKind.BODY, party=entry.name), (entry.name,), "outlet"
        if phrase.cls == "T":
            name = self.said(phrase)
            actor = Actor(id=f"body:{slug(name)}", name=name, kind=ActorKind.BODY, party=entry.party)
            return actor, parties, "seat of government"
        rule = {"C": "capital", "A": "nationality", "W": "coalition"}.get(phrase.cls, "name")
        return entry.actor(self.when), parties, rule

    # -- looking around --------------------------------------------------------------------------

    def back(self, token: int, fits: Callable[[Phrase], bool], *, reach: int = REACH) -> Phrase | None:
        """Find the best phrase before a token: near, a subject, outside quotations."""
        tokens = self.tokens
        last = bisect_left(self.starts, token) - 1
        sentence = tokens.sentence[token]
        best: Phrase | None = None
        least = 1e9
        for at in range(last, max(-1, last - _STEPS), -1):
            other = self.phrases[at]
            distance = sentence - tokens.sentence[other.i]
            if distance > reach or distance * 10 - 9 > least:
                break
            if other.j > token or not fits(other):
                continue
            cost = (
                distance * 10
                - (6 if other.speaks else 4 if other.subject else 0)
                + (3 if tokens.quoted[other.i] else 0)
            )
            cost += min(4, (token - other.i) // 12) if distance == 0 else 0
            if cost < least:
                best, least = other, cost
        return best

    def is_state(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names a state."""
        return phrase.ref >= 0 and self.registry.entries[phrase.ref].kind == "state"

    def names(self, party: str) -> bool:
        """Tell whether a party itself is named anywhere in the document."""
        return party in self._named

    def mentioned(self, party: str) -> bool:
        """Tell whether a party, or somebody who acts for it, is named anywhere in the document."""
        return party in self._named or party in self._served

    def speaker_near(self, token: int) -> Phrase | None:
        """Find who speaks in the sentence of a token, then in its paragraph, then in the ones before."""
        tokens = self.tokens
        at = bisect_left(self.starts, token)
        sentence, paragraph = tokens.sentence[token], tokens.paragraph[token]
        for index in range(at, min(len(self.phrases), at + 40)):
            other = self.phrases[index]
            if tokens.paragraph[other.i] != paragraph:
                break
            if self._speaks(other) and tokens.sentence[other.i] <= sentence + 1:
                return other
        for index in range(at - 1, max(-1, at - 60), -1):
            other = self.phrases[index]
            if tokens.paragraph[other.i] < paragraph - 2:
                break
            if self._speaks(other):
                return other
        return None

    def _speaks(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is the speaker of a sentence, not of one within a quotation."""
        return phrase.speaks and not self.tokens.quoted[phrase.i] and phrase.kind != "paper"
