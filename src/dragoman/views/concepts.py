"""The trade's synonyms: words and phrases that stand for one thing when two wordings are compared.

Only what never differs in a way that matters to a deal is joined: a truce and a ceasefire, manoeuvres and
exercises.  "Guarantee" and "assurance" are joined for finding the same term told twice; what each witness
says stays in its quote.
"""

from __future__ import annotations

import re

CONCEPTS: dict[str, str] = {
    "ceasefire": "truce armistice ceasefires",
    "neutral": "neutrality nonaligned nonalignment nonbloc neutralise neutralize",
    "alliance": "alliances bloc blocs",
    "base": "bases contingent contingents station stations stationed stationing garrison",
    "exercise": "exercises manoeuvre manoeuvres maneuver maneuvers drill drills",
    "consent": "approval permission assent",
    "unanimous": "unanimity unanimously",
    "majority": "majorities",
    "guarantee": "guarantees guarantor guarantors assurance assurances",
    "referendum": "plebiscite referenda",
    "ratify": "ratified ratification ratifies congress parliament rada senate legislature knesset duma lawmakers",
    "nuclear": "atomic warhead warheads denuclearise denuclearize denuclearisation denuclearization",
    "enrich": "enrichment uranium centrifuge centrifuges",
    "monitor": "monitors monitoring observer observers inspection inspections inspector inspectors verify verification",
    "sanction": "sanctions embargo",
    "freeze": "frozen freezing unfreeze",
    "captive": "captives hostage hostages prisoner prisoners detainee detainees pows",
    "exchange": "swap swaps exchanged",
    "return": "returns returned repatriate repatriation repatriated",
    "displaced": "refugee refugees evacuee evacuees",
    "relief": "humanitarian convoy convoys",
    "territory": "territories territorial land lands",
    "cede": "ceding cession relinquish relinquished surrender surrendering concede",
    "withdraw": "leave leaves leaving withdrawal withdrawals withdrew withdrawn pullout pullback vacate retreat "
    "retreats",
    "recognise": "recognize recognition recognises recognizes recognised recognized",
    "talk": "talks negotiate negotiates negotiated negotiations negotiation consultation consultations consult "
    "dialogue conversation conversations discuss discussed discussions discussion",
    "army": "armies",
    "cap": "ceiling ceilings limit limits limited caps restrict restriction restrictions",
    "reduce": "cut cuts cutting reduction reductions decrease shrink slash curb curtail",
    "force": "troop troops soldier soldiers forces",
    "weapon": "weapons arms missile missiles rocket rockets tanks",
    "peacekeeper": "peacekeepers peacekeeping multinational",
    "election": "elections vote votes voting ballot",
    "rebuild": "reconstruction rebuilding reconstruct",
    "reparation": "reparations compensation compensate damages",
    "amnesty": "pardon pardons immunity",
    "prosecute": "tribunal prosecution trial court",
    "summit": "summits leaders",
    "void": "forfeit forfeited lapse lapses null nullified invalid",
    "attack": "attacks attacked aggression invasion invade invades invaded assault",
    "airspace": "skies sky",
    "renew": "renewal renewed renewable extend extended extension extendable prolong prolonged",
    "shipping": "ports port strait straits navigation vessels vessel ships",
    "disarm": "disarmament disarming decommission decommissioning demilitarise demilitarize demilitarisation "
    "demilitarization",
    "autonomy": "autonomous federal federalism decentralisation decentralization",
    "independence": "independent sovereignty statehood",
    "lift": "lifting lifted remove removal removed ease easing eased",
    "permanent": "permanently lasting indefinite forever",
    "release": "releases released releasing free freed freeing",
    "corridor": "corridors crossing crossings",
    "fund": "funds funding loan loans billion",
    "phase": "phases stage stages",
    "defend": "defence defense",
    "stay": "stays stayed staying remain remains remained remaining keep keeps kept keeping maintain maintains "
    "maintained maintaining presence control controls controlled hold holds holding retain retains",
    "border": "borders frontier",
    "screen": "screened screening inspected vetting vetted",
    "bridge": "bridging bridged bridges gap gaps narrow narrows narrowed narrowing differences",
    "present": "presented presents presenting submit submits submitted submitting unveil unveils unveiled table tabled "
    "outline outlined outlines circulate circulated deliver delivered send sends sent hand handed",
    "stop": "stops stopped stopping halt halts halted halting cease ceases ceased ceasing suspend suspends suspended "
    "suspending suspension pause pauses paused pausing",
    "fight": "fights fighting fought combat hostilities violence battle battles",
    "blockade": "blockades siege sieges besieged closure closures",
    "open": "opens opened opening reopen reopens reopened reopening",
    "toll": "tolls fee fees",
    "condition": "conditions precondition preconditions prerequisite prerequisites",
    "mediate": "mediates mediated mediating mediation mediator mediators facilitate facilitates facilitated "
    "facilitating facilitation facilitator broker brokers brokered brokering",
    "incentive": "incentives carrot carrots inducement inducements",
    "aid": "assistance investment investments prosperity trade",
    "haven": "havens sanctuary sanctuaries",
    "insist": "insists insisted insisting insistence",
    "exclude": "excludes excluded excluding exclusion",
    "resume": "resumes resumed resuming resumption restart restarts restarted restarting",
    "join": "joining accession membership entry accede enter entering attend attends attended attending participate "
    "participates participation",
    "resign": "resigns resigned resignation depart departs departed departure",
    "war": "wars conflict conflicts",
    "invite": "invites invited inviting invitation",
    "destroy": "destroys destroyed destruction dismantle dismantles dismantled dismantling shut shuts close closes "
    "closed closing scrap scraps scrapped scrapping",
    "test": "tests testing tested launch launches",
    "ship": "tanker tankers freighter freighters",
    "recover": "recovers recovered recovery retake retakes reconquer",
    "settle": "settles settled resolve resolves resolved resolving resolution solve solves solved solving solution",
    "respect": "respects respected comply complies complied compliance abide observe observed observing honour honor "
    "honoured honored uphold upholds upheld fulfil fulfill fulfilled adhere adheres adhered implement implements "
    "implemented implementing implementation",
    "commit": "commitment commitments",
    "defeat": "defeats defeated victory victories",
    "arsenal": "arsenals stockpile stockpiles",
    "clash": "disagreement disagreements quarrel quarrels dispute disputes",
    "civilian": "civilians",
    "negotiator": "negotiators",
    "direct": "directly",
    "quick": "quickly rapid rapidly speedy swift swiftly soon early",
    "group": "groups faction factions",
    "repeal": "repealed revoke revoked cancel cancelled canceled cancelling annul annulled rescind rescinded abolish "
    "abolished abolition",
    "disband": "disbanded disbanding dissolve dissolved dissolution demobilise demobilize demobilised demobilized "
    "demobilisation demobilization",
    "fighter": "fighters rebel rebels guerrilla guerrillas insurgent insurgents militant militants militia militias "
    "militiamen paramilitary paramilitaries mercenary mercenaries combatant combatants",
    "jail": "jails prison prisons",
    "treaty": "treaties pact pacts accord accords memorandum protocol convention",
    "integrate": "integrated integrating integration merge merged merging merger absorb absorbed incorporate "
    "incorporated",
    "timetable": "timetables schedule schedules scheduled calendar deadline deadlines timeline roadmap",
    "constitution": "constitutional constitutions",
    "ban": "bans banned banning prohibit prohibits prohibited prohibition forbid forbids forbidden outlaw outlawed",
    "violate": "violates violated violating violation violations breach breaches breached",
    "expel": "expels expelled expulsion",
    "occupy": "occupies occupied occupying occupation seize seizes seized capture captures captured",
    "transfer": "transfers transferred transferring handover",
    "veto": "vetoes vetoed",
    "escalate": "escalates escalated escalation",
    "oil": "petroleum crude oilfield oilfields",
    "salary": "salaries wage wages",
    "child": "children",
}
"""Concept to the single words that stand for it besides itself."""

PHRASES: tuple[tuple[str, str], ...] = (
    (r"(?:first|initial)\s+(?:phase|stage|step)", "1 phase"),
    (r"second\s+(?:phase|stage|step)", "2 phase"),
    (r"third\s+(?:phase|stage|step)", "3 phase"),
    (r"(?:all|each|every\s+one|every)\s+(?:of\s+them|guarantors?|members?|parties)", "unanimous"),
    (r"most\s+(?:of\s+them|guarantors?|members?|parties)", "majority"),
    (
        (
            r"(?:giv(?:e|es|ing|en)\s+up|gave\s+up|abandon(?:s|ed|ing|ment\s+of)?|rid\s+of|eliminat\w+(?:\s+of)?|"
            r"free\s+of|without|dismantl\w+)\s+(?:\w+\s+){0,3}?(?:nuclear|atomic)"
            r"(?:\s+(?:weapons?|arms|arsenal|programme?|bombs?))?|"
            r"nuclear[\s-](?:weapons?[\s-])?free|denuclear\w+|de-nuclear\w+"
        ),
        "denuke nuclear",
    ),
    (r"put(?:s|ting)?\s+forward|dr(?:aw|ew|awn)\s+up", "present"),
    (r"sea\s+route|shipping\s+(?:route|lane)s?|waterways?|strait\s+of\s+hormuz|hormuz", "shipping hormuz"),
    (r"charg(?:e|es|ed|ing)\s+(?:\w+\s+)?(?:toll|fee)s?", "toll"),
    (r"staging\s+(?:ground|post|area)|base\s+(?:for|by|to)\s+(?:\w+\s+)?(?:attack|terror|militan|launch)\w*", "haven"),
    (r"step(?:s|ped|ping)?\s+(?:down|aside)|must\s+go", "resign"),
    (r"end(?:s|ed|ing)?\s+(?:of|to)?\s*(?:the|a|this|their)?\s*(?:war|conflict)", "endwar war"),
    (r"temporary\s+(?:halt|pause|truce)|pauses?\s+in\s+(?:the\s+)?(?:fighting|hostilities)", "ceasefire"),
    (r"intra-\w+|among\s+afghans", "intern talk"),
    (r"(?:pull|clear|move|get)(?:s|ed|ing|ting)?(?:\s+\w+){0,4}?\s+(?:out|back)(?:\s+(?:of|from))?", "withdraw"),
    (
        r"(?:forces?|troops|army|soldiers|units?)\s+(?:must\s+|should\s+|would\s+|to\s+)?(?:leave|quit)",
        "force withdraw",
    ),
    (r"leave\s+the\s+whole\s+of", "withdraw"),
    (r"wants?\s+\w+\s+out\s+of", "withdraw"),
    (r"scal(?:e|es|ed|ing)\s+(?:back|down)", "reduce"),
    (r"giv(?:e|es|ing|en)\s+up|gave\s+up|hand(?:s|ed|ing)?\s+over", "cede"),
    (r"(?:cessation|halt|end)\s+(?:of|to|in)\s+(?:all\s+|the\s+)?(?:hostilities|fighting)", "ceasefire"),
    (r"armed\s+forces", "army"),
    (r"house\s+of\s+commons|supreme\s+people.s\s+assembly|national\s+assembly|verkhovna\s+rada", "ratify"),
    (r"foreign\s+(?:troops|forces|soldiers|army|armies|military)", "foreign base"),
    (r"no-fly\s+zone|clos(?:e|ed|ing)\s+(?:the\s+)?(?:sky|skies|airspace)", "airspace"),
    (r"article\s+(?:5|five)", "articlefive"),
    (r"lay(?:ing)?\s+down\s+(?:its\s+|their\s+)?(?:arms|weapons)", "disarm"),
    (r"snap(?:s|ped)?[\s-]?back", "snapback"),
    (r"self[\s-](?:rule|government|governing)|special\s+status", "autonomy"),
    (r"ready\s+to|willing\s+to|prepared\s+to", ""),
    (r"(?:never|not)\s+(?:\w+\s+)?(?:stopp?|ceas|tir)(?:ed?|s|es)?\s+(?:of\s+)?(?=\w+ing\b)", ""),
    (
        r"(?:keep|kept)(?:s|ing)?\s+(?:to\s+)?(?:its|his|her|their|the)\s+(?:own\s+)?(?:word|promise|pledge|side\s+of)",
        "respect",
    ),
    (r"(?:leav(?:e|es|ing)|left|stay(?:s|ed|ing)?)\s+behind", "stay"),
    (r"no\s+(?:more|less|fewer|later|earlier|longer)\s+than|not\s+(?:only|just|merely)", ""),
    (r"free\s+(?:of|from)", "without"),
)
"""Phrases and what they stand for, tried in order before words are taken one by one."""

PHRASE = re.compile(
    "|".join(f"(?P<p{number}>\\b(?:{pattern})\\b)" for number, (pattern, _) in enumerate(PHRASES)), re.IGNORECASE
)

OPPOSITES: tuple[tuple[str, str], ...] = (("stay", "withdraw"), ("unanimous", "majority"), ("resume", "stop"))
"""Concepts of which one statement holds the one and another the other: they are not one term."""

WITHIN = {
    "donetsk": "donbas",
    "luhansk": "donbas",
    "lugansk": "donbas",
    "donbass": "donbas",
    "sevastopol": "crimea",
    "kiev": "kyiv",
    "rafah": "gaza",
    "netzarim": "gaza",
    "philadelphi": "gaza",
    "philadelphia": "gaza",
    "jericho": "westbank",
    "quneitra": "golan",
    "yongbyon": "northkorea",
    "natanz": "iran",
    "fordow": "iran",
    "fordo": "iran",
    "hodeidah": "hudaydah",
    "hodeida": "hudaydah",
    "aleppo": "syria",
    "idlib": "syria",
}
"""Places that lie in another: a demand told for the one is told for the other unless both are named."""


def with_concepts(words: str) -> str:
    """Put concepts in the place of the phrases that stand for them."""
    return PHRASE.sub(lambda match: f" {PHRASES[int((match.lastgroup or 'p0')[1:])][1]} ", words)
