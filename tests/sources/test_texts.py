"""Plain text comes in as it lies on disk, whatever its encoding."""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
from pathlib import Path

import pytest

from dragoman.errors import SourceEmpty, SourceMissing, SourceNotText, SourceTooLarge, UsageError
from dragoman.record import Document, Failure, PassageKind
from dragoman.settings import Settings
from dragoman.sources import document_from_bytes, open_items, read_document

STORY = "Envoys meet again\r\n\r\nThe two sides met in Geneva on Monday, a spokesman said.\r\n\r\nNo date was set.\r\n"


def _save(folder: Path, data: bytes, name: str = "story.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_newlines_of_the_file_are_kept(tmp_path: Path) -> None:
    document = read_document(_save(tmp_path, STORY.encode()))

    assert document.text == STORY


def test_byte_order_mark_is_the_first_character(tmp_path: Path) -> None:
    document = read_document(_save(tmp_path, STORY.encode("utf-8-sig")))

    assert document.text == "\ufeff" + STORY
    assert document.text[document.passages[0].start :].startswith("Envoys")


def test_digest_is_of_the_raw_bytes(tmp_path: Path) -> None:
    data = STORY.encode("utf-8-sig")
    document = read_document(_save(tmp_path, data))

    assert document.source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8"])
def test_western_encodings_are_told(encoding: str) -> None:
    text = STORY.replace("No date", "“No date” – the café’s owner")
    document = document_from_bytes(text.encode(encoding), "story.txt")

    assert document.text.lstrip("\ufeff") == text


def test_cyrillic_code_page_is_told() -> None:
    text = "Переговоры не возобновятся в понедельник, и об этом сообщил на встрече представитель министерства.\n" * 6
    document = document_from_bytes(text.encode("cp1251"), "story.txt")

    assert document.text == text
    assert document.source.language is not None
    assert document.source.language.value == "ru"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1250",
            "Rozmowy zakończyły się bez porozumienia, i nie było jasne, że to jest koniec. Żadna ze stron nie chciała.",
        ),
        (
            "cp1254",
            "Görüşmeler bir anlaşma olmadan sona erdi ve sözcü bu kadar dedi. Taraflar için daha çok tur olacak.",
        ),
        ("cp1256", "انتهت المحادثات من دون اتفاق، قال المتحدث. ولم يكشف الطرفان عن النقاط التي ما زالت مفتوحة."),
        ("shift_jis", "和平交渉は合意に至らずに終わったと報道官が述べた。双方はどの点が未解決かを明らかにしなかった。"),
        ("cp1252", "Les négociations se sont achevées sans accord. « Rien n’est décidé », a-t-il dit à Genève."),
        ("mac_roman", "“Nothing is agreed,” the delegation’s head said – and left it at that."),
    ],
)
def test_encodings_of_other_languages_are_told(encoding: str, text: str) -> None:
    assert document_from_bytes(text.encode(encoding), "story.txt").text == text


def test_utf8_cut_in_the_middle_of_a_letter_stays_utf8() -> None:
    data = ("Заявление делегации. " * 20).encode()[:-3]
    document = document_from_bytes(data, "story.txt")

    assert document.source.encoding == "utf-8; 1 bytes unreadable"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf  \n", "\u00a0\n".encode()])
def test_blank_item_is_empty(data: bytes) -> None:
    with pytest.raises(SourceEmpty):
        document_from_bytes(data, "blank.txt")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01\x00" + bytes(400)])
def test_binary_item_is_not_text(data: bytes) -> None:
    with pytest.raises(SourceNotText):
        document_from_bytes(data, "blob")


def test_item_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = _save(tmp_path, b"a word " * 1000)

    with pytest.raises(SourceTooLarge, match="DRAGOMAN_MAX_CHARACTERS"):
        read_document(path, settings=Settings(max_characters=100))


def test_missing_path_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=re.escape("there is no such file. Check the path.")):
        read_document(tmp_path / "nowhere.txt")


def test_bad_date_from_the_user_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_document(_save(tmp_path, STORY.encode()), published="last week")


def test_what_the_user_says_beats_the_text(tmp_path: Path) -> None:
    path = _save(tmp_path, b"---\noutlet: The Courier\npublished: 2022-03-01\n---\n\n" + STORY.encode())
    document = read_document(path, published="2022-03-29", outlet="The Strait Times")

    assert document.source.outlet_name == "The Strait Times"
    assert str(document.source.date) == "2022-03-29"


def test_front_matter_is_read_and_labelled(tmp_path: Path) -> None:
    path = _save(tmp_path, b"---\nOutlet: The Courier\nPublished: 2022-03-01\nsample: true\n---\n\n" + STORY.encode())
    document = read_document(path)

    assert document.source.sample
    assert document.source.outlet is not None
    assert document.text[document.source.outlet.start : document.source.outlet.end] == "The Courier"
    assert [p.kind for p in document.passages][:2] == [PassageKind.OTHER_FURNITURE, PassageKind.HEADLINE]


def test_folder_is_read_sorted_and_bad_items_are_failures(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    _save(tmp_path / "b", STORY.encode(), "two.txt")
    _save(tmp_path, STORY.encode(), "a.txt")
    _save(tmp_path, b"", "c.txt")
    items = list(open_items([tmp_path, tmp_path / "missing"]))

    assert [type(item) for item in items] == [Document, Document, Failure, Failure]
    assert [Path(i.source.address).name for i in items if isinstance(i, Document)] == ["a.txt", "two.txt"]


def test_standard_input_is_an_item() -> None:
    (item,) = open_items(["-"], stdin=io.BytesIO(STORY.encode()))

    assert isinstance(item, Document)
    assert item.source.address == "-"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_unreadable_folder_is_a_failure(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    (item,) = open_items([closed])

    assert isinstance(item, Failure)


def test_letters_encoded_twice_are_noted_and_not_changed() -> None:
    text = (
        ("“Nothing is agreed,” the café’s owner said. " * 5)
        .encode()
        .decode("cp1252", "replace")
        .replace("\ufffd", "\x9d")
    )
    document = document_from_bytes(text.encode(), "story.txt")

    assert "encoded twice" in document.source.encoding
    assert document.text == text


def test_long_run_of_blanks_in_front_matter_takes_no_time() -> None:
    begun = time.process_time()
    document_from_bytes(b"---\noutlet:" + b" " * 50_000 + b"x\n\nTalks go on, he said.", "story.txt")

    assert time.process_time() - begun < 2
