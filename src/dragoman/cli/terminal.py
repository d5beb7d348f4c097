"""What reaches the screen: article text made harmless, messages apart from data, progress only for people."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")

T = TypeVar("T")

SAID_EVERY = 60.0
"""Seconds between two lines on how far a batch is, where no person watches a bar."""


def harmless(text: str) -> str:
    """Give a text that cannot steer a terminal: control characters show as �, direction overrides are left out."""
    return _CONTROL.sub("�", _DIRECTION.sub("", text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """Give a text on one line, harmless."""
    return harmless(_BLANKS.sub(" ", text)).strip()


def shortened(text: str, length: int) -> str:
    """Give a text on one line, cut at a word where it is too long."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > length // 2 else cut).rstrip(" ,;:–—-") + "…"


def say(message: str) -> None:
    """Say something about the work, apart from the data."""
    sys.stderr.write(one_line(message) + "\n")
    sys.stderr.flush()


def say_error(message: str) -> None:
    """Say that something went wrong, on one line."""
    say(f"dragoman: {message}")


def show(text: str) -> None:
    """Print data."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


@contextmanager
def progress(items: Iterable[T], *, what: str, total: int | None = None) -> Iterator[Iterator[T]]:
    """Give items one by one, with their count, rate and time on the screen where a person watches.

    Args:
        items: Anything.
        what: What is being done, a few words.
        total: How many there are, if that is known: then the time left is shown.
    """
    if not sys.stderr.isatty():
        yield _now_and_then(items, what, total)
        return
    # Rich costs a tenth of a second to load, so only where something is drawn.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed} {task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def counted() -> Iterator[T]:
            for item in items:
                yield item
                speed = bar.tasks[0].speed
                bar.update(task, advance=1, rate=f"({speed:.1f}/s)" if speed else "")
                if total is not None and bar.tasks[0].completed > total:
                    bar.update(task, total=None)  # archives among the files hold more than was counted

        yield counted()


def _now_and_then(items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    """Give items, and say on a line of its own how far it is where a batch takes minutes and nobody watches."""
    begun = said = time.monotonic()
    for done, item in enumerate(items):
        now = time.monotonic()
        if now - said >= SAID_EVERY:
            said = now
            say(f"{what}: {how_far(done, total, now - begun)}")
        yield item


def how_far(done: int, total: int | None, seconds: float) -> str:
    """Say how far a batch is: how many are done, at what rate, and how long it will take.

    Example:
        >>> how_far(1200, 4800, 60)
        '1,200 of 4,800 (20.0/s, 3 min left)'
    """
    rate = done / seconds
    if total is None or total < done or not rate:
        return f"{done:,} ({rate:.1f}/s)"
    left = (total - done) / rate
    words = f"{left / 3600:.1f} h" if left >= 5400 else f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
    return f"{done:,} of {total:,} ({rate:.1f}/s, {words} left)"


def plural(number: int, thing: str, things: str | None = None) -> str:
    """Write a number with what it counts: `1 statement`, `2 statements`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
