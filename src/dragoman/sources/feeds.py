"""RSS and Atom feeds: each entry with what the feed carries of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from time import struct_time

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import Stated
from dragoman.sources.extracted import Extracted
from dragoman.sources.items import Item, Items
from dragoman.sources.mapped import Maker, Mapped, xml_text
from dragoman.sources.pages import decode_page, page_from_markup

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_ENTRY = re.compile(r"<(item|entry)[\s>]", re.IGNORECASE)
_CARRIER = re.compile(r"<(title|description|content:encoded|summary|content|dc:description)(?:\s[^<>]{0,400})?>")
# Letters that the parser mends as browsers do: cp1252 where a feed calls itself something else, one for one.
_MENDED = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
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
        feed = parsed.feed
        # Plain dictionaries: the parser's own warn and guess where a key is missing.
        entries: list[dict[str, object]] = [dict(entry) for entry in parsed.entries]
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
    names = Counter(_name(entry) for entry in entries)
    for number, entry in enumerate(entries):
        # By its own name where it has one: a feed moves on, and its third entry is another one tomorrow.
        name = _name(entry)
        place = f"{address}#{name if name and names[name] == 1 else number + 1}"
        lines = ranges[number] if len(ranges) == len(entries) else None
        element = raw[lines[0] : lines[1]] if lines else ""
        words = element or "\n".join(_parts(entry))
        yield Item(
            place,
            words.encode("utf-8", "surrogatepass"),
            partial(_extracted, entry, place, outlet, element),
            offset=lines[0] if lines else None,
        )


def _name(entry: Mapping[str, object]) -> str:
    """Give what a feed calls an entry: its id, else where it links to."""
    return " ".join(str(entry.get("id") or entry.get("link") or "").split())[:500]


def _parts(entry: Mapping[str, object]) -> tuple[str, str]:
    """Give an entry's title and the longest markup that the feed carries of it."""
    contents = entry.get("content")
    longest = (
        max((str(part.get("value") or "") for part in contents), key=len, default="")
        if isinstance(contents, list)
        else ""
    )
    return str(entry.get("title") or ""), max(longest, str(entry.get("summary") or ""), key=len)


def _extracted(entry: Mapping[str, object], place: str, outlet: str, element: str) -> Extracted:
    """Take the text out of one entry.

    Raises:
        SourceEmpty: If the feed carries no text of it.
    """
    title, markup = _parts(entry)
    if not (markup.strip() or title.strip()):
        raise SourceEmpty("the entry carries no text", item=place, remedy="Add the address that it links to instead.")
    whole = Maker()
    for before, words in (("<html><body><article><h1>", title), ("</h1><div>", markup)):
        whole.free(before)
        whole.append(_found(element, words))
    whole.free("</div></article></body></html>")
    wrapped = whole.mapped()
    page = page_from_markup(wrapped.text, place)
    origin = wrapped.behind(page.origin) if element else ()
    return Extracted(page.text, "application/rss+xml", "utf-8", _facts(entry, outlet), page.passages, origin)


def _found(element: str, words: str) -> Mapped:
    """Find words in the raw entry: in the element that says just them, else the entry as a whole stands for them."""
    for opening in _CARRIER.finditer(element):
        end = element.find(f"</{opening[1]}>", opening.end())
        inner = xml_text(element, opening.end(), end).stripped() if end >= 0 else None
        if inner is not None and inner.text.translate(_MENDED) == words.strip():
            made = Maker()
            made.free(words[: len(words) - len(words.lstrip())])
            made.append(Mapped(words.strip(), inner.runs))
            made.free(words[len(words.rstrip()) :])
            return made.mapped()
    return Mapped.whole(words, 0, len(element))


def _facts(entry: Mapping[str, object], outlet: str) -> dict[str, Stated]:
    """Give what the feed says of an entry; a broken date says nothing."""
    facts: dict[str, Stated] = {}
    for name, key in (("title", "title"), ("canonical", "link"), ("byline", "author")):
        value = " ".join(str(entry.get(key) or "").split())
        if value:
            facts[name] = Stated(value=value[:1000], rule=f"feed entry {key}")
    source = entry.get("source")
    printed = " ".join(str(source.get("title") or "").split()) if isinstance(source, dict) else ""
    if printed or outlet:
        # A feed that gathers from others names for each entry who printed it.
        facts["outlet"] = Stated(value=(printed or outlet)[:500], rule="feed entry source" if printed else "feed title")
    for name, key in (("published", "published_parsed"), ("updated", "updated_parsed")):
        stamp = entry.get(key)
        if isinstance(stamp, struct_time):
            try:
                moment = datetime(*stamp[:6], tzinfo=UTC)
            except ValueError:
                continue
            facts[name] = Stated(value=moment.isoformat(), rule=f"feed entry {name}")
    if "published" not in facts and "updated" in facts:
        # Many feeds give one time only and call it so; what was changed was published by then.
        facts["published"] = Stated(value=facts["updated"].value, rule="feed entry updated, the only time given")
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
