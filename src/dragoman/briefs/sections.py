"""The sections of a brief on the terms: what is on the table, what must come first, guarantors, stands, pledges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from dragoman.briefs.building import Desk, Entry
from dragoman.briefs.model import Fact, Grid, Line, Section
from dragoman.briefs.phrases import (
    CONDITIONS,
    FIRMNESS,
    ISSUES,
    list_of,
    speaker_of,
    stance_word,
    verb_of,
    written_day,
)
from dragoman.record import Act, ConditionKind, Firmness, Issue
from dragoman.views import Figures, Guarantor, Hold, Pledge, Position, Positions, Roles, Stance, Term, fold, join_names
from dragoman.views.parties import party_key
from dragoman.views.words import signature

CONDUCT = frozenset(
    {
        Issue.CEASEFIRE,
        Issue.HOSTILITIES,
        Issue.PROCESS,
        Issue.HUMANITARIAN,
        Issue.DETAINEES,
        Issue.DISPLACED,
        Issue.WITHDRAWAL,
        Issue.FORCES,
        Issue.MILITARY_AID,
        Issue.ECONOMY,
        Issue.SHIPPING,
        Issue.INCIDENT,
        Issue.ACCOUNTABILITY,
        Issue.COUNTER_TERRORISM,
        Issue.RECONCILIATION,
    }
)
"""Issues on which a pledge is a deed to come; on the others it is an obligation of the deal and stands on the table."""
_LEAST_WORDS = 3
_MOST_GRID_PARTIES = 4


def table_section(desk: Desk, terms: Sequence[Term], roles: Roles, guarantors: Sequence[Guarantor]) -> Section:
    """Write what is on the table, by issue; lists of guarantors and pledges of conduct have sections of their own."""
    named = _named(guarantors)
    groups: dict[Issue, list[Entry]] = defaultdict(list)
    for term in terms:
        if not _is_on_table(term, roles) or is_guarantor_list(term) or is_conduct_pledge(term):
            continue
        groups[term.issue].append(Entry(term.evidence, partial(_term_line, desk, term, named)))
    written = [desk.group(ISSUES[issue], entries) for issue, entries in groups.items()]
    return Section(
        key="table",
        heading="What is on the table",
        note="Terms that were put forward, in their sources' words. A later article never makes an earlier term "
        "firmer.",
        groups=tuple(group for group in written if group is not None),
    )


def _is_on_table(term: Term, roles: Roles) -> bool:
    """Tell whether a term is put to the parties: by a principal, or as more than a bystander's call.

    Less than three words put nothing on a table that could be read alone.
    """
    if len(term.what.split()) < _LEAST_WORDS:
        return False
    return roles.is_principal(term.party) or bool(set(term.acts) - {Act.DEMAND, Act.REQUEST})


def is_guarantor_list(term: Term) -> bool:
    """Tell whether a term only lists others as guarantors, which the section on guarantors shows."""
    own = {fold(name) for name in term.party}
    bare = not (term.conditions or term.duration or term.in_exchange_for)
    return bare and bool(term.guarantors) and not own & {fold(name) for name in term.guarantors}


def is_conduct_pledge(term: Term) -> bool:
    """Tell whether a term is a pledge of conduct, which the section on pledges shows."""
    return Act.PLEDGE in term.acts and term.issue in CONDUCT


def _named(guarantors: Sequence[Guarantor]) -> dict[str, list[str]]:
    """Say, for each statement, which guarantors it names and how firmly."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in guarantors:
        for witness in row.evidence:
            found[witness.record].append(f"{row.state} ({_DEGREE[row.firmness]})")
    return found


def _term_line(desk: Desk, term: Term, named: Mapping[str, Sequence[str]]) -> Line:
    """Write one term with what it hangs on and how it was answered."""
    line = desk.line(term.evidence)
    facts = [
        Fact(
            label=_LABELS[detail.label],
            text=detail.text,
            quoted=True,
            refs=() if detail.witness is term.lead else (desk.numbering.ref(detail.witness),),
        )
        for detail in term.details
        if detail.label in _LABELS
    ]
    guarantors = tuple(dict.fromkeys(name for witness in term.evidence for name in named.get(witness.record, ())))
    if guarantors:
        facts.append(Fact(label="guarantor" if len(guarantors) == 1 else "guarantors", text=list_of(guarantors)))
    facts.extend(_also_told(desk, term))
    facts.extend(
        desk.fact(f"{speaker_of(answer.witness)} {verb_of(answer.witness)}", answer.witness) for answer in term.answers
    )
    if len(term.evidence) > 1 and term.last and term.first != term.last:
        facts.append(Fact(label="last confirmed", text=written_day(term.last)))
    return line.model_copy(update={"facts": tuple(facts)})


def _also_told(desk: Desk, term: Term) -> list[Fact]:
    """Write what other witnesses of a term say beyond the one shown, at most two of them."""
    known = signature(term.lead.wording).features
    found: list[Fact] = []
    for witness in term.evidence[1:]:
        says = signature(witness.wording)
        fresh = says.telling - known
        if len(fresh) >= _TELLS_MORE and len(found) < _MOST_ALSO:
            found.append(desk.fact("also told as", witness, again=True))
            known |= says.features
    return found


_TELLS_MORE = 3
"""Telling stems that a witness must add before it is quoted beside the one shown."""
_MOST_ALSO = 2
_DEGREE = {
    Firmness.BOUND: "bound",
    Firmness.COMMITTED: "committed",
    Firmness.NAMED: "named, not committed",
    Firmness.CANDIDATE: "a candidate",
    Firmness.POSSIBLE: "possible",
    Firmness.DECLINED: "declined",
}
_LABELS = {"in exchange for": "in exchange for", "condition": "on condition", "duration": "for how long"}


def figures_section(desk: Desk, rows: Sequence[Figures]) -> Section:
    """Write the numbers that differ between the parties on one matter, side by side."""
    group = desk.group("", [Entry((), partial(_figures_line, desk, row)) for row in rows if row.differ])
    return Section(
        key="figures",
        heading="Figures that differ",
        note="Numbers that were said, in order of day; nobody's last word is known from them.",
        groups=(group,) if group else (),
    )


def _figures_line(desk: Desk, row: Figures) -> Line:
    """Write the numbers on one matter."""
    facts = tuple(
        Fact(
            label=f"{join_names(figure.party)} {verb_of(figure.witness)}",
            text=figure.shown,
            quoted=bool(figure.words) or figure.rule is not None,
            refs=(desk.numbering.ref(figure.witness),),
        )
        for figure in row.figures
    )
    counted = f", in {row.unit}" if row.unit else ""
    return Line(who=f"{ISSUES[row.issue]}{counted}", facts=facts, sources=row.documents, independent=row.independent)


def conditions_section(desk: Desk, terms: Sequence[Term]) -> Section:
    """Write what must come first: each kind of condition with the terms that hang on it."""
    order = list(ConditionKind)
    found: dict[tuple[ConditionKind, str], list[Fact]] = defaultdict(list)
    for term in terms:
        for detail in term.details:
            if detail.label == "condition" and (detail.kind != ConditionKind.OTHER or len(detail.text.split()) > 2):
                key = (ConditionKind(detail.kind or ConditionKind.OTHER), detail.text.lower())
                found[key].append(
                    Fact(label=detail.text, text=join_names(term.party), refs=(desk.numbering.ref(detail.witness),))
                )
    lines = [
        Line(
            who=CONDITIONS[kind],
            words=facts[0].label,
            when=f"set by {join_names(tuple(dict.fromkeys(fact.text for fact in facts)))}",
            refs=tuple(dict.fromkeys(ref for fact in facts for ref in fact.refs)),
        )
        for (kind, _), facts in sorted(found.items(), key=lambda pair: (order.index(pair[0][0]), pair[0][1]))
    ]
    named = [line for line in lines if line.who != CONDITIONS[ConditionKind.OTHER]]
    others = [line.model_copy(update={"who": ""}) for line in lines if line not in named]
    group = desk.group("", [Entry((), partial(_as_is, line)) for line in (*named, *others)])
    return Section(
        key="conditions",
        heading="What must come first",
        note="Conditions as the sources word them; the numbers lead to the terms that hang on them.",
        groups=(group,) if group else (),
    )


def guarantors_section(desk: Desk, guarantors: Sequence[Guarantor]) -> Section:
    """Write who is named as guarantor, by degree of firmness; one list is one line."""
    tiers: dict[Firmness, dict[tuple[str, str], list[Guarantor]]] = defaultdict(lambda: defaultdict(list))
    for row in guarantors:
        tiers[row.firmness][(row.named_by, row.lead.record)].append(row)
    groups = []
    for firmness in Firmness:
        entries = [
            Entry(tuple(one for row in rows for one in row.evidence), partial(_guarantor_line, desk, rows))
            for rows in tiers.get(firmness, {}).values()
        ]
        groups.append(desk.group(FIRMNESS[firmness], entries))
    return Section(
        key="guarantors",
        heading="Guarantors",
        note="How firmly each state is named, and in whose words. Being listed by another is not a commitment.",
        groups=tuple(group for group in groups if group is not None),
    )


def _guarantor_line(desk: Desk, rows: Sequence[Guarantor]) -> Line:
    """Write one list of guarantors with the words that name them."""
    first = rows[0]
    states = [row.state for row in rows]
    own = all(fold(row.state) == fold(row.named_by) for row in rows)
    verb = "by its own word" if own else f"named by {first.named_by}"
    facts = [Fact(label="on condition", text=words, quoted=True) for words in first.condition]
    if first.duration:
        facts.append(Fact(label="for how long", text=first.duration, quoted=True))
    facts.extend(
        Fact(label=f"{row.state} is elsewhere", text="; ".join(row.other).replace(" by ", " in the words of "))
        for row in rows
        if row.other
    )
    evidence = tuple({witness.record: witness for row in rows for witness in row.evidence}.values())
    return desk.line(evidence, verb=verb, who=f"{list_of(states)},", facts=facts)


def stands_section(desk: Desk, positions: Positions, terms: Sequence[Term], roles: Roles) -> Section:
    """Write who stands where: a table of stances with numbers, then the answers that no term above carries."""
    shown = [name for name in roles.principals if any(fold(name) in party_key(row.party) for row in positions.rows)]
    columns = shown[:_MOST_GRID_PARTIES]
    rows = []
    issues = dict.fromkeys([*(term.issue for term in terms), *(row.issue for row in positions.rows)])
    for issue in issues:
        cells = tuple(_cell(desk, [row for row in positions.rows if _is_at(row, issue, name)]) for name in columns)
        if any(cells):
            rows.append((ISSUES[issue], cells))
    answers = [
        Entry(row.evidence, partial(desk.line, row.evidence))
        for row in positions.rows
        if row.act in {Act.ACCEPT, Act.REJECT, Act.THREATEN}
        and roles.is_principal(row.party)
        and row.lead.record not in desk.shown
    ]
    group = desk.group("Accepted, rejected, threatened", answers)
    return Section(
        key="stands",
        heading="Who stands where",
        note="Stances as last told; the numbers lead to the words.",
        groups=(group,) if group else (),
        grid=Grid(columns=tuple(columns), rows=tuple(rows)) if rows else None,
    )


def _is_at(row: Position, issue: Issue, party: str) -> bool:
    """Tell whether a position is one party's on one issue, and a stand rather than a denial of fact."""
    return row.issue is issue and fold(party) in party_key(row.party) and row.act is not Act.DENY


def _cell(desk: Desk, rows: Sequence[Position]) -> tuple[Fact, ...]:
    """Write the stances of one party on one issue: each word once, with its numbers."""
    found: dict[str, list[Position]] = defaultdict(list)
    for row in rows:
        found[_stance_of(row)].append(row)
    return tuple(
        Fact(label=word, refs=tuple(desk.numbering.ref(row.lead) for row in told[:4])) for word, told in found.items()
    )


def _stance_of(row: Position) -> str:
    """Say a stance in a word, no firmer than its footing."""
    if row.act in {Act.ACCEPT, Act.AGREE} and row.stance is Stance.AGAINST:
        return "does not agree"
    return "floats" if row.act is Act.PROPOSE and row.firmness is Hold.OPEN else stance_word(row.act)


def pledges_section(desk: Desk, pledges: Sequence[Pledge], terms: Sequence[Term]) -> Section:
    """Write pledges of conduct, with what limits them, what was done, and who doubts them."""
    conduct = {term.id for term in terms if is_conduct_pledge(term)}
    entries = [
        Entry(pledge.evidence, partial(_pledge_line, desk, pledge)) for pledge in pledges if pledge.id in conduct
    ]
    group = desk.group("", entries)
    return Section(
        key="pledges",
        heading="Pledges",
        note="Whether deeds follow is rated by judgement, never guessed.",
        groups=(group,) if group else (),
    )


def _pledge_line(desk: Desk, pledge: Pledge) -> Line:
    """Write one pledge with what limits it, what was done, and who doubts it."""
    line = desk.line(pledge.evidence)
    facts = [Fact(label="for how long", text=pledge.due, quoted=True)] if pledge.due else []
    facts.append(
        Fact(label="rating:", text=f"{pledge.rating} ({pledge.rated_by})" if pledge.rated_by else pledge.rating)
    )
    for label, witnesses in (
        ("it adds", pledge.qualified_by),
        ("since then", pledge.deeds),
        ("", pledge.doubted_by),
    ):
        facts.extend(
            desk.fact(label or speaker_of(witness), witness)
            for witness in witnesses[:4]
            if witness.record not in desk.shown
        )
    return line.model_copy(update={"facts": tuple(facts)})


def _as_is(line: Line) -> Line:
    """Give a line that is written already."""
    return line
