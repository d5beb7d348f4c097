"""Documents to statements and meetings, by the local reader or any other behind the same protocol.

Importing this package is cheap; the model's libraries are loaded with the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reading.protocol import Reader

if TYPE_CHECKING:
    from dragoman.reading.local import LocalReader
    from dragoman.settings import Settings

__all__ = ["Reader", "load_reader"]


def load_reader(settings: Settings | None = None) -> LocalReader:
    """Load the local reader with the shipped model, or the one that the settings name.

    Raises:
        ReadingError: If the model's files are not there.
    """
    from dragoman.reading import local  # noqa: PLC0415 - see the module's docstring

    return local.load_reader(settings)
