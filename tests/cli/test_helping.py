"""Help fits the screen, and a command that is called in a wrong way is told so in one line."""

from __future__ import annotations

import pytest

from dragoman.cli.commands import COMMANDS
from tests.cli.conftest import Dragoman

NARROW, WIDE = 80, 160


@pytest.fixture(params=[NARROW, WIDE])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A screen of so many columns."""
    columns: int = request.param
    monkeypatch.setenv("COLUMNS", str(columns))
    return columns


@pytest.mark.parametrize("command", [(), ("judge",), ("table",), ("brief",), ("deal",), ("deal", "status")])
def test_help_fits_the_screen(dragoman: Dragoman, width: int, command: tuple[str, ...]) -> None:
    done = dragoman(*command, "--help")

    assert max(map(len, done.out.splitlines())) <= min(width, 100)


def test_list_of_commands_shows_every_line_whole(dragoman: Dragoman, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(NARROW))
    done = dragoman("--help")

    flowing = " ".join(done.out.split())
    assert all(entry.summary in flowing for entry in COMMANDS.values())


def test_ways_to_judge_stand_in_lines_of_their_own(dragoman: Dragoman) -> None:
    done = dragoman("judge", "--help")

    assert [line for line in done.out.splitlines() if line.startswith("- `undo ID`")]


def test_no_command_offers_to_install_anything(dragoman: Dragoman) -> None:
    assert not [name for name in COMMANDS if "completion" in dragoman(name, "--help").out]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("table",), "missing argument 'DOSSIER'. See `dragoman table --help`."),
        (("table", "x", "--format", "xml"), "'xml' is not one of 'text', 'json', 'csv', 'md'"),
        (("table", "x", "--no-such"), "--no-such"),
        (("serch", "x"), "Did you mean 'search'? See `dragoman --help`."),
    ],
)
def test_wrong_call_is_told_in_one_line(dragoman: Dragoman, call: tuple[str, ...], said: str) -> None:
    done = dragoman(*call)

    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert "Value error" not in done.err


def test_group_called_alone_lists_its_commands(dragoman: Dragoman) -> None:
    done = dragoman("deal")

    assert "what-if" in done.out + done.err
