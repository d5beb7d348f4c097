"""Conditions that are steps of a process: "subject to", "only after", "without", "requires" and their like."""

from __future__ import annotations

from dragoman.reading.terms.clauses import clause_end, opens_clause
from dragoman.reading.terms.condition_runs import CAUTION, Rule, Run, clause_of, phrase_of, without_marks
from dragoman.reading.terms.lexicon import DETERMINERS, FINITE, NEGATIONS, QUOTES, SAYING, bag
from dragoman.reading.terms.words import Words

_MERELY_WITHOUT = bag(
    """saying giving elaborating specifying doubt delay mentioning naming providing revealing disclosing commenting
    explaining citing cause provocation warning precedent preconditions exception interruption result"""
)
_BEFORE_AFTER = bag("until days weeks months hours years shortly soon day week look looks looked looking month hours")
_NEED = bag(
    """must need needs needed should has have had require requires required want wants wanted wanting demand
    demands demanded demanding insist insists insisted call calls called calling seek seeks sought"""
)
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
_ENACTED = bag(
    """ratified approved endorsed authorised authorized confirmed voted signed verified accepted agreed put met
    sought"""
)
_LINKED = bag(
    """subject contingent conditional conditioned conditionally dependent depend depends depended depending hinge
    hinges hinged predicated"""
)
_REQUIRED = bag(
    """referendum plebiscite ratification approval consent vote amendment mandate endorsement authorisation
    authorization signature unanimity"""
)


def _subject_to(run: Run, index: int) -> tuple[int, int] | None:
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
        return clause_of(run, begin, begin)
    return clause_of(run, begin, begin)


def _after(run: Run, index: int) -> tuple[int, int] | None:
    """Read "only after", and "after" or "following" a step of a process that still lies ahead."""
    words = run.words
    near = max(run.first, index - 10)
    only = words.rfind({"only"}, near, index)
    if only >= 0 and words.find({","}, only, index) < 0:
        return clause_of(run, index, index + 1)
    if words.get(index - 1) in _BEFORE_AFTER:
        return None
    if words.find(_STEPS, index + 1, min(run.stop, index + 6)) < 0:
        return None
    leading = opens_clause(words, index, run.first)
    low, high = (index, run.stop) if leading else (run.first, index)
    return clause_of(run, index, index + 1) if words.find(_OUTLOOK, low, high) >= 0 else None


def _within(run: Run, index: int) -> tuple[int, int] | None:
    """Read "within 135 days of a final deal": the step from which the time runs."""
    words = run.words
    link = words.find({"of", "after"}, index + 2, min(run.stop, index + 7))
    if link < 0 or words.find(_STEPS, link + 1, min(run.stop, link + 5)) < 0:
        return None
    return phrase_of(run, link + 1)


def _before(run: Run, index: int) -> tuple[int, int] | None:
    """Read "X must … before Y" (X comes first) and "not … before X"."""
    words = run.words
    back = max(run.first, index - 30)
    need = words.rfind(_NEED, back, index)
    if need >= 0 and words.get(index + 1) in _THINGS_AFTER and _closed(words, need, index):
        span = _needed_first(run, need, index)
        if span is not None:
            return span
    near = max(run.first, index - 12)
    held = words.rfind(CAUTION, near, index) >= 0 and words.rfind(_HOLDING, near, index) >= 0
    step = words.find(_STEPS, index + 1, min(run.stop, index + 6)) >= 0
    return clause_of(run, index, index + 1) if held and step else None


def _closed(words: Words, start: int, stop: int) -> bool:
    """Tell whether a run of tokens is one clause with its quotations closed."""
    run = words.low[start:stop]
    return ";" not in run and sum(word in QUOTES for word in run) % 2 == 0


def _needed_first(run: Run, need: int, before: int) -> tuple[int, int] | None:
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
        return without_marks(words, begin, end)
    begin = need + 1
    while words.get(begin) in {"to", "for", "on", "that", "first"}:
        begin += 1
    end = before - 2 if words.low[before - 2 : before] in (["a", "condition"], ["a", "precondition"]) else before
    return without_marks(words, begin, end) if end - begin >= 2 else None


def _without(run: Run, index: int) -> tuple[int, int] | None:
    """Read "not … without X"."""
    words = run.words
    if words.rfind(CAUTION | {"no"}, max(run.first, index - 25), index) < 0:
        return None
    if words.get(index + 1) in _MERELY_WITHOUT:
        return None
    return phrase_of(run, index + 1)


def _with(run: Run, index: int) -> tuple[int, int] | None:
    """Read "with the consent of X" and its like; the span is the consent with whose it is."""
    words = run.words
    at = index + 2 if words.get(index + 1) in {"the", "prior", "explicit", "full"} else index + 1
    if words.get(at) in {"prior", "express", "explicit"}:
        at += 1
    if words.get(at) not in _CONSENT or words.get(at + 1) not in {"of", "from"}:
        return None
    return phrase_of(run, index + 2 if words.get(index + 1) == "the" else index + 1)


def _require(run: Run, index: int) -> tuple[int, int] | None:
    """Read "requires a referendum", "needs parliament's approval"."""
    words = run.words
    if words.get(index - 1) in {"not", "n't", "doesn't", "don't"}:
        return None
    begin = index + 1
    step = words.find(_REQUIRED, begin, min(run.stop, begin + 6))
    if step < 0 or words.find({",", ";", "to", "and", "for"}, begin, step) >= 0:
        return None
    return phrase_of(run, begin)


def _enacted(run: Run, index: int) -> tuple[int, int] | None:
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
        return None if consent < 0 else without_marks(words, consent, index)
    if words.get(index + 1) not in {"by", "in", "to"} or (words.low[index] == "met" and "condition" not in need):
        return None
    return clause_of(run, index, index)


def _pending(run: Run, index: int) -> tuple[int, int] | None:
    """Read "pending ratification", not "the pending talks"."""
    before = run.words.get(index - 1)
    if before in DETERMINERS or before in {"still", "is", "are", "was", "were", "remain", "remains"}:
        return None
    return clause_of(run, index, index + 1)


def _condition_noun(run: Run, index: int) -> tuple[int, int] | None:
    """Read "X is a condition for Y", "X as a precondition for Y" and "conditions include X"."""
    words = run.words
    after = words.get(index + 1)
    verb = words.find({"include", "includes", "included", "including"}, index + 1, min(run.stop, index + 7))
    if verb >= 0:
        return without_marks(words, verb + 1, clause_end(words, verb + 1, run.stop, leading=False))
    if words.get(index - 1) not in {"a", "the", "main", "key", "-"} or after not in {"for", "to", "of", "before"}:
        return None
    link = words.rfind({"as", "is", "was", "are", "were", "be", "been"}, max(run.first, index - 6), index)
    if link < 0:
        return None
    begin = words.rfind({"that", ",", "demands", "demanded", "wants", "made"} | QUOTES, run.first, link) + 1
    return without_marks(words, max(run.first, begin), link)


STEP_RULES: dict[str, Rule] = {
    **dict.fromkeys(_ENACTED, _enacted),
    **dict.fromkeys(_LINKED, _subject_to),
    **dict.fromkeys(bag("after following"), _after),
    "within": _within,
    "before": _before,
    "without": _without,
    "with": _with,
    **dict.fromkeys(bag("require requires required need needs needed"), _require),
    "pending": _pending,
    **dict.fromkeys(bag("condition conditions precondition preconditions prerequisite"), _condition_noun),
}
