"""The training articles written for the project: inline markup to text and statements with exact offsets.

A file opens with `# process: …` and `# published: YYYY-MM-DD`, then a blank line, then the article.
A statement stands as

    ⟦act | issue,issue | actor=Name | parties=A; B | to=… | cond=…; … | dur=P15Y⟧its words⟦/⟧

and statements may nest.  What is left when the markup is taken out is the article; offsets are code points
into that.  A file without statements is a negative example: an article that bears on no negotiation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.record import Act, Issue

FOLDER = Path(__file__).resolve().parent / "written"

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_KEYS = {
    "actor": "actor",
    "parties": "parties",
    "source": "source",
    "to": "addressee",
    "cond": "conditions",
    "dur": "duration",
    "guar": "guarantors",
    "for": "in_exchange_for",
}
_LISTS = frozenset({"parties", "conditions", "guarantors"})
_ISO_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{3,}|[^“”\"«»„]{3,}[”\"»]")
_CONTENT_WORDS = 25


class WrittenError(DragomanError):
    """A written article breaks the markup's rules."""


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """One article with its statements, in the shape that the annotated corpus has."""

    name: str
    text: str
    process: str
    published: str
    statements: tuple[dict[str, object], ...]


@dataclass(slots=True)
class _Scan:
    """Where the reading of one file stands."""

    where: str
    raw: str
    text: str = ""
    open: list[tuple[int, int, dict[str, object]]] = field(default_factory=list)  # place in raw, start, fields
    done: list[dict[str, object]] = field(default_factory=list)

    def fail(self, place: int, problem: str, remedy: str = "") -> WrittenError:
        """Give the error for a place in the file, with its line."""
        line = self.raw.count("\n", 0, place) + 1
        return WrittenError(problem, item=f"{self.where}:{line}", remedy=remedy)


def articles(folder: Path = FOLDER) -> list[WrittenArticle]:
    """Load every written article, in the order of their names.

    Raises:
        WrittenError: If a file breaks the markup's rules.
    """
    return [parsed(path.stem, path.read_bytes().decode("utf-8")) for path in sorted(folder.glob("*.txt"))]


def parsed(name: str, raw: str) -> WrittenArticle:
    """Read one file's text.

    Args:
        name: What errors call the file.
        raw: Its text, with head and markup.

    Raises:
        WrittenError: At the first line that breaks the rules.
    """
    scan = _Scan(name, raw)
    head, body = _head(scan)
    at = body
    for mark in _MARK.finditer(raw, body):
        scan.text += raw[at : mark.start()]
        at = mark.end()
        if mark[1].strip() == "/":
            _close(scan, mark.start())
        else:
            scan.open.append((mark.start(), len(scan.text), _fields(scan, mark)))
    scan.text += raw[at:]
    if scan.open:
        raise scan.fail(scan.open[-1][0], "a statement is never closed", "Put ⟦/⟧ after its words.")
    stray = re.search(r"[⟦⟧]", scan.text)
    if stray:
        raise scan.fail(max(raw.find(stray[0], body), 0), "a bracket has no partner", "Balance ⟦ and ⟧.")
    if not scan.text.strip():
        raise scan.fail(0, "there is no article", "Write its text below the head and a blank line.")
    order = sorted(scan.done, key=lambda s: (int(str(s["start"])), -int(str(s["end"]))))
    return WrittenArticle(name, scan.text, head["process"], head["published"], tuple(order))


def _head(scan: _Scan) -> tuple[dict[str, str], int]:
    """Read the two head lines; give them with the place where the article starts."""
    found = re.match(r"# process: (\S[^\n]*)\n# published: (\S[^\n]*)\n\n", scan.raw)
    if not found:
        raise scan.fail(0, "the head is missing", "Start with '# process: …', '# published: YYYY-MM-DD', a blank line.")
    try:
        date.fromisoformat(found[2])
    except ValueError as error:
        raise scan.fail(found.start(2), f"{found[2]!r} is not a date", "Write YYYY-MM-DD.") from error
    return {"process": found[1].strip(), "published": found[2]}, found.end()


def _close(scan: _Scan, place: int) -> None:
    """Finish the innermost open statement."""
    if not scan.open:
        raise scan.fail(place, "nothing is open here", "Take this ⟦/⟧ out.")
    opened, start, fields = scan.open.pop()
    quote = scan.text[start:]
    if not quote or quote != quote.strip():
        raise scan.fail(opened, "the words start or end with a blank, or are none", "Set the marks close to the words.")
    span = {"start": start, "end": len(scan.text)}
    if any((s["start"], s["end"]) == (span["start"], span["end"]) for s in scan.done):
        raise scan.fail(opened, "two statements share one span", "Give each its own clause, or make them one.")
    words = quote.split()
    made = {"content": " ".join(words[:_CONTENT_WORDS]), "date": None, "quoted": bool(_QUOTED.search(quote))}
    scan.done.append(span | fields | made)


def _fields(scan: _Scan, mark: re.Match[str]) -> dict[str, object]:
    """Read what stands in an opening mark."""
    act, *rest = (part.strip() for part in mark[1].split("|"))
    if act not in set(Act):
        raise scan.fail(mark.start(), f"{act!r} is no act", f"One of: {', '.join(Act)}.")
    codes = [code.strip() for code in rest[0].split(",")] if rest else []
    bad = [code for code in codes if code not in set(Issue)]
    if bad or not 1 <= len(codes) <= 3 or len(set(codes)) < len(codes):
        raise scan.fail(
            mark.start(), f"issues are one to three different codes, not {codes}", f"Of: {', '.join(Issue)}."
        )
    fields: dict[str, object] = {name: [] if name in _LISTS else None for name in _KEYS.values()}
    fields |= {"act": act, "issues": codes}
    seen: set[str] = set()
    for part in rest[1:]:
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or key not in _KEYS or key in seen:
            raise scan.fail(mark.start(), f"{part!r} is unknown or said twice", f"Keys: {', '.join(_KEYS)}.")
        seen.add(key)
        fields[_KEYS[key]] = _value(scan, mark.start(), _KEYS[key], value)
    if not seen >= {"actor", "parties"}:
        raise scan.fail(mark.start(), "actor= and parties= are needed", "An unknown one is left empty: parties=.")
    return fields


def _value(scan: _Scan, place: int, name: str, value: str) -> object:
    """Read one value: a list, or words, or None where nothing stands."""
    if name in _LISTS:
        return [item.strip() for item in value.split(";") if item.strip()]
    if name == "duration" and re.match(r"P[\dT]", value) and not _ISO_DURATION.fullmatch(value):
        raise scan.fail(place, f"{value!r} is not an ISO 8601 duration", "Write P15Y, P60D, PT72H or words.")
    return value or None


def main() -> None:
    """Print how many articles and statements there are, by act and by issue."""
    found = articles()
    statements = [statement for article in found for statement in article.statements]
    empty = sum(not article.statements for article in found)
    print(f"{len(found)} articles ({empty} without statements), {len(statements)} statements")
    acts = Counter(str(statement["act"]) for statement in statements)
    issues = Counter(code for statement in statements for code in statement["issues"])  # type: ignore[attr-defined]
    for counts in (acts, issues):
        print("  ".join(f"{code} {count}" for code, count in counts.most_common()))
    for article in found:
        density = len(article.statements) / len(article.text) * 5000
        words = len(article.text.split())
        print(f"{article.name}: {words} words, {len(article.statements)} statements, {density:.0f} in 5,000 characters")


if __name__ == "__main__":
    main()
