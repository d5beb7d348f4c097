"""Options that several commands share, each explained once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from dragoman.cli.printing import Format
from dragoman.dossier.admitting import meant, near_names
from dragoman.dossier.correcting import GRADES
from dragoman.dossier.places import Place
from dragoman.errors import UsageError
from dragoman.record import Issue

Dossier = Annotated[
    Place,
    typer.Argument(
        parser=Place,
        metavar="DOSSIER",
        help="The dossier: a file, or a database as postgresql://USER@HOST/DATABASE.",
        show_default=False,
    ),
]
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…", help="Files, folders, archives, web addresses, or - for standard input.", show_default=False
    ),
]
Wait = Annotated[
    float, typer.Option(metavar="SECONDS", help="Seconds to wait while another process uses the dossier.", min=0.0)
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only coverage published on or before this day.", show_default=False),
]
Party = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only this state, organisation or person.", show_default=False)
]
OfIssue = Annotated[
    str | None,
    typer.Option("--issue", metavar="ISSUE", help="Only this issue, such as guarantees.", show_default=False),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="DATE|MEETING", help="Only acts on or after this day, or after this meeting.", show_default=False
    ),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE|MEETING", help="Only acts up to this day, or up to this meeting.", show_default=False),
]
MinConfidence = Annotated[
    float,
    typer.Option(metavar="0…1", help="Only statements that the reader holds at least this likely.", min=0.0, max=1.0),
]
Ids = Annotated[bool, typer.Option("--ids", help="Show the ids by which statements and meetings are judged.")]
MinGrade = Annotated[
    str | None,
    typer.Option(
        metavar="A…F", help="Only sources that somebody graded at least so; see `dragoman judge`.", show_default=False
    ),
]
OutputFormat = Annotated[Format, typer.Option("--format", "-f", metavar="text|json|csv|md", help="How to print it.")]
Kept = Annotated[
    str | None,
    typer.Option(
        "--kept-by", metavar="MOMENT", help="The record as it was kept at this day or moment.", show_default=False
    ),
]
Unjudged = Annotated[bool, typer.Option("--without-judgements", help="As it was read, before anybody judged.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication of all items, if you know it.", show_default=False),
]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Outlet of all items, if you know it.", show_default=False)
]


Newest = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Look at so many statements at most, those of the newest days, and group them anew; 0 for all.",
        min=0,
        show_default=False,
    ),
]
Rows = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="At most so many rows: what most articles carry, of meetings and days the newest; 0 for all. Unless it"
        " is given, 40 on the screen, and in JSON and CSV all of a dossier of up to 10,000 statements.",
        min=0,
        show_default=False,
    ),
]

MANY = 10_000
"""Statements that a question looks at unless more are asked for: enough for a whole negotiation, within seconds."""


def day(value: str | None, option: str) -> date | None:
    """Read a day that was typed.

    Raises:
        UsageError: If it is none.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a day", item=option, remedy="Write it as 2022-03-29.") from None


def moment(value: str | None, option: str) -> datetime | None:
    """Read a moment that was typed; a bare day means its last instant, in UTC.

    Raises:
        UsageError: If it is neither.
    """
    if value is None:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"{value!r} is not a moment", item=option, remedy="Write it as 2026-01-06 or 2026-01-06T12:00:00+00:00."
        ) from None
    if len(value) == len("2026-01-06"):
        read += timedelta(days=1, microseconds=-1)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def issue(value: str | None) -> Issue | None:
    """Read an issue that was typed.

    Raises:
        UsageError: If there is no such issue.
    """
    if value is None:
        return None
    code = value.strip().lower().replace("-", "_").replace(" ", "_")
    if code not in list(Issue):
        choose = f"Choose: {', '.join(Issue)}."
        remedy = f"{meant(near_names(code, list(Issue)))} {choose}".strip()
        raise UsageError(f"{value!r} is no issue", item="--issue", remedy=remedy)
    return Issue(code)


def grade(value: str | None) -> str | None:
    """Read a grade that was typed.

    Raises:
        UsageError: If it is none.
    """
    if value is not None and value.upper() not in GRADES:
        raise UsageError(f"{value!r} is no grade", item="--min-grade", remedy=f"Choose: {', '.join(GRADES)}.")
    return value.upper() if value is not None else None
