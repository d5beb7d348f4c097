"""The words of the record: acts, issues, modality, conditions, passages, meetings, firmness.

Acts and issues follow the annotation guideline of the project (`docs/glossary.md` prints them with
their PLOVER, PA-X and ATOP codes, which stand in `dragoman.record.codes`).
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What a party does with its words."""

    PROPOSE = "propose"
    OFFER = "offer"
    PLEDGE = "pledge"
    DEMAND = "demand"
    REQUEST = "request"
    ACCEPT = "accept"
    AGREE = "agree"
    REJECT = "reject"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    DENY = "deny"
    CLAIM = "claim"
    ASSESS = "assess"
    ANNOUNCE = "announce"
    REFUSE_COMMENT = "refuse_comment"


class Issue(StrEnum):
    """What a statement is about."""

    CEASEFIRE = "ceasefire"
    PROCESS = "process"
    SETTLEMENT = "settlement"
    GUARANTEES = "guarantees"
    WITHDRAWAL = "withdrawal"
    FORCES = "forces"
    FOREIGN_FORCES = "foreign_forces"
    FORCE_LIMITS = "force_limits"
    DISARMAMENT = "disarmament"
    NUCLEAR = "nuclear"
    TERRITORY = "territory"
    SELF_DETERMINATION = "self_determination"
    NEUTRALITY = "neutrality"
    ALLIANCES = "alliances"
    EU_ACCESSION = "eu_accession"
    NON_AGGRESSION = "non_aggression"
    MONITORING = "monitoring"
    RATIFICATION = "ratification"
    DETAINEES = "detainees"
    HUMANITARIAN = "humanitarian"
    DISPLACED = "displaced"
    SANCTIONS = "sanctions"
    ECONOMY = "economy"
    SHIPPING = "shipping"
    REPARATIONS = "reparations"
    ACCOUNTABILITY = "accountability"
    MILITARY_AID = "military_aid"
    GOVERNANCE = "governance"
    RECONCILIATION = "reconciliation"
    HOSTILITIES = "hostilities"
    INCIDENT = "incident"
    COUNTER_TERRORISM = "counter_terrorism"


class Modality(StrEnum):
    """How firmly, and on what footing, the source says that something is or will be so.

    One value is the statement's own; where several marks stand in it, the one furthest from fact wins
    (order of the members) and every mark keeps its anchor.
    """

    DENIED = "denied"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    CONDITIONAL = "conditional"
    HEDGED = "hedged"
    PLANNED = "planned"
    REPORTED = "reported"
    DONE = "done"
    STATED = "stated"


class ConditionKind(StrEnum):
    """What must come first."""

    CEASEFIRE = "ceasefire"
    WITHDRAWAL = "withdrawal"
    REFERENDUM = "referendum"
    RATIFICATION = "ratification"
    CONSENT = "consent"
    LEADERS_MEETING = "leaders_meeting"
    VERIFICATION = "verification"
    MANDATE = "mandate"
    SANCTIONS_STEP = "sanctions_step"
    DATE = "date"
    OTHER = "other"


class Firmness(StrEnum):
    """How firmly a guarantor, a date or a term is named."""

    BOUND = "bound"
    COMMITTED = "committed"
    NAMED = "named"
    CANDIDATE = "candidate"
    POSSIBLE = "possible"
    DECLINED = "declined"


class PassageKind(StrEnum):
    """What a run of lines is on the page; `body`, `headline` and `subhead` are the article."""

    BODY = "body"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    VIDEO_PROMO = "video_promo"
    RELATED = "related"
    ADVERT = "advert"
    AUDIO_BLURB = "audio_blurb"
    PHOTO_CREDIT = "photo_credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    FORM = "form"
    FOREIGN = "foreign"
    EDITORS_NOTE = "editors_note"
    CORRECTION = "correction"
    SYNDICATION = "syndication"
    OTHER_FURNITURE = "other_furniture"


class MeetingState(StrEnum):
    """Where a meeting stands as the source tells it."""

    HELD = "held"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    POSSIBLE = "possible"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class MeetingLevel(StrEnum):
    """Who meets."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    MILITARY = "military"
    ADVISERS = "advisers"
    ENVOYS = "envoys"
    DELEGATIONS = "delegations"
    TECHNICAL = "technical"
    UNKNOWN = "unknown"


class JudgementKind(StrEnum):
    """Who judged; a person beats a rule beats a model."""

    PERSON = "person"
    RULE = "rule"
    MODEL = "model"


class ActorKind(StrEnum):
    """What sort of actor a name stands for."""

    STATE = "state"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed_group"
    COALITION = "coalition"
    BODY = "body"
    PERSON = "person"
    DOCUMENT = "document"
    UNKNOWN = "unknown"
