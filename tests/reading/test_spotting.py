from __future__ import annotations

from dragoman.reading.layout import columns
from dragoman.reading.positions import positions_in
from dragoman.reading.spotting import spotted_position, statements_in
from dragoman.record import Act
from tests.reading.making import cast_of, painted, place, window_of


def spotted(text: str, *statements: str) -> list[str]:
    window, scores = painted(text, {"statement": statements})
    return [text[found.start : found.end] for found in statements_in(text, window, scores)]


def test_the_full_stop_and_closing_mark_belong_to_the_statement() -> None:
    assert spotted("“We will not leave.” Rain fell.", "“We will not leave") == ["“We will not leave.”"]


def test_a_comma_at_a_clause_split_stays_out() -> None:
    assert spotted("Norway agreed, Cuba did not.", "Norway agreed,") == ["Norway agreed"]


def test_a_straight_opening_mark_of_the_next_quotation_stays_out() -> None:
    assert spotted('Norway agreed "in full".', "Norway agreed") == ["Norway agreed"]


def test_a_statement_may_go_over_a_line_end() -> None:
    text = "“We will wait\nand see,” she said."

    assert spotted(text, text) == [text]


def test_marked_pieces_that_follow_each_other_are_one_name_of_whole_words() -> None:
    text = "The Norwegian foreign minister asked Cuba to host."
    window, scores = painted(
        text, {"statement": [text], "actor": ["The Norwegian foreign minister"], "addressee": ["Cuba"]}
    )

    (found,) = statements_in(text, window, scores)

    assert [run[:2] for run in found.actors] == [place(text, "The Norwegian foreign minister")]
    assert [run[:2] for run in found.addressees] == [place(text, "Cuba")]


def test_names_outside_the_statement_are_not_its_actors() -> None:
    text = "Norway waited. Cuba asked for more."
    window, scores = painted(text, {"statement": ["Cuba asked for more."], "actor": ["Norway", "Cuba"]})

    (found,) = statements_in(text, window, scores)

    assert [run[:2] for run in found.actors] == [place(text, "Cuba")]


def test_a_higher_bias_finds_no_fewer_statements() -> None:
    text = "Norway agreed. Cuba refused."
    window, scores = painted(text, {"statement": ["Norway agreed."]})
    scores[:, columns()["statement"]] /= 40

    counts = [len(statements_in(text, window, scores, bias=bias)) for bias in (-2.0, 0.0, 2.0)]

    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_a_position_told_in_passing_is_its_holders_with_the_act_of_its_verb() -> None:
    text = "The bases, which Cuba opposes on its soil, stay."
    cast = cast_of(text)
    (position,) = positions_in(text, [(0, len(text))], cast)
    _, scores = painted(text, {})

    found = spotted_position(window_of(text), scores, position)

    assert (found.position, found.start, found.end) == (Act.REJECT, position.start, position.end)
    assert [run[:2] for run in found.actors] == [place(text, "Cuba")]
    assert 0.0 <= found.chance <= 1.0
