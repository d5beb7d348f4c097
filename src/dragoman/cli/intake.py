"""Items on their way in: opened one by one, read, and what failed said at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dragoman.cli.terminal import one_line, plural, say
from dragoman.dossier.intake import read_or_fail
from dragoman.reading import Reader, load_reader
from dragoman.record import Document, Failure, Reading
from dragoman.settings import Settings
from dragoman.sources import Given, open_feed, open_items

CODES = {"source": 3, "reading": 4}
"""Exit code for each stage at which an item can fail, as `errors` has them."""

MIXED = 1
"""Exit code where items failed at different stages."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the user says of all items: it stands above what is found in them."""

    published: str | None = None
    outlet: str | None = None


def now() -> datetime:
    """Give the present moment; the only clock of the commands."""
    return datetime.now(tz=UTC)


def opened(paths: Sequence[str], known: Known, settings: Settings) -> Iterator[Document | Failure]:
    """Give the items behind paths, one at a time."""
    return open_items(paths, published=known.published, outlet=known.outlet, settings=settings)


def fed(addresses: Sequence[str], known: Known, settings: Settings) -> Iterator[Document | Failure]:
    """Give the articles that feeds link to, one at a time."""
    given = Given(known.published, known.outlet)
    for address in addresses:
        yield from open_feed(address, given=given, settings=settings)


def how_many(paths: Sequence[str]) -> int | None:
    """Count the files behind paths for the progress bar; None where it cannot be told, as for standard input."""
    if "-" in paths or any("://" in path for path in paths):
        return None
    total = 0
    for path in paths:
        walked = [files for _, _, files in os.walk(path)] if Path(path).is_dir() else [[path]]
        total += sum(not Path(name).name.startswith(".") for names in walked for name in names)
    return total


def readings(items: Iterable[Document | Failure], reader: Reader) -> Iterator[Reading | Failure]:
    """Give what came of each item."""
    for item in items:
        yield item if isinstance(item, Failure) else read_or_fail(reader, item)


def reader_of(settings: Settings) -> Reader:
    """Load the reader."""
    return load_reader(settings)


def say_failures(failures: Sequence[Failure]) -> None:
    """Say each failure on a line of its own."""
    for failure in failures:
        say(f"{one_line(failure.item)}: {failure.problem}. {failure.remedy}")


def say_empty(reading: Reading) -> None:
    """Say that a document was read and nothing of the kind stands in it."""
    say(f"{reading.source.address}: no statements found; is it about a negotiation?")


def exit_code(failures: Iterable[Failure]) -> int:
    """Give the exit code of a batch: that of its failures, if they are of one kind."""
    codes = {CODES.get(failure.stage, MIXED) for failure in failures}
    if not codes:
        return 0
    return codes.pop() if len(codes) == 1 else MIXED


def sum_up(done: str, failures: Sequence[Failure]) -> None:
    """Say what came of a batch."""
    say(f"{done}; {plural(len(failures), 'item')} failed." if failures else f"{done}.")
