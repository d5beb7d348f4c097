"""Guarantors: each state named as one, how firmly, by whom and in which words."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import ClassVar

from dragoman.record import Act, Firmness, Holdings, Issue, Modality, Statement
from dragoman.views.parties import fold
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import in_order

_ORDER = tuple(Firmness)
_BOUND = re.compile(r"\b(?:signed|ratified|is bound|are bound|legally binding|entered into force)\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"\b(?:could|may|might)(?:\s+\w+){0,2}\s+(?:be\s+)?(?:involved|included|invited|added|join\w*|take part)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"\b(?:potential|possible|candidate|prospective|floated|proposed|suggested|envision\w*|could|would like|"
    r"wants?|asked)\b",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    r"\b(?:declin\w+|refus\w+|ruled? out|will not|would not|won[’']t|not (?:be|become)|reject\w+)\b[^.]{0,60}\bguarant",
    re.IGNORECASE,
)
_COMMITS = frozenset({Act.PLEDGE, Act.AGREE, Act.ACCEPT})
_GIVES = re.compile(
    r"\b(?:offer|provid|giv|extend|grant|deliver)\w*\b(?:(?!in (?:exchange|return) for)[^.;]){0,60}?\bguarantees?\b",
    re.IGNORECASE,
)


class Guarantor(Row):
    """One state named as guarantor, at one degree of firmness.

    Attributes:
        state: Who would guarantee.
        firmness: How firmly: bound, committed, named, candidate, possible, declined.
        named_by: In whose words.
        words: What the source says, in full sentences.
        condition: What must come first, where the source names it.
        duration: For how long, where the source names it.
        other: What other sources say, as `firmness by party`, where that differs.
        rule: How the firmness was told: by the reader, or by which words.
    """

    state: str
    firmness: Firmness
    named_by: str
    words: str
    condition: tuple[str, ...] = ()
    duration: str | None = None
    other: tuple[str, ...] = ()
    rule: str = "reader"


class Guarantors(Result[Guarantor]):
    """Who is named as guarantor, firmest first."""

    columns: ClassVar[tuple[str, ...]] = (
        "state",
        "firmness",
        "named_by",
        "words",
        "condition",
        "duration",
        "outlet",
        "date",
    )


def guarantors(holdings: Holdings, query: Query = EVERYTHING) -> Guarantors:
    """Give each state named as guarantor with the least firm footing on which the latest article names it.

    A later list does not make an earlier one firmer or weaker: where the sources differ, every degree keeps its
    own row and names the others.
    """
    asked = narrow(holdings, query)
    sources = sources_by_version(asked)
    named: dict[tuple[str, Firmness, str], list[tuple[Statement, Witness, str]]] = defaultdict(list)
    shown: dict[str, str] = {}
    for statement in in_order(asked.statements, sources):
        for state, firmness, rule in _named_in(statement):
            shown.setdefault(fold(state), state)
            key = (fold(state), firmness, _named_by(statement))
            named[key].append((statement, witness_of(statement, sources), rule))
    rows = [
        _row(shown[state], firmness, by, told, _others(named, state, firmness, by))
        for (state, firmness, by), told in named.items()
    ]
    rows.sort(key=lambda row: (_ORDER.index(row.firmness), row.lead.published or "9999", row.lead.start, row.state))
    return Guarantors(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def _row(
    state: str, firmness: Firmness, by: str, told: list[tuple[Statement, Witness, str]], other: tuple[str, ...]
) -> Guarantor:
    """Make the row of one state at one degree."""
    _, witness, rule = max(told, key=lambda one: (len(one[0].guarantors), -one[0].start))
    ordered = (witness, *(one[1] for one in told if one[1] is not witness))
    return Guarantor(
        evidence=ordered,
        state=state,
        firmness=firmness,
        named_by=by,
        words=witness.wording,
        condition=tuple(dict.fromkeys(condition.text for one in told for condition in one[0].conditions)),
        duration=next((one[0].duration.text for one in told if one[0].duration is not None), None),
        other=other,
        rule=rule,
    )


def _others(
    named: dict[tuple[str, Firmness, str], list[tuple[Statement, Witness, str]]],
    state: str,
    firmness: Firmness,
    by: str,
) -> tuple[str, ...]:
    """Say how else a state is named."""
    return tuple(
        f"{other_firmness.value} by {other_by}"
        for (other, other_firmness, other_by) in named
        if other == state and (other_firmness, other_by) != (firmness, by)
    )


def _named_by(statement: Statement) -> str:
    """Say in whose words a list stands."""
    return " and ".join(statement.parties) or statement.actor or "unnamed"


def _named_in(statement: Statement) -> list[tuple[str, Firmness, str]]:
    """List the states that a statement names as guarantors, with firmness and the rule that told it."""
    found = [(name, *_firmness(statement, number, name)) for number, name in enumerate(statement.guarantors)]
    if not found and Issue.GUARANTEES in statement.issues and statement.act in {Act.OFFER, Act.PLEDGE}:
        to_another = fold(statement.addressee or "") not in {fold(party) for party in statement.parties}
        if to_another and _GIVES.search(statement.quote):
            firmness = _own_word(statement)
            found = [(party, firmness, "the party offers guarantees itself") for party in statement.parties]
    return found


def _firmness(statement: Statement, number: int, name: str) -> tuple[Firmness, str]:
    """Tell how firmly one name stands in a statement: as the reader anchored it, else by the words around it."""
    for anchor in statement.anchors:
        if (
            anchor.firmness is not None
            and anchor.field.startswith("guarantors")
            and _is_for(anchor.field, number, anchor.value, name)
        ):
            return anchor.firmness, "reader"
    if fold(name) in {fold(party) for party in statement.parties}:
        return _own_word(statement), "the party speaks for itself"
    return _by_words(statement.quote, statement.modality)


def _is_for(field: str, number: int, value: str | None, name: str) -> bool:
    """Tell whether an anchor proves the guarantor at a place of the list."""
    return field == f"guarantors.{number}" or (value is not None and fold(value) == fold(name))


def _own_word(statement: Statement) -> Firmness:
    """Tell how firmly a party names itself: an offer is no commitment, a hedge makes it a possibility."""
    if _DECLINED.search(statement.quote) or statement.act is Act.REJECT:
        return Firmness.DECLINED
    if statement.modality in {Modality.HYPOTHETICAL, Modality.HEDGED}:
        return Firmness.POSSIBLE
    if statement.act in _COMMITS and not statement.conditions:
        return Firmness.BOUND if _BOUND.search(statement.quote) and statement.act is Act.AGREE else Firmness.COMMITTED
    return Firmness.NAMED


def _by_words(quote: str, modality: Modality) -> tuple[Firmness, str]:
    """Tell how firmly a list stands by the words of its sentence, weakest reading first."""
    for firmness, pattern in (
        (Firmness.DECLINED, _DECLINED),
        (Firmness.POSSIBLE, _POSSIBLE),
        (Firmness.CANDIDATE, _CANDIDATE),
    ):
        found = pattern.search(quote)
        if found is not None:
            return firmness, f"words: {found.group()}"
    if modality in {Modality.HYPOTHETICAL, Modality.HEDGED}:
        return Firmness.CANDIDATE, f"modality: {modality.value}"
    return Firmness.NAMED, "listed without a hedge"
