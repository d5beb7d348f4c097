"""Passages: every visible character of a text in exactly one run that says what it is on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.record import Passage, PassageKind
from dragoman.sources.frontmatter import front_matter
from dragoman.sources.lines import Line, split_lines
from dragoman.sources.structure import Label, Labels, label_lines

_BODY: Label = (PassageKind.BODY, "")
_OPENS_SMALL = re.compile(r"[\"“‘'(]?[a-z]")


def label_passages(text: str) -> tuple[Passage, ...]:
    r"""Label every passage of a text; nothing is taken out.

    Passages are in order, do not overlap, begin and end on a visible character, and hold every visible
    character of the text.  A body passage is one paragraph; a text without paragraph breaks is one passage.

    Example:
        >>> [str(passage.kind) for passage in label_passages("Talks resume\n\nThe two sides met on Tuesday.")]
        ['headline', 'body']
    """
    matter = front_matter(text)
    lines = split_lines(text)
    kinds: Labels = [None] * len(lines)
    article = 0
    while matter is not None and article < len(lines) and lines[article].start < matter.end:
        article += 1
    rest, labels = lines[article:], kinds[article:]
    label_lines(rest, labels)
    passages = list(_joined(rest, labels))
    if matter is not None:
        kind = PassageKind.OTHER_FURNITURE
        passages.insert(0, Passage(kind=kind, start=matter.start, end=matter.end, rule="front matter"))
    return tuple(passages)


def _joined(lines: Sequence[Line], kinds: Labels) -> list[Passage]:
    """Join lines that are one paragraph, or one run of the same furniture within a block."""
    wrapped = _wrap_width(lines)
    passages: list[Passage] = []
    for at, line in enumerate(lines):
        kind, rule = kinds[at] or _BODY
        above = lines[at - 1] if at else None
        if (
            above is not None
            and above.block == line.block
            and passages
            and (passages[-1].kind, passages[-1].rule) == (kind, rule)
        ):
            joins = kind is not PassageKind.BODY or _continues(above, line, wrapped)
            if joins:
                passages[-1] = passages[-1].model_copy(update={"end": line.end})
                continue
        passages.append(Passage(kind=kind, start=line.start, end=line.end, rule=rule))
    return passages


def _continues(above: Line, line: Line, wrapped: int) -> bool:
    """Tell whether a body line goes on with the paragraph of the line above it."""
    if wrapped and len(above.text) + len(line.text.split(" ", 1)[0]) >= wrapped - 8:
        return True
    return not above.closed and (_OPENS_SMALL.match(line.text) is not None)


def _wrap_width(lines: Sequence[Line]) -> int:
    """Give the width that a text was wrapped at by hand or program; 0 where it was not."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 4 or lengths[-1] > 120 or lengths[-1] < 40:
        return 0
    width = lengths[-max(1, len(lengths) // 10)]
    full = sum(length >= width - 14 for length in lengths)
    return width if full >= 0.4 * len(lengths) else 0
