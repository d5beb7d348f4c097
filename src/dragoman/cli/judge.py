"""`dragoman judge` and `dragoman judgements`: people's decisions about what was read."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Annotated

import typer

from dragoman.cli.intake import now
from dragoman.cli.options import Dossier, OutputFormat, Wait
from dragoman.cli.printing import Cell, Format, plain, screen_width, to_csv, to_json, to_markdown
from dragoman.cli.terminal import one_line, say, show
from dragoman.desk.asking import follow
from dragoman.dossier import Judge, Ruling, Store, effective, make_judgement
from dragoman.dossier.correcting import GRADES, RATINGS
from dragoman.dossier.judging import ACTOR
from dragoman.errors import UsageError
from dragoman.record import JudgementKind
from dragoman.views.judged import TERM

app = typer.Typer(add_completion=False, rich_markup_mode=None)

COLUMNS = ("id", "target", "field", "value", "judge", "reason", "made", "state")

HOW = """
The ways to judge; ID is the id of a statement, as `dragoman read` and the JSON of every question give it:

- `accept ID` / `reject ID`: the statement stands, or is no statement
- `correct ID FIELD VALUE`: the field should read so
- `rate ID RATING`: whether a pledge is kept
- `merge NAME OTHER`: both names are one actor, shown under the other
- `split NAME OTHER ID`: in that statement, or document by its digest, the name is another actor
- `relabel NAME LABEL`: show an actor under this label
- `merge term:ID term:ID`, `split term:ID STATEMENT`, `relabel term:ID LABEL`: the same for terms, by the id of a term
  or of any statement in it
- `grade OUTLET GRADE`: how reliable a source is, A to F
- `undo ID`: take back the judgement of that id
"""


def _ruling(way: str, words: list[str], reason: str) -> Ruling:
    """Turn what was typed into a ruling.

    Raises:
        UsageError: If words are missing or too many, or the way is unknown.
    """
    forms = {
        "accept": 1, "reject": 1, "correct": 3, "rate": 2, "merge": 2, "split": 3, "relabel": 2, "grade": 2, "undo": 1,
    }  # fmt: skip
    if way not in forms:
        raise UsageError(f"{way!r} is no way to judge", item="judge", remedy=f"Choose: {', '.join(forms)}.")
    of_a_term = bool(words) and words[0].startswith(TERM)
    if of_a_term:
        forms |= {"split": 2}
    if len(words) != forms[way]:
        raise UsageError(
            f"`{way}` takes {forms[way]} after it, and there are {len(words)}",
            item="judge",
            remedy="See `dragoman judge --help`; put names of several words in quotation marks.",
        )
    if way in {"accept", "reject", "undo"}:
        return Ruling(words[0], "verdict", way, reason)
    if way == "correct":
        return Ruling(words[0], words[1], words[2], reason)
    if way == "rate":
        return Ruling(words[0], "rating", _one_of(words[1].lower(), RATINGS), reason)
    if way == "grade":
        return Ruling(f"source:{words[0]}", "grade", _one_of(words[1].upper(), GRADES), reason)
    return _about_a_term(way, words, reason) if of_a_term else _about_an_actor(way, words, reason)


def _about_a_term(way: str, words: list[str], reason: str) -> Ruling:
    """Merge, split or relabel a term.

    Raises:
        UsageError: If no term or statement is named.
    """
    named = words[:1] if way == "relabel" else words
    if not all(word.removeprefix(TERM).strip() for word in named):
        raise UsageError("a term needs its id", item=words[0], remedy=f"Write {TERM}ID; JSON of `table` gives the ids.")
    return Ruling(words[0], {"merge": "same_as", "split": "split", "relabel": "label"}[way], words[1], reason)


def _about_an_actor(way: str, words: list[str], reason: str) -> Ruling:
    """Merge, split or relabel an actor."""
    if way == "split":
        return Ruling(f"actor:{words[0]}", "split", f"{words[1]} @ {words[2]}", reason)
    return Ruling(f"actor:{words[0]}", "same_as" if way == "merge" else "name", words[1], reason)


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    """Give a value that is allowed.

    Raises:
        UsageError: If it is not.
    """
    if value not in allowed:
        raise UsageError(f"{value!r} is not on the scale", item="judge", remedy=f"Choose: {', '.join(allowed)}.")
    return value


@app.command(epilog=HOW)
def judge(
    dossier: Dossier,
    way: Annotated[
        str,
        typer.Argument(
            metavar="WAY",
            help="accept, reject, correct, rate, merge, split, relabel, grade or undo.",
            show_default=False,
        ),
    ] = "",
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]…", help="What it takes; see below.", show_default=False)
    ] = None,
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.", show_default=False)] = "",
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="Why.", show_default=False)] = "",
    kind: Annotated[
        JudgementKind, typer.Option(metavar="person|rule|model", help="A person beats a rule beats a model.")
    ] = JudgementKind.PERSON,
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="ID", help="Take back a judgement.", show_default=False)
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Judge also on a name that nobody in the record has.")
    ] = False,
    wait: Wait = 10.0,
) -> None:
    """Accept, reject or correct what was read; nothing is overwritten, everything can be undone."""
    if undo is not None and way:
        raise UsageError("--undo stands alone", item="judge", remedy="Leave the other words out.")
    if undo is None and not way:
        raise UsageError(
            "it is not said what to judge", item="judge", remedy="See `dragoman judge --help` for the ways."
        )
    missing = [option for option, value in (("--by", by), ("--why", why)) if not value.strip()]
    if missing:
        options = " and ".join(missing)
        raise UsageError("a judgement needs who judges and why", item=options, remedy=f"Give {options}.")
    ruling = Ruling(undo, "verdict", "undo", why) if undo is not None else _ruling(way, words or [], why)
    with Store.open(dossier, wait=wait) as store:
        _require_names(store, ruling, anyway=anyway)
        follow(store)
        made = store.judge(make_judgement(ruling, Judge(by, kind), made=now()))
    show(made.id)
    say(f"{made.target}: {made.field} = {made.value}; take it back with `dragoman judge {dossier} --undo {made.id}`.")


def _require_names(store: Store, ruling: Ruling, *, anyway: bool) -> None:
    """Refuse a judgement on somebody who is not there, and say where the other name is a new one.

    Raises:
        UsageError: If so.
    """
    if not ruling.target.startswith(ACTOR):
        return
    if not anyway:
        try:
            store.require_name(ruling.target.removeprefix(ACTOR))
        except UsageError as refused:
            remedy = f"{refused.remedy or ''} To judge all the same, add --anyway.".strip()
            raise UsageError(refused.problem, item=refused.item, remedy=remedy) from refused
    if ruling.field == "split":
        store.require_place(ruling.value.rpartition(" @ ")[2])
    if ruling.field == "same_as":
        try:
            store.require_name(ruling.value)
        except UsageError as unknown:
            say(f"{ruling.value} is a new name: {unknown.problem}. {unknown.remedy or ''}".strip())


def _card(row: Mapping[str, Cell], width: int) -> str:
    """Draw a judgement: a reason is a sentence, and would get a few letters a line in a column."""
    said = {name: one_line(plain(row.get(name))) for name in COLUMNS}
    lines = [
        *wrap(f"{said['target']}: {said['field']} = {said['value']} · {said['state']}", width),
        *wrap(said["reason"], width, initial_indent="  ", subsequent_indent="  "),
        *wrap(
            f"— {said['judge']}, {said['made'][:10]} · {said['id']}", width, initial_indent="  ", subsequent_indent="  "
        ),
    ]
    return "\n".join(lines) + "\n"


@app.command()
def judgements(
    dossier: Dossier,
    *,
    moved: Annotated[bool, typer.Option("--moved", help="Only those whose ground a newer reading has moved.")] = False,
    output: OutputFormat = Format.TEXT,
    wait: Wait = 10.0,
) -> None:
    """List the judgements, oldest first, and whether each has an effect."""
    with Store.open(dossier, wait=wait) as store:
        made = store.judgements()
        without_ground = {one.id for one in store.moved_judgements()} if made else set()
    counting = {one.id for one in effective(made)}
    rows = [
        one.model_dump(mode="json")
        | {"state": "ground moved" if one.id in without_ground else "in effect" if one.id in counting else "replaced"}
        for one in made
        if not moved or one.id in without_ground
    ]
    if output is Format.JSON:
        show(to_json(rows))
    elif output is Format.CSV:
        show(to_csv(rows, (*COLUMNS[:-1], "kind", "supersedes", "state")))
    elif output is Format.MD:
        show(to_markdown(rows, COLUMNS))
    elif rows:
        show("\n".join(_card(row, screen_width()) for row in rows))
    if not rows:
        say("No judgements.")
