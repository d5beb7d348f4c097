"""The JSON Schema of instrument files, made from the model that reads them."""

from __future__ import annotations

import json
from importlib import resources

from dragoman.deals.model import Instrument


def schema_text() -> str:
    """Give the schema as JSON text, ready to be published."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dragoman instrument",
        **Instrument.model_json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def form_text() -> str:
    """Give a form to fill in: a small instrument with a comment on every line that needs one."""
    return (resources.files("dragoman.deals") / "form.yaml").read_text(encoding="utf-8")
