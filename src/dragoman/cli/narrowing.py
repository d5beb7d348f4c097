"""What a brief is narrowed to: options as they were typed, as a query, and in words."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.cli.naming import as_shown
from dragoman.cli.options import day, issue
from dragoman.cli.spans import first_day, last_day
from dragoman.dossier import Store
from dragoman.views.query import Query


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Options that narrow, as they were typed."""

    as_of: str | None = None
    party: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0

    def query(self, store: Store | None) -> Query:
        """Give the query; names and meetings are looked up where there is a dossier.

        Raises:
            UsageError: If an option is not what it should be.
        """
        return Query(
            as_of=day(self.as_of, "--as-of"),
            party=as_shown(store, self.party, None) if store is not None else self.party,
            issue=issue(self.issue),
            since=day(self.since, "--since") if store is None else first_day(store, self.since),
            until=day(self.until, "--until") if store is None else last_day(store, self.until),
            min_confidence=self.min_confidence,
        )


def in_words(query: Query) -> str:
    """Say what statements are left by a query; empty where all are that its day leaves.

    Example:
        >>> in_words(Query(party="Israel", min_confidence=0.5))
        'by or for Israel, of confidence 0.5 or more'
    """
    from dragoman.briefs.phrases import ISSUES, written_day  # noqa: PLC0415 - only for a brief

    parts = [
        f"by or for {query.party}" if query.party is not None else "",
        f"on “{ISSUES[query.issue]}”" if query.issue is not None else "",
        f"from {written_day(query.since.isoformat())} on" if query.since is not None else "",
        f"until {written_day(query.until.isoformat())}" if query.until is not None else "",
        f"of confidence {query.min_confidence:g} or more" if query.min_confidence else "",
    ]
    return ", ".join(part for part in parts if part)
