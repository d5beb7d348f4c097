"""What the groups that are kept hang on."""

from __future__ import annotations

import ast
from importlib.resources import files

from dragoman.desk.kinds import RULES

_WITHOUT_GROUPS = frozenset({"answering", "deeds", "judged", "opposing", "results", "sourcing", "undertakings"})
"""Modules that make rows out of groups, or sort them: other ones would part nothing otherwise."""


def test_whatever_a_rule_of_grouping_is_made_of_is_in_the_version_of_the_rules() -> None:
    rules = set(RULES)
    needed = {module for name in rules for module in _imported_by(name)}

    assert needed - rules <= _WITHOUT_GROUPS


def _imported_by(name: str) -> set[str]:
    """Give the modules of views that a module of views imports."""
    source = files("dragoman.views").joinpath(f"{name}.py").read_text(encoding="utf-8")
    found = (node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    return {module.removeprefix("dragoman.views.") for module in found if module.startswith("dragoman.views.")}
