"""The words in which an instrument's terms are written down."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """What kind of paper the instrument is."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    COMMUNIQUE = "communique"
    DECLARATION = "declaration"
    DECLARATION_OF_INTENT = "declaration_of_intent"
    PLAN = "plan"
    PACKAGE = "package"
    RESOLUTION = "resolution"
    OTHER = "other"


class LegalCharacter(StrEnum):
    """Whether the instrument can bind in law; `disputed` and `unknown` stay open in every answer."""

    BINDING = "binding"
    POLITICAL = "political"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class TextBasis(StrEnum):
    """What the file was written from."""

    FULL_TEXT = "full_text"
    PARTIAL_TEXT = "partial_text"
    LEAKED_DRAFT = "leaked_draft"
    OFFICIAL_SUMMARY = "official_summary"
    PRESS_SUMMARY = "press_summary"
    HYPOTHETICAL = "hypothetical"


class Stage(StrEnum):
    """How far one actor has gone with one instrument; the order of the members is the order of the steps."""

    NOT_PARTY = "not_party"
    NEGOTIATING = "negotiating"
    SIGNED = "signed"
    RATIFIED = "ratified"
    BOUND = "bound"

    @property
    def rank(self) -> int:
        """The step's place in the order, from 0."""
        return list(Stage).index(self)


class BoundBy(StrEnum):
    """The step by which an actor consents to be bound."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    UNKNOWN = "unknown"


class NormKind(StrEnum):
    """What a norm does to its bearer."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    POWER = "power"


class Strength(StrEnum):
    """How firmly the text words it."""

    SHALL = "shall"
    INTENDS = "intends"
    EXPECTS = "expects"
    MAY = "may"


class Discretion(StrEnum):
    """What the bearer may decide alone: nothing, by which measures, or whether to act at all."""

    NONE = "none"
    MEASURES = "measures"
    WHETHER = "whether"
    UNKNOWN = "unknown"


class Sharing(StrEnum):
    """How several bearers owe one duty."""

    SEVERAL = "several"
    JOINT = "joint"
    JOINT_AND_SEVERAL = "joint_and_several"
    UNKNOWN = "unknown"


class Rule(StrEnum):
    """Who must agree before a duty arises."""

    EACH_ALONE = "each_alone"
    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    AT_LEAST = "at_least"
    BODY = "body"
    ACTOR = "actor"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a norm in action means for its bearer, as far as the instrument's legal character carries it."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    COMMITTED = "committed"
    COMMITTED_NOT = "committed_not"
    INTENDS = "intends"
    INTENDS_NOT = "intends_not"
    EXPECTED = "expected"
    EXPECTED_NOT = "expected_not"

    @property
    def words(self) -> str:
        """The effect as it is said of an actor."""
        return _EFFECT_WORDS[self]


_EFFECT_WORDS = {
    Effect.MUST: "must",
    Effect.MUST_NOT: "must not",
    Effect.MAY: "may",
    Effect.COMMITTED: "is politically committed to",
    Effect.COMMITTED_NOT: "is politically committed not to",
    Effect.INTENDS: "intends to",
    Effect.INTENDS_NOT: "intends not to",
    Effect.EXPECTED: "is expected to",
    Effect.EXPECTED_NOT: "is expected not to",
}


class Answer(StrEnum):
    """Three values, and a fourth word for a question that ran out of time."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"
    UNDECIDED = "undecided"


class BreachState(StrEnum):
    """How far a breach has come; `open` is attributed by the body named for it, and not cured."""

    ALLEGED = "alleged"
    COMMITTED = "committed"
    ATTRIBUTED = "attributed"
    CURED = "cured"
    OPEN = "open"
