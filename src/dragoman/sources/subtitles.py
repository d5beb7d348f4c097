"""Subtitles of press conferences and broadcasts (SubRip, WebVTT): what is said, without numbers, times and marks.

A sentence runs over several cues; so what is said without a long pause becomes one paragraph, and a change of speaker
begins another.  Each word leads back to its place in the file.
"""

from __future__ import annotations

import re

from dragoman.errors import SourceEmpty
from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.mapped import Maker
from dragoman.sources.passages import label_text

_TIME = r"(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*")
_LOOKS = re.compile(rb"(?:\xef\xbb\xbf)?(?:WEBVTT\b|\s*\d{1,6}[ \t]*\r?\n[ \t]*\d{1,3}:\d{2}:\d{2}[.,]\d{3}[ \t]*-->)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_MARK = re.compile(r"</?(?:[bius]|c|v|i|font|ruby|rt|lang)\b[^<>]{0,200}>|\{\\[^{}]{0,60}\}|<\d\d:[\d:.]+>")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,80})>")
_SPEAKS = re.compile(r"\s*(?:-\s|>>|[A-Z][A-Z .’'-]{2,30}:)")
_ENDED = re.compile(r"[.!?…。！？؟][\"”’'»)\]]*\s*$")
_PAUSE, _LONG_PAUSE = 1_500, 6_000
"""Milliseconds of silence that end a paragraph: where a sentence is over, and where none is."""
_LONGEST = 900
"""Characters from which on a paragraph ends with the next sentence."""


def looks_like_subtitles(head: bytes) -> bool:
    """Tell whether a file's first bytes are subtitles."""
    return _LOOKS.match(head) is not None and b"-->" in head


def read_subtitles(data: bytes, address: str) -> Extracted:
    """Take what is said out of subtitles.

    Raises:
        SourceEmpty: If nothing is.
        SourceNotText: If the encoding cannot be told.
    """
    decoded = decode(data, address)
    raw = decoded.text
    made = Maker()
    shown_until = since = 0
    cue = False
    for line in _LINE.finditer(raw):
        times = _TIMES.fullmatch(line[1])
        if times is not None:
            cue = True
            since = _gap(made, _milliseconds(times.groups()[:4]) - shown_until, since)
            shown_until = _milliseconds(times.groups()[4:])
        elif not line[1].strip():
            cue = False
        elif cue:
            since = _say(made, raw, line.start(1), line.end(1), since)
    if not made.length:
        raise SourceEmpty("nothing is said in it", item=address, remedy="Check that it was saved whole.")
    spoken = made.mapped().stripped()
    passages = label_text(spoken.text, {})
    return Extracted(spoken.text, "text/vtt", decoded.description, {}, passages, spoken.segments(), decoded.encoding)


def _gap(made: Maker, pause: int, since: int) -> int:
    """End the paragraph where the silence before a cue, or its length, says so; give where it begins."""
    if not made.length:
        return 0
    ended = _ENDED.search(made.parts[-1]) is not None
    if pause >= _LONG_PAUSE or (ended and (pause >= _PAUSE or made.length - since >= _LONGEST)):
        made.free("\n\n")
        return made.length
    return since


def _say(made: Maker, raw: str, start: int, end: int, since: int) -> int:
    """Take the words of one line; give where its paragraph begins."""
    voice = _VOICE.search(raw, start, end)
    if made.length > since:
        if voice is not None or _SPEAKS.match(raw, start, end):
            made.free("\n\n")
            since = made.length
        else:
            made.free(" ")
    if voice is not None:
        made.add(voice[1].strip(), voice.start(1), voice.start(1) + len(voice[1].strip()))
        made.free(": ")
    at = start
    for mark in _MARK.finditer(raw, start, end):
        made.add(raw[at : mark.start()], at, mark.start())
        at = mark.end()
    made.add(raw[at:end], at, end)
    return since


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    """Give a time in milliseconds."""
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
