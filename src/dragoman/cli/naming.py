"""Whom a name that was typed stands for: by judgement under another name, or a near miss that is worth a hint."""

from __future__ import annotations

from datetime import datetime

from dragoman.cli.terminal import say
from dragoman.dossier import Store
from dragoman.dossier.admitting import meant
from dragoman.dossier.judging import shown_name
from dragoman.views.parties import fold


def as_shown(store: Store, party: str | None, kept: datetime | None) -> str | None:
    """Give the name under which a party is shown by judgement, so that its old names keep finding it."""
    if party is None:
        return None
    made = store.judgements(kept)
    shown, folded = shown_name(made, party), shown_name(made, fold(party))
    return folded if shown == party and folded != fold(party) else shown


def say_who_is_meant(store: Store, party: str) -> None:
    """Say that nobody in the record has a name, and who may be meant; nothing where somebody has it."""
    if store.is_party(party) or store.is_party(fold(party)):
        return
    hint = meant(store.parties_like(party))
    say(f"Nobody in the record is called {party!r}. {hint}".strip())
