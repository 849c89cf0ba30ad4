"""A second round, as the officer lives it at the window: last round's answers go out again to be confirmed, what comes
back is read for what it is, and each of the six silences stays apart until somebody breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.services import issuing, moderation
from assurance_desk.store import rows
from assurance_desk.ui import theme as th
from assurance_desk.ui.pages.gaps import GRADED
from assurance_desk.ui.pages.returns_silences import UnconfirmedBlock
from assurance_desk.ui.pages.returns_tables import Folded
from tests import six_silences as six
from tests.journeys.hands import Hands, at_the_window, attached, filled
from tests.journeys.papers_text import words
from tests.make_sample.fill import cells

BODIES = six.BODIES | {"O08": "Forgotten Homes"}
RIGHT, CHANGED = "Yes, still right", "Changed"
VISITS_RIGHT, POLICY_RIGHT, STAFF_RIGHT = (
    Slot("A1", "", "still"),
    Slot("B1", "", "still"),
    Slot("D1", "SG1", "still"),
)
TYPED: dict[str, dict[Slot, object]] = {
    "O01": {
        VISITS_RIGHT: RIGHT, POLICY_RIGHT: RIGHT,
        STAFF_RIGHT: CHANGED, six.STAFF: 24, six.TRAINED: 18,
    },
    "O02": {six.VISITS: "No"},
    "O04": {VISITS_RIGHT: RIGHT, six.POLICY: None, six.STAFF: None, six.TRAINED: None},
    "O05": {
        VISITS_RIGHT: RIGHT, six.POLICY: "Not applicable", Slot("B1", "", "comment"): "We employ nobody",
        six.STAFF: 0, six.TRAINED: None,
    },
    "O06": {VISITS_RIGHT: RIGHT, six.POLICY: "see attached", six.STAFF: "see attached", six.TRAINED: "see attached"},
    "O07": {VISITS_RIGHT: RIGHT},
}  # fmt: skip
KINDS = {
    "O02": "not asked",
    "O03": "not returned",
    "O04": "blank",
    "O05": "not applicable",
    "O06": "unreadable",
    "O07": "unconfirmed",
}


IN_HEAT = {
    "O02": "• not asked", "O03": "No reply", "O04": "No figures: sent section A only", "O05": "– –",
    "O06": "× unreadable", "O07": "? to confirm",
}  # fmt: skip
IN_GRADES = {
    "O02": "• not asked", "O03": "No reply", "O04": "Blank", "O05": "N/A", "O06": "× unreadable", "O07": "? to confirm",
}  # fmt: skip
NONE_IS_NOT_MET = (
    "Of the others, 3 not asked, 4 not returned, 3 left blank, 2 not applicable, 3 unreadable and 3 unconfirmed. None of "
    "them counts as not met."
)


@pytest.fixture
def hands(qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """On 1 February 2021, the first round answered by all but one and agreed."""
    with at_the_window(qapp, qtbot, monkeypatch, tmp_path, date(2021, 2, 1)) as made:
        desk = made.desk
        with desk.step("Set up"):
            rows.put(desk.db, replace(six.FIRST, issued_on=date(2019, 2, 4), round="2019"))
            for ref, name in BODIES.items():
                rows.put(desk.db, Organisation(id=ref, ref=ref, name=name, kind="registered provider"))
                email = f"head@{ref}.example".lower()
                rows.put(desk.db, Contact(id=ref, organisation_id=ref, role="Head of housing", email=email))
        issuing.issue(desk, "SIX-1", tmp_path / "first", list(six.BODIES))
        six.take(desk, tmp_path / "first", dict.fromkeys(six.BODIES, six.FULL))
        for one in rows.find(desk.db, Answer, question="B1", column="answer"):
            moderation.agree(desk, one, "Mostly met", reason="no audit was shown", panel="Panel")
        yield made


def test_a_second_round_to_its_figures(hands: Hands, tmp_path: Path) -> None:
    begin(hands)
    copies = issue(hands, tmp_path / "out")
    carried(copies)
    come_back(hands, copies)
    in_the_window(hands, KINDS, (18, 24))
    in_the_export(hands, tmp_path / "before.xlsx", KINDS)
    text = in_the_paper(hands, tmp_path / "before.pdf", "18 of 24")
    for ref, words_there in IN_HEAT.items():
        assert f"{BODIES[ref]} {words_there}" in text
    assert " ".join(f"{BODIES[ref]} {there}" for ref, there in IN_GRADES.items()) in text
    assert "Of 28 answers asked for, 10 were given. " + NONE_IS_NOT_MET in text
    assert "No answer says “Not met”" in text
    assert "Forgotten Homes" not in text
    back = ask_to_confirm(hands, tmp_path)
    confirmed(hands, back, tmp_path)
    by_telephone(hands, tmp_path)
    hands.sound()


def asked(hands: Hands) -> Questionnaire:
    found = rows.one(hands.desk.db, Questionnaire, ref="SIX-1-2")
    assert found
    return found


def begin(hands: Hands) -> None:
    page = hands.go("Questionnaires")
    hands.one_step(
        lambda: hands.command("Begin a new questionnaire like SIX-1"), "Begin questionnaire SIX-1-2"
    )
    hands.go("Questionnaires", asked(hands).id)
    hands.press("Cover")
    form = page.detail.form
    hands.one_step(lambda: hands.type(form.field("round"), "2021"), "Edit questionnaire")
    hands.one_step(lambda: hands.type(form.field("due_on"), "15 March 2021"), "Edit questionnaire")
    choice = page.detail.carry.choice
    hands.one_step(
        lambda: hands.choose(choice, "Carry those of SIX-1 1.0"),
        "Carry the answers of SIX-1 1.0 into SIX-1-2",
    )
    assert "28 answers of 7 returns will stand in copies that have not gone out yet" in hands.seen()
    hands.picture("1-cover")


def issue(hands: Hands, out: Path) -> dict[str, Path]:
    """To those asked last time: whoever was not is offered, and not ticked."""
    page = hands.page
    hands.press("7 organisations")
    listed = page.detail.recipients.list
    assert not listed.verticalScrollBar().isVisible(), "eight are all seen"
    assert page.detail.recipients.chosen() == list(six.BODIES)
    hands.one_step(lambda: hands.press("Confirm 7 contacts"), "onfirm")
    hands.picture("2-organisations")
    hands.shell.ask_folder = lambda *_asked: out
    hands.one_step(lambda: hands.press("Make 7 e-mail drafts"), "Draft SIX-1-2 for 7 organisations")
    assert "7 drafts made. Mark them as sent when they have left Outlook." in hands.seen()
    hands.one_step(lambda: hands.press("Mark all 7 as sent"), "sent")
    text = message_from_bytes(next(out.glob("*O01*.eml")).read_bytes(), policy=policy.default).get_body()
    assert text is not None
    assert "The Board asks Answering Homes to fill in the questionnaire" in text.get_content()
    return attached(out, out.parent / "copies")


def carried(copies: dict[str, Path]) -> None:
    """What they answered stands in their copies, and says that it is to be confirmed."""
    assert set(copies) == set(six.BODIES)
    book = load_workbook(copies["O07"])
    found = cells(book)
    assert (found[six.VISITS].value, found[six.POLICY].value, found[six.TRAINED].value) == (
        "Yes",
        "Fully met",
        16,
    )
    assert found[POLICY_RIGHT].value is None
    assert not found[POLICY_RIGHT].protection.locked
    seen = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert {"Still right?", "Agreed last time", "Mostly met"} <= seen


def come_back(hands: Hands, copies: dict[str, Path]) -> None:
    for ref, typed in TYPED.items():
        filled(copies[ref], typed)
    hands.day(date(2021, 3, 16))
    hands.go("Returns")
    assert "0 of 7 returns came" in hands.seen()
    hands.one_step(lambda: hands.drop(*(copies[ref] for ref in TYPED)), "tray")
    hands.picture("3-tray")
    assert "6 of 7 returns came: 0 taken in, 15 to take in, 3 to decide, 0 lost" in hands.seen()
    hands.one_step(lambda: hands.press("Take in everything that is sure from 6 files"), "Take in 15 answers")
    assert "6 of 7 returns came: 12 taken in, 3 to confirm, 3 to decide, 0 lost" in hands.seen()
    hands.picture("4-taken")
    hands.go("Returns", whose(hands, "O02").id)
    said = hands.seen()
    assert "2 questions were not asked of them." in said
    assert "3 answers of last time stand there all the same and are left out." in said
    silent = next(one for one in hands.page.tray.detail.findChildren(Folded))
    assert silent.height() == silent.sizeHint().height(), "its heading and what it counts stand on one line"
    hands.picture("4-not-asked")
    hands.go("Returns", whose(hands, "O07").id)
    assert "3 answers carried forward and not confirmed" in hands.seen()
    hands.picture("4-unconfirmed")


def whose(hands: Hands, ref: str) -> Return:
    found = rows.one(hands.desk.db, Return, questionnaire_id=asked(hands).id, ref=ref)
    assert found
    return found


# ------------------------------------------------------------ the six silences, wherever they are told of


def in_the_window(hands: Hands, kinds: dict[str, str], figures: tuple[int, int], graded: int = 1) -> None:
    page = hands.go("Gaps", asked(hands).id)
    for view in ("0", GRADED):
        page.show_view(view)
        hands.picture(f"5-gaps-{view}")
        head = QFontMetrics(th.font("small")).horizontalAdvance(page.grid.grid.heads[0].words)
        assert page.grid.columnWidth(0) > head, "where there is room, the head over the names is not cut"
        told = {row.cells[0].words: row.cells[1].silence for row in page.grid.grid.rows}
        for ref, kind in kinds.items():
            assert told[BODIES[ref]] == kind
        assert told[BODIES["O01"]] == ""
        assert "Forgotten Homes" not in told, "who was not asked is missing from nothing"
    whole = page.gaps.main.whole
    assert (whole.met, whole.of) == figures
    (policy,) = [row for row in page.gaps.grid.rows if row.question.ref == "B1"]
    assert (policy.answered, policy.least) == (graded, 0)


def in_the_export(hands: Hands, path: Path, kinds: dict[str, str]) -> None:
    hands.go("Gaps", asked(hands).id)
    hands.shell.ask_save = lambda *_asked: path
    hands.command("Save these returns as an Excel file")
    hands.wait(path.exists)
    head, *lines = load_workbook(path).worksheets[-1].iter_rows(values_only=True)
    found = [dict(zip(head, line, strict=True)) for line in lines]
    state = {(one["Organisation"], one["Question"], one["Column"]): one["State"] for one in found}
    for ref, kind in kinds.items():
        assert state[BODIES[ref], "B1", None] == state[BODIES[ref], "D1", "In date: children"] == kind
    assert state[BODIES["O01"], "B1", None] == "answered"
    assert "Forgotten Homes" not in {one["Organisation"] for one in found}


def in_the_paper(hands: Hands, path: Path, figures: str) -> str:
    hands.go("Gaps", asked(hands).id)
    hands.press("Put in the findings paper")
    hands.wait(lambda: hands.page._preview.pages > 0)
    hands.picture("6-paper")
    hands.shell.ask_save = lambda *_asked: path
    hands.press("Save as PDF")
    hands.wait(path.exists)
    text = words(path)
    assert f"{figures} staff in the" in text
    return text


# ------------------------------------------------------------ what was not confirmed is asked for, and confirmed


def ask_to_confirm(hands: Hands, folder: Path) -> Path:
    page = hands.go("Returns", whose(hands, "O07").id)
    hands.picture("7-to-confirm")
    assert hands.primary == "Make a correction workbook to confirm 3 answers"
    hands.one_step(lambda: hands.press(hands.primary), "Ask Carried Homes to confirm 3 answers")
    assert hands.primary == "Bring in returned files", "it is asked once"
    draft = folder / "confirm.eml"
    hands.shell.ask_save = lambda *_asked: draft
    hands.press("Save the e-mail draft…")
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["To"].addresses[0].addr_spec == "head@o07.example"
    text = message.get_body()
    assert text is not None
    assert "3 answers stand as you gave them last time." in text.get_content()
    hands.one_step(lambda: hands.press("Mark as sent", page.tray.detail), "sent")
    assert "1 taken in, 3 to confirm, asked, not back yet" in [
        line.words for line in page.tray.lines if line.ref == "O07"
    ]
    hands.picture("8-asked")
    (copy,) = message.iter_attachments()
    back = folder / (copy.get_filename() or "back.xlsx")
    back.write_bytes(copy.get_content())
    return back


def confirmed(hands: Hands, back: Path, folder: Path) -> None:
    """The figures move by what they confirm, and by nothing else."""
    hands.day(date(2021, 3, 29))
    hands.go("Returns")
    hands.one_step(lambda: hands.drop(filled(back, {STAFF_RIGHT: RIGHT})), "tray")
    in_the_window(hands, KINDS, (18, 24))
    hands.go("Returns", whose(hands, "O07").id)
    hands.picture("9-came-back")
    assert "0 answered" not in hands.seen()
    assert (
        "Corrections asked for on 16 March 2021: 2 confirmed or changed, 1 still as last time."
        in hands.seen()
    )
    assert hands.primary == "Take in 2 confirmed answers"
    hands.one_step(lambda: hands.press(hands.primary), "Take in 2 confirmed answers from Carried Homes")
    assert "1 answer carried forward and not confirmed" in hands.seen()
    kinds = {ref: kind for ref, kind in KINDS.items() if ref != "O07"}
    page = hands.go("Gaps", asked(hands).id)
    whole = page.gaps.main.whole
    assert (whole.met, whole.of) == (18 + 16, 24 + 20)
    text = in_the_paper(hands, folder / "after.pdf", "34 of 44")
    assert "Carried Homes 80% 16 of 20" in text
    assert "Of 28 answers asked for, 12 were given." in text
    assert "3 unreadable and 1 unconfirmed." in text
    in_the_export(hands, folder / "after.xlsx", kinds)


def by_telephone(hands: Hands, folder: Path) -> None:
    page = hands.go("Returns", whose(hands, "O07").id)
    (block,) = page.tray.detail.findChildren(UnconfirmedBlock)
    hands.type(block.who, "J. Marsh")
    hands.one_step(
        lambda: hands.press("Confirm 1 answer"), "Confirm 1 answer of Carried Homes from last time"
    )
    assert page.tray.detail.findChildren(UnconfirmedBlock) == []
    said = hands.seen(page.tray.detail)
    assert "Recovered without doubt" not in said, "nothing was recovered: they said so"
    shown = page.tray.detail.shown
    assert shown
    assert [line.before for line in shown.answers if line.ref == "B1"] == [
        "the same, confirmed 29 March 2021 (J. Marsh, by telephone: still right, as last time)"
    ]
    hands.picture("10-confirmed")
    kinds = {ref: kind for ref, kind in KINDS.items() if ref != "O07"}
    in_the_window(hands, kinds, (34, 44), graded=2)
    text = in_the_paper(hands, folder / "last.pdf", "34 of 44")
    assert "Of 28 answers asked for, 13 were given." in text
    assert "3 unreadable and 0 unconfirmed." in text
