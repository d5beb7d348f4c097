"""Facts of an instrument as the record has them: who asserts, who denies, and what follows for the value.

The rule is plain and never a score.  A statement speaks of a fact when it shares an issue with it and holds
one of the words that the fact lists under `matches`.  A claim, an announcement or an accusation asserts; a
denial or a rejection denies; an assessment counts as one, whichever way it goes.  Plans, conditions, hedges
and hypotheses say nothing of what is so.  A fact is true when every actor that controls it says so and nobody
denies it; otherwise it stays as the file has it, and unknown where the file says nothing.  A person's judgement
on `fact:<instrument>/<fact>` goes before all of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dragoman.deals.model import Instrument
from dragoman.deals.parties import Fact, Report
from dragoman.record import Act, Holdings, JudgementKind, Modality, Source, Statement

_SAYS = Literal["asserts", "denies", "assesses_true", "assesses_false"]
_ASSERTING = frozenset({Act.CLAIM, Act.ANNOUNCE, Act.ACCUSE, Act.AGREE})
_DENYING = frozenset({Act.DENY, Act.REJECT})
_NOT_SO = frozenset({Modality.DENIED, Modality.NEGATED})
_SAYS_NOTHING = frozenset({Modality.HYPOTHETICAL, Modality.CONDITIONAL, Modality.HEDGED, Modality.PLANNED})
_VALUES = {"yes": True, "true": True, "no": False, "false": False, "unknown": None}


def with_record_facts(instrument: Instrument, holdings: Holdings) -> Instrument:
    """Give an instrument whose facts carry what the record says of them.

    Args:
        instrument: The instrument; its facts' `issues` and `matches` say which statements speak of them.
        holdings: The record, cut to the day that is asked about.
    """
    sources = {source.sha256: source for source in holdings.sources}
    facts = {name: _informed(instrument, name, fact, holdings, sources) for name, fact in instrument.facts.items()}
    return instrument.model_copy(update={"facts": facts})


def reports_on(
    instrument: Instrument, fact: Fact, statements: Iterable[Statement], sources: dict[str, Source]
) -> tuple[Report, ...]:
    """Give what statements say of a fact, in the order of the record; one report a party, side and day."""
    found: dict[tuple[str, str, str], Report] = {}
    ids = {party.name.casefold(): actor for actor, party in instrument.actors.items()}
    for statement in statements:
        says = _says(statement)
        if says is None or not _speaks_of(statement, fact):
            continue
        source = sources.get(statement.sha256)
        day = statement.date or (source.published.value[:10] if source is not None and source.published else "")
        for party in statement.parties or ((statement.actor,) if statement.actor is not None else ()):
            by = ids.get(party.casefold(), party)
            report = Report(
                by=by,
                says=says,
                date=day,
                source=_outlet(source, statement),
                quote=statement.quote,
                statement=statement.id,
            )
            found.setdefault((by, says, day), report)
    return tuple(found.values())


def _informed(instrument: Instrument, name: str, fact: Fact, holdings: Holdings, sources: dict[str, Source]) -> Fact:
    """Give one fact with its reports and its value."""
    reports = (*fact.reports, *reports_on(instrument, fact, holdings.statements, sources))
    informed = fact.model_copy(update={"reports": reports})
    judged = _judged(f"fact:{instrument.instrument}/{name}", holdings)
    if judged is not None:
        return informed.model_copy(update={"value": _VALUES[judged]})
    if fact.value is None and _is_told(informed):
        return informed.model_copy(update={"value": True})
    return informed


def _is_told(fact: Fact) -> bool:
    """Tell whether all who control a fact say that it is so, and nobody that it is not."""
    if not fact.controller or any(report.says in {"denies", "assesses_false"} for report in fact.reports):
        return False
    return set(fact.controller) <= {report.by for report in fact.reports if report.says == "asserts"}


def _judged(target: str, holdings: Holdings) -> str | None:
    """Give a person's last word on a fact; a judgement that another one supersedes does not count."""
    superseded = {judgement.supersedes for judgement in holdings.judgements}
    words = [
        judgement.value.lower()
        for judgement in sorted(holdings.judgements, key=lambda judgement: (judgement.made, judgement.id))
        if judgement.target == target
        and judgement.field == "value"
        and judgement.kind is JudgementKind.PERSON
        and judgement.id not in superseded
        and judgement.value.lower() in _VALUES
    ]
    return words[-1] if words else None


def _speaks_of(statement: Statement, fact: Fact) -> bool:
    """Tell whether a statement is about a fact: an issue in common, and one of its words."""
    if not fact.matches or not {issue.value for issue in statement.issues} & set(fact.issues):
        return False
    words = f"{statement.quote} {statement.content}".casefold()
    return any(word.casefold() in words for word in fact.matches)


def _says(statement: Statement) -> _SAYS | None:
    """Tell which side a statement takes, if it takes one."""
    if statement.modality in _SAYS_NOTHING:
        return None
    if statement.act in _DENYING or (statement.act in _ASSERTING and statement.modality in _NOT_SO):
        return "denies"
    if statement.act in _ASSERTING:
        return "asserts"
    if statement.act is Act.ASSESS:
        return "assesses_false" if statement.modality in _NOT_SO else "assesses_true"
    return None


def _outlet(source: Source | None, statement: Statement) -> str:
    """Give where a statement stands: the outlet, or the document where the outlet is not known."""
    if source is None or source.outlet is None:
        return statement.document
    return source.outlet_name
