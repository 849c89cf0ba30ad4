"""Every line of both of Merrowshire's trackers is reached, read and changed in the window, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import register, sample
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.actions_page import ActionsPage
from assurance_desk.ui.widgets import ElidedLabel, Paragraph

LINES = (
    "U1", "L1", "R1.1", "R1.2", "R1.3", "R2", "R3.1", "R3.2", "R3.3", "R3.4", "R3.5", "R3.6", "R3.7",
    "CR1.1", "CR2.1", "CR3.1", "CR4.1", "CR5.1",
)  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("later") / "later.assurance"
    sample.create(path, sample.LATER)
    return path


@pytest.fixture
def window(
    qapp: QApplication, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    path = tmp_path / "later.assurance"
    path.write_bytes(book.read_bytes())
    made = MainWindow(Clock())
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(path)
    yield made
    made.close()
    made.deleteLater()


def read(window: MainWindow) -> str:
    """Everything the page says, in labels and fields."""
    QApplication.processEvents()
    page = window.frame.page
    said = [
        label.words() if isinstance(label, Paragraph | ElidedLabel) else label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
    ]
    said += [field.text() for field in page.findChildren(QLineEdit)]
    said += [field.toPlainText() for field in page.findChildren(QPlainTextEdit)]
    return "\n".join(said)


def action(window: MainWindow, ref: str) -> Action:
    return next(one for one in rows.find(window.shell.desk.db, Action) if one.ref == ref)


def test_every_line_of_both_trackers_is_reached_read_changed_and_taken_back(window: MainWindow) -> None:
    assert sorted(one.ref for one in rows.find(window.shell.desk.db, Action)) == sorted(LINES)
    for ref in LINES:
        now = action(window, ref)
        window.go("Actions", now.id)
        page = window.frame.page
        assert isinstance(page, ActionsPage)
        assert page.shown_record() == now.id
        said = read(window)
        assert now.text in said
        assert now.owner_role in said
        row = page.table.currentIndex().row()
        column = next(n for n, one in enumerate(page.table.table.columns) if one.title == "Action")
        page.table.proxy.setData(page.table.proxy.index(row, column), f"{now.text}, looked at")
        assert action(window, ref).text == f"{now.text}, looked at"
        window.undo_actions.undo.trigger()
        assert action(window, ref).text == now.text


STORIES = (
    ("R1.3", ["37 of 40", "moved twice", "Reasonable"]),
    ("R2", ["Quarter 3: 21 of 25", "yearly"]),
    ("R3.7", ["moved once", "151 of 196"]),
    ("L1", ["learning point", "owner to be confirmed"]),
    ("CR2.1", ["Re-opened: used twice"]),
    ("CR4.1", ["outside local gift", "not accepted"]),
    ("CR5.1", ["Limited", "Training only"]),
)


def test_what_the_register_says_of_a_line_is_its_story(window: MainWindow) -> None:
    missing = []
    for ref, words in STORIES:
        window.go("Register", action(window, ref).id)
        said = read(window)
        missing += [(ref, part) for part in words if part not in said]
    assert missing == []


def test_a_recommendation_that_was_not_accepted_stands_with_its_reason(window: MainWindow) -> None:
    desk = window.shell.desk
    robin = next(one for one in rows.find(desk.db, Review) if one.pseudonym == "Child Robin")
    fourth = next(one for one in rows.find(desk.db, Recommendation, review_id=robin.id) if one.number == "4")
    window.go("Register", fourth.id)
    said = read(window)
    assert "not accepted" in said
    assert "The systems are bought and run nationally" in said
    whole = register.read(desk, robin.id)
    assert whole is not None
    assert len(whole.recommendations) == 5
