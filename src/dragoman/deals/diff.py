"""The typed difference between two versions: what was added, dropped, weakened and strengthened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.deals.changes import Change, ChangeKind, Diff, Direction
from dragoman.deals.duties import Duty, Guarantee, GuaranteeDuty, Norm
from dragoman.deals.duty_diff import (
    duty_changes,
    guarantee_changes,
    guarantor_changes,
    norm_changes,
    stepped,
    tree_change,
)
from dragoman.deals.model import Instrument, Provision, Variant, guarantees_of, norms_of
from dragoman.deals.status import basis_of
from dragoman.deals.terms import LegalCharacter, NormKind, Stage, Strength
from dragoman.deals.wording import action_text, duty_text, names_of, term_text

_ALIKE = 0.5
_ORDER = {Direction.WEAKER: 0, Direction.OTHER: 1, Direction.STRONGER: 2}
_CHARACTERS = (LegalCharacter.POLITICAL, LegalCharacter.UNKNOWN, LegalCharacter.DISPUTED, LegalCharacter.BINDING)
_Item = TypeVar("_Item")
_NO_DAY = dt.date.min


def diff_instruments(old: Instrument, new: Instrument) -> Diff:
    """Tell what changed from one version to another.

    Norms and guarantees are the same when they have the same id; those left over are paired by kind, bearers
    and the words of their action.  Actors are the same when their names are.
    """
    found = [*_whole(old, new), *_parties(old, new), *_norms(old, new), *_guarantees(old, new)]
    found += _texts(old, new, frozenset(change.where for change in found))
    found.sort(key=lambda change: (not change.flag, _ORDER[change.direction]))
    day = new.date or old.date
    return Diff(
        before=basis_of(old, old.date or day or _NO_DAY),
        after=basis_of(new, new.date or day or _NO_DAY),
        changes=tuple(found),
    )


def _whole(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Compare what holds of the whole instrument."""
    yield from stepped(
        ChangeKind.CHARACTER, "instrument", "legal character", (old.legal_character, new.legal_character), _CHARACTERS
    )
    if old.form is not new.form:
        yield Change(
            kind=ChangeKind.CHARACTER,
            direction=Direction.OTHER,
            where="instrument",
            what="form",
            before=old.form.value,
            after=new.form.value,
        )
    for name in ("requires", "suspended_if", "ends_if"):
        trees = (getattr(old.entry, name), getattr(new.entry, name))
        yield from tree_change((old, new), trees, "instrument", f"entry: {name}", wanted=name == "requires")
    if old.entry.bound_by is not new.entry.bound_by:
        yield Change(
            kind=ChangeKind.CONDITION,
            direction=Direction.OTHER,
            where="instrument",
            what="step that binds",
            before=old.entry.bound_by.value,
            after=new.entry.bound_by.value,
        )
    if old.entry.term != new.entry.term:
        yield Change(
            kind=ChangeKind.DURATION,
            direction=Direction.OTHER,
            where="instrument",
            what="term",
            before=term_text(old.entry.term),
            after=term_text(new.entry.term),
        )


def _parties(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Compare who may become a party, and how far each has gone."""
    before = {party.name: party for party in old.actors.values()}
    after = {party.name: party for party in new.actors.values()}
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        was, now = (party is not None and set(party.stage) != {Stage.NOT_PARTY} for party in (one, other))
        if was != now:
            yield Change(
                kind=ChangeKind.ACTOR,
                direction=Direction.STRONGER if now else Direction.WEAKER,
                where="instrument",
                what=name,
                before="among the parties" if was else "not a party",
                after="among the parties" if now else "not a party",
                flag="" if now else "party dropped",
                ref_before=one.ref if one is not None else "",
                ref_after=other.ref if other is not None else "",
            )
        elif one is not None and other is not None and one.stage != other.stage and was:
            yield Change(
                kind=ChangeKind.STAGE,
                direction=Direction.OTHER,
                where="instrument",
                what=name,
                before=", ".join(stage.value for stage in one.stage),
                after=", ".join(stage.value for stage in other.stage),
            )


def _norms(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Compare the norms."""
    before, after = ([norm for _, _, norm in norms_of(one)] for one in (old, new))
    refs = {norm.id: norm.ref or provision.ref for one in (old, new) for provision, _, norm in norms_of(one)}
    pairs, gone, come = _paired(before, after, lambda one, other: _norm_likeness(old, new, one, other))
    for norm in gone:
        yield _missing(norm, duty_text(old, norm.bearer, norm), refs[norm.id], dropped=True)
    for norm in come:
        yield _missing(norm, duty_text(new, norm.bearer, norm), refs[norm.id], dropped=False)
    for one, other in pairs:
        yield from duty_changes((old, new), one, other)
        yield from norm_changes((old, new), one, other)


def _missing(duty: Duty, words: str, ref: str, *, dropped: bool) -> Change:
    """Give a norm or duty that stands in one version only."""
    binds = duty.kind in {NormKind.OBLIGATION, NormKind.PROHIBITION} and duty.strength is not Strength.MAY
    worse = Direction.WEAKER if dropped else Direction.STRONGER
    kind = "duty" if binds else duty.kind.value
    return Change(
        kind=ChangeKind.DROPPED if dropped else ChangeKind.ADDED,
        direction=worse if binds else Direction.OTHER,
        where=duty.id,
        what=kind,
        before=words if dropped else "",
        after="" if dropped else words,
        flag=f"{kind} dropped" if dropped and binds else "",
        ref_before=ref if dropped else "",
        ref_after="" if dropped else ref,
    )


def _guarantees(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Compare the guarantees, and in each its duties; a duty that moved to another guarantee is not lost."""
    before, after = ([guarantee for _, _, guarantee in guarantees_of(one)] for one in (old, new))
    pairs, gone, come = _paired(before, after, lambda one, other: _guarantee_likeness(old, new, one, other))
    lost = [_Placed(duty, guarantee) for guarantee in gone for duty in guarantee.duties]
    found = [_Placed(duty, guarantee) for guarantee in come for duty in guarantee.duties]
    for one, other in pairs:
        yield from guarantee_changes((old, new), one, other)
        duties, left, right = _paired(one.duties, other.duties, _duty_likeness)
        lost += [_Placed(duty, one) for duty in left]
        found += [_Placed(duty, other) for duty in right]
        for first, second in duties:
            yield from duty_changes((old, new), first, second)
    moved, lost, found = _paired(lost, found, lambda one, other: _duty_likeness(one.duty, other.duty))
    for here, there in moved:
        yield from guarantor_changes((old, new), here.guarantee, there.guarantee, where=there.duty.id)
        yield from duty_changes((old, new), here.duty, there.duty)
    kept = {one.guarantee.id for one, _ in moved} | {other.guarantee.id for _, other in moved}
    yield from _whole_guarantees(old, [one for one in gone if one.id not in kept], dropped=True)
    yield from _whole_guarantees(new, [one for one in come if one.id not in kept], dropped=False)
    whole = {one.id for one in (*gone, *come)} - kept
    for placed, instrument, dropped in ((lost, old, True), (found, new, False)):
        for one_placed in placed:
            if one_placed.guarantee.id not in whole:
                who = tuple(guarantor.actor for guarantor in one_placed.guarantee.guarantors)
                ref = one_placed.duty.ref or one_placed.guarantee.ref
                yield _missing(one_placed.duty, duty_text(instrument, who, one_placed.duty), ref, dropped=dropped)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A guarantors' duty and the guarantee that it stands in."""

    duty: GuaranteeDuty
    guarantee: Guarantee

    @property
    def id(self) -> str:
        """The duty's id."""
        return self.duty.id


def _whole_guarantees(instrument: Instrument, guarantees: list[Guarantee], *, dropped: bool) -> Iterator[Change]:
    """Give guarantees that stand in one version only."""
    for guarantee in guarantees:
        who = names_of(instrument, tuple(one.actor for one in guarantee.guarantors))
        words = f"guarantee by {who}: {', '.join(action_text(duty) for duty in guarantee.duties)}"
        yield Change(
            kind=ChangeKind.DROPPED if dropped else ChangeKind.ADDED,
            direction=Direction.WEAKER if dropped else Direction.STRONGER,
            where=guarantee.id,
            what="guarantee",
            before=words if dropped else "",
            after="" if dropped else words,
            flag="guarantee dropped" if dropped else "",
            ref_before=guarantee.ref if dropped else "",
            ref_after="" if dropped else guarantee.ref,
        )


def _texts(old: Instrument, new: Instrument, changed: frozenset[str]) -> Iterator[Change]:
    """Compare the provisions' texts, where no change of their norms has been told already."""
    before = {one.id: one for one in old.provisions}
    after = {one.id: one for one in new.provisions}
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        told = {*_inside(one), *_inside(other)} & changed
        if told or (one is not None and other is not None and one.text.split() == other.text.split()):
            continue
        kind = ChangeKind.DROPPED if other is None else ChangeKind.ADDED if one is None else ChangeKind.WORDING
        yield Change(
            kind=kind,
            direction=Direction.OTHER,
            where=name,
            what="provision",
            before=one.text.strip() if one is not None else "",
            after=other.text.strip() if other is not None else "",
            ref_before=one.ref if one is not None else "",
            ref_after=other.ref if other is not None else "",
        )


def _inside(provision: Provision | None) -> Iterator[str]:
    """Give the ids of the norms, guarantees and duties in a provision."""
    if provision is None:
        return
    sides: tuple[Provision | Variant, ...] = (provision, *provision.variants)
    for side in sides:
        yield from (norm.id for norm in side.norms)
        for guarantee in side.guarantees:
            yield guarantee.id
            yield from (duty.id for duty in guarantee.duties)


def _paired(
    before: Sequence[_Item], after: Sequence[_Item], likeness: Callable[[_Item, _Item], float]
) -> tuple[list[tuple[_Item, _Item]], list[_Item], list[_Item]]:
    """Pair items by id, the rest by likeness, best first; give pairs, the old left over, the new left over."""
    by_id = {_id(item): item for item in after}
    pairs = [(item, by_id[_id(item)]) for item in before if _id(item) in by_id]
    taken = {_id(item) for item, _ in pairs}
    gone = [item for item in before if _id(item) not in taken]
    come = [item for item in after if _id(item) not in taken]
    scores = [(-likeness(one, other), i, j) for i, one in enumerate(gone) for j, other in enumerate(come)]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, i, j in sorted(scores):
        if -score >= _ALIKE and i not in used_old and j not in used_new:
            pairs.append((gone[i], come[j]))
            used_old.add(i)
            used_new.add(j)
    left = [item for i, item in enumerate(gone) if i not in used_old]
    return pairs, left, [item for j, item in enumerate(come) if j not in used_new]


def _id(item: object) -> str:
    return str(getattr(item, "id", ""))


def _norm_likeness(old: Instrument, new: Instrument, one: Norm, other: Norm) -> float:
    """Tell how alike two norms are: they must share a bearer, and the words of the action count."""
    shared = {old.actor_name(actor) for actor in one.bearer} & {new.actor_name(actor) for actor in other.bearer}
    return _words_alike(one.action, other.action) if shared else 0.0


def _guarantee_likeness(old: Instrument, new: Instrument, one: Guarantee, other: Guarantee) -> float:
    """Tell how alike two guarantees are: the same beneficiaries, and shared guarantors."""
    same = {old.actor_name(a) for a in one.beneficiaries} == {new.actor_name(a) for a in other.beneficiaries}
    left = {old.actor_name(guarantor.actor) for guarantor in one.guarantors}
    right = {new.actor_name(guarantor.actor) for guarantor in other.guarantors}
    return len(left & right) / max(1, len(left | right)) if same else 0.0


def _duty_likeness(one: Duty, other: Duty) -> float:
    """Tell how alike two duties of one guarantee are."""
    return _words_alike(one.action, other.action)


def _words_alike(one: str, other: str) -> float:
    """Give the share of words that two phrases have in common."""
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return len(left & right) / max(1, len(left | right))
