"""Answers found again in what strangers did to a questionnaire."""

from __future__ import annotations

import copy

import pytest

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.find import NotOursError, find
from assurance_desk.domain.recovery.finding import CHECK, UNREADABLE, UNSURE, Finding, from_json, to_json
from assurance_desk.domain.sheet_layout import MARK_COLUMN
from tests.domain.recovery.forms import ANSWERS, EXPECTED, OTHER_CODE, Book, filled, issued, put, sheets

MARK = MARK_COLUMN - 1


def found(book: Book, name: str = "return.xlsx") -> Finding:
    finding = find(sheets(book, name), EXPECTED)
    assert finding.accounted, "every cell is an answer, ours, or listed"
    return finding


def values(finding: Finding) -> dict[Slot, str]:
    return {one.slot: one.value for one in finding.answers if not one.kind}


WANTED = {slot: str(value) for slot, value in ANSWERS.items()}


def of(finding: Finding, slot: Slot) -> object:
    return next(one for one in finding.answers if one.slot == slot)


def test_a_filled_return_is_read_as_typed() -> None:
    finding = found(filled())
    assert values(finding) == WANTED
    assert finding.return_ref == "O05"
    assert finding.version == "1.0"
    assert not finding.left_over
    assert finding.recovered == 0
    assert from_json(to_json(finding)) == finding


def test_an_empty_return_is_blank_and_not_unreadable() -> None:
    finding = found(issued())
    assert not finding.answers
    assert finding.unreadable == 0
    assert Slot("A2") in finding.blank
    assert Slot("D1", "SG1", "employed") in finding.blank


def test_rows_in_another_order_keep_their_answers() -> None:
    book = filled()
    grid = book["D Training"]
    first = next(n for n, row in enumerate(grid) if str(row[1]).startswith("SG1"))
    grid[first : first + 4] = reversed(grid[first : first + 4])
    assert values(found(book)) == WANTED


def test_rows_sorted_without_their_hidden_marks_follow_their_visible_labels() -> None:
    book = filled()
    grid = book["D Training"]
    first = next(n for n, row in enumerate(grid) if str(row[1]).startswith("SG1"))
    block = [row[:MARK] for row in grid[first : first + 4]]
    for row, seen in zip(grid[first : first + 4], reversed(block), strict=True):
        row[:MARK] = seen
    finding = found(book)
    assert values(finding) == WANTED
    assert "label" in of(finding, Slot("D1", "SG1", "employed")).how  # type: ignore[attr-defined]


def test_without_any_marks_references_and_headings_lead_to_the_answers() -> None:
    book = filled()
    for grid in book.values():
        for row in grid:
            del row[MARK:]
    finding = found(book)
    evidence = Slot("A2", "", "evidence")
    assert values(finding) == {slot: value for slot, value in WANTED.items() if slot != evidence}
    assert of(finding, evidence).cause, "with an empty comment before it, it may be that comment pushed right"  # type: ignore[attr-defined]
    assert finding.return_ref == "O05", "by the printed line"


def test_questions_that_lost_marks_and_references_are_found_by_their_words_and_asked_about() -> None:
    book = filled()
    for row in book["A Policy"]:
        del row[MARK:]
        row[0] = "" if len(str(row[0])) == 2 else row[0]
    evidence = Slot("A2", "", "evidence")
    assert values(found(book)) == {slot: value for slot, value in WANTED.items() if slot != evidence}
    put(book, Slot("A4"), "2 years")
    line = next(row for row in book["A Policy"] if "How often is training refreshed" in str(row[1]))
    line[1] = "How often is the training refreshed??"
    answer = of(found(book), Slot("A4"))
    assert (answer.kind, answer.value) == (UNSURE, "2 years")  # type: ignore[attr-defined]


def test_sheets_renamed_and_columns_put_in_change_nothing() -> None:
    book = filled()
    book = {f"Sheet{n}": grid for n, grid in enumerate(book.values())}
    for row in book["Sheet2"]:
        row.insert(2, "")
    finding = found(book)
    assert values(finding) == WANTED


def test_columns_that_changed_places_are_followed_by_their_headings() -> None:
    book = filled()
    for row in book["D Training"]:
        row[4], row[5] = row[5], row[4]
    assert values(found(book)) == WANTED


def test_a_row_that_was_not_asked_for_is_listed_with_its_cell() -> None:
    book = filled()
    grid = book["D Training"]
    at = next(n for n, row in enumerate(grid) if str(row[1]).startswith("SG4"))
    grid.insert(at, ["", "Gas team (in repairs)", 6, *[""] * (len(grid[0]) - 3)])
    finding = found(book)
    assert values(finding) == WANTED
    left = finding.left_over[0]
    assert (left.cell, left.text, left.question) == (f"B{at + 1}", "Gas team (in repairs)  6", "D1")


def test_a_row_copied_with_its_mark_is_not_taken_for_the_row_it_was_copied_from() -> None:
    book = filled()
    grid = book["D Training"]
    at = next(n for n, row in enumerate(grid) if str(row[1]).startswith("SG4"))
    stranger = list(grid[at])
    stranger[1:4] = ["Gas team", 77, 66]
    grid.insert(at + 1, stranger)
    finding = found(book)
    assert values(finding) == WANTED
    assert "Gas team" in finding.left_over[0].text


def test_a_copied_sheet_that_says_something_else_is_reported_twice_over() -> None:
    book = filled()
    book["D Training (2)"] = copy.deepcopy(book["D Training"])
    assert values(found(book)) == WANTED
    put(book, Slot("D1", "SG1", "children"), 1)
    answer = of(found(book), Slot("D1", "SG1", "children"))
    assert answer.kind == UNSURE  # type: ignore[attr-defined]
    assert "D Training (2)" in answer.problem  # type: ignore[attr-defined]


def test_a_line_pasted_from_anothers_copy_is_not_taken_in_silence() -> None:
    book = filled()
    other = issued(OTHER_CODE, "O06")
    at = next(n for n, row in enumerate(other["D Training"]) if str(row[1]).startswith("SG2"))
    line = other["D Training"][at]
    line[2:6] = [9, 8, 7, 6]
    book["D Training"][at] = line
    answer = of(found(book), Slot("D1", "SG2", "employed"))
    assert (answer.kind, answer.value) == (UNSURE, "9")  # type: ignore[attr-defined]


def test_a_choice_with_a_note_in_its_cell_is_asked_about_and_the_note_kept() -> None:
    book = filled()
    put(book, Slot("A2"), "Partially met - contracts renewed 2020")
    finding = found(book)
    answer = of(finding, Slot("A2"))
    assert (answer.kind, answer.value) == (UNSURE, "Partially met")  # type: ignore[attr-defined]
    assert of(finding, Slot("A2", "", "comment")).value == "contracts renewed 2020"  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["12 (2 part time)", "approx 30", "n/a", "about 12", "12-15", -3, 2.5])
def test_what_is_no_figure_is_never_made_one(typed: str | float) -> None:
    book = filled()
    put(book, Slot("D1", "SG1", "adults"), typed)
    answer = of(found(book), Slot("D1", "SG1", "adults"))
    assert answer.kind == UNREADABLE  # type: ignore[attr-defined]
    assert answer.found == str(typed)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("  Fully Met\u00a0", "Fully met"), ("fully met", "Fully met"), ("\u201cNot met\u201d", "Not met")],
)
def test_retyped_choices_are_recovered(typed: str, value: str) -> None:
    book = filled()
    put(book, Slot("A2"), typed)
    answer = of(found(book), Slot("A2"))
    assert (answer.kind, answer.value) == ("", value)  # type: ignore[attr-defined]
    assert answer.how  # type: ignore[attr-defined]


def test_more_trained_than_employed_is_queried_and_kept_as_typed() -> None:
    book = filled()
    put(book, Slot("D1", "SG2", "children"), 999)
    answer = of(found(book), Slot("D1", "SG2", "children"))
    assert (answer.kind, answer.found) == (CHECK, "999")  # type: ignore[attr-defined]
    assert "Employed" in answer.problem  # type: ignore[attr-defined]


def test_not_applicable_needs_its_reason() -> None:
    book = filled()
    put(book, Slot("A2"), "Not applicable")
    assert of(found(book), Slot("A2")).kind == CHECK  # type: ignore[attr-defined]
    put(book, Slot("A2", "", "comment"), "We have no tenants.")
    assert not of(found(book), Slot("A2")).kind  # type: ignore[attr-defined]


def test_dates_are_read_month_first_only_on_the_files_own_evidence() -> None:
    book = filled()
    put(book, Slot("A3"), "3/4/2019")
    assert of(found(book), Slot("A3")).kind == UNREADABLE  # type: ignore[attr-defined]
    put(book, Slot("A3"), "03/14/2019")
    assert of(found(book), Slot("A3")).value == "2019-03-14"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "typed", ["=1+1", "<b>x</b> & y", "a\x0bb", "x" * 32_767, "\U0001f600", "\u05e9\u05dc\u05d5\u05dd"]
)
def test_words_are_kept_as_typed(typed: str) -> None:
    book = filled()
    put(book, Slot("A1"), typed)
    assert of(found(book), Slot("A1")).value == typed  # type: ignore[attr-defined]


def test_words_outside_the_cells_to_fill_are_listed() -> None:
    book = filled()
    book["A Policy"].append(["", "", "Please ring Jane about this"])
    assert [left.text for left in found(book).left_over] == ["Please ring Jane about this"]


def test_a_section_taken_out_is_missing() -> None:
    book = filled()
    del book["D Training"]
    assert found(book).missing_sections == ("D",)


def test_someone_elses_spreadsheet_is_refused_with_what_to_ask_for() -> None:
    with pytest.raises(NotOursError, match="ask the sender"):
        find(sheets({"Sheet1": [["Rent", 12]]}), EXPECTED)
    book = filled()
    book = {
        name: [[str(v).replace("T-1", "X-9") for v in row] for row in grid] for name, grid in book.items()
    }
    with pytest.raises(NotOursError, match=r"X-9 1\.0"):
        find(sheets(book), EXPECTED)


def test_whose_it_is_by_its_name_alone_is_a_doubt() -> None:
    book = filled()
    for grid in book.values():
        for row in grid:
            del row[MARK:]
            row[:] = ["" if "return code" in str(value) else value for value in row]
    finding = found(book, "something.xlsx")
    assert (finding.return_ref, bool(finding.doubt)) == ("", True)
    finding = found(book, "Return O06.xlsx")
    assert (finding.return_ref, bool(finding.doubt)) == ("O06", True)


def test_an_answer_typed_under_comment_is_asked_about_and_kept_as_the_comment() -> None:
    book = issued()
    put(book, Slot("A2", "", "comment"), "Mostly met ")
    finding = found(book)
    asked = of(finding, Slot("A2"))
    assert (asked.kind, asked.value, asked.sure) == (UNSURE, "Mostly met", 1)
    assert "under Comment" in asked.problem
    assert values(finding) == {Slot("A2", "", "comment"): "Mostly met "}


def test_a_comment_beside_an_answer_is_only_a_comment() -> None:
    book = issued()
    put(book, Slot("A2"), "Fully met")
    put(book, Slot("A2", "", "comment"), "Mostly met")
    assert values(found(book)) == {Slot("A2"): "Fully met", Slot("A2", "", "comment"): "Mostly met"}
