"""What programs that save pages write into them: where a page was saved from, and when."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_HEAD, _TAIL = 20_000, 5_000
"""Characters at either end of a page among which the marks stand."""
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s{1,9}url:\s?(\S{1,2000})\s{1,9}saved date:\s?([^(\n]{10,60})")
_WAYBACK = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4}) AND RETRIEVED FROM")
_HTTRACK = re.compile(
    r"<!-- Mirrored from (\S{1,2000}) by HTTrack [^,]{0,80}, ([A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT) -->"
)
_SCRAPBOOK = re.compile(r"data-scrapbook-create=[\"'](\d{14})\d{0,3}[\"']")
_SCRAPBOOK_SOURCE = re.compile(r"data-scrapbook-source=[\"'](https?://[^\"'\s]{1,2000})[\"']")


def saved_marks(raw: str) -> tuple[str | None, datetime | None]:
    """Give the address that a saved page names and the moment at which it was saved, where its saver wrote them in.

    Example:
        >>> saved_marks("<!-- saved from url=(0027)https://courier.example/one -->")
        ('https://courier.example/one', None)
    """
    ends = raw if len(raw) <= _HEAD + _TAIL else f"{raw[:_HEAD]}\n{raw[-_TAIL:]}"
    if found := _SINGLE_FILE.search(ends):
        return _address(found[1]), _moment(found[2].replace("GMT", "").strip(), "%a %b %d %Y %H:%M:%S %z")
    if found := _WAYBACK.search(ends):
        return None, _moment(f"{found[1]} +0000", "%H:%M:%S %b %d, %Y %z")
    if found := _HTTRACK.search(ends):
        return _address(f"https://{found[1]}"), _sent(found[2])
    if found := _SCRAPBOOK.search(ends):
        source = _SCRAPBOOK_SOURCE.search(ends)
        return (source[1] if source else None), _moment(f"{found[1]} +0000", "%Y%m%d%H%M%S %z")
    plain = _SAVED_FROM.search(ends)
    return (_address(plain[1]) if plain else None), None


def _address(value: str) -> str | None:
    """Give a web address; a saved file may name one of the disk."""
    return value if value.startswith(("http://", "https://")) else None


def _moment(value: str, pattern: str) -> datetime | None:
    """Read a time; a broken one is none."""
    try:
        return datetime.strptime(value, pattern).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _sent(value: str) -> datetime | None:
    """Read a time as mails write it."""
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        return None
