"""The word classes of the grammar in the form in which the scanner asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.actors.registry import word_lists
from dragoman.actors.tokens import plain, words_of

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word -> the rest and the class, longest first."""

_SURNAMES_FIRST = frozenset({
    "kim", "lee", "park", "choe", "choi", "ri", "moon", "chung", "cho", "kang", "yoon", "jang", "ahn", "han", "suh",
    "hwang", "pak", "paek", "no", "noh", "roh", "xi", "li", "wang", "zhao", "yang", "hu", "jiang", "liu", "zhang",
    "chen", "zhou", "wu", "deng", "qin", "ma", "sun", "tsai", "lai", "nguyen", "tran", "pham", "vo", "to", "hun",
})  # fmt: skip


_STOPPING = ("common", "verbs", "auxiliaries", "modifiers", "determiners", "prepositions")
"""Classes whose words are no part of a name."""

_SETS = (
    "modifiers", "past", "experts", "institutes", "places", "documents", "determiners", "verbs", "reporting",
    "auxiliaries", "prepositions", "particles",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Closed word classes, all in lower case."""

    phrases: Phrases
    modifiers: frozenset[str]
    past: frozenset[str]
    experts: frozenset[str]
    institutes: frozenset[str]
    places: frozenset[str]
    titles: Mapping[str, str]
    documents: frozenset[str]
    pronouns: Mapping[str, tuple[str, str]]
    determiners: frozenset[str]
    verbs: frozenset[str]
    reporting: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    particles: frozenset[str]
    stops: frozenset[str]
    given: Mapping[str, str]
    common_surnames: frozenset[str]
    implied: Mapping[str, str]

    def finite(self, word: str) -> bool:
        """Tell whether a word can be the verb of a subject before it."""
        return word in self.verbs or word in self.auxiliaries or (word.endswith("ed") and len(word) > 4)

    @staticmethod
    def surname_first(word: str) -> bool:
        """Tell whether a name that begins with this word is likely to begin with the surname."""
        return word in _SURNAMES_FIRST


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Give the word classes of the shipped registry."""
    words, names = word_lists()
    sets = {key: frozenset(plain(word) for word in words[key]) for key in words if isinstance(words[key], list)}
    phrases = _phrases(
        (("E", sets["experts"]), ("R", sets["roles"]), ("r", sets["plural_roles"]), ("B", sets["bodies"]),
         ("Y", sets["relational"]), ("D", sets["documents"]))
    )  # fmt: skip
    given = {plain(name): "m" for name in names["m"]}
    for name in names["f"]:
        given[plain(name)] = "f" if plain(name) not in given else ""
    heads = {first for first, options in phrases.items() if any(not rest for rest, _ in options)}
    return Lexicon(
        phrases=phrases,
        titles={plain(key): value for key, value in words["titles"].items()},
        pronouns={key: (value[0], value[1]) for key, value in words["pronouns"].items()},
        stops=frozenset(heads).union(*(sets[key] for key in _STOPPING)),
        given=given,
        common_surnames=frozenset(plain(name) for name in names["common_surnames"]),
        implied=words["implied"],
        **{key: sets[key] for key in _SETS},
    )  # fmt: skip


def _phrases(classes: Iterable[tuple[str, frozenset[str]]]) -> Phrases:
    """Index phrases by their first word; of two classes the first named wins."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for mark, members in classes:
        for member in sorted(members):
            first, *rest = words_of(member)
            found.setdefault(first, {}).setdefault(tuple(rest), mark)
    return {
        first: tuple(sorted(options.items(), key=lambda option: (-len(option[0]), option[0])))
        for first, options in found.items()
    }
