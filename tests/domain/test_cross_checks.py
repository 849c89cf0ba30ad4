"""What must agree between answers is asked about, wherever the answers came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.cross_checks import contradictions
from assurance_desk.domain.questionnaire import (
    PAST,
    SINCE_ISSUE,
    Column,
    ExplainedIn,
    Question,
    Questionnaire,
    Row,
    Section,
    Slot,
)

HOMES = Question(ref="A5a", text="Homes?", kind="number")
YOUNG = Question(ref="A5b", text="Of these, with a child under five?", kind="number", at_most="A5a")
POLICY = Question(ref="B2", text="Policy", kind="graded", choices=("Fully met",))
MATRIX = Question(
    ref="D1", text="How many?", kind="table", explained_in=ExplainedIn(question="D2", column="trained", percent=90),
    rows=(Row(ref="SG1", label="Housing"), Row(ref="SG2", label="Repairs"), Row(ref="T", label="All", total=True)),
    columns=(
        Column(key="own", heading="Employed", kind="number"),
        Column(key="hired", heading="Contracted", kind="number"),
        Column(key="all", heading="Together", kind="number", sum_of=("own", "hired")),
        Column(key="trained", heading="In date", kind="number", at_most="all"),
        Column(key="latest", heading="Latest course", kind="month", dated=PAST),
    ),
)  # fmt: skip
WHY = Question(
    ref="D2", text="Why?", kind="free_table", rows=(Row(ref="D2.1", label=""),), columns=(Column(key="group", heading="Group"),)
)  # fmt: skip
DONE = Question(ref="G5", text="Completed on", kind="date", dated=SINCE_ISSUE)
ASKED = Questionnaire(
    id="q", ref="T", version="1", title="T", issued_on=date(2019, 2, 4),
    sections=(Section(letter="A", title="A", tab="A", questions=(HOMES, YOUNG, POLICY, MATRIX, WHY, DONE)),),
)  # fmt: skip
TODAY = date(2019, 4, 24)


def told(values: dict[Slot, str]) -> dict[Slot, str]:
    return {slot: one.why for slot, one in contradictions(values, ASKED, TODAY).items()}


def cell(row: str, key: str) -> Slot:
    return Slot("D1", row, key)


def test_a_part_may_not_exceed_its_whole_across_questions_and_either_could_be_wrong() -> None:
    found = contradictions({Slot("A5a"): "10", Slot("A5b"): "12"}, ASKED, TODAY)
    assert found[Slot("A5b")].why == "12 is more than the 10 of A5a, of which it is a part"
    assert found[Slot("A5b")].others == (Slot("A5a"),)
    assert not told({Slot("A5a"): "10", Slot("A5b"): "not known"})


def test_trained_people_are_held_against_the_headcount_of_their_line() -> None:
    assert told({cell("SG1", "all"): "4", cell("SG1", "trained"): "5"}) == {
        cell("SG1", "trained"): "5 is more than the 4 under “Together”"
    }


def test_a_sum_that_does_not_add_up_is_asked_about_only_where_every_part_is_there() -> None:
    line = {cell("SG1", "own"): "3", cell("SG1", "hired"): "2", cell("SG1", "all"): "6"}
    assert told(line) == {cell("SG1", "all"): "6 is not the sum of its parts, 5"}
    del line[cell("SG1", "hired")]
    assert not told(line)


def test_a_total_line_is_the_sum_of_the_lines_above_column_by_column() -> None:
    column = {cell("SG1", "own"): "3", cell("SG2", "own"): "4", cell("T", "own"): "8"}
    assert told(column) == {cell("T", "own"): "8 is not the sum of its parts, 7"}
    assert not told({**column, cell("T", "own"): "7"})


def test_not_applicable_needs_a_reason() -> None:
    assert told({Slot("B2"): "Not applicable"}) == {
        Slot("B2"): "Not applicable needs its reason, and Comment is empty"
    }
    assert not told({Slot("B2"): "Not applicable", Slot("B2", "", "comment"): "We have no homes"})


def test_a_day_in_the_future_and_one_before_the_issue_are_asked_about() -> None:
    assert told({cell("SG1", "latest"): "2019-05"}) == {cell("SG1", "latest"): "May 2019 is in the future"}
    assert not told({cell("SG1", "latest"): "2019-04"}), "a month that has begun is not in the future"
    assert told({Slot("G5"): "2018-02-14"}) == {
        Slot("G5"): "14 February 2018 is before the questionnaire was issued, on 4 February 2019"
    }
    assert told({Slot("G5"): "2019-05-01"}) == {Slot("G5"): "1 May 2019 is in the future"}
    assert not contradictions({Slot("G5"): "2019-05-01"}, ASKED), "without a day nothing is in the future"


def test_a_low_share_needs_its_reason_where_others_gave_theirs() -> None:
    line = {cell("SG2", "all"): "10", cell("SG2", "trained"): "8"}
    assert not told(line), "none of the reasons was given: that is a blank, and told as one"
    line[Slot("D2", "D2.1", "group")] = "SG1 Housing"
    assert told(line) == {cell("SG2", "trained"): "8 of 10 is below 90%, and D2 gives no reason for it"}
    line[Slot("D2", "D2.1", "group")] = "sg2"
    assert not told(line)
    assert not told({**line, cell("SG2", "trained"): "9", Slot("D2", "D2.1", "group"): "SG1"})


def test_a_design_that_names_what_is_not_there_is_no_trouble() -> None:
    odd = replace(MATRIX, explained_in=ExplainedIn(question="Z", column="z", percent=90))
    asked = replace(
        ASKED, sections=(replace(ASKED.sections[0], questions=(replace(YOUNG, at_most="Z9"), odd)),)
    )
    assert not contradictions({Slot("A5b"): "3", cell("SG1", "trained"): "1", cell("SG1", "all"): "9"}, asked)
