"""`dragoman add`, `reread`, `info` and `failures`: what goes into a dossier and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from fnmatch import fnmatchcase
from itertools import chain
from textwrap import wrap
from typing import Annotated

import typer

from dragoman.cli.intake import SAID_ALIKE, Failed, Known, arriving, fed, how_many, is_there, now, reader_of, sum_up
from dragoman.cli.options import Dossier, Outlet, OutputFormat, Paths, Published, Wait
from dragoman.cli.printing import Format, screen_width, to_csv, to_json, to_markdown
from dragoman.cli.terminal import one_line, plural, progress, say, show
from dragoman.desk.asking import follow
from dragoman.dossier import Added, Counted, Judge, Ruling, Shelf, Store, Taken, make_judgement, reread, take_in
from dragoman.dossier.admitting import meant, near_names
from dragoman.dossier.judging import FAILURE
from dragoman.dossier.places import Place
from dragoman.errors import UsageError
from dragoman.record import Failure, JudgementKind
from dragoman.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def add(
    dossier: Dossier,
    files: Paths,
    *,
    published: Published = None,
    outlet: Outlet = None,
    feed: Annotated[
        bool, typer.Option("--feed", help="The addresses are feeds: add the articles they link to.")
    ] = False,
    wait: Wait = 10.0,
) -> None:
    """Read articles into a dossier; the file is made if there is none.

    The same article twice changes nothing, a changed one is a new version.  Each article is kept whole, so a batch
    that was stopped goes on where it was.
    """
    settings = Settings.from_environment()
    if dossier.exists():
        Store.open_or_create(dossier, wait=wait).close()  # what is no dossier is said before the reader is loaded
    elif not any(is_there(path) for path in files):
        missing = Failed()
        for failure in arriving(files, Known(), settings):
            missing.tell([failure] if isinstance(failure, Failure) else [])
        missing.rest()
        sum_up(f"{dossier}: not made, there is nothing to add", missing.stages.total())
        raise typer.Exit(missing.code)
    reader = reader_of(settings)
    with Store.open_or_create(dossier, wait=wait) as store:
        follow(store)
        known = Known(published, outlet)
        shelf = Shelf(store, reader.name)
        found = fed(files, known, settings, shelf) if feed else arriving(files, known, settings, shelf)
        with progress(found, what="Adding", total=None if feed else how_many(files)) as items:
            failed = _tell(take_in(store, items, reader, clock=now), dossier, told=bool(published or outlet))
    raise typer.Exit(failed.code)


def _tell(taken: Iterable[Taken], dossier: Place, *, told: bool = False) -> Failed:
    """Say what came of every item, and count what failed; `told` where a date or an outlet was given with them."""
    counts = dict.fromkeys(Added, 0)
    statements = empty = 0
    failed = Failed()
    for one in taken:
        failed.tell(one.failures)
        if one.note:
            say(f"{one.item}: {one.note}.")
        if one.added is None:
            continue
        counts[one.added] += 1
        statements += one.statements
        if one.added is not Added.SAME and not one.statements and not one.failures:
            empty += 1
            if empty <= SAID_ALIKE:
                say(f"{one.item}: no statements found; is it about a negotiation?")
    if empty > SAID_ALIKE:
        say(f"{empty - SAID_ALIKE:,} more: no statements found.")
    failed.rest(" See `dragoman failures`.")
    parts = [
        f"{counts[Added.NEW]:,} new",
        f"{counts[Added.NEW_VERSION]:,} in a new version",
        f"{counts[Added.SAME]:,} as before",
    ]
    if told and counts[Added.SAME]:
        say("--published and --outlet are for articles that are new: what is kept already stays as it is.")
        say(
            "For those, begin the file with lines of `published: …` and `outlet: …` between lines of ---; add it again."
        )
    sum_up(f"{dossier}: {', '.join(parts)}; {plural(statements, 'statement')} added", failed.stages.total())
    return failed


@app.command("reread")
def read_again(dossier: Dossier, *, wait: Wait = 10.0) -> None:
    """Read again what a dossier keeps, with the present reader.

    The newest reading counts.  Judgements stay; those whose ground has moved are listed.
    """
    with Store.open(dossier, wait=wait) as store:
        follow(store)
        reader = reader_of(Settings.from_environment())
        taken = reread(store, reader, clock=now)
        first = next(iter(taken), None)
        if first is None:
            say(f"{dossier}: all of it has been read by the present reader.")
            return
        failed = _tell(chain([first], taken), dossier)
        moved = store.moved_judgements()
        for judgement in moved:
            say(f"judgement {judgement.id} ({judgement.field} = {judgement.value}): its ground has moved; judge again.")
    raise typer.Exit(failed.code)


@app.command()
def info(dossier: Dossier, *, output: OutputFormat = Format.TEXT, wait: Wait = 10.0) -> None:
    """Say what is in a dossier."""
    with Store.open(dossier, wait=wait) as store:
        counted = store.info()
    values = asdict(counted)
    row = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    if output is Format.JSON:
        show(to_json(row))
    elif output is Format.CSV:
        show(to_csv([row], list(row)))
    elif output is Format.MD:
        show(to_markdown([{"what": what, "value": value} for what, value in _lines(counted)], ("what", "value")))
    else:
        show(f"{dossier}\n" + "".join(f"  {what:<12} {value}\n" for what, value in _lines(counted)))


def _lines(counted: Counted) -> Iterator[tuple[str, str]]:
    """Give what is in a dossier, a line for each thing."""
    older = counted.versions - counted.documents
    yield "articles", f"{counted.documents:,}" + (f" (and {plural(older, 'older version')})" if older > 0 else "")
    yield "outlets", f"{counted.outlets:,}"
    if counted.first is not None:
        yield "published", counted.first if counted.first == counted.last else f"{counted.first} to {counted.last}"
    yield "statements", f"{counted.statements:,}"
    yield "meetings", f"{counted.meetings:,}"
    yield "judgements", f"{counted.judgements:,}"
    if counted.unread:
        yield "unread", f"{counted.unread:,}"
    yield "failures", f"{counted.failures:,}" + (" (see `dragoman failures`)" if counted.failures else "")
    if counted.readers:
        yield "read by", ", ".join(counted.readers)
    if counted.changed is not None:
        yield "changed", counted.changed[:19].replace("T", " ") + " UTC"


Items = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ITEM…", help="Only these items, as the list has them; * stands for anything.", show_default=False
    ),
]


@app.command()
def failures(
    dossier: Dossier,
    items: Items = None,
    *,
    retry: Annotated[bool, typer.Option("--retry", help="Try the items again.")] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the items off the list, as a judgement: give --by and --why.")
    ] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who forgets.", show_default=False)] = "",
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="Why.", show_default=False)] = "",
    output: OutputFormat = Format.TEXT,
    wait: Wait = 10.0,
) -> None:
    """List what could not be read, with cause and remedy, try it again, or forget it.

    What is forgotten is on the list again where the item fails in another way, or the forgetting is undone as any
    judgement is.
    """
    if forget and (retry or not items):
        problem = "--forget and --retry exclude each other" if retry else "--forget needs the items to forget"
        raise UsageError(problem, item="--forget", remedy="Write --forget ITEM…, or --forget '*' for all.")
    with Store.open(dossier, wait=wait) as store:
        found = _named(store.failures(), items)
        if retry:
            settings = Settings.from_environment()
            again = list(dict.fromkeys(failure.item for failure in found if failure.start is None))
            taken = take_in(store, arriving(again, Known(), settings), reader_of(settings), clock=now)
            raise typer.Exit(_tell(taken, dossier).code)
        if forget:
            _forget(store, found, Judge(by, JudgementKind.PERSON), why)
            return
    _list_failures(found, output)


def _named(listed: Iterable[Failure], items: list[str] | None) -> list[Failure]:
    """Give the failures of the items that were named, all where none are.

    Raises:
        UsageError: If nothing on the list is called so.
    """
    there = list(listed)
    if not items:
        return there
    chosen: list[Failure] = []
    for item in items:
        found = [one for one in there if one.item == item or fnmatchcase(one.item, item)]
        if not found:
            near = meant(near_names(item, [one.item for one in there]))
            raise UsageError("this is not on the list of failures", item=item, remedy=near or "See the whole list.")
        chosen += found
    return list(dict.fromkeys(chosen))


def _forget(store: Store, found: Iterable[Failure], judge: Judge, why: str) -> None:
    """Judge that failures be forgotten, and say how that is taken back."""
    for item in dict.fromkeys(failure.item for failure in found):
        one = store.judge(make_judgement(Ruling(f"{FAILURE}{item}", "verdict", "forget", why), judge, made=now()))
        show(one.id)
        say(f"{item}: forgotten; to have it again: dragoman judge {store.place} undo {one.id}")


def _list_failures(found: Iterable[Failure], output: Format) -> None:
    """Print failures."""
    rows = [failure.model_dump(mode="json") for failure in found]
    columns = ("item", "problem", "remedy")
    if output is Format.JSON:
        show(to_json(rows))
    elif output is Format.CSV:
        show(to_csv(rows, ("item", "stage", "problem", "remedy", "start", "end")))
    elif output is Format.MD:
        show(to_markdown(rows, columns))
    elif rows:
        show("\n".join(_alike(found)))
    else:
        say("Nothing failed.")


def _alike(found: Iterable[Failure]) -> Iterator[str]:
    """Draw failures by what is wrong, each item on a line that can be copied."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for failure in found:
        kinds.setdefault((failure.problem, failure.remedy), []).append(failure.item)
    for (problem, remedy), items in kinds.items():
        yield "\n".join(wrap(one_line(f"{problem}. {remedy}"), screen_width(), break_on_hyphens=False))
        yield "\n".join(f"  {one_line(item)}" for item in items) + "\n"
