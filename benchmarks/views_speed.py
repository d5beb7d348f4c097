"""How long each view takes, by number of statements.

    python benchmarks/views_speed.py [COUNT ...]

The statements are made up: parties, issues and wordings drawn from short lists with a fixed seed, so that many say
the same thing in other words, as coverage does.  Times are the best of three runs in this process, one thread.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable

from dragoman.record import Act, Holdings, Issue, Meeting, MeetingState, Source, Stated, Statement
from dragoman.views import changes, claims, guarantors, meetings, pledges, positions, sources, table, timeline

PARTIES = ("Arland", "Borduria", "Norway", "Chile", "Fjord Institute", "Kestonia")
VERBS = ("withdraw its troops from", "open the port of", "give up its claim to", "send inspectors to", "rebuild")
PLACES = ("the Velden valley", "Sella", "the Orsk plateau", "the Lund isthmus", "the northern bridge", "Port Amber")
TAILS = (
    "within 30 days",
    "for 10 years",
    "once a ceasefire holds",
    "if parliament agrees",
    "without delay",
    "in stages",
)


def made_up(count: int) -> Holdings:
    draw = random.Random(7)  # noqa: S311  # a fixed seed, for the same statements each time
    documents = max(1, count // 25)
    days = [f"20{30 + n % 5}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(documents)]
    found = tuple(
        Source(sha256=f"d{n}", address=f"d{n}.txt", published=Stated(value=day, rule="made up"))
        for n, day in enumerate(days)
    )
    statements = []
    for number in range(count):
        document = number % documents
        party = draw.choice(PARTIES)
        content = f"{draw.choice(VERBS)} {draw.choice(PLACES)} {draw.choice(TAILS)}"
        quote = f"{party} said it would {content}, its envoy told reporters."
        start = (number // documents) * 200
        statements.append(
            Statement(
                id=f"s{number}",
                document=f"d{document}.txt",
                sha256=f"d{document}",
                start=start,
                end=start + len(quote),
                quote=quote,
                actor=party,
                parties=(party,),
                act=draw.choice(list(Act)),
                issues=(draw.choice(list(Issue)),),
                content=content,
            )
        )
    met = tuple(
        Meeting(
            id=f"m{n}",
            document=f"d{n}.txt",
            sha256=f"d{n}",
            start=0,
            end=9,
            quote="They met.",
            name="talks",
            state=MeetingState.HELD,
            date=days[n],
            participants=("Arland", "Borduria"),
        )
        for n in range(0, documents, 3)
    )
    return Holdings(name="made up", sources=found, statements=tuple(statements), meetings=met)


def best_of_three(view: Callable[[Holdings], object], holdings: Holdings) -> float:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        view(holdings)
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    for count in [int(word) for word in sys.argv[1:]] or [500, 5_000, 20_000]:
        holdings = made_up(count)
        print(f"{count} statements")
        for view in (table, positions, guarantors, claims, pledges, changes, meetings, timeline, sources):
            print(f"  {view.__name__:<12}{1000 * best_of_three(view, holdings):9.1f} ms")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
