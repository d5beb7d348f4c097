"""What the brief must show on the two documents that define the ground, read as their annotators read them."""

from __future__ import annotations

import pytest

from dragoman.briefs import Brief, build_brief, render
from dragoman.record import Firmness, MeetingState
from dragoman.views import guarantors, meetings
from tests.gold import seed_holdings

pytestmark = pytest.mark.corpus


@pytest.fixture(params=["a", "b"])
def brief(request: pytest.FixtureRequest) -> Brief:
    return build_brief(seed_holdings(request.param))


def _body(brief: Brief) -> str:
    """Give the lines of the brief, without its sources, as running text."""
    return " ".join(render(brief, "text", width=120).partition("\nSOURCES")[0].split())


@pytest.mark.parametrize(
    "shown",
    [
        "neutral status in exchange for security guarantees",
        "not host foreign military bases",
        "not enter into military-political alliances",
        "deploy military contingents",
        "with the consent of the guarantor countries",
        "15-year consultation period",
        "complete ceasefire",
        "require a referendum",
        "discussed by the Ukrainian and Russian leaders",
        "cede to separatists",
        "Article 5",
        "not a ceasefire",
        "as told by Vladimir Medinsky",
        "most significant in the conflict",
        "signs of real seriousness",
        "no longer happen",
        "ratified by Congress",
        "longer delay",
        "symbolic force",
        "foreign military presence",
        "Matthew Schmidt",
    ],
)
def test_the_brief_shows_what_the_articles_carry(brief: Brief, shown: str) -> None:
    assert shown in _body(brief)


def test_no_sentence_stands_twice(brief: Brief) -> None:
    words = [line.words for section in brief.sections for group in section.groups for line in group.lines if line.words]

    assert len(words) == len(set(words))


def test_the_strike_claim_stands_with_its_denial(brief: Brief) -> None:
    (line,) = next(section for section in brief.sections if section.key == "claims").groups[0].lines

    assert (line.who, line.verb) == ("Russia", "asserts")
    assert any(fact.label.startswith("denied by") for fact in line.facts)


@pytest.mark.parametrize("reader", ["a", "b"])
def test_guarantors_stand_in_two_tiers_with_canada_among_the_candidates(reader: str) -> None:
    tiers: dict[Firmness, set[str]] = {}
    for row in guarantors(seed_holdings(reader)).rows:
        tiers.setdefault(row.firmness, set()).add(row.state)

    assert tiers[Firmness.CANDIDATE] == {"Poland", "Israel", "Turkey", "Canada"}
    assert tiers[Firmness.POSSIBLE] == {"Russia", "United States", "United Kingdom", "Germany", "Italy"}
    assert Firmness.BOUND not in tiers
    assert Firmness.COMMITTED not in tiers


def test_the_second_round_is_called_off_and_the_paris_meetings_are_ahead() -> None:
    states = [(row.state, row.date) for row in meetings(seed_holdings()).rows]

    assert (MeetingState.CANCELLED, "2022-03-30") in states
    assert sum(state is MeetingState.PLANNED for state, _ in states) >= 3
