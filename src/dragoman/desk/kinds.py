"""The kinds of groups that are kept: which statements belong to each, as which items, by which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TypeAlias

from dragoman.dossier.shelves import OF_ONE, OF_SEVERAL
from dragoman.record import Act, Statement
from dragoman.views.claims import bears_on_a_claim
from dragoman.views.gist import Said, said
from dragoman.views.grouping import Alike, group, same_line, same_thing
from dragoman.views.incidents import claims_of_article, same_claims, same_told
from dragoman.views.lines import takes_a_stand
from dragoman.views.placing import word_key
from dragoman.views.pledges import REMARKS
from dragoman.views.terms import ANSWER_ACTS, TERM_ACTS

Item: TypeAlias = tuple[tuple[Statement, ...], Said]
"""Statements that stay together, and what they boil down to."""

RULES = (
    "claims", "concepts", "gist", "grouping", "incidents", "lines", "numerals", "parties", "placing", "pledges",
    "qualities", "query", "resemblance", "terms", "turn_words", "turns", "wording", "words",
)  # fmt: skip
"""Modules of views that hold what groups hang on."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of group.

    Attributes:
        name: Its name.
        wanted: Tells whether a statement belongs to one.
        items: Gives the items of one article's statements.
        alike: The rule by which two items are joined.
        batch: Joins all statements of a small record at once.
        bodies: Where it lies what the items boil down to.
    """

    name: str
    wanted: Callable[[Statement], bool]
    items: Callable[[Sequence[Statement]], Sequence[Item]]
    alike: Alike
    batch: Callable[[Sequence[Statement]], Sequence[Sequence[Statement]]]
    bodies: str = OF_ONE


def _one_by_one(statements: Sequence[Statement]) -> list[Item]:
    """Give each statement as an item of its own."""
    return [((statement,), said(statement)) for statement in statements]


def _of_claims(statements: Sequence[Statement]) -> list[Item]:
    """Give what an article says of each claim as one item."""
    return [(tuple(told), item) for told, item in claims_of_article(statements)]


def _grouped(alike: Alike) -> Callable[[Sequence[Statement]], list[list[Statement]]]:
    """Give a way of joining statements at once."""

    def batch(statements: Sequence[Statement]) -> list[list[Statement]]:
        items = [said(statement) for statement in statements]
        return [[statements[place] for place in places] for places in group(items, alike=alike)]

    return batch


KINDS = (
    Kind("terms", lambda one: one.act in TERM_ACTS, _one_by_one, same_thing, _grouped(same_thing)),
    Kind("lines", takes_a_stand, _one_by_one, same_line, _grouped(same_line)),
    Kind("claims", bears_on_a_claim, _of_claims, same_told, same_claims, OF_SEVERAL),
)

LISTS: Mapping[str, frozenset[Act]] = {"replies": ANSWER_ACTS, "remarks": REMARKS}
"""What is found by its words alone: answers to terms, and remarks that may bear on a pledge."""


def list_words(item: Said) -> tuple[int, ...]:
    """Give the keys under which an answer or a remark can be found, whoever makes it."""
    return tuple(sorted({word_key("", word) for word in item.says.telling}))


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Give a version of all that groups hang on: other rules give other groups, without anybody counting."""
    found = sha256()
    for name in RULES:
        found.update(files("dragoman.views").joinpath(f"{name}.py").read_bytes())
    for name in ("kinds", "following", "shelving"):
        found.update(files("dragoman.desk").joinpath(f"{name}.py").read_bytes())
    found.update(files("dragoman.dossier").joinpath("derived.sql").read_bytes())
    return found.hexdigest()[:16]
