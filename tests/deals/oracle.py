"""An independent reading of the same rules: plain Python over every assignment, no solver.

It shares with the program only the records that it reads.  For every way in which the unknowns can turn
out it works out who is bound, what is triggered and who owes what, and then counts: in all, in some, in none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.deals.conditions import Condition
from dragoman.deals.dates import last_day, parse_period
from dragoman.deals.duties import Duty, Guarantee, GuaranteeDuty, Norm, Term
from dragoman.deals.model import Instrument, Provision, Variant
from dragoman.deals.parties import Decision
from dragoman.deals.questions import Supposition

Result = tuple[str, ...]
STEPS = ["not_party", "negotiating", "signed", "ratified", "bound"]


@dataclass
class Turn:
    """One way in which everything that is open turns out."""

    facts: dict[str, bool]
    choices: dict[str, str]


class Oracle:
    """Answers for one instrument and one world by trying everything."""

    def __init__(self, instrument: Instrument, world: Supposition) -> None:
        self.instrument = instrument
        self.world = world
        self.hidden: dict[int, str] = {}
        self._name_hidden()

    def results(self) -> tuple[set[Result], set[Result]]:
        """Give what holds in some turns and what holds in all."""
        some: set[Result] = set()
        every: set[Result] | None = None
        for turn in self.turns():
            found = set(self.one(turn))
            some |= found
            every = found if every is None else every & found
        return some, every or set()

    # What can turn out how

    def turns(self) -> Iterator[Turn]:
        open_facts: dict[str, list[bool]] = {}
        for name, value in self.atoms().items():
            given = self.world.facts.get(name, value)
            open_facts[name] = [True, False] if given is None else [given]
        choices: dict[str, list[str]] = {}
        for actor, party in self.instrument.actors.items():
            choices[f"stage.{actor}"] = [stage.value for stage in party.stage]
        for provision in self.instrument.provisions:
            if provision.variants:
                choices[f"variant.{provision.id}"] = sorted({variant.by for variant in provision.variants})
        if self.world.event is not None:
            people = [*self.instrument.actors, "somebody_else"]
            event = self.world.event
            choices["attacker"] = [event.by] if event.by else people
            choices["victim"] = [event.on] if event.on else people
            choices["place"] = [event.place] if event.place else [*self.instrument.territories, "elsewhere"]
        for name, chosen in self.world.choices.items():
            choices[name] = [chosen]
        for truths in itertools.product(*open_facts.values()):
            for picks in itertools.product(*choices.values()):
                yield Turn(dict(zip(open_facts, truths, strict=True)), dict(zip(choices, picks, strict=True)))

    def atoms(self) -> dict[str, bool | None]:
        """Everything that has a truth value, with the file's."""
        found: dict[str, bool | None] = {name: fact.value for name, fact in self.instrument.facts.items()}
        character = self.instrument.legal_character.value
        political = character == "political" or self.instrument.form.value == "declaration_of_intent"
        found["binding"] = False if political else True if character == "binding" else None
        if self.instrument.entry.bound_by.value == "unknown":
            found["signature-binds"] = None
        for name in self.hidden.values():
            found[name] = None
        if self.instrument.entry.term is not None:
            found["unexpired.instrument"] = self._running(self.instrument.entry.term)
        for _, _, norm in self.norms():
            if norm.term is not None:
                found[f"unexpired.{norm.id}"] = self._running(norm.term)
            if norm.discretion.value == "unknown":
                found[f"free.{norm.id}"] = None
        for _, _, guarantee in self.guarantees():
            self._guarantee_atoms(guarantee, found)
        return found

    def _guarantee_atoms(self, guarantee: Guarantee, found: dict[str, bool | None]) -> None:
        if guarantee.term is not None:
            found[f"unexpired.{guarantee.id}"] = self._running(guarantee.term)
        if guarantee.attribution:
            found[f"attribution.{guarantee.attribution}"] = None
        for guarantor in guarantee.guarantors:
            if guarantor.firmness.value in ("candidate", "possible"):
                found[f"joins.{guarantor.actor}"] = True if self.world.in_force else None
        for duty in guarantee.duties:
            unsaid = {
                f"attacker-votes.{duty.id}": duty.decision.attacker_votes is None,
                f"joint.{duty.id}": duty.sharing.value == "unknown",
                f"free.{duty.id}": duty.discretion.value == "unknown",
                f"agreed.{duty.id}": duty.decision.rule.value == "unknown",
            }
            voices = self._asked(duty.decision, [g.actor for g in guarantee.guarantors])
            if duty.decision.rule.value == "body" and duty.decision.body:
                body = self.instrument.bodies[duty.decision.body]
                unsaid[f"decision.{duty.decision.body}"] = body.decision.rule.value == "unknown"
                voices = [*self._asked(body.decision, list(body.members), alone=True), *body.veto]
            found.update({name: None for name, open_one in unsaid.items() if open_one})
            found.update({f"consent.{actor}": None for actor in voices})

    def _asked(self, decision: Decision, voters: list[str], *, alone: bool = False) -> list[str]:
        rules = ["unanimous", "majority", "at_least", *(["each_alone"] if alone else [])]
        if decision.rule.value in rules:
            return voters
        return [decision.actor] if decision.rule.value == "actor" and decision.actor else []

    def _running(self, term: Term) -> bool | None:
        if term.length == "indefinite":
            return True
        if term.length == "unknown":
            return None
        start = term.date if term.starts == "date" else self.world.since or self.instrument.entry.date
        if start is None:
            return True if self.world.in_force else None
        return start <= self.world.at <= last_day(start, parse_period(term.length))

    def _name_hidden(self) -> None:
        """Name each condition that is not public, in reading order within the field that it stands in."""
        entry = self.instrument.entry
        fields: list[tuple[str, Condition | None]] = [
            ("entry.requires", entry.requires),
            ("entry.suspended_if", entry.suspended_if),
            ("entry.ends_if", entry.ends_if),
            ("entry.provisional.requires", entry.provisional.requires if entry.provisional else None),
        ]
        duties: list[Duty] = []
        for _, _, norm in self.norms():
            duties.append(norm)
            fields.append((f"{norm.id}.trigger", norm.trigger))
        for _, _, guarantee in self.guarantees():
            duties.extend(guarantee.duties)
            fields += [
                (f"{guarantee.id}.{name}", getattr(guarantee, name)) for name in ("casus", "threshold", "void_if")
            ]
        for duty in duties:
            names = ("after", "unless", "suspended_if", "discharged_if")
            fields += [(f"{duty.id}.{name}", getattr(duty, name)) for name in names]
        for owner, tree in fields:
            count = 0
            for node in self._flat(tree):
                if node.unknown is not None:
                    self.hidden[id(node)] = f"unpublished.{owner}.{count}"
                    count += 1

    def _flat(self, tree: Condition | None) -> Iterator[Condition]:
        if tree is not None:
            yield tree
            for group in (tree.all, tree.any, tree.none, tree.of):
                for part in group or ():
                    yield from self._flat(part)

    # What follows in one turn

    def one(self, turn: Turn) -> Iterator[Result]:
        bound = {actor for actor in self.instrument.actors if self._bound(actor, turn)}
        entry = self.instrument.entry
        started = entry.date is None or self.world.at >= entry.date
        met = self.world.in_force or (started and self.true(entry.requires, turn, default=True))
        over = self.true(entry.ends_if, turn) or not turn.facts.get("unexpired.instrument", True)
        resting = self.true(entry.suspended_if, turn)
        self.live = bound if met and not over and not resting else set()
        if met:
            yield ("entry_met",)
        for actor in sorted(self.live):
            yield "in_force", actor
        early = set()
        if entry.provisional and not met and not over and self.true(entry.provisional.requires, turn, default=True):
            since = STEPS.index(entry.provisional.since.value)
            early = {a for a in self.instrument.actors if STEPS.index(turn.choices[f"stage.{a}"]) >= since}
        for provision, variant, norm in self.norms():
            applies = self.live | (
                early if entry.provisional and provision.id in entry.provisional.provisions else set()
            )
            yield from self._norm(norm, provision, variant, applies, turn)
        for provision, variant, guarantee in self.guarantees():
            applies = self.live | (
                early if entry.provisional and provision.id in entry.provisional.provisions else set()
            )
            yield from self._guarantee(guarantee, provision, variant, applies, turn)

    def _bound(self, actor: str, turn: Turn) -> bool:
        rule = self.instrument.entry.bound_by.value
        if rule == "unknown":
            rule = "signature" if turn.facts["signature-binds"] else "ratification"
        needed = {"signature": 2, "ratification": 3}[rule]
        if STEPS.index(turn.choices[f"stage.{actor}"]) >= needed:
            return True
        can = any(stage.value != "not_party" for stage in self.instrument.actors[actor].stage)
        return self.world.in_force and can and f"stage.{actor}" not in self.world.choices

    def _adopted(self, provision: Provision, variant: Variant | None, turn: Turn) -> bool:
        return variant is None or turn.choices[f"variant.{provision.id}"] == variant.by

    def _clear(self, duty: Duty, turn: Turn) -> bool:
        stopped = [duty.unless, duty.suspended_if, duty.discharged_if]
        return self.true(duty.after, turn, default=True) and not any(self.true(tree, turn) for tree in stopped)

    def _norm(
        self, norm: Norm, provision: Provision, variant: Variant | None, applies: set[str], turn: Turn
    ) -> Iterator[Result]:
        on = self._clear(norm, turn) and self._adopted(provision, variant, turn)
        if on and turn.facts.get(f"unexpired.{norm.id}", True) and self.true(norm.trigger, turn, default=True):
            for actor in norm.bearer:
                if actor in applies:
                    yield "arises", norm.id, actor, self._effect(norm, turn)

    def _guarantee(
        self, guarantee: Guarantee, provision: Provision, variant: Variant | None, applies: set[str], turn: Turn
    ) -> Iterator[Result]:
        event = self.world.event is not None
        attacker = turn.choices["attacker"] if event else None
        outside = event and turn.choices["place"] in guarantee.excluded
        triggered = (
            self.true(guarantee.casus, turn)
            and self.true(guarantee.threshold, turn, default=True)
            and not self.true(guarantee.void_if, turn)
            and not outside
            and turn.facts.get(f"unexpired.{guarantee.id}", True)
            and self._adopted(provision, variant, turn)
            and (guarantee.attribution is None or self._found(guarantee.attribution, attacker, turn))
        )
        if not triggered:
            return
        yield "triggered", guarantee.id
        named = [g.actor for g in guarantee.guarantors if g.firmness.value != "declined"]
        soft = {g.actor for g in guarantee.guarantors if g.firmness.value in ("candidate", "possible")}
        joined = [a for a in named if a not in self.world.dropped and (a not in soft or turn.facts[f"joins.{a}"])]
        victim = turn.choices["victim"] if event else None
        able = [actor for actor in joined if actor in applies and actor not in (attacker, victim)]
        for duty in guarantee.duties:
            joint = duty.sharing.value == "joint" or turn.facts.get(f"joint.{duty.id}", False)
            if joint and set(able) != set(named) - {victim}:
                continue
            if self._clear(duty, turn) and self._decided(duty, joined, attacker, turn):
                for actor in able:
                    yield "arises", duty.id, actor, self._effect(duty, turn)

    def _decided(self, duty: GuaranteeDuty, joined: list[str], attacker: str | None, turn: Turn) -> bool:
        votes = duty.decision.attacker_votes
        heard = turn.facts[f"attacker-votes.{duty.id}"] if votes is None else votes
        voters = [actor for actor in joined if heard or actor != attacker]
        if duty.decision.rule.value == "each_alone":
            return True
        if duty.decision.rule.value == "unknown":
            return turn.facts[f"agreed.{duty.id}"]
        if duty.decision.rule.value == "body":
            return self._body(duty.decision.body or "", attacker, turn)
        return self._vote(duty.decision, voters, attacker, turn)

    def _vote(self, decision: Decision, voters: list[str], attacker: str | None, turn: Turn) -> bool:
        ayes = sum(self._consents(actor, attacker, turn) for actor in voters)
        match decision.rule.value:
            case "unanimous":
                return ayes == len(voters)
            case "majority":
                return 2 * ayes > len(voters)
            case "at_least":
                return ayes >= (decision.n or 0)
            case "each_alone":
                return ayes > 0
            case "actor":
                return self._consents(decision.actor or "", attacker, turn)
        raise AssertionError(decision.rule)

    def _consents(self, actor: str, attacker: str | None, turn: Turn) -> bool:
        name = f"consent.{actor}"
        if actor == attacker and self.world.facts.get(name) is None:
            return False
        return turn.facts[name]

    def _body(self, name: str, attacker: str | None, turn: Turn) -> bool:
        body = self.instrument.bodies[name]
        if any(not self._consents(actor, attacker, turn) for actor in body.veto):
            return False
        if body.decision.rule.value == "unknown":
            asserted = self.world.facts.get(f"decision.{name}") is not None
            return turn.facts[f"decision.{name}"] and (asserted or attacker not in self._hands_on(name))
        return self._vote(body.decision, list(body.members), attacker, turn)

    def _found(self, name: str, attacker: str | None, turn: Turn) -> bool:
        asserted = self.world.facts.get(f"attribution.{name}") is not None
        return turn.facts[f"attribution.{name}"] and (asserted or attacker not in self._hands_on(name))

    def _hands_on(self, name: str) -> set[str]:
        body = self.instrument.bodies[name]
        return {*body.controlled_by, *body.veto, *(body.members if body.decision.rule.value == "unanimous" else ())}

    def _effect(self, duty: Duty, turn: Turn) -> str:
        free = duty.discretion.value == "whether" or turn.facts.get(f"free.{duty.id}", False)
        if free or duty.kind.value in ("permission", "power") or duty.strength.value == "may":
            return "may"
        if duty.strength.value == "expects":
            word = "expected"
        elif duty.strength.value == "intends" or self.instrument.form.value == "declaration_of_intent":
            word = "intends"
        else:
            word = "must" if turn.facts["binding"] else "committed"
        return word + ("_not" if duty.kind.value == "prohibition" else "")

    def true(self, tree: Condition | None, turn: Turn, *, default: bool = False) -> bool:
        if tree is None:
            return default
        if tree.all is not None:
            return all(self.true(part, turn) for part in tree.all)
        if tree.any is not None:
            return any(self.true(part, turn) for part in tree.any)
        if tree.none is not None:
            return not any(self.true(part, turn) for part in tree.none)
        if tree.count is not None:
            return sum(self.true(part, turn) for part in tree.of) >= tree.count
        return self._leaf(tree, turn)

    def _leaf(self, leaf: Condition, turn: Turn) -> bool:  # noqa: PLR0911 - one kind of leaf, one line
        if leaf.fact is not None:
            return turn.facts[leaf.fact]
        if leaf.unknown is not None:
            return turn.facts[self.hidden[id(leaf)]]
        if leaf.stage is not None:
            return STEPS.index(turn.choices[f"stage.{leaf.stage.actor}"]) >= STEPS.index(leaf.stage.at_least.value)
        if leaf.dates is not None:
            after = leaf.dates.since is None or leaf.dates.since <= self.world.at
            return after and (leaf.dates.until is None or self.world.at <= leaf.dates.until)
        if leaf.in_force:
            return bool(self.live)
        if leaf.breach is not None:
            return self._breach(leaf, turn)
        event = leaf.event
        happens = self.world.event
        if event is None or happens is None or happens.kind != event.kind:
            return False
        by = "anyone" in event.by or turn.choices["attacker"] in event.by
        on = "anyone" in event.on or turn.choices["victim"] in event.on
        where = turn.choices["place"]
        return by and on and where not in event.outside and (not event.inside or where in event.inside)

    def _breach(self, leaf: Condition, turn: Turn) -> bool:
        test = leaf.breach
        if test is None:
            raise AssertionError(leaf)
        duties: list[Duty] = [norm for _, _, norm in self.norms()]
        duties += [duty for _, _, guarantee in self.guarantees() for duty in guarantee.duties]
        breach = next(duty.breach for duty in duties if duty.id == test.norm)
        if breach is None:
            raise AssertionError(test)
        done = turn.facts[breach.fact]
        cured = turn.facts[breach.cured] if breach.cured else False
        found = done and (turn.facts[breach.attributed] if breach.attributed else True)
        reports = self.instrument.facts[breach.fact].reports
        return {
            "alleged": done or any(report.says == "asserts" for report in reports),
            "committed": done,
            "attributed": found,
            "cured": done and cured,
            "open": found and not cured,
        }[test.state.value]

    def norms(self) -> Iterator[tuple[Provision, Variant | None, Norm]]:
        for provision in self.instrument.provisions:
            yield from ((provision, None, norm) for norm in provision.norms)
            for variant in provision.variants:
                yield from ((provision, variant, norm) for norm in variant.norms)

    def guarantees(self) -> Iterator[tuple[Provision, Variant | None, Guarantee]]:
        for provision in self.instrument.provisions:
            yield from ((provision, None, guarantee) for guarantee in provision.guarantees)
            for variant in provision.variants:
                yield from ((provision, variant, guarantee) for guarantee in variant.guarantees)
