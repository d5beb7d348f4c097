"""Reversible normalisation: a parallel view of a text in which typography no longer matters.

What is evened out, and nothing else (version 1): canonical composition (NFC), the forms of quotation
marks and apostrophes, the forms of dashes, the forms of blanks (runs of them become one space), and
characters without width (joiners, direction marks, soft hyphens, byte order marks), which vanish.
Letters, digits, case and word order are never touched, so that a changed number, a dropped "not" or a
swapped name cannot match.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NORMALISER_VERSION = 1

_DOUBLE = dict.fromkeys("“”„‟«»″〝〞＂", '"')
_SINGLE = dict.fromkeys("‘’‚‛′ʼ＇`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_FOLD = {**_DOUBLE, **_SINGLE, **_DASHES}
_WIDTHLESS = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True, slots=True)
class NormalText:
    """A normalised view and the way back.

    Attributes:
        text: The normalised text.
        starts: For each code point of `text`, where its source begins.
        ends: For each code point of `text`, where its source ends.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open range of the view onto the source text."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> NormalText:
    """Make the normalised view of a text, with the source place of every character.

    Time and memory are linear in the length of the text.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        if cluster in _WIDTHLESS:
            continue
        if cluster.isspace():
            if out and out[-1] == " ":
                ends[-1] = end
                continue
            folded = " "
        else:
            folded = _FOLD.get(cluster) or unicodedata.normalize("NFC", cluster)
        for character in folded:
            out.append(character)
            starts.append(start)
            ends.append(end)
    return NormalText("".join(out), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int, str]]:
    """Split a text into base characters with the combining marks that follow them."""
    if text.isascii():
        return [(at, at + 1, character) for at, character in enumerate(text)]
    found: list[tuple[int, int, str]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and unicodedata.combining(text[at]):
            continue
        found.append((start, at, text[start:at]))
        start = at
    return found
