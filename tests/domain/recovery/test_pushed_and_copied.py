"""Cells put in on some rows, headings pushed apart from them, and sheets copied: what is asked about because of it."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from assurance_desk.domain.questionnaire import Column, Question, Row, Section, Slot
from assurance_desk.domain.recovery.book import CellValue
from assurance_desk.domain.recovery.find import find
from assurance_desk.domain.recovery.finding import UNSURE, Expected, Finding
from assurance_desk.domain.sheet_layout import CARRIED_COLUMN, MARK_COLUMN, MARK_HEAD
from assurance_desk.services.returns_reading import own_words
from tests.domain.recovery.forms import ANSWERS, EXPECTED, Grid, filled
from tests.domain.recovery.test_columns import SHARED, SHARED_EXPECTED
from tests.domain.recovery.test_found_at_random import WANTED, found, head, line, of, silent
from tests.spoiling.cases import spoiled
from tests.spoiling.checking import problems
from tests.spoiling.designs import design, expected
from tests.spoiling.edits_cells import stray
from tests.spoiling.edits_rows import delete_column, push_heading
from tests.spoiling.edits_sheets import rename
from tests.spoiling.older import both, older
from tests.spoiling.paper import Leaf, Page, Paper

GRADED: dict[Slot, CellValue] = {
    Slot("A2"): "Mostly met", Slot("A2", "", "comment"): "since May", Slot("A2", "", "evidence"): "Policy v3",
}  # fmt: skip


def marked(grid: Grid, word: str = MARK_HEAD) -> Grid:
    grid[0][MARK_COLUMN - 1] = word
    return grid


def found_in(paper: Paper) -> Finding:
    finding = find(paper.sheets(), expected(paper.asked), own_words(paper.asked))
    assert finding.accounted
    return finding


@pytest.mark.parametrize("word", [MARK_HEAD, f"{MARK_HEAD} ", f"\u00a0{MARK_HEAD}"])
def test_rows_pushed_right_are_told_by_the_heading_over_the_marks_whatever_spaces_stand_in_it(
    word: str,
) -> None:
    book = filled(GRADED)
    grid = marked(book["A Policy"], word)
    for row in grid:
        if row is not grid[0] and row is not head(grid, "Answer"):
            row.insert(3, "")
    assert not [slot for slot in silent(found(book)) if slot.column in ("comment", "evidence", "plan")]


def test_a_pushed_row_alone_on_a_sheet_with_its_headings_is_asked_about_behind_the_empty_cell() -> None:
    book = filled(GRADED)
    grid = book["A Policy"]
    heads, row = head(grid, "Answer"), line(grid, "Our policy")
    grid.remove(row)
    row.insert(3, "")
    book["A Policy more"] = [copy.copy(heads), row]  # type: ignore[list-item]
    told = silent(found(book))
    assert told[Slot("A2")] == "Mostly met", "before the empty cell nothing moved"
    assert Slot("A2", "", "evidence") not in told
    assert Slot("A2", "", "plan") not in told


def test_a_row_pushed_right_after_the_last_column_went_is_not_read_under_the_next_heading() -> None:
    book = filled(GRADED)
    grid = marked(book["A Policy"])
    head(grid, "Answer")[6] = "Still to do"
    for row in grid:
        row.pop(5)
    line(grid, "Our policy").insert(3, "")
    told = silent(found(book))
    assert not [slot for slot in told if slot.question == "A2" and slot.column in ("evidence", "plan")]


@pytest.mark.parametrize(("at", "written"), [(7, ""), (4, "seen")])
def test_headings_pushed_right_that_a_column_bears_out_are_doubted_where_answers_read_better_as_issued(
    at: int, written: str
) -> None:
    given = {
        slot: value for slot, value in ANSWERS.items() if slot.question != "D1" and slot.column != "evidence"
    }
    book = filled(
        given | {Slot("A5", "", "comment"): "about", Slot("A1", "", "comment"): "Known as Ludmarsh"}
    )
    grid = book["A Policy"]
    heads = head(grid, "Answer")
    heads.insert(2, "")
    for row in grid:
        if row is not heads:
            row.insert(at, written if row[MARK_COLUMN - 1] else "")
    assert not silent(found(book))


def test_columns_of_a_table_moved_past_its_last_are_doubted_in_the_rows_below_it() -> None:
    table = Question(
        ref="B8", text="Who leads?", kind="table", columns=(Column(key="lead", heading="Lead role", kind="short_text"),),
        rows=(Row(ref="K1", label="managers"),), row_heading="Staff group", comment=True,
    )  # fmt: skip
    graded = Question(ref="B9", text="Our policy covers children and adults.", kind="graded")
    sections = (replace(SHARED[0], questions=(table, graded)),)
    form = replace(SHARED_EXPECTED.questionnaires[0], sections=sections)
    given: dict[Slot, CellValue] = {
        Slot("B8", "K1", "lead"): "Jane", Slot("B8", "K1", "comment"): "words", Slot("B9"): "Mostly met",
        Slot("B9", "", "comment"): "more words",
    }  # fmt: skip
    book = filled(given, sections)
    grid = book["B People"]
    for row in grid[grid.index(head(grid, "Lead role")) :]:
        row[3], row[5] = row[5], row[3]
    told = silent(found(book, replace(SHARED_EXPECTED, questionnaires=(form,))))
    assert Slot("B9", "", "plan") not in told
    assert told[Slot("B9")] == "Mostly met"


def test_a_grade_under_evidence_in_a_copy_is_asked_about_though_the_other_copy_has_it_in_its_cell() -> None:
    book = filled()
    book["Draft"] = copy.deepcopy(book["A Policy"])
    row = line(book["Draft"], "Our policy")
    row[2], row[4] = "", "Mostly met"
    line(book["A Policy"], "Our policy")[4] = ""
    finding = found(book)
    assert of(finding, Slot("A2", "", "evidence")).kind == UNSURE
    assert silent(finding)[Slot("A2")] == "Mostly met", "both say so"


def test_a_figure_under_comment_in_one_copy_keeps_the_answer_of_the_other_open() -> None:
    book = filled()
    book["Draft"] = copy.deepcopy(book["A Policy"])
    row = line(book["Draft"], "How many homes")
    row[2], row[3] = "", 3121
    finding = found(book)
    assert of(finding, Slot("A5")).kind == UNSURE
    assert "Draft" in of(finding, Slot("A5")).problem
    assert of(finding, Slot("A5", "", "comment")).kind == UNSURE
    assert {slot: value for slot, value in silent(finding).items() if slot.question != "A5"} == {
        slot: value for slot, value in WANTED.items() if slot.question != "A5"
    }


def test_a_figure_in_a_tables_column_of_words_in_one_copy_keeps_the_others_figure_open() -> None:
    sections, form = _lists()
    book = filled({Slot("E1", "SG1", "count"): 41, Slot("E1", "SG2", "count"): 42}, sections)
    book["Draft"] = copy.deepcopy(book["E Staff"])
    row = line(book["Draft"], "SG1")
    row[2], row[3] = "", 40
    told = silent(found(book, form))
    assert Slot("E1", "SG1", "count") not in told
    assert told[Slot("E1", "SG2", "count")] == "42"


def _lists() -> tuple[tuple[Section, ...], Expected]:
    groups = tuple(Row(ref=f"SG{n}", label=label) for n, label in enumerate(("wardens", "managers"), 1))
    counted = Question(
        ref="E1", text="How many staff are there?", kind="table", row_heading="Staff group", rows=groups,
        columns=(Column(key="count", heading="Employed", kind="number"), Column(key="why", heading="Reason")),
    )  # fmt: skip
    reasons = Question(
        ref="E2", text="Give the reason for each group.", kind="free_table", rows=(Row(ref="E2.1", label=""),),
        columns=(Column(key="group", heading="Group", kind="choice", choices=("SG1", "SG2")), Column(key="why", heading="Why")),
    )  # fmt: skip
    sections = (Section(letter="E", title="Staff", tab="E Staff", questions=(counted, reasons)),)
    form = replace(EXPECTED.questionnaires[0], sections=sections)
    return sections, replace(EXPECTED, questionnaires=(form,))


def test_a_choice_that_names_another_tables_line_is_listed_where_it_took_the_labels_place() -> None:
    sections, form = _lists()
    book = filled({Slot("E1", "SG1", "count"): 41, Slot("E2", "E2.1", "group"): "SG1"}, sections)
    row = line(book["E Staff"], "E2.1")
    row[1], row[2] = row[2], row[1]
    finding = found(book, form)
    assert [one.text for one in finding.left_over if one.question == "E2"] == ["SG1"]
    assert not [slot for slot in silent(finding) if slot.question == "E2"]


def test_a_figure_in_the_hidden_column_for_last_rounds_answers_is_listed_where_none_was_carried() -> None:
    paper = spoiled(design(3), (), 1)
    row = next(
        row for page in paper.asking() for row in page.lines if any(leaf and leaf.slot for leaf in row)
    )
    row += [None] * (CARRIED_COLUMN - len(row))
    row[CARRIED_COLUMN - 2] = Leaf(1, stray=True)
    assert [one.text for one in found_in(paper).left_over] == ["1"]


def test_half_of_the_recipients_name_on_a_sheet_of_theirs_is_listed() -> None:
    paper = spoiled(design(3), (), 1)
    paper.pages.append(Page("Ours", [[Leaf("Ludmarsh", stray=True)]]))
    assert [one.text for one in found_in(paper).left_over] == ["Ludmarsh"]


def test_an_answer_that_reads_like_a_heading_beside_two_turned_on_their_side_is_listed() -> None:
    paper = spoiled(design(0), (), 1)
    paper.pages.append(Page("Turned", [[None, Leaf("Answer"), Leaf("Comment", stray=True)]]))
    assert "Comment" in " ".join(one.text for one in found_in(paper).left_over)


def test_figures_of_theirs_on_our_sheet_of_lists_are_listed() -> None:
    paper = spoiled(design(3), (), 1)
    lists = next(page for page in paper.pages if page.name == "Lists")
    lists.lines.append([None, None, Leaf(6321, stray=True)])
    assert "6321" in [one.text for one in found_in(paper).left_over]


def test_the_same_words_as_the_answer_in_one_copy_and_under_comment_in_the_other_are_asked_about() -> None:
    given = {slot: value for slot, value in ANSWERS.items() if slot != Slot("A1")}
    book = filled(given)
    book["Draft"] = copy.deepcopy(book["A Policy"])
    row = line(book["Draft"], "What is your")
    row[2], row[3] = row[3], ""
    told = silent(found(book))
    assert not [slot for slot in told if slot.question == "A1"]


def test_headings_pushed_beside_a_written_column_are_doubted_where_words_alone_cannot_tell_which_moved() -> (
    None
):
    book = filled({Slot("A1"): "Ludmarsh Homes Limited", Slot("A1", "", "comment"): "Known as Ludmarsh"})
    grid = book["A Policy"]
    heads = head(grid, "Answer")
    heads.insert(2, "")
    for row in grid:
        if row is not heads:
            row.insert(4, "seen" if str(row[1]).startswith("What is your") else "")
    assert not silent(found(book))


def test_cells_that_fit_by_their_marks_from_one_column_on_are_asked_about_where_a_heading_was_lost() -> None:
    """A column taken out behind headings that were pushed: they stand where issued again, and one of them is gone."""
    asked, to = older(2)
    paper = spoiled(asked, (rename, stray, push_heading, delete_column), 3534)
    finding = find(paper.sheets(), both(2), own_words(asked))
    assert not problems(paper, finding, to=to)
    doubted = next(one for one in finding.answers if one.slot == Slot("C1", "C1.3", "c2"))
    assert (doubted.value, doubted.kind) == ("12", UNSURE)
