"""Negations that stand in a statement and do not negate its act.

"Agreed to a truce, but did not say when it starts" agrees; "by refusing it, they hold the key" refuses nothing here;
"families have nowhere to go" is no denial; "does not hide its wish" says the wish aloud.
"""

from __future__ import annotations

from dragoman.reading.terms.lexicon import DETERMINERS, NEGATIONS, QUOTES, bag
from dragoman.reading.terms.words import Words
from dragoman.record import Act

_TELLING = bag("""say said specify specified elaborate comment mention mentioned refer disclose name clarify""")
_GIVING = bag("provide give offer immediate further details")
_TOLD = bag("details detail timeline timetable date proof evidence reason reasons comment specifics further more any")
_REFUSING_FORMS = bag("refusing rejecting opposing declining vetoing dismissing denying failing")
_REFUSING_VERBS = bag("refuse reject oppose decline veto prohibit dismiss")
_NOUNS_TOO = bag("veto vetoes objects")
_REFUSING = _REFUSING_VERBS | _REFUSING_FORMS | _NOUNS_TOO
_BEING = bag("is are was were be been being 's 're am")
_HIDING = bag("hide hides hiding hidden conceal conceals concealed disguise")
_BOUND = frozenset({Act.AGREE, Act.ACCEPT, Act.OFFER, Act.PLEDGE, Act.PROPOSE, Act.ANNOUNCE, Act.DEMAND, Act.REQUEST})
"""Acts that a negation in a clause of its own leaves as they are."""
_WITHHOLDING = frozenset({Act.REFUSE_COMMENT, Act.DENY, Act.REJECT})
_GOES_ON = bag("said urged called calls urges warned added demanded asked insisted vowed promised agreed told says")
_REACH = 4


def is_beside_the_act(words: Words, negation: tuple[int, int], run: tuple[int, int], act: Act | None) -> bool:
    """Tell whether a negation leaves the statement's act as it is.

    Args:
        words: The words of the text.
        negation: Its first token and the one after its last.
        run: The sentence.
        act: What the statement does, where the reader knows it.
    """
    at, end = negation
    if words.low[at] in _REFUSING:
        return _is_no_refusal(words, at, act)
    if _says_it_anyway(words, at):
        return True
    if act is None or act in _WITHHOLDING:
        return False
    return _is_reporters_remark(words, end) or (act in _BOUND and _is_in_a_turn(words, at, run))


def _is_no_refusal(words: Words, at: int, act: Act | None) -> bool:
    """Tell whether a verb of refusing is a noun, a participle beside the main verb, or what is vowed."""
    low, before = words.low[at], words.get(at - 1)
    if low in _NOUNS_TOO and (before in DETERMINERS or before.endswith("'s")):
        return True
    if low in _REFUSING_FORMS:
        return act not in _WITHHOLDING and before not in _BEING and words.get(at - 2) not in _BEING
    vowed = before == "to" and act in {Act.PLEDGE, Act.ANNOUNCE}
    return vowed and low in _REFUSING_VERBS


def _says_it_anyway(words: Words, at: int) -> bool:
    """Tell whether a negation is undone by what it governs: "nowhere to go", "nothing that can't be", "not hide"."""
    low = words.low[at]
    ahead = words.low[at + 1 : at + 6]
    if low == "nowhere":
        return True
    if low in {"no", "nothing", "nobody", "none"}:
        that = next((place for place, word in enumerate(ahead[:3]) if word in {"that", "who", "which"}), -1)
        return that >= 0 and any(word in NEGATIONS or word.endswith("n't") for word in ahead[that + 1 : that + 3])
    governed = next((word for word in ahead[:3] if not word.endswith("ly") and word not in {"to", "be", "been"}), "")
    return governed in _HIDING or ("otherwise" in ahead and "than" in words.low[at + 1 : at + 8])


def _is_reporters_remark(words: Words, end: int) -> bool:
    """Tell whether what is not done is only to tell more: "did not say when", "gave no details"."""
    ahead = [word for word in words.low[end : end + _REACH] if not word.endswith("ly")]
    if not ahead or "that" in ahead[1:3]:
        # "cannot say that the outcome is enough" says something of the outcome.
        return False
    if ahead[0] in _GIVING:
        return bool(set(ahead) & _TOLD)
    return ahead[0] in _TELLING


def _is_in_a_turn(words: Words, at: int, run: tuple[int, int]) -> bool:
    """Tell whether a negation stands in a clause set against the act: "…, but did not", "did not …, but urged"."""
    first, stop = run
    if words.low[at] not in NEGATIONS and not words.low[at].endswith("n't"):
        return False
    for back in range(at - 1, max(first, at - 12) - 1, -1):
        if words.low[back] in {"but", "though", "although"} and back > first + 2:
            return True
        if words.low[back] in QUOTES or words.low[back] in {";", ":"}:
            break
    for ahead in range(at + 1, min(stop, at + 14)):
        if words.low[ahead] == "but" and words.get(ahead - 1) == ",":
            return words.get(ahead + 1) in _GOES_ON or words.get(ahead + 2) in _GOES_ON
        if words.low[ahead] in QUOTES:
            break
    return False
