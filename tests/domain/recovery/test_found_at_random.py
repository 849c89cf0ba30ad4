"""What the random spoilings brought to light, each as a case of its own: it was taken in silence once, and is asked now."""

from __future__ import annotations

import copy

import pytest

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.book import Sheet, SheetBook
from assurance_desk.domain.recovery.find import find
from assurance_desk.domain.recovery.finding import UNSURE, Expected, Finding, FoundAnswer
from assurance_desk.domain.sheet_layout import MARK_COLUMN
from tests.domain.recovery.forms import (
    ANSWERS,
    EXPECTED,
    OTHER_CODE,
    Book,
    Grid,
    filled,
    issued,
    put,
    sheets,
)
from tests.domain.recovery.test_columns import SHARED, SHARED_ANSWERS, SHARED_EXPECTED

WANTED = {slot: str(value) for slot, value in ANSWERS.items()}


def found(book: Book, expected: Expected = EXPECTED) -> Finding:
    finding = find(sheets(book), expected)
    assert finding.accounted
    return finding


def silent(finding: Finding) -> dict[Slot, str]:
    return {one.slot: one.value for one in finding.answers if not one.kind}


def of(finding: Finding, slot: Slot) -> FoundAnswer:
    return next(one for one in finding.answers if one.slot == slot)


def line(grid: Grid, label: str) -> list[object]:
    return next(row for row in grid if str(row[1]).startswith(label))  # type: ignore[return-value]


def head(grid: Grid, word: str) -> list[object]:
    return next(row for row in grid if word in row)  # type: ignore[return-value]


def unmarked(row: list[object]) -> list[object]:
    return ["" if str(value).count("|") == 6 else value for value in row]


@pytest.mark.parametrize("column", ["comment", "evidence", "plan"])
def test_a_grade_typed_under_any_other_heading_of_its_row_is_asked_about(column: str) -> None:
    book = filled({Slot("A2", "", column): "Mostly met"})
    finding = found(book)
    assert (of(finding, Slot("A2")).kind, of(finding, Slot("A2")).value) == (UNSURE, "Mostly met")


def test_a_grade_under_planned_improvement_while_words_stand_as_the_answer_is_asked_about() -> None:
    book = filled({Slot("A2"): "see our policy", Slot("A2", "", "plan"): "Mostly met"})
    assert not [slot for slot in silent(found(book)) if slot.question == "A2"]


def test_words_under_comment_beside_an_empty_answer_in_words_are_asked_about() -> None:
    book = filled({Slot("A1", "", "comment"): "Ludmarsh Homes Limited"})
    assert of(found(book), Slot("A1")).kind == UNSURE


def test_a_date_typed_into_a_tables_column_of_words_beside_an_empty_one_for_dates_is_asked_about() -> None:
    given = {slot: value for slot, value in SHARED_ANSWERS.items() if slot.question != "B3"}
    book = filled(given | {Slot("B3", "F1", "by"): "2017-01-02"}, SHARED)
    answer = of(found(book, SHARED_EXPECTED), Slot("B3", "F1", "by"))
    assert answer.kind == UNSURE
    assert "Last held" in answer.problem


def test_a_row_without_its_mark_that_holds_more_than_it_has_cells_for_is_asked_about_as_one() -> None:
    book = filled()
    row = line(book["D Training"], "SG2")
    row[:] = unmarked(row)
    row.insert(2, "")
    finding = found(book)
    asked = [one for one in finding.answers if one.slot.row == "SG2"]
    assert asked
    assert all(one.kind for one in asked)
    assert silent(finding) == {slot: value for slot, value in WANTED.items() if slot.row != "SG2"}


def test_the_only_row_of_a_sheet_pushed_right_is_told_by_the_heading_over_the_marks() -> None:
    book = filled({Slot("A2"): "Fully met", Slot("A2", "", "comment"): "yes, all of it"})
    grid = book["A Policy"]
    keep = [head(grid, "Answer"), line(grid, "Our policy")]
    book["A Policy"] = [["A  Policy", *[""] * 12, "Assurance Desk marks"], *keep]  # type: ignore[list-item]
    keep[1].insert(2, "")
    finding = found(book)
    assert not [slot for slot in silent(finding) if slot.question == "A2"]


@pytest.mark.parametrize("at", [2, 3])
def test_headings_pushed_right_within_their_row_are_not_believed_where_they_moved(at: int) -> None:
    book = filled()
    head(book["A Policy"], "Answer").insert(at, "")
    finding = found(book)
    wrong = {slot: value for slot, value in silent(finding).items() if WANTED.get(slot) != value}
    assert not wrong
    assert Slot("A1", "", "comment") not in silent(finding)


def test_columns_that_changed_places_for_the_first_rows_only_are_asked_about_below() -> None:
    book = filled()
    grid = book["A Policy"]
    book["A Policy"].insert(len(grid) - 2, ["", "Our own heading"])
    for row in grid[: grid.index(line(grid, "When was"))]:
        row[3], row[4] = row[4], row[3]
    put_back = line(grid, "How often")
    grid.remove(put_back)
    grid.append(put_back)
    finding = found(book)
    assert not {slot: value for slot, value in silent(finding).items() if WANTED.get(slot) != value}


def test_one_answer_merged_over_the_row_below_is_asked_about_whatever_that_row_is_now() -> None:
    book = filled()
    grid = book["D Training"]
    at = grid.index(line(grid, "SG1"))
    grid[at + 1] = [""] * len(grid[at + 1])
    rows = tuple(tuple(row) for row in grid)
    spread = Sheet("D Training", rows, merged=((at, 2, at + 1, 2),))
    others = [one for one in sheets(book).sheets if one.name != "D Training"]
    finding = find(SheetBook("r.xlsx", "xlsx", (*others, spread)), EXPECTED)
    assert of(finding, Slot("D1", "SG1", "employed")).kind == UNSURE


def test_among_marks_of_another_copy_a_row_without_its_own_is_asked_about() -> None:
    book = filled()
    grid, other = book["D Training"], issued(OTHER_CODE, "O06")["D Training"]
    for label in ("SG1", "SG2"):
        at = grid.index(line(grid, label))
        row = line(other, label)
        row[2:6] = [9, 8, 7, 6]
        grid[at] = row if label == "SG1" else unmarked(row)  # type: ignore[assignment]
    finding = found(book)
    assert not [slot for slot in silent(finding) if slot.row in ("SG1", "SG2")]
    assert Slot("D1", "SG3", "employed") in silent(finding)


def test_a_copy_in_other_words_keeps_an_answer_open() -> None:
    book = filled()
    book["A Policy (2)"] = copy.deepcopy(book["A Policy"])
    put(book, Slot("A2"), "Mostly met (since May)")
    assert Slot("A2") not in silent(found(book))


def test_a_copy_whose_row_was_pushed_along_keeps_the_whole_row_open() -> None:
    book = filled()
    book["Draft"] = copy.deepcopy(book["D Training"])
    row = line(book["Draft"], "SG1")
    row[2:6] = [401, 301, 201, 101]
    row.insert(2, "")
    assert not [slot for slot in silent(found(book)) if slot.row == "SG1"]


def test_a_word_of_ours_typed_where_we_did_not_print_it_is_listed() -> None:
    book = filled()
    book["D Training"][0] = [*book["D Training"][0][:8], "see below"]
    line(book["D Training"], "SG1")[MARK_COLUMN + 1] = "Complete"
    left = [one.text for one in found(book).left_over]
    assert "Complete" in left
    assert "see below" in left


def test_where_the_label_column_took_an_answers_place_the_label_is_no_answer() -> None:
    book = filled()
    for row in book["A Policy"]:
        if str(row[1]).startswith(("E-learning", "A6.1")):
            row[2] = "A6.1"
    asked = [one for one in found(book).answers if one.slot == Slot("A6", "A6.1")]
    assert [one.kind for one in asked] != [""]


def test_one_date_does_not_say_in_which_order_the_others_are() -> None:
    given = SHARED_ANSWERS | {Slot("B2", "K1", "last"): "03/14/2019", Slot("B2", "K1", "next"): "3/4/2019"}
    finding = found(filled(given, SHARED), SHARED_EXPECTED)
    assert of(finding, Slot("B2", "K1", "next")).kind == "unreadable"
    given |= {Slot("B3", "F1", "last"): "05/28/2018"}
    finding = found(filled(given, SHARED), SHARED_EXPECTED)
    assert of(finding, Slot("B2", "K1", "next")).value == "2019-03-04"


def test_a_line_that_begins_with_anothers_reference_is_asked_about_whatever_its_mark_says() -> None:
    book = filled()
    line(book["D Training"], "SG1")[1] = "SG2 (we have 77)"
    assert not [slot for slot in silent(found(book)) if slot.row == "SG1"]
