"""One noun phrase in the making: determiner, owners, modifiers, head or name, read from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.atoms import HEADS, PARTY
from dragoman.actors.people import Person
from dragoman.actors.phrase import Phrase

if TYPE_CHECKING:
    from dragoman.actors.phrases import Grammar

_LONGEST = 24

Step = Phrase | bool | None
"""What one step gives: the whole phrase, False where the phrase ends before, None to read on."""


class Draft:
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
        sentence = g.tokens.sentence[self.i]
        self._open()
        limit = min(g.size, self.i + _LONGEST)
        while self.at < limit and g.tokens.sentence[self.at] == sentence:
            if g.atoms.cls[self.at] == "t":
                self.title, self.at = True, g.atoms.end[self.at]
                continue
            done = self._step(self.at, g.atoms.cls[self.at])
            if done is not None:
                return done if isinstance(done, Phrase) else self._close()
        return self._close()

    def _open(self) -> None:
        """Pass over the determiner, or take `whose` as an owner."""
        low, cls = self.g.low, self.g.atoms.cls
        if low[self.i] == "whose" and self._heads_follow(self.i + 1):
            self.owners.append(Phrase(self.i, self.i + 1, "pronoun", self.i, self.i + 1, outer=False))
        elif low[self.i] not in self.g.lexicon.determiners or cls[self.i]:
            return
        self.definite = low[self.i]
        self.at += 1

    def _step(self, k: int, mark: str) -> Step:
        """Read the atom at a token: a phrase when it is whole, False where it ends before, None to go on."""
        if mark in {"N", "H"}:
            return self._person(k)
        if mark in PARTY:
            return self._party(k)
        if mark in HEADS:
            return self._office(k)
        steps = {"O": self._pronoun, "D": self._paper}
        return steps.get(mark, self._modifier)(k)

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

    def _person(self, k: int) -> Step:
        """Read a name: the phrase's end, or the owner of what follows."""
        g = self.g
        person = g.people.at.get(k)
        after = g.atoms.end[k]
        if person is None:
            return False if self.head or self.owners else self._stop()
        if self._owns_what_follows(k, after, person):
            return None
        if self.head is not None and self.head[2] in {"B", "Y"} and not self.title and not self.owners:
            return False
        if self.head is not None or self.title or self.owners:
            self._describe(person)
        self.at = after
        return Phrase(
            self.i, after, "name", k, after, owners=self.owners, person=person, definite=self.definite, past=self.past
        )

    def _owns_what_follows(self, k: int, after: int, person: Person) -> bool:
        """Take a name for the owner of the office or body that follows it, and say whether it is one."""
        g = self.g
        own = self._possessive(after)
        name = Phrase(k, after, "name", k, after, person=person, outer=False)
        heads = bool(own) and self._heads_follow(own)
        if self.head is not None:
            if not heads:
                return False
            self._describe(person)  # "Foreign Minister Lavrov's spokesman": the titled name owns what follows
            self.owners, self.head, self.at = [name], None, own
            return True
        if heads or (own and not self.title and g.low[own : own + 1] == ["own"]):
            self.owners.append(name)
            self.at, self.title = own, False
            return True
        if not own and not self.title and self._body_follows(after):
            self.owners.append(name)
            self.at = after
            return True
        return False

    def _body_follows(self, after: int) -> bool:
        """Tell whether a body or office follows a name without a possessive mark (`the Trump administration`)."""
        g = self.g
        if after >= g.size or g.low[after] in {"chief", "state", "house", "union"}:
            return False
        marked = g.atoms.cls[after] in {"B", "R", "r"} or g.low[after] in {"adviser", "government"}
        return marked and self._heads_follow(after)

    def _describe(self, person: Person) -> None:
        """Keep what the words before a name tell of the person."""
        g = self.g
        if self.head is not None and not person.role:
            person.role = " ".join(g.low[self.head[0] : self.head[1]])
            person.expert = person.expert or self.head[2] == "E"
        if self.owners and not person.owners:
            person.owners.extend(self.owners)

    def _party(self, k: int) -> Step:
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
        if not own and (self._heads_follow(following) or self._name_follows(following)):
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

    def _office(self, k: int) -> Step:
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

    def _pronoun(self, k: int) -> Step:
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

    def _paper(self, k: int) -> Step:
        """Read a paper that may be quoted as if it spoke."""
        g = self.g
        if self.head is not None:
            return False
        end = g.atoms.end[k]
        self.at = end
        return Phrase(self.i, end, "paper", k, end, owners=self.owners, definite=self.definite)

    def _modifier(self, k: int) -> Step:
        """Pass over a word between owner and head, or stop."""
        g = self.g
        low = g.low[k]
        if self.head is None and (
            low in g.lexicon.modifiers
            or ("-" in low and len(low) > 2)
            or (low in {"and", "/", "&"} and k > self.i and self._heads_follow(k + 1))
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
