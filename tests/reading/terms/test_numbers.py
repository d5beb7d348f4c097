from __future__ import annotations

import pytest

from tests.reading.terms.asking import terms_of


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("The army keeps at least 800,000 troops.", 800_000, "troops", ">="),
        ("No more than 4,500 centrifuges may spin.", 4500, "centrifuges", "<="),
        ("More than 30 leaders came.", 30, "leaders", ">"),
        ("Some 240 Palestinian prisoners walked free.", 240, "Palestinian prisoners", "~"),
        ("Up to 5,000 fighters may return.", 5000, "fighters", "<="),
        ("Fewer than 200 monitors arrived.", 200, "monitors", "<"),
        ("The fund holds $5 billion.", 5_000_000_000, "dollars", "="),
        ("Aid worth €1.5bn is ready.", 1_500_000_000, "euros", "="),
        ("About 20 per cent of the land was returned.", 20, "percent", "~"),
        ("They hold 3.67% of it.", 3.67, "percent", "="),
        ("Twenty-one hostages came home.", 21, "hostages", "="),
        ("Two dozen villages were emptied.", 24, "villages", "="),
        ("Ten observers or more would come.", 10, "observers", ">="),
    ],
)
def test_a_quantity_has_value_unit_and_comparator(text: str, value: float, unit: str, comparator: str) -> None:
    (number,) = terms_of(text).numbers

    assert (number.value, number.unit, number.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 November 2016.",
        "The 2015 deal is dead.",
        "Article 5 was invoked.",
        "Resolution 1701 stands.",
        "An F-16 was seen.",
        "The meeting began at 8 p.m.",
        "A 15-year-old boy was freed.",
        "The two sides shook hands.",
        "It happens 24/7.",
        "The 21st century began.",
        "Phase two comes next.",
        "One of them left.",
    ],
)
def test_years_dates_ages_and_labels_are_no_quantities(text: str) -> None:
    assert terms_of(text).numbers == ()


def test_the_words_of_a_quantity_hold_its_comparator_and_unit() -> None:
    (number,) = terms_of("It offers at least 600 lorries of food.").numbers

    assert number.text == "at least 600 lorries"


def test_the_duration_is_not_counted_again() -> None:
    assert terms_of("A 72-hour truce was agreed.").numbers == ()
