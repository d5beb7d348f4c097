"""On what footing something is said: denied, negated, hypothetical, conditional, hedged, planned, reported, done.

Marks are read in the statement's own clauses only.  What stands in a condition, in a relative or adverbial
clause, or in a quotation inside a quotation, is about something else and flips nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.terms.conditions import Found
from dragoman.reading.terms.lexicon import DETERMINERS, FINITE, MODALS, PRONOUNS, QUOTES, REPORTING, bag
from dragoman.reading.terms.negation_scope import is_beside_the_act
from dragoman.reading.terms.polarity import Polarity, negations
from dragoman.reading.terms.words import Words
from dragoman.record import Act, Modality


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of modality with its place."""

    modality: Modality
    start: int
    end: int


_HEDGES = bag(
    """hope hopes hoped hopeful may might could possible possibly potential potentially perhaps maybe likely unlikely
    considering considers considered mulling weighing apparently seemingly presumably probably tentative tentatively
    purported floated floats floating"""
)
_HEDGES_TO = bag("""expected believed thought likely appears appear appeared seems seem seemed supposed hoping""")
_REPORTED_TO = bag("understood said believed reported thought alleged")
_PLANS = bag(
    """plans plan planned planning intends intend intended intending due scheduled set aims aim aimed preparing
    prepares poised"""
)
_PLANNED_ALONE = bag("will shall won't upcoming forthcoming")
_BEING = bag("is are was were")
_SECOND_HAND = bag(
    """officials official sources source people person persons report reports media newspaper newspapers diplomats
    diplomat agency account accounts draft insiders familiar news television radio leaked"""
)
_TIMED = bag("planned scheduled due set")
_HYPOTHETICAL = bag("hypothetically hypothetical suppose imagine theoretically")
_DONE = bag(
    """signed met held agreed reached concluded halted released withdrew withdrawn exchanged extended accepted
    cancelled canceled postponed suspended resumed began started ended ratified adopted submitted
    handed launched lifted imposed broke opened closed arrived travelled traveled sent approved
    endorsed returned finished completed struck brokered ordered implemented"""
)
_ASIDE = bag(
    """who which whose whom because although though whereas despite since while unless amid lest
    until till when after before once"""
)
_IRREGULAR = bag(
    """been had made led sent said held met come gone done taken given brought kept left lost won put become meant
    paid set found built seen known begun shown broken spoken let cost cut"""
)
_RELATIVE = bag("who which whose whom")
_COMMITTING = frozenset(set(Act) - {Act.ASSESS, Act.CLAIM, Act.DENY, Act.ACCUSE, Act.REFUSE_COMMENT})
_APPOSED = bag("move step demand claim position proposal charge idea request plan prospect condition measure")
_MARKERS = (
    _HEDGES
    | _HEDGES_TO
    | _REPORTED_TO
    | _PLANS
    | _PLANNED_ALONE
    | _HYPOTHETICAL
    | _DONE
    | _BEING
    | bag("would wouldn't going reportedly allegedly according quoted")
)
"""Every word that can be a mark; the others are passed over at once."""
LONGEST_CONNECTIVE = 5
"""Tokens of the longest connective: "on the condition that", with a mark."""
_SAID_OF_IT = 5
"""Tokens in which "something the envoy warned would not help" names who says so."""
_QUOTE_IN_ASIDE = 4
"""Tokens after the head of an aside within which a quotation that opens belongs to it."""
LONGEST_ASIDE = 25
"""Tokens after which an aside is over even without a mark."""


def marks(words: Words, first: int, stop: int, *, held: list[Found], act: Act | None = None) -> list[Mark]:
    """Give the marks of modality in a run of tokens of one sentence.

    Args:
        words: The words of the text.
        first: First token.
        stop: Token after the last.
        held: Conditions in the run.
        act: What the statement does, where the reader knows it.
    """
    aside = _asides(words, first, stop, held)
    found = [_connective(words, condition) for condition in held]
    found += [
        mark
        for mark in _negation_marks(words, first, stop, (aside, held))
        if not is_beside_the_act(words, (words.at(mark.start), words.at(mark.end)), (first, stop), act)
    ]
    for index in range(first, stop):
        low = words.low[index]
        if aside[index - first] or (low not in _MARKERS and not low.endswith(("'ll", "'d"))):
            continue
        if held and low == "would" and not _participle(words.get(index + 2)):
            # The consequence of the condition, which has its own mark.
            continue
        mark = _other(words, index, (first, stop), act)
        if mark is not None:
            found.append(mark)
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def strongest(found: list[Mark]) -> Modality:
    """Give the modality that is furthest from fact."""
    order = list(Modality)
    return min((mark.modality for mark in found), key=order.index, default=Modality.STATED)


def _place(words: Words, modality: Modality, first: int, stop: int) -> Mark:
    return Mark(modality, words.starts[first], words.ends[stop - 1])


def _connective(words: Words, condition: Found) -> Mark:
    """Give the mark that a condition leaves: its whole connective, "in the event of"."""
    begin = words.at(condition.start)
    stop = begin if condition.mark < begin <= condition.mark + LONGEST_CONNECTIVE else condition.mark + 1
    while stop > condition.mark + 1 and not words.low[stop - 1][0].isalnum():
        stop -= 1
    return _place(words, Modality.CONDITIONAL, condition.mark, stop)


def _negation_marks(words: Words, first: int, stop: int, masked: tuple[list[bool], list[Found]]) -> list[Mark]:
    """Give the marks that negations leave, outside asides and conditions."""
    aside, held = masked
    found: list[Mark] = []
    for negation in negations(words, first, stop):
        if aside[negation.first - first] or _serves_condition(words, negation.first, negation.stop, held):
            continue
        if negation.polarity is Polarity.DENIED:
            found.append(_place(words, Modality.DENIED, negation.first, negation.stop))
        elif negation.polarity is Polarity.NEGATED:
            found.append(_place(words, Modality.NEGATED, negation.first, negation.stop))
        elif negation.polarity is Polarity.OPEN:
            found.append(_place(words, Modality.HEDGED, negation.first, negation.stop))
    return found


def _serves_condition(words: Words, negator: int, end: int, held: list[Found]) -> bool:
    """Tell whether a negation only holds back until a condition: "will not … unless", "not … until"."""
    for mark in (condition.mark for condition in held):
        if mark > negator and words.low[mark] in {"unless", "until", "without", "before", "after", "till"}:
            return words.find({";"} | QUOTES, end, mark) < 0
    return False


def _asides(words: Words, first: int, stop: int, held: list[Found]) -> list[bool]:
    """Tell for each token whether it stands in a condition, a relative or adverbial clause, or an inner quotation."""
    aside = [False] * (stop - first)
    for condition in held:
        for index in range(max(condition.mark, first), min(condition.stop, stop)):
            aside[index - first] = True
    index = first
    while index < stop:
        low = words.low[index]
        apposed = (
            low in {"a", "an"} and words.get(index + 1) in _APPOSED and index > first and words.get(index - 1) == ","
        )
        relative = low == "that" and words.get(index + 1) in FINITE and words.get(index - 1) not in REPORTING
        said_of_it = words.find(REPORTING, index, index + _SAID_OF_IT) >= 0
        something = low == "something" and words.get(index - 1) == "," and said_of_it
        participle = index == first and low.endswith("ing") and words.capital(index) and words.get(index + 1) != "to"
        if apposed or something or relative or participle or low in _ASIDE:
            end = _aside_end(words, index, stop)
            # A statement that is such a clause itself is read, and so is one with no main clause after it.
            if index > first or (end < stop and low not in _RELATIVE):
                for at in range(index, end):
                    aside[at - first] = True
            index = end
        else:
            index += 1
    for begin, end in _inner_quotations(words, first, stop):
        for at in range(begin, end):
            aside[at - first] = True
    return aside


def _aside_end(words: Words, index: int, stop: int) -> int:
    """Give the token after an aside: the next comma, dash or closing mark."""
    quoted = -1
    for at in range(index + 1, min(stop, index + LONGEST_ASIDE)):
        low = words.low[at]
        if low in QUOTES and words.low[index] == "because" and at <= index + _QUOTE_IN_ASIDE:
            # "because they were “not making progress”"
            quoted = at
        elif low in {",", ";", "—", "–", ":"} or low in QUOTES:
            return at + 1 if low in QUOTES and quoted >= 0 else at
    return min(stop, index + LONGEST_ASIDE)


def _inner_quotations(words: Words, first: int, stop: int) -> list[tuple[int, int]]:
    """Give the quotations inside quotations: ‘…’ within “…”."""
    runs: list[tuple[int, int]] = []
    opened = -1
    outer = False
    for index in range(first, stop):
        low = words.low[index]
        if low in {"“", "«"}:
            outer = True
        elif low in {"”", "»"}:
            outer, opened = False, -1
        elif low == "‘" and outer:
            opened = index + 1
        elif low == "’" and opened >= 0:
            runs.append((opened, index))
            opened = -1
    return runs


def _other(words: Words, index: int, run: tuple[int, int], act: Act | None) -> Mark | None:
    """Read a mark other than a negation."""
    low = words.low[index]
    if low in {"would", "wouldn't"} or low.endswith("'d"):
        return _would(words, index, run, act)
    if low in _HEDGES:
        return _hedge(words, index, run[0])
    if low in _HYPOTHETICAL:
        return _place(words, Modality.HYPOTHETICAL, index, index + 1)
    return _expected(words, index) or _planned(words, index) or _reported(words, index) or _deed(words, index, run[0])


def _expected(words: Words, index: int) -> Mark | None:
    """Read "expected to", "appears to", "is understood to"."""
    low = words.low[index]
    if words.get(index + 1) != "to":
        return None
    if low in _REPORTED_TO and words.get(index - 1) in {"is", "are", "was", "were"} and low not in _HEDGES_TO:
        return _place(words, Modality.REPORTED, index - 1, index + 2)
    return _place(words, Modality.HEDGED, index, index + 1) if low in _HEDGES_TO else None


def _planned(words: Words, index: int) -> Mark | None:
    """Read "will", "plans to", "scheduled for", "going to"; "the will of the people" plans nothing."""
    low, before, after = words.low[index], words.get(index - 1), words.get(index + 1)
    if low in _PLANNED_ALONE or low.endswith("'ll"):
        noun = low == "will" and (before in DETERMINERS or before in {"political", "good", "free", "ill", "of"})
        return None if noun else _place(words, Modality.PLANNED, index, index + 1)
    if low in _PLANS and (after == "to" or (low in _TIMED and after in {"for", "on", "in"})):
        return _place(words, Modality.PLANNED, index, index + 1)
    if low in _BEING and after == "to" and words.get(index + 2).isalpha() and before not in {"how", "what"}:
        return _place(words, Modality.PLANNED, index, index + 2)
    if low == "going" and after == "to" and before != "been":
        return _place(words, Modality.PLANNED, index, index + 2)
    return None


def _reported(words: Words, index: int) -> Mark | None:
    """Read "reportedly", "according to", "quoted as"."""
    low, after = words.low[index], words.get(index + 1)
    if low in {"reportedly", "allegedly"}:
        return _place(words, Modality.REPORTED, index, index + 1)
    if (low, after) == ("quoted", "as"):
        return _place(words, Modality.REPORTED, index, index + 2)
    if (low, after) == ("according", "to") and words.find(_SECOND_HAND, index + 2, index + 10) >= 0:
        # "according to Israel" is Israel's own word; "according to officials familiar with …" is not.
        return _place(words, Modality.REPORTED, index, index + 2)
    return None


def _hedge(words: Words, index: int, first: int) -> Mark | None:
    """Read "could", "may", "possible" and their like; the month of May and "as soon as possible" hedge nothing."""
    low = words.low[index]
    before, after = words.get(index - 1), words.get(index + 1)
    if low == "may" and words.capital(index) and (index > first or after[:1].isdecimal()):
        return None
    if low == "possible" and (before == "as" or before in {"everything", "best", "worst", "soonest"}):
        return None
    if low in {"could", "might"} and words.follows(index + 1, "have"):
        return _place(words, Modality.HYPOTHETICAL, index, index + 2)
    if low.startswith("consider") and not (after.endswith("ing") or (low == "considering" and before in _BEING)):
        # "considers the matter closed" judges; "is considering a fund" weighs.
        return None
    return _place(words, Modality.HEDGED, index, index + 1)


def _would(words: Words, index: int, run: tuple[int, int], act: Act | None) -> Mark | None:
    """Read "would": a plan told in the past tense, a condition's consequence, or a supposition."""
    low = words.low[index]
    if low.endswith("'d") and low != "would" and words.get(index + 1) in {"better", "been", "never"}:
        return None
    if words.get(index + 1) == "have" and _participle(words.get(index + 2)):
        return _place(words, Modality.HYPOTHETICAL, index, index + 2)
    # "said it would": the past of "will"; "A fund would help, he judged": a supposition.
    told = words.rfind(REPORTING, run[0], index) >= 0 or (act is not Act.ASSESS and words.find(REPORTING, *run) >= 0)
    if words.get(index + 1) in {"like", "prefer", "rather", "welcome"}:
        return None
    if act in _COMMITTING or told:
        return _place(words, Modality.PLANNED, index, index + 1)
    return _place(words, Modality.HYPOTHETICAL, index, index + 1)


def _participle(word: str) -> bool:
    """Tell whether a word is a past participle, as far as its form tells."""
    return word.endswith("ed") or word in _IRREGULAR


def _deed(words: Words, index: int, first: int) -> Mark | None:
    """Read a verb of something done: "signed", "has agreed", "were released"."""
    if words.low[index] not in _DONE or words.rfind(MODALS | {"to"}, max(first, index - 4), index) >= 0:
        return None
    before = words.get(index - 1)
    if words.get(index + 1) == "by" and words.low[index] == "met":
        return None
    if before in DETERMINERS or before in {"being", "be", "not", "never"} or index == first:
        return None
    subject = before in PRONOUNS or words.capital(index - 1) or before in FINITE or before.endswith("s")
    return _place(words, Modality.DONE, index, index + 1) if subject else None
