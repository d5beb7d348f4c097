"""Files that are text and no article: programs, settings, calendars, cut files; each is refused with what to do.

Folders of coverage have such things lying about.  What looks like one but holds running text is read all the same:
whether a text is an article is told by its sentences, and its name only says what to expect.
"""

from __future__ import annotations

import re
from itertools import islice

from dragoman.errors import SourceBroken, SourceEmpty, SourceError
from dragoman.sources.lines import split_lines, unwrapped

_PACKED = {
    ".docx": "DOCX", ".docm": "DOCX", ".dotx": "DOCX", ".pdf": "PDF", ".zip": "zip", ".gz": "gzip",
    ".odt": "OpenDocument", ".xlsx": "Excel", ".pptx": "PowerPoint", ".epub": "EPUB",
}  # fmt: skip
"""Endings of formats that are no text, and what the formats are called."""
_PROGRAMS = frozenset(
    (".sh", ".bash", ".zsh", ".fish", ".bat", ".cmd", ".ps1", ".py", ".rb", ".pl", ".php", ".lua", ".r", ".c", ".h",
     ".cc", ".cpp", ".cs", ".go", ".rs", ".java", ".kt", ".swift", ".ts", ".tsx", ".jsx", ".js", ".mjs", ".css",
     ".scss", ".sql", ".ipynb", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".env", ".properties", ".lock",
     ".log", ".bib", ".sty", ".patch", ".diff", ".plist")
)  # fmt: skip
"""Endings of programs, of settings and of records that programs keep."""
_SCRIPT = re.compile(r"\ufeff?#!\s*/")
_CARD = re.compile(r"\ufeff?\s*BEGIN:(VCALENDAR|VCARD|VEVENT)\b")
MARKUP = re.compile(r"\ufeff?\s*<\?xml\b")
"""What XML begins with."""
_SITE = re.compile(r"<(?:urlset|sitemapindex)\b")
_LISTED = re.compile(r"<loc>\s*(https?://[^\s<]{1,2000})")
_ENDING = re.compile(r"\.[a-z0-9]{1,10}$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12
"""Words that the shortest article has, or else letters: some scripts write without blanks."""
_SENTENCE_WORDS = 8
_MOST_READ = 200_000


def refuse_oddment(text: str, address: str) -> None:
    """Refuse what is no article, though it is text.

    Raises:
        SourceError: If it is none, with what to do about it.
    """
    ending = _ending(address)
    sample = text[:_MOST_READ]
    card = _CARD.match(sample)
    if card is not None:
        kind = "a calendar" if card[1] != "VCARD" else "an address card"
        raise SourceEmpty(f"it is {kind} and no article", item=address, remedy="Leave it out.")
    if _SCRIPT.match(sample) or (ending in _PROGRAMS and not _is_prose(sample)):
        problem = "it is a program, or a file of settings or of records, and no article"
        raise SourceEmpty(problem, item=address, remedy="Leave it out; if it is an article, save it as plain text.")
    if MARKUP.match(sample):
        _refuse_markup(sample, address)
    packed = _PACKED.get(ending)
    if packed is not None and not _is_prose(sample):
        raise _no_such(packed, address)
    words = [found[0] for found in islice(_WORD.finditer(sample), _FEWEST_WORDS)]
    if len(words) < _FEWEST_WORDS and sum(map(len, words)) < _FEWEST_LETTERS:
        raise SourceEmpty("there is hardly a word in it", item=address, remedy="Check that it was saved whole.")


def _refuse_markup(text: str, address: str) -> None:
    """Refuse XML that is neither page nor feed: tags among the words would be read as words.

    Raises:
        SourceError: Always, with what to do about it.
    """
    site = _SITE.search(text)
    listed = _LISTED.search(text, site.end()) if site is not None else None
    if listed is not None:
        problem = "it lists the addresses of a site and holds no article"
        raise SourceEmpty(problem, item=address, remedy=f"Fetch the articles: dragoman add DOSSIER {listed[1]}")
    raise unread_markup(address)


def unread_markup(address: str) -> SourceBroken:
    """Give the error for XML of an unknown form."""
    remedy = "Save the article as HTML or text, or export it as JSON or CSV."
    return SourceBroken("it is XML of a form that is not read", item=address, remedy=remedy)


def _no_such(packed: str, address: str) -> SourceError:
    """Give the error for a file whose name says a format that its bytes are not in."""
    remedy = "Save or fetch it again; if it is plain text, give it the ending .txt."
    return SourceBroken(f"it is named as a {packed} file and is cut short, or is none", item=address, remedy=remedy)


def _ending(address: str) -> str:
    """Give the ending of a name; empty where there is none, or where it lies in a container's name only."""
    name = address.rsplit("/", 1)[-1].rsplit("?", 1)[0].casefold()
    found = _ENDING.search(name)
    return found[0] if found else ""


def _is_prose(text: str) -> bool:
    """Tell whether most words of a text stand in sentences."""
    lines = unwrapped(text, split_lines(text))
    words = sum(line.words for line in lines)
    said = sum(line.words for line in lines if line.closed and line.words >= _SENTENCE_WORDS)
    return said > 0 and said >= 0.5 * words
