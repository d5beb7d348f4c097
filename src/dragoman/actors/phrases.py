"""The second pass: noun phrases that name an actor, with whom they belong to.

"Moscow's top negotiator" is one phrase with the head "negotiator" and the owner "Moscow"; "a spokesman for
the Turkish foreign ministry" has the head "spokesman" and the owner "the Turkish foreign ministry".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.actors.atoms import HEADS, PARTY, Atoms
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.people import People, Person
from dragoman.actors.tokens import Tokens

_LONGEST = 24
_DEEPEST = 3
_LINKS = frozenset({"of", "for", "from", "at", "with", "in", "to", "on", "behind", "inside", "within"})
_GOVERNING = frozenset(
    {
        "government",
        "governments",
        "authorities",
        "officials",
        "leaders",
        "leadership",
        "lawmakers",
        "regime",
        "junta",
        "administration",
        "rulers",
        "embassy",
        "policymakers",
        "politicians",
    }
)
_WORKS_AT = frozenset({"at", "with", "from", "of", "for", "in"})


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase over tokens `i` to `j`; its head stands at `head` to `head_end`.

    `kind` is one of name, party, nationality, role, body, institute, pronoun, sides, paper.
    """

    i: int
    j: int
    kind: str
    head: int
    head_end: int
    owners: list[Phrase] = field(default_factory=list)
    person: Person | None = None
    ref: int = -1
    cls: str = ""
    plural: bool = False
    definite: str = ""
    past: bool = False
    same_as: Phrase | None = None
    subject: bool = False
    speaks: bool = False
    outer: bool = True


class Grammar:
    """Reads the phrases of one document."""

    __slots__ = ("atoms", "lexicon", "low", "people", "size", "tokens")

    def __init__(self, tokens: Tokens, atoms: Atoms, people: People, lexicon: Lexicon) -> None:
        self.tokens, self.atoms, self.people, self.lexicon = tokens, atoms, people, lexicon
        self.low = tokens.low
        self.size = len(tokens)

    def phrases(self) -> list[Phrase]:
        """Give all phrases, in order, none inside another."""
        found: list[Phrase] = []
        i = 0
        starters = self.lexicon.determiners | self.lexicon.modifiers | {"whose"}
        cls, low = self.atoms.cls, self.low
        while i < self.size:
            if not cls[i] and low[i] not in starters:
                i += 1
                continue
            phrase = self.parse(i)
            if phrase is None:
                i = max(i + 1, self.atoms.end[i] if cls[i] in {"N", "I", "D"} else 0)
                continue
            found.append(phrase)
            i = phrase.j
        return found

    def parse(self, i: int, depth: int = 0) -> Phrase | None:
        """Read the phrase that begins at a token; None where none does."""
        draft = _Draft(self, i)
        phrase = draft.read()
        if phrase is not None and phrase.kind in {"role", "body"} and depth < _DEEPEST:
            self._complement(phrase, depth)
        return phrase

    def _complement(self, phrase: Phrase, depth: int) -> None:
        """Take in "of the Taliban", "for the Turkish foreign ministry" after a head."""
        at = phrase.j
        for _ in range(2):
            if (
                at >= self.size
                or self.low[at] not in _LINKS
                or self.tokens.sentence[at] != self.tokens.sentence[phrase.i]
            ):
                return
            link = self.low[at]
            head = self.low[phrase.head_end - 1]
            follower = at + 1
            if follower >= self.size or self.tokens.sentence[follower] != self.tokens.sentence[at]:
                return
            other = self.parse(follower, depth + 1)
            if other is None or not self._belongs(phrase, link, head, other):
                return
            other.outer = False
            if not phrase.owners:
                phrase.owners.append(other)
            phrase.j = at = other.j

    def _belongs(self, phrase: Phrase, link: str, head: str, other: Phrase) -> bool:
        """Tell whether a complement names whom the head belongs to, or at least closes the phrase."""
        if other.kind in {"pronoun", "paper", "sides"}:
            return False
        if link == "of":
            return other.kind != "role" or bool(other.owners) or other.kind == "name"
        if other.kind == "name":
            return link in {"for", "to"} and phrase.kind == "role"
        if link in {"for", "at", "from", "with"}:
            return (
                phrase.kind == "role"
                and not phrase.plural
                or link in {"for", "from"}
                or other.kind in {"institute", "body"}
            )
        if link == "to":
            return (
                "advis" in head or "aide" in head or "ambassador" in head or "envoy" in head or "representative" in head
            )
        return (
            head in _GOVERNING
            and other.kind == "party"
            or (link == "in" and other.kind == "body" and bool(other.owners))
        )


class _Draft:
    """One phrase in the making."""

    __slots__ = ("at", "definite", "g", "head", "i", "owners", "past", "title")

    def __init__(self, grammar: Grammar, i: int) -> None:
        self.g = grammar
        self.i = self.at = i
        self.owners: list[Phrase] = []
        self.head: tuple[int, int, str] | None = None
        self.definite = ""
        self.past = False
        self.title = False

    def read(self) -> Phrase | None:
        """Read on from the first token as far as the phrase goes."""
        g = self.g
        low, cls, end = g.low, g.atoms.cls, g.atoms.end
        sentence = g.tokens.sentence[self.i]
        if low[self.i] == "whose" and self._heads_follow(self.i + 1):
            self.owners.append(Phrase(self.i, self.i + 1, "pronoun", self.i, self.i + 1, outer=False))
            self.definite = "whose"
            self.at += 1
        elif low[self.i] in g.lexicon.determiners and cls[self.i] != "O" and not cls[self.i]:
            self.definite = low[self.i]
            self.at += 1
        limit = min(g.size, self.i + _LONGEST)
        while self.at < limit and g.tokens.sentence[self.at] == sentence:
            k = self.at
            mark = cls[k]
            if mark in {"N", "H"}:
                done = self._person(k)
            elif mark in PARTY:
                done = self._party(k)
            elif mark in HEADS:
                done = self._office(k)
            elif mark == "O":
                done = self._pronoun(k)
            elif mark == "D":
                done = self._paper(k)
            elif mark == "t":
                self.title, self.at, done = True, end[k], None
                continue
            else:
                done = self._modifier(k)
            if done is not None:
                return done or self._close()
        return self._close()

    def _possessive(self, k: int) -> int:
        """Give the token after a possessive mark at a token, or 0."""
        low = self.g.low
        if k < self.g.size and low[k] == "'s":
            return k + 1
        if (
            k < self.g.size
            and low[k] in {"'", "’"}
            and low[k - 1].endswith("s")
            and self.g.tokens.start[k] == self.g.tokens.end[k - 1]
        ):
            return k + 1
        return 0

    def _heads_follow(self, k: int) -> bool:
        """Tell whether modifiers from here on lead to an office, body or paper."""
        g = self.g
        limit = min(g.size, k + 7)
        sentence = g.tokens.sentence[k - 1]
        while k < limit and g.tokens.sentence[k] == sentence:
            mark = g.atoms.cls[k]
            if mark in HEADS or mark == "D":
                return True
            if mark in {"A", "S", "T", "C"}:
                k = g.atoms.end[k]
            elif g.low[k] in g.lexicon.modifiers or ("-" in g.low[k] and len(g.low[k]) > 1) or g.low[k] == "'s":
                k += 1
            else:
                return False
        return False

    def _person(self, k: int) -> Phrase | None | bool:
        """Read a name: the phrase's end, or the owner of what follows."""
        g = self.g
        person = g.people.at.get(k)
        after = g.atoms.end[k]
        if person is None:
            return False if self.head or self.owners else self._stop()
        own = self._possessive(after)
        name = Phrase(k, after, "name", k, after, person=person, outer=False)
        if self.head is None and not self.title:
            if own and (self._heads_follow(own) or g.low[own : own + 1] == ["own"]):
                self.owners.append(name)
                self.at = own
                return None
            if (
                not own
                and after < g.size
                and (g.atoms.cls[after] in {"B", "R", "r"} or g.low[after] in {"adviser", "government"})
                and self._heads_follow(after)
                and g.atoms.cls[after] != "Y"
                and g.low[after] not in {"chief", "state", "house", "union"}
            ):
                self.owners.append(name)
                self.at = after
                return None
        elif own and self.head is None and self._heads_follow(own):
            self.owners.append(name)
            self.at, self.title = own, False
            return None
        if own and self._heads_follow(own) and self.head is not None:
            # "Foreign Minister Lavrov's spokesman": the titled name owns what follows
            self._describe(person)
            self.owners, self.head, self.at = [name], None, own
            return None
        if self.head is not None and self.head[2] in {"R", "E"} or self.title or self.owners:
            self._describe(person)
        elif self.head is not None and self.head[2] in {"r", "B", "Y"}:
            if self.head[2] == "r":
                self._describe(person)
            else:
                return False
        self.at = after
        return Phrase(
            self.i, after, "name", k, after, owners=self.owners, person=person, definite=self.definite, past=self.past
        )

    def _describe(self, person: Person) -> None:
        """Keep what the words before a name tell of the person."""
        g = self.g
        if self.head is not None and not person.role:
            person.role = " ".join(g.low[self.head[0] : self.head[1]])
            person.expert = person.expert or self.head[2] == "E"
        if self.owners and not person.owners:
            person.owners.extend(self.owners)

    def _party(self, k: int) -> Phrase | None | bool:
        """Read the name of a party: the phrase's end, or the owner of what follows."""
        g = self.g
        mark, after = g.atoms.cls[k], g.atoms.end[k]
        if mark in {"C", "S", "T", "I", "W", "L"} and self.head is not None:
            return False
        kind = "nationality" if mark == "A" else "institute" if mark == "I" else "party"
        plural = mark == "A" and g.low[after - 1].endswith("s") and not g.low[after - 1].endswith(("ss", "us"))
        unit = Phrase(
            k, after, kind, k, after, ref=g.atoms.ref[k], cls=mark, plural=plural, definite=self.definite, outer=False
        )
        own = self._possessive(after)
        following = own or after
        if own and (self._heads_follow(own) or self._name_follows(own)):
            self.owners.append(unit)
            self.at = own
            return None
        if (
            not own
            and (self._heads_follow(following) or self._name_follows(following))
            and not (
                mark == "S"
                and self.definite == "the"
                and self._name_follows(following)
                and not self._heads_follow(following)
                and False
            )
        ):
            self.owners.append(unit)
            self.at = after
            return None
        several = self._coordinated_owners(k)
        if several:
            self.owners.extend(several)
            self.at = several[-1].j
            return None
        if self.owners and kind != "nationality":
            # "US State Department": the inner name is the phrase
            unit.owners = []
        unit.i = self.i if kind != "nationality" or self.definite else k
        unit.definite = self.definite
        self.at = after
        return unit

    def _name_follows(self, k: int) -> bool:
        """Tell whether a person's name, with or without title, begins at a token."""
        g = self.g
        if k < g.size and g.atoms.cls[k] == "t":
            k = g.atoms.end[k]
        return (
            k < g.size
            and k in g.people.at
            and g.tokens.sentence[k] == g.tokens.sentence[self.i]
            and g.tokens.start[k] == g.tokens.end[k - 1] + 1
        )

    def _coordinated_owners(self, k: int) -> list[Phrase]:
        """Read "US, Egyptian and Qatari" before "mediators"; empty where no head follows the list."""
        g = self.g
        found: list[Phrase] = []
        at = k
        sentence = g.tokens.sentence[k]
        while (
            at < g.size and g.tokens.sentence[at] == sentence and g.atoms.cls[at] in {"A", "S", "C"} and len(found) < 8
        ):
            end = g.atoms.end[at]
            found.append(
                Phrase(
                    at,
                    end,
                    "nationality" if g.atoms.cls[at] == "A" else "party",
                    at,
                    end,
                    ref=g.atoms.ref[at],
                    cls=g.atoms.cls[at],
                    outer=False,
                )
            )
            nxt = end
            while nxt < g.size and g.low[nxt] in {",", "and", "&", "'s"}:
                nxt += 1
            if nxt == end:
                break
            at = nxt
        if len(found) < 2 or g.tokens.sentence[found[-1].j - 1] != sentence:
            return []
        if not any(unit.cls == "A" for unit in found) or found[-1].cls == "C" or not self._heads_follow(found[-1].j):
            return []
        return found

    def _office(self, k: int) -> Phrase | None | bool:
        """Read an office or body; one that owns another is passed over."""
        g = self.g
        mark, after = g.atoms.cls[k], g.atoms.end[k]
        own = self._possessive(after)
        if own and self._heads_follow(own):
            if not self.owners:
                self.owners.append(
                    Phrase(
                        self.i,
                        after,
                        {"B": "body", "Y": "sides"}.get(mark, "role"),
                        k,
                        after,
                        definite=self.definite or "the",
                        outer=False,
                    )
                )
            self.at, self.head = own, None
            return None
        self.head = (k, after, mark)
        self.at = after
        following = after
        while following < g.size and g.low[following] in g.lexicon.modifiers and following < after + 3:
            following += 1
        if (
            following < g.size
            and (g.atoms.cls[following] in {"N", "H", "t"} or g.atoms.cls[following] in HEADS)
            and g.tokens.sentence[following] == g.tokens.sentence[k]
        ):
            if g.atoms.cls[following] in HEADS and mark in {"r", "Y"}:
                return False
            self.at = following
            return None
        return False

    def _pronoun(self, k: int) -> Phrase | None | bool:
        """Read a pronoun: alone, or as owner of what follows (`its deputy defence minister`)."""
        g = self.g
        if k != self.i:
            return False
        unit = Phrase(k, k + 1, "pronoun", k, k + 1, outer=False)
        if g.low[k] in {"its", "his", "her", "their", "our", "my"} and self._heads_follow(k + 1):
            self.owners.append(unit)
            self.at = k + 1
            self.definite = g.low[k]
            return None
        self.at = k + 1
        return unit

    def _paper(self, k: int) -> Phrase | bool:
        """Read a paper that may be quoted as if it spoke."""
        g = self.g
        if self.head is not None:
            return False
        end = g.atoms.end[k]
        self.at = end
        return Phrase(self.i, end, "paper", k, end, owners=self.owners, definite=self.definite)

    def _modifier(self, k: int) -> bool | None:
        """Pass over a word between owner and head, or stop."""
        g = self.g
        low = g.low[k]
        if self.head is None and (
            low in g.lexicon.modifiers
            or ("-" in low and len(low) > 2)
            or low in {"and", "/", "&"}
            and k > self.i
            and self._heads_follow(k + 1)
        ):
            if low in g.lexicon.past:
                self.past = True
            self.at = k + 1
            return None
        if self.head is None and self.definite == "one" and low == "of":
            self.at = k + 1
            return None
        return False

    def _stop(self) -> bool:
        """End without a phrase."""
        self.at = self.i
        return False

    def _close(self) -> Phrase | None:
        """Make the phrase of what has been read."""
        if self.head is not None:
            k, end, mark = self.head
            kind = {"B": "body", "Y": "sides"}.get(mark, "role")
            return Phrase(
                self.i,
                end,
                kind,
                k,
                end,
                owners=self.owners,
                plural=mark == "r",
                definite=self.definite,
                past=self.past,
                cls=mark,
            )
        if self.owners:
            first = self.owners[0]
            first.i = self.i if first.kind != "nationality" or first.i == self.i else first.i
            first.definite = self.definite
            return first
        return None
