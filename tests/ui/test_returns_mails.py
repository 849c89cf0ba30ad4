"""Mails on the page of returns: who sent them stands beside the file, their words are a button away, a password is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.store import rows
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.pages.returns_mail import MailBlock
from assurance_desk.ui.pages.returns_password import PasswordPrompt
from assurance_desk.ui.shell import Shell
from tests.mails import eml
from tests.returns_desk import filled, issue
from tests.services.test_returns_password import SECRET, locked
from tests.ui.returns_more import more

LETTER = b"%PDF-1.4 a letter /Font"


@pytest.fixture
def there(look: QApplication, tmp_path: Path, qtbot) -> Iterator[tuple[ReturnsPage, dict[str, Path]]]:
    desk, copies = issue(tmp_path)
    with desk.step("Contacts"):
        rows.put(
            desk.db,
            Contact(id="c", organisation_id="O05", role="Head of Housing", email="jo.hart@ludmarsh.example"),
        )
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


def words(page: ReturnsPage) -> str:
    return "\n".join(one.text() for one in page.tray.detail.findChildren(QLabel))


def dropped(page: ReturnsPage, qtbot, *paths: Path) -> None:
    page.import_files(list(paths))
    qtbot.waitUntil(lambda: not page.shell.jobs.busy, timeout=15_000)


def test_a_dropped_mail_shows_who_sent_it_and_its_words_when_asked(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    path = filled(copies["O05"], tmp_path / "r.xlsx")
    dropped(page, qtbot, eml(tmp_path / "a.eml", [("r.xlsx", path.read_bytes())]))
    block = page.tray.detail.findChild(MailBlock)
    assert "Came in an e-mail from Jo Hart <jo.hart@ludmarsh.example>, 14 March 2019, " in words(page)
    assert "Head of Housing" in words(page)
    block.read.click()
    qtbot.waitUntil(lambda: block.panel.isVisible(), timeout=15_000)
    assert "Please find our return attached." in block.words.words()
    block.read.click()
    assert not block.panel.isVisible()


def test_an_address_nobody_holds_is_said_quietly(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    path = filled(copies["O05"], tmp_path / "r.xlsx")
    dropped(
        page, qtbot, eml(tmp_path / "a.eml", [("r.xlsx", path.read_bytes())], sender="x@elsewhere.example")
    )
    assert "From an address we do not hold" in words(page)


def test_a_protected_file_is_opened_beside_its_refusal(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    dropped(page, qtbot, locked(filled(copies["O05"], tmp_path / "O05 return.xlsx")))
    prompt = page.tray.detail.findChild(PasswordPrompt)
    prompt.typed.setText("wrong")
    prompt.open.click()
    qtbot.waitUntil(lambda: prompt.refusal.isVisible(), timeout=15_000)
    assert "does not open with that password" in prompt.refusal.text()
    prompt.typed.setText(SECRET)
    prompt.open.click()
    qtbot.waitUntil(lambda: page.primary().words.startswith("Take in 23 answers"), timeout=15_000)


def test_what_came_with_a_return_is_tied_to_a_question_and_kept_as_evidence(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    declares = {Slot("A2", "", "evidence"): "Safeguarding policy v3 (attached); induction pack (attached)"}
    path = filled(copies["O05"], tmp_path / "r.xlsx", declares)
    files = [("r.xlsx", path.read_bytes()), ("Safeguarding policy.pdf", LETTER), ("note.txt", b"x")]
    dropped(page, qtbot, eml(tmp_path / "a.eml", files))
    assert "2 files came with it, 1 declared and here, 1 missing, 1 not declared" in words(page)
    assert "Said to be sent, and not here: A2 “induction pack (attached)”" in words(page)
    note = page.tray.detail.findChildren(QComboBox)[-1]
    assert note.currentText() == "No question"
    note.setCurrentIndex(note.findData("A3"))
    note.activated.emit(note.currentIndex())
    assert "At A3, where no evidence is declared, you said so" in words(page)
    keep = next(one for one in page.tray.detail.findChildren(QPushButton) if "Keep as" in one.text())
    keep.click()
    assert [one.title for one in rows.find(page.shell.desk.db, Evidence)] == [
        "Safeguarding policy v3 (attached)"
    ]
    gone = []
    page.shell.gone.connect(lambda *to: gone.append(to))
    next(one for one in page.tray.detail.findChildren(QPushButton) if "See it" in one.text()).click()
    assert gone[0][0] == "Evidence"


def test_a_file_is_added_to_what_came_with_a_return(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    dropped(page, qtbot, filled(copies["O05"], tmp_path / "r.xlsx"))
    path = tmp_path / "policy.pdf"
    path.write_bytes(LETTER)
    page.shell.ask_files = lambda *_words: [path]
    more(page.tray.detail, "Add a file that came with it")
    qtbot.waitUntil(lambda: "1 file came with it" in words(page), timeout=15_000)


def test_documents_dropped_with_one_return_go_with_it_and_can_be_taken_out(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    policy, others = tmp_path / "policy.pdf", tmp_path / "Tern Valley letter.pdf"
    policy.write_bytes(LETTER)
    others.write_bytes(LETTER + b" another")
    dropped(page, qtbot, filled(copies["O05"], tmp_path / "r.xlsx"), policy, others)
    page.show_record(rows.one(page.shell.desk.db, Return, ref="O05").id)
    assert "1 file came with it" in words(page)
    assert [one.name for one in rows.find(page.shell.desk.db, ReturnFile, status="refused")] == [
        "Tern Valley letter.pdf"
    ]
    box = next(
        one for one in page.tray.detail.findChildren(QComboBox) if "policy.pdf" in one.accessibleName()
    )
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    assert "nothing came with it" in words(page)


def test_documents_dropped_with_two_returns_stay_by_themselves(
    there: tuple[ReturnsPage, dict[str, Path]], tmp_path: Path, qtbot
) -> None:
    page, copies = there
    policy = tmp_path / "policy.pdf"
    policy.write_bytes(LETTER)
    files = [filled(copies[ref], tmp_path / f"{ref}.xlsx") for ref in ("O05", "O06")]
    dropped(page, qtbot, *files, policy)
    assert [one.name for one in rows.find(page.shell.desk.db, ReturnFile, return_id=None)] == ["policy.pdf"]
