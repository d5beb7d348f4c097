"""An HTML page as blocks of visible text in which every character knows its place in the raw page.

A scanner, not a tree: it takes any input in one pass, in time linear in its length and without recursion, and
it never changes a character except that runs of white space become one blank, as a browser shows them.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from enum import IntFlag, auto
from functools import lru_cache


def _tags(names: str) -> frozenset[str]:
    """Give a set of tags from their names."""
    return frozenset(names.split())


_BLOCK_TAGS = _tags(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td "
    "tfoot th thead tr ul button label select textarea video audio picture"
)
_VOID_TAGS = _tags("area base br col embed hr img input link meta param source track wbr")
_SILENT_TAGS = _tags("script style noscript template svg iframe object math canvas textarea")
_CLOSES_ITSELF = frozenset(("p", "li", "dt", "dd", "td", "th", "tr", "option"))
_WHOLE_PAGE = _tags("body html main article")
_TAG_MARK = re.compile(r"[\"'>]")
_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_PIECE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[^\S\xa0]+|[^\s&]+(?: [^\s&]+)*|\xa0+|&"
)
_LONGEST_VALUE = 65_536
"""Characters of an attribute's value beyond which its quotation mark counts as forgotten."""
_DEEPEST = 400
"""Open elements that are remembered; what nests deeper takes after the last of them."""
_KEPT_ATTRIBUTES = 4_000


class Place(IntFlag):
    """Where in a page a block stands: what the elements around it, and their names, say of it."""

    NONE = 0
    NAVIGATION = auto()
    ASIDE = auto()
    FORM = auto()
    FIGURE = auto()
    CAPTION = auto()
    CREDIT = auto()
    BYLINE = auto()
    RELATED = auto()
    ADVERT = auto()
    VIDEO = auto()
    AUDIO = auto()
    SHARE = auto()
    COMMENT = auto()
    CORRECTION = auto()
    NOTE = auto()
    TIME = auto()
    ARTICLE = auto()
    LISTED = auto()
    QUOTED = auto()
    HIDDEN = auto()


_BY_TAG = {
    "nav": Place.NAVIGATION,
    "footer": Place.NAVIGATION,
    "menu": Place.NAVIGATION,
    "aside": Place.ASIDE,
    "form": Place.FORM,
    "button": Place.FORM,
    "select": Place.FORM,
    "label": Place.FORM,
    "figure": Place.FIGURE,
    "figcaption": Place.CAPTION,
    "video": Place.VIDEO,
    "audio": Place.AUDIO,
    "time": Place.TIME,
    "article": Place.ARTICLE,
    "main": Place.ARTICLE,
    "li": Place.LISTED,
    "blockquote": Place.QUOTED,
}
_BY_NAME = (
    (Place.CAPTION, re.compile(r"caption(?!s?-?(?:settings|button))|cutline|image-?desc|photo-?desc")),
    (
        Place.CREDIT,
        re.compile(
            r"(?:photo|image|img|media|picture)[-_]?(?:credit|copyright|source)|(?:^|[\s_-])credits?(?:$|[\s_-])"
        ),
    ),
    (Place.BYLINE, re.compile(r"byline|(?:^|[\s_-])authors?(?:$|[\s_-]|name|info)|contributor")),
    (
        Place.RELATED,
        re.compile(
            r"related|recommend|read-?more|more-?(?:stories|news|on|from)|see-?also|most-?(?:read|popular)|trending|"
            r"teaser|promo(?!te)|outbrain|taboola|also-?read|in-?this-?series|up-?next"
        ),
    ),
    (Place.ADVERT, re.compile(r"advert|sponsor|(?:^|[\s_-])ads?(?:$|[\s_-])|dfp|ad-?slot|commercial")),
    (Place.VIDEO, re.compile(r"video|player(?!s)|jw-?player|brightcove")),
    (Place.AUDIO, re.compile(r"audio|text-?to-?speech|listen|podcast")),
    (
        Place.SHARE,
        re.compile(r"share|social|follow-?us|newsletter|subscri|signup|sign-up|paywall|cookie|consent|gdpr|toolbar"),
    ),
    (Place.COMMENT, re.compile(r"(?:^|[\s_-])comments?(?:$|[\s_-])|disqus|respond|reply")),
    (Place.CORRECTION, re.compile(r"correction|clarification")),
    (Place.NOTE, re.compile(r"editors?-?note|disclaimer|article-?note")),
    (
        Place.NAVIGATION,
        re.compile(
            r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|footer|masthead|tags?|topics?|pagination)(?:$|[\s_-])|site-?header"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a block that stand in the raw page: equal in length and text unless an entity is among them."""

    start: int
    length: int
    raw_start: int
    raw_end: int


@dataclass(slots=True)
class Block:
    """A block of visible text.

    Attributes:
        tag: The block element that holds it.
        place: What stands around it.
        runs: Where its characters stand in the raw page.
        pieces: Its text in pieces; `text` joins them.
        length: How many characters it has.
        linked: How many of them stand in links.
    """

    tag: str
    place: Place
    runs: list[Run] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    linked: int = 0

    @property
    def text(self) -> str:
        """The block's text."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Page:
    """What the scanner makes of a page: blocks of text, and the head's elements for the page's facts."""

    blocks: list[Block] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    times: list[dict[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""


def scan_page(raw: str) -> Page:
    """Scan a page into blocks of visible text with the raw place of every character."""
    return _Scanner(raw).scan()


class _Scanner:
    """The state of one scan: where it stands in the raw page and which elements are open."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.page = Page()
        self.open: list[tuple[str, Place, bool]] = [("body", Place.NONE, False)]
        self.block: Block | None = None
        self.blank = False
        self.breaks = 0

    def scan(self) -> Page:
        """Go over the page once."""
        raw, at, end = self.raw, 0, len(self.raw)
        while at < end:
            tag = raw.find("<", at)
            if tag < 0:
                tag = end
            if tag > at:
                self._text(at, tag)
            if tag >= end:
                break
            at = self._tag(tag)
        self._close_block()
        return self.page

    def _tag(self, at: int) -> int:
        """Take what begins with a "<"; give where to go on."""
        raw = self.raw
        if raw.startswith("<!--", at):
            close = raw.find("-->", at + 4)
            return len(raw) if close < 0 else close + 3
        if raw.startswith(("<!", "<?"), at):
            close = raw.find(">", at)
            return len(raw) if close < 0 else close + 1
        closing = raw.startswith("</", at)
        name = _NAME.match(raw, at + (2 if closing else 1))
        if name is None:
            self._text(at, at + 1)
            return at + 1
        end = self._tag_end(name.end())
        tag = name[0].lower()
        if closing:
            self._ends(tag)
            return end
        return self._begins(tag, name.end(), end)

    def _tag_end(self, at: int) -> int:
        """Give the place after a tag's ">", quotation marks heeded unless one was forgotten."""
        raw = self.raw
        start = at
        while True:
            found = _TAG_MARK.search(raw, at)
            if found is None:
                return len(raw)
            if found[0] == ">":
                return found.end()
            close = raw.find(found[0], found.end(), found.end() + _LONGEST_VALUE)
            if close < 0:
                plain = raw.find(">", start)
                return len(raw) if plain < 0 else plain + 1
            at = close + 1

    def _begins(self, tag: str, start: int, end: int) -> int:
        """Open an element; elements whose content nobody sees are passed over whole."""
        if tag == "br":
            self._break()
            return end
        attributes = self._attributes(tag, start, end)
        if tag in _SILENT_TAGS or tag == "title":
            return self._silent(tag, attributes, end)
        self._note(tag, attributes)
        if tag in _BLOCK_TAGS:
            self._close_block()
        if tag in _VOID_TAGS or self.raw.startswith("/>", end - 2):
            return end
        if tag in _CLOSES_ITSELF and self.open[-1][0] == tag:
            self.open.pop()
        if len(self.open) < _DEEPEST:
            _, around, linked = self.open[-1]
            self.open.append((tag, _place(tag, attributes, around), linked or tag == "a"))
        return end

    def _attributes(self, tag: str, start: int, end: int) -> dict[str, str]:
        """Read a tag's attributes; of a monstrous tag only the beginning."""
        found: dict[str, str] = {}
        limit = end - 1 if tag in {"meta", "link", "time"} else min(end - 1, start + _KEPT_ATTRIBUTES)
        for match in _ATTRIBUTE.finditer(self.raw, start, min(limit, start + _LONGEST_VALUE)):
            name = match[1].lower()
            if name not in found:
                found[name] = html.unescape(match[2] or match[3] or match[4] or "")
        return found

    def _silent(self, tag: str, attributes: dict[str, str], end: int) -> int:
        """Pass over an element that shows no text, keeping linked data and the page's title."""
        if self.raw.startswith("/>", end - 2) and tag in {"svg", "iframe", "object", "template"}:
            return end
        close = re.compile(rf"</{tag}\b[^>]{{0,200}}>", re.IGNORECASE).search(self.raw, end)
        if close is None and tag not in {"script", "style", "textarea"}:
            return end
        stop = close.start() if close else len(self.raw)
        if tag == "title" and not self.page.title:
            self.page.title = " ".join(html.unescape(self.raw[end : min(stop, end + 2000)]).split())
        if tag == "script" and attributes.get("type", "").startswith("application/ld+json"):
            self.page.scripts.append(self.raw[end:stop])
        return close.end() if close else len(self.raw)

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep the elements that tell of the page itself."""
        if tag == "meta":
            self.page.metas.append(attributes)
        elif tag == "link":
            self.page.links.append(attributes)
        elif tag == "time":
            self.page.times.append(attributes)
        elif tag == "html":
            self.page.language = attributes.get("lang", "") or attributes.get("xml:lang", "")

    def _ends(self, tag: str) -> None:
        """Close an element, and with it those inside that were left open."""
        if tag in _BLOCK_TAGS:
            self._close_block()
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return

    def _break(self) -> None:
        """A line break; two in a row end the block as an empty line does."""
        self.breaks += 1
        if self.breaks >= 2:
            self._close_block()
        elif self.block is not None and self.block.length:
            self.block.pieces.append("\n")
            self.block.length += 1
            self.blank = False

    def _close_block(self) -> None:
        """End the block of text, if there is one."""
        if self.block is not None:
            self.page.blocks.append(self.block)
        self.block, self.blank, self.breaks = None, False, 0

    def _text(self, start: int, end: int) -> None:
        """Take visible text into the block, blank runs as one blank, entities decoded."""
        for piece in _PIECE.finditer(self.raw, start, end):
            words = piece[0]
            if words[0].isspace() and words[0] != "\xa0":
                self.blank = True
                continue
            if words[0] == "&" and len(words) > 1:
                words = html.unescape(words)
                if not words.strip():
                    self.blank = self.blank or bool(words)
                    continue
            self._add(words, piece.start(), piece.end())

    def _add(self, words: str, raw_start: int, raw_end: int) -> None:
        """Put characters at the end of the block and remember where they came from."""
        block = self.block
        if block is None:
            tag, place, _ = self.open[-1]
            inside = next((name for name, _, _ in reversed(self.open[-6:]) if name in _BLOCK_TAGS), tag)
            block = self.block = Block(inside, place)
        elif self.blank and block.length and not block.pieces[-1].endswith("\n"):
            block.pieces.append(" ")
            block.length += 1
        self.blank, self.breaks = False, 0
        last = block.runs[-1] if block.runs else None
        plain = raw_end - raw_start == len(words)
        if (
            last is not None
            and plain
            and last.raw_end - last.raw_start == last.length
            and raw_start - last.raw_end == block.length - last.start - last.length
            and self.raw[last.raw_end : raw_start] == ("" if raw_start == last.raw_end else " ")
        ):
            start, first = last.start, last.raw_start
            block.runs[-1] = Run(start, block.length + len(words) - start, first, raw_end)
        else:
            block.runs.append(Run(block.length, len(words), raw_start, raw_end))
        block.pieces.append(words)
        block.length += len(words)
        if self.open[-1][2]:
            block.linked += len(words) - words.count(" ")


def _place(tag: str, attributes: dict[str, str], around: Place) -> Place:
    """Say what an element and those around it tell of the text inside."""
    place = around | _BY_TAG.get(tag, Place.NONE)
    if tag == "header" and not around & Place.ARTICLE:
        place |= Place.NAVIGATION
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", ""):
        place |= Place.HIDDEN
    # The names of the outermost elements describe the whole page ("has-video", "with-sidebar").
    if tag not in _WHOLE_PAGE and attributes.keys() & {"class", "id"}:
        place |= _named(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:400].lower())
    if attributes.get("role") in {"navigation", "banner", "contentinfo", "search"}:
        place |= Place.NAVIGATION
    return place


@lru_cache(maxsize=4096)
def _named(names: str) -> Place:
    """Say what the names of an element tell of it; a page uses the same few names over and over."""
    place = Place.NONE
    for kind, pattern in _BY_NAME:
        if pattern.search(names):
            place |= kind
    return place
