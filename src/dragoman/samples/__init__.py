"""The sample dossier: articles written for Dragoman, and the record an analyst would keep of them.

The articles follow one negotiation from March 2022 to January 2026.  Their outlets and experts are
invented, the public facts are not; each file says so in its front matter (`docs/samples.md`).
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["gold_path", "sample_paths"]

_FOLDER = Path(__file__).parent


def sample_paths() -> tuple[Path, ...]:
    """Give the sample articles oldest first.

    Returns:
        Paths of text files in the encodings and line endings that real coverage comes in.
    """
    return tuple(sorted(_FOLDER.glob("[0-9][0-9]-*.txt")))


def gold_path() -> Path:
    """Give the analyst's record of the samples, to measure a reader and its views against."""
    return _FOLDER / "gold.json"
