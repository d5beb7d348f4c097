"""Every format, broken at random, is read or refused: never a crash, never a hang."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.record import Document, Failure
from dragoman.settings import Settings
from dragoman.sources import open_items
from tests.sources.samples import all_formats

FORMATS = all_formats()
SECONDS = 10.0
"""Processor time that no mutation of a small item may take longer than; the clock on the wall tells of others' work."""
_MARKS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\x00",
    b"\xff\xfe",
    b"{",
    b"]",
    b"\r\n\r\n",
    b"<!--",
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"%PDF",
)


def _broken(data: bytes, chance: random.Random) -> bytes:
    """Break some bytes: flipped, cut, doubled, swapped, marks of formats put in."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not found:
            break
        at = chance.randrange(len(found))
        way = chance.randrange(7)
        if way == 0:
            found[at] = chance.randrange(256)
        elif way == 1:
            del found[at : at + chance.choice((1, 8, 200))]
        elif way == 2:
            found[at:at] = found[at : at + chance.choice((4, 60, 600))]
        elif way == 3:
            found = found[:at]
        elif way == 4:
            found[at:at] = chance.choice(_MARKS)
        elif way == 5:
            found[at] ^= 1 << chance.randrange(8)
        else:
            found[at:at] = bytes([found[at]]) * chance.choice((10, 3000))
    return bytes(found)


def _mutate(name: str, folder: Path, times: int) -> None:
    """Break one format over and over and read what comes out."""
    chance = random.Random(name)  # noqa: S311 - the same breaks in every run
    path = folder / name
    for number in range(times):
        path.write_bytes(_broken(FORMATS[name], chance))
        begun = time.process_time()
        for item in open_items([path], settings=Settings(max_characters=1_000_000)):
            if isinstance(item, Failure):
                assert item.problem, number
                assert item.remedy, number
            else:
                assert isinstance(item, Document)
                assert all(0 <= p.start < p.end <= len(item.text) for p in item.passages), number
                assert all(0 <= s.start < s.end <= len(item.text) for s in item.origin), number
                assert all(one.end <= other.start for one, other in pairwise(item.origin)), number
                item.text.encode("utf-8")
        assert time.process_time() - begun < SECONDS, number


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_whole_item_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FORMATS[name])
    items = list(open_items([tmp_path / name]))

    assert items
    assert all(isinstance(item, Document) for item in items)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_broken_item_is_read_or_refused(name: str, tmp_path: Path) -> None:
    _mutate(name, tmp_path, 60)


@pytest.mark.slow
@pytest.mark.skipif("not config.getoption('-m')", reason="ten thousand mutations a format; run with -m slow")
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_ten_thousand_broken_items_are_read_or_refused(name: str, tmp_path: Path) -> None:
    _mutate(name, tmp_path, 10_000)
