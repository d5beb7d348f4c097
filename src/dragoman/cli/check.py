"""`dragoman check`: a dossier held against itself, and what is whole rescued from a damaged one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Dossier, Wait
from dragoman.cli.terminal import plural, say, show
from dragoman.dossier.checking import faults
from dragoman.dossier.salvaging import salvage as rescue
from dragoman.errors import NotADossier, UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SHOWN = 20
"""Faults that are listed one by one."""


@app.command()
def check(
    dossier: Dossier,
    *,
    salvage: Annotated[
        Path | None,
        typer.Option(metavar="NEW", help="Rescue what is whole into a new dossier there.", show_default=False),
    ] = None,
    wait: Wait = 10.0,
) -> None:
    """Check a dossier through and through: the file, every row, every quote against its text.

    With --salvage, rescue what is whole from a damaged dossier into a new one; the old file is only read.
    """
    if salvage is not None:
        if dossier.on_server:
            raise UsageError(
                "only a file is salvaged", item=str(dossier), remedy="Restore the database from a copy of its own."
            )
        saved = rescue(dossier.path, salvage)
        show(
            f"{salvage}: {plural(saved.documents, 'document')}, {plural(saved.readings, 'reading')} with"
            f" {plural(saved.statements, 'statement')}, {plural(saved.judgements, 'judgement')} rescued"
        )
        if saved.lost:
            say(f"{plural(saved.lost, 'row')} could not be read and are lost; add their articles again.")
        return
    found = faults(dossier, wait=wait)
    for fault in found[:SHOWN]:
        say(fault)
    if found:
        if len(found) > SHOWN:
            say(f"… and {plural(len(found) - SHOWN, 'more fault')}.")
        raise NotADossier(
            f"{plural(len(found), 'fault')} found",
            item=str(dossier),
            remedy=f"Rescue what is whole: `dragoman check {dossier} --salvage NEW`.",
        )
    show(f"{dossier}: whole; every quote stands in its text")
