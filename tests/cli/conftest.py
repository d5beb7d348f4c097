"""What the tests of the command line share: running a command, and a dossier to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.running import run
from dragoman.dossier import Store
from dragoman.errors import ReadingError
from dragoman.reading import load_reader
from dragoman.record import Act, Issue
from tests.dossier.making import NOON, SAID, TEXT, Said, at, document, reading

GUARANTEE = "Poland and Canada could be guarantors, Ukraine said."
CLAIM = "Russia claims that a drone struck a residence."
DENIAL = "Ukraine denied that its drone struck a residence."


@dataclass(frozen=True)
class Done:
    """What a command printed, said and left with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Give what was printed as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Give what was said, line by line."""
        return self.err.splitlines()


Dragoman = Callable[..., Done]


@pytest.fixture
def dragoman(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Dragoman:
    """Give a way to run a command within this process, on a screen of the same width wherever the tests run."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Give a dossier of two articles."""
    path = tmp_path / "talks.dossier"
    later = TEXT + f"\n{GUARANTEE}\n\n{CLAIM}\n\n{DENIAL}\n"
    said = [
        *SAID,
        Said(GUARANTEE, "Ukraine", Act.PROPOSE, Issue.GUARANTEES, ("Poland", "Canada")),
        Said(CLAIM, "Russia", Act.CLAIM, Issue.INCIDENT),
        Said(DENIAL, "Ukraine", Act.DENY, Issue.INCIDENT),
    ]
    with Store.create(path) as store:
        first = document()
        store.add(first, reading(first), at=NOON)
        second = document(later, "later.txt", published="2026-01-06")
        store.add(second, reading(second, said), at=at(60))
    return path


@pytest.fixture(scope="session")
def with_reader() -> None:
    """Skip a test that reads, where the reader's model is not there."""
    try:
        load_reader()
    except ReadingError as error:
        pytest.skip(f"the reader cannot be loaded: {error}")
