"""A questionnaire from nothing to its end, as the officer lives it at the window: designed, issued, chased, taken in,
queried, moderated, told of in a paper, closed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from reportlab.pdfgen.canvas import Canvas

from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.store import rows
from assurance_desk.ui.pages.designer_outline import QUESTION, SECTION, row_of
from tests.journeys.hands import CTRL, LONG, Hands, at_the_window, attached, filled
from tests.mails import mail

BODIES = {
    "O01": "Brindlewick Council",
    "O02": "Copperstone Homes",
    "O03": "Larkford Homes",
    "O04": "Penhollow Homes",
    "O05": "Tern Valley Homes",
}
GOOD: dict[Slot, object] = {
    Slot("A1"): "Yes", Slot("A2"): "Fully met", Slot("A2", "", "evidence"): "Visiting policy (attached)", Slot("A3"): 12,
    Slot("B1", "B1.1", "answer"): 8, Slot("B1", "B1.1", "trained"): 8,
    Slot("B1", "B1.2", "answer"): 4, Slot("B1", "B1.2", "trained"): 3,
}  # fmt: skip
BAD: dict[Slot, object] = {
    Slot("A1"): "Y ", Slot("A2"): " mostly  met", Slot("A3"): "approx 30",
    Slot("B1", "B1.1", "answer"): 9, Slot("B1", "B1.1", "trained"): 7,
    Slot("B1", "B1.2", "answer"): "12 (2 part time)", Slot("B1", "B1.2", "trained"): 6,
}  # fmt: skip
PAPER = {
    Slot("B1", "B1.1", "answer"): "5", Slot("B1", "B1.1", "trained"): "2",
    Slot("B1", "B1.2", "answer"): "1", Slot("B1", "B1.2", "trained"): "1",
}  # fmt: skip
BEGUN = date(2025, 9, 1)


@pytest.fixture
def hands(qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    with at_the_window(qapp, qtbot, monkeypatch, tmp_path, BEGUN) as made:
        with made.desk.step("Add organisations"):
            for ref, name in BODIES.items():
                rows.put(made.desk.db, Organisation(id=ref, ref=ref, name=name, kind="registered provider"))
                email = f"head@{ref}.example".lower()
                rows.put(
                    made.desk.db, Contact(id=ref, organisation_id=ref, role="Head of housing", email=email)
                )
        yield made


def test_a_questionnaire_from_nothing_to_its_end(hands: Hands, tmp_path: Path) -> None:
    design(hands)
    issue(hands, tmp_path / "out")
    come_back(hands, tmp_path / "out", tmp_path)
    query(hands, tmp_path)
    chase(hands, tmp_path / "chased")
    moderate(hands)
    tell(hands)
    close(hands)
    hands.sound()


def asked(hands: Hands) -> Questionnaire:
    (found,) = rows.find(hands.desk.db, Questionnaire)
    return found


# ------------------------------------------------------------ designed from nothing


def design(hands: Hands) -> None:
    hands.go("Questionnaires")
    hands.one_step(lambda: hands.press("Begin a new questionnaire"), "Begin questionnaire")
    hands.press("Design the questions")  # begun, taken back and begun again: it is in the list
    designer = hands.page.designer
    field = designer.whole.fields.field("title")
    hands.one_step(lambda: hands.type(field, "Visits to homes"), "Edit questionnaire")
    designer.choose(row_of(SECTION, "A"))
    hands.one_step(lambda: hands.type(designer.section.fields.field("title"), "Homes"), "section")
    ask(hands, "A1", "Do your staff visit homes?")
    add(hands, "A2", "Graded", "Visits are covered by your safeguarding policy.")
    describe(hands)
    add(hands, "A3", "Number", "How many of your staff visit homes?")
    only_if(hands, "A1", "Yes")
    hands.picture("1-designer")
    hands.one_step(lambda: hands.press("Add a section"), "section")
    hands.one_step(lambda: hands.type(designer.section.fields.field("title"), "Training"), "section")
    make_table(hands)
    assert designer.state.text() == "Ready to issue"


def ask(hands: Hands, ref: str, words: str) -> None:
    designer = hands.page.designer
    designer.choose(row_of(QUESTION, ref))
    hands.one_step(lambda: hands.type(designer.question.fields.field("text"), words), f"Edit question {ref}")


def kind(hands: Hands, words: str) -> None:
    field = hands.page.designer.question.fields.field("kind")
    hands.one_step(lambda: hands.choose(field, words), "Change the type")


def add(hands: Hands, ref: str, answered_by: str, words: str) -> None:
    outline = hands.page.designer.outline.list
    outline.setFocus()
    hands.one_step(lambda: hands.key(outline, Qt.Key.Key_Insert), "Add question")
    assert hands.page.designer.chosen == (QUESTION, ref)
    ask(hands, ref, words)
    kind(hands, answered_by)


def describe(hands: Hands) -> None:
    """What the first level of the scale means."""
    answers = hands.page.designer.question.answers
    if not answers.described.isChecked():
        hands.press("Say what each answer means")
    hands.one_step(lambda: hands.type(answers.items.lines[0].meaning, "Every visit, every time."), "A2")
    assert asked(hands).sections[0].questions[1].descriptors[0] == "Every visit, every time."


def only_if(hands: Hands, ref: str, answer: str) -> None:
    when = hands.page.designer.question.when
    hands.one_step(lambda: hands.choose(when.on, f"only after {ref}"), "A3")
    assert when.boxes[answer].isChecked()


def make_table(hands: Hands) -> None:
    designer = hands.page.designer
    designer.choose(row_of(QUESTION, "B1"))
    ask(hands, "B1", "How many are in date with their training?")
    kind(hands, "Table with our rows")
    table = designer.question.table
    hands.one_step(lambda: hands.type(table.rows.lines[0].head(), "Wardens"), "Edit question B1")
    hands.press("Add a row")
    hands.one_step(lambda: hands.type(table.rows.lines[1].head(), "Repairs"), "Edit question B1")
    hands.one_step(lambda: hands.type(table.columns.lines[0].head(), "Staff"), "Edit question B1")
    hands.one_step(lambda: hands.choose(table.columns.lines[0].kind, "Number"), "Edit question B1")
    hands.press("Add a column")
    hands.one_step(lambda: hands.type(table.columns.lines[1].head(), "Trained"), "Edit question B1")
    hands.one_step(lambda: hands.choose(table.columns.lines[1].kind, "Number"), "Edit question B1")
    hands.one_step(lambda: check(designer, "“Trained”", "No more than “Staff”"), "Add a check to B1")


def check(designer: Any, about: str, words: str) -> None:
    """From the menu of “Add a check”."""
    offered = designer.question.checks.menu().actions()
    (inside,) = [one.menu() for one in offered if one.text() == about]
    (wanted,) = [one for one in inside.actions() if one.text() == words]
    wanted.trigger()


# ------------------------------------------------------------ issued


def issue(hands: Hands, out: Path) -> None:
    page = hands.page
    hands.press("Choose who gets it")
    hands.press("Cover")
    hands.one_step(
        lambda: hands.type(page.detail.form.field("due_on"), "30 September 2025"), "Edit questionnaire"
    )
    hands.press("5 organisations")
    assert "Contacts: 0 confirmed, 5 never." in hands.seen()
    hands.one_step(lambda: hands.press("Confirm 5 contacts"), "onfirm")
    assert "Contacts: 5 confirmed." in hands.seen()
    sender = page.detail.recipients.options.from_field
    hands.type(sender, "office@merrowshire.example")
    hands.shell.ask_folder = lambda *_asked: out
    hands.one_step(lambda: hands.press("Make 5 e-mail drafts"), "Draft Q1-2025 for 5 organisations")
    assert len(list(out.glob("*.eml"))) == 5
    assert "5 drafts made. Mark them as sent when they have left Outlook." in hands.seen()
    hands.picture("2-drafted")
    hands.one_step(lambda: hands.press("Mark all 5 as sent"), "sent")
    assert "5 drafts" not in hands.seen()


# ------------------------------------------------------------ three come back


def come_back(hands: Hands, out: Path, folder: Path) -> None:
    copies = attached(out, folder / "copies")
    hands.day(date(2025, 9, 17))
    page = hands.go("Returns")
    assert "0 of 5 returns came" in hands.seen()
    message = mail(
        [
            ("Our return.xlsx", filled(copies["O01"], GOOD).read_bytes()),
            ("Visiting policy.pdf", b"%PDF-1.4 policy"),
        ],
        sender="Head <head@o01.example>",
    )
    message.replace_header("Date", datetime(2025, 9, 16, 11, tzinfo=UTC))
    (folder / "O01.eml").write_bytes(message.as_bytes())
    hands.one_step(lambda: hands.drop(folder / "O01.eml"), "tray")
    hands.one_step(lambda: hands.press(hands.primary), "Take in 8 answers from Brindlewick Council")
    assert "1 file came with it, 1 declared and here" in hands.seen()
    retyped(hands, as_ods(filled(copies["O02"], BAD)))
    keyed(hands, page)


def retyped(hands: Hands, path: Path) -> None:
    hands.one_step(lambda: hands.drop(path), "tray")
    hands.picture("3-tray")
    assert hands.primary == "Take in 5 answers, leave 2 to decide"
    hands.one_step(lambda: hands.press(hands.primary), "Take in 5 answers from Copperstone Homes")
    hands.picture("4-review")
    said = hands.seen()
    assert "2 of 5; the rest were read as typed" in said
    hands.one_step(lambda: hands.press("Take 12"), "B1")
    held = answers(hands, "O02")
    assert (held[Slot("A1")], held[Slot("A2")]) == ("Yes", "Mostly met")
    assert held[Slot("B1", "B1.2", "answer")] == "12"
    assert Slot("A3") not in held


def keyed(hands: Hands, page: Any) -> None:
    scan = hands.desk.path.parent / "Scan_0001.pdf"
    drawn = Canvas(str(scan))
    drawn.drawString(72, 720, "Visits to homes: Larkford Homes")
    drawn.save()
    hands.go("Returns", whose(hands, "O03").id)
    hands.shell.ask_file = lambda *_asked: scan
    hands.one_step(lambda: hands.press("Log a letter"), "letter")
    hands.press("Enter answers by hand")
    hands.wait()
    form = page.tray.entry.form
    first, second = list(form.fields.values())[:2]
    hands.wait(first.hasFocus)
    hands.qtbot.keyClicks(first, "y")
    hands.key(first, Qt.Key.Key_Return)
    assert first.text() == "Yes"
    assert second.hasFocus()
    hands.type(form.fields[Slot("A2")], "part", then="enter")
    hands.type(form.fields[Slot("A3")], "6", then="enter")
    hands.key(hands.window.focusWidget(), Qt.Key.Key_PageDown, CTRL)
    for slot, typed in PAPER.items():
        hands.type(form.fields[slot], typed, then="enter")
    hands.picture("5-by-hand")
    form = page.tray.entry.form
    hands.one_step(lambda: hands.key(form.fields[slot], Qt.Key.Key_Return, CTRL), "Larkford Homes")
    assert answers(hands, "O03")[Slot("A2")] == "Partially met"
    assert "3 of 5 returns came" in hands.seen()


# ------------------------------------------------------------ one answer is asked about again


def query(hands: Hands, folder: Path) -> None:
    page = hands.go("Returns", whose(hands, "O02").id)
    assert hands.primary == "Make a correction workbook for 1 cell"
    hands.one_step(lambda: hands.press(hands.primary), "Ask Copperstone Homes about 1 cell again")
    draft = folder / "query.eml"
    hands.shell.ask_save = lambda *_asked: draft
    hands.press("Save the e-mail draft…")
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["To"].addresses[0].addr_spec == "head@o02.example"
    hands.one_step(lambda: hands.press("Mark as sent", page.tray.detail), "sent")
    assert "asked" in hands.seen(page.tray.detail)
    (copy,) = message.iter_attachments()
    back = folder / (copy.get_filename() or "back.xlsx")
    back.write_bytes(copy.get_content())
    hands.day(date(2025, 10, 2))
    page = hands.go("Returns")
    hands.one_step(lambda: hands.drop(filled(back, {Slot("A3"): 30})), "tray")
    hands.go("Returns", whose(hands, "O02").id)
    assert hands.primary == "Take in 1 corrected answer"
    hands.one_step(lambda: hands.press(hands.primary), "Take in 1 corrected answer from Copperstone Homes")
    assert answers(hands, "O02")[Slot("A3")] == "30"
    hands.picture("6-merged")


# ------------------------------------------------------------ two are chased, one of them declines


def chase(hands: Hands, out: Path) -> None:
    page = hands.go("Returns")
    hands.shell.ask_folder = lambda *_asked: out
    hands.press("Replies")
    hands.one_step(lambda: hands.press("Draft 2 messages"), "raft")
    assert len(list(out.glob("*.eml"))) == 2
    hands.one_step(lambda: hands.press("Mark 2 as sent"), "sent")
    hands.day(date(2025, 10, 9))
    for ref in ("O04", "O05"):
        page = hands.go("Returns", f"replies:{whose(hands, ref).id}")
        hands.press("Record a call")
        form = page.part.detail.form
        hands.type(form.fields["who"], "Jo Bell")
        hands.one_step(
            lambda form=form: hands.type(form.fields["note"], "It will come on Friday", then="enter"), "all"
        )
    hands.picture("7-tracker")
    hands.day(date(2025, 10, 21))
    page = hands.go("Returns", f"replies:{whose(hands, 'O04').id}")
    hands.shell.ask_folder = lambda *_asked: out
    hands.one_step(lambda: hands.press("Draft 2 messages"), "raft")
    assert len(list(out.glob("*.docx"))) == 2
    hands.one_step(lambda: hands.press("Mark 2 as sent"), "sent")
    assert "To be named" not in hands.seen()  # the letter gives ten working days
    hands.day(date(2025, 11, 4))
    hands.go("Returns", f"replies:{whose(hands, 'O04').id}")
    assert "To be named to the Board: Penhollow Homes and Tern Valley Homes" in hands.seen()
    page = hands.go("Returns", f"replies:{whose(hands, 'O05').id}")
    hands.press("Note that it declined")
    field = page.part.detail.form.fields["reason"]
    hands.one_step(lambda: hands.type(field, "It has no homes in the county", then="enter"), "declined")
    said = hands.seen()
    assert "Declined, 4 November 2025: It has no homes in the county" in said
    assert "To be named to the Board: Penhollow Homes\n" in said
    hands.picture("7-tracker")


# ------------------------------------------------------------ moderated, told of, closed


def moderate(hands: Hands) -> None:
    page = hands.go("Returns")
    hands.press("Moderation")
    part = page.part
    hands.type(part.panel, "Section 11 panel")
    hands.press("Show full screen")
    (screen,) = [one for one in hands.window.findChildren(QDialog) if one.isVisible()]
    hands.qtbot.waitUntil(screen.isActiveWindow, timeout=LONG)
    for key in (Qt.Key.Key_C, Qt.Key.Key_2):
        hands.key(screen, key)
    hands.qtbot.keyClicks(screen.stage.reason, "no audit was shown")
    if hands.pictures:
        screen.grab().save(str(hands.pictures / "8-full-screen.png"))
    hands.key(screen.stage.reason, Qt.Key.Key_Return)
    assert "1 of 1 agreed, 1 changed" in hands.seen(screen)
    hands.key(screen, Qt.Key.Key_PageDown)
    assert "O02  Copperstone Homes" in hands.seen(screen)
    hands.key(screen, Qt.Key.Key_A)
    assert "1 of 1 agreed" in hands.seen(screen)
    hands.key(screen, Qt.Key.Key_Escape)
    first = rows.one(hands.desk.db, Answer, return_id=whose(hands, "O01").id, question="A2", column="answer")
    assert first
    assert (first.value, first.agreed) == ("Fully met", "Mostly met")
    hands.front()
    decided = hands.records()
    hands.undo()
    assert hands.records() != decided
    hands.redo()
    assert hands.records() == decided
    hands.picture("8-moderated")


def tell(hands: Hands) -> None:
    page = hands.go("Papers")
    hands.one_step(lambda: hands.press("Begin a paper on Q1-2025"), "paper")
    hands.wait(lambda: page._preview.pages > 0)
    hands.picture("9-paper")
    asked_first: list[str] = []
    hands.shell.sure = lambda *words: asked_first.append(words[0]) or True
    hands.press("Issue this paper")
    hands.wait(lambda: rows.one(hands.desk.db, Paper, status="issued"))
    assert "to look at?" in asked_first[0]
    assert hands.desk.undoable().label.startswith("Issue")


def close(hands: Hands) -> None:
    hands.go("Questionnaires")
    hands.one_step(lambda: hands.press("Close it"), "Close Q1-2025 1.0")
    assert "Closed: no more returns are expected." in hands.seen()
    assert hands.primary == ""


def answers(hands: Hands, ref: str) -> dict[Slot, str]:
    return {one.slot: one.value for one in rows.find(hands.desk.db, Answer, return_id=whose(hands, ref).id)}


def whose(hands: Hands, ref: str) -> Return:
    found = rows.one(hands.desk.db, Return, ref=ref)
    assert found
    return found


def as_ods(path: Path) -> Path:
    """As LibreOffice saves it; where that is not installed, the file as it is."""
    office = shutil.which("soffice")
    if office is None:
        return path
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "ods", "--outdir", path.parent, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return path.with_suffix(".ods")
