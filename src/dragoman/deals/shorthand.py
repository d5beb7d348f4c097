"""Shorter ways to write a value in an instrument file, known to the schema as well as to the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True)
class Shorthand:
    """Marks a field whose value may also be written shorter.

    Attributes:
        widen: Turns the short form into the long one and leaves anything else alone.
        short: JSON Schemas of the short forms.
    """

    widen: Callable[[Any], Any]
    short: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Widen before the field's own validation."""
        return core_schema.no_info_before_validator_function(self.widen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Offer the long form and the short ones."""
        return {"anyOf": [handler(schema), *({"type": kind} for kind in self.short)]}


def keyed(key: str) -> Shorthand:
    """Give the shorthand by which a bare word stands for an object with that one key."""

    def widen(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return Shorthand(widen, ("string",))


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], Shorthand(_listed, ("string",))]
"""Names; one name may stand for a list of one."""
