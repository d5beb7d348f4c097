"""Which articles of a dossier go back to one text: counted once where sources are to be independent."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.dossier import Store
from dragoman.record import Document

MOST = 3_000
"""Articles up to which the texts themselves are compared; beyond, the record's quotes have to do."""


def copies_in(store: Store) -> tuple[tuple[str, ...], ...]:
    """Give the groups of digests of articles that are copies of one text, each with two members or more."""
    if store.info().documents > MOST:
        return ()
    from dragoman.sources.copies import copy_groups  # noqa: PLC0415 - it loads numpy

    digests: list[str] = []

    def noted() -> Iterator[Document]:
        for document in store.documents():
            digests.append(document.source.sha256)
            yield document

    found = copy_groups(noted())
    return tuple(tuple(digests[index] for index in group.members) for group in found.groups if len(group.members) > 1)
