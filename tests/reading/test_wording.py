from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading.layout import ACTS, ISSUES
from dragoman.reading.lexicon import CODES, codes_in
from dragoman.reading.naming import Naming
from dragoman.reading.spotting import Spotted
from dragoman.reading.wording import WordModel, features_of, kind_of, plain_blend, tokens_of, top_issues
from dragoman.record import Act, Issue
from tests.reading.making import MODEL, place
from tests.strategies import texts

NOBODY = Naming(None, (), "subject/unknown")


def codes(text: str) -> set[str]:
    return {CODES[code] for code in codes_in(tokens_of(text, 0, len(text)))}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the cease-fire holds", "issue:ceasefire"),
        ("ceasefires everywhere", "issue:ceasefire"),
        ("a cessation of hostilities", "issue:ceasefire"),
        ("denuclearisation first", "issue:nuclear"),
        ("the OSCE mission", "issue:monitoring"),
        ("lay down their arms", "issue:ceasefire"),
        ("$20 more", "issue:economy"),
        ("declined to comment", "act:refuse_comment"),
    ],
)
def test_a_term_of_a_list_gives_its_code(words: str, code: str) -> None:
    assert code in codes(words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a cessation of trade", "issue:ceasefire"),
        ("the airport", "issue:shipping"),
        ("a warm welcome", "issue:hostilities"),
        ("mustard", "act:demand"),
    ],
)
def test_part_of_a_term_gives_no_code(words: str, code: str) -> None:
    assert code not in codes(words)


def test_words_keep_inner_hyphens_and_apostrophes_and_fold_curly_ones() -> None:
    text = "Won’t cease-fire, U.S. “talks”"

    assert tokens_of(text, 0, len(text)) == ["won't", "cease-fire", "u.s", "talks"]


def test_words_and_pairs_of_a_statement_have_unit_length_together() -> None:
    text = "Norway will not withdraw its troops from the strip before the vote."

    words = [value for name, value in features_of(text, 0, len(text)).items() if name.startswith("w:")]

    assert sum(value * value for value in words) == pytest.approx(1.0)


def test_terms_before_a_statement_and_words_of_its_cue_are_features_of_their_own() -> None:
    text = "The ceasefire is new. Cuba insisted on more."

    found = features_of(text, *place(text, "Cuba insisted on more."), place(text, "insisted"))

    assert {"c:issue:ceasefire", "q:insisted", "l:act:demand"} <= set(found)
    assert "l:issue:ceasefire" not in found


@given(text=texts)
@settings(deadline=None, max_examples=50)
def test_any_words_have_features_that_are_small_numbers(text: str) -> None:
    assert all(0.0 < value <= 2.0 for value in features_of(text, 0, len(text)).values())


@given(chances=st.lists(st.floats(0, 1), min_size=len(ISSUES), max_size=len(ISSUES)))
def test_one_to_three_issues_are_named_the_likeliest_always(chances: list[float]) -> None:
    kept = top_issues(chances, least=0.3)

    assert 1 <= len(kept) <= 3
    assert chances[kept[0]] == max(chances)
    assert all(chances[at] >= 0.3 for at in kept[1:])


def test_chances_of_acts_sum_to_one_and_those_of_issues_stand_alone() -> None:
    model = WordModel.load(MODEL)
    text = "The rebels insisted on a ceasefire before any talks."
    network = (np.zeros(len(ACTS), np.float32), np.zeros(len(ISSUES), np.float32))

    acts, issues = model.blended(network, model.scores(features_of(text, 0, len(text))))

    assert float(acts.sum()) == pytest.approx(1.0, abs=1e-5)
    assert all(0.0 <= chance <= 1.0 for chance in issues)
    assert ISSUES[int(issues.argmax())] == "ceasefire"


def test_words_never_met_add_nothing() -> None:
    model = WordModel.load(MODEL)

    acts, issues = model.scores(features_of("zxq vrrp", 0, 8))

    assert np.concatenate([acts, issues]) == pytest.approx(model.bias)


def test_a_network_alone_decides_where_there_are_no_words() -> None:
    act_scores, issue_scores = np.zeros(len(ACTS), np.float32), np.full(len(ISSUES), -9.0, np.float32)
    act_scores[ACTS.index("deny")] = issue_scores[ISSUES.index("shipping")] = 9.0
    spotted = Spotted(0, 6, 0.9)

    kind = kind_of(plain_blend(), "Norway", spotted, NOBODY, (act_scores, issue_scores))

    assert (kind.act, kind.issues) == (Act.DENY, (Issue.SHIPPING,))


def test_the_verb_of_a_position_told_in_passing_decides_its_act() -> None:
    act_scores, issue_scores = np.zeros(len(ACTS), np.float32), np.zeros(len(ISSUES), np.float32)
    act_scores[ACTS.index("deny")] = 9.0
    spotted = Spotted(0, 6, 0.9, position=Act.REJECT)

    kind = kind_of(plain_blend(), "Norway", spotted, NOBODY, (act_scores, issue_scores))

    assert kind.act is Act.REJECT
    assert kind.act_chance < 0.1


def test_a_term_of_a_rare_issue_raises_its_chance_to_how_often_it_is_right() -> None:
    words = replace(plain_blend(), terms={"shipping": 0.7, "nuclear": 0.6})
    text = "Norway offered its ports."

    raised = words.issue_chances(np.full(len(ISSUES), 0.1, np.float32), features_of(text, 0, len(text)))

    assert raised[ISSUES.index("shipping")] == 0.7
    assert raised[ISSUES.index("nuclear")] == pytest.approx(0.1)


def test_a_chance_above_that_of_the_term_stays() -> None:
    words = replace(plain_blend(), terms={"shipping": 0.7})
    text = "Norway offered its ports."

    raised = words.issue_chances(np.full(len(ISSUES), 0.9, np.float32), features_of(text, 0, len(text)))

    assert raised[ISSUES.index("shipping")] == pytest.approx(0.9)


def test_every_feature_of_the_shipped_words_has_its_row(tmp_path: Path) -> None:
    model = WordModel.load(MODEL)

    assert sorted(model.rows.values()) == list(range(len(model.weights)))
    assert model.weights.shape[1] == len(ACTS) + len(ISSUES)
    with pytest.raises(FileNotFoundError):
        WordModel.load(tmp_path)


def test_scores_do_not_depend_on_the_order_in_which_features_come() -> None:
    model = WordModel.load(MODEL)
    text = "Norway said on Monday that it rejected the ceasefire and would not discuss a withdrawal of its troops."
    features = features_of(text, 0, len(text))

    forward = model.scores(features)
    backward = model.scores(dict(reversed(features.items())))

    assert [scores.tobytes() for scores in forward] == [scores.tobytes() for scores in backward]
