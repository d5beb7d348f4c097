"""`dragoman search`: words and names in statements, or in the whole texts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from dragoman.cli.cards import to_cards
from dragoman.cli.naming import say_who_is_meant
from dragoman.cli.options import (
    AsOf,
    Dossier,
    Ids,
    Kept,
    MinConfidence,
    OfIssue,
    OutputFormat,
    Party,
    Unjudged,
    Wait,
    day,
    issue,
    moment,
)
from dragoman.cli.printing import Format, screen_width, to_csv, to_json, to_markdown
from dragoman.cli.spelling import spellings_in
from dragoman.cli.terminal import say, show
from dragoman.dossier import Found, Hunt, Store
from dragoman.dossier.judging import merged_names
from dragoman.dossier.searching import CLOSE, OPEN, typed
from dragoman.errors import UsageError
from dragoman.record import Act, Judgement
from dragoman.views.parties import fold

app = typer.Typer(add_completion=False, rich_markup_mode=None)

COLUMNS = ("act", "who", "issues", "date", "outlet", "quote")
TEXT_COLUMNS = ("title", "outlet", "date", "quote")


@app.command()
def search(
    dossier: Dossier,
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS", help='Words that must all occur; "a phrase" in quotation marks; begin* for beginnings.'
        ),
    ],
    *,
    whole_texts: Annotated[bool, typer.Option("--texts", help="Look in whole texts, not in statements alone.")] = False,
    party: Party = None,
    of_issue: OfIssue = None,
    of_act: Annotated[
        str | None, typer.Option("--act", metavar="ACT", help="Only this act, such as demand.", show_default=False)
    ] = None,
    as_of: AsOf = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only this outlet.", show_default=False)] = None,
    min_confidence: MinConfidence = 0.0,
    kept_by: Kept = None,
    without_judgements: Unjudged = False,
    limit: Annotated[int, typer.Option(metavar="N", help="At most so many.", min=1)] = 50,
    ids: Ids = False,
    output: OutputFormat = Format.TEXT,
    wait: Wait = 10.0,
) -> None:
    """Find words and names, in any of their spellings, in statements or in whole texts."""
    if not any(letter.isalnum() for letter in words):
        raise UsageError(
            "there is no word to look for", item="search", remedy="Name one: dragoman search DOSSIER WORDS."
        )
    with Store.open(dossier, wait=wait) as store:
        then = moment(kept_by, "--kept-by")
        made = store.judgements(then)
        hunt = Hunt(
            parties=_names(made, party) if party else frozenset(),
            issue=issue(of_issue),
            act=_act(of_act),
            as_of=day(as_of, "--as-of"),
            outlet=outlet,
            min_confidence=min_confidence,
            limit=limit,
            moment=then,
            judged=not without_judgements,
        )
        same = [*spellings_in(words), *(merged_names(made, word) for word in typed(words))]
        if whole_texts:
            rows = [
                _about(found.source) | {"quote": _marked(found.snippet, output)}
                for found in store.search_texts(words, hunt, spellings=same)
            ]
        else:
            rows = [_row(found, output) for found in store.search(words, hunt, spellings=same)]
        if not rows and party:
            say_who_is_meant(store, party)
    columns = TEXT_COLUMNS if whole_texts else (*COLUMNS, "record") if ids else COLUMNS
    _print(rows, columns, output)


def _names(made: Sequence[Judgement], party: str) -> frozenset[str]:
    """Give all names of a party: those that a judgement tied to it, however it was typed."""
    return merged_names(made, party) | merged_names(made, fold(party))


def _act(value: str | None) -> Act | None:
    """Read an act that was typed.

    Raises:
        UsageError: If there is no such act.
    """
    if value is None:
        return None
    code = value.strip().lower().replace("-", "_").replace(" ", "_")
    if code not in list(Act):
        raise UsageError(f"{value!r} is no act", item="--act", remedy=f"Choose: {', '.join(Act)}.")
    return Act(code)


def _about(source: Any) -> dict[str, Any]:
    """Give what a line says about its source."""
    return {
        "title": source.title.value if source.title else None,
        "outlet": source.outlet_name,
        "date": str(source.date) if source.date else None,
        "document": source.address,
    }


def _row(found: Found, output: Format) -> dict[str, Any]:
    """Give what was found as a line."""
    statement = found.statement
    return _about(found.source) | {
        "id": statement.id,
        "who": statement.actor or ", ".join(statement.parties),
        "act": statement.act,
        "issues": [str(one) for one in statement.issues],
        "date": statement.date or (str(found.source.date) if found.source.date else None),
        "quote": statement.quote if output in {Format.JSON, Format.CSV} else _marked(found.snippet, output),
        "snippet": _marked(found.snippet, Format.MD),
        "start": statement.start,
        "end": statement.end,
        "confidence": statement.confidence,
    }


def _marked(snippet: str, output: Format) -> str:
    """Show what was found between marks that the format allows."""
    opening, closing = ("[", "]") if output is Format.TEXT else ("«", "»")
    return snippet.replace(OPEN, opening).replace(CLOSE, closing)


def _print(rows: list[dict[str, Any]], columns: tuple[str, ...], output: Format) -> None:
    """Print what was found."""
    if output is Format.JSON:
        show(to_json(rows))
    elif output is Format.CSV:
        show(to_csv(rows, tuple(dict.fromkeys(name for row in rows for name in row)) or columns))
    elif output is Format.MD:
        show(to_markdown(rows, columns))
    elif rows:
        cards = [row | {"words": row["quote"], "quote": None, "record": row.get("id")} for row in rows]
        heads = tuple("words" if name == "quote" else name for name in columns)
        show(to_cards(cards, heads, width=screen_width(), bold=sys.stdout.isatty()))
    if not rows:
        say("Nothing found.")
