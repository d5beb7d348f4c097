from __future__ import annotations

import pytest

from dragoman.record import Act, Condition, ConditionKind, Issue
from dragoman.views import Stance, positions
from tests.views.making import holdings, statement


def _stance(act: Act, quote: str, issue: Issue, *, on_condition: str | None = None) -> Stance:
    """Give the stance of the position that one statement makes."""
    held = (Condition(text=on_condition, kind=ConditionKind.OTHER, start=0, end=1),) if on_condition else ()
    (row,) = positions(holdings(statement("Arland", act, quote, issue, conditions=held))).rows
    return row.stance


@pytest.mark.parametrize(
    ("act", "quote", "issue", "stance"),
    [
        (Act.PLEDGE, "Its army will remain in the valley for good.", Issue.WITHDRAWAL, Stance.AGAINST),
        (Act.PLEDGE, "Its army will leave the valley by May.", Issue.WITHDRAWAL, Stance.FOR),
        (Act.PLEDGE, "Its army will not leave the valley.", Issue.WITHDRAWAL, Stance.AGAINST),
        (Act.REJECT, "Arland is opposed to Bordurian troops remaining there.", Issue.WITHDRAWAL, Stance.FOR),
        (Act.DEMAND, "Arland wants the lifting of the embargo.", Issue.SANCTIONS, Stance.AGAINST),
        (Act.DEMAND, "The sanctions must be lifted at once.", Issue.SANCTIONS, Stance.AGAINST),
        (Act.PROPOSE, "Arland proposes further sanctions on the port.", Issue.SANCTIONS, Stance.FOR),
        (Act.DEMAND, "Nobody should take steps that undermine the talks.", Issue.PROCESS, Stance.FOR),
        (Act.REJECT, "Arland walked away from the talks.", Issue.PROCESS, Stance.AGAINST),
        (Act.REJECT, "A truce offered by the envoys was rejected by Arland.", Issue.CEASEFIRE, Stance.AGAINST),
        (Act.REJECT, "They do not reject the monitoring.", Issue.MONITORING, Stance.FOR),
        (Act.DEMAND, "There is no place for foreign troops in the valley.", Issue.FOREIGN_FORCES, Stance.AGAINST),
        (Act.PLEDGE, "It would dismantle its nuclear programme.", Issue.NUCLEAR, Stance.AGAINST),
        (Act.THREATEN, "Arland warned that it will bomb the port.", Issue.HOSTILITIES, Stance.FOR),
        (Act.DEMAND, "All wars must come to an end.", Issue.CEASEFIRE, Stance.FOR),
        (Act.DEMAND, "Its army will remain present there to stop smuggling.", Issue.WITHDRAWAL, Stance.AGAINST),
    ],
)
def test_the_side_is_told_by_the_act_and_the_words_on_the_issue(
    act: Act, quote: str, issue: Issue, stance: Stance
) -> None:
    assert _stance(act, quote, issue) is stance


@pytest.mark.parametrize(
    ("act", "quote", "issue"),
    [
        (Act.DENY, "Arland denied that it had asked for a withdrawal.", Issue.WITHDRAWAL),
        (Act.OFFER, "The minister offered no proof that talks were held.", Issue.PROCESS),
        (Act.THREATEN, "The failure of the talks would bring pain, Arland warned.", Issue.PROCESS),
        (Act.DEMAND, "He wants two or three times as much.", Issue.GUARANTEES),
        (Act.DEMAND, "The envoy asked for a letter.", Issue.HUMANITARIAN),
        (Act.DEMAND, "The army must stay away from the capital.", Issue.FORCE_LIMITS),
        (Act.DEMAND, "That would be a significant day.", Issue.RATIFICATION),
    ],
)
def test_where_the_words_give_no_side_the_stance_is_unclear(act: Act, quote: str, issue: Issue) -> None:
    assert _stance(act, quote, issue) is Stance.UNCLEAR


def test_what_hangs_on_a_condition_is_conditional() -> None:
    quote = "Arland will withdraw its army if the port is opened."

    assert _stance(Act.OFFER, quote, Issue.WITHDRAWAL, on_condition="the port is opened") is Stance.CONDITIONAL


def test_what_is_asked_in_return_does_not_turn_the_side_round() -> None:
    quote = "Arland agreed to limit its programme in return for the easing of sanctions."

    assert _stance(Act.AGREE, quote, Issue.SANCTIONS) is Stance.AGAINST


def test_on_an_issue_without_two_directions_the_side_is_that_of_the_act() -> None:
    assert _stance(Act.DEMAND, "Arland wants a seat at the fund.", Issue.ECONOMY) is Stance.FOR
    assert _stance(Act.REJECT, "Arland rejected the new border.", Issue.TERRITORY) is Stance.AGAINST
