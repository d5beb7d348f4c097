"""`dragoman brief` and `dragoman demo`: the record as something to hand on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from dragoman.cli.options import AsOf, Outlet, Published, Unjudged, Wait, day
from dragoman.cli.printing import safe_json, screen_width
from dragoman.cli.terminal import harmless, plural, progress, say, show
from dragoman.dossier import Slice, Store, is_dossier, take_in
from dragoman.dossier.places import Place
from dragoman.errors import DossierError, UsageError
from dragoman.record import Failure, Holdings, Reading
from dragoman.settings import Settings
from dragoman.views.query import Query

if TYPE_CHECKING:
    from dragoman.deals.brief_status import BriefDeal

app = typer.Typer(add_completion=False, rich_markup_mode=None)

DEMO_FOLDER = Path("demo")
"""Where the sample dossier is built if nobody says where."""


class BriefFormat(StrEnum):
    """How a brief is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class AskedBrief:
    """A brief as it was asked for.

    Attributes:
        query: What it is narrowed to.
        form: How it is written.
        deals: Instruments of which it says where they stand.
    """

    query: Query
    form: BriefFormat
    deals: tuple[str, ...] = ()


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
    output_format: Annotated[
        BriefFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="text|md|html|json",
            help="How to write it; by the ending of --output, else text.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    as_of: AsOf = None,
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
    query = Query(as_of=day(as_of, "--as-of"))
    if len(what) == 1 and _is_kept(what[0]):
        part = Slice(as_of=query.as_of, judged=not without_judgements)
        with Store.open(Place(what[0]), wait=wait) as store:
            holdings = store.holdings(part)
            query = with_copies(store, query)
    else:
        mixed = [str(Place(name)) for name in what if _is_kept(name)]
        if mixed:
            raise UsageError("a dossier stands alone", item=mixed[0], remedy="Give one dossier, or articles only.")
        watch = CopyWatch()
        holdings, failures = _read(what, Known(published, outlet), watch)
        query = watch.narrowed(query)
        if failures and not holdings.sources:
            say("Nothing could be read, so no brief is written.")
            raise typer.Exit(exit_code(failures))
    asked = AskedBrief(query, output_format or _by_ending(output), tuple(deal or ()))
    _write(holdings, asked, output)
    raise typer.Exit(exit_code(failures))


def _by_ending(output: Path | None) -> BriefFormat:
    """Tell how a brief is written from the name of the file that it goes to.

    Raises:
        UsageError: If the ending is that of a format that briefs are not written in.
    """
    ending = output.suffix.lower().lstrip(".") if output else ""
    if ending in {"docx", "odt", "pdf", "rtf"}:
        remedy = "Write it as .html, .md, .json or .txt; a word processor opens HTML."
        raise UsageError(f"briefs are not written as .{ending}", item=str(output), remedy=remedy)
    known = {"html": BriefFormat.HTML, "htm": BriefFormat.HTML, "md": BriefFormat.MD, "json": BriefFormat.JSON}
    return known.get(ending, BriefFormat.TEXT)


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


def _write(holdings: Holdings, asked: AskedBrief, output: Path | None) -> None:
    """Write the brief of holdings to a file or to the screen."""
    text = rendered(holdings, asked, width=screen_width())
    # No format has a use for control characters, and articles may hold them.
    text = safe_json(text) if asked.form is BriefFormat.JSON else harmless(text)
    if output is None:
        show(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror})", item=str(output), remedy="Choose another place."
        ) from error
    say(f"The brief is in {output}.")


def rendered(holdings: Holdings, asked: AskedBrief, *, width: int) -> str:
    """Give the brief of holdings in a format."""
    from dragoman import briefs  # noqa: PLC0415 - templates are loaded only for a brief

    options = briefs.BriefOptions(query=asked.query)
    built = briefs.build_brief(holdings, options, deals=_instruments(holdings, asked))
    return briefs.render(built, asked.form.value, width=width)


def _instruments(holdings: Holdings, asked: AskedBrief) -> Sequence[BriefDeal]:
    """Give where the instruments stand, with facts as the record has them."""
    if not asked.deals:
        return ()
    from dragoman.deals.brief_status import deal_status_for_brief  # noqa: PLC0415 - the logic takes a moment to load
    from dragoman.deals.loading import open_instrument  # noqa: PLC0415

    at = asked.query.as_of or now().date()
    return deal_status_for_brief(holdings, [open_instrument(name) for name in asked.deals], at=at)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to build it.")] = DEMO_FOLDER,
    *,
    output_format: Annotated[
        BriefFormat, typer.Option("--format", "-f", metavar="text|md|html|json", help="How to write it.")
    ] = BriefFormat.TEXT,
    output: Output = None,
) -> None:
    """Build the sample dossier from the articles that come with Dragoman, and print its brief.

    The articles were written for Dragoman from public facts; their outlets are invented.
    """
    from dragoman.samples import copy_samples  # noqa: PLC0415 - only the demonstration needs them

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
        asked = AskedBrief(with_copies(store, Query()), output_format)
    _write(holdings, asked, output)
    sys.stdout.flush()
    say(f"The dossier lies in {dossier}; ask it: dragoman table {dossier}, dragoman guarantors {dossier} …")
    raise typer.Exit(exit_code(failures))
