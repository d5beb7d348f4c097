"""What the words of the record mean, and what other schemes call them.

The schemes: PLOVER 2.0 for events (`EVENT:mode`), PA-X for provisions of peace agreements (column names of
its data), ATOP for obligations between allies (variable names).  None of them codes unsigned proposals, so
a code is the nearest neighbour, not a translation; where there is none the field is empty and the word is
the house's own.  `docs/glossary.md` prints these tables and a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.record.vocabulary import Act, ConditionKind, Issue, Modality

__all__ = ["ACTS", "CONDITIONS", "ISSUES", "MODALITIES", "Codes"]


@dataclass(frozen=True, slots=True)
class Codes:
    """The meaning of one word and its neighbours in other schemes.

    Attributes:
        meaning: What the word stands for, in one line.
        plover: PLOVER event or auxiliary mode, with the mode after a colon.
        pax: PA-X columns.
        atop: ATOP variables.
    """

    meaning: str
    plover: str = ""
    pax: tuple[str, ...] = ()
    atop: tuple[str, ...] = ()


ACTS: Mapping[Act, Codes] = MappingProxyType(
    {
        Act.PROPOSE: Codes("puts an idea, a plan or a term for both sides on the table", "AGREE"),
        Act.OFFER: Codes("says what it would itself give, usually if something else happens", "AGREE"),
        Act.PLEDGE: Codes("commits itself, without condition, to do or not to do something", "AGREE"),
        Act.DEMAND: Codes("says what another must do or what a deal must contain", "REQUEST"),
        Act.REQUEST: Codes("asks another, without insistence", "REQUEST"),
        Act.ACCEPT: Codes("takes up what another proposed", "AGREE"),
        Act.AGREE: Codes("reaches agreement jointly with another party", "AGREE"),
        Act.REJECT: Codes("refuses a proposal, a demand or a term", "REJECT"),
        Act.THREATEN: Codes("announces harm or breach, unless or if", "THREATEN"),
        Act.ACCUSE: Codes("blames another for a wrong", "ACCUSE:allege"),
        Act.DENY: Codes("contradicts a claim or a characterisation"),
        Act.CLAIM: Codes("asserts a fact that can be checked"),
        Act.ASSESS: Codes("judges, hopes, fears or predicts"),
        Act.ANNOUNCE: Codes("makes known a decision, a date, a visit or a meeting"),
        Act.REFUSE_COMMENT: Codes("declines to say"),
    }
)
"""Acts.  PLOVER has no event for proposing; it counts offers and promises as AGREE, and demands and
requests alike as REQUEST.  A meeting reported as held (`announce`) is CONSULT there."""


ISSUES: Mapping[Issue, Codes] = MappingProxyType(
    {
        Issue.CEASEFIRE: Codes("truces, de-escalation, an end of fighting", "RETREAT:ceasefire", ("Ce", "CeProv")),
        Issue.PROCESS: Codes("talks, rounds, venues, envoys, mediation", "CONSULT", ("Stage", "ThrdPart")),
        Issue.SETTLEMENT: Codes("a plan, treaty or deal as a whole", "", ("Agtp", "Stage")),
        Issue.GUARANTEES: Codes("security guarantees and guarantors", "", ("SsrGua",), ("defense", "consul")),
        Issue.WITHDRAWAL: Codes("troops leaving", "RETREAT:withdraw", ("SsrArm", "SsrFf")),
        Issue.FORCES: Codes("a party's own deployments and movements", "MOBILIZE:troops", ("SsrArm",)),
        Issue.FOREIGN_FORCES: Codes("third states' troops, bases, peacekeepers", "", ("SsrFf", "ImPK"), ("base",)),
        Issue.FORCE_LIMITS: Codes("size or kind of an army", "", ("SsrArm",), ("armred",)),
        Issue.DISARMAMENT: Codes("arms given up or taken away", "RETREAT:disarm", ("SsrDdr", "DdrDemil")),
        Issue.NUCLEAR: Codes("nuclear weapons and installations"),
        Issue.TERRITORY: Codes("who holds or owns which land; borders", "", ("StBor", "Terps")),
        Issue.SELF_DETERMINATION: Codes("autonomy, statehood, recognition", "", ("StSd", "StInd", "StRef")),
        Issue.NEUTRALITY: Codes("staying out of alliances for good", "", (), ("neutral",)),
        Issue.ALLIANCES: Codes("joining or leaving an alliance", "", (), ("noothall",)),
        Issue.EU_ACCESSION: Codes("membership of the European Union"),
        Issue.NON_AGGRESSION: Codes("not attacking each other", "", (), ("nonagg",)),
        Issue.MONITORING: Codes("verification, observers, missions", "RETREAT:access", ("ImE", "ImUN", "ImOth")),
        Issue.RATIFICATION: Codes("referendum, parliament, signature, entry into force", "SUPPORT", ("ImRef",)),
        Issue.DETAINEES: Codes("prisoners and hostages", "RETREAT:release", ("TjPrire",)),
        Issue.HUMANITARIAN: Codes("aid, access, corridors", "AID", ("DevHum",)),
        Issue.DISPLACED: Codes("refugees, returns, children taken away", "", ("GRef",)),
        Issue.SANCTIONS: Codes("sanctions and frozen assets", "SANCTION:discontinue"),
        Issue.ECONOMY: Codes("funding, trade, energy, reconstruction", "COOPERATE", ("Dev", "DevInfra"), ("ecaid",)),
        Issue.SHIPPING: Codes("straits, ports, grain corridors"),
        Issue.REPARATIONS: Codes("compensation for damage", "", ("TjRep",)),
        Issue.ACCOUNTABILITY: Codes("war crimes, courts, amnesty", "ACCUSE:investigate", ("TjCou", "TjAm")),
        Issue.MILITARY_AID: Codes("arms, training, intelligence", "AID", (), ("milaid",)),
        Issue.GOVERNANCE: Codes("elections, shared power, language, rights", "", ("Ele", "Polps", "HrGen")),
        Issue.RECONCILIATION: Codes("living together afterwards", "", ("TjNR",)),
        Issue.HOSTILITIES: Codes("attacks, offensives, the course of the war", "ASSAULT"),
        Issue.INCIDENT: Codes("one contested event"),
        Issue.COUNTER_TERRORISM: Codes("terrorism and measures against it", "", ("Terr",)),
    }
)
"""Issues.  In PA-X `ImRef` is a referendum on the agreement, `StRef` one on the state."""


MODALITIES: Mapping[Modality, Codes] = MappingProxyType(
    {
        Modality.DENIED: Codes("somebody contradicts it", "negation"),
        Modality.NEGATED: Codes("it is said not to be so", "negation"),
        Modality.HYPOTHETICAL: Codes("it is only supposed: would, were it to", "hypothetical"),
        Modality.CONDITIONAL: Codes("it holds if or once something else happens"),
        Modality.HEDGED: Codes("it may, might or could be so"),
        Modality.PLANNED: Codes("it is meant to happen", "future"),
        Modality.REPORTED: Codes("it is told at second hand"),
        Modality.DONE: Codes("it has happened"),
        Modality.STATED: Codes("it is said plainly, with none of the marks above"),
    }
)
"""Footings.  PLOVER's auxiliary modes are described in its manual but not yet coded by any project."""


CONDITIONS: Mapping[ConditionKind, Codes] = MappingProxyType(
    {
        ConditionKind.CEASEFIRE: Codes("the fighting has stopped", "", ("CeProv",)),
        ConditionKind.WITHDRAWAL: Codes("troops have left", "", ("SsrFf",)),
        ConditionKind.REFERENDUM: Codes("a people has voted", "", ("ImRef", "StRef")),
        ConditionKind.RATIFICATION: Codes("it is signed, ratified or in force", "", (), ("estmode",)),
        ConditionKind.CONSENT: Codes("somebody agrees or asks for it", "", (), ("concoreq",)),
        ConditionKind.LEADERS_MEETING: Codes("the leaders have met", "CONSULT"),
        ConditionKind.VERIFICATION: Codes("somebody has checked it", "", ("ImE", "ImPK")),
        ConditionKind.MANDATE: Codes("a body has authorised it", "", ("ImUN",)),
        ConditionKind.SANCTIONS_STEP: Codes("sanctions are lifted or imposed", "SANCTION"),
        ConditionKind.DATE: Codes("a day has come or a term has run", "", (), ("length",)),
        ConditionKind.OTHER: Codes("anything else that must come first", "", (), ("conditio",)),
    }
)
"""Kinds of condition."""
