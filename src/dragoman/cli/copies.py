"""Which articles go back to one text: a reprint is a further witness and no further source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from dragoman.dossier import Store
from dragoman.record import Document, Failure
from dragoman.views.query import Origin, Query, SharedText

if TYPE_CHECKING:  # it loads numpy
    from dragoman.sources.copies import Copies, CopyFacts
    from dragoman.sources.fingerprints import Fingerprint


@dataclass(slots=True)
class CopyWatch:
    """Looks at articles on their way past and tells in the end which are copies; texts are not kept.

    Attributes:
        digests: The articles seen, in order.
    """

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
        """Take what is compared of one article."""
        from dragoman.sources.copies import CopyFacts  # noqa: PLC0415 - it loads numpy
        from dragoman.sources.fingerprints import fingerprint  # noqa: PLC0415 - likewise

        self.digests.append(document.source.sha256)
        self._prints.append(fingerprint(document))
        self._facts.append(CopyFacts.of(document))

    def narrowed(self, query: Query) -> Query:
        """Give a query that knows the copies."""
        if len(self.digests) < 2:
            return query.model_copy(update={"copy_groups": ()})
        from dragoman.sources.copies import groups_of  # noqa: PLC0415 - it loads numpy

        return _knowing(query, groups_of(self._prints, self._facts), self.digests)


def with_copies(store: Store, query: Query, moment: datetime | None = None) -> Query:
    """Give a query that knows which articles of a dossier are copies of one text, now or at a moment."""
    alike = store.copies(moment)
    return _knowing(query, alike.copies, alike.digests)


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
