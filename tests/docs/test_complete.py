"""The documentation is whole: commands, options, settings, fields, words, dependencies, links."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dragoman import record
from dragoman.cli.commands import COMMANDS, load
from dragoman.settings import Settings
from tests.docs import lists

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"])
FENCED = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)[ ]*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!\\)\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def page(name: str) -> str:
    """Give a page of the documentation; fail plainly where it is missing."""
    path = DOCS / name
    assert path.exists(), f"docs/{name} is missing"
    return path.read_text("utf-8")


def prose(path: Path) -> str:
    """Give a page without its fenced and indented code."""
    text = FENCED.sub("", path.read_text("utf-8"))
    return "\n".join(line for line in text.splitlines() if not line.startswith("    "))


def sections(text: str) -> list[tuple[str, str]]:
    """Split a page into headings and what stands under each, up to the next heading of any level."""
    pieces = re.split(r"^(#+ .*)$", FENCED.sub(lambda found: found[0].replace("\n#", "\n "), text), flags=re.MULTILINE)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def slug(heading: str) -> str:
    """Give the fragment that a heading is linked by."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower()).strip().replace(" ", "-")


def commands() -> Iterator[tuple[str, Any]]:
    """Give every command with its full name, those of groups too."""
    for name, entry in COMMANDS.items():
        if find_spec(entry.module) is not None:
            yield from below(name, load(name, entry))


def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Give a command and the commands in it."""
    yield name, command
    for child, found in getattr(command, "commands", {}).items():
        yield from below(f"{name} {child}", found)


def options(command: Any) -> Iterator[tuple[str, ...]]:
    """Give the spellings of every option of a command; asking for help or completion is none."""
    for parameter in command.params:
        if parameter.name in {"help", "install_completion", "show_completion"}:
            continue
        names = tuple(name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("-"))
        if names and not getattr(parameter, "hidden", False):
            yield names


ALL_COMMANDS = list(commands())


def command_text() -> str:
    """Give the reference of commands."""
    return page("commands.md")


def under(name: str) -> str:
    """Give what stands under the heading of a command."""
    return "\n".join(body for head, body in sections(command_text()) if head.lstrip("# ") == f"dragoman {name}")


@pytest.mark.parametrize("name", [name for name, _ in ALL_COMMANDS])
def test_every_command_is_documented(name: str) -> None:
    assert under(name), f"dragoman {name} is not documented"


@pytest.mark.parametrize(("name", "command"), ALL_COMMANDS, ids=[name for name, _ in ALL_COMMANDS])
def test_every_option_is_documented(name: str, command: Any) -> None:
    text = under(name)
    missing = [names for names in options(command) if not any(re.search(rf"`{n}\b", text) for n in names)]

    assert not missing, f"options of dragoman {name} are not documented: {missing}"


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_is_documented(field: str) -> None:
    assert f"`DRAGOMAN_{field.upper()}` (`{field}`)" in page("settings.md")


def test_no_setting_is_documented_that_is_none() -> None:
    named = set(re.findall(r"`DRAGOMAN_\w+` \(`(\w+)`\)", page("settings.md")))

    assert named == {field.name for field in dataclasses.fields(Settings)}


@pytest.mark.parametrize("name", ["record.md", "glossary.md"])
def test_lists_agree_with_the_code(name: str) -> None:
    text = page(name)

    assert lists.with_lists(text) == text, "run python -m tests.docs.lists, and write the meanings that are missing"


@pytest.mark.parametrize("name", ["record.md", "glossary.md"])
def test_every_listed_field_and_word_has_a_meaning(name: str) -> None:
    assert lists.MISSING not in page(name)


def test_every_record_and_vocabulary_is_listed() -> None:
    listed = {*lists.list_names(page("record.md")), *lists.list_names(page("glossary.md"))}
    coded = {"Act", "Issue", "Modality", "ConditionKind"}

    assert set(record.__all__) - {"Record", "digest"} - coded == listed - set(lists.CODED)
    assert set(lists.CODED) <= listed


def test_every_runtime_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(one for extra in project.get("optional-dependencies", {}).values() for one in extra),
    ]
    names = {re.split(r"[\[<>=~! ;]", requirement)[0].lower() for requirement in wanted}
    explained = {head.lstrip("# ").strip("`").lower() for head, _ in sections(page("dependencies.md"))}

    assert names <= explained


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_resolve(path: Path) -> None:
    for target in (found["target"] for found in LINK.finditer(prose(path))):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, fragment = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), f"{path.name} links to {target}"
        if fragment and there.suffix == ".md":
            assert fragment in {slug(head) for head, _ in sections(there.read_text("utf-8"))}, f"{path.name}: {target}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_are_commonmark_without_tables(path: Path) -> None:
    assert not re.search(r"^\|.*\|$", prose(path), re.MULTILINE)


def test_every_page_is_reachable_from_the_index() -> None:
    linked = {found["target"].partition("#")[0] for found in LINK.finditer(page("index.md"))}
    pages = {str(path.relative_to(DOCS)) for path in DOCS.glob("**/*.md")} - {"index.md"}

    assert pages <= linked
