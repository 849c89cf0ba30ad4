"""A query goes back to its sender in their own file, and its answer comes home, by the words on the buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from assurance_desk.domain.corrections import CorrectionBook
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Query, Return
from assurance_desk.services import corrections_out, returns_import
from assurance_desk.services.returns_view import ASKED_BACK
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests.returns_desk import answers, filled, issue, waiting
from tests.services.test_correction_books import answered, put

SG1, A4 = Slot("D1", "SG1", "children"), Slot("A4")
There = tuple[ReturnsPage, dict[str, Path], Callable[[Path], None]]


@pytest.fixture
def there(look: QApplication, tmp_path: Path, qtbot) -> Iterator[There]:
    desk, copies = issue(tmp_path)
    shell = Shell(desk)
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)

    def bring(path: Path) -> None:
        returns_import.import_files(
            desk, [path], take=False, child=shell.child, received_on=date(2019, 4, 20)
        )

    yield page, copies, bring
    shell.close()
    desk.close()


def click(page: ReturnsPage, words: str) -> None:
    found = [one for one in page.tray.detail.findChildren(QPushButton) if one.text().strip() == words]
    assert found, words
    found[0].click()


def seen(page: ReturnsPage) -> str:
    return "\n".join(one.text() for one in page.tray.detail.findChildren(QLabel))


def test_a_query_goes_out_in_a_workbook_and_what_comes_back_is_taken_by_one_button(
    there: There, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, copies, bring = there
    desk = page.shell.desk
    bring(filled(copies["O05"], tmp_path / "a.xlsx", {SG1: "approx 30", A4: "2/3 yrs"}))
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    page.show_record(record.id)
    page.tray.take_in()
    primary = page.primary()
    assert primary
    assert primary.words == "Make a correction workbook for 2 cells"
    primary.run()
    qtbot.waitUntil(lambda: len(rows.find(desk.db, CorrectionBook)) == 1, timeout=20_000)
    assert "Their own file, made 24 April 2019, not marked as sent" in seen(page)

    with desk.step("Add a contact"):
        rows.put(desk.db, Contact(id="c", organisation_id="O05", name="J. Marsh", email="j@ludmarsh.example"))
    saved = tmp_path / "draft.eml"
    monkeypatch.setattr(page.shell, "ask_save", lambda *_what: saved)
    click(page, "Save the e-mail draft…")
    assert b"j@ludmarsh.example" in saved.read_bytes()
    click(page, "Mark as sent")
    assert {one.stage for one in waiting(desk)} == {"asked"}
    [line] = [one for one in page.tray.lines if one.id == record.id]
    assert (line.group, line.words) == (ASKED_BACK, "21 taken in, 2 asked, not back yet")
    assert page.badge(page.shell) == 0, "it waits for them, not for the officer"

    [book] = corrections_out.books(desk, record.id)
    back = tmp_path / "back.xlsx"

    def change(made) -> None:
        put(sg1=30, a4="2 or 3", a5=1)(made)

    bring(answered(desk, book, back, change))
    page.show_record(record.id)
    words = seen(page)
    assert "1 other cell changed: listed, not taken" in words
    assert "“3120” became “1”" in words
    assert "corrected by them 20 April 2019" in words
    primary = page.primary()
    assert primary
    assert primary.words == "Take in 1 corrected answer, leave 1 to decide"
    primary.run()
    assert answers(desk, "O05")[SG1] == "30"
    [left] = rows.find(desk.db, Query, status="open")
    assert (left.slot, left.stage) == (A4, "answered")


def test_what_stands_in_other_returns_too_is_decided_alike_once_that_is_asked_for(
    there: There, tmp_path: Path
) -> None:
    page, copies, bring = there
    desk = page.shell.desk
    bring(filled(copies["O05"], tmp_path / "a.xlsx", {A4: "2/3 yrs"}))
    bring(filled(copies["O06"], tmp_path / "b.xlsx", {A4: "2/3 yrs"}))
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    page.show_record(record.id)
    [row] = page.tray.detail.rows
    assert row.alike
    assert row.alike.text() == "Do the same in the other return where this stands"
    assert not row.alike.isChecked(), "one return is decided at a time unless asked otherwise"
    row.alike.setChecked(True)
    next(one for one in row.buttons if one.text() == "Take 2 years").click()
    assert not waiting(desk)
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == "Decide A4 alike in 2 returns"
