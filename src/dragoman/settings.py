"""The settings of one run, read from the environment once; nothing else in Dragoman reads it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told from outside.

    Attributes:
        model: Folder of another reader model than the one shipped (`DRAGOMAN_MODEL`).
        threads: Processor threads for the reader, at least 1 (`DRAGOMAN_THREADS`).
        max_characters: Largest document that is read, in code points (`DRAGOMAN_MAX_CHARACTERS`).
    """

    model: Path | None = None
    threads: int = 1
    max_characters: int = 20_000_000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings.

        Raises:
            UsageError: If a value is not of its kind.  A bad value never turns into the default.
        """
        model = environment.get("DRAGOMAN_MODEL")
        return cls(
            model=Path(model) if model else None,
            threads=_positive(environment, "DRAGOMAN_THREADS", 1),
            max_characters=_positive(environment, "DRAGOMAN_MAX_CHARACTERS", 20_000_000),
        )


def _positive(environment: Mapping[str, str], name: str, default: int) -> int:
    """Give a setting that must be a whole number above zero."""
    raw = environment.get(name)
    if raw is None:
        return default
    if not raw.isdecimal() or int(raw) < 1:
        problem = f"{raw!r} is not a whole number above zero"
        raise UsageError(problem, item=name, remedy="Set it to 1 or more, or unset it.")
    return int(raw)
