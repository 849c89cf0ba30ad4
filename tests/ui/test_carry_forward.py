"""Last round's answers in the window: chosen on the cover, shown as unconfirmed, confirmed by telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import ANSWERED
from assurance_desk.services import returns_import, returns_view
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.questionnaires_carry import CarryChoice
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_silences import UnconfirmedBlock
from assurance_desk.ui.shell import Shell
from tests import two_rounds as t
from tests.services.test_carry_forward import MARKS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = t.desk_with_a_round(tmp_path)
    yield made
    made.close()


def test_the_cover_offers_the_round_before_and_says_what_carrying_it_does(
    look: QApplication, desk: Desk, qtbot
) -> None:
    shell = Shell(desk)
    choice = CarryChoice(shell)
    qtbot.addWidget(choice)
    choice.show_questionnaire(rows.get(desk.db, Questionnaire, "q2"))
    choice.show()
    assert choice.choice.itemText(1) == "Carry those of T-1 1.0 into each copy, to be confirmed"
    choice.choice.setCurrentIndex(1)
    choice.choice.committed.emit()
    asked = rows.get(desk.db, Questionnaire, "q2")
    assert asked.last_round_id == "q1"
    choice.show_questionnaire(asked)
    assert choice.says.text().startswith("23 answers of 1 return will stand in copies")
    choice.show_questionnaire(rows.get(desk.db, Questionnaire, "q1"))
    assert not choice.isVisible(), "nothing was issued before the first"
    shell.close()


def test_unconfirmed_answers_are_one_thing_to_ask_about_and_a_telephone_call_settles_them(
    look: QApplication, desk: Desk, tmp_path: Path, qtbot
) -> None:
    copies = t.issue_second(desk, tmp_path / "second")
    change = {**MARKS, Slot("A5"): None}
    returns_import.import_files(desk, [t.typed(copies["O05"], tmp_path / "back.xlsx", change)], take=True)
    shell = Shell(desk)
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    record = t.second_return(desk)
    page.show_record(record.id)
    detail = page.tray.detail
    (block,) = detail.findChildren(UnconfirmedBlock)
    assert block.findChildren(QLabel)[0].text() == "13 answers carried forward and not confirmed"
    silent = next(one for one in detail.findChildren(DataTable) if one.accessibleName() == "No answer")
    told = [
        [silent.model().index(row, at).data() for at in (0, 2)] for row in range(silent.model().rowCount())
    ]
    assert ["A5", "Left blank"] in told
    assert ["D1", "Unconfirmed, 11 cells"] in told
    assert detail.shown
    assert "13 answers stand as you gave them last time" in returns_view.question_message(detail.shown)
    block.done.click()
    assert "say who" in block.refusal.text()
    block.which.setCurrentIndex(1)
    assert block.done.text() == "Confirm A1"
    block.who.setText("J. Marsh")
    block.done.click()
    assert t.states(desk)[Slot("A1")][1] == ANSWERED
    (block,) = detail.findChildren(UnconfirmedBlock)
    block.who.setText("J. Marsh")
    assert block.done.text() == "Confirm 12 answers"
    block.done.click()
    assert detail.findChildren(UnconfirmedBlock) == []
    assert {state for _value, state in t.states(desk).values()} == {ANSWERED}
    shell.close()
