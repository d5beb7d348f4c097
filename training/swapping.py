"""The same article about other states: so that the network learns how acts are told, and not who tends to do what.

The annotated articles speak of a dozen conflicts.  In a swapped copy every state that the text names becomes another,
with its demonyms, capital and seats of government, throughout the text and the annotation; all else stays.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from corpora import HERE, Article

STATES = HERE.parent / "src" / "dragoman" / "actors" / "data" / "states.yaml"
KINDS = ("names", "demonyms", "capitals", "seats")
NAMED = ("actor", "source", "addressee")


@lru_cache(maxsize=1)
def _states() -> tuple[list[dict[str, list[str]]], dict[str, tuple[int, str]]]:
    """Give the states' words by kind, and for each word the state and the kind."""
    states, known = [], {}
    for entry in yaml.safe_load(Path(STATES).read_text(encoding="utf-8"))["states"]:
        words = {kind: list(entry.get(kind, [])) for kind in KINDS}
        words["names"] = [entry["name"], *words["names"]]
        for kind in KINDS:
            for word in words[kind]:
                known.setdefault(word, (len(states), kind))
        states.append(words)
    return states, known


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = sorted(_states()[1], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


def swapped(article: Article, rng: random.Random) -> Article | None:
    """Give an article with every state in it exchanged for another; None where it names none.

    Statements move with their words; a statement that begins or ends within an exchanged name is impossible, for
    names are whole words.
    """
    states, known = _states()
    found = list(_pattern().finditer(article.text))
    met = sorted({known[match[0]][0] for match in found})
    free = [at for at, words in enumerate(states) if at not in met and words["demonyms"] and words["capitals"]]
    if not met or len(free) < len(met):
        return None
    into = dict(zip(met, rng.sample(free, len(met)), strict=True))

    def other(word: str) -> str:
        state, kind = known[word]
        return _counterpart(states[into[state]], kind, word)

    pieces, edges, last, grown = [], [(0, 0)], 0, 0
    for match in found:
        new = other(match[0])
        pieces += [article.text[last : match.start()], new]
        last = match.end()
        grown += len(new) - len(match[0])
        edges.append((last, grown))
    text = "".join([*pieces, article.text[last:]])

    def moved(at: int) -> int:
        return at + next(shift for end, shift in reversed(edges) if end <= at)

    def renamed(name: object) -> object:
        return _pattern().sub(lambda m: other(m[0]) if known[m[0]][0] in into else m[0], name) if name else name  # type: ignore[call-overload]

    statements = tuple(
        dict(s, start=moved(int(str(s["start"]))), end=moved(int(str(s["end"]))), first_place=(s["start"], s["end"]))
        | {f: renamed(s.get(f)) for f in NAMED}
        for s in article.statements or ()
    )
    return replace(article, text=text, attributions=None, statements=statements)


def _counterpart(new: Mapping[str, Sequence[str]], kind: str, word: str) -> str:
    """Give the other state's word of the same sort: its noun for a noun, its plural for a plural."""
    choice = new[kind] or (new["capitals"] if kind == "seats" else new["names"])
    if kind == "demonyms" and word.endswith("s") and len(choice) > 1 and choice[1].endswith("s"):
        return choice[1]
    return choice[0]
