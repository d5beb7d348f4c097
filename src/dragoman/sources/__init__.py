"""Whatever coverage comes in, as documents: text kept whole, passages labelled, metadata with its origin."""

from __future__ import annotations

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
