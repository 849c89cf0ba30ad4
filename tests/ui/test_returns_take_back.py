"""Taking back an import from the page: what goes and what stays is read before the button is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.domain.corrections import TELEPHONE
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return
from assurance_desk.services import corrections, returns_import
from assurance_desk.services.corrections import Told
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests.returns_desk import ANSWERS, answers, filled, issue
from tests.ui.returns_more import more, offered

SG1 = Slot("D1", "SG1", "children")


@pytest.fixture
def page(look: QApplication, tmp_path: Path, qtbot) -> Iterator[ReturnsPage]:
    desk, copies = issue(tmp_path)
    shell = Shell(desk)
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    path = filled(copies["O05"], tmp_path / "a.xlsx")
    returns_import.import_files(desk, [path], take=True, child=shell.child, received_on=date(2019, 3, 14))
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    corrections.correct(desk, record.id, SG1, "18", Told("J. Marsh", TELEPHONE))
    page.show_record(record.id)
    yield page
    shell.close()
    desk.close()


def begin(page: ReturnsPage) -> None:
    more(page.tray.detail, "Take back what “a.xlsx” gave")


def test_what_stays_is_named_and_one_button_takes_the_rest_back(page: ReturnsPage, qtbot) -> None:
    begin(page)
    panel = page.tray.detail.take_back
    assert panel
    words = "\n".join(one.text() for one in panel.findChildren(QLabel))
    assert f"{len(ANSWERS) - 1} answers go back to what was there before; 1 stay" in words
    assert "D1 SG1" in words
    assert "corrected 24 April 2019 by J. Marsh" in words
    assert panel.done.text() == f"Take back {len(ANSWERS) - 1} answers, leave 1"
    panel.done.click()
    assert answers(page.shell.desk, "O05") == {SG1: "18"}
    assert page.tray.detail.take_back is None
    primary = page.primary()
    assert primary
    assert primary.words == f"Take in {len(ANSWERS) - 1} answers", "what was taken back can be taken in again"
    assert page.shell.desk.undoable().label.startswith(f"Take back {len(ANSWERS) - 1} answers of “a.xlsx”")


def test_esc_leaves_everything_as_it_is(page: ReturnsPage, qtbot) -> None:
    begin(page)
    panel = page.tray.detail.take_back
    assert panel
    qtbot.keyClick(panel.done, Qt.Key.Key_Escape)
    assert page.tray.detail.take_back is None
    assert len(answers(page.shell.desk, "O05")) == len(ANSWERS)


def test_a_whole_return_is_taken_back_where_two_files_gave_answers_and_never_what_gave_none(
    page: ReturnsPage, tmp_path: Path
) -> None:
    desk, detail = page.shell.desk, page.tray.detail
    assert not any("whole return" in one for one in offered(detail)), "one file gave all there is"
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    copy = next((tmp_path / "issued").glob("*O05*"))
    second = filled(copy, tmp_path / "b.xlsx", {Slot("A6", "A6.1"): "Yes"})
    returns_import.import_files(desk, [second], take=True, child=page.shell.child)
    assert "Take back what “b.xlsx” gave" in offered(detail)
    more(detail, "Take back the whole return")
    panel = detail.take_back
    assert panel
    assert panel.done.text() == f"Take back {len(ANSWERS)} answers, leave 1"
    panel.done.click()
    assert answers(desk, "O05") == {SG1: "18"}
    assert [one for one in offered(detail) if one.startswith("Take back")] == ["Take back what “a.xlsx” gave"]


def test_a_return_of_which_nothing_came_offers_no_taking_back(page: ReturnsPage) -> None:
    record = rows.one(page.shell.desk.db, Return, ref="O06")
    assert record
    page.show_record(record.id)
    assert offered(page.tray.detail) == ["Enter answers by hand", "Log a letter"]
