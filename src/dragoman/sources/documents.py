"""One item to one document: the bytes are decoded, labelled and described."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import (
    DragomanError,
    SourceBroken,
    SourceEmpty,
    SourceError,
    SourceMissing,
    SourceTooLarge,
    UsageError,
)
from dragoman.record import Document, Failure, Source, Stated
from dragoman.settings import Settings
from dragoman.sources.formats import extract
from dragoman.sources.items import Bounds, Item
from dragoman.sources.metadata import Details, details_of
from dragoman.sources.passages import label_passages

STAGE = "source"
BY_USER = "given by the user"
_BYTES_A_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of an item; it beats what the item says of itself."""

    published: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        """Refuse a date that is none."""
        if self.published is not None:
            try:
                date.fromisoformat(self.published[:10])
            except ValueError as error:
                problem = f"{self.published!r} is not a date"
                raise UsageError(problem, item="published", remedy="Write it as 2022-03-29.") from error


def read_document(
    path: Path, *, published: str | None = None, outlet: str | None = None, settings: Settings | None = None
) -> Document:
    """Read one file into a document.

    Args:
        path: The file; its name as given becomes the document's address.
        published: ISO date of publication, if the user knows it.
        outlet: Who published it, if the user knows it.
        settings: Limits; the defaults if left out.

    Raises:
        SourceMissing: If the file does not exist or may not be opened.
        SourceEmpty: If it holds nothing but blanks.
        SourceNotText: If it is binary in no format that is read.
        SourceTooLarge: If it is over the limit of one document.
        UsageError: If `published` is not a date.
    """
    limits = settings or Settings()
    data = read_bytes(path, limits)
    return document_from_bytes(data, str(path), published=published, outlet=outlet, settings=limits)


def document_from_bytes(
    data: bytes,
    address: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    settings: Settings | None = None,
) -> Document:
    """Make a document of the bytes of one item; the format is told by the content.

    Raises:
        SourceError: As for `read_document`.
    """
    given = Given(published, outlet)
    limits = settings or Settings()
    if len(data) > limits.max_characters * _BYTES_A_CHARACTER:
        raise _too_large(address, len(data), limits)
    return document_of_item(_only_item(data, address, limits), given, limits)


def document_of_item(item: Item, given: Given, settings: Settings) -> Document:
    """Make a document of one item, as it lies on disk or in a container.

    What the user says beats what the item says of itself; that beats what its container says of it.

    Raises:
        SourceError: As for `read_document`.
    """
    extracted = item.take() if item.take is not None else extract(item.data, item.address, charset=item.charset)
    if len(extracted.text) > settings.max_characters:
        raise _too_large(item.address, len(item.data), settings)
    passages = extracted.passages if extracted.passages is not None else label_passages(extracted.text)
    told = details_of(extracted.text, passages)
    fields: dict[str, object] = {name: getattr(told, name) for name in Details.__dataclass_fields__}
    fields |= item.facts | extracted.facts
    said, seen = fields["language"], told.language
    if isinstance(said, Stated) and seen is not None and said.value[:2] != seen.value and said.rule.startswith("html"):
        # A template says "en" whatever is put into it; the words themselves are the better witness.
        against = f"{seen.rule}, against {said.rule} {said.value}"
        fields["language"] = seen.model_copy(update={"rule": against})
    if given.published is not None:
        fields["published"] = Stated(value=given.published, rule=BY_USER)
    if given.outlet is not None:
        fields["outlet"] = Stated(value=given.outlet, rule=BY_USER)
    source = Source.model_validate(
        {
            **fields,
            "sha256": hashlib.sha256(item.data).hexdigest(),
            "address": item.address,
            "media_type": extracted.media_type,
            "encoding": extracted.encoding,
            "obtained": item.obtained or extracted.obtained,
            "raw_encoding": extracted.raw_encoding,
            "offset": item.offset,
            "characters": len(extracted.text),
        }
    )
    # The parts are records already; checking thousands of segments again would cost more than reading the page.
    return Document.model_construct(source=source, text=extracted.text, passages=passages, origin=extracted.origin)


def _only_item(data: bytes, address: str, settings: Settings) -> Item:
    """Give the one item in some bytes; a container with several is for `open_items`."""
    from dragoman.sources.archives import is_container, items_in  # noqa: PLC0415 - plain text needs none of it

    if not is_container(data, address):
        return Item(address, data)
    found = list(islice(items_in(io.BytesIO(data), address, Bounds.of(settings)), 2))
    if len(found) > 1:
        raise SourceBroken("it holds several items", item=address, remedy="Open it with `open_items`.")
    if not found:
        raise SourceEmpty("there is nothing to read in it", item=address, remedy="Check what was packed.")
    if isinstance(found[0], SourceError):
        raise found[0]
    return found[0]


def read_bytes(path: Path, settings: Settings) -> bytes:
    """Read a file whole, unless it is over the limit.

    Raises:
        SourceMissing: If it does not exist, is no file, or may not be opened.
        SourceTooLarge: If it is over the limit of one document.
    """
    with open_file(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > settings.max_characters * _BYTES_A_CHARACTER:
            raise _too_large(str(path), size, settings)
        try:
            # A file that grows without end, or a device, is cut off at the limit as well.
            data = stream.read(settings.max_characters * _BYTES_A_CHARACTER + 1)
        except OSError as error:
            raise _cannot_open(path, error) from error
    if len(data) > settings.max_characters * _BYTES_A_CHARACTER:
        raise _too_large(str(path), len(data), settings)
    return data


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        SourceMissing: If it does not exist, is no file, or may not be opened.
    """
    try:
        if path.is_dir():
            raise SourceMissing("it is a folder", item=str(path), remedy="Give a file, or open the folder's items.")
        if path.is_fifo() or path.is_socket() or path.is_block_device() or path.is_char_device():
            raise SourceMissing("it is a device or pipe", item=str(path), remedy="Give a file, or use - for a pipe.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise SourceMissing("there is no such file", item=str(path), remedy="Check the path.") from error
    except PermissionError as error:
        remedy = "Change its permissions, or run as a user who may."
        raise SourceMissing("it may not be opened", item=str(path), remedy=remedy) from error
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError | ValueError) -> SourceMissing:
    """Give the error for a file that the system does not hand out."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SourceMissing(f"it cannot be opened ({reason})", item=str(path), remedy="Check the path.")


def _too_large(address: str, size: int, settings: Settings) -> SourceTooLarge:
    """Give the error for an item over the limit."""
    return SourceTooLarge(
        f"it has {size:,} bytes, and one document may have {settings.max_characters:,} characters",
        item=address,
        remedy="Split it, or raise DRAGOMAN_MAX_CHARACTERS.",
    )


def failure_of(error: DragomanError, address: str) -> Failure:
    """Make the record of an item that could not be read."""
    return Failure(item=error.item or address, problem=error.problem, remedy=error.remedy, stage=STAGE)
