"""Placing one statement after another among groups that are kept elsewhere, so that a large record is never regrouped.

The rules are those of `grouping`; what differs is that the groups lie on a shelf (a table of the dossier), that the
most telling words alone find candidates, and that the weights are those of a sample taken when the record was of a
certain size.  What is placed stays where it is until its own words change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import Protocol

from dragoman.views.grouping import Alike, Said, best_home
from dragoman.views.words import Signature, Weights

MOST_WORDS = 8
"""Words by which a statement is looked for, the most telling ones."""
MOST_POSTINGS = 32
"""Groups that are looked at for each word, the newest ones."""
_MOST_CANDIDATES = 8
_LEAST_TELLING = 2


class Shelf(Protocol):
    """Where groups lie."""

    def twin(self, key: str) -> int | None:
        """Give the group of an item that is the same in all that is compared."""
        ...

    def holding(self, words: Sequence[int], most: int) -> Sequence[int]:
        """Give the groups in which each of some words stands, the newest ones, a bounded number for each word."""
        ...

    def members(self, group: int) -> Sequence[Said]:
        """Give the first three and the last three items of a group."""
        ...


def home_of(item: Said, shelf: Shelf, alike: Alike, weights: Weights) -> int | None:
    """Give the group that an item belongs to, None where it says something new."""
    if len(item.says.telling) >= _LEAST_TELLING:
        home = shelf.twin(twin_key(item))
        if home is not None:
            return home
    words = [word_key(item.block, word) for word in _looked_up(item, weights)]
    shared = Counter(shelf.holding(words, MOST_POSTINGS))
    likeliest = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_CANDIDATES]
    return best_home(item, ((group, shelf.members(group)) for group in likeliest), alike, weights)


def _looked_up(item: Said, weights: Weights) -> list[str]:
    """Give the words by which an item is looked for: its keys and its most telling features."""
    telling = sorted(item.says.telling, key=lambda word: (-weights.of((word,)), word))
    return [*sorted(item.keys), *telling[:MOST_WORDS]]


def shelf_words(item: Said) -> tuple[int, ...]:
    """Give the keys under which an item can be found."""
    return tuple(sorted({word_key(item.block, word) for word in item.says.telling | item.keys}))


def word_key(block: Hashable, word: str) -> int:
    """Give the key of a word within a block: a number that fits a column."""
    return int.from_bytes(blake2b(f"{block!r}\x1f{word}".encode(), digest_size=8).digest(), "big") >> 1


def twin_key(item: Said) -> str:
    """Give a key that two items share only if nothing in them that is compared differs."""
    says = item.says
    parts = (says.plain, says.negated, says.numbers, says.names, item.issues, item.names, item.keys)
    joined = "\x1e".join("\x1f".join(sorted(part)) for part in parts)
    return blake2b(f"{item.block!r}\x1e{joined}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def pack_said(item: Said) -> str:
    """Write an item down; what it is put together from alone, the rest comes back by itself."""
    return json.dumps(_plain(item), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(item: Said | Signature) -> dict[str, object]:
    """Give the fields of an item as JSON can hold them."""
    found: dict[str, object] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if not field.init or not value:
            continue
        if isinstance(value, Signature):
            found[field.name] = _plain(value)
        else:
            found[field.name] = sorted(value) if isinstance(value, (frozenset, set)) else value
    return found


def unpack_said(body: str) -> Said:
    """Give an item that was written down."""
    raw = json.loads(body)
    block = raw.get("block", ())
    empty: tuple[str, ...] = ()
    return Said(
        block=tuple(block) if isinstance(block, list) else block,
        issues=frozenset(raw.get("issues", empty)),
        says=_unpack_signature(raw.get("says", {})),
        names=frozenset(raw.get("names", empty)),
        keys=frozenset(raw.get("keys", empty)),
        document=raw.get("document", ""),
        sentence=raw.get("sentence", ""),
        whole=_unpack_signature(raw.get("whole", {})),
        topic=raw.get("topic", ""),
        act=raw.get("act", ""),
        start=raw.get("start", 0),
        addressee=raw.get("addressee", ""),
        guarantors=frozenset(raw.get("guarantors", empty)),
    )


def _unpack_signature(raw: Mapping[str, Sequence[str]]) -> Signature:
    """Give a signature that was written down."""
    return Signature(**{name: frozenset(raw.get(name, ())) for name in _SIGNATURE_FIELDS})


_SIGNATURE_FIELDS = tuple(field.name for field in fields(Signature) if field.init)
