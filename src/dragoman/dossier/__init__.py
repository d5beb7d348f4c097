"""The append-only record of one negotiation in one file."""

from __future__ import annotations

from dragoman.dossier.asking import Counted
from dragoman.dossier.connecting import is_dossier
from dragoman.dossier.intake import Shelf, Taken, reread, take_in
from dragoman.dossier.judging import apply_judgements, effective, judged_by_id, moved_judgements
from dragoman.dossier.likening import Alike
from dragoman.dossier.searching import Found, FoundText, Hunt
from dragoman.dossier.slices import WHOLE, Slice
from dragoman.dossier.store import Added, Judge, Ruling, Store, make_judgement

__all__ = [
    "WHOLE",
    "Added",
    "Alike",
    "Counted",
    "Found",
    "FoundText",
    "Hunt",
    "Judge",
    "Ruling",
    "Shelf",
    "Slice",
    "Store",
    "Taken",
    "apply_judgements",
    "effective",
    "is_dossier",
    "judged_by_id",
    "make_judgement",
    "moved_judgements",
    "reread",
    "take_in",
]
