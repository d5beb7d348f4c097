"""Turns gold annotations into readings and holdings, so that rooms above the reader can be built and tested on them.

Gold content is a paraphrase; a reading carries the source's own words.  So `content` here is the run of at most
25 words of the quote that shares most with the paraphrase.  Nothing is copied from the texts into the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.record import (
    Act,
    Actor,
    ActorKind,
    Anchor,
    Condition,
    ConditionKind,
    Duration,
    Holdings,
    Issue,
    Meeting,
    MeetingLevel,
    MeetingState,
    Modality,
    Quantity,
    Reading,
    Source,
    Stated,
    Statement,
    digest,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEDS = SHARED / "seeds"
ARTICLES = SHARED / "evaluation" / "articles"
TRAIN = SHARED / "evaluation" / "train"
UNLABELLED = SHARED / "evaluation" / "unlabelled"
TRAINING = Path(__file__).resolve().parents[1] / "training"

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_LEVELS = {
    "leaders": MeetingLevel.LEADERS,
    "foreign ministers": MeetingLevel.MINISTERS,
    "defence chiefs": MeetingLevel.MILITARY,
    "national security advisers": MeetingLevel.ADVISERS,
    "delegations": MeetingLevel.DELEGATIONS,
    "teams": MeetingLevel.DELEGATIONS,
}
_STATES = {
    "held": MeetingState.HELD,
    "planned": MeetingState.PLANNED,
    "expected": MeetingState.PLANNED,
    "possible": MeetingState.POSSIBLE,
    "cancelled": MeetingState.CANCELLED,
    "postponed": MeetingState.POSTPONED,
}
_STATE_WORDS = {"cancelled": {"longer", "round", "scheduled"}, "held": {"met", "sides", "following"}}
_KIND_WORDS = (
    ("ceasefire", ConditionKind.CEASEFIRE),
    ("referendum", ConditionKind.REFERENDUM),
    ("ratif", ConditionKind.RATIFICATION),
    ("congress", ConditionKind.RATIFICATION),
    ("consent", ConditionKind.CONSENT),
    ("withdraw", ConditionKind.WITHDRAWAL),
    ("meeting", ConditionKind.LEADERS_MEETING),
    ("verif", ConditionKind.VERIFICATION),
    ("sanction", ConditionKind.SANCTIONS_STEP),
)


def gold_path(folder: Path, name: str) -> Path:
    """Give a gold file, or skip the test with a reason where the evaluation texts are absent."""
    path = folder / f"{name}.gold.json"
    if not path.is_file():
        pytest.skip(f"the evaluation texts are not here: {path}")
    return path


def seed_holdings(reader: str = "a") -> Holdings:
    """Give both seed documents as one record, as one annotation pass read them."""
    paths = [gold_path(SEEDS, name) for name in ("istanbul-2022", "paris-2026")]
    return holdings_from_gold(paths, name="seeds", reader=reader)


def holdings_from_gold(paths: Iterable[Path], *, name: str, reader: str = "a") -> Holdings:
    """Give the holdings of several gold files."""
    return holdings_of([reading_from_gold(path, reader=reader) for path in paths], name=name)


def holdings_of(readings: Sequence[Reading], *, name: str) -> Holdings:
    """Join readings into holdings, in order of document."""
    return Holdings(
        name=name,
        sources=tuple(reading.source for reading in readings),
        statements=tuple(statement for reading in readings for statement in reading.statements),
        meetings=tuple(meeting for reading in readings for meeting in reading.meetings),
        failures=tuple(failure for reading in readings for failure in reading.failures),
    )


def reading_from_gold(path: Path, *, reader: str = "a") -> Reading:
    """Turn one gold file with the text beside it into a reading."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text_path = text_of(path, corpus=gold.get("corpus"))
    with text_path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    return reading_of(gold, text, text_path, reader=reader)


def reading_of(gold: dict[str, Any], text: str, text_path: Path, *, reader: str = "a") -> Reading:
    """Turn what a gold file holds, with its text, into a reading."""
    source = _source(gold, text, text_path)
    items = gold["readers"][reader] if "readers" in gold else gold["statements"]
    statements = [_statement(item, source, text) for item in items]
    meetings = [_meeting(item, source, text) for item in gold.get("meetings", ()) if "status" in item]
    return Reading(
        source=source,
        reader=f"gold-{reader}",
        statements=tuple(sorted(statements, key=lambda one: (one.start, one.end, one.id))),
        meetings=tuple(found for found in meetings if found is not None),
    )


def text_of(path: Path, *, corpus: str | None = None) -> Path:
    """Give the text that a gold file annotates: beside it, or where the training keeps texts of that corpus."""
    name = path.name.replace(".gold.json", ".txt")
    if path.parent.parent != TRAINING:
        return path.with_name(name)
    return (TRAINING / "cache" / "polnear" / "train" / "text" if corpus == "polnear" else UNLABELLED) / name


def _source(gold: dict[str, Any], text: str, path: Path) -> Source:
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return Source(
        sha256=gold["sha256"],
        address=str(path),
        characters=len(text),
        title=Stated(value=title, rule="first line"),
        published=Stated(value=gold["published"], rule="gold") if gold.get("published") else None,
        language=Stated(value=gold.get("language", "en"), rule="gold"),
    )


def _statement(item: dict[str, Any], source: Source, text: str) -> Statement:
    start, end = item["start"], item["end"]
    quote = text[start:end]
    conditions = tuple(_condition(words, quote, start) for words in item["conditions"])
    guarantors = tuple(item["guarantors"])
    return Statement(
        id=digest(source.sha256, start, end, item["act"], item["actor"], item["content"]),
        document=source.address,
        sha256=source.sha256,
        start=start,
        end=end,
        quote=quote,
        actor=item["actor"],
        parties=tuple(item["parties"]),
        source=item["source"],
        addressee=item["addressee"],
        act=Act(item["act"]),
        issues=tuple(Issue(code) for code in item["issues"]),
        content=_own_words(item["content"], quote),
        conditions=conditions,
        duration=_duration(item["duration"], quote, start),
        guarantors=guarantors,
        in_exchange_for=item["in_exchange_for"],
        date=item["date"],
        quoted=bool(item["quoted"]),
        modality=_modality(item, quote),
        numbers=_numbers(quote, start),
        anchors=_anchors(guarantors, quote, start),
        entities=_entities(item),
    )


def _own_words(paraphrase: str, quote: str, most: int = 25) -> str:
    """Give the run of the quote's words that shares most stems with a paraphrase."""
    wanted = {word.lower()[:5] for word in _WORD.findall(paraphrase)}
    words = list(_WORD.finditer(quote))
    if not words:
        return quote
    best, best_score = (0, min(most, len(words)) - 1), -1.0
    for first in range(len(words)):
        hits: set[str] = set()
        for last in range(first, min(first + most, len(words))):
            stem = words[last].group().lower()[:5]
            if stem in wanted:
                hits.add(stem)
            score = len(hits) - 0.01 * (last - first)
            if score > best_score:
                best, best_score = (first, last), score
    return quote[words[best[0]].start() : words[best[1]].end()]


def _condition(words: str, quote: str, start: int) -> Condition:
    found = _own_words(words, quote, most=8)
    at = quote.find(found)
    kind = next((kind for stem, kind in _KIND_WORDS if stem in words.lower()), ConditionKind.OTHER)
    return Condition(text=found, kind=kind, start=start + at, end=start + at + len(found))


def _duration(value: str | None, quote: str, start: int) -> Duration | None:
    if value is None:
        return None
    match = re.search(r"\d+[- ](?:year|month|week|day|hour)s?", quote)
    years = re.search(r"\d+", value)
    iso = value if value.startswith("P") else f"P{years.group()}Y" if years and "year" in value else ""
    if match is None or not iso:
        return None
    return Duration(iso=iso, text=match.group(), start=start + match.start(), end=start + match.end())


def _numbers(quote: str, start: int) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(
            value=float(match.group(1)),
            unit=match.group(2),
            comparator="=",
            text=match.group(),
            start=start + match.start(),
            end=start + match.end(),
        )
        for match in re.finditer(r"\b(\d{1,6})[- ](year|month|week|day|hour|countr|troop|leader)\w*", quote)
    )


def _anchors(guarantors: Sequence[str], quote: str, start: int) -> tuple[Anchor, ...]:
    spellings = {"United Kingdom": "Britain"}
    found: list[Anchor] = []
    for number, name in enumerate(guarantors):
        shown = name if name in quote else spellings.get(name, name)
        at = quote.find(shown)
        if at >= 0:
            place = {"start": start + at, "end": start + at + len(shown)}
            found.append(Anchor(field=f"guarantors.{number}", exact=shown, value=name, **place))
    return tuple(found)


def _entities(item: dict[str, Any]) -> tuple[Actor, ...]:
    name = item["actor"]
    if not name:
        return ()
    party = item["parties"][0] if item["parties"] else None
    person = name not in item["parties"] and name[:1].isupper() and len(name.split()) == 2
    kind = ActorKind.PERSON if person else ActorKind.UNKNOWN
    return (Actor(id=f"name:{name.lower()}", name=name, kind=kind, party=party),)


def _modality(item: dict[str, Any], quote: str) -> Modality:
    lowered = quote.lower()
    if item["act"] == "deny":
        return Modality.DENIED
    if item["conditions"]:
        return Modality.CONDITIONAL
    if re.search(r"\b(could|may|might|potential|possible)\b", lowered):
        return Modality.HEDGED
    if item["source"]:
        return Modality.REPORTED
    return Modality.STATED


def _meeting(item: dict[str, Any], source: Source, text: str) -> Meeting | None:
    told = " ".join(item.get(key) or "" for key in ("place", "level", "status", "date"))
    wanted = {word.lower() for word in _WORD.findall(told)} | _STATE_WORDS.get(item["status"], set())
    best: tuple[int, re.Match[str]] | None = None
    for sentence in re.finditer(r"[^\n.]+(?:\.(?!\s)[^\n.]*)*\.?", text):
        if "meet" not in sentence.group() and "talks" not in sentence.group():
            continue
        score = sum(word.lower() in wanted for word in _WORD.findall(sentence.group()))
        if best is None or score > best[0]:
            best = (score, sentence)
    if best is None:
        return None
    start, end = best[1].start(), best[1].end()
    date = item["date"] if item["date"] and re.fullmatch(r"\d{4}-\d\d-\d\d", item["date"]) else None
    return Meeting(
        id=digest(source.sha256, "meeting", item["level"], item["status"], item.get("date")),
        document=source.address,
        sha256=source.sha256,
        start=start,
        end=end,
        quote=text[start:end],
        name=f"meeting of {item['level']}",
        level=_LEVELS.get(item["level"], MeetingLevel.UNKNOWN),
        state=_STATES[item["status"]],
        venue=item.get("venue") or item.get("place"),
        date=date,
        participants=tuple(item["parties"]),
    )
