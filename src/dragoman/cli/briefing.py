"""Writing a brief down: in which format, with how many lines, and where to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.intake import now
from dragoman.cli.narrowing import in_words
from dragoman.cli.printing import safe_json, screen_width
from dragoman.cli.terminal import harmless, say, show
from dragoman.errors import UsageError
from dragoman.record import Holdings
from dragoman.views.query import Query

if TYPE_CHECKING:
    from dragoman.briefs import Brief
    from dragoman.deals.brief_status import BriefDeal


class BriefFormat(StrEnum):
    """How a brief is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"
    DOCX = "docx"


FORMATS = "|".join(BriefFormat)
"""As help shows them."""


@dataclass(frozen=True, slots=True)
class AskedBrief:
    """A brief as it was asked for.

    Attributes:
        query: What it is narrowed to.
        form: How it is written.
        deals: Instruments of which it says where they stand.
        lines: Most lines under a heading; None for as many as briefs have, 0 for all.
    """

    query: Query
    form: BriefFormat
    deals: tuple[str, ...] = ()
    lines: int | None = None


def form_of(wanted: BriefFormat | None, output: Path | None) -> BriefFormat:
    """Tell how a brief is written: as it is wanted, else as the name of the file has it that it goes to.

    Raises:
        UsageError: If briefs are not written so.
    """
    if wanted is BriefFormat.DOCX and output is None:
        raise UsageError("a Word document goes to a file", item="--format", remedy="Name it: --output brief.docx.")
    if wanted is not None:
        return wanted
    ending = output.suffix.lower().lstrip(".") if output else ""
    if ending in {"doc", "odt", "pdf", "rtf"}:
        remedy = "Write it as .docx, .html, .md, .json or .txt; a browser prints HTML to PDF."
        raise UsageError(f"briefs are not written as .{ending}", item=str(output), remedy=remedy)
    known = {form.value: form for form in BriefFormat} | {"htm": BriefFormat.HTML}
    return known.get(ending, BriefFormat.TEXT)


def write_brief(holdings: Holdings, asked: AskedBrief, output: Path | None) -> None:
    """Write the brief of holdings to a file or to the screen."""
    if output is None:
        show(rendered(holdings, asked, width=screen_width()))
        return
    if asked.form is BriefFormat.DOCX:
        from dragoman.briefs import render_docx  # noqa: PLC0415 - only where it is asked for

        content = render_docx(built(holdings, asked))
    else:
        content = rendered(holdings, asked, width=screen_width()).encode()
    try:
        output.write_bytes(content)
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror})", item=str(output), remedy="Choose another place."
        ) from error
    say(f"The brief is in {output}.")


def rendered(holdings: Holdings, asked: AskedBrief, *, width: int) -> str:
    """Give the brief of holdings in a format that is text."""
    from dragoman import briefs  # noqa: PLC0415 - templates are loaded only for a brief

    text = briefs.render(built(holdings, asked), asked.form.value, width=width)
    # No format has a use for control characters, and articles may hold them.
    return safe_json(text) if asked.form is BriefFormat.JSON else harmless(text)


def built(holdings: Holdings, asked: AskedBrief) -> Brief:
    """Give the brief of holdings."""
    from dragoman import briefs  # noqa: PLC0415 - templates are loaded only for a brief

    lines = FEW if asked.lines is None and len(holdings.statements) > LARGE else asked.lines
    most = {} if lines is None else dict.fromkeys(_LIMITS, lines or sys.maxsize)
    options = briefs.BriefOptions(query=asked.query, narrowed=in_words(asked.query), **most)
    found = briefs.build_brief(holdings, options, deals=_instruments(holdings, asked))
    if not found.sections:
        say("Nothing in the record answers this: the brief has no lines.")
    return found


LARGE, FEW = 1_000, 6
"""Statements beyond which a brief has fewer lines under a heading, and how many: it has more headings."""
_LIMITS = ("most_lines", "most_voices", "most_parties")


def _instruments(holdings: Holdings, asked: AskedBrief) -> Sequence[BriefDeal]:
    """Give where the instruments stand, with facts as the record has them."""
    if not asked.deals:
        return ()
    from dragoman.deals.brief_status import deal_status_for_brief  # noqa: PLC0415 - the logic takes a moment to load
    from dragoman.deals.loading import open_instrument  # noqa: PLC0415

    at = asked.query.as_of or now().date()
    return deal_status_for_brief(holdings, [open_instrument(name) for name in asked.deals], at=at)
