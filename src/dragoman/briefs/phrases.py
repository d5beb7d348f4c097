"""Plain words for fields: acts, issues, days, levels.  Nothing here adds to what a source says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dragoman.record import Act, ConditionKind, Firmness, Issue, MeetingLevel, MeetingState, Modality
from dragoman.views import Witness, day_of, is_taken_up, join_names

DATE_NOT_GIVEN = "date not given"

ISSUES = {
    Issue.CEASEFIRE: "Ceasefire",
    Issue.PROCESS: "The talks themselves",
    Issue.SETTLEMENT: "The settlement as a whole",
    Issue.GUARANTEES: "Security guarantees",
    Issue.WITHDRAWAL: "Withdrawal",
    Issue.FORCES: "Own forces",
    Issue.FOREIGN_FORCES: "Foreign forces and bases",
    Issue.FORCE_LIMITS: "Limits on forces",
    Issue.DISARMAMENT: "Disarmament",
    Issue.NUCLEAR: "Nuclear matters",
    Issue.TERRITORY: "Territory",
    Issue.SELF_DETERMINATION: "Status and self-determination",
    Issue.NEUTRALITY: "Neutrality",
    Issue.ALLIANCES: "Alliances",
    Issue.EU_ACCESSION: "Joining the European Union",
    Issue.NON_AGGRESSION: "Non-aggression",
    Issue.MONITORING: "Monitoring and verification",
    Issue.RATIFICATION: "Ratification and entry into force",
    Issue.DETAINEES: "Prisoners and hostages",
    Issue.HUMANITARIAN: "Humanitarian access",
    Issue.DISPLACED: "Displaced people and returns",
    Issue.SANCTIONS: "Sanctions and frozen assets",
    Issue.ECONOMY: "Economy and reconstruction",
    Issue.SHIPPING: "Shipping",
    Issue.REPARATIONS: "Reparations",
    Issue.ACCOUNTABILITY: "Accountability",
    Issue.MILITARY_AID: "Military aid",
    Issue.GOVERNANCE: "Governance",
    Issue.RECONCILIATION: "Reconciliation",
    Issue.HOSTILITIES: "Conduct of the war",
    Issue.INCIDENT: "Contested event",
    Issue.COUNTER_TERRORISM: "Counter-terrorism",
}

_VERBS = {
    Act.PROPOSE: "proposed",
    Act.OFFER: "offered",
    Act.PLEDGE: "pledged",
    Act.DEMAND: "demanded",
    Act.REQUEST: "asked",
    Act.ACCEPT: "accepted",
    Act.AGREE: "agreed",
    Act.REJECT: "rejected",
    Act.THREATEN: "threatened",
    Act.ACCUSE: "accused",
    Act.DENY: "denied it",
    Act.CLAIM: "said",
    Act.ASSESS: "said",
    Act.ANNOUNCE: "announced",
    Act.REFUSE_COMMENT: "declined to comment",
}

_PRESENT = {
    Act.PROPOSE: "proposes",
    Act.OFFER: "offers",
    Act.PLEDGE: "pledges",
    Act.DEMAND: "demands",
    Act.REQUEST: "asks",
    Act.ACCEPT: "accepts",
    Act.AGREE: "agrees",
    Act.REJECT: "rejects",
    Act.THREATEN: "threatens",
    Act.DENY: "denies",
}

_STEMS = {
    Act.PROPOSE: r"propos\w+|float\w+|suggest\w+|present\w+|submit\w+",
    Act.OFFER: r"offer\w+",
    Act.PLEDGE: r"pledg\w+|promis\w+|vow\w+|undert\w+|commit\w+",
    Act.DEMAND: r"demand\w*|insist\w* on|call\w* for",
    Act.REQUEST: r"ask\w*|request\w*|urg\w+",
    Act.ACCEPT: r"accept\w*",
    Act.AGREE: r"agree\w*",
    Act.REJECT: r"reject\w*|oppos\w+",
    Act.THREATEN: r"threaten\w*",
    Act.CLAIM: r"claim\w*|sa(?:id|ys)",
    Act.ACCUSE: r"claim\w*",
}

CONDITIONS = {
    ConditionKind.CEASEFIRE: "a ceasefire",
    ConditionKind.WITHDRAWAL: "a withdrawal",
    ConditionKind.REFERENDUM: "a referendum",
    ConditionKind.RATIFICATION: "ratification",
    ConditionKind.CONSENT: "consent",
    ConditionKind.LEADERS_MEETING: "a meeting of leaders",
    ConditionKind.VERIFICATION: "verification",
    ConditionKind.MANDATE: "a mandate",
    ConditionKind.SANCTIONS_STEP: "a step on sanctions",
    ConditionKind.DATE: "a date",
    ConditionKind.OTHER: "other",
}

FIRMNESS = {
    Firmness.BOUND: "Bound by a text",
    Firmness.COMMITTED: "Committed by their own word",
    Firmness.NAMED: "Named, not committed",
    Firmness.CANDIDATE: "Candidates",
    Firmness.POSSIBLE: "Possible",
    Firmness.DECLINED: "Declined",
}

MEETING_STATES = {
    MeetingState.HELD: "Held",
    MeetingState.UNDER_WAY: "Under way",
    MeetingState.PLANNED: "Planned",
    MeetingState.POSSIBLE: "Possible",
    MeetingState.POSTPONED: "Put off",
    MeetingState.CANCELLED: "Called off",
}

LEVELS = {
    MeetingLevel.LEADERS: "leaders",
    MeetingLevel.MINISTERS: "ministers",
    MeetingLevel.MILITARY: "defence chiefs",
    MeetingLevel.ADVISERS: "security advisers",
    MeetingLevel.ENVOYS: "envoys",
    MeetingLevel.DELEGATIONS: "delegations",
    MeetingLevel.TECHNICAL: "technical teams",
    MeetingLevel.UNKNOWN: "level not given",
}


def written_day(day: str | None) -> str:
    """Write an ISO date out: `29 March 2022`; a month or a year as far as it goes."""
    whole = day_of(day)
    if whole is not None:
        return f"{whole.day} {whole:%B %Y}"
    if day and re.fullmatch(r"\d{4}-\d{2}", day):
        return f"{date.fromisoformat(day + '-01'):%B %Y}"
    return day if day and re.fullmatch(r"\d{4}", day) else DATE_NOT_GIVEN


def when_of(witness: Witness) -> str:
    """Say when something was done, or only when it was reported."""
    if day_of(witness.date) is not None:
        return written_day(witness.date)
    return f"reported {written_day(witness.published)}" if witness.published else DATE_NOT_GIVEN


def speaker_of(witness: Witness) -> str:
    """Name who speaks, with the party or institute in brackets where that is another name."""
    parties = join_names(witness.parties)
    if not witness.actor:
        return parties or "Unnamed"
    if not parties or witness.actor.lower().removeprefix("the ") == parties.lower():
        return capitalised(witness.actor)
    if all(party.lower() in witness.actor.lower() for party in witness.parties):
        return capitalised(witness.actor)
    return f"{capitalised(witness.actor)} ({parties})"


def capitalised(words: str) -> str:
    """Begin words with a capital."""
    return words[:1].upper() + words[1:]


def verb_of(witness: Witness) -> str:
    """Give the verb for an act, no firmer than its footing."""
    if witness.act is None:
        return ""
    if witness.act in {Act.ACCEPT, Act.AGREE} and not is_taken_up(witness.act, witness.wording):
        return "did not agree"
    tentative = witness.modality in {Modality.HEDGED, Modality.HYPOTHETICAL}
    verb = "floated" if witness.act is Act.PROPOSE and tentative else _VERBS[witness.act]
    if witness.addressee and witness.act in {Act.REQUEST, Act.ACCUSE}:
        return f"{verb} {witness.addressee}"
    return "made an accusation" if witness.act is Act.ACCUSE else verb


def stance_word(act: Act) -> str:
    """Give the word for a stance in a table."""
    return _PRESENT.get(act, act.value)


def joined_up(who: str, witness: Witness, words: str) -> str:
    """Take "Ukraine proposed" off the front of words that a line begins with already.

    Only a name of the speaker directly followed by the very act is taken off; anything between them that could
    change the meaning ("did not", "would", "may") keeps the words whole.
    """
    stems = _STEMS.get(witness.act) if witness.act is not None else None
    if stems is None:
        return words
    names = {who, *witness.parties, witness.actor or "", (witness.actor or "").rpartition(" ")[2]}
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    front = re.match(
        rf"(?:(?:furthermore|meanwhile|separately),?\s+)?(?:the\s+|what\s+)?(?:{named})\s+"
        rf"(?:(?:has|have|had|also|later|repeatedly|separately|again|is|was)\s+){{0,3}}(?:{stems})\s+(?:that\s+|was\s+)?",
        words,
        re.IGNORECASE,
    )
    if front is None or len(words) - front.end() < 15:
        return words
    return words[front.end() :]


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun: `1 document`, `3 documents`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def list_of(names: Sequence[str], most: int = 12) -> str:
    """Write names as prose does, the rest counted."""
    if len(names) <= most:
        return join_names(tuple(names))
    return f"{', '.join(names[:most])} and {len(names) - most} more"
