"""Answers in another cell of their row: pulled left where one was deleted, or typed beside the cell meant for them."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.questionnaire import Column, Question, Row, Section, Slot
from assurance_desk.domain.recovery.book import CellValue
from assurance_desk.domain.recovery.finding import UNSURE, Expected
from assurance_desk.domain.sheet_layout import DONE_COLUMN, LINE_DONE_COLUMN, MARK_COLUMN, MARK_HEAD
from tests.domain.recovery.forms import ANSWERS, EXPECTED, Book, filled
from tests.domain.recovery.test_found_at_random import WANTED, found, head, line, of, silent
from tests.domain.recovery.test_marks_lost import all_seen_only

MIXED = Question(
    ref="E1", text="Who is trained?", kind="table", row_heading="Staff group",
    columns=(
        Column(key="lead", heading="Lead role", kind="short_text"), Column(key="count", heading="Employed", kind="number"),
        Column(key="held", heading="Latest course", kind="month"), Column(key="next", heading="Next course", kind="date"),
    ),
    rows=(Row(ref="SG1", label="wardens"), Row(ref="SG2", label="managers")),
)  # fmt: skip
STAFF = (Section(letter="E", title="Staff", tab="E Staff", questions=(MIXED,)),)
STAFF_EXPECTED: Expected = replace(
    EXPECTED, questionnaires=(replace(EXPECTED.questionnaires[0], sections=STAFF),)
)
GIVEN: dict[Slot, CellValue] = {
    Slot("E1", row, key): value
    for row in ("SG1", "SG2")
    for key, value in (("lead", "Jane"), ("count", 12), ("held", "2018-11"), ("next", "2019-06-12"))
}


def of_table(told: dict[Slot, str]) -> dict[Slot, str]:
    return {slot: value for slot, value in told.items() if slot.question == "D1"}


def figured(book: Book) -> Book:
    """With the figures that we keep in hidden columns, and the heading over the marks; the marks themselves gone."""
    for grid in all_seen_only(book).values():
        grid[0] = [*grid[0], *[""] * (LINE_DONE_COLUMN - len(grid[0]))]
        grid[0][MARK_COLUMN - 1] = MARK_HEAD
        for row in grid:
            row.extend([""] * (LINE_DONE_COLUMN + 1 - len(row)))
            if str(row[1]).startswith(("SG", "A6.")):
                row[LINE_DONE_COLUMN - 1] = 0
            elif str(row[0]).startswith("A"):
                row[DONE_COLUMN - 2 : DONE_COLUMN] = [1, 0]
    return book


def test_figures_of_ours_where_they_were_issued_vouch_for_rows_without_marks() -> None:
    assert of_table(silent(found(figured(filled())))) == of_table(WANTED)


def test_a_row_pulled_left_is_told_by_our_figures_beside_it() -> None:
    book = figured(filled())
    line(book["D Training"], "SG2").pop(2)
    finding = found(book)
    asked = [one for one in finding.answers if one.slot.row == "SG2"]
    assert {one.kind for one in asked} == {UNSURE}
    assert len({one.cause for one in asked}) == 1, "one decision settles all"
    rest = {slot: value for slot, value in of_table(WANTED).items() if slot.row != "SG2"}
    assert of_table(silent(finding)) == rest


def test_on_a_sheet_whose_top_was_split_off_most_rows_say_where_our_figures_stand() -> None:
    book = figured(filled())
    grid = book["D Training"]
    grid[0][MARK_COLUMN - 1] = ""
    line(grid, "SG3").pop(2)
    rest = {slot: value for slot, value in of_table(WANTED).items() if slot.row != "SG3"}
    assert of_table(silent(found(book))) == rest


def test_a_plain_question_pulled_left_is_told_by_our_figures_too() -> None:
    given = {slot: value for slot, value in ANSWERS.items() if slot.question != "A1"}
    book = figured(filled(given | {Slot("A1", "", "comment"): "Known as Ludmarsh"}))
    line(book["A Policy"], "What is your").pop(2)
    assert not [slot for slot in silent(found(book)) if slot.question == "A1"]


def test_a_row_pulled_left_is_told_by_what_reads_better_one_column_further_right() -> None:
    book = all_seen_only(filled(GIVEN, STAFF))
    line(book["E Staff"], "SG1").pop(2)
    finding = found(book, STAFF_EXPECTED)
    assert not [slot for slot in silent(finding) if slot.row == "SG1"]
    assert {slot for slot in silent(finding) if slot.row == "SG2"} == {
        slot for slot in GIVEN if slot.row == "SG2"
    }


def test_a_row_without_its_mark_that_ends_with_an_empty_cell_and_reads_well_is_taken() -> None:
    """As one whose sender left the last blank: nobody could tell it from one that was pulled left."""
    short = {slot: value for slot, value in ANSWERS.items() if slot != Slot("D1", "SG2", "adults")}
    told = of_table(silent(found(all_seen_only(filled(short)))))
    assert told == {slot: value for slot, value in of_table(WANTED).items() if slot in short}


def test_a_row_without_its_mark_whose_figures_contradict_each_other_is_asked_about_as_one() -> None:
    book = filled()
    line(book["D Training"], "SG2")[2:6] = [131, 649, 40, ""]
    finding = found(all_seen_only(book))
    assert not [slot for slot in silent(finding) if slot.row == "SG2"]
    assert {slot for slot in silent(finding) if slot.row == "SG1"} == {
        slot for slot in WANTED if slot.row == "SG1"
    }


def test_a_part_whose_whole_is_empty_is_asked_about() -> None:
    book = filled({slot: value for slot, value in ANSWERS.items() if slot != Slot("D1", "SG1", "employed")})
    finding = found(book)
    asked = [one for one in finding.answers if one.slot.row == "SG1"]
    assert {one.kind for one in asked} == {UNSURE}
    assert all("Employed or contracted" in one.problem for one in asked)
    assert len({one.cause for one in asked}) == 1
    assert silent(finding) == {slot: value for slot, value in WANTED.items() if slot.row != "SG1"}


def test_a_whole_day_under_a_heading_for_months_beside_an_empty_day_is_asked_about() -> None:
    given = {slot: value for slot, value in GIVEN.items() if slot != Slot("E1", "SG1", "next")}
    finding = found(filled(given | {Slot("E1", "SG1", "held"): "2019-06-12"}, STAFF), STAFF_EXPECTED)
    assert of(finding, Slot("E1", "SG1", "held")).kind == UNSURE
    kept = found(filled(given, STAFF), STAFF_EXPECTED)
    assert silent(kept)[Slot("E1", "SG1", "held")] == "2018-11"


def test_of_two_grades_beside_an_empty_answer_neither_is_taken_for_evidence() -> None:
    book = filled({Slot("A2", "", "comment"): "n/a", Slot("A2", "", "evidence"): "Fully met"})
    finding = found(book)
    assert of(finding, Slot("A2")).kind == UNSURE
    assert of(finding, Slot("A2", "", "evidence")).kind == UNSURE


def test_a_reference_of_the_question_in_place_of_its_answer_is_ours() -> None:
    book = filled()
    row = line(book["A Policy"], "What is your")
    row[2] = "A1"
    assert Slot("A1") not in silent(found(book))


def test_a_figure_that_is_no_answer_under_comment_beside_its_empty_cell_is_asked_about() -> None:
    given = {slot: value for slot, value in ANSWERS.items() if slot != Slot("A5")}
    finding = found(filled(given | {Slot("A5", "", "comment"): "100%"}))
    assert of(finding, Slot("A5")).kind
    assert "stands under Comment" in of(finding, Slot("A5")).problem


def test_a_choice_under_another_columns_words_is_asked_about_where_its_own_cell_is_in_doubt() -> None:
    chosen = Column(key="how", heading="How far", kind="choice", choices=("fully", "briefly", "no"))
    asked = replace(MIXED, columns=(chosen, MIXED.columns[0]))
    sections = (replace(STAFF[0], questions=(asked,)),)
    form = replace(EXPECTED.questionnaires[0], sections=sections)
    book = filled({Slot("E1", "SG1", "how"): "fully (mostly)", Slot("E1", "SG1", "lead"): "fully"}, sections)
    told = silent(found(book, replace(EXPECTED, questionnaires=(form,))))
    assert not told.keys() & {Slot("E1", "SG1", "lead"), Slot("E1", "SG1", "how")}


def test_rows_sorted_away_from_their_marks_are_asked_about_where_some_of_them_were_pushed() -> None:
    given: dict[Slot, CellValue] = {
        Slot("A2"): "Mostly met",
        Slot("A2", "", "comment"): "since May",
        Slot("A5"): 12,
    }
    book = filled(given)
    grid = book["A Policy"]
    grid[0][MARK_COLUMN - 1] = MARK_HEAD
    pushed, other = line(grid, "Our policy"), line(grid, "How many homes")
    pushed.insert(3, "")
    pushed[: MARK_COLUMN - 1], other[: MARK_COLUMN - 1] = other[: MARK_COLUMN - 1], pushed[: MARK_COLUMN - 1]
    assert Slot("A2", "", "evidence") not in silent(found(book))


def test_a_tables_headings_that_changed_places_are_known_where_none_of_its_lines_comes_next() -> None:
    asked = replace(MIXED, columns=MIXED.columns[:2])
    other = Question(ref="E2", text="What would help your staff with training?", kind="long_text")
    sections = (replace(STAFF[0], questions=(asked, other)),)
    form = replace(EXPECTED.questionnaires[0], sections=sections)
    given = {slot: value for slot, value in GIVEN.items() if slot.column in ("lead", "count")}
    book = filled(given | {Slot("E2"): "time", Slot("E2", "", "comment"): "money"}, sections)
    grid = book["E Staff"]
    heads, row = head(grid, "Lead role"), line(grid, "What would")
    lines = [line(grid, "SG1"), line(grid, "SG2")]
    for one in (heads, row):
        one[2], one[3] = one[3], one[2]
    for one in lines:
        grid.remove(one)
    grid[1:1] = lines
    told = silent(found(book, replace(EXPECTED, questionnaires=(form,))))
    assert not [slot for slot in told if slot.question == "E2"]


def test_a_comment_that_is_a_figure_pulled_under_the_answer_shows_that_the_row_was_pulled() -> None:
    given: dict[Slot, CellValue] = {
        Slot("A2"): "Mostly met", Slot("A2", "", "comment"): "12", Slot("A2", "", "evidence"): "Policy v3",
        Slot("A2", "", "plan"): "a new one in May",
    }  # fmt: skip
    book = all_seen_only(filled(given))
    line(book["A Policy"], "Our policy").pop(2)
    assert not silent(found(book))


def test_a_row_sorted_away_from_figures_that_moved_is_asked_about() -> None:
    book = figured(filled())
    grid = book["D Training"]
    pulled, other = line(grid, "SG1"), line(grid, "SG3")
    pulled.pop(2)
    pulled[:12], other[:12] = other[:12], pulled[:12]
    assert not [slot for slot in of_table(silent(found(book))) if slot.row in ("SG1", "SG3")]
