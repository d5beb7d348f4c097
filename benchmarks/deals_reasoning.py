"""How long do questions about an instrument take, and how does the time grow with norms and unknown facts?

    python benchmarks/deals_reasoning.py

Each question is asked once to warm up and then five times; the median processor time counts, since other
work on the machine lengthens the wall clock.  The clock starts after the solver is loaded.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable

from dragoman.deals.claims import claims_of
from dragoman.deals.deadlocks import deadlocks_of
from dragoman.deals.diff import diff_instruments
from dragoman.deals.loading import library_names, open_instrument
from dragoman.deals.model import Instrument
from dragoman.deals.questions import Supposition
from dragoman.deals.status import status_of
from dragoman.deals.stress import stress_test
from dragoman.deals.timeline import timeline_of
from dragoman.deals.whatif import contingencies_of, what_if
from dragoman.errors import DealError

RUNS = 5
SLOW = 2.0  # seconds from which one run is enough
DAY = dt.date(2026, 1, 10)
SIZES = ((25, 5), (50, 10), (100, 20), (200, 40), (400, 40))


def main() -> None:
    """Measure and print."""
    library = {name: questions(open_instrument(name)) for name in library_names()}
    print(f"{'library, ms':<26}" + "".join(f"{question:>11}" for question in next(iter(library.values()))))
    for name, found in library.items():
        print(f"{name:<26}" + "".join(f"{value:>11.0f}" for value in found.values()))
    made = {f"{norms} norms, {facts} unknown": questions(synthetic(norms, facts)) for norms, facts in SIZES}
    print(f"\n{'made up, ms':<26}" + "".join(f"{question:>11}" for question in next(iter(made.values()))))
    for name, found in made.items():
        print(f"{name:<26}" + "".join(f"{value:>11.0f}" for value in found.values()))


def questions(instrument: Instrument) -> dict[str, float]:
    """Give milliseconds of processor time for each question on an instrument."""
    world = Supposition(at=DAY)
    event = next(iter(contingencies_of(instrument)), None)
    asked: dict[str, Callable[[], object]] = {
        "status": lambda: status_of(instrument, world),
        "what-if": lambda: what_if(instrument, Supposition(at=DAY, event=event)),
        "claims": lambda: claims_of(instrument, world),
        "claims all": lambda: claims_of(instrument, world, every_fact=True),
        "diff": lambda: diff_instruments(instrument, instrument),
        "deadlocks": lambda: deadlocks_of(instrument, world),
        "stress": lambda: stress_test(instrument, world),
        "timeline": lambda: timeline_of(instrument, world),
    }
    return {name: median(question) for name, question in asked.items()}


def median(question: Callable[[], object]) -> float:
    """Give the median of the runs in milliseconds; a question that does not apply takes none."""
    times = []
    for _ in range(RUNS + 1):
        start = time.process_time()
        try:
            question()
        except DealError:
            return 0.0
        times.append(time.process_time() - start)
        if times[-1] > SLOW:
            return 1000 * times[-1]
    return 1000 * statistics.median(times[1:])


def synthetic(norms: int, facts: int) -> Instrument:
    """Make an instrument: norms spread over parties and facts, and one guarantee with six guarantors."""
    actors = [f"actor-{number}" for number in range(8)]
    names = [f"fact-{number}" for number in range(facts)]
    data = {
        "instrument": "made",
        "title": "Made",
        "form": "treaty",
        "version": "1",
        "legal_character": "binding",
        "text_basis": "hypothetical",
        "sources": {"own": {"title": "made"}},
        "actors": {actor: {"name": actor, "stage": "ratified"} for actor in actors},
        "events": {"attack": "an attack"},
        "contingencies": [{"kind": "attack", "by": "actor-0", "on": "actor-7"}],
        "facts": {
            name: {
                "text": name,
                "reports": [{"by": "actor-1", "says": "asserts"}, {"by": "actor-2", "says": "denies"}],
                "waits_for": [{"by": "actor-1", "fact": names[number - 1]}] if number % 7 else [],
            }
            for number, name in enumerate(names)
        },
        "entry": {"bound_by": "ratification", "requires": {"any": [names[0], names[1]]}},
        "provisions": [
            {"id": "art0", "text": "norms", "norms": [norm(number, actors, names) for number in range(norms)]},
            {"id": "art1", "text": "guarantee", "guarantees": [guarantee(actors, names)]},
        ],
    }
    return Instrument.model_validate(data)


def norm(number: int, actors: list[str], names: list[str]) -> dict[str, object]:
    """Make one norm that hangs on three facts."""
    one, other, third = (names[(number * step + step) % len(names)] for step in (1, 3, 7))
    return {
        "id": f"norm-{number}",
        "bearer": [actors[number % len(actors)]],
        "action": f"do thing {number}",
        "trigger": {"any": [one, other]},
        "unless": third,
    }


def guarantee(actors: list[str], names: list[str]) -> dict[str, object]:
    """Make one guarantee."""
    return {
        "id": "shield",
        "guarantors": actors[:6],
        "beneficiaries": actors[7],
        "casus": {"event": {"kind": "attack", "on": [actors[7]]}},
        "void_if": names[2],
        "duties": [
            {"id": "help", "action": "help", "decision": "each_alone"},
            {"id": "fight", "action": "fight", "decision": "unanimous"},
        ],
    }


if __name__ == "__main__":
    main()
