"""Which articles go back to one text: a reprint is a further witness and no further source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.cli.terminal import say
from dragoman.dossier import Store
from dragoman.record import Document, Failure
from dragoman.views.query import Origin, Query, SharedText

if TYPE_CHECKING:  # it loads numpy
    from dragoman.sources.copies import Copies, CopyFacts, Fingerprint

MOST = 3_000
"""Articles up to which the texts are compared where copies matter, some seconds; beyond, the quotes have to do."""

AT_ONCE = 300
"""Articles up to which they are compared for every question, well within a second."""


@dataclass(slots=True)
class CopyWatch:
    """Looks at articles on their way past and tells in the end which are copies; texts are not kept.

    Attributes:
        most: Articles up to which texts are compared.
        digests: The articles seen, in order.
    """

    most: int = MOST
    digests: list[str] = field(default_factory=list)
    _prints: list[Fingerprint] = field(default_factory=list)
    _facts: list[CopyFacts] = field(default_factory=list)

    def past(self, items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        """Give the items again, having looked at them."""
        for item in items:
            if isinstance(item, Document):
                self.look_at(item)
            yield item

    def look_at(self, document: Document) -> None:
        """Take what is compared of one article; beyond the limit, nothing."""
        self.digests.append(document.source.sha256)
        if len(self.digests) > self.most:
            self._prints.clear()
            self._facts.clear()
            return
        from dragoman.sources.copies import CopyFacts, fingerprint  # noqa: PLC0415 - it loads numpy

        self._prints.append(fingerprint(document))
        self._facts.append(CopyFacts.of(document))

    def narrowed(self, query: Query) -> Query:
        """Give a query that knows the copies; where there are too many articles, as it was, and that is said."""
        if len(self.digests) > self.most:
            say_not_compared(len(self.digests), self.most)
            return query
        if len(self.digests) < 2:
            return query.model_copy(update={"copy_groups": ()})
        from dragoman.sources.copies import groups_of  # noqa: PLC0415 - it loads numpy

        return _knowing(query, groups_of(self._prints, self._facts), self.digests)


def with_copies(store: Store, query: Query, *, most: int = MOST, told: bool = True) -> Query:
    """Give a query that knows which articles of a dossier are copies of one text.

    Args:
        store: The dossier.
        query: What is asked.
        most: Articles up to which the texts are compared; beyond, the quotes of the record have to do.
        told: Whether it is said that they were not compared.
    """
    count = store.document_count()
    if count > most:
        if told:
            say_not_compared(count, most)
        return query
    watch = CopyWatch(most)
    if count < 2:
        return watch.narrowed(query)
    for document in store.documents():
        watch.look_at(document)
    return watch.narrowed(query)


def say_not_compared(count: int, most: int) -> None:
    """Say that copies are known by their quotes alone."""
    say(
        f"{count:,} articles are too many to compare their texts ({most:,} at most): articles that share most of their"
        " quotes word for word count as copies."
    )


def _knowing(query: Query, found: Copies, digests: Sequence[str]) -> Query:
    """Put what was found into a query, by digest."""
    several = [group for group in found.groups if len(group.members) > 1]
    origins = tuple(
        Origin(
            members=tuple(digests[index] for index in group.members),
            original=None if group.original is None else digests[group.original],
            wire=group.wire,
            rule=group.rule,
        )
        for group in several
    )
    shared = tuple(
        SharedText(first=digests[one.first], second=digests[one.second], kind=one.kind.value, sentences=one.sentences)
        for one in found.links
    )
    groups = tuple(origin.members for origin in origins)
    return query.model_copy(update={"copy_groups": groups, "shared": shared, "origins": origins})
