"""Rows and sheets whose hidden marks are gone: what else vouches for them, and what is asked about as one."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.questionnaire import Question, Slot
from assurance_desk.domain.recovery.book import CellValue
from assurance_desk.domain.recovery.finding import UNSURE
from assurance_desk.domain.sheet_layout import MARK_COLUMN
from tests.domain.recovery.forms import ANSWERS, OTHER_CODE, Book, Grid, filled, issued
from tests.domain.recovery.test_columns import SHARED, SHARED_ANSWERS, SHARED_EXPECTED
from tests.domain.recovery.test_found_at_random import WANTED, found, head, line, of, silent, unmarked

MARK = MARK_COLUMN - 1


def seen_only(grid: Grid) -> None:
    """The sheet as pasted into a new book: nothing hidden."""
    grid[:] = [unmarked(row) for row in grid]  # type: ignore[misc]


def all_seen_only(book: Book) -> Book:
    for grid in book.values():
        seen_only(grid)
    return book


def test_figures_that_fill_their_row_need_no_mark() -> None:
    finding = found(all_seen_only(filled()))
    assert {slot: value for slot, value in silent(finding).items() if slot.question == "D1"} == {
        slot: value for slot, value in WANTED.items() if slot.question == "D1"
    }


def test_a_row_without_its_mark_pushed_right_with_nothing_pushed_out_is_asked_about_as_one() -> None:
    book = filled({slot: value for slot, value in ANSWERS.items() if slot != Slot("D1", "SG2", "adults")})
    row = line(book["D Training"], "SG2")
    row.insert(3, row.pop(5))  # a cell put in before Of these, visit homes
    all_seen_only(book)
    finding = found(book)
    asked = {one.slot.column: one for one in finding.answers if one.slot.row == "SG2"}
    assert asked["employed"].kind == "", "before the empty cell nothing can have moved"
    assert {one.kind for key, one in asked.items() if key != "employed"} == {UNSURE}
    assert len({one.cause for key, one in asked.items() if key != "employed"}) == 1
    assert "pushed right" in asked["children"].problem


def test_what_would_not_fit_its_neighbour_was_not_pushed_there() -> None:
    book = all_seen_only(filled({Slot("A2"): "Fully met", Slot("A1", "", "comment"): "a word"}))
    assert silent(found(book))[Slot("A2")] == "Fully met"
    given = {
        slot: value for slot, value in ANSWERS.items() if slot not in {Slot("A2"), Slot("A2", "", "evidence")}
    }
    kept = found(all_seen_only(filled(given | {Slot("A2", "", "comment"): "no policy yet, see plan"})))
    assert silent(kept)[Slot("A2", "", "comment")] == "no policy yet, see plan", "no grade reads so"


def test_a_row_that_lost_its_mark_among_rows_that_kept_theirs_is_asked_about() -> None:
    """As rows of another's copy pasted in would be."""
    book = filled()
    other = line(issued(OTHER_CODE, "O06")["D Training"], "SG2")
    other[2:6] = [9, 8, 7, 6]
    grid = book["D Training"]
    grid[grid.index(line(grid, "SG2"))] = unmarked(other)  # type: ignore[assignment]
    row = line(grid, "SG4")
    row[:] = unmarked(row)
    finding = found(book)
    asked = [one for one in finding.answers if one.kind]
    assert {one.slot.row for one in asked} == {"SG2", "SG4"}
    assert len({one.cause for one in asked}) == 1, "one decision settles all"
    assert silent(finding) == {
        slot: value for slot, value in WANTED.items() if slot.row not in {"SG2", "SG4"}
    }


def test_a_sheet_without_marks_among_others_is_believed_only_where_its_foot_says_whose_it_is() -> None:
    book = filled()
    seen_only(book["D Training"])
    assert silent(found(book)) == WANTED
    book["D Training"][-1][0] = ""
    finding = found(book)
    assert not [slot for slot in silent(finding) if slot.question == "D1"]
    assert len({one.cause for one in finding.answers if one.kind}) == 1


def test_a_date_in_figures_in_a_column_of_words_is_asked_about_though_it_reads_two_ways() -> None:
    given = {slot: value for slot, value in SHARED_ANSWERS.items() if slot.question != "B3"}
    finding = found(filled(given | {Slot("B3", "F1", "by"): "01/05/2015"}, SHARED), SHARED_EXPECTED)
    assert of(finding, Slot("B3", "F1", "by")).kind == UNSURE


def test_a_short_label_of_their_own_is_not_ours_for_letters_they_share() -> None:
    book = filled()
    row = line(book["A Policy"], "When was")
    row[1] = "Gas team"
    row[2] = "2018-05-14"
    answer = of(found(book), Slot("A3"))
    assert answer.kind == UNSURE
    assert "Gas team" in answer.problem


def test_where_rows_lost_their_marks_a_row_beside_anothers_mark_is_asked_about_too() -> None:
    """Rows pasted in without marks, and then sorted by what can be seen, stand beside marks of this copy."""
    book = filled()
    grid = book["D Training"]
    for label in ("SG1", "SG2"):
        row = line(grid, label)
        row[:] = unmarked(row)
    one, other = line(grid, "SG1"), line(grid, "SG3")
    one[:MARK], other[:MARK] = other[:MARK], one[:MARK]
    asked = {one.slot.row for one in found(book).answers if one.kind}
    assert asked == {"SG1", "SG2", "SG3"}


def test_a_pushed_row_some_of_whose_answers_read_nowhere_is_asked_about_all_the_same() -> None:
    book = filled()
    row = line(book["D Training"], "SG2")
    row[2:6] = [31, "", "n/a", 12]
    all_seen_only(book)
    assert {one.slot.column for one in found(book).answers if one.slot.row == "SG2" and one.kind} == {
        "children", "adults",
    }  # fmt: skip


def test_a_grade_under_planned_improvement_is_asked_about_where_the_answer_is_in_doubt() -> None:
    book = filled({Slot("A2"): "Mostly met", Slot("A2", "", "plan"): "Fully met"})
    grid = book["A Policy"]
    at = head(grid, "Comment").index("Answer")
    for row in grid:
        row.insert(at + 1, "Answer" if row is head(grid, "Comment") else "")
    assert not [slot for slot in silent(found(book)) if slot.question == "A2"]


def test_headings_that_stayed_while_a_column_went_are_doubted_where_the_marks_read_better() -> None:
    """A cell put in before the headings of a sheet, and the first column of answers deleted."""
    book = filled(
        {
            Slot("A2"): "Mostly met",
            Slot("A2", "", "comment"): "words",
            Slot("A2", "", "evidence"): "Policy v3",
        }
    )
    grid = book["A Policy"]
    head(grid, "Answer").insert(2, "")
    for row in grid:
        row.pop(2)
    assert not [slot for slot in silent(found(book)) if slot.question == "A2"]


def test_columns_that_changed_places_in_a_table_are_doubted_in_the_rows_below_it_too() -> None:
    graded = Question(ref="B9", text="Our policy covers children and adults.", kind="graded")
    sections = (replace(SHARED[0], questions=(SHARED[0].questions[2], graded)),)
    form = replace(SHARED_EXPECTED.questionnaires[0], sections=sections)
    given: dict[Slot, CellValue] = {
        Slot("B3", "F1", "by"): "Jane", Slot("B3", "F1", "last"): "2017-01-02", Slot("B3", "F1", "next"): "2018-01-02",
        Slot("B9"): "Mostly met", Slot("B9", "", "comment"): "words", Slot("B9", "", "plan"): "more words",
    }  # fmt: skip
    book = filled(given, sections)
    grid = book["B People"]
    for row in grid[grid.index(head(grid, "Last held")) :]:
        row[3], row[4] = row[4], row[3]
    told = silent(found(book, replace(SHARED_EXPECTED, questionnaires=(form,))))
    assert told == {slot: value for slot, value in given.items() if slot != Slot("B9", "", "comment")}


def test_a_label_that_reads_more_like_another_line_is_not_taken_for_the_line_its_mark_names() -> None:
    """The words of two lines changed places, and in one of them a space was lost."""
    book = filled()
    grid = book["D Training"]
    one, other = line(grid, "SG1"), line(grid, "SG2")
    one[1], other[1] = "SG2Income officers", one[1]
    one[5] = other[5] = 10
    finding = found(book)
    assert of(finding, Slot("D1", "SG1", "adults")).cell == f"F{grid.index(other) + 1}"
    assert [left.cells for left in finding.left_over if left.text.startswith("SG2Income")] == [5]
