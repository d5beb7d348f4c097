"""How well actors are resolved, and how fast.

    python benchmarks/actors_resolution.py [FOLDER …] [--errors N]

Three questions are asked of the cast for every gold statement that has parties:

words   where the words that name the gold actor stand in the quote: does `resolve` give the gold parties for them?
within  does `resolve_within`, told nothing but the quote, give the gold parties?
near    does any mention in the quote or in the 400 characters before it stand for the gold parties?

Parties are compared as `evaluation/score.py` does: folded names, Jaccard of at least one half.  Without
folders it measures `../shared/evaluation/train`.  The gold is annotation passes made by a language model
following a guideline.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.actors import Cast, Resolution
from dragoman.actors.tokens import fold as plain_fold

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _scorer() -> Any:
    """Load the scorer's own folding, so that names are compared as it compares them."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("no scorer beside the checkout: ../shared/evaluation/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _articles(folders: list[Path]) -> Iterator[tuple[str, str, date | None, list[dict[str, Any]]]]:
    """Give name, text, day and gold statements of every article with gold."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text_path = path.with_name(path.name.replace(".gold.json", ".txt"))
            with text_path.open(encoding="utf-8", newline="") as handle:
                text = handle.read()
            published = gold.get("published")
            passes = [gold["statements"]] if "statements" in gold else list(gold["readers"].values())
            for statements in passes:
                yield path.name, text, _day(published), statements


def _day(published: str | None) -> date | None:
    """Give the day of publication; of a bare year or month its middle."""
    if not published:
        return None
    parts = [int(part) for part in published[:10].split("-")]
    year, month, day = (*parts, 7, 15)[:3] if len(parts) == 1 else (*parts, 15)[:3]
    return date(year, month, day)


def _same_name(gold: str, got: str) -> bool:
    """Tell whether two names are one: equal, or the one's last word ends the other."""
    one, other = plain_fold(gold).removeprefix("the "), plain_fold(got).removeprefix("the ")
    return one == other or one.split()[-1:] == other.split()[-1:]


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    show = int(sys.argv[sys.argv.index("--errors") + 1]) if "--errors" in sys.argv else 0
    folders = [Path(argument) for argument in arguments if not argument.isdigit()] or [SHARED / "evaluation" / "train"]
    tally = Tally(_scorer())
    Cast.of("")  # the registry is read before the clock runs
    seconds, characters = 0.0, 0
    casts: dict[str, Cast] = {}
    for name, text, when, statements in _articles(folders):
        if name not in casts:
            begun = time.process_time()
            casts[name] = Cast.of(text, when=when)
            seconds += time.process_time() - begun
            characters += len(text)
        for item in statements:
            tally.add(name[:20], text, casts[name], item)
    for lines in (tally.missed, tally.wrong):
        for line in lines[:: max(1, len(lines) // show)] if show else ():
            print(line)
    tally.show()
    per_page = 1000 * seconds / (characters / 5000)
    print(f"speed {characters / seconds / 1000:.0f} characters/ms, {per_page:.2f} ms per 5,000 characters")


class Tally:
    """Right answers by question and kind of mention, and lines that tell the wrong ones."""

    def __init__(self, score: Any) -> None:
        self.score = score
        self.hits: dict[str, Counter[bool]] = defaultdict(Counter)
        self.missed: list[str] = []
        self.wrong: list[str] = []

    def add(self, name: str, text: str, cast: Cast, item: dict[str, Any]) -> None:
        """Ask the three questions of one gold statement."""
        got = cast.resolve_within(item["start"], item["end"])
        if not item["parties"]:
            self.hits["unknown kept unknown"][not got.parties] += 1
            return
        if not self._count("within", item, got):
            self.wrong.append(self._line(name, text, item, got, (item["start"], item["end"])))
        self.hits["near: parties"][_named(cast, item, self.score)] += 1
        words = _words(text, item)
        if words is not None:
            told = cast.resolve(*words)
            if not self._count("words", item, told):
                self.missed.append(self._line(name, text, item, told, (max(0, words[0] - 150), words[1] + 90)))

    def _count(self, label: str, item: dict[str, Any], got: Resolution) -> bool:
        """Count one answer, in all and by the kind of mention it rests on."""
        right = bool(self.score.jaccard(item["parties"], got.parties) >= 0.5)
        self.hits[f"{label}: parties"][right] += 1
        self.hits[f"{label}: parties, by {got.kind or 'nothing'}"][right] += 1
        if right and item["actor"] and got.actor is not None:
            same = _same_name(item["actor"], got.actor.name)
            self.hits[f"{label}: actor, where the parties are right"][same] += 1
        return right

    @staticmethod
    def _line(name: str, text: str, item: dict[str, Any], got: Resolution, run: tuple[int, int]) -> str:
        """Tell one wrong answer."""
        said = text[slice(*got.anchor)] if got.kind else ""
        return (
            f"{name:20} gold {item['actor']!r} {item['parties']} got {got.parties} by {got.rule} on {said!r}: "
            f"{text[slice(*run)][:330]!r}"
        )

    def show(self) -> None:
        """Print all shares."""
        for key in sorted(self.hits):
            right, total = self.hits[key][True], sum(self.hits[key].values())
            print(f"{key:44} {right:5}/{total:<5} {right / total:.3f}")


def _words(text: str, item: dict[str, Any]) -> tuple[int, int] | None:
    """Find the words that name the gold actor in the quote: the whole name, else its last word."""
    quote, actor = text[item["start"] : item["end"]], item["actor"] or ""
    for wanted in (actor, actor.split()[-1] if actor.split() else ""):
        at = quote.find(wanted) if len(wanted) > 2 else -1
        if at >= 0:
            return item["start"] + at, item["start"] + at + len(wanted)
    return None


def _named(cast: Cast, item: dict[str, Any], score: Any) -> bool:
    """Tell whether some mention in the quote or the paragraph before resolves to the gold parties."""
    for mention in cast.mentions:
        if mention.end <= item["start"] - 400 or mention.start >= item["end"]:
            continue
        if mention.actor is None:
            continue
        got = cast.resolve(mention.start, mention.end)
        if score.jaccard(item["parties"], got.parties) >= 0.5:
            return True
    return False


if __name__ == "__main__":
    main()
