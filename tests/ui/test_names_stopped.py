"""A file that seems to name a child, in the window: told before anything is stored, with its ways on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.services import names_hold, returns
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests.returns_desk import filled, issue

TOLD = "Seen with the child Jayden Testerley in May; they moved in with an aunt on Sallow Rise"


@pytest.fixture
def there(look: QApplication, tmp_path: Path, qtbot) -> Iterator[ReturnsPage]:
    desk, copies = issue(tmp_path)
    shell = Shell(desk)
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    path = filled(copies["O05"], tmp_path / "back.xlsx", {Slot("A2", "", "evidence"): TOLD})
    page.tray.bringing.import_files([path])
    qtbot.waitUntil(lambda: bool(names_hold.held(desk)), timeout=15_000)
    yield page
    shell.close()
    desk.close()


def words(page: ReturnsPage) -> str:
    return "\n".join(one.text() for one in page.tray.stopped_detail.findChildren(QLabel))


def test_a_dropped_file_is_stopped_and_the_page_says_where(there: ReturnsPage) -> None:
    assert there.tray.stopped_detail.isVisible()
    told = words(there)
    assert "This file seems to name a child (sheet A Policy, cell" in told
    assert "Nothing is stored yet." in told
    assert "child Jayden Testerley" in told
    assert not rows.find(there.shell.desk.db, ReturnFile)
    assert there.badge(there.shell) == 1


def test_keeping_it_asks_for_a_reason_that_does_not_repeat_the_name(there: ReturnsPage) -> None:
    detail = there.tray.stopped_detail
    detail.buttons["keep"].click()
    assert "Say why" in detail.refusal.text()
    detail.reason.setText("Jayden is known")
    detail.buttons["keep"].click()
    assert "without the name" in detail.refusal.text()
    assert detail.reason.text() == "Jayden is known"
    detail.reason.setText("the panel asked for it")
    detail.buttons["keep"].click()
    [file] = rows.find(there.shell.desk.db, ReturnFile)
    assert there.shown_record() == file.return_id


def test_a_reason_half_typed_is_there_when_the_file_is_looked_at_again(there: ReturnsPage) -> None:
    [held] = names_hold.held(there.shell.desk)
    there.tray.stopped_detail.reason.setText("half")
    there.tray.list.select(there.tray.lines[-1].id)
    there.show_record(held.id)
    assert there.tray.stopped_detail.reason.text() == "half"


def test_returned_to_its_sender_a_message_is_on_the_clipboard_without_the_name(there: ReturnsPage) -> None:
    there.tray.stopped_detail.buttons["return"].click()
    told = QGuiApplication.clipboard().text()
    assert "seems to name a child: sheet A Policy, cell" in told
    assert "Jayden" not in told
    assert not rows.find(there.shell.desk.db, ReturnFile)
    assert there.badge(there.shell) == 0
    assert not there.tray.stopped_detail.isVisible()


def test_redact_and_go_on_puts_the_file_into_the_tray_without_the_name(there: ReturnsPage, qtbot) -> None:
    desk = there.shell.desk
    there.tray.stopped_detail.buttons["redact"].click()
    qtbot.waitUntil(lambda: bool(rows.find(desk.db, ReturnFile)), timeout=15_000)
    [file] = rows.find(desk.db, ReturnFile)
    assert there.shown_record() == file.return_id
    primary = there.primary()
    assert primary
    assert primary.words.startswith("Take in"), "its answers wait to be taken in"
    assert b"Testerley" not in desk.path.read_bytes()


def plain(label: QLabel) -> str:
    return label.accessibleName().replace("[found: ", "").replace("]]", "]")


def test_the_page_shows_the_whole_cell_with_the_find_marked(there: ReturnsPage) -> None:
    told = words(there)
    assert "they moved in with an aunt on Sallow Rise" in told
    assert 'font-weight:600">child Jayden Testerley</span> in May' in told


def test_what_will_be_kept_is_seen_first_of_the_words_or_of_the_whole_cell(there: ReturnsPage, qtbot) -> None:
    desk, places = there.shell.desk, there.tray.stopped_detail.places
    assert places
    [place] = places.ticks
    assert places.ticks[place].text() == "Take out everything that stands here"
    kept = plain(places.kept[place])
    assert kept == "Seen with the [removed] in May; they moved in with an aunt on Sallow Rise"
    places.ticks[place].click()
    assert plain(places.kept[place]) == "[removed]"
    [held] = names_hold.held(desk)
    there.tray.list.select(there.tray.lines[-1].id)
    there.show_record(held.id)
    assert there.tray.stopped_detail.places.ticks[place].isChecked(), "what was ticked stays"  # type: ignore[union-attr]
    there.tray.stopped_detail.buttons["redact"].click()
    qtbot.waitUntil(lambda: bool(rows.find(desk.db, ReturnFile)), timeout=15_000)
    [file] = rows.find(desk.db, ReturnFile)
    with zipfile.ZipFile(io.BytesIO(returns.original(desk, file.id))) as kept_file:
        everything = b"".join(kept_file.read(part) for part in kept_file.namelist())
    assert b"Sallow Rise" not in everything
    assert b"Testerley" not in everything
    assert b"[removed]" in everything


def test_redacted_by_its_words_the_rest_of_the_cell_is_what_was_shown(there: ReturnsPage, qtbot) -> None:
    desk, places = there.shell.desk, there.tray.stopped_detail.places
    assert places
    [label] = places.kept.values()
    shown = plain(label)
    there.tray.stopped_detail.buttons["redact"].click()
    qtbot.waitUntil(lambda: bool(rows.find(desk.db, ReturnFile)), timeout=15_000)
    [file] = rows.find(desk.db, ReturnFile)
    with zipfile.ZipFile(io.BytesIO(returns.original(desk, file.id))) as kept_file:
        everything = b"".join(kept_file.read(part) for part in kept_file.namelist())
    assert shown.encode() in everything
