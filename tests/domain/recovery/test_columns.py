"""An answer is taken without asking only where a heading of its own layout, above it, says what its column holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row, Section, Slot
from assurance_desk.domain.recovery.book import CellValue
from assurance_desk.domain.recovery.find import find
from assurance_desk.domain.recovery.finding import UNSURE, Expected, Finding
from assurance_desk.domain.sheet_layout import MARK_COLUMN
from tests.domain.recovery.forms import ANSWERS, EXPECTED, Book, Grid, filled, put, sheets

WANTED = {slot: str(value) for slot, value in ANSWERS.items()}
ASKED_A = {slot for slot in WANTED if slot.question.startswith("A")}
ASKED_D = set(WANTED) - ASKED_A


def found(book: Book, expected: Expected = EXPECTED) -> Finding:
    finding = find(sheets(book), expected)
    assert finding.accounted
    return finding


def silent(finding: Finding) -> dict[Slot, str]:
    return {one.slot: one.value for one in finding.answers if not one.kind}


def asked(finding: Finding) -> set[Slot]:
    return {one.slot for one in finding.answers if one.kind == UNSURE and one.problem}


def without_marks(grid: Grid) -> Grid:
    return [row[: MARK_COLUMN - 1] for row in grid]


def swap(grid: Grid, one: int = 3, other: int = 4) -> None:
    for row in grid:
        row[one], row[other] = row[other], row[one]


def split(book: Book, name: str, first: str) -> Grid:
    """Takes what begins with the row labelled ``first`` to a sheet of its own, without headings."""
    at = next(n for n, row in enumerate(book[name]) if str(row[1]).startswith(first))
    book[f"{name} more"] = book[name][at:]
    del book[name][at:]
    return book[f"{name} more"]


def delete_heading(grid: Grid, word: str) -> None:
    del grid[next(n for n, row in enumerate(grid) if word in row)]


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    "move",
    [
        lambda grid: None,
        swap,
        lambda grid: [row.pop(3) for row in grid],
        lambda grid: [row.insert(3, "") for row in grid],
    ],
)
def test_lines_split_from_their_headings_are_asked_about_whatever_was_done_to_their_columns(
    move: Callable[[Grid], object], *, marked: bool
) -> None:
    """What a swap left is, cell for cell, what another organisation's answers would look like unmoved."""
    book = filled()
    grid = split(book, "D Training", "SG3")
    move(grid)
    if not marked:
        grid[:] = without_marks(grid)
    finding = found(book)
    lines = {slot for slot in ASKED_D if slot.row in ("SG3", "SG4")}
    assert silent(finding) == {slot: value for slot, value in WANTED.items() if slot not in lines}
    assert {slot.row for slot in asked(finding)} == {"SG3", "SG4"}
    assert "no heading above it" in next(one.problem for one in finding.answers if one.kind == UNSURE)


def test_a_comment_split_from_its_heading_and_moved_is_not_taken_for_evidence() -> None:
    book = filled()
    swap(split(book, "A Policy", "Our policy"))
    finding = found(book)
    assert not [slot for slot in silent(finding) if slot.question == "A2"]


@pytest.mark.parametrize("order", [("A Policy", "D Training"), ("D Training", "A Policy")])
@pytest.mark.parametrize("marked", [True, False])
def test_sheets_joined_into_one_are_asked_about(order: tuple[str, str], *, marked: bool) -> None:
    """Lines moved apart from their headings and put back below them leave nothing that says so."""
    book = filled()
    more = split(book, "D Training", "SG3")
    swap(more)
    delete_heading(book["A Policy"], "Answer")
    grid = [row for name in order for row in book.pop(name)] + book.pop("D Training more")
    book["All"] = grid if marked else without_marks(grid)
    finding = found(book)
    assert not silent(finding)
    assert asked(finding) >= ASKED_A
    assert "several sheets" in finding.answers[0].problem
    assert {one.cause for one in finding.answers} == {finding.answers[0].problem}, "one decision settles all"


def test_only_what_is_in_doubt_by_its_place_alone_shares_its_cause() -> None:
    book = filled()
    put(book, Slot("D1", "SG1", "adults"), "about 12")
    book["All"] = [row for name in ("A Policy", "D Training") for row in book.pop(name)]
    finding = found(book)
    alone = next(one for one in finding.answers if one.slot == Slot("D1", "SG1", "adults"))
    assert (alone.kind, alone.cause) == ("unreadable", "")
    assert all(one.cause for one in finding.answers if one is not alone)


def test_lines_above_their_headings_are_asked_about() -> None:
    book = filled()
    grid = book["D Training"]
    at = next(n for n, row in enumerate(grid) if "Employed or contracted" in row)
    grid.insert(at, grid.pop(at + 1))
    assert asked(found(book)) == {slot for slot in ASKED_D if slot.row == "SG1"}


def test_a_reworded_heading_between_others_in_place_changes_nothing_while_the_marks_are_there() -> None:
    book = filled()
    head = next(row for row in book["D Training"] if "In date: children" in row)
    head[head.index("In date: children")] = "Children - in date (last 3 years)"
    assert silent(found(book)) == WANTED
    book["D Training"] = without_marks(book["D Training"])
    assert asked(found(book)) == {slot for slot in ASKED_D if slot.column == "children"}


def test_two_reworded_headings_may_have_changed_places() -> None:
    book = filled()
    head = next(row for row in book["D Training"] if "In date: children" in row)
    head[head.index("In date: children")] = "Children"
    head[head.index("In date: adults")] = "Adults"
    assert asked(found(book)) == {slot for slot in ASKED_D if slot.column in ("children", "adults")}


def test_a_note_that_stood_beside_a_doubtful_answer_is_not_taken_as_its_comment() -> None:
    book = filled()
    put(book, Slot("A2"), "Partially met - contracts renewed 2020")
    delete_heading(book["A Policy"], "Answer")
    finding = found(book)
    assert not [slot for slot in silent(finding) if slot.question == "A2"]
    answer = next(one for one in finding.answers if one.slot == Slot("A2"))
    assert "contracts renewed 2020" in answer.found


def test_a_row_that_may_be_either_of_two_leaves_neither_settled() -> None:
    """A changed copy of the sheet may not overrule the first sheet, where a reference was mistyped."""
    book = filled()
    grid = book["A Policy"]
    copied = [[3121 if value == 3120 else value for value in row] for row in grid]
    for row in grid:
        del row[1]
    next(row for row in grid if row[0] == "A5")[0] = "A4"
    book["A Policy (2)"] = copied
    assert Slot("A5") in asked(found(book))
    assert Slot("A4") not in silent(found(book))


def test_words_written_after_a_label_do_not_give_its_answer_to_another_reference() -> None:
    book = filled()
    row = next(row for row in book["A Policy"] if "How many homes" in str(row[1]))
    row[0], row[1] = "A1", f"{row[1]} (agency too)"
    finding = found(book)
    assert asked(finding) == {Slot("A5")}
    assert silent(finding)[Slot("A1")] == "Ludmarsh Homes Limited"


def test_a_figure_before_a_word_of_ours_on_a_line_that_lost_its_label_is_listed() -> None:
    book = filled()
    grid = book["D Training"] = without_marks(book["D Training"])
    for row in grid:
        del row[1]
    line = next(row for row in grid if 440 in row)
    line[10] = "Comment"
    assert any("140" in left.text for left in found(book).left_over)


SHARED = (
    Section(letter="B", title="People", tab="B People", questions=(
        Question(ref="B1", text="How many people work for you?", kind="number"),
        Question(ref="B2", text="When were they trained?", kind="table", row_heading="Course",
                 columns=(Column(key="last", heading="Last held", kind="date"), Column(key="next", heading="Next held", kind="date")),
                 rows=(Row(ref="K1", label="Basic course"),)),
        Question(ref="B3", text="When were they inspected?", kind="table", row_heading="Office",
                 columns=(Column(key="by", heading="Inspected by", kind="text"), Column(key="last", heading="Last held", kind="date"),
                          Column(key="next", heading="Next held", kind="date")),
                 rows=(Row(ref="F1", label="Head office"),)),
        Question(ref="B4", text="How many are trained?", kind="table", columns=(Column(key="n", heading="Trained", kind="number"),),
                 rows=(Row(ref="T1", label="Housing officers"),)),
    )),
)  # fmt: skip
SHARED_FORM = Questionnaire(id="q2", ref="T-1", version="1.0", title="People", sections=SHARED)
SHARED_EXPECTED = Expected((SHARED_FORM,), {"T-1": "1.0"}, (), EXPECTED.returns)
SHARED_ANSWERS: dict[Slot, CellValue] = {
    Slot("B1"): 40, Slot("B2", "K1", "last"): "2018-05-14", Slot("B2", "K1", "next"): "2019-05-14",
    Slot("B3", "F1", "by"): "Jane", Slot("B3", "F1", "last"): "2017-01-02", Slot("B3", "F1", "next"): "2018-01-02",
    Slot("B4", "T1", "n"): 12,
}  # fmt: skip


def test_tables_that_share_a_sheet_and_headings_are_read_by_their_own() -> None:
    book = filled(SHARED_ANSWERS, SHARED)
    assert silent(found(book, SHARED_EXPECTED)) == {
        slot: str(value) for slot, value in SHARED_ANSWERS.items()
    }


@pytest.mark.parametrize(
    ("word", "question"), [("Last held", "B2"), ("Inspected by", "B3"), ("Trained", "B4"), ("Answer", "B1")]
)
def test_another_tables_headings_do_not_speak_for_a_table_that_lost_its_own(word: str, question: str) -> None:
    book = filled(SHARED_ANSWERS, SHARED)
    delete_heading(book["B People"], word)
    finding = found(book, SHARED_EXPECTED)
    assert asked(finding) == {slot for slot in SHARED_ANSWERS if slot.question == question}
    assert len(silent(finding)) == len(SHARED_ANSWERS) - len(asked(finding))


def test_headings_pushed_aside_without_what_they_stand_over_do_not_say_what_it_is() -> None:
    book = filled()
    for grid in book.values():
        for row in grid:
            if "Question" in row or "Staff group" in row:
                row.insert(0, "")
    finding = found(book)
    assert not silent(finding)
    assert "moved" in next(one.problem for one in finding.answers if one.kind == UNSURE)


@pytest.mark.parametrize("marked", [True, False])
def test_headings_pushed_aside_that_lost_the_labels_heading_are_not_believed(*, marked: bool) -> None:
    book = filled()
    for name in ("A Policy", "D Training"):
        grid = book[name]
        for row in grid:
            if "Question" in row or "Staff group" in row:
                row.insert(0, "")
            del row[2]
        book[name] = grid if marked else without_marks(grid)
    assert not silent(found(book))


def test_an_answer_in_a_copy_is_asked_about_where_the_first_sheet_holds_lines_that_lost_their_label() -> None:
    book = filled()
    book["D Training (2)"] = [[value + 1 if isinstance(value, int) else value for value in row]
                              for row in without_marks(book["D Training"])]  # fmt: skip
    book["D Training"] = without_marks(book["D Training"])
    for row in book["D Training"]:
        del row[1]
    finding = found(book)
    assert not {slot for slot in silent(finding) if slot.question == "D1"}
    assert any("440" in left.text for left in finding.left_over)
