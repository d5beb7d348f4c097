"""Which runs of a text stand in quotation marks, with broken, mixed and missing marks as they come.

State is kept per paragraph: a quotation that is not closed ends with its paragraph, as newspapers
open every paragraph of a long quotation anew and close only the last.  A text is never paired as a
whole, so that one odd mark cannot turn everything after it inside out.
"""

from __future__ import annotations

import re

_MARK = re.compile('["“”«»„‟″]|‘(?=\\w)|(?<=[\\w.,!?])’(?!\\w)|\n[ \t\r]*\n|\n')
_SURE_OPEN = frozenset("“«„‟")
_SURE_CLOSE = frozenset("”»")


def quotations(text: str) -> list[tuple[int, int]]:
    """Give the runs between quotation marks, without the marks, outermost only, in order."""
    runs: list[tuple[int, int]] = []
    opened = -1
    mark_open = ""
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            if opened >= 0 and mark_open != "‘":
                runs.append((opened, at))
            opened, mark_open = -1, ""
        elif opened < 0:
            if _may_open(text, mark, at):
                opened, mark_open = at + 1, mark
        elif _closes(text, mark, mark_open, at):
            runs.append((opened, at))
            opened, mark_open = -1, ""
    if opened >= 0 and mark_open != "‘":
        runs.append((opened, len(text)))
    return [(start, end) for start, end in runs if end > start]


def _may_open(text: str, mark: str, at: int) -> bool:
    """Tell whether a mark can open a quotation where it stands."""
    if mark in _SURE_OPEN:
        return True
    if mark in _SURE_CLOSE:
        # Machine translation turns marks around; a closing mark before a word after a blank opens.
        return _before(text, at) and not _after(text, at)
    if mark == "‘":
        return _before(text, at)
    if mark == "’":
        return False
    return not _after(text, at)


def _closes(text: str, mark: str, opened_by: str, at: int) -> bool:
    """Tell whether a mark closes the quotation that is open."""
    if opened_by == "‘":
        return mark == "’"
    if mark in {"‘", "’"} or mark in _SURE_OPEN:
        return False
    if mark in _SURE_CLOSE:
        return True
    # A straight or odd mark: it closes unless it plainly opens.
    return not (_before(text, at) and not _after(text, at)) or opened_by == mark


def _before(text: str, at: int) -> bool:
    """Tell whether white space, an opening bracket or dash, or the edge of the text stands before a mark."""
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"


def _after(text: str, at: int) -> bool:
    """Tell whether white space, or the edge of the text, stands after a mark."""
    return at + 1 >= len(text) or text[at + 1].isspace()
