"""What can be asked of an instrument: an event, and the suppositions under which to look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dragoman.deals.model import Instrument
from dragoman.deals.terms import Stage
from dragoman.errors import DealError

ELSEWHERE = "elsewhere"
SOMEBODY_ELSE = "somebody_else"
_TRUTHS = {"yes": True, "true": True, "no": False, "false": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens.  What is not given stays open: nobody is taken to be the attacker unnamed.

    Attributes:
        kind: One of the instrument's events.
        by: Who does it.
        on: To whom.
        place: A territory of the instrument, or `elsewhere`.
    """

    kind: str
    by: str | None = None
    on: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Supposition:
    """One world to look at: a day, perhaps an event, and what is taken as given there.

    Attributes:
        at: The day.
        name: How answers call this world.
        event: What happens.
        in_force: Take the instrument as in force for all who may become parties.
        since: Day of entry into force, where the instrument has none or another is to be tried.
        facts: Values set by the question; they go before the file's.
        choices: Outcomes set by the question: `stage.us` is `signed`, `variant.p5` is `russia`.
        dropped: Guarantors taken out.
        asks: Norms, duties and guarantees that the world is asked about; None for all of them.
    """

    at: dt.date
    name: str = "now"
    event: Event | None = None
    in_force: bool = False
    since: dt.date | None = None
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    asks: frozenset[str] | None = None

    def with_fact(self, fact: str, *, value: bool | None, name: str) -> Supposition:
        """Give the same world with one fact set."""
        return replace(self, name=name, facts={**self.facts, fact: value})


def parse_assumptions(
    words: list[str], propositions: frozenset[str], groups: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, bool | None], dict[str, str]]:
    """Read `--assume` values: `strike=no`, `consent.china=yes`, `stage.us=ratified`.

    Args:
        words: The values as they were given.
        propositions: What may be true, false or unknown in this instrument.
        groups: What has one of several outcomes, with them.

    Raises:
        DealError: If a name or a value is not known; the message lists what is.
    """
    facts: dict[str, bool | None] = {}
    choices: dict[str, str] = {}
    for word in words:
        name, _, value = (part.strip() for part in word.partition("="))
        if name in propositions:
            if value.lower() not in _TRUTHS:
                raise DealError(f"{value!r} is not yes, no or unknown", item=f"--assume {word}")
            facts[name] = _TRUTHS[value.lower()]
        elif name in groups:
            if value not in groups[name]:
                raise DealError(f"{name} is one of {', '.join(groups[name])}", item=f"--assume {word}")
            choices[name] = value
        else:
            raise DealError(
                "nothing in the instrument has this name",
                item=f"--assume {word}",
                remedy=f"It has {', '.join(sorted([*propositions, *groups])[:40])}.",
            )
    return facts, choices


def check_event(instrument: Instrument, event: Event) -> None:
    """Refuse an event that the instrument does not know, or actors and places that it does not name.

    Raises:
        DealError: With what it does know.
    """
    known = {
        "--event": (event.kind, tuple(instrument.events)),
        "--by": (event.by, (*instrument.actors, SOMEBODY_ELSE)),
        "--on": (event.on, (*instrument.actors, SOMEBODY_ELSE)),
        "--where": (event.place, (*instrument.territories, ELSEWHERE)),
    }
    for option, (given, possible) in known.items():
        if given is not None and given not in possible:
            raise DealError(
                f"{instrument.instrument} does not know it",
                item=f"{option} {given}",
                remedy=f"It knows {', '.join(possible) or 'none'}.",
            )


def stage_group(actor: str) -> str:
    """Give the name of the choice that says how far an actor has gone."""
    return f"stage.{actor}"


def groups_of(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """Give what has exactly one of several outcomes, with the outcomes that are possible at all."""
    groups = {stage_group(actor): tuple(stage.value for stage in Stage) for actor in instrument.actors}
    for provision in instrument.provisions:
        if provision.variants:
            groups[f"variant.{provision.id}"] = tuple(dict.fromkeys(variant.by for variant in provision.variants))
    return groups
