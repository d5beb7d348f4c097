"""HTML pages: all their visible text, the article found in it, and every character's place in the markup.

The field's extractor says which blocks are the article; the text itself comes from our own scan of the page,
so that nothing is altered, nothing is deleted and every passage leads back into the raw page.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Sequence

from dragoman.errors import SourceEmpty
from dragoman.record import Passage, PassageKind, Segment, Stated
from dragoman.sources.decoding import Decoded, decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.lines import Line, split_lines
from dragoman.sources.mapped import Mapped, Run
from dragoman.sources.markup import Block, Page, Place, scan_page
from dragoman.sources.oddments import MARKUP, unread_markup
from dragoman.sources.pagefacts import facts_of
from dragoman.sources.passages import label_text
from dragoman.sources.phrases import phrase_kind
from dragoman.sources.savedmarks import saved_marks
from dragoman.sources.stopped import scripted_article, stopped_by
from dragoman.sources.structure import SHOUTED, Label, Labels, label_lines

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding\s*=\s*[\"']([\w.-]+)",
    re.IGNORECASE,
)
_GAP = "\n\n"
_WORDS = re.compile(r"[^\W_]+")
_LONGEST_FOR_EXTRACTOR = 4_000_000
"""Characters of markup beyond which a page is no article page and the extractor would take minutes."""
_SENTENCE = re.compile(r"(?<=[.!?…。])\s+")
_SHORTEST_SENTENCE = 20
"""Letters of a sentence that is looked for by itself; shorter ones stand in many places of a page."""
_K = PassageKind
_STUB_WORDS = 150
"""Words below which a page may be a stub: a wall before the article, an error, a page that its scripts fill."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What the place of a block says it is, in order; the first that fits decides.
_OUTSIDE: tuple[tuple[Place, PassageKind, str], ...] = (
    (Place.HIDDEN, _K.OTHER_FURNITURE, "hidden on the page"),
    (Place.CAPTION, _K.CAPTION, "html caption"),
    (Place.CREDIT, _K.PHOTO_CREDIT, "html credit"),
    (Place.CORRECTION, _K.CORRECTION, "html correction"),
    (Place.NOTE, _K.EDITORS_NOTE, "html note"),
    (Place.COMMENT, _K.FORM, "html comments"),
    (Place.NAVIGATION, _K.OTHER_FURNITURE, "html navigation"),
    (Place.ADVERT, _K.ADVERT, "html advert"),
    (Place.RELATED, _K.RELATED, "html related links"),
    (Place.FIGURE, _K.CAPTION, "html figure"),
    (Place.BYLINE, _K.BYLINE, "html byline"),
    (Place.TIME, _K.DATELINE, "html time"),
    (Place.SHARE, _K.FORM, "html sharing or sign-up"),
    (Place.FORM, _K.FORM, "html form"),
    (Place.AUDIO, _K.AUDIO_BLURB, "html audio player"),
    (Place.VIDEO, _K.VIDEO_PROMO, "html video player"),
    (Place.ASIDE, _K.RELATED, "html aside"),
)
# Within what the extractor took for the article, only these places are believed against it.
_INSIDE = frozenset({_K.CAPTION, _K.PHOTO_CREDIT, _K.CORRECTION, _K.EDITORS_NOTE})
_HEADING: Label = (_K.SUBHEAD, "html heading")
_NO_SUBHEAD = frozenset({_K.FORM, _K.ADVERT, _K.RELATED})
"""What a heading in the article may be by its set phrase: "Subscribe to continue reading", "Related"."""
_NOT_ARTICLE: Label = (_K.OTHER_FURNITURE, "outside the article")


def read_page(data: bytes, address: str, *, charset: str | None = None) -> Extracted:
    """Take the text of a page out of its markup.

    Args:
        data: The page's bytes.
        address: What it was given as.
        charset: The encoding that the sender named, if any.

    Raises:
        SourceEmpty: If the page shows no text.
        SourceNotText: If its encoding cannot be told.
    """
    decoded = decode_page(data, address, charset)
    page = scan_page(decoded.text)
    try:
        shown = page_from_markup(decoded.text, address, encoding=decoded.encoding, page=page)
    except SourceEmpty:
        hidden = scripted_article(decoded.text)
        if hidden is None:
            raise
        return _scripted(hidden, decoded, Extracted("", facts=facts_of(page)))
    words = _article_words(shown)
    if words < _STUB_WORDS:
        hidden = scripted_article(decoded.text)
        if hidden is not None and len(hidden.text.split()) > 2 * words:
            return _scripted(hidden, decoded, shown)
        heads = [shown.text[p.start : p.end] for p in shown.passages or () if p.kind is _K.HEADLINE]
        stopped = stopped_by(page.title, heads)
        if stopped is not None:
            remedy = "Open it in a browser, go on to the article, and save that; or paste its text into a file."
            raise SourceEmpty(stopped, item=address, remedy=remedy)
    if not words and MARKUP.match(decoded.text) and "<html" not in decoded.text[:4_000].casefold():
        raise unread_markup(address)
    return shown


def _article_words(page: Extracted) -> int:
    """Count the words of the article on a page."""
    return sum(len(page.text[p.start : p.end].split()) for p in page.passages or () if p.kind is _K.BODY)


def _scripted(hidden: Mapped, decoded: Decoded, shown: Extracted) -> Extracted:
    """Make the extract of an article that the page does not show but has for its scripts and for search engines."""
    passages, origin = label_text(hidden.text, {}), hidden.segments()
    return Extracted(hidden.text, "text/html", decoded.encoding, shown.facts, passages, origin, None, shown.obtained)


def page_from_markup(raw: str, address: str, *, encoding: str = "utf-8", page: Page | None = None) -> Extracted:
    """Take the text of a page out of decoded markup.

    Args:
        raw: The markup.
        address: What it was given as.
        encoding: How its bytes were encoded.
        page: What was scanned of it, where it has been scanned already.

    Raises:
        SourceEmpty: If the page shows no text.
    """
    page = page or scan_page(raw)
    if not any(block.length for block in page.blocks):
        raise SourceEmpty("the page shows no text", item=address, remedy="Save it once it has loaded, or as text.")
    text, starts = _assemble(page.blocks)
    facts = facts_of(page)
    inside = _in_article(page.blocks, _article_lines(raw))
    passages = _passages(text, page, starts, inside)
    origin = _origin(page.blocks, starts)
    address_saved, obtained = saved_marks(raw)
    if address_saved is not None:
        facts.setdefault("canonical", Stated(value=address_saved, rule="mark of the program that saved the page"))
    return Extracted(text, "text/html", encoding, facts, passages, origin, None, obtained)


def shown_text(raw: str) -> Mapped:
    """Give all that a page shows, in blocks, mapped to its markup."""
    blocks = scan_page(raw).blocks
    text, starts = _assemble(blocks)
    runs = [
        Run(start + run.start, start + run.start + run.length, run.raw_start, run.raw_end)
        for block, start in zip(blocks, starts, strict=True)
        for run in block.runs
    ]
    return Mapped(text, tuple(runs))


def decode_page(data: bytes, address: str, charset: str | None = None) -> Decoded:
    """Decode a page by its sender's or its own word where that holds, else by its look."""
    named = [charset] if charset else []
    found = _CHARSET.search(data[:4096])
    if found:
        named.append((found[1] or found[2]).decode("ascii"))
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for name in named:
            # Pages that say Latin-1 mean cp1252, as browsers read them; UTF-16 cannot be declared in ASCII.
            encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name.lower(), name)
            if encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf-7")):
                continue
            try:
                return Decoded(data.decode(encoding), encoding.lower())
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    return decode(data, address)


def _assemble(blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """Join blocks into one text; give it with each block's first character."""
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for block in blocks:
        starts.append(at)
        parts.append(block.text)
        at += block.length + len(_GAP)
    return _GAP.join(parts), starts


def _origin(blocks: Sequence[Block], starts: Sequence[int]) -> tuple[Segment, ...]:
    """Give the way back into the markup."""
    return tuple(
        Segment.model_construct(
            start=start + run.start,
            end=start + run.start + run.length,
            raw_start=run.raw_start,
            raw_end=run.raw_end,
            page=None,
            paragraph=None,
        )
        for block, start in zip(blocks, starts, strict=True)
        for run in block.runs
    )


def _article_lines(raw: str) -> list[str]:
    """Let the extractor say which lines are the article; none where it finds none or gives up."""
    if len(raw) > _LONGEST_FOR_EXTRACTOR:
        return []
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import, only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(raw, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - a parser of hostile input may raise anything; the page is then told by its places
        return []
    text = getattr(found, "text", None)
    return [line for line in text.split("\n") if line.strip()] if isinstance(text, str) else []


def _in_article(blocks: Sequence[Block], lines: Sequence[str]) -> list[bool]:
    """Tell for each block whether the extractor's lines cover it, by ordered search on letters and digits."""
    keys = ["".join(_WORDS.findall(block.text)).casefold() for block in blocks]
    starts: list[int] = []
    at = 0
    for key in keys:
        starts.append(at)
        at += len(key)
    joined = "".join(keys)
    covered = [0] * len(blocks)
    cursor = 0
    for line in lines:
        place, key = _find(joined, line, cursor)
        if place >= 0:
            cursor = place + len(key)
            _cover(covered, starts, place, cursor)
            continue
        # The extractor may join what stands apart on the page: its sentences are then looked for one by one.
        for sentence in _SENTENCE.split(line):
            place, key = _find(joined, sentence, cursor)
            if place >= 0 and len(key) >= _SHORTEST_SENTENCE:
                cursor = place + len(key)
                _cover(covered, starts, place, cursor)
    return [bool(key) and cover >= 0.5 * len(key) for key, cover in zip(keys, covered, strict=True)]


def _find(joined: str, words: str, cursor: int) -> tuple[int, str]:
    """Find words in the page's letters and digits, first behind the last find; -1 where they are not."""
    key = "".join(_WORDS.findall(words)).casefold()
    if not key:
        return -1, key
    place = joined.find(key, cursor)
    return (place if place >= 0 else joined.find(key)), key


def _cover(covered: list[int], starts: Sequence[int], start: int, end: int) -> None:
    """Count the letters of each block between two places."""
    block = max(0, bisect_right(starts, start) - 1)
    while block < len(starts) and starts[block] < end:
        stop = starts[block + 1] if block + 1 < len(starts) else end
        covered[block] += max(0, min(end, stop) - max(start, starts[block]))
        block += 1


def _passages(text: str, page: Page, starts: Sequence[int], inside: Sequence[bool]) -> tuple[Passage, ...]:
    """Label every line of the page's text."""
    lines = split_lines(text)
    owners = [bisect_right(starts, line.start) - 1 for line in lines]
    known = any(inside)
    kinds: Labels = [_by_place(page.blocks[owner], inside=inside[owner], known=known) for owner in owners]
    for at, kind in enumerate(kinds):
        if kind == _HEADING:
            said = phrase_kind(lines[at].text)
            kinds[at] = said if said is not None and said[0] in _NO_SUBHEAD else kind
    _headline(page, lines, owners, kinds)
    told = list(kinds)
    label_lines(lines, kinds)
    passages: list[Passage] = []
    for line, kind, before, owner in zip(lines, kinds, told, owners, strict=True):
        label = kind or (_K.BODY, "article")
        if label[1] == SHOUTED and inside[owner] and page.blocks[owner].linked < 0.5 * page.blocks[owner].length:
            label = (_K.SUBHEAD, "short line above a paragraph")
        # The extractor and the headings of the page know better than the look of a line what is a headline.
        if before is None and label[0] is _K.HEADLINE:
            label = (_K.SUBHEAD, "html heading") if page.blocks[owner].tag in _HEADINGS else (_K.BODY, "article")
        passages.append(Passage.model_construct(kind=label[0], start=line.start, end=line.end, rule=label[1]))
    return tuple(passages)


def _by_place(block: Block, *, inside: bool, known: bool) -> Label | None:
    """Say what a block is by its place on the page; None leaves it to its words."""
    if inside and block.tag in _HEADINGS:
        return _HEADING
    for place, kind, rule in _OUTSIDE:
        if block.place & place and (not inside or kind in _INSIDE):
            return kind, rule
    if inside:
        return None
    if block.length and block.linked >= 0.8 * block.length:
        return _K.RELATED, "html link"
    if known or block.tag not in {"p", "li", "blockquote"} or block.length < 80:
        return _NOT_ARTICLE
    return None


def _headline(page: Page, lines: Sequence[Line], owners: Sequence[int], kinds: Labels) -> None:
    """Find the page's headline: the heading that its title repeats, else the first of the highest order."""
    titles = {_key(page.title)} | {_key(m.get("content", "")) for m in page.metas if m.get("property") == "og:title"}
    first = [
        at for at, owner in enumerate(owners) if page.blocks[owner].tag == "h1" and not _hidden(page.blocks[owner])
    ]
    named = [
        at
        for at, owner in enumerate(owners)
        if page.blocks[owner].tag in _HEADINGS
        and len(_key(lines[at].text)) >= 12
        and any(_key(lines[at].text) in title for title in titles if title)
    ]
    chosen = named[:1] or first[:1]
    for at in chosen:
        kinds[at] = (_K.HEADLINE, "html heading that the page's title repeats" if named else "first html h1")


def _hidden(block: Block) -> bool:
    """Tell whether a block is hidden or belongs to the site's own head and foot."""
    return bool(block.place & (Place.HIDDEN | Place.NAVIGATION))


def _key(text: str) -> str:
    """Fold a title for comparison."""
    return "".join(_WORDS.findall(text)).casefold()
