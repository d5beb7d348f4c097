"""RSS and Atom feeds: each entry with what the feed carries of its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from time import struct_time

from dragoman.errors import SourceBroken, SourceEmpty, SourceError
from dragoman.record import Segment, Stated
from dragoman.sources.extracted import Extracted
from dragoman.sources.items import Item, Items
from dragoman.sources.pages import decode_page, page_from_markup

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_ENTRY = re.compile(r"<(item|entry)[\s>]", re.IGNORECASE)
_LARGEST = 50_000_000


def looks_like_feed(head: bytes) -> bool:
    """Tell whether a file's first bytes open a feed."""
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000]
    return opening.startswith(b"<") and _FEED.search(opening) is not None and b"<html" not in opening.lower()


def feed_items(data: bytes, address: str) -> Items:
    """Give the entries of a feed; an entry without text, or a broken feed, is one failure."""
    import feedparser  # noqa: PLC0415 - slow to import, only feeds need it

    if len(data) > _LARGEST:
        yield SourceBroken("the feed is larger than feeds are", item=address, remedy="Split it.")
        return
    try:
        # A feed's own links must never be followed and its markup not be rewritten: the text comes from our scan.
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        feed, entries = parsed.feed, list(parsed.entries)
    except Exception as error:  # noqa: BLE001 - a parser of hostile input may raise anything
        yield SourceBroken(f"the feed is damaged ({type(error).__name__})", item=address, remedy="Fetch it again.")
        return
    if not entries:
        reason = str(getattr(parsed, "bozo_exception", "") or "it has no entries")
        yield SourceEmpty(
            f"no entry can be read from the feed ({reason[:100]})", item=address, remedy="Fetch it again."
        )
        return
    raw = decode_page(data, address).text
    ranges = _entry_ranges(raw)
    outlet = str(feed.get("title") or "").strip()
    # Plain dictionaries: the parser's own warn and guess where a key is missing.
    for number, entry in enumerate(map(dict, entries)):
        place = f"{address}#{number + 1}"
        try:
            yield _entry(entry, place, outlet, ranges[number] if len(ranges) == len(entries) else None, raw)
        except SourceError as error:
            yield error


def _entry(entry: Mapping[str, object], place: str, outlet: str, lines: tuple[int, int] | None, raw: str) -> Item:
    """Make an item of one entry.

    Raises:
        SourceEmpty: If the feed carries no text of it.
    """
    contents = entry.get("content")
    longest = (
        max((str(part.get("value") or "") for part in contents), key=len, default="")
        if isinstance(contents, list)
        else ""
    )
    markup = max(longest, str(entry.get("summary") or ""), key=len)
    title = str(entry.get("title") or "")
    if not (markup.strip() or title.strip()):
        raise SourceEmpty("the entry carries no text", item=place, remedy="Add the address that it links to instead.")
    page = page_from_markup(f"<html><body><article><h1>{title}</h1><div>{markup}</div></article></body></html>", place)
    facts = _facts(entry, outlet)
    origin = (Segment(start=0, end=len(page.text), raw_start=lines[0], raw_end=lines[1]),) if lines else ()
    data = raw[lines[0] : lines[1]] if lines else f"{title}\n{markup}"
    extracted = Extracted(page.text, "application/rss+xml", "utf-8", facts, page.passages, origin)
    return Item(place, data.encode("utf-8", "surrogatepass"), extracted)


def _facts(entry: Mapping[str, object], outlet: str) -> dict[str, Stated]:
    """Give what the feed says of an entry; a broken date says nothing."""
    facts: dict[str, Stated] = {}
    for name, key in (("title", "title"), ("canonical", "link"), ("byline", "author")):
        value = " ".join(str(entry.get(key) or "").split())
        if value:
            facts[name] = Stated(value=value[:1000], rule=f"feed entry {key}")
    if outlet:
        facts["outlet"] = Stated(value=outlet, rule="feed title")
    for name, key in (("published", "published_parsed"), ("updated", "updated_parsed")):
        stamp = entry.get(key)
        if isinstance(stamp, struct_time):
            try:
                moment = datetime(*stamp[:6], tzinfo=UTC)
            except ValueError:
                continue
            facts[name] = Stated(value=moment.isoformat(), rule=f"feed entry {name}")
    return facts


def _entry_ranges(raw: str) -> list[tuple[int, int]]:
    """Find where the entries stand in the raw feed."""
    ranges = []
    for match in _ENTRY.finditer(raw):
        end = raw.find(f"</{match[1]}>", match.end())
        if end < 0:
            break
        ranges.append((match.start(), end + len(match[1]) + 3))
    return ranges
