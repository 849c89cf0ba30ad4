"""A new workbook asks whose it is, and carries the name from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.clock import Clock
from assurance_desk.domain.paper.blocks import CoverBlock
from assurance_desk.domain.paper.build import build_paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import papers
from assurance_desk.services.snapshot import take_snapshot
from assurance_desk.store import rows
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.home import HomePage
from assurance_desk.ui.pages.register import RegisterPage

NAME = "Kestrel Vale Safeguarding Partnership"


@pytest.fixture
def window(look: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Clock(date(2019, 7, 22)))
    made.resize(1366, 768)
    made.show()
    assert made.create_path(tmp_path / "new.assurance")
    yield made
    made.close()
    made.deleteLater()


def rail_words(window: MainWindow) -> list[str]:
    assert window.frame
    return [label.text() for label in window.frame.rail.findChildren(QLabel)]


def body_on_a_new_paper(window: MainWindow) -> str:
    assert window.shell
    desk = window.shell.desk
    with desk.step("Add a questionnaire"):
        rows.put(desk.db, Questionnaire(id="q", ref="HTG-2019", title="Training", version="1.0"))
    built = build_paper(
        take_snapshot(desk, papers.create_board_paper(desk, "q")), rows.find(desk.db, papers.Paper)[0]
    )
    return next(block.body for block in built.blocks if isinstance(block, CoverBlock))


def test_the_name_typed_on_home_is_in_the_rail_and_on_a_paper_until_it_is_undone(
    window: MainWindow, qtbot
) -> None:
    assert window.frame
    assert window.shell
    page = window.frame.page
    assert isinstance(page, HomePage)
    assert page.body_field.isVisible()
    qtbot.keyClicks(page.body_field.name, NAME)
    qtbot.keyClick(page.body_field.name, Qt.Key.Key_Return)
    assert not page.body_field.isVisible()
    assert NAME in rail_words(window)
    assert body_on_a_new_paper(window) == NAME
    desk = window.shell.desk
    while desk.undoable():
        desk.undo()
    assert NAME not in rail_words(window)
    assert page.body_field.isVisible()
    desk.redo()
    assert NAME in rail_words(window)


def test_the_empty_register_asks_too_and_refuses_a_blank(window: MainWindow, qtbot) -> None:
    assert window.frame
    window.go("Register")
    page = window.frame.page
    assert isinstance(page, RegisterPage)
    assert page.body_field.isVisible()
    page.body_field.keep.click()
    assert page.body_field.isVisible()
    assert window.frame.notice.sentence
    qtbot.keyClicks(page.body_field.name, NAME)
    page.body_field.keep.click()
    assert not page.body_field.isVisible()
    assert NAME in rail_words(window)
