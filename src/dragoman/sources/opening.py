"""Whatever a user points at, item by item: files, folders, standard input; one bad item never stops the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DragomanError, SourceError, SourceMissing, SourceTooLarge
from dragoman.record import Document, Failure
from dragoman.settings import Settings
from dragoman.sources.documents import document_from_bytes, read_bytes

STANDARD_INPUT = "-"
STAGE = "source"


def open_items(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Failure]:
    """Give the documents behind paths, one at a time, in a fixed order.

    Args:
        paths: Files, folders (opened through and through, sorted by name) and `-` for standard input.
        published: ISO date of publication of all of them, if the user knows it.
        outlet: Who published them, if the user knows it.
        settings: Limits; the defaults if left out.
        stdin: Where `-` reads from; the process's own standard input if left out.

    Yields:
        A document for each item that could be read, a failure with its cause and remedy for each that could not.

    Raises:
        UsageError: If `published` is not a date; nothing that an item holds raises.
    """
    limits = settings or Settings()
    for path in paths:
        for address, found in _items(str(path), limits, stdin):
            if isinstance(found, SourceError):
                yield failure_of(found, address)
                continue
            try:
                yield document_from_bytes(found, address, published=published, outlet=outlet, settings=limits)
            except SourceError as error:
                yield failure_of(error, address)


def failure_of(error: DragomanError, address: str) -> Failure:
    """Make the record of an item that could not be read."""
    return Failure(item=error.item or address, problem=error.problem, remedy=error.remedy, stage=STAGE)


def _items(path: str, settings: Settings, stdin: BinaryIO | None) -> Iterator[tuple[str, bytes | SourceError]]:
    """Give the bytes behind one path, or the error in their place."""
    if path == STANDARD_INPUT:
        yield path, _standard_input(settings, stdin)
        return
    for file in _files(Path(path)):
        if isinstance(file, SourceError):
            yield file.item, file
            continue
        try:
            yield str(file), read_bytes(file, settings)
        except SourceError as error:
            yield str(file), error


def _standard_input(settings: Settings, stdin: BinaryIO | None) -> bytes | SourceError:
    """Read standard input up to the limit."""
    stream = stdin if stdin is not None else sys.stdin.buffer
    limit = settings.max_characters * 4
    data = stream.read(limit + 1)
    if len(data) > limit:
        remedy = "Split it, or raise DRAGOMAN_MAX_CHARACTERS."
        return SourceTooLarge("standard input is over the limit of one document", item=STANDARD_INPUT, remedy=remedy)
    return data


def _files(path: Path) -> Iterator[Path | SourceError]:
    """Give the files under a path, sorted; hidden files and folders are left out."""
    try:
        folder = path.is_dir()
    except OSError:
        folder = False
    if not folder:
        yield path
        return
    try:
        with os.scandir(path) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        problem = f"the folder cannot be opened ({error.strerror or error})"
        yield SourceMissing(problem, item=str(path), remedy="Change its permissions, or leave it out.")
        return
    if not names:
        yield SourceMissing("the folder is empty", item=str(path), remedy="Point at a folder with articles in it.")
        return
    for name in names:
        yield from _files(path / name) if not (path / name).is_symlink() else _linked(path / name)


def _linked(path: Path) -> Iterator[Path | SourceError]:
    """Follow a link to a file, never one to a folder: links to folders can turn in circles."""
    if path.is_file():
        yield path
