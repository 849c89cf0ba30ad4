"""An online form's columns find their questions by their words, and each line its return; what fits two is not guessed."""

from __future__ import annotations

import pytest

from assurance_desk.domain.form_export import LEAVE_OUT, WHOSE, FormTable, suggest
from assurance_desk.domain.form_map import FormMap
from assurance_desk.domain.form_rows import read_rows
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.finding import ExpectedReturn
from tests.returns_desk import ASKED

RETURNS = (
    ExpectedReturn("r5", "O05", "N9KD-29R6", "Ludmarsh Homes"),
    ExpectedReturn("r6", "O06", "ZR4T-PCN9", "Tern Valley Housing Group"),
)


def question(ref):
    return next(one for one in ASKED.questions() if one.ref == ref)


def rows_of(head, *rows, targets=None):
    table = FormTable("form.csv", "Form", tuple(head), tuple(tuple(one) for one in rows))
    return read_rows(table, targets or suggest(ASKED, head), ASKED, RETURNS)


def test_columns_are_known_by_reference_by_words_and_by_what_stands_at_their_left():
    text = question("A2").text
    head = [
        "Timestamp",
        "Organisation",
        "A5",
        f"  {text.upper()} ",
        "Comment",
        "Evidence held",
        "Favourite colour",
    ]
    assert suggest(ASKED, head) == (
        LEAVE_OUT, WHOSE, "A5||answer", "A2||answer", "A2||comment", "A2||evidence", LEAVE_OUT,
    )  # fmt: skip


def test_a_cell_of_a_table_is_known_by_its_row_and_its_column():
    table = question("D1")
    row, column = table.rows[0], table.columns[0]
    head = [
        f"D1 [{row.label}] [{column.heading}]",
        f"{table.text} [{row.ref}] [{table.columns[1].heading}]",
        f"D1 [{row.label}]",
    ]
    assert suggest(ASKED, head) == (
        f"D1|{row.ref}|{column.key}",
        f"D1|{row.ref}|{table.columns[1].key}",
        LEAVE_OUT,
    )


def test_nothing_is_suggested_twice():
    assert suggest(ASKED, ["A5", "A5"]) == ("A5||answer", LEAVE_OUT)


def test_a_form_mapped_before_is_mapped_alike():
    known = FormMap(
        id="m", questionnaire_ref="T-1", heads=("Wer", "Wie viele"), targets=(WHOSE, "A5||answer")
    )
    assert suggest(ASKED, ["Wer", "Wie viele"], [known]) == (WHOSE, "A5||answer")


@pytest.mark.parametrize(
    ("said", "whose", "sure"),
    [
        ("n9kd-29r6", "O05", 3), ("O06", "O06", 3), (" ludmarsh homes ", "O05", 3), ("Ludmarsh Home", "O05", 1),
        ("Nobody’s Homes", None, 0), ("", None, 0),
    ],
)  # fmt: skip
def test_a_line_is_tied_by_code_reference_or_name_and_only_nearly_by_a_near_one(said, whose, sure):
    (line,) = rows_of(["Organisation", "A5"], [said, "7"])
    assert (line.whose.ref if line.whose else None, line.sure) == (whose, sure)
    assert bool(line.finding.doubt) is (sure == 1)


def test_a_line_is_read_as_a_return_is_and_adds_up():
    (line,) = rows_of(
        ["Time", "Organisation", "A2", "A2 Comment", "A5", "A3"],
        ["9:30", "O05", "mostly met", "", "approx 30", "3/4/2018"],
        targets=(LEAVE_OUT, WHOSE, "A2||answer", "A2||comment", "A5||answer", "A3||answer"),
    )  # fmt: skip
    found = {one.slot: one for one in line.finding.answers}
    assert found[Slot("A2")].value == "Mostly met"
    assert found[Slot("A5")].kind == "unreadable"
    assert found[Slot("A3")].kind != "", "a date that can be read two ways is asked about"
    assert found[Slot("A5")].source == "Form!E2"
    assert line.finding.accounted
    assert (line.finding.cells, line.finding.answer_cells, line.finding.ours) == (5, 3, 2)
    assert line.finding.notes == ("1 column was left out: Time",)
    assert Slot("A4") not in line.finding.blank, "what the form does not ask is not left blank"


def test_a_list_of_options_in_one_cell_is_a_yes_for_each_and_what_is_none_is_listed():
    several = question("A6")
    first, second = several.rows[0], several.rows[1]
    (line,) = rows_of(
        ["Organisation", "A6"],
        ["O05", f"{second.label};{first.label}; By pigeon"],
        targets=(WHOSE, "several|A6"),
    )
    assert {one.slot for one in line.finding.answers} == {Slot("A6", first.ref), Slot("A6", second.ref)}
    assert [(one.text, one.why) for one in line.finding.left_over] == [
        ("By pigeon", "not one of the options of A6")
    ]
    assert line.finding.accounted


def test_answers_that_contradict_each_other_are_asked_about():
    head = ["Organisation", "x", "y"]
    (line,) = rows_of(head, ["O05", "4", "5"], targets=(WHOSE, "D1|SG1|employed", "D1|SG1|children"))
    assert [one.slot.column for one in line.finding.answers if one.kind == "check"] == ["children"]
