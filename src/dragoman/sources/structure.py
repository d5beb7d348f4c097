"""What a line is by its place: echoed video titles, blurbs, captions beside credits, link lists, heads, subheads.

Furniture made of good sentences looks like body; only structure betrays it.  Each rule takes the lines and
the labels so far and fills in labels where there is none, so the order of the rules is their rank.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from dragoman.record import PassageKind
from dragoman.sources.captions import caption_kind, shows_a_picture
from dragoman.sources.datelines import dateline_of
from dragoman.sources.languages import MINIMUM_WORDS, is_plain_english, language_of, other_language, script_of
from dragoman.sources.lines import Line
from dragoman.sources.phrases import phrase_kind

Label = tuple[PassageKind, str]
SUMMARY = "summary point"
STANDFIRST = "line under the headline"
STAMPED = "time and heading of a live entry"
SHOUTED = "shouted title of another article"
Labels = list[Label | None]
_K = PassageKind

_QUOTED_TITLE = re.compile(r"video\b\s?:?\s*['‘’\"“](.+)['’\"”]?\s*$", re.IGNORECASE)
_PIPED_TITLE = re.compile(r"^(?:WATCH|LISTEN|VIDEO|Watch|Video)(?: \w+)?\s?[|:–—]\s?(.+)$")
_DATED_END = re.compile(r"[–—-]\s?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\s*$")
_ITEM = re.compile(r"^(?:[-–—*•·▪►»>]|\d{1,2}[.)])\s+\S")
_LINKED_ITEM = re.compile(r"^(?:[-–—*•·]\s+)?\[[^\]]{8,}\]\([^)]+\)\.?$")
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|Written by|Par|Por|Von)\s+(?:[A-Z][\w.’'-]+|al|de|van|von|bin|and|in|,|&|"
    r"for)(?:[ ,]+(?:[A-Z][\w.’'@-]*|al|de|"
    r"van|von|bin|and|in|&|for|the))*(?:\s*[|·•,–—-]\s*.{2,60})?$"
)
_NAMES = re.compile(
    r"^[A-Z][a-z’'.]+(?:[ -][A-Z][\w’'.-]*){1,3}(?:(?:, | and )[A-Z][a-z’'.]+(?: [A-Z][\w’'.-]*){1,3}){0,4}$"
)
_ROLE = re.compile(
    r"(?:[A-Z][\w ]{0,40})?\b(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Rr]eporting from ?\w*)(?:,? .{0,40})?|"
    r"(?:BBC News|CNN|USA TODAY|Associated Press|Reuters|Fox News|ABC News|CBC News|AFP|AP|NPR|BBC)"
    r"(?:\s?[—–-]|, [A-Z]\w+)?|[Ii]n [A-Z]\w+"
)
_DATED_BYLINE = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}\b.{0,80}[|·•].{0,60}"
    r"(?:\b(?:19|20)\d\d\b|\d ?min\.?(?:ute)?s?\b.?read).{0,60}"
)
_STAMP = re.compile(r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?\b\s+\S")
_SPEAKER = re.compile(r"(?:Q|A|[A-Z][A-Z .’'-]{2,30})(?: ?\([^)]{2,40}\))?\s?:")
_SUMMARY = re.compile(r"(?:Story highlights|Key points|In short|At a glance|Summary)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\"”’']?$")
_STATED_END = re.compile(r"[.,;:…][\"”’')]*$")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_STOPS = "the and for with from that this his her its are was were has have will says said after amid over"
_STOP = frozenset(_STOPS.split(" "))
_HEAD_LINES = 12
"""How many lines from the top a headline, byline or date line may stand."""
_HEADLINE_WORDS = 28
_SUBHEAD_WORDS = 14
_NAMED_BELOW = 2
"""Words of a title that must come again below it for it to be the title of what stands there."""


def label_lines(lines: Sequence[Line], kinds: Labels) -> None:
    """Fill in what every line is, rule after rule; lines that no rule claims stay None (they are body)."""
    rules: tuple[Callable[[Sequence[Line], Labels], None], ...] = (
        _phrases,
        _videos,
        _audio,
        _captions,
        _foreign,
        _link_lists,
        _bylines,
        _head,
        _subheads,
    )
    for rule in rules:
        rule(lines, kinds)


def _phrases(lines: Sequence[Line], kinds: Labels) -> None:
    """Set phrases of news pages."""
    for at, line in enumerate(lines):
        if kinds[at] is None:
            kinds[at] = phrase_kind(line.text)


def _videos(lines: Sequence[Line], kinds: Labels) -> None:
    """A video player's title, its echo and its blurb."""
    for at, line in enumerate(lines):
        kind = kinds[at]
        if kind is None or kind[0] is not _K.VIDEO_PROMO:
            continue
        title = _QUOTED_TITLE.search(line.text)
        if title:
            _echo(lines, kinds, at, title[1])
            continue
        piped = _PIPED_TITLE.match(line.text)
        if piped:
            _watched(lines, kinds, at, piped[1])


def _echo(lines: Sequence[Line], kinds: Labels, at: int, title: str) -> None:
    """Label the title repeated under a player, and the blurb in the same block."""
    after = at + 1
    if after >= len(lines) or _plain(lines[after].text) != _plain(title):
        return
    kinds[after] = (_K.VIDEO_PROMO, "echoed video title")
    blocked = _blocked(lines)
    for blurb in range(after + 1, len(lines)):
        dated = _DATED_END.search(lines[blurb].text) is not None and blurb == after + 1
        if not dated and not (blocked and lines[blurb].block == lines[after].block):
            return
        kinds[blurb] = (_K.VIDEO_PROMO, "blurb under a video title")


def _watched(lines: Sequence[Line], kinds: Labels, at: int, title: str) -> None:
    """Label the second title and the blurb that follow a line such as "WATCH | …:"."""
    if not title.rstrip().endswith(":"):
        return
    head, blurb = at + 1, at + 2
    if blurb >= len(lines) or kinds[head] is not None or not _titled(lines[head], _HEADLINE_WORDS):
        return
    shared = _content(lines[blurb].text) & (_content(title) | _content(lines[head].text))
    # The blurb tells of what the two titles name; a section of the article under a subhead shares less with both.
    if len(shared) < 3 or not _content(lines[blurb].text) & _content(title):
        return
    kinds[head] = (_K.VIDEO_PROMO, "title under a video link")
    if kinds[blurb] is None:
        kinds[blurb] = (_K.VIDEO_PROMO, "blurb under a video title")


def _audio(lines: Sequence[Line], kinds: Labels) -> None:
    """Everything short between two parts of an audio player."""
    parts = [at for at, kind in enumerate(kinds) if kind is not None and kind[0] is _K.AUDIO_BLURB]
    for first, last in pairwise(parts):
        if last - first > 4:
            continue
        for at in range(first + 1, last):
            if kinds[at] is None and lines[at].words <= 8 and not lines[at].closed:
                kinds[at] = (_K.AUDIO_BLURB, "inside an audio player")


def _captions(lines: Sequence[Line], kinds: Labels) -> None:
    """Captions and credits, then the descriptions that stand beside them."""
    for at, line in enumerate(lines):
        if kinds[at] is None:
            kinds[at] = caption_kind(line)
    blocked = _blocked(lines)
    for at, line in enumerate(lines[:-1]):
        below = kinds[at + 1]
        if kinds[at] is not None or below is None:
            continue
        beside = lines[at + 1]
        if below[0] is _K.CAPTION and line.words <= 40:
            repeated = _plain(beside.text).startswith(_plain(line.text))
            alone = blocked and line.block == beside.block and (at == 0 or lines[at - 1].block != line.block)
            if repeated or (alone and shows_a_picture(line, named=False)):
                kinds[at] = (_K.CAPTION, "description above a caption")
        elif below[1] == "credit alone" and shows_a_picture(line, named=True) and line.words >= 5:
            kinds[at] = (_K.CAPTION, "line above a photo credit")


def _foreign(lines: Sequence[Line], kinds: Labels) -> None:
    """Lines in another script than the text, and a tail in another language."""
    body = " ".join(line.text for at, line in enumerate(lines) if kinds[at] is None)
    main = script_of(body)
    language = language_of(body)
    _outer_script(lines, kinds, main, range(len(lines) - 1, 0, -1))
    _outer_script(lines, kinds, main, range(len(lines)))
    for at in range(1, len(lines)):
        above, kind = kinds[at - 1], kinds[at]
        if kind is not None and kind[0] is _K.FOREIGN and above is not None and above[0] is _K.FORM:
            kinds[at] = (_K.FORM, "goes on with a form")
    _other_languages(lines, kinds, language)


def _other_languages(lines: Sequence[Line], kinds: Labels, language: str | None) -> None:
    """Paragraphs in another language than most of the text, wherever they stand; short lines tell nothing."""
    long = [at for at, line in enumerate(lines) if at and kinds[at] is None and line.words >= MINIMUM_WORDS]
    if language == "en":
        long = [at for at in long if not is_plain_english(lines[at].text)]
    told = {at: other for at in long if (other := language_of(lines[at].text)) is not None}
    if language is None:
        words: Counter[str] = Counter()
        for at, other in told.items():
            words[other] += lines[at].words
        language = max(sorted(words), key=words.__getitem__, default=None)
    for at in told if language is not None else ():
        if other_language(lines[at].text, language) is not None:
            kinds[at] = (_K.FOREIGN, "in another language than the text")


def _outer_script(lines: Sequence[Line], kinds: Labels, main: str | None, order: range) -> None:
    """Label lines in another script from one end of the text inwards, up to the first line in its own."""
    for at in order:
        script = script_of(lines[at].text) if kinds[at] is None else None
        if script is None:
            continue
        if main is None or script == main or _mixed_east_asian(script, main):
            return
        kinds[at] = (_K.FOREIGN, "another script than the text")


def _link_lists(lines: Sequence[Line], kinds: Labels) -> None:
    """Runs of headlines of other articles: linked bullets, bullets after a heading of links, shouted titles."""
    for at, line in enumerate(lines):
        if kinds[at] is not None:
            continue
        above = kinds[at - 1] if at else None
        if _LINKED_ITEM.match(line.text):
            kinds[at] = (_K.RELATED, "line that is only a link")
        elif above is not None and above[0] is _K.RELATED and _ITEM.match(line.text) and not line.closed:
            kinds[at] = (_K.RELATED, "item in a list of links")
        elif at and _is_shouted(line) and not _opens_section(lines, at):
            kinds[at] = (_K.RELATED, SHOUTED)
    _tail_list(lines, kinds)


def _is_shouted(line: Line) -> bool:
    """Tell whether a line is a title in capitals."""
    return line.text.isupper() and line.words >= 6 and not _STATED_END.search(line.text)


def _opens_section(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a title in capitals is one of the article: what follows goes on about what it names."""
    below = [line for line in lines[at + 1 : at + 4] if not _is_shouted(line)]
    if not below or lines[at + 1] is not below[0] or not below[0].closed:
        return False
    named = _content(lines[at].text)
    return len(named & _content(" ".join(line.text for line in below))) >= min(_NAMED_BELOW, len(named))


def _tail_list(lines: Sequence[Line], kinds: Labels) -> None:
    """A run of three or more bulleted titles among the last lines."""
    run: list[int] = []
    for at in [*range(len(lines)), -1]:
        if at >= 0 and kinds[at] is None and _ITEM.match(lines[at].text) and not lines[at].closed:
            run.append(at)
            continue
        if len(run) >= 3 and run[-1] >= 0.6 * len(lines) and sum(lines[item].words >= 6 for item in run) == len(run):
            for item in run:
                kinds[item] = (_K.RELATED, "list of titles at the end")
        run = []


def _bylines(lines: Sequence[Line], kinds: Labels) -> None:
    """Bylines near the top, also below a standfirst, and the standfirst between headline and byline."""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[at] is not None or line.words > 20:
            continue
        if _BYLINE.match(line.text) or (at and _DATED_BYLINE.fullmatch(line.text)):
            kinds[at] = (_K.BYLINE, "byline")
        elif (dateline := dateline_of(line.text, 0, len(line.text))) and dateline.end == len(line.text):
            kinds[at] = (_K.DATELINE, "dateline in a line of its own")
    byline = next((at for at, kind in enumerate(kinds[:_HEAD_LINES]) if kind is not None and kind[0] is _K.BYLINE), 0)
    above = [at for at in range(byline) if kinds[at] is None]
    if len(above) == 2 and above[1] == above[0] + 1 and _titled(lines[above[0]], _HEADLINE_WORDS):
        kinds[above[0]] = (_K.HEADLINE, "first line that is no sentence")
        kinds[above[1]] = (_K.SUBHEAD, STANDFIRST)


def _head(lines: Sequence[Line], kinds: Labels) -> None:
    """Headline, the line under it, bylines and roles before the first paragraph."""
    headline = next(
        (at for at, kind in enumerate(kinds[:_HEAD_LINES]) if kind is not None and kind[0] is _K.HEADLINE), None
    )
    summary = False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[at] is not None:
            continue
        if _ROLE.fullmatch(line.text) and line.words <= 10:
            kinds[at] = (_K.BYLINE, "reporter's post or outlet")
        elif _NAMES.match(line.text) and _followed_by_byline(lines, kinds, at):
            kinds[at] = (_K.BYLINE, "names above an outlet or date")
        elif headline is not None and _STAMP.match(line.text):
            return
        elif (summary or _SUMMARY.match(line.text)) and _titled(line, _HEADLINE_WORDS):
            kinds[at] = (_K.SUBHEAD, SUMMARY)
            summary = True
        elif headline is None and _titled(line, _HEADLINE_WORDS) and at + 1 < len(lines):
            kinds[at] = (_K.HEADLINE, "first line that is no sentence")
            headline = at
        elif headline is not None and at == headline + 1 and _titled(line, _HEADLINE_WORDS) and line.words > 5:
            kinds[at] = (_K.SUBHEAD, STANDFIRST)
        else:
            return


def _followed_by_byline(lines: Sequence[Line], kinds: Labels, at: int) -> bool:
    """Tell whether an outlet, a post or a date stands right under a line of names."""
    if at + 1 >= len(lines):
        return False
    below = kinds[at + 1]
    dated = below is not None and below[0] in {_K.DATELINE, _K.BYLINE, _K.SYNDICATION}
    return dated or (_ROLE.fullmatch(lines[at + 1].text) is not None and lines[at + 1].words <= 10)


def _subheads(lines: Sequence[Line], kinds: Labels) -> None:
    """Short lines that are no sentence and stand above a paragraph."""
    blocked = _blocked(lines)
    for at, line in enumerate(lines):
        if kinds[at] is not None or not _titled(line, _SUBHEAD_WORDS) or _ITEM.match(line.text):
            continue
        if (
            line.text.endswith("!")
            or _SPEAKER.match(line.text)
            or (_QUESTION.search(line.text) and (line.words > 9 or not blocked))
        ):
            continue
        alone = (at == 0 or lines[at - 1].block != line.block) if blocked else True
        below = next((other for other in range(at + 1, len(lines)) if kinds[other] is None), None)
        prose = below is not None and (lines[below].closed or lines[below].words > _SUBHEAD_WORDS)
        if alone and prose and below is not None and below - at <= 4:
            marked = "marked heading" if line.text.startswith("#") else "short line above a paragraph"
            kinds[at] = (_K.SUBHEAD, STAMPED if _STAMP.match(line.text) else marked)


def _titled(line: Line, longest: int) -> bool:
    """Tell whether a line could be a title: short, begins large, does not end as a sentence."""
    text = line.text.lstrip("#* ")
    if not text or line.words > longest or _STATED_END.search(text.rstrip("* ")):
        return False
    opening = text.lstrip("\"“‘'«(¿¡")
    if not opening or not (opening[0].isupper() or opening[0].isdigit() or not opening[0].isascii()):
        return False
    return not line.closed or _QUESTION.search(text) is not None or text.endswith("!")


def _blocked(lines: Sequence[Line]) -> bool:
    """Tell whether blank lines part the text: without them a block says nothing."""
    return len(lines) > 2 and lines[-1].block >= len(lines) * 0.3


def _plain(text: str) -> str:
    """Fold a title so that its echo matches: case, quotation marks and blanks no longer matter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w\s]", "", folded).split())


def _content(text: str) -> set[str]:
    """Give the content words of a text, cut to a stem of six letters."""
    return {word.casefold()[:6] for word in _WORD.findall(text)} - _STOP


def _mixed_east_asian(script: str, main: str) -> bool:
    """Tell whether two scripts belong to one East Asian writing."""
    east = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL"}
    return script in east and main in east
