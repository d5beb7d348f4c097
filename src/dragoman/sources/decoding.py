"""Bytes to text: the encoding is found out, nothing else about the text is touched."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import SourceEmpty, SourceNotText
from dragoman.sources.languages import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
# More than one control character in a hundred bytes is no text in any encoding that has one byte a letter.
_CONTROL_SHARE = 0.01
# A file that is UTF-8 but for a few bytes (cut in the middle, a stray byte) is damaged UTF-8, not another encoding.
_DAMAGE_SHARE = 0.02
_WESTERN_SHARE = 0.9
_LETTERS_OF = {
    "pl": (("cp1250", "iso8859_2"), "ąćęłńśźżĄĆĘŁŃŚŹŻ"),
    "tr": (("cp1254",), "ğışĞİŞ"),
}
_WESTERN = frozenset(
    {
        "cp1250",
        "cp1252",
        "cp1254",
        "cp1257",
        "cp1258",
        "cp437",
        "cp775",
        "cp850",
        "cp858",
        "cp1140",
        "hp_roman8",
        "iso8859_9",
        "iso8859_10",
        "iso8859_14",
        "iso8859_15",
        "iso8859_16",
        "latin_1",
        "mac_roman",
        "mac_iceland",
        "mac_latin2",
        "mac_turkish",
        "cp1125",
        "iso8859_3",
        "iso8859_4",
    }
)
_WESTERN_LANGUAGES = frozenset(
    {
        "English",
        "French",
        "German",
        "Spanish",
        "Italian",
        "Dutch",
        "Portuguese",
        "Swedish",
        "Danish",
        "Norwegian",
        "Finnish",
        "Unknown",
        "Indonesian",
        "Estonian",
        "Slovene",
    }
)


# What UTF-8 looks like when a program before us read it as cp1252: the marks of quotation marks and of accents.
_TWICE = re.compile("â€[\u2122\u0153\x9d\u02dc\u00a6\u201c\u201d]|Ã[©¨¼¶¤±³¡§ª«´]|Ð[°-¿]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that its bytes were in; `damaged` counts what could not be decoded."""

    text: str
    encoding: str
    damaged: int = 0

    @property
    def description(self) -> str:
        """The encoding, and what is wrong with the text: bytes that were lost, letters that were encoded twice."""
        notes = [self.encoding]
        if self.damaged:
            notes.append(f"{self.damaged} bytes unreadable")
        if len(_TWICE.findall(self.text[:_SAMPLE])) >= 3:
            notes.append("letters encoded twice before it was saved")
        return "; ".join(notes)


def decode(data: bytes, address: str) -> Decoded:
    """Decode the bytes of an item.

    Newlines, blanks and a byte order mark (as U+FEFF) stay as they are, so that offsets into the text are
    offsets into the file.

    Raises:
        SourceEmpty: If there is nothing in it.
        SourceNotText: If it is binary, or the encoding cannot be told.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise SourceEmpty("there is nothing in it", item=address, remedy="Check that the file was saved whole.")
    decoded = _marked(data, address) or _unmarked(data, address)
    if not decoded.text.strip("\ufeff\u200b \t\r\n\x0b\x0c\xa0"):
        raise SourceEmpty("it holds nothing but blanks", item=address, remedy="Check that the file was saved whole.")
    return decoded


def _marked(data: bytes, address: str) -> Decoded | None:
    """Decode what begins with a byte order mark."""
    for mark, encoding in _MARKS:
        if not data.startswith(mark):
            continue
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
            lost = text.count("\ufffd")
            if lost > _DAMAGE_SHARE * len(text):
                raise _binary(address) from None
            return Decoded(text, encoding, lost)
    return None


def _unmarked(data: bytes, address: str) -> Decoded:
    """Decode what has no byte order mark: UTF-8, UTF-16, damaged UTF-8, else the likeliest legacy encoding."""
    sample = data[:_SAMPLE]
    wide = _wide(data, sample)
    if wide is not None:
        return wide
    if len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise _binary(address)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    high = sum(character > "\x7f" for character in text) - lost
    # Damaged UTF-8 has many more whole letters beyond ASCII than broken ones, or one cut at the very end.
    if (lost * 5 <= high and lost <= _DAMAGE_SHARE * len(text)) or (lost == 1 and text.endswith("\ufffd")):
        return Decoded(text, "utf-8", lost)
    return _legacy(data, address)


def _wide(data: bytes, sample: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: every other byte of most Western text is zero."""
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.3 * half and others < 0.02 * half:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    return None


def _legacy(data: bytes, address: str) -> Decoded:
    """Decode an 8-bit or East Asian encoding by the look of the text that it gives."""
    for encoding in ("cp1252", "mac_roman"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _western_share(text[:_SAMPLE]) >= _WESTERN_SHARE:
            return Decoded(text, encoding)
    return _guessed(data, address)


def _western_share(text: str) -> float:
    """Give the share of characters beyond ASCII that stand where Western typography puts them.

    Statistics over a few quotation marks in a long English text say little; where each of them stands says much.
    """
    beyond = [at for at, character in enumerate(text) if character > "\x7f"]
    fits = 0
    for at in beyond[:2000]:
        character = text[at]
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if character in "“‘«„¿¡":
            fits += (before.isspace() or before in "([-–—\"'“‘") and not after.isspace()
        elif character in "”’»":
            fits += not before.isspace()
        elif character.isalpha():
            inside = before.isascii() and before.isalpha(), after.isascii() and after.isalpha()
            fits += any(inside) and (character.islower() or not inside[0]) and character not in "þýðÞÝÐ"
        else:
            fits += character in "–—…•·\xa0£€©®°™½¼§" and not (
                before.isalpha() and after.isalpha() and character not in "–—\xa0"
            )
    return fits / max(1, len(beyond[:2000]))


def _guessed(data: bytes, address: str) -> Decoded:
    """Let a library guess the encoding by its statistics."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _binary(address)
    by_language = _by_language(data)
    if by_language is not None:
        return by_language
    encoding = best.encoding
    if encoding in _WESTERN and best.language in _WESTERN_LANGUAGES:
        encoding = "cp1252"
    for candidate in (encoding, best.encoding):
        try:
            return Decoded(data.decode(candidate), candidate)
        except UnicodeDecodeError:
            continue
    text = data.decode(best.encoding, "replace")
    lost = text.count("\ufffd")
    if lost > _DAMAGE_SHARE * len(text):
        raise _binary(address)
    return Decoded(text, best.encoding, lost)


def _by_language(data: bytes) -> Decoded | None:
    """Decode a text whose small words tell its language, in the encoding that gives it that language's letters."""
    language = language_of(data[:_SAMPLE].decode("cp1252", "replace"))
    encodings, letters = _LETTERS_OF.get(language or "", ((), ""))
    fitting: list[tuple[int, Decoded]] = []
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        fitting.append((sum(text[:_SAMPLE].count(letter) for letter in letters), Decoded(text, encoding)))
    return max(fitting, key=lambda item: item[0])[1] if fitting else None


def _binary(address: str) -> SourceNotText:
    """Give the error for what is not text."""
    return SourceNotText(
        "it is not text, nor in an encoding that can be told",
        item=address,
        remedy="Save it as UTF-8 text, HTML, PDF or DOCX, or convert it first.",
    )
