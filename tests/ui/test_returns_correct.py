"""A correction given by telephone is typed beside the answers, and what the answer was stays there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return
from assurance_desk.services import returns_import
from assurance_desk.store import rows
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests.returns_desk import answers, filled, issue
from tests.ui.returns_more import more

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
    page.show_record(record.id)
    yield page
    shell.close()
    desk.close()


def test_the_chosen_answer_is_corrected_and_its_history_stands_beside_it(page: ReturnsPage, qtbot) -> None:
    detail = page.tray.detail
    table = detail.findChildren(DataTable)[-1]
    line = next(one for one in detail.shown.answers if one.slot == SG1)
    table.select(line.id)
    more(detail, "Correct an answer")
    panel = detail.correct
    assert panel
    assert panel.slot == SG1
    assert panel.now.text() == "20"
    assert panel.done.text() == "Correct D1 SG1"
    assert isinstance(panel.value, QLineEdit)
    panel.value.setText("18")
    panel.done.click()
    assert "say who gave the correction" in panel.refusal.text()
    assert answers(page.shell.desk, "O05")[SG1] == "20"
    panel.who.setText("J. Marsh")
    page.refresh(None)  # a step elsewhere builds the page anew
    panel = detail.correct
    assert panel
    assert (panel.slot, panel.who.text(), panel.value.text()) == (SG1, "J. Marsh", "18")
    panel.reason.setText("last year’s")
    panel.done.click()
    assert answers(page.shell.desk, "O05")[SG1] == "18"
    assert detail.correct is None
    [was] = [one for one in detail.shown.answers if one.before]
    assert was.before == "20 until 24 April 2019 (J. Marsh, by telephone: last year’s)"
    assert "What it was" in [column.title for column in detail.findChildren(DataTable)[-1].table.columns]


def test_a_choice_is_offered_as_its_list_and_esc_leaves_without_a_change(page: ReturnsPage, qtbot) -> None:
    detail = page.tray.detail
    detail.begin_correction(Slot("A2"))
    panel = detail.correct
    assert panel
    assert isinstance(panel.value, ChoiceField)
    assert panel.value.count() > 4
    qtbot.keyClick(panel.who, Qt.Key.Key_Escape)
    assert detail.correct is None
    assert answers(page.shell.desk, "O05")[Slot("A2")] == "Mostly met"


def test_words_that_seem_to_name_a_child_are_kept_only_with_the_reason_why_they_name_none(
    page: ReturnsPage, qtbot
) -> None:
    detail, evidence = page.tray.detail, Slot("A2", "", "evidence")
    detail.begin_correction(evidence)
    panel = detail.correct
    assert panel
    assert not panel.no_child.isVisibleTo(panel)
    panel.value.setText("child Wellington policy")
    panel.who.setText("J. Marsh")
    panel.done.click()
    assert "seems to name a child" in panel.refusal.text()
    assert panel.no_child.isVisibleTo(panel)
    qtbot.keyClick(panel.no_child.reason, Qt.Key.Key_Return)
    assert "Say in a few words why it names no child" in panel.refusal.text()
    qtbot.keyClicks(panel.no_child.reason, "Wellington is a street")
    qtbot.keyClick(panel.no_child.reason, Qt.Key.Key_Return)
    assert answers(page.shell.desk, "O05")[evidence] == "child Wellington policy"
    [was] = [one for one in detail.shown.answers if one.before]
    assert "looked at, names no child: Wellington is a street" in was.before
