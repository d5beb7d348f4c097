"""Passages: every visible character of a text in exactly one run that says what it is on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.record import Passage, PassageKind
from dragoman.sources.frontmatter import front_matter
from dragoman.sources.languages import script_of
from dragoman.sources.lines import Line, split_lines, unwrapped
from dragoman.sources.structure import STAMPED, STANDFIRST, SUMMARY, Label, Labels, label_lines

LEARNED = "learned: unlike the lines of an article"
# Fewer lines have no neighbours to judge by; more are no page, and would take the model minutes.
_FEWEST_LINES, _MOST_LINES = 6, 5_000
_SENTENCE_WORDS = 10
# Lines less likely than this are doubtful; a text with so large a share of them is a scrape of a whole page.
_DOUBTFUL, _SCRAPE_SHARE = 0.3, 0.15
# For a few words, for other lines and for long sentences: the more words there are, the surer it must be to take them
# out.  What the limits cost and gain on unseen sites is in training/passages.md.
_FEW_WORDS = 3
_UNLIKELY_WORDS, _UNLIKELY_LINE, _UNLIKELY_SENTENCE = 0.5, 0.3, 0.05
_IN_AN_ARTICLE = 0.2
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
    _second_opinion(lines, kinds)
    passages = _joined(lines, kinds)
    if matter is not None:
        kind = PassageKind.OTHER_FURNITURE
        passages.insert(0, Passage(kind=kind, start=matter.start, end=matter.end, rule="front matter"))
    return tuple(passages)


def _second_opinion(lines: Sequence[Line], kinds: Labels) -> None:
    """Label as furniture the lines that no rule knows and that look unlike any article's."""
    if not asks_the_model(lines):
        return
    from dragoman.sources.linemodel import content_chances  # noqa: PLC0415 - needs numpy, which short texts need not

    take_out(lines, kinds, content_chances(lines, kinds).tolist())


def asks_the_model(lines: Sequence[Line]) -> bool:
    """Tell whether a text is one for the learned opinion: of some length, in the script that it was learned in."""
    few = not _FEWEST_LINES <= len(lines) <= _MOST_LINES
    return not few and script_of(" ".join(line.text for line in lines[:200])) == "LATIN"


def take_out(lines: Sequence[Line], kinds: Labels, chances: Sequence[float]) -> None:
    """Label as furniture the lines whose chance to be part of the article is too small.

    A text of whose lines many do not look like an article's is a scrape of a whole page; an article that was saved as
    text has hardly any, and there a mistake costs more than it gains.
    """
    whole_page = sum(chance < _DOUBTFUL for chance in chances) >= _SCRAPE_SHARE * len(chances)
    for at, chance in enumerate(chances):
        kind = kinds[at]
        if kind is not None and (kind[0] is not PassageKind.SUBHEAD or kind[1] in {SUMMARY, STAMPED, STANDFIRST}):
            continue
        limit = _limit(lines[at])
        if chance < (limit if whole_page else min(limit, _IN_AN_ARTICLE)):
            kinds[at] = (PassageKind.OTHER_FURNITURE, LEARNED)


def _limit(line: Line) -> float:
    """Give the chance below which a line is taken for furniture."""
    if line.closed and line.words >= _SENTENCE_WORDS:
        return _UNLIKELY_SENTENCE
    return _UNLIKELY_WORDS if line.words <= _FEW_WORDS else _UNLIKELY_LINE


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
