"""What the tutorial and the README show is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.tutorial import PAGES, printed, steps


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if page.exists()], ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    for step in steps(page.read_text("utf-8")):
        assert printed(step, tmp_path) == step.output, f"{page.name}: $ {step.command}"


def test_the_tutorial_has_commands() -> None:
    assert steps(PAGES[0].read_text("utf-8"))
