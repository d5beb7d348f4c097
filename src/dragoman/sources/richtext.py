"""Rich text (RTF): its words without its commands, each with its place in the file; nothing is run, nothing fetched.

One pass over the file and no recursion: groups are a stack of bounded depth.  What a command hides (tables of fonts and
styles, pictures, instructions of fields, page heads, deleted words) is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import Stated
from dragoman.sources.extracted import Extracted
from dragoman.sources.mapped import Maker, Mapped
from dragoman.sources.passages import label_text

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|"
    r"(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<plain>[^\\{}\r\n]+)|\\"
)
_UNSEEN = (
    "fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator pict objdata fldinst header "
    "headerl headerr headerf footer footerl footerr footerf info xmlnstbl themedata colorschememapping datastore "
    "latentstyles filetbl bkmkstart bkmkend footnote annotation atnid atnauthor mmathpr wgrffmtfilter nonshppict "
    "object deleted pntext listtext"
)
_HIDDEN = frozenset(_UNSEEN.split(" "))
"""Groups whose words nobody sees on the page."""
_SIGNS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "line": "\n", "cell": "\n\n", "nestcell": "\n\n",
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_ESCAPED = {"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n\n", "\r": "\n\n"}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
_DEEPEST = 2_000
_TITLE = re.compile(r"\{\\info\b.{0,2000}?\{\\title ([^{}]{1,500})\}", re.DOTALL)
_MEDIA_TYPE = "application/rtf"


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: whether its words are seen, its font, and what stands in for a letter of Unicode."""

    hidden: bool = False
    fonts: bool = False
    encoding: str = ""
    fallback: int = 1
    starred: bool = False


def read_rtf(data: bytes, address: str) -> Extracted:
    """Take the text out of a rich text file.

    Raises:
        SourceBroken: If it is none, or its groups lie in one another beyond all measure.
        SourceEmpty: If it shows no text.
    """
    raw = data.decode("latin-1")
    reader = _Reader(raw, address)
    found = reader.read().stripped()
    if not found.text.strip():
        raise SourceEmpty("there is no text in it", item=address, remedy="Check that it was saved whole.")
    facts = {}
    title = _TITLE.search(raw, 0, 20_000)
    if title is not None and (words := _plain(title[1], address, reader.encoding)):
        facts["title"] = Stated(value=words, rule="rtf property title")
    passages = label_text(found.text, {})
    return Extracted(found.text, _MEDIA_TYPE, "utf-8", facts, passages, found.segments(), "latin-1")


def _plain(words: str, address: str, encoding: str) -> str:
    """Give the words of a property, which are in the code page of the file."""
    return " ".join(_Reader(words, address, encoding=encoding).read().text.split())


def rtf_text(raw: str, address: str) -> Mapped:
    """Give the words that a rich text file shows, mapped to its characters, each of which is a byte.

    Raises:
        SourceBroken: If its groups lie in one another beyond all measure.
    """
    return _Reader(raw, address).read().stripped()


@dataclass
class _Reader:
    """The state of one pass."""

    raw: str
    address: str
    made: Maker = field(default_factory=Maker)
    stack: list[_State] = field(default_factory=lambda: [_State()])
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    waiting: bytearray = field(default_factory=bytearray)
    waiting_from: int = 0
    waiting_to: int = 0
    half: tuple[str, int] | None = None
    passed: int = 0

    def read(self) -> Mapped:
        """Go over the file once."""
        at = 0
        while (token := _TOKEN.match(self.raw, at)) is not None:
            at = token.end()
            if token["byte"]:
                self._byte(int(token["byte"], 16), token.start(), token.end())
                continue
            self._flush()
            if token["brace"]:
                self._brace(token["brace"])
            elif token["plain"]:
                self._words(token["plain"], token.start())
            elif token["sign"]:
                self._sign(token["sign"], token.start(), token.end())
            elif token["word"] == "bin":
                # Bytes of a picture as they are; a brace among them opens nothing.
                at += max(0, int(token["number"] or 0))
            elif token["word"]:
                number = int(token["number"]) if token["number"] else None
                self._command(token["word"], number, token.start(), token.end())
        self._flush()
        return self.made.mapped()

    @property
    def _state(self) -> _State:
        """What holds here."""
        return self.stack[-1]

    def _set(self, **changed: object) -> None:
        """Change what holds within this group."""
        self.stack[-1] = replace(self.stack[-1], **changed)  # type: ignore[arg-type]

    def _brace(self, brace: str) -> None:
        """Open or close a group."""
        self.passed = 0
        if brace == "{":
            if len(self.stack) >= _DEEPEST:
                problem = f"its groups lie in more than {_DEEPEST:,} others"
                raise SourceBroken(problem, item=self.address, remedy="Save it as DOCX, PDF or plain text.")
            self.stack.append(replace(self._state, starred=False))
        elif len(self.stack) > 1:
            self.stack.pop()

    def _command(self, word: str, number: int | None, start: int, end: int) -> None:
        """Follow a command."""
        starred = self._state.starred
        if starred:
            # "{\*\…" marks a group that who does not know it leaves out; of those that are known none shows words.
            self._set(hidden=True, starred=False)
        if word in _HIDDEN:
            self._set(hidden=True, fonts=word == "fonttbl")
        elif word == "u" and number is not None:
            self._letter(number, start, end)
        elif word in _SIGNS:
            self._add(_SIGNS[word], start, end)
        elif number is not None:
            self._number(word, number)
        elif word == "v":
            self._set(hidden=True)

    def _number(self, word: str, number: int) -> None:
        """Follow a command with a number: code pages, fonts, what stands in for a letter."""
        if word == "ansicpg":
            self.encoding = _known(f"cp{number}")
        elif word == "uc":
            self._set(fallback=max(0, min(number, 8)))
        elif word == "f" and self._state.fonts:
            self.font = number
        elif word == "fcharset" and self._state.fonts:
            self.fonts[self.font] = _CHARSETS.get(number, "") if number else ""
        elif word == "f":
            self._set(encoding=self.fonts.get(number, ""))
        elif word == "v":
            self._set(hidden=number != 0)

    def _letter(self, number: int, start: int, end: int) -> None:
        """Take a letter of Unicode; what follows stands in for it where a program knows none."""
        letter = chr(number % 65_536)
        self.passed = self._state.fallback
        if "\ud800" <= letter < "\udc00":
            self.half = (letter, start)
            return
        if self.half is not None and "\udc00" <= letter < "\ue000":
            pair, start = self.half[0] + letter, self.half[1]
            letter = pair.encode("utf-16", "surrogatepass").decode("utf-16")
        self.half = None
        self._add("\ufffd" if "\ud800" <= letter < "\ue000" else letter, start, end)

    def _byte(self, value: int, start: int, end: int) -> None:
        """Take a byte of the code page; letters of some have several, so it waits for the next."""
        if self.passed:
            self.passed -= 1
            return
        if not self.waiting:
            self.waiting_from = start
        self.waiting.append(value)
        self.waiting_to = end

    def _flush(self) -> None:
        """Take the bytes that wait as letters."""
        if not self.waiting:
            return
        text = bytes(self.waiting).decode(self._state.encoding or self.encoding, "replace")
        if len(text) == len(self.waiting):
            for at, letter in enumerate(text):
                self._add(letter, self.waiting_from + 4 * at, self.waiting_from + 4 * at + 4)
        else:
            self._add(text, self.waiting_from, self.waiting_to)
        self.waiting.clear()

    def _words(self, words: str, start: int) -> None:
        """Take words that stand as they are; bytes beyond ASCII are letters of the code page."""
        skipped = min(self.passed, len(words))
        self.passed -= skipped
        words, start = words[skipped:], start + skipped
        if words.isascii():
            self._add(words, start, start + len(words))
            return
        text = words.encode("latin-1").decode(self._state.encoding or self.encoding, "replace")
        self._add(text, start, start + len(words))

    def _sign(self, sign: str, start: int, end: int) -> None:
        """Take an escaped sign."""
        if sign == "*":
            self._set(starred=True)
        elif sign in _ESCAPED:
            if self.passed:
                self.passed -= 1
                return
            self._add(_ESCAPED[sign], start, end)

    def _add(self, words: str, start: int, end: int) -> None:
        """Put words at the end, unless nobody sees them; breaks come from nowhere."""
        if self._state.hidden:
            return
        if words.isspace() and "\n" in words:
            self.made.free(words)
        else:
            self.made.add(words, start, end)


def _known(encoding: str) -> str:
    """Give an encoding that Python knows, Western where it does not know this one."""
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1252"
    return encoding
