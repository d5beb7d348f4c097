"""The second pass: noun phrases that name an actor, with whom they belong to.

"Moscow's top negotiator" is one phrase with the head "negotiator" and the owner "Moscow"; "a spokesman for
the Turkish foreign ministry" has the head "spokesman" and the owner "the Turkish foreign ministry".
"""

from __future__ import annotations

from dragoman.actors import drafting
from dragoman.actors.atoms import Atoms
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.people import People
from dragoman.actors.phrase import Phrase
from dragoman.actors.tokens import Tokens

_DEEPEST = 3
_LINKS = frozenset({"of", "for", "from", "at", "with", "in", "to", "on", "behind", "inside", "within"})
_GOVERNING = frozenset({
    "government", "governments", "authorities", "officials", "leaders", "leadership", "lawmakers", "regime",
    "junta", "administration", "rulers", "embassy", "policymakers", "politicians",
})  # fmt: skip
_SENT = ("ambassador", "envoy", "representative")
_WORKS_AT = frozenset({"at", "with", "from", "of", "for", "in"})


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
        phrase = drafting.Draft(self, i).read()
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
            if not phrase.owners and not self._is_sent_to(link, head, other):
                phrase.owners.append(other)
                if phrase.plural and link in {"of", "from"} and other.kind == "party":
                    other = self._listed(phrase, other, depth)
            phrase.j = at = other.j

    def _is_sent_to(self, link: str, head: str, other: Phrase) -> bool:
        """Tell whether a complement is whom an envoy is sent to: "ambassador to Israel" acts for another state."""
        if not any(sent in head for sent in _SENT):
            return False
        return link == "to" or (link == "for" and other.kind == "party" and other.cls in {"S", "C"})

    def _listed(self, phrase: Phrase, first: Phrase, depth: int) -> Phrase:
        """Take in the rest of "the leaders of X, Y and Z"; give the last owner."""
        found: list[Phrase] = []
        last, at = first, first.j
        while at < self.size and self.low[at] in {",", "and"}:
            closing = self.low[at] == "and" or (at + 1 < self.size and self.low[at + 1] == "and")
            follower = at + 1 + (self.low[at] == "," and closing)
            if follower >= self.size or self.tokens.sentence[follower] != self.tokens.sentence[at]:
                break
            other = self.parse(follower, depth + 1)
            if other is None or other.kind != "party" or other.owners:
                break
            other.outer = False
            found.append(other)
            at = other.j
            if closing:
                phrase.owners.extend(found)
                last = other
                break
        return last

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
                (phrase.kind == "role" and not phrase.plural)
                or link in {"for", "from"}
                or other.kind in {"institute", "body"}
            )
        if link == "to":
            return (
                "advis" in head or "aide" in head or "ambassador" in head or "envoy" in head or "representative" in head
            )
        return (head in _GOVERNING and other.kind == "party") or (
            link == "in" and other.kind == "body" and bool(other.owners)
        )
