"""Words, sentences and paragraphs of a text with their offsets, in one linear pass."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-\w+)?"  # U.S., U.N., U.S.-led
    r"|\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*"
    r"|['’]s\b"
    r"|[^\W_]+(?:[-‐‑–](?=\w)[^\W_]+|['’](?!s\b)(?=[^\W_])[^\W_]+|[+](?=\d)\d+)*"
    r"|[^\w\s]|_"
)
_APOSTROPHES = str.maketrans("’ʼ‘‐‑–", "'''---")
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "sen", "rep", "gov", "adm", "brig",
    "amb", "hon", "rev", "st", "jr", "sr", "vs", "no", "feb", "jan", "mar", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "mt", "ft", "cmdr", "cpl", "pvt", "messrs", "pres",
})  # fmt: skip
_CLOSERS = frozenset("”’\"')]»")


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Give a word without diacritics and with straight apostrophes and hyphens; case stays.

    A mark that stands alone stays too: no token is empty.
    """
    if word.isascii():
        return word
    even = word.translate(_APOSTROPHES)
    if even.isascii():
        return even
    bare = "".join(char for char in unicodedata.normalize("NFKD", even) if not unicodedata.combining(char))
    return bare.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss") or even


def fold(words: str) -> str:
    """Give words in the form in which names are compared: plain, lower case, single blanks."""
    return " ".join(plain(words).lower().split())


def words_of(text: str) -> list[str]:
    """Give the plain words of a short text, as the tokeniser cuts them."""
    return [plain(match.group()) for match in _TOKEN.finditer(text)]


class Tokens:
    """The tokens of one text as parallel lists.

    Attributes:
        start: First code point of each token.
        end: Code point after each token.
        word: The token, plain (`plain`).
        low: The token, plain and in lower case.
        sentence: Number of the sentence of each token.
        paragraph: Number of the paragraph of each token.
        quoted: Whether the token stands between quotation marks.
        first: First token of each sentence.
    """

    __slots__ = ("end", "first", "low", "paragraph", "quoted", "sentence", "start", "word")

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.start: list[int] = [left for left, _ in spans]
        self.end: list[int] = [right for _, right in spans]
        raw = [text[left:right] for left, right in spans]
        self.word: list[str] = raw if text.isascii() else [word if word.isascii() else plain(word) for word in raw]
        self.low: list[str] = [word.lower() for word in self.word]
        self.sentence: list[int] = [0] * len(self.start)
        self.paragraph: list[int] = [0] * len(self.start)
        self.quoted: list[bool] = [False] * len(self.start)
        self.first: list[int] = [0] if self.start else []
        self._divide(text)

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.start)

    def _divide(self, text: str) -> None:
        """Number sentences and paragraphs, and mark what stands in quotation marks."""
        sentence = paragraph = 0
        ended = inside = False
        previous_end = 0
        start, word, low = self.start, self.word, self.low
        for i in range(len(start)):
            gap = start[i] - previous_end
            piece = word[i]
            new_paragraph = False
            if gap and i:
                if (gap > 1 or text[previous_end] in "\n\r\u2029") and _breaks(text, previous_end, start[i]):
                    new_paragraph = True
                elif ended and not (piece[0].islower() or piece[0] in ",;:-"):
                    sentence += 1
                    self.first.append(i)
                    ended = False
            if new_paragraph:
                paragraph += 1
                sentence += 1
                self.first.append(i)
                ended = inside = False
            raw = text[start[i]]
            if raw == "“" or (raw == '"' and not inside):
                inside = True
            elif raw in "”»" or raw == '"':
                inside = False
            if piece in ".!?…" or raw in "؟。！？":
                ended = not (
                    piece == "."
                    and i
                    and (low[i - 1] in _ABBREVIATIONS or (len(low[i - 1]) == 1 and word[i - 1].isupper()))
                )
            elif raw not in _CLOSERS:
                ended = False
            self.sentence[i] = sentence
            self.paragraph[i] = paragraph
            self.quoted[i] = inside
            previous_end = self.end[i]


def _breaks(text: str, left: int, right: int) -> bool:
    """Tell whether the blanks between two tokens end a paragraph (a hard-wrapped line does not)."""
    gap = text[left:right]
    newlines = gap.count("\n") + gap.count("\r") + gap.count("\u2029")
    if not newlines:
        return False
    if newlines > 1 and gap != "\r\n":
        return True
    before, after = text[left - 1] if left else "\n", text[right]
    return not (after.islower() and (before.isalnum() or before in ",;-–"))
