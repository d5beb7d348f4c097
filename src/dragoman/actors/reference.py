"""Who a phrase stands for: parties by owners, and what "he", "the ministry" or "the two sides" go back to."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.naming import slug
from dragoman.actors.people import People, Person
from dragoman.actors.phrases import Phrase
from dragoman.actors.registry import Entry, Registry
from dragoman.actors.syntax import Syntax
from dragoman.actors.tokens import Tokens
from dragoman.record import Actor, ActorKind

_FARTHEST = 7
"""Sentences that a pronoun reaches back over."""

_COUNTRY = frozenset(
    {"country", "nation", "state", "republic", "kingdom", "government", "side", "emirate", "union", "bloc"}
)
_GROUP = frozenset(
    {
        "group",
        "movement",
        "militia",
        "faction",
        "party",
        "organisation",
        "organization",
        "insurgency",
        "alliance",
        "coalition",
        "bloc",
        "militant group",
        "armed group",
        "rebel group",
        "insurgent group",
        "militants",
        "rebels",
        "insurgents",
        "guerrillas",
        "separatists",
        "fighters",
        "agency",
        "watchdog",
        "bloc",
    }
)
_PRINCIPAL = frozenset(
    {
        "president",
        "prime minister",
        "premier",
        "foreign minister",
        "defence minister",
        "defense minister",
        "chancellor",
        "supreme leader",
        "king",
        "emir",
        "secretary of state",
        "secretary-general",
        "secretary general",
        "leader",
        "taoiseach",
        "national security adviser",
        "national security advisor",
        "foreign secretary",
        "defense secretary",
        "foreign policy chief",
        "vice president",
        "crown prince",
        "chief negotiator",
        "top diplomat",
    }
)
_SAME_ROLE = {
    "defense minister": "defence minister",
    "premier": "prime minister",
    "secretary general": "secretary-general",
    "national security advisor": "national security adviser",
    "top diplomat": "foreign minister",
}
_MEDIATING = frozenset({"mediators", "mediator", "guarantors", "facilitators", "mediating teams"})

Answer = tuple[Actor | None, tuple[str, ...], str]
_UNKNOWN: Answer = (None, (), "unknown")


class Reference:
    """Answers for the phrases of one document; every answer is given once and kept."""

    __slots__ = (
        "_answers",
        "_pair",
        "_when",
        "lexicon",
        "people",
        "phrases",
        "registry",
        "starts",
        "syntax",
        "text",
        "tokens",
    )

    def __init__(self, text: str, syntax: Syntax, people: People, registry: Registry, when: date | None) -> None:
        self.text = text
        self.syntax = syntax
        self.tokens: Tokens = syntax.tokens
        self.lexicon: Lexicon = syntax.lexicon
        self.phrases = syntax.phrases
        self.people = people
        self.registry = registry
        self._when = when
        self._answers: dict[int, Answer] = {}
        self._pair: tuple[str, ...] | None = None
        self.starts = [phrase.i for phrase in self.phrases]

    # -- phrases ---------------------------------------------------------------------------------

    def answer(self, phrase: Phrase, speaker: Actor | None = None, depth: int = 0) -> Answer:
        """Tell who a phrase stands for."""
        if phrase.same_as is not None and depth < 8:
            return self.answer(phrase.same_as, speaker, depth + 1)
        key = id(phrase)
        known = self._answers.get(key)
        if known is not None:
            return known
        if depth > 8:
            return _UNKNOWN
        self._answers[key] = _UNKNOWN  # a circle of references ends here
        answer = self._answer(phrase, speaker, depth)
        if speaker is None or phrase.kind not in {"pronoun", "sides", "role", "body", "paper"}:
            self._answers[key] = answer
        else:
            del self._answers[key]
        return answer

    def _answer(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Tell it by kind."""
        if phrase.kind == "name" and phrase.person is not None:
            return self._person(phrase.person, depth)
        if phrase.kind in {"party", "nationality"}:
            return self._party(phrase)
        if phrase.kind == "institute":
            name = self._said(phrase)
            return (
                Actor(id=f"name:{slug(name)}", name=name, kind=ActorKind.ORGANISATION, party=name),
                (name,),
                "institute",
            )
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, speaker, depth)
        if phrase.kind == "sides":
            return self._sides(phrase, depth)
        if phrase.kind == "paper":
            return self._paper(phrase, speaker, depth)
        return self._role(phrase, speaker, depth)

    def _said(self, phrase: Phrase) -> str:
        """Give the words of a phrase in the text, blanks evened."""
        words = self.text[self.tokens.start[phrase.i] : self.tokens.end[phrase.j - 1]]
        first, _, rest = words.partition(" ")
        if rest and first.lower() in {"the", "a", "an"}:
            words = rest
        return " ".join(words.split())

    def _person(self, person: Person, depth: int) -> Answer:
        """Give a person with the parties that office, article or title tell."""
        rule = person.rule
        parties: tuple[str, ...] = ()
        entry = person.entry
        if entry is not None:
            office = entry.office_at(self._when)
            parties = (office.party,) if office is not None else ((entry.party,) if entry.party else ())
            role = person.role or (office.role if office is not None else None)
            if person.expert and person.owners and office is not None and office.until:
                told = self._owners(person.owners, depth)
                parties = told or parties
            return self._actor(person, parties, role), parties, rule
        parties = self._owners(person.owners, depth)
        if not parties and person.role in self.lexicon.implied:
            parties, rule = (self.lexicon.implied[person.role],), "office of one state"
        elif parties:
            rule = "title or apposition"
        return self._actor(person, parties, person.role or None), parties, rule

    @staticmethod
    def _actor(person: Person, parties: tuple[str, ...], role: str | None) -> Actor:
        """Make the record of a person."""
        return Actor(
            id=person.id, name=person.name, kind=ActorKind.PERSON, role=role, party=parties[0] if parties else None,
            wikidata=person.entry.wikidata if person.entry else None,
        )  # fmt: skip

    def _owners(self, owners: list[object] | list[Phrase], depth: int) -> tuple[str, ...]:
        """Give the parties of a list of owners, each once."""
        found: list[str] = []
        for owner in owners:
            if isinstance(owner, Phrase):
                found.extend(party for party in self.answer(owner, None, depth + 1)[1] if party not in found)
        return tuple(found)

    def _entry_parties(self, entry: Entry) -> tuple[str, ...]:
        """Give the parties that an entry acts for: the members of a coalition that has them, else its party."""
        return entry.members or ((entry.party,) if entry.party else ())

    def _party(self, phrase: Phrase) -> Answer:
        """Give a state, organisation, group, seat, capital or nationality."""
        entry = self.registry.entries[phrase.ref]
        if phrase.cls == "L":
            return Actor(id=entry.id, name=entry.name, kind=ActorKind.BODY, party=entry.name), (entry.name,), "outlet"
        parties = self._entry_parties(entry)
        if phrase.cls == "T":
            name = self._said(phrase)
            return (
                Actor(id=f"body:{slug(name)}", name=name, kind=ActorKind.BODY, party=entry.party),
                parties,
                "seat of government",
            )
        rule = {"C": "capital", "A": "nationality", "W": "coalition"}.get(phrase.cls, "name")
        return entry.actor(self._when), parties, rule

    # -- offices and bodies ----------------------------------------------------------------------

    def _role(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Give the holder of an office or a body with its party."""
        head = " ".join(self.tokens.low[phrase.head : phrase.head_end])
        parties = self._owners(phrase.owners, depth)
        if not parties and head in self.lexicon.implied:
            parties = (self.lexicon.implied[head],)
        if parties:
            holder = self._holder(phrase, head, parties)
            if holder is not None:
                return holder
            return self._body(phrase, parties), parties, "owner of the office"
        if phrase.owners:
            return self._body(phrase, ()), (), "unknown"
        return self._anaphor(phrase, head, speaker, depth)

    def _body(self, phrase: Phrase, parties: tuple[str, ...]) -> Actor:
        """Make the record of a body or of unnamed officials."""
        name = self._said(phrase)
        kind = ActorKind.BODY if phrase.kind == "body" else ActorKind.UNKNOWN
        return Actor(id=f"name:{slug(name)}", name=name, kind=kind, party=parties[0] if parties else None)

    def _holder(self, phrase: Phrase, head: str, parties: tuple[str, ...]) -> Answer | None:
        """Find who holds a principal office, in the article first, then in the registry on the day."""
        if phrase.plural or phrase.past or len(parties) != 1 or phrase.definite in {"a", "an", "one", "another"}:
            return None
        if head not in _PRINCIPAL:
            return None
        role = _SAME_ROLE.get(head, head)
        best: Person | None = None
        for person in self.people.all:
            told = _SAME_ROLE.get(person.role, person.role)
            if person.entry is not None and self._when is not None:
                office = person.entry.office_at(self._when)
                fits = office is not None and office.role == role and office.party == parties[0]
            else:
                fits = told == role and self._person(person, 2)[1] == parties
            if fits and (best is None or person.first <= phrase.i):
                best = person
        if best is not None:
            return self._person(best, 2)
        if self._when is None:
            return None
        holders = [
            entry for entry in self.registry.entries
            if any(office.role == role and office.party == parties[0] and office.held(self._when) for office in entry.offices)
        ]  # fmt: skip
        if len(holders) == 1:
            return holders[0].actor(self._when), parties, "office on the day"
        return None

    def _anaphor(self, phrase: Phrase, head: str, speaker: Actor | None, depth: int) -> Answer:
        """Give what "the ministry", "the group", "the president" or "the spokesman" go back to."""
        noun = self.tokens.low[phrase.head_end - 1]
        if noun in _MEDIATING or head in _MEDIATING:
            parties = self._mediators()
            if parties:
                return self._body(phrase, parties), parties, "mediators named"
        if (
            noun in {"congress", "senate"}
            and self.tokens.word[phrase.head][0].isupper()
            and self._mentioned("United States")
        ):
            return self._body(phrase, ("United States",)), ("United States",), "seat of government"
        if phrase.definite not in {"the", "this", "that"} and not (phrase.plural and not phrase.definite):
            return self._body(phrase, ()), (), "unknown"
        if noun in _COUNTRY or head in _COUNTRY:
            found = self._back(phrase, lambda other: other.kind in {"party", "nationality"} and self._is_state(other))
            if found is not None and noun not in {"side"}:
                actor, parties, _ = self.answer(found, None, depth + 1)
                return actor, parties, "the country last spoken of"
        if noun in _GROUP:
            found = self._back(
                phrase,
                lambda other: other.kind in {"party", "institute"} and not self._is_state(other) and other.cls != "L",
            )
            if found is not None:
                actor, parties, _ = self.answer(found, None, depth + 1)
                return actor, parties, "the group last spoken of"
        found = self._back(phrase, lambda other: self._same_noun(other, noun, head), reach=14)
        if found is not None:
            actor, parties, _ = self.answer(found, None, depth + 1)
            return actor, parties, "the same office before"
        if speaker is not None and not phrase.plural:
            return speaker, (speaker.party,) if speaker.party else (), "speaker before"
        return self._body(phrase, ()), (), "unknown"

    def _same_noun(self, other: Phrase, noun: str, head: str) -> bool:
        """Tell whether a phrase before has the same head and is told more of."""
        if other.kind == "name" and other.person is not None:
            return other.person.role.endswith(noun) and bool(other.person.role)
        if other.kind not in {"role", "body"} or not other.owners:
            return False
        return self.tokens.low[other.head_end - 1] in {noun, noun + "s", noun.removesuffix("s")} or head.endswith(
            self.tokens.low[other.head_end - 1]
        )

    def _is_state(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names a state."""
        return phrase.ref >= 0 and self.registry.entries[phrase.ref].kind == "state"

    def _mentioned(self, party: str) -> bool:
        """Tell whether a party is named anywhere."""
        return any(phrase.ref >= 0 and self.registry.entries[phrase.ref].party == party for phrase in self.phrases)

    # -- pronouns --------------------------------------------------------------------------------

    def _back(self, phrase: Phrase, fits: object, *, reach: int = _FARTHEST, skip_same: bool = False) -> Phrase | None:
        """Find the best phrase before another: near, a subject, outside quotations."""
        from bisect import bisect_left  # noqa: PLC0415

        tokens = self.tokens
        at = bisect_left(self.starts, phrase.i) - 1
        sentence = tokens.sentence[phrase.i]
        best: Phrase | None = None
        least = 1e9
        while at >= 0:
            other = self.phrases[at]
            at -= 1
            distance = sentence - tokens.sentence[other.i]
            if distance > reach or distance * 10 - 9 > least:
                break
            if other is phrase or other.j > phrase.i or (skip_same and distance == 0) or not fits(other):  # type: ignore[operator]
                continue
            cost = (
                distance * 10
                - (6 if other.speaks else 4 if other.subject else 0)
                + (3 if tokens.quoted[other.i] else 0)
            )
            cost += min(4, (phrase.i - other.i) // 12) if distance == 0 else 0
            if cost < least:
                best, least = other, cost
        return best

    def _pronoun(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Give what a pronoun goes back to."""
        gender, number = self.lexicon.pronouns[self.tokens.low[phrase.i]]
        if gender == "q":
            return self._own_words(phrase, speaker, depth)
        if number == "p":
            return self._they(phrase, speaker, depth)
        if gender == "n":
            return self._it(phrase, speaker, depth)
        if (
            speaker is not None
            and speaker.kind is ActorKind.PERSON
            and self._opens(phrase)
            and self._gender_of(speaker) in {"", gender}
        ):
            return speaker, (speaker.party,) if speaker.party else (), "speaker before"
        found = self._back(phrase, lambda other: self._singular_person(other, gender))
        if found is not None:
            actor, parties, _ = self.answer(found, None, depth + 1)
            return actor, parties, "pronoun: person last spoken of"
        if speaker is not None and self._gender_of(speaker) in {"", gender}:
            return speaker, (speaker.party,) if speaker.party else (), "speaker before"
        return _UNKNOWN

    def _gender_of(self, actor: Actor) -> str:
        """Give the gender of a person of this document, or ""."""
        for person in self.people.all:
            if person.id == actor.id:
                return person.gender
        return ""

    def _opens(self, phrase: Phrase) -> bool:
        """Tell whether no phrase of the same sentence stands before one."""
        from bisect import bisect_left  # noqa: PLC0415

        at = bisect_left(self.starts, phrase.i) - 1
        while at >= 0 and self.tokens.sentence[self.phrases[at].i] == self.tokens.sentence[phrase.i]:
            if (
                self.phrases[at].kind == "name"
                and self.phrases[at].subject
                and not self.tokens.quoted[self.phrases[at].i]
            ):
                return False
            at -= 1
        return True

    def _singular_person(self, phrase: Phrase, gender: str) -> bool:
        """Tell whether a phrase names one person of a gender."""
        if phrase.kind == "name" and phrase.person is not None:
            return phrase.person.gender in {"", gender}
        return (
            phrase.kind == "role"
            and not phrase.plural
            and phrase.same_as is None
            and (bool(phrase.owners) or phrase.speaks)
        )

    def _it(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Give the state, body or group that "it" goes back to."""
        found = self._back(
            phrase,
            lambda other: (
                other.kind in {"party", "body", "institute"}
                and other.cls != "L"
                and (other.subject or other.kind == "party")
            ),
        )
        if found is not None:
            actor, parties, _ = self.answer(found, None, depth + 1)
            if parties:
                return actor, parties, "pronoun: party last spoken of"
        if speaker is not None and speaker.kind is not ActorKind.PERSON:
            return speaker, (speaker.party,) if speaker.party else (), "speaker before"
        return _UNKNOWN

    def _they(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Give the several that "they" goes back to."""
        found = self._back(phrase, self._several)
        if found is not None:
            group = self.syntax.group(found)
            actor, parties, _ = self.joint(group, depth)
            if parties or found.kind == "role":
                return actor, parties, "pronoun: several last spoken of"
        if speaker is not None:
            return speaker, (speaker.party,) if speaker.party else (), "speaker before"
        return _UNKNOWN

    def _several(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands for several."""
        if phrase.kind == "sides" or phrase.plural or len(self.syntax.group(phrase)) > 1:
            return True
        if phrase.kind == "party" and phrase.ref >= 0:
            return self.registry.entries[phrase.ref].kind in {"armed_group", "coalition"}
        return (
            phrase.kind == "body"
            and phrase.subject
            and self.tokens.low[phrase.head_end - 1] in {"delegation", "team", "group"}
        )

    def _own_words(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Give whose words a quotation is: who speaks in its sentence, or the speaker before."""
        speaking = self.speaker_near(phrase.i)
        if speaking is not None:
            actor, parties, _ = self.answer(speaking, None, depth + 1)
            return actor, parties, "own words of who speaks"
        if speaker is not None:
            return speaker, (speaker.party,) if speaker.party else (), "speaker before"
        return _UNKNOWN

    def speaker_near(self, token: int) -> Phrase | None:
        """Find who speaks in the sentence of a token, then in its paragraph, then in the one before."""
        from bisect import bisect_left  # noqa: PLC0415

        tokens = self.tokens
        at = bisect_left(self.starts, token)
        sentence, paragraph = tokens.sentence[token], tokens.paragraph[token]
        for index in range(at, min(len(self.phrases), at + 40)):
            other = self.phrases[index]
            if tokens.paragraph[other.i] != paragraph:
                break
            if (
                other.speaks
                and not tokens.quoted[other.i]
                and tokens.sentence[other.i] <= sentence + 1
                and other.kind not in {"paper"}
            ):
                return other
        for index in range(at - 1, max(-1, at - 60), -1):
            other = self.phrases[index]
            if tokens.paragraph[other.i] < paragraph - 2:
                break
            if other.speaks and not tokens.quoted[other.i] and other.kind != "paper":
                return other
        return None

    # -- several and papers ----------------------------------------------------------------------

    def joint(self, phrases: list[Phrase], depth: int = 0, speaker: Actor | None = None) -> Answer:
        """Give the answer for a list of phrases: one actor, or several as one."""
        answers = [self.answer(phrase, speaker, depth + 1) for phrase in phrases]
        answers = [answer for answer in answers if answer[0] is not None]
        parties = tuple(dict.fromkeys(party for answer in answers for party in answer[1]))
        if not answers:
            return _UNKNOWN
        if len(answers) == 1:
            return answers[0]
        names = list(dict.fromkeys(answer[0].name for answer in answers if answer[0] is not None))
        name = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
        return Actor(id=f"joint:{slug(name)}", name=name, kind=ActorKind.COALITION), parties, "joint"

    def _sides(self, phrase: Phrase, depth: int) -> Answer:
        """Give the parties whom "the two sides" means."""
        words = self.tokens.low[phrase.i : phrase.j]
        if "koreas" in words:
            parties: tuple[str, ...] = ("North Korea", "South Korea")
        else:
            parties = self._owners(phrase.owners, depth) if len(phrase.owners) > 1 else ()
            if phrase.owners and not parties:
                one = self._owners(phrase.owners, depth)
                if one and "sides" not in words and "parties" not in words:
                    return self._body(phrase, one), one, "owner of the office"
                if one and words[-1] == "side":
                    return self._body(phrase, one), one, "owner of the office"
            parties = parties or self._last_pair(phrase) or self._main_pair()
        if not parties or words[-1] == "side":
            return self._body(phrase, ()), (), "unknown"
        name = " and ".join(parties)
        return (
            Actor(id=f"joint:{slug(name)}", name=name, kind=ActorKind.COALITION),
            parties,
            "the parties last named together",
        )

    def _last_pair(self, phrase: Phrase) -> tuple[str, ...]:
        """Find the last two parties that were named together before a phrase."""
        found = self._back(phrase, lambda other: len(self._pair_of(other)) == 2)
        return self._pair_of(found) if found is not None else ()

    def _pair_of(self, phrase: Phrase) -> tuple[str, ...]:
        """Give the parties of a list that a phrase belongs to, if they are states or groups."""
        group = self.syntax.group(phrase)
        if len(group) < 2:
            return ()
        return tuple(dict.fromkeys(party for member in group for party in self.answer(member, None, 5)[1]))

    def _main_pair(self) -> tuple[str, ...]:
        """Give the two parties that are most often named together, or most often named."""
        if self._pair is None:
            pairs = Counter(pair for phrase in self.phrases if len(pair := self._pair_of(phrase)) == 2)
            if pairs:
                self._pair = pairs.most_common(1)[0][0]
            else:
                single = Counter(
                    parties[0]
                    for phrase in self.phrases
                    if phrase.kind in {"party", "nationality"} and len(parties := self.answer(phrase)[1]) == 1
                )
                top = single.most_common(2)
                self._pair = (top[0][0], top[1][0]) if len(top) == 2 else ()
        return self._pair

    def _mediators(self) -> tuple[str, ...]:
        """Find the list of states that the document names as mediators."""
        best: Counter[tuple[str, ...]] = Counter()
        words = {"mediators", "mediator", "mediating", "mediated", "brokered", "brokering", "mediation"}
        hits = {self.tokens.sentence[i] for i, low in enumerate(self.tokens.low) if low in words}
        for phrase in self.phrases:
            group = self.syntax.group(phrase)
            near = self.tokens.sentence[phrase.i] in hits
            if near and len(group) > 1 and group[0] is phrase:
                parties = tuple(party for member in group for party in self.answer(member, None, 5)[1])
                if len(parties) >= 2:
                    best[parties] += len(parties)
            elif near and phrase.kind == "role" and len(phrase.owners) > 1:
                best[self._owners(phrase.owners, 5)] += len(phrase.owners)
        return best.most_common(1)[0][0] if best else ()

    def _paper(self, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
        """Give who issued a paper, if told."""
        parties = self._owners(phrase.owners, depth)
        if parties:
            actor, _, _ = self.answer(phrase.owners[0], None, depth + 1)
            return actor, parties, "owner of the paper"
        after = phrase.j
        tokens = self.tokens
        if after + 1 < len(tokens) and tokens.low[after] in {"by", "from"}:
            from bisect import bisect_left  # noqa: PLC0415

            at = bisect_left(self.starts, after + 1)
            if at < len(self.phrases) and self.phrases[at].i <= after + 2:
                return self.joint(self.syntax.group(self.phrases[at]), depth)
        if phrase.definite in {"the", "this"}:
            if speaker is not None:
                return speaker, (speaker.party,) if speaker.party else (), "who issued the paper"
            issuing = self._back(phrase, lambda other: other.speaks and other.kind != "paper", reach=3)
            if issuing is not None:
                actor, parties, _ = self.joint(self.syntax.group(issuing), depth)
                return actor, parties, "who issued the paper"
        return _UNKNOWN
