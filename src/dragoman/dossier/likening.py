"""Which documents share text: found when a document comes in, kept, and read when a question needs it.

A document is compared with those only that it meets in the index of bands and sentences, and with a bounded
number of them, so that adding costs the same however many documents there are.  A question reads the pairs that
were found and never looks at a text.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from dragoman.dossier.packing import SALVAGE, check_seal
from dragoman.dossier.remembering import Connection
from dragoman.errors import NotADossier
from dragoman.record import Document, Passage

if TYPE_CHECKING:  # they load numpy, which only adding and questions about copies need
    from dragoman.sources.fingerprints import Fingerprint, Hashes
    from dragoman.sources.kinship import Copies, CopyFacts

COMPARED = 60
"""Documents that one is compared with at most, those first that it has most in common with."""

COMMON = 60
"""Documents that a sentence may stand in before it counts as furniture of the corpus."""

_REMEMBERED = 512
"""Texts whose runs of words are remembered for the next comparison: copies come in flocks."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Which documents share text.

    Attributes:
        copies: Links and groups, by place in `digests`; a document that shares nothing with any is in none.
        digests: The documents that share text with another.
    """

    copies: Copies
    digests: tuple[str, ...]


def insert_print(connection: sqlite3.Connection, document: Document, number: int) -> None:
    """Put in what of a document is compared, and the pairs that it makes with those that came before."""
    from dragoman.sources.copies import CopyFacts  # noqa: PLC0415 - loads numpy
    from dragoman.sources.fingerprints import fingerprint, pack_sentences, pack_sketch  # noqa: PLC0415

    taken = fingerprint(document)
    first = _first_with(connection, taken.exact) if len(taken.runs) else None
    known = CopyFacts.of(document)
    alone = first is None and len(taken.runs) > 0
    connection.execute(
        "INSERT INTO copy_print (document, exact, first, sketch, sentences, published, outlet, credit, length)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            taken.exact,
            number if first is None else first,
            pack_sketch(taken.sketch) if alone else None,
            pack_sentences(taken.sentences) if alone else None,
            known.published,
            known.outlet,
            known.credit,
            known.length,
        ),
    )
    if alone:
        _insert_links(connection, taken, number)
        keys = sorted({*taken.bands, *taken.sentence_keys})
        connection.executemany("INSERT INTO copy_key (key, document) VALUES (?, ?)", [(key, number) for key in keys])


def insert_missing_prints(connection: sqlite3.Connection) -> None:
    """Put in what is compared of the documents that came in before that was kept."""
    from dragoman.dossier.asking import document_of  # noqa: PLC0415 - it asks this module in turn

    rows = connection.execute(
        "SELECT no FROM document WHERE no NOT IN (SELECT document FROM copy_print) ORDER BY no"
    ).fetchall()
    for (number,) in rows:
        insert_print(connection, document_of(connection, number), number)


def wrong_print(connection: sqlite3.Connection, document: Document, number: int) -> bool:
    """Tell whether what is kept for comparing a document does not follow from its text."""
    from dragoman.sources.fingerprints import fingerprint, pack_sentences, pack_sketch  # noqa: PLC0415 - loads numpy

    row = connection.execute(
        "SELECT exact, first, sketch, sentences FROM copy_print WHERE document = ?", (number,)
    ).fetchone()
    if row is None:
        return True
    taken = fingerprint(document)
    exact, first, sketch, sentences = row
    alone = first == number and len(taken.runs) > 0
    expected = (pack_sketch(taken.sketch), pack_sentences(taken.sentences)) if alone else (None, None)
    return (exact, sketch, sentences) != (taken.exact, *expected)


def has_copies(connection: sqlite3.Connection) -> bool:
    """Tell whether any two documents, current or not, share text."""
    row = connection.execute(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM copy_link) OR EXISTS (SELECT 1 FROM copy_print WHERE first <> document)"
    ).fetchone()
    return row is not None


def none_alike() -> Alike:
    """Say that no documents share text."""
    from dragoman.sources.kinship import Copies  # noqa: PLC0415 - only questions need it

    return Alike(Copies((), ()), ())


def documents_alike(connection: sqlite3.Connection) -> Alike:
    """Say which of the current documents share text; `look_at` has said which those are."""
    from dragoman.sources.kinship import CopyKind, CopyLink, grouped  # noqa: PLC0415 - only questions need it

    links = connection.execute("SELECT first, second, kind, share, sentences FROM copy_link").fetchall()
    same = connection.execute("SELECT first, document FROM copy_print WHERE first <> document").fetchall()
    classes = _classes(connection, links, same)
    found: dict[tuple[int, int], CopyLink] = {}
    numbers = sorted({number for members in classes.values() for number in members})
    place = {number: index for index, number in enumerate(numbers)}
    lengths = _sentence_counts(connection, [first for first, members in classes.items() if len(members) > 1])
    for first, members in classes.items():
        for one, other in combinations(members, 2) if len(members) <= COMMON else pairwise(members):
            pair = place[one], place[other]
            found[pair] = CopyLink(*pair, CopyKind.EXACT, 1.0, lengths.get(first, 0))
    for first, second, kind, share, sentences in links:
        for one, other in _crossed(classes.get(first, ()), classes.get(second, ())):
            low, high = sorted((place[one], place[other]))
            found[low, high] = CopyLink(low, high, CopyKind(kind), float(share), int(sentences))
    facts, digests = _facts(connection, numbers)
    return Alike(grouped([found[pair] for pair in sorted(found)], facts), digests)


def _first_with(connection: sqlite3.Connection, exact: bytes) -> int | None:
    """Give the first document with the same words."""
    row = connection.execute(
        "SELECT document FROM copy_print WHERE exact = ? ORDER BY document LIMIT 1", (exact,)
    ).fetchone()
    return int(row[0]) if row else None


def _insert_links(connection: sqlite3.Connection, taken: Fingerprint, number: int) -> None:
    """Compare a document with those that it meets, and put in the pairs that share text."""
    from dragoman.sources.fingerprints import (  # noqa: PLC0415 - loads numpy
        HOPELESS,
        Fingerprint,
        likeness,
        partial_likeness,
        sketches_agree,
        unpack_sentences,
        unpack_sketch,
    )

    for other in sorted(_met(connection, taken)):
        row = connection.execute("SELECT exact, sketch, sentences FROM copy_print WHERE document = ?", (other,))
        exact, sketch, sentences = row.fetchone()
        there, said = unpack_sketch(sketch), unpack_sentences(sentences)
        if sketches_agree(taken.sketch, there) >= HOPELESS:
            found = likeness(taken, Fingerprint(exact, _runs_of(connection, other), there, said))
        else:
            found = partial_likeness(taken.sentences, said)
        if found is not None:
            connection.execute(
                "INSERT INTO copy_link (first, second, kind, share, sentences) VALUES (?, ?, ?, ?, ?)",
                (other, number, found.kind, found.share, found.sentences),
            )


def _met(connection: sqlite3.Connection, taken: Fingerprint) -> list[int]:
    """Give the documents that have a band or a sentence in common with a new one, those first with most."""
    met: Counter[int] = Counter()
    query = "SELECT document FROM copy_key WHERE key = ? ORDER BY document LIMIT ?"
    for key in taken.bands:
        met.update(int(row[0]) for row in connection.execute(query, (key, COMPARED)))
    for key in taken.sentence_keys:
        rows = connection.execute(query, (key, COMMON + 1)).fetchall()
        if len(rows) <= COMMON:
            met.update(int(row[0]) for row in rows)
    return sorted(met, key=lambda number: (-met[number], number))[:COMPARED]


def _runs_of(connection: sqlite3.Connection, number: int) -> Hashes:
    """Give the runs of words of a document, from its text."""
    from dragoman.sources.fingerprints import article_of, fingerprint_of  # noqa: PLC0415 - loads numpy

    remembered = connection.runs if isinstance(connection, Connection) else {}
    if number not in remembered:
        if len(remembered) >= _REMEMBERED:
            remembered.clear()
        body, sealed, text = connection.execute(
            "SELECT d.body, d.seal, t.text FROM document AS d JOIN document_text AS t ON t.document = d.no"
            " WHERE d.no = ?",
            (number,),
        ).fetchone()
        check_seal(body, sealed, "document")
        # Not as a whole record: a page's way back into its markup has thousands of parts that are not needed.
        passages = [Passage.model_validate(passage) for passage in json.loads(body)["passages"]]
        remembered[number] = fingerprint_of(article_of(text, passages)).runs
    return remembered[number]


def _classes(
    connection: sqlite3.Connection, links: Iterable[Sequence[object]], same: Iterable[tuple[int, int]]
) -> dict[int, list[int]]:
    """Give the current documents with the same words, by the first that ever had them."""
    classes: defaultdict[int, set[int]] = defaultdict(set)
    for link in links:
        for number in link[:2]:
            if isinstance(number, int):
                classes[number].add(number)
    for first, number in same:
        classes[first] |= {first, number}
    every = sorted({number for members in classes.values() for number in members})
    rows = connection.execute(
        "SELECT document FROM current_document WHERE document IN (SELECT value FROM json_each(?))", (json.dumps(every),)
    )
    current = {int(row[0]) for row in rows}
    return {first: sorted(members & current) for first, members in sorted(classes.items())}


def _crossed(one: Sequence[int], other: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Give the pairs of two classes of the same words; of large ones enough to join them."""
    if len(one) + len(other) <= COMMON:
        return product(one, other)
    return [(member, other[0]) for member in one[: COMMON if other else 0]] + [
        (one[0], member) for member in other[1 : COMMON if one else 0]
    ]


def _sentence_counts(connection: sqlite3.Connection, firsts: Iterable[int]) -> dict[int, int]:
    """Give how many longer sentences documents have."""
    from dragoman.sources.kinship import PACKED_SENTENCE  # noqa: PLC0415 - only questions need it

    rows = connection.execute(
        "SELECT document, sentences FROM copy_print WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(list(firsts)),),
    )
    return {int(number): len(packed) // PACKED_SENTENCE for number, packed in rows if packed is not None}


def _facts(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[list[CopyFacts], tuple[str, ...]]:
    """Give what tells originals from copies, and the digests."""
    from dragoman.sources.kinship import CopyFacts  # noqa: PLC0415 - only questions need it

    rows = connection.execute(
        "SELECT p.document, d.sha256, p.published, p.credit, p.outlet, p.length"
        " FROM copy_print AS p JOIN document AS d ON d.no = p.document"
        " WHERE p.document IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    kept: Mapping[int, tuple[str, CopyFacts]] = {
        int(number): (str(sha), CopyFacts(published, credit, outlet, length))
        for number, sha, published, credit, outlet, length in rows
    }
    if len(kept) < len(numbers):
        raise NotADossier("the dossier is damaged: what is compared of a document is gone", remedy=SALVAGE)
    return [kept[number][1] for number in numbers], tuple(kept[number][0] for number in numbers)
