"""Instruments side by side, term by term."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.deals.duties import Duty, Guarantor
from dragoman.deals.model import Instrument, guarantees_of, norms_of
from dragoman.deals.wording import (
    action_text,
    condition_text,
    decision_text,
    discretion_text,
    firmness_text,
    listed,
    name_of,
    names_of,
    quantity_text,
    sharing_text,
    term_text,
)
from dragoman.record import Firmness, Record


class ComparedTerm(Record):
    """One term and what each instrument says of it; empty where it says nothing."""

    term: str
    cells: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the instruments say different things."""
        return len(set(self.cells)) > 1


class StatedGap(Record):
    """Numbers that different texts give for one thing.  They are stated positions, not reservation values."""

    what: str
    unit: str
    low: float
    high: float
    stated: tuple[str, ...]


class Comparison(Record):
    """Several instruments side by side."""

    instruments: tuple[str, ...]
    titles: tuple[str, ...]
    terms: tuple[ComparedTerm, ...]
    gaps: tuple[StatedGap, ...]


def compare_instruments(instruments: Sequence[Instrument]) -> Comparison:
    """Put instruments side by side; a term that none of them has is left out."""
    rows = [
        ComparedTerm(term=term, cells=tuple(tell(instrument) for instrument in instruments)) for term, tell in _TERMS
    ]
    issues = dict.fromkeys(one.issue for instrument in instruments for one in instrument.provisions if one.issue)
    for issue in issues:
        cells = tuple(_issue(instrument, issue) for instrument in instruments)
        rows.append(ComparedTerm(term=f"norms on {issue.replace('_', ' ')}", cells=cells))
    return Comparison(
        instruments=tuple(one.instrument for one in instruments),
        titles=tuple(one.title for one in instruments),
        terms=tuple(row for row in rows if any(row.cells)),
        gaps=tuple(_gaps(instruments)),
    )


def _guarantors(instrument: Instrument) -> str:
    found = []
    for _, variant, guarantee in guarantees_of(instrument):
        names = [_firm_name(instrument, one) for one in guarantee.guarantors]
        found.append(_by(instrument, guarantee.id, variant.by if variant is not None else None) + listed(names))
    return "; ".join(dict.fromkeys(found))


def _firm_name(instrument: Instrument, guarantor: Guarantor) -> str:
    """Give a guarantor, and how firmly it is named where the text does not plainly name it."""
    name = name_of(instrument, guarantor.actor)
    plain = guarantor.firmness is Firmness.NAMED
    return name if plain else f"{name} ({firmness_text(guarantor.firmness)})"


def _by(instrument: Instrument, name: str, proposer: str | None) -> str:
    """Give a guarantee's name, with whose bracketed text it is."""
    return f"{name} [{name_of(instrument, proposer)}]: " if proposer is not None else f"{name}: "


def _conditions(field: str) -> Callable[[Instrument], str]:
    """Give a teller for a condition of the guarantees."""

    def tell(instrument: Instrument) -> str:
        trees = [(guarantee.id, getattr(guarantee, field)) for _, _, guarantee in guarantees_of(instrument)]
        return "; ".join(f"{name}: {condition_text(instrument, tree)}" for name, tree in trees if tree is not None)

    return tell


def _duties(tell_one: Callable[[Instrument, Duty], str]) -> Callable[[Instrument], str]:
    """Give a teller for a term of the guarantors' duties."""

    def tell(instrument: Instrument) -> str:
        duties = [duty for _, _, guarantee in guarantees_of(instrument) for duty in guarantee.duties]
        told = [(duty.id, tell_one(instrument, duty)) for duty in duties]
        return "; ".join(f"{name}: {words}" for name, words in told if words)

    return tell


def _decisions(instrument: Instrument) -> str:
    duties = [duty for _, _, guarantee in guarantees_of(instrument) for duty in guarantee.duties]
    return "; ".join(f"{duty.id}: {decision_text(instrument, duty.decision)}" for duty in duties)


def _entry(instrument: Instrument) -> str:
    requires = instrument.entry.requires
    return condition_text(instrument, requires) if requires is not None else ""


def _lengths(instrument: Instrument) -> str:
    terms = [("instrument", instrument.entry.term)]
    terms += [(guarantee.id, guarantee.term) for _, _, guarantee in guarantees_of(instrument)]
    terms += [(norm.id, norm.term) for _, _, norm in norms_of(instrument)]
    return "; ".join(f"{name}: {term_text(term)}" for name, term in terms if term is not None)


def _excluded(instrument: Instrument) -> str:
    return "; ".join(
        f"{guarantee.id}: {listed([instrument.territories[place] for place in guarantee.excluded])}"
        for _, _, guarantee in guarantees_of(instrument)
        if guarantee.excluded
    )


def _attribution(instrument: Instrument) -> str:
    return "; ".join(
        f"{guarantee.id}: {instrument.bodies[guarantee.attribution].name}"
        for _, _, guarantee in guarantees_of(instrument)
        if guarantee.attribution is not None
    )


def _issue(instrument: Instrument, issue: str) -> str:
    """Give the norms on one issue."""
    return "; ".join(
        f"{names_of(instrument, norm.bearer)} {norm.strength.value} {_negated(norm)}{action_text(norm)}"
        + (f" [{name_of(instrument, variant.by)}]" if variant is not None else "")
        for provision, variant, norm in norms_of(instrument)
        if provision.issue == issue
    )


def _negated(duty: Duty) -> str:
    return {"prohibition": "not ", "permission": "(allowed) ", "power": "(power) "}.get(duty.kind.value, "")


def _gaps(instruments: Sequence[Instrument]) -> list[StatedGap]:
    """Give the numbers that differ between texts for the same unit and the same bearer."""
    stated: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for instrument in instruments:
        for _, variant, norm in norms_of(instrument):
            if norm.quantity is not None:
                side = f" [{name_of(instrument, variant.by)}]" if variant is not None else ""
                key = (names_of(instrument, norm.bearer), norm.quantity.unit)
                words = f"{instrument.title}{side}: {quantity_text(norm.quantity)}"
                stated.setdefault(key, []).append((norm.quantity.value, words))
    return [
        StatedGap(
            what=bearer,
            unit=unit,
            low=min(value for value, _ in values),
            high=max(value for value, _ in values),
            stated=tuple(words for _, words in values),
        )
        for (bearer, unit), values in stated.items()
        if len({value for value, _ in values}) > 1
    ]


_TERMS: tuple[tuple[str, Callable[[Instrument], str]], ...] = (
    ("form", lambda one: one.form.value.replace("_", " ")),
    ("version", lambda one: one.version),
    ("legal character", lambda one: one.legal_character.value),
    ("text basis", lambda one: one.text_basis.value.replace("_", " ")),
    ("bound by", lambda one: one.entry.bound_by.value),
    ("entry into force", _entry),
    ("guarantors", _guarantors),
    ("what triggers it", _conditions("casus")),
    ("how grave", _conditions("threshold")),
    ("duties", _duties(lambda _, duty: action_text(duty))),
    ("who decides", _decisions),
    ("discretion", _duties(lambda _, duty: discretion_text(duty))),
    ("shared", _duties(lambda _, duty: sharing_text(duty))),
    ("measures", _duties(lambda _, duty: listed(list(duty.measures)) if duty.measures else "")),
    ("excluded", _excluded),
    ("who must attribute", _attribution),
    ("void if", _conditions("void_if")),
    ("terms", _lengths),
    ("not public", lambda one: "; ".join(one.unpublished)),
)
