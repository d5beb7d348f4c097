"""`dragoman version`."""

from __future__ import annotations

import platform
import sqlite3

import typer

from dragoman import __version__
from dragoman.cli.terminal import show

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def version() -> None:
    """Print the versions of Dragoman, Python and SQLite."""
    show(f"dragoman {__version__} (Python {platform.python_version()}, SQLite {sqlite3.sqlite_version})")
