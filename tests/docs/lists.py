"""Writes the lists of `docs/record.md` and `docs/glossary.md` from the code, between their markers.

Run `python -m tests.docs.lists` after a change of the records or the vocabulary; `test_complete.py` fails
until the lists agree.  What people wrote as the meaning of a field or word is kept.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel

from dragoman import record
from dragoman.record import codes

DOCS = Path(__file__).parents[2] / "docs"
MARKED = re.compile(r"(<!-- list: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
ENTRY = re.compile(r"^- `(?P<name>[^`]+)`[^:]*: (?P<meaning>.*?)(?=^- |\Z|^<!--)", re.DOTALL | re.MULTILINE)
MISSING = "TODO"

CODED: dict[str, Mapping[StrEnum, codes.Codes]] = {
    "acts": typing.cast("Mapping[StrEnum, codes.Codes]", codes.ACTS),
    "issues": typing.cast("Mapping[StrEnum, codes.Codes]", codes.ISSUES),
    "modalities": typing.cast("Mapping[StrEnum, codes.Codes]", codes.MODALITIES),
    "conditions": typing.cast("Mapping[StrEnum, codes.Codes]", codes.CONDITIONS),
}


def bullets(lines: Iterable[str]) -> str:
    """Render a list."""
    return "\n" + "\n".join(f"- {line}" for line in lines) + "\n\n"


def shown_type(annotation: object) -> str:
    """Give a field's type in the words of the reference."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        return " or ".join("none" if part is types.NoneType else shown_type(part) for part in arguments)
    if origin is tuple:
        return "list of " + shown_type(arguments[0])
    if origin is dict:
        return f"map of {shown_type(arguments[0])} to {shown_type(arguments[1])}"
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    if isinstance(annotation, type):
        return names.get(annotation, annotation.__name__)
    message = f"no word for the type {annotation!r}"
    raise TypeError(message)


def kept_meanings(old: str) -> dict[str, str]:
    """Give the meanings that people wrote into a list."""
    return {found["name"]: found["meaning"].rstrip() for found in ENTRY.finditer(old)}


def record_list(model: type[BaseModel], old: str) -> str:
    """Render the fields of a record."""
    meanings = kept_meanings(old)
    return bullets(
        f"`{name}`, {shown_type(field.annotation)}: {meanings.get(name, MISSING)}"
        for name, field in model.model_fields.items()
    )


def word_list(members: type[StrEnum], old: str) -> str:
    """Render the members of a vocabulary."""
    meanings = kept_meanings(old)
    return bullets(f"`{word}`: {meanings.get(str(word), MISSING)}" for word in members)


def code_list(coded: Mapping[StrEnum, codes.Codes]) -> str:
    """Render words with their neighbours in other schemes."""
    return bullets(f"`{word}`: {found.meaning}{neighbours(found)}" for word, found in coded.items())


def neighbours(found: codes.Codes) -> str:
    """Render the codes of one word in brackets; nothing where it has none."""
    schemes = [("PLOVER", found.plover), ("PA-X", ", ".join(found.pax)), ("ATOP", ", ".join(found.atop))]
    named = "; ".join(f"{scheme} {code}" for scheme, code in schemes if code)
    return f" ({named})" if named else ""


def rendered(name: str, old: str) -> str:
    """Render the list of a marker."""
    if name in CODED:
        return code_list(CODED[name])
    thing = getattr(record, name)
    if issubclass(thing, StrEnum):
        return word_list(thing, old)
    return record_list(thing, old)


def with_lists(text: str) -> str:
    """Give a page with every marked list written anew."""
    return MARKED.sub(lambda found: found[1] + rendered(found["name"], found[0]) + found[3], text)


def list_names(text: str) -> list[str]:
    """Give the markers of a page."""
    return [found["name"] for found in MARKED.finditer(text)]


if __name__ == "__main__":
    for page in (DOCS / "record.md", DOCS / "glossary.md"):
        page.write_text(with_lists(page.read_text("utf-8")), "utf-8")
