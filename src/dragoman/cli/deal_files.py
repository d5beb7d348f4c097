"""`dragoman deal`: the commands about instrument files themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.deal_options import DealFormat, DealOutput, Name, day, print_answer, width
from dragoman.cli.options import Dossier
from dragoman.cli.terminal import harmless, plural, say, show
from dragoman.deals.loading import examine, library_names, open_instrument, source_of
from dragoman.deals.schema import form_text, schema_text
from dragoman.deals.show import instrument_text
from dragoman.errors import DealError, InstrumentFaulty

files = typer.Typer(add_completion=False, rich_markup_mode=None)
Target = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there.", show_default=False)
]


@files.command()
def new(*, output: Target = None) -> None:
    """Print a form to fill in, with a comment on every line that needs one."""
    write(form_text(), output)


@files.command()
def check(name: Name) -> None:
    """Check an instrument file: every fault with its line and column."""
    text, label = source_of(name)
    try:
        instrument, findings = examine(text, name=label)
    except InstrumentFaulty as error:
        show(harmless("\n".join(f"fault: {fault}" for fault in error.faults)))
        raise DealError(f"{plural(len(error.faults), 'fault')}", item=label, remedy="Mend them.") from error
    for finding in findings:
        show(harmless(f"{'fault' if finding.fault else 'doubt'}: {finding}"))
    faults = sum(finding.fault for finding in findings)
    doubts = len(findings) - faults
    if faults:
        told = f"{plural(faults, 'fault')}, {plural(doubts, 'doubt')}"
        raise DealError(told, item=label, remedy="Mend the faults; doubts may stay.")
    say(f"{label}: {instrument.title} can be relied on ({plural(doubts, 'doubt')})")


@files.command(name="show")
def show_instrument(name: Name, *, output_format: DealOutput = DealFormat.TEXT) -> None:
    """Print an instrument's terms with their references."""
    instrument = open_instrument(name)
    print_answer(instrument, instrument_text(instrument, width=width()), output_format)


@files.command()
def library() -> None:
    """List the instruments that come with Dragoman."""
    for name in library_names():
        instrument = open_instrument(name)
        show(harmless(f"{name:<26} {instrument.title} ({instrument.text_basis.value.replace('_', ' ')})"))


@files.command("base-rates")
def base_rates_command(*, output_format: DealOutput = DealFormat.TEXT) -> None:
    """Published base rates with n, definition, period and rivals: context, never a chance for a case at hand."""
    from dragoman.deals.base_rates import base_rates, base_rates_text  # noqa: PLC0415 - only where asked for

    rates = base_rates()
    print_answer(rates, base_rates_text(rates, width=width()), output_format)


@files.command()
def schema(*, output: Target = None) -> None:
    """Print the JSON Schema of instrument files."""
    write(schema_text(), output)


def write(text: str, output: Path | None) -> None:
    """Print a text, or write it to a new file; a file that is there is never overwritten.

    Raises:
        DealError: If the file is there already or cannot be written.
    """
    if output is None:
        show(text)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise DealError("the file is there already", item=str(output), remedy="Give another name.") from None
    except OSError as error:
        raise DealError(f"the file cannot be written ({error.strerror})", item=str(output)) from error
    say(f"written to {output}")


@files.command()
def draft(
    dossier: Dossier,
    *,
    term: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD", help="Only terms with this word or issue; may be given again.", show_default=False
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Only coverage up to this day.", show_default=False)
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="The instrument's name.")] = "draft",
    output: Target = None,
) -> None:
    """Propose an instrument from the terms in a dossier, each field with its quote, for a person to complete."""
    from dragoman.deals.draft import Wanted, draft_instrument  # noqa: PLC0415 - the store is opened here only
    from dragoman.dossier import Slice, Store  # noqa: PLC0415 - the store is opened here only

    with Store.open(dossier) as store:
        holdings = store.holdings(Slice(as_of=day(as_of, "--as-of")))
    write(draft_instrument(holdings, Wanted(words=tuple(term or ()), name=name)), output)
