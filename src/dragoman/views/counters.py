"""Counterproposals: where one party puts on a point what another did, with another value of something measured.

"Elections within 100 days" in one draft and "as soon as possible" in the next is a move of the table, though no party
changed its mind.  Two statements are held against each other only where their words make it likely that they speak to
one point, and the later one is another article's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.record import Statement
from dragoman.views.gist import Said, said
from dragoman.views.grouping import weights_of
from dragoman.views.measures import CONDUCT
from dragoman.views.parties import party_key
from dragoman.views.qualities import moved, qualities
from dragoman.views.resemblance import chance
from dragoman.views.words import Weights

ONE_POINT = 0.2
"""How likely two statements must be about one thing to be held against each other: that two parties speak lowers it."""
_MOST_CANDIDATES = 12
_MOST_POSTINGS = 60
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Countered:
    """A counterproposal.

    Attributes:
        old: What another party had put on the table.
        new: What this one puts there.
        difference: What differs, as `old → new`.
    """

    old: Statement
    new: Statement
    difference: str


@dataclass(frozen=True, slots=True)
class _Told:
    """All that is held against each other: what each boils down to, for whom it is said, what words tell."""

    items: Sequence[Said]
    parties: Sequence[frozenset[str]]
    weights: Weights


def countered(ordered: Sequence[Statement]) -> Iterator[Countered]:
    """Give the counterproposals among statements that put terms on the table, in the order of the later one.

    Args:
        ordered: The statements, in the order in which they became known.
    """
    told = [one for one in ordered if one.issues and one.issues[0] not in CONDUCT]
    items = [said(one) for one in told]
    measured = [qualities(item.sentence, item.whole.numbers) for item in items]
    known = _Told(items, [frozenset(party_key(one.parties, one.actor)) for one in told], weights_of(items))
    index: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        if measured[place]:
            for other in _likeliest(place, known, _candidates(item, index)):
                difference = moved(measured[other], measured[place])
                if difference:
                    yield Countered(told[other], told[place], difference)
                    break
            for word in item.whole.telling:
                index[word].append(place)


def _candidates(item: Said, index: dict[str, list[int]]) -> list[int]:
    """Give the earlier statements that share the most telling words, a bounded number."""
    shared: Counter[int] = Counter()
    for word in item.whole.telling:
        shared.update(index.get(word, ())[-_MOST_POSTINGS:])
    ranked = sorted((at for at, often in shared.items() if often >= _LEAST_SHARED), key=lambda at: (-shared[at], -at))
    return ranked[:_MOST_CANDIDATES]


def _likeliest(place: int, told: _Told, candidates: Sequence[int]) -> list[int]:
    """Give the earlier statements of other parties and articles that are likely on the same point, likeliest first."""
    item, parties = told.items[place], told.parties[place]
    scored = [
        (chance(item, told.items[at], told.weights), at)
        for at in candidates
        if not parties & told.parties[at]
        and told.items[at].document != item.document
        and told.items[at].issues & item.issues
    ]
    return [at for likely, at in sorted(scored, key=lambda pair: (-pair[0], -pair[1])) if likely >= ONE_POINT]
