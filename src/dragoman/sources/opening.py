"""Whatever a user points at, item by item: files, folders, standard input; one bad item never stops the rest."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError, SourceMissing, SourceTooLarge
from dragoman.record import Document, Failure
from dragoman.settings import Settings
from dragoman.sources.addresses import address_arrivals, is_address
from dragoman.sources.archives import SAMPLE, is_container, items_in
from dragoman.sources.arriving import Arrivals, Intake, arrival_of, documents_in
from dragoman.sources.documents import Given, open_file, read_bytes
from dragoman.sources.items import Bounds, Item, Items
from dragoman.sources.litter import is_litter, saved_with

STANDARD_INPUT = "-"
_LISTED = 20_000
"""Names of a folder that are held at a time."""
_DEEPEST = 100
"""Folders within folders that are gone down into."""


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
        paths: Files, folders (opened through and through, sorted by name), archives, dumps, web addresses, `-`
            for standard input, and places in a container as failures name them (`dump.jsonl#7`).
        published: ISO date of publication of all of them, if the user knows it.
        outlet: Who published them, if the user knows it.
        settings: Limits; the defaults if left out.
        stdin: Where `-` reads from; the process's own standard input if left out.

    Yields:
        A document for each item that could be read, a failure with its cause and remedy for each that could not.

    Raises:
        UsageError: If `published` is not a date; nothing that an item holds raises.
    """
    intake = Intake(Given(published, outlet), settings or Settings())
    yield from documents_in(arrivals(paths, intake, stdin=stdin))


def arrivals(paths: Iterable[str | Path], intake: Intake, *, stdin: BinaryIO | None = None) -> Arrivals:
    """Give what arrives from paths where articles are kept: as `open_items`, with bytes, and without what is there.

    Args:
        paths: As for `open_items`.
        intake: How the items are taken in.
        stdin: Where `-` reads from; the process's own standard input if left out.
    """
    for path in map(str, paths):
        if is_address(path):
            yield from address_arrivals(path, intake)
            continue
        for found in _items(path, intake.settings, stdin):
            yield arrival_of(found, path, intake)


def count_files(paths: Iterable[str | Path]) -> int:
    """Count the files behind paths, with little memory; hidden ones are left out as they are when they are opened."""
    total = 0
    waiting = [str(path) for path in paths]
    while waiting:
        path = waiting.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or is_litter(entry.name, _nothing):
                        continue
                    if saved_with(entry.path, os.path.exists):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        total += 1
        except OSError:
            total += 1
    return total


def _items(path: str, settings: Settings, stdin: BinaryIO | None) -> Items:
    """Give the items behind one path, or an error in the place of each that cannot be had."""
    if path == STANDARD_INPUT:
        yield from _standard_input(settings, stdin)
        return
    container = _container_of(path)
    if container is not None:
        yield from _one_of(_file_items(container, settings), path)
        return
    for file in _files(Path(path)):
        if isinstance(file, SourceError):
            yield file
        else:
            yield from _file_items(file, settings)


def _container_of(path: str) -> Path | None:
    """Give the file that an address such as `dump.jsonl#7` or `all.zip!/a.txt` points into, if it does."""
    if Path(path).exists():
        return None
    for mark in ("!/", "#"):
        before, found, _ = path.partition(mark)
        if found and Path(before).is_file():
            return Path(before)
    return None


def _one_of(items: Items, address: str) -> Items:
    """Give only the item at an address inside a container, so that one failure can be tried again."""
    seen = False
    for item in items:
        place = item.item if isinstance(item, SourceError) else item.address
        if place == address or place.startswith(f"{address}!/"):
            seen = True
            yield item
    if not seen:
        yield SourceMissing("there is no such item in it", item=address, remedy="List what is in the file.")


def _file_items(file: Path, settings: Settings) -> Items:
    """Give the items in one file; containers are read as they unpack, other files whole."""
    try:
        stream = open_file(file)
    except SourceError as error:
        yield error
        return
    with stream:
        head = stream.read(SAMPLE)
        stream.seek(0)
        if is_container(head, str(file)):
            yield from items_in(stream, str(file), Bounds.of(settings))
            return
    try:
        yield Item(str(file), read_bytes(file, settings))
    except SourceError as error:
        yield error


def _standard_input(settings: Settings, stdin: BinaryIO | None) -> Items:
    """Read standard input up to the limit."""
    stream = stdin if stdin is not None else sys.stdin.buffer
    limit = settings.max_characters * 4
    data = stream.read(limit + 1)
    if len(data) > limit:
        remedy = "Split it, or raise DRAGOMAN_MAX_CHARACTERS."
        yield SourceTooLarge("standard input is over the limit of one document", item=STANDARD_INPUT, remedy=remedy)
    else:
        yield from items_in(io.BytesIO(data), STANDARD_INPUT, Bounds.of(settings))


def _files(path: Path, depth: int = 0) -> Iterator[Path | SourceError]:
    """Give the files under a path, sorted; hidden files and folders are left out."""
    try:
        folder = path.is_dir()
    except OSError:
        folder = False
    if not folder:
        yield path
        return
    if depth > _DEEPEST:
        problem = f"it lies in more than {_DEEPEST} folders, one within the other"
        yield SourceMissing(problem, item=str(path), remedy="Point at a folder further down.")
        return
    try:
        empty = passed = True
        for name in _names(path):
            empty = False
            if is_litter(name, _nothing) or saved_with(str(path / name), os.path.exists):
                continue
            passed = False
            yield from _files(path / name, depth + 1) if not (path / name).is_symlink() else _linked(path / name)
    except OSError as error:
        problem = f"the folder cannot be opened ({error.strerror or error})"
        yield SourceMissing(problem, item=str(path), remedy="Change its permissions, or leave it out.")
        return
    if empty or (passed and not depth):
        yield SourceMissing(
            "there is no article in the folder", item=str(path), remedy="Point at a folder with articles in it."
        )


def _nothing(_path: str) -> bool:
    """Say that nothing lies beside a file whose name alone is looked at."""
    return False


def _names(path: Path) -> Iterator[str]:
    """Give the names in a folder, sorted, a bounded number at a time: the folder may hold millions."""
    last = ""
    while True:
        with os.scandir(path) as entries:
            names = nsmallest(_LISTED, (e.name for e in entries if not e.name.startswith(".") and e.name > last))
        yield from names
        if len(names) < _LISTED:
            return
        last = names[-1]


def _linked(path: Path) -> Iterator[Path | SourceError]:
    """Follow a link to a file, never one to a folder: links to folders can turn in circles."""
    if path.is_file():
        yield path
