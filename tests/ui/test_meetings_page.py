"""The Meetings page: Limited found on the next agenda, outcomes entered on one screen, R3.7 born there, undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.dates import When
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Challenge, Meeting, Outcome, PlannedPaper
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import challenges, drafts, meetings, records
from assurance_desk.store import rows
from assurance_desk.ui.dialogs.closures import ClosuresDialog
from assurance_desk.ui.dialogs.meeting_year import MeetingYear
from assurance_desk.ui.pages.meetings_page import MeetingsPage


@pytest.fixture
def third(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    made = records.add(
        desk,
        Recommendation(
            id=new_id(), review_id=review.id, ref="R3", number="3", text="Train.", title="Trained"
        ),
    )
    for _action in range(6):
        records.add_action(desk, review, "Promised", recommendation=made)
    return made


@pytest.fixture
def page(qtbot, shell, desk, third):
    made = MeetingsPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 900)
    made.refresh(None)
    made.show()
    return made


@pytest.fixture
def meeting(desk, page):
    return records.add(desk, Meeting(id=new_id(), forum="Board", on=desk.clock.today()))


def choose(row, outcome):
    row.outcome.setCurrentText(outcome)
    row.outcome.activated.emit(row.outcome.currentIndex())


def test_an_empty_page_offers_the_first_meeting(page, desk):
    assert page.nothing.isVisible()
    page._add()
    assert page.split.isVisible()
    assert [one.on for one in rows.find(desk.db, Meeting)] == [desk.clock.today()]


def test_limited_is_on_the_next_agenda_and_r3_7_is_born_of_the_decision(page, desk, third, meeting):
    assert page.detail.agenda.rows == []
    records.judge(desk, third, "Limited", forum="Board")
    (row,) = page.detail.agenda.rows
    assert row.line.why.startswith("Limited since")
    choose(row, "agreed")
    (row,) = page.detail.agenda.rows
    row.action.setText("Re-survey of repairs and arrears staff")
    row.action.returnPressed.emit()
    born = next(one for one in rows.find(desk.db, Action) if one.outcome_id)
    assert (born.ref, born.origin.split(",")[0]) == ("R3.7", "Board")
    desk.undo()
    desk.undo()
    assert rows.find(desk.db, Outcome) == []
    assert page.detail.agenda.rows[0].outcome.currentText() == "to decide"


def test_amended_waits_for_its_wording_and_survives_another_lines_decision(page, desk, third, meeting):
    records.judge(desk, third, "Limited", forum="Board")
    late = records.add_action(desk, rows.find(desk.db, Review)[0], "Audit")
    records.edit_record(desk, late, "due", "1 January 2019")
    first, second = page.detail.agenda.rows
    choose(first, "amended")
    assert "recorded then" in first.refusal.text()
    first.wording.setText("by December")
    choose(second, "noted")
    first, second = page.detail.agenda.rows
    assert (first.outcome.currentText(), first.wording.text()) == ("amended", "by December")
    first.wording.editingFinished.emit()
    told = {one.ref: (one.outcome, one.wording) for one in rows.find(desk.db, Outcome)}
    assert told == {"R3": ("amended", "by December"), "A1": ("noted", "")}


def test_a_meeting_that_is_past_waits_to_be_recorded(page, desk):
    records.add(desk, Meeting(id=new_id(), forum="Board", on=date(2018, 1, 1)))
    assert MeetingsPage.badge(page.shell) == 1
    records.edit_record(desk, rows.find(desk.db, Meeting)[0], "held", "yes")
    assert MeetingsPage.badge(page.shell) == 0


def test_who_came_is_listed_and_the_quorum_told(page, desk, meeting):
    records.edit_record(desk, meeting, "quorum", "2")
    meetings.add_attendance(desk, meeting, "Designated nurse", "present")
    assert (
        meetings.quorum_words(desk, rows.get(desk.db, Meeting, meeting.id)) == "1 there, quorum of 2 NOT met"
    )
    assert page.detail.attendance.table.proxy.rowCount() == 1


def test_a_years_meetings_are_added_at_once_and_one_on_good_friday_is_put_off(page, desk, qtbot):
    desk.clock = Clock(date(2020, 1, 2))
    dialog = MeetingYear(page.shell)
    qtbot.addWidget(dialog)
    dialog.forum.setText("Board")
    dialog.which.setCurrentIndex(1)
    dialog.weekday.setCurrentIndex(4)
    dialog.start.setText("2 January 2020")
    for month in (4, 6):
        dialog.months[month - 1].setChecked(True)
    assert [day for _tick, day in dialog.ticks] == [date(2020, 4, 17), date(2020, 6, 12)]
    assert dialog.add_button.accessibleName() == "Add 2 meetings"
    dialog.ticks[1][0].setChecked(False)
    assert dialog.add_button.accessibleName() == "Add 1 meeting"
    dialog.add_button.click()
    assert [(one.on, one.papers_due) for one in rows.find(desk.db, Meeting)] == [
        (date(2020, 4, 17), date(2020, 4, 6))
    ]
    desk.undo()
    assert rows.find(desk.db, Meeting) == []


def test_what_cannot_be_a_pattern_is_told_beside_the_button(page, qtbot):
    dialog = MeetingYear(page.shell)
    qtbot.addWidget(dialog)
    dialog.papers.setText("soon")
    dialog.papers.editingFinished.emit()
    assert "not a whole number" in dialog.refusal.text()
    dialog.add_button.click()
    assert dialog.papers.text() == "soon"
    assert dialog.result() == 0


def test_closed_days_are_added_put_right_and_taken_out(page, desk, qtbot):
    dialog = ClosuresDialog(page.shell)
    qtbot.addWidget(dialog)
    dialog.first.setText("24 December 2019")
    dialog.last.setText("1 December 2019")
    dialog.why.setText("Council closed")
    dialog.add_button.click()
    assert "before it begins" in dialog.refusal.text()
    assert dialog.last.text() == "1 December 2019"
    dialog.last.setText("1 January 2020")
    dialog.add_button.click()
    (shut,) = rows.find(desk.db, Closure)
    assert (shut.last, dialog.last.text()) == (date(2020, 1, 1), "")
    dialog.table.table.select(shut.id)
    dialog.remove_button.click()
    assert rows.find(desk.db, Closure) == []
    desk.undo()
    assert rows.find(desk.db, Closure) == [shut]


def test_papers_are_expected_on_the_page_and_their_state_is_edited_there(page, desk, meeting):
    block = page.detail.papers
    block.adder.field.setText("Assurance report")
    block.adder.button.click()
    (expected,) = rows.find(desk.db, PlannedPaper)
    assert block.adder.field.text() == ""
    model = block.table.table
    assert model.setData(model.index(0, 2), "draft")
    assert rows.find(desk.db, PlannedPaper)[0].state == "draft"
    block.table.select(expected.id)
    block.drop_button.click()
    assert rows.find(desk.db, PlannedPaper) == []
    desk.undo()
    assert rows.find(desk.db, PlannedPaper)[0].state == "draft"


def test_half_typed_lines_stay_with_their_meeting(page, desk, third, meeting):
    other = records.add(desk, Meeting(id=new_id(), forum="Subgroup", on=date(2019, 9, 1)))
    records.judge(desk, third, "Limited", forum="Board")
    (row,) = page.detail.agenda.rows
    choose(row, "agreed")
    row = page.detail.agenda.rows[0]
    row.action.setText("Re-survey of rep")
    row.action.textEdited.emit("Re-survey of rep")
    page.detail.came.field.setText("Designated nu")
    page.detail.challenged.field.setText("Why has")
    page.table.select(other.id)
    assert (page.detail.came.field.text(), page.detail.challenged.field.text()) == ("", "")
    page.table.select(meeting.id)
    assert page.detail.agenda.rows[0].action.text() == "Re-survey of rep"
    assert page.detail.came.field.text() == "Designated nu"
    assert page.detail.challenged.field.text() == "Why has"
    page.detail.came.field.setText("Designated nurse")
    page.detail.came.button.click()
    assert page.detail.came.field.text() == ""
    page.detail.agenda.rows[0].action.returnPressed.emit()
    assert page.detail.agenda.rows[0].action.text() == ""
    assert [one.said for one in drafts.left(desk)] == ["A question that was put to a member"]


def test_words_begun_before_an_outcome_was_recorded_are_still_there(page, desk, third, meeting):
    other = records.add(desk, Meeting(id=new_id(), forum="Subgroup", on=date(2019, 9, 1)))
    records.judge(desk, third, "Limited", forum="Board")
    (row,) = page.detail.agenda.rows
    row.wording.setText("by Dec")
    row.keep()
    page.table.select(other.id)
    page.table.select(meeting.id)
    (row,) = page.detail.agenda.rows
    assert row.wording.text() == "by Dec"
    assert row.wording.isVisibleTo(row)
    assert "Choose the outcome" in row.refusal.text()
    choose(row, "amended")
    (row,) = page.detail.agenda.rows
    assert (row.line.outcome.outcome, row.wording.text()) == ("amended", "by Dec")
    assert drafts.left(desk) == []


def test_a_change_of_look_comes_back_to_the_list_or_to_the_meeting_as_it_was(page, meeting):
    kept = page.shown_record()
    page.resize(500, 700)
    page.show_record(kept)
    assert page.table.current() == meeting.id
    assert page.split.narrow
    assert page.table.isVisible()
    page.table.opened.emit(meeting.id)
    assert page.shown_record() == meeting.id
    page.show_record(page.shown_record())
    assert not page.table.isVisible()


def test_the_forward_plan_shows_what_was_born_and_leads_to_it(page, desk, third, meeting, qtbot):
    records.judge(desk, third, "Limited", forum="Board")
    choose(page.detail.agenda.rows[0], "agreed")
    row = page.detail.agenda.rows[0]
    row.action.setText("Re-survey of repairs and arrears staff")
    row.action.returnPressed.emit()
    born = next(one for one in rows.find(desk.db, Action) if one.outcome_id)
    records.edit_record(desk, born, "due", "November 2019")
    records.add(desk, Meeting(id=new_id(), forum="Board", on=date(2019, 12, 5)))
    page.show_view("forward")
    refs = [[row.item.ref for row in table.table.rows()] for table in page.forward.tables]
    assert refs == [["R3", "R3.7"]]
    page.forward.tables[0].select(page.forward.tables[0].table.rows()[1].id)
    with qtbot.waitSignal(page.shell.gone) as went:
        page.forward.tables[0].opened.emit("")
    assert went.args == ["Actions", born.id]
    for _step in range(4):
        desk.undo()
    assert [[row.item.ref for row in table.table.rows()] for table in page.forward.tables] == [["R3"]]
    assert [one for one in rows.find(desk.db, Action) if one.outcome_id] == []
    assert rows.find(desk.db, Outcome) == []


def test_challenges_are_filtered_answered_and_found_again(page, desk, meeting):
    asked = challenges.add(desk, "Why has Larkford not answered?", meeting)
    challenges.add(desk, "Who rang Penhollow?")
    page.show_view("challenges")
    assert page._segments["challenges"].text() == "Challenges (2 unanswered)"
    page.show_record(f"challenge:{asked.id}")
    page.log.form.field("answered").set_words("Staff left.")
    assert page.log.form.commit("answered")
    page.log.open_only.setChecked(True)
    assert page.log.form.record.asked == "Who rang Penhollow?"
    assert [row.challenge.asked for row in page.log.table.table.rows()] == ["Who rang Penhollow?"]
    page.log.adder.field.setText("What changed?")
    page.log.adder.button.click()
    assert page.log.form.record.asked == "What changed?"
    desk.undo()
    assert len(rows.find(desk.db, Challenge)) == 2
    assert page.shown_record() == "view:challenges"
    assert page.go_back()
    assert page.view == "dates"


def test_the_plan_is_saved_as_a_paper_from_the_page(page, desk, third, meeting, tmp_path, qtbot):
    records.judge(desk, third, "Limited", forum="Board", on=date(2019, 5, 16))
    target = tmp_path / "plan.pdf"
    page.shell.ask_save = lambda *_words: target
    page.show_view("forward")
    with qtbot.waitSignal(page.shell.said, timeout=20000):
        page.forward.save_button.click()
    assert target.read_bytes().startswith(b"%PDF")


def test_the_keyboard_stays_on_the_line_just_recorded(page, desk, third, meeting, qtbot):
    records.judge(desk, third, "Limited", forum="Board")
    late = records.add_action(desk, rows.find(desk.db, Review)[0], "Audit")
    records.edit_record(desk, late, "due", "1 January 2019")
    page.activateWindow()
    second = page.detail.agenda.rows[1]
    second.outcome.setFocus()
    qtbot.waitUntil(second.outcome.hasFocus)
    qtbot.keyClick(second.outcome, Qt.Key.Key_Down)
    assert rows.find(desk.db, Outcome) == []
    for _key in range(5):
        qtbot.keyClick(second.outcome.view(), Qt.Key.Key_Down)
    qtbot.keyClick(second.outcome.view(), Qt.Key.Key_Return)
    second = page.detail.agenda.rows[1]
    assert page.window().focusWidget() is second.outcome
    assert [(one.ref, one.outcome) for one in rows.find(desk.db, Outcome)] == [("A1", "noted")]


def test_a_long_agenda_is_shown_a_piece_at_a_time_and_what_was_decided_always(page, desk, third, meeting):
    review = rows.find(desk.db, Review)[0]
    with desk.step("Add"):
        rows.put_many(desk.db, [
            Action(id=f"x{n}", review_id=review.id, ref=f"X{n}", text="Late", due=When(2019, 1), position=99 + n)
            for n in range(70)
        ])  # fmt: skip
    agenda = page.detail.agenda
    assert len(agenda.rows) == 20
    assert agenda.more.text() == "Show the next of 50 more"
    agenda.rows[3].wording.setText("by Dec")
    agenda.more.click()
    assert len(agenda.rows) == 40
    assert agenda.rows[3].wording.text() == "by Dec"
    meetings.decide(desk, meeting, meetings.line_of(desk, "X69"), "noted")
    assert [row.line.ref for row in agenda.rows][-1] == "X69"
