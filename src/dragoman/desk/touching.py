"""Which documents a judgement bears on: those whose statements may be another's, other words, or gone by it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dossier.derived import Derived
from dragoman.dossier.judging import ACTOR, FAILURE, SOURCE, TERM
from dragoman.record import Judgement

_NO_STATEMENT = (SOURCE, TERM, FAILURE)


def documents_touched(derived: Derived, made: Sequence[Judgement], judgement: Judgement) -> set[int]:
    """Give the documents on whose statements a judgement bears.

    Args:
        derived: Where the documents are found.
        made: All judgements so far.
        judgement: One of them; an undo bears on what the judgement bore on that it undoes.
    """
    by_id = {one.id: one for one in made}
    found: set[int] = set()
    seen: set[str] = set()
    pending = [judgement]
    while pending:
        one = pending.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        pending += [by_id[earlier] for earlier in (one.target, one.supersedes) if earlier in by_id]
        if one.target.startswith(ACTOR):
            found |= derived.documents_naming(_names_with(one.target.removeprefix(ACTOR), made))
        elif not one.target.startswith(_NO_STATEMENT):
            found |= derived.documents_of(one.target)
    return found & set(derived.documents())


def _names_with(name: str, made: Sequence[Judgement]) -> set[str]:
    """Give every name that any judgement, in effect or not, ever tied to a name: what hangs on one hangs on all."""
    ties = [
        (one.target.removeprefix(ACTOR).casefold(), one.value.rpartition(" @ ")[0].casefold() or one.value.casefold())
        for one in made
        if one.target.startswith(ACTOR)
    ]
    found = {name.casefold()}
    while grown := {tied for tie in ties if found & set(tie) for tied in tie} - found:
        found |= grown
    return found
