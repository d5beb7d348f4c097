"""Where who acts in an annotated statement stands in its words.

The annotation names an actor in plain English ("Vladimir Putin", of Russia).  In the statement there may stand "the
Kremlin", "he", "Moscow" or nothing.  `actors` finds the words; among several that stand for the right parties the ones
that the statement is told by come first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpora import Article
from dragoman.actors import Cast
from dragoman.anchors import overlap

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a statement that name somebody: their place, the name they stand for, and its parties."""

    place: Place
    name: str
    parties: frozenset[str]


def with_actors(article: Article, cited: Sequence[Place]) -> Article:
    """Add `actor_place` to each statement of an article: where the actor stands, None where the words do not tell.

    Args:
        article: With statements.
        cited: Places that a network of stage one reads as sources of attributions.
    """
    cast = Cast.of(article.text)
    statements = []
    for statement in article.statements or ():
        named = list(_named(cast, statement))
        right = [n for n in named if agreement(n.parties, statement) >= 0.5]
        best = max(right, key=lambda n: _preference(n, statement, cited), default=None)
        if best is not None and not _same(best.name, statement) and _stands_there(article.text, statement):
            best = None  # the actor's own name stands there, and `actors` does not know whose it is
        statements.append(dict(statement) | {"actor_place": best and best.place})
    return replace(article, statements=tuple(statements))


def agreement(parties: Collection[str], statement: Mapping[str, object]) -> float:
    """Give the Jaccard index of parties with the statement's, names as written apart from case."""
    wanted = {str(party).casefold() for party in statement.get("parties") or ()}  # type: ignore[attr-defined]
    return len(wanted & set(parties)) / len(wanted | set(parties)) if wanted and parties else 0.0


def _named(cast: Cast, statement: Mapping[str, object]) -> Iterator[Named]:
    """Give who is named in a statement outside quotation marks, one by one or joined."""
    end = int(str(statement["end"]))
    for place, found in cast.named_within(int(str(statement["start"])), end):
        if place[1] <= end:
            name = found.actor.name if found.actor else ", ".join(found.parties)
            yield Named(place, name, frozenset(party.casefold() for party in found.parties))


def _preference(named: Named, statement: Mapping[str, object], cited: Sequence[Place]) -> tuple[float, ...]:
    """Rank words that stand for the right parties: all of them, cited or, in a second-hand act, not, and early."""
    is_cited = any(overlap(*named.place, *place) for place in cited)
    return (
        agreement(named.parties, statement),
        is_cited != bool(statement.get("source")),
        _same(named.name, statement),
        -named.place[0],
        -named.place[1],
    )


def _same(name: str, statement: Mapping[str, object]) -> bool:
    """Tell whether a name ends in the word that the annotated actor's ends in."""
    known = str(statement.get("actor") or "").casefold().split()
    return bool(known) and known[-1] in name.casefold().split()


def _stands_there(text: str, statement: Mapping[str, object]) -> bool:
    """Tell whether the annotated actor's own name stands in the statement."""
    known = str(statement.get("actor") or "").split()
    words = text[int(str(statement["start"])) : int(str(statement["end"]))]
    return bool(known) and known[-1][0].isupper() and re.search(rf"\b{re.escape(known[-1])}\b", words) is not None
