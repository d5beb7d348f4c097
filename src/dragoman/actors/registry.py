"""The registry of states, organisations, groups and officials as it is looked up at run time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

from dragoman.actors.naming import same_office
from dragoman.actors.tokens import fold, words_of
from dragoman.record import Actor, ActorKind

COMPILED = Path(__file__).parent / "data" / "registry.json"
"""The file that `dragoman.actors.compiling` writes."""

Form = tuple[list[str], str, int]
"""Words after the first, class of the form, index of the entry."""


@dataclass(frozen=True, slots=True)
class Office:
    """A role held for a party over some time; dates are ISO, to the year or month, an open end is empty."""

    role: str
    since: str
    until: str
    party: str

    def held(self, when: date, *, grace: int = 0) -> bool:
        """Tell whether the office was held on a day, give or take some years."""
        return int(self.since[:4]) - grace <= when.year <= int(self.until[:4] or 9999) + grace and (
            grace > 0 or self._within_months(when)
        )

    def _within_months(self, when: date) -> bool:
        """Compare by month where the dates tell the month."""
        month = when.isoformat()[:7]
        return self.since <= month[: len(self.since)] and (not self.until or month[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the registry."""

    id: str
    name: str
    kind: str
    party: str | None = None
    wikidata: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    cow: str | None = None
    cow_number: int | None = None
    members: tuple[str, ...] = ()
    state: str | None = None
    ambiguous: bool = False
    gender: str = ""
    offices: tuple[Office, ...] = ()
    surnames: tuple[str, ...] = ()

    def office_at(self, when: date | None) -> Office | None:
        """Give the office held on a day, or the last one begun before it, or the last of all."""
        if not self.offices:
            return None
        if when is not None:
            held = [office for office in self.offices if office.held(when)]
            if held:
                return held[-1]
            past = [office for office in self.offices if int(office.since[:4]) <= when.year]
            if past:
                return max(past, key=lambda office: office.until or "9999")
            return min(self.offices, key=lambda office: office.since)
        return self.offices[-1]

    def actor(self, when: date | None = None) -> Actor:
        """Give the record of this actor, with the office that fits the day."""
        office = self.office_at(when)
        return Actor(
            id=self.id, name=self.name, kind=ActorKind(self.kind), role=office.role if office else None,
            party=office.party if office else self.party, wikidata=self.wikidata,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registry:
    """All entries with the forms that name them and the word classes of the grammar."""

    entries: Sequence[Entry]
    forms: Mapping[str, Sequence[Form]]
    surnames: Mapping[str, Sequence[int]]
    parties: Mapping[str, int] = field(default_factory=dict)
    offices: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def find(self, name: str) -> Entry | None:
        """Give the entry whose name, spelling or demonym this is; None where none or several fit."""
        words = words_of(name)
        found = {index for rest, _, index in self.forms.get(words[0] if words else "", ()) if rest == words[1:]}
        return self.entries[found.pop()] if len(found) == 1 else None

    def holder(self, role: str, party: str, when: date) -> Entry | None:
        """Give the one person who held an office for a party on a day; None where none or several did."""
        found = {at for at in self.offices.get(f"{party}|{role}", ()) if self._held(at, role, party, when)}
        return self.entries[found.pop()] if len(found) == 1 else None

    def _held(self, index: int, role: str, party: str, when: date) -> bool:
        """Tell whether an entry held an office on a day."""
        offices = self.entries[index].offices
        return any(o.party == party and same_office(o.role) == role and o.held(when) for o in offices)

    def party(self, name: str) -> Entry | None:
        """Give the state, organisation or group with exactly this short name."""
        index = self.parties.get(fold(name))
        return None if index is None else self.entries[index]


@lru_cache(maxsize=4)
def load_registry(*own: Path) -> Registry:
    """Give the shipped registry, with a user's own YAML files added to it.

    Raises:
        UsageError: If one of the files cannot be read or is not of the documented shape.
    """
    if not own:
        return read_registry(COMPILED)
    from dragoman.actors.compiling import compile_registry, shipped  # noqa: PLC0415  YAML is loaded only for own files

    return _registry(compile_registry([*shipped(), *own]))


@lru_cache(maxsize=1)
def _compiled() -> dict[str, Any]:
    """Read the compiled file once."""
    content: dict[str, Any] = json.loads(COMPILED.read_bytes())
    return content


@lru_cache(maxsize=1)
def word_lists() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Give the closed word classes and the given names."""
    compiled = _compiled()
    return compiled["words"], compiled["names"]


def read_registry(path: Path) -> Registry:
    """Read a compiled registry from its file."""
    return _registry(_compiled() if path == COMPILED else json.loads(path.read_bytes()))


def _registry(compiled: Mapping[str, Any]) -> Registry:
    """Build the registry from its compiled form; entries are made when they are first asked for."""
    return Registry(
        _Entries(compiled["entries"]), compiled["forms"], compiled["surnames"], compiled["parties"], compiled["offices"]
    )


class _Entries(Sequence[Entry]):
    """The entries of a compiled registry, each made once: a document needs few of them."""

    __slots__ = ("_made", "_raw")

    def __init__(self, raw: list[Mapping[str, Any]]) -> None:
        self._raw = raw
        self._made: list[Entry | None] = [None] * len(raw)

    def __len__(self) -> int:
        """Number of entries."""
        return len(self._raw)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        """Give one entry, or a run of them."""
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        made = self._made[index]
        if made is None:
            made = self._made[index] = _entry(self._raw[index])
        return made


def _entry(raw: Mapping[str, Any]) -> Entry:
    """Build one entry."""
    values = dict(raw)
    for key in ("members", "surnames"):
        if key in values:
            values[key] = tuple(values[key])
    if "offices" in values:
        values["offices"] = tuple(Office(*office) for office in values["offices"])
    return Entry(**values)
