from __future__ import annotations

from dragoman.record import Act, Issue
from dragoman.views import figures
from tests.views.making import holdings, source, statement, years

_TEN = statement("Arland", Act.OFFER, "Arland offered a lease of 10 years", Issue.ECONOMY, duration=years(10))


def test_numbers_of_different_parties_on_one_matter_stand_side_by_side() -> None:
    twenty = statement("Borduria", Act.DEMAND, "Borduria wants a lease of 20 years", Issue.ECONOMY, document="b.txt")
    (row,) = figures(holdings(_TEN, twenty)).rows

    assert row.values == ("Arland: 10 years", "Borduria: 20 years")
    assert row.differ


def test_a_number_on_another_issue_is_another_matter() -> None:
    other = statement("Borduria", Act.DEMAND, "It wants inspectors for 20 years", Issue.MONITORING, document="b.txt")

    assert figures(holdings(_TEN, other)).rows == ()


def test_longer_after_anothers_figure_is_kept_as_the_word_it_is() -> None:
    longer = statement("Borduria", Act.DEMAND, "Borduria, however, wants a longer lease", Issue.ECONOMY, at=60)
    (row,) = figures(holdings(_TEN, longer)).rows

    assert row.values == ("Arland: 10 years", "Borduria: longer")
    assert row.figures[1].rule == "said after 10 years"


def test_longer_in_another_article_answers_nothing() -> None:
    longer = statement("Borduria", Act.DEMAND, "Borduria wants a longer lease", Issue.ECONOMY, document="b.txt")

    assert figures(holdings(_TEN, longer)).rows == ()


def test_one_partys_move_is_in_order_of_day() -> None:
    later = statement("Arland", Act.OFFER, "Arland offered a lease of 15 years", Issue.ECONOMY, document="b.txt")
    told = holdings(later, _TEN, sources=(source("a.txt"), source("b.txt", day="2031-09-01")))

    assert [figure.value for figure in figures(told).rows[0].figures] == ["10", "15"]


def test_a_number_takes_no_unit_from_the_next_number() -> None:
    army = statement("Arland", Act.DEMAND, "Arland wants an army of 85,000 and 342 tanks", Issue.FORCE_LIMITS)
    other = statement("Borduria", Act.OFFER, "Borduria wants 250,000", Issue.FORCE_LIMITS, document="b.txt")
    (row,) = figures(holdings(army, other)).rows

    assert row.values == ("Arland: 85,000", "Borduria: 250,000")


def test_numbers_stand_as_the_source_writes_them() -> None:
    twenty = statement("Borduria", Act.DEMAND, "Borduria wants a twenty-year lease", Issue.ECONOMY, document="b.txt")
    (row,) = figures(holdings(_TEN, twenty)).rows

    assert row.values == ("Arland: 10 years", "Borduria: twenty-year")
    assert row.unit == "years"


def test_the_same_unit_of_unlike_things_is_not_one_matter() -> None:
    sentence = statement(
        "Borduria", Act.DEMAND, "Borduria wants smugglers jailed for 20 years", Issue.ECONOMY, document="b.txt"
    )

    assert figures(holdings(_TEN, sentence)).rows == ()


def test_a_number_on_which_all_agree_is_no_row() -> None:
    same = statement("Borduria", Act.ACCEPT, "Borduria accepted a lease of 10 years", Issue.ECONOMY, document="b.txt")

    assert figures(holdings(_TEN, same)).rows == ()


def test_what_became_of_a_difference_is_said() -> None:
    twenty = statement("Borduria", Act.DEMAND, "Borduria wants a lease of 20 years", Issue.ECONOMY, document="b.txt")
    yields = statement("Borduria", Act.OFFER, "Borduria offered a lease of 10 years", Issue.ECONOMY, document="c.txt")
    days = (source("a.txt"), source("b.txt", day="2031-06-01"), source("c.txt", day="2031-07-01"))
    told = holdings(_TEN, twenty, yields, sources=days)

    assert [row.stand for row in figures(holdings(_TEN, twenty)).rows] == ["they differ"]
    assert [(row.stand, row.differ) for row in figures(told).rows] == [("they agree now", False)]


def test_a_truces_length_is_not_set_beside_a_wars() -> None:
    truce = statement("Arland", Act.OFFER, "Arland offered a six-week truce in the war", Issue.CEASEFIRE)
    war = statement(
        "Borduria", Act.DEMAND, "Borduria wants a truce to end the 9-week-long war", Issue.CEASEFIRE, document="b.txt"
    )

    assert figures(holdings(truce, war)).rows == ()


def test_those_let_go_and_those_freed_for_them_are_two_counts() -> None:
    swap = statement(
        "Arland", Act.AGREE, "Arland agreed to free 105 hostages in return for 240 prisoners", Issue.DETAINEES
    )

    assert figures(holdings(swap)).rows == ()


def test_a_statement_that_tells_of_a_move_has_both_its_numbers_in_order() -> None:
    moved = statement("Arland", Act.DEMAND, "Arland raised the ceiling from 600,000 to 800,000", Issue.FORCE_LIMITS)
    (row,) = figures(holdings(moved)).rows

    assert row.values == ("Arland: 600,000", "Arland: 800,000")


def test_what_each_gives_of_its_own_money_is_not_one_figure() -> None:
    first = statement("Arland", Act.PLEDGE, "Arland pledged 5 billion euros in aid", Issue.ECONOMY)
    second = statement("Norway", Act.PLEDGE, "Norway pledged 2 billion euros in aid", Issue.ECONOMY, document="b.txt")

    assert figures(holdings(first, second)).rows == ()


def test_troops_withdrawn_to_a_number_are_not_so_many_withdrawn() -> None:
    leaving = statement("Arland", Act.PROPOSE, "Some 5,000 troops would leave the valley", Issue.WITHDRAWAL)
    left = statement(
        "Borduria", Act.DEMAND, "The troops in the valley must fall to 8,600", Issue.WITHDRAWAL, document="b.txt"
    )

    assert figures(holdings(leaving, left)).rows == ()


def test_the_dead_are_no_figure_on_the_table() -> None:
    freed = statement("Arland", Act.DEMAND, "Arland wants 12 hostages freed", Issue.DETAINEES)
    killed = statement(
        "Borduria", Act.REJECT, "Borduria, after 6 hostages were killed, said no", Issue.DETAINEES, document="b.txt"
    )
    angry = killed.model_copy(update={"act": Act.DEMAND})

    assert figures(holdings(freed, angry)).rows == ()


def test_numbers_in_words_of_any_kind_are_figures() -> None:
    eleven = statement("Arland", Act.OFFER, "Arland would free eleven hostages", Issue.DETAINEES)
    twelve = statement("Borduria", Act.DEMAND, "Borduria wants twelve hostages", Issue.DETAINEES, document="b.txt")
    (row,) = figures(holdings(eleven, twelve)).rows

    assert row.values == ("Arland: eleven hostages", "Borduria: twelve hostages")


def test_the_word_before_a_full_stop_says_what_a_number_is_about() -> None:
    one = statement("Arland", Act.OFFER, "Arland would let out 50,000 of oil, and 80,000 of grain.", Issue.SHIPPING)
    other = statement("Borduria", Act.DEMAND, "Borduria wants 90,000 of grain.", Issue.SHIPPING, document="b.txt")
    rows = figures(holdings(one, other)).rows

    assert [row.values for row in rows] == [("Arland: 80,000", "Borduria: 90,000")]
