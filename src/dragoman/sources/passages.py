"""Passages: every visible character of a text in exactly one run that says what it is on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.record import Passage, PassageKind
from dragoman.sources.frontmatter import front_matter
from dragoman.sources.lines import Line, split_lines, unwrapped
from dragoman.sources.structure import Label, Labels, label_lines

_APART = frozenset({PassageKind.HEADLINE, PassageKind.SUBHEAD})
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
    return label_text(text, {})


def label_text(text: str, preset: Mapping[int, Label]) -> tuple[Passage, ...]:
    """Label a text of whose lines some are known already, by where they start: a format's headings, running heads."""
    matter = front_matter(text)
    top = matter.end if matter is not None else 0
    lines = unwrapped(text, [line for line in split_lines(text) if line.start >= top], apart=preset)
    kinds: Labels = [preset.get(line.start) for line in lines]
    label_lines(lines, kinds)
    passages = _joined(lines, kinds)
    if matter is not None:
        kind = PassageKind.OTHER_FURNITURE
        passages.insert(0, Passage(kind=kind, start=matter.start, end=matter.end, rule="front matter"))
    return tuple(passages)


def _joined(lines: Sequence[Line], kinds: Labels) -> list[Passage]:
    """Join lines that are one paragraph, or one run of the same furniture within a block."""
    passages: list[Passage] = []
    for at, line in enumerate(lines):
        kind, rule = kinds[at] or _BODY
        above = lines[at - 1] if at else None
        if above is not None and above.block == line.block and (passages[-1].kind, passages[-1].rule) == (kind, rule):
            broken = not above.closed and _OPENS_SMALL.match(line.text) is not None
            if kind not in _APART and (kind is not PassageKind.BODY or broken):
                passages[-1] = passages[-1].model_copy(update={"end": line.end})
                continue
        passages.append(Passage(kind=kind, start=line.start, end=line.end, rule=rule))
    return passages
