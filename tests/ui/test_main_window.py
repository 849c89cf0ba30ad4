"""The window: opening, going about, finding, undoing, changing the look."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import drafts, files, records
from assurance_desk.services.drafts import Draft
from assurance_desk.store import rows
from assurance_desk.ui import recent_books
from assurance_desk.ui import theme as th
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.organisations_page import OrganisationsPage
from assurance_desk.ui.pages_list import PAGES

TERN = Organisation(id="o6", ref="O06", name="Tern Valley Housing Group", kind="registered provider")
BODY = Organisation(
    id="b", ref="MSCB", name="Merrowshire Safeguarding Children Board", kind="safeguarding body"
)


class Chosen:
    """Stands for the file dialogs."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.opens: Path | None = None

    def open(self, title: str, kinds: str) -> Path | None:
        return self.opens or self.path

    def save(self, title: str, suggested: str, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Merrowshire.assurance"
    desk = files.create(path, Clock(date(2019, 7, 22)))
    with desk.step("Add organisations"):
        rows.put_many(desk.db, [TERN, BODY])
    files.stand_on(desk, date(2019, 7, 22))
    desk.close()
    return path


@pytest.fixture
def window(look: QApplication, qtbot) -> Iterator[MainWindow]:
    made = MainWindow(Clock(), Chosen())  # type: ignore[arg-type]
    made.scheme = "light"
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def opened(window: MainWindow, book: Path, qtbot) -> MainWindow:
    assert window.open_path(book)
    qtbot.wait(1)
    return window


def test_without_a_workbook_the_welcome_page_offers_three_ways(window: MainWindow) -> None:
    assert window.welcome is not None
    words = [button.text() for button in window.welcome.buttons]
    assert words[:4] == ["Open a workbook", "Choose the file", "Open the sample", "Start the rehearsal"]


def test_the_rehearsal_opens_on_its_returns_and_says_where_the_files_are(window: MainWindow, qtbot) -> None:
    window.try_rehearsal()
    qtbot.waitUntil(lambda: window.frame is not None and window.frame.notice.isVisible(), timeout=20_000)
    assert window.frame is not None
    assert window.frame.page is not None
    assert window.frame.page.NAME == "Returns"
    said = window.frame.notice.sentence
    folder = Path(said.partition("“")[2].partition("”")[0])
    assert len(list(folder.iterdir())) == 17


def test_the_rail_says_whose_workbook_which_day_and_that_it_is_saved(opened: MainWindow) -> None:
    assert opened.frame is not None
    seen = " ".join(
        label.text() for label in opened.frame.rail.findChildren(type(opened.frame.progress.count))
    )
    assert "Merrowshire Safeguarding Children Board" in seen
    assert "22 July 2019" in seen
    assert "a fixed day" in seen
    assert "Saved" in seen
    assert opened.windowTitle().startswith("Merrowshire")


def test_pages_stand_in_the_order_of_the_work() -> None:
    wanted = [
        "Home",
        "Register",
        "Actions",
        "Evidence",
        "Questionnaires",
        "Returns",
        "Gaps",
        "Papers",
        "Meetings",
        "Organisations",
        "History",
    ]
    assert [entry.name for entry in PAGES] == [
        name for name in wanted if name in {entry.name for entry in PAGES}
    ]


def test_a_page_is_built_when_it_is_gone_to(opened: MainWindow, qtbot) -> None:
    assert opened.frame is not None
    assert opened.frame.stack.count() == 1
    number = [entry.name for entry in PAGES].index("Organisations") + 1
    qtbot.keyClick(opened, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: opened.frame is not None and opened.frame.stack.count() == 2)
    assert opened.frame.page is not None
    assert opened.frame.page.NAME == "Organisations"


def test_every_page_opens_on_an_empty_workbook(window: MainWindow, tmp_path: Path, qtbot) -> None:
    assert window.create_path(tmp_path / "new.assurance")
    for entry in PAGES:
        window.go(entry.name)
        assert window.frame is not None
        assert window.frame.page is not None
        page = window.frame.page
        assert (entry.name, entry.icon) == (page.NAME, page.ICON)
    window.frame.refresh_badges()
    qtbot.wait(1)


def test_a_file_that_is_no_workbook_is_told_and_the_window_stays(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Board")
    assert not window.open_path(wrong)
    assert window.welcome is not None
    assert "not an Assurance Desk workbook" in window.welcome.notice.sentence


def test_a_damaged_workbook_is_told_and_left_alone(window: MainWindow, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "Spoiled.assurance"
    made = files.create(path, Clock())
    with made.step("Add review"):
        rows.put_many(made.db, [Review(id=f"r{n}", ref=f"C{n}", title="x" * 900) for n in range(60)])
    made.close()
    data = bytearray(path.read_bytes())
    for start in range(len(data) // 2, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    path.write_bytes(data)
    window.open_path(path)
    qtbot.waitUntil(
        lambda: window.welcome is not None and "is damaged" in window.welcome.notice.sentence, timeout=3000
    )
    assert path.read_bytes() == bytes(data)


def test_a_step_says_saved_and_undo_takes_it_back(opened: MainWindow, qtbot) -> None:
    assert opened.shell is not None
    assert opened.frame is not None
    records.edit_record(opened.shell.desk, TERN, "name", "Tern Valley Homes")
    assert opened.frame.header.fact.startswith("Saved: Edit organisation O06")
    opened.undo_actions.name()
    assert opened.undo_actions.undo.text().startswith("Undo Edit organisation O06")
    undo = next(b for b in opened.frame.header.findChildren(QPushButton) if b.text() == "Undo")
    undo.click()
    assert rows.get(opened.shell.desk.db, Organisation, "o6").name == TERN.name
    assert opened.frame.header.fact.startswith("Taken back")
    opened.undo_actions.redo.trigger()
    assert rows.get(opened.shell.desk.db, Organisation, "o6").name == "Tern Valley Homes"


def test_ctrl_z_goes_to_the_text_first_then_to_the_workbook(opened: MainWindow, qtbot) -> None:
    assert opened.shell is not None
    records.edit_record(opened.shell.desk, TERN, "districts", "Larkford")
    opened.go("Organisations", "o6")
    page = opened.frame.page if opened.frame else None
    assert isinstance(page, OrganisationsPage)
    name = page.detail.form.field("name")
    assert isinstance(name, LineField)
    opened.activateWindow()
    name.setFocus()
    qtbot.waitUntil(name.hasFocus)
    qtbot.keyClicks(name, "!")
    qtbot.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "!" not in name.text()
    assert rows.get(opened.shell.desk.db, Organisation, "o6").districts == "Larkford"
    qtbot.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows.get(opened.shell.desk.db, Organisation, "o6").districts == ""


def test_ctrl_k_finds_a_record_and_goes_there(opened: MainWindow, qtbot) -> None:
    assert opened.frame is not None
    opened.activateWindow()
    qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = opened.frame.find_box
    qtbot.waitUntil(box.hasFocus)
    assert box.popup.isVisible()
    qtbot.keyClicks(box, "tern vall")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert opened.frame.page is not None
    assert opened.frame.page.NAME == "Organisations"
    assert opened.frame.page.shown_record() == "o6"
    assert not box.popup.isVisible()


def test_ctrl_k_finds_pages_and_commands_by_keyboard(opened: MainWindow, qtbot) -> None:
    assert opened.frame is not None
    box = opened.frame.find_box
    box.begin()
    qtbot.keyClicks(box, "hist")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert opened.frame.page is not None
    assert opened.frame.page.NAME == "History"
    box.begin()
    qtbot.keyClicks(box, "larger")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert opened.text_size == 125


def test_ctrl_k_finds_words_in_answers_shows_all_of_a_kind_and_goes_to_the_question(
    window: MainWindow, merrowshire: Path, tmp_path: Path, qtbot
) -> None:
    shutil.copy(merrowshire, tmp_path / "copy.assurance")
    assert window.open_path(tmp_path / "copy.assurance")
    window.show()
    assert window.frame is not None
    box = window.frame.find_box
    box.begin()
    qtbot.keyClicks(box, "yes")
    box.find_now()
    qtbot.waitUntil(lambda: box._whole)
    held = box.rows.model().rowCount()
    assert box.rows.select("more answer")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.rows.model().rowCount() > 100
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.popup.isVisible()
    assert box.rows.model().rowCount() == held
    box.rows.select("more answer")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    return_id, answer_id = box.rows.current().split()[2].split("#")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page = window.frame.page
    assert page is not None
    assert (page.NAME, page.shown_record()) == ("Returns", return_id)
    table = next(one for one in page.findChildren(DataTable) if one.current() == answer_id)
    assert table.current_row().value == "Yes"
    qtbot.waitUntil(lambda: not table.visualRect(table.currentIndex()).isEmpty())


def test_nothing_found_is_said(opened: MainWindow, qtbot) -> None:
    assert opened.frame is not None
    box = opened.frame.find_box
    box.begin()
    qtbot.keyClicks(box, "zzzz")
    box.find_now()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert opened.frame.page is not None
    assert opened.frame.page.NAME == "Home"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_half_typed_words_are_offered_when_the_workbook_is_opened_again(
    window: MainWindow, book: Path
) -> None:
    desk = files.open_desk(book, Clock())
    drafts.keep(
        desk, Draft(page="Organisations", record_id="o6", field="note", said="Note", text="They rang on")
    )
    desk.close()
    assert window.open_path(book)
    assert window.frame is not None
    assert "They rang on" in window.frame.notice.sentence
    show = next(b for b in window.frame.notice.findChildren(QPushButton) if b.text() == "Show it")
    show.click()
    assert window.frame.page is not None
    assert window.frame.page.shown_record() == "o6"


def test_a_change_of_look_comes_back_to_the_same_record(opened: MainWindow) -> None:
    opened.go("Organisations", "o6")
    opened.set_text_size(200)
    opened.set_scheme("dark")
    assert th.dark()
    assert opened.frame is not None
    assert opened.frame.page is not None
    assert opened.frame.page.shown_record() == "o6"
    opened.larger()
    assert opened.text_size == 200
    opened.smaller()
    assert opened.text_size == 150


def test_at_200_per_cent_the_rail_is_icons_and_detail_covers_the_list(opened: MainWindow, qtbot) -> None:
    opened.set_text_size(200)
    opened.go("Organisations")
    qtbot.wait(20)
    assert opened.frame is not None
    assert opened.frame.rail.width() == th.px(th.RAIL_NARROW)
    page = opened.frame.page
    assert isinstance(page, OrganisationsPage)
    assert page.split.narrow
    assert page.table.isVisible()
    assert not page.detail.isVisible()
    page.table.opened.emit(page.table.current())
    assert page.detail.isVisible()
    qtbot.keyClick(page.split, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert opened.centralWidget().minimumSizeHint().width() <= 1366


def test_a_copy_is_a_workbook_of_its_own(opened: MainWindow, tmp_path: Path) -> None:
    opened.dialogs.path = tmp_path / "copy.assurance"  # type: ignore[attr-defined]
    opened.save_copy()
    desk = files.open_desk(tmp_path / "copy.assurance", Clock())
    assert rows.get(desk.db, Organisation, "o6") == TERN
    desk.close()


def test_a_workbook_opened_is_remembered_and_closing_lets_it_go(opened: MainWindow, book: Path) -> None:
    assert recent_books.recent() == [book.resolve()]
    opened.close_workbook()
    assert opened.shell is None
    assert opened.welcome is not None
    desk = files.open_desk(book, Clock())
    desk.close()


def test_refusals_stand_across_the_page_until_closed(opened: MainWindow, qtbot) -> None:
    assert opened.shell is not None
    assert opened.frame is not None
    opened.shell.refuse("The disk is full. <b>Nothing</b> was lost.")
    assert opened.frame.notice.isVisible()
    assert opened.frame.notice.accessibleName() == "The disk is full. <b>Nothing</b> was lost."
    qtbot.keyClick(opened.frame, Qt.Key.Key_Escape)
    assert not opened.frame.notice.isVisible()


def test_the_keyboard_sheet_and_the_about_box_open(opened: MainWindow, qtbot) -> None:
    from PySide6.QtWidgets import QDialog

    opened.keyboard_sheet()
    opened.about()
    dialogs = opened.findChildren(QDialog)
    assert len(dialogs) == 2
    for dialog in dialogs:
        dialog.accept()


def test_a_published_response_becomes_a_register_after_a_look_at_it(
    window: MainWindow, tmp_path: Path, qtbot
) -> None:
    from assurance_desk.ui.dialogs.published import PublishedDialog

    text = tmp_path / "response.txt"
    text.write_text("RECOMMENDATION 1: Train staff.\n\nBOARD RESPONSE: Staff will be trained.\n", "utf-8")
    window.dialogs.opens = text  # type: ignore[attr-defined]
    window.dialogs.path = tmp_path / "new.assurance"  # type: ignore[attr-defined]
    assert window.welcome is not None
    window.welcome.buttons[1].click()
    assert window.shell is not None
    assert window.shell.desk.path == tmp_path / "new.assurance"
    assert window.frame is not None
    assert window.frame.page is not None
    assert window.frame.page.NAME == "Register"
    dialog = window.findChild(PublishedDialog)
    assert dialog is not None
    assert "1 recommendation, 1 response" in dialog.counted.text()
    dialog.reject()


def test_the_sample_is_made_while_the_window_stays_alive(window: MainWindow, qtbot, monkeypatch) -> None:
    """With a small stand-in for Merrowshire itself, which has tests of its own."""
    from assurance_desk.services import sample

    def small(path: Path, stage: str, progress: object) -> None:
        files.create(path, Clock()).close()

    monkeypatch.setattr(sample, "create", small)
    window.try_sample()
    qtbot.waitUntil(lambda: window.shell is not None)
    assert window.shell is not None
    assert window.shell.desk.path.name == "Merrowshire.assurance"
    window.close_workbook()
    window.try_sample()
    qtbot.waitUntil(lambda: window.shell is not None)
    assert window.shell.desk.path.name == "Merrowshire 2.assurance"


def test_the_focus_ring_follows_what_moves(opened: MainWindow, qtbot) -> None:
    opened.go("Organisations", "o6")
    page = opened.frame.page if opened.frame else None
    assert isinstance(page, OrganisationsPage)
    field = page.detail.form.field("name")
    opened.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    ring = opened.ring
    assert ring.isVisible()
    assert opened.shell is not None
    opened.shell.refuse("A line that pushes the page down.")
    qtbot.waitUntil(
        lambda: ring.geometry().center().y() == field.mapTo(opened, field.rect().center()).y(), timeout=1000
    )


def test_read_only_says_so_and_offers_no_editing(window: MainWindow, book: Path) -> None:
    desk = files.open_desk(book, Clock(), read_only=True)
    window._attach(desk)
    assert window.frame is not None
    assert window.frame.rail.saved == "Read only, nothing is saved"
    window.go("Organisations", "o6")
    page = window.frame.page
    assert isinstance(page, OrganisationsPage)
    assert not page.detail.form.isEnabled()


def test_a_fault_of_a_page_is_told_and_the_window_goes_on(opened: MainWindow) -> None:
    opened._refuse(OSError(13, "Permission denied", "/somewhere/file.xlsx"))
    assert opened.frame is not None
    assert "“/somewhere/file.xlsx” could not be used" in opened.frame.notice.sentence
