"""Options that the questions about an instrument share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer
from pydantic import BaseModel

from dragoman.cli.printing import screen_width
from dragoman.cli.terminal import harmless, show
from dragoman.deals.loading import open_instrument
from dragoman.deals.model import Instrument
from dragoman.deals.propositions import propositions_of
from dragoman.deals.questions import Event, Supposition, groups_of, parse_assumptions
from dragoman.dossier.places import Place
from dragoman.errors import UsageError


class DealFormat(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


Name = Annotated[
    str,
    typer.Argument(metavar="INSTRUMENT", help="An instrument file, or a name from the library.", show_default=False),
]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help="The day to look at; today if not given.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Suppose that it entered into force on this day.", show_default=False)
]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=VALUE", help="Take a fact as yes, no or unknown, or a stage as reached.", show_default=False
    ),
]
EventName = Annotated[
    str | None, typer.Option("--event", metavar="EVENT", help="What happens: one of the instrument's events.")
]
By = Annotated[str | None, typer.Option("--by", metavar="ACTOR", help="Who does it; open if not given.")]
On = Annotated[str | None, typer.Option("--on", metavar="ACTOR", help="To whom; open if not given.")]
Where = Annotated[str | None, typer.Option("--where", metavar="PLACE", help="In which territory, or elsewhere.")]
DealOutput = Annotated[DealFormat, typer.Option("--format", "-f", metavar="text|json", help="How to print it.")]
Proof = Annotated[bool, typer.Option("--proof", help="Print every step with its source.")]
Limit = Annotated[
    float, typer.Option(metavar="SECONDS", help="Seconds after which a partial answer is given.", min=0.1)
]
FromDossier = Annotated[
    Place | None,
    typer.Option(
        "--dossier",
        parser=Place,
        metavar="DOSSIER",
        help="Take facts and their disputes from its record.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question was asked with, as it was typed."""

    at: str | None = None
    since: str | None = None
    assume: tuple[str, ...] = ()
    event: str | None = None
    by: str | None = None
    on: str | None = None
    where: str | None = None


def question(name: str, asked: Asked, dossier: Place | None = None) -> tuple[Instrument, Supposition]:
    """Give the instrument and the world that a question is about.

    Raises:
        DealError: If the instrument or the question is faulty.
        UsageError: If an option's value is not of its kind.
    """
    instrument = open_instrument(name)
    at = day(asked.at, "--at") or datetime.now(tz=UTC).date()
    if dossier is not None:
        instrument = with_record(instrument, dossier, at)
    facts, choices = parse_assumptions(
        list(asked.assume), frozenset(propositions_of(instrument)), groups_of(instrument)
    )
    if asked.event is None and (asked.by or asked.on or asked.where):
        raise UsageError("--by, --on and --where tell of an event", item="--event", remedy="Name the event.")
    event = Event(asked.event, asked.by, asked.on, asked.where) if asked.event is not None else None
    since = day(asked.since, "--since")
    return instrument, Supposition(at=at, event=event, since=since, facts=facts, choices=choices)


def with_record(instrument: Instrument, dossier: Place, at: date) -> Instrument:
    """Give the instrument with the values and disputes that a dossier's record holds as of a day."""
    from dragoman.deals.record_facts import with_record_facts  # noqa: PLC0415 - only where it is asked for
    from dragoman.dossier import Slice, Store  # noqa: PLC0415 - only where it is asked for

    with Store.open(dossier) as store:
        holdings = store.holdings(Slice(as_of=at))
    return with_record_facts(instrument, holdings)


def print_answer(answer: BaseModel, text: str, output_format: DealFormat) -> None:
    """Print an answer as text or as JSON."""
    if output_format is DealFormat.JSON:
        show(answer.model_dump_json(indent=2))
    else:
        show(harmless(text))


def width() -> int:
    """Give the width to write for."""
    return min(screen_width(), 120)


def day(value: str | None, option: str) -> date | None:
    """Read a day that was typed."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a day", item=option, remedy="Write it as 2026-01-06.") from None
