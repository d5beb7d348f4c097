"""The command line: one file a command group, each loaded only when it is called."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command that was typed, and leave with its exit code."""
    # Nothing is imported before it is needed: a bare `import dragoman.cli` costs nothing.
    import sys  # noqa: PLC0415

    from dragoman.cli.running import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))
