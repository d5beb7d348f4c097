"""Running one command: every error becomes one line and an exit code, and the terminal stays clean."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer
from typer.main import get_command

from dragoman.cli.commands import DEBUG, LazyGroup
from dragoman.cli.terminal import say, say_error, show
from dragoman.errors import DragomanError

UNEXPECTED = 70
"""Exit code of a fault in Dragoman itself, as sysexits.h has it."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

WrongCall = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])
"""What is raised where a command is called in a wrong way; Typer exports only the kinds of it."""

app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Reads the coverage of a negotiation, keeps its sourced record, and reasons over the deal on the table.",
    epilog="Each command explains itself: dragoman COMMAND --help.  What it prints goes to standard output, what it"
    " says about its work to standard error.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from dragoman.cli.other import version  # noqa: PLC0415 - only where it is asked for

        version()
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help=DEBUG)] = False,
) -> None:
    """Reads the coverage of a negotiation, keeps its sourced record, and reasons over the deal on the table."""
    _ = version
    _ = debug  # read from the arguments, so that it also counts for errors before the command runs


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code."""
    _speak_utf8()
    try:
        return _called(list(arguments) or ["--help"])
    except DragomanError as error:
        if "--debug" in arguments:
            raise
        say_error(str(error))
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone; a second complaint at exit is kept quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        say("Stopped.")
        return INTERRUPTED
    except Exception as error:  # the boundary: no traceback reaches a user
        if "--debug" in arguments:
            raise
        say_error(
            f"a fault in Dragoman itself: {type(error).__name__}: {error}. Run it again with"
            " `dragoman --debug …` and report what it shows."
        )
        return UNEXPECTED


def _called(arguments: list[str]) -> int:
    """Call the command, and give its exit code."""
    try:
        left = get_command(app).main(arguments, prog_name="dragoman", standalone_mode=False)
    except WrongCall as error:
        return _say_wrong_call(error)
    except SystemExit as leaving:
        return _code(leaving)
    if left == INTERRUPTED:
        say("Stopped.")
    return left if isinstance(left, int) else 0


def _say_wrong_call(error: typer.BadParameter) -> int:
    """Say what is wrong with what was typed, and give the exit code of that."""
    called = error.ctx.command_path if error.ctx is not None else "dragoman"
    message = _SAID_BY_A_CHECK.sub("", error.format_message()).strip().removesuffix(".")
    if message.startswith("Usage:"):
        show(message)  # a command that needs another after it, called alone
    else:
        end = "" if message.endswith("?") else "."
        say_error(f"{message[:1].lower()}{message[1:]}{end} See `{called} --help`.")
    return error.exit_code


_SAID_BY_A_CHECK = re.compile(r"(?<=: )Value error, ")
"""What Pydantic puts before a message."""


def _code(leaving: SystemExit) -> int:
    """Give the exit code of a command that left by itself."""
    if leaving.code is None:
        return 0
    return leaving.code if isinstance(leaving.code, int) else 1


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale; what cannot be encoded is shown escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
