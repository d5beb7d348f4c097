"""Words that betray an issue or an act: what the network is too small to have met often enough.

The annotated corpora hold fewer than ten statements for a third of the issues, so the network alone cannot
know them.  These lists are the field's ordinary words for each code, written from the guideline and the
PA-X and ATOP topic lists; `training/words.py` learns how far to trust each beside all other words.

A term is one or more words; `stem*` stands for any word that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dragoman.record import Act, Issue

TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|\$")
"""A word, with its inner hyphens, apostrophes and stops (`cease-fire`, `U.S`), or a dollar sign."""

_ISSUE_TERMS: dict[Issue, str] = {
    Issue.CEASEFIRE: """ceasefire*, cease-fire*, truce*, armistice*, cessation of hostilities, de-escalat*, deescalat*, lull, calm, halt the fighting,
        halt to the fighting, halt hostilities, halt to hostilities, end the fighting, end to the fighting, end the violence, stop the fighting, stop fighting, stop the attacks,
        stop firing, stop shelling, pause in fighting, pause in the fighting, pause in hostilities, suspend* attacks, suspend* the offensive, humanitarian pause*,
        scale* back, scaling back, reduction in violence, silence the guns, hold fire, hold its fire, hold their fire, laying down arms, lay down their arms, end to hostilities, end hostilities""",
    Issue.PROCESS: """talk, talks, negotiat*, meet, meets, meeting*, met, summit*, round of, rounds of, delegation*, envoy*, mediat*, dialogue*, diploma*, visit*, venue*,
        roadmap*, consultation*, conference*, discuss*, table, invit*, broker*, go-between*, proximity, shuttle""",
    Issue.SETTLEMENT: """peace plan*, peace deal*, peace agreement*, peace treat*, peace accord*, peace settlement, peace proposal*, peace process, peace framework, peace terms,
        settlement, treaty, treaties, accord, accords, final deal, final agreement, final status, framework, the deal, a deal, any deal, this deal, that deal, new deal, nuclear deal,
        interim deal, the agreement, an agreement, any agreement, this agreement, comprehensive agreement, pact, two-state, lasting peace, end the war, end to the war, end the conflict, compromise*, peace""",
    Issue.GUARANTEES: "guarantee*, guarantor*, security assurance*, article 5, article five, collective defence, collective defense, mutual defence, mutual defense, security umbrella",
    Issue.WITHDRAWAL: """withdraw*, withdrew, pull out, pulls out, pulled out, pulling out, pull-out, pullout, pull back, pulls back, pulled back, pulling back, pullback, drawdown,
        vacat*, troop reduction*, troop departure*, leave the country, leave the territory, leave the strip, leave the area, departure of, redeploy*""",
    Issue.FORCES: "deploy*, mobilis*, mobiliz*, reinforce*, military exercise*, military drill*, drills, war games, conscript*, troop, troops, garrison*, build-up, buildup, battalion*, brigade*",
    Issue.FOREIGN_FORCES: """foreign troops, foreign forces, foreign base*, foreign military, foreign soldiers, foreign contingent*, foreign fighters, mercenar*, peacekeep*, international force*,
        multinational force*, stabilisation force, stabilization force, military base*, western troops, nato troops, european troops, american troops, american forces, boots on the ground, blue helmets, foreign presence""",
    Issue.FORCE_LIMITS: """size of the army, size of its army, size of the ukrainian army, size of the military, size of the armed, strength of the army, cap on, ceiling*, troop numbers, number of troops, number of tanks,
        number of soldiers, force limit*, force level*, army to, reduction in the size, range of its missiles, cap the, cut the army, peacetime""",
    Issue.DISARMAMENT: """disarm*, demilitari*, decommission*, lay down its arms, lay down arms, surrender weapons, surrender its weapons, surrender of weapons, hand over weapons, weapons collection, cantonment,
        demobili*, reintegrat*, chemical weapons, heavy weapons, stockpile*, dismantl*""",
    Issue.NUCLEAR: "nuclear, denuclear*, enrich*, uranium, plutonium, centrifuge*, warhead*, atomic, reactor*, non-proliferation, nonproliferation, iaea, ballistic, missile test*, icbm*, test site",
    Issue.TERRITORY: """territor*, land swap*, land, annex*, border*, cede*, ceding, occup*, sovereign*, donbas, donbass, crimea, golan, west bank, buffer zone*, corridor, demarcat*, enclave*,
        front line*, frontline*, line of contact, line of control, integrity, settlements, region*""",
    Issue.SELF_DETERMINATION: "autonom*, statehood, self-determination, self-rule, self-government, independence, independent state, recogni*, secession*, special status, federali*, palestinian state, devolution, breakaway",
    Issue.NEUTRALITY: "neutral, neutrality, non-align*, nonalign*, non-bloc, nonbloc, finlandi*",
    Issue.ALLIANCES: """nato membership, nato accession, nato bid, nato expansion, nato enlargement, join nato, joining nato, membership of nato, membership in nato, military alliance*, military-political alliance*,
        join the alliance, joining the alliance, alliance membership, defence pact, defense pact, join military, nato aspirations""",
    Issue.EU_ACCESSION: """join the eu, joining the eu, join the european, joining the european, eu membership, eu accession, eu candida*, eu bid, eu entry, accession to the european, accession to the eu,
        membership of the european, membership of the eu, membership in the eu, candidate status, join the bloc, joining the bloc, european integration, european future""",
    Issue.NON_AGGRESSION: "non-aggression, nonaggression, not to attack, not attack, not to invade, not invade, no intention of attacking, hostile intent, renounc*, use of force, hostile policy, hostile policies",
    Issue.MONITORING: "monitor*, verif*, inspect*, observer*, observation, osce, supervis*, fact-finding, compliance, complian*, comply, complied, access to sites, snapback, snap-back",
    Issue.RATIFICATION: """ratif*, referendum*, plebiscite*, entry into force, enter into force, enters into force, come into force, comes into force, came into force, take effect, takes effect, took effect, into effect, parliamentary approval,
        approval by parliament, congressional, congress, knesset, senate, parliament, approv*, sign, signs, signed, signing, signature*, constitutional""",
    Issue.DETAINEES: "prisoner*, hostage*, detain*, detention, captive*, captiv*, abduct*, release of, freed, freeing, free the, jail*, imprison*, missing persons, remains of, kidnap*, pow, pows, inmate*, bodies",
    Issue.HUMANITARIAN: "humanitarian, aid, relief, food, famine, medicine*, medical, convoy*, crossing*, starv*, fuel, evacuat*, civilian*, red cross",
    Issue.DISPLACED: "refugee*, displac*, return home, return of, returnee*, deport*, abducted children, family reunion*, reunions, separated families, residents, migrant*, asylum, resettl*",
    Issue.SANCTIONS: "sanction*, embargo*, frozen assets, frozen funds, asset freeze*, blacklist*, delist*, maximum pressure, unfreez*, unfroze*, tariff*, penalties",
    Issue.ECONOMY: """econom*, trade, fund, funds, funding, reconstruct*, rebuild*, invest*, energy, gas, oil, electricity, salar*, wage*, loan*, $, billion*, dollar*, bank*, pipeline*, mineral*, budget*, tax*, currency, market*, revenue*""",
    Issue.SHIPPING: "shipping, strait*, port, ports, grain, vessel*, ship, ships, tanker*, maritime, blockade*, naval, navigation, canal, harbour*, seaborne, hormuz, black sea, red sea",
    Issue.REPARATIONS: "reparation*, compensat*, damages, indemnit*, restitution",
    Issue.ACCOUNTABILITY: """war crime*, crimes against humanity, amnest*, tribunal*, prosecut*, criminal court, icc, genocid*, investigat*, justice, impunity, arrest warrant*, truth commission, accountab*, immunity, indict*, pardon*""",
    Issue.MILITARY_AID: """weapons deliver*, weapons suppl*, weapons shipment*, weapons to, military aid, military support, military assistance, military equipment, arms deliver*, arms suppl*, arms shipment*, arms sale*, arms to, lethal aid,
        arming, air defence, air defense, supply weapons, provide weapons, intelligence-sharing, intelligence sharing, missile systems, patriot*, ammunition""",
    Issue.GOVERNANCE: """election*, power-sharing, transitional, interim government, unity government, constitution*, language rights, minority rights, political rights, rights, democra*, legitima*, regime change, caretaker, step down,
        resign*, govern*, cabinet, vote*, ballot*, women, parliamentary seats, reforms""",
    Issue.RECONCILIATION: "reconcil*, apolog*, forgiv*, confidence-building, trust, mutual, normali*, rapprochement, goodwill, friendship, friendly, hotline, propaganda, loudspeaker*, historic, relations",
    Issue.HOSTILITIES: """attack*, strike, strikes, striking, struck, shell*, bomb*, offensive*, fighting, fight*, fought, rocket*, missile*, drone*, kill*, clash*, raid*, invasion, invad*, war, wars, combat, fire, fired, firing, casualt*,
        wounded, dead, death*, died, assault*, airstrike*, retaliat*, military operation*, military action, military campaign, aggression, battle*, violen*, war-torn, bloodshed""",
    Issue.INCIDENT: "incident*, shot down, downed, crash*, explosion*, assassinat*, residence, responsible for, behind the attack, behind the blast, sabotage, blast, poison*, massacre*, car bomb*, alleged, atrocit*",
    Issue.COUNTER_TERRORISM: "terror*, al-qaeda, al-qaida, qaeda, islamic state, isis, isil, extremis*, jihadi*, militant*, safe haven*",
}

_ACT_TERMS: dict[Act, str] = {
    Act.PROPOSE: """propos*, put forward, puts forward, suggest*, plan calls, plan would, envision*, envisag*, envisages, float*, draft*, under the plan, under the proposal, under the terms, under the deal, tabled, outlin*, present*,
        would be, would see, would involve, would include, idea*, option*""",
    Act.OFFER: "offer*, ready to, prepared to, willing*, open to, in return, in exchange, would be willing, readiness",
    Act.PLEDGE: "pledg*, promis*, vow*, commit*, undertak*, undertook, will not, will never, will continue, will keep, will do, swore, assur*, determined to, resolute*, guarantees that, would not",
    Act.DEMAND: """demand*, insist*, must, red line*, call for, calls for, called for, calling for, want, wants, wanted, need to, needs to, should, ultimatum*, require*, has to, have to, precondition*, only if, cannot accept, order*,
        condition*, non-negotiable, it is time""",
    Act.REQUEST: "ask, asks, asked, asking, urg*, appeal*, request*, plead*, pled, beg, begged, implor*, invit*, call on, calls on, called on, calling on, encourag*, seek*, sought, please",
    Act.ACCEPT: "accept*, agreed to, agrees to, consent*, approv*, back, backs, backed, backing, support*, endors*, welcom*, adopt*, conced*, favour*, favor*, accede*",
    Act.AGREE: """two sides, both sides, the sides, three countries, two leaders, both countries, agreed on, agreed that, agreed to, agree to, have agreed, had agreed, reached an, reached a, joint*, each other, struck a deal, concluded, shook hands,
        agreement was, signed, signing, understanding""",
    Act.REJECT: """reject*, refus*, oppos*, rul* out, dismiss*, turned down, turns down, not accept, not agree, not attend, not join, not negotiate, won't, won’t, would not, no longer, unacceptable, non-starter, veto*, rebuff*, cancel*, walk* away,
        walk* out, against, never, called off, scrapp*, spurn*""",
    Act.THREATEN: "threat*, warn*, ultimatum*, consequence*, retaliat*, otherwise, will respond, unless, all options, heavy price, pay a price, hell, if they, if it, force",
    Act.ACCUSE: """accus*, blam*, alleg*, violat*, condemn*, denounc*, critici*, sabotag*, undermin*, responsible for, guilty, breach*, hypocri*, bad faith, slam*, lambast*, lying, lied, obstruct*, betray*, fault, failed to, derail*, not serious, refus*""",
    Act.DENY: "deny, denies, denied, denying, denial*, not true, untrue, false, no evidence, no basis, no truth, baseless, disput*, contradict*, not reflect, isn't, isn’t, is not, refut*, fake, was not, were not, never, rejected the, rejected claims, rejected accusations",
    Act.CLAIM: "claim*, said, says, told, stated, according to, confirm*, report*, reveal*, disclos*, wrote, tweet*, added, noted, show*, has been, have been, had been, been, were",
    Act.ASSESS: """hope*, hoping, fear*, believ*, think*, thought, optimis*, pessimis*, sceptic*, skeptic*, progress, difficult*, expect*, likely, unlikely, possib*, welcom*, concern*, important*, historic, significant*, success*, may, might, could, seem*,
        appear*, good, better, best, opportunit*, chance*, challeng*, describ*, called, view*, predict*, confiden*, disappoint*, encourag*, positive, constructive, crucial, long way, great, very, step, clear""",
    Act.ANNOUNCE: """announc*, will meet, will hold, will attend, will travel, will visit, will host, will begin, will start, will resume, will take place, will send, will arrive, will be held, to meet, to hold, to travel, to visit, schedul*, arriv*,
        sent, send*, delegation*, met with, met in, held talks, held a meeting, postpon*, cancel*, decid*, decision, launch*, resum*, declar*, due to, is set, are set, plans to, planned, invited, issued, travelled, traveled, spoke with, spoke to, order*""",
    Act.REFUSE_COMMENT: """declined to, refused to comment, refused to say, no comment, no immediate, not immediately, did not respond, did not reply, did not elaborate, did not answer, did not say, did not specify, without elaborating, without giving,
        without providing, would not say, would not comment, not comment, not respond, declin*, comment*, not available, not clear""",
}

CODES: tuple[str, ...] = (*(f"issue:{issue}" for issue in Issue), *(f"act:{act}" for act in Act))
"""The lists' names, in the order of the indices that `codes_in` gives."""


def _parsed() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Index the terms by the first two letters of their first word."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    lists = (*(_ISSUE_TERMS[issue] for issue in Issue), *(_ACT_TERMS[act] for act in Act))
    for code, terms in enumerate(lists):
        for term in terms.split(","):
            words = tuple(term.split())
            index.setdefault(words[0][:2].rstrip("*"), []).append((words, code))
    return index


_INDEX = _parsed()


@lru_cache(maxsize=50_000)
def _openings(word: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Give the terms that a word can open, with the words that must follow."""
    nearby = _INDEX.get(word[:2], [])
    if len(word) < 2:
        nearby = _INDEX.get(word, [])
    return tuple((words[1:], code) for words, code in nearby if _fits(words[0], word))


def codes_in(tokens: Sequence[str]) -> list[int]:
    """Give the codes whose terms stand in a run of lower-case tokens, one entry for each occurrence."""
    found: list[int] = []
    for at, token in enumerate(tokens):
        for rest, code in _openings(token):
            if not rest or _follows(tokens, at + 1, rest):
                found.append(code)
    return found


def _follows(tokens: Sequence[str], at: int, rest: tuple[str, ...]) -> bool:
    if len(tokens) - at < len(rest):
        return False
    for place, want in enumerate(rest, at):  # noqa: SIM110 - run a hundred times a statement, twice as fast like this
        if not _fits(want, tokens[place]):
            return False
    return True


def _fits(want: str, word: str) -> bool:
    return word.startswith(want[:-1]) if want[-1] == "*" else word == want
