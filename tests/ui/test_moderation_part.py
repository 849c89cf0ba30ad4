"""Moderation in the window: a score agreed or changed beside the sender's own, on the page and full screen by keys."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import LIVE, Question, Questionnaire, Section
from assurance_desk.domain.returns import TAKEN, Answer, Return
from assurance_desk.services import drafts, files, moderation
from assurance_desk.store import rows
from assurance_desk.ui.pages.moderation_stage import keys_of
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell

MEANINGS = ("all of it", "most of it", "some of it", "none of it", "it does not arise")


@pytest.fixture
def desk(tmp_path):
    opened = files.create(tmp_path / "desk.assurance", Clock(date(2024, 5, 2)))
    graded = tuple(
        Question(ref=f"S{n}", text=f"Standard <b>{n}</b> is met.", kind="graded", descriptors=MEANINGS)
        for n in (1, 2)
    )
    section = Section(letter="A", title="Standards", tab="A", questions=graded)
    with opened.step("Set up"):
        rows.put(
            opened.db,
            Questionnaire(id="q", ref="S11", version="1.0", title="S11", status=LIVE, sections=(section,)),
        )
        for ref, name in (("O1", "Larkford & Vale"), ("O2", "Penhollow")):
            rows.put(opened.db, Organisation(id=ref, ref=ref, name=name))
            rows.put(
                opened.db,
                Return(
                    id=ref,
                    questionnaire_id="q",
                    organisation_id=ref,
                    ref=ref,
                    name=name,
                    code=ref,
                    state=TAKEN,
                ),
            )
            for one in graded:
                answer = Answer(id=f"{ref}{one.ref}", return_id=ref, question=one.ref, value="Fully met")
                rows.put_many(
                    opened.db,
                    [
                        answer,
                        Answer(
                            id=f"{ref}{one.ref}e",
                            return_id=ref,
                            question=one.ref,
                            column="evidence",
                            value="Audit",
                        ),
                    ],
                )
    yield opened
    opened.close()


@pytest.fixture
def part(look, desk, qtbot):
    shell = Shell(desk, QWidget())
    page = ReturnsPage(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    page.show_record("moderation:O1")
    page.part.panel.setText("Section 11 panel")
    yield page.part
    shell.close()


def agreed(desk, answer_id):
    return rows.get(desk.db, Answer, answer_id).agreed


def test_their_score_is_agreed_as_it_stands_and_told_of(part, desk, qtbot):
    assert part.stage.theirs.text() == "Fully met"
    assert part.stage.beside.text() == "Evidence held: Audit"
    qtbot.mouseClick(part.stage.agree_button, Qt.MouseButton.LeftButton)
    assert agreed(desk, "O1S1") == "Fully met"
    assert part.stage.agreed.text() == "Fully met"
    assert part.header_fact() == "1 of 4 scored answers agreed"
    (held,) = moderation.of_return(desk, "O1")["O1S1"]
    assert held.panel == "Section 11 panel"
    assert not part.stage.agree_button.isEnabled()


def test_a_change_without_a_reason_is_refused_beside_it_and_what_was_chosen_stays(part, desk, qtbot):
    part.stage.start_change()
    part.stage.choose("3")
    assert part.stage.meaning.text() == "some of it"
    part.stage.change()
    assert "needs its reason" in part.stage.refusal.text()
    assert part.stage.levels["Partially met"].isChecked()
    qtbot.keyClicks(part.stage.reason, "no audit shown")
    qtbot.keyClick(part.stage.reason, Qt.Key.Key_Return)
    assert agreed(desk, "O1S1") == "Partially met"
    assert part.stage.why.text() == "Because: no audit shown"
    assert part.stage.reason.text() == ""


def test_a_half_typed_reason_stays_with_its_answer(part, desk, qtbot):
    part.stage.start_change()
    qtbot.keyClicks(part.stage.reason, "the audit is")
    part.table.select("O1S2")
    assert part.stage.reason.text() == ""
    assert [one.text for one in drafts.of_record(desk, "moderation:O1#O1S1")] == ["the audit is"]
    part.table.select("O1S1")
    assert part.stage.reason.text() == "the audit is"


def test_full_screen_one_organisation_is_gone_through_by_two_keys(part, desk, qtbot):
    screen = part.full_screen()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow, timeout=5000)
    assert screen.name.text() == "O1  Larkford & Vale"
    assert screen.where.text() == "Question 1 of 2  ·  0 of 2 agreed"
    qtbot.keyClick(screen, Qt.Key.Key_A)
    assert agreed(desk, "O1S1") == "Fully met"
    assert screen.stage.line.question.ref == "S2"
    qtbot.keyClick(screen, Qt.Key.Key_C)
    qtbot.keyClick(screen, Qt.Key.Key_2)
    qtbot.keyClicks(screen.stage.reason, "a change of staff")  # an a and a c are typed, not keys
    qtbot.keyClick(screen.stage.reason, Qt.Key.Key_Return)
    assert agreed(desk, "O1S2") == "Mostly met"
    assert screen.where.text() == "Question 2 of 2  ·  2 of 2 agreed, 1 changed"
    qtbot.keyClick(screen, Qt.Key.Key_PageDown)
    assert screen.name.text() == "O2  Penhollow"
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert part.list.current() == "O2"


def test_esc_in_the_middle_gives_up_the_change_and_stays_on_the_screen(part, qtbot):
    screen = part.full_screen()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow, timeout=5000)
    for key, panel in ((Qt.Key.Key_C, screen.stage.changing), (Qt.Key.Key_Q, screen.stage.asking)):
        qtbot.keyClick(screen, key)
        assert panel.isVisible()
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
        assert screen.isVisible()
        assert not panel.isVisible()
    with qtbot.waitSignal(screen.finished):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)


def test_only_the_organisation_on_show_is_named_on_the_screen(part, qtbot):
    screen = part.full_screen()
    shown = " ".join(one.text() for one in screen.findChildren(type(screen.name)))
    assert "Larkford" in shown
    assert "Penhollow" not in shown
    screen.reject()


def test_the_moderation_sheet_goes_out_and_comes_back(part, desk, qtbot, tmp_path):
    path = tmp_path / "sheet.xlsx"
    part.shell.ask_save = lambda title, suggested, kinds: path
    assert part.sheet_out.isVisible()
    part.sheet_out.click()
    qtbot.waitUntil(lambda: not part.shell.jobs.busy, timeout=20000)
    book = openpyxl.load_workbook(path)
    sheet = book["Moderation"]
    assert [sheet.cell(row, 3).value for row in range(7, 11)] == ["S1", "S2", "S1", "S2"]
    sheet["H7"], sheet["H8"], sheet["I8"] = "Fully met", "Not met", "nothing was shown"
    sheet["H9"] = "Partially met"
    book.save(path)
    part.shell.ask_file = lambda title, kinds: path
    asked = []
    part.shell.sure = lambda question, yes, more="": asked.append((question, yes, more)) or True
    assert (part.sheet_in.isVisible(), part.sheet_in.text().strip()) == (True, "Bring in a moderation sheet")
    part.sheet_in.click()
    qtbot.waitUntil(lambda: bool(agreed(desk, "O1S2")), timeout=20000)
    assert (agreed(desk, "O1S1"), agreed(desk, "O1S2"), agreed(desk, "O2S1")) == ("Fully met", "Not met", "")
    assert asked == [
        (
            "1 cell of the sheet is not taken. Take in the rest?",
            "Take in 2 agreed answers",
            "Moderation, H9: “Partially met” – it differs from their own score and gives no reason",
        )
    ]


def test_a_level_is_chosen_by_the_figure_it_begins_with():
    assert keys_of(("4 Fully met", "3 Mostly met", "Not applicable")) == {
        "4": "4 Fully met",
        "3": "3 Mostly met",
    }
    assert keys_of(("Fully met", "Not met")) == {"1": "Fully met", "2": "Not met"}


def test_before_anything_is_taken_in_the_page_says_what_belongs_there(part, desk):
    with desk.step("Remove"):
        for one in rows.find(desk.db, Answer):
            rows.remove(desk.db, one)
    assert part.nothing.isVisible()
    assert part.primary() is None
