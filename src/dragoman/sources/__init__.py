"""Whatever coverage comes in, as documents: text kept whole, passages labelled, metadata with its origin."""

from __future__ import annotations

from dragoman.sources.addresses import is_address, open_addresses, open_feed
from dragoman.sources.documents import Given, document_from_bytes, read_document
from dragoman.sources.extracted import Place, place_of
from dragoman.sources.opening import open_items
from dragoman.sources.passages import label_passages

__all__ = [
    "Given",
    "Place",
    "document_from_bytes",
    "is_address",
    "label_passages",
    "open_addresses",
    "open_feed",
    "open_items",
    "place_of",
    "read_document",
]
