"""The page of returns: files dropped, doubts decided by their words, answers keyed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from assurance_desk.clock import Clock
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.services import chasing, returns, returns_import
from assurance_desk.store import rows
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_chase import ChaseBlock
from assurance_desk.ui.pages.returns_entry import EntryForm
from assurance_desk.ui.shell import Shell
from tests.returns_desk import answers, filled, issue, waiting
from tests.ui.returns_more import more

SG1 = Slot("D1", "SG1", "children")


@pytest.fixture
def there(look: QApplication, tmp_path: Path, qtbot) -> Iterator[tuple[ReturnsPage, dict[str, Path]]]:
    desk, copies = issue(tmp_path)
    shell = Shell(desk)
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    yield page, copies
    shell.close()
    desk.close()


def id_of(page: ReturnsPage, ref: str) -> str:
    found = rows.one(page.shell.desk.db, Return, ref=ref)
    assert found
    return found.id


def bring(page: ReturnsPage, *paths: Path, take: bool = True) -> None:
    returns_import.import_files(
        page.shell.desk, paths, take=take, child=page.shell.child, received_on=date(2019, 3, 14)
    )


def test_dropped_files_are_read_put_in_the_tray_and_taken_in_by_a_button_that_says_so(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    path = filled(copies["O05"], tmp_path / "back.xlsx", {SG1: "7 (2 booked)"})
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: len(waiting(page.shell.desk)) == 1, timeout=15_000)
    assert page.shown_record() == id_of(page, "O05")
    primary = page.primary()
    assert primary
    assert primary.words == "Take in 22 answers, leave 1 to decide"
    primary.run()
    assert len(answers(page.shell.desk, "O05")) == 22
    assert page.badge(page.shell) == 1


def test_a_doubt_is_decided_by_the_words_on_its_button(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    bring(page, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: "7 (2 booked)", Slot("A4"): "2/3 yrs"}))
    page.show_record(id_of(page, "O05"))
    by_ref = {row._review.ref: row for row in page.tray.detail.rows}
    choice = by_ref["A4"]
    assert [made.text() for made in choice.buttons][:2] == ["Take 2 years", "Take 3 years"]
    assert not any(made.property("kind") == "suggested" for made in choice.buttons), "undecided by default"
    figure = by_ref["D1"]
    another = next(made for made in figure.buttons if made.text() == "Enter another figure")
    another.click()
    assert isinstance(figure.field, QLineEdit)
    qtbot.keyClicks(figure.field, "13")
    assert figure.field.text() == "13", "typed over our reading, not behind it"
    figure.field.setText("seven or so")
    qtbot.keyClick(figure.field, Qt.Key.Key_Return)
    assert "whole number" in figure.refusal.text()
    assert figure.field.text() == "seven or so"
    figure.field.setText("8")
    qtbot.keyClick(figure.field, Qt.Key.Key_Return)
    assert answers(page.shell.desk, "O05")[SG1] == "8"
    page.tray.detail.rows[0].buttons[0].click()
    assert answers(page.shell.desk, "O05")[Slot("A4")] == "2 years"
    assert not page.tray.detail.rows
    assert page.badge(page.shell) == 0


def test_the_sender_can_be_asked_in_ready_words(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path
) -> None:
    page, copies = there
    bring(page, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: "approx 30"}))
    page.show_record(id_of(page, "O05"))
    primary = page.primary()
    assert primary
    assert primary.words == "Make a correction workbook for 1 cell"
    next(one for one in page.commands() if one.words.startswith("Copy a message")).run()
    assert "approx 30" in QGuiApplication.clipboard().text()


def test_answers_can_be_entered_by_hand(there: tuple[ReturnsPage, dict[str, Path]], qtbot) -> None:
    page, _copies = there
    form = keying(page, "O06")
    qtbot.keyClicks(form.fields[Slot("A2")], "not m")
    qtbot.keyClick(form.fields[Slot("A2")], Qt.Key.Key_Return)
    assert form.fields[Slot("A2")].text() == "Not met", "what it stands for shows once it is left"
    qtbot.keyClicks(form.fields[Slot("A5")], "lots")
    form.turn(1)
    qtbot.keyClicks(form.fields[Slot("D1", "SG1", "employed")], "12")
    form.keep()
    assert not answers(page.shell.desk, "O06")
    assert "whole number" in words_below(form), "its section comes back into view"
    assert form.fields[Slot("A5")].text() == "lots"
    form.fields[Slot("A5")].clear()
    qtbot.keyClicks(form.fields[Slot("A5")], "120")
    assert form.done.text() == "Enter 3 answers"
    form.keep()
    kept = {Slot("A2"): "Not met", Slot("A5"): "120", Slot("D1", "SG1", "employed"): "12"}
    assert answers(page.shell.desk, "O06") == kept
    assert page.tray.entry is None
    assert page.tray.split.isVisible()


def test_a_sections_button_grows_with_what_is_filled_in_it(
    there: tuple[ReturnsPage, dict[str, Path]], qtbot
) -> None:
    page, _copies = there
    form = keying(page, "O06")
    qtbot.wait(20)
    first, second = form.sections[:2]
    bare = first.width()
    for slot, text in ((Slot("A2"), "Not met"), (Slot("A5"), "120"), (Slot("A1"), "Tern Valley")):
        qtbot.keyClicks(form.fields[slot], text)
    form.tell()
    qtbot.wait(20)
    assert first.text() == "A  3"
    assert first.width() >= first.sizeHint().width() > bare, "its words are whole"
    assert second.x() >= first.x() + first.width(), "and its neighbour made room"


def test_a_table_is_keyed_as_a_grid_by_enter_and_the_arrows(
    there: tuple[ReturnsPage, dict[str, Path]], qtbot
) -> None:
    page, _copies = there
    form = keying(page, "O06")
    form.turn(1)
    at = Slot("D1", "SG1", "employed")
    form.fields[at].setFocus()
    for figure in ("40", "30", "50"):
        qtbot.keyClicks(QApplication.focusWidget(), figure)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (form.fields[at].text(), form.fields[at._replace(column="children")].text()) == ("40", "50")
    assert "is more than the" in words_below(form), "the same checks as for a file, as it is typed"
    qtbot.keyClick(form.fields[at], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is form.fields[at._replace(row="SG2")]
    form.keep()
    (query,) = waiting(page.shell.desk)
    assert (query.question, query.row, query.kind) == ("D1", "SG1", "check")


def test_half_typed_answers_outlive_a_refresh_and_leaving_the_return(
    there: tuple[ReturnsPage, dict[str, Path]], qtbot
) -> None:
    page, _copies = there
    form = keying(page, "O06")
    qtbot.keyClicks(form.fields[Slot("A1")], "Half")
    page.refresh(None)
    assert page.tray.entry is not None
    assert page.tray.entry.form is form
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.tray.entry is None
    page.show_record(id_of(page, "O06"))
    offered = [one for one in page.tray.detail.findChildren(QPushButton) if "Go on entering" in one.text()]
    assert [one.text().strip() for one in offered] == ["Go on entering by hand: 1 typed"]
    offered[0].click()
    assert page.tray.entry.form.fields[Slot("A1")].text() == "Half"
    assert not answers(page.shell.desk, "O06")


def test_a_scan_is_shown_beside_the_form_it_is_keyed_from(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, _copies = there
    scan = tmp_path / "Scan_0001.png"
    picture = QImage(800, 1100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    picture.save(str(scan))
    returns.log_letter(page.shell.desk, id_of(page, "O06"), scan, "A scan of the form")
    keying(page, "O06")
    view = page.tray.entry
    qtbot.waitUntil(lambda: not view.preview._sheet.picture.isNull(), timeout=20000)
    assert view.preview.pages == 1
    middle = view.preview._sheet.picture
    assert middle.pixelColor(middle.width() // 2, 40).name() == "#008000"
    assert [one.name for one in view.shown] == ["Scan_0001.png"]


def test_a_scan_that_cannot_be_shown_says_so_and_leaves_the_form(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, _copies = there
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    returns.log_letter(page.shell.desk, id_of(page, "O06"), broken, "A letter")
    form = keying(page, "O06")
    view = page.tray.entry
    qtbot.waitUntil(view.told.isVisible, timeout=20000)
    assert view.told.text().startswith("This file cannot be shown here.")
    qtbot.keyClicks(form.fields[Slot("A5")], "7")
    assert form.answers() == {Slot("A5"): "7"}


def keying(page: ReturnsPage, ref: str) -> EntryForm:
    page.show_record(id_of(page, ref))
    page.tray.detail.enter_by_hand()
    assert page.tray.entry is not None
    return page.tray.entry.form


def words_below(form: EntryForm) -> str:
    form.tell()
    return " ".join(one.text() for one in form.findChildren(QLabel) if one.isVisible())


def test_a_file_that_says_nothing_is_tied_by_a_person(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, _copies = there
    scan = tmp_path / "Scan_0001.pdf"
    scan.write_bytes(b"%PDF-1.4 /Subtype /Image")
    bring(page, scan)
    stranger = next(line for line in page.tray.lines if line.group == "not ours")
    page.show_record(stranger.id)
    assert page.tray.detail.shown is None
    whose = page.tray.detail.findChild(QComboBox)
    whose.setCurrentIndex(whose.findData(id_of(page, "O06")))
    with qtbot.waitSignal(page.shell.gone) as gone:
        next(
            one
            for one in page.tray.detail.findChildren(QPushButton)
            if one.text() == "Keep it with this return"
        ).click()
    assert gone.args == ["Returns", id_of(page, "O06")], "its answers are entered next"
    line = next(line for line in page.tray.lines if line.ref == "O06")
    assert "by hand" in line.words


def test_whoever_sent_nothing_yet_is_offered_first_for_a_file_that_is_nobodys(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path
) -> None:
    page, copies = there
    scan = tmp_path / "Scan_0001.pdf"
    scan.write_bytes(b"%PDF-1.4 /Subtype /Image")
    bring(page, filled(copies["O05"], tmp_path / "a.xlsx"))
    bring(page, scan)
    page.show_record(next(line.id for line in page.tray.lines if line.group == "not ours"))
    whose = page.tray.detail.findChild(QComboBox)
    offered = [whose.itemText(at).partition(" ")[0] for at in range(whose.count())]
    assert offered == ["Choose", "O06", "O05"]


def test_a_users_words_are_never_markup(there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path) -> None:
    page, copies = there
    bring(page, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: "<b>bold</b> & more"}))
    page.show_record(id_of(page, "O05"))
    from PySide6.QtWidgets import QLabel

    for found in page.tray.detail.findChildren(QLabel):
        if "<b>bold" in found.text():
            assert found.textFormat() == Qt.TextFormat.PlainText


def test_what_would_be_taken_in_is_seen_before_it_is(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path
) -> None:
    page, copies = there
    bring(page, filled(copies["O05"], tmp_path / "back.xlsx", {SG1: "7 (2 booked)"}), take=False)
    page.show_record(id_of(page, "O05"))
    view = page.tray.detail.shown
    assert view
    assert len(view.answers) == view.coming == 22
    assert answers(page.shell.desk, "O05") == {}
    primary = page.primary()
    assert primary
    primary.run()
    view = page.tray.detail.shown
    assert view
    assert (len(view.answers), view.coming) == (22, 0)


def test_everything_that_is_sure_is_taken_from_all_files_by_one_button(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    assert not page.tray.foot.isVisible()
    bring(page, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: "7 (2 booked)"}), take=False)
    assert not page.tray.foot.isVisible()
    bring(page, filled(copies["O06"], tmp_path / "b.xlsx", {SG1: "7"}), take=False)
    assert page.tray.foot.isVisible()
    assert page.tray.take_all.text().strip() == "Take in everything that is sure from 2 files"
    page.tray.take_all.click()
    assert answers(page.shell.desk, "O05")
    assert answers(page.shell.desk, "O06")
    assert not page.tray.foot.isVisible()


@pytest.mark.parametrize("name", ["return.exe", "return.xlsx.js", "return.html", "return.lnk", "return"])
def test_what_is_no_document_is_never_opened(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, monkeypatch, name: str
) -> None:
    page, _copies = there
    path = tmp_path / name
    path.write_bytes(b"MZ something that runs")
    bring(page, path)
    opened, refused = [], []
    monkeypatch.setattr("assurance_desk.ui.pages.returns_bring.QDesktopServices.openUrl", opened.append)
    page.shell.refused.connect(refused.append)
    page.tray.bringing.open_original(rows.find(page.shell.desk.db, ReturnFile)[0])
    assert opened == []
    assert "is not a kind of document" in refused[0]


def test_a_document_with_a_long_name_keeps_its_ending_when_opened(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, monkeypatch
) -> None:
    page, _copies = there
    path = tmp_path / ("Scan " + "x" * 220 + ".pdf")
    path.write_bytes(b"%PDF-1.4 /Subtype /Image")
    bring(page, path)
    opened: list[QUrl] = []
    monkeypatch.setattr("assurance_desk.ui.pages.returns_bring.QDesktopServices.openUrl", opened.append)
    page.tray.bringing.open_original(rows.find(page.shell.desk.db, ReturnFile)[0])
    assert opened[0].toLocalFile().endswith(".pdf")


def test_what_was_done_about_a_silent_return_is_told_beside_it_with_the_way_to_chase_it(
    there: tuple[ReturnsPage, dict[str, Path]], qtbot
) -> None:
    page, _files = there
    desk = page.shell.desk
    desk.clock = Clock(date(2030, 1, 2))
    chasing.record_call(desk, rows.get(desk.db, Return, id_of(page, "O05")), "Nobody there")
    page.show_record(id_of(page, "O05"))
    block = page.tray.detail.findChild(ChaseBlock)
    assert block is not None
    assert any("Nobody there" in label.text() for label in block.findChildren(QLabel))
    with qtbot.waitSignal(page.shell.gone) as gone:
        block.button.click()
    assert gone.args == ["Returns", f"replies:{id_of(page, 'O05')}"]


def test_a_graded_answer_is_agreed_beside_their_own_with_its_reason(
    there: tuple[ReturnsPage, dict[str, Path]],
) -> None:
    page, _copies = there
    desk = page.shell.desk
    returns.enter_answers(desk, id_of(page, "O06"), {Slot("A2"): "Fully met"}, "keyed from the scan")
    page.refresh(None)
    page.show_record(id_of(page, "O06"))
    more(page.tray.detail, "Agree the graded answers")
    table = page.findChildren(DataTable)[-1]
    titles = [column.title for column in table.table.columns]
    at = table.proxy.index(0, titles.index("Agreed"))
    refused: list[str] = []
    page.shell.refused.connect(refused.append)
    table.proxy.setData(at, "Not met")
    assert "needs its reason" in refused[-1]
    table.proxy.setData(at, "Not met: nothing was shown")
    told = page.tray.detail.shown.answers[0]
    assert (told.value, told.agreed) == ("Fully met", "Not met: nothing was shown")
    desk.undo()
    assert page.tray.detail.shown.answers[0].agreed == ""
