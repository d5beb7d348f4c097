"""An instrument's terms as text, each with its reference and source."""

from __future__ import annotations

from dragoman.deals.duties import Duty, Guarantee, Norm
from dragoman.deals.model import Instrument, Provision
from dragoman.deals.text import Page
from dragoman.deals.wording import (
    action_text,
    condition_text,
    deadline_text,
    decision_text,
    discretion_text,
    firmness_text,
    listed,
    name_of,
    names_of,
    said_of,
    sharing_text,
    stages_text,
    term_text,
)


def instrument_text(instrument: Instrument, *, width: int = 100) -> str:
    """Give an instrument as text."""
    page = Page(width)
    page.line(instrument.title)
    character = f"{instrument.form.value.replace('_', ' ')}, {instrument.legal_character.value} character"
    page.line(f"{instrument.version}; {character}; read from: {instrument.text_basis.value.replace('_', ' ')}")
    for words in (instrument.summary, instrument.note):
        if words:
            page.line(words)
    _ground(page, instrument)
    for provision in instrument.provisions:
        _provision(page, instrument, provision)
    if instrument.unpublished:
        page.head("Not public")
        for words in instrument.unpublished:
            page.item(words)
    page.head("Sources")
    for name, source in instrument.sources.items():
        tail = ", ".join(part for part in (source.address, source.date, source.note) if part)
        page.item(f"{name}: {source.title}" + (f" ({tail})" if tail else ""))
    return page.text()


def _ground(page: Page, instrument: Instrument) -> None:
    """Write actors, entry into force and facts."""
    page.head("Actors")
    for party in instrument.actors.values():
        roles = f" ({', '.join(party.roles)})" if party.roles else ""
        page.item(f"{party.name}{roles}: {stages_text(party.stage)}", ref=party.ref, source=party.source or "")
    page.head("Entry into force")
    page.item(
        f"bound by {instrument.entry.bound_by.value}; {term_text(instrument.entry.term)}", ref=instrument.entry.ref
    )
    if instrument.entry.requires is not None:
        page.item(f"requires: {condition_text(instrument, instrument.entry.requires)}")
    if instrument.facts:
        page.head("Facts")
    for name, fact in instrument.facts.items():
        value = "unknown" if fact.value is None else "yes" if fact.value else "no"
        page.item(f"{name}: {fact.text} - {value}", ref=fact.ref, source=fact.source or "")
        for said in said_of(instrument, fact):
            page.line(said, indent=6)


def _provision(page: Page, instrument: Instrument, provision: Provision) -> None:
    """Write one provision with its norms, guarantees and variants."""
    title = f" - {provision.title}" if provision.title else ""
    page.head(f"{provision.ref or provision.id}{title}")
    page.item(provision.text.strip(), source=provision.source or "")
    if provision.quote:
        page.item(f"“{provision.quote}”")
    for norm in provision.norms:
        _norm(page, instrument, norm)
    for guarantee in provision.guarantees:
        _guarantee(page, instrument, guarantee)
    for variant in provision.variants:
        page.item(f"[{name_of(instrument, variant.by)}] {variant.text}")
        for norm in variant.norms:
            _norm(page, instrument, norm)
        for guarantee in variant.guarantees:
            _guarantee(page, instrument, guarantee)


def _norm(page: Page, instrument: Instrument, norm: Norm) -> None:
    """Write one norm."""
    page.item(
        f"{norm.id}: {norm.kind.value} of {names_of(instrument, norm.bearer)}, {norm.strength.value}: "
        f"{action_text(norm)}",
        ref=norm.ref,
        indent=4,
    )
    if norm.trigger is not None:
        page.line(f"when {condition_text(instrument, norm.trigger)}", indent=8)
    if norm.term is not None:
        page.line(f"for {term_text(norm.term)}", indent=8)
    _conditions(page, instrument, norm)


def _guarantee(page: Page, instrument: Instrument, guarantee: Guarantee) -> None:
    """Write one guarantee."""
    names = [f"{name_of(instrument, one.actor)} ({firmness_text(one.firmness)})" for one in guarantee.guarantors]
    page.item(f"{guarantee.id}: guarantee for {names_of(instrument, guarantee.beneficiaries)}", indent=4)
    page.line(f"by {listed(names)}", indent=8)
    page.line(f"if {condition_text(instrument, guarantee.casus)}", indent=8)
    if guarantee.threshold is not None:
        page.line(f"so grave that {condition_text(instrument, guarantee.threshold)}", indent=8)
    if guarantee.excluded:
        page.line(f"not in {listed([instrument.territories[place] for place in guarantee.excluded])}", indent=8)
    if guarantee.attribution is not None:
        page.line(f"once {instrument.bodies[guarantee.attribution].name} says who did it", indent=8)
    if guarantee.void_if is not None:
        page.line(f"void if {condition_text(instrument, guarantee.void_if)}", indent=8)
    page.line(f"term: {term_text(guarantee.term)}", indent=8)
    for duty in guarantee.duties:
        page.item(
            f"{duty.id}: {duty.strength.value} {action_text(duty)}; {decision_text(instrument, duty.decision)}",
            ref=duty.ref,
            indent=8,
        )
        told = "; ".join(part for part in (sharing_text(duty), discretion_text(duty)) if part)
        page.line(told, indent=12)
        _conditions(page, instrument, duty)


def _conditions(page: Page, instrument: Instrument, duty: Duty) -> None:
    """Write what a norm or duty hangs on."""
    for tree, words in (
        (duty.after, "only after"),
        (duty.unless, "unless"),
        (duty.suspended_if, "rests while"),
        (duty.discharged_if, "over once"),
    ):
        if tree is not None:
            page.line(f"{words} {condition_text(instrument, tree)}", indent=12)
    if duty.deadline is not None:
        page.line(deadline_text(duty.deadline), indent=12)
