"""Who is named as a guarantor, and how firmly: bound, committed, named, candidate, possible, declined.

A list may go on in the next sentence ("Russia and China could also be involved"), and a party that offers
another security guarantees is their guarantor.  Nobody else becomes one by standing near the word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.reading.terms.context import Context
from dragoman.reading.terms.lexicon import NEGATIONS, QUOTES, bag
from dragoman.reading.terms.words import Words
from dragoman.record import Firmness

PartiesIn = Callable[[int, int], tuple[tuple[str, int, int], ...]]
"""Gives the states and organisations named in a run of characters, with their places."""


@dataclass(frozen=True, slots=True)
class Guarantor:
    """A party named as guarantor, where, how firmly, and by which rule where it is inferred."""

    name: str
    start: int
    end: int
    firmness: Firmness
    rule: str | None = None


_NOUNS = bag("guarantor guarantors")
_GUARANTEES = bag("guarantee guarantees guaranteeing guaranteed")
_OFFERS = bag("""offer offers offered offering provide provides provided providing give gives gave giving extend""")
_PROMISES = bag("pledge pledges pledged promise promises promised committed commits commit agreed agrees")
_POSSIBLE = bag("could may might possibly perhaps")
_CANDIDATE = bag(
    """potential possible prospective candidate candidates would-be floated floats floating proposed proposes
    suggested suggests considered list wants wanted named envisaged envisions envisions sees"""
)
_COMMITTED = bag("will shall agreed committed pledged promised undertook undertakes")
_BOUND = bag("signed sign ratified signatory signatories")
_DECLINED = bag("refused refuses declined declines rejected rejects unwilling ruled won't")
_MODAL_LINKS = bag("will shall would could to may")
_GUARANTEED = bag("security safety deal agreement ceasefire accord treaty borders truce")
_WISHING = bag("if whether asked demanded wants seeks seeking want")
_ARRANGEMENTS = bag("agreement guarantee guarantees arrangement commitment commitments pledge pact deal")
_SECURITY = bag("security safety defence defense")
_WOULD = _POSSIBLE | {"would"}
_ASKED_FOR = bag("want wants wanted seek seeks seeking sought demand demands demanded request")
_BEFORE_NOUN = bag(
    """among the a an one of its their potential possible prospective security named candidate main principal
    international such future also both all joint first chief to likely designated official peace"""
)
_AFTER_NAMES = bag("who which that . ; said to will would could can") | QUOTES
_BE = bag("be are is were was become becoming being would")
_INTRODUCING = _BE | bag("include includes included including : like namely — – -")
_LISTING = bag("include included includes floated named made makes make making accepted")
_SERVING = bag("act acts acting serve serves serving sign signed join")
_ALSO = bag("also too likewise additionally")
_JOINING = bag("involved join joined included added participate part sign among invited")
_LONGEST = 120


def guarantors(context: Context, first: int, stop: int, parties_in: PartiesIn) -> list[Guarantor]:
    """Give the guarantors named in a run of tokens, each once, in order of place."""
    found: dict[str, Guarantor] = {}
    for begin, end in context.sentences_of(first, stop):
        end_here = min(end, begin + _LONGEST)
        for guarantor in _in_sentence(context, begin, end_here, parties_in):
            found.setdefault(guarantor.name, guarantor)
    return sorted(found.values(), key=lambda guarantor: guarantor.start)


def _in_sentence(context: Context, first: int, stop: int, parties_in: PartiesIn) -> list[Guarantor]:
    """Read one sentence: a list of guarantors, its continuation, or an offer of guarantees."""
    words = context.words
    noun = words.find(_NOUNS, first, stop)
    if noun >= 0:
        return _named(words, noun, (first, stop), parties_in)
    verb = words.find(_GUARANTEES, first, stop)
    if verb >= 0:
        return _offered(words, verb, (first, stop), parties_in)
    return _continued(context, first, stop, parties_in) or _referred(context, first, stop, parties_in)


def _named(words: Words, noun: int, run: tuple[int, int], parties_in: PartiesIn) -> list[Guarantor]:
    """Read a sentence with "guarantor": whose names stand in the place of the guarantors."""
    first, stop = run
    low = words.low
    after = words.get(noun + 1)
    if after in {"of", "for"}:
        after = ""
    firmness = _firmness(words, first, stop, noun)
    places = _places(words, noun, run)
    found: list[Guarantor] = []
    for begin, end in places:
        if end <= begin:
            continue
        for name, start, finish in parties_in(words.starts[begin], words.ends[end - 1]):
            found.append(Guarantor(name, start, finish, firmness))
    if "consent" in low[max(first, noun - 5) : noun]:
        return []
    return found


def _places(words: Words, noun: int, run: tuple[int, int]) -> list[tuple[int, int]]:
    """Give where in a sentence the guarantors' names stand, as runs of tokens."""
    first, stop = run
    link = words.rfind({"as"}, max(first, noun - 6), noun)
    if link > first:
        return [_before_as(words, first, link)]
    after = _after_noun(words, noun, stop)
    listed = words.find(_LISTING, first, noun)
    if after is not None or listed >= 0:
        return [after or (listed + 1, min(noun, _until(words, listed + 1, noun)))]
    be = words.rfind(_BE - {"would"}, first, noun)
    if be >= 0 and not all(word in _BEFORE_NOUN for word in words.low[be + 1 : noun]):
        # "the north is to ask the guarantors": the noun is not what anybody is said to be.
        return []
    if be >= 0:
        return [(_subject_start(words, first, be), be)]
    # A list straight after the noun, as in "the guarantor states Russia, Turkey and Iran".
    states = words.get(noun + 1) in {"states", "countries", "powers", "nations"}
    listing = noun + 2 if states else noun + 1
    if words.low[noun] == "guarantors" and words.get(listing) == ",":
        listing += 1
    return [(listing, _list_end(words, listing, stop))] if words.capital(listing) else []


def _before_as(words: Words, first: int, link: int) -> tuple[int, int]:
    """Give the names in "floated Canada as a guarantor", "China would serve as guarantor"."""
    pivot = words.rfind(_SERVING, max(first, link - 3), link)
    if pivot >= 0:
        return _subject_start(words, first, pivot), pivot
    back = words.rfind(_CANDIDATE | _LISTING | {"and"}, first, link)
    return (back + 1 if back >= 0 else first), link


def _after_noun(words: Words, noun: int, stop: int) -> tuple[int, int] | None:
    """Give the names in "the guarantors include A and B", "guarantors such as A", "the guarantors would be A"."""
    if words.follows(noun + 1, "such", "as"):
        return noun + 3, _list_end(words, noun + 3, stop)
    link = words.find(_INTRODUCING, noun + 1, min(stop, noun + 7))
    if link >= 0 and words.low[link] in _BE and words.follows(link + 1, "to", "be"):
        # "the guarantors were to be A, B and C"
        return link + 3, _list_end(words, link + 3, stop)
    comma = words.find({","}, noun + 1, link) if link >= 0 else -1
    if 0 <= comma < link - 1:
        return None  # another clause has begun: "among the guarantors, since exercises would need …"
    if link < 0 or (words.low[link] in _BE and words.find({"not", "to"}, link, link + 3) >= 0):
        return None
    if words.low[link] == "-" and not words.spaced(link):
        return None
    return link + 1, _list_end(words, link + 1, stop)


def _subject_start(words: Words, first: int, verb: int) -> int:
    """Give where the subject of a verb begins: after the last verb of saying or quotation mark."""
    opener = words.rfind({"that", "which", "said", "says", ";", ":"} | QUOTES, first, verb)
    return max(first, opener + 1)


def _until(words: Words, begin: int, stop: int) -> int:
    """Cut a run of names before "in a list", "as", "that"."""
    link = words.find({"in", "as", "that", "which", "among", "on", "for"}, begin, stop)
    return link if link >= 0 else stop


def _list_end(words: Words, begin: int, stop: int) -> int:
    """Give the token after a list of names: before the first word that neither names nor joins."""
    link = words.find(_AFTER_NAMES, begin, stop)
    return link if link >= 0 else stop


def _firmness(words: Words, first: int, stop: int, noun: int) -> Firmness:
    """Read how firmly a sentence names its guarantors."""
    around = set(words.low[first:stop])
    near = set(words.low[max(first, noun - 8) : min(stop, noun + 6)])
    if near & NEGATIONS or (near & _DECLINED and "accepted" not in near):
        return Firmness.DECLINED
    if near & _CANDIDATE or around & {"floated", "potential"}:
        return Firmness.CANDIDATE
    by_words = ((around & _POSSIBLE, Firmness.POSSIBLE), (around & _BOUND, Firmness.BOUND))
    told = next((firmness for words_of_it, firmness in by_words if words_of_it), None)
    return told or (Firmness.COMMITTED if near & _COMMITTED else Firmness.NAMED)


def _offered(words: Words, verb: int, run: tuple[int, int], parties_in: PartiesIn) -> list[Guarantor]:
    """Read "X offers Y security guarantees", "X will guarantee", "guaranteed by X", "guarantees from X"."""
    first, stop = run
    by = words.get(verb + 1) in {"from", "by"} and words.rfind(_SECURITY, max(first, verb - 3), verb) >= 0
    if words.low[verb] == "guaranteed" or by:
        return _guaranteed_by(words, verb, stop, parties_in)
    acting = _acting(words, verb, run)
    if acting <= first or words.rfind(_WISHING, first, acting) >= 0:
        return []
    if words.rfind({"think", "thinks", "believe", "believes", "hope", "hopes"}, max(first, acting - 8), acting) >= 0:
        return []
    subject = (min(acting - 1, _subject_start(words, first, acting)), acting)
    named = parties_in(words.starts[subject[0]], words.ends[subject[1] - 1])
    if not named and subject[0] > first and words.find({"he", "she", "it", "they"}, *subject) >= 0:
        # "Trump said he was offering …": the pronoun is the speaker.
        named = parties_in(words.starts[first], words.ends[subject[0] - 1])
    firmness = _offer_firmness(words, subject, verb)
    return [Guarantor(name, start, end, firmness) for name, start, end in named[:1]]


def _acting(words: Words, verb: int, run: tuple[int, int]) -> int:
    """Give the verb with which somebody guarantees or offers guarantees, -1 where nobody does."""
    first, stop = run
    offer = words.rfind(_OFFERS | _PROMISES, max(first, verb - 8), verb)
    modal = words.get(verb - 1)
    if (words.low[verb] == "guarantee" and modal in _MODAL_LINKS) or _verb_like(words, verb):
        ready = offer >= 0 or words.rfind({"ready", "willing", "prepared"}, max(first, verb - 5), verb) >= 0
        peace = words.find(_GUARANTEED, verb + 1, min(stop, verb + 9)) >= 0
        return verb if peace and (modal != "to" or ready) else -1
    secure = words.rfind({"security", "safety", "defence", "defense"}, max(first, verb - 3), verb)
    return offer if offer >= 0 and secure >= 0 and words.find({",", ";", "for"}, offer, verb) < 0 else -1


def _verb_like(words: Words, verb: int) -> bool:
    """Tell whether "guarantees" is the verb: after a name, before a determiner."""
    return words.low[verb] == "guarantees" and words.capital(verb - 1) and words.get(verb + 1) in {"the", "a", "its"}


def _offer_firmness(words: Words, subject: tuple[int, int], verb: int) -> Firmness:
    """Read how firmly somebody offers guarantees."""
    between = set(words.low[subject[0] : verb])
    if between & _DECLINED or between & NEGATIONS:
        return Firmness.DECLINED
    if between & _POSSIBLE or "would" in between:
        return Firmness.POSSIBLE
    if between & _COMMITTED or between & _PROMISES:
        return Firmness.COMMITTED
    return Firmness.NAMED


def _guaranteed_by(words: Words, verb: int, stop: int, parties_in: PartiesIn) -> list[Guarantor]:
    """Read "guaranteed by X and Y", "security guarantees from X"."""
    link = words.find({"by", "from"}, verb + 1, min(stop, verb + 3))
    end = _list_end(words, link + 1, stop)
    if link < 0 or end <= link + 1:
        return []
    before = set(words.low[max(0, verb - 8) : verb])
    firmness = Firmness.NAMED
    if before & _ASKED_FOR:
        firmness = Firmness.CANDIDATE
    elif before & _WOULD or words.get(end) in _WOULD:
        firmness = Firmness.POSSIBLE
    named = parties_in(words.starts[link + 1], words.ends[end - 1])
    return [Guarantor(name, start, finish, firmness) for name, start, finish in named]


def _continued(context: Context, first: int, stop: int, parties_in: PartiesIn) -> list[Guarantor]:
    """Read a sentence that goes on with the list of guarantors of the sentence before."""
    words = context.words
    number = context.sentence_at(first)
    if number == 0 or words.find(_ALSO, first, stop) < 0 or words.find(_JOINING, first, stop) < 0:
        return []
    begin, end = context.sentence(number - 1)
    if words.find(_NOUNS, begin, end) < 0 or "\n" in context.text[words.ends[end - 1] : words.starts[end]]:
        return []
    modal = words.find(_POSSIBLE | {"would", "will", "should", "was", "were", "have", "has"}, first, stop)
    if modal <= first or not {words.get(modal - 1), words.get(modal + 1)} & _ALSO:
        return []
    firmness = Firmness.POSSIBLE if words.low[modal] in _POSSIBLE | {"would"} else Firmness.NAMED
    named = parties_in(words.starts[first], words.ends[modal - 1])
    return [
        Guarantor(name, start, finish, firmness, "the list of the sentence before goes on")
        for name, start, finish in named
    ]


def _referred(context: Context, first: int, stop: int, parties_in: PartiesIn) -> list[Guarantor]:
    """Read a sentence that goes on about the guarantees offered in the one before it: "… such an agreement"."""
    words = context.words
    number = context.sentence_at(first)
    head = context.sentence(number)[0]
    if number == 0 or words.get(head) not in {"he", "she", "it", "they"}:
        return []
    noun = words.find(_ARRANGEMENTS, first, stop)
    if noun < 0 or words.find({"such", "these", "those", "the", "this"}, max(first, noun - 3), noun) < 0:
        return []
    begin, end = context.sentence(number - 1)
    if "\n" in context.text[words.ends[end - 1] : words.starts[end]]:
        return []
    verb = words.find(_GUARANTEES, begin, min(end, begin + _LONGEST))
    if verb < 0 or words.find(_NOUNS, begin, end) >= 0:
        return []
    offered = _offered(words, verb, (begin, end), parties_in)
    return [replace(one, rule="the offer of the sentence before goes on") for one in offered]
