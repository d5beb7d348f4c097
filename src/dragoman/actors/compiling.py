"""From the registry's YAML files to the one JSON file that is read at run time.

`python -m dragoman.actors.compiling` writes the file anew; a test holds the two together.  A user's own
YAML file goes through the same code, so that it may carry all that the shipped files carry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from dragoman.actors.naming import same_office, slug, surname_keys
from dragoman.actors.tokens import fold, words_of
from dragoman.errors import UsageError

DATA = Path(__file__).parent / "data"
COMPILED = DATA / "registry.json"
SECTIONS = ("states", "organisations", "coalitions", "media", "groups", "outlets", "officials", "women")
_ROOTS = {"state": "state", "organisation": "org", "armed_group": "group", "coalition": "coalition", "body": "body"}
_SURNAME_FIRST = frozenset({"China", "North Korea", "South Korea", "Taiwan", "Cambodia", "Vietnam", "Myanmar"})
_OFFICE = re.compile(
    r"^(?P<role>.+?)\s+(?P<since>\d{4}(?:-\d\d)?)\.\.(?P<until>\d{4}(?:-\d\d)?)?(?:\s*@\s*(?P<party>.+))?$"
)

Json = dict[str, Any]


def compile_registry(files: Sequence[Path]) -> Json:
    """Give the compiled registry of some YAML files; later files add to earlier ones.

    Raises:
        UsageError: If a file cannot be read, or an entry in it is not of the documented shape.
    """
    build = _Build()
    for path in files:
        build.take(path)
    return build.result()


def compile_words() -> Json:
    """Give the closed word classes and given names of the shipped files."""
    words = _load(DATA / "words.yaml")
    names = _load(DATA / "names.yaml")
    return {"words": words, "names": names}


def shipped() -> list[Path]:
    """Give the registry files that come with the package."""
    return [
        *(DATA / f"{name}.yaml" for name in ("states", "organisations", "groups")),
        *sorted(DATA.glob("officials*.yaml")),
    ]


def _load(path: Path) -> Json:
    """Read one YAML file that must hold a mapping."""
    try:
        # The base loader makes strings, lists and mappings only: `no` stays a word and `2019-05` a month.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  the base loader makes no objects
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read ({error})", item=str(path), remedy="Give a readable YAML file.") from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"is not YAML ({reason})", item=str(path), remedy="Correct the file.") from error
    if not isinstance(content, dict):
        raise UsageError("holds no mapping", item=str(path), remedy=f"Begin it with one of: {', '.join(SECTIONS)}.")
    return content


class _Build:
    """Entries and the forms that name them, gathered over files."""

    def __init__(self) -> None:
        self.entries: list[Json] = []
        self.forms: dict[str, list[list[Any]]] = {}
        self.by_name: dict[str, int] = {}
        self.outlets: list[str] = []

    def take(self, path: Path) -> None:
        """Add one file."""
        content = _load(path)
        unknown = [key for key in content if key not in SECTIONS]
        if unknown:
            raise UsageError(f"{unknown[0]!r} is no section", item=str(path), remedy=f"Use {', '.join(SECTIONS)}.")
        kinds = {
            "states": "state",
            "organisations": "organisation",
            "groups": "armed_group",
            "coalitions": "coalition",
            "media": "body",
        }
        for section, kind in kinds.items():
            for at, item in enumerate(_listed(content.get(section), f"{path.name}: {section}")):
                self._party(item, kind, f"{path.name}: {section} entry {at + 1}")
        for name in _listed(content.get("outlets"), f"{path.name}: outlets"):
            self._form(
                str(name), "L", self._entry({"id": f"outlet:{fold(str(name))}", "name": str(name), "kind": "body"})
            )
        women = {str(name) for name in _listed(content.get("women"), f"{path.name}: women")}
        for party, people in _mapped(content.get("officials"), f"{path.name}: officials").items():
            for name, value in _mapped(people, f"{path.name}: officials of {party}").items():
                self._person(
                    str(party), str(name), value, women=women, where=f"{path.name}: officials of {party}, {name}"
                )

    def result(self) -> Json:
        """Give all as one JSON-ready mapping, longest forms first."""
        for options in self.forms.values():
            options.sort(key=lambda form: (-len(form[0]), form[1]))
        surnames: dict[str, list[int]] = {}
        for index, entry in enumerate(self.entries):
            for key in entry.get("surnames", ()):
                if index not in surnames.setdefault(key, []):
                    surnames[key].append(index)
        parties = {fold(entry["name"]): at for at, entry in enumerate(self.entries) if entry["kind"] != "person"}
        return {
            "version": 1, "entries": self.entries, "forms": self.forms, "surnames": surnames, "parties": parties,
            "offices": self._offices(),
        }  # fmt: skip

    def _offices(self) -> dict[str, list[int]]:
        """Index people by the party and name of each office."""
        found: dict[str, list[int]] = {}
        for index, entry in enumerate(self.entries):
            for role, _, _, party in entry.get("offices", ()):
                at = found.setdefault(f"{party}|{same_office(role)}", [])
                if index not in at:
                    at.append(index)
        return found

    def _entry(self, entry: Json) -> int:
        """Keep an entry; one that is known under its name is completed, not doubled."""
        known = self.by_name.get(entry["id"])
        if known is not None:
            old = self.entries[known]
            offices = [
                *old.get("offices", []),
                *(o for o in entry.get("offices", []) if o not in old.get("offices", [])),
            ]
            surnames = [
                *old.get("surnames", []),
                *(s for s in entry.get("surnames", []) if s not in old.get("surnames", [])),
            ]
            old.update({key: value for key, value in entry.items() if value})
            if offices:
                old["offices"] = offices
                old["surnames"] = surnames
            return known
        self.entries.append({key: value for key, value in entry.items() if value not in (None, [], "")})
        self.by_name[entry["id"]] = len(self.entries) - 1
        return len(self.entries) - 1

    def _form(self, name: str, kind: str, index: int) -> None:
        """Let a spelling stand for an entry."""
        first, *rest = words_of(name) or [""]
        if not first:
            return
        form = [rest, kind, index]
        options = self.forms.setdefault(first, [])
        if form not in options:
            options.append(form)

    def _party(self, item: object, kind: str, where: str) -> None:
        """Add a state, organisation, group, coalition or medium."""
        if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
            raise UsageError("an entry has no name", item=where, remedy="Give each entry `name: …`.")
        name = item["name"]
        kind = item.get("kind") or kind
        if kind not in _ROOTS:
            raise UsageError(f"{kind!r} is no kind of actor", item=where, remedy=f"Use {', '.join(_ROOTS)}.")
        entry = {
            "id": f"{_ROOTS[kind]}:{slug(name)}", "name": name, "kind": kind, "party": item.get("party") or name,
            "wikidata": item.get("wikidata"), "members": list(item.get("members") or ()), "state": item.get("state"),
            **{key: item.get(key) for key in ("iso2", "iso3", "cow")},
            "cow_number": _number(item, "cow_number", where),
            "ambiguous": item.get("ambiguous") == "true" or None,
        }  # fmt: skip
        index = self._entry(entry)
        for spelling in _strings(item, "names", where, first=name):
            self._form(spelling, "S", index)
        for key, mark in (("demonyms", "A"), ("capitals", "C"), ("seats", "T"), ("words", "W")):
            for spelling in _strings(item, key, where):
                self._form(spelling, mark, index)

    def _person(self, party: str, name: str, value: object, *, women: set[str], where: str) -> None:
        """Add an official."""
        item: Mapping[str, Any] = value if isinstance(value, Mapping) else {"offices": value}
        offices = [_office(text, party, where) for text in str(item.get("offices") or "").split(";") if text.strip()]
        if not offices:
            raise UsageError(
                "no office is given", item=where, remedy="Write `ROLE 2019-05..2024-01` (an open end is `..`)."
            )
        spellings = _strings(item, "names", where, first=name)
        surname = item.get("surname")
        keys = [fold(surname)] if surname else []
        for spelling in spellings:
            for key in surname_keys(words_of(spelling), surname_first=party in _SURNAME_FIRST):
                if key not in keys and not surname:
                    keys.append(key)
            long = _two_words(words_of(spelling))
            if long and long not in keys:
                keys.append(long)
        index = self._entry({
            "id": f"person:{slug(name)}", "name": name, "kind": "person", "party": offices[-1][3],
            "wikidata": item.get("wikidata"), "gender": "f" if name in women or item.get("she") == "true" else "m",
            "offices": offices, "surnames": keys,
        })  # fmt: skip
        for spelling in spellings:
            self._form(spelling, "H", index)


def _two_words(words: list[str]) -> str:
    """Give the last two words of a longer name, by which its bearer may be called too; "" of a short name."""
    return fold(" ".join(words[-2:])) if len(words) > 2 and all(len(word) > 1 for word in words[-2:]) else ""


def _listed(value: object, where: str) -> list[Any]:
    """Give a section that must be a list."""
    if value in (None, ""):
        return []
    if not isinstance(value, list):
        raise UsageError("is no list", item=where, remedy="Write its entries as a list, each after `- `.")
    return value


def _mapped(value: object, where: str) -> Mapping[str, Any]:
    """Give a section that must be a mapping."""
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise UsageError("holds no mapping", item=where, remedy="Write `NAME: VALUE` lines below it.")
    return value


def _number(item: Mapping[str, Any], key: str, where: str) -> int | None:
    """Give a whole number from an entry."""
    value = item.get(key)
    if value is None:
        return None
    if not str(value).isdigit():
        raise UsageError(f"`{key}` is no number: {value!r}", item=where, remedy=f"Write `{key}: 380`.")
    return int(value)


def _strings(item: Mapping[str, Any], key: str, where: str, *, first: str | None = None) -> list[str]:
    """Give a list of strings from an entry."""
    value = item.get(key) or []
    if not isinstance(value, list):
        raise UsageError(f"`{key}` is no list", item=where, remedy=f"Write `{key}: [one, two]`.")
    return list(dict.fromkeys([*([first] if first else []), *(str(one) for one in value)]))


def _office(text: str, party: str, where: str) -> list[str]:
    """Read one office: role, since, until, party."""
    match = _OFFICE.match(text.strip())
    if not match:
        raise UsageError(f"{text.strip()!r} is no office", item=where, remedy="Write `ROLE 2019-05..2024-01`.")
    return [match["role"], match["since"], match["until"] or "", (match["party"] or party).strip()]


def write(target: Path = COMPILED, files: Iterable[Path] | None = None) -> int:
    """Write the compiled registry and give its number of entries."""
    compiled = compile_registry(list(files) if files is not None else shipped()) | compile_words()
    target.write_text(
        json.dumps(compiled, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
    return len(compiled["entries"])


if __name__ == "__main__":
    write()
