"""Which judgements a dossier takes: each needs something here that it is about, and a value that can take effect."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dragoman.dossier import asking
from dragoman.dossier.correcting import corrected_value
from dragoman.dossier.judging import ACTOR, FAILURE, SOURCE, TERM, judged_by_id, standing
from dragoman.errors import UsageError
from dragoman.record import Act, Judgement, Statement

_NEAR = 3
_LIKE = 0.65


def require_effect(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Refuse a judgement that cannot take effect.

    Raises:
        UsageError: If so.
    """
    if not judgement.judge.strip() or not judgement.reason.strip():
        raise UsageError(
            "a judgement needs who judges and why", item=judgement.target, remedy="Give both --by and --why."
        )
    if judgement.target.startswith(SOURCE):
        _require_source(connection, judgement.target.removeprefix(SOURCE))
    elif judgement.target.startswith(FAILURE):
        _require_failure(connection, judgement.target.removeprefix(FAILURE))
    elif not judgement.target.startswith((ACTOR, TERM)):
        _require_record(connection, judgement)


def require_name(connection: sqlite3.Connection, name: str) -> None:
    """Refuse a judgement on somebody of whom nothing is told, and whom no judgement named.

    Raises:
        UsageError: If so.
    """
    made = asking.judgements(connection, asking.newest_entry(connection))
    known = {*asking.names(connection), *names_judged(made)}
    if _folded(name) not in {_folded(one) for one in known}:
        near = meant(near_names(name, sorted(known)))
        remedy = near or "`dragoman table` and `dragoman positions` show the names that there are."
        raise UsageError("nobody in the record is called so", item=name, remedy=remedy)


def names_judged(made: Sequence[Judgement]) -> set[str]:
    """Give the names that judgements speak of."""
    about = [one for one in made if one.target.startswith(ACTOR)]
    return {one.target.removeprefix(ACTOR) for one in about} | {
        one.value.rpartition(" @ ")[0] or one.value for one in about
    }


def require_place(connection: sqlite3.Connection, place: str) -> None:
    """Refuse a place that is neither a statement nor a document.

    Raises:
        UsageError: If so.
    """
    if asking.kind_of_target(connection, place) != "statement" and asking.document_number(connection, place) is None:
        remedy = "The JSON of every question gives the ids of statements, as `record`, and the digests of documents."
        raise UsageError("no statement and no document has this id", item=place, remedy=remedy)


def _require_source(connection: sqlite3.Connection, name: str) -> None:
    """Refuse a grade for a source that nothing here is from.

    Raises:
        UsageError: If so.
    """
    outlets = asking.outlets(connection)
    if _folded(name) in {_folded(outlet) for outlet in outlets} or asking.is_source(connection, name):
        return
    remedy = meant(near_names(name, outlets)) or "See `dragoman sources` for those that there are."
    raise UsageError("no article here is from this outlet", item=name, remedy=remedy)


def _require_failure(connection: sqlite3.Connection, item: str) -> None:
    """Refuse to forget a failure that is not on the list.

    Raises:
        UsageError: If so.
    """
    listed = sorted({failure.item for failure in asking.failures(connection, asking.look_at(connection))})
    if item not in listed:
        remedy = meant(near_names(item, listed)) or "See `dragoman failures`."
        raise UsageError("this is not on the list of failures", item=item, remedy=remedy)


def _require_record(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Refuse a judgement on a statement, a meeting or a judgement that does not fit it.

    Raises:
        UsageError: If so.
    """
    what = asking.kind_of_target(connection, judgement.target)
    if what is None:
        remedy = "The JSON of `dragoman table` or `dragoman pledges` gives the ids of statements, as `record`."
        if judgement.value == "undo":
            remedy = "`dragoman judgements` gives the ids of judgements."
        raise UsageError("nothing in the dossier has this id", item=judgement.target, remedy=remedy)
    if (judgement.value == "undo" and judgement.field == "verdict") != (what == "judgement"):
        raise UsageError("only a judgement can be undone", item=judgement.target, remedy="Give a judgement's id.")
    made = asking.judgements(connection, asking.newest_entry(connection))
    if what == "judgement":
        _require_standing(made, judgement)
        return
    statement = asking.statement_by_id(connection, judgement.target)
    if judgement.field == "rating":
        _require_pledge(statement, made, judgement.target)
    elif statement is not None and judgement.field != "verdict":
        corrected_value(statement, judgement.field, judgement.value)


def _require_standing(made: Sequence[Judgement], undo: Judgement) -> None:
    """Refuse to take back what has been taken back or replaced already.

    Raises:
        UsageError: If so.
    """
    if any(one.id in {undo.target, undo.id} for one in standing(made)):
        return
    by = next((one for one in reversed(made) if undo.target in {one.target, one.supersedes}), None)
    done = f" by {by.judge}, {by.made.date()}" if by is not None else ""
    raise UsageError(
        f"this judgement has been taken back already{done}",
        item=undo.target,
        remedy=f"To have it again, undo {by.id}." if by is not None else "See `dragoman judgements`.",
    )


def _require_pledge(statement: Statement | None, made: Sequence[Judgement], target: str) -> None:
    """Refuse to rate what is no pledge, as it is judged now.

    Raises:
        UsageError: If so.
    """
    if statement is None:
        raise UsageError("only a pledge can be rated", item=target, remedy="See `dragoman pledges`.")
    judged = judged_by_id([statement], made, {}).get(statement.id, statement)
    if judged.act is not Act.PLEDGE:
        raise UsageError(
            f"only a pledge can be rated, and this is read as {judged.act}",
            item=target,
            remedy=f"If it is one, say so first: `judge correct {target} act pledge`.",
        )


def meant(near: Sequence[str]) -> str:
    """Ask whether one of some names is meant; empty where there is none."""
    return f"Did you mean {' or '.join(near)}?" if near else ""


def near_names(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Give the known names that may be meant: those with the same words in them, and those spelt nearly so."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is not known

    wanted = _folded(name)
    by_key = {_folded(one): one for one in known}
    words = set(wanted.split())
    holding = [key for key in by_key if words <= set(key.split())]
    alike = get_close_matches(wanted, list(by_key), n=_NEAR, cutoff=_LIKE)
    by_word = [key for key in by_key if any(get_close_matches(wanted, key.split(), n=1, cutoff=0.8))]
    found = list(dict.fromkeys([*sorted(holding), *alike, *sorted(by_word)]))[:_NEAR]
    return tuple(by_key[key] for key in found)


def _folded(name: str) -> str:
    """Even a name out."""
    return " ".join(name.casefold().split())
