"""The officer's ten minutes with the rehearsal: files dropped, doubts decided, taken back, and the figures stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from assurance_desk.clock import Clock
from assurance_desk.domain.returns import OPEN, Answer, Query, Return, ReturnFile
from assurance_desk.services import sample, sample_decisions
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.gaps import GapsPage
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_review import ReviewRow

LUDMARSH = "O05"


@pytest.fixture
def window(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    sample.create(tmp_path / "w.assurance", sample.REHEARSAL)
    made = MainWindow(Clock())
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(tmp_path / "w.assurance")
    yield made
    made.close()
    made.deleteLater()


def test_from_dropped_files_to_the_figures_of_the_gap(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    page = _drop(window, qtbot, sorted((tmp_path / "returns").iterdir()))
    desk = page.shell.desk
    assert len(rows.find(desk.db, Answer)) == 0
    assert page.badge(page.shell) == 5

    _command(page, "Take in everything")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    ludmarsh = next(one for one in rows.find(desk.db, Return) if one.ref == LUDMARSH)
    assert len(rows.find(desk.db, Answer, return_id=ludmarsh.id)) == 140
    page.show_record(ludmarsh.id)
    assert page.tray.detail.shown is not None
    assert len(page.tray.detail.rows) == 3

    _decide(page, "7 (2 booked)", "Take 7")
    _decide(page, "Gas team (in repairs)  6", "note")
    _choose(page, "2/3 yrs", "Every 2 years")
    assert page.tray.detail.rows == []
    assert rows.find(desk.db, Query, return_id=ludmarsh.id, status=OPEN) == []

    window.undo_actions.undo.trigger()
    assert [one.found for one in rows.find(desk.db, Query, return_id=ludmarsh.id, status=OPEN)] == ["2/3 yrs"]
    assert len(page.tray.detail.rows) == 1
    window.undo_actions.redo.trigger()
    assert rows.find(desk.db, Query, return_id=ludmarsh.id, status=OPEN) == []

    sample_decisions.apply_all(desk)
    window.go("Gaps")
    gaps = window.frame.page if window.frame else None
    assert isinstance(gaps, GapsPage)
    assert gaps.gaps is not None
    assert gaps.gaps.main is not None
    assert (gaps.gaps.main.whole.met, gaps.gaps.main.whole.of) == (404, 607)
    seen = " ".join(label.text() for label in gaps.findChildren(QLabel))
    for figure in ("128 of the 203", "13 of 14", "11 of 12", "10 of 12"):
        assert figure in seen


def test_the_same_files_dropped_again_change_nothing(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    files = [tmp_path / "returns" / "Copperstone.xlsx", tmp_path / "returns" / "kestrel court return.ods"]
    page = _drop(window, qtbot, files)
    steps = len(page.shell.desk.history())
    _drop(window, qtbot, files)
    assert len(page.shell.desk.history()) == steps


def _drop(window: MainWindow, qtbot: Any, paths: list[Path]) -> ReturnsPage:
    window.go("Returns")
    page = window.frame.page if window.frame else None
    assert isinstance(page, ReturnsPage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(
        lambda: not window.jobs.busy and len(rows.find(page.shell.desk.db, ReturnFile)) >= len(paths),
        timeout=60_000,
    )
    return page


def _command(page: ReturnsPage, words: str) -> None:
    next(one for one in page.commands() if one.words.startswith(words)).run()


def _row(page: ReturnsPage, found: str) -> ReviewRow:
    return next(row for row in page.tray.detail.rows if row._review.query.found == found)


def _decide(page: ReturnsPage, found: str, words: str) -> None:
    row = _row(page, found)
    next(button for button in row.buttons if words in button.text()).click()


def _choose(page: ReturnsPage, found: str, answer: str) -> None:
    row = _row(page, found)
    row.open_entry()
    assert isinstance(row.field, QComboBox)
    row.field.setCurrentText(answer)
    row._typed()
