"""The set phrases of news pages: what a whole line says when it is not part of the article.

Each pattern is held against one whole line.  A phrase stands here only if newsrooms print it as such; what
is known by its place rather than its words is in `structure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.record import PassageKind

_K = PassageKind
_AGENCIES = (
    r"(?:Reuters|Thomson Reuters|AFP|Agence France-Presse|Associated Press|The Associated Press|AP|"
    r"The Canadian Press|Canadian Press|dpa|Deutsche Presse-Agentur|ANSA|EFE|Europa Press|PA Media|"
    r"Press Association|Xinhua|TASS|RIA Novosti|Interfax(?:-Ukraine)?|Ukrinform|Anadolu(?: Agency)?|Bloomberg|"
    r"Bloomberg News|AAP|UPI|Kyodo(?: News)?|Yonhap|PTI|ANI|IANS|wire(?: services)?|news (?:wires|agencies)|agencies)"
)
AGENCY = re.compile(rf"\b{_AGENCIES}\b")

_RAW: tuple[tuple[PassageKind, str, Iterable[str]], ...] = (
    (
        _K.ADVERT,
        "advert notice",
        (
            r"(?:this )?(?:story|article) continues (?:below|after)(?: (?:this )?(?:advertisement|ad))?",
            r"(?:advertisement|advertising|advert|sponsored|sponsored content|sponsored links?|promoted|paid post|"
            r"paid content|partner content|ad)(?: [-–—•|] .{0,60})?",
            r"(?:article|content) continues (?:below|after).{0,40}",
            r"(?:scroll|continue reading).{0,30}(?:advertisement|ad)\b.{0,20}",
            r"skip (?:past )?(?:advertisement|ad)s?\b.{0,30}",
            r"(?:we apologi[sz]e, but )?this video has failed to load\..{0,60}",
            r"recommended (?:for you|by outbrain|by taboola).{0,30}|(?:ads )?by (?:taboola|outbrain)",
        ),
    ),
    (
        _K.RELATED,
        "related link",
        (
            r"(?:read|see|learn) (?:more|also|next|too|this|the (?:full )?report (?:of|by|from) .{2,30})\s?[:|–—-].{0,300}",
            r"(?:#+ )?(?:read|see) (?:more|also|next)(?: (?:cnbc|cnn|bbc|on|from|about)\b.{0,80})?\s?[:>»]?",
            r"(?:more|also|read|watch|listen) (?:on|in|from) (?:this|the)?\s?(?:topic|story|series|section)s?\s?:?.{0,80}",
            r"(?:#+ )?(?:related|related (?:stories|articles|content|coverage|topics?|links?|news|reading|internet links)|"
            r"more (?:stories|news|coverage|on this story|like this|from .{2,40}|similar information .{2,60})|"
            r"recommended(?: stories)?|"
            r"most (?:read|popular|viewed|shared)|trending(?: now)?|top stories|latest (?:news|stories|updates)|"
            r"editor[’']?s[’']? picks?|you (?:may|might) (?:also )?(?:like|be interested in)|must[- ]read|what to read next|"
            r"popular (?:now|stories)|in case you missed it|don[’']t miss|also on .{2,40}|up next)\s?[:>»]?(?: list .*)?",
            r"(?:related|also read|see also|must read|read next|recommended|don[’']t miss|more)\s?:\s.{3,300}",
            r"(?:for (?:a |the )?graphics?|for more|graphic) .{0,120}(?:click|tmsnrt\.rs|http).{0,120}",
            r"(?:click here|tap here) (?:for|to) .{2,120}",
            r"source link|original (?:article|source|text)(?: here)?|via source|source\s?:\s?https?://\S+",
            r"(?:slideshow|gallery|photos?|images?) \(\d+ (?:images|photos|pictures)\)|view (?:gallery|slideshow).{0,40}",
            r"show me more content from .{2,60}",
            r"\[\]\(\S*\)",
        ),
    ),
    (
        _K.AUDIO_BLURB,
        "audio player",
        (
            r"text[- ]to[- ]speech(?: icon)?|listen(?: to (?:this|the) (?:article|story|report|podcast|audio)| now)?"
            r"(?:\s?[·•|–-]?\s?\(?\d+ ?(?:min|minutes?|mins?|sec|seconds?)\.?\)?)?",
            r"(?:the )?audio (?:version )?(?:of|for) this (?:article|story) (?:is|was) (?:generated|created|produced|read)\b.{0,300}",
            r"(?:this|the) (?:article|audio|story|voice)\b.{0,40}(?:generated|read|narrated) by (?:an? )?"
            r"(?:ai|automated|artificial|computer|text-to-speech)\b.{0,300}",
            r"(?:(?:about|approx\.?|approximately) )?\d{1,2} (?:min(?:ute)?s?)(?: (?:listen|audio))|about \d{1,2} minutes?",
            r"pronunciation errors? may occur\b.{0,200}",
            r"(?:hear|play) (?:this|the) (?:story|article)(?: aloud)?|(?:your browser does not support (?:the )?audio).{0,60}",
        ),
    ),
    (
        _K.VIDEO_PROMO,
        "video player",
        (
            r"(?:click|tap) to (?:play|watch|view) (?:the )?video\b.{0,300}",
            r"watch(?: (?:now|live|this|the video|more|below|again))?(?:\s?[|:–—>-]\s?.{0,300})?",
            r"(?:video|vid[ée]o|play video|media|now playing|video player|live ?stream)(?:\s?[|:]\s?.{0,300})?",
            r"media playback is (?:un)?supported on (?:your|this) device.{0,400}",
            r"(?:you need (?:to enable )?javascript|javascript is (?:not|required)).{0,120}",
            r"(?-i:CLOSE\s+[A-Z].{10,400}\s[A-Z][A-Z .]{1,20})|\d{1,2}:\d\d",
            r"!\[[^\]]*\]\(\S+video\S*\)",
            r"this (?:video|content|media) (?:is (?:not|no longer|un\w+)|can ?not|can[’']t|could not).{0,120}",
        ),
    ),
    (
        _K.SYNDICATION,
        "syndication credit",
        (
            r"[-–—(*_\s]*(?:with|additional) (?:files|reporting|material|reports?|information|input|contributions?) "
            r"(?:from|by) (?:the )?.{2,120}",
            rf"[-–—(*_\s]*(?:the )?{_AGENCIES}(?:,? (?:and )?(?:the )?{_AGENCIES})* (?:has |have )?contributed to this "
            rf"(?:report|article|story)[.)*_\s]*",
            rf"[-–—(*_\s]*(?:{_AGENCIES}(?:\s?[/,&]\s?|\s(?:and|via|with)\s)?)+\s?[)*_.\s]*",
            rf"\(?(?:{_AGENCIES}) (?:via|and|/) .{{2,40}}\)?",
            rf"(?:source|agency|from|compiled from|provided by|distributed by)\s?:?\s(?:the )?{_AGENCIES}[.\s]*",
            r"©.{0,20}\d{4}.{0,120}|copyright (?:©|\(c\))?\s?\d{4}.{0,160}|all rights reserved\..{0,80}",
            r"this (?:story|article|report) (?:was|has been|is) (?:originally|first|auto|published|produced|syndicated)\b.{0,200}",
        ),
    ),
    (
        _K.BYLINE,
        "reporter credit",
        (
            r"\(?(?:reporting|writing|editing|additional reporting|contributing|report|compiled|translated|edited|written)"
            r"(?: (?:and (?:writing|editing))| in [A-Z][\w ,]{2,40})?(?: by|\s?:)\s.{2,300}",
            r"(?:follow|contact|email|e-mail|reach) (?:the )?(?:author|reporter|writer|him|her|them|us|(?-i:[A-Z][\w.]+ [A-Z]\w+))?"
            r"\s?(?:on|at|by)? ?(?:(?:twitter|x|facebook|instagram|email|e-mail)\b|@).{0,100}",
            r"(?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}) is (?:an?|the) .{0,80}(?:reporter|correspondent|editor|journalist|"
            r"writer|bureau chief|columnist)\b.{0,160}",
        ),
    ),
    (
        _K.FORM,
        "comment or sign-up form",
        (
            r"(?:leave|post|add|write) a (?:reply|comment|response).{0,60}|(?:join the )?conversation|comments?(?: \(\d+\))?",
            r"your e-?mail address will not be published\.?.{0,80}|required fields are marked.{0,20}",
            r"(?:sign[- ]?up|subscribe|log ?in|sign ?in|register)(?: (?:for|to|now|here|today|with|or|free)\b.{0,120})?",
            r"(?:get|receive) .{0,80}(?:your inbox|newsletter|by e-?mail).{0,80}",
            r"(?:(?:daily |our |the )?newsletters?)(?: (?:sign[- ]?up|manage).{0,40})?",
            r"by (?:submitting|subscribing|signing up|clicking|providing your|continuing).{0,60}\byou\b.{0,300}",
            r"(?:share|share (?:this|on|via|with)|tweet|print|email|e-mail|save|copy link|facebook|twitter|whatsapp|"
            r"telegram|reddit|linkedin|pinterest|flipboard|x)(?: (?:this|on|via|with|tweet|post|email|article|story|facebook|"
            r"twitter|linkedin|copy link|print|page)\b){0,8}",
            r"read or share this story\s?:.{0,120}|(?:follow|join) (?:us|@\w+)\b.{0,120}|follow @?\w+(?: on \w+)?",
            r"(?:interested in .{2,60}\?) add .{2,200}|download (?:the|our) .{0,40}\bapp\b.{0,60}",
            r"deja una respuesta|tu direcci[oó]n de correo .{0,80}|laisser un commentaire|votre adresse e-?mail .{0,80}|"
            r"schreibe? einen kommentar|deine e-mail-adresse .{0,80}|добавить комментарий.{0,60}|"
            r"ваш адрес (?:email|электронной).{0,80}|bir yanıt yazın|e-posta hesabınız .{0,80}|dodaj komentarz|"
            r"ترك رد.{0,40}|لن يتم نشر عنوان.{0,120}|الحقول الإلزامية.{0,60}|اترك (?:رد|تعليق).{0,40}",
            r"(?:save my name, email).{0,120}|(?:name|e-?mail|website|comment|search)\s?\*?\s?:?|submit|cancel reply",
        ),
    ),
    (
        _K.CORRECTION,
        "correction",
        (
            r"(?:#+ )?(?:correction|corrections|clarification|corrected|corrects?)\b\s?(?:\([^)]{3,40}\)|[A-Z]?[a-z]*\.? ?\d{1,2}[^:]{0,20})?"
            r"\s?[:–—-]\s?.{0,800}",
            r"(?:an earlier|a previous|the (?:original|earlier|previous)) version of this (?:article|story|report|headline|post)\b.{0,600}",
            r"this (?:article|story|report|headline|piece|post) (?:has been|was) (?:corrected|amended|updated to correct|clarified)\b.{0,600}",
        ),
    ),
    (
        _K.EDITORS_NOTE,
        "editor's note",
        (
            r"(?:#+ )?(?:editor[’']?s?[’']? note|editors[’'] note|note to (?:readers|editors)|disclaimer|note|author[’']s note)"
            r"\s?[:–—-]\s?.{0,800}",
            r"this (?:is a (?:breaking|developing) (?:news )?(?:story|event)|story (?:is|will be) (?:developing|updated)|"
            r"(?:article|story|report|translation) (?:is|was|has been) (?:translated|machine|automatically)).{0,300}",
            r"(?:the views|opinions) expressed (?:in|here|by).{0,300}",
            r"(?:machine|automatic(?:ally)?|ai)[- ]translat(?:ed|ion)\b.{0,200}|translated (?:by|with|from) .{2,80}",
        ),
    ),
    (
        _K.DATELINE,
        "date line",
        (
            r"(?:(?:first |last )?(?:published|posted|updated|modified|created|issued|date)(?: on| at)?\s?[:|–—-]?\s?)?"
            r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
            r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|"
            r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
            r"(?:[T,·|@–—-]?\s?(?:at )?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:\(?[A-Z]{2,5}\)?|Z|[+-]\d\d:?\d\d)?)?"
            r"(?:\s?[|·•–—-]?\s?(?:updated|last updated|modified)\b.{0,60})?\.?",
            r"(?:published|posted|updated|last updated|last modified)\b.{0,12}\d.{0,60}|\d{1,3} (?:minutes?|hours?|days?) ago",
        ),
    ),
    (
        _K.OTHER_FURNITURE,
        "page part",
        (
            r"(?:about )?\d{1,2}[- ]?min(?:ute)?s?\.? (?:read|reading)(?: time)?|reading time\s?:?.{0,30}",
            r"(?:home|menu|skip to (?:main )?content|back to top|accept(?: all)?(?: cookies)?|cookie (?:policy|settings)|"
            r"privacy (?:policy|notice)|terms of (?:use|service)|contact us|about us|tags?\s?:.{0,200}|topics?\s?:.{0,200}|"
            r"filed under\s?:?.{0,100}|next article|previous article|load more|show more|view comments.{0,20})",
            r"[-–—_*=•·.#|\s]{2,}",
        ),
    ),
)

_COMPILED = tuple(
    (kind, rule, re.compile(r"(?:[#>*_\s]*)(?:" + "|".join(patterns) + r")[*_\s]*", re.IGNORECASE))
    for kind, rule, patterns in _RAW
)
# A sentence of this many words is told by its place or not at all, unless the phrase is a notice of the desk.
_LONG = 45
_MAY_BE_LONG = frozenset({_K.CORRECTION, _K.EDITORS_NOTE, _K.AUDIO_BLURB, _K.VIDEO_PROMO, _K.FORM, _K.BYLINE})


def phrase_kind(line: str) -> tuple[PassageKind, str] | None:
    """Tell what a whole line is by its set phrase, with the rule; None if it has none.

    Example:
        >>> phrase_kind("Story continues below advertisement")
        (<PassageKind.ADVERT: 'advert'>, 'advert notice')
        >>> phrase_kind("The advertisement for the post appeared on Monday.") is None
        True
    """
    words = len(line.split())
    for kind, rule, pattern in _COMPILED:
        if words > _LONG and kind not in _MAY_BE_LONG:
            continue
        if pattern.fullmatch(line):
            return kind, rule
    return None
