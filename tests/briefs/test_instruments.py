from __future__ import annotations

from dragoman.briefs import build_brief, render
from dragoman.deals.answers import Blocker, Flip
from dragoman.deals.brief_status import BriefClaim, BriefDeal
from dragoman.deals.terms import Answer
from dragoman.record import Act
from tests.views.making import holdings, statement

_TOLD = statement("Arland", Act.CLAIM, "The parliament of Arland has not voted")
_DEAL = BriefDeal(
    instrument="sella",
    title="Treaty of Sella",
    version="draft of May",
    text_basis="full",
    in_force=Answer.POSSIBLE,
    parties=("Arland", "Borduria"),
    blockers=(Blocker(text="Arland ratifies", answer=Answer.NO, controllers=("Arland",)),),
    claims=(
        BriefClaim(
            text="Borduria fired first",
            disputed=True,
            said=("Arland asserts it",),
            turns=(
                Flip(
                    result="Norway must act",
                    event="attack",
                    supposed=True,
                    open=Answer.POSSIBLE,
                    accepted=Answer.NO,
                    rejected=Answer.CERTAIN,
                ),
            ),
        ),
    ),
    statements=(_TOLD.id,),
)


def test_a_linked_instrument_stands_with_its_blockers_and_the_claims_that_turn_it() -> None:
    shown = " ".join(render(build_brief(holdings(_TOLD), deals=[_DEAL]), "text", width=120).split())

    assert "Treaty of Sella, draft of May: in force or not, depending on what is open" in shown
    assert "blocked by Arland ratifies (depends on Arland)" in shown
    assert "disputed: Borduria fired first – Norway must act: no if accepted, certain if rejected" in shown


def test_an_instrument_leads_back_to_the_quotes_it_rests_on() -> None:
    brief = build_brief(holdings(_TOLD), deals=[_DEAL])
    (section,) = (section for section in brief.sections if section.key == "instruments")

    assert section.groups[0].lines[0].refs
    assert brief.sources[0].quotes[0].words == _TOLD.quote
