"""What a brief says of instruments that are linked to a record: in force or not, blockers, claims that matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.deals.answers import Blocker, Flip
from dragoman.deals.claims import claims_of, decisive
from dragoman.deals.model import Instrument
from dragoman.deals.questions import Supposition
from dragoman.deals.record_facts import with_record_facts
from dragoman.deals.status import status_of
from dragoman.deals.terms import Answer
from dragoman.record import Holdings, Record


class BriefClaim(Record):
    """A disputed or open fact that turns a legal result, with who says what of it."""

    text: str
    disputed: bool
    said: tuple[str, ...]
    turns: tuple[Flip, ...]
    statements: tuple[str, ...] = ()


class BriefDeal(Record):
    """One instrument as a brief shows it.

    `statements` are the ids of the record's statements on which facts rest, so that the brief can lead to
    their quotes.
    """

    instrument: str
    title: str
    version: str
    text_basis: str
    in_force: Answer
    parties: tuple[str, ...]
    blockers: tuple[Blocker, ...]
    claims: tuple[BriefClaim, ...]
    statements: tuple[str, ...]


def deal_status_for_brief(
    holdings: Holdings, instruments: Sequence[Instrument], *, at: dt.date
) -> tuple[BriefDeal, ...]:
    """Give status, blockers and claim sensitivity of instruments, with facts as the record has them.

    Args:
        holdings: The record, cut to the day.
        instruments: The instruments that are linked to it.
        at: The day.
    """
    return tuple(_deal(with_record_facts(instrument, holdings), at) for instrument in instruments)


def _deal(instrument: Instrument, at: dt.date) -> BriefDeal:
    """Give one instrument."""
    world = Supposition(at=at)
    status = status_of(instrument, world)
    claims = []
    for effect in claims_of(instrument, world).facts:
        turns = decisive(effect.flips) or effect.flips
        reports = instrument.facts[effect.fact].reports
        if turns:
            claims.append(
                BriefClaim(
                    text=effect.text,
                    disputed=effect.disputed,
                    said=effect.said,
                    turns=turns,
                    statements=tuple(report.statement for report in reports if report.statement),
                )
            )
    told = [report.statement for fact in instrument.facts.values() for report in fact.reports if report.statement]
    return BriefDeal(
        instrument=instrument.instrument,
        title=instrument.title,
        version=instrument.version,
        text_basis=instrument.text_basis.value,
        in_force=status.in_force,
        parties=tuple(party.name for party in status.parties if party.answer is not Answer.NO),
        blockers=status.blockers,
        claims=tuple(claims),
        statements=tuple(dict.fromkeys(told)),
    )
