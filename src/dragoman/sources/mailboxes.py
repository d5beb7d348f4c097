"""Mailboxes in one file (mbox): message after message, each behind a line that begins with `From `."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.sources.formats import looks_like_message

_ENVELOPE = re.compile(rb"From \S+ +\S.*\b(?:19|20)\d\d\b.*\r?\n?")


def looks_like_mailbox(head: bytes) -> bool:
    """Tell whether a file's first bytes are a mailbox."""
    first, _, rest = head.partition(b"\n")
    return _ENVELOPE.fullmatch(first) is not None and looks_like_message(rest)


def messages_in(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes]]:
    """Give the messages of a mailbox, each with where it begins; of one over the limit, a part over the limit."""
    parts: list[bytes] = []
    size = begun = at = 0
    blank = True
    for line in iter(lambda: stream.readline(longest), b""):
        if blank and _ENVELOPE.fullmatch(line):
            if parts:
                yield begun, b"".join(parts)
            parts, size, begun = [], 0, at + len(line)
        elif size <= longest:
            parts.append(line)
            size += len(line)
        at += len(line)
        blank = not line.strip()
    if parts:
        yield begun, b"".join(parts)
