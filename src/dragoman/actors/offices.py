"""Who holds an office, and what "the ministry", "the group" or "the official" goes back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors import bodies, several
from dragoman.actors.mentions import Speaker
from dragoman.actors.naming import same_office, slug
from dragoman.actors.people import Person
from dragoman.actors.phrase import Phrase
from dragoman.record import Actor, ActorKind

if TYPE_CHECKING:
    from dragoman.actors.reference import Answer, Reference

_COUNTRY = frozenset({"country", "nation", "state", "republic", "kingdom", "emirate"})
_GROUP = frozenset({
    "group", "movement", "militia", "faction", "party", "organisation", "organization", "insurgency", "alliance",
    "coalition", "bloc", "militants", "rebels", "insurgents", "guerrillas", "separatists", "fighters", "agency",
    "watchdog", "union", "opposition",
})  # fmt: skip
_TOGETHER = frozenset({
    "leaders", "presidents", "ministers", "delegations", "countries", "nations", "states", "neighbours",
    "neighbors", "governments",
})  # fmt: skip
_ARMED = frozenset({
    "militia", "faction", "insurgency", "militants", "rebels", "insurgents", "guerrillas", "separatists",
    "fighters",
})  # fmt: skip
_REBEL = frozenset({
    "rebel", "rebels", "separatist", "separatists", "insurgent", "insurgents", "insurgency", "guerrilla",
    "guerrillas",
})  # fmt: skip
_PRINCIPAL = frozenset({
    "president", "prime minister", "foreign minister", "defence minister", "chancellor", "supreme leader", "king",
    "emir", "secretary of state", "secretary-general", "leader", "taoiseach", "national security adviser",
    "foreign secretary", "defense secretary", "foreign policy chief", "vice president", "crown prince",
    "chief negotiator",
})  # fmt: skip
"""Offices that one person holds at a time, so that the office tells the person."""

_HEADS = {
    "head of state": frozenset({"president", "king", "queen", "emir", "sultan", "supreme leader"}),
    "head of government": frozenset({"prime minister", "premier", "chancellor", "taoiseach"}),
}
"""What the holders of these offices are called."""

_THIS = frozenset({"the", "this", "that"})
_NOT_THE_HOLDER = frozenset({"a", "an", "one", "another", "some", "several", "many", "two", "three"})
_DEEP = 6
"""Steps of reference after which no further office is looked for."""

_MEMBERS = frozenset({"members", "states", "countries", "nations"})
_COUNTRY_REACH = 2
"""Sentences in which "the country" of an office must be named."""
_OFFICE_REACH = 14
"""Sentences that "the minister" reaches back over."""


def resolve(reference: Reference, phrase: Phrase, speaker: Speaker | None, depth: int) -> Answer:
    """Give the holder of an office, or a body, with its party."""
    head = " ".join(reference.tokens.low[phrase.head : phrase.head_end])
    if _of_some_country(reference, phrase):
        return _of_the_country(reference, phrase, head, depth)
    if _names_members(reference, phrase):
        return _members(reference, phrase)
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
    noun = reference.tokens.low[phrase.head_end - 1]
    return _anaphor(_Question(reference, phrase, head, noun, speaker, depth))


def _of_some_country(reference: Reference, phrase: Phrase) -> bool:
    """Tell whether a phrase is an office of "the country" that the text speaks of."""
    if len(phrase.owners) != 1 or not isinstance(phrase.owners[0], Phrase):
        return False
    owner = phrase.owners[0]
    return owner.kind in {"role", "body"} and not owner.owners and _noun(reference, owner) in _COUNTRY


def _of_the_country(reference: Reference, phrase: Phrase, head: str, depth: int) -> Answer:
    """Give who holds an office of "the country": only where the text leaves one country to be meant."""
    named = reference.back(
        phrase.i,
        lambda other: (
            other.kind in {"role", "name"} and bool(other.owners) and _is_office(reference, other, head, depth)
        ),
        reach=_COUNTRY_REACH,
    )
    if named is not None:
        actor, parties, _ = reference.answer(named, None, depth + 1)
        return actor, parties, "the same office before"
    parties = _only_country(reference, phrase)
    if not parties:
        return as_body(reference, phrase, ()), (), "unknown"
    holder = _holder(reference, phrase, head, parties)
    return holder if holder is not None else (as_body(reference, phrase, parties), parties, "the only country near")


def _is_office(reference: Reference, other: Phrase, head: str, depth: int) -> bool:
    """Tell whether a phrase names the same office of a state that it names."""
    if _of_some_country(reference, other) or depth > _DEEP:
        return False
    role = (
        other.person.role if other.person is not None else " ".join(reference.tokens.low[other.head : other.head_end])
    )
    return same_office(role) == same_office(head) and len(reference.owners(other.owners, depth + 1)) == 1


def _only_country(reference: Reference, phrase: Phrase) -> tuple[str, ...]:
    """Give the country that "the country" must be: the only one near, or the only one that does something there."""
    sentence = reference.tokens.sentence[phrase.i]
    near = [
        named
        for other in reference.phrases
        if other.i < phrase.i and sentence - reference.tokens.sentence[other.i] <= _COUNTRY_REACH
        for named in (other, *other.owners)
        if named.kind in {"party", "nationality"} and reference.is_state(named)
    ]
    alone = [
        other
        for other in near
        if (other.subject or other.speaks) and reference.tokens.low[other.i - 1 : other.i] not in (["and"], ["or"])
    ]
    for chosen in (near, alone):
        parties = {reference.registry.entries[other.ref].party for other in chosen}
        if len(parties) == 1:
            return tuple(party for party in parties if party)
    return ()


def _names_members(reference: Reference, phrase: Phrase) -> bool:
    """Tell whether a phrase names the members of a body: they are states, and what they do the body does not do."""
    return (
        bool(phrase.owners)
        and phrase.plural
        and _noun(reference, phrase) in _MEMBERS
        and _is_permanent(reference, phrase)
    )


def _members(reference: Reference, phrase: Phrase) -> Answer:
    """Give the members of a body: the five permanent ones of the Security Council where they act, else nobody."""
    words = set(reference.tokens.low[phrase.i : phrase.j])
    known = {"permanent", "security", "council"} <= words and (phrase.subject or phrase.speaks)
    five = reference.registry.find("P5") if known else None
    if five is not None and five.members:
        return five.actor(reference.when), tuple(five.members), "permanent members of the Security Council"
    return as_body(reference, phrase, ()), (), "members of a body, not the body"


def _is_permanent(reference: Reference, phrase: Phrase) -> bool:
    """Tell whether the members are the permanent ones, or the states among the members."""
    words = set(reference.tokens.low[phrase.i : phrase.head_end])
    return bool(words & {"permanent", "states", "countries", "nations"})


def _noun(reference: Reference, phrase: Phrase) -> str:
    """Give the noun of a phrase, its possessive taken off."""
    return reference.tokens.low[phrase.head_end - 1].removesuffix("'s").removesuffix("’s")


def as_body(reference: Reference, phrase: Phrase, parties: tuple[str, ...]) -> Actor:
    """Make the record of a body or of unnamed officials."""
    name = reference.said(phrase)
    kind = ActorKind.BODY if phrase.kind == "body" else ActorKind.UNKNOWN
    return Actor(id=f"name:{slug(name)}", name=name, kind=kind, party=parties[0] if parties else None)


def _holder(reference: Reference, phrase: Phrase, head: str, parties: tuple[str, ...]) -> Answer | None:
    """Find who holds a principal office, in the article first, then in the registry on the day."""
    role = same_office(head)
    if (
        phrase.plural
        or phrase.past
        or len(parties) != 1
        or phrase.definite in _NOT_THE_HOLDER
        or role not in _PRINCIPAL
    ):
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


@dataclass(frozen=True, slots=True)
class _Question:
    """A phrase without an owner, and what is known when it is asked for."""

    reference: Reference
    phrase: Phrase
    head: str
    noun: str
    speaker: Speaker | None
    depth: int

    def body(self, parties: tuple[str, ...], rule: str) -> Answer:
        """Give the body itself, with the parties found for it."""
        return as_body(self.reference, self.phrase, parties), parties, rule

    def same_as(self, other: Phrase | None, rule: str) -> Answer | None:
        """Give whoever another phrase stands for, if there is one."""
        if other is None:
            return None
        actor, parties, _ = self.reference.answer(other, None, self.depth + 1)
        return actor, parties, rule


def _anaphor(question: _Question) -> Answer:
    """Give what "the ministry", "the group", "the president" or "the spokesman" go back to."""
    phrase = question.phrase
    for rule in (_mediating, _of_congress, _together, _cited):
        answer = rule(question)
        if answer is not None:
            return answer
    bare = phrase.plural and not phrase.definite and phrase.i == phrase.head
    if phrase.definite in _THIS or bare:
        for rule in (_country, _group, _office_before, _governed, _who_spoke):
            answer = rule(question)
            if answer is not None:
                return answer
    return question.body((), "unknown")


def _mediating(question: _Question) -> Answer | None:
    parties = several.mediators(question.reference) if question.noun in several.MEDIATING else ()
    return question.body(parties, "mediators named") if parties else None


def _of_congress(question: _Question) -> Answer | None:
    reference, phrase = question.reference, question.phrase
    capital = reference.tokens.word[phrase.head][0].isupper()
    if question.noun in {"congress", "senate"} and capital and reference.mentioned("United States"):
        return question.body(("United States",), "seat of government")
    return None


def _together(question: _Question) -> Answer | None:
    phrase = question.phrase
    if not phrase.plural or not phrase.definite or not (question.noun in _TOGETHER or phrase.definite == "both"):
        return None
    parties = several.together(question.reference, phrase)
    return question.body(parties, "the parties last named together") if parties else None


def _cited(question: _Question) -> Answer | None:
    reference, phrase = question.reference, question.phrase
    if phrase.i == 0 or reference.tokens.low[phrase.i - 1] not in {"citing", "quoting"}:
        return None
    found = reference.back(phrase.i, lambda other: other.speaks and other.cls != "L", reach=0)
    parties = reference.answer(found, None, question.depth + 1)[1] if found is not None else ()
    return question.body(parties, "cited by who speaks") if parties else None


def _country(question: _Question) -> Answer | None:
    reference, phrase = question.reference, question.phrase
    if question.noun not in _COUNTRY or not phrase.definite or question.head in _HEADS:
        return None
    found = reference.back(phrase.i, lambda o: o.kind in {"party", "nationality"} and reference.is_state(o))
    return question.same_as(found, "the country last spoken of")


def _group(question: _Question) -> Answer | None:
    if question.noun not in _GROUP or not question.phrase.definite:
        return None
    found = _group_before(question.reference, question.phrase, question.noun, question.depth)
    return question.same_as(found, "the group last spoken of")


def _office_before(question: _Question) -> Answer | None:
    reference, speaker = question.reference, question.speaker
    found = reference.back(question.phrase.i, lambda o: _same_noun(question, o), reach=_OFFICE_REACH)
    if speaker is not None and _held_by(question, speaker):
        since = found is not None and reference.tokens.start[found.i] >= speaker.until
        if not since:
            return speaker.actor, speaker.parties, "speaker before"
    return question.same_as(found, "the same office before")


def _held_by(question: _Question, speaker: Speaker) -> bool:
    """Tell whether the last speaker holds an office of this name, or is called by it ("a senior official")."""
    if question.phrase.plural:
        return False
    called = (speaker.actor.role or speaker.actor.name).casefold()
    return _meant(question.head, called) or question.noun in called.split()


def _meant(head: str, role: str) -> bool:
    """Tell whether two names of an office mean one, "head of state" among them."""
    return same_office(role) == same_office(head) or role in _HEADS.get(head, ())


def _governed(question: _Question) -> Answer | None:
    if question.phrase.definite not in _THIS:
        return None
    found = bodies.governed(question.reference, question.phrase, question.depth)
    if found is None:
        return None
    parties = question.reference.answer(found, None, question.depth + 1)[1]
    return question.body(parties, "body of the state last spoken of")


def _who_spoke(question: _Question) -> Answer | None:
    speaker = question.speaker
    if speaker is None or question.phrase.plural or question.phrase.definite not in _THIS:
        return None
    return speaker.actor, speaker.parties, "speaker before"


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
        named = next(
            (o for o in reference.phrases if o.kind == "party" and reference.registry.entries[o.ref].name == party),
            None,
        )
        return named or found
    return found or reference.back(phrase.i, lambda o: o.kind == "institute")


def _same_noun(question: _Question, other: Phrase) -> bool:
    """Tell whether a phrase before has the same head and is told more of."""
    reference, noun = question.reference, question.noun
    if other.kind == "name" and other.person is not None:
        entry = other.person.entry
        office = entry.office_at(reference.when) if entry is not None and not other.person.role else None
        role = other.person.role or (office.role if office is not None else "")
        return bool(role) and (noun in role.split() or _meant(question.head, role))
    if other.kind not in {"role", "body"} or question.depth > _DEEP:
        return False
    last = reference.tokens.low[other.head_end - 1]
    if last not in {noun, noun + "s", noun.removesuffix("s")} and not question.head.endswith(last):
        return False
    return bool(other.owners) or bodies.american(reference, other)
