"""Writes docs/commands.md from the commands themselves: `python -m tests.cli.reference > docs/commands.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

from dragoman.cli.commands import COMMANDS, load

HEAD = """\
# Commands

*Written from the commands themselves by `python -m tests.cli.reference > docs/commands.md`; a test holds it current.*

Every command explains itself with `--help`. What a command prints (statements, answers, briefs) goes to standard
output; what it says about its work (failures, a closing sum, notes) goes to standard error, a line each. A progress
bar is drawn only where a person watches. Article text is data: control characters and direction overrides never reach
the screen, and a cell that a spreadsheet would take for a formula gets an apostrophe in CSV. JSON keeps every value
exact.

A batch goes on when an item fails, says what failed and what to do, and leaves with the exit code of the failure.

Exit codes:

- 0: done; an article without statements, or a question without an answer, is no failure
- 1: items failed for different reasons
- 2: the call itself is wrong
- 3: an item could not be turned into a document
- 4: a document could not be read, for instance in another language
- 5: the dossier refused or failed: no dossier, damaged, in use, no room
- 6: offsets and words do not agree
- 7: an instrument, or a question about one, is faulty
- 70: a fault in Dragoman itself; `dragoman --debug …` shows where
- 130: stopped with Ctrl-C

`dragoman --debug COMMAND …` shows where in the program an error came from.

A question to a large dossier prints the rows that most articles carry, about 40, and says how many there are:
`--party`, `--issue`, `--since` and `--until` narrow it, and `--rows` prints more or fewer, `--rows 0` all. `--as-of`
goes by the day on which an article was published; `--kept-by` by the moment at which something was added to the
dossier, so that the record of any past moment can be asked.
"""


def reference() -> str:
    """Give the reference of all commands."""
    return HEAD + "".join(_section(name) for name, entry in COMMANDS.items() if find_spec(entry.module))


def _section(name: str) -> str:
    """Give the section of a command, and of the commands under it."""
    command = load(name, COMMANDS[name])
    under = getattr(command, "commands", None)
    text = _described(f"dragoman {name}", command, level=2)
    if under:
        text += "".join(_described(f"dragoman {name} {sub}", one, level=3) for sub, one in under.items())
    return text


def _described(title: str, command: Any, *, level: int) -> str:
    """Describe one command."""
    parameters = [one for one in command.params if not getattr(one, "hidden", False)]
    arguments = [one for one in parameters if not one.opts[0].startswith("-")]
    options = [one for one in parameters if one.opts[0].startswith("-") and one.name != "help"]
    usage = " ".join([title, *(_usage(one) for one in arguments)])
    text = f"\n{'#' * level} {title}\n\n{_prose(command.help or '')}\n\n    {usage}{' [OPTIONS]' if options else ''}\n"
    if command.epilog:
        text += f"\n{inspect.cleandoc(command.epilog)}\n"
    rows = list(_rows([*arguments, *options]))
    if rows:
        text += "\n" + "".join(f"- {left}: {right}\n" for left, right in rows)
    return text


def _usage(argument: Any) -> str:
    """Write an argument as it stands in the usage line."""
    name = argument.metavar or argument.name.upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _rows(parameters: list[Any]) -> Iterator[tuple[str, str]]:
    """Give an entry for each parameter that says something."""
    for one in parameters:
        if not one.help:
            continue
        if one.opts[0].startswith("-"):
            names = ", ".join(f"`{name}`" for name in one.opts)
            left = names if one.is_flag else f"{names} `{one.metavar or 'VALUE'}`"
        else:
            left = f"`{one.metavar or one.name.upper()}`"
        yield left, _one_line(one.help) + _choices(one) + _default(one)


def _choices(parameter: Any) -> str:
    """Say what may be given, where that is a short list."""
    if not isinstance(parameter.default, StrEnum) or "|" in (parameter.metavar or ""):
        return ""
    return f" One of {', '.join(f'`{member}`' for member in type(parameter.default))}."


def _default(parameter: Any) -> str:
    """Say what counts where nothing is given."""
    value = parameter.default
    if value is None or value == "" or isinstance(value, bool) or callable(value):
        return ""
    return f" Default: `{value}`."


def _prose(text: str) -> str:
    """Give a help text as paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def _one_line(text: str) -> str:
    """Give a help text on one line."""
    return " ".join(text.split())


if __name__ == "__main__":
    sys.stdout.write(reference())
