"""Which language a text is in, told safely: script first, then the small words, else not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
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
    "tr": "ve bir bu için ile da de olarak daha olan çok ancak sonra kadar gibi ise dedi",
    "ru": "и в не на что с по как это его для от из но за к был также о он об при",
    "uk": "і в не на що з та як це його для від із але за до був також про він у й",
    "ar": "في من على إلى أن عن التي الذي هذا هذه مع كان بعد قال بين ما لا",
    "fa": "و در به از که این را با است برای آن یک شده می تا خود بر",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_BY_SCRIPT = {
    "LATIN": ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr"),
    "CYRILLIC": ("ru", "uk"),
    "ARABIC": ("ar", "fa"),
}
_SAMPLE = 6_000
MINIMUM_WORDS = 12
"""Fewer words than this tell nothing about a language that shares its script with others."""


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


@lru_cache(maxsize=256)
def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of a text's language, or None where it cannot be told safely.

    Example:
        >>> language_of("The delegation said that it would study the proposals and present them to the president.")
        'en'
        >>> language_of("In Kyiv.") is None
        True
    """
    script = script_of(text)
    if script is None:
        return None
    if script in _SCRIPT_LANGUAGE:
        return "ja" if script == "CJK" and re.search("[\u3040-\u30ff]", text[:4000]) else _SCRIPT_LANGUAGE[script]
    counts = Counter(_LETTERS.findall(text[:_SAMPLE].casefold()))
    words = counts.total()
    if words < MINIMUM_WORDS or script not in _BY_SCRIPT:
        return None
    scores = sorted(((sum(counts[word] for word in _WORDS[lang]), lang) for lang in _BY_SCRIPT[script]), reverse=True)
    (best, language), (second, _) = scores[0], scores[1]
    # A tenth of running text is small words in every language listed; the runner-up must lie well behind.
    if best < 0.08 * words or best < 1.25 * second:
        return None
    return language


@lru_cache(maxsize=4096)
def _script(character: str) -> str | None:
    """Name the script of one letter."""
    if character.isascii():
        return "LATIN" if character.isalpha() else None
    if not character.isalpha():
        return None
    return unicodedata.name(character, "").split(" ")[0].split("-")[0] or None
