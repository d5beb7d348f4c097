"""Who holds an office, and what "the ministry", "the group" or "the official" goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors import bodies, several
from dragoman.actors.naming import same_office, slug
from dragoman.actors.people import Person
from dragoman.actors.phrases import Phrase
from dragoman.record import Actor, ActorKind

if TYPE_CHECKING:
    from dragoman.actors.reference import Answer, Reference

_COUNTRY = frozenset({"country", "nation", "state", "republic", "kingdom", "emirate"})
_GROUP = frozenset(
    "group movement militia faction party organisation organization insurgency alliance coalition bloc militants "
    "rebels insurgents guerrillas separatists fighters agency watchdog union".split()
)
_TOGETHER = frozenset("leaders presidents ministers delegations countries nations states neighbours neighbors governments".split())
_ARMED = frozenset("militia faction insurgency militants rebels insurgents guerrillas separatists fighters".split())
_REBEL = frozenset("rebel rebels separatist separatists insurgent insurgents insurgency guerrilla guerrillas".split())
_PRINCIPAL = frozenset({
    "president", "prime minister", "foreign minister", "defence minister", "chancellor", "supreme leader", "king", "emir",
    "secretary of state", "secretary-general", "leader", "taoiseach", "national security adviser", "foreign secretary",
    "defense secretary", "foreign policy chief", "vice president", "crown prince", "chief negotiator",
})  # fmt: skip
"""Offices that one person holds at a time, so that the office tells the person."""

_THIS = frozenset({"the", "this", "that"})
_NOT_THE_HOLDER = frozenset({"a", "an", "one", "another", "some", "several", "many", "two", "three"})
_OFFICE_REACH = 14
"""Sentences that "the minister" reaches back over."""


def resolve(reference: Reference, phrase: Phrase, speaker: Actor | None, depth: int) -> Answer:
    """Give the holder of an office, or a body, with its party."""
    head = " ".join(reference.tokens.low[phrase.head : phrase.head_end])
    parties = reference.owners(phrase.owners, depth)
    rule = "owner of the office"
    if not parties and head in reference.lexicon.implied:
        parties, rule = (reference.lexicon.implied[head],), "office of one state"
    if not parties and not phrase.owners and bodies.american(reference, phrase):
        parties, rule = ("United States",), "the administration"
    if not parties and not phrase.owners and _REBEL & set(reference.tokens.low[phrase.i : phrase.j]):
        parties, rule = several.rebels(reference), "the armed group of the document"
    if parties:
        holder = _holder(reference, phrase, head, parties)
        return holder if holder is not None else (as_body(reference, phrase, parties), parties, rule)
    if phrase.owners:
        return as_body(reference, phrase, ()), (), "unknown"
    return _anaphor(reference, phrase, head, speaker, depth)


def as_body(reference: Reference, phrase: Phrase, parties: tuple[str, ...]) -> Actor:
    """Make the record of a body or of unnamed officials."""
    name = reference.said(phrase)
    kind = ActorKind.BODY if phrase.kind == "body" else ActorKind.UNKNOWN
    return Actor(id=f"name:{slug(name)}", name=name, kind=kind, party=parties[0] if parties else None)


def _holder(reference: Reference, phrase: Phrase, head: str, parties: tuple[str, ...]) -> Answer | None:
    """Find who holds a principal office, in the article first, then in the registry on the day."""
    role = same_office(head)
    if phrase.plural or phrase.past or len(parties) != 1 or phrase.definite in _NOT_THE_HOLDER or role not in _PRINCIPAL:
        return None
    best: Person | None = None
    for person in reference.people.all:
        if _holds(reference, person, role, parties) and (best is None or person.first <= phrase.i):
            best = person
    if best is not None:
        return reference.person(best, 2)
    when = reference.when
    if when is None:
        return None
    entry = reference.registry.holder(role, parties[0], when)
    return None if entry is None else (entry.actor(when), parties, "office on the day")


def _holds(reference: Reference, person: Person, role: str, parties: tuple[str, ...]) -> bool:
    """Tell whether a person of the article holds an office for a party."""
    if person.entry is not None and reference.when is not None:
        office = person.entry.office_at(reference.when)
        return office is not None and same_office(office.role) == role and office.party == parties[0]
    return same_office(person.role) == role and reference.person(person, 2)[1] == parties


def _anaphor(reference: Reference, phrase: Phrase, head: str, speaker: Actor | None, depth: int) -> Answer:  # noqa: PLR0911  one way out for each kind of noun
    """Give what "the ministry", "the group", "the president" or "the spokesman" go back to."""
    low = reference.tokens.low
    noun = low[phrase.head_end - 1]
    if noun in several.MEDIATING:
        parties = several.mediators(reference)
        if parties:
            return as_body(reference, phrase, parties), parties, "mediators named"
    capital = reference.tokens.word[phrase.head][0].isupper()
    if noun in {"congress", "senate"} and capital and reference.mentioned("United States"):
        return as_body(reference, phrase, ("United States",)), ("United States",), "seat of government"
    if phrase.plural and phrase.definite and (noun in _TOGETHER or phrase.definite == "both"):
        parties = several.together(reference, phrase)
        if parties:
            return as_body(reference, phrase, parties), parties, "the parties last named together"
    if phrase.definite not in _THIS and not (phrase.plural and not phrase.definite):
        return as_body(reference, phrase, ()), (), "unknown"
    if noun in _COUNTRY and phrase.definite:
        found = reference.back(phrase.i, lambda o: o.kind in {"party", "nationality"} and reference.is_state(o))
        if found is not None:
            actor, parties, _ = reference.answer(found, None, depth + 1)
            return actor, parties, "the country last spoken of"
    if noun in _GROUP and phrase.definite:
        found = _group_before(reference, phrase, noun, depth)
        if found is not None:
            actor, parties, _ = reference.answer(found, None, depth + 1)
            return actor, parties, "the group last spoken of"
    found = reference.back(phrase.i, lambda o: _same_noun(reference, o, noun, head, depth), reach=_OFFICE_REACH)
    if found is not None:
        actor, parties, _ = reference.answer(found, None, depth + 1)
        return actor, parties, "the same office before"
    if phrase.definite in _THIS:
        governing = bodies.governed(reference, phrase, depth)
        if governing is not None:
            parties = reference.answer(governing, None, depth + 1)[1]
            return as_body(reference, phrase, parties), parties, "body of the state last spoken of"
    if speaker is not None and not phrase.plural and phrase.definite in _THIS:
        return speaker, (speaker.party,) if speaker.party else (), "speaker before"
    return as_body(reference, phrase, ()), (), "unknown"


def _group_before(reference: Reference, phrase: Phrase, noun: str, depth: int) -> Phrase | None:
    """Find the group that "the group" goes back to: one of the registry first, and "it" counts as naming it."""
    kinds = {"armed_group"} if noun in _ARMED else {"armed_group", "organisation", "coalition"}

    def known(other: Phrase) -> bool:
        if other.kind == "party" and other.cls != "L":
            return reference.registry.entries[other.ref].kind in kinds
        if other.kind == "pronoun" and other.subject and reference.tokens.low[other.i] in {"it", "they"}:
            actor = reference.answer(other, None, depth + 1)[0]
            return actor is not None and actor.kind.value in kinds
        if other.kind in {"role", "body", "name"} and other.subject:
            parties = reference.answer(other, None, depth + 1)[1]
            entry = reference.registry.party(parties[0]) if len(parties) == 1 else None
            return entry is not None and entry.kind in kinds
        return False

    found = reference.back(phrase.i, known)
    if found is not None and found.kind in {"role", "body", "name"}:
        party = reference.answer(found, None, depth + 1)[1][0]
        named = next((o for o in reference.phrases if o.kind == "party" and reference.registry.entries[o.ref].name == party), None)
        return named or found
    return found or reference.back(phrase.i, lambda o: o.kind == "institute")


def _same_noun(reference: Reference, other: Phrase, noun: str, head: str, depth: int) -> bool:
    """Tell whether a phrase before has the same head and is told more of."""
    low = reference.tokens.low
    if other.kind == "name" and other.person is not None:
        entry = other.person.entry
        office = entry.office_at(reference.when) if entry is not None and not other.person.role else None
        role = other.person.role or (office.role if office is not None else "")
        return bool(role) and (noun in role.split() or same_office(role) == same_office(head))
    if other.kind not in {"role", "body"} or depth > 6:
        return False
    last = low[other.head_end - 1]
    if last not in {noun, noun + "s", noun.removesuffix("s")} and not head.endswith(last):
        return False
    return bool(other.owners) or bodies.american(reference, other)
