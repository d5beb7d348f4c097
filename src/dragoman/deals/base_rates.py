"""Published base rates, side by side with their rivals, as context that somebody has asked for.

They are never joined with an instrument and never give a chance for the case at hand.
"""

from __future__ import annotations

from importlib import resources

from dragoman.deals.text import Page
from dragoman.deals.yamlfile import parse_yaml
from dragoman.record import Record


class Rate(Record):
    """One published figure: of how many cases, in which years, by which definition, by whom."""

    figure: str
    n: str
    period: str
    definition: str
    citation: str
    note: str = ""


class RateTable(Record):
    """Rival figures for one question."""

    id: str
    question: str
    rates: tuple[Rate, ...]


class BaseRates(Record):
    """All tables, with what must be kept in mind when reading any of them."""

    caveats: tuple[str, ...]
    tables: tuple[RateTable, ...]


def base_rates() -> BaseRates:
    """Give the published base rates."""
    text = (resources.files("dragoman.deals") / "base_rates.yaml").read_text(encoding="utf-8")
    return BaseRates.model_validate(parse_yaml(text, name="base_rates.yaml").data)


def base_rates_text(rates: BaseRates, *, width: int = 100) -> str:
    """Give base rates as text, the caveats first."""
    page = Page(width)
    page.line("Context only.  No figure here is a chance for a case at hand.")
    for caveat in rates.caveats:
        page.item(f"- {caveat}")
    for table in rates.tables:
        page.head(table.question)
        for rate in table.rates:
            page.item(f"{rate.figure}  {rate.definition} ({rate.period}; n: {rate.n})")
            page.line(rate.citation + (f"; {rate.note}" if rate.note else ""), indent=6)
    return page.text()
