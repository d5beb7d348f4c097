"""The brief as one HTML file: nothing is fetched, nothing runs, every number is a link to its quote."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from dragoman.briefs.model import Brief
from dragoman.views.wording import in_marks


def render_html(brief: Brief) -> str:
    """Give the brief as a self-contained page, for screens light and dark and for paper."""
    template, style = _page()
    return template.render(brief=brief, style=style) + "\n"


def apart(words: str) -> str:
    """Give words that go between quotation marks, so that none at their edges meets those."""
    return in_marks(words)[1:-1]


@lru_cache(maxsize=1)
def _page() -> tuple[Template, Markup]:
    """Load the template and the style sheet, once."""
    environment = Environment(
        loader=PackageLoader("dragoman.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["apart"] = apart
    source, _, _ = environment.loader.get_source(environment, "brief.css") if environment.loader else ("", None, None)
    style = Markup(source)  # noqa: S704  # the package's own style sheet, no outside words in it
    return environment.get_template("brief.html.j2"), style
