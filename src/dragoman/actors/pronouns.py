"""What "he", "it" and "they" go back to, by number, gender, who is the subject, and how near."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from dragoman.actors.mentions import Speaker
from dragoman.actors.phrase import Phrase
from dragoman.record import Actor, ActorKind

if TYPE_CHECKING:
    from dragoman.actors.reference import Answer, Reference

_UNKNOWN: Answer = (None, (), "unknown")
_ALONE = frozenset({ActorKind.PERSON, ActorKind.STATE})
"""Nobody calls these "they"; but a nameless official and a body are called so."""
_ACTING_TOGETHER = frozenset({"delegation", "team", "group"})


def resolve(reference: Reference, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
    """Give what a pronoun goes back to."""
    if reference.tokens.low[phrase.i] == "whose":
        return _whose(reference, phrase, depth)
    gender, number = reference.lexicon.pronouns[reference.tokens.low[phrase.i]]
    if gender in {"m", "f"}:
        return _person(reference, phrase, gender, speaker, depth)
    if gender == "q":
        return _own_words(reference, phrase, speaker, depth)
    return (_they if number == "p" else _it)(reference, phrase, speaker, depth)


def _person(reference: Reference, phrase: Phrase, gender: str, speaker: Speaker | None, depth: int) -> Answer:
    """Give the person whom "he" or "she" goes back to."""
    fitting = speaker is not None and _gender_of(reference, speaker.actor) in {"", gender}
    since = _since(reference, phrase, gender, speaker.until) if speaker is not None else None
    goes_on = fitting and since is None and speaker is not None and speaker.actor.kind is ActorKind.PERSON
    if speaker is not None and goes_on and _opens(reference, phrase):
        return _speaker(speaker)
    found = since or reference.back(phrase.i, lambda other: _one_person(other, gender))
    if found is not None:
        actor, parties, _ = reference.answer(found, None, depth + 1)
        return actor, parties, "pronoun: person last spoken of"
    return _speaker(speaker) if speaker is not None and fitting else _UNKNOWN


def _whose(reference: Reference, phrase: Phrase, depth: int) -> Answer:
    """Give the actor right before "whose"."""
    at = bisect_left(reference.starts, phrase.i) - 1
    if at < 0 or phrase.i - reference.phrases[at].j > 1:
        return _UNKNOWN
    actor, parties, _ = reference.answer(reference.phrases[at], None, depth + 1)
    return actor, parties, "pronoun: named right before"


def _speaker(speaker: Speaker) -> Answer:
    """Give the answer that the previous speaker is meant."""
    return speaker.actor, speaker.parties, "speaker before"


def _gender_of(reference: Reference, actor: Actor) -> str:
    """Give the gender of a person of this document, or ""."""
    return next((person.gender for person in reference.people.all if person.id == actor.id), "")


def _opens(reference: Reference, phrase: Phrase) -> bool:
    """Tell whether no person is the subject of the same sentence before a phrase."""
    tokens = reference.tokens
    for at in range(bisect_left(reference.starts, phrase.i) - 1, -1, -1):
        other = reference.phrases[at]
        if tokens.sentence[other.i] != tokens.sentence[phrase.i]:
            break
        if other.kind == "name" and other.subject and not tokens.quoted[other.i]:
            return False
    return True


def _since(reference: Reference, phrase: Phrase, gender: str, until: int) -> Phrase | None:
    """Give who comes up in the sentences between the last speaker's words and a pronoun: a subject first."""
    tokens, found = reference.tokens, None
    for at in range(bisect_left(reference.starts, phrase.i) - 1, -1, -1):
        other = reference.phrases[at]
        if tokens.start[other.i] < until:
            break
        if tokens.sentence[other.i] == tokens.sentence[phrase.i] or tokens.quoted[other.i]:
            continue
        if _one_person(other, gender):
            if other.subject or other.speaks:
                return other
            found = found or (other if other.kind == "name" else None)
    return found


def _one_person(phrase: Phrase, gender: str) -> bool:
    """Tell whether a phrase names one person of a gender."""
    if phrase.kind == "name" and phrase.person is not None:
        return phrase.person.gender in {"", gender}
    if phrase.kind != "role" or phrase.plural or phrase.same_as is not None:
        return False
    return bool(phrase.owners) or phrase.speaks


def _it(reference: Reference, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
    """Give the state, body or group that "it" goes back to."""

    def fits(other: Phrase) -> bool:
        if other.cls == "L" or other.kind not in {"party", "body", "institute"}:
            return False
        return other.subject or other.kind == "party"

    spoke = speaker is not None and speaker.actor.kind is not ActorKind.PERSON
    if speaker is not None and spoke and phrase.speaks:
        return _speaker(speaker)  # "…, it said" goes on from who spoke, whoever was spoken of
    found = reference.back(phrase.i, fits)
    if found is not None:
        actor, parties, _ = reference.answer(found, None, depth + 1)
        if parties:
            return actor, parties, "pronoun: party last spoken of"
    return _speaker(speaker) if speaker is not None and spoke else _UNKNOWN


def _they(reference: Reference, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
    """Give the several that "they" goes back to."""
    found = reference.back(phrase.i, lambda other: _several(reference, other))
    spoke = speaker is not None and (len(speaker.parties) > 1 or speaker.actor.kind not in _ALONE)
    if speaker is not None and spoke and phrase.speaks and not _told_since(reference, found, speaker):
        return _speaker(speaker)
    if found is not None:
        actor, parties, _ = reference.joint(reference.syntax.group(found), depth)
        if parties or found.kind == "role":
            return actor, parties, "pronoun: several last spoken of"
    return _speaker(speaker) if speaker is not None else _UNKNOWN


def _told_since(reference: Reference, phrase: Phrase | None, speaker: Speaker) -> bool:
    """Tell whether a phrase is the subject of a sentence after the last speaker's words."""
    if phrase is None or not (phrase.subject or phrase.speaks) or reference.tokens.quoted[phrase.i]:
        return False
    return reference.tokens.start[phrase.i] >= speaker.until


def _several(reference: Reference, phrase: Phrase) -> bool:
    """Tell whether a phrase stands for several."""
    if phrase.kind == "sides" or phrase.plural or len(reference.syntax.group(phrase)) > 1:
        return True
    if phrase.kind == "party" and phrase.ref >= 0:
        return reference.registry.entries[phrase.ref].kind in {"armed_group", "coalition"}
    return phrase.kind == "body" and phrase.subject and reference.tokens.low[phrase.head_end - 1] in _ACTING_TOGETHER


def _own_words(reference: Reference, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
    """Give whose words a quotation is: who speaks in its sentence, or the speaker before."""
    speaking = reference.speaker_near(phrase.i)
    if speaking is not None:
        actor, parties, _ = reference.answer(speaking, None, depth + 1)
        return actor, parties, "own words of who speaks"
    return _speaker(speaker) if speaker is not None else _UNKNOWN
