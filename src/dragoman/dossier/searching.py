"""Full-text search over statements and over whole texts, safe against any query."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.dossier.asking import Values
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.dossier.postgres import Postgres, as_server
from dragoman.dossier.slices import party_key
from dragoman.dossier.words import marked, server_query, snippet, words_in
from dragoman.record import Act, Issue, Reading, Source, Statement

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')

OPEN, CLOSE = "\x02", "\x03"
"""Marks around what was found in a snippet; no article has them, and the command line replaces them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that was found.

    Attributes:
        statement: The statement as it was read.
        source: The source it stands in.
        snippet: Its words with what was found between `OPEN` and `CLOSE`.
    """

    statement: Statement
    source: Source
    snippet: str


@dataclass(frozen=True, slots=True)
class FoundText:
    """A document in whose text something was found, statement or not."""

    source: Source
    snippet: str


@dataclass(frozen=True, slots=True)
class Hunt:
    """How a search is narrowed.

    Attributes:
        parties: Only what is said by or for one of these.
        issue: Only this issue.
        act: Only this act.
        as_of: Only coverage published on or before this day, or on a day that nobody knows.
        outlet: Only this outlet.
        min_confidence: Only statements at least this sure.
        limit: At most so many.
        moment: The record as it was kept at this moment; None for now.
        judged: Whether judgements take effect.
    """

    parties: frozenset[str] = frozenset()
    issue: Issue | None = None
    act: Act | None = None
    as_of: date | None = None
    outlet: str | None = None
    min_confidence: float = 0.0
    limit: int = 50
    moment: datetime | None = None
    judged: bool = True


EVERYWHERE = Hunt()
"""A search that is not narrowed."""


def query_for(words: str, spellings: Iterable[Iterable[str]] = ()) -> str:
    """Turn what a person typed into a query of the index that cannot go wrong.

    Words must all occur; `"words in quotation marks"` as a phrase; a final `*` finds what begins so.

    Args:
        words: What was typed.
        spellings: Groups of names that stand for the same; a word of a group finds all of the group.

    Returns:
        The query, empty where nothing that can be searched was typed.
    """
    groups = [{_folded(name) for name in group} - {""} for group in spellings]
    parts: list[str] = []
    for plain, star in _typed(words):
        same = {plain}.union(*(group for group in groups if plain.casefold() in group))
        parts.append("(" + " OR ".join(f'"{name}"{star}' for name in sorted(same)) + ")")
    return " AND ".join(parts)


def typed(words: str) -> list[str]:
    """Give the words and phrases that were typed."""
    return [plain for plain, _ in _typed(words)]


def _typed(words: str) -> list[tuple[str, str]]:
    """Give what was typed, each with a star where its beginning is enough."""
    found: list[tuple[str, str]] = []
    for phrase, word in _TOKEN.findall(words):
        plain = _plain(phrase or word)
        if plain:
            found.append((plain, "*" if word.endswith("*") and not phrase else ""))
    return found


def _plain(typed: str) -> str:
    """Give the words of what was typed as the index cuts them; empty where there are none, as in `_`."""
    return " ".join(typed[start:end] for _, start, end in words_in(typed))


def _folded(name: str) -> str:
    """Give a name as the index sees it: words and blanks only, case folded."""
    return _plain(name).casefold()


def find_statements(connection: sqlite3.Connection, query: str, entry: int, hunt: Hunt) -> list[Found]:
    """Give the statements that a query finds, the best first."""
    if not query:
        return []
    server = as_server(connection)
    if server is not None:
        return _statements_on_server(server, query, hunt)
    values = _values(query, entry, hunt)
    rows = connection.execute(
        """
        SELECT s.body, s.quote, s.seal, r.body, r.seal, highlight(statement_words, 0, :open, :close)
        FROM statement_words AS w
        JOIN statement AS s ON s.no = w.rowid
        JOIN reading AS r ON r.no = s.reading
        WHERE statement_words MATCH :query AND s.reading IN (SELECT reading FROM current_reading)
        """
        + _statement_clauses(hunt, values)
        + _source_clauses(hunt, values)
        + " ORDER BY bm25(statement_words, 1.0, 2.0), s.no LIMIT :limit",
        values,
    )
    return [
        Found(unpack_statement(body, quote, sealed), unpack(Reading, reading, reading_seal).source, snippet)
        for body, quote, sealed, reading, reading_seal, snippet in rows
    ]


def find_texts(connection: sqlite3.Connection, query: str, entry: int, hunt: Hunt) -> list[FoundText]:
    """Give the documents in whose text a query finds something, the best first."""
    if not query:
        return []
    server = as_server(connection)
    if server is not None:
        return _texts_on_server(server, query, hunt)
    values = _values(query, entry, hunt)
    rows = connection.execute(
        """
        SELECT r.body, r.seal, snippet(document_words, 0, :open, :close, ' … ', 24)
        FROM document_words AS w
        JOIN reading AS r ON r.document = w.rowid
        WHERE document_words MATCH :query AND r.no IN (SELECT reading FROM current_reading)
        """
        + _source_clauses(hunt, values)
        + " ORDER BY bm25(document_words), w.rowid LIMIT :limit",
        values,
    )
    return [FoundText(unpack(Reading, body, sealed).source, snippet) for body, sealed, snippet in rows]


def _statements_on_server(connection: Postgres, query: str, hunt: Hunt) -> list[Found]:
    """Give the statements that a query finds in a dossier on a server."""
    values: Values = {"query": server_query(query), "limit": hunt.limit}
    rows = connection.execute(
        """
        SELECT s.body, s.quote, s.seal, r.body, r.seal
        FROM statement_words AS w
        JOIN statement AS s ON s.no = w.no
        JOIN reading AS r ON r.no = s.reading
        WHERE w.words @@ CAST(:query AS tsquery) AND s.reading IN (SELECT reading FROM current_reading)
        """
        + _statement_clauses(hunt, values)
        + _source_clauses(hunt, values)
        + " ORDER BY ts_rank_cd('{0.5, 0.5, 0.5, 1.0}', w.words, CAST(:query AS tsquery), 1) DESC, s.no LIMIT :limit",
        values,
    )
    return [
        Found(
            unpack_statement(body, quote, sealed),
            unpack(Reading, reading, reading_seal).source,
            marked(quote, query, (OPEN, CLOSE)),
        )
        for body, quote, sealed, reading, reading_seal in rows
    ]


def _texts_on_server(connection: Postgres, query: str, hunt: Hunt) -> list[FoundText]:
    """Give the documents in whose text a query finds something in a dossier on a server."""
    values: Values = {"query": server_query(query), "limit": hunt.limit}
    rows = connection.execute(
        """
        SELECT r.body, r.seal, t.text
        FROM document_words AS w
        JOIN reading AS r ON r.document = w.no
        JOIN document_text AS t ON t.document = w.no
        WHERE w.words @@ CAST(:query AS tsquery) AND r.no IN (SELECT reading FROM current_reading)
        """
        + _source_clauses(hunt, values)
        + " ORDER BY ts_rank_cd(w.words, CAST(:query AS tsquery), 1) DESC, w.no LIMIT :limit",
        values,
    )
    return [
        FoundText(unpack(Reading, body, sealed).source, snippet(text, query, (OPEN, CLOSE), _SNIPPET))
        for body, sealed, text in rows
    ]


_SNIPPET = 24
"""Words of a text that are shown around what was found."""


def _values(query: str, entry: int, hunt: Hunt) -> Values:
    """Give the values that every search has."""
    return {"entry": entry, "query": query, "limit": hunt.limit, "open": OPEN, "close": CLOSE}


def _statement_clauses(hunt: Hunt, values: Values) -> str:
    """Give the conditions on statements; every text in them is fixed, every value a parameter."""
    clauses: list[str] = []
    if hunt.parties:
        names = {f"party{place}": party_key(name) for place, name in enumerate(sorted(hunt.parties))}
        values.update(names)
        marks = ", ".join(f":{name}" for name in names)
        clauses.append(f"s.no IN (SELECT statement FROM statement_party WHERE party IN ({marks}))")
    if hunt.issue is not None:
        values["issue"] = hunt.issue
        clauses.append("s.no IN (SELECT statement FROM statement_issue WHERE issue = :issue)")
    if hunt.act is not None:
        values["act"] = hunt.act
        clauses.append("s.act = :act")
    if hunt.min_confidence > 0:
        values["confidence"] = hunt.min_confidence
        clauses.append("s.confidence >= :confidence")
    return "".join(f" AND {clause}" for clause in clauses)


def _source_clauses(hunt: Hunt, values: Values) -> str:
    """Give the conditions on sources."""
    clauses: list[str] = []
    if hunt.as_of is not None:
        values["as_of"] = hunt.as_of.isoformat()
        clauses.append("(r.published IS NULL OR r.published <= :as_of)")
    if hunt.outlet is not None:
        values["outlet"] = hunt.outlet
        clauses.append("r.outlet = :outlet COLLATE NOCASE")
    return "".join(f" AND {clause}" for clause in clauses)
