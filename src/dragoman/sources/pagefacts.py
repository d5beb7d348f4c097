"""What a page says about itself in its head: linked data, meta elements, links; each value with its origin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from dragoman.record import Stated
from dragoman.sources.markup import Page

_LINKED_TYPES = re.compile(r"Article|NewsArticle|Report|BlogPosting|LiveBlog|WebPage|Posting", re.IGNORECASE)
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright"),
    "byline": ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author", "twitter:creator"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "date",
        "article.published",
        "cxenseparse:recs:publishtime",
        "originalpublicationdate",
        "ptime",
        "displaydate",
    ),
    "updated": (
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "lastmod",
        "last-modified",
        "utime",
        "article.updated",
        "dcterms.modified",
    ),
    "section": ("article:section", "section", "parsely-section", "og:section"),
    "canonical": ("og:url",),
    "language": ("og:locale", "content-language", "language", "dc.language"),
}
_JUNK_BYLINE = re.compile(r"^(?:https?://|@)|^(?:admin|editor|staff|webmaster|news desk)$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?")
_DEEPEST = 6


def facts_of(page: Page) -> dict[str, Stated]:
    """Give what a page says about itself, by the names of the record.

    Linked data beats meta elements: it is written for the article, they are often written for the site.
    """
    found: dict[str, Stated] = {}
    for name, value, rule in (*_from_linked_data(page), *_from_metas(page), *_from_elements(page)):
        if name in found:
            continue
        clean = _clean(name, value)
        if clean is not None:
            found[name] = Stated(value=clean, rule=rule)
    return found


def iso_time(value: str) -> str | None:
    """Give a date or time as ISO 8601, with its zone where it has one; None if it is no date.

    Example:
        >>> iso_time("2022-03-29T18:04:00.000+0300")
        '2022-03-29T18:04:00+03:00'
        >>> iso_time("20220329")
        '2022-03-29'
    """
    found = _ISO.match(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        date(int(year), int(month), int(day))
        if hour is None:
            return f"{year}-{month}-{day}"
        if zone and zone != "Z" and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:]}"
        stamp = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}"
        datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return stamp


def _clean(name: str, value: str) -> str | None:
    """Give a value fit for the record, None where it says nothing."""
    value = " ".join(value.split())[:1000]
    if not value:
        return None
    if name in {"published", "updated"}:
        stamp = iso_time(value)
        return stamp if stamp is not None and "1980" <= stamp[:4] <= "2100" else None
    if name == "byline":
        return None if _JUNK_BYLINE.search(value) else value
    if name == "language":
        code = re.match(r"[A-Za-z]{2,3}", value)
        return code[0].lower() if code else None
    if name == "canonical":
        return value if re.match(r"https?://", value) else None
    return value


def _from_metas(page: Page) -> Iterator[tuple[str, str, str]]:
    """Read the meta elements."""
    contents: dict[str, str] = {}
    for meta in page.metas:
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "").lower()
        if key and meta.get("content"):
            contents.setdefault(key, meta["content"])
    for name, keys in _META.items():
        for key in keys:
            if key in contents:
                yield name, contents[key], f"html meta {key}"


def _from_elements(page: Page) -> Iterator[tuple[str, str, str]]:
    """Read links, the language of the page and its title."""
    for link in page.links:
        if "canonical" in link.get("rel", "").lower().split():
            yield "canonical", link.get("href", ""), "html link canonical"
    for time in page.times:
        if time.get("itemprop") == "datePublished" or "pubdate" in time:
            yield "published", time.get("datetime", ""), "html time pubdate"
    stamps = {iso_time(time["datetime"]) for time in page.times if time.get("datetime")} - {None}
    if len({stamp[:10] for stamp in stamps if stamp}) == 1:
        yield "published", min(stamp for stamp in stamps if stamp), "the only html time"
    if page.language:
        yield "language", page.language, "html lang"
    if page.title:
        yield "title", page.title, "html title"


def _from_linked_data(page: Page) -> Iterator[tuple[str, str, str]]:
    """Read the article's linked data."""
    for item in _items(page):
        kinds = item.get("@type")
        kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
        if not _LINKED_TYPES.search(kind) or ("WebPage" in kind and "datePublished" not in item):
            continue
        for name, key in (
            ("title", "headline"),
            ("published", "datePublished"),
            ("updated", "dateModified"),
            ("section", "articleSection"),
            ("language", "inLanguage"),
            ("byline", "author"),
            ("outlet", "publisher"),
        ):
            value = ", ".join(_names(item.get(key)))
            if value:
                yield name, value, f"html linked data {key}"


def _items(page: Page) -> Iterator[dict[str, object]]:
    """Give the objects of a page's linked data, graphs opened."""
    for script in page.scripts:
        try:
            data: object = json.loads(script.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data, 0)


def _objects(data: object, depth: int) -> Iterator[dict[str, object]]:
    """Give the objects in a value, outer before inner."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data[:50]:
            yield from _objects(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _names(value: object) -> Iterable[str]:
    """Give the names in a value that may be a name, an object with one, or a list of either."""
    if isinstance(value, str):
        return [html_text(value)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for part in value[:20] for name in _names(part)]
    return []


def html_text(value: str) -> str:
    """Give a value without markup and entities; sites put both into linked data."""
    import html  # noqa: PLC0415 - shadows nothing at module level

    return " ".join(re.sub(r"<[^>]{1,200}>", " ", html.unescape(value)).split())
