"""What kind of thing a condition asks for, by the words of the condition itself."""

from __future__ import annotations

from dragoman.reading.terms.calendar_words import date_expressions
from dragoman.reading.terms.lexicon import bag
from dragoman.reading.terms.words import Words
from dragoman.record import ConditionKind

_BY_STEM: tuple[tuple[ConditionKind, tuple[str, ...]], ...] = (
    (ConditionKind.REFERENDUM, ("referend", "plebiscit")),
    (
        ConditionKind.RATIFICATION,
        ("ratif", "congress", "parliament", "senate", "knesset", "duma", "verkhovna", "legislat"),
    ),
    (ConditionKind.VERIFICATION, ("verif", "inspect", "monitor", "complian", "comply", "complie", "certif", "iaea")),
    (ConditionKind.SANCTIONS_STEP, ("sanction", "embargo", "frozen")),
    (ConditionKind.CEASEFIRE, ("ceasefire", "truce", "hostilit", "cessation", "armistice", "shelling", "lull")),
    (ConditionKind.WITHDRAWAL, ("withdraw", "pullout", "pullback", "evacuat")),
    (ConditionKind.MANDATE, ("mandate", "resolution", "council")),
    (
        ConditionKind.CONSENT,
        ("consent", "approv", "permission", "endors", "authoris", "authoriz", "blessing", "assent"),
    ),
)
_MEETING = bag("summit meeting meets meet met")
_LEADERS = bag("leader leaders president presidents summit")
_STOPPED = bag("stop stops stopped stopping halt halts halted halting end ends ended cease ceases ceased")
_FORCE = bag(
    """attacks attacking attack fire fighting strikes bombing killing violence launching firing fire shooting"""
)
_LEAVING = bag("pull pulls pulled leave leaves left back out")
_TROOPS = bag("troops forces fighters units soldiers army military contingents")
_AGREEING = bag("accept accepts accepted accepting agree agrees agreed agreeing")


_BY_PAIR: tuple[tuple[ConditionKind, frozenset[str], frozenset[str]], ...] = (
    (ConditionKind.CEASEFIRE, bag("cease"), bag("fire")),
    (ConditionKind.LEADERS_MEETING, _MEETING, _LEADERS),
    (ConditionKind.CEASEFIRE, _STOPPED, _FORCE),
    (ConditionKind.WITHDRAWAL, _LEAVING, _TROOPS),
    (ConditionKind.CONSENT, _AGREEING, _AGREEING),
)


def kind_of(words: Words, first: int, stop: int) -> ConditionKind:
    """Tell the kind of the condition in a run of tokens."""
    low = words.low[first:stop]
    for kind, stems in _BY_STEM:
        if any(word.startswith(stems) for word in low):
            return kind
    tokens = set(low)
    for kind, one, other in _BY_PAIR:
        if tokens & one and tokens & other:
            return kind
    dated = date_expressions(words, first, stop)
    if dated and dated[0].first <= first + 2 and dated[-1].stop >= stop - 1:
        return ConditionKind.DATE
    return ConditionKind.OTHER
