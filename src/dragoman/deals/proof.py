"""Proofs in plain words: the steps by which an answer was reached, each with its own answer and its source."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.deals.answers import Step, negated
from dragoman.deals.duties import Duty, Guarantee, GuaranteeDuty, Guarantor
from dragoman.deals.engine import Case, Outcome
from dragoman.deals.model import Instrument, Provision
from dragoman.deals.parties import Sourced
from dragoman.deals.propositions import BINDING, SIGNATURE_BINDS, UNSURE
from dragoman.deals.questions import Supposition, stage_group
from dragoman.deals.terms import Answer, BoundBy, Discretion, LegalCharacter, Rule, Sharing, Stage
from dragoman.deals.trees import NEVER, Node
from dragoman.deals.wording import (
    condition_text,
    decision_text,
    event_text,
    firmness_text,
    join_text,
    listed,
    name_of,
    said_of,
    stages_text,
    term_text,
)


@dataclass(frozen=True, slots=True)
class Prover:
    """Tells the steps behind the answers in one world.

    Attributes:
        case: The instrument.
        outcome: What the solver found; the world must be among those explained.
        world: The world's number.
        supposition: The world.
    """

    case: Case
    outcome: Outcome
    world: int
    supposition: Supposition

    @property
    def instrument(self) -> Instrument:
        """The instrument."""
        return self.case.instrument

    def ask(self, name: str, *arguments: str | int) -> Answer:
        """Give the answer for an atom in this world."""
        return self.outcome.answer(name, self.world, *arguments)

    # Entry into force

    def in_force_for(self, actor: str) -> Step:
        """Tell why the instrument is in force for an actor, or not."""
        name = name_of(self.instrument, actor)
        steps = [self.bound(actor), *self.entry()]
        return Step(
            text=f"the instrument is in force for {name}", answer=self.ask("in_force", actor), steps=tuple(steps)
        )

    def entry(self) -> list[Step]:
        """Tell what entry into force and staying in force hang on."""
        entry = self.instrument.entry
        if self.supposition.in_force:
            met = Step(text="it is supposed to have entered into force", answer=Answer.CERTAIN)
        else:
            steps = [self.tree("entry.requires")] if entry.requires is not None else []
            if entry.date is not None:
                begun = Answer.CERTAIN if self.supposition.at >= entry.date else Answer.NO
                steps.append(Step(text=f"its date of entry, {entry.date.isoformat()}, has come", answer=begun))
            text = "what entry into force requires is met" if steps else "nothing further is required for entry"
            met = self._step(text, self.ask("entry_met"), entry, steps)
        found = [met]
        if entry.ends_if is not None or entry.term is not None:
            steps = [self.tree("entry.ends_if")] if entry.ends_if is not None else []
            if entry.term is not None:
                steps.append(self.term("instrument", term_text(entry.term)))
            found.append(self._step("it has not ended", negated(self.ask("over")), entry, steps))
        if entry.suspended_if is not None:
            below = [self.tree("entry.suspended_if")]
            found.append(self._step("it is not suspended", negated(self.ask("resting")), entry, below))
        return found

    def bound(self, actor: str) -> Step:
        """Tell how far an actor has gone and whether that binds it."""
        party = self.instrument.actors[actor]
        name, rule = name_of(self.instrument, actor), self.instrument.entry.bound_by
        how = {BoundBy.SIGNATURE: "by signature", BoundBy.RATIFICATION: "by ratification"}.get(rule, "by its consent")
        chosen = self.supposition.choices.get(stage_group(actor))
        stages = (Stage(chosen),) if chosen is not None else party.stage
        answer = self.ask("bound", actor)
        supposed = self.supposition.in_force and chosen is None and answer is Answer.CERTAIN
        state = "supposed here" if supposed else f"so far: {stages_text(stages)}"
        open_stage = len(stages) > 1 and answer is Answer.POSSIBLE
        below = []
        if rule is BoundBy.UNKNOWN and not supposed and answer is Answer.POSSIBLE:
            below.append(self.proposition(SIGNATURE_BINDS))
        step = self._step(f"bound {how}: {name} ({state})", answer, party, below)
        return step.model_copy(update={"proposition": stage_group(actor)}) if open_stage else step

    # Norms and guarantees

    def duty_for(self, duty: Duty, provision: Provision, actor: str) -> list[Step]:
        """Tell why a norm binds an actor, or does not: all but what is said of guarantees."""
        applies = self.ask("applies", provision.id, actor)
        force = self.in_force_for(actor)
        if applies is not force.answer:
            early = self.instrument.entry.provisional
            below = (
                [self.tree("entry.provisional.requires")] if early is not None and early.requires is not None else []
            )
            text = f"{provision.ref or provision.id} applies provisionally"
            force = self._step(text, applies, early or provision, below)
        return [force, *self.conditions(duty)]

    def conditions(self, duty: Duty) -> list[Step]:
        """Tell what a duty's own conditions come to."""
        found = []
        for name, text, good in (
            ("after", "what must come first has come", True),
            ("trigger", "what makes it arise has happened", True),
            ("unless", "no exception applies", False),
            ("suspended_if", "it does not rest", False),
            ("discharged_if", "it has not been discharged", False),
        ):
            owner = f"{duty.id}.{name}"
            if owner in self.case.trees.roots:
                below = self.tree(owner)
                answer = below.answer if good else negated(below.answer)
                found.append(self._step(text, answer, duty, [below]))
        return found

    def character(self, duty: Duty) -> Step | None:
        """Tell what the instrument's character makes of a duty, where it is not plainly law."""
        instrument = self.instrument
        if instrument.legal_character is LegalCharacter.BINDING and BINDING not in self.supposition.facts:
            return None
        answer = self.ask("true", BINDING)
        if answer is Answer.NO:
            text = "the instrument does not bind in law, so its duties are political"
            return Step(text=text, answer=Answer.CERTAIN, ref=duty.ref)
        text = f"the instrument binds in law (its character: {instrument.legal_character.value})"
        open_one = BINDING if answer is Answer.POSSIBLE else None
        return Step(text=text, answer=answer, ref=duty.ref, proposition=open_one)

    def guarantee(self, guarantee: Guarantee) -> Step:
        """Tell why a guarantee is triggered, or is not."""
        asked = event_text(self.instrument, self.supposition.event)
        case = self.tree(f"{guarantee.id}.casus")
        covered = condition_text(self.instrument, guarantee.casus)
        steps = [case.model_copy(update={"text": f"it covers {covered}; the question is {asked}"})]
        if guarantee.threshold is not None:
            steps.append(self.tree(f"{guarantee.id}.threshold"))
        if guarantee.attribution is not None:
            steps.append(self.attribution(guarantee.attribution, self.ask("attributed", guarantee.id)))
        if guarantee.void_if is not None:
            below = [self.tree(f"{guarantee.id}.void_if")]
            text = "nothing has made it lapse"
            steps.append(self._step(text, negated(self.ask("lapsed", guarantee.id)), guarantee, below))
        if guarantee.excluded:
            places = listed([self.instrument.territories[place] for place in guarantee.excluded])
            text = f"it lies outside what is excluded: {places}"
            steps.append(self._step(text, negated(self.ask("out_of_area", guarantee.id)), guarantee, []))
        if guarantee.term is not None:
            steps.append(self.term(guarantee.id, term_text(guarantee.term)))
        answer = self.ask("triggered", guarantee.id)
        return self._step(f"the guarantee {guarantee.id} is triggered", answer, guarantee, steps)

    def attribution(self, body: str, answer: Answer) -> Step:
        """Tell whether the body that must say who did it says so."""
        name = self.instrument.bodies[body].name
        below = []
        if self.ask("captured", body) is not Answer.NO:
            text = f"the attacker controls or can stop {name}, so it is taken not to name it"
            below.append(Step(text=text, answer=self.ask("captured", body)))
        step = self._step(f"{name} finds who did it", answer, self.instrument.bodies[body], below)
        return step.model_copy(update={"proposition": f"attribution.{body}"}) if answer is Answer.POSSIBLE else step

    def guarantor(self, guarantee: Guarantee, guarantor: Guarantor) -> Step:
        """Tell whether an actor is a guarantor and not the attacker."""
        actor = guarantor.actor
        name = name_of(self.instrument, actor)
        joined = self.ask("joined", guarantee.id, actor)
        below = []
        if self.ask("attacker", actor) is not Answer.NO:
            below.append(Step(text=f"{name} is the attacker", answer=self.ask("attacker", actor)))
        if self.ask("victim", actor) is not Answer.NO:
            below.append(Step(text=f"{name} is the one attacked", answer=self.ask("victim", actor)))
        text = f"{name} is among the guarantors ({firmness_text(guarantor.firmness)})"
        step = self._step(text, joined, guarantor, below)
        unsure = guarantor.firmness in UNSURE and joined is Answer.POSSIBLE
        return step.model_copy(update={"proposition": f"joins.{actor}"}) if unsure else step

    def decision(self, guarantee: Guarantee, duty: GuaranteeDuty) -> Step:
        """Tell whether those who must agree agree."""
        decision = duty.decision
        below: list[Step] = []
        if decision.rule in {Rule.UNANIMOUS, Rule.MAJORITY, Rule.AT_LEAST}:
            below = [self.consent(guarantor.actor) for guarantor in guarantee.guarantors]
        elif decision.rule is Rule.ACTOR and decision.actor is not None:
            below = [self.consent(decision.actor)]
        elif decision.rule is Rule.BODY and decision.body is not None:
            below = self.body(decision.body)
        elif decision.rule is Rule.UNKNOWN:
            below = [self.proposition(f"agreed.{duty.id}")]
        text = f"the rule of decision is met: {decision_text(self.instrument, decision)}"
        return self._step(text, self.ask("decided", duty.id), duty, below)

    def body(self, body: str) -> list[Step]:
        """Tell what a body's decision hangs on."""
        record = self.instrument.bodies[body]
        if record.decision.rule is Rule.UNKNOWN:
            return [self.proposition(f"decision.{body}"), *(self.consent(actor) for actor in record.veto)]
        asked = (record.decision.actor,) if record.decision.actor is not None else record.members
        return [self.consent(actor) for actor in dict.fromkeys((*asked, *record.veto))]

    def consent(self, actor: str) -> Step:
        """Tell whether an actor agrees; an attacker is taken not to."""
        answer = self.ask("consents", actor)
        name = name_of(self.instrument, actor)
        if self.ask("opposed", actor) is Answer.CERTAIN:
            return Step(text=f"{name} agrees (as the attacker it is taken not to)", answer=answer)
        open_one = f"consent.{actor}" if answer is Answer.POSSIBLE else None
        return Step(text=f"{name} agrees", answer=answer, proposition=open_one)

    def owed(self, guarantee: Guarantee, duty: GuaranteeDuty, provision: Provision, actor: str) -> list[Step]:
        """Tell every step from a guarantee to one guarantor's duty."""
        guarantor = next(one for one in guarantee.guarantors if one.actor == actor)
        steps = [self.guarantee(guarantee), self.guarantor(guarantee, guarantor), self.decision(guarantee, duty)]
        steps += self.duty_for(duty, provision, actor)
        if duty.sharing in {Sharing.JOINT, Sharing.UNKNOWN}:
            text = "it is owed by all together, and all of them can and must"
            step = Step(text=text, answer=negated(self.ask("broken", duty.id)))
            open_one = duty.sharing is Sharing.UNKNOWN and step.answer is Answer.POSSIBLE
            steps.append(step.model_copy(update={"proposition": f"joint.{duty.id}"}) if open_one else step)
        return steps

    def extras(self, duty: Duty) -> list[Step]:
        """Tell what weakens a duty in action: whose text it is, its character, its discretion, its term."""
        steps = []
        adopted = self.ask("adopted", duty.id)
        if adopted is not Answer.CERTAIN:
            steps.append(Step(text=f"the bracketed text with {duty.id} is the one adopted", answer=adopted))
        character = self.character(duty)
        if character is not None:
            steps.append(character)
        if duty.discretion is Discretion.UNKNOWN:
            steps.append(self.proposition(f"free.{duty.id}"))
        return steps

    # Steps for trees, terms and propositions

    def term(self, name: str, words: str) -> Step:
        """Tell whether a term still runs."""
        answer = self.ask("inside", name)
        open_one = f"unexpired.{name}" if answer is Answer.POSSIBLE else None
        return Step(text=f"its term still runs ({words})", answer=answer, proposition=open_one)

    def proposition(self, name: str) -> Step:
        """Tell whether an open term or fact is so."""
        answer = self.ask("true", name)
        open_one = name if answer is Answer.POSSIBLE else None
        return Step(text=self.case.propositions[name].text, answer=answer, proposition=open_one)

    def tree(self, owner: str) -> Step:
        """Tell a condition tree."""
        return self._node(self.case.trees.nodes[self.case.trees.root(owner, NEVER)])

    def _node(self, node: Node) -> Step:
        answer = self.ask("holds", node.number)
        steps = tuple(self._node(self.case.trees.nodes[part]) for part in node.parts)
        condition = node.condition
        if node.proposition is not None:
            fact = self.instrument.facts.get(node.proposition)
            open_one = node.proposition if answer is Answer.POSSIBLE else None
            text = self.case.propositions[node.proposition].text
            step = Step(text=text, answer=answer, proposition=open_one)
            if fact is not None:
                step = step.model_copy(
                    update={
                        "said": said_of(self.instrument, fact),
                        "source": self._source(fact.source),
                        "ref": fact.ref,
                        "quote": fact.quote,
                    }
                )
            if condition is not None and condition.text and fact is None:
                step = step.model_copy(update={"text": condition.text})
            return step
        if condition is None:
            return Step(text="not so" if node.join == "none" else "all of it", answer=answer, steps=steps)
        # The parts are told below, so the node itself only says how they are joined.
        text = join_text(condition) if steps else condition_text(self.instrument, condition)
        proposition = None
        if condition.stage is not None and answer is Answer.POSSIBLE:
            proposition = stage_group(condition.stage.actor)
        source = self._source(condition.source)
        return Step(text=text, answer=answer, ref=condition.ref, source=source, steps=steps, proposition=proposition)

    def _step(self, text: str, answer: Answer, sourced: Sourced, steps: list[Step]) -> Step:
        return Step(
            text=text,
            answer=answer,
            ref=sourced.ref,
            quote=sourced.quote,
            source=self._source(sourced.source),
            steps=tuple(steps),
        )

    def _source(self, source: str | None) -> str:
        return self.instrument.sources[source].title if source is not None else ""
