"""Conditions that are clauses of their own: behind "if", "unless", "provided", "once", "until", and inverted ones."""

from __future__ import annotations

from dragoman.reading.terms.clauses import has_verb, opens_clause
from dragoman.reading.terms.condition_runs import CAUTION, Rule, Run, clause_of
from dragoman.reading.terms.lexicon import DETERMINERS, NEGATIONS, PRONOUNS, QUOTES, bag

_INDIRECT = bag(
    """surprised surprising care mind sorry as even what asked ask asks asking know knows knew see sees saw
    wonder wonders wondered wondering decide
    decides decided determine determines determined unclear uncertain sure doubt doubts doubted doubtful
    question questioned questions tell check learn matter unsure consider considering considered clear discuss
    discussed"""
)
_ASKING = bag("asked asking ask asks wondered wondering questioned even")
_IDLE_AFTER_IF = bag("only any anything ever not nothing anyone")
_INVERTED = bag("the any they he she it we this these those either both another")
_SUBJECTS_TOO = bag("any nothing anyone anything")
_PARTED = bag(", that said") | QUOTES
_HELD = CAUTION | bag("hold suspended frozen wait waiting delay delayed postponed postpone off paused")
_AHEAD = bag("will would shall should can could may might must to won't wouldn't can't couldn't")


def _if(run: Run, index: int) -> tuple[int, int] | None:
    """Read "if", unless it is concessive, indirect or idle."""
    words = run.words
    after = words.get(index + 1)
    if _is_indirect(run, index) or words.follows(index + 1, "at", "all") or words.follows(index + 1, "you", "like"):
        return None
    if _is_rhetorical(run, index):
        return None
    if after in _IDLE_AFTER_IF and not (after in _SUBJECTS_TOO and has_verb(words, index + 2, run.stop)):
        return None
    return clause_of(run, index, index + 1)


def _is_rhetorical(run: Run, index: int) -> bool:
    """Tell whether an "if" supposes what was not ("if they had …, it would have") or only argues ("…, it is wrong")."""
    words = run.words
    near = min(run.stop, index + 14)
    if words.find({"had"}, index + 1, near) >= 0:
        have = words.find({"have"}, run.first, run.stop)
        return have > run.first and bool({"would", "could", "might", "may"} & set(words.low[max(0, have - 2) : have]))
    return words.find({"ever"}, index + 1, near) >= 0 or words.find({"wrong", "mistaken"}, index + 3, run.stop) >= 0


def _is_indirect(run: Run, index: int) -> bool:
    """Tell whether an "if" means "whether", or belongs to "even if", "as if"."""
    words = run.words
    before = words.get(index - 1) if index > run.first else ""
    asked = words.rfind(_ASKING, max(run.first, index - 9), index)
    if before in _INDIRECT or (asked >= 0 and words.find(_PARTED, asked, index) < 0):
        return True
    if before == "or" and words.rfind({"if", "whether"}, run.first, index) >= 0:
        return words.rfind(_INDIRECT, run.first, index) >= 0
    return before in {"say", "said"} and words.get(index - 2) in NEGATIONS


def _unless(run: Run, index: int) -> tuple[int, int] | None:
    """Read "unless" and "unless and until"."""
    begin = index + 3 if run.words.follows(index + 1, "and", "until") else index + 1
    return clause_of(run, index, begin)


def _provided(run: Run, index: int) -> tuple[int, int] | None:
    """Read "provided (that)", not the verb: a clause follows, with its own finite verb."""
    words = run.words
    after = words.get(index + 1)
    if after == "that":
        return clause_of(run, index, index + 2)
    if words.low[index] == "providing":
        return None
    if words.get(index - 1) not in {",", "only"} and not opens_clause(words, index, run.first):
        return None
    if after not in PRONOUNS and after not in DETERMINERS and not words.capital(index + 1):
        return None
    return clause_of(run, index, index + 1) if has_verb(words, index + 2, run.stop) else None


def _as(run: Run, index: int) -> tuple[int, int] | None:
    """Read "as long as" and "so long as", unless a length of time follows."""
    words = run.words
    if not words.follows(index + 1, "long", "as") or words.get(index - 1) in {"exactly", "lasts", "last", "just"}:
        return None
    if words.get(index + 3)[:1].isdecimal() or (
        words.get(index + 3) in {"a", "possible", "necessary", "it"}
        and (not has_verb(words, index + 4, run.stop) or words.follows(index + 3, "it", "takes"))
    ):
        return None
    return clause_of(run, index, index + 3)


def _on(run: Run, index: int) -> tuple[int, int] | None:
    """Read "on (the) condition (that)" and "on the understanding that"; never "on condition of anonymity"."""
    words = run.words
    at = index + 2 if words.get(index + 1) == "the" else index + 1
    if words.get(at) == "understanding" and words.get(at + 1) == "that":
        return clause_of(run, index, at + 2)
    if words.get(at) != "condition" or words.get(at + 1) == "of":
        return None
    return clause_of(run, index, at + 2 if words.get(at + 1) == "that" else at + 1)


def _in(run: Run, index: int) -> tuple[int, int] | None:
    """Read "in the event of/that", "in case (of)"."""
    words = run.words
    at = index + 2 if words.get(index + 1) == "the" else index + 1
    if words.get(at) not in {"event", "case"} or (
        at == index + 2 and words.get(at) == "case" and words.get(at + 1) != "of"
    ):
        return None
    if words.get(at + 1) in {"of", "that"}:
        return clause_of(run, index, at + 2)
    if words.get(at) == "case" and at == index + 1 and has_verb(words, at + 1, run.stop):
        return clause_of(run, index, at + 1)
    return None


def _once(run: Run, index: int) -> tuple[int, int] | None:
    """Read "once" before a clause that looks ahead; "once again", "at once" and plain past are none."""
    words = run.words
    before, after = words.get(index - 1), words.get(index + 1)
    if before in {"at", "than", "the", "a", "was", "were", "had", "has", "who", "which"} or words.joined(index + 1):
        return None
    if after in {"again", "more", "a", "in", "every", "per", "and", "said", "had", "an"} and not (
        after in {"a", "an"} and has_verb(words, index + 2, min(run.stop, index + 12))
    ):
        return None
    if not (
        after in DETERMINERS or after in PRONOUNS or words.capital(index + 1) or has_verb(words, index + 2, index + 7)
    ):
        return None
    if words.find(_AHEAD, run.first, run.stop) < 0 and before != "only":
        return None
    return clause_of(run, index, index + 1)


def _until(run: Run, index: int) -> tuple[int, int] | None:
    """Read "until" where it holds something back: "will not … until", "and until that happens, …"."""
    words = run.words
    if words.get(index - 1) == "unless" or words.follows(index - 2, "unless", "and"):
        return None
    held = words.rfind(_HELD, max(run.first, index - 25), index)
    leading = opens_clause(words, index, run.first) and has_verb(words, index + 1, run.stop)
    if held < 0 and not leading:
        return None
    begin = index + 2 if words.get(index + 1) == "after" else index + 1
    return clause_of(run, index, begin)


def _when(run: Run, index: int) -> tuple[int, int] | None:
    """Read "when" only where it holds something back: "only when", "possible when", "if and when"."""
    words = run.words
    held = words.rfind({"only", "possible", "until"}, max(run.first, index - 10), index)
    if held < 0 or words.find({",", "."}, held, index) >= 0:
        return None
    return clause_of(run, index, index + 1)


def _assuming(run: Run, index: int) -> tuple[int, int] | None:
    """Read "assuming (that)" before a clause of its own."""
    if not has_verb(run.words, index + 2, run.stop) or (
        not opens_clause(run.words, index, run.first) and run.words.get(index - 1) != ","
    ):
        return None
    return clause_of(run, index, index + 2 if run.words.get(index + 1) == "that" else index + 1)


def _should(run: Run, index: int) -> tuple[int, int] | None:
    """Read the inverted "should the talks fail"; a question is none."""
    words = run.words
    after = words.get(index + 1)
    if words.get(run.stop - 1) == "?" or words.find({"?"}, index, run.stop) >= 0:
        return None
    subject = after in _INVERTED
    if not subject and not (words.capital(index + 1) and not words.capital(index - 1)):
        return None
    if words.get(index - 1) in {"what", "why", "how", "where", "who", "when", "which"}:
        return None
    return clause_of(run, index, index + 1)


def _were(run: Run, index: int) -> tuple[int, int] | None:
    """Read the inverted "were Israel to reduce …"."""
    words = run.words
    if index > run.first and words.get(index - 1) not in {",", "that", "and", "but"} | QUOTES:
        return None
    after = words.get(index + 1)
    if not words.capital(index + 1) and after not in {"the", "any", "they", "it", "he", "she", "we", "this", "such"}:
        return None
    if words.find({"to"}, index + 2, min(run.stop, index + 7)) < 0:
        return None
    return clause_of(run, index, index + 1)


CLAUSE_RULES: dict[str, Rule] = {
    "if": _if,
    "unless": _unless,
    **dict.fromkeys(bag("provided providing"), _provided),
    **dict.fromkeys(bag("as so"), _as),
    "on": _on,
    "in": _in,
    "once": _once,
    **dict.fromkeys(bag("until till"), _until),
    "when": _when,
    "assuming": _assuming,
    "should": _should,
    "were": _were,
}
