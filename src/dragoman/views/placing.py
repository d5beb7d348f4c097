"""Placing one statement after another among groups that are kept elsewhere, so that a large record is never regrouped.

The rules are those of `grouping`; what differs is that the groups lie on a shelf (a table of the dossier), that the
most telling words alone find candidates, and that the weights are those of a sample taken when the record was of a
certain size.  What is placed stays where it is until its own words change; but two groups that both fit a statement
are joined where all of both go together, so that it does not part them for good which article came first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Protocol

from dragoman.views.gist import LEAST_TELLING, Said
from dragoman.views.grouping import FORBIDS, JOINED, Alike, first_home, is_reprint, joint
from dragoman.views.parties import each_party
from dragoman.views.resemblance import chance, share_nothing
from dragoman.views.words import Signature, Weights

MOST_WORDS = 8
"""Words by which a statement is looked for, the most telling ones."""
MOST_POSTINGS = 32
"""Groups that are looked at for each word, the newest ones."""
_MOST_CANDIDATES = 8
_TWINS = 4


class Shelf(Protocol):
    """Where groups lie."""

    def holding(self, words: Sequence[int], most: int) -> Sequence[Sequence[int]]:
        """Give for each of some words the groups in which it stands, the newest ones first, a bounded number."""
        ...

    def members(self, groups: Sequence[int]) -> Mapping[int, Sequence[Said]]:
        """Give for each of some groups its first three and last three items; nothing for one that is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item belongs.

    Attributes:
        home: Its group; None where it says something new.
        rival: The next likeliest group that it fits, which may have to be joined with that one.
    """

    home: int | None = None
    rival: int | None = None


def place_of(item: Said, shelf: Shelf, alike: Alike, weights: Weights) -> Place:
    """Give the place of an item among the groups on a shelf."""
    for twins in shelf.holding(twin_word(item), _TWINS):
        there = shelf.members(twins)
        home = next((group for group in twins if group in there), None)
        if home is not None:
            return Place(home)
    words = [word_key(party, word) for party in each_party(item.block) for word in _looked_up(item, weights)]
    shared = Counter(group for groups in shelf.holding(words, MOST_POSTINGS) for group in groups)
    likeliest = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_CANDIDATES]
    known = shelf.members(likeliest)
    candidates = [(group, known[group]) for group in likeliest if group in known]
    if alike not in FORBIDS:
        return Place(first_home(item, candidates, alike, weights))
    likely = [(_likely([item], members, alike, weights), group) for group, members in candidates]
    found = [group for chance_of, group in sorted(likely, key=lambda one: -one[0]) if chance_of >= JOINED]
    return Place(*found[:2])


def belong_together(ours: Sequence[Said], theirs: Sequence[Said], alike: Alike, weights: Weights) -> bool:
    """Tell whether two groups say the same thing, by the members that they are known by."""
    return alike in FORBIDS and _likely(ours, theirs, alike, weights) >= JOINED


def _likely(ours: Sequence[Said], theirs: Sequence[Said], alike: Alike, weights: Weights) -> float:
    """Give how likely it is that all say the same thing; 0 where any two forbid it."""
    pairs = [(one, other) for one in ours for other in theirs]
    new = [pair for pair in pairs if not is_reprint(*pair)]
    # All are asked what is quickly told before any is weighed: most groups fall by that.
    if not pairs or any(share_nothing(*pair) or FORBIDS[alike](*pair) for pair in new):
        return 0.0
    found = [1.0] * (len(pairs) - len(new)) + [chance(*pair, weights) for pair in new]
    return joint(found)


def _looked_up(item: Said, weights: Weights) -> list[str]:
    """Give the words by which an item is looked for: its keys and its most telling features."""
    telling = sorted(item.says.telling, key=lambda word: (-weights.of((word,)), word))
    return [*sorted(item.keys), *telling[:MOST_WORDS]]


def shelf_words(item: Said) -> tuple[int, ...]:
    """Give the keys under which an item can be found."""
    words = item.says.telling | item.keys
    return tuple(sorted({word_key(party, word) for party in each_party(item.block) for word in words}))


def word_key(block: Hashable, word: str) -> int:
    """Give the key of a word within a block: a number that fits a column."""
    told = f"{block!r}\x1f{word}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big") >> 1


def twin_word(item: Said) -> tuple[int, ...]:
    """Give a key that two items share only if nothing in them that is compared differs; none where it says little."""
    says = item.says
    if len(says.telling) < LEAST_TELLING:
        return ()
    parts = (says.plain, says.negated, says.numbers, says.names, item.issues, item.names, item.keys)
    joined = "\x1e".join("\x1f".join(sorted(part)) for part in parts)
    return (word_key(("same", item.block), joined),)


def pack_said(item: Said) -> str:
    """Write an item down; what it is put together from alone, the rest comes back by itself."""
    plain = _plain(item)
    if item.whole == item.says:
        plain["whole"] = True  # of a short sentence the heart is all of it
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


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
    says = _unpack_signature(raw.get("says", {}))
    return Said(
        block=tuple(block) if isinstance(block, list) else block,
        issues=frozenset(raw.get("issues", empty)),
        says=says,
        names=frozenset(raw.get("names", empty)),
        keys=frozenset(raw.get("keys", empty)),
        document=raw.get("document", ""),
        sentence=raw.get("sentence", ""),
        whole=says if raw.get("whole") is True else _unpack_signature(raw.get("whole", {})),
        topic=raw.get("topic", ""),
        act=raw.get("act", ""),
        start=raw.get("start", 0),
        addressee=raw.get("addressee", ""),
        guarantors=frozenset(raw.get("guarantors", empty)),
        day=raw.get("day", 0),
        conditions=frozenset(raw.get("conditions", empty)),
    )


def _unpack_signature(raw: Mapping[str, Sequence[str]]) -> Signature:
    """Give a signature that was written down."""
    return Signature(**{name: frozenset(raw.get(name, ())) for name in _SIGNATURE_FIELDS})


_SIGNATURE_FIELDS = tuple(field.name for field in fields(Signature) if field.init)
