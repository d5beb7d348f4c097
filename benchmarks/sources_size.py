"""How a large folder of small articles is added: at what rate, in how much memory, and whether either changes.

    python benchmarks/sources_size.py [--articles 100000] [--read] [--folder FOLDER] [--dossier FILE] [--every 5000]

The articles are put together from written words by rule, the same each time; of every twenty one is printed again
word for word, one with small changes, and one takes two paragraphs of an earlier one over.  Without `--read` a
reader that finds nothing stands in, and what is measured is opening, labelling, storing and finding copies; with
it the real reader reads.  Run it a second time on the same folder and dossier to see what going on costs.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dragoman.dossier import Shelf, Store, take_in
from dragoman.reading import Reader, load_reader
from dragoman.record import Document, Reading
from dragoman.settings import Settings
from dragoman.sources import Intake, arrivals

NOON = datetime(2026, 1, 6, 12, 0, tzinfo=UTC)
PLACES = ("Port Sella", "the capital", "Harmont", "the border town of Vell", "Geneva", "the northern district")
WHO = (
    "the foreign minister", "a senior envoy", "the head of the delegation", "a spokeswoman for the ministry",
    "the mediator", "an adviser to the president", "the deputy speaker of parliament", "an official at the talks",
    "the commander of the observer mission", "a diplomat with knowledge of the draft",
)  # fmt: skip
SAID = ("said", "told reporters", "wrote in a statement", "insisted", "acknowledged", "warned", "told parliament")
WHAT = (
    "a pause of {n} days", "the return of {n} prisoners", "a corridor for {n} convoys a week",
    "{n} observers at the dam", "a limit of {n} thousand troops", "guarantees for {n} years",
    "a vote within {n} months", "lifting {n} of the measures", "joint patrols on {n} kilometres of the line",
    "a fund of {n} million for the damaged towns",
)  # fmt: skip
VERBS = ("would accept", "had offered", "could not agree to", "still demands", "had ruled out",
         "was ready to discuss", "will put to its partners", "had not been asked for", "regards as settled",
         "wants written into the annex")  # fmt: skip
PARTY = ("Arland", "the Vell Republic", "the government", "the opposition", "the eastern council", "its neighbour")
TAIL = (
    "after {m} hours of talks", "if the other side does the same", "although no date has been set",
    "before the {m} days run out", "under the terms that were circulated last week", "as it had in the first round",
    "despite the shelling near the river", "provided that the guarantors sign", "for the first time since the spring",
)  # fmt: skip
SCENE = (
    "Snow fell on the square outside, where a few dozen people had waited since the morning.",
    "The two delegations did not shake hands before the cameras.", "Neither side would show the text to reporters.",
    "The market in the old town was open for the first time in weeks.", "Trains ran again on the southern line.",
    "Families of the missing stood behind the barrier with photographs.",
)  # fmt: skip


def sentence(chance: random.Random) -> str:
    what = chance.choice(WHAT).format(n=chance.randrange(2, 400))
    tail = chance.choice(TAIL).format(m=chance.randrange(2, 90))
    claim = f"{chance.choice(PARTY)} {chance.choice(VERBS)} {what} {tail}"
    if chance.random() < 0.5:
        return f"{chance.choice(WHO).capitalize()} in {chance.choice(PLACES)} {chance.choice(SAID)} that {claim}."
    return f"{claim[0].upper()}{claim[1:]}, {chance.choice(WHO)} {chance.choice(SAID)}."


def article(chance: random.Random) -> list[str]:
    paragraphs = [" ".join(sentence(chance) for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(4, 9))]
    paragraphs.insert(chance.randrange(len(paragraphs)), chance.choice(SCENE))
    return paragraphs


def write_folder(folder: Path, count: int) -> None:
    """Write the articles, one small file each."""
    chance = random.Random(11)  # noqa: S311 - a made-up corpus, not a secret
    earlier: list[list[str]] = []
    for number in range(count):
        paragraphs = article(chance)
        source = chance.choice(earlier) if earlier else paragraphs
        way = number % 20
        if way == 7:
            paragraphs = source
        elif way == 13:
            paragraphs = [*source[:-1], sentence(chance)]
        elif way == 17:
            paragraphs = [*paragraphs[:2], *source[:2], *paragraphs[2:]]
        else:
            earlier = [*earlier[-400:], paragraphs]
        day = date(2022, 2, 24) + timedelta(days=number * 1400 // count)
        head = f"---\noutlet: The {PLACES[number % 6].split()[-1].capitalize()} Courier\npublished: {day}\n---\n"
        title = f"Talks, day {number * 1400 // count}: {paragraphs[0][:40].rsplit(' ', 1)[0]}"
        (folder / f"{number:07}.txt").write_text(
            "\n\n".join([f"{head}\n{title}", *paragraphs]) + "\n", encoding="utf-8"
        )


@dataclass
class NoReader:
    """A reader that finds nothing."""

    name: str = "nothing-1"

    def read(self, document: Document) -> Reading:
        """Give an empty reading."""
        return Reading(source=document.source, reader=self.name)


def memory() -> float:
    """Give the memory that the process holds now, in mebibytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def written() -> float:
    """Give what the process has written to files, in kibibytes."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(lines[1].split()[1]) / 1024


@dataclass(frozen=True)
class Stretch:
    """What a number of articles took: seconds, processor seconds, kibibytes written."""

    done: int
    wall: float
    busy: float
    wrote: float


def added(folder: Path, dossier: Path, reader: Reader, every: int) -> Iterator[Stretch]:
    """Add the folder, and give now and then what it took since the last time."""
    before = Stretch(0, time.monotonic(), time.process_time(), written())
    with Store.open_or_create(dossier) as store:
        intake = Intake(held=Shelf(store, reader.name))
        taken = take_in(store, arrivals([folder], intake), reader, clock=lambda: NOON)
        for done, _ in enumerate(taken, start=1):
            if done % every == 0:
                now = Stretch(done, time.monotonic(), time.process_time(), written())
                yield Stretch(done, now.wall - before.wall, now.busy - before.busy, now.wrote - before.wrote)
                before = now


def copies(dossier: Path) -> None:
    """Say how long the question takes which articles are copies."""
    with Store.open(dossier) as store:
        begun = time.process_time()
        found = store.copies()
        spent = time.process_time() - begun
        groups = sum(len(group.members) > 1 for group in found.copies.groups)
        print(
            f"which are copies: {spent:.2f} s of processor time; {len(found.copies.links):,} pairs,"
            f" {groups:,} groups of {len(found.digests):,} articles"
        )


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--read", action="store_true")
    options.add_argument("--folder", type=Path)
    options.add_argument("--dossier", type=Path)
    options.add_argument("--every", type=int, default=5_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = chosen.folder or Path(passing) / "articles"
        if not folder.exists():
            folder.mkdir()
            write_folder(folder, chosen.articles)
        dossier = chosen.dossier or Path(passing) / "large.dossier"
        reader: Reader = load_reader(Settings()) if chosen.read else NoReader()
        for one in added(folder, dossier, reader, chosen.every):
            print(
                f"{one.done:>8,}: {chosen.every / one.wall:7.1f} a second, {1000 * one.busy / chosen.every:6.2f} ms of"
                f" processor time and {one.wrote / chosen.every:5.0f} KiB written an article, {memory():4.0f} MiB held,"
                f" dossier {dossier.stat().st_size / 2**20:6.0f} MiB",
                flush=True,
            )
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        copies(dossier)


if __name__ == "__main__":
    main()
