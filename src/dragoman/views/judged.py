"""What people decided about terms and sources takes effect here: joined, parted and renamed terms, graded sources.

A judgement names a term by its id or by the id of any statement in it: a term's own id follows from its first
wording, which an older article that comes in later can change, while a statement keeps its id.  Only judgements that
are in effect are in the record, so an undone one has none here.

| target | field | value | effect |
|---|---|---|---|
| `term:ID` | `same_as` | another id | both are one term |
| `term:ID` | `split` | a statement's id | that statement is a term of its own |
| `term:ID` | `label` | words | shown under these words |
| `source:OUTLET` | `grade` | `A` to `F` | the source is shown and can be asked for by it |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.record import Judgement, Source

TERM = "term:"
"""Prefix of a target that is a term."""
SOURCE = "source:"
"""Prefix of a target that is a source."""


def regrouped(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    key: Callable[[Sequence[int]], str],
    judgements: Iterable[Judgement],
) -> list[list[int]]:
    """Part and join groups as people judged.

    Args:
        groups: Places of statements, as the rules group them.
        names: The statements' ids, by place.
        key: Gives the id of a group.
        judgements: Those in effect.

    Returns:
        Groups of places, in order of their first member.
    """
    about = [one for one in judgements if one.target.startswith(TERM)]
    if not about:
        return [list(places) for places in groups]
    # Ids are those of the groups as the rules make them: that is what the judge saw.
    named = {key(places): set(places) for places in groups}
    alone = _alone(groups, names, named, about)
    parted = [[place for place in places if place not in alone] for places in groups]
    apart = [*(places for places in parted if places), *([place] for place in sorted(alone))]
    joined = _joined(apart, names, {name: places - alone for name, places in named.items()}, about)
    return sorted(joined, key=lambda places: places[0])


def _alone(
    groups: Sequence[Sequence[int]], names: Sequence[str], named: Mapping[str, set[int]], about: Sequence[Judgement]
) -> set[int]:
    """Give the statements that were split off, each to stand alone."""
    place_of = {name: place for place, name in enumerate(names)}
    found = set()
    for judgement in about:
        place = place_of.get(judgement.value.removeprefix(TERM)) if judgement.field == "split" else None
        if place is not None and place in _places(judgement.target, names, named, groups):
            found.add(place)
    return found


def _joined(
    groups: list[list[int]], names: Sequence[str], named: Mapping[str, set[int]], about: Sequence[Judgement]
) -> list[list[int]]:
    """Join the groups that were judged to be one, chains followed."""
    for judgement in about:
        if judgement.field != "same_as":
            continue
        both = _places(judgement.target, names, named, groups), _places(judgement.value, names, named, groups)
        if not all(both):
            continue
        wanted = both[0] | both[1]
        chosen = [places for places in groups if wanted & set(places)]
        rest = [places for places in groups if not wanted & set(places)]
        groups = [*rest, sorted(place for places in chosen for place in places)]
    return groups


def _places(
    target: str, names: Sequence[str], named: Mapping[str, set[int]], groups: Sequence[Sequence[int]]
) -> set[int]:
    """Give the places that a term's id stands for: a term as shown, or the group that now holds a statement."""
    wanted = target.removeprefix(TERM)
    if wanted in named:
        return named[wanted]
    return next((set(places) for places in groups if any(names[place] == wanted for place in places)), set())


def labels(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Give the words under which terms are shown, by the id that the judge gave."""
    return {
        one.target.removeprefix(TERM): one.value
        for one in judgements
        if one.target.startswith(TERM) and one.field == "label"
    }


def grades(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Give the grades of sources, by the folded outlet or address that the judge gave."""
    return {
        _folded(one.target.removeprefix(SOURCE)): one.value
        for one in judgements
        if one.target.startswith(SOURCE) and one.field == "grade"
    }


def grade_of(source: Source, given: Mapping[str, str]) -> str | None:
    """Give the grade of a source: its document's own before its outlet's."""
    for name in (source.sha256, source.address, source.outlet_name):
        grade = given.get(_folded(name))
        if grade is not None:
            return grade
    return None


def _folded(name: str) -> str:
    """Even a name out."""
    return " ".join(name.casefold().split())
