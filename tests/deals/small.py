"""Small invented instruments, each about one part of the rules; between them they use every part."""

from __future__ import annotations

from dragoman.deals.loading import load_instrument
from dragoman.deals.model import Instrument

HEAD = """
instrument: {name}
title: The {name} accord
form: {form}
version: "1"
legal_character: {character}
text_basis: hypothetical
sources: {{own: {{title: written for the tests}}}}
events: {{attack: an armed attack, raid: a raid}}
"""


def make(name: str, body: str, *, form: str = "treaty", character: str = "binding") -> Instrument:
    """Give an instrument from the part of the file that matters."""
    return load_instrument(HEAD.format(name=name, form=form, character=character) + body, name=f"{name}.yaml")


VETO = make(
    "veto",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: bound}
  ceeland: {name: Ceeland, stage: [signed, ratified]}
  victim: {name: Victim, stage: bound}
facts:
  strike: {text: Victim struck first}
entry: {bound_by: ratification}
provisions:
  - id: art1
    text: Guarantee.
    guarantees:
      - id: shield
        guarantors: [aland, beland, ceeland]
        beneficiaries: victim
        casus: {event: {kind: attack, on: [victim]}}
        void_if: strike
        duties:
          - {id: consult, action: consult, decision: each_alone}
          - {id: defend, action: defend, decision: unanimous}
          - {id: help, action: help, decision: {rule: unanimous, attacker_votes: false}, discretion: measures}
          - {id: arm, action: send arms, decision: {rule: at_least, n: 2}, discretion: whether}
          - {id: sanction, action: impose sanctions, decision: majority}
""",
)

BODY = make(
    "body",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: bound}
  victim: {name: Victim, stage: bound}
territories: {coast: the coast, hills: the hills}
facts:
  grave: {text: the attack is grave}
bodies:
  council: {name: the Council, members: [aland, beland, victim], decision: majority, veto: [beland]}
  mission: {name: the Mission, controlled_by: [aland]}
entry: {bound_by: signature}
provisions:
  - id: art1
    text: Guarantee.
    guarantees:
      - id: shield
        guarantors: [aland, beland]
        beneficiaries: [victim]
        casus: {event: {kind: attack, by: anyone_listed, on: [victim], outside: [hills]}}
        threshold: {any: [{fact: grave}, {unknown: a threshold in an annex}]}
        excluded: [coast]
        attribution: mission
        duties:
          - {id: act, action: act, decision: {rule: body, body: council}}
          - {id: report, action: report, decision: {rule: body, body: mission}}
          - {id: lead, action: lead, decision: {rule: actor, actor: beland}}
""".replace("by: anyone_listed", "by: [aland, beland]"),
)

BREACH = make(
    "breach",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: [negotiating, signed, ratified]}
facts:
  shelled:
    text: Aland shelled the line
    reports: [{by: beland, says: asserts}, {by: aland, says: denies}]
  found: {text: the commission found it so}
  mended: {text: Aland made it good}
  quiet: {text: seven quiet days}
entry: {bound_by: ratification}
provisions:
  - id: art1
    text: No fire, and what follows if there is.
    norms:
      - {id: hold, kind: prohibition, bearer: [aland, beland], action: fire across the line,
         breach: {fact: shelled, attributed: found, cured: mended}}
      - {id: answer, bearer: beland, action: restore sanctions,
         trigger: {breach: {norm: hold, state: open}}, remedy_for: hold}
      - {id: talk, bearer: [aland, beland], action: meet, trigger: {breach: {norm: hold, state: alleged}}}
      - {id: lift, bearer: beland, action: lift sanctions, after: quiet,
         unless: {breach: {norm: hold, state: committed}}, suspended_if: {none: [quiet]}}
      - {id: thank, bearer: beland, strength: expects, action: thank,
         trigger: {breach: {norm: hold, state: cured}}, discharged_if: quiet}
""",
    character="disputed",
)

STEPS = make(
    "steps",
    """
actors:
  aland: {name: Aland, stage: [signed, ratified]}
  beland: {name: Beland, stage: unknown}
  ceeland: {name: Ceeland, stage: not_party}
facts:
  vote: {text: the referendum said yes}
  war: {text: war}
entry:
  bound_by: unknown
  requires:
    count: 2
    of: [{stage: {actor: aland, at_least: ratified}}, {stage: {actor: beland, at_least: ratified}}, vote]
  suspended_if: war
  ends_if: {dates: {since: 2031-01-01}}
  provisional: {provisions: [art1], since: signed, requires: {none: [war]}}
provisions:
  - id: art1
    text: First steps.
    norms:
      - {id: open, bearer: [aland, beland, ceeland], action: open the road, discretion: unknown}
  - id: art2
    text: Later steps.
    norms:
      - {id: trade, kind: permission, bearer: [aland, beland], action: trade, trigger: {in_force: true}}
      - {id: visit, kind: power, strength: may, bearer: [aland], action: inspect, term: {length: unknown}}
      - {id: guard, kind: prohibition, strength: intends, bearer: [aland], action: deploy,
         trigger: {dates: {until: 2030-06-01}}}
""",
)

BRACKETS = make(
    "brackets",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: bound}
  ceeland: {name: Ceeland, stage: signed}
entry: {bound_by: unknown}
provisions:
  - id: art5
    text: Guarantee, in two versions.
    variants:
      - by: aland
        text: all must agree
        guarantees:
          - id: tight
            guarantors: [aland, {actor: beland, firmness: candidate}, {actor: ceeland, firmness: declined}]
            beneficiaries: beland
            casus: {event: {kind: attack}}
            duties: [{id: tight-act, action: act, decision: {rule: unanimous, attacker_votes: unknown}}]
      - by: beland
        text: each alone
        guarantees:
          - id: loose
            guarantors: [{actor: aland, firmness: possible}, ceeland]
            beneficiaries: beland
            casus: {any: [{event: {kind: attack}}, {event: {kind: raid}}]}
            duties:
              - {id: loose-act, action: act, decision: each_alone, sharing: joint}
              - {id: loose-pay, action: pay, decision: unknown, sharing: unknown}
        norms: [{id: note, bearer: beland, action: keep a note}]
""",
)

TERM = make(
    "term",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: [signed, bound]}
facts:
  raided: {text: raids go on}
entry: {bound_by: signature, date: 2026-01-31, term: {length: P15Y}}
provisions:
  - id: art1
    text: Guarantee for a time.
    guarantees:
      - id: shield
        guarantors: [aland, beland]
        beneficiaries: beland
        casus: {all: [{event: {kind: raid}}, raided, {none: [{dates: {until: 2026-02-27}}]}]}
        term: {length: P1M}
        duties: [{id: act, action: act, decision: each_alone, strength: intends, discretion: unknown}]
    norms:
      - {id: pay, bearer: aland, action: pay, term: {length: P2Y, starts: date, date: 2026-03-01}}
""",
    form="declaration_of_intent",
    character="unknown",
)

PLACES = make(
    "places",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: bound}
territories: {coast: the coast, hills: the hills}
facts: {grave: {text: the attack is grave}}
bodies: {mission: {name: the Mission, controlled_by: aland}}
entry: {bound_by: signature}
provisions:
  - id: art1
    text: Guarantee.
    guarantees:
      - id: shield
        guarantors: [aland, beland]
        beneficiaries: beland
        casus: {event: {kind: attack, on: [beland], inside: [coast, hills]}}
        threshold: grave
        excluded: coast
        attribution: mission
        duties:
          - {id: act, action: act, decision: each_alone}
          - {id: together, action: act together, decision: each_alone, sharing: joint}
""",
)

CANDIDATES = make(
    "candidates",
    """
actors:
  aland: {name: Aland, stage: bound}
  beland: {name: Beland, stage: bound}
  victim: {name: Victim, stage: bound}
entry: {bound_by: signature}
provisions:
  - id: art1
    text: Guarantee.
    guarantees:
      - id: shield
        guarantors: [{actor: aland, firmness: possible}, {actor: beland, firmness: candidate}]
        beneficiaries: victim
        casus: {event: attack}
        duties:
          - {id: most, action: act, decision: majority}
          - {id: one, action: help, decision: {rule: at_least, n: 1, attacker_votes: no}}
""",
)

WHOLE = (VETO, BREACH, STEPS, TERM, PLACES, CANDIDATES)
ALL = (*WHOLE, BODY, BRACKETS)
