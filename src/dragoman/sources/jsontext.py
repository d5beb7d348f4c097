"""Where the members of JSON objects and arrays stand in their text, which the standard library does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\n\r]*")

Member = tuple[object, int, int]
"""A value, and where it begins and ends."""


def json_members(raw: str, at: int = 0) -> tuple[dict[str, Member], int]:
    """Give the members of the object that begins at a place, and where it ends.

    Raises:
        ValueError: If there is no whole object.
        RecursionError: If it is nested too deeply.
    """
    members: dict[str, Member] = {}
    at = _expect(raw, at, "{")
    while not raw.startswith("}", at):
        key, at = _DECODER.raw_decode(raw, at)
        start = _expect(raw, at, ":")
        value, end = _DECODER.raw_decode(raw, start)
        members[_name(key)] = (value, start, end)
        at = _next(raw, end, "}")
    return members, at + 1


def json_object(raw: str, at: int = 0) -> dict[str, Member]:
    """Give the members of the object that is all of a text from a place on.

    Raises:
        ValueError: If it is not.
        RecursionError: If it is nested too deeply.
    """
    members, end = json_members(raw, at)
    _nothing_behind(raw, end)
    return members


def json_rows(raw: str, *, known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Give where the rows of a JSON text stand: the elements of an array, else of the list in an object, else it.

    Args:
        raw: The text.
        known: Tells names by which an object is itself a row.

    Raises:
        ValueError: If it is no JSON.
        RecursionError: If it is nested too deeply.
    """
    start = _skip(raw, len(raw) - len(raw.lstrip("\ufeff")))
    if raw.startswith("[", start):
        rows, end = _elements(raw, start)
    elif raw.startswith("{", start):
        members, end = json_members(raw, start)
        lists = [place for value, place, _ in members.values() if isinstance(value, list)]
        rows = [(start, end)] if any(map(known, members)) or not lists else _elements(raw, lists[0])[0]
    else:
        _, end = _DECODER.raw_decode(raw, start)
        rows = [(start, end)]
    _nothing_behind(raw, end)
    return rows


def _elements(raw: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """Give where the elements of the array that begins at a place stand, and where it ends."""
    rows: list[tuple[int, int]] = []
    at = _expect(raw, at, "[")
    while not raw.startswith("]", at):
        _, end = _DECODER.raw_decode(raw, at)
        rows.append((at, end))
        at = _next(raw, end, "]")
    return rows, at + 1


def _name(key: object) -> str:
    """Give a member's name.

    Raises:
        ValueError: If it is no string.
    """
    if isinstance(key, str):
        return key
    raise ValueError("a name is missing")


def _nothing_behind(raw: str, end: int) -> None:
    """Refuse text behind the end.

    Raises:
        ValueError: If there is some.
    """
    if raw[end:].strip():
        raise ValueError("something follows")


def _next(raw: str, at: int, closing: str) -> int:
    """Go on to the next member, or to what closes."""
    at = _skip(raw, at)
    if raw.startswith(closing, at):
        return at
    at = _expect(raw, at, ",")
    if raw.startswith(closing, at):
        raise ValueError("a member is missing")
    return at


def _expect(raw: str, at: int, mark: str) -> int:
    """Give the place behind a mark and blanks.

    Raises:
        ValueError: If the mark is not there.
    """
    at = _skip(raw, at)
    if not raw.startswith(mark, at):
        raise ValueError(f"{mark} is missing")
    return _skip(raw, at + 1)


def _skip(raw: str, at: int) -> int:
    """Give the place behind blanks."""
    found = _BLANKS.match(raw, at)
    return found.end() if found else at
