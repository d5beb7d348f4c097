"""One item to one document: the bytes are decoded, labelled and described."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.errors import SourceMissing, SourceTooLarge, UsageError
from dragoman.record import Document, Source, Stated
from dragoman.settings import Settings
from dragoman.sources.extracted import Extracted
from dragoman.sources.formats import extract
from dragoman.sources.metadata import Details, details_of
from dragoman.sources.passages import label_passages

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
    return document_from_extracted(extract(data, address), data, address, given, limits)


def document_from_extracted(
    extracted: Extracted, data: bytes, address: str, given: Given, settings: Settings
) -> Document:
    """Make a document of what a format's reader took out of an item.

    Raises:
        SourceTooLarge: If the text is over the limit of one document.
    """
    if len(extracted.text) > settings.max_characters:
        raise _too_large(address, len(data), settings)
    passages = extracted.passages if extracted.passages is not None else label_passages(extracted.text)
    told = details_of(extracted.text, passages)
    fields: dict[str, object] = {name: getattr(told, name) for name in Details.__dataclass_fields__}
    fields |= extracted.facts
    if given.published is not None:
        fields["published"] = Stated(value=given.published, rule=BY_USER)
    if given.outlet is not None:
        fields["outlet"] = Stated(value=given.outlet, rule=BY_USER)
    source = Source.model_validate(
        {
            **fields,
            "sha256": hashlib.sha256(data).hexdigest(),
            "address": address,
            "media_type": extracted.media_type,
            "encoding": extracted.encoding,
            "characters": len(extracted.text),
        }
    )
    # The parts are records already; checking thousands of segments again would cost more than reading the page.
    return Document.model_construct(source=source, text=extracted.text, passages=passages, origin=extracted.origin)


def read_bytes(path: Path, settings: Settings) -> bytes:
    """Read a file whole, unless it is over the limit.

    Raises:
        SourceMissing: If it does not exist, is no file, or may not be opened.
        SourceTooLarge: If it is over the limit of one document.
    """
    try:
        if path.is_dir():
            raise SourceMissing("it is a folder", item=str(path), remedy="Give a file, or open the folder's items.")
        size = path.stat().st_size
        if size > settings.max_characters * _BYTES_A_CHARACTER:
            raise _too_large(str(path), size, settings)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceMissing("there is no such file", item=str(path), remedy="Check the path.") from error
    except PermissionError as error:
        remedy = "Change its permissions, or run as a user who may."
        raise SourceMissing("it may not be opened", item=str(path), remedy=remedy) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceMissing(f"it cannot be opened ({reason})", item=str(path), remedy="Check the path.") from error


def _too_large(address: str, size: int, settings: Settings) -> SourceTooLarge:
    """Give the error for an item over the limit."""
    return SourceTooLarge(
        f"it has {size:,} bytes, and one document may have {settings.max_characters:,} characters",
        item=address,
        remedy="Split it, or raise DRAGOMAN_MAX_CHARACTERS.",
    )
