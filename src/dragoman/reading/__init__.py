"""Documents to statements and meetings, by the local reader or any other behind the same protocol."""

from __future__ import annotations

from dragoman.reading.attributions import Attribution
from dragoman.reading.local import LocalReader, load_reader
from dragoman.reading.protocol import Reader

__all__ = ["Attribution", "LocalReader", "Reader", "load_reader"]
