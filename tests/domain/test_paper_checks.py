"""What a paper is looked over for before it is issued."""

import pytest

from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper import checks


def paper(*blocks, title="Repairs staff are 128 of the 203 not in date"):
    return b.BuiltPaper(info=b.PaperInfo(title=title, author="", subject=""), blocks=blocks)


COUNTED = (
    b.BarChart(alt="", bars=(b.Bar(name="Repairs", value=128, label="128 of 199", right="35.7%"),)),
    b.Paragraph(
        text="203 people are not in date; Penhollow District Council did not reply.", voice="counted"
    ),
)


SCALE = checks.Scale(returns_in=13, returns_issued=14)


def check(built, key, scale=SCALE, **more):
    return next(one for one in checks.before_issue(built, scale, **more) if one.key == key)


def test_figures_in_the_officers_words_are_traced_to_what_was_counted():
    said = b.Paragraph(text="Repairs hold 128 of the 203, and 35.7% are in date.", voice="officer")
    assert check(paper(*COUNTED, said), "figures").good


@pytest.mark.parametrize("claim", ["129 of the 203", "36.7%", "1,128 of 203", "35.8 %"])
def test_a_figure_nothing_bears_out_is_named(claim):
    said = b.Asks(asks=(b.AskLine(verb="Note", text=f"that {claim} are out of date."),))
    found = check(paper(*COUNTED, said), "figures")
    assert not found.good
    assert claim.replace(" %", "%").replace(" the ", " ") in found.more


def test_returns_that_did_not_come_are_named_in_the_paper_or_here():
    scale = checks.Scale(returns_in=13, returns_issued=14, missing=("Penhollow District Council",))
    found = check(paper(*COUNTED), "returns", scale)
    assert found.good
    assert found.words == "13 of 14 returns came"
    assert "Penhollow" in found.more
    left_out = check(paper(), "returns", scale)
    assert not left_out.good
    assert left_out.more == "Not named in the paper: Penhollow District Council"


def test_a_return_declined_is_not_said_to_have_come():
    scale = checks.Scale(returns_in=3, returns_issued=5, declined=1, missing=("Penhollow", "Quillgate"))
    assert check(paper(), "returns", scale).words == "3 of 5 returns came, 1 declined"


def test_answers_by_a_likely_reading_and_answers_waiting():
    scale = checks.Scale(returns_in=1, returns_issued=1, doubtful=("O05 D1", "O12 D1"), open_queries=3)
    found = check(paper(), "doubt", scale)
    assert (found.words, found.more) == ("2 answers rest on a likely reading", "O05 D1, O12 D1")
    assert check(paper(), "queries", scale).words == "3 answers still to decide"


def test_cells_under_five_are_counted_apart_from_totals():
    cells = (
        b.HeatCell(figure="50%", sub="2 of 4", band=2, few=True),
        b.HeatCell(figure="85%", sub="35 of 41", band=1),
    )
    rows = (
        b.HeatRow(name="Tallis", cells=(*cells, b.HeatCell(figure="F", band=0))),
        b.HeatRow(name="All", cells=cells, total=True),
    )
    heat = b.HeatMap(name="", corner="", columns=("a", "b"), rows=rows)
    assert check(paper(heat), "few").words == "1 of 2 rows under five staff"
    assert check(paper(), "few").good


@pytest.mark.parametrize(
    "text",
    [
        "She was born on 3 May 2011.",
        "DOB: 03/05/2011",
        "lives at LA12 4XY",
        "call 01524 555 019",
        "write to jo.smith@example.org",
        "NHS 943 476 5919",
    ],
)
def test_details_of_a_person_are_found(text):
    assert not check(paper(b.Paragraph(text=text)), "details").good


def test_figures_dates_and_the_bodys_own_contact_are_no_personal_details():
    text = "291 of 464 on 31 January 2019, HTG-2019, SG1 to SG5, 3/4. Write to mscb@merrowshire.example."
    built = paper(b.Paragraph(text=text))
    assert check(built, "details", known=("mscb@merrowshire.example",)).good


def test_characters_no_typeface_holds_are_told():
    assert (
        check(paper(), "characters", missing_characters=2).words == "2 characters are printed as their number"
    )
