"""What `--help` prints: usage, what a command does, arguments and options, in lines that fit the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from inspect import cleandoc
from textwrap import wrap
from typing import Any, TypeAlias

from dragoman.cli.printing import screen_width

Entry: TypeAlias = tuple[str, str]
"""What is typed, and what it is for."""

HELP: Entry = ("-h, --help", "Show this and leave.")

_WIDEST = 100
"""Columns beyond which lines are hard to read."""
_LEFT = 26
"""Columns that what is typed may take up; what is longer gets a line of its own."""


def help_of(command: Any, path: str) -> str:
    """Give the help of a command.

    Args:
        command: The command, as Typer made it.
        path: How it is called, such as `dragoman deal status`.
    """
    shown = [one for one in command.params if not getattr(one, "hidden", False)]
    arguments = [one for one in shown if not _is_option(one)]
    usage = " ".join([path, *(_argument(one) for one in arguments), "[OPTIONS]"])
    parts = [*_wrapped(usage, "       ", first="Usage: "), "", *_prose(command.help or "")]
    if arguments:
        parts += ["", *_entries((_argument(one), one.help or "") for one in arguments)]
    options = [(_option(one), _explained(one)) for one in shown if _is_option(one)]
    parts += ["", "Options:", *_entries([*options, HELP])]
    if command.epilog:
        parts += ["", *_prose(command.epilog)]
    return "\n".join(parts)


def help_of_group(path: str, about: str, groups: Mapping[str, Sequence[Entry]], epilog: str = "") -> str:
    """Give the help of a command that has commands under it.

    Args:
        path: How it is called.
        about: What it is.
        groups: The commands with their lines, by heading.
        epilog: What is said at the end.
    """
    parts = [f"Usage: {path} COMMAND …", "", *_prose(about)]
    left = 2 + max(len(name) for entries in groups.values() for name, _ in entries)
    for heading, entries in groups.items():
        parts += ["", f"{heading}:", *_entries(entries, left)]
    return "\n".join([*parts, "", *_prose(epilog)] if epilog else parts)


def _is_option(parameter: Any) -> bool:
    """Tell an option from an argument."""
    return bool(parameter.opts[0].startswith("-"))


def _argument(argument: Any) -> str:
    """Write an argument as it stands in the line of usage."""
    name = argument.metavar or argument.name.upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _option(option: Any) -> str:
    """Write an option with what it takes."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar or 'VALUE'}"


def _explained(option: Any) -> str:
    """Say what an option is for, and what counts where it is not given."""
    value = option.default
    if value in (None, "", 0) or isinstance(value, bool) or callable(value) or not option.show_default:
        return option.help or ""
    default = value.value if isinstance(value, StrEnum) else f"{value:g}" if isinstance(value, float) else value
    return f"{option.help} [{default}]"


def _entries(entries: Iterable[Entry], left: int = _LEFT) -> list[str]:
    """Draw a list of what is typed, each with what it is for."""
    lines: list[str] = []
    for name, words in entries:
        beside = len(name) + 2 <= left
        told = _wrapped(words, " " * (left + 2), first=f"  {name}".ljust(left + 2) if beside else None)
        lines += told if beside else [f"  {name}", *told]
    return lines


def _prose(text: str) -> list[str]:
    """Draw paragraphs; a list keeps its lines."""
    lines: list[str] = []
    for paragraph in cleandoc(text).split("\n\n"):
        if lines:
            lines.append("")
        for item in _items(paragraph):
            lines += _wrapped(item, "  " if item.startswith("- ") else "", first="")
    return lines


def _items(paragraph: str) -> list[str]:
    """Give the items of a list, or a paragraph whole, each on one line."""
    items: list[str] = []
    for line in paragraph.splitlines():
        if items and not line.startswith("- "):
            items[-1] += f" {line.strip()}"
        else:
            items.append(line.strip())
    return items


def _wrapped(text: str, indent: str, *, first: str | None = None) -> list[str]:
    """Break a text into lines of which all but the first are indented."""
    width = min(screen_width(), _WIDEST)
    begin = indent if first is None else first
    lines = wrap(" ".join(text.split()), width, initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [begin.rstrip()]
