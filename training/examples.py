"""Articles to training examples: windows of pieces with the labels of every head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from tokenizers import Tokenizer

from corpora import Article, Attribution, short_name, who_acts
from dragoman.reading.judging import Asked, statement_window
from dragoman.reading.layout import ACTS, ISSUES
from dragoman.reading.windows import Window, text_lines, windows_of

IGNORE = -100
SHORTEST, LONGEST = 40, 500
"""Code points of an attribution that stands for a statement on no issue."""


@dataclass(slots=True)
class Example:
    """One window with labels; a head whose list is empty is not trained by it."""

    window: Window
    tags: dict[str, list[int]] = field(default_factory=dict)  # head -> O/B/I or O/I by piece
    kind: tuple[int, list[int]] | None = None  # act (IGNORE where it is not known) and issues of a judged statement
    bears: bool | None = None  # whether its article bears on a negotiation
    told: np.ndarray | None = None  # a teacher's scores of acts and issues for it
    links: list[tuple[int, int, int]] = field(
        default_factory=list
    )  # first piece, first piece of its cue, 1 for a source


# Paragraphs of PolNeAR with one of these may well carry a statement; all others are taken to carry none.
BEARING = re.compile(
    r"cease-?fire|truce|peace|\btalks\b|negotiat|treaty|nuclear|\bIran|\bSyria|\bISIS\b|Islamic State|troops|Taliban|"
    r"Israel|Palestin|Russia|Putin|Ukrain|sanction|\bNATO\b|\bwar\b|Korea|\bChin|\btrade\b|hostage|terroris|deal\b|Mexic",
    re.IGNORECASE,
)


def examples_of(
    article: Article, tokenizer: Tokenizer, size: int, sources: Sequence[tuple[int, int]] = ()
) -> list[Example]:
    """Label the windows of one article with all that it is annotated for.

    `sources` are places that a network of stage one reads as sources: they stand in for the actor's
    words where a pronoun or a title, not the name, stands in the statement.
    """
    out = []
    for window in windows_of(article.text, text_lines(article.text), tokenizer, size=size):
        example = Example(window, bears=article.bears)
        if article.attributions is not None:
            _label_attributions(example, article)
        if article.statements is not None:
            _label_statements(example, article, sources)
        out.append(example)
    return out


def judged_examples(
    article: Article, tokenizer: Tokenizer, teacher: Mapping[str, np.ndarray] | None = None
) -> list[Example]:
    """Give each statement of an article as the encoder judges it: alone, after the name of who acts."""
    out = []
    for statement in article.statements or ():
        asked = Asked(int(str(statement["start"])), int(str(statement["end"])), who_acts(statement))
        act = ACTS.index(str(statement["act"])) if statement["act"] in ACTS else IGNORE
        issues = [ISSUES.index(str(i)) for i in statement["issues"]]  # type: ignore[attr-defined]
        told = (teacher or {}).get(key_of(article, statement))
        out.append(Example(statement_window(article.text, asked, tokenizer), kind=(act, issues), told=told))
    return out


def _label_attributions(example: Example, article: Article) -> None:
    roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for attribution in article.attributions or ():
        cue = _first_piece(example.window, attribution.cue)
        for role in roles:
            spans = getattr(attribution, role)
            roles[role] += spans
            if role == "cue" or cue is None:
                continue
            pieces = [piece for span in spans if (piece := _first_piece(example.window, (span,))) is not None]
            if role == "source":
                pieces = pieces[:1] or [0]  # the class piece stands for "nobody is named"
            example.links += [(piece, cue, int(role == "source")) for piece in pieces]
    for role, spans in roles.items():
        example.tags[role] = _bio(example.window, spans)


def as_negative(example: Example, text: str) -> Example | None:
    """Give a window of another subject with every piece outside statements, or None where that is not sure."""
    places = [(a, b) for a, b in zip(example.window.starts, example.window.ends, strict=True) if a >= 0]
    if not places or BEARING.search(text, places[0][0], places[-1][1]):
        return None
    return replace(example, tags=example.tags | {"statement": _bio(example.window, [])})


def key_of(article: Article, statement: Mapping[str, object]) -> str:
    """Name a statement's place, so that a teacher's scores for it are found again, in a swapped copy too."""
    start, end = statement.get("first_place") or (statement["start"], statement["end"])  # type: ignore[misc]
    return f"{article.name}:{start}:{end}"


def bearing(text: str, attribution: Attribution) -> bool:
    """Tell whether the words of an attribution may well be about a negotiation."""
    return BEARING.search(text, *_reach(attribution)) is not None


def of_no_issue(article: Article, attributions: Sequence[Attribution]) -> Article:
    """Give an article whose attributions are statements of an unknown act on no issue."""
    statements = []
    for attribution in attributions:
        start, end = _reach(attribution)
        if SHORTEST <= end - start <= LONGEST:
            actor = next((short_name(article.text, span) for span in attribution.source), None)
            statements.append({"start": start, "end": end, "act": "none", "issues": [], "actor": actor})
    return replace(article, statements=tuple(statements))


def _reach(attribution: Attribution) -> tuple[int, int]:
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _label_statements(example: Example, article: Article, sources: Sequence[tuple[int, int]]) -> None:
    statements = sorted(article.statements or (), key=lambda s: (s["start"], -int(str(s["end"]))))
    outer: list[tuple[int, int]] = []
    actor: list[tuple[int, int]] = []
    addressee: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    for statement in statements:
        start, end = int(str(statement["start"])), int(str(statement["end"]))
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
        elif start > outer[-1][0]:
            continue  # nested or overlapping: rules read these
        named = _name_places(article.text, start, end, str(statement["actor"] or ""))
        if not named and not statement.get("source"):
            # An unnamed speaker who is not told second-hand is whom the attribution cites.
            named = [span for span in sources if start <= span[0] and span[1] <= end][:1]
        (actor if named else unknown).extend(named or [(start, end)])
        addressee += _name_places(article.text, start, end, str(statement.get("addressee") or ""))
    example.tags["statement"] = _bio(example.window, outer)
    inside = _bio(example.window, outer)
    masked = _bio(example.window, unknown)
    # Outside statements, and where the name is not found in the words, nobody knows the actor's place.
    example.tags["actor"] = [
        IGNORE if not within or hidden else min(tag, 1)
        for tag, within, hidden in zip(_bio(example.window, actor), inside, masked, strict=True)
    ]
    example.tags["addressee"] = [
        IGNORE if not within else min(tag, 1)
        for tag, within in zip(_bio(example.window, addressee), inside, strict=True)
    ]


def _name_places(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    """Find the words of a name in a statement: the whole name, else its last word, else a demonym's stem."""
    if not name:
        return []
    words = name.split()
    for wanted in (name, words[-1], words[0] if len(words) > 1 else ""):
        if len(wanted) < 3 or not wanted[0].isupper():
            continue
        pattern = re.compile(r"\b" + re.escape(wanted) + r"\b")
        places = [match.span() for match in pattern.finditer(text, start, end)]
        if places:
            return places[:1]
    if len(words) == 1 and len(name) > 4:  # Ukraine -> Ukrainian, Russia -> Russian, Israel -> Israeli
        stem = name[:-1] if name[-1] in "aey" else name
        found = re.compile(r"\b" + re.escape(stem) + r"\w{0,5}\b").search(text, start, end)
        return [found.span()] if found else []
    return []


def _pieces(window: Window, start: int, end: int) -> tuple[int, int]:
    """Give the range of pieces that lie in a span of text (both 0 when none do)."""
    inside = [
        at for at, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)) if a >= 0 and a < end and b > start
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _first_piece(window: Window, spans: tuple[tuple[int, int], ...]) -> int | None:
    for start, end in spans:
        low, high = _pieces(window, start, end)
        if high > low:
            return low
    return None


def _bio(window: Window, spans: list[tuple[int, int]]) -> list[int]:
    """Tag pieces: 0 outside, 1 first of a span, 2 further in it; pieces without text are ignored."""
    tags = [0] * len(window.ids)
    order = sorted(spans)
    starts = [start for start, _ in order]
    last = -1
    for at, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)):
        if a < 0:
            tags[at] = IGNORE
            continue
        which = bisect_left(starts, b) - 1
        if which >= 0 and order[which][0] < b and order[which][1] > a:
            tags[at] = 2 if which == last else 1
            last = which
    return tags
