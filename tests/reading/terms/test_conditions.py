from __future__ import annotations

import pytest

from dragoman.record import ConditionKind
from tests.reading.terms.asking import conditions_of, terms_of


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Bogotá would free the fighters if the ELN returned all captives.", "the ELN returned all captives"),
        ("If the blockade is lifted, the Houthis will come to Muscat.", "the blockade is lifted"),
        ("The envoy said that if shelling stopped, aid could move.", "shelling stopped"),
        ("Sanctions stay unless inspectors return to the site, he warned.", "inspectors return to the site"),
        ("Seoul will send rice provided that monitors watch its delivery.", "monitors watch its delivery"),
        ("The truce holds as long as nobody crosses the river.", "nobody crosses the river"),
        ("Khartoum agreed on condition that the militias disarm.", "the militias disarm"),
        ("Troops would return in the event of a new attack.", "a new attack"),
        ("The lease is subject to approval by both chambers, the ministry said.", "approval by both chambers"),
        ("Elections will follow once all foreign fighters have left.", "all foreign fighters have left"),
        ("The army will not leave until a new force has arrived.", "a new force has arrived"),
        ("A final text will be signed only after a vote in the assembly.", "a vote in the assembly"),
        ("Any pact would require a referendum in the north.", "a referendum in the north"),
        ("The protocol would have to be ratified by the Majlis.", "ratified by the Majlis"),
        ("Foreign drills take place with the consent of both states.", "consent of both states"),
        ("Rebels refuse to talk without a guarantee of safe passage.", "a guarantee of safe passage"),
        ("Should the talks collapse, the mission would end.", "the talks collapse"),
        ("Were Khartoum to close the airstrip, aid would stop.", "Khartoum to close the airstrip"),
        ("The withdrawal is contingent on verification by observers.", "verification by observers"),
        ("A deal is done in principle, pending approval by parliament.", "approval by parliament"),
        ("Kinshasa insists the M23 must leave Goma before talks begin.", "leave Goma"),
        ("Peace cannot hold without an exchange of captives.", "an exchange of captives"),
        ("Everything depends on what the generals accept.", "what the generals accept"),
    ],
)
def test_a_condition_is_its_clause_without_the_connective(text: str, condition: str) -> None:
    assert conditions_of(text) == [condition]


@pytest.mark.parametrize(
    "text",
    [
        "Juba asked if the convoy had arrived.",
        "It is unclear if the rebels agreed.",
        "He spoke as if the war were over.",
        "Fighting went on even if both denied it.",
        "The official spoke on condition of anonymity.",
        "The colonel once again called for calm.",
        "Talks resumed after the rains.",
        "They met when the snow had melted.",
        "The session lasted until Tuesday.",
        "As long ago as 1998 the parties met.",
        "The mediators did not say if a date was set.",
        "Oman has provided rooms for both teams.",
        "Should the world look away?",
        "The minister left without saying a word.",
        "The colonel looks after the implementation of the truce, which will last.",
        "They met if at all in the desert.",
        "The pact lasts exactly as long as its author stays.",
        "The general sought talks without preconditions and did not wait.",
        "Nobody expected a breakthrough before the vote.",
        "He reads https://example.org/what-if-they-come every day.",
    ],
)
def test_indirect_rhetorical_and_temporal_clauses_are_no_conditions(text: str) -> None:
    assert conditions_of(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We sign if a ceasefire holds.", ConditionKind.CEASEFIRE),
        ("We sign if they stop the attacks.", ConditionKind.CEASEFIRE),
        ("We sign only after the withdrawal of all forces.", ConditionKind.WITHDRAWAL),
        ("The text would require a referendum.", ConditionKind.REFERENDUM),
        ("The pact would have to be ratified by the Senate.", ConditionKind.RATIFICATION),
        ("Drills happen with the consent of both states.", ConditionKind.CONSENT),
        ("We stay unless the two leaders hold a summit.", ConditionKind.LEADERS_MEETING),
        ("Relief depends on verification by the agency.", ConditionKind.VERIFICATION),
        ("Troops come in the event of a Security Council mandate.", ConditionKind.MANDATE),
        ("Tehran returns if sanctions are lifted.", ConditionKind.SANCTIONS_STEP),
        ("The crossing will not open until Friday.", ConditionKind.DATE),
        ("We come if the road is dry.", ConditionKind.OTHER),
    ],
)
def test_the_kind_follows_what_the_condition_asks_for(text: str, kind: ConditionKind) -> None:
    assert [condition.kind for condition in terms_of(text).conditions] == [kind]


def test_two_conditions_joined_are_two() -> None:
    text = "Talks cannot begin unless the port opens and unless captives go free."

    assert conditions_of(text) == ["the port opens", "captives go free"]


def test_a_second_condition_after_a_comma_is_a_second_one() -> None:
    text = "Troops would go only after a truce, and only once the house had voted."

    assert conditions_of(text) == ["a truce", "the house had voted"]


def test_a_list_stays_in_one_condition() -> None:
    text = "Peace comes only when militias disarm, accept a truce, and join talks with the council."

    assert conditions_of(text) == ["militias disarm, accept a truce, and join talks with the council"]


def test_an_aside_between_commas_stays_inside_the_condition() -> None:
    text = "The border stays shut unless all groups, including the militia, disarm."

    assert conditions_of(text) == ["all groups, including the militia, disarm"]


def test_an_exchange_is_no_condition() -> None:
    assert conditions_of("Pyongyang would close the plant in return for fuel.") == []


def test_the_attribution_is_not_part_of_the_condition() -> None:
    assert conditions_of("Rwanda will sign if the militia is disarmed, its president said on Monday.") == [
        "the militia is disarmed"
    ]


def test_the_main_clause_is_not_part_of_a_condition_that_comes_first() -> None:
    assert conditions_of("Only when the road opens will the envoys come.") == ["the road opens"]
    assert conditions_of("If Asmara, an old ally, does not come, the round is lost.") == [
        "Asmara, an old ally, does not come"
    ]


def test_a_list_of_steps_that_comes_first_is_one_condition() -> None:
    text = "If militias disarm, accept a truce, and join the talks, peace is possible."

    assert conditions_of(text) == ["militias disarm, accept a truce, and join the talks"]
