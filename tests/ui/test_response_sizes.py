"""What opens below a response, and the plan of publication, show their words whole at every text size."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assurance_desk.clock import Clock
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.services import records, responses
from assurance_desk.store import rows
from assurance_desk.ui import theme as th
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.register import RegisterPage
from tests.ui.test_nothing_clips import cut_off, sideways

LONG = "Merrowshire and the Vale of Tallis Integrated Care Board for the Whole of the County"


def settled(qtbot, window: MainWindow) -> None:
    """Blocks inside blocks are laid out one after the other: once they are, nothing is cut off."""

    def whole() -> None:
        assert [*cut_off(window), *sideways(window)] == []

    qtbot.waitUntil(whole, timeout=3000)


@pytest.mark.parametrize("size", th.TEXT_SIZES)
def test_versions_signatures_and_the_plan_are_whole(
    merrowshire: Path, look: QApplication, qtbot, tmp_path: Path, size: int
) -> None:
    path = tmp_path / "w.assurance"
    shutil.copy2(merrowshire, path)
    window = MainWindow(Clock())
    qtbot.addWidget(window)
    window.text_size = size
    window.rebuild()
    window.resize(1366, 768)
    window.show()
    assert window.open_path(path)
    assert window.frame
    desk = window.frame.shell.desk
    third = rows.one(desk.db, Recommendation, ref="R3")
    review = records.edit_record(desk, rows.find(desk.db, Review)[0], "embargo_until", "1 August 2019 00:01")
    made = responses.new_version(desk, rows.find(desk.db, Response, recommendation_id=third.id)[0])
    responses.refuse(desk, responses.name_partner(desk, made, LONG), f"{LONG} asks for another date.")
    responses.move(desk, made, "agency comment")
    responses.new_version(desk, made)
    window.go("Register", third.id)
    page = window.frame.page
    assert isinstance(page, RegisterPage)
    block = page.recommendation.responses.blocks[0]
    block.open()
    assert block.more
    versions = block.more.versions
    versions._choose(made.id, made.follows_id or "")
    settled(qtbot, window)
    window.go("Register", review.id)
    page.review.publication._toggle()
    page.review._open.click()
    settled(qtbot, window)
    assert window.width() <= 1366
    window.close()
