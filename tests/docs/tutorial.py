"""Runs the commands of `docs/tutorial.md` and `README.md` and writes down what they print.

A block of ```` ```console ```` holds one command after `$ ` and what it printed.  A number after `console` is how many
lines are shown; what is left out is marked by a line `[...]`.  `python -m tests.docs.tutorial` writes the outputs
anew; the test fails while they differ.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "tutorial.md", ROOT / "README.md")
BLOCK = re.compile(
    r"^```console(?: (?P<shown>\d+))?\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)^```$", re.DOTALL | re.MULTILINE
)
CUT = "[...]"
MASKS = (
    (re.compile(r"\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC"), "2026-02-01 09:00:00 UTC"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "0123456789abcdef"),
)
"""What differs from run to run: moments of keeping, and ids that are made from them."""
WIDTH = "96"


@dataclass(frozen=True, slots=True)
class Step:
    """One command with what the page says that it prints."""

    command: str
    output: str
    shown: int | None


def steps(text: str) -> list[Step]:
    """Give the commands of a page in their order."""
    return [
        Step(found["command"], found["output"], int(found["shown"]) if found["shown"] else None)
        for found in BLOCK.finditer(text)
    ]


def environment() -> dict[str, str]:
    """Give the environment that outputs are written down in: fixed width, no colour."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def printed(step: Step, folder: Path) -> str:
    """Run a command as a user does, and give what a reader of the page would see."""
    done = subprocess.run(  # noqa: S602  (the commands are the page's own, with pipes and redirections)
        step.command,
        shell=True,
        cwd=folder,
        env=environment() | {"HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=300,
    )
    shown = done.stdout.decode("utf-8")
    for pattern, stand_in in MASKS:
        shown = pattern.sub(stand_in, shown)
    lines = [line.rstrip() for line in shown.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if step.shown is not None and len(lines) > step.shown:
        lines = [*lines[: step.shown], CUT]
    return "".join(line + "\n" for line in lines)


def with_outputs(text: str, folder: Path) -> str:
    """Give a page with every output written anew."""

    def renewed(found: re.Match[str]) -> str:
        step = Step(found["command"], found["output"], int(found["shown"]) if found["shown"] else None)
        head = f"```console {step.shown}" if step.shown else "```console"
        return f"{head}\n$ {step.command}\n{printed(step, folder)}```"

    return BLOCK.sub(renewed, text)


if __name__ == "__main__":
    for page in PAGES:
        if page.exists():
            with tempfile.TemporaryDirectory() as scratch:
                page.write_text(with_outputs(page.read_text("utf-8"), Path(scratch)), "utf-8")
