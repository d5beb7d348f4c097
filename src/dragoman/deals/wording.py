"""Conditions, facts, rules and events in plain words."""

from __future__ import annotations

from dragoman.deals.conditions import ANYONE, Condition, EventTest
from dragoman.deals.dates import parse_period
from dragoman.deals.duties import Deadline, Duty, GuaranteeDuty, Quantity, Term
from dragoman.deals.model import Instrument
from dragoman.deals.parties import Decision, Fact
from dragoman.deals.questions import SOMEBODY_ELSE, Event
from dragoman.deals.terms import Discretion, NormKind, Rule, Sharing, Stage, Strength
from dragoman.record import Firmness

_SAYS = {
    "asserts": "asserted by",
    "denies": "denied by",
    "assesses_true": "assessed as true by",
    "assesses_false": "assessed as false by",
}
_STAGES = {
    Stage.NOT_PARTY: "not a party",
    Stage.NEGOTIATING: "negotiating",
    Stage.SIGNED: "signed",
    Stage.RATIFIED: "ratified",
    Stage.BOUND: "bound",
}
_STEPS = {
    Stage.NOT_PARTY: "any step of {}",
    Stage.NEGOTIATING: "negotiation by {}",
    Stage.SIGNED: "signature by {}",
    Stage.RATIFIED: "ratification by {}",
    Stage.BOUND: "consent to be bound by {}",
}
_FIRMNESS = {
    Firmness.BOUND: "bound as one already",
    Firmness.COMMITTED: "has committed itself",
    Firmness.NAMED: "the text names it",
    Firmness.CANDIDATE: "a candidate only",
    Firmness.POSSIBLE: "named as possible only",
    Firmness.DECLINED: "has declined",
}
_COMPARATORS = {"=": "", "<": "fewer than ", "<=": "at most ", ">": "more than ", ">=": "at least ", "~": "about "}


def name_of(instrument: Instrument, actor: str) -> str:
    """Give an actor's name in a sentence."""
    if actor in {ANYONE, SOMEBODY_ELSE}:
        return "anyone" if actor == ANYONE else "somebody else"
    return instrument.actor_name(actor)


def names_of(instrument: Instrument, actors: tuple[str, ...], *, last: str = "and") -> str:
    """Give several actors' names as a phrase."""
    return listed([name_of(instrument, actor) for actor in actors], last=last)


def listed(words: list[str], *, last: str = "and") -> str:
    """Join words as a phrase.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "nobody"


def condition_text(instrument: Instrument, condition: Condition) -> str:
    """Give a condition in one plain sentence or phrase."""
    if condition.text:
        return condition.text
    if condition.fact is not None:
        return instrument.facts[condition.fact].text
    if condition.unknown is not None:
        return f"a condition whose content is not public: {condition.unknown}"
    if condition.parts:
        return _joined_text(instrument, condition)
    return _leaf_text(instrument, condition)


def _joined_text(instrument: Instrument, condition: Condition) -> str:
    parts = [condition_text(instrument, part) for part in condition.parts]
    if condition.all is not None:
        return listed(parts) if len(parts) < 4 else "all of the following"
    if condition.any is not None:
        return listed(parts, last="or") if len(parts) < 4 else "any of the following"
    if condition.none is not None:
        return f"not: {listed(parts, last='or')}" if len(parts) < 4 else "none of the following"
    return f"at least {condition.count} of {len(parts)}: {', '.join(parts)}"


def join_text(condition: Condition) -> str:
    """Give how the parts of a condition are joined, or its own words where it has them."""
    if condition.text:
        return condition.text
    if condition.count is not None:
        return f"at least {condition.count} of these"
    return (
        "all of these"
        if condition.all is not None
        else "any of these"
        if condition.any is not None
        else "none of these"
    )


def _leaf_text(instrument: Instrument, condition: Condition) -> str:
    if condition.stage is not None:
        return step_text(condition.stage.at_least, name_of(instrument, condition.stage.actor))
    if condition.event is not None:
        return event_test_text(instrument, condition.event)
    if condition.dates is not None:
        since, until = condition.dates.since, condition.dates.until
        words = [
            f"on or after {since.isoformat()}" if since else "",
            f"on or before {until.isoformat()}" if until else "",
        ]
        return "the day lies " + " and ".join(word for word in words if word)
    if condition.breach is not None:
        return f"a breach of {condition.breach.norm} is {condition.breach.state.value}"
    return "the instrument is in force"


def event_test_text(instrument: Instrument, event: EventTest) -> str:
    """Give the event that a condition asks for."""
    words = [instrument.events.get(event.kind, event.kind)]
    if ANYONE not in event.by:
        words.append(f"by {names_of(instrument, event.by, last='or')}")
    if ANYONE not in event.on:
        words.append(f"on {names_of(instrument, event.on, last='or')}")
    if event.inside:
        words.append("in " + listed([instrument.territories[place] for place in event.inside], last="or"))
    if event.outside:
        words.append("outside " + listed([instrument.territories[place] for place in event.outside]))
    return " ".join(words)


def event_text(instrument: Instrument, event: Event | None) -> str:
    """Give an event that is asked about; what is left open is said to be open."""
    if event is None:
        return "no event"
    words = [instrument.events.get(event.kind, event.kind)]
    words.append(f"by {name_of(instrument, event.by)}" if event.by else "by an attacker left open")
    words.append(f"on {name_of(instrument, event.on)}" if event.on else "on a target left open")
    if event.place is not None:
        words.append(
            f"in {instrument.territories[event.place]}" if event.place in instrument.territories else "elsewhere"
        )
    elif instrument.territories:
        words.append("in a place left open")
    return " ".join(words)


def said_of(instrument: Instrument, fact: Fact) -> tuple[str, ...]:
    """Give who says what of a fact, with date and source."""
    lines = []
    for report in fact.reports:
        source = instrument.sources[report.source].title if report.source in instrument.sources else report.source
        tail = ", ".join(part for part in (report.date, source) if part)
        lines.append(f"{_SAYS[report.says]} {name_of(instrument, report.by)}" + (f" ({tail})" if tail else ""))
    return tuple(lines)


def decision_text(instrument: Instrument, decision: Decision) -> str:
    """Give a decision rule in words."""
    tail = ""
    if decision.attacker_votes is False and decision.rule in {Rule.UNANIMOUS, Rule.MAJORITY, Rule.AT_LEAST}:
        tail = ", the attacker left out"
    if decision.rule is Rule.BODY and decision.body is not None:
        return f"{instrument.bodies[decision.body].name} decides"
    if decision.rule is Rule.ACTOR and decision.actor is not None:
        return f"{name_of(instrument, decision.actor)} decides"
    words = {
        Rule.EACH_ALONE: "each guarantor acts on its own decision",
        Rule.UNANIMOUS: "all guarantors must agree",
        Rule.MAJORITY: "more than half of the guarantors must agree",
        Rule.AT_LEAST: f"at least {decision.n} guarantors must agree",
    }
    return words.get(decision.rule, "who must agree is not public") + tail


def action_text(duty: Duty) -> str:
    """Give what is to be done, with the number in it."""
    return duty.action + (f" ({quantity_text(duty.quantity)})" if duty.quantity is not None else "")


def duty_text(instrument: Instrument, bearers: tuple[str, ...], duty: Duty) -> str:
    """Give a norm or duty as a sentence, with the strength of its words."""
    banned = " not" if duty.kind is NormKind.PROHIBITION else ""
    verbs = {
        Strength.SHALL: f"shall{banned}",
        Strength.MAY: f"may{banned}",
        Strength.INTENDS: f"intends{banned} to",
        Strength.EXPECTS: f"expected{banned} to",
    }
    verb = "may" if duty.kind in {NormKind.PERMISSION, NormKind.POWER} else verbs[duty.strength]
    return f"{names_of(instrument, bearers)}: {verb} {action_text(duty)}"


def quantity_text(quantity: Quantity) -> str:
    """Give a number with its unit."""
    return f"{_COMPARATORS[quantity.comparator]}{quantity.value:,.10g} {quantity.unit}"


def deadline_text(deadline: Deadline | None) -> str:
    """Give a deadline in words."""
    if deadline is None:
        return ""
    if deadline.by is not None:
        return f"by {deadline.by.isoformat()}"
    start = "the event" if deadline.of == "trigger" else "entry into force"
    return f"within {parse_period(deadline.within or 'P0D').words} of {start}"


def term_text(term: Term | None) -> str:
    """Give a term in words."""
    if term is None:
        return "no term stated"
    if term.length in {"indefinite", "unknown"}:
        words = "indefinite" if term.length == "indefinite" else "not public"
    else:
        start = f"from {term.date.isoformat()}" if term.date is not None else "from entry into force"
        words = f"{parse_period(term.length).words} {start}"
    return words + (f"; renewal: {term.renewal}" if term.renewal else "")


def discretion_text(duty: Duty) -> str:
    """Give what the bearer may decide alone."""
    return {
        Discretion.NONE: "",
        Discretion.MEASURES: "may choose the measures",
        Discretion.WHETHER: "may decide whether to act at all",
        Discretion.UNKNOWN: "whether it may stay out is not public",
    }[duty.discretion]


def sharing_text(duty: Duty) -> str:
    """Give how several bearers owe a duty; nothing for a norm of one bearer."""
    if not isinstance(duty, GuaranteeDuty):
        return ""
    return {
        Sharing.SEVERAL: "each for its own part",
        Sharing.JOINT: "all together or none",
        Sharing.JOINT_AND_SEVERAL: "each for the whole",
        Sharing.UNKNOWN: "whether together or each alone is not public",
    }[duty.sharing]


def step_text(stage: Stage, name: str) -> str:
    """Give a step that an actor has to take."""
    return _STEPS[stage].format(name)


def firmness_text(firmness: Firmness) -> str:
    """Give how firmly a guarantor is named."""
    return _FIRMNESS[firmness]


def stages_text(stages: tuple[Stage, ...]) -> str:
    """Give how far an actor has gone."""
    if len(stages) == len(Stage):
        return "how far is not known"
    return " or ".join(_STAGES[stage] for stage in stages)
