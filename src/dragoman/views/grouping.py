"""Finding what says the same thing: statements of one party that put one thing on the table.

Blocks come first (party), then an index from stems to groups, so that the work grows with the number of
statements and not with its square.  A negation, a number or a name that differs keeps two apart however
alike the rest reads; only what is left is compared by its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import product
from typing import TypeAlias

from dragoman.views.gist import LEAST_TELLING, Said
from dragoman.views.parties import each_party, speak_together
from dragoman.views.resemblance import chance, share_nothing
from dragoman.views.words import Weights, conflict

JOINED = 0.3
"""How likely an item must belong to a group to join it."""
CLOSEST = 0.5
"""What the closest member of a group counts in that; the rest is the mean of all that are looked at."""
_MOST_CANDIDATES = 24
_A_LIST = 3
"""States named from which on a difference between two lists of guarantors is a difference between two terms."""


Alike: TypeAlias = Callable[[Said, Said, Weights], bool]
"""A rule that tells whether two statements belong together."""
Forbidden: TypeAlias = Callable[[Said, Said], bool]
"""A rule that tells whether two statements may not belong together, whatever they share."""


def same_thing(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether two statements put the same thing on the table."""
    return is_reprint(one, other) or (not is_forbidden(one, other) and chance(one, other, weights) >= JOINED)


def is_forbidden(one: Said, other: Said) -> bool:
    """Tell whether two statements may not be one term: another party, place, number, list, or a negation between.

    Who speaks jointly with others says what is said there too.
    """
    if not speak_together(one.block, other.block) or speak_of_others(one, other) or conflict(one.says, other.says):
        return True
    return min(len(one.guarantors), len(other.guarantors)) >= _A_LIST and one.guarantors != other.guarantors


def is_elsewhere(one: Said, other: Said) -> bool:
    """Tell whether two statements may not even be one point: another party, or another place or person."""
    return one.block != other.block or speak_of_others(one, other)


def same_line(one: Said, other: Said, weights: Weights) -> bool:
    """Tell whether two statements speak to the same point, whatever number they give and on whichever side."""
    if is_reprint(one, other):
        return True
    return not is_elsewhere(one, other) and chance(one, other, weights) >= JOINED


FORBIDS: Mapping[Alike, Forbidden] = {same_thing: is_forbidden, same_line: is_elsewhere}
"""What forbids a join, by the rule by which two are joined; claims go by another rule and are never joined late."""


def joint(each: Sequence[float]) -> float:
    """Give how likely two groups are one, from how likely each two of their members are."""
    return CLOSEST * max(each) + (1.0 - CLOSEST) * sum(each) / len(each)


def is_reprint(one: Said, other: Said) -> bool:
    """Tell whether two articles carry one sentence word for word; within one article it may hold two acts."""
    return one.block == other.block and one.sentence == other.sentence != "" and one.document != other.document


def speak_of_others(one: Said, other: Said) -> bool:
    """Tell whether two statements speak about different places or people: no name that either is about is in both."""
    return bool(one.names and other.names) and not (one.names & other.says.names or other.names & one.says.names)


def group(items: Sequence[Said], *, alike: Alike = same_thing) -> list[list[int]]:
    """Join what says the same thing.

    Terms and lines are joined likeliest first, so that which statement came first does not decide; anything else is
    placed one after another.

    Args:
        items: Statements boiled down, in the order in which they were said.
        alike: What makes two belong together.

    Returns:
        Groups of places in `items`, each in order; groups in order of their first member.
    """
    weights = weights_of(items)
    if alike in FORBIDS:
        return _likeliest_first(items, FORBIDS[alike], weights)
    groups: list[list[int]] = []
    index: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    homes: dict[Hashable, int] = {}
    for place, item in enumerate(items):
        twin = _twin(item)
        home = homes.get(twin) if len(item.says.telling) >= LEAST_TELLING else None
        if home is not None:
            groups[home].append(place)
            continue
        looked_at = ((found, [items[at] for at in _ends(groups[found])]) for found in _candidates(item, index))
        home = first_home(item, looked_at, alike, weights)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(place)
        homes[twin] = home
        for key in _places_of(item):
            postings = index[key]
            if not postings or postings[-1] != home:
                postings.append(home)
    return groups


def _twin(item: Said) -> Hashable:
    """Give all of an item that is compared: two with the same are one."""
    return (item.block, item.issues, item.says, item.names, item.keys)


def _likeliest_first(items: Sequence[Said], forbidden: Forbidden, weights: Weights) -> list[list[int]]:
    """Join the two groups that are likeliest one, again and again, until no two are likely enough."""
    groups = dict(enumerate(_twins(items)))
    near = _neighbours([places[0] for places in groups.values()], items)

    link = _linkage(items, forbidden, weights)

    def likely(one: int, other: int) -> float:
        return link(_ends(groups[one]), _ends(groups[other]))

    scored = ((likely(one, other), one, other) for one in near for other in near[one] if one < other)
    heap = [(-found, one, other) for found, one, other in scored if found >= JOINED]
    heapify(heap)
    # Two groups are likely one only where two members are, so that the others need not be looked at again.
    near = {number: set() for number in groups}
    for _, one, other in heap:
        near[one].add(other)
        near[other].add(one)
    new = len(groups)
    while heap:
        _, one, other = heappop(heap)
        if one not in groups or other not in groups:
            continue
        new += 1
        groups[new] = sorted(groups.pop(one) + groups.pop(other))
        near[new] = set()
        for number in sorted(near.pop(one) | near.pop(other)):
            found = likely(number, new) if number in groups else 0.0
            if found:
                near[new].add(number)
                near[number].add(new)
            if found >= JOINED:
                heappush(heap, (-found, number, new))
    return sorted(groups.values(), key=lambda places: places[0])


def _linkage(
    items: Sequence[Said], forbidden: Forbidden, weights: Weights
) -> Callable[[Sequence[int], Sequence[int]], float]:
    """Give what tells how likely two groups put the same thing on the table; 0 where any two members forbid it."""

    @cache
    def of_two(one: int, other: int) -> float:
        first, second = items[one], items[other]
        if is_reprint(first, second):
            return joint([1.0])
        if forbidden(first, second) or share_nothing(first, second):
            return 0.0
        return joint([chance(first, second, weights)])

    def linkage(ours: Sequence[int], theirs: Sequence[int]) -> float:
        each = []
        for one, other in product(ours, theirs):
            found = of_two(min(one, other), max(one, other))
            if not found:
                return 0.0
            each.append(found)
        return joint(each)

    return linkage


def _twins(items: Sequence[Said]) -> list[list[int]]:
    """Join items in which nothing that is compared differs, where they say enough."""
    groups: dict[Hashable, list[int]] = {}
    for place, item in enumerate(items):
        groups.setdefault(_twin(item) if len(item.says.telling) >= LEAST_TELLING else place, []).append(place)
    return list(groups.values())


def _neighbours(places: Sequence[int], items: Sequence[Said]) -> dict[int, set[int]]:
    """Give, for each item, those with which it shares the most telling words, a bounded number before it."""
    index: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    near: dict[int, set[int]] = {}
    for number, place in enumerate(places):
        item = items[place]
        near[number] = set(_candidates(item, index))
        for other in near[number]:
            near[other].add(number)
        for key in _places_of(item):
            index[key].append(number)
    return near


def group_known(
    items: Sequence[Said], names: Sequence[str], known: Mapping[str, int] | None, *, alike: Alike = same_thing
) -> list[list[int]]:
    """Join what says the same thing, by what is known of it already.

    Args:
        items: Statements boiled down, in the order in which they were said.
        names: Their ids.
        known: The group of each statement in the whole record; None where nobody has looked, and the items are
            compared with each other.
        alike: What makes two belong together.

    Returns:
        Groups as `group` gives them.
    """
    return group(items, alike=alike) if known is None else gathered(names, known)


def gathered(names: Sequence[str], known: Mapping[str, int]) -> list[list[int]]:
    """Give the places of statements by the groups that are known of them; one that has none is a group of its own.

    Args:
        names: Their ids, in order.
        known: The group of each.
    """
    groups: dict[int | str, list[int]] = {}
    for place, name in enumerate(names):
        groups.setdefault(known.get(name, name), []).append(place)
    return list(groups.values())


def _candidates(item: Said, index: dict[tuple[Hashable, str], list[int]]) -> list[int]:
    """Give the groups that share the most stems with an item, best first, a bounded number."""
    shared: dict[int, int] = defaultdict(int)
    for key in _places_of(item):
        for home in set(index.get(key, ())[-4 * _MOST_CANDIDATES :]):
            shared[home] += 1
    return sorted(shared, key=lambda home: (-shared[home], home))[:_MOST_CANDIDATES]


def _places_of(item: Said) -> list[tuple[Hashable, str]]:
    """Give the places of an index under which an item stands: under each of those who speak, each of its words."""
    return [(party, word) for party in each_party(item.block) for word in sorted(item.says.telling | item.keys)]


def _ends(places: Sequence[int]) -> list[int]:
    """Give the first and the last few of a group: enough to know it by, however large it is."""
    return [*places[:3], *places[3:][-3:]]


def first_home(
    item: Said, candidates: Iterable[tuple[int, Sequence[Said]]], alike: Alike, weights: Weights
) -> int | None:
    """Give the first group that an item goes with, None where it says something new.

    Args:
        item: What is to be placed.
        candidates: Groups with those of their members that they are known by, likeliest first.
        alike: What makes two belong together.
        weights: What each word tells.
    """
    return next((number for number, members in candidates if _is_like_most(item, members, alike, weights)), None)


def _is_like_most(item: Said, members: Sequence[Said], alike: Alike, weights: Weights) -> bool:
    """Tell whether an item goes with most of the members that a group is known by."""
    return 2 * sum(alike(item, other, weights) for other in members) > len(members)


def weights_of(items: Iterable[Said]) -> Weights:
    """Give what each word and each issue tells in a body of items."""
    told = list(items)
    return Weights((item.weighed for item in told), (item.issues for item in told))
