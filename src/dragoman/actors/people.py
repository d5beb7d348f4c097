"""The persons of one document: full names, the surnames that go back to them, what is told of them."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from datetime import date

from dragoman.actors.atoms import PARTY, PARTY_NAMES, Atoms
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.naming import same_office, slug, surname_keys
from dragoman.actors.registry import Entry, Registry
from dragoman.actors.tokens import Tokens, fold

_GRACE = 12
"""Years before and after an office in which its holder is still called by surname alone."""

_NEAR = 1
"""Years around an office in which its holder is who a surname means in a document that names the state."""

_LEADING = frozenset({
    "president", "prime minister", "chancellor", "taoiseach", "leader", "supreme leader", "foreign minister",
    "secretary of state", "foreign secretary", "defence minister", "defense secretary", "national security adviser",
    "UN secretary-general", "NATO secretary-general", "foreign policy chief", "Commission president", "president-elect",
    "secretary of war", "special envoy", "chief negotiator", "crown prince", "king",
})  # fmt: skip
"""Offices whose holder is called by surname alone where the state is named."""


_ELECTED = {"sen": "senator", "rep": "congressman"}
"""Titles that tell an office."""


@dataclass(slots=True)
class Person:
    """One person of a document, as far as it tells."""

    name: str
    keys: tuple[str, ...]
    entry: Entry | None = None
    first: int = 0
    gender: str = ""
    role: str = ""
    told: tuple[str, ...] | None = None
    expert: bool = False
    rule: str = "name"
    owners: list[object] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The registry's id, or one made of the name."""
        return self.entry.id if self.entry else f"name:{slug(self.name)}"


class People:
    """All persons of a document, and who stands at which token."""

    __slots__ = (
        "_atoms", "_lexicon", "_parties", "_places", "_registry", "_tokens", "_when", "all", "at", "by_entry",
        "by_key", "by_name",
    )  # fmt: skip

    def __init__(self, tokens: Tokens, atoms: Atoms, registry: Registry, lexicon: Lexicon, when: date | None) -> None:
        self._tokens, self._atoms, self._registry, self._lexicon, self._when = tokens, atoms, registry, lexicon, when
        self.all: list[Person] = []
        self.at: dict[int, Person] = {}
        self._places: dict[int, list[int]] = {}
        self.by_entry: dict[str, Person] = {}
        self.by_name: dict[str, Person] = {}
        self.by_key: dict[str, list[Person]] = {}
        self._parties = {registry.entries[atoms.ref[i]].party for i, cls in enumerate(atoms.cls) if cls in PARTY_NAMES}
        runs = [i for i, cls in enumerate(atoms.cls) if cls in {"N", "H"}]
        lone = {tokens.low[i] for i in runs if atoms.end[i] == i + 1}
        for i in runs:
            if atoms.end[i] > i + 1 or atoms.cls[i] == "H":
                self._full(i, lone)
        for i in runs:
            if atoms.end[i] == i + 1 and i not in self.at:
                self._short(i)

    def _words(self, i: int) -> list[str]:
        """Give the words of the name at a token."""
        return self._tokens.word[i : self._atoms.end[i]]

    def _full(self, i: int, lone: set[str]) -> None:
        """Take up a name of several words."""
        words = self._words(i)
        name = " ".join(words).replace(" .", ".")
        if self._atoms.cls[i] == "H":
            self._known(i, self._registry.entries[self._atoms.ref[i]])
            return
        person = self.by_name.get(fold(name)) or self._same_person(words)
        if person is not None:
            self._stands(i, person)
            return
        key = fold(name)
        if key in self.by_key:
            self._stands(i, self._nearest(self.by_key[key], i))
            return
        if key in self._registry.surnames and (entry := self._by_surname(i, key)) is not None:
            self._known(i, entry, "surname of one official")
            return
        entry = self._fuller(words)
        if entry is not None:
            self._known(i, entry)
            return
        entry = self._near_registry(i, words)
        if entry is not None:
            self._known(i, entry, "title and surname")
            return
        if self._personal(i, words, lone):
            keys = _keys(words, self._lexicon)
            person = Person(name=name, keys=keys, first=i, gender=self._gender(i, words), role=self._elected(i))
            self._add(i, person)
            self.by_name[fold(name)] = self.at[i]

    def _known(self, i: int, entry: Entry, rule: str = "name") -> None:
        """Let a token stand for somebody of the registry."""
        person = self.by_entry.get(entry.id)
        if person is None:
            person = Person(name=entry.name, keys=entry.surnames, entry=entry, first=i, gender=entry.gender, rule=rule)
            self._add(i, person)
            self.by_entry[entry.id] = person
        self._stands(i, person)

    def _add(self, i: int, person: Person) -> None:
        """Keep a new person under all short names."""
        self.all.append(person)
        self._stands(i, person)
        for key in person.keys:
            self.by_key.setdefault(key, []).append(person)

    def _same_person(self, words: list[str]) -> Person | None:
        """Find a person met before whose name has the same first and last word (`John F. Kerry`)."""
        first, last = fold(words[0]), fold(words[-1])
        for person in reversed(self.by_key.get(last, ())):
            known = fold(person.name).split()
            if known[0] == first or (len(first) == 1 and known[0].startswith(first)):
                return person
        return None

    def _fuller(self, words: list[str]) -> Entry | None:
        """Find an official whose name is given with one more first name, or with a middle initial."""
        plain = [word for word in words if len(word) > 1]
        options = [plain] if len(plain) < len(words) and len(plain) > 1 else []
        if len(plain) > 2:
            options += [plain[1:], [plain[0], *plain[2:]]]
        for option in options:
            entry = self._registry.find(" ".join(option))
            if entry is not None and entry.kind == "person":
                return entry
        return None

    def _near_registry(self, i: int, words: list[str]) -> Entry | None:
        """Find an official under another spelling: same surname and initial, with the office beside the name."""
        last = fold(words[-1])
        found = [self._registry.entries[index] for index in self._registry.surnames.get(last, ())]
        found = [entry for entry in found if fold(entry.name)[0] == fold(words[0])[0] and self._office_fits(i, entry)]
        return found[0] if len(found) == 1 else None

    def _short(self, i: int) -> None:
        """Take up a name of one word: a surname of somebody named in full, or a distinctive one."""
        key = self._tokens.low[i]
        people = self.by_key.get(key) or self.by_key.get(_bare(key))
        if people:
            self._stands(i, self._nearest(people, i))
            return
        entry = self._by_surname(i, key)
        if entry is not None:
            self._known(i, entry, "surname of one official" if not self._office_fits(i, entry) else "title and surname")
            return
        if self._titled(i) or (self._speaks(i) and key not in self._lexicon.given and not self._sentence_start(i)):
            person = Person(name=self._tokens.word[i], keys=(key,), first=i, gender=self._title_gender(i))
            self._add(i, person)

    def _nearest(self, people: list[Person], i: int) -> Person:
        """Choose among people of one surname: by the title's gender, then who was named last before."""
        if len(people) == 1:
            return people[0]
        gender = self._title_gender(i)
        fitting = [person for person in people if not gender or person.gender in {"", gender}] or people
        offices = [person for person in fitting if person.entry is not None and self._office_fits(i, person.entry)]
        fitting = offices or fitting
        places = [(self._places[id(person)], person) for person in fitting]
        before = [(at[k - 1], n) for n, (at, _) in enumerate(places) if (k := bisect_left(at, i))]
        return fitting[max(before)[1]] if before else fitting[0]

    def _stands(self, i: int, person: Person) -> None:
        """Let a token stand for a person."""
        self.at[i] = person
        insort(self._places.setdefault(id(person), []), i)

    def _by_surname(self, i: int, key: str) -> Entry | None:
        """Find the official whom a surname alone can mean: with a fitting office, or one only and distinctive."""
        indexes = self._registry.surnames.get(key) or ()
        entries = [self._registry.entries[index] for index in indexes]
        when = self._when
        if when is not None:
            entries = [entry for entry in entries if any(office.held(when, grace=_GRACE) for office in entry.offices)]
        fitting = [entry for entry in entries if self._office_fits(i, entry)]
        if len(fitting) == 1:
            return fitting[0]
        if len(fitting) > 1 and when is not None:
            now = [entry for entry in fitting if any(office.held(when, grace=1) for office in entry.offices)]
            return now[0] if len(now) == 1 else None
        leading = self._leading(i, entries)
        if leading is not None:
            return leading
        if len(entries) != 1 or len(indexes) != 1 or not self._distinctive(key):
            return None
        return entries[0]

    def _leading(self, i: int, entries: list[Entry]) -> Entry | None:
        """Find the one of several who leads, on the day, a state or body that the document names elsewhere."""
        when, gender = self._when, self._title_gender(i)
        if when is None:
            return None
        found = [
            entry for entry in entries
            if (not gender or entry.gender == gender)
            and any(
                o.role in _LEADING and o.held(when, grace=_NEAR) and o.party in self._parties for o in entry.offices
            )
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _distinctive(self, key: str) -> bool:
        """Tell whether a surname can stand for one person by itself."""
        lexicon = self._lexicon
        return (
            len(key) > 3
            and key not in lexicon.common_surnames
            and key not in lexicon.given
            and key not in lexicon.stops
            and not lexicon.surname_first(key)
        )

    def _office_fits(self, i: int, entry: Entry) -> bool:
        """Tell whether the words before a name give an office or party that the official has."""
        tokens, atoms = self._tokens, self._atoms
        roles: list[str] = []
        party = False
        k = i - 1
        for _ in range(8):
            if k < 0 or tokens.sentence[k] != tokens.sentence[i] or tokens.low[k] in {",", ".", ";", ":"}:
                break
            cls = atoms.cls[k]
            if cls in {"R", "E"}:
                roles.append(same_office(" ".join(tokens.low[k : atoms.end[k]])))
            elif cls in {"S", "A", "C", "T"} and (tokens.low[atoms.end[k]] == "'s" or roles):
                owner = self._registry.entries[atoms.ref[k]].party
                party = party or any(office.party == owner for office in entry.offices)
            elif cls or tokens.low[k] in self._lexicon.verbs:
                break
            k -= 1
        offices = {same_office(office.role.lower()) for office in entry.offices}
        return any(any(role in office for office in offices) for role in roles) or (party and bool(roles))

    def _personal(self, i: int, words: list[str], lone: set[str]) -> bool:
        """Tell whether a run of capitals is the name of a person."""
        lexicon, tokens = self._lexicon, self._tokens
        lows = [word.lower() for word in words]
        if lows[-1] in lexicon.institutes or lows[0] in lexicon.institutes:
            return False
        if lows[-1] in lexicon.places and lows[0] not in lexicon.given:
            return False
        if lows[0] in lexicon.given or self._titled(i) or self._speaks(i) or self._after_office(i):
            return True
        end = self._atoms.end[i]
        if lexicon.surname_first(lows[0]) or (lows[-1] in lone and not self._place_before(i)):
            return True
        if end < len(tokens) and tokens.low[end] == "," and tokens.sentence[end] == tokens.sentence[i]:
            after = end + 1
            while (
                after < len(tokens)
                and after < end + 6
                and self._atoms.cls[after] not in {"R", "E"}  # "foreign" leads on, but "foreign minister" is there
                and self._leads_on(after)
            ):
                after = max(after + 1, self._atoms.end[after])
            return after < len(tokens) and (
                self._atoms.cls[after] in {"R", "E"} or tokens.low[after] == "who" or tokens.low[end + 1].isdigit()
            )
        return False

    def _leads_on(self, k: int) -> bool:
        """Tell whether a word may stand between a name's comma and the office it leads to."""
        low = self._tokens.low[k]
        return (
            low in self._lexicon.determiners
            or low in self._lexicon.modifiers
            or low == "'s"
            or self._atoms.cls[k] in PARTY
        )

    def _place_before(self, i: int) -> bool:
        """Tell whether the word before is one that places follow."""
        return i > 0 and self._tokens.low[i - 1] in {"in", "at", "near", "from"}

    def _sentence_start(self, i: int) -> bool:
        """Tell whether a token opens its sentence."""
        return self._tokens.first[self._tokens.sentence[i]] == i

    def _titled(self, i: int) -> bool:
        """Tell whether a title or office stands right before a name."""
        if i == 0:
            return False
        for k in range(max(0, i - 4), i):
            if self._atoms.cls[k] in {"t", "R", "E"} and self._atoms.end[k] == i and self._tokens.word[k][0].isupper():
                return True
        k = i - 1
        return any(self._atoms.cls[at] in {"R", "E"} and self._atoms.end[at] == i for at in range(max(0, k - 3), i))

    def _after_office(self, i: int) -> bool:
        """Tell whether an office and a comma stand before a name: "the foreign minister, Kari Moen"."""
        tokens, atoms = self._tokens, self._atoms
        if i < 2 or tokens.low[i - 1] != "," or tokens.sentence[i - 2] != tokens.sentence[i]:
            return False
        return any(atoms.cls[k] in {"R", "E"} and atoms.end[k] == i - 1 for k in range(max(0, i - 4), i - 1))

    def _elected(self, i: int) -> str:
        """Give the office that `Sen.` or `Rep.` before a name tells, or ""."""
        for k in range(max(0, i - 2), i):
            if self._atoms.cls[k] == "t" and self._atoms.end[k] == i:
                return _ELECTED.get(self._tokens.low[k], "")
        return ""

    def _title_gender(self, i: int) -> str:
        """Give the gender that a title before a name tells."""
        for k in range(max(0, i - 2), i):
            if self._atoms.cls[k] == "t" and self._atoms.end[k] == i:
                return self._lexicon.titles.get(self._tokens.low[k], "")
            if self._atoms.cls[k] == "R" and self._tokens.low[self._atoms.end[k] - 1].endswith("woman"):
                return "f"
        return ""

    def _speaks(self, i: int) -> bool:
        """Tell whether a verb of saying stands right after or before a name."""
        tokens, end = self._tokens, self._atoms.end[i]
        reporting = self._lexicon.reporting
        if end < len(tokens) and tokens.low[end] in reporting and tokens.sentence[end] == tokens.sentence[i]:
            return True
        return i > 0 and tokens.low[i - 1] in {"said", "says"} and tokens.sentence[i - 1] == tokens.sentence[i]

    def _gender(self, i: int, words: list[str]) -> str:
        """Give the gender that title or given name tell."""
        return self._title_gender(i) or self._lexicon.given.get(words[0].lower(), "")


def _bare(key: str) -> str:
    """Give a surname without the Arabic article."""
    return key[3:] if key[:3] in {"al-", "el-"} else key


def _keys(words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Give the short names of a person met in the text."""
    keys = surname_keys(words)
    first = words[0].lower()
    if lexicon.surname_first(first) and first not in lexicon.given:
        keys.append(first)
    if len(words) > 2 and len(words[-2]) > 3:
        keys.append(f"{fold(words[-2])} {fold(words[-1])}")
    return tuple(dict.fromkeys(keys))
