"""Small closed word classes of English that several terms are read with."""

from __future__ import annotations


def bag(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


REPORTING = bag(
    """said says say saying told tells tell telling added adds add adding warned warns warn warning stated states
    stating announced announces announcing declared declares declaring insisted insists insisting claimed claims
    claiming argued argues arguing stressed stresses stressing noted notes noting replied reported reports
    reporting wrote writes writing tweeted posted explained explains suggested suggests suggesting confirmed
    confirms confirming denied denies denying accused accuses accusing urged urges urging called calls calling
    reiterated reiterates vowed vows vowing pledged pledges promised promises demanded demands rejected rejects
    dismissed dismisses acknowledged acknowledges admitted admits emphasised emphasized asserted asserts
    remarked commented predicted cautioned threatened indicated proposed proposes offered offers concluded
    recalled testified quoted believes believed hopes hoped hope described conceded contended disclosed revealed
    signalled signaled hinted maintained recounted asked asks responded underlined underscored"""
)
"""Verbs that introduce or close what somebody says."""

SAYING = bag(
    """said says say told tells added adds warned warns stated announced announces declared insisted insists
    claimed claims argued argues stressed noted replied reported reports wrote tweeted posted explained
    confirmed denied reiterated vowed acknowledged admitted emphasised emphasized asserted remarked commented
    cautioned testified saying adding telling warning stating noting stressing insisting claiming arguing
    responded recalled concluded declares writes explains continued"""
)
"""The plainest of them: a name and one of these after a comma is an attribution, not a clause of the content."""

MODALS = bag("will would shall should can could may might must cannot")

AUXILIARIES = bag(
    """is are was were am be been being has have had do does did 's 're 've 'll 'd it's that's there's we're
    they're he's she's we'll they'll it'll he'll i'll you'll i'm we've they've i've isn't aren't wasn't weren't
    hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't mustn't needn't he'd we'd
    they'd i'd what's who's"""
)

FINITE = MODALS | AUXILIARIES
"""Words that make a clause finite beyond doubt."""

NEGATIONS = bag(
    """not no never neither nor cannot none nobody nothing nowhere isn't aren't wasn't weren't hasn't haven't
    hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't mustn't needn't ain't"""
)

DETERMINERS = bag(
    """the a an any all both each every this that these those its their his her our my your some no either such"""
)

PRONOUNS = bag("he she it they we i you there who")

QUOTES = frozenset('"“”«»„‟″')
"""Double quotation marks in every form that articles use."""

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
