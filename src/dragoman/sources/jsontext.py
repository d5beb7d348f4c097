"""Where the members of JSON objects and arrays stand in their text, which the standard library does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\n\r]*")

_WRAPPED = 3
"""Objects within objects in which the list of articles is looked for: {"response": {"results": […]}}."""

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


def json_rows(raw: str, *, known: Callable[[str], str | None]) -> list[tuple[int, int]]:
    """Give where the rows of a JSON text stand: the elements of an array, else of the list in an object, else it.

    Args:
        raw: The text.
        known: Gives our name for the name of a member, None for one that we do not know.

    Raises:
        ValueError: If it is no JSON.
        RecursionError: If it is nested too deeply.
    """
    start = _skip(raw, len(raw) - len(raw.lstrip("\ufeff")))
    if raw.startswith("[", start):
        rows, end = _elements(raw, start)
    elif raw.startswith("{", start):
        members, end = json_members(raw, start)
        rows = _list_within(raw, members, known, _WRAPPED) or [(start, end)]
    else:
        _, end = _DECODER.raw_decode(raw, start)
        rows = [(start, end)]
    _nothing_behind(raw, end)
    return rows


def _list_within(
    raw: str, members: Mapping[str, Member], known: Callable[[str], str | None], depth: int
) -> list[tuple[int, int]]:
    """Give where the elements of the list stand that an answer of a news service wraps; none if it is an article."""
    if any(known(key) == "text" and isinstance(value, str) for key, (value, _, _) in members.items()):
        return []
    for value, place, _ in members.values():
        if isinstance(value, list) and value and isinstance(value[0], dict) and _described(value[0], known):
            return _elements(raw, place)[0]
    for value, place, _ in members.values():
        if isinstance(value, dict) and depth:
            within, _ = json_members(raw, place)
            if found := _list_within(raw, within, known, depth - 1):
                return found
    return []


def _described(value: object, known: Callable[[str], str | None]) -> bool:
    """Tell whether an object, or one right in it, has names of an article's text, title or address."""
    if not isinstance(value, dict):
        return False
    inner = [key for part in value.values() if isinstance(part, dict) for key in part]
    return bool({known(str(key)) for key in (*value, *inner)} & {"text", "lead", "title", "canonical"})


def json_elements(raw: str, at: int) -> list[tuple[int, int]]:
    """Give where the elements of the array that begins at a place stand.

    Raises:
        ValueError: If there is no whole array.
    """
    return _elements(raw, at)[0]


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
