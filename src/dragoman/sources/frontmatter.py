"""Front matter: a short block of "Key: value" lines between lines of dashes at the top of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.record import Stated

_FENCE = re.compile(r"-{3,}[ \t]*(?:\r\n|\n|\r)")
# Blanks around the value are stripped afterwards: a pattern that looked for them would try every split of a long run.
_PAIR = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}):([^\r\n]*)(?:\r\n|\n|\r)")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"-{3,}[ \t]*(?=\r|\n|$)")
_LONGEST = 40
RULE = "front matter"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block's range in the text and its values by folded key, each with its place."""

    start: int
    end: int
    values: dict[str, Stated]


def front_matter(text: str) -> FrontMatter | None:
    r"""Read the block at the top of a text; None if there is none.

    Example:
        >>> front_matter("---\nOutlet: The Strait Courier\n---\nTalks resume\n").values["outlet"].value
        'The Strait Courier'
    """
    start = 1 if text.startswith("\ufeff") else 0
    fence = _FENCE.match(text, start)
    if fence is None:
        return None
    at = fence.end()
    values: dict[str, Stated] = {}
    for _ in range(_LONGEST):
        close = _CLOSE.match(text, at)
        if close is not None:
            return FrontMatter(start, close.start() + len(close[0].rstrip()), values) if values else None
        pair = _PAIR.match(text, at) or _BLANK.match(text, at)
        if pair is None:
            return None
        if pair.re is _PAIR:
            value = pair[2].strip().strip("\"'")
            if value:
                low = pair.start(2) + pair[2].index(value)
                values[pair[1].strip().casefold()] = Stated(value=value, rule=RULE, start=low, end=low + len(value))
        at = pair.end()
    return None
