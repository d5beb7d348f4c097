"""On which side of an issue words stand: by the act, by what is said of the issue, and by what turns that round.

"Will remain in the corridor" is against a withdrawal though it is a pledge, and "wants to be rid of the embargo" is
against sanctions though it is a demand.  So an issue that has two directions has words for each, and a negation, a
refusal or a verb of ending before such a word turns it round.  Where the words give no side, the stance is unclear.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from dragoman.record import Act, Issue, Statement
from dragoman.views.wording import wording

FOR, AGAINST, UNCLEAR = 1, -1, 0
_STANDS = r"(?:remain|stay|keep|keeps|kept|maintain|retain|continu|hold on|cling|entrench)\w*"
_ARMED = (
    r"(?:attack|strik|offensiv|bomb|shell|fight|assault|hostilit|raid|invasion|invad|wars?\b|operations?\b|violence|jihad)"
    r"\w*"
)
_GIVE = r"(?:releas|free|freed|freeing|return|exchang|swap|hand over|handover|let go)\w*"
_GRANT = r"(?:recogni[sz]|statehood|independen|autonom|self-determin|sovereign)\w*"
_CUES: dict[Issue, tuple[str, str]] = {
    Issue.CEASEFIRE: (
        r"(?:cease-?\s?fire|truce|armistice|lull|de-?escalat\w*|calm\b|cessation|restraint|pause\b|silence the guns)",
        rf"(?:re-?escalat\w*|escalat\w*|bloodshed|killings?|{_ARMED})",
    ),
    Issue.HOSTILITIES: (
        rf"(?:{_ARMED}|decimat\w*|destroy\w*|crush\w*|retaliat\w*|escalat\w*)",
        r"(?:restraint|calm\b)",
    ),
    Issue.WITHDRAWAL: (
        (
            r"(?:withdr[ae]w\w*|pull(?:s|ed|ing)?[\s-]?(?:out|back)|pull-?outs?|leav(?:e|es|ing)\b|retreat\w*|evacuat\w*|"
            r"vacat\w*|redeploy\w*|draw-?downs?|move back|go home|"
            r"pull(?:s|ed|ing)?\s+(?:\w+\s+){0,3}?(?:troops|forces)|(?:bring|brought)\w*\s+(?:\w+\s+){0,3}?home|home\s+its)"
        ),
        rf"(?:{_STANDS}|presence|control\w*|permanent\w* (?:base|post)\w*|occupation\s+of)",
    ),
    Issue.PROCESS: (
        (
            r"(?:talks?\b|negotiat\w*|meet(?:s|ing|ings)?\b|summit\w*|dialogue|diplomacy|diplomatic|mediat\w*|attend\w*|"
            r"delegation\w*|conference|participat\w*|compromis\w*|round\b|visit\w*|discuss\w*|"
            r"consult\w*|host\w*)"
        ),
        (
            r"(?:walk\w* (?:away|out)|pull\w* out|call\w* off|cancel\w*|suspend\w*|br[eo]k\w* off|boycott\w*|"
            r"undermin\w*|"
            r"scrap\w*|withdr[ae]w\w* from)"
        ),
    ),
    Issue.DETAINEES: (_GIVE, r"(?:detain|imprison|execut|keep holding|hold on to)\w*"),
    Issue.SANCTIONS: (
        r"(?:sanction\w*|embargo\w*|blockade\w*|freez\w*|tariff\w*|pressure)",
        r"(?:relief|waiver\w*|unfreez\w*|releas\w*\s+(?:\w+[’']?s?\s+){0,4}?(?:assets|funds|money))",
    ),
    Issue.DISARMAMENT: (
        r"(?:disarm\w*|demilitari[sz]\w*|decommission\w*|lay\w* down|hand\w* over|surrender\w*|dismantl\w*|give up)",
        rf"(?:{_STANDS}\s+(?:\w+\s+){{0,3}}?(?:arms|weapons|arsenal)|right to (?:resist|bear|arm))",
    ),
    Issue.NUCLEAR: (
        (
            r"(?:enrich\w*|centrifuge\w*|nuclear (?:weapons?|arms|bomb|arsenal|tests?|site|plant|programs?|programmes?|"
            r"activit\w+|work)|plutonium|stockpile\w*|missile tests?)"
        ),
        (
            r"(?:denuclear\w*|non-?proliferat\w*|inspections?|inspectors|monitoring|verifi\w*|limits on|"
            r"dismantl\w*|safeguards)"
        ),
    ),
    Issue.ALLIANCES: (
        r"(?:join\w*|membership|member of|accession|acced\w*|admit\w*|admission|enlarg\w*|expan\w*)",
        r"(?:neutral\w*|non-?aligned|out of (?:NATO|any|every|all)|leav\w*)",
    ),
    Issue.EU_ACCESSION: (r"(?:join\w*|membership|member\b|accession|acced\w*|admit\w*|candida\w*)", r"(?!x)x"),
    Issue.NEUTRALITY: (r"(?:neutral\w*|non-?aligned|out of (?:NATO|any|every|all))", r"(?:join\w*|membership)"),
    Issue.FOREIGN_FORCES: (
        r"(?:troops?|forces?\b|soldiers?|peace-?keepers?|bases?\b|boots|deploy\w*|contingent\w*|units|force\b)",
        r"(?:withdr[ae]w\w*|pull(?:s|ed|ing)? out|leav(?:e|es|ing)\b|free of|legitimate targets?)",
    ),
    Issue.MILITARY_AID: (
        r"(?:arms|weapons?|aid\b|deliver\w*|suppl\w*|provid\w*|train\w*|ammunition|missiles)",
        r"(?:cut\w* off|withh[eo]ld\w*)",
    ),
    Issue.HUMANITARIAN: (
        r"(?:aid\b|relief|corridor\w*|access|food|grain|medic\w*|deliver\w*|crossings?|suppl\w*|evacuat\w*|let(?:s|ting)?\b)",
        r"(?:blockade\w*|sieg\w*|starv\w*|restrict\w*|cut\w* off)",
    ),
    Issue.DISPLACED: (r"(?:return\w*|go back|come home|repatriat\w*)", r"(?:displac|expel|expuls|deport)\w*"),
    Issue.SELF_DETERMINATION: (_GRANT, r"(?:annex\w*|integral part|territorial integrity)"),
    Issue.GUARANTEES: (r"(?:guarant\w*|assuranc\w*|promis\w*|backstop\w*|protect\w*)", r"(?!x)x"),
    Issue.MONITORING: (
        r"(?:monitor\w*|inspect\w*|verif\w*|observ\w*|mission\w*|oversee\w*)",
        r"(?:expel\w*|bar\w* (?:from|inspectors))",
    ),
    Issue.RATIFICATION: (
        r"(?:ratif\w*|referendum\w*|sign(?:s|ed|ing|atur\w+|ator\w+)?\b|approv\w*|parliament\w*|vote\w*)",
        r"(?:veto\w*)",
    ),
    Issue.SHIPPING: (
        r"(?:open\w*|reopen\w*|navigation|passage|pass\b|shipping|export\w*)",
        r"(?:clos\w*|block\w*|mine[sd]?\b)",
    ),
    Issue.FORCE_LIMITS: (r"(?:limit\w*|cap(?:s|ped|ping)?\b|reduc\w*|ceiling\w*|cut\w*)", r"(?!x)x"),
    Issue.SETTLEMENT: (
        r"(?:peace\b|settlement|agreement|accord\w*|treat(?:y|ies)|deal\b|plan\b|proposal\w*|roadmap|compromise)",
        r"(?:no deal)",
    ),
}
"""For each issue that has two directions, the words of the one who wants it and of the one who does not."""
_FOUND = {issue: tuple(re.compile(rf"\b{words}", re.IGNORECASE) for words in pair) for issue, pair in _CUES.items()}
_REFUSES = (
    r"(?:refus\w+|reject\w*|oppos\w*|rul(?:e|ed|es|ing)\s+out|dismiss\w*|declin\w+|unacceptable|balk\w*|vetoe?\w*|"
    r"excluded?|resist\w*|object\w*|spurn\w*)"
)
_TURNS_ROUND = re.compile(
    r"\b(?:not|never|no|nor|neither|none|nobody|no-one|without|cannot|rather\s+than|instead\s+of)\b|n[’']t\b|"
    rf"\b{_REFUSES}\b|"
    r"\b(?:end|ends|ended|ending|stop\w*|halt\w*|ceas(?:e|es|ed|ing)\b(?!-|\s?fire)|lift\w*|eas(?:e|ed|es|ing)|"
    r"remov\w+|prevent\w*|avoid\w*|avert\w*|block\w*|bar(?:s|red|ring)?|(?-i:ban(?:s|ned|ning)?)|circumvent\w*|evad\w*|violat\w*|breach\w*|"
    r"pause\s+in|abandon\w*|renounc\w*|"
    r"scrap\w*|suspend\w*|drop(?:s|ped|ping)?|scal(?:e|ed|es|ing)\s+(?:back|down)|curb\w*|restrict\w*|limit(?:s|ed|ing)?|"
    r"reduc\w*|dismantl\w*|rid\s+of|relief\s+from|refrain\w*|freez\w+|forgo\w*|give\s+up|gave\s+up|giving\s+up|against|"
    r"destroy\w*|waiv\w+|roll(?:s|ed|ing)?\s+back|lower(?:s|ed|ing)?|undermin\w*|derail\w*|jeopardi[sz]\w*|sabotag\w*|clos(?:e|ed|es|ing)\b|shut\w*|cancel\w*|call(?:s|ed|ing)?\s+off|walk\w*\s+(?:away|out)|"
    r"br(?:eak|oke|oken|eaks|eaking)\s+off|pull(?:s|ed|ing)?\s+out\s+of|out\s+of|free\s+of|withdraw\w*\s+from|cut(?:s|ting)?\s+off)\b",
    re.IGNORECASE,
)
_NEGATES = re.compile(rf"\b(?:not|never|no|nor|neither|none|cannot)\b|n[’']t\b|\b{_REFUSES}\b", re.IGNORECASE)
_NOT_A_TURN = re.compile(
    r"\b(?:not\s+only|no\s+doubt|no\s+longer\s+than|not\s+just|no\s+later|cannot\s+but|no\s+more\s+than|without\s+delay|"
    r"without\s+conditions?|without\s+preconditions?)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\bno\s+longer\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;:.!?—–]|,\s+(?=(?:they|he|she|it|we|you|i|to|then|so|or\s+to|has|had|have|is|are|was|will|would)\b|\w+ing\b|"
    rf"(?:and\s+)?{_REFUSES}|in\s+(?:exchange|return)|(?:and\s+)?(?:end|stop|halt|lift|scrap|remov|suspend|dismantl)\w*)"
    r"|,\s+(?:but|and|while|which|who|as)\b|\b(?:but|while|although|unless|until|if|because|in\s+(?:exchange|return)\s+for)\b|(?=\bnor\b)",
    re.IGNORECASE,
)
_TURNED_AFTER = re.compile(
    r"^\w*\s+(?:\w+\s+){0,3}?(?:(?:must|should|shall|will|to|would)\s+(?:(?:come\s+to\s+an\s+end|end|stop|cease|go)"
    r"(?=\W*$|[,.;:!?]|\s+(?:at|by|before|on|now|immediately|within|if|for|and|once)\b)|be\s+"
    r"(?:lifted|ended|stopped|halted|removed|eased|dropped|scrapped|waived|suspended))|lifted|eased|relief|removed|"
    r"(?:was|were|is|are|been)\s+(?:lifted|eased|removed|dropped|scrapped|suspended|cancell?ed|called\s+off))\b",
    re.IGNORECASE,
)
"""What turns a word round behind it: "wars must come to an end", "sanctions relief"."""
_REFUSED = re.compile(
    rf"\b{_REFUSES}\b|\b(?:not|never|n[’']t)\s+(?:\w+\s+)?(?:accept|agree|allow|permit|support)\w*", re.IGNORECASE
)
_EMPTY = re.compile(
    r"\b(?:offer|offers|offered|offering|made|make|makes|propos\w+|pledg\w+|promis\w+|gave|give|gives)\s+(?:no|nothing)\b"
    r"|\b(?:not|never|n[’']t)\s+(?:\w+\s+)?(?:offer|propose|pledge|promise|demand|ask|request)\w*",
    re.IGNORECASE,
)
"""An act that did not happen: "offered no proof"."""
_BEFORE = 100
"""Code points before a word of an issue within which, in its clause, something turns it round."""
_THREATENED = frozenset({Issue.HOSTILITIES, Issue.SANCTIONS})
"""What a threat announces outright."""
_TAKING = frozenset({Act.ACCEPT, Act.AGREE})
_SPEAKS_FOR = frozenset({Act.PROPOSE, Act.OFFER, Act.PLEDGE, Act.DEMAND, Act.REQUEST, *_TAKING, Act.ANNOUNCE})


def side_on(issue: Issue, statement: Statement) -> int:
    """Tell on which side of an issue a statement stands: `FOR`, `AGAINST`, or `UNCLEAR` where nothing tells."""
    return _side(wording(statement), statement.content, statement.act, issue)


def side_in_words(words: str, issue: Issue) -> int:
    """Tell which side of an issue bare words are on, whoever says them."""
    return _told(words, "", issue, rejecting=False)


@lru_cache(maxsize=4_000)
def _side(words: str, heart: str, act: Act, issue: Issue) -> int:
    """Tell the side of words; kept, because a position is asked for again and again."""
    if act is Act.DENY or (act in _SPEAKS_FOR and _EMPTY.search(words)):
        # Who denies a claim says nothing of what it wants.
        return UNCLEAR
    told = _told(words, heart, issue, rejecting=act is Act.REJECT)
    if act is Act.REJECT:
        return told or AGAINST
    if act is Act.THREATEN:
        return told if issue in _THREATENED or told == AGAINST else UNCLEAR
    if told != UNCLEAR:
        return told
    if issue in _FOUND:
        return FOR if act in _TAKING else UNCLEAR
    negated = _NEGATES.search(_NOT_A_TURN.sub(" ", words)) is not None
    return FOR if act in _TAKING or not negated else UNCLEAR


def _told(words: str, heart: str, issue: Issue, *, rejecting: bool) -> int:
    """Tell which side the words of an issue are on; those in the heart of the statement count before others."""
    cues = _FOUND.get(issue)
    if cues is None:
        return UNCLEAR
    plain = _NO_LONGER.sub("not", _NOT_A_TURN.sub(lambda match: " " * len(match.group()), words))
    refused = _REFUSED.search(plain) is not None
    for text in dict.fromkeys((_within(plain, heart), plain)):
        votes: Counter[int] = Counter()
        for sign, cue in zip((FOR, AGAINST), cues, strict=True):
            for match in cue.finditer(text):
                turns = _turns(text, match)
                # What is rejected without a word before it that says so: "a truce was rejected"; "walked away" says no.
                by_act = rejecting and not turns and (sign == FOR or refused)
                votes[sign if (turns + by_act) % 2 == 0 else -sign] += 1
        if votes[FOR] != votes[AGAINST]:
            return FOR if votes[FOR] > votes[AGAINST] else AGAINST
    return UNCLEAR


def _within(words: str, heart: str) -> str:
    """Give the part of words that the heart of a statement covers, with what stands before it in its clause."""
    at = words.find(heart) if heart else -1
    if at < 0:
        return words
    ends = [match.end() for match in _CLAUSE_END.finditer(words[:at])]
    return words[(ends[-1] if ends else 0) : at + len(heart)]


def _turns(text: str, cue: re.Match[str]) -> int:
    """Count what turns a word round: before it in its clause, and right behind it."""
    before = text[max(0, cue.start() - _BEFORE) : cue.start()]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    clause = before[ends[-1] :] if ends else before
    return len(_TURNS_ROUND.findall(clause)) + (_TURNED_AFTER.match(text[cue.end() :]) is not None)
