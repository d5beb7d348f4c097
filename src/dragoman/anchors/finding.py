"""Finding words in a text: exactly, after reversible normalisation, or not at all."""

from __future__ import annotations

from dragoman.anchors.normal import NormalText, normalise
from dragoman.anchors.spans import Quote, quote_at
from dragoman.errors import QuoteAmbiguous, QuoteNotFound


def find_all(text: str, words: str, *, view: NormalText | None = None) -> list[Quote]:
    """Give every place where words stand in a text, in order.

    Args:
        text: The text to look in.
        words: The words, with any quotation marks, dashes and blanks.
        view: The normalised view of `text`, if it has been made already.

    Returns:
        Quotes with the exact words of the source, which may differ from `words` in typography only.
    """
    haystack = view or normalise(text)
    needle = normalise(words).text.strip()
    if not needle:
        return []
    found: list[Quote] = []
    at = haystack.text.find(needle)
    while at >= 0:
        end = at + len(needle)
        start, stop = haystack.source_span(at, end)
        if _at_word_edges(haystack.text, at, end) and not _inside_compound(text, start, stop):
            found.append(quote_at(text, start, stop))
        at = haystack.text.find(needle, at + 1)
    return found


def find_quote(
    text: str, words: str, *, within: tuple[int, int] | None = None, view: NormalText | None = None
) -> Quote:
    """Give the one place where words stand in a text.

    Args:
        text: The text to look in.
        words: The words that are claimed to stand there.
        within: Half-open range in which the place must lie, if something else tells it.
        view: The normalised view of `text`, if it has been made already.

    Raises:
        QuoteNotFound: If the words do not stand in the text (within the range).
        QuoteAmbiguous: If they stand there more than once.
    """
    low, high = within or (0, len(text))
    found = [quote for quote in find_all(text, words, view=view) if low <= quote.start and quote.end <= high]
    if not found:
        raise QuoteNotFound(
            f"the words {words[:80]!r} do not stand in the text", remedy="Quote the source's own words."
        )
    if len(found) > 1:
        raise QuoteAmbiguous(
            f"the words {words[:80]!r} stand in the text {len(found)} times",
            remedy="Quote more of the sentence, or give the range in which they stand.",
        )
    return found[0]


_IN_FIGURES = frozenset(".,:'")
_HYPHENS = frozenset("-\u2010\u2011")


def _at_word_edges(text: str, start: int, end: int) -> bool:
    """Tell whether a match begins and ends between words, so that "not" is never found in "nothing".

    A figure is one word with its separators: "5 million" is never found in "1.5 million", nor "600" in "600,000".
    """
    opens = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    closes = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return opens and closes and not _cuts_figure(text, start) and not _cuts_figure(text, end)


def _cuts_figure(text: str, at: int) -> bool:
    """Tell whether a place lies within a figure, beside the mark that parts its digits."""
    for mark in (at - 1, at):
        inner = 0 < mark < len(text) - 1 and text[mark] in _IN_FIGURES
        if inner and text[mark - 1].isdigit() and text[mark + 1].isdigit():
            return True
    return False


def _inside_compound(text: str, start: int, end: int) -> bool:
    """Tell whether a match begins or ends at a hyphen within a word: "nuclear" is not found in "non-nuclear"."""
    opens = start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum() and text[start].isalnum()
    closes = end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum() and text[end - 1].isalnum()
    return opens or closes
