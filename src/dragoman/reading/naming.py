"""Who acts in a statement, who is cited for it, and whom it is directed at.

The network marks the words that name the actor; the attribution layer gives the source that a statement
is told by.  Where both are there and differ, the act is second-hand: the marked actor acts, the source
is cited.  Where neither is there, a quotation goes on from the last speaker, and reporter's prose is
asked for its subject.  `actors` says who the words stand for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.actors import POSSESSIVES, Cast, Mention, MentionKind, Resolution, Speaker
from dragoman.anchors import overlap
from dragoman.reading.attributions import Attribution
from dragoman.reading.performatives import act_named
from dragoman.reading.spotting import Spotted
from dragoman.record import Actor, ActorKind

NEAR = 700
"""Code points within which a quotation can go on from the last speaker."""

_LEAD_REACH = 60
"""Code points within which what is said must name the other party whose act is told."""

_GAP = 8
"""Code points between two marked names that one list ("Israel and Hamas") may have between them."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is behind a statement.

    Attributes:
        actor: Who acts; None when nothing tells.
        parties: States and organisations acted for.
        rule: How the actor was found, as `place/resolution`.
        place: The words that name the actor, None where the speaker is carried over.
        source: Who is cited, where that is not the actor.
        source_place: The words that name the source.
        attribution: The attribution that the statement belongs to.
    """

    actor: Actor | None
    parties: tuple[str, ...]
    rule: str
    place: tuple[int, int] | None = None
    source: Actor | None = None
    source_place: tuple[int, int] | None = None
    attribution: Attribution | None = None


def name_actor(
    spotted: Spotted,
    attributions: Sequence[Attribution],
    cast: Cast,
    last: tuple[Naming, int] | None,
    *,
    text: str,
) -> Naming:
    """Name who is behind a statement.

    Args:
        spotted: The statement.
        attributions: The document's attributions near it.
        cast: Who is who in the document.
        last: The statement before, as it was named, and where it ended.
        text: The document's text.
    """
    speaker = _speaker(last, spotted.start)
    told = told_by(spotted.start, spotted.end, attributions)
    cited = told.source[0] if told and told.source else None
    marked = _marked(spotted, cited, text)
    if told and cited and (marked is None or overlap(*marked, *cited)):
        inner = _told_of(told, cited, cast, text)
        if inner is not None:
            return inner
    for words, how in ((marked, "marked"), (cited, "cited")):
        if words is None:
            continue
        found = cast.resolve(*words, speaker=speaker)
        naming = Naming(found.actor, found.parties, f"{how}/{found.rule}", words, attribution=told)
        if found.rule == "outlet":
            return _reported(naming, spotted, cast, text)
        if found.actor is not None or found.parties:
            return _second_hand(naming, cited, cast)
    if cited and not last:
        return Naming(None, (), "cited/unknown", cited, attribution=told)
    return _unmarked(spotted, cast, last, told, text=text)


def told_by(start: int, end: int, attributions: Sequence[Attribution]) -> Attribution | None:
    """Give the attribution that shares most with a run of text; one tied over a line's end does not count."""
    best, shared = None, 0
    for attribution in attributions:
        if attribution.across:
            continue
        spans = (*attribution.content, *attribution.cue, *attribution.source)
        common = sum(overlap(start, end, *span) for span in spans)
        if common > shared:
            best, shared = attribution, common
    return best


def _marked(spotted: Spotted, cited: tuple[int, int] | None, text: str) -> tuple[int, int] | None:
    """Give the words that the network marks as the actor: the likeliest run, with the list it stands in.

    Where both the cited source and somebody before it are marked, and a verb right after the other names an
    act, that act is second-hand ("Kyiv asked …, the envoy said"), and the one who is not the source acts.
    """
    if not spotted.actors:
        return None
    others = [run for run in spotted.actors if cited is None or not overlap(*run[:2], *cited)]
    second_hand = cited and others and len(others) < len(spotted.actors) and others[0][1] <= cited[0]
    if second_hand and act_named(text, others[0][:2], spotted.end) is not None:
        return others[0][:2]
    best = max(range(len(spotted.actors)), key=lambda at: (spotted.actors[at][2], -at))
    low = high = best
    while low > 0 and spotted.actors[low][0] - spotted.actors[low - 1][1] <= _GAP:
        low -= 1
    while high + 1 < len(spotted.actors) and spotted.actors[high + 1][0] - spotted.actors[high][1] <= _GAP:
        high += 1
    return spotted.actors[low][0], spotted.actors[high][1]


_MIGHT = re.compile(r"\s*(?:\w+\s+)?(?:could|may|might|would|should|can)\b")
"""What somebody might do is told by another."""
_QUOTES = re.compile(r"[“”\"«»„]|(?<!\w)['‘]")
_OPENING = frozenset("“\"«„'‘")
_LEAD = re.compile(r"[\s“\"'‘]*(?:that\s+)?[“\"‘]?(?:(?:the|both|President|Mr\.?|Ms\.?|Mrs\.?|Prime Minister)\s+){0,2}")
_DOES = re.compile(
    r"[\s,]*(?:(?:has|have|had|is|are|was|were|also|again|now|still|already|repeatedly|previously|clearly)\s+){0,4}"
    r"(?:agreed|accepted|rejected|assured|said|told|replied|wants?|wanted|expressed|committed|promised|pledged|offered|ordered"
    r"|demanded|asked|made clear|willing to|prepared to|ready to|refus(?:es|ed))\b"
)
"""Verbs of words and of will; on the annotated articles the one who is told of acts with these."""


_DOES_OR_PLANS = re.compile(
    _DOES.pattern.removesuffix(r")\b")
    + r"|plans?|planned|seeks?|sought|seeking|intends?|intended|propos(?:es|ed|ing)|preparing|planning|considering"
    r"|weighing|insists?|insisted|opposes?|opposed|warned|threatened|invited|informed|received|sent|given|will|would)\b"
)
"""Where nobody knows who tells, also plans and deeds are those of whom they are told of."""


def _told_of(told: Attribution, cited: tuple[int, int], cast: Cast, text: str) -> Naming | None:
    """Give the second-hand act of another party that somebody tells of: "Moon said that Kim had agreed to …".

    It is told by its form: what is said begins with the name of another party, and a verb of words or will follows.
    """
    start, end = told.content[0]
    for mention in cast.mentions_between(start, min(end, start + _LEAD_REACH)):
        if mention.actor is None:
            continue
        # All verbs are looked for before anybody is asked about: most that leads on is followed by none of them.
        if not _LEAD.fullmatch(text, start, mention.start) or not _DOES_OR_PLANS.match(text, mention.end, end):
            return None
        acts, source = cast.resolve(mention.start, mention.end), cast.resolve(*cited)
        told_on = _DOES.match(text, mention.end, end) if source.parties else text[start] not in _OPENING
        if not told_on:
            return None
        if acts.actor is None or not acts.parties or set(acts.parties) & set(source.parties):
            return None
        place = (mention.start, mention.end)
        return Naming(acts.actor, acts.parties, f"told/{acts.rule}", place, source.actor, cited, told)
    return None


_OWN_VIEWS = re.compile(r"\b(?:editorials?|opinion|column|leader|commentary|argue[sd]?|wrote|writes)\b")


def _reported(naming: Naming, spotted: Spotted, cast: Cast, text: str) -> Naming:
    """Name whose act an outlet tells of: it acts itself only where it gives its own views."""
    if _OWN_VIEWS.search(text, spotted.start, spotted.end):
        return naming
    told, place = naming.attribution, naming.place
    within = told.content[0] if told and told.content else (spotted.start, spotted.end)
    found = cast.resolve_within(max(within[0], spotted.start), min(within[1], spotted.end))
    if found.rule == "outlet" or not found.parties:
        others = (other for other in cast.named_within(spotted.start, spotted.end) if other.rule != "outlet")
        found = next(others, None) or Resolution(None, (), "unknown", naming.place or within)
    words = found.anchor if found.actor else None
    return Naming(found.actor, found.parties, f"reported/{found.rule}", words, naming.actor, place, told)


def _second_hand(naming: Naming, cited: tuple[int, int] | None, cast: Cast) -> Naming:
    """Add the source where it is somebody else than the actor."""
    if cited is None or naming.place is None or overlap(*cited, *naming.place):
        return naming
    found: Resolution = cast.resolve(*cited, speaker=None)
    if found.actor is None or (naming.actor and found.actor.id == naming.actor.id):
        return naming
    return Naming(naming.actor, naming.parties, naming.rule, naming.place, found.actor, cited, naming.attribution)


def _speaker(last: tuple[Naming, int] | None, start: int) -> Speaker | None:
    """Give who spoke last, if that was near."""
    if last is None or last[0].actor is None or start - last[1] >= NEAR:
        return None
    return Speaker(last[0].actor, last[0].parties, last[1])


def _unmarked(
    spotted: Spotted, cast: Cast, last: tuple[Naming, int] | None, told: Attribution | None, *, text: str
) -> Naming:
    """Name the actor where no words are marked; what holds a quotation goes on from the last speaker."""
    near = last is not None and spotted.start - last[1] < NEAR
    if near and last is not None and (told is None or not told.source):
        quotes = _QUOTES.search(text, spotted.start, spotted.end)
        subject = None if quotes else cast.subject_within(spotted.start, spotted.end)
        if subject is not None and not _MIGHT.match(text, subject.anchor[1], spotted.end):
            return Naming(subject.actor, subject.parties, f"subject/{subject.rule}", subject.anchor, attribution=told)
        carried = last[0]
        return Naming(carried.actor, carried.parties, "carried", None, attribution=told)
    found = cast.resolve_within(spotted.start, spotted.end, speaker=_speaker(last, spotted.start))
    if found.actor is None and not found.parties and near and last is not None:
        return Naming(last[0].actor, last[0].parties, "carried", None, attribution=told)
    return Naming(found.actor, found.parties, f"subject/{found.rule}", found.anchor, attribution=told)


_LISTED = re.compile(r",|\band\b")
_NAMED = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.COALITION})


def _parties_of(actor: Actor) -> list[str]:
    """Give the parties that an actor stands for; "Russia and Ukraine" are two."""
    if actor.kind is ActorKind.COALITION and actor.party is None and " and " in actor.name:
        return re.split(r", | and ", actor.name)
    return [actor.party or actor.name]


def _named_by(mention: Mention, actor: Actor, cast: Cast) -> Sequence[str]:
    """Give the parties that a mention names, also by their officials."""
    # An official stands for the party acted for: "Trump offered …" names the United States as guarantor.
    if actor.kind in _NAMED or (actor.kind is ActorKind.PERSON and actor.party):
        return _parties_of(actor)
    if mention.kind is not MentionKind.ROLE or not _LISTED.search(mention.text):
        return ()
    # "Delegations from Israel, Egypt and Qatar" are one mention, and name all three.
    parties = cast.resolve(mention.start, mention.end).parties
    return parties if len(parties) > 1 else ()


def places_of(cast: Cast) -> Callable[[int, int], tuple[tuple[str, int, int], ...]]:
    """Give a function that tells which parties a run of characters names, also by their officials, and where."""
    named = [
        (m.start, m.end, party)
        for m in cast.mentions
        # "its consent" speaks of the consent, not of whose it is.
        if m.actor and m.text.lower() not in POSSESSIVES
        for party in _named_by(m, m.actor, cast)
    ]
    starts = [start for start, _, _ in named]

    def places_in(start: int, end: int) -> tuple[tuple[str, int, int], ...]:
        inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
        return tuple((name, low, high) for low, high, name in inside if high <= end)

    return places_in
