"""How many documents a second come in, and whether near copies are found, beside the field's own libraries.

    python benchmarks/sources_reading.py [--pages FOLDER] [--count 300]

Without `--pages` the documents are made up; with it, FOLDER holds saved pages (`*.html`, `*.html.gz`).  Peers run
in the same process on the same items where they are installed: trafilatura alone for HTML, datasketch for copies.
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
from collections.abc import Callable, Iterable
from pathlib import Path

from dragoman.record import Document
from dragoman.settings import Settings
from dragoman.sources import document_from_bytes
from dragoman.sources.archives import items_in
from dragoman.sources.copies import copy_groups
from dragoman.sources.documents import Given, document_of_item
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


def copies(count: int, rows: list[dict[str, object]]) -> None:
    """Find planted copies, beside a peer library."""
    chance = random.Random(5)  # noqa: S311 - made-up texts need no secrecy
    documents: list[Document] = []
    planted: list[tuple[int, int]] = []
    previous: list[str] = []
    for number in range(count):
        paragraphs = story(chance)
        if number % 5 == 4:
            planted.append((len(documents) - 1, len(documents)))
            paragraphs = [*previous[1:], sentence(chance)]
        previous = paragraphs
        documents.append(document_from_bytes("\n\n".join(paragraphs).encode(), f"{number}.txt"))
    found: list[set[tuple[int, int]]] = []

    def ours() -> None:
        found.append({(link.first, link.second) for link in copy_groups(documents).links})

    rows.append(timed("near copies: dragoman (with checking)", count, ours))
    report(rows, "dragoman", found[-1], planted)
    try:
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - a peer, seldom installed
    except ImportError:
        print("datasketch is not installed: no peer for near copies")
        return

    def peer() -> None:
        index, pairs = MinHashLSH(threshold=0.5, num_perm=128), set()
        for number, document in enumerate(documents):
            words = document.text.casefold().split()
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[at : at + 4]).encode() for at in range(max(1, len(words) - 3))])
            pairs |= {(int(other), number) for other in index.query(sketch)}
            index.insert(str(number), sketch)
        found.append(pairs)

    rows.append(timed("near copies: datasketch (sketches only)", count, peer))
    report(rows, "datasketch", found[-1], planted)


def report(
    rows: list[dict[str, object]], name: str, found: set[tuple[int, int]], planted: list[tuple[int, int]]
) -> None:
    """Say how many of the planted pairs were found, and how many others."""
    hits = len(found & set(planted))
    rows.append({"what": f"{name}: pairs", "planted": len(planted), "found": hits, "others": len(found) - hits})
    print(f"    {name}: {hits} of {len(planted)} planted pairs found, {len(found) - hits} others")


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--pages", type=Path)
    options.add_argument("--count", type=int, default=300)
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
    copies(max(500, chosen.count), rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB")
    if chosen.json:
        chosen.json.write_text(
            json.dumps([*rows, {"peak_memory_mb": peak, "python": sys.version.split()[0]}], indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
