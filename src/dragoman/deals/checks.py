"""What can be wrong with an instrument although it fits the schema: dangling names, circles, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.deals.conditions import DateTest
from dragoman.deals.dates import last_day, parse_period
from dragoman.deals.duties import Deadline, Guarantee, Norm, Term
from dragoman.deals.model import Entry, Instrument, guarantees_of, norms_of
from dragoman.deals.parties import Body, Decision, Report
from dragoman.deals.references import References
from dragoman.deals.terms import Form, LegalCharacter, NormKind, Rule
from dragoman.deals.yamlfile import Path, Place
from dragoman.errors import DealError
from dragoman.record import Record

MAX_NORMS = 2_000
OPEN_ENDED = ("indefinite", "unknown")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong (`fault`: the file cannot be relied on) or doubtful, with its place.

    `word` is the name at fault, by which the place is found more closely than by the path.
    """

    path: Path
    problem: str
    fault: bool = True
    word: str = ""
    line: int = 0
    column: int = 0

    def at(self, place: Place) -> Finding:
        """Give the finding with its place in the file."""
        return replace(self, line=place.line, column=place.column)

    def __str__(self) -> str:
        """Give the finding as one line."""
        where = f"line {self.line}, column {self.column}: " if self.line else ""
        return f"{where}{'.'.join(str(part) for part in self.path)}: {self.problem}"


def check_instrument(instrument: Instrument) -> list[Finding]:
    """Give everything that is wrong or doubtful, in the order of the file."""
    found = list(_size(instrument))
    if found:
        return found
    names = References.of(instrument)
    for path, record in _walk(instrument, ()):
        found.extend(Finding(path, problem, word=name) for name, problem in names.dangling(record))
        found.extend(Finding(path, problem) for problem in _impossible(record))
    found.extend(_identities(instrument))
    found.extend(_circles(instrument))
    found.extend(_character(instrument))
    found.extend(_contradictions(instrument))
    found.extend(_doubts(instrument))
    return found


def _size(instrument: Instrument) -> Iterator[Finding]:
    """Refuse more norms than can be answered for in reasonable time."""
    norms = sum(1 for _ in norms_of(instrument))
    duties = sum(len(guarantee.duties) for _, _, guarantee in guarantees_of(instrument))
    if norms + duties > MAX_NORMS:
        problem = f"{norms + duties:,} norms; at most {MAX_NORMS:,} are read. Split the instrument by chapters"
        yield Finding(("provisions",), problem)


def _walk(record: Record, path: Path) -> Iterator[tuple[Path, Record]]:
    """Give a record and all records inside it, with the path that leads to each."""
    yield path, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _walk(value, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _walk(item, (*path, name, index))
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, Record):
                    yield from _walk(item, (*path, name, str(key)))


def _impossible(record: Record) -> Iterator[str]:
    """Say which dates, lengths and numbers of a record cannot be."""
    match record:
        case DateTest():
            yield from _window(record)
        case Term():
            yield from _length(record)
        case Deadline(within=None, by=None):
            yield "a deadline needs 'within' or 'by'"
        case Deadline(within=str() as within):
            yield from _bad_period(within)
        case Decision():
            yield from _incomplete(record)
        case Body():
            yield from _stuck(record)
        case Guarantee():
            yield from _counts(record)
        case _:
            return


def _window(window: DateTest) -> Iterator[str]:
    """Refuse a window that no day lies in, or every day."""
    if window.since is None and window.until is None:
        yield "a window of dates needs 'since' or 'until'"
    if window.since is not None and window.until is not None and window.since > window.until:
        yield f"the window ends ({window.until}) before it begins ({window.since})"


def _incomplete(decision: Decision) -> Iterator[str]:
    """Refuse a decision rule without what it needs."""
    needs = {
        Rule.AT_LEAST: ("n", decision.n),
        Rule.BODY: ("body", decision.body),
        Rule.ACTOR: ("actor", decision.actor),
    }
    name, value = needs.get(decision.rule, ("", ""))
    if value is None:
        yield f"the rule {decision.rule.value!r} needs {name!r}"


def _stuck(body: Body) -> Iterator[str]:
    """Refuse a body whose rule cannot be applied."""
    rule = body.decision.rule
    if rule is Rule.BODY:
        yield "a body's own rule cannot hand the decision to another body"
    if not body.members and rule in {Rule.EACH_ALONE, Rule.UNANIMOUS, Rule.MAJORITY, Rule.AT_LEAST}:
        yield f"the rule {rule.value!r} needs the body's 'members'"
    if (body.decision.n or 0) > len(body.members):
        yield f"the rule needs {body.decision.n} of {len(body.members)} members"


def _counts(guarantee: Guarantee) -> Iterator[str]:
    """Refuse a number of votes that the guarantors cannot reach."""
    for duty in guarantee.duties:
        decision = duty.decision
        if decision.rule is Rule.AT_LEAST and (decision.n or 0) > len(guarantee.guarantors):
            yield f"{duty.id} needs {decision.n} of {len(guarantee.guarantors)} guarantors"
    twice = [actor for actor, count in Counter(g.actor for g in guarantee.guarantors).items() if count > 1]
    if twice:
        yield f"named twice as guarantor: {', '.join(twice)}"


def _length(term: Term) -> Iterator[str]:
    """Refuse a term that is no length, or that the calendar cannot hold."""
    if term.starts == "date" and term.date is None:
        yield "a term that starts on a date needs the 'date'"
    if term.length in OPEN_ENDED:
        return
    yield from _bad_period(term.length)
    if term.date is not None:
        try:
            last_day(term.date, parse_period(term.length))
        except DealError as error:
            yield error.problem


def _bad_period(iso: str) -> Iterator[str]:
    """Refuse words that are no ISO 8601 length."""
    try:
        parse_period(iso)
    except DealError as error:
        yield f"{error.problem}. {error.remedy}"


def _identities(instrument: Instrument) -> Iterator[Finding]:
    """Refuse two things of one name where answers would not tell them apart."""
    ids = [provision.id for provision in instrument.provisions]
    for name in _twice(ids):
        yield Finding(("provisions",), f"two provisions are called {name!r}", word=name)
    ids = [norm.id for _, _, norm in norms_of(instrument)]
    for _, _, guarantee in guarantees_of(instrument):
        ids += [guarantee.id, *(duty.id for duty in guarantee.duties)]
    for name in _twice(ids):
        yield Finding(("provisions",), f"two norms or guarantees are called {name!r}", word=name)


def _twice(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _circles(instrument: Instrument) -> Iterator[Finding]:
    """Refuse an entry into force that waits for itself, and lapses that hang on it."""
    entry: Entry = instrument.entry
    trees = {"requires": entry.requires, "suspended_if": entry.suspended_if, "ends_if": entry.ends_if}
    for name, tree in trees.items():
        if tree is not None and any(node.in_force for node in tree.walk()):
            yield Finding(("entry", name), "circular: entry into force waits for the instrument to be in force")
    provisional = entry.provisional.requires if entry.provisional is not None else None
    if provisional is not None and any(node.in_force for node in provisional.walk()):
        yield Finding(("entry", "provisional"), "circular: provisional application ends with entry into force")
    for name, fact in instrument.facts.items():
        if any(wait.fact == name for wait in fact.waits_for):
            yield Finding(("facts", name, "waits_for"), "circular: the fact waits for itself")
        if name in fact.excludes:
            yield Finding(("facts", name, "excludes"), "contradictory: the fact excludes itself")


def _character(instrument: Instrument) -> Iterator[Finding]:
    """Refuse a declaration of intent that is said to bind."""
    if instrument.form is Form.DECLARATION_OF_INTENT and instrument.legal_character is LegalCharacter.BINDING:
        problem = "contradictory: a declaration of intent does not bind; use 'political', or another form"
        yield Finding(("legal_character",), problem)


def _contradictions(instrument: Instrument) -> Iterator[Finding]:
    """Point at an obligation and a ban of one bearer on one action with nothing to keep them apart."""
    opposite = {NormKind.OBLIGATION: NormKind.PROHIBITION, NormKind.PROHIBITION: NormKind.OBLIGATION}
    seen: dict[tuple[str, str, NormKind], Norm] = {}
    for number, provision in enumerate(instrument.provisions):
        for norm in provision.norms:
            for bearer in norm.bearer:
                action = " ".join(norm.action.casefold().split())
                seen.setdefault((bearer, action, norm.kind), norm)
                other = seen.get((bearer, action, opposite.get(norm.kind, norm.kind)))
                if other is not None and other is not norm and _undivided(norm, other):
                    problem = f"contradictory: {bearer} must and must not {norm.action} ({other.id}, {norm.id})"
                    yield Finding(("provisions", number), problem)


def _undivided(one: Norm, other: Norm) -> bool:
    """Tell whether nothing keeps two norms apart: same trigger, no precondition, no exception."""
    plain = all(norm.unless is None and norm.after is None for norm in (one, other))
    return plain and one.trigger == other.trigger and one.scope == other.scope and one.kind is not other.kind


def _doubts(instrument: Instrument) -> Iterator[Finding]:
    """Point at what is allowed but will make answers say little."""
    if not instrument.provisions:
        yield Finding(("provisions",), "there are no provisions, so nobody can owe anything", fault=False)
    for name, fact in instrument.facts.items():
        if fact.value is not None and fact.source is None and not fact.reports:
            yield Finding(("facts", name), "the value has no source", fault=False)
        for report in fact.reports:
            yield from _report_doubts(name, report, instrument)
    for _, _, guarantee in guarantees_of(instrument):
        for duty in guarantee.duties:
            if duty.decision.rule is Rule.UNKNOWN:
                problem = f"{duty.id}: who decides is not said, so it is never certain"
                yield Finding(("provisions",), problem, fault=False, word=duty.id)


def _report_doubts(name: str, report: Report, instrument: Instrument) -> Iterator[Finding]:
    """Point at a report that nobody can follow up."""
    if report.source and report.source not in instrument.sources and not report.statement:
        yield Finding(("facts", name, "reports"), f"the source {report.source!r} is not in the list", fault=False)
