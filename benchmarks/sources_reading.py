"""How many documents a second come in, and whether near copies are found, beside the field's own libraries.

    python benchmarks/sources_reading.py [--pages FOLDER] [--count 300]

Without `--pages` the documents are made up; with it, FOLDER holds saved pages (`*.html`, `*.html.gz`).  Peers run
in the same process on the same items where they are installed: trafilatura alone for HTML, datasketch for copies
(`pip install --target FOLDER --no-deps datasketch scipy`, then `PYTHONPATH=FOLDER`; the package does not need it).
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from dragoman.record import Document
from dragoman.settings import Settings
from dragoman.sources import document_from_bytes
from dragoman.sources.archives import items_in
from dragoman.sources.copies import copy_groups
from dragoman.sources.documents import Given, document_of_item
from dragoman.sources.fingerprints import NEAR as ALIKE
from dragoman.sources.fingerprints import CopyKind
from dragoman.sources.items import Bounds, Item

_WORDS = (
    "the delegation minister talks ceasefire said proposal on text border of and to guarantee round security capital "
    "officials agreed would be not yet by Monday for with troops a line from envoy parliament vote draft question"
)
WORDS = _WORDS.split(" ")


def sentence(chance: random.Random) -> str:
    """Make up a sentence."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(9, 28))]
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


def story(chance: random.Random) -> list[str]:
    """Make up an article's paragraphs."""
    return [" ".join(sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(8, 25))]


def page(paragraphs: list[str], chance: random.Random) -> str:
    """Put an article on a page with the usual things around it."""
    links = "".join(f"<li><a href='/{n}'>{sentence(chance)}</a></li>" for n in range(40))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    scripts = "<script>var x = {};</script>" * 30
    return (
        f"<!doctype html><html lang='en'><head><title>{paragraphs[0][:60]}</title>{scripts}</head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>{paragraphs[0][:60]}</h1>{body}</article>"
        f"<aside class='related'><ul>{links}</ul></aside><footer>Contact</footer></body></html>"
    )


def archive(pages: Iterable[bytes]) -> bytes:
    """Pack pages into a web archive."""
    out = bytearray()
    for number, body in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: https://a.example/{number}"
                f"\r\nWARC-Date: 2022-05-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return bytes(out)


def timed(name: str, count: int, work: Callable[[], object]) -> dict[str, object]:
    """Time some work in processor seconds."""
    begun = time.process_time()
    work()
    spent = time.process_time() - begun
    row = {"what": name, "documents": count, "per_cpu_second": round(count / spent, 1)}
    print(f"{name:<42}{count:>8}{count / spent:>12,.1f} per CPU second", flush=True)
    return row


def read_archive(data: bytes) -> int:
    """Read a web archive as the program does."""
    settings = Settings()
    items = items_in(io.BytesIO(data), "crawl.warc", Bounds.of(settings))
    return sum(
        isinstance(document_of_item(item, Given(), settings), Document) for item in items if isinstance(item, Item)
    )


def altered(paragraphs: list[str], share: float, chance: random.Random) -> list[str]:
    """Give an article with a share of its words replaced, as an editor's hand or another desk leaves it."""
    found = []
    for paragraph in paragraphs:
        words = [chance.choice(WORDS) if chance.random() < share else word for word in paragraph.split(" ")]
        found.append(" ".join(words))
    return found


def corpus(count: int) -> list[Document]:
    """Make up articles of which every fifth is an earlier one, cut or altered by between one word in 100 and in 7."""
    chance = random.Random(5)  # noqa: S311 - made-up texts need no secrecy
    earlier: list[list[str]] = []
    documents: list[Document] = []
    for number in range(count):
        paragraphs = story(chance)
        if number % 5 == 4:
            source = chance.choice(earlier[-400:])
            cut = source[chance.randrange(3) : len(source) - chance.randrange(3)]
            paragraphs = altered(cut, chance.choice((0.01, 0.03, 0.06, 0.1, 0.14)), chance)
        earlier.append(paragraphs)
        documents.append(document_from_bytes("\n\n".join(paragraphs).encode(), f"{number}.txt"))
    return documents


def runs_of(document: Document) -> frozenset[str]:
    """Give the runs of four words of a document."""
    words = [word.strip(".") for word in document.text.casefold().split()]
    return frozenset(" ".join(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of runs in common."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def true_pairs(runs: list[frozenset[str]]) -> set[tuple[int, int]]:
    """Give the pairs that share half of their runs, each held against each that it shares a run with."""
    holding: dict[str, list[int]] = {}
    found: set[tuple[int, int]] = set()
    for number, own in enumerate(runs):
        met = Counter(other for run in own for other in holding.get(run, ()))
        found |= {(other, number) for other in met if jaccard(runs[other], own) >= ALIKE}
        for run in own:
            holding.setdefault(run, []).append(number)
    return found


def copies(count: int, rows: list[dict[str, object]]) -> None:
    """Find near copies, beside a peer library on the same documents."""
    documents = corpus(count)
    runs = [runs_of(document) for document in documents]
    truth = true_pairs(runs)
    print(f"near copies: {len(truth)} pairs of {count} documents share half of their runs of four words")
    found: list[set[tuple[int, int]]] = []

    def ours() -> None:
        near = {CopyKind.EXACT, CopyKind.NEAR}
        found.append({(one.first, one.second) for one in copy_groups(documents).links if one.kind in near})

    copy_groups(documents[:2])
    mine = timed("near copies: dragoman, checked", count, ours)
    report(rows, mine, found[-1], truth)
    try:
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - a peer, seldom installed
    except ImportError:
        print("datasketch is not installed: no peer for near copies")
        return

    def peer(*, checked: bool) -> None:
        index, pairs = MinHashLSH(threshold=ALIKE, num_perm=128), set()
        for number, document in enumerate(documents):
            words = [word.strip(".") for word in document.text.casefold().split()]
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[at : at + 4]).encode() for at in range(max(1, len(words) - 3))])
            met = [int(other) for other in index.query(sketch)]
            pairs |= {(other, number) for other in met if not checked or jaccard(runs[other], runs[number]) >= ALIKE}
            index.insert(str(number), sketch)
        found.append(pairs)

    for name, checked in (("sketches only", False), ("checked", True)):
        theirs = timed(f"near copies: datasketch, {name}", count, partial(peer, checked=checked))
        report(rows, theirs, found[-1], truth)
        ratio = float(str(mine["per_cpu_second"])) / float(str(theirs["per_cpu_second"]))
        print(f"    dragoman is {ratio:.2f} times as fast")


def report(
    rows: list[dict[str, object]],
    row: dict[str, object],
    found: set[tuple[int, int]],
    truth: set[tuple[int, int]],
) -> None:
    """Say how many of the true pairs were found, and how many of those found are true."""
    hits = len(found & truth)
    recall, precision = hits / max(1, len(truth)), hits / max(1, len(found))
    rows.append(row | {"pairs": len(truth), "recall": round(recall, 3), "precision": round(precision, 3)})
    print(f"    recall {recall:.3f}, precision {precision:.3f} ({len(found)} pairs named)")


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--pages", type=Path)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--copies", type=int, default=2000)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    chance = random.Random(3)  # noqa: S311 - made-up texts need no secrecy
    stories = [story(chance) for _ in range(chosen.count)]
    pages = [page(paragraphs, chance).encode() for paragraphs in stories]
    if chosen.pages:
        files = sorted(chosen.pages.glob("*.html*"))[: chosen.count]
        pages = [gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files]
    texts = ["\n\n".join(paragraphs).encode() for paragraphs in stories]
    document_from_bytes(pages[0], "warm.html")
    rows = [
        timed("text", len(texts), lambda: [document_from_bytes(text, "a.txt") for text in texts]),
        timed("HTML", len(pages), lambda: [document_from_bytes(raw, "a.html") for raw in pages]),
        timed("HTML in a web archive", len(pages), lambda: read_archive(archive(pages))),
    ]
    import trafilatura  # noqa: PLC0415 - after our own turn, so that its start is not on our clock

    def peer() -> None:
        for raw in pages:
            trafilatura.bare_extraction(raw, fast=True, include_comments=False, with_metadata=False)

    rows.append(timed("HTML: trafilatura alone, fast", len(pages), peer))
    copies(chosen.copies, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB")
    if chosen.json:
        chosen.json.write_text(
            json.dumps([*rows, {"peak_memory_mb": peak, "python": sys.version.split()[0]}], indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
