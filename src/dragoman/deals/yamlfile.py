"""YAML read strictly: plain data only, a place for every value, and nothing that can blow up.

The event stream of the parser is walked once.  Anchors, aliases and tags are refused (an instrument needs
none, and they are how small files become large ones), and so are duplicate keys.  Only `true`, `false`,
`null` and numbers are more than words: `no` stays the word "no" and a date stays text until the schema
reads it, so that nothing changes its kind unseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from dragoman.errors import DealError

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]
_NUMBER = re.compile(r"[-+]?(?:\d+|\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column in a file, counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        """Give the place as it is said in messages."""
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The data of one file and the place of each value and key, by path."""

    name: str
    data: Plain
    places: dict[Path, Place] = field(repr=False)

    def place(self, path: Path) -> Place:
        """Give the place of a value, or of the nearest one around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place(1, 1)

    def place_of(self, word: str, path: Path, *, last: bool = False) -> Place:
        """Give the place of a word at or below a path: its first, or its last; else the place of the path."""
        found = [there for there in self.places if there[: len(path)] == path and self._value(there) == word]
        return self.places[found[-1 if last else 0]] if found else self.place(path)

    def _value(self, path: Path) -> Plain:
        value = self.data
        for part in path:
            if isinstance(value, dict):
                value = value.get(str(part))
            elif isinstance(value, list) and isinstance(part, int):
                value = value[part]
        return value


def parse_yaml(text: str, *, name: str) -> YamlFile:
    """Read one YAML document.

    Args:
        text: The document.
        name: The file's name for messages.

    Raises:
        DealError: If it is no YAML, too large, too deep, or uses anchors, aliases, tags or a key twice.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise DealError(
            f"the file is larger than {MAX_BYTES:,} bytes", item=name, remedy="Split it into several instruments."
        )
    walker = _Walker(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            walker.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        raise DealError(f"{where}: not YAML: {error.problem or error.context}", item=name) from error
    except yaml.YAMLError as error:
        raise DealError(f"not YAML: {str(error).splitlines()[0]}", item=name) from error
    if not walker.done:
        raise DealError("the file holds no data", item=name, remedy="See `dragoman deal new` for a form to fill in.")
    return YamlFile(name=name, data=walker.root, places=walker.places)


@dataclass(slots=True)
class _Level:
    """One open list or mapping."""

    value: list[Plain] | dict[str, Plain]
    key: str | None = None


class _Walker:
    """Builds plain data from parser events and refuses what it must."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Plain = None
        self.done = False
        self.places: dict[Path, Place] = {}
        self._levels: list[_Level] = []
        self._path: list[str | int] = []
        self._values = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        mark = event.start_mark
        place = Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
        if isinstance(event, yaml.NodeEvent):
            self._check_node(event, place)
        if isinstance(event, yaml.DocumentStartEvent) and self.done:
            self._refuse(place, "a second document begins here; one file holds one instrument")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, place)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], place)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._levels.pop()
            self._leave()

    def _check_node(self, event: yaml.NodeEvent, place: Place) -> None:
        """Refuse what plain data does not need."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse(place, "anchors and aliases (& and *) are not read here; write the value out")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(place, f"the tag {tag} is not read here; plain values only")
        self._values += 1
        if self._values > MAX_VALUES:
            self._refuse(place, f"more than {MAX_VALUES:,} values")

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        """Take a key or a value."""
        level = self._levels[-1] if self._levels else None
        if level is not None and isinstance(level.value, dict) and level.key is None:
            if event.value in level.value:
                self._refuse(place, f"the key {event.value!r} stands here a second time")
            level.key = event.value
            self.places[(*self._path, event.value)] = place
            return
        plain = event.implicit[0]
        self._enter(_scalar_value(event.value) if plain else event.value, place)
        self._leave()

    def _open(self, value: list[Plain] | dict[str, Plain], place: Place) -> None:
        """Begin a list or mapping."""
        if len(self._levels) >= MAX_DEPTH:
            self._refuse(place, f"nested deeper than {MAX_DEPTH} levels")
        level = self._levels[-1] if self._levels else None
        if level is not None and isinstance(level.value, dict) and level.key is None:
            self._refuse(place, "a key must be a word, not a list or mapping")
        self._enter(value, place)
        self._levels.append(_Level(value))

    def _enter(self, value: Plain, place: Place) -> None:
        """Put a value where it belongs and stand on its path."""
        if not self._levels:
            self.root, self.done = value, True
        else:
            level = self._levels[-1]
            if isinstance(level.value, dict):
                key = level.key or ""
                level.value[key] = value
                self._path.append(key)
                level.key = None
            else:
                level.value.append(value)
                self._path.append(len(level.value) - 1)
        # A value's own place, where it is a word; a list or mapping is best found at its key.
        if isinstance(value, dict | list):
            self.places.setdefault(tuple(self._path), place)
        else:
            self.places[tuple(self._path)] = place

    def _leave(self) -> None:
        """Step back to the path of the level around."""
        if self._path:
            self._path.pop()

    def _refuse(self, place: Place, problem: str) -> None:
        raise DealError(f"{place}: {problem}", item=self.name)


def _scalar_value(word: str) -> Plain:
    """Read an unquoted word."""
    if word in {"", "~", "null"}:
        return None
    if word in {"true", "false"}:
        return word == "true"
    if _NUMBER.fullmatch(word):
        return int(word) if word.lstrip("+-").isdigit() else float(word)
    return word
