"""Records to sealed JSON and back: what is damaged on the disk is found when it is read."""

from __future__ import annotations

import json
import zlib
from typing import TypeVar

from pydantic import ValidationError

from dragoman.errors import NotADossier
from dragoman.record import Record, Statement

SALVAGE = "Run `dragoman check FILE --salvage NEW` to rescue what is whole, or go back to a copy."
"""What to do with a damaged dossier."""

R = TypeVar("R", bound=Record)


def pack(record: Record, *, without: frozenset[str] = frozenset()) -> tuple[str, int]:
    """Give a record as JSON and the seal of it.

    Fields that have their default are left out: they come back by themselves, and a dossier is a
    third smaller for it.
    """
    body = record.model_dump_json(exclude=set(without), exclude_defaults=True)
    return body, seal(body)


def pack_statement(statement: Statement) -> tuple[str, int]:
    """Give a statement as JSON without its quote, which has a column of its own for the search, and the seal."""
    body = statement.model_dump_json(exclude={"quote"}, exclude_defaults=True)
    return body, seal(body + statement.quote)


def unpack_statement(body: str, quote: str, expected: int) -> Statement:
    """Give the statement back.

    Raises:
        NotADossier: If the row is not what was written.
    """
    check_seal(body + quote, expected, "statement")
    whole = f'{{"quote":{json.dumps(quote, ensure_ascii=False)},{body[1:]}'
    return _parsed(Statement, whole)


def seal(text: str) -> int:
    """Give the CRC-32 of a text."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def unpack(kind: type[R], body: str, expected: int) -> R:
    """Give the record back.

    Raises:
        NotADossier: If the row is not what was written.
    """
    check_seal(body, expected, kind.__name__.lower())
    return _parsed(kind, body)


def _parsed(kind: type[R], body: str) -> R:
    """Give a record from JSON that is what was written.

    Raises:
        NotADossier: If it is of another form.
    """
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise NotADossier(
            f"a {kind.__name__.lower()} in the dossier is not of a form that this Dragoman knows",
            remedy="Open it with the Dragoman that wrote it, or a newer one.",
        ) from error


def check_seal(text: str, expected: int, what: str) -> None:
    """Refuse a text that is not the one that was sealed.

    Raises:
        NotADossier: If it is not.
    """
    if seal(text) != expected:
        raise NotADossier(
            f"the dossier is damaged: a {what} is not what was written",
            remedy=SALVAGE,
        )
