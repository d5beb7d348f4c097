"""What dumps call the fields of an article, and the tables without a line of names that are known by their shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Our names for fields, and what dumps call them: common crawlers, GDELT's article lists, Factiva's field codes
# (HD headline, LP lead, TD text, PD date, SN source, BY author, LA language), Nexis and the news APIs, and what
# spreadsheets say in other languages.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "article_text",
        "articlebody",
        "full_text",
        "fulltext",
        "maintext",
        "main_text",
        "plain_text",
        "story",
        "raw_content",
        "td",
        "news_body",
        "bodytext",
        "content_text",
        "content_html",
        "contenttext",
        "news_content",
        "inhalt",
        "volltext",
        "artikeltext",
        "texte",
        "contenu",
        "texto",
        "contenido",
        "cuerpo",
        "текст",
        "النص",
    ),
    "lead": (
        "lp",
        "lead",
        "lead_paragraph",
        "leadparagraph",
        "lede",
        "vorspann",
        "chapo",
        "entradilla",
        "лид",
    ),
    "title": (
        "title",
        "headline",
        "hd",
        "heading",
        "article_title",
        "page_title",
        "hlead",
        "webtitle",
        "web_title",
        "titel",
        "überschrift",
        "ueberschrift",
        "schlagzeile",
        "titre",
        "título",
        "titulo",
        "titular",
        "заголовок",
        "العنوان",
    ),
    "published": (
        "published",
        "date",
        "published_at",
        "publishedat",
        "date_publish",
        "pubdate",
        "publish_date",
        "publication_date",
        "datepublished",
        "published_date",
        "seendate",
        "pd",
        "datetime",
        "timestamp",
        "created_at",
        "v2.1date",
        "load_date",
        "date_published",
        "webpublicationdate",
        "pub_date",
        "dateadded",
        "datum",
        "veröffentlicht",
        "veroeffentlicht",
        "date_de_publication",
        "fecha",
        "дата",
        "التاريخ",
    ),
    "updated": (
        "updated",
        "modified",
        "date_modify",
        "datemodified",
        "updated_at",
        "last_modified",
        "date_modified",
        "lastmodified",
    ),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "sn",
        "publication",
        "source_name",
        "sourcecommonname",
        "v2sourcecommonname",
        "source_domain",
        "domain",
        "site",
        "newspaper",
        "media",
        "source_title",
        "media_name",
        "medium",
        "quelle",
        "zeitung",
        "journal",
        "fuente",
        "medio",
        "источник",
        "المصدر",
    ),
    "byline": (
        "byline",
        "author",
        "authors",
        "by",
        "creator",
        "writer",
        "autor",
        "verfasser",
        "auteur",
        "автор",
        "الكاتب",
    ),
    "canonical": (
        "url",
        "link",
        "canonical",
        "sourceurl",
        "source_url",
        "documentidentifier",
        "v2documentidentifier",
        "article_url",
        "web_url",
        "uri",
        "weburl",
        "permalink",
        "adresse",
        "ссылка",
    ),
    "language": (
        "language",
        "lang",
        "la",
        "language_code",
        "languagecode",
        "sprache",
        "langue",
        "idioma",
        "язык",
        "اللغة",
    ),
    "section": (
        "section",
        "category",
        "se",
        "rubric",
        "topic",
        "sectionname",
        "section_name",
        "ressort",
        "rubrik",
        "rubrique",
        "sección",
        "seccion",
        "рубрика",
    ),
    "place": ("place", "dateline", "location"),
    "syndication": ("syndication", "wire", "agency", "cr", "credit"),
}
_OURS = {theirs: ours for ours, names in NAMES.items() for theirs in names}
LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "russian": "ru", "ukrainian": "uk",
              "arabic": "ar", "persian": "fa", "turkish": "tr", "chinese": "zh", "hebrew": "he", "polish": "pl",
              "portuguese": "pt", "italian": "it", "englisch": "en", "deutsch": "de", "französisch": "fr",
              "spanisch": "es", "russisch": "ru", "anglais": "en", "français": "fr", "allemand": "de",
              "inglés": "en", "español": "es", "英文": "en", "德文": "de", "korean": "ko",
              "japanese": "ja"}  # fmt: skip


# GDELT's own files have no line of names: how many columns each has, which of them is a time of so many digits, and
# what we read of it (https://www.gdeltproject.org/data.html#documentation).
_GDELT: Mapping[int, tuple[int, int, Mapping[int, str]]] = {
    58: (1, 8, {56: "seendate", 57: "sourceurl"}),
    61: (1, 8, {59: "seendate", 60: "sourceurl"}),
    27: (1, 14, {1: "seendate", 3: "sourcecommonname", 4: "documentidentifier"}),
    16: (2, 14, {2: "seendate", 4: "sourcecommonname", 5: "documentidentifier"}),
}


def our_name(name: str) -> str | None:
    """Give our name for a field of a dump, None for one that we do not know.

    Example:
        >>> our_name("Publication Date"), our_name("Inhalt"), our_name("Colour")
        ('published', 'text', None)
    """
    return _OURS.get("_".join(name.strip('\ufeff \t"').casefold().replace("-", " ").split()))


def gdelt_columns(values: Sequence[str]) -> list[str] | None:
    """Give the names of the columns of one of GDELT's files by its first row; None if it is none of them."""
    known = _GDELT.get(len(values))
    if known is None or not (len(values[known[0]]) == known[1] and values[known[0]].isdecimal()):
        return None
    if not any(values[column].startswith(("http://", "https://")) for column in known[2]):
        return None
    return [known[2].get(column, "") for column in range(len(values))]
