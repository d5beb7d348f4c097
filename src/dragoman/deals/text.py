"""Answers as plain text, for a terminal or a file; every line that says something leads back to its source."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from dragoman.deals.answers import Basis, Blocker, ClaimEffect, Claims, DutyAnswer, NotOwed, Status, Step, WhatIf
from dragoman.deals.terms import Answer

MARKS = {Answer.CERTAIN: "●", Answer.POSSIBLE: "◐", Answer.NO: "○", Answer.UNDECIDED: "?"}
LEGEND = "● certain   ◐ possible   ○ no"


def status_text(status: Status, *, width: int = 100, proof: bool = False) -> str:
    """Give a status answer as text."""
    page = Page(width)
    page.basis(status.basis)
    page.line(f"In force on {status.basis.at.isoformat()}: {_answer(status.in_force)}")
    if status.last_day is not None:
        page.line(f"Last day of its term: {status.last_day.isoformat()} (that day still counts)")
    bound = [party for party in status.parties if party.answer is not Answer.NO]
    if bound:
        page.head("For whom")
        for party in bound:
            page.item(f"{MARKS[party.answer]} {party.name} ({', '.join(party.stage)})", source=party.source)
    if status.blockers:
        page.head("What stands in the way")
        for blocker in status.blockers:
            page.blocker(blocker)
    page.head("Norms")
    for state, norms in _grouped([(norm.state, norm.norm) for norm in status.norms]):
        page.item(f"{state}: {', '.join(norms)}")
    if proof:
        page.head("Proof")
        page.proof(status.proof)
    return page.text()


def what_if_text(answer: WhatIf, *, width: int = 100, proof: bool = False) -> str:
    """Give a what-if answer as text."""
    page = Page(width)
    page.basis(answer.basis)
    page.line(f"If: {answer.event}, on {answer.basis.at.isoformat()}")
    page.line(f"In force that day: {_answer(answer.in_force)}")
    for assumed in answer.assumed:
        page.line(f"Assumed: {assumed}")
    for conflict in answer.conflicts:
        page.line(f"CONTRADICTION: {conflict}")
    _consequences(page, answer)
    if answer.deciders:
        page.head("What it turns on (settle one with --assume NAME=yes)")
        for name, words in answer.deciders.items():
            page.item(f"{name}: {words}")
    if proof:
        page.head("Proofs, once in force")
        for row in answer.duties:
            page.proof(row.proof)
    return page.text()


def _consequences(page: Page, answer: WhatIf) -> None:
    """Say which guarantees are triggered, what is owed and what is not."""
    if answer.guarantees:
        page.head("Guarantees, once in force")
    for guarantee in answer.guarantees:
        page.item(f"{MARKS[guarantee.triggered]} {guarantee.guarantee} is triggered", ref=guarantee.ref)
        page.decided(guarantee.decided_by)
        if guarantee.triggered is Answer.NO:
            page.reasons(guarantee.proof)
    for title, rows in (
        ("Because of it", [row for row in answer.duties if not row.standing]),
        ("Owed in any case", [row for row in answer.duties if row.standing]),
    ):
        if rows:
            page.head(f"{title}: as things stand | once in force")
            page.duties(rows)
    if answer.not_owed:
        page.head("Owed by nobody, even once in force")
        for missing in answer.not_owed:
            page.not_owed(missing)


def claims_text(claims: Claims, *, width: int = 100) -> str:
    """Give which facts flip which results, as text."""
    page = Page(width)
    page.basis(claims.basis)
    if not claims.facts:
        page.line("No open fact in it is spoken about.  --all looks at every open fact and term.")
    for effect in claims.facts:
        page.claim(effect)
    return page.text()


class Page:
    """Lines of text within a width."""

    def __init__(self, width: int) -> None:
        self._width = max(40, width)
        self._lines: list[str] = []

    def text(self) -> str:
        """Give the page."""
        return "\n".join(self._lines).rstrip() + "\n"

    def line(self, words: str, *, indent: int = 0, hang: int = 2) -> None:
        """Add a paragraph."""
        first, rest = " " * indent, " " * (indent + hang)
        self._lines += textwrap.wrap(
            words, self._width, initial_indent=first, subsequent_indent=rest, break_long_words=False
        ) or [""]

    def head(self, words: str) -> None:
        """Add a heading."""
        self._lines += ["", words]

    def item(self, words: str, *, ref: str = "", source: str = "", indent: int = 2) -> None:
        """Add an entry with where it stands."""
        where = ", ".join(part for part in (ref, source) if part)
        self.line(f"{words}  [{where}]" if where else words, indent=indent)

    def basis(self, basis: Basis) -> None:
        """Say what the answer rests on."""
        self.line(basis.title)
        character = f"{basis.form.replace('_', ' ')}, {basis.legal_character.value} character"
        self.line(f"{basis.version}; {character}; read from: {basis.text_basis.value.replace('_', ' ')}")
        if basis.partial:
            self.line("PARTIAL: the time limit was reached; what is marked ? was not decided.")
        self._lines.append("")

    def blocker(self, blocker: Blocker) -> None:
        """Say what is in the way, on whom it depends, and where it stands."""
        head = "or: " if blocker.alternative else ""
        self.item(f"{MARKS[blocker.answer]} {head}{blocker.text}", ref=blocker.ref, source=blocker.source)
        if blocker.controllers:
            self.line(f"depends on: {', '.join(blocker.controllers)}", indent=6)
        for said in blocker.said:
            self.line(said, indent=6)

    def duties(self, rows: list[DutyAnswer]) -> None:
        """Say who must do what; actors of whom the same is said stand in one line."""
        groups: dict[tuple[str, ...], list[DutyAnswer]] = {}
        for row in rows:
            key = (row.duty, row.effect.value, row.now.value, row.once_in_force.value, "\0".join(row.decided_by))
            groups.setdefault(key, []).append(row)
        for group in groups.values():
            row = group[0]
            who = ", ".join(one.name for one in group)
            words = f"{MARKS[row.now]} | {MARKS[row.once_in_force]} {who} {_verb(row, len(group))} {row.action}"
            self.item(f"{words} ({row.duty})", ref=row.ref, source=row.source)
            due = f" (last day {row.due.isoformat()})" if row.due is not None else ""
            details = [row.deadline + due if row.deadline else "", row.discretion, row.sharing]
            if row.measures:
                details.append("such as " + ", ".join(row.measures))
            if row.remedy:
                details.append(f"as the remedy for a breach of {row.remedy}")
            told = "; ".join(detail for detail in details if detail)
            if told:
                self.line(told, indent=8)
            self.decided(row.decided_by, indent=8)

    def not_owed(self, missing: NotOwed) -> None:
        """Say what nobody owes, and why."""
        self.item(f"○ {missing.action} ({missing.duty})", ref=missing.ref)
        self.reasons(missing.proof)

    def decided(self, names: tuple[str, ...], *, indent: int = 6) -> None:
        """Say which facts would decide."""
        if names:
            self.line(f"turns on: {', '.join(names)}", indent=indent)

    def reasons(self, proof: Step, *, indent: int = 6) -> None:
        """Say which steps failed, down to the last that explains it."""
        for step in _failures(proof):
            self.item(f"because not: {step.text}", ref=step.ref, source=step.source, indent=indent)

    def claim(self, effect: ClaimEffect) -> None:
        """Say one fact and what it flips."""
        self.head(f"{effect.text} ({effect.fact})" + (" - DISPUTED" if effect.disputed else ""))
        for said in effect.said:
            self.line(said, indent=2)
        if not effect.flips:
            self.line("changes no result", indent=2)
        events: dict[tuple[str, bool], list[str]] = {}
        for flip in effect.flips:
            words = (
                f"{flip.result}: open {MARKS[flip.open]}  if so {MARKS[flip.accepted]}  if not {MARKS[flip.rejected]}"
            )
            events.setdefault((flip.event, flip.supposed), []).append(words)
        for (event, supposed), lines in events.items():
            self.line(f"{event}, {'once in force' if supposed else 'as things stand'}:", indent=2)
            for words in lines:
                self.line(words, indent=4)

    def proof(self, step: Step, *, indent: int = 2) -> None:
        """Say a proof, step by step."""
        self.item(f"{MARKS[step.answer]} {step.text}", ref=step.ref, source=step.source, indent=indent)
        if step.quote:
            self.line(f"“{step.quote}”", indent=indent + 4)
        for said in step.said:
            self.line(said, indent=indent + 4)
        for below in step.steps:
            self.proof(below, indent=indent + 2)


def _failures(step: Step) -> Iterator[Step]:
    """Give the deepest steps that do not hold, on which the failure rests."""
    failed = [below for below in step.steps if below.answer is Answer.NO]
    if not failed:
        if step.answer is Answer.NO:
            yield step
        return
    for below in failed:
        yield from _failures(below)


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Group names by state, in order of first appearance."""
    groups: dict[str, list[str]] = {}
    for state, name in pairs:
        groups.setdefault(state, []).append(name)
    return list(groups.items())


def _answer(answer: Answer) -> str:
    return f"{MARKS[answer]} {answer.value}"


def _verb(row: DutyAnswer, count: int) -> str:
    """Give the effect as a verb, in the plural for several."""
    words = row.effect.words
    if count > 1:
        words = words.replace("is ", "are ", 1) if words.startswith("is ") else words.replace("intends", "intend")
    return words
