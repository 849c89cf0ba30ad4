"""The watched folder: what is new in it is offered once it rests, and only taken in when somebody says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assurance_desk.domain.returns import ReturnFile
from assurance_desk.services import protected_names, watching
from assurance_desk.services.watching import Sighting
from assurance_desk.store import rows
from assurance_desk.ui import theme as th
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_watch import WatchRow
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.watched_folder import WatchedFolder
from tests.mails import eml
from tests.returns_desk import filled, issue


@pytest.fixture
def there(look: QApplication, tmp_path: Path, qtbot) -> Iterator[tuple[ReturnsPage, dict[str, Path], Path]]:
    desk, copies = issue(tmp_path)
    shell = Shell(desk)
    shell.watched.poll, shell.watched.rest = 100, 50
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    inbox = tmp_path / "Returns inbox"
    inbox.mkdir()
    yield page, copies, inbox
    shell.close()
    desk.close()


def watch(page: ReturnsPage, inbox: Path) -> None:
    page.shell.ask_folder = lambda _title: inbox
    page.tray.watch.watch.click()


def test_new_files_are_offered_and_brought_in_by_a_button(
    there: tuple[ReturnsPage, dict[str, Path], Path], tmp_path: Path, qtbot
) -> None:
    page, copies, inbox = there
    eml(inbox / "a.eml", [("r.xlsx", filled(copies["O05"], tmp_path / "1.xlsx").read_bytes())])
    filled(copies["O06"], inbox / "2.xlsx")
    watch(page, inbox)
    row = page.tray.watch
    qtbot.waitUntil(lambda: row.bring.isVisible(), timeout=5_000)
    assert row.says.text() == "2 new files in “Returns inbox”"
    assert page.badge(page.shell) == 2
    assert not rows.find(page.shell.desk.db, ReturnFile)
    row.bring.click()
    qtbot.waitUntil(lambda: not row.bring.isVisible(), timeout=15_000)
    assert len(rows.find(page.shell.desk.db, ReturnFile)) == 2
    assert row.says.text() == "Watching “Returns inbox”: nothing new in it."
    filled(copies["O05"], inbox / "3.xlsx")
    qtbot.waitUntil(lambda: row.says.text() == "1 new file in “Returns inbox”", timeout=5_000)


def test_the_list_is_no_wider_for_the_offer_to_watch(
    there: tuple[ReturnsPage, dict[str, Path], Path],
) -> None:
    page, _copies, _inbox = there
    row = WatchRow(page.shell, page.tray.bringing)
    assert row.minimumSizeHint().width() < th.px(300)


def test_the_list_keeps_its_width_while_names_are_locked_and_a_folder_is_watched(
    there: tuple[ReturnsPage, dict[str, Path], Path], tmp_path: Path, qtbot
) -> None:
    page, copies, inbox = there
    split = page.tray.split
    qtbot.waitUntil(lambda: split.left.width() == th.px(344))
    protected_names.begin(page.shell.desk, "a long password", "a long password")
    protected_names.lock(page.shell.desk)
    page.refresh(None)
    assert page.tray.names_line.isVisible()
    watch(page, inbox)
    filled(copies["O05"], inbox / "1.xlsx")
    qtbot.waitUntil(lambda: page.tray.watch.bring.isVisible(), timeout=5_000)
    qtbot.wait(50)
    assert split.left.width() == th.px(344)


def test_what_is_left_is_not_offered_again_not_even_at_the_next_opening(
    there: tuple[ReturnsPage, dict[str, Path], Path], qtbot
) -> None:
    page, copies, inbox = there
    filled(copies["O06"], inbox / "2.xlsx")
    watch(page, inbox)
    row = page.tray.watch
    qtbot.waitUntil(lambda: row.leave.isVisible(), timeout=5_000)
    row.leave.click()
    assert not row.bring.isVisible()
    again = WatchedFolder(page.shell.desk.path)
    again.poll, again.rest = 100, 50
    again.start()
    qtbot.waitUntil(lambda: bool(again._last.files), timeout=5_000)
    qtbot.wait(300)
    assert again.offered == []
    again.close()


def test_a_folder_that_goes_away_says_so_once_and_comes_back_by_itself(
    there: tuple[ReturnsPage, dict[str, Path], Path], qtbot
) -> None:
    page, copies, inbox = there
    told: list[str] = []
    page.shell.said.connect(lambda words, _undo: told.append(words))
    watch(page, inbox)
    row = page.tray.watch
    away = inbox.rename(inbox.with_name("elsewhere"))
    qtbot.waitUntil(lambda: "cannot be reached" in row.says.text(), timeout=5_000)
    qtbot.wait(400)
    assert told == ["“Returns inbox” cannot be reached now"]
    filled(copies["O06"], away / "2.xlsx")
    away.rename(inbox)
    qtbot.waitUntil(lambda: row.says.text() == "1 new file in “Returns inbox”", timeout=5_000)


def test_nothing_is_watched_any_more_once_it_is_stopped(
    there: tuple[ReturnsPage, dict[str, Path], Path], qtbot
) -> None:
    page, copies, inbox = there
    watch(page, inbox)
    page.tray.watch.unwatch.click()
    filled(copies["O06"], inbox / "2.xlsx")
    qtbot.wait(400)
    assert page.tray.watch.watch.isVisible()
    assert not page.tray.watch.bring.isVisible()
    assert page.shell.watched.folder is None


def test_a_file_still_being_written_is_left_until_it_rests(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"PK half")
    first = watching.look(tmp_path)
    path.write_bytes(b"PK half and the rest")
    second = watching.look(tmp_path)
    assert watching.resting(first, second) == {}
    assert set(watching.resting(second, watching.look(tmp_path))) == {"return.xlsx"}


def test_halves_junk_and_empty_files_are_never_offered(tmp_path: Path) -> None:
    for name in ("~$return.xlsx", ".hidden", "return.xlsx.crdownload", "Thumbs.db", "work.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "empty.xlsx").touch()
    (tmp_path / "folder").mkdir()
    assert watching.look(tmp_path) == Sighting({})
    assert watching.look(tmp_path / "nowhere").away


def test_a_file_written_anew_is_new_again(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"one")
    files = watching.look(tmp_path).files
    seen = [watching.remembered(name, sign) for name, sign in files.items()]
    assert watching.new(files, seen) == []
    path.write_bytes(b"two, longer")
    os.utime(path, ns=(1, 1))
    assert watching.new(watching.look(tmp_path).files, seen) == ["return.xlsx"]
    assert watching.still_there(seen, watching.look(tmp_path)) == []
