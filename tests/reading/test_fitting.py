"""Who acts where several parties are named: the encoder is asked whom the statement fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from dragoman.reading.assembling import FITS_BETTER, Layers, name_all
from dragoman.reading.confidence import Calibration
from dragoman.reading.judging import Asked, Judged
from dragoman.reading.layout import ACTS, ISSUES
from dragoman.reading.naming import Naming
from dragoman.reading.spotting import Spotted
from dragoman.reading.terms import Context
from dragoman.reading.wording import plain_blend
from dragoman.sources import document_from_bytes
from tests.reading.making import cast_of, place


def judge(fits: dict[str, float], met: list[str] | None = None) -> Callable[[Sequence[Asked]], list[Judged]]:
    """Give a judge to whom names fit by a table."""

    def judged(asked: Sequence[Asked]) -> list[Judged]:
        if met is not None:
            met.extend(one.who for one in asked)
        nothing = np.zeros(len(ACTS), np.float32), np.zeros(len(ISSUES), np.float32)
        return [Judged(*nothing, fits.get(one.who, 0.0)) for one in asked]

    return judged


def layers(text: str, actor: str) -> Layers:
    document = document_from_bytes(text.encode(), "one.txt")
    spotted = Spotted(*place(text, text), 0.9, ((*place(text, actor), 0.9),))
    return Layers(document, (spotted,), (), cast_of(text), Context.of(document), plain_blend(), Calibration())


def who(text: str, actor: str, fits: dict[str, float]) -> Naming:
    ((_, naming, _),) = name_all(layers(text, actor), judge(fits))
    return naming


TEXT = "Norway said that Cuba would open its ports."


def test_the_marked_one_acts_where_the_other_fits_as_well() -> None:
    assert who(TEXT, "Norway", {"Norway": 1.0, "Cuba": 1.0}).parties == ("Norway",)


def test_the_other_acts_where_it_fits_clearly_better() -> None:
    naming = who(TEXT, "Norway", {"Norway": -1.0, "Cuba": FITS_BETTER})

    assert (naming.parties, naming.place) == (("Cuba",), place(TEXT, "Cuba"))


def test_the_scores_kept_are_those_of_the_one_who_acts() -> None:
    ((_, _, kept),) = name_all(layers(TEXT, "Norway"), judge({"Norway": -3.0, "Cuba": 3.0}))

    assert kept.fits == 3.0


def test_nobody_else_is_weighed_where_one_party_is_named() -> None:
    text = "Norway would open its ports."
    met: list[str] = []

    name_all(layers(text, "Norway"), judge({}, met))

    assert met == ["Norway"]


def test_an_outlet_gives_way_to_a_party_however_well_it_fits() -> None:
    naming = who("Reuters reported that Cuba would open its ports.", "Reuters", {"Reuters": 9.0, "Cuba": -9.0})

    assert naming.parties == ("Cuba",)


def test_an_outlet_alone_is_the_source_of_an_unknown_actor() -> None:
    naming = who("Reuters reported that the ports would open soon.", "Reuters", {"Reuters": 9.0})

    assert (naming.actor, naming.source and naming.source.name) == (None, "Reuters")
