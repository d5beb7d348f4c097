"""The words that tell where a meeting stands: verbs of holding, planning, wishing and refusing."""

from __future__ import annotations

from dragoman.reading.terms.lexicon import QUOTES, bag

BEING = bag("is are was were be been being has have had gets got")
BARRIERS = bag(", ; : — – that which who whose where because") | QUOTES
OUTER = bag("beginning start end close opening sidelines margins outset middle")
"""Before "of the summit" these say when: "at the start of"."""
TENTATIVE = bag("possible potential proposed suggested mooted")
COMING = bag("next upcoming planned scheduled expected forthcoming coming future anticipated")
GOING_ON = bag("ongoing continuing")
SCHEDULED = bag("due scheduled set slated expected planned supposed arranged poised pencilled penciled")
MAY = bag("could may might can")
WILL = bag("will shall would 'll")
HAPPENED = bag(
    """began started resumed ended concluded collapsed failed stalled took broke wrapped finished lasted came brought
    produced opened yielded was were had has did ran went brokered achieved made saw gave adopted called"""
)
ATTEND = bag(
    """send attend join participate take hold host travel go come return resume start begin open continue convene have
    restart launch organise organize stage meet enter visit fly speak"""
)
ATTENDED = bag(
    """sent attended joined participated held hosted travelled traveled came returned resumed began started opened
    concluded ended had finished completed wrapped took entered convened chaired led brokered has met left yielded
    struggled spent mediated"""
)
ON_THE_WAY = bag("headed heading heads departs departed flew flies arrives arrived arriving travels leaving leaves")
PLANNING = bag(
    """planned plans plan planning agreed agree agrees scheduled set arranged prepares preparing intends intend going
    expected due slated supposed accepted accepts announced vowed pledged promised must should ahead tomorrow"""
)
WISHING = bag(
    """proposed proposes propose offered offers offer suggested suggests suggest invited invites invite wants want
    wanted hopes hope hoped hoping seeks seek sought urged urges demanded demands requested ready prepared
    considering open"""
)
REFUSING = bag(
    """rejected rejects rejecting refused refuses refusing refuse declined declines declining boycott boycotted boycotts
    boycotting skip skipped skipping snubbed shunned opposed opposes opposing avoid avoided"""
)
HOLDING = bag("holding having conducting hosting attending joining resuming continuing meeting")
TAKING_PART = ATTEND | ATTENDED | HOLDING | PLANNING | WISHING
GOVERNING = TAKING_PART | REFUSING
"""Verbs that a meeting can be the object of."""
IN_THE_PRESENT = bag("are is continue continues remain")
SUBJECT_VERBS = WILL | MAY | HAPPENED | IN_THE_PRESENT
NO_MORE = bag("not never unlikely impossible suspended dead halted frozen off over stalled deadlocked")
AT_THEM = bag("at during after following since")
PREPARED = bag("preparation preparations plans invitation invitations arrangements date venue ahead delegation way")
HOPED_FOR = bag("proposal proposals hopes prospects prospect calls call offer idea possibility chance chances")
REACH = 7
"""Tokens before a meeting's name in which the verb stands that it is an object of."""
RIGHT_REACH = 12
