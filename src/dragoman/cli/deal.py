"""`dragoman deal`: write down the terms of a deal, and ask what follows from them."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.deal_files import Target, files, write
from dragoman.cli.deal_options import (
    Asked,
    Assume,
    At,
    By,
    DealFormat,
    DealOutput,
    EventName,
    FromDossier,
    Limit,
    Name,
    On,
    Proof,
    Since,
    Where,
    print_answer,
    question,
    width,
)
from dragoman.cli.terminal import harmless, say, show
from dragoman.deals.claims import claims_of
from dragoman.deals.compare import compare_instruments
from dragoman.deals.deadlocks import deadlocks_of
from dragoman.deals.diff import diff_instruments
from dragoman.deals.engine import DEFAULT_LIMIT
from dragoman.deals.loading import open_instrument
from dragoman.deals.pictures import calendar_picture, condition_picture, duty_picture
from dragoman.deals.status import status_of
from dragoman.deals.stress import stress_test
from dragoman.deals.text import LEGEND, claims_text, status_text, what_if_text
from dragoman.deals.text_more import compare_text, deadlocks_text, diff_text, stress_text, timeline_text
from dragoman.deals.timeline import timeline_of
from dragoman.deals.whatif import contingencies_of, what_if

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Write down the terms of a deal, and ask what follows from them.  Answers are certain, possible or no;"
    " what is unknown is never taken as false.",
)
app.registered_commands += files.registered_commands


@app.command()
def status(
    name: Name,
    *,
    at: At = None,
    since: Since = None,
    assume: Assume = None,
    dossier: FromDossier = None,
    proof: Proof = False,
    limit: Limit = DEFAULT_LIMIT,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """Is it in force, for whom, and what stands in the way?"""
    instrument, world = question(name, Asked(at=at, since=since, assume=tuple(assume or ())), dossier)
    answer = status_of(instrument, world, limit=limit)
    print_answer(answer, status_text(answer, width=width(), proof=proof) + f"\n{LEGEND}\n", output_format)


@app.command("what-if")
def what_if_command(
    name: Name,
    *,
    event: EventName = None,
    by: By = None,
    on: On = None,
    where: Where = None,
    at: At = None,
    since: Since = None,
    assume: Assume = None,
    dossier: FromDossier = None,
    proof: Proof = False,
    limit: Limit = DEFAULT_LIMIT,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """If this happens, who must, may or must not do what, by when, and which guarantees are triggered?

    Without --event, the events that the instrument was written for are asked about one after the other.
    """
    asked = Asked(at, since, tuple(assume or ()), event, by, on, where)
    instrument, world = question(name, asked, dossier)
    events = (world.event,) if world.event is not None else contingencies_of(instrument) or (None,)
    if events == (None,):
        known = ", ".join(instrument.events) or "none"
        say(f"No event was asked about, so this is what is owed in any case.  Give --event; it knows {known}.")
    answers = [what_if(instrument, replace(world, event=one), limit=limit) for one in events]
    if output_format is DealFormat.JSON:
        show(json.dumps([json.loads(answer.model_dump_json()) for answer in answers], indent=2, ensure_ascii=False))
        return
    for answer in answers:
        show(harmless(what_if_text(answer, width=width(), proof=proof) + "\n"))
    show(LEGEND)


@app.command()
def claims(
    name: Name,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every open fact and term, not only those spoken of.")] = False,
    event: EventName = None,
    by: By = None,
    on: On = None,
    where: Where = None,
    at: At = None,
    assume: Assume = None,
    dossier: FromDossier = None,
    limit: Limit = DEFAULT_LIMIT,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """Which disputed facts flip which results?"""
    asked = Asked(at, None, tuple(assume or ()), event, by, on, where)
    instrument, world = question(name, asked, dossier)
    answer = claims_of(instrument, world, every_fact=every, limit=limit)
    print_answer(answer, claims_text(answer, width=width()) + f"\n{LEGEND}\n", output_format)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The older version.", show_default=False)],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The newer version.", show_default=False)],
    *,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """What changed from one version to another, and does it bind less or more?"""
    answer = diff_instruments(open_instrument(before), open_instrument(after))
    print_answer(answer, diff_text(answer, width=width()), output_format)


@app.command()
def deadlocks(
    name: Name,
    *,
    at: At = None,
    assume: Assume = None,
    dossier: FromDossier = None,
    limit: Limit = DEFAULT_LIMIT,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """Do the steps wait for each other, and what is the least that would have to give way?"""
    instrument, world = question(name, Asked(at=at, assume=tuple(assume or ())), dossier)
    answer = deadlocks_of(instrument, world, limit=limit)
    print_answer(answer, deadlocks_text(answer, width=width()), output_format)


@app.command()
def stress(
    name: Name,
    *,
    event: EventName = None,
    by: By = None,
    on: On = None,
    where: Where = None,
    at: At = None,
    since: Since = None,
    assume: Assume = None,
    limit: Limit = DEFAULT_LIMIT,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """What is left of each guarantee when one thing after another gives way?"""
    instrument, world = question(name, Asked(at, since, tuple(assume or ()), event, by, on, where))
    answer = stress_test(instrument, world, limit=limit)
    print_answer(answer, stress_text(answer, width=width()), output_format)


@app.command()
def timeline(
    name: Name,
    *,
    at: At = None,
    since: Since = None,
    event: EventName = None,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """Duties, deadlines and expiries on a calendar."""
    instrument, world = question(name, Asked(at=at, since=since, event=event))
    answer = timeline_of(instrument, world)
    print_answer(answer, timeline_text(answer, width=width()), output_format)


class PictureKind(StrEnum):
    """What a picture shows."""

    CONDITIONS = "conditions"
    DUTIES = "duties"
    CALENDAR = "calendar"


@app.command()
def picture(
    name: Name,
    *,
    kind: Annotated[
        PictureKind, typer.Option(metavar="conditions|duties|calendar", help="What it shows.")
    ] = PictureKind.CONDITIONS,
    event: EventName = None,
    by: By = None,
    on: On = None,
    where: Where = None,
    at: At = None,
    since: Since = None,
    assume: Assume = None,
    output: Target = None,
    as_text: Annotated[bool, typer.Option("--as-text", help="Print what the picture says instead.")] = False,
) -> None:
    """Draw the condition tree, who owes what, or the calendar, as SVG."""
    instrument, world = question(name, Asked(at, since, tuple(assume or ()), event, by, on, where))
    if kind is PictureKind.CONDITIONS:
        drawn = condition_picture(status_of(instrument, world))
    elif kind is PictureKind.CALENDAR:
        drawn = calendar_picture(timeline_of(instrument, world))
    else:
        first = world.event or next(iter(contingencies_of(instrument)), None)
        drawn = duty_picture(instrument, what_if(instrument, replace(world, event=first)))
    write(harmless(drawn.text) if as_text else drawn.svg, output)


@app.command()
def compare(
    names: Annotated[list[str], typer.Argument(metavar="INSTRUMENT…", help="Two or more.", show_default=False)],
    *,
    output_format: DealOutput = DealFormat.TEXT,
) -> None:
    """Instruments side by side, term by term."""
    answer = compare_instruments([open_instrument(name) for name in names])
    print_answer(answer, compare_text(answer, width=width()), output_format)
