"""The sample dossier: articles written for Dragoman, and the record an analyst would keep of them.

The articles follow one negotiation from March 2022 to January 2026.  Their outlets and experts are
invented, the public facts are not; each file says so in its front matter (`docs/samples.md`).
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["copy_samples", "gold_path", "sample_paths"]

_FOLDER = Path(__file__).parent


def sample_paths() -> tuple[Path, ...]:
    """Give the sample articles, oldest first.

    Returns:
        Paths of text files in the encodings and line endings that real coverage comes in.
    """
    return tuple(sorted(_FOLDER.glob("[0-9][0-9]-*.txt")))


def copy_samples(folder: Path) -> tuple[Path, ...]:
    """Copy the sample articles, byte for byte, to where somebody can look at them and change them.

    Args:
        folder: Where to; made if it is not there.  A file of the same name that is there stays as it is.

    Returns:
        The copies, oldest first.

    Raises:
        OSError: If the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copies = tuple(folder / path.name for path in sample_paths())
    for path, copy in zip(sample_paths(), copies, strict=True):
        if not copy.exists():
            copy.write_bytes(path.read_bytes())
    return copies


def gold_path() -> Path:
    """Give the analyst's record of the samples, to measure a reader and its views against."""
    return _FOLDER / "gold.json"
