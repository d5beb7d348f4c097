"""The plain alternative: a linear-chain CRF for attributions, measured on PolNeAR dev by the same scorer.

    python training/crf.py [--articles 840] [--limit 84]

Needs python-crfsuite.  Three taggers, one a role, each over the words of a paragraph: first the cue, then source and
content with the cue that was read as a feature (in training, read by a tagger that had not seen the article).  A
distance rule links: a content goes to the nearest cue of its paragraph, a cue to the nearest source.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pycrfsuite

from corpora import SHARED, Article, polnear
from measure import as_roles, scorer

WORD = re.compile(r"\w+(?:[’'](?:s|t|re|ve|ll|d|m)\b)?|[^\w\s]")
ROUNDS = 12
RARE = 3
NEAR = (-3, -2, -1, 1, 2, 3)
TAGS = ("O", "B", "I")


@dataclass(slots=True)
class Paragraph:
    """The words of one paragraph with their places, gold tags by role, and the cue as read."""

    places: list[tuple[int, int]]
    words: list[str]
    gold: dict[str, list[str]] = field(default_factory=dict)
    cue: list[str] = field(default_factory=list)


def paragraphs(article: Article) -> list[Paragraph]:
    """Cut an article into paragraphs of words, with gold tags."""
    found = []
    spans = {
        role: sorted(span for a in article.attributions or () for span in getattr(a, role))
        for role in ("source", "cue", "content")
    }
    for line in re.finditer(r"[^\n]+", article.text):
        places = [m.span() for m in WORD.finditer(article.text, *line.span())]
        if not places:
            continue
        part = Paragraph(places, [article.text[a:b] for a, b in places])
        part.gold = {role: tagged(places, spans[role]) for role in spans}
        found.append(part)
    return found


def tagged(places: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> list[str]:
    """Tag words by the spans that they lie in."""
    tags = ["O"] * len(places)
    for a, b in spans:
        inside = [at for at, (low, high) in enumerate(places) if low < b and high > a]
        for rank, at in enumerate(inside):
            tags[at] = "B" if rank == 0 else "I"
    return tags


def shape(word: str) -> str:
    """Give what a word looks like."""
    if word.isupper() and len(word) > 1:
        return "UPPER"
    if word[:1].isupper():
        return "Title"
    return "digit" if word.isdigit() else ("lower" if word.isalpha() else word)


def features(part: Paragraph, cue_words: dict[str, str], *, with_cue: bool) -> list[list[str]]:
    """Give the features of each word of a paragraph."""
    low = [word.lower() for word in part.words]
    shapes = [shape(word) for word in part.words]
    open_mark, states = False, []
    for word in part.words:
        if word in '“”"':
            open_mark = word == "“" or (word == '"' and not open_mark)
        states.append("q" if open_mark else "n")
    telling = [at for at, word in enumerate(low) if cue_words.get(word) in {"often", "mostly"}]
    cues = [at for at, tag in enumerate(part.cue) if tag != "O"] if with_cue else []
    rows = []
    for at, word in enumerate(low):
        row = [f"w={word}", f"s={shapes[at]}", f"e={word[-3:]}", f"q={states[at]}", f"c={cue_words.get(word, '-')}"]
        for step in NEAR:
            inside = 0 <= at + step < len(low)
            row.append(f"w{step}={low[at + step] if inside else '^'}")
            if abs(step) < 3:
                row.append(f"s{step}={shapes[at + step] if inside else '^'}")
        row.append(f"w-1w={low[at - 1] if at else '^'} {word}")
        row += [f"t{side}" for side in distances(at, telling)]
        if with_cue:
            row += [f"k{side}" for side in distances(at, cues)]
            row.append(f"k={part.cue[at]}q={states[at]}")
        rows.append(row)
    return rows


def distances(at: int, marks: Sequence[int]) -> list[str]:
    """Tell how far the nearest marked words to the left and right are, in steps."""
    left = max((m for m in marks if m < at), default=None)
    right = min((m for m in marks if m > at), default=None)
    steps = lambda gap: "1" if gap == 1 else "2-3" if gap < 4 else "4-9" if gap < 10 else "10-24" if gap < 25 else "far"  # noqa: E731 - a table
    return [
        f"<{steps(at - left)}" if left is not None else "<none",
        f">{steps(right - at)}" if right is not None else ">none",
    ]


def cue_list(parts: Iterable[Paragraph]) -> dict[str, str]:
    """Tell of each word that occurs in cues how often it is one."""
    seen: Counter[str] = Counter()
    cue: Counter[str] = Counter()
    for part in parts:
        for word, tag in zip(part.words, part.gold["cue"], strict=True):
            seen[word.lower()] += 1
            cue[word.lower()] += tag != "O"
    table = {}
    for word, count in cue.items():
        if count >= RARE:
            share = count / seen[word]
            table[word] = "mostly" if share > 0.5 else "often" if share > 0.2 else "rarely"
    return table


def train(parts: Sequence[Paragraph], role: str, cue_words: dict[str, str], path: Path) -> pycrfsuite.Tagger:
    """Train one tagger with averaged perceptron and open it."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"feature.minfreq": RARE, "max_iterations": ROUNDS})
    for part in parts:
        trainer.append(features(part, cue_words, with_cue=role != "cue"), part.gold[role])
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def runs(part: Paragraph, tags: Sequence[str]) -> list[tuple[int, int]]:
    """Join tagged words into spans."""
    found: list[tuple[int, int]] = []
    before = "O"
    for (a, b), tag in zip(part.places, tags, strict=True):
        if tag == "B" or (tag == "I" and before == "O"):
            found.append((a, b))
        elif tag == "I":
            found[-1] = (found[-1][0], b)
        before = tag
    return found


def gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Give the code points between two spans."""
    return max(other[0] - one[1], one[0] - other[1], 0)


def linked(
    source: list[tuple[int, int]], cue: list[tuple[int, int]], content: list[tuple[int, int]]
) -> list[dict[str, list[tuple[int, int]]]]:
    """Link the spans of one paragraph by distance."""
    by_cue: dict[tuple[int, int] | None, list[tuple[int, int]]] = {}
    for span in content:
        by_cue.setdefault(min(cue, key=lambda c: gap(c, span), default=None), []).append(span)
    found = []
    for key, spans in by_cue.items():
        anchor = key or spans[0]
        nearest = min(source, key=lambda s: gap(s, anchor), default=None)
        found.append({"source": [nearest] if nearest else [], "cue": [key] if key else [], "content": spans})
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--articles", type=int, default=840, help="how many articles to train on")
    ap.add_argument("--limit", type=int, help="how many development articles to measure on")
    args = ap.parse_args()
    folder = Path(tempfile.mkdtemp())
    docs = [paragraphs(a) for a in polnear("train")[: args.articles]]
    parts = [part for doc in docs for part in doc]
    words = cue_list(parts)
    began = time.process_time()
    halves = ([p for d in docs[0::2] for p in d], [p for d in docs[1::2] for p in d])
    for which, half in enumerate(halves):
        tagger = train(halves[1 - which], "cue", words, folder / f"half-{which}")
        for part in half:
            part.cue = tagger.tag(features(part, words, with_cue=False))
    taggers = {role: train(parts, role, words, folder / role) for role in ("cue", "source", "content")}
    print(f"trained in {time.process_time() - began:.0f} CPU seconds; models {sizes(folder):.1f} MB", flush=True)
    articles = polnear("dev")[: args.limit]
    began, preds = time.process_time(), []
    for article in articles:
        read = []
        for part in paragraphs(article):
            part.cue = taggers["cue"].tag(features(part, words, with_cue=False))
            row = features(part, words, with_cue=True)
            read += linked(
                runs(part, taggers["source"].tag(row)),
                runs(part, part.cue),
                runs(part, taggers["content"].tag(row)),
            )
        preds.append(read)
    print(f"{(time.process_time() - began) * 1000 / len(articles):.0f} CPU seconds for 1,000 articles")
    gold = [{"text": a.text, "attrs": [as_roles(x) for x in a.attributions or ()]} for a in articles]
    for name, (p, r, f) in scorer(SHARED / "polnear" / "polnear_score.py").score(gold, preds).items():
        print(f"polnear dev {name:14} P {p:5.1f} R {r:5.1f} F {f:5.1f}")


def sizes(folder: Path) -> float:
    """Give the size of the three taggers in MB."""
    return sum((folder / role).stat().st_size for role in ("cue", "source", "content")) / 1e6


if __name__ == "__main__":
    main()
