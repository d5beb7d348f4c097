"""Where sentences begin: by marks, blank lines and what follows, without a model."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import CLOSING, FINAL, Words

_SHORT = bag(
    """mr mrs ms dr prof gen lt col sgt maj capt cmdr adm sen rep gov pres amb rev hon st jr sr vs etc no nos vol
    pp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd co
    corp dept est approx fig art cf viz al fr"""
)
_STRAIGHT = frozenset("\"'")


def sentence_starts(words: Words) -> list[int]:
    """Give the index of the first token of each sentence, and the number of tokens at the end."""
    starts = [0]
    count = len(words)
    if not count:
        return [0, 0]
    low, begins, ends, text = words.low, words.starts, words.ends, words.text
    for index in range(1, count):
        gap_start, gap_end = ends[index - 1], begins[index]
        if gap_start == gap_end:
            continue
        if "\n" in text[gap_start:gap_end] or "\r" in text[gap_start:gap_end]:
            if _line_ends_sentence(text, gap_start, gap_end) or (low[index - 1] in FINAL and _ends(words, index - 1)):
                starts.append(index)
            continue
        last = index - 1
        while last > starts[-1] and (low[last] in CLOSING or low[last] in _STRAIGHT) and begins[last] == ends[last - 1]:
            last -= 1
        if low[last] in FINAL and _opens(text[begins[index]]) and _ends(words, last):
            starts.append(index)
    starts.append(count)
    return starts


def _line_ends_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether a line break ends a sentence: a blank line does, a wrapped line does not."""
    gap = text[start:end]
    if gap.count("\n") + (gap.count("\r") if "\n" not in gap else 0) > 1:
        return True
    return not text[end].islower()


def _opens(character: str) -> bool:
    """Tell whether a sentence may begin with a character."""
    return not character.islower() and character not in ",;:)”»’"


def _ends(words: Words, index: int) -> bool:
    """Tell whether a final mark ends a sentence rather than an abbreviation."""
    if words.low[index] != "." or not words.joined(index):
        return True
    before = words.low[index - 1]
    if before in _SHORT:
        # "Feb. 24", "Mr. Smith"; but "... in December. The talks"
        return before in {"mar", "no", "sat", "sun", "art"} and not words.get(index + 1)[:1].isdecimal()
    # Initials and "U.S.": one letter is never the last word, unless a new sentence plainly opens.
    if len(before) == 1 and before.isalpha() and before not in {"i", "a"}:
        return words.get(index - 2) == "." and words.get(index + 1) in _PLAIN_OPENERS
    return True


_PLAIN_OPENERS = bag("the a an he she it they we in on at but and this that these those his her its their")
