"""Whatever coverage comes in, as documents: text kept whole, passages labelled, metadata with its origin."""

from __future__ import annotations

from dragoman.sources.documents import document_from_bytes, read_document
from dragoman.sources.extracted import Place, place_of
from dragoman.sources.opening import open_items
from dragoman.sources.passages import label_passages

__all__ = ["Place", "document_from_bytes", "label_passages", "open_items", "place_of", "read_document"]
