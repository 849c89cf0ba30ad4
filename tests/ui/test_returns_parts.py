"""The Returns page around its parts: which questionnaire is shown, and what a link of elsewhere brings into view."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests.returns_desk import issue


def again(desk: Desk, ref: str, on: date) -> None:
    """Another round of the same questionnaire, to the same organisations."""
    asked = rows.find(desk.db, Questionnaire)[0]
    made = dataclasses.replace(asked, id=ref, ref=ref, issued_on=on)
    copies = [
        dataclasses.replace(one, id=f"{ref} {one.ref}", questionnaire_id=ref, code=f"{ref}{one.code}")
        for one in rows.find(desk.db, Return, questionnaire_id=asked.id)
    ]
    with desk.step("Issue another round"):
        rows.put_many(desk.db, [made, *copies])


@pytest.fixture
def page(look: QApplication, tmp_path: Path, qtbot) -> Iterator[ReturnsPage]:
    desk, _copies = issue(tmp_path)
    shell = Shell(desk)
    made = ReturnsPage(shell)
    shell.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1190, 700)
    made.show()
    made.refresh(None)
    yield made
    shell.close()
    desk.close()


def test_with_one_questionnaire_there_is_nothing_to_choose(page: ReturnsPage) -> None:
    assert not page.picker.isVisible()


def test_an_earlier_round_is_chosen_and_stays_chosen_until_a_new_one_is_issued(page: ReturnsPage) -> None:
    desk = page.shell.desk
    first = rows.find(desk.db, Questionnaire)[0]
    again(desk, "HTG-2030", date(2030, 2, 4))
    assert page.picker.isVisible()
    assert page.tray.asked_ref.text() == "HTG-2030"
    page.picker.setCurrentIndex(page.picker.findData(first.id))
    page.picker.activated.emit(page.picker.currentIndex())
    assert page.tray.asked_ref.text() == first.ref
    anew = ReturnsPage(page.shell)
    anew.refresh(None)
    assert anew.tray.asked_ref.text() == first.ref, "the choice outlives a change of look"
    anew.deleteLater()
    again(desk, "HTG-2031", date(2031, 2, 4))
    assert page.tray.asked_ref.text() == "HTG-2031"


def test_a_link_to_a_return_of_another_round_shows_that_round(page: ReturnsPage) -> None:
    desk = page.shell.desk
    first = rows.find(desk.db, Return)[0]
    again(desk, "HTG-2030", date(2030, 2, 4))
    page.show_record(first.id)
    assert page.shown_record() == first.id
    assert page.picker.currentData() == first.questionnaire_id
    assert any(line.id == first.id for line in page.tray.lines)
