"""The reference of commands is what the commands are."""

from __future__ import annotations

from pathlib import Path

from tests.cli.reference import reference

COMMANDS = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def test_reference_of_commands_is_current() -> None:
    written = COMMANDS.read_text(encoding="utf-8")

    assert written == reference(), "write it anew: python -m tests.cli.reference > docs/commands.md"
