"""How terms hang together: the same thing with another number, and who accepts or rejects what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.record import Act, Record, Source, Statement
from dragoman.views.gist import Said
from dragoman.views.grouping import group
from dragoman.views.results import Witness, witness_of
from dragoman.views.words import Weights, likeness

_ANSWERS = 0.65
"""Share of the shorter wording that an answer must have in common with what it answers."""
_ANSWERS_BY_NAME = 0.45
"""The same, where the answer names whose term it answers."""
_LEAST_WORDS = 3
"""An answer of fewer words does not say what it answers."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement with what it boils down to."""

    statement: Statement
    says: Said


class Answer(Record):
    """How another party took a term up."""

    party: str
    act: Act
    witness: Witness


def variants_of(offers: Sequence[Heard], groups: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Find terms that are alike but for a number: one is the other, modified."""
    firsts = [offers[places[0]].says for places in groups]
    blind = [replace(item, says=replace(item.says, numbers=frozenset())) for item in firsts]
    found: dict[int, list[int]] = defaultdict(list)
    for family in group(blind):
        for number in family:
            mine = firsts[number].says.numbers
            found[number] = [
                other for other in family if other != number and mine and firsts[other].says.numbers != mine
            ]
    return found


@dataclass(frozen=True, slots=True)
class _Index:
    """The terms by their telling stems, for finding what an answer answers."""

    offers: Sequence[Heard]
    groups: Sequence[Sequence[int]]
    by_stem: Mapping[str, Sequence[int]]
    weights: Weights


def answers_to(
    offers: Sequence[Heard], groups: Sequence[Sequence[int]], replies: Sequence[Heard], sources: Mapping[str, Source]
) -> dict[int, list[Answer]]:
    """Find, for each acceptance or rejection, the term of another party that it most resembles."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, places in enumerate(groups):
        for word in sorted({word for place in places for word in offers[place].says.says.telling}):
            by_stem[word].append(number)
    index = _Index(offers, groups, by_stem, Weights(item.says.says for item in (*offers, *replies)))
    found: dict[int, list[Answer]] = defaultdict(list)
    for reply in replies:
        best = _answered_term(reply, index)
        if best is not None:
            statement = reply.statement
            party = " and ".join(statement.parties) or statement.actor or "an unnamed party"
            found[best].append(Answer(party=party, act=statement.act, witness=witness_of(statement, sources)))
    return found


def _answered_term(reply: Heard, index: _Index) -> int | None:
    """Give the term that a reply answers: another party's, on the same issue, in much the same words.

    A reply that names whose proposal it answers needs less likeness in the rest.
    """
    if len(reply.statement.quote.split()) < _LEAST_WORDS:
        return None
    shared: Counter[int] = Counter()
    for word in reply.says.says.telling:
        shared.update(index.by_stem.get(word, ())[-200:])
    scored: list[tuple[float, int]] = []
    for number, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:24]:
        for place in index.groups[number][:4]:
            offer = index.offers[place]
            if offer.says.block == reply.says.block or not offer.says.issues & reply.says.issues:
                continue
            alike = likeness(offer.says.says, reply.says.says, index.weights)
            needed = _ANSWERS_BY_NAME if _names_proposer(reply.statement, offer.statement) else _ANSWERS
            scored.append((alike - needed, -number))
    best = max(scored, default=(-1.0, 0))
    return -best[1] if best[0] >= 0 else None


def _names_proposer(reply: Statement, offer: Statement) -> bool:
    """Tell whether a reply's words name the party or person whose term it may answer."""
    names = {*offer.parties, (offer.actor or "").rpartition(" ")[2]} - {""}
    told = f"{reply.quote} {reply.addressee or ''}"
    return any(name in told for name in names if name not in reply.parties)
