"""Pages that were saved before the article was there: walls, checks, errors, and pages that their scripts fill."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.sources.mapped import Mapped, json_string

# What such a page calls itself, as a whole, in its headline or in its title up to the name of the site.  No phrase
# here may be the headline of a report: "500 freed" and "Security checks at the border" are not error messages.
_CONSENT = (
    r"before you continue(?: to .{2,40})?|(?:we value )?your privacy(?: choices| matters)?|cookie wall|we use cookies|"
    r"(?:manage |your )?(?:cookie|privacy|consent) (?:consent|preferences|settings|choices)"
)
_CHECK = (
    r"just a moment|attention required|checking your browser.{0,60}|are you a (?:robot|human)\??|security check|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human.{0,60}|access (?:to this page has been )?denied|"
    r"pardon our interruption|one more step|human verification|bot (?:verification|protection)|"
    r"please (?:enable|turn on) (?:js|javascript|cookies).{0,80}"
)
_ERROR = (
    r"(?:error |http )?(?:40[0-9]|410|50[0-4])(?:\s?[-–—:]?\s?(?:error|page|not found|forbidden|gone|bad gateway|"
    r"unauthori[sz]ed|service unavailable|internal server error|gateway time-?out|file or directory not found)){0,3}|"
    r"(?:the )?page (?:was )?not found|not found|forbidden|bad gateway|gateway time-?out|internal server error|"
    r"(?:the |this )?page (?:you requested |you are looking for )?(?:cannot|could not|can[’']t|couldn[’']t) be found|"
    r"service (?:temporarily )?unavailable|something went wrong|page unavailable|seite nicht gefunden|"
    r"page introuvable|página no encontrada"
)
_LOGIN = (
    r"(?:please )?(?:log|sign) ?in(?: to .{2,60})?|subscribe to (?:read|continue).{0,60}|subscription required|"
    r"members only|registration required"
)
_CALLED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (problem, re.compile(rf"(?:{pattern})[\s.!…]*", re.IGNORECASE))
    for problem, pattern in (
        ("the page asks for consent to cookies and has no article", _CONSENT),
        ("the page checks whether a person is there and has no article", _CHECK),
        ("the page is an error message and no article", _ERROR),
        ("the page asks to log in or subscribe and has no article", _LOGIN),
    )
)
_SITE = re.compile(r"\s+[|–—»·-]\s+")
_BODY = re.compile(r"\"articleBody\"\s*:\s*\"")
_STRING_END = re.compile(r"(?:[^\"\\]|\\.)*+\"", re.DOTALL)
_FEWEST_WORDS = 60
"""Words from which text for search engines is an article and no summary."""


def stopped_by(title: str, headlines: Sequence[str]) -> str | None:
    """Say what stands in the place of the article on a page with few words; None where nothing tells.

    Args:
        title: The page's title.
        headlines: What stands as headline on it.
    """
    names = [*_SITE.split(" ".join(title.split())), *headlines]
    for problem, pattern in _CALLED:
        if any(pattern.fullmatch(name.strip()) for name in names):
            return problem
    return None


def scripted_article(raw: str) -> Mapped | None:
    """Give the text that a page has for search engines only, with its place in the markup."""
    longest: Mapped | None = None
    for opening in _BODY.finditer(raw):
        closing = _STRING_END.match(raw, opening.end())
        if closing is None:
            continue
        text = json_string(raw, opening.end() - 1, closing.end()).stripped()
        if len(text.text.split()) >= _FEWEST_WORDS and "<" not in text.text:
            longest = text if longest is None or len(text.text) > len(longest.text) else longest
    return longest
