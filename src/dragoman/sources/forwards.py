"""What stands around an article in a mail: who forwarded it, who quoted whom, signatures and the foot of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr, parsedate_to_datetime

from dragoman.record import PassageKind, Stated
from dragoman.sources.dates import first_day
from dragoman.sources.lines import Line, split_lines
from dragoman.sources.structure import Label

_FURNITURE: Label = (PassageKind.OTHER_FURNITURE, "header of a forwarded or quoted mail")
_FOOT: Label = (PassageKind.FORM, "foot of a mailing list")
_SIGNED: Label = (PassageKind.OTHER_FURNITURE, "signature of a mail")
_BANNER = re.compile(
    r"[-_* ]*(?:forwarded message|original message|begin forwarded message|weitergeleitete nachricht|"
    r"ursprüngliche nachricht|message transféré|mensaje reenviado)\b[-_* :]*",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(from|sent|date|subject|to|cc|reply-to|von|gesendet|betreff|an|de|envoyé|objet|à)\s?:\*?\s*(.*)",
    re.IGNORECASE,
)
_NAMES = {
    "from": "outlet", "von": "outlet", "de": "outlet", "date": "published", "sent": "published",
    "gesendet": "published", "envoyé": "published", "subject": "title", "betreff": "title", "objet": "title",
}  # fmt: skip
_WROTE = re.compile(r"[> ]*(?:on|am|le|el)\b.{4,160}\b(?:wrote|schrieb.{0,60}|a écrit|escribió)\s?:", re.IGNORECASE)
_LIST_FOOT = re.compile(
    r"(?:you (?:are receiv|have receiv|receiv|were sent|are subscribed)\w*\b.{0,200}|(?:to )?unsubscribe\b.{0,200}|"
    r"to (?:manage|change|update) your (?:e-?mail )?(?:preferences|subscription).{0,200}|view (?:this e-?mail )?"
    r"(?:in|online in) (?:your )?(?:a )?browser.{0,200}|sent from my \w+.{0,40})",
    re.IGNORECASE,
)
_FEWEST = 3
"""Header lines that make a block: one alone may be a sentence."""
_SAID_BEFORE, _LEFT_AFTER = 80, 30
"""Words that who forwards may say before, and that must follow, for the mail to count as the one forwarded."""

_LONGEST_SENDER = 500


@dataclass(slots=True)
class Around:
    """What stands around the article: labels of lines by where they start, and what the forwarded header says."""

    labels: dict[int, Label] = field(default_factory=dict)
    facts: dict[str, Stated] = field(default_factory=dict)


def around(text: str) -> Around:
    """Tell what in the text of a mail is not its words."""
    lines = split_lines(text)
    found = Around()
    for at, line in enumerate(lines):
        bare = line.text.lstrip("> ")
        if not bare or _WROTE.fullmatch(line.text) or _BANNER.fullmatch(bare):
            found.labels[line.start] = _FURNITURE
        elif _LIST_FOOT.fullmatch(bare):
            found.labels[line.start] = _FOOT
        elif bare in {"--", "—"} and len(lines) - at <= 12:
            for below in lines[at:]:
                found.labels.setdefault(below.start, _SIGNED)
            break
    for first, last in _blocks(lines):
        for line in lines[first:last]:
            found.labels[line.start] = _FURNITURE
        before = sum(line.words for line in lines[:first] if line.start not in found.labels)
        after = sum(line.words for line in lines[last:] if line.start not in found.labels)
        if before <= _SAID_BEFORE and after >= _LEFT_AFTER and not found.facts:
            found.facts = _facts(lines[first:last])
    return found


def _blocks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Give the runs of header lines in the text."""
    blocks = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _HEADER.fullmatch(lines[end].text.lstrip("> ")):
            end += 1
        if end - at >= _FEWEST:
            blocks.append((at, end))
        at = max(end, at + 1)
    return blocks


def _facts(header: Sequence[Line]) -> dict[str, Stated]:
    """Read the header of the forwarded mail."""
    facts: dict[str, Stated] = {}
    for line in header:
        found = _HEADER.fullmatch(line.text.lstrip("> "))
        name = _NAMES.get(found[1].casefold()) if found else None
        if found is None or name is None or name in facts:
            continue
        value: str | None = " ".join(found[2].split())
        if name == "outlet":
            value = sender_of(value or "")
        elif name == "published":
            value = _moment(value or "")
        if value:
            facts[name] = Stated(value=value[:500], rule="header of the forwarded mail", start=line.start, end=line.end)
    return facts


def sender_of(words: str) -> str:
    """Give who sent a mail as its header says: the name, else the mailbox; empty where neither can be read."""
    try:
        shown, mailbox = parseaddr(words[:_LONGEST_SENDER])
    except RecursionError:  # the parser goes one call deeper for each colon
        return ""
    return shown or mailbox


def _moment(words: str) -> str | None:
    """Read when the forwarded mail was sent: to the second where it says its zone, else the day."""
    try:
        sent = parsedate_to_datetime(words)
    except (TypeError, ValueError, IndexError):
        sent = None
    if sent is not None and sent.tzinfo is not None:
        return sent.isoformat()
    return first_day(words)
