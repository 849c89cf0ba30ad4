"""Bringing in a tracker: what its columns hold, what its signs mean, its rows mended in place."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from assurance_desk.domain.actions import Action
from assurance_desk.domain.evidence import NOT_HELD
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.recovery.book import Sheet
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.tracker_grid import TrackerBook, TrackerSheet
from assurance_desk.services.tracker import Brought
from assurance_desk.store import rows
from assurance_desk.ui import theme as th
from assurance_desk.ui.dialogs.tracker import COLUMNS, ROWS, SIGNS, TrackerDialog
from assurance_desk.ui.pages.register import RegisterPage
from tests.ui.test_nothing_clips import cut_off

HEADS = ("Recommendation", "Action", "Who", "By when", "RAG", "Cost")
BOOK = TrackerBook(
    "Child Wren.xlsx",
    (
        TrackerSheet(
            Sheet(
                "Plan",
                (
                    HEADS,
                    ("Train staff", "Write a course", "JS", "18/3/19", "Complete", "£200"),
                    ("", "Teach it", "JS", "soonish", "Muddling on", ""),
                    ("", "", "", "", "", "asked twice"),
                    ("Share more", "Tell each other", "Chair", "May 2019", "", ""),
                ),
            ),
            {(4, 4): "FF0000", (3, 4): "FF0000"},
        ),
        TrackerSheet(Sheet("Other", (("Nothing", "here"), ("a", "b")))),
    ),
)
BROUGHT = Brought(BOOK.name, b"the file", BOOK)


def dialog_on(qtbot, shell, brought=BROUGHT):
    made = TrackerDialog(shell, brought)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, shell):
    return dialog_on(qtbot, shell)


def column(table, at):
    return [table.proxy.index(row, at).data() for row in range(table.proxy.rowCount())]


def put(table, row, at, typed):
    assert table.proxy.setData(table.proxy.index(row, at), typed)


def test_the_models_are_sound(dialog):
    for panel in (dialog.columns, dialog.signs, dialog.rows):
        QAbstractItemModelTester(panel.table.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.go(ROWS)
    put(dialog.rows.table, 0, 5, "Chair")


def test_columns_are_guessed_and_said_otherwise(dialog):
    assert column(dialog.columns.table, 2) == [
        "Recommendation", "Action", "Owner", "Due date", "State", "State", "Kept in a note",
    ]  # fmt: skip
    put(dialog.columns.table, 6, 2, "Success measure")
    assert column(dialog.columns.table, 2)[6] == "Success measure"
    put(dialog.columns.table, 6, 2, "Owner")
    assert column(dialog.columns.table, 2)[2] == "Kept in a note"
    put(dialog.columns.table, 5, 2, "Left out")
    assert dialog.work.mapping.colour == -1


def test_another_sheet_is_read_anew_and_says_what_is_missing(dialog):
    dialog.columns.sheet.setCurrentIndex(1)
    dialog.columns.sheet.activated.emit(1)
    assert "Say which columns hold the recommendations and the actions." in dialog.totals.text()
    dialog.go(ROWS)
    assert not dialog.onward.isEnabled()


def test_another_row_of_headings_may_be_chosen(dialog):
    dialog.columns.heading.setCurrentIndex(1)
    dialog.columns.heading.activated.emit(1)
    assert dialog.work.mapping.heading == 1
    assert column(dialog.columns.table, 1)[0] == "Train staff"


def test_signs_are_told_and_said(dialog):
    dialog.go(SIGNS)
    table = dialog.signs.table
    assert column(table, 0) == ["JS", "Complete", "Muddling on", "Red (#FF0000)"]
    put(table, 0, 3, "Designated nurse")
    put(table, 2, 3, "Amber")
    assert dialog.totals.text().count("not read") == 2
    assert "states: 3 read, 0 not read" in dialog.totals.text()
    dialog.go(ROWS)
    dialog.rows.show_only("all")
    assert column(dialog.rows.table, 5)[:2] == ["Designated nurse", "Designated nurse"]


def test_an_agency_is_made_an_organisation_and_kept_with_the_rest(qtbot, shell, desk):
    heads = ("Recommendation", "Action", "Lead agency")
    book = TrackerBook("x.xlsx", (TrackerSheet(Sheet("S", (heads, ("A", "a", "Harbour Trust")))),))
    dialog = dialog_on(qtbot, shell, Brought("x.xlsx", b"x", book))
    dialog.go(SIGNS)
    table = dialog.signs.table
    assert table.proxy.index(0, 3).data() == "Kept in words"
    put(table, 0, 3, "A new organisation")
    dialog.go(ROWS)
    dialog.onward.click()
    made = rows.one(desk.db, Organisation)
    assert made.name == "Harbour Trust"
    assert rows.one(desk.db, Action).lead_organisation_id == made.id
    desk.undo()
    assert rows.find(desk.db, Organisation) == []


def test_the_steps_lead_on_and_the_last_keeps_all_as_one_step(dialog, desk, qtbot):
    assert dialog.onward.accessibleName() == "See the signs"
    dialog.onward.click()
    assert dialog.onward.accessibleName() == "See the rows"
    dialog.onward.click()
    assert dialog.onward.accessibleName() == "Take in 3 actions and 2 recommendations"
    with qtbot.waitSignal(dialog.kept) as kept:
        dialog.onward.click()
    review = rows.one(desk.db, Review)
    assert kept.args == [review.id]
    assert review.title == "Child Wren"
    assert [one.delivery for one in rows.find(desk.db, Action)] == ["Blue", "Grey", "Red"]
    assert rows.find(desk.db, Action)[0].delivery_note == NOT_HELD
    desk.undo()
    assert rows.find(desk.db, Action) == rows.find(desk.db, Recommendation) == []


def test_what_is_to_be_looked_at_comes_first_named_by_its_cell(dialog):
    dialog.go(ROWS)
    rows_panel = dialog.rows
    assert [rows_panel.filters[name].accessibleName() for name in ("all", "look", "left")] == [
        "All rows, 4", "To look at, 2", "Left out, 1",
    ]  # fmt: skip
    assert column(rows_panel.table, 0) == ["3", "4"]
    assert column(rows_panel.table, 9)[0].startswith("D3 “soonish” is not a date")
    assert "E3 “Muddling on” is no state we know" in rows_panel.words.toPlainText()


def test_a_row_is_mended_in_place_and_the_mend_taken_back(dialog):
    dialog.go(ROWS)
    table = dialog.rows.table
    put(table, 0, 7, "May 2019")
    put(table, 0, 8, "Amber")
    assert column(table, 7)[0] == "May 2019"
    assert column(table, 9)[0] == ""
    assert column(table, 0) == ["3", "4"], "what was mended stays in sight"
    assert dialog.rows.filters["look"].accessibleName() == "To look at, 1"
    dialog.rows.back.click()
    dialog.rows.back.click()
    assert column(table, 7)[0] == "soonish"
    assert not dialog.rows.back.isEnabled()


def test_a_row_is_made_a_standing_commitment_and_an_action_again(dialog):
    dialog.go(ROWS)
    dialog.rows.kind.click()
    assert "1 standing commitment" in dialog.totals.text()
    assert dialog.rows.kind.accessibleName() == "Make it an action"
    dialog.rows.kind.click()
    assert "standing" not in dialog.totals.text()


def test_a_row_left_out_is_taken_and_one_taken_is_left_out(dialog, desk):
    dialog.go(ROWS)
    table = dialog.rows.table
    assert dialog.rows.leave.accessibleName() == "Leave this row out"
    dialog.rows.leave.click()
    assert dialog.onward.accessibleName() == "Take in 2 actions and 2 recommendations"
    table.select("3")
    assert table.proxy.index(1, 4).data() == "asked twice"
    assert dialog.rows.leave.accessibleName() == "Take this row"
    put(table, 1, 4, "Ask a third time")
    assert dialog.onward.accessibleName() == "Take in 3 actions and 2 recommendations"


def test_what_was_typed_is_there_when_the_same_file_is_opened_again(qtbot, shell, dialog):
    dialog.go(SIGNS)
    put(dialog.signs.table, 0, 3, "Designated nurse")
    dialog.go(ROWS)
    put(dialog.rows.table, 0, 7, "May 2019")
    dialog.reject()
    again = dialog_on(qtbot, shell)
    assert again._step() == ROWS, "its columns are known"
    assert again.work.totals.dates_unread == 0
    assert again.work.totals.initials == ()


def test_brought_in_twice_it_is_refused_beside_the_button(qtbot, shell, dialog):
    dialog.go(ROWS)
    dialog.onward.click()
    again = dialog_on(qtbot, shell)
    again.onward.click()
    assert "was brought in before" in again.refusal.text()
    assert again.isVisible()


def test_by_keyboard_a_letter_begins_a_role_and_enter_a_choice(dialog, qtbot):
    dialog.go(SIGNS)
    table = dialog.signs.table
    table.setCurrentIndex(table.proxy.index(0, 3))
    qtbot.keyClick(table, Qt.Key.Key_C)
    editor = table.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "hair")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.proxy.index(0, 3).data().casefold() == "chair")
    dialog.go(COLUMNS)
    table = dialog.columns.table
    table.select_first()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.state() == table.State.EditingState


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_off(qtbot, qapp, shell, size):
    th.apply(qapp, text_size=size)
    dialog = dialog_on(qtbot, shell)
    dialog.resize(1320, 708)
    wrong = []
    for step in (COLUMNS, SIGNS, ROWS):
        dialog.go(step)
        qtbot.wait(10)
        wrong += cut_off(dialog)
    th.apply(qapp)
    assert wrong == []
    assert dialog.width() == 1320


def test_a_tracker_dropped_on_the_register_is_read(qtbot, shell, desk, tmp_path, monkeypatch):
    page = RegisterPage(shell)
    qtbot.addWidget(page)
    taken = []
    monkeypatch.setattr(page, "take_tracker", taken.append)
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert taken == [path]
