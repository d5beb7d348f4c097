"""Which commands there are, in which module each stands, and its line in the list: known without loading any."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from dragoman.cli.helping import HELP, help_of, help_of_group


@dataclass(frozen=True, slots=True)
class Entry:
    """A command in the list.

    Attributes:
        module: Where it stands.
        summary: Its line in the list.
        panel: The heading that it stands under.
    """

    module: str
    summary: str
    panel: str


DEBUG = "Show where in the program an error came from."
READ, KEEP, ASK, JUDGE, OTHER = "Read", "Keep a dossier", "Ask", "Judge", "Other"

COMMANDS: dict[str, Entry] = {
    "read": Entry("dragoman.cli.read", "Read articles and print their statements.", READ),
    "attributions": Entry("dragoman.cli.read", "Print who is cited for which words, one attribution a line.", READ),
    "brief": Entry("dragoman.cli.brief", "Write a sourced brief from a dossier or from articles.", READ),
    "demo": Entry("dragoman.cli.brief", "Build the sample dossier and print its brief.", READ),
    "add": Entry("dragoman.cli.keep", "Read articles into a dossier.", KEEP),
    "reread": Entry("dragoman.cli.keep", "Read again what a dossier keeps, with the present reader.", KEEP),
    "info": Entry("dragoman.cli.keep", "Say what is in a dossier.", KEEP),
    "failures": Entry("dragoman.cli.keep", "List what could not be read, or try it again.", KEEP),
    "check": Entry("dragoman.cli.check", "Check a dossier through and through, or rescue what is whole.", KEEP),
    "table": Entry("dragoman.cli.ask", "What is on the table, and who put it there.", ASK),
    "positions": Entry("dragoman.cli.ask", "Who stands where on each issue.", ASK),
    "guarantors": Entry("dragoman.cli.ask", "Who is named as guarantor, how firmly and by whom.", ASK),
    "timeline": Entry("dragoman.cli.ask", "Meetings and acts by date.", ASK),
    "claims": Entry("dragoman.cli.ask", "Contested claims: who asserts, denies, assesses.", ASK),
    "sources": Entry("dragoman.cli.ask", "The articles and their outlets.", ASK),
    "changes": Entry("dragoman.cli.ask", "What is new, moved, dropped or hardened since a date.", ASK),
    "pledges": Entry("dragoman.cli.ask", "What was pledged, and what is said of keeping it.", ASK),
    "meetings": Entry("dragoman.cli.ask", "Meetings held, planned and cancelled.", ASK),
    "figures": Entry("dragoman.cli.ask", "Numbers on one matter, side by side: who put which, and when.", ASK),
    "disagreements": Entry("dragoman.cli.ask", "What independent sources tell differently.", ASK),
    "search": Entry("dragoman.cli.search", "Find words and names in statements or whole texts.", ASK),
    "judge": Entry("dragoman.cli.judge", "Accept, reject or correct what was read; undo it.", JUDGE),
    "judgements": Entry("dragoman.cli.judge", "List the judgements, and those whose ground has moved.", JUDGE),
    "deal": Entry("dragoman.cli.deal", "Write down the terms of a deal, and ask what follows from them.", OTHER),
    "version": Entry("dragoman.cli.other", "Print the versions of Dragoman and its reader.", OTHER),
}
"""Every command; the order is that of the list."""


class LazyGroup(TyperGroup):
    """The root of the commands: loads the one that is called, and lists all without loading any."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names of the commands that are there."""
        _ = ctx
        return [name for name, entry in COMMANDS.items() if find_spec(entry.module) is not None]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command, loaded."""
        _ = ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None or find_spec(entry.module) is None:
            return None
        return load(cmd_name, entry)

    def get_help(self, ctx: Any) -> str:
        """Give the list of commands by what they are for."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            panels.setdefault(COMMANDS[name].panel, []).append((name, COMMANDS[name].summary))
        panels["Options"] = [("--version", "Print the version."), ("--debug", DEBUG), HELP]
        return help_of_group(ctx.command_path, self.help or "", panels, self.epilog or "")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, so that a near miss is told which one may be meant."""
        self.commands = {name: TyperCommand(name) for name in COMMANDS}
        return super().resolve_command(ctx, args)


def load(name: str, entry: Entry) -> Any:
    """Load a command from its module."""
    app: typer.Typer = importlib.import_module(entry.module).app
    found: Any = get_command(app)
    if isinstance(found, TyperGroup) and name in found.commands:
        found = found.commands[name]
    under = getattr(found, "commands", {})
    for command in under.values():
        command.get_help = partial(_help, command)
    found.get_help = partial(_help_of_all, found) if under else partial(_help, found)
    return found


def _help(command: Any, context: Any) -> str:
    """Give the help of a command."""
    return help_of(command, context.command_path)


def _help_of_all(group: Any, context: Any) -> str:
    """Give the help of a command with commands under it."""
    listed = [(name, _first_sentence(command.help)) for name, command in group.commands.items()]
    return help_of_group(context.command_path, group.help, {"Commands": listed})


def _first_sentence(text: str | None) -> str:
    """Give the first paragraph of a help text on one line."""
    return " ".join((text or "").partition("\n\n")[0].split())
