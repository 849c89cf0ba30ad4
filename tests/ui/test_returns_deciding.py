"""Deciding in the tray: many files summed up in one line, the page stands still, two files that differ side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return
from assurance_desk.services import returns_import
from assurance_desk.store import rows
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.marks import CellMark
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_next import pane_of
from assurance_desk.ui.pages.returns_review import ReviewRow
from assurance_desk.ui.row_list import RowDelegate
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.widgets import ElidedLabel
from tests.returns_desk import filled, issue

GROUPS = ("SG1", "SG2", "SG3", "SG4")


@pytest.fixture
def there(look: QApplication, tmp_path: Path, qtbot) -> Iterator[tuple[ReturnsPage, dict[str, Path]]]:
    desk, copies = issue(tmp_path)
    shell = Shell(desk)
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 600)
    page.show()
    page.refresh(None)
    yield page, copies
    shell.close()
    desk.close()


def show(page: ReturnsPage, ref: str) -> None:
    found = rows.one(page.shell.desk.db, Return, ref=ref)
    assert found
    page.show_record(found.id)


def put(page: ReturnsPage, *paths: Path) -> None:
    returns_import.import_files(page.shell.desk, paths, child=page.shell.child, received_on=date(2019, 3, 14))


def below(page: ReturnsPage, row: ReviewRow) -> int:
    """How far a doubt stands below the top of what is seen."""
    pane = pane_of(row)
    assert pane
    return row.mapTo(pane.viewport(), QPoint(0, 0)).y()


def test_after_many_files_one_line_says_what_became_of_them(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    sure = filled(copies["O06"], tmp_path / "sure.xlsx")
    doubt = filled(copies["O05"], tmp_path / "doubt.xlsx", {Slot("A4"): "2/3 yrs"})
    named = filled(
        copies["O05"], tmp_path / "named.xlsx", {Slot("A2", "", "evidence"): "the child Jayden Testerley"}
    )
    letter = tmp_path / "letter.txt"
    letter.write_text("We shall answer in May.", "utf-8")
    line = page.tray.brought
    assert not line.isVisible()
    page.tray.bringing.import_files([sure, doubt, named, letter])
    qtbot.waitUntil(line.isVisible, timeout=20_000)
    told = "4 files: 1 to take in, 1 with something to decide, 1 stopped: may name a child, 1 that cannot be taken in. 0 cells lost."
    assert line.words.text() == told
    page.tray.bringing.import_files([sure, doubt])
    qtbot.waitUntil(lambda: line.words.text() != told, timeout=20_000)
    assert line.words.text() == "2 files: 2 with nothing new. 0 cells lost."
    page.tray.bringing.import_files([sure])
    qtbot.waitUntil(lambda: not line.isVisible(), timeout=20_000)


@pytest.fixture
def doubts(there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot) -> ReturnsPage:
    """O05 with eight doubts, and its page."""
    page, copies = there
    odd: dict[Slot, object] = {
        Slot("D1", group, column): f"{at + 1} or so (part)"
        for at, group in enumerate(GROUPS)
        for column in ("children", "adults")
    }
    put(page, filled(copies["O05"], tmp_path / "a.xlsx", odd))
    show(page, "O05")
    qtbot.wait(50)
    return page


@pytest.mark.parametrize("at", [2, 5])
def test_after_a_decision_the_next_doubt_stands_where_the_last_one_stood(
    doubts: ReturnsPage, at: int, qtbot
) -> None:
    detail = doubts.tray.detail
    row, following = detail.rows[at], detail.rows[at + 1].review_id
    pane = pane_of(row)
    assert pane
    pane.verticalScrollBar().setValue(row.mapTo(detail, QPoint(0, 0)).y() - 60)
    was = below(doubts, row)
    leave = next(made for made in row.buttons if made.text() == "Leave it unanswered")
    leave.click()
    qtbot.wait(50)
    now = next(one for one in detail.rows if one.review_id == following)
    assert abs(below(doubts, now) - was) <= 2, "it did not jump"
    assert now.buttons[0].hasFocus()


def test_after_the_last_one_it_goes_on_with_the_first_that_is_left(doubts: ReturnsPage, qtbot) -> None:
    detail = doubts.tray.detail
    first = detail.rows[0].review_id
    detail.rows[-1].buttons[-1].click()
    qtbot.wait(50)
    assert detail.rows[0].review_id == first
    assert detail.rows[0].buttons[0].hasFocus()
    pane = pane_of(detail)
    assert pane
    seen = QRect(QPoint(0, 0), pane.viewport().size())
    assert seen.contains(QPoint(5, below(doubts, detail.rows[0]))), "it is in view"


def test_another_return_is_shown_from_its_top(doubts: ReturnsPage, qtbot) -> None:
    pane = pane_of(doubts.tray.detail)
    assert pane
    pane.verticalScrollBar().setValue(400)
    show(doubts, "O06")
    show(doubts, "O05")
    qtbot.wait(50)
    assert pane.verticalScrollBar().value() == 0


def test_two_files_that_differ_stand_side_by_side(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path
) -> None:
    page, copies = there
    slot = Slot("D1", "SG1", "children")
    put(page, filled(copies["O05"], tmp_path / "first.xlsx", {slot: "12"}))
    put(page, filled(copies["O05"], tmp_path / "corrected.xlsx", {slot: "14"}))
    show(page, "O05")
    [row] = page.tray.detail.rows
    assert [one.words() for one in row.findChildren(ElidedLabel)] == [
        "first.xlsx, 14 March 2019",
        "corrected.xlsx, 14 March 2019",
    ]
    said = [one.accessibleName() for one in row.findChildren(CellMark)]
    assert [one.rpartition(": ")[2] for one in said] == ["12", "14"]
    assert len({one.rpartition(": ")[0] for one in said}) == 1, "the same cell of both"
    assert [made.text() for made in row.buttons][:2] == ["Keep 12", "Take 14"]


def test_once_one_of_them_was_taken_in_they_still_stand_side_by_side(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path
) -> None:
    page, copies = there
    slot = Slot("A5")
    returns_import.import_files(
        page.shell.desk, [filled(copies["O05"], tmp_path / "first.xlsx", {slot: "3000"})], take=True,
        child=page.shell.child, received_on=date(2019, 3, 14),
    )  # fmt: skip
    put(page, filled(copies["O05"], tmp_path / "second.xlsx", {slot: "3120"}))
    show(page, "O05")
    [row] = page.tray.detail.rows
    said = [one.accessibleName().rpartition(": ")[2] for one in row.findChildren(CellMark)]
    assert said == ["3000", "3120"]
    assert not [one for one in row.findChildren(QLabel) if one.text() == "Our reading"]


def test_a_row_too_narrow_for_its_name_tells_it_whole(look: QApplication) -> None:
    row = ListRow(
        id="a",
        ref="O06b",
        title="Tern Valley Housing Group, Supported Housing",
        sub="91 taken in",
        right="15 Mar",
    )
    narrow = RowDelegate(44)
    assert narrow.cut(row, 300) == "Tern Valley Housing Group, Supported Housing"
    assert narrow.cut(row, 900) == ""
