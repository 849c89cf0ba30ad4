"""A Board meeting lived through in the window: outcomes as they fall, R3.7 born there, planned, on Home; all undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.meetings import Meeting, Outcome
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import files, judgements, records, sample_register
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.main_window import MainWindow

BOARD_DAY = date(2019, 5, 16)


@pytest.fixture
def window(qapp, qtbot, tmp_path, monkeypatch):
    """The morning of the Board: recommendation 3 was judged Limited before, the year's dates are there."""
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    desk = files.create(tmp_path / "w.assurance", Clock(BOARD_DAY))
    sample_register.add_organisations(desk)
    sample_register.add_review(desk)
    third = next(one for one in rows.find(desk.db, Recommendation) if one.number == "3")
    judgements.judge(desk, third, "Limited", forum="Board", on=date(2019, 2, 28))
    records.edit_record(desk, rows.find(desk.db, Meeting, order="on")[0], "held", "yes")
    desk.close()
    made = MainWindow(Clock(BOARD_DAY))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(tmp_path / "w.assurance")
    yield made
    made.close()
    made.deleteLater()


def choose(qtbot, outcome, steps):
    """With the keys alone: the list opens, down to the word, Enter."""
    qtbot.keyClick(outcome, Qt.Key.Key_Down)
    for _key in range(steps):
        qtbot.keyClick(outcome.view(), Qt.Key.Key_Down)
    qtbot.keyClick(outcome.view(), Qt.Key.Key_Return)


def undo(window):
    action = window.undo_actions.undo
    assert isinstance(action, QAction)
    action.trigger()


def home_words(window):
    window.go("Home")
    return "\n".join(label.text() for label in window.frame.page.findChildren(QLabel))


def test_outcomes_are_entered_live_and_r3_7_is_born_planned_and_undone(window, qtbot):
    db = window.shell.desk.db
    meeting = next(one for one in rows.find(db, Meeting) if one.on == BOARD_DAY)
    window.frame.go("Meetings", meeting.id)
    agenda = window.frame.page.detail.agenda
    at = [row.line.ref for row in agenda.rows].index("R3")
    choose(qtbot, agenda.rows[at].outcome, 2)
    row = agenda.rows[at]
    assert rows.find(db, Outcome) == []
    qtbot.keyClicks(row.wording, "Limited; repairs staff are surveyed again")
    qtbot.keyClick(row.wording, Qt.Key.Key_Return)
    (decided,) = rows.find(db, Outcome)
    assert (decided.outcome, decided.wording) == ("amended", "Limited; repairs staff are surveyed again")

    row = agenda.rows[at]
    qtbot.keyClicks(row.action, "Re-survey of repairs and arrears staff")
    qtbot.keyClick(row.action, Qt.Key.Key_Return)
    born = next(one for one in rows.find(db, Action) if one.outcome_id)
    assert (born.ref, born.origin) == ("R3.7", "Board, 16 May 2019")

    window.frame.go("Actions", born.id)
    assert window.frame.page.shown_record() == born.id
    window.frame.go("Meetings", meeting.id)
    page = window.frame.page
    held = page.detail.form.field("held")
    held.set_words("yes")
    page.detail.form.commit("held")
    page.show_view("forward")
    first = page.forward.tables[0].table.rows()
    assert ("R3", "Limited since 28 February 2019") in [(line.item.ref, line.item.why) for line in first]
    assert "Name an owner for R3.7" in home_words(window) or "Name owners for" in home_words(window)

    for _step in range(3):
        undo(window)
    assert rows.find(db, Outcome) == []
    assert [one for one in rows.find(db, Action) if one.outcome_id] == []
    assert not rows.get(db, Meeting, meeting.id).held
    window.frame.go("Meetings", meeting.id)
    row = window.frame.page.detail.agenda.rows[at]
    assert (row.outcome.currentIndex(), row.wording.text()) == (0, "")
