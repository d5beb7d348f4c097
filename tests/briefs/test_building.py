from __future__ import annotations

from datetime import date

from dragoman.briefs import Brief, BriefOptions, build_brief
from dragoman.briefs.model import Fact, Line, Section
from dragoman.record import Act, ConditionKind, Failure, Issue, MeetingState, Modality, Statement
from dragoman.views import Query
from tests.views.making import condition, holdings, meeting, source, statement, years

_OFFER = statement(
    "Arland",
    Act.OFFER,
    "Arland offered to lease the port of Sella for 20 years",
    Issue.ECONOMY,
    source="Boris Lund",
    addressee="Borduria",
    conditions=(condition("once a ceasefire holds", ConditionKind.CEASEFIRE),),
    duration=years(20),
    in_exchange_for="safe passage",
    date="2031-05-01",
)
_REFUSAL = statement(
    "Borduria", Act.REJECT, "Borduria rejected Arland's lease of the port of Sella", Issue.ECONOMY, at=90
)
_DEMAND = statement("Borduria", Act.DEMAND, "The Orsk plateau must be handed back", at=200)
_COMMENT = statement(
    "Fjord Institute", Act.ASSESS, "It is the best offer in years", Issue.PROCESS, at=300, actor="Dr Ada Holm"
)
_PLEDGE = statement("Borduria", Act.PLEDGE, "Borduria will open the bridge to convoys", Issue.HUMANITARIAN, at=400)
_WHOLE = holdings(
    _OFFER,
    _REFUSAL,
    _DEMAND,
    _COMMENT,
    _PLEDGE,
    meeting(MeetingState.HELD, at=500),
    sources=(source(outlet="The Post"),),
)


def _section(brief: Brief, key: str) -> Section:
    return next(section for section in brief.sections if section.key == key)


def _lines(brief: Brief, key: str) -> list[Line]:
    return [line for group in _section(brief, key).groups for line in group.lines]


def test_a_term_stands_with_all_it_hangs_on() -> None:
    (line,) = (line for line in _lines(build_brief(_WHOLE), "table") if line.who == "Arland")
    facts = {fact.label: fact.text for fact in line.facts}

    assert line.verb == "offered"
    assert line.words == "to lease the port of Sella for 20 years"
    assert facts["in exchange for"] == "safe passage"
    assert facts["on condition"] == "once a ceasefire holds"
    assert facts["for how long"] == "20 years"
    assert "Borduria rejected" in facts


def test_what_is_told_second_hand_names_who_tells_it() -> None:
    (line,) = (line for line in _lines(build_brief(_WHOLE), "table") if line.who == "Arland")

    assert line.told_by == "Boris Lund"
    assert "as told by Boris Lund" in line.tail


def test_an_act_without_a_day_is_dated_only_as_reported() -> None:
    brief = build_brief(_WHOLE)

    assert {line.when for line in _lines(brief, "table")} == {"1 May 2031", "reported 2 May 2031"}


def test_where_no_date_is_known_the_brief_says_so() -> None:
    brief = build_brief(holdings(_DEMAND, sources=(source(day=None),)))

    assert _lines(brief, "table")[0].when == "date not given"
    assert brief.sources[0].published == "date not given"


def test_no_words_stand_twice_in_the_lines() -> None:
    brief = build_brief(_WHOLE)
    shown = [
        words
        for section in brief.sections
        for group in section.groups
        for line in group.lines
        for words in (line.words, *(fact.text for fact in line.facts if fact.quoted and len(fact.text) > 25))
        if words
    ]

    assert len(shown) == len(set(shown))


def test_every_number_leads_to_an_exact_quote() -> None:
    brief = build_brief(_WHOLE)
    quotes = {quote.ref: quote.words for source_ in brief.sources for quote in source_.quotes}
    refs = [ref for section in brief.sections for group in section.groups for line in group.lines for ref in line.refs]

    assert refs
    assert all(ref in quotes for ref in refs)
    assert _OFFER.quote in quotes.values()


def test_experts_are_heard_under_their_name_and_institute() -> None:
    section = _section(build_brief(_WHOLE), "third-parties")

    assert [group.heading for group in section.groups] == ["Fjord Institute"]
    assert section.groups[0].lines[0].who == "Dr Ada Holm (Fjord Institute)"


def test_pledges_of_conduct_stand_apart_and_unrated() -> None:
    brief = build_brief(_WHOLE)

    assert [line.who for line in _lines(brief, "pledges")] == ["Borduria"]
    assert all(line.verb != "pledged" for line in _lines(brief, "table"))


def test_a_speakers_own_name_before_a_negated_act_is_not_taken_off() -> None:
    quote = "Arland has not offered to lease the port"
    denied = statement("Arland", Act.OFFER, quote, Issue.ECONOMY, modality=Modality.NEGATED)

    assert _lines(build_brief(holdings(denied)), "table")[0].words == quote


def test_a_hedged_proposal_reads_as_floated() -> None:
    hedged = statement("Arland", Act.PROPOSE, "A lease could be found", Issue.ECONOMY, modality=Modality.HEDGED)

    assert _lines(build_brief(holdings(hedged)), "table")[0].verb == "floated"


def test_a_candidate_guarantor_is_never_shown_as_guaranteeing() -> None:
    listed = statement(
        "Arland",
        Act.PROPOSE,
        "Norway could be among the potential guarantors of the lease",
        Issue.GUARANTEES,
        guarantors=("Norway",),
        duration=years(20),
    )
    facts = [fact.text for line in _lines(build_brief(holdings(listed)), "table") for fact in line.facts]

    assert "Norway (a candidate)" in facts


def test_a_relative_clause_is_shown_with_what_it_hangs_on() -> None:
    whole = statement("Arland", Act.PROPOSE, "The fate of Orsk, which Borduria claims, would be settled later")
    clause = statement("Borduria", Act.DEMAND, "which Borduria claims", at=18)
    lines = _lines(build_brief(holdings(whole, clause)), "table")

    assert "The fate of Orsk, which Borduria claims" in {line.words for line in lines}


def test_a_brief_as_of_a_day_says_so_in_its_title() -> None:
    brief = build_brief(_WHOLE, BriefOptions(query=Query(as_of=date(2031, 6, 1))))

    assert brief.title.endswith("on 1 June 2031")


def test_an_empty_record_gives_a_brief_without_sections() -> None:
    brief = build_brief(holdings())

    assert brief.sections == ()
    assert brief.coverage == "0 documents; 0 statements read."


def test_the_same_record_gives_the_same_brief() -> None:
    assert build_brief(_WHOLE) == build_brief(_WHOLE.model_copy(update={"statements": _WHOLE.statements[::-1]}))


def test_long_lists_are_cut_and_counted() -> None:
    many = [
        statement("Arland", Act.DEMAND, f"Arland demanded item{'abcdefghij'[n]} {'klmnopqrst'[n]}well", at=60 * n)
        for n in range(10)
    ]
    (group,) = _section(build_brief(holdings(*many), BriefOptions(most_lines=4)), "table").groups

    assert (len(group.lines), group.more) == (4, 6)


def test_agreeing_to_none_of_it_is_not_shown_as_agreement() -> None:
    told = statement("Arland", Act.ACCEPT, "Arland has agreed to none of these terms", Issue.ECONOMY)
    brief = build_brief(holdings(told, _OFFER))

    assert _lines(brief, "stands")[0].verb == "did not agree"
    assert "does not agree" in {fact.label for fact in _cells(brief)}


def _cells(brief: Brief) -> list[Fact]:
    grid = _section(brief, "stands").grid
    return [fact for _, cells in grid.rows for cell in cells for fact in cell] if grid else []


def _two_parties(first: str, second: str, *documents: str) -> list[Statement]:
    return [
        statement(party, act, f"{party} {words} the harbour of {name}", Issue.ECONOMY, at=place, document=name)
        for name in documents
        for place, (party, act, words) in enumerate(
            ((first, Act.OFFER, "offered to lease"), (second, Act.DEMAND, "demands to have"))
        )
    ]


def test_a_brief_of_two_negotiations_names_both_and_the_mediator_in_neither() -> None:
    one, other = _two_parties("Arland", "Borduria", "a", "b", "c"), _two_parties("Cortica", "Drachia", "d", "e", "f")
    shuttle = [
        statement("Norway", Act.PROPOSE, "Norway proposed a truce", Issue.CEASEFIRE, at=500, document=name)
        for name in "abcdef"
    ]
    told = holdings(*one, *other, *shuttle, sources=tuple(source(name) for name in "abcdef"))

    assert build_brief(told).title == "Arland and Borduria; Cortica and Drachia: where the negotiations stand"


def test_a_brief_of_one_negotiation_with_many_parties_is_of_one() -> None:
    talks = _two_parties("Arland", "Borduria", "a", "b", "c")
    guests = _two_parties("Cortica", "Drachia", "b")
    told = holdings(*talks, *guests, sources=tuple(source(name) for name in "abc"))

    assert "negotiations" not in build_brief(told).title


def test_what_a_brief_is_narrowed_to_is_said_at_its_head() -> None:
    brief = build_brief(_WHOLE, BriefOptions(query=Query(party="Arland"), narrowed="by or for Arland"))

    assert brief.coverage.endswith("; 1 statement by or for Arland.")


def test_documents_that_nothing_is_quoted_of_are_counted_where_they_are_many() -> None:
    silent = [source(f"{number}.txt") for number in range(2, 20)]
    record = holdings(_OFFER, sources=(source(), *silent))
    brief = build_brief(record)

    assert len(brief.sources) == 1
    assert "18 documents were read and are not quoted here." in brief.notes


def test_few_documents_are_all_listed() -> None:
    brief = build_brief(holdings(_OFFER, sources=(source(), source("b.txt"))))

    assert len(brief.sources) == 2


def test_documents_without_a_date_are_counted_at_its_head() -> None:
    dated, undated = source(), source("b.txt", day=None)
    brief = build_brief(holdings(_OFFER, sources=(dated, undated)))

    assert ", published 2 May 2031, 1 without a date; " in brief.coverage


def test_documents_of_unknown_outlet_are_not_counted_to_the_outlets_that_are_named() -> None:
    named, unnamed = source(outlet="The Post"), source("b.txt")
    brief = build_brief(holdings(_OFFER, sources=(named, unnamed)))

    assert brief.coverage.startswith("2 documents from 1 outlet, 1 of unknown outlet, published 2 May 2031")


def test_many_failures_are_counted() -> None:
    failed = tuple(Failure(item=f"{number}.pdf", stage="source", problem="no text", remedy="") for number in range(20))
    brief = build_brief(holdings(_OFFER).model_copy(update={"failures": failed}))

    assert sum(note.startswith("Not read") for note in brief.notes) == 12
    assert "8 more could not be read." in brief.notes
