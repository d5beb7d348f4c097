"""What must come first: the clause behind "if", "unless", "subject to", "only after" and their like.

The span is the clause itself, without its connective.  Concessive, indirect and rhetorical clauses
("even if", "asked if", "as if", "if only") and plain time ("when", "after", "until Tuesday") are no
conditions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.terms.clauses import clause_end, opens_clause
from dragoman.reading.terms.lexicon import DETERMINERS, FINITE, NEGATIONS, PRONOUNS, QUOTES, SAYING, bag
from dragoman.reading.terms.words import Words


@dataclass(frozen=True, slots=True)
class Found:
    """A condition's place in characters, with the token of its connective and the token after its last."""

    start: int
    end: int
    mark: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Run:
    """One sentence's part of a statement, as tokens."""

    words: Words
    first: int
    stop: int


_Rule = Callable[[_Run, int], tuple[int, int] | None]

_INDIRECT = bag(
    """as even what asked ask asks asking know knows knew see sees saw wonder wonders wondered wondering decide
    decides decided determine determines determined unclear uncertain sure doubt doubts doubted doubtful
    question questioned questions tell check learn matter unsure consider considering considered clear discuss
    discussed"""
)
_ASKING = bag("asked asking ask asks wondered wondering questioned even")
_IDLE_AFTER_IF = bag("only any anything ever not nothing anyone")
_MERELY_WITHOUT = bag(
    """saying giving elaborating specifying doubt delay mentioning naming providing revealing disclosing commenting
    explaining citing cause provocation warning precedent preconditions exception interruption result"""
)
_INVERTED = bag("the any they he she it we this these those either both another")
_BEFORE_AFTER = bag("until days weeks months hours years shortly soon day week look looks looked looking month hours")
_ENDING = bag(", will would can could may might must shall")
_SUBJECTS_TOO = bag("any nothing anyone anything")
_PARTED = bag(", that said") | QUOTES
_GLUE = frozenset("-/_=&@#")
_NEED = bag(
    """must need needs needed should has have had require requires required want wants wanted wanting demand
    demands demanded demanding insist insists insisted call calls called calling seek seeks sought expect
    expects"""
)
_REFUSING = bag("refuse refuses refused refusing reject rejects rejected unlikely impossible reluctant")
_CAUTION = NEGATIONS | _REFUSING
_HELD = _CAUTION | bag("hold suspended frozen wait waiting delay delayed postponed postpone off paused")
_AHEAD = bag("will would shall should can could may might must to won't wouldn't can't couldn't")
_OUTLOOK = bag("will would shall can may must won't wouldn't can't")
_HOLDING = _OUTLOOK | bag("cannot couldn't refuse refuses refused refusing reluctant unlikely impossible")
_STEPS = bag(
    """ceasefire cease truce referendum ratification approval verification withdrawal signing signature completion
    deal agreement settlement treaty consent vote release implementation lifting pullout end armistice halt
    cessation recognition disarmament denuclearization denuclearisation election elections"""
)
_THINGS_AFTER = (
    bag("the any a it they he talks negotiations peace nuclear there we further direct formal full") | _STEPS
)
_CONSENT = bag("consent approval agreement permission blessing authorisation authorization backing assent")
_REQUIRED = bag(
    """referendum plebiscite ratification approval consent vote amendment mandate endorsement authorisation
    authorization signature unanimity"""
)
_ENACTED = bag(
    """ratified approved endorsed authorised authorized confirmed voted signed verified accepted agreed put met
    sought"""
)


def conditions(words: Words, first: int, stop: int) -> list[Found]:
    """Give the conditions in a run of tokens of one sentence, in order, none inside another."""
    run = _Run(words, first, stop)
    found: list[Found] = []
    low = words.low
    for index in range(first, stop):
        rule = _RULES.get(low[index])
        if rule is None or (words.get(index - 1) in _GLUE and words.joined(index)) or _glued(words, index):
            continue
        span = rule(run, index)
        if span is None:
            continue
        begin, end = span
        if end <= begin or (found and begin < found[-1].stop):
            continue
        found.append(Found(words.starts[begin], words.ends[end - 1], index, end))
    return found


def _glued(words: Words, index: int) -> bool:
    """Tell whether a token is part of a compound or an address: "as-if", "stay-or-go"."""
    return words.get(index + 1) in _GLUE and words.joined(index + 1) and words.joined(index + 2)


def _clause(run: _Run, mark: int, begin: int) -> tuple[int, int] | None:
    """Give the clause that begins at a token, without edge marks."""
    if begin >= run.stop:
        return None
    end = clause_end(run.words, begin, run.stop, leading=opens_clause(run.words, mark, run.first))
    return _trim(run.words, begin, end)


def _trim(words: Words, begin: int, end: int) -> tuple[int, int] | None:
    """Drop marks at the edges of a run; None when nothing is left."""
    while begin < end and not words.low[begin][0].isalnum():
        begin += 1
    while end > begin and not words.low[end - 1][0].isalnum() and words.low[end - 1] not in {"%", ")"}:
        end -= 1
    return (begin, end) if end > begin else None


def _if(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "if", unless it is concessive, indirect or idle."""
    words = run.words
    after = words.get(index + 1)
    if _is_indirect(run, index) or words.follows(index + 1, "at", "all") or words.follows(index + 1, "you", "like"):
        return None
    if after in _IDLE_AFTER_IF and not (after in _SUBJECTS_TOO and _verbal(words, index + 2, run.stop)):
        return None
    return _clause(run, index, index + 1)


def _is_indirect(run: _Run, index: int) -> bool:
    """Tell whether an "if" means "whether", or belongs to "even if", "as if"."""
    words = run.words
    before = words.get(index - 1) if index > run.first else ""
    asked = words.rfind(_ASKING, max(run.first, index - 9), index)
    if before in _INDIRECT or (asked >= 0 and words.find(_PARTED, asked, index) < 0):
        return True
    if before == "or" and words.rfind({"if", "whether"}, run.first, index) >= 0:
        return words.rfind(_INDIRECT, run.first, index) >= 0
    return before in {"say", "said"} and words.get(index - 2) in NEGATIONS


def _unless(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "unless" and "unless and until"."""
    begin = index + 3 if run.words.follows(index + 1, "and", "until") else index + 1
    return _clause(run, index, begin)


def _provided(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "provided (that)", not the verb: a clause follows, with its own finite verb."""
    words = run.words
    after = words.get(index + 1)
    if after == "that":
        return _clause(run, index, index + 2)
    if words.low[index] == "providing":
        return None
    if words.get(index - 1) not in {",", "only"} and not opens_clause(words, index, run.first):
        return None
    if after not in PRONOUNS and after not in DETERMINERS and not words.capital(index + 1):
        return None
    return _clause(run, index, index + 1) if _verbal(words, index + 2, run.stop) else None


def _as(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "as long as" and "so long as", unless a length of time follows."""
    words = run.words
    if not words.follows(index + 1, "long", "as") or words.get(index - 1) in {"exactly", "lasts", "last", "just"}:
        return None
    if words.get(index + 3)[:1].isdecimal() or (
        words.get(index + 3) in {"a", "possible", "necessary", "it"}
        and (not _verbal(words, index + 4, run.stop) or words.follows(index + 3, "it", "takes"))
    ):
        return None
    return _clause(run, index, index + 3)


def _on(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "on (the) condition (that)" and "on the understanding that"; never "on condition of anonymity"."""
    words = run.words
    at = index + 2 if words.get(index + 1) == "the" else index + 1
    if words.get(at) == "understanding" and words.get(at + 1) == "that":
        return _clause(run, index, at + 2)
    if words.get(at) != "condition" or words.get(at + 1) == "of":
        return None
    return _clause(run, index, at + 2 if words.get(at + 1) == "that" else at + 1)


def _in(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "in the event of/that", "in case (of)"."""
    words = run.words
    at = index + 2 if words.get(index + 1) == "the" else index + 1
    if words.get(at) not in {"event", "case"} or (
        at == index + 2 and words.get(at) == "case" and words.get(at + 1) != "of"
    ):
        return None
    if words.get(at + 1) in {"of", "that"}:
        return _clause(run, index, at + 2)
    if words.get(at) == "case" and at == index + 1 and _verbal(words, at + 1, run.stop):
        return _clause(run, index, at + 1)
    return None


def _subject_to(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "subject to", "contingent on", "dependent upon", "conditioned on", "hinges on"."""
    words = run.words
    link = words.get(index + 1)
    if words.low[index] == "depending" and words.get(index - 1) in {"from", "of", "by", "stop"}:
        return None
    if words.low[index] == "subject":
        if link != "to" or (
            words.get(index + 2) in {"a", "an", "the", "sanctions"}
            and words.get(index - 1) in {"be", "been"}
            and (
                words.find(
                    {"sanctions", "attack", "attacks", "debate", "controversy"}, index + 2, min(run.stop, index + 5)
                )
                >= 0
            )
        ):
            return None
    elif link not in {"on", "upon"}:
        return None
    begin = index + 2
    if words.get(begin) in {"whether", "how", "what", "who"} and words.get(begin) != "whether":
        return _clause(run, begin, begin)
    return _clause(run, begin, begin)


def _once(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "once" before a clause that looks ahead; "once again", "at once" and plain past are none."""
    words = run.words
    before, after = words.get(index - 1), words.get(index + 1)
    if before in {"at", "than", "the", "a", "was", "were", "had", "has", "who", "which"} or words.joined(index + 1):
        return None
    if after in {"again", "more", "a", "in", "every", "per", "and", "said", "had", "an"} and not (
        after in {"a", "an"} and _verbal(words, index + 2, min(run.stop, index + 12))
    ):
        return None
    if not (
        after in DETERMINERS or after in PRONOUNS or words.capital(index + 1) or _verbal(words, index + 2, index + 7)
    ):
        return None
    if words.find(_AHEAD, run.first, run.stop) < 0 and before != "only":
        return None
    return _clause(run, index, index + 1)


def _until(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "until" where it holds something back: "will not … until", "and until that happens, …"."""
    words = run.words
    if words.get(index - 1) == "unless" or words.follows(index - 2, "unless", "and"):
        return None
    held = words.rfind(_HELD, max(run.first, index - 25), index)
    leading = opens_clause(words, index, run.first) and _verbal(words, index + 1, run.stop)
    if held < 0 and not leading:
        return None
    begin = index + 2 if words.get(index + 1) == "after" else index + 1
    return _clause(run, index, begin)


def _after(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "only after", and "after" or "following" a step of a process that still lies ahead."""
    words = run.words
    near = max(run.first, index - 10)
    only = words.rfind({"only"}, near, index)
    if only >= 0 and words.find({","}, only, index) < 0:
        return _clause(run, index, index + 1)
    if words.get(index - 1) in _BEFORE_AFTER:
        return None
    if words.find(_STEPS, index + 1, min(run.stop, index + 6)) < 0:
        return None
    leading = opens_clause(words, index, run.first)
    low, high = (index, run.stop) if leading else (run.first, index)
    return _clause(run, index, index + 1) if words.find(_OUTLOOK, low, high) >= 0 else None


def _within(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "within 135 days of a final deal": the step from which the time runs."""
    words = run.words
    link = words.find({"of", "after"}, index + 2, min(run.stop, index + 7))
    if link < 0 or words.find(_STEPS, link + 1, min(run.stop, link + 5)) < 0:
        return None
    return _phrase(run, link + 1)


def _when(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "when" only where it holds something back: "only when", "possible when", "if and when"."""
    words = run.words
    held = words.rfind({"only", "possible", "until"}, max(run.first, index - 10), index)
    if held < 0 or words.find({",", "."}, held, index) >= 0:
        return None
    return _clause(run, index, index + 1)


def _before(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "X must … before Y" (X comes first) and "not … before X"."""
    words = run.words
    back = max(run.first, index - 30)
    need = words.rfind(_NEED, back, index)
    if need >= 0 and words.get(index + 1) in _THINGS_AFTER and _closed(words, need, index):
        span = _needed_first(run, need, index)
        if span is not None:
            return span
    near = max(run.first, index - 12)
    held = words.rfind(_CAUTION, near, index) >= 0 and words.rfind(_HOLDING, near, index) >= 0
    step = words.find(_STEPS, index + 1, min(run.stop, index + 6)) >= 0
    return _clause(run, index, index + 1) if held and step else None


def _closed(words: Words, start: int, stop: int) -> bool:
    """Tell whether a run of tokens is one clause with its quotations closed."""
    run = words.low[start:stop]
    return ";" not in run and sum(word in QUOTES for word in run) % 2 == 0


def _needed_first(run: _Run, need: int, before: int) -> tuple[int, int] | None:
    """Give what "must", "wants" or "demanded" says must come before something."""
    words = run.words
    low = words.low
    if words.rfind(NEGATIONS, max(run.first, need - 2), need) >= 0:
        return None
    if low[need] in {"has", "have", "had", "called"} and words.get(need + 1) != "to":
        return None
    passive = words.get(need - 1) in {"been", "be", "was", "were", "is"} and low[need].endswith("ed")
    if passive or words.get(need + 1) == "be" or words.follows(need + 1, "to", "be"):
        # "These matters must be settled before …": the subject belongs to what comes first.
        opener = words.rfind({",", "that", "and", "but", ":"} | QUOTES | SAYING, run.first, need)
        begin = max(run.first, opener + 1)
        end = before
        if passive:
            end = need - 1
            while end > begin and low[end - 1] in FINITE:
                end -= 1
        return _trim(words, begin, end)
    begin = need + 1
    while words.get(begin) in {"to", "for", "on", "that", "first"}:
        begin += 1
    end = before - 2 if words.low[before - 2 : before] in (["a", "condition"], ["a", "precondition"]) else before
    return _trim(words, begin, end) if end - begin >= 2 else None


def _phrase(run: _Run, begin: int) -> tuple[int, int] | None:
    """Give a noun phrase that begins at a token: to the next comma or modal verb at the latest."""
    verb = run.words.find(_ENDING, begin, run.stop)
    end = clause_end(run.words, begin, run.stop if verb < 0 else verb, leading=False)
    return _trim(run.words, begin, end)


def _without(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "not … without X"."""
    words = run.words
    if words.rfind(_CAUTION | {"no"}, max(run.first, index - 25), index) < 0:
        return None
    if words.get(index + 1) in _MERELY_WITHOUT:
        return None
    return _phrase(run, index + 1)


def _with(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "with the consent of X" and its like; the span is the consent with whose it is."""
    words = run.words
    at = index + 2 if words.get(index + 1) in {"the", "prior", "explicit", "full"} else index + 1
    if words.get(at) in {"prior", "express", "explicit"}:
        at += 1
    if words.get(at) not in _CONSENT or words.get(at + 1) not in {"of", "from"}:
        return None
    return _phrase(run, index + 2 if words.get(index + 1) == "the" else index + 1)


def _require(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "requires a referendum", "needs parliament's approval"."""
    words = run.words
    if words.get(index - 1) in {"not", "n't", "doesn't", "don't"}:
        return None
    begin = index + 1
    step = words.find(_REQUIRED, begin, min(run.stop, begin + 6))
    if step < 0 or words.find({",", ";", "to", "and", "for"}, begin, step) >= 0:
        return None
    return _phrase(run, begin)


def _enacted(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "would have to be ratified by Congress", "must be put to a referendum"."""
    words = run.words
    if words.get(index - 1) != "be":
        return None
    need = words.low[max(run.first, index - 5) : index - 1]
    if "must" not in need and need[-2:] not in (
        ["have", "to"],
        ["has", "to"],
        ["needs", "to"],
        ["need", "to"],
        ["had", "to"],
    ):
        return None
    if words.low[index] == "sought":
        consent = words.rfind(_CONSENT, max(run.first, index - 14), index)
        return None if consent < 0 else _trim(words, consent, index)
    if words.get(index + 1) not in {"by", "in", "to"} or (words.low[index] == "met" and "condition" not in need):
        return None
    return _clause(run, index, index)


def _pending(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "pending ratification", not "the pending talks"."""
    before = run.words.get(index - 1)
    if before in DETERMINERS or before in {"still", "is", "are", "was", "were", "remain", "remains"}:
        return None
    return _clause(run, index, index + 1)


def _assuming(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "assuming (that)" before a clause of its own."""
    if not _verbal(run.words, index + 2, run.stop) or (
        not opens_clause(run.words, index, run.first) and run.words.get(index - 1) != ","
    ):
        return None
    return _clause(run, index, index + 2 if run.words.get(index + 1) == "that" else index + 1)


def _should(run: _Run, index: int) -> tuple[int, int] | None:
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
    return _clause(run, index, index + 1)


def _were(run: _Run, index: int) -> tuple[int, int] | None:
    """Read the inverted "were Israel to reduce …"."""
    words = run.words
    if index > run.first and words.get(index - 1) not in {",", "that", "and", "but"} | QUOTES:
        return None
    after = words.get(index + 1)
    if not words.capital(index + 1) and after not in {"the", "any", "they", "it", "he", "she", "we", "this", "such"}:
        return None
    if words.find({"to"}, index + 2, min(run.stop, index + 7)) < 0:
        return None
    return _clause(run, index, index + 1)


def _condition_noun(run: _Run, index: int) -> tuple[int, int] | None:
    """Read "X is a condition for Y", "X as a precondition for Y" and "conditions include X"."""
    words = run.words
    after = words.get(index + 1)
    verb = words.find({"include", "includes", "included", "including"}, index + 1, min(run.stop, index + 7))
    if verb >= 0:
        return _trim(words, verb + 1, clause_end(words, verb + 1, run.stop, leading=False))
    if words.get(index - 1) not in {"a", "the", "main", "key", "-"} or after not in {"for", "to", "of", "before"}:
        return None
    link = words.rfind({"as", "is", "was", "are", "were", "be", "been"}, max(run.first, index - 6), index)
    if link < 0:
        return None
    begin = words.rfind({"that", ",", "demands", "demanded", "wants", "made"} | QUOTES, run.first, link) + 1
    return _trim(words, max(run.first, begin), link)


def _verbal(words: Words, start: int, stop: int) -> bool:
    """Tell whether a finite verb stands in the next words before a mark ends the clause."""
    for index in range(start, min(stop, start + 14)):
        low = words.get(index)
        if low in FINITE or low.endswith(("n't", "'s", "'re", "'ve")):
            return True
        if low in {",", ".", ";"}:
            return False
        if len(low) > 3 and (low.endswith("ed") or (low.endswith("s") and not low.endswith(("ss", "us", "is")))):
            return True
    return False


_RULES: dict[str, _Rule] = {
    "if": _if,
    "unless": _unless,
    "provided": _provided,
    "providing": _provided,
    "as": _as,
    "so": _as,
    "on": _on,
    "in": _in,
    "subject": _subject_to,
    "contingent": _subject_to,
    "conditional": _subject_to,
    "conditioned": _subject_to,
    "conditionally": _subject_to,
    "dependent": _subject_to,
    "depend": _subject_to,
    "depends": _subject_to,
    "depended": _subject_to,
    "depending": _subject_to,
    "hinge": _subject_to,
    "hinges": _subject_to,
    "hinged": _subject_to,
    "predicated": _subject_to,
    "once": _once,
    "until": _until,
    "till": _until,
    "after": _after,
    "within": _within,
    "following": _after,
    "when": _when,
    "before": _before,
    "without": _without,
    "with": _with,
    "require": _require,
    "requires": _require,
    "required": _require,
    "need": _require,
    "needs": _require,
    "needed": _require,
    "pending": _pending,
    "assuming": _assuming,
    "should": _should,
    "were": _were,
    "condition": _condition_noun,
    "conditions": _condition_noun,
    "precondition": _condition_noun,
    "preconditions": _condition_noun,
    "prerequisite": _condition_noun,
    **dict.fromkeys(_ENACTED, _enacted),
}
