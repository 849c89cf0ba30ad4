"""The register, the actions and the preview fit: at 200 % text, in the dark, on a small screen."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.paths import resources
from assurance_desk.services import published, records
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.dialogs.published import PublishedDialog
from assurance_desk.ui.pages.actions_page import ActionsPage
from assurance_desk.ui.pages.register import RegisterPage

SAMPLE = resources() / "sample" / "child_i_response.txt"
LOOKS = [("light", 100), ("dark", 200)]


@pytest.fixture(params=LOOKS, ids=["light at 100 %", "dark at 200 %"])
def large(qapp, request):
    scheme, size = request.param
    theme.apply(qapp, scheme=scheme, text_size=size)
    yield size
    theme.apply(qapp)


@pytest.fixture
def third(desk):
    review = published.take_in(desk, published.read_file(SAMPLE))
    found = rows.one(desk.db, Recommendation, ref="R3")
    for words in ("The answers will be analysed", "brought back to the Board"):
        made = records.add_action(desk, review, words, recommendation=found, words=words)
        records.add_evidence(desk, made, "A paper to the Board with a rather long title of its own")
    return found


def clipped(widget):
    """Buttons and labels with less room than their words need."""
    found = []
    for one in widget.findChildren(QPushButton) + widget.findChildren(QLabel):
        if not one.isVisible() or not one.text() or type(one).__name__ == "ElidedLabel":
            continue
        need = one.heightForWidth(one.width()) if one.hasHeightForWidth() else one.sizeHint().height()
        if one.height() < min(need, one.sizeHint().height()) - 2:
            found.append((type(one).__name__, one.text()[:40], one.height(), need))
        if isinstance(one, QPushButton) and one.width() < one.sizeHint().width() - 2:
            found.append(("narrow", one.text()[:40], one.width(), one.sizeHint().width()))
    return found


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1190, 660)
    page.show()
    for _again in range(4):
        QApplication.processEvents()
    return page


def test_the_register_clips_nothing(qtbot, shell, third, large):
    page = shown(qtbot, RegisterPage(shell))
    page.refresh(None)
    page.show_record(third.id)
    for _again in range(4):
        QApplication.processEvents()
    assert clipped(page) == []
    pane = page._panes["recommendation"]
    assert pane.widget().minimumSizeHint().width() <= pane.viewport().width()


def test_the_actions_clip_nothing(qtbot, shell, third, large):
    page = shown(qtbot, ActionsPage(shell))
    page.refresh(None)
    QApplication.processEvents()
    assert clipped(page) == []


def test_the_preview_fits_a_small_screen(qtbot, shell, large):
    dialog = PublishedDialog(shell, published.read_file(SAMPLE))
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert clipped(dialog) == []
    assert dialog.minimumSizeHint().width() <= 1330
    assert dialog.minimumSizeHint().height() <= 700
