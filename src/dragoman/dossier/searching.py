"""Full-text search over statements and over whole texts, safe against any query."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.asking import CURRENT, Values
from dragoman.dossier.packing import unpack, unpack_statement
from dragoman.record import Reading, Source, Statement

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")

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


def query_for(words: str, spellings: Iterable[Iterable[str]] = ()) -> str:
    """Turn what a person typed into a query of the index that cannot go wrong.

    Words must all occur; `"words in quotation marks"` as a phrase; a final `*` finds what begins so.

    Args:
        words: What was typed.
        spellings: Groups of names that stand for the same; a word of a group finds all of the group.

    Returns:
        The query, empty where nothing that can be searched was typed.
    """
    groups = [{_folded(name) for name in group} for group in spellings]
    parts: list[str] = []
    for phrase, word in _TOKEN.findall(words):
        tokens = _WORD.findall(phrase or word)
        if not tokens:
            continue
        star = "*" if word.endswith("*") and not phrase else ""
        plain = " ".join(tokens)
        same = {plain}.union(*(group for group in groups if plain.casefold() in group))
        parts.append("(" + " OR ".join(f'"{name}"{star}' for name in sorted(same)) + ")")
    return " AND ".join(parts)


def _folded(name: str) -> str:
    """Give a name as the index sees it: words and blanks only, case folded."""
    return " ".join(_WORD.findall(name)).casefold()


def find_statements(connection: sqlite3.Connection, query: str, entry: int, limit: int) -> list[Found]:
    """Give the statements that a query finds, the best first."""
    if not query:
        return []
    values: Values = {"entry": entry, "query": query, "limit": limit, "open": OPEN, "close": CLOSE}
    rows = connection.execute(
        CURRENT
        + """
        SELECT s.body, s.quote, s.seal, r.body, r.seal, highlight(statement_words, 0, :open, :close)
        FROM statement_words AS w
        JOIN statement AS s ON s.no = w.rowid
        JOIN reading AS r ON r.no = s.reading
        WHERE statement_words MATCH :query AND s.reading IN current_reading
        ORDER BY bm25(statement_words, 1.0, 2.0), s.no
        LIMIT :limit
        """,
        values,
    )
    return [
        Found(unpack_statement(body, quote, sealed), unpack(Reading, reading, reading_seal).source, snippet)
        for body, quote, sealed, reading, reading_seal, snippet in rows
    ]


def find_texts(connection: sqlite3.Connection, query: str, entry: int, limit: int) -> list[FoundText]:
    """Give the documents in whose text a query finds something, the best first."""
    if not query:
        return []
    values: Values = {"entry": entry, "query": query, "limit": limit, "open": OPEN, "close": CLOSE}
    rows = connection.execute(
        CURRENT
        + """
        SELECT r.body, r.seal, snippet(document_words, 0, :open, :close, ' … ', 24)
        FROM document_words AS w
        JOIN reading AS r ON r.document = w.rowid
        WHERE document_words MATCH :query AND r.no IN current_reading
        ORDER BY bm25(document_words), w.rowid
        LIMIT :limit
        """,
        values,
    )
    return [FoundText(unpack(Reading, body, sealed).source, snippet) for body, sealed, snippet in rows]
