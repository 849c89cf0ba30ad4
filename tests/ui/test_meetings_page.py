"""The Meetings page: Limited found on the next agenda, outcomes entered on one screen, R3.7 born there, undone."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.domain.actions import Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Meeting, Outcome
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import meetings, records
from assurance_desk.store import rows
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
