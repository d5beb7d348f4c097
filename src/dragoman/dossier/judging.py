"""Judgements take effect: a pure function from what was read, and what was decided, to what holds.

Nothing is overwritten.  Of several judgements on one field of one target, a person's beats a rule's beats
a model's, and among equals the later counts.  An `undo` is a judgement on a judgement, and can be undone.

| target | field | value | effect |
|---|---|---|---|
| statement or meeting id | `verdict` | `accept`, `reject` | sure, or gone |
| statement id | `actor`, `parties`, `act`, `issues`, ... | the right value | the field is set |
| `actor:NAME` | `same_as` | another name | both are one actor (merge) |
| `actor:NAME` | `split` | `OTHER @ ID` | in that document or statement it is another actor |
| `actor:NAME` | `name` | a name | shown under it (relabel) |
| statement id | `rating` | `kept`, `broken`, ... | kept with the record, for the pledges view |
| `source:OUTLET` | `grade` | `A` to `F` | kept with the record; `dragoman.views.judged` gives it effect |
| `term:ID` | `same_as`, `split`, `label` | | kept with the record; `dragoman.views.judged` gives it effect |
| `failure:ITEM` | `verdict` | `forget` | off the list of failures, until the item fails in another way |
| judgement id | `verdict` | `undo` | the judgement has no effect |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.dossier.correcting import CORRECTABLE
from dragoman.record import Holdings, Judgement, JudgementKind, Meeting, Statement

RANK = {JudgementKind.MODEL: 0, JudgementKind.RULE: 1, JudgementKind.PERSON: 2}
"""Who beats whom."""

ACTOR = "actor:"
"""Prefix of a target that is an actor's name."""

SOURCE = "source:"
"""Prefix of a target that is an outlet or an article."""

TERM = "term:"
"""Prefix of a target that is a term."""

FAILURE = "failure:"
"""Prefix of a target that is an item which could not be read."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a judged statement stood when it was judged.

    Attributes:
        sha256: The document's version.
        start: First code point of the quote.
        end: Code point after it.
    """

    sha256: str
    start: int
    end: int


def effective(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Give the judgements that have an effect, in the order in which they were made.

    Args:
        judgements: All of them, oldest first.
    """
    return _one_a_field(standing(judgements))


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Give the judgements that nobody took back or replaced by name, in the order in which they were made.

    Args:
        judgements: All of them, oldest first.
    """
    void: set[str] = set()
    alive: list[Judgement] = []
    by_id = {judgement.id: judgement for judgement in judgements}
    # From the newest back: whether a judgement is void is settled by those after it alone.
    for judgement in reversed(judgements):
        if judgement.id in void:
            continue
        alive.append(judgement)
        undone = {judgement.target} if judgement.field == "verdict" and judgement.value == "undo" else set()
        for earlier in undone | {judgement.supersedes}:
            target = by_id.get(earlier) if earlier is not None else None
            if target is not None and RANK[judgement.kind] >= RANK[target.kind]:
                void.add(target.id)
    return alive[::-1]


def _one_a_field(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Keep, for each field of each target, the judgement that counts."""
    winners: dict[tuple[str, str, str], Judgement] = {}
    for judgement in judgements:
        # A name can be split off in several places, so each place is a field of its own.
        place = judgement.value if judgement.field == "split" else ""
        key = (judgement.target, judgement.field, place)
        standing = winners.get(key)
        if standing is None or RANK[judgement.kind] >= RANK[standing.kind]:
            winners.pop(key, None)
            winners[key] = judgement
    return tuple(winners.values())


def apply_judgements(
    holdings: Holdings, judgements: Sequence[Judgement], grounds: Mapping[str, Ground] | None = None
) -> Holdings:
    """Give the record as judged.

    Args:
        holdings: What was read.
        judgements: All judgements, oldest first.
        grounds: Where the targets stood that a newer reading no longer has under their old id.  Such a
            judgement is carried over where exactly one statement now stands at exactly that place.
    """
    counting = effective(judgements)
    fields = _by_target(counting, _carried_over(holdings.statements, grounds or {}))
    statements = tuple(_judged(holdings.statements, counting, fields))
    meetings = tuple(meeting for meeting in holdings.meetings if not _rejected(meeting, fields.get(meeting.id, ())))
    return holdings.model_copy(update={"statements": statements, "meetings": meetings, "judgements": counting})


def judged_by_id(
    statements: Iterable[Statement], judgements: Sequence[Judgement], grounds: Mapping[str, Ground]
) -> dict[str, Statement]:
    """Give statements as judged, by their ids; a rejected one is not there.

    Args:
        statements: As they were read.
        judgements: All judgements, oldest first.
        grounds: As for `apply_judgements`.
    """
    read = tuple(statements)
    counting = effective(judgements)
    return {one.id: one for one in _judged(read, counting, _by_target(counting, _carried_over(read, grounds)))}


def _by_target(counting: Iterable[Judgement], moved: Mapping[str, str]) -> dict[str, list[Judgement]]:
    """Give the judgements in effect by what they are about now."""
    fields: dict[str, list[Judgement]] = {}
    for judgement in counting:
        fields.setdefault(moved.get(judgement.target, judgement.target), []).append(judgement)
    return fields


def _judged(
    statements: Iterable[Statement], counting: Sequence[Judgement], fields: Mapping[str, Sequence[Judgement]]
) -> Iterator[Statement]:
    """Give statements as judged, the rejected ones left out."""
    names, splits = _renamings(counting), _splits(counting)
    for statement in statements:
        judged = _judged_statement(statement, fields.get(statement.id, ()), names, splits)
        if judged is not None:
            yield judged


def moved_judgements(
    holdings: Holdings, judgements: Sequence[Judgement], grounds: Mapping[str, Ground]
) -> tuple[Judgement, ...]:
    """Give the judgements in effect whose ground has moved: no statement now stands where they were made."""
    present = {statement.id for statement in holdings.statements}
    carried = _carried_over(holdings.statements, grounds)
    return tuple(
        judgement
        for judgement in effective(judgements)
        if judgement.target in grounds and judgement.target not in present and judgement.target not in carried
    )


def merged_names(judgements: Sequence[Judgement], name: str) -> frozenset[str]:
    """Give every name, case folded, that stands for an actor by judgement, its own among them."""
    wanted = name.casefold()
    renamed = _renamings(effective(judgements))
    final = renamed.get(wanted, name).casefold()
    same = {original for original, shown in renamed.items() if shown.casefold() in {final, wanted}}
    return frozenset(same | {wanted, final})


def shown_name(judgements: Sequence[Judgement], name: str) -> str:
    """Give the name under which an actor is shown by judgement; the name itself where nobody judged."""
    return _renamings(effective(judgements)).get(name.casefold(), name)


def _carried_over(statements: Sequence[Statement], grounds: Mapping[str, Ground]) -> dict[str, str]:
    """Map old targets to the one statement that now stands at exactly their place."""
    present = {statement.id for statement in statements}
    places: dict[Ground, list[str]] = {}
    for statement in statements:
        places.setdefault(Ground(statement.sha256, statement.start, statement.end), []).append(statement.id)
    carried: dict[str, str] = {}
    for target, ground in grounds.items():
        standing = places.get(ground, [])
        if target not in present and len(standing) == 1:
            carried[target] = standing[0]
    return carried


def _renamings(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Map case-folded names to the name that they are shown under, chains followed to their end."""
    direct = {
        judgement.target.removeprefix(ACTOR).casefold(): judgement.value
        for judgement in judgements
        if judgement.target.startswith(ACTOR) and judgement.field in {"same_as", "name"}
    }
    final: dict[str, str] = {}
    for name, first in direct.items():
        seen = {name}
        value = first
        while (following := direct.get(value.casefold())) is not None and value.casefold() not in seen:
            seen.add(value.casefold())
            value = following
        final[name] = value
    return final


def _splits(judgements: Iterable[Judgement]) -> dict[tuple[str, str], str]:
    """Map a name in a place (a statement's id or a document's digest) to who it is there."""
    splits: dict[tuple[str, str], str] = {}
    for judgement in judgements:
        if judgement.target.startswith(ACTOR) and judgement.field == "split":
            other, _, place = judgement.value.rpartition(" @ ")
            splits[judgement.target.removeprefix(ACTOR).casefold(), place] = other
    return splits


def _rejected(meeting: Meeting, judgements: Iterable[Judgement]) -> bool:
    """Tell whether a meeting was rejected."""
    return any(
        judgement.target == meeting.id and judgement.field == "verdict" and judgement.value == "reject"
        for judgement in judgements
    )


def _judged_statement(
    statement: Statement,
    judgements: Iterable[Judgement],
    names: Mapping[str, str],
    splits: Mapping[tuple[str, str], str],
) -> Statement | None:
    """Give one statement as judged, None where it was rejected."""
    changes: dict[str, object] = {}
    for judgement in judgements:
        if judgement.field == "verdict":
            if judgement.value == "reject":
                return None
            changes["confidence"] = 1.0
        elif judgement.field in CORRECTABLE:
            changes[judgement.field] = CORRECTABLE[judgement.field](judgement.value)
    corrected = statement.model_copy(update=changes) if changes else statement
    if not names and not splits:
        return corrected
    renamed = _renamed_fields(corrected, names, splits)
    return corrected.model_copy(update=renamed) if renamed else corrected


def _renamed_fields(
    statement: Statement, names: Mapping[str, str], splits: Mapping[tuple[str, str], str]
) -> dict[str, object]:
    """Give the fields in which a judgement about an actor shows."""

    def shown(name: str) -> str:
        folded = name.casefold()
        split = splits.get((folded, statement.id)) or splits.get((folded, statement.sha256))
        return split or names.get(folded, name)

    changes: dict[str, object] = {}
    for field in ("actor", "source", "addressee"):
        value: str | None = getattr(statement, field)
        if value is not None and shown(value) != value:
            changes[field] = shown(value)
    for field in ("parties", "guarantors"):
        values: tuple[str, ...] = getattr(statement, field)
        after = tuple(dict.fromkeys(shown(value) for value in values))
        if after != values:
            changes[field] = after
    return changes
