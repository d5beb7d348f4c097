from __future__ import annotations

import numpy as np

from dragoman.reading.attributions import attributions_in
from dragoman.reading.decoding import Scores
from tests.reading.making import painted, place

TEXT = "Norway said the route is open, but Cuba denied that it had been asked. Nobody else wrote."


def test_each_content_goes_to_the_cue_that_it_is_tied_to_and_each_cue_to_its_source() -> None:
    first, second = "the route is open", "that it had been asked"
    window, scores = painted(
        TEXT,
        {"source": ["Norway", "Cuba"], "cue": ["said", "denied"], "content": [first, second]},
        [("Norway", "said"), (first, "said"), ("Cuba", "denied"), (second, "denied")],
    )

    one, two = attributions_in(TEXT, window, scores)

    assert (one.source, one.cue, one.content) == tuple((place(TEXT, w),) for w in ("Norway", "said", first))
    assert (two.source, two.cue, two.content) == tuple((place(TEXT, w),) for w in ("Cuba", "denied", second))


def test_a_source_after_its_content_is_found_by_the_tie_and_not_by_distance() -> None:
    text = "Norway left. The route is open, the envoy of Cuba said."
    window, scores = painted(
        text,
        {"source": ["Norway", "the envoy of Cuba"], "cue": ["said"], "content": ["The route is open"]},
        [("the envoy of Cuba", "said"), ("The route", "said")],
    )

    (found,) = attributions_in(text, window, scores)

    assert found.source == (place(text, "the envoy of Cuba"),)


def test_two_halves_of_a_quotation_are_one_attribution() -> None:
    text = "“We wait,” she said, “for an answer.”"
    window, scores = painted(
        text,
        {"source": ["she"], "cue": ["said"], "content": ["We wait", "for an answer"]},
        [("she", "said"), ("We wait", "said"), ("for an answer", "said")],
    )

    (found,) = attributions_in(text, window, scores)

    assert found.content == (place(text, "We wait"), place(text, "for an answer"))


def test_a_cue_that_no_source_is_tied_to_has_none() -> None:
    text = "It is said that Norway paid."
    window, scores = painted(
        text, {"source": ["Norway"], "cue": ["said"], "content": ["that Norway paid"]}, [("that Norway", "said")]
    )

    (found,) = attributions_in(text, window, scores)

    assert found.source == ()


def test_a_content_without_any_cue_is_nobodys() -> None:
    text = "Cuba: no comment on the route. Norway: none."
    window, scores = painted(text, {"source": ["Cuba", "Norway"], "content": ["no comment on the route"]})

    (found,) = attributions_in(text, window, scores)

    assert (found.source, found.cue) == ((), ())


def test_a_tie_within_a_line_beats_a_surer_one_over_its_end() -> None:
    text = "Norway said the route is open.\nCuba denied that it had been asked."
    first, second = "the route is open", "that it had been asked"
    window, scores = painted(
        text,
        {"source": ["Norway", "Cuba"], "cue": ["said", "denied"], "content": [first, second]},
        [("Norway", "said"), (first, "said"), ("Cuba", "denied"), (second, "said")],
    )

    one, two = attributions_in(text, window, scores)

    assert (one.content, two.content) == ((place(text, first),), (place(text, second),))
    assert two.cue == (place(text, "denied"),)


def test_an_attribution_is_as_likely_as_its_weakest_part() -> None:
    window, scores = painted(TEXT, {"source": ["Norway"], "cue": ["said"], "content": ["the route is open"]})
    unsure: Scores = scores * np.float32(1 / 6)

    (sure,) = attributions_in(TEXT, window, scores)
    (doubted,) = attributions_in(TEXT, window, unsure)

    assert doubted.chance < 0.9 < sure.chance


def test_a_window_without_content_has_no_attribution() -> None:
    window, scores = painted(TEXT, {"source": ["Norway"], "cue": ["said"]})

    assert attributions_in(TEXT, window, scores) == []
