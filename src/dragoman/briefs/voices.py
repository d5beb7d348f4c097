"""The sections of a brief on what is said: contested claims, how the parties see it, meetings, third parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from dragoman.briefs.building import Desk, Entry, spoken
from dragoman.briefs.model import Fact, Group, Line, Section
from dragoman.briefs.phrases import DATE_NOT_GIVEN, LEVELS, MEETING_STATES, list_of, speaker_of, written_day
from dragoman.record import Act, MeetingLevel, MeetingState, Statement
from dragoman.views import (
    Claim,
    Disagreement,
    DisagreementKind,
    MeetingRow,
    Roles,
    Witness,
    day_of,
    fold,
    join_names,
    witness_of,
)
from dragoman.views.claims import ClaimState
from dragoman.views.gist import said
from dragoman.views.grouping import group
from dragoman.views.query import sources_by_version
from dragoman.views.terms import in_order


def claims_section(desk: Desk, claims: Sequence[Claim]) -> Section:
    """Write the contested claims: who asserts, who denies, who weighs; a denial that nobody is heard on stands too."""
    denied = [claim for claim in claims if claim.state is ClaimState.DENIED and claim.lead.record not in desk.shown]
    groups = (
        *(
            desk.group(
                label,
                [Entry(claim.evidence, partial(_claim_line, desk, claim)) for claim in claims if claim.state is state],
            )
            for label, state in (
                ("Disputed", ClaimState.DISPUTED),
                ("Doubtful: one party seems to say both", ClaimState.DOUBTFUL),
                ("Assessed by others alone", ClaimState.ASSESSED),
            )
        ),
        desk.group(
            "Denied",
            [Entry(claim.evidence, partial(desk.line, claim.evidence, verb="denied it")) for claim in denied],
        ),
    )
    return Section(
        key="claims",
        heading="Contested claims",
        note="What one side asserts is shown as its assertion, whoever repeats it.",
        groups=tuple(group for group in groups if group is not None),
    )


def _claim_line(desk: Desk, claim: Claim) -> Line:
    """Write one claim with those who speak to it."""
    facts = [desk.fact(f"also asserted by {speaker_of(witness)}", witness) for witness in claim.assertions[1:4]]
    facts.extend(Fact(label="asserted, as its denial tells it, by", text=name) for name in claim.asserted_in_denial)
    facts.extend(desk.fact(f"denied by {speaker_of(witness)}", witness) for witness in claim.denials[:4])
    facts.extend(desk.fact(f"assessed by {speaker_of(witness)}", witness) for witness in claim.assessments[:4])
    if claim.assertions:
        line = desk.line(claim.assertions[:1], verb="asserts")
        return line.model_copy(
            update={"facts": tuple(facts), "sources": claim.documents, "independent": claim.independent}
        )
    first = claim.evidence[0]
    line = desk.line((first,), verb="denies it" if claim.denials else "assesses it")
    return line.model_copy(
        update={
            "facts": tuple(fact for fact in facts if fact.quoted or fact.text),
            "sources": claim.documents,
            "independent": claim.independent,
        }
    )


def differences_section(desk: Desk, found: Sequence[Disagreement]) -> Section:
    """Write where independent sources differ: each version with who tells it so."""
    alike: dict[tuple[object, ...], list[Disagreement]] = defaultdict(list)
    for row in found:
        one_list = row.kind is DisagreementKind.GUARANTOR
        alike[(row.party, row.versions) if one_list else (row.kind, row.about)].append(row)
    listed = desk.group("", [Entry((), partial(_difference_line, desk, rows)) for rows in alike.values()])
    return Section(
        key="differences",
        heading="Where the sources differ",
        note="Independent sources only; copies of one text cannot differ.",
        groups=(listed,) if listed else (),
    )


def _difference_line(desk: Desk, rows: Sequence[Disagreement]) -> Line:
    """Write one difference, or states that a list treats alike: each version with who tells it so."""
    row = rows[0]
    facts = tuple(
        Fact(label=", ".join(side.outlets), text=side.value, refs=desk.numbering.refs(side.witnesses, most=3))
        for side in row.sides
    )
    if row.kind is DisagreementKind.GUARANTOR:
        states = list_of([one.about for one in rows])
        return Line(who=f"{states},", verb=f"as guarantors in the words of {join_names(row.party)}", facts=facts)
    refs = desk.numbering.refs(row.evidence[:1])
    return Line(who=f"{join_names(row.party)}:", verb=_DIFFERS[row.kind], facts=facts, refs=refs)


_DIFFERS = {
    DisagreementKind.NUMBER: "sources give different numbers for one term",
    DisagreementKind.FOOTING: "sources put one term on different footings",
    DisagreementKind.ACT: "sources differ on whether a term was put forward or more",
    DisagreementKind.GUARANTOR: "",
}


def parties_section(desk: Desk, roles: Roles) -> Section:
    """Write how the principals see it: what they announce, judge and accuse each other of, not shown above."""
    by_party = _left_to_say(desk, roles, principals=True)
    groups = [_voice_group(desk, name, by_party[fold(name)]) for name in roles.principals if fold(name) in by_party]
    return Section(
        key="parties",
        heading="How the parties see it",
        groups=tuple(group for group in groups if group is not None),
    )


def third_parties_section(desk: Desk, roles: Roles) -> Section:
    """Write what third parties and experts say, each under their own name and institute."""
    by_voice = _left_to_say(desk, roles, principals=False)
    most = desk.options.most_parties
    named = [_voice_group(desk, _heading(told), told) for told in list(by_voice.values())[:most]]
    more = f" {len(by_voice) - most} more are in the record." if len(by_voice) > most else ""
    return Section(
        key="third-parties",
        heading="What third parties and experts say",
        note=f"Commentary, not terms.{more}",
        groups=tuple(group for group in named if group is not None),
    )


def _heading(told: Sequence[tuple[Witness, ...]]) -> str:
    """Give the name under which a voice is heard: its party or institute, else the person."""
    first = told[0][0]
    return join_names(first.parties) or first.actor or "Unnamed"


def _left_to_say(desk: Desk, roles: Roles, *, principals: bool) -> dict[str, list[tuple[Witness, ...]]]:
    """Gather what no line shows yet, by voice; what several articles tell in much the same words is one entry."""
    sources = sources_by_version(desk.holdings)
    left = [
        statement
        for statement in in_order(desk.holdings.statements, sources)
        if statement.id not in desk.shown
        and statement.id not in desk.placed
        and (statement.parties or statement.actor)
        and len(statement.quote.split()) >= _LEAST_WORDS
        and roles.is_principal(statement.parties) is principals
    ]
    found: dict[str, list[tuple[Witness, ...]]] = defaultdict(list)
    for places in group([said(statement) for statement in left]):
        told = [left[place] for place in places]
        found[_voice(told[0], roles)].append(tuple(witness_of(statement, sources) for statement in told))
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _voice(statement: Statement, roles: Roles) -> str:
    """Give the key of a voice: the first principal it speaks for, else its parties, else its name."""
    keys = [fold(party) for party in statement.parties]
    principals = {fold(name) for name in roles.principals}
    return next((key for key in keys if key in principals), " and ".join(keys) or fold(statement.actor or ""))


_LEAST_WORDS = 3
"""A voice is not quoted with less than this: two words say nothing that stands alone."""
_FIRST_SAID = (
    Act.AGREE,
    Act.PROPOSE,
    Act.OFFER,
    Act.DEMAND,
    Act.REQUEST,
    Act.PLEDGE,
    Act.ANNOUNCE,
    Act.ASSESS,
    Act.ACCUSE,
)


def _voice_group(desk: Desk, heading: str, told: Sequence[tuple[Witness, ...]]) -> Group | None:
    """Write what one voice says: what most documents carry first, then what moves things, the latest first."""
    ranked = sorted(
        told,
        key=lambda evidence: (
            -len({witness.sha256 for witness in evidence}),
            _FIRST_SAID.index(evidence[0].act) if evidence[0].act in _FIRST_SAID else len(_FIRST_SAID),
            -_day_number(evidence[0]),
            evidence[0].document,
            evidence[0].start,
        ),
    )
    entries = [
        Entry(evidence, partial(desk.line, evidence)) for evidence in ranked if evidence[0].wording not in desk.worded
    ]
    return desk.group(heading, entries, most=desk.options.most_voices, join=spoken)


def _day_number(witness: Witness) -> int:
    """Give a day as a number that sorts; 0 where none is known."""
    day = day_of(witness.date) or day_of(witness.published)
    return day.toordinal() if day else 0


def meetings_section(desk: Desk, meetings: Sequence[MeetingRow]) -> Section:
    """Write the meetings, held, planned and called off."""
    by_state: dict[MeetingState, list[Entry]] = defaultdict(list)
    for row in meetings:
        by_state[row.state].append(Entry(row.evidence, partial(_meeting_line, desk, row)))
    groups = [desk.group(MEETING_STATES[state], by_state[state]) for state in MeetingState if state in by_state]
    return Section(
        key="meetings",
        heading="Meetings",
        groups=tuple(group for group in groups if group is not None),
    )


def _meeting_line(desk: Desk, row: MeetingRow) -> Line:
    """Write one meeting from its fields; its words stand with the source."""
    level = LEVELS[row.level]
    who = list_of(row.participants)
    level = f"{level} of {who}" if who and row.level is not MeetingLevel.UNKNOWN else who or row.name
    facts = [Fact(label="at", text=row.venue)] if row.venue else []
    if len(row.states) > 1:
        facts.append(Fact(label="told as", text=", then ".join(row.states)))
    words = "" if row.date or row.lead.wording in desk.worded else desk.words(row.lead)
    return Line(
        who=f"{written_day(row.date) if row.date else DATE_NOT_GIVEN.capitalize()},",
        verb=level,
        words=words,
        facts=tuple(facts),
        refs=desk.numbering.refs(row.evidence),
        sources=row.documents,
        independent=row.independent,
    )
