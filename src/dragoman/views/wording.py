"""The source's own words for what is said: an exact slice of the quote that is safe to stand alone.

A reader gives `content`, the heart of a statement.  Cut out of its sentence, a heart can lie: "host foreign
military bases" stands inside "we will not host foreign military bases", and "tried to strike" inside "rejects
the claim that it tried to strike".  So the slice is always whole sentences, or a whole quotation; only plain
attribution ("…, she told reporters on Tuesday") is taken off its edges, and never from its middle.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from dragoman.record import Statement

_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bLt)(?<!\bCol)"
    r"(?<!\b[A-Z])[.!?…][”\"’»)\]]*\s+(?=[“\"‘«(\[]?[^\Wa-z_])"
)
_SAID = r"(?:said|says|say|told|tells|added|adds|adding|saying|stated|continued|noted)"
_WORD = r"[^\W\d_][\w.’'-]*"
_WHO = rf"(?:(?!that\b|which\b|who\b|if\b|but\b|not\b){_WORD}\s+){{1,9}}?"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|earlier|later|then)"
_WHEN = (
    rf"(?:\s+(?:{_DAY}|reporters|journalists|lawmakers|state\s+media|the\s+BBC|CNN|Reuters|AFP|AP))*"
    r"(?:,?\s+(?:on|in|at|after|during|late|early|earlier|later|from|via|through|to|following)\b[^,;.”\"]*){0,2}"
)
_TAIL = re.compile(
    rf"(?:,[”\"»]?|[”\"»])\s+(?:{_WHO}{_SAID}\b{_WHEN}|{_SAID}\s+{_WHO[:-1]}{_WHEN}|according to\b[^,;”\"]*)"
    rf"(?:,\s*(?:adding|saying)\b)?[.]?\s*$"
)
_HEAD = re.compile(
    rf"^{_WHO}{_SAID}(?:(?:\s+(?:reporters|journalists|lawmakers))?\s+that|,\s+(?:adding|saying)(?:\s+that)?)\s+(?=\S)"
)
_JOINT = re.compile(
    r"^(?:and\s+|but\s+|adding\s+|added\s+|saying\s+|said\s+|that\s+(?=(?:the|a|an|he|she|it|they|we|there|its|his|"
    r"her|their|no|any)\b|[“\"]|[A-Z]))+"
)
"""What joins a clause to the sentence it was cut from, and says nothing by itself."""
_DATELINE = re.compile(
    r"^[A-Z][A-Z.'’ -]{2,30}(?:,\s+[A-Z][a-z]+\.?(?:\s+\d{1,2})?)?(?:\s+\([\w .]+\))?\s+[-–—]{1,2}\s+(?=[“\"A-Z])"
)
"""`ISTANBUL, March 29 (Agency) - ` before the first sentence of a wire story."""
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\((?:https?:/)?/[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
"""Words that are a link in Markdown, with where it leads."""
_LEAST_LEFT = 15
_MOST_WORDS = 60
_MARKS = tuple('“”„«»"')
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ('"', '"'))


def wording(statement: Statement) -> str:
    """Give the words to show for a statement: whole sentences of its quote, without attribution at the edges."""
    return _worded(statement.quote, statement.content)


@lru_cache(maxsize=4_000)
def _worded(quote: str, content: str) -> str:
    """Give the words to show for a quote with its heart; kept, because every view asks for the same ones."""
    start, end = _sentences_with(quote, content)
    start, end = _without_attribution(quote, start, end)
    return _tidy(quote[start:end])


def without_links(words: str) -> str:
    """Give words without the addresses that a page in Markdown puts behind them.

    Example:
        >>> without_links("[Donald Trump](https://example.org/t) said Tuesday")
        'Donald Trump said Tuesday'
    """
    return _LINK.sub(r"\1", words)


def in_marks(words: str) -> str:
    """Set words in quotation marks; the words themselves, and the marks within them, stay what the source has.

    A no-break space keeps two marks apart that would meet.
    """
    opening = "\N{NO-BREAK SPACE}" if words[:1] in _MARKS else ""
    closing = "\N{NO-BREAK SPACE}" if words[-1:] in _MARKS else ""
    return f"“{opening}{words}{closing}”"


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the places of the sentences of a quote, in order, covering all of it."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _sentences_with(quote: str, content: str) -> tuple[int, int]:
    """Give the whole quote if it is short, else the sentences in which the heart of it stands."""
    at = quote.find(content) if content else -1
    if at < 0 or len(quote.split()) <= _MOST_WORDS:
        return 0, len(quote)
    held = [place for place in sentences(quote) if place[0] < at + len(content) and at < place[1]]
    return held[0][0], held[-1][1]


def _without_attribution(quote: str, start: int, end: int) -> tuple[int, int]:
    """Take plain attribution off the edges of a slice, unless that leaves too little."""
    tail = _TAIL.search(quote[start:end])
    if tail is not None and tail.start() >= 20 and "\n" not in tail.group().strip():
        end = start + tail.start()
    head = _HEAD.match(quote[start:end])
    if head is not None and end - start - head.end() >= 20:
        start += head.end()
    return start, end


def _tidy(words: str) -> str:
    """Take a dateline, blanks, stray marks at the edges and a closing full stop off, and join lines."""
    words = _DATELINE.sub("", " ".join(without_links(words).split())).strip(" ,;:—–-")
    words = words.removesuffix(".") if not words.endswith(("..", "U.S.", "U.N.")) else words
    for opening, closing in _PAIRS:
        if words.startswith(opening) and words.endswith(closing) and words.count(closing) == 1 + (opening == closing):
            words = words[1:-1]
        elif words.startswith(opening) and words.count(opening) > words.count(closing):
            words = words[1:]
        elif words.endswith(closing) and words.count(closing) > words.count(opening):
            words = words[:-1]
    return _without_joint(words.strip(" ,;:—–-").removesuffix("."))


def _without_joint(words: str) -> str:
    """Take the joint off the front of a clause, unless that leaves too little."""
    joint = _JOINT.match(words)
    if joint is None or len(words) - joint.end() < _LEAST_LEFT:
        return words
    return words[joint.end() :]
