"""`dragoman brief` and `dragoman demo`: the record as something to hand on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.ask import is_followed
from dragoman.cli.briefing import FORMATS, AskedBrief, BriefFormat, form_of, write_brief
from dragoman.cli.copies import CopyWatch, with_copies
from dragoman.cli.intake import (
    Known,
    exit_code,
    how_many,
    now,
    opened,
    reader_of,
    readings,
    say_empty,
    say_failures,
    sum_up,
)
from dragoman.cli.naming import say_who_is_meant
from dragoman.cli.narrowing import Narrowing
from dragoman.cli.options import (
    MANY,
    AsOf,
    MinConfidence,
    OfIssue,
    Outlet,
    Party,
    Published,
    Since,
    Unjudged,
    Until,
    Wait,
)
from dragoman.cli.terminal import plural, progress, say
from dragoman.dossier import Slice, Store, is_dossier, take_in
from dragoman.dossier.places import Place
from dragoman.errors import DossierError, UsageError
from dragoman.record import Failure, Holdings, Reading
from dragoman.settings import Settings
from dragoman.views.query import Query

app = typer.Typer(add_completion=False, rich_markup_mode=None)

DEMO_FOLDER = Path("demo")
"""Where the sample dossier is built if nobody says where."""


Form = Annotated[
    BriefFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar=FORMATS,
        help="How to write it; by the ending of --output, else text.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there.", show_default=False)
]


@app.command()
def brief(
    what: Annotated[
        list[str],
        typer.Argument(metavar="DOSSIER|FILE…", help="One dossier, or articles and folders.", show_default=False),
    ],
    *,
    output_format: Form = None,
    output: Output = None,
    as_of: AsOf = None,
    party: Party = None,
    of_issue: OfIssue = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    lines: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Most lines under a heading; 0 for all. Unless it is given, 14, and 6 for more than 1,000 statements.",
            min=0,
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    deal: Annotated[
        list[str] | None,
        typer.Option(
            metavar="INSTRUMENT",
            help="Say where this instrument stands: a file, or a name from the library.",
            show_default=False,
        ),
    ] = None,
    without_judgements: Unjudged = False,
    wait: Wait = 10.0,
) -> None:
    """Write a sourced brief: what is on the table, who stands where, who guarantees, what is contested.

    Every line leads to a numbered source with its exact quote.
    """
    failures: list[Failure] = []
    form = form_of(output_format, output)
    narrowing = Narrowing(as_of, party, of_issue, since, until, min_confidence)
    if len(what) == 1 and _is_kept(what[0]):
        with Store.open(Place(what[0]), wait=wait) as store:
            query = with_copies(store, narrowing.query(store))
            holdings = _kept(store, Slice(as_of=query.as_of, judged=not without_judgements, newest=MANY))
            if party is not None:
                say_who_is_meant(store, party)
    else:
        query = narrowing.query(None)
        mixed = [str(Place(name)) for name in what if _is_kept(name)]
        if mixed:
            raise UsageError("a dossier stands alone", item=mixed[0], remedy="Give one dossier, or articles only.")
        watch = CopyWatch()
        holdings, failures = _read(what, Known(published, outlet), watch)
        query = watch.narrowed(query)
        if failures and not holdings.sources:
            say("Nothing could be read, so no brief is written.")
            raise typer.Exit(exit_code(failures))
    write_brief(holdings, AskedBrief(query, form, tuple(deal or ()), lines), output)
    raise typer.Exit(exit_code(failures))


def _kept(store: Store, part: Slice) -> Holdings:
    """Give what a dossier holds, with the groups that are kept of it where they are of use."""
    from dragoman.desk.pages import whole  # noqa: PLC0415 - articles need no desk

    there = store.count(part)
    if there > MANY:
        say(f"The brief rests on the newest {MANY:,} of {there:,} statements.")
    return whole(store, part) if part.judged and is_followed(store) else store.holdings(part)


def _is_kept(name: str) -> bool:
    """Tell whether a name is that of a dossier: a file, or a database."""
    return Place(name).on_server or is_dossier(Path(name))


def _read(paths: Sequence[str], known: Known, watch: CopyWatch) -> tuple[Holdings, list[Failure]]:
    """Read articles into holdings that nobody keeps."""
    settings = Settings.from_environment()
    reader = reader_of(settings)
    failures: list[Failure] = []
    read: dict[str, Reading] = {}
    with progress(watch.past(opened(paths, known, settings)), what="Reading", total=how_many(paths)) as items:
        for outcome in readings(items, reader):
            if isinstance(outcome, Failure):
                failures.append(outcome)
                say_failures([outcome])
                continue
            if not outcome.statements:
                say_empty(outcome)
            read[outcome.source.sha256] = outcome
    if failures:
        sum_up(f"{plural(len(read), 'document')} read", len(failures))
    return holdings_of(list(read.values()), failures), failures


def holdings_of(readings_: Sequence[Reading], failures: Sequence[Failure]) -> Holdings:
    """Give readings as holdings."""
    return Holdings(
        name="articles",
        sources=tuple(reading.source for reading in readings_),
        statements=tuple(statement for reading in readings_ for statement in reading.statements),
        meetings=tuple(meeting for reading in readings_ for meeting in reading.meetings),
        failures=(*failures, *(failure for reading in readings_ for failure in reading.failures)),
    )


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to build it.")] = DEMO_FOLDER,
    *,
    output_format: Form = None,
    output: Output = None,
) -> None:
    """Build the sample dossier from the articles that come with Dragoman, and print its brief.

    The articles were written for Dragoman from public facts; their outlets are invented.
    """
    from dragoman.samples import copy_samples  # noqa: PLC0415 - only the demonstration needs them

    form = form_of(output_format, output)
    try:
        paths = [str(path) for path in copy_samples(folder / "articles")]
    except OSError as error:
        raise DossierError(
            f"the folder cannot be made or written to ({error.strerror})", item=str(folder), remedy="Choose another."
        ) from error
    dossier = folder / "sample.dossier"
    settings = Settings.from_environment()
    say(f"Reading {plural(len(paths), 'sample article')} into {dossier} …")
    reader = reader_of(settings)
    with Store.open_or_create(dossier) as store:
        with progress(opened(paths, Known(), settings), what="Adding", total=how_many(paths)) as items:
            taken = list(take_in(store, items, reader, clock=now))
        failures = [failure for one in taken for failure in one.failures]
        say_failures(failures)
        holdings = store.holdings()
        asked = AskedBrief(with_copies(store, Query()), form)
    write_brief(holdings, asked, output)
    sys.stdout.flush()
    say(f"The dossier lies in {dossier}; ask it: dragoman table {dossier}, dragoman guarantors {dossier} …")
    raise typer.Exit(exit_code(failures))
