"""The sample dossier: styles, front matter, and the analyst's record of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.record import Act, ConditionKind, Firmness, Issue, MeetingLevel, MeetingState, PassageKind
from dragoman.samples import copy_samples, gold_path, sample_paths

SHARED = Path(__file__).parents[3] / "shared"
NOTE = "Written for Dragoman from public facts; not a real article."
RUN = 9  # words in a row that no two texts share by accident, names and titles apart


def decoded(path: Path) -> str:
    """Decode a sample, newlines kept."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def parts(path: Path) -> tuple[dict[str, str], str]:
    """Split a sample into front matter and article."""
    _, head, article = decoded(path).removeprefix("\ufeff").split("---", 2)
    pairs = (line.split(": ", 1) for line in head.split("\n") if line.strip())
    return {key.strip(): value.strip() for key, value in pairs}, article


def gold() -> dict[str, list[dict[str, object]]]:
    """Give the lists of the analyst's record."""
    loaded: dict[str, object] = json.loads(gold_path().read_text("utf-8"))
    return {key: value for key, value in loaded.items() if isinstance(value, list)}


def quoted(node: object) -> Iterator[tuple[str, str]]:
    """Give every file and quote below a node."""
    if isinstance(node, dict):
        if isinstance(node.get("quote"), str):
            yield str(node["file"]), str(node["quote"])
        for value in node.values():
            yield from quoted(value)
    elif isinstance(node, list):
        for value in node:
            yield from quoted(value)


def coded(node: object, key: str) -> Iterator[str]:
    """Give every text that stands under a key, alone or in a list."""
    if isinstance(node, dict):
        value = node.get(key)
        if isinstance(value, str):
            yield value
        if isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
        for child in node.values():
            yield from coded(child, key)
    elif isinstance(node, list):
        for child in node:
            yield from coded(child, key)


def test_there_are_at_least_sixteen_articles() -> None:
    assert len(sample_paths()) >= 16


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)
def test_a_sample_says_that_it_is_one(path: Path) -> None:
    front, _ = parts(path)

    assert front["sample"] == "true"
    assert front["note"] == NOTE
    assert front["outlet"]
    assert front["title"]
    assert front["url"].startswith("https://example.org/")
    assert date.fromisoformat(front["published"]).year in range(2022, 2027)


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)
def test_a_sample_is_as_long_as_an_article(path: Path) -> None:
    _, article = parts(path)

    assert 250 <= len(article.split()) <= 700


def test_samples_come_in_the_order_of_their_dates() -> None:
    days = [parts(path)[0]["published"] for path in sample_paths()]

    assert days == sorted(days)


def test_samples_come_as_files_really_come() -> None:
    raw = [path.read_bytes() for path in sample_paths()]

    assert sum(data.startswith(b"\xef\xbb\xbf") for data in raw) == 1
    assert sum(b"\r\n" in data for data in raw) == 1
    assert sum(b"\x93" in data and b"\xe2\x80\x93" not in data for data in raw) >= 1
    assert sum("\n\n" not in parts(path)[1].strip() and "\r\n" not in parts(path)[1] for path in sample_paths()) == 1


@pytest.mark.parametrize(("file", "quote"), sorted(set(quoted(gold()))))
def test_a_quote_of_the_record_stands_once_in_its_article(file: str, quote: str) -> None:
    text = decoded(gold_path().parent / file)

    assert text.count(quote) == 1


@pytest.mark.parametrize(
    ("key", "below", "codes"),
    [
        ("act", ["terms"], Act),
        ("issues", ["terms"], Issue),
        ("issue", ["changes", "positions"], Issue),
        ("firmness", ["terms"], Firmness),
        ("level", ["meetings"], MeetingLevel),
        ("state", ["meetings"], MeetingState),
        ("kind", ["furniture"], PassageKind),
    ],
)
def test_the_record_uses_the_codes_of_the_house(key: str, below: list[str], codes: type[Act]) -> None:
    used = {code for part in below for code in coded(gold()[part], key)}

    assert used
    assert used <= {str(code) for code in codes}


def test_conditions_of_the_record_use_the_codes_of_the_house() -> None:
    used = {code for term in gold()["terms"] for code in coded(term["conditions"], "kind")}

    assert used <= {str(code) for code in ConditionKind}


def test_terms_of_the_record_have_their_own_ids() -> None:
    ids = [term["id"] for term in gold()["terms"]]

    assert len(ids) == len(set(ids))


def test_furniture_of_the_record_stands_in_its_article() -> None:
    for piece in gold()["furniture"]:
        lines = {line.strip() for line in decoded(gold_path().parent / str(piece["file"])).splitlines()}
        assert piece["line"] in lines


def words_in_a_row(text: str) -> set[tuple[str, ...]]:
    """Give every run of words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.mark.corpus
def test_samples_copy_nobody() -> None:
    others = sorted(SHARED.glob("seeds/*.txt")) + sorted(SHARED.glob("evaluation/*/*.txt"))
    if not others:
        pytest.skip("the evaluation texts do not lie beside the checkout")
    theirs = set[tuple[str, ...]]().union(*(words_in_a_row(path.read_text("utf-8")) for path in others))

    for path in sample_paths():
        shared = words_in_a_row(parts(path)[1]) & theirs
        assert not shared, f"{path.name}: {shared}"


def test_copies_are_byte_for_byte(tmp_path: Path) -> None:
    copies = copy_samples(tmp_path / "articles")

    assert [copy.read_bytes() for copy in copies] == [path.read_bytes() for path in sample_paths()]


def test_a_copy_that_somebody_changed_is_left_alone(tmp_path: Path) -> None:
    changed = copy_samples(tmp_path)[0]
    changed.write_text("mine", "utf-8")

    copy_samples(tmp_path)

    assert changed.read_text("utf-8") == "mine"
