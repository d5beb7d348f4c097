"""Results to documents: one brief, several renderers."""

from __future__ import annotations

from dragoman.briefs.building import BriefOptions
from dragoman.briefs.model import Brief
from dragoman.briefs.rendering import FORMATS, render, render_docx, render_html, render_markdown, render_text
from dragoman.briefs.writing import build_brief

__all__ = [
    "FORMATS",
    "Brief",
    "BriefOptions",
    "build_brief",
    "render",
    "render_docx",
    "render_html",
    "render_markdown",
    "render_text",
]
