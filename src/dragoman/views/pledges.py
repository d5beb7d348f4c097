"""Pledges: what a party has bound itself to do, what was said and done about it since, and how it is rated."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from dragoman.record import Act, Holdings, Issue, Judgement, Modality, Source, Statement
from dragoman.views.answering import Heard
from dragoman.views.deeds import Deeds, disputes
from dragoman.views.gist import Said, said
from dragoman.views.parties import fold, party_key
from dragoman.views.query import EVERYTHING, Query, left_out, narrow, sources_by_version
from dragoman.views.results import Result, Row, Witness, witness_of
from dragoman.views.sourcing import counted
from dragoman.views.terms import Term, in_order, terms
from dragoman.views.undertakings import day_given, is_undertaking
from dragoman.views.words import Weights, likeness

NOT_RATED = "not rated"
_BEARS = 0.5
"""Share of the shorter wording that a remark must have in common with a pledge."""
_MOST_POSTINGS = 400
_MOST_REMARKS = 40
REMARKS = frozenset({Act.DENY, Act.CLAIM, Act.ASSESS, Act.ACCUSE, Act.ANNOUNCE, Act.REJECT})
"""Acts that may bear on a pledge."""
_SPAN = re.compile(r"P(\d{1,5})([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_WORDS_NOT_DEEDS = re.compile(
    r"(?P<whose>[^.;]{0,40})\b(?:actions?|deeds)\b[^.]{0,30}\b(?:words|promises|pledges)\b", re.IGNORECASE
)


class Pledge(Row):
    """One undertaking.

    Attributes:
        id: Key of the term.
        party: Who gave it.
        what: The source's words.
        issue: What it is about.
        given: Day of it.
        due: For how long or by when, where the source says.
        rating: Not rated, due, kept in part, kept, late, broken: a judgement's, never guessed.
        rated_by: Who rated it and why.
        qualified_by: What the party itself says that limits it.
        deeds: What is reported as done about it.
        doubted_by: What others say of it.
        follow_up: What the record tells of deeds: reported, disputed, or that none is reported; where its day has
            passed, that too.  What is not reported may yet have been done.
    """

    id: str
    party: tuple[str, ...]
    what: str
    issue: Issue
    given: str | None
    due: str | None
    rating: str = NOT_RATED
    rated_by: str | None = None
    qualified_by: tuple[Witness, ...] = ()
    deeds: tuple[Witness, ...] = ()
    doubted_by: tuple[Witness, ...] = ()
    follow_up: str = ""


class Pledges(Result[Pledge]):
    """Undertakings, by party and day."""

    columns: ClassVar[tuple[str, ...]] = (
        "party",
        "what",
        "issue",
        "given",
        "due",
        "rating",
        "rated_by",
        "follow_up",
        "outlet",
    )


@dataclass(frozen=True, slots=True)
class _Remarks:
    """All that may bear on pledges, by telling stem, and what weighs words against deeds."""

    told: Sequence[Heard]
    by_stem: Mapping[str, Sequence[int]]
    on_deeds: Sequence[Heard]
    weights: Weights
    sources: Mapping[str, Source]
    deeds: Deeds
    last_day: str


def pledges(holdings: Holdings, query: Query = EVERYTHING) -> Pledges:
    """Give the undertakings, with what was said and done about each since."""
    asked = narrow(holdings, query)
    remarks = _remarks(narrow(holdings, query.model_copy(update={"party": None, "issue": None})))
    statements = {statement.id: statement for statement in asked.statements}
    ratings = {judged.target: judged for judged in holdings.judgements if judged.field == "rating"}
    given = [(term, _undertakings(term, statements)) for term in terms(holdings, query).rows if Act.PLEDGE in term.acts]
    rows = [_row(term, told, remarks).model_copy(update=_rating(term, ratings)) for term, told in given if told]
    rows.sort(key=lambda row: (party_key(row.party), row.given or "9999", row.lead.start))
    return Pledges(rows=counted(rows, holdings, query), notes=left_out(holdings, query))


def _remarks(holdings: Holdings) -> _Remarks:
    """Gather what may bear on a pledge."""
    sources = sources_by_version(holdings)
    index: dict[str, list[int]] = defaultdict(list)
    on_deeds = []
    told = [Heard(one, said(one)) for one in in_order(holdings.statements, sources) if one.act in REMARKS]
    for place, remark in enumerate(told):
        if _WORDS_NOT_DEEDS.search(remark.statement.quote):
            on_deeds.append(remark)
        for word in remark.says.says.telling:
            index[word].append(place)
    days = (source.published.value[:10] for source in holdings.sources if source.published is not None)
    weights = Weights(remark.says.says for remark in told)
    return _Remarks(told, index, on_deeds, weights, sources, Deeds(told), max(days, default=""))


def _undertakings(term: Term, statements: Mapping[str, Statement]) -> list[Statement]:
    """Give the statements of a term that bind its party: no threats, and no promises that others ask for."""
    told = (statements[witness.record] for witness in term.evidence if witness.act is Act.PLEDGE)
    return [statement for statement in told if is_undertaking(statement)]


def _row(term: Term, given: Sequence[Statement], remarks: _Remarks) -> Pledge:
    """Make the row of one pledge with the remarks that bear on it."""
    term = term.model_copy(update={"first": _first_day(given, remarks)})
    own: list[Witness] = []
    deeds: list[Witness] = []
    others: list[Witness] = []
    done = remarks.deeds.about([(one, said(one)) for one in given[:6]], since=term.first)
    linked = {statement.id for statement in done}
    for statement in _in_time([*_bearing(given, term, remarks), *done]):
        mine = party_key(statement.parties, statement.actor) == party_key(term.party)
        # Who accuses another tells of that one's doing, not of its own.
        of_itself = mine and statement.act is not Act.ACCUSE
        is_deed = _is_deed(statement) or (statement.id in linked and (of_itself or not disputes(statement)))
        heap = deeds if is_deed else own if mine else others
        heap.append(witness_of(statement, remarks.sources))
    shown = sorted(term.evidence, key=lambda witness: witness.act is not Act.PLEDGE)
    return Pledge(
        evidence=tuple(shown),
        id=term.id,
        party=term.party,
        what=shown[0].wording,
        issue=term.issue,
        given=term.first,
        due=term.duration[0] if term.duration else None,
        qualified_by=tuple(own),
        deeds=tuple(deeds),
        doubted_by=tuple(others),
        follow_up=_follow_up(
            term, remarks.last_day, reported=bool(deeds), disputed=any(one.record in linked for one in others)
        ),
    )


def _first_day(given: Sequence[Statement], remarks: _Remarks) -> str | None:
    """Give the first day on which a pledge is told to have been given; None where articles only look back on it."""
    published = ((one, remarks.sources[one.sha256].published) for one in given if one.sha256 in remarks.sources)
    days = [day_given(one, day.value[:10] if day is not None else None) for one, day in published]
    return min((day for day in days if day is not None), default=None)


def _follow_up(term: Term, last_day: str, *, reported: bool, disputed: bool) -> str:
    """Say what the record tells of deeds, without a verdict."""
    if reported or disputed:
        told = [word for word, is_so in (("deed reported", reported), ("disputed", disputed)) if is_so]
        return ", ".join(told)
    due = _due_day(term)
    return f"no deed reported by {due}" if due and due < last_day else "no deed reported"


def _due_day(term: Term) -> str | None:
    """Give the last day of a term of so many days, weeks, months or years, counted from the day it was given."""
    spans = (detail.kind or "" for detail in term.details if detail.label == "duration")
    found = next((match for span in spans if (match := _SPAN.fullmatch(span))), None)
    if found is None or not term.first:
        return None
    try:
        given = date.fromisoformat(term.first[:10])
        return (given + timedelta(days=int(found[1]) * _DAYS[found[2]])).isoformat()
    except (ValueError, OverflowError):
        return None


def _in_time(statements: Sequence[Statement]) -> list[Statement]:
    """Give statements once each, by day, article and place."""
    each = {one.id: one for one in statements}
    return sorted(each.values(), key=lambda one: (one.date or "9999", one.document, one.start))


def _bearing(given: Sequence[Statement], term: Term, remarks: _Remarks) -> list[Statement]:
    """Give the remarks that bear on a pledge: those in much the same words, and those on the party's deeds."""
    day = term.first or ""
    found: dict[str, Statement] = {}
    for says in (said(statement) for statement in given[:6]):
        for remark in _near(says, remarks):
            told = remark.statement
            near = bool(says.names & remark.says.names or says.issues & remark.says.issues)
            if near and (told.date or day) >= day and likeness(says.says, remark.says.says, remarks.weights) >= _BEARS:
                found.setdefault(told.id, told)
    documents = {witness.sha256 for witness in term.evidence}
    for remark in remarks.on_deeds:
        told = remark.statement
        weighed = _WORDS_NOT_DEEDS.search(told.quote)
        if weighed is not None and told.sha256 in documents and _is_about(weighed["whose"], term.party):
            found.setdefault(told.id, told)
    return list(found.values())


def _near(says: Said, remarks: _Remarks) -> list[Heard]:
    """Give the remarks that share the most telling stems with a pledge, at least two, a bounded number."""
    shared: Counter[int] = Counter()
    for word in says.says.telling:
        shared.update(remarks.by_stem.get(word, ())[-_MOST_POSTINGS:])
    ranked = sorted((place for place, often in shared.items() if often > 1), key=lambda place: (-shared[place], place))
    return [remarks.told[place] for place in ranked[:_MOST_REMARKS]]


def _is_about(words: str, party: tuple[str, ...]) -> bool:
    """Tell whether words name a party, by name or adjective."""
    return any(fold(name)[:5] in words.lower() for name in party)


def _is_deed(statement: Statement) -> bool:
    """Tell whether a remark reports something done rather than said."""
    return statement.act in {Act.CLAIM, Act.ANNOUNCE} and statement.modality is Modality.DONE


def _rating(term: Term, ratings: Mapping[str, Judgement]) -> dict[str, str]:
    """Give the rating that somebody gave, with who and why."""
    keys = (term.id, *(witness.record for witness in term.evidence))
    judged = next((ratings[key] for key in keys if key in ratings), None)
    if judged is None:
        return {}
    return {"rating": judged.value, "rated_by": f"{judged.judge}: {judged.reason}"}
