"""Terms: what is put on the table, each with its witnesses, its history and what others answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from dragoman.record import Act, Holdings, Issue, Modality, Record, Source, Statement, digest
from dragoman.views.answering import Answer, Heard, answers_to, variants_of
from dragoman.views.gist import said
from dragoman.views.grouping import group_known
from dragoman.views.judged import labels, regrouped
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted

TERM_ACTS = frozenset({Act.PROPOSE, Act.OFFER, Act.PLEDGE, Act.DEMAND, Act.REQUEST, Act.AGREE})
"""Acts that put something on the table."""
ANSWER_ACTS = frozenset({Act.ACCEPT, Act.REJECT})
"""Acts that answer what another put there."""
_STATUS = {
    Act.PROPOSE: "proposed",
    Act.OFFER: "offered",
    Act.PLEDGE: "pledged",
    Act.DEMAND: "demanded",
    Act.REQUEST: "requested",
    Act.AGREE: "agreed",
}


class Detail(Record):
    """Something a witness adds to a term: a condition, a duration, what is asked in return.

    Attributes:
        label: What it adds: `condition`, `duration`, `in exchange for`, `guarantor`.
        text: The source's words.
        kind: The kind of a condition, the ISO form of a duration.
        witness: The article that says so.
    """

    label: str
    text: str
    kind: str | None = None
    witness: Witness


class Step(Record):
    """One step in the history of a term.

    Attributes:
        on: Day of it, ISO; None where none is known.
        status: What it was then: floated, proposed, offered, pledged, demanded, requested, agreed, signed,
            `accepted by …`, `rejected by …`, `withdrawn`.
        record: The statement that tells it.
    """

    on: str | None
    status: str
    record: str


class Term(Row):
    """One thing that one party puts on the table.

    Attributes:
        id: Stable key of the term.
        party: For whom it is put there.
        act: The act of the witness shown.
        acts: Every act under which it is reported, so that "offered" and "agreed" stay apart.
        issue: The issue it is filed under.
        issues: All issues.
        addressee: To whom it is directed.
        what: The source's words, or the label that somebody gave it.
        label: The label that somebody gave it by judgement; None where nobody did.
        status: Where it stands: floated, proposed, offered, pledged, demanded, requested, agreed; then how
            it was answered.
        in_exchange_for: What is asked in return.
        conditions: What must come first.
        duration: For how long.
        guarantors: By whom guaranteed.
        modality: On what footing the witness shown says it.
        first: Earliest day of it.
        last: Latest day on which it is confirmed.
        variants: Ids of terms that say the same with another number.
        details: Conditions, durations and the rest, each with its witness.
        answers: How others took it up.
        history: What became of it, in order of day, each status once.
    """

    id: str
    party: tuple[str, ...]
    act: Act
    acts: tuple[Act, ...]
    issue: Issue
    issues: tuple[Issue, ...]
    addressee: str | None
    what: str
    status: str
    in_exchange_for: tuple[str, ...]
    conditions: tuple[str, ...]
    duration: tuple[str, ...]
    guarantors: tuple[str, ...]
    modality: Modality
    first: str | None
    last: str | None
    label: str | None = None
    variants: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    answers: tuple[Answer, ...] = ()
    history: tuple[Step, ...] = ()


class Terms(Result[Term]):
    """What is on the table."""

    columns: ClassVar[tuple[str, ...]] = (
        "party",
        "status",
        "issue",
        "what",
        "in_exchange_for",
        "conditions",
        "duration",
        "guarantors",
        "outlet",
        "date",
    )


def terms(holdings: Holdings, query: Query = EVERYTHING) -> Terms:
    """Give what is on the table: statements that put the same thing there are one term.

    Args:
        holdings: The record.
        query: What is asked of it.

    Returns:
        Terms by issue, the issue with most said on it first; within it what most independent sources carry first.
    """
    asked = narrow(holdings, query)
    sources = sources_by_version(asked)
    heard = [Heard(statement, said(statement)) for statement in in_order(asked.statements, sources)]
    offers = [item for item in heard if item.statement.act in TERM_ACTS]
    names = [item.statement.id for item in offers]

    def key_of(places: Sequence[int]) -> str:
        return _term_id([offers[place] for place in places])

    by_rule = group_known([item.says for item in offers], names, holdings.known_groups.get("terms"))
    groups = regrouped(by_rule, names, key_of, holdings.judgements)
    variants = variants_of(offers, groups)
    answers = answers_to(offers, groups, [item for item in heard if item.statement.act in ANSWER_ACTS], sources)
    ids = [key_of(places) for places in groups]
    shown = labels(holdings.judgements)
    made = [
        _term(ids[number], [offers[place].statement for place in places], sources).model_copy(
            update={
                "variants": tuple(ids[other] for other in variants[number]),
                "answers": tuple(answers[number]),
                "history": _history([offers[place].statement for place in places], answers[number], sources),
                **_labelled(shown, ids[number], [names[place] for place in places]),
            }
        )
        for number, places in enumerate(groups)
    ]
    return Terms(rows=tuple(_ranked(counted(made, holdings, query), query)), notes=left_out(holdings, query))


def _labelled(shown: Mapping[str, str], key: str, names: Sequence[str]) -> dict[str, str]:
    """Give the words under which a term is shown by judgement, with the term's id before those of its statements."""
    label = next((shown[name] for name in (key, *names) if name in shown), None)
    return {} if label is None else {"what": label, "label": label}


def in_order(statements: Sequence[Statement], sources: Mapping[str, Source]) -> list[Statement]:
    """Give statements in the order in which they became known: by day of the article, then place in it."""
    return sorted(
        statements,
        key=lambda one: (
            _published(sources.get(one.sha256)) or one.date or "9999",
            one.document,
            one.start,
            one.end,
            one.id,
        ),
    )


def _published(source: Source | None) -> str | None:
    """Give a document's day in its sortable form."""
    return source.published.value if source is not None and source.published is not None else None


def _term_id(members: Sequence[Heard]) -> str:
    """Give a key for a term that stays when more witnesses join it: its party and its first wording."""
    first = members[0]
    return digest("term", first.says.block, *sorted(first.says.says.stems), *sorted(first.says.says.numbers), length=12)


def _term(key: str, members: Sequence[Statement], sources: Mapping[str, Source]) -> Term:
    """Make one term of the statements that say it; the fullest of them is shown."""
    ordered = sorted(members, key=_telling, reverse=True)
    lead = ordered[0]
    evidence = tuple(witness_of(statement, sources) for statement in ordered)
    days = sorted(day for witness in evidence if (day := witness.date or witness.published))
    details = _details(list(zip(ordered, evidence, strict=True)))
    return Term(
        evidence=evidence,
        id=key,
        party=lead.parties or ((lead.actor,) if lead.actor else ()),
        act=lead.act,
        acts=tuple(dict.fromkeys(statement.act for statement in ordered)),
        issue=_issue(members),
        issues=tuple(dict.fromkeys(issue for statement in ordered for issue in statement.issues)),
        addressee=next((statement.addressee for statement in ordered if statement.addressee), None),
        what=evidence[0].wording,
        status=_status(ordered),
        in_exchange_for=_texts(details, "in exchange for"),
        conditions=_texts(details, "condition"),
        duration=_texts(details, "duration"),
        guarantors=tuple(dict.fromkeys(name for statement in members for name in statement.guarantors)),
        modality=lead.modality,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        details=details,
    )


def _telling(statement: Statement) -> tuple[float, float, int]:
    """Rank a witness by how much of the term it tells, then by confidence, then by its place in the text."""
    told = (
        2 * bool(statement.conditions)
        + 2 * (statement.duration is not None)
        + 2 * bool(statement.in_exchange_for)
        + min(len(statement.guarantors), 4) / 2
        + min(len(statement.issues), 2) / 2
    )
    length = len(statement.quote.split())
    readable = 1.0 if 8 <= length <= 45 else 0.0
    return (told + readable, statement.confidence, -statement.start)


def _issue(members: Sequence[Statement]) -> Issue:
    """Give the issue that most witnesses name first."""
    counted = Counter(statement.issues[0] for statement in members if statement.issues)
    return min(counted, key=lambda issue: (-counted[issue], list(Issue).index(issue))) if counted else Issue.SETTLEMENT


def _status(ordered: Sequence[Statement]) -> str:
    """Say where a term stands by the witness shown; a joint agreement counts before one side's word."""
    if any(statement.act is Act.AGREE for statement in ordered):
        signed = any("signed" in statement.quote for statement in ordered if statement.act is Act.AGREE)
        return "signed" if signed else "agreed"
    tentative = {Modality.HYPOTHETICAL, Modality.HEDGED}
    lead = ordered[0]
    if lead.act is Act.PROPOSE and all(statement.modality in tentative for statement in ordered):
        return "floated"
    return _STATUS[lead.act]


def _history(
    members: Sequence[Statement], answers: Sequence[Answer], sources: Mapping[str, Source]
) -> tuple[Step, ...]:
    """Give the steps of a term in order of day: how it was put, then how it was taken up, each status once."""
    told = [(_day(one, sources), _status([one]), one.id) for one in members]
    told.extend(
        (
            answer.witness.date or answer.witness.published,
            f"{_TAKEN[answer.act]} by {answer.party}",
            answer.witness.record,
        )
        for answer in answers
    )
    found: dict[str, Step] = {}
    for day, status, record in sorted(told, key=lambda step: (step[0] or "9999", step[2])):
        found.setdefault(status, Step(on=day, status=status, record=record))
    return tuple(found.values())


_TAKEN = {Act.ACCEPT: "accepted", Act.REJECT: "rejected"}


def _day(statement: Statement, sources: Mapping[str, Source]) -> str | None:
    """Give the day of an act, or of its article."""
    return statement.date or _published(sources.get(statement.sha256))


def _details(told: Sequence[tuple[Statement, Witness]]) -> tuple[Detail, ...]:
    """Gather what the witnesses add, each thing once, with the first that says it."""
    found: dict[tuple[str, str], Detail] = {}
    for statement, witness in told:
        for label, text, kind in _additions(statement):
            found.setdefault((label, text.lower()), Detail(label=label, text=text, kind=kind, witness=witness))
    return tuple(
        detail
        for detail in found.values()
        if not any(
            other is not detail and other.label == detail.label and detail.text.lower() in other.text.lower()
            for other in found.values()
        )
    )


def _additions(statement: Statement) -> list[tuple[str, str, str | None]]:
    """List what one statement adds: label, words, kind."""
    found: list[tuple[str, str, str | None]] = []
    if statement.in_exchange_for:
        found.append(("in exchange for", statement.in_exchange_for, None))
    found.extend(("condition", _flat(condition.text), condition.kind.value) for condition in statement.conditions)
    if statement.duration is not None:
        found.append(("duration", _flat(statement.duration.text), statement.duration.iso))
    found.extend(("guarantor", name, None) for name in statement.guarantors)
    return found


def _flat(words: str) -> str:
    """Join the lines of a run of words."""
    return " ".join(words.split())


def _texts(details: Sequence[Detail], label: str) -> tuple[str, ...]:
    """Give the words of all details with one label."""
    return tuple(detail.text for detail in details if detail.label == label)


def _ranked(found: Sequence[Term], query: Query) -> list[Term]:
    """Order terms: issues by how much is said on them; within one, what most independent sources carry, then by day."""
    order = {issue: place for place, issue in enumerate(_issue_order(found, query))}
    return sorted(
        found,
        key=lambda term: (
            order[term.issue],
            -term.independent,
            term.first or "9999",
            term.lead.document,
            term.lead.start,
            term.id,
        ),
    )


def _issue_order(found: Sequence[Term], query: Query) -> list[Issue]:
    """Order the issues by how much is said on them; ties as the vocabulary lists them."""
    weight: Counter[Issue] = Counter()
    for term in found:
        weight[term.issue] += term.independent if query.by == "independent source" else len(term.evidence)
    listed = list(Issue)
    return sorted(weight, key=lambda issue: (-weight[issue], listed.index(issue)))
