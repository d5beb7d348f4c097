"""The cast of one document: who is who in it, and for which parties they act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from dragoman.actors.atoms import Atoms
from dragoman.actors.lexicon import load_lexicon
from dragoman.actors.mentions import POSSESSIVES, Mention, MentionKind, Resolution, Speaker
from dragoman.actors.people import People
from dragoman.actors.phrase import Phrase
from dragoman.actors.phrases import Grammar
from dragoman.actors.reference import Answer, Reference
from dragoman.actors.registry import load_registry
from dragoman.actors.syntax import Syntax
from dragoman.actors.tokens import Tokens
from dragoman.record import Actor, Passage, PassageKind

_ARTICLE = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEAD})
_KINDS = {
    "name": MentionKind.NAME, "party": MentionKind.NAME, "nationality": MentionKind.DEMONYM,
    "institute": MentionKind.NAME, "role": MentionKind.ROLE, "body": MentionKind.ROLE, "pronoun": MentionKind.PRONOUN,
    "sides": MentionKind.NOMINAL, "paper": MentionKind.DOCUMENT,
}  # fmt: skip


_SUMMING = frozenset({"including", "such", "like", "notably", "namely", "especially", ":", "("})
_SHORT = 5
"""Words that may stand between "allies" and the list of them."""


class Cast:
    """Who is who in one document; built once, in linear time."""

    def __init__(self, text: str, reference: Reference, furniture: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._reference = reference
        self._tokens = reference.tokens
        self._phrases = reference.phrases
        self._furniture = furniture

    @classmethod
    def of(
        cls, text: str, *, when: date | None = None, passages: Sequence[Passage] = (), own: Sequence[Path] = ()
    ) -> Cast:
        """Read the cast of a text.

        Args:
            text: The document's text, whole.
            when: Day of publication; tells who held an office.
            passages: What is article and what is page furniture; without them all is article.
            own: The user's own registry files.

        Raises:
            UsageError: If one of the user's files is not of the documented shape.
        """
        registry, lexicon = load_registry(*own), load_lexicon()
        tokens = Tokens(text)
        atoms = Atoms(tokens, registry, lexicon)
        people = People(tokens, atoms, registry, lexicon, when)
        phrases = Grammar(tokens, atoms, people, lexicon).phrases()
        syntax = Syntax(tokens, atoms, phrases, lexicon)
        furniture = [(passage.start, passage.end) for passage in passages if passage.kind not in _ARTICLE]
        return cls(text, Reference(text, syntax, people, registry, when), furniture)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, sorted, none overlapping another."""
        return tuple(self._mention(phrase) for phrase in self._phrases)

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Give the mentions that begin in a run of code points."""
        starts = self._mention_starts
        return self.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def experts(self) -> tuple[Actor, ...]:
        """Persons who speak for an institute named beside them."""
        found = []
        for person in self._reference.people.all:
            if person.expert and person.owners:
                actor, parties, _ = self._reference.person(person)
                if actor is not None and parties:
                    found.append(actor)
        return tuple(found)

    def resolve(self, start: int, end: int, *, speaker: Speaker | None = None) -> Resolution:
        """Tell who is named by a run of words.

        Args:
            start: First code point of the run.
            end: Code point after it.
            speaker: Whom the statement before was attributed to.
        """
        phrases = self._within(start, end)
        if not phrases:
            return self._none(start, end)
        inner = self._inner(phrases[0], start, end) if len(phrases) == 1 else None
        if inner is not None:
            return self._resolution([inner], speaker)
        first = self._head(phrases)
        group = [phrase for phrase in self._reference.syntax.group(first) if phrase in phrases] or [first]
        found = self._resolution(group, speaker)
        if not found.parties and self._listed_after(first, phrases):
            at = phrases.index(first) + 1
            return self._resolution([p for p in self._reference.syntax.group(phrases[at]) if p in phrases], speaker)
        return found

    def resolve_within(self, start: int, end: int, *, speaker: Speaker | None = None) -> Resolution:
        """Tell who acts in a longer run, a sentence or more, where nothing says which words name the actor."""
        phrases = self._within(start, end)
        choice = self._actor_of(phrases)
        if choice is None:
            left, right = self._token_span(start, end)
            near = self._reference.speaker_near(left) if left < right else None
            if near is not None:
                return self._resolution(self._reference.syntax.group(near), speaker)
            return self._none(start, end)
        return self._resolution(self._reference.syntax.group(choice), speaker)

    def named_within(self, start: int, end: int) -> Iterator[Resolution]:
        """Give everybody who might act in a longer run, in order: by each phrase, or by phrases joined.

        What stands between quotation marks and mere owners ("its") are left out, and who stands for no party.
        """
        phrases = [
            phrase
            for phrase in self._within(start, end)
            if not self._tokens.quoted[phrase.i] and self._tokens.low[phrase.i] not in POSSESSIVES
        ]
        known: set[int] = set()
        for phrase in phrases:
            if phrase.i in known:
                continue
            group = [other for other in self._reference.syntax.group(phrase) if other in phrases] or [phrase]
            known.update(other.i for other in group)
            found = self._resolution(group, None)
            if found.parties:
                yield found

    def subject_within(self, start: int, end: int) -> Resolution | None:
        """Give the first subject by name in a run, outside quotations, if it stands for a party; None without one."""
        for phrase in self._within(start, end):
            if phrase.kind == "pronoun" or self._tokens.quoted[phrase.i] or not (phrase.subject or phrase.speaks):
                continue
            found = self._resolution(self._reference.syntax.group(phrase), None)
            return found if found.parties and found.rule != "outlet" else None
        return None

    def parties_in(self, start: int, end: int) -> tuple[str, ...]:
        """Give the states and organisations named in a run, in order, each once."""
        found: list[str] = []
        for phrase in self._within(start, end):
            if phrase.kind in {"party", "nationality", "role", "body", "name"}:
                found.extend(party for party in self._reference.answer(phrase)[1] if party not in found)
        return tuple(found)

    # -- inside ----------------------------------------------------------------------------------

    def _token_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens that a run of code points touches."""
        return bisect_right(self._tokens.end, max(0, start)), bisect_left(self._tokens.start, max(start, end))

    def _within(self, start: int, end: int) -> list[Phrase]:
        """Give the phrases that begin in a run, or hold it."""
        left, right = self._token_span(start, end)
        if left >= right:
            return []
        at = bisect_left(self._reference.starts, left)
        found = self._phrases[at : bisect_left(self._reference.starts, right)]
        if at and self._phrases[at - 1].j > left:
            found = [self._phrases[at - 1], *found]
        return found

    def _head(self, phrases: list[Phrase]) -> Phrase:
        """Give the phrase that a run is about: the first, unless it only leads to a name beside it."""
        first = phrases[0]
        for other in phrases[1:3]:
            if first.same_as is other:
                return other
        return first

    def _inner(self, phrase: Phrase, start: int, end: int) -> Phrase | None:
        """Give the owner within a phrase where a run names only that: `the University of X` of its lecturer."""
        left, right = self._token_span(start, end)
        for owner in phrase.owners:
            if not isinstance(owner, Phrase):
                continue
            if owner.i <= left and right <= owner.j and not (phrase.head < right and left < phrase.head_end):
                return self._inner(owner, start, end) or owner
        return None

    def _listed_after(self, phrase: Phrase, phrases: list[Phrase]) -> bool:
        """Tell whether a nameless phrase is followed by the names that it sums up: `allies including the UK`."""
        at = phrases.index(phrase) + 1
        if at >= len(phrases):
            return False
        between = self._tokens.low[phrase.j : phrases[at].i]
        return bool(_SUMMING & set(between)) and len(between) <= _SHORT

    def _actor_of(self, phrases: list[Phrase]) -> Phrase | None:
        """Choose who acts: who speaks outside quotations, then a subject, then anybody not in a phrase of place."""
        quoted, low = self._tokens.quoted, self._tokens.low
        plain = [phrase for phrase in phrases if phrase.kind != "paper" and phrase.cls != "L"]
        for phrase in plain:
            if phrase.speaks and not quoted[phrase.i]:
                return phrase
        for phrase in plain:
            if phrase.subject and not quoted[phrase.i]:
                return phrase
        for phrase in plain:
            before = low[phrase.i - 1] if phrase.i else ""
            if not quoted[phrase.i] and before not in self._reference.lexicon.prepositions and phrase.kind != "pronoun":
                return phrase
        for phrase in phrases:
            if phrase.kind == "paper" and phrase.speaks and not quoted[phrase.i]:
                return phrase
        return None

    def _resolution(self, phrases: list[Phrase], speaker: Speaker | None) -> Resolution:
        """Make the answer for some joined phrases."""
        answer: Answer = (
            self._reference.joint(phrases, speaker=speaker)
            if len(phrases) > 1
            else self._reference.answer(phrases[0], speaker)
        )
        actor, parties, rule = answer
        first, last = phrases[0], phrases[-1]
        anchor = (self._tokens.start[first.head], self._tokens.end[last.head_end - 1])
        return Resolution(actor, parties, rule, anchor, self._kind(first))

    def _none(self, start: int, end: int) -> Resolution:
        """Make the answer where nobody is named."""
        return Resolution(None, (), "unknown", (start, end))

    def _kind(self, phrase: Phrase) -> MentionKind:
        """Tell how a phrase names its actor."""
        if phrase.cls in {"C", "T"} and phrase.kind == "party":
            return MentionKind.METONYM
        if phrase.kind in {"role", "body"} and not phrase.owners:
            return MentionKind.NOMINAL
        return _KINDS[phrase.kind]

    def _mention(self, phrase: Phrase) -> Mention:
        """Make the mention of a phrase."""
        start, end = self._tokens.start[phrase.i], self._tokens.end[phrase.j - 1]
        actor = self._reference.answer(phrase)[0]
        return Mention(start, end, self._text[start:end], self._kind(phrase), actor)
