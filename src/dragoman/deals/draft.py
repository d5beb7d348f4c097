"""A skeleton of an instrument from the terms in a record: every field with its quote, for a person to complete.

Nothing is filled in that the record does not say.  What triggers a guarantee, who decides and by which rule are
left `unknown`, since news coverage seldom tells; a statement's strength is never made firmer than its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.deals.terms import Strength
from dragoman.errors import DealError
from dragoman.record import Act, Condition, Duration, Firmness, Holdings, Issue, Modality, Statement

_TERMS = frozenset({Act.PROPOSE, Act.OFFER, Act.PLEDGE, Act.DEMAND, Act.ACCEPT, Act.AGREE})
_OWN = frozenset({Act.OFFER, Act.PLEDGE})
_NOT_TERMS = frozenset({Issue.PROCESS, Issue.HOSTILITIES, Issue.INCIDENT})
_SOFT = frozenset({Modality.HEDGED, Modality.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which terms a draft is to hold.

    Attributes:
        words: Words of which a statement must hold one; all statements if none are given.
        name: Id of the instrument.
    """

    words: tuple[str, ...] = ()
    name: str = "draft"


def draft_instrument(holdings: Holdings, wanted: Wanted) -> str:
    """Give the text of an instrument file with the terms in a record.

    Raises:
        DealError: If the record holds no term of the kind.
    """
    terms = [one for one in holdings.statements if _is_term(one) and _is_wanted(one, wanted)]
    if not terms:
        remedy = "Try other words, or none; `dragoman table` shows the terms that there are."
        raise DealError("the record holds no such term", item=" ".join(wanted.words) or holdings.name, remedy=remedy)
    return "\n".join(_Draft(holdings, terms, wanted).lines()) + "\n"


def _is_term(statement: Statement) -> bool:
    """Tell whether a statement puts a term on the table."""
    return statement.act in _TERMS and bool(set(statement.issues) - _NOT_TERMS) and bool(statement.parties)


def _is_wanted(statement: Statement, wanted: Wanted) -> bool:
    """Tell whether a statement holds one of the words, in its quote or its issues."""
    text = f"{statement.quote} {' '.join(issue.value for issue in statement.issues)}".casefold()
    return not wanted.words or any(word.casefold() in text for word in wanted.words)


class _Draft:
    """Writes the file line by line, each datum under the quote that it comes from."""

    def __init__(self, holdings: Holdings, terms: list[Statement], wanted: Wanted) -> None:
        self._wanted = wanted
        self._terms = terms
        used = {statement.sha256 for statement in terms}
        kept = [source for source in holdings.sources if source.sha256 in used]
        self._sources = {source.sha256: (f"s{number}", source) for number, source in enumerate(kept, start=1)}
        names = [party for one in terms for party in (*one.parties, *one.guarantors)]
        self._actors = {name: slug(name) for name in dict.fromkeys(names)}
        self._facts = self._conditions()

    def lines(self) -> Iterator[str]:
        """Give the file."""
        yield "# A skeleton from the record.  Every field stands under the words that it was taken from; complete what"
        yield "# is missing, take out what does not belong, and run `dragoman deal check`."
        yield f"instrument: {slug(self._wanted.name)}"
        yield f"title: {_word('Terms as reported: ' + (' '.join(self._wanted.words) or self._wanted.name))}"
        yield "form: other            # to be completed"
        yield f"version: {_word('as reported up to ' + (self._last_day() or 'an unknown day'))}"
        yield "legal_character: unknown"
        yield "text_basis: press_summary"
        yield "sources:"
        for name, source in self._sources.values():
            day = source.published.value[:10] if source.published else ""
            title = source.title.value if source.title else source.address
            yield f"  {name}: {{title: {_word(title)}, address: {_word(source.address)}, date: {_word(day)}}}"
        yield "actors:                # stages are not in the record: complete them"
        for name, actor in self._actors.items():
            yield f"  {actor}: {{name: {_word(name)}, stage: unknown}}"
        yield from self._fact_lines()
        yield "entry:"
        yield "  bound_by: unknown"
        yield f"  requires: {{all: [{', '.join(self._facts)}]}}" if self._facts else "  # requires: not in the record"
        yield "provisions:"
        for issue in dict.fromkeys(issue for one in self._terms for issue in one.issues if issue not in _NOT_TERMS):
            yield from self._provision(issue)

    def _conditions(self) -> dict[str, tuple[Condition, Statement]]:
        """Give each condition once, by the name of its fact."""
        found: dict[str, tuple[Condition, Statement]] = {}
        for statement in self._terms:
            for condition in statement.conditions:
                found.setdefault(slug(condition.text), (condition, statement))
        return found

    def _fact_lines(self) -> Iterator[str]:
        """Give the conditions that terms were put under, as open facts."""
        if self._facts:
            yield "facts:"
        for name, (condition, statement) in self._facts.items():
            yield from self._evidence(statement, 2)
            yield f"  {name}:"
            yield f"    text: {_word(condition.text)}"
            yield "    value: unknown"
            yield f"    quote: {_word(condition.text)}"
            yield f"    source: {self._source(statement)}"

    def _provision(self, issue: Issue) -> Iterator[str]:
        """Give one provision an issue, with a norm a statement."""
        statements = [one for one in self._terms if issue is next(i for i in one.issues if i not in _NOT_TERMS)]
        if not statements:
            return
        yield f"  - id: {slug(issue.value)}"
        yield f"    title: {_word(issue.value.replace('_', ' '))}"
        yield f"    issue: {issue.value}"
        yield f"    text: {_word('; '.join(one.content for one in statements))}"
        yield f"    source: {self._source(statements[0])}"
        plain = [one for one in statements if not one.guarantors]
        if plain:
            yield "    norms:"
        for number, statement in enumerate(plain, start=1):
            yield from self._norm(statement, f"{slug(issue.value)}-{number}")
        promised = [one for one in statements if one.guarantors]
        if promised:
            yield from self._guarantee(promised, slug(issue.value))

    def _norm(self, statement: Statement, name: str) -> Iterator[str]:
        """Give one statement as a norm of the weakest kind that its words carry."""
        own = statement.act in _OWN and statement.modality not in _SOFT
        strength = Strength.INTENDS if own else Strength.MAY
        bearers = ", ".join(self._actors[party] for party in statement.parties)
        yield from self._evidence(statement, 6)
        comment = (
            "its own offer or pledge" if own else f"put forward by {' and '.join(statement.parties)}: who bears it?"
        )
        yield f"      - id: {name}"
        yield f"        bearer: [{bearers}]   # {comment}"
        yield f"        action: {_word(statement.content)}"
        yield f"        strength: {strength.value}   # never firmer than the words: complete it from the text itself"
        yield from self._shared(statement)

    def _shared(self, statement: Statement) -> Iterator[str]:
        """Give conditions, duration, number, quote and source of a norm."""
        facts = [slug(condition.text) for condition in statement.conditions]
        if facts:
            yield f"        after: {{all: [{', '.join(facts)}]}}"
        if statement.duration is not None and _is_length(statement.duration):
            yield f"        term: {{length: {statement.duration.iso}}}   # {_comment(statement.duration.text)}"
        for number in statement.numbers[:1]:
            unit, comparator = _word(number.unit or "units"), _word(number.comparator)
            yield f"        quantity: {{value: {number.value:g}, unit: {unit}, comparator: {comparator}}}"
        yield f"        quote: {_word(statement.quote)}"
        yield f"        source: {self._source(statement)}"

    def _guarantee(self, statements: list[Statement], name: str) -> Iterator[str]:
        """Give the guarantors that are named, each as firmly as it is named; all else is left unknown."""
        firmness: dict[str, tuple[Firmness, Statement]] = {}
        for statement in statements:
            for state in statement.guarantors:
                firmness.setdefault(state, (_firmness(statement, state), statement))
        lengths = [one.duration for one in statements if one.duration is not None and _is_length(one.duration)]
        yield "    guarantees:"
        yield f"      - id: {name}-guarantee"
        yield "        guarantors:"
        for state, (firm, statement) in firmness.items():
            yield from self._evidence(statement, 10)
            source = self._source(statement)
            yield f"          - {{actor: {self._actors[state]}, firmness: {firm.value}, source: {source}}}"
        yield "        beneficiaries: []   # to be completed"
        yield "        casus: {unknown: what triggers the guarantee is not in the record}"
        if lengths:
            yield f"        term: {{length: {lengths[0].iso}}}   # {_comment(lengths[0].text)}"
        else:
            yield "        term: {length: unknown}"
        yield "        duties:"
        yield f"          - id: {name}-act"
        yield "            action: act under the guarantee   # to be completed"
        yield "            strength: intends"
        yield "            decision: unknown"
        yield "            sharing: unknown"
        yield "            discretion: unknown"

    def _evidence(self, statement: Statement, indent: int) -> Iterator[str]:
        """Give the words, who said them and when, as a comment."""
        who = statement.actor or " and ".join(statement.parties)
        told = f", as told by {statement.source}" if statement.source else ""
        day = statement.date or "date not given"
        pad = " " * indent
        yield f"{pad}# {_comment(who)}, {statement.act.value} ({statement.modality.value}){_comment(told)}, {day}:"
        yield f"{pad}# “{_comment(statement.quote)}”"

    def _source(self, statement: Statement) -> str:
        return self._sources[statement.sha256][0]

    def _last_day(self) -> str:
        days = [one.date for one in self._terms if one.date is not None]
        days += [source.published.value[:10] for _, source in self._sources.values() if source.published]
        return max(days, default="")


def slug(words: str) -> str:
    """Give words as an id: small letters, digits and hyphens.

    Example:
        >>> slug("United States")
        'united-states'
    """
    bare = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:60].strip("-")
    return bare or "unnamed"


def _word(text: str) -> str:
    """Give a text as a quoted YAML word on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _comment(text: str) -> str:
    """Give a text as it may stand in a comment: on one line."""
    return " ".join(text.split())


def _firmness(statement: Statement, state: str) -> Firmness:
    """Give how firmly a statement names a guarantor, from its anchor; a hedged statement names it as possible."""
    for anchor in statement.anchors:
        if anchor.firmness is not None and (anchor.value or anchor.exact) == state:
            return anchor.firmness
    return Firmness.POSSIBLE if statement.modality in _SOFT else Firmness.CANDIDATE


def _is_length(duration: Duration) -> bool:
    """Tell whether a duration is in whole days or more, as instruments reckon."""
    return bool(re.fullmatch(r"P(?:\d+[YMWD])+", duration.iso))
