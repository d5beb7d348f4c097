"""Which language a text is in, told safely: script first, then the small words, else not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_LETTERS = re.compile(r"[^\W\d_]+")
_SCRIPT_LANGUAGE = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "HEBREW": "he",
    "GREEK": "el",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "THAI": "th",
    "ETHIOPIC": "am",
    "BENGALI": "bn",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "CJK": "zh",
}
# Small words that are frequent in one language and rare or absent in its neighbours.
_SMALL_WORDS = {
    "en": "the of and to in that is was for with said has have be on by as it from at which are were he they would",
    "fr": "le la les des et une du que dans est pour qui sur pas au avec sont ont été ce cette aux il par mais",
    "de": "der die und das ist nicht mit von den dem ein eine sich auf für auch wird nach bei haben werden zu im",
    "es": "el los las del y que una por con para se su al es como más fue pero sus ha este entre en hoy",
    "it": "il di che non per una sono della con del gli nel dei si alla le più ha anche delle dal è",
    "pt": "o os da do dos das que não uma para com em um mais por foi se ao na no pela são também",
    "nl": "de het een van en dat niet zijn op te voor met ook die aan door bij worden naar heeft werd",
    "pl": "i w na nie się z że do jest to od przez po jak o oraz dla są przy które który",
    "sv": "och att det som är av för till inte den ett har om från vid ska efter också sig sin hade skulle",
    "da": "og at det er af til der ikke som på med den har fra blev efter også sig ved havde skulle bliver",
    "no": "og at det er av til ikke som på med den har fra ble etter også seg ved hadde skulle blir mellom",
    "fi": "ja on ei että hän oli mutta myös kun ovat mukaan joka jos sen ole olla kuin sekä ovat jotka sanoi",
    "ro": "și în pe cu care nu din că este pentru mai au fost sunt sau prin după al ale cele către fi să",
    "cs": "se je že do jako podle jsou také při který které která aby ale byl by už než však mezi řekl pro",
    "hu": "az és hogy nem egy azt de meg volt csak már ez szerint vagy mint kell után között akik ezt lehet",
    "hr": "je se su da će bi koji koja koje kao ili nakon prema što iz od za bio nije također između rekao",
    "id": "yang dan di untuk dengan dari ini itu pada tidak dalam akan ke juga oleh telah adalah sebagai mereka",
    "vi": "và của là có trong cho được với các không một đã những người từ này để về đến khi sẽ tại ông",
    "sw": "na ya wa kwa ni katika za la kuwa hiyo huo yake wakati baada alisema cha hayo wake kuhusu hilo",
    "tr": "ve bir bu için ile da de olarak daha olan çok ancak sonra kadar gibi ise dedi",
    "ru": "и в не на что с по как это его для от из но за к был также о он об при",
    "uk": "і в не на що з та як це його для від із але за до був також про він у й",
    "bg": "и на в за да се от с че е по са не като ще до към при или след беше между което които този",
    "sr": "и у је на се да су за од са из не што који која ће би као или након није између рекао према",
    "ar": "في من على إلى أن عن التي الذي هذا هذه مع كان بعد قال بين ما لا",
    "fa": "و در به از که این را با است برای آن یک شده می تا خود بر",
    "ur": "کے میں کی ہے اور سے کا کو اس نے پر کہ ہیں بھی یہ تھا گیا ہو لیے",
    "ps": "د په او چې له کې ته یې دی سره هم دا کړ شي وي پر",
    "hi": "के में की है और से का को ने पर कि हैं भी यह था नहीं लिए इस एक",
    "mr": "आणि आहे या व तर हे होते ते नाही केली मध्ये यांनी असे करण्यात",
    "ne": "र छ मा को पनि भएको लागि गर्ने हो गरेको छन् तर यो भने",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
# fmt: off
_BY_SCRIPT = {
    "LATIN": ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr", "sv", "da", "no", "fi", "ro", "cs", "hu", "hr",
              "id", "vi", "sw"),
    "CYRILLIC": ("ru", "uk", "bg", "sr"),
    "ARABIC": ("ar", "fa", "ur", "ps"),
    "DEVANAGARI": ("hi", "mr", "ne"),
}
# fmt: on
# Letters that one language of a script has and its neighbours do not.
_OWN_LETTERS = {"be": "ў", "uk": "їєґ", "mk": "ѓќѕ", "sr": "ћђ", "ru": "ыэ"}
_LEAST_LETTERS = 3
_SAMPLE = 6_000
MINIMUM_WORDS = 12
"""Fewer words than this tell nothing about a language that shares its script with others."""
UNKNOWN = "und"
"""What ISO 639 calls a language that is not known: here one that is not English, whichever else it is."""
_FOREIGN_WORDS, _FOREIGN_SHARE = 60, 0.06
"""Words from which on a text is known not to be English by their share of English small words; of 128 articles in
English none has less than a fifth."""
_TOLD_BY = 3
_SPOKEN_ENGLISH = (
    "a i me my you your we our us she her him them an do does did can could should will may not no so if or but about "
    "what how when where who why there these those this then than just like get make all any some more most one only "
    "up out"
)
_WIDE_ENGLISH = _WORDS["en"] | frozenset(_SPOKEN_ENGLISH.split(" "))
"""Small words of English that other languages have as well: they count for English where the rest of a text is so."""
_PLAIN_SHARE = 0.15
"""Share of English small words from which a line is plain English and need not be looked at twice."""


def script_of(text: str) -> str | None:
    """Name the script of most letters of a text (`LATIN`, `ARABIC`, `CYRILLIC`, …); None without letters."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text[:4000])) else None
    counts: dict[str, int] = {}
    for character in text[:4000]:
        script = _script(character)
        if script:
            counts[script] = counts.get(script, 0) + 1
    return max(sorted(counts), key=lambda name: counts[name]) if counts else None


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of a text's language, or None where it cannot be told safely.

    Example:
        >>> language_of("The delegation said that it would study the proposals and present them to the president.")
        'en'
        >>> language_of("In Kyiv.") is None
        True
    """
    return _language_of(text[:_SAMPLE])


def is_foreign(text: str) -> bool:
    """Tell whether a text is surely not English, though perhaps nobody knows what else it is.

    Example:
        >>> is_foreign("In Kyiv.")
        False
    """
    language = language_of(text)
    if language is not None:
        return language != "en"
    script = script_of(text)
    if script is None:
        return False
    words = _LETTERS.findall(text[:_SAMPLE].casefold())
    if script != "LATIN":
        return len(words) >= MINIMUM_WORDS
    return len(words) >= _FOREIGN_WORDS and _english_share(words) < _FOREIGN_SHARE


def other_language(line: str, main: str | None) -> str | None:
    """Give the language of a paragraph where it is surely another than that of the text around it; else None.

    One paragraph has few small words, and languages share some: an interview in English is full of "I" and "do", which
    are small words of Polish too.  So it takes three different ones, and twice as many as the text's own language has.

    Example:
        >>> other_language("How long should I stay, and what do I do to get home if no train goes?", "en") is None
        True
    """
    language = language_of(line)
    if language is None or language == main:
        return None
    if language not in _WORDS:
        return language
    counts = Counter(_LETTERS.findall(line[:_SAMPLE].casefold()))
    known = _WIDE_ENGLISH if main == "en" else _WORDS.get(main or "", frozenset())
    own = sum(counts[word] for word in _WORDS[language])
    told = sum(word in counts for word in _WORDS[language])
    return language if told >= _TOLD_BY and own >= 2 * sum(counts[word] for word in known) else None


def is_plain_english(text: str) -> bool:
    """Tell at a glance whether a line is English; one that has few small words may be so all the same."""
    words = text.casefold().split()
    return text.isascii() and _english_share(words) >= _PLAIN_SHARE


def _english_share(words: Sequence[str]) -> float:
    """Give the share of English small words."""
    return sum(map(_WORDS["en"].__contains__, words)) / max(1, len(words))


@lru_cache(maxsize=256)
def _language_of(text: str) -> str | None:
    """Tell the language of the beginning of a text."""
    script = script_of(text)
    if script is None:
        return None
    if script in _SCRIPT_LANGUAGE:
        return "ja" if script == "CJK" and re.search("[\u3040-\u30ff]", text[:4000]) else _SCRIPT_LANGUAGE[script]
    counts = Counter(_LETTERS.findall(text[:_SAMPLE].casefold()))
    words = counts.total()
    if words < MINIMUM_WORDS or script not in _BY_SCRIPT:
        return None
    by_letters = _by_letters(text) if script == "CYRILLIC" else None
    if by_letters is not None:
        return by_letters
    scores = sorted(((sum(counts[word] for word in _WORDS[lang]), lang) for lang in _BY_SCRIPT[script]), reverse=True)
    (best, language), (second, _) = scores[0], scores[1]
    # A tenth of running text is small words in every language listed; the runner-up must lie well behind.
    if best < 0.08 * words or best < 1.25 * second:
        return None
    return language


def _by_letters(text: str) -> str | None:
    """Tell a language by letters that only it has, where one's are many more than another's."""
    folded = text.casefold()
    found = sorted(((sum(map(folded.count, own)), name) for name, own in _OWN_LETTERS.items()), reverse=True)
    (most, language), (second, _) = found[0], found[1]
    return language if most >= _LEAST_LETTERS and most >= 3 * second else None


@lru_cache(maxsize=4096)
def _script(character: str) -> str | None:
    """Name the script of one letter."""
    if character.isascii():
        return "LATIN" if character.isalpha() else None
    if not character.isalpha():
        return None
    return unicodedata.name(character, "").split(" ")[0].split("-")[0] or None
