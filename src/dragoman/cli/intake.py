"""Items on their way in: opened one by one, read, and what failed said at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dragoman.cli.terminal import one_line, plural, say
from dragoman.dossier.intake import read_or_fail
from dragoman.reading import Reader, load_reader
from dragoman.record import Document, Failure, Reading
from dragoman.settings import Settings
from dragoman.sources import Given, Held, Intake, arrivals, count_files, feed_arrivals, open_items
from dragoman.sources.arriving import Arrivals

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


def arriving(paths: Sequence[str], known: Known, settings: Settings, held: Held | None = None) -> Arrivals:
    """Give what arrives from paths for a dossier, without what it holds."""
    return arrivals(paths, Intake(Given(known.published, known.outlet), settings, held))


def fed(addresses: Sequence[str], known: Known, settings: Settings, held: Held | None = None) -> Arrivals:
    """Give what arrives from the articles that feeds link to."""
    intake = Intake(Given(known.published, known.outlet), settings, held)
    for address in addresses:
        yield from feed_arrivals(address, intake)


def how_many(paths: Sequence[str]) -> int | None:
    """Count the files behind paths for the progress bar; None where it cannot be told, as for standard input."""
    if "-" in paths or any("://" in path for path in paths):
        return None
    return count_files(paths)


SAID_ALIKE = 5
"""Failures of one kind that are said one by one; the rest is summed up, so that a folder of other files says little."""


@dataclass(slots=True)
class Failed:
    """What failed in a batch: said as it happens, the like of it counted, and nothing held.

    Attributes:
        stages: How much failed, by stage.
    """

    stages: Counter[str] = field(default_factory=Counter)
    _alike: Counter[tuple[str, str]] = field(default_factory=Counter)

    def tell(self, failures: Iterable[Failure]) -> None:
        """Count failures, and say the first ones of each kind."""
        for failure in failures:
            self.stages[failure.stage] += 1
            kind = (failure.problem, failure.remedy)
            self._alike[kind] += 1
            if self._alike[kind] <= SAID_ALIKE:
                say_failures([failure])

    def rest(self, more: str = "") -> None:
        """Sum up what was not said one by one."""
        for (problem, remedy), often in self._alike.items():
            if often > SAID_ALIKE:
                say(f"{often - SAID_ALIKE:,} more: {problem}. {remedy}{more}")

    @property
    def code(self) -> int:
        """The exit code of the batch."""
        return exit_code_of(self.stages)


def is_there(path: str) -> bool:
    """Tell whether there may be something behind a path: a file, a place in a container, an address, standard input."""
    return path == "-" or "://" in path or any(Path(path.partition(mark)[0]).exists() for mark in ("!/", "#"))


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
    return exit_code_of({failure.stage for failure in failures})


def exit_code_of(stages: Iterable[str]) -> int:
    """Give the exit code of a batch of which items failed at these stages."""
    codes = {CODES.get(stage, MIXED) for stage in stages}
    if not codes:
        return 0
    return codes.pop() if len(codes) == 1 else MIXED


def sum_up(done: str, failed: int) -> None:
    """Say what came of a batch."""
    say(f"{done}; {plural(failed, 'item')} failed." if failed else f"{done}.")
