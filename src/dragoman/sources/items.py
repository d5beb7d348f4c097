"""What a container gives: its items one by one, each with its address and what the container says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dragoman.errors import SourceError, SourceTooLarge
from dragoman.record import Stated
from dragoman.settings import Settings
from dragoman.sources.extracted import Extracted


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it lies in its container.

    Attributes:
        address: The container's address and the item's place in it (`dump.zip!/a.txt`, `dump.jsonl#7`).
        data: The item's bytes.
        take: Takes its text out, where the container's format tells how; else the bytes tell their own format.
        facts: What the container says of it where the item does not say it itself.
        obtained: When it was fetched, where the container says so.
        charset: The encoding that the sender named.
        offset: Code point of the container's text at which it begins.
    """

    address: str
    data: bytes
    take: Callable[[], Extracted] | None = None
    facts: dict[str, Stated] = field(default_factory=dict)
    obtained: datetime | None = None
    charset: str | None = None
    offset: int | None = None


Found = Item | SourceError
Items = Iterator[Found]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may come out of containers before they count as bombs.

    Attributes:
        item: Bytes of one item.
        ratio: Times that an item may be larger than its packed form, once it is over `small`.
        small: Bytes up to which the ratio does not matter.
        depth: Containers within containers.
        items: Items of one container.
    """

    item: int
    ratio: int = 200
    small: int = 10_000_000
    depth: int = 3
    items: int = 5_000_000

    @classmethod
    def of(cls, settings: Settings) -> Bounds:
        """Give the bounds that the settings of a run call for."""
        return cls(item=settings.max_characters * 4)

    def unpacked(self, packed: int) -> int:
        """Give how many bytes may come out of so many packed ones."""
        return min(self.item, max(self.small, self.ratio * max(packed, 1)))

    def too_large(self, address: str) -> SourceTooLarge:
        """Give the error for an item that unpacks beyond its bound."""
        remedy = "Unpack it yourself if you trust it, or raise DRAGOMAN_MAX_CHARACTERS."
        return SourceTooLarge(f"it unpacks to more than {self.item:,} bytes", item=address, remedy=remedy)

    def bomb(self, address: str) -> SourceTooLarge:
        """Give the error for an item that unpacks to many times its packed size."""
        problem = f"it unpacks to more than {self.ratio} times its packed size, as bombs do"
        return SourceTooLarge(problem, item=address, remedy="Unpack it yourself if you trust it.")
