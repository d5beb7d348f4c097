"""Whatever coverage comes in, as documents: text kept whole, passages labelled, metadata with its origin.

The names below are loaded when they are first asked for: which documents are copies is asked far more often than a
document is read, and needs none of the readers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.sources.addresses import feed_arrivals, is_address, open_addresses, open_feed
    from dragoman.sources.arriving import Answered, Arrival, Held, Intake, Opened, Unchanged
    from dragoman.sources.documents import Given, document_from_bytes, read_document
    from dragoman.sources.extracted import Place, place_of
    from dragoman.sources.opening import arrivals, count_files, open_items
    from dragoman.sources.passages import label_passages

__all__ = [
    "Answered",
    "Arrival",
    "Given",
    "Held",
    "Intake",
    "Opened",
    "Place",
    "Unchanged",
    "arrivals",
    "count_files",
    "document_from_bytes",
    "feed_arrivals",
    "is_address",
    "label_passages",
    "open_addresses",
    "open_feed",
    "open_items",
    "place_of",
    "read_document",
]

_HOMES = {
    "addresses": ("feed_arrivals", "is_address", "open_addresses", "open_feed"),
    "arriving": ("Answered", "Arrival", "Held", "Intake", "Opened", "Unchanged"),
    "documents": ("Given", "document_from_bytes", "read_document"),
    "extracted": ("Place", "place_of"),
    "opening": ("arrivals", "count_files", "open_items"),
    "passages": ("label_passages",),
}
"""Modules, each with the names that are found in it."""


def __getattr__(name: str) -> object:
    """Give one of the names of this package, and load the module that has it."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
