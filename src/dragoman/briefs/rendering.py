"""One door to the renderers, which are loaded when they are asked for."""

from __future__ import annotations

from dragoman.briefs.model import Brief
from dragoman.errors import UsageError

FORMATS = ("text", "md", "html", "json")
"""The forms in which a brief can be had as text; a Word document is bytes (`render_docx`)."""


def render(brief: Brief, form: str = "text", *, width: int = 100, color: bool = False) -> str:
    """Give a brief in one of its forms.

    Args:
        brief: The brief.
        form: `text`, `md`, `html` or `json`.
        width: Columns of the text form.
        color: Whether the text form carries terminal colours.

    Raises:
        UsageError: If the form is not known.
    """
    if form == "text":
        return render_text(brief, width=width, color=color)
    if form == "md":
        return render_markdown(brief)
    if form == "html":
        return render_html(brief)
    if form == "json":
        return brief.model_dump_json(indent=2) + "\n"
    raise UsageError(f"there is no form {form!r} of a brief", item=form, remedy=f"Use one of {', '.join(FORMATS)}.")


def render_text(brief: Brief, *, width: int = 100, color: bool = False) -> str:
    """Give a brief as text, as `briefs.text` sets it."""
    from dragoman.briefs import text  # noqa: PLC0415  # Rich is slow to load

    return text.render_text(brief, width=width, color=color)


def render_markdown(brief: Brief) -> str:
    """Give a brief as CommonMark."""
    from dragoman.briefs import markdown  # noqa: PLC0415

    return markdown.render_markdown(brief)


def render_docx(brief: Brief) -> bytes:
    """Give a brief as a Word document."""
    from dragoman.briefs import docx  # noqa: PLC0415

    return docx.render_docx(brief)


def render_html(brief: Brief) -> str:
    """Give a brief as one self-contained page."""
    from dragoman.briefs import html  # noqa: PLC0415  # Jinja is slow to load

    return html.render_html(brief)
