"""The officer makes the scale the Board's own, records a judgement by it, and finds it on the next agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.clock import Clock
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.terms import Term
from assurance_desk.services import files, records
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.dialogs.words import WordsDialog
from assurance_desk.ui.main_window import MainWindow

DAY, SEPTEMBER = date(2019, 7, 22), date(2019, 9, 19)
REVIEW = Review(id="ci", ref="CI", title="Child I")
THIRD = Recommendation(
    id="r3", review_id="ci", ref="R3", number="3", text="Train housing staff.", title="Trained"
)


@pytest.fixture
def window(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    theme.apply(qapp)
    desk = files.create(tmp_path / "w.assurance", Clock(DAY))
    for record in (REVIEW, THIRD, Meeting(id=new_id(), forum="Board", on=SEPTEMBER)):
        records.add(desk, record)
    desk.close()
    made = MainWindow(Clock(DAY))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(tmp_path / "w.assurance")
    yield made
    made.close()
    made.deleteLater()


def test_limited_by_an_edited_scale_is_on_the_next_agenda_and_each_step_is_undone(
    window: MainWindow, qtbot: Any
) -> None:
    dialog = _dialog(window)
    dialog.table.select("Limited")
    row = dialog.table.currentIndex().row()
    proxy = dialog.table.proxy
    assert proxy.setData(proxy.index(row, 1), "some of what was asked, and gaps that matter")
    assert proxy.setData(proxy.index(row, 0), "Partial")
    dialog.accept()
    qtbot.waitUntil(
        lambda: _levels(window) == ["No", "Partial", "Reasonable", "Substantial", "Not yet rated"]
    )

    block = _block(window)
    block._open.click()
    block.form.level.setCurrentText("Partial")
    assert "some of what was asked" in block.form._meaning.text()
    block.form.basis.setText("Two of twelve gave no figures.")
    block.form.keep.click()
    assert "Partial" in _seen(_block(window))
    assert _agenda(window) == [("R3", "Partial since 22 July 2019")]

    dialog = _dialog(window)
    dialog.table.select("Partial")
    dialog.end.click()
    assert "1 record has it." in dialog._facts.text()
    dialog.accept()
    qtbot.waitUntil(lambda: "Partial" not in _levels(window))
    assert "Partial (retired 22 July 2019)" in _seen(_block(window))
    assert _agenda(window) == [("R3", "Partial since 22 July 2019")]

    undo = window.undo_actions.undo
    undo.trigger()
    qtbot.waitUntil(lambda: "Partial" in _levels(window))
    undo.trigger()
    assert _desk_has(window, Judgement) == 0
    assert _agenda(window) == []
    undo.trigger()
    qtbot.waitUntil(lambda: "Limited" in _levels(window))
    undo.trigger()
    assert _desk_has(window, Term) == 0
    assert not undo.isEnabled()


def _dialog(window: MainWindow) -> WordsDialog:
    window.words_and_scales()
    return [one for one in window.findChildren(WordsDialog) if one.isVisible()][-1]


def _block(window: MainWindow) -> Any:
    window.go("Register", THIRD.id)
    page: Any = window.frame.page if window.frame else None
    return page.recommendation.assurance


def _levels(window: MainWindow) -> list[str]:
    level = _block(window).form.level
    return [level.itemText(at) for at in range(level.count())]


def _seen(block: Any) -> list[str]:
    return [label.text() for label in block.findChildren(QLabel)]


def _agenda(window: MainWindow) -> list[tuple[str, str]]:
    assert window.shell
    meeting = rows.find(window.shell.desk.db, Meeting)[0]
    window.go("Meetings", meeting.id)
    page: Any = window.frame.page if window.frame else None
    return [(row.line.ref, row.line.why) for row in page.detail.agenda.rows]


def _desk_has(window: MainWindow, kind: type) -> int:
    assert window.shell
    return len(rows.find(window.shell.desk.db, kind))
