"""Hypothesis strategies that several test rooms share: texts as they come, and runs of them."""

from __future__ import annotations

from hypothesis import strategies as st

SCRIPTS = (
    "The envoys met in Geneva on Tuesday.",
    "وقف إطلاق النار، قال الوسيط.",
    "הצדדים נפגשו ביום שלישי",
    "双方同意停火七十二小时。",
    "양측은 휴전에 합의했다",
    "Стороны не договорились о прекращении огня",
    "Tie\u0302n Sa\u0302m cafe\u0301 re\u0301sume\u0301",
    "नदी पार सेनाएँ नहीं हटेंगी",
    "👩🏽‍🚀🇨🇴 🕊️ 1️⃣",
)
"""Runs of words in several scripts, with combining marks, joiners and emoji."""

MARKS = (
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\u00a0",
    "\u202f",
    ", ",
    ". ",
    "… ",
    "; ",
    " – ",
    "—",
    "-",
    "\u200f",
    "\u00ad",
)
QUOTATION_MARKS = ('"', "“", "”", "‘", "’", "«", "»", "„", "'", "``")
NEWS = (
    "if the rebels disarm",
    "unless the blockade is lifted",
    "will not withdraw",
    "did not rule out a 30-day truce",
    "at least 1,500 prisoners",
    "$2.5 billion",
    "10 to 15 years",
    "on Feb. 24",
    "said on Tuesday",
    "in exchange for sanctions relief",
    "Norway and Cuba could be guarantors",
    "subject to",
    "until",
    "provided that",
    "the next round of talks",
    "in the event of",
    "31 February 2022",
    "99999999999999999999999 years",
    "once",
    "no longer",
    "ago",
    "the end of",
    "one and a half",
    "in return for",
    "of",
)
"""Scraps of the language of negotiations, also cut short."""

scraps = st.one_of(
    st.sampled_from(SCRIPTS), st.sampled_from(MARKS), st.sampled_from(QUOTATION_MARKS), st.sampled_from(NEWS),
    st.text(max_size=12),
)  # fmt: skip
texts = st.lists(scraps, max_size=25).map("".join) | st.lists(scraps, max_size=25).map(" ".join)
"""Texts as no editor would pass them."""

sentences = st.sampled_from([text for text in SCRIPTS if len(text) > 10])
