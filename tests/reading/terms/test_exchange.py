from __future__ import annotations

import pytest

from tests.reading.terms.asking import terms_of


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Pyongyang would close the plant in exchange for fuel and food, the report said.", "fuel and food"),
        ("In return for the prisoners, Juba opened the road.", "the prisoners"),
        ("The two swapped hostages for grain.", "grain"),
        ("The text exchanges a truce for access to the port.", "access to the port"),
        (
            "Tehran offered caps in exchange for “limited, reversible relief.”",
            "limited, reversible relief",
        ),
    ],
)
def test_what_is_asked_in_return_is_in_the_words_of_the_source(text: str, given: str) -> None:
    assert terms_of(text).in_exchange_for == given


@pytest.mark.parametrize(
    "text",
    [
        "The armies exchanged fire for hours.",
        "If Tehran yields, Washington would pay.",
        "They met for an exchange of views.",
        "In exchange, both left.",
        "China is the largest trading partner for Kenya.",
        "He traded jokes with the envoy.",
    ],
)
def test_what_is_no_swap_gives_nothing_in_return(text: str) -> None:
    assert terms_of(text).in_exchange_for is None
