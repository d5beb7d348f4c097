"""Building a brief: views of the record, ranked and merged into lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dragoman.briefs.model import Fact, Group, Line
from dragoman.briefs.numbering import Numbering
from dragoman.briefs.phrases import joined_up, speaker_of, verb_of, when_of
from dragoman.record import Act, Holdings, Record, Statement
from dragoman.views import EVERYTHING, Query, Witness
from dragoman.views.query import sources_by_version
from dragoman.views.sourcing import group_numbers, independent
from dragoman.views.wording import sentences

_RELATIVE = re.compile(r"(?:which|who|whom|whose|that|where)\b", re.IGNORECASE)


class BriefOptions(Record):
    """What a brief may be told.

    Attributes:
        query: What it is narrowed to.
        title: Its title; the record's name where none is given.
        most_lines: Most lines under one heading; the rest is counted.
        most_voices: Most statements of one voice beyond its terms.
        most_parties: Most third parties that are heard.
        most_unquoted: Most documents that are listed though no line quotes them; where there are more, none is.
        narrowed: What it is narrowed to, in words.
    """

    query: Query = EVERYTHING
    title: str | None = None
    most_lines: int = 14
    most_voices: int = 10
    most_parties: int = 14
    most_unquoted: int = 12
    narrowed: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be written, and the witnesses it rests on.

    Attributes:
        evidence: The witnesses.
        write: Writes the line; called only where there is room for it.
    """

    evidence: tuple[Witness, ...]
    write: Callable[[], Line]


Joining: TypeAlias = Callable[[Iterable[Line]], list[Line]]
"""A way to put written lines together."""


@dataclass(slots=True)
class Desk:
    """What is on the desk while a brief is written: the record, the numbers, and what has been shown.

    Attributes:
        holdings: The record, narrowed.
        numbering: The numbers of quotes.
        options: What the brief was told.
        shown: Ids of the records whose words a line shows already: no words stand twice.
        placed: Ids of the records that belong to a section above, shown there or only counted.
        worded: The words themselves.
        groups: For each document, the number of its group of copies.
    """

    holdings: Holdings
    numbering: Numbering
    options: BriefOptions
    shown: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    worded: set[str] = field(default_factory=set)
    groups: dict[str, int] = field(default_factory=dict)
    _around: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which documents are copies, and for each relative clause the words that it hangs on."""
        self.groups = group_numbers(self.holdings, self.options.query)
        self._around = _antecedents(self.holdings)

    def words(self, witness: Witness, who: str = "") -> str:
        """Give the words to show for a witness, or nothing where they are shown already."""
        if witness.record in self.shown:
            return ""
        self.shown.add(witness.record)
        words = self._around.get(witness.record) or witness.wording
        self.worded.add(words)
        return joined_up(who or speaker_of(witness), witness, words)

    def line(
        self, evidence: Sequence[Witness], *, verb: str | None = None, who: str = "", facts: Iterable[Fact] = ()
    ) -> Line:
        """Write a line on its first witness; the others count as further sources."""
        lead = evidence[0]
        name = who or speaker_of(lead)
        words = self.words(lead, name)
        self.shown.update(witness.record for witness in evidence)
        phrase = verb_of(lead) if verb is None else verb
        if lead.act is Act.REQUEST and lead.addressee and words.startswith(lead.addressee):
            phrase = phrase.removesuffix(f" {lead.addressee}")
        return Line(
            who=name,
            verb=phrase,
            words=words,
            when=when_of(lead),
            told_by=lead.told_by,
            facts=tuple(facts),
            refs=self.numbering.refs(evidence),
            sources=len({witness.sha256 for witness in evidence}),
            independent=independent(evidence, self.groups),
            doubtful=lead.doubtful,
        )

    def fact(self, label: str, witness: Witness, *, again: bool = False) -> Fact:
        """Write a fact in a witness's words; `again` where a line counts it as evidence but shows other words."""
        if again:
            self.shown.discard(witness.record)
        words = self.words(witness)
        return Fact(label=label, text=words, quoted=bool(words), refs=(self.numbering.ref(witness),))

    def group(
        self, heading: str, entries: Sequence[Entry], *, most: int | None = None, join: Joining | None = None
    ) -> Group | None:
        """Write entries under a heading, those that say the same in the same words as one.

        What goes over the limit is counted and not written, so that its quotes take no numbers; it still belongs
        here and does not come up again below.

        Args:
            heading: The heading, empty for none.
            entries: What is to be written, most telling first.
            most: How many lines at most; the brief's own limit if not given.
            join: How lines are put together in the end.

        Returns:
            The group; None where there is nothing to write.
        """
        limit = self.options.most_lines if most is None else most
        found: dict[tuple[str, str, str], Line] = {}
        more = 0
        for number, entry in enumerate(entries):
            self.placed.update(witness.record for witness in entry.evidence)
            if len(found) >= limit:
                more += 1
                continue
            _merge(found, entry.write(), number)
        lines = list(found.values())
        if not lines:
            return None
        return Group(heading=heading, lines=tuple(join(lines) if join else lines), more=more)


def _merge(found: dict[tuple[str, str, str], Line], line: Line, number: int) -> None:
    """Add a line, or join it to one with the same speaker and words: two acts in one sentence are read once."""
    key = (line.who, line.words, "" if line.words else str(number))
    known = found.get(key)
    if known is None:
        found[key] = line
        return
    verbs = [verb for verb in (known.verb, line.verb) if verb]
    found[key] = known.model_copy(
        update={
            "verb": " and ".join(dict.fromkeys(verbs)),
            "facts": tuple(dict.fromkeys((*known.facts, *line.facts))),
            "refs": tuple(dict.fromkeys((*known.refs, *line.refs))),
        }
    )


def spoken(lines: Iterable[Line]) -> list[Line]:
    """Join what one voice says on one day into one line, its sayings under it, each with its verb where verbs vary."""
    found: dict[tuple[str, str, str | None], list[Line]] = {}
    for line in lines:
        found.setdefault((line.who, line.when, line.told_by), []).append(line)
    joined = []
    for told in found.values():
        if len(told) == 1:
            joined.append(told[0])
            continue
        first = told[0]
        verbs = {line.verb for line in told}
        facts = tuple(
            Fact(label="" if len(verbs) == 1 else line.verb, text=line.words, quoted=True, refs=line.refs)
            for line in told
            if line.words
        )
        verb = first.verb if len(verbs) == 1 else ""
        joined.append(first.model_copy(update={"verb": verb, "words": "", "refs": (), "facts": facts}))
    return joined


def _antecedents(holdings: Holdings) -> dict[str, str]:
    """Give, for statements that are relative clauses of another's sentence, that sentence up to their end."""
    clauses = [one for one in holdings.statements if _RELATIVE.match(one.quote)]
    if not clauses:
        return {}
    by_document: dict[str, list[Statement]] = {key: [] for key in sources_by_version(holdings)}
    for statement in holdings.statements:
        by_document.setdefault(statement.sha256, []).append(statement)
    found: dict[str, str] = {}
    for clause in clauses:
        around = next(
            (
                one
                for one in by_document[clause.sha256]
                if one.start < clause.start and one.end >= clause.end and one.id != clause.id
            ),
            None,
        )
        if around is not None:
            before = around.quote[: clause.end - around.start]
            found[clause.id] = " ".join(before[sentences(before)[-1][0] :].split()).strip(' ,;“”"')
    return found
